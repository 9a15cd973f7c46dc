"""The third revision: the search index keeps each word of a text once."""

from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

SEARCH_TEXT = (
    "CREATE VIRTUAL TABLE search_text USING fts5(name, aliases, "
    "name_words, summary_words, body_words, "
    "tokenize = 'unicode61 remove_diacritics 2', prefix = '3')",
    "INSERT INTO search_text(search_text, rank) VALUES ('hashsize', 33554432)",
)


def upgrade() -> None:
    """Makes the index empty; whoever migrates works it out from the records."""
    op.execute("DROP TABLE search_text")
    for statement in SEARCH_TEXT:
        op.execute(statement)
