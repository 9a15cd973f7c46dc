"""The second revision: lengths in words, origins of copies, imported toolkits, how a block went."""

from pathlib import Path

from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

ANEW = ("toolkit", "method", "method_listing")
"""Tables made anew with the rows they had; the others of the file are new."""

SEARCH_TEXT = (
    "CREATE VIRTUAL TABLE search_text USING fts5(name, aliases, summary, body, "
    "name_words, summary_words, body_words, "
    "tokenize = 'unicode61 remove_diacritics 2', prefix = '2 3')",
    "INSERT INTO search_text(search_text, rank) VALUES ('hashsize', 8388608)",
)

GONE = (
    "ix_method_minutes_typical",
    "ix_method_toolkit_id",
    "ix_method_listing_speak_name_sort",
)


def upgrade() -> None:
    """Makes the tables anew and carries their rows over."""
    bind = op.get_bind()
    # Without it the rename would lead other tables' references to the old table.
    op.execute("PRAGMA legacy_alter_table = ON")
    for name in GONE:
        op.execute(f"DROP INDEX {name}")
    for name in ANEW:
        op.execute(f"ALTER TABLE {name} RENAME TO old_{name}")
    text = Path(__file__).parents[1].joinpath("r0002.sql").read_text("utf-8")
    for statement in text.split(";\n\n"):
        op.execute(statement.rstrip().removesuffix(";"))
    for name in ANEW:
        rows = bind.exec_driver_sql(f"PRAGMA table_info(old_{name})")
        columns = ", ".join(row[1] for row in rows)
        op.execute(f"INSERT INTO {name} ({columns}) SELECT {columns} FROM old_{name}")
        op.execute(f"DROP TABLE old_{name}")
    op.execute("PRAGMA legacy_alter_table = OFF")
    op.execute("DROP TABLE search_text")
    for statement in SEARCH_TEXT:
        op.execute(statement)
