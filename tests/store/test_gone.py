"""A file that is deleted while it is open."""

import pytest

from kehitys.domain.problems import Problem
from kehitys.store import tables


def test_a_file_deleted_under_the_app_is_told_as_that_and_not_as_a_fault_of_ours(database):
    database._engine.dispose()
    for beside in database.path.parent.glob(f"{database.path.name}*"):
        beside.unlink()
    with pytest.raises(Problem, match="deleted or moved"):
        database.read(lambda c: c.execute(tables.experiment.select()).all())
