"""What a file shows, in plain values: methods, workshops, runs, catches, experiments, people.

`python -m tests.trust.golden REVISION` writes the golden export of an earlier file anew, which is
to be read before it is kept.
"""

from __future__ import annotations

import dataclasses
import gzip
import hashlib
import json
import sys
import tempfile
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, select

from kehitys.domain.actuals import after_run
from kehitys.domain.agenda import agenda_of
from kehitys.store import catches, experiments, methods, network, runs, tables, workshops
from kehitys.store.database import Database

EARLIER = Path(__file__).parents[1] / "store" / "earlier"
WORDS = (
    "name", "summary", "use_when", "avoid_when", "invitation", "remote_notes", "room", "traps",
    "steps",
)  # fmt: skip
"""What of a method's edition is kept as a digest."""


def shown(connection: Connection) -> dict[str, Any]:
    """Everything that a person sees of a file."""
    return {
        "methods": _methods(connection),
        "workshops": _workshops(connection),
        "runs": _runs(connection),
        "experiments": _experiments(connection),
        "people": _people(connection),
        "teams": [_plain(team) for team in network.teams(connection)],
        "units": [_plain(unit) for unit in network.units(connection)],
    }


def export(path: Path) -> dict[str, Any]:
    """The same of a file by its path, brought up to date first when it is an earlier one."""
    database = Database(path)
    try:
        return json.loads(json.dumps(database.read(shown), sort_keys=True))
    finally:
        database.close()


def differences(golden: Any, found: Any, where: str = "") -> list[str]:
    """Where `found` does not say what `golden` does; what is only in `found` is newer than it."""
    if isinstance(golden, dict) and isinstance(found, dict):
        return [
            told
            for name, value in golden.items()
            for told in differences(value, found.get(name), f"{where}.{name}")
        ]
    if isinstance(golden, list) and isinstance(found, list) and len(golden) == len(found):
        return [
            told
            for n, (one, other) in enumerate(zip(golden, found, strict=True))
            for told in differences(one, other, f"{where}[{n}]")
        ]
    return [] if golden == found else [f"{where}: {golden!r} became {found!r}"[:300]]


def kept(revision: str) -> dict[str, Any]:
    """The golden export of an earlier revision's stored file."""
    value = json.loads((EARLIER / f"{revision}.golden.json").read_text("utf-8"))
    assert isinstance(value, dict)
    return value


def stored(revision: str, folder: Path) -> Path:
    """The stored file of an earlier revision, unpacked."""
    path = folder / f"{revision}.db"
    path.write_bytes(gzip.decompress((EARLIER / f"{revision}.db.gz").read_bytes()))
    return path


def _methods(connection: Connection) -> dict[str, Any]:
    told = {}
    for method in sorted(methods.everything(connection), key=lambda method: method.slug):
        told[method.slug] = {
            "toolkit": method.toolkit,
            "minutes": _plain(method.minutes),
            "people": _plain(method.group_size),
            "purposes": sorted(method.purposes),
            "steps": [[step.seconds, step.grouping, step.record] for step in method.steps],
            "editions": {
                edition.lang: [edition.name, _digest(edition)] for edition in method.editions
            },
        }
    return told


def _digest(edition: Any) -> str:
    said = [getattr(edition, name) for name in WORDS if name != "steps"]
    steps = [[words.title, words.do, words.say] for words in edition.steps]
    return hashlib.sha256(json.dumps([said, steps], ensure_ascii=False).encode()).hexdigest()[:16]


def _workshops(connection: Connection) -> list[Any]:
    told = []
    for line in workshops.lines(connection, when="all", today=date(2026, 1, 1), limit=10_000).rows:
        workshop = workshops.workshop(connection, line.id)
        assert workshop is not None
        placed = agenda_of(workshop).placed
        value = _plain(workshop)
        value["blocks"] = [
            {
                **_plain(dataclasses.replace(place.block, method=None)),
                "method": place.block.method.slug if place.block.method else None,
                "starts": place.start.isoformat(),
            }
            for place in placed
        ]
        value["catches"] = [_plain(said) for said in catches.of_workshop(connection, line.id)]
        told.append(value)
    return sorted(told, key=lambda value: str(value["id"]))


def _runs(connection: Connection) -> list[Any]:
    ids = sorted(connection.scalars(select(tables.run.c.id)).all(), key=str)
    found = runs.runs(connection, ids)
    told = []
    for run_id in ids:
        run = found[run_id]
        last = run.facts[-1].at
        told.append(
            {
                "id": run_id.hex,
                "facts": [[fact.seq, fact.at.isoformat(), fact.kind] for fact in run.facts],
                "blocks": [
                    [actual.block.title, actual.planned_minutes, actual.actual_minutes]
                    for actual in after_run(run, last)
                ],
            }
        )
    return told


def _experiments(connection: Connection) -> list[Any]:
    ids = sorted(connection.scalars(select(tables.experiment.c.id)).all(), key=str)
    return [_plain(experiments.experiment(connection, row_id)) for row_id in ids]


def _people(connection: Connection) -> list[Any]:
    ids = sorted(connection.scalars(select(tables.person.c.id)).all(), key=str)
    return [_plain(network.person(connection, row_id)) for row_id in ids]


def _plain(value: Any) -> Any:
    """A value of the domain as JSON has it."""
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {
            field.name: _plain(getattr(value, field.name)) for field in dataclasses.fields(value)
        }
    if isinstance(value, Mapping):
        return {str(name): _plain(part) for name, part in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(part) for part in value]
    if isinstance(value, frozenset | set):
        return sorted(map(str, value))
    if isinstance(value, UUID):
        return value.hex
    return value if value is None or isinstance(value, bool | int | str) else str(value)


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as _name:
        _found = export(stored(sys.argv[1], Path(_name)))
    (EARLIER / f"{sys.argv[1]}.golden.json").write_text(
        json.dumps(_found, ensure_ascii=False, sort_keys=True, indent=1) + "\n", "utf-8"
    )
