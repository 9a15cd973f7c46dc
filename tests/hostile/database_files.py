"""Database files of the worst will, made from a real one: cut, flipped, signed by another, planted.

Each stands in a folder of its own, so that a log may lie beside it.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from random import Random

FLIPS = 40 if os.environ.get("KEHITYS_FULL") else 12
"""Files with one bit turned somewhere, and as many with a stretch of bytes changed."""

Change = Callable[[sqlite3.Connection], object]


def write(real: bytes, folder: Path) -> list[Path]:
    """Writes every file and gives their paths."""
    paths = []
    for name, raw in _bytes(real):
        paths.append(_placed(folder, name, raw))
    for name, change in CHANGES.items():
        path = _placed(folder, name, real)
        with closing(sqlite3.connect(path, isolation_level=None)) as connection:
            connection.execute("PRAGMA journal_mode = DELETE")
            connection.execute("PRAGMA foreign_keys = OFF")
            connection.execute("PRAGMA ignore_check_constraints = ON")
            change(connection)
            # As every file of ours is kept, so that opening it changes not a byte of its head.
            connection.execute("PRAGMA journal_mode = WAL")
        paths.append(path)
    for name, beside in _logs(real, folder):
        path = _placed(folder, name, real)
        for ending, raw in beside.items():
            path.with_name(path.name + ending).write_bytes(raw)
        paths.append(path)
    return paths


def _placed(folder: Path, name: str, raw: bytes) -> Path:
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
    "trigger-deletes": _sql(
        "CREATE TRIGGER gone AFTER INSERT ON toolkit BEGIN DELETE FROM person; END",
        "CREATE TRIGGER went AFTER UPDATE ON method BEGIN DELETE FROM person; END",
    ),
    "name-raw": _sql("UPDATE person SET name = CAST(x'fffe00c0' AS TEXT)"),
    "name-bytes": _sql("UPDATE person SET name = x'00ff'"),
    "name-escapes": _sql(
        "UPDATE person SET name = char(27) || ']52;c;eA==' || char(7) || char(8238)"
    ),
    "name-large": _sql("UPDATE person SET name = printf('%.*c', 30000000, 'x')"),
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
