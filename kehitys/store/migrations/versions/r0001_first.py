"""The first revision: every table a file begins with, as they stood."""

from pathlib import Path

from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Makes the tables."""
    text = Path(__file__).parents[1].joinpath("r0001.sql").read_text("utf-8")
    for statement in text.split(";\n\n"):
        op.execute(statement.rstrip().removesuffix(";"))
