"""Database files of the worst will, made from a real one: cut, flipped, signed by another, planted.

Each stands in a folder of its own, so that a log may lie beside it.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from functools import partial
from pathlib import Path
from random import Random

FULL = bool(os.environ.get("KEHITYS_FULL"))

FLIPS = 40 if FULL else 12
"""Files with one bit turned somewhere, and as many with a stretch of bytes changed."""

Change = Callable[[sqlite3.Connection], object]
Make = Callable[[Path], Path]

LOGS = (
    "log-empty", "log-garbage", "journal-garbage", "journal-header", "shm-garbage",
    "log-of-another", "log-of-another-cut", "log-cut", "log-flipped",
)  # fmt: skip
"""Files with a log beside them that is not their own."""


def makers(real: bytes) -> dict[str, Make]:
    """What makes each file in a folder that is given, by the name of the file."""
    made: dict[str, Make] = {}
    for name, raw in _bytes(real):
        made[name] = partial(_placed, name, raw)
    for name, change in CHANGES.items():
        made[name] = partial(_changed, name, real, change)
    for name, (table, column, value) in VALUES.items():
        made[name] = partial(_changed, name, real, _put(table, column, value))
    for name in LOGS:
        made[name] = partial(_with_logs, name, real)
    return made


def _changed(name: str, real: bytes, change: Change, folder: Path) -> Path:
    path = _placed(name, real, folder)
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("PRAGMA journal_mode = DELETE")
        connection.execute("PRAGMA foreign_keys = OFF")
        connection.execute("PRAGMA ignore_check_constraints = ON")
        change(connection)
    with path.open("r+b") as file:
        # With a log, as every file of ours is kept: opening it changes not a byte of its head.
        file.seek(18)
        file.write(b"\2\2")
    return path


def _put(table: str, column: str, value: str) -> Change:
    """Sets the column in every row, or in each that its rules let it be set in."""
    return _sql(f'UPDATE OR IGNORE "{table}" SET "{column}" = {value}')


def _with_logs(name: str, real: bytes, folder: Path) -> Path:
    path = _placed(name, real, folder)
    scratch = path.parent / "another"
    scratch.mkdir()
    for ending, raw in dict(_logs(real, scratch))[name].items():
        path.with_name(path.name + ending).write_bytes(raw)
    return path


def _placed(name: str, raw: bytes, folder: Path) -> Path:
    path = folder / name / "kehitys.db"
    path.parent.mkdir(parents=True)
    path.write_bytes(raw)
    return path


def _bytes(real: bytes) -> Iterator[tuple[str, bytes]]:
    size = int.from_bytes(real[16:18], "big")
    for cut in (1, 15, 16, 50, 99, 100, 101, 512, size, size * 2, size * 10, len(real) // 2):
        yield f"cut-to-{cut}", real[:cut]
    for less in (1, 3, size, size + 1):
        yield f"cut-by-{less}", real[:-less]
    yield "longer", real + b"x" * 100
    yield "page-more", real + bytes(size)
    random = Random("flips")
    for n in range(FLIPS):
        flipped = bytearray(real)
        flipped[random.randrange(100, len(real))] ^= 1 << random.randrange(8)
        yield f"flip-{n}", bytes(flipped)
        at = random.randrange(100, len(real) - 200)
        flipped = bytearray(real)
        flipped[at : at + 200] = random.randbytes(200)
        yield f"stretch-{n}", bytes(flipped)
    for n in range(1, min(12, len(real) // size)):
        yield f"page-{n}-empty", real[: n * size] + bytes(size) + real[(n + 1) * size :]
    for name, at, put in (
        ("page-size-0", 16, b"\0\0"),
        ("page-size-1", 16, b"\0\1"),
        ("page-size-512", 16, b"\2\0"),
        ("page-size-odd", 16, b"\x12\x34"),
        ("format-9", 18, b"\x09\x09"),
        ("reserved-255", 20, b"\xff"),
        ("many-pages", 28, b"\xff\xff\xff\xff"),
        ("no-pages", 28, b"\0\0\0\0"),
        ("free-page", 32, b"\x7f\xff\xff\xff\x7f\xff\xff\xff"),
        ("schema-format-9", 44, b"\0\0\0\x09"),
        ("encoding-9", 56, b"\0\0\0\x09"),
        ("encoding-utf-16", 56, b"\0\0\0\x02"),
        ("unsigned", 68, b"\0\0\0\0"),
        ("signed-by-another", 68, b"Othr"),
        ("zero-page-one", 100, bytes(400)),
    ):
        yield name, real[:at] + put + real[at + len(put) :]
    yield "header-alone", b"SQLite format 3\0" + bytes(5_000)
    yield "text", b"Hei, tama on kirje.\n" * 100
    yield "picture", b"\x89PNG\r\n\x1a\n" + bytes(5_000)


def _logs(real: bytes, folder: Path) -> Iterator[tuple[str, dict[str, bytes]]]:
    """Logs that lie beside the file and are not its own."""
    yield "log-empty", {"-wal": b""}
    yield "log-garbage", {"-wal": bytes(range(256)) * 100}
    yield "journal-garbage", {"-journal": bytes(range(256)) * 100}
    yield "journal-header", {"-journal": b"\xd9\xd5\x05\xf9\x20\xa1\x63\xd7" + bytes(600)}
    yield "shm-garbage", {"-wal": b"", "-shm": b"\xff" * 32_768}
    log = _another_log(folder / "another.db")
    yield "log-of-another", {"-wal": log}
    yield "log-of-another-cut", {"-wal": log[: len(log) // 2]}
    own = _own_log(real, folder / "own.db")
    yield "log-cut", {"-wal": own[:-100]}
    flipped = bytearray(own)
    flipped[len(own) // 2] ^= 255
    yield "log-flipped", {"-wal": bytes(flipped)}


def _another_log(path: Path) -> bytes:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("CREATE TABLE person (id, name)")
        connection.executemany("INSERT INTO person VALUES (?, 'x')", [(n,) for n in range(999)])
        connection.commit()
        return path.with_name(path.name + "-wal").read_bytes()


def _own_log(real: bytes, path: Path) -> bytes:
    path.write_bytes(real)
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("UPDATE person SET phone = '040 1'")
        connection.commit()
        return path.with_name(path.name + "-wal").read_bytes()


def _sql(*statements: str) -> Change:
    def change(connection: sqlite3.Connection) -> None:
        for statement in statements:
            connection.execute(statement)

    return change


def _respelled(table: str, old: str, new: str) -> Change:
    """The table's own CREATE statement with something else in it."""

    def change(connection: sqlite3.Connection) -> None:
        connection.execute("PRAGMA writable_schema = ON")
        connection.execute(
            "UPDATE sqlite_schema SET sql = replace(sql, ?, ?) WHERE name = ?", (old, new, table)
        )

    return change


