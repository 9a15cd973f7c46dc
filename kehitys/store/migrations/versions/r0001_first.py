"""The first revision: every table a file begins with.

The tables are made as they stand today while there is one revision; the next one freezes
them here as they stood.
"""

from alembic import op

from kehitys.store import search
from kehitys.store.tables import metadata

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Makes the tables."""
    metadata.create_all(op.get_bind())
    op.execute(search.CREATE)
