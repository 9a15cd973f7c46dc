"""The third revision: the search index keeps each word of a text once, and terms have an order."""

from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

TAGGED = """
CREATE TABLE tagged (
    id CHAR(32) NOT NULL,
    term_id CHAR(32) NOT NULL,
    table_name VARCHAR(60) NOT NULL,
    row_id CHAR(32) NOT NULL,
    n INTEGER DEFAULT '0' NOT NULL,
    CONSTRAINT pk_tagged PRIMARY KEY (id),
    CONSTRAINT uq_tagged_row_id_term_id UNIQUE (row_id, term_id),
    CONSTRAINT fk_tagged_term_id_term FOREIGN KEY(term_id) REFERENCES term (id)
)"""

SEARCH_TEXT = (
    "CREATE VIRTUAL TABLE search_text USING fts5(name, aliases, "
    "name_words, summary_words, body_words, "
    "tokenize = 'unicode61 remove_diacritics 2', prefix = '3')",
    "INSERT INTO search_text(search_text, rank) VALUES ('hashsize', 33554432)",
)


def upgrade() -> None:
    """Carries the terms over, and makes the index empty: whoever migrates works it out."""
    # Without it the rename would lead other tables' references to the old table.
    op.execute("PRAGMA legacy_alter_table = ON")
    op.execute("DROP INDEX ix_tagged_term_id_row_id")
    op.execute("ALTER TABLE tagged RENAME TO old_tagged")
    op.execute(TAGGED)
    columns = "id, term_id, table_name, row_id"
    op.execute(f"INSERT INTO tagged ({columns}) SELECT {columns} FROM old_tagged")
    op.execute("DROP TABLE old_tagged")
    op.execute("CREATE INDEX ix_tagged_term_id_row_id ON tagged (term_id, row_id)")
    op.execute("PRAGMA legacy_alter_table = OFF")
    op.execute("DROP TABLE search_text")
    for statement in SEARCH_TEXT:
        op.execute(statement)