def _in_utf_16(connection: sqlite3.Connection) -> None:
    """The same tables and rows in a file whose texts are kept in another encoding."""
    path = connection.execute("PRAGMA database_list").fetchone()[2]
    other = Path(f"{path}.other")
    with closing(sqlite3.connect(other, isolation_level=None)) as target:
        target.execute("PRAGMA encoding = 'UTF-16le'")
        target.execute("PRAGMA application_id = 0x4B656869")
        own = (
            "SELECT name, sql FROM sqlite_schema WHERE name NOT LIKE 'search_text_%' AND sql != ''"
        )
        made = [(name, sql) for name, sql in connection.execute(own) if "sqlite_" not in name]
        target.execute("BEGIN")
        for name, sql in made:
            target.execute(sql)
            if not sql.startswith("CREATE TABLE"):
                continue
            rows = connection.execute(f'SELECT * FROM "{name}"')
            places = ", ".join("?" * len(rows.description))
            target.executemany(f'INSERT INTO "{name}" VALUES ({places})', rows)
        target.execute("COMMIT")
    other.replace(path)


_ENDLESS = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT"

CHANGES: dict[str, Change] = {
    "newer": _sql("UPDATE alembic_version SET version_num = '9999'"),
    "revision-garbage": _sql("UPDATE alembic_version SET version_num = CAST(x'ff00' AS TEXT)"),
    "revision-none": _sql("DELETE FROM alembic_version"),
    "revision-twice": _sql("INSERT INTO alembic_version VALUES ('0000')"),
    "no-own-id": _sql("DELETE FROM setting WHERE name = 'file_id'"),
    "id-garbage": _sql("UPDATE setting SET value = 'x' WHERE name = 'file_id'"),
    "no-settings": _sql("DROP TABLE setting"),
    "no-methods": _sql("DROP TABLE method_edition", "DROP TABLE method"),
    "no-people": _sql("DROP TABLE person"),
    "no-journal": _sql("DROP TABLE edit_person", "DROP TABLE edit", "DROP TABLE step"),
    "no-search": _sql("DROP TABLE search"),
    "view-for-settings": _sql(
        "ALTER TABLE setting RENAME TO own", "CREATE VIEW setting AS SELECT * FROM own"
    ),
    "view-without-end": _sql(
        "ALTER TABLE method_listing RENAME TO own",
        f"CREATE VIEW method_listing AS {_ENDLESS} * FROM n, own",
    ),
    "view-of-itself": _sql("CREATE VIEW a AS SELECT * FROM b", "CREATE VIEW b AS SELECT * FROM a"),
    "virtual-for-people": _sql(
        "ALTER TABLE person RENAME TO own",
        "CREATE VIRTUAL TABLE person USING fts5(id, name, name_sort, email, phone, unit_id)",
    ),
    "without-rowid": _sql(
        "ALTER TABLE setting RENAME TO own",
        "CREATE TABLE setting (name VARCHAR(60) PRIMARY KEY, value VARCHAR(400)) WITHOUT ROWID",
        "INSERT INTO setting SELECT * FROM own",
        "DROP TABLE own",
    ),
    "loose-people": _sql(
        "CREATE TABLE loose AS SELECT * FROM person",
        "DROP TABLE person",
        "ALTER TABLE loose RENAME TO person",
        "INSERT INTO person SELECT * FROM person",
        "UPDATE person SET name = NULL",
    ),
    "strict-other": _sql(
        "DROP TABLE person", "CREATE TABLE person (id INTEGER PRIMARY KEY, name REAL) STRICT"
    ),
    "no-unique": _sql(
        "CREATE TABLE loose AS SELECT * FROM method_edition",
        "DROP TABLE method_edition",
        "ALTER TABLE loose RENAME TO method_edition",
        "INSERT INTO method_edition SELECT * FROM method_edition",
    ),
    "trigger-deletes": _sql(
        "CREATE TRIGGER gone AFTER INSERT ON toolkit BEGIN DELETE FROM person; END",
        "CREATE TRIGGER went AFTER UPDATE ON method BEGIN DELETE FROM person; END",
    ),
    "name-raw": _sql("UPDATE person SET name = CAST(x'fffe00c0' AS TEXT)"),
    "name-bytes": _sql("UPDATE person SET name = x'00ff'"),
    "name-escapes": _sql(
        "UPDATE person SET name = char(27) || ']52;c;eA==' || char(7) || char(8238)"
    ),
    "name-large": _sql("UPDATE person SET name = printf('%.*c', 30000000, 'x') WHERE rowid < 6"),
    "name-null": _sql("PRAGMA writable_schema = ON", "UPDATE person SET name_sort = 12"),
    "method-raw": _sql("UPDATE method_edition SET name = CAST(x'fffe' AS TEXT)"),
    "id-short": _sql("UPDATE method SET id = 'zz' WHERE rowid = 1"),
    "id-number": _sql("UPDATE person SET id = rowid"),
    "json-open": _sql("UPDATE method_edition SET body = '{'"),
    "json-deep": _sql("UPDATE unit SET names = printf('%.*c', 100000, '[')"),
    "json-other": _sql("UPDATE unit SET names = '[1, 2]'", "UPDATE method_edition SET body = '7'"),
    "day-garbage": _sql("UPDATE workshop_day SET date = 'never'"),
    "moment-garbage": _sql("UPDATE person SET created_at = 'never'", "UPDATE step SET at = 'x'"),
    "minutes-text": _sql(
        "UPDATE block SET minutes = 'many'", "UPDATE method SET minutes_min = 'x'"
    ),
    "minutes-huge": _sql("UPDATE block SET minutes = 9223372036854775807"),
    "check-removed": _respelled("membership", "'invited'", "'bogus', 'invited'"),
    "check-broken": _sql(
        "PRAGMA ignore_check_constraints = ON",
        "UPDATE membership SET state = 'bogus'",
        "UPDATE run_fact SET kind = 'bogus'",
    ),
    "orphans": _sql("UPDATE person SET unit_id = '0123456789abcdef0123456789abcdef'"),
    "no-units": _sql("DELETE FROM unit"),
    "no-editions": _sql("DELETE FROM method_edition"),
    "methods-away": _sql("DELETE FROM method"),
    "days-away": _sql("DELETE FROM workshop_day"),
    "blocks-away": _sql("DELETE FROM run_block"),
    "steps-away": _sql("DELETE FROM step"),
    "block-in-itself": _sql("UPDATE block SET parent_id = id"),
    "unit-in-itself": _sql("UPDATE unit_period SET parent_id = unit_id"),
    "page-size-of-512": _sql("PRAGMA page_size = 512", "VACUUM"),
    "page-size-of-65536": _sql("PRAGMA page_size = 65536", "VACUUM"),
    "texts-in-utf-16": _in_utf_16,
    "name-1-million": _sql("UPDATE person SET name = printf('%.*c', 1000000, 'x')"),
    "texts-large": _sql("UPDATE workshop SET goal = printf('%.*c', 30000000, 'x') WHERE rowid = 1"),
    "step-large": _sql(
        "UPDATE step SET label_rows = printf('[%.*c]', 30000000, ' ') WHERE seq < 4"
    ),
    "edit-large": _sql("UPDATE edit SET after = zeroblob(30000000) WHERE rowid < 4"),
    "generated": _sql("ALTER TABLE person ADD COLUMN more TEXT AS (name || name)"),
    "more-columns": _sql("ALTER TABLE person ADD COLUMN more TEXT NOT NULL DEFAULT 'x'"),
    "schema-garbage": _respelled("person", "CREATE TABLE", "CREATE GARBAGE"),
    "schema-no-table": _respelled("person", "name VARCHAR", "other VARCHAR"),
    "index-garbage": _sql("DELETE FROM search_text_data"),
    "many-tables": lambda connection: [
        connection.execute(f"CREATE TABLE t{n} (a)") for n in range(3_000)
    ],
    "wide-table": _sql(f"CREATE TABLE w ({', '.join(f'c{n}' for n in range(2_000))})"),
    "analysed": _sql("ANALYZE", "PRAGMA user_version = 77"),
}
"""What another program might have done to a file of ours, by name."""

