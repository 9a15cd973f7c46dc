"""A file with a great many methods and experiments, made without going through the app."""

from __future__ import annotations

from pathlib import Path
from random import Random

from sqlalchemy import insert, text

from kehitys.domain.methods import Edition
from kehitys.domain.text import sort_key
from kehitys.operations.joining import join
from kehitys.store import index_words, method_listing, method_rows, search_index, tables, word_forms
from kehitys.store.database import Database
from kehitys.store.ids import new_id
from kehitys.store.journal import Tx
from kehitys.store.searched import Entry
from kehitys.store.today import file_id

_FIRST = [
    "Avaus",
    "Kierros",
    "Idea",
    "Kokeilu",
    "Dialogi",
    "Äänestys",
    "Öljy",
    "Tavoite",
    "Purku",
    "Kartta",
    "Polku",
    "Sopimus",
]
_SECOND = [
    "pareittain",
    "ryhmissä",
    "hiljaa",
    "kävellen",
    "taululla",
    "korteilla",
    "etänä",
    "nopeasti",
    "huolella",
]
_BATCH = 5_000
_BODY = method_rows.words_of(Edition(lang="fi", name="x"))["body"]
_SOURCE = {"author": "", "work": "", "url": "", "year": None}


def make(path: Path, *, methods: int, experiments: int) -> dict[str, str]:
    """Writes the file, whose names follow from the numbers; gives its id and its one person's."""
    database = Database(path)
    _, person = database.write(lambda tx: join(tx, name="Maija Mallikas", language="fi"))
    whose = {database.read(file_id): person.hex}
    database.write(lambda tx: _fill(tx, methods, experiments))
    database.checkpoint()
    database.close()
    return whose


def _fill(tx: Tx, methods: int, experiments: int) -> None:
    random = Random(7)
    stamps = {"created_at": tx.now, "updated_at": tx.now}
    for begin in range(0, methods, _BATCH):
        count = min(_BATCH, methods - begin)
        ids = [new_id() for _n in range(count)]
        names = [_name(random, begin + n) for n in range(count)]
        tx.connection.execute(
            insert(tables.method),
            [
                {
                    "id": row_id,
                    "slug": f"m{begin + n}",
                    "minutes_min": 5,
                    "minutes_typical": 20,
                    "minutes_max": 30 + n % 60,
                    "people_min": 4,
                    "people_max": 8 + n % 40,
                    "unit": 1,
                    "energy": "low",
                    "safety": "low",
                    "difficulty": "easy",
                    "outcome": "list",
                    "metadata_language": "fi",
                    "steps": [],
                    "materials": [],
                    "aliases": [],
                    "goes_before": [],
                    "goes_after": [],
                    "source": _SOURCE,
                    **stamps,
                }
                for n, row_id in enumerate(ids)
            ],
        )
        tx.connection.execute(
            insert(tables.method_edition),
            [
                {
                    "id": new_id(),
                    "method_id": row_id,
                    "lang": "fi",
                    "name": name,
                    "name_sort": sort_key(name),
                    "summary": "Ryhmä saa kaikkien ajatukset.",
                    "body": _BODY,
                }
                for row_id, name in zip(ids, names, strict=True)
            ],
        )
        _index(tx, "method", ids, names)
    method_listing.renew(tx.connection)
    ids = [new_id() for _n in range(experiments)]
    names = [_name(random, n) for n in range(experiments)]
    if experiments:
        tx.connection.execute(
            insert(tables.experiment),
            [
                {
                    "id": row_id,
                    "title": name,
                    "title_sort": sort_key(name),
                    "state": "running" if n % 9 == 0 else "idea",
                    **stamps,
                }
                for n, (row_id, name) in enumerate(zip(ids, names, strict=True))
            ],
        )
        _index(tx, "experiment", ids, names)


def _index(tx: Tx, kind: str, ids: list, names: list[str]) -> None:
    first = (
        tx.connection.execute(text("SELECT coalesce(max(rowid), 0) FROM search")).scalar_one() + 1
    )
    tx.connection.execute(
        insert(tables.search_row),
        [
            {
                "rowid": first + n,
                "kind": kind,
                "row_id": row_id,
                "lang": "fi",
                "name_sort": sort_key(name),
            }
            for n, (row_id, name) in enumerate(zip(ids, names, strict=True))
        ],
    )
    written = [
        {
            "rowid": first + n,
            **search_index.columns(
                Entry(row_id=row_id, lang="fi", name=name, summary="Ryhmä saa kaikkien ajatukset.")
            ),
        }
        for n, (row_id, name) in enumerate(zip(ids, names, strict=True))
    ]
    tx.connection.execute(search_index.INSERT, written)
    told = index_words.exact(row[name] for row in written for name in search_index.WORDS)
    word_forms.learn(tx.connection, told)


def _name(random: Random, n: int) -> str:
    return f"{random.choice(_FIRST)} {random.choice(_SECOND)} {n}"
