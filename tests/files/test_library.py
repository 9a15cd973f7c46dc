"""Taking the files into the library: once, quickly, and never as a step."""

from __future__ import annotations

import shutil
from functools import partial

import pytest
from sqlalchemy import func, select

from kehitys.domain.methods import Edition, GroupSize, Method, Minutes
from kehitys.files import content
from kehitys.files.library import take_in
from kehitys.files.toolkits import method_files, read_method
from kehitys.operations import methods as operations
from kehitys.store import methods, tables
from kehitys.store.database import Database
from kehitys.store.ids import new_id
from kehitys.store.methods import Wanted
from kehitys.store.search import find
from kehitys.store.undoing import undoable
from tests.built_in import METHODS, by_toolkit


@pytest.fixture
def files(tmp_path):
    """A copy of the built-in files that may be changed."""
    top = tmp_path / "content"
    shutil.copytree(content.where()[0], top / "toolkits")
    shutil.copy(content.where()[1], top)
    return top / "toolkits", top / "workshops.yaml"


def names(database, speak="fi"):
    """The names of the list as one who speaks `speak` sees them."""
    page = database.read(
        partial(methods.lines, speak=speak, wanted=Wanted(), person_id=None, limit=1_000)
    )
    assert page.total == len(page.rows)
    return [row.name for row in page.rows]


def count(database, table):
    """How many rows a table has."""
    return database.read(lambda c: c.execute(select(func.count()).select_from(table)).scalar_one())


def spoil(path, old, new):
    """Replaces one text in a file."""
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")


def test_a_list_names_first_what_the_file_says_a_method_is_most_for(library):
    """Half of the methods would else be told by another of their purposes."""
    page = library.read(
        partial(methods.lines, speak="fi", wanted=Wanted(), person_id=None, limit=1_000)
    )
    told = {row.slug: row.purposes for row in page.rows}
    written = {
        path.stem: tuple(read_method(path, path.parent.name)[0].method.purposes)
        for kit in by_toolkit()
        for path in method_files(content.where()[0] / kit)
    }
    assert told == written
    assert told["kiitoskierros"][0] == "relate"


def test_a_new_file_gets_everything_and_no_step(database):
    """Methods, terms, skills, templates and synonyms are in, and there is nothing to undo."""
    before = database.read(partial(undoable, person_id=database.person_id))
    steps = count(database, tables.step)
    assert take_in(database) == []
    assert len(names(database)) == METHODS
    assert count(database, tables.step) == steps
    assert database.read(partial(undoable, person_id=database.person_id)) == before
    assert count(database, tables.term) == 19
    assert count(database, tables.skill) == 4
    assert count(database, tables.template) >= 20
    assert count(database, tables.synonym) >= 240


def test_taking_in_reads_and_writes_nothing_when_nothing_changed(tmp_path, monkeypatch):
    """The second time no file is parsed and no row is written."""
    database = Database(tmp_path / "new.db")
    take_in(database)
    version = database.read(lambda c: c.exec_driver_sql("PRAGMA data_version").scalar())
    monkeypatch.setattr("kehitys.files.toolkits.read_toolkit", None)
    monkeypatch.setattr("kehitys.files.templates.read_templates", None)
    take_in(database)
    assert database.read(lambda c: c.exec_driver_sql("PRAGMA data_version").scalar()) == version
    database.close()


def test_a_changed_file_changes_its_method_only(database, files):
    """The words, the search and the list follow the file; the others keep their version."""
    take_in(database, where=files)
    other = database.read(partial(methods.by_slug, slug="loppukierros"))
    spoil(files[0] / "alku" / "alkukierros.yaml", "fi: Alkukierros", "fi: Öylätti")
    assert take_in(database, where=files) == []
    assert names(database)[-1] == "Öylätti"
    method = database.read(partial(methods.by_slug, slug="alkukierros"))
    assert method.edition("fi").name == "Öylätti"
    assert database.read(lambda c: find(c, "öylätti", "method")) == [method.id]
    assert method.version == 2
    assert database.read(partial(methods.by_slug, slug="loppukierros")) == other