_EVERY = {
    "bytes": "x'00ff'",
    "nul": "'a' || char(0) || 'b'",
    "number": "7",
    "huge": "9223372036854775807",
    "negative": "-9223372036854775808",
    "infinite": "9e999",
    "part": "1.5",
    "empty": "''",
    "far": "'9999-99-99'",
    "last": "'9999-12-31'",
    "words": "'many'",
}
"""What no column is for, or only some are."""

_COLUMNS = {
    "setting": ("value",),
    "step": ("id", "at", "label", "label_rows", "tables", "run_of", "undoes", "final", "person_id"),
    "edit": ("step_id", "table_name", "row_id", "before", "after"),
    "person": ("id", "name", "name_sort", "email", "unit_id", "erased_at", "version"),
    "unit": ("id", "names", "version"),
    "membership": ("person_id", "state", "starts", "ends"),
    "person_skill": ("level", "valid_from", "confirmed_at", "origin"),
    "team": ("name", "kind", "starts"),
    "skill": ("slug", "names"),
    "toolkit": ("slug", "names", "toolkit_version", "imported", "sha256"),
    "method": (
        "id", "slug", "toolkit_id", "minutes_min", "minutes_max", "people_min", "unit", "in_room",
        "energy", "steps", "materials", "aliases", "source", "gone", "origin_id", "created_at",
    ),
    "method_edition": ("id", "method_id", "lang", "name", "summary", "body"),
    "method_listing": ("speak", "method_id", "lang", "name_sort", "people_min", "in_room"),
    "tagged": ("term_id", "row_id", "table_name"),
    "template": ("names", "minutes", "mode", "blocks"),
    "workshop": ("id", "title", "team_id", "mode", "people", "languages", "zone", "state"),
    "workshop_day": ("workshop_id", "n", "date", "start_wall", "end_wall"),
    "block": ("day_id", "rank", "kind", "minutes", "max_minutes", "priority", "start_wall"),
    "run": ("workshop_id", "begun_at", "planned_end", "ended_at"),
    "run_block": ("run_id", "n", "kind", "minutes", "planned_start", "fixed", "steps"),
    "run_fact": ("run_id", "at", "kind", "run_block_id", "seconds"),
    "catch": ("kind", "text", "votes", "due", "owner_id"),
    "experiment": ("id", "title", "state", "decision", "review", "cycle", "team_id", "parent_id"),
    "point": ("measure_id", "on", "value_milli"),
    "search": ("kind", "row_id", "lang"),
}  # fmt: skip
"""Columns that somebody reads, by their tables."""


def _one_each() -> Iterator[tuple[str, tuple[str, str, str]]]:
    """Each column with some of the values; all of them when every test is asked for."""
    kinds = sorted(_EVERY)
    n = 0
    for table, columns in _COLUMNS.items():
        for column in columns:
            chosen = kinds if FULL else [kinds[n % len(kinds)]]
            n += 1
            for kind in chosen:
                yield f"{table}-{column}-{kind}", (table, column, _EVERY[kind])


VALUES = dict(_one_each())
"""A value that its column is not for, in every row."""