def test_a_method_whose_file_goes_leaves_the_lists_and_comes_back(database, files):
    """A workshop may still use it, so the row stays."""
    take_in(database, where=files)
    path = files[0] / "alku" / "alkukierros.yaml"
    kept = path.read_bytes()
    path.unlink()
    take_in(database, where=files)
    assert "Alkukierros" not in names(database)
    method = database.read(partial(methods.by_slug, slug="alkukierros"))
    assert method is not None
    assert method not in database.read(methods.everything)
    assert method.id not in database.read(lambda c: find(c, "alkukierros", "method"))
    path.write_bytes(kept)
    take_in(database, where=files)
    assert "Alkukierros" in names(database)


def test_a_whole_toolkit_goes_and_comes_back(database, files, tmp_path):
    """The same for a folder."""
    take_in(database, where=files)
    shutil.move(files[0] / "alku", tmp_path / "aside")
    take_in(database, where=files)
    assert len(names(database)) == METHODS - by_toolkit()["alku"]
    assert "alku" not in [each.slug for each in database.read(methods.toolkits)]
    shutil.move(tmp_path / "aside", files[0] / "alku")
    take_in(database, where=files)
    assert len(names(database)) == METHODS


def test_a_method_that_moves_to_another_toolkit_stays_the_same_method(database, files):
    """Its file says where it was first, so workshops that use it go on doing so."""
    take_in(database, where=files)
    before = database.read(partial(methods.by_slug, slug="alkukierros")).id
    shutil.move(files[0] / "alku" / "alkukierros.yaml", files[0] / "dialogi")
    take_in(database, where=files)
    after = database.read(partial(methods.by_slug, slug="alkukierros"))
    assert (after.id, after.toolkit) == (before, "dialogi")
    assert names(database).count("Alkukierros") == 1


def test_a_method_that_moves_and_does_not_say_so_keeps_its_slug(database, files):
    """It is another row, and the old one makes room."""
    path = files[0] / "alku" / "alkukierros.yaml"
    spoil(path, "formerly: perusta\n", "")
    take_in(database, where=files)
    shutil.move(path, files[0] / "dialogi")
    take_in(database, where=files)
    assert database.read(partial(methods.by_slug, slug="alkukierros")).toolkit == "dialogi"
    assert names(database).count("Alkukierros") == 1


def test_a_toolkit_with_a_fault_stays_as_it_was(database, files):
    """The fault is given, and nothing of the folder changes."""
    take_in(database, where=files)
    spoil(files[0] / "alku" / "alkukierros.yaml", "energy: low", "energy: x")
    faults = take_in(database, where=files)
    assert [fault.field for fault in faults] == ["energy"]
    assert len(names(database)) == METHODS


def test_a_method_a_person_wrote_is_never_touched(database, files):
    """Not even when a file comes with the same slug."""

    def write(tx):
        return operations.write_own(
            tx,
            Method(
                id=new_id(), slug="", toolkit="own", minutes=Minutes(min=5, typical=5, max=5),
                group_size=GroupSize(min=2), editions=(Edition(lang="fi", name="Alkukierros"),),
            ),
        )  # fmt: skip

    _, method_id = database.write(write)
    mine = database.read(partial(methods.method, method_id=method_id))
    assert mine.slug == "alkukierros"
    take_in(database, where=files)
    assert database.read(partial(methods.method, method_id=method_id)) == mine
    assert database.read(partial(methods.by_slug, slug="alku-alkukierros")).toolkit == "alku"
    assert len(names(database)) == METHODS + 1


def test_templates_stand_in_the_order_of_the_file(library):
    """And their blocks hold what the file says."""
    rows = library.read(
        lambda c: c.execute(select(tables.template).order_by(tables.template.c.n)).mappings().all()
    )
    assert rows[0]["slug"] == "kehittamispaiva"
    assert rows[0]["blocks"][0]["kind"] == "talk"
    assert all(sum(b["minutes"] for b in row["blocks"]) == row["minutes"] for row in rows)
