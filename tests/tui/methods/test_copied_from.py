"""A copy that comes from another organisation says what it was copied from."""

from __future__ import annotations

from functools import partial

import pytest

from kehitys.files.importing import bring
from kehitys.files.method_file import write_method
from kehitys.files.toolkit_folder import Card, own_card, write_toolkit
from kehitys.files.toolkits import built_in
from kehitys.operations import methods as operations
from kehitys.operations import toolkits
from kehitys.store import methods as store
from kehitys.store.database import Database
from kehitys.store.importing import toolkit_of
from tests.bench import many_methods
from tests.tui.methods.place import page_told


@pytest.fixture
def elsewhere(tmp_path):
    """The file of another organisation, with nothing in it."""
    database = Database(tmp_path / "elsewhere.db", device="test")
    yield database
    database.close()


def take_in(database, folder):
    """Imports a folder as a person does."""
    brought = bring(folder, database.read)
    assert brought.faults == ()
    database.write(partial(toolkits.import_toolkit, toolkit=brought.toolkit))


def copy(database, slug):
    """Copies a method to one’s own and gives the copy."""
    original = database.read(partial(store.by_slug, slug=slug))
    _, copy_id = database.write(partial(operations.copy_to_own, method_id=original.id, speak="fi"))
    return database.read(partial(store.method, method_id=copy_id))


def give_on(database, folder):
    """Exports one’s own methods."""
    _line, own = database.read(partial(toolkit_of, slug="own"))
    return write_toolkit(folder, own_card(folder), own, built_in())


def page_of(database, slug):
    """What the page of a method of this file says."""
    method = database.read(partial(store.by_slug, slug=slug))
    return page_told(method, original=database.read(partial(store.original, copy=method)))


def test_where_the_original_is_too_the_page_leads_to_it(library, elsewhere, kit, tmp_path):
    """By its row, with the version that was copied."""
    take_in(library, kit)
    mine = copy(library, "tapa-0")
    take_in(elsewhere, kit)
    take_in(elsewhere, give_on(library, tmp_path / "vaasan-tavat"))
    theirs = elsewhere.read(partial(store.by_slug, slug=mine.slug))
    assert theirs.origin_id == elsewhere.read(partial(store.by_slug, slug="tapa-0")).id
    name = theirs.origin.names["en"]
    assert f"Copied from {name} · version 1" in page_of(elsewhere, mine.slug)
    assert "not here" not in page_of(elsewhere, mine.slug)


def test_where_the_original_is_not_its_name_and_credit_stay(library, elsewhere, kit, tmp_path):
    """The toolkit and whom to credit are told, and that the original is not here."""
    take_in(library, kit)
    mine = copy(library, "tapa-0")
    take_in(elsewhere, give_on(library, tmp_path / "vaasan-tavat"))
    origin = mine.origin
    told = page_of(elsewhere, mine.slug)
    credit = f" · {origin.attribution}" if origin.attribution else ""
    assert f"Copied from {origin.names['en']} · espoon-tavat · version 1{credit}" in told
    assert "The original is not here." in told


def test_a_copy_of_ones_own_method_finds_it_in_the_toolkit_they_came_in(
    library, elsewhere, tmp_path
):
    """Both are exported together, so the one still leads to the other."""
    first = copy(library, "alkukierros")
    second = copy(library, first.slug)
    take_in(elsewhere, give_on(library, tmp_path / "vaasan-tavat"))
    found = elsewhere.read(partial(store.by_slug, slug=second.slug))
    assert found.origin_id == elsewhere.read(partial(store.by_slug, slug=first.slug)).id
    assert "Copied from Check-in · version 1" in page_of(elsewhere, second.slug)


def test_a_copy_of_a_method_that_moved_finds_it_by_where_it_was_first(library):
    """The built-in methods that were in another toolkit once are known by that."""
    moved = library.read(partial(store.by_slug, slug="alkukierros"))
    assert moved.formerly == "perusta"
    mine = copy(library, "alkukierros")
    assert (mine.formerly, mine.origin.toolkit, mine.origin.formerly) == ("", "alku", "perusta")
    text = write_method(mine)
    assert "  toolkit: alku\n  method: alkukierros\n  formerly: perusta\n  version: " in text
    assert "\nformerly:" not in text
    assert "\nformerly: perusta\n" in write_method(moved)


def test_what_was_copied_from_a_method_now_deleted_still_says_what_it_was(library):
    """The copy remembers the name."""
    first = copy(library, "alkukierros")
    second = copy(library, first.slug)
    library.write(partial(operations.delete_own, method_id=first.id))
    told = page_of(library, second.slug)
    assert "Copied from Check-in · version 1" in told
    assert "The original is not here." in told


def test_a_method_that_moved_keeps_its_row_through_an_export(library, elsewhere, kit, tmp_path):
    """`formerly` is written, so that workshops elsewhere go on using the same method."""
    take_in(library, kit)
    take_in(elsewhere, kit)
    row = elsewhere.read(partial(store.by_slug, slug="tapa-0")).id
    moved = tmp_path / "moved" / "uudet-tavat"
    many_methods.write(moved, 3)
    for path in moved.glob("*.yaml"):
        text = path.read_text("utf-8").replace("id: espoon-tavat", "id: uudet-tavat")
        if path.name != "toolkit.yaml":
            text = text.replace("\nversion: 1\n", "\nversion: 1\nformerly: espoon-tavat\n", 1)
        path.write_text(text, "utf-8")
    library.write(partial(toolkits.remove_toolkit, slug="espoon-tavat"))
    take_in(library, moved)
    _line, methods = library.read(partial(toolkit_of, slug="uudet-tavat"))
    line = next(kit for kit in library.read(store.toolkits) if kit.slug == "uudet-tavat")
    card = Card(slug=line.slug, names=line.names, summaries=line.summaries)
    out = write_toolkit(tmp_path / "ulos", card, methods, built_in())
    elsewhere.write(partial(toolkits.remove_toolkit, slug="espoon-tavat"))
    take_in(elsewhere, out)
    found = elsewhere.read(partial(store.by_slug, slug="tapa-0"))
    assert (found.id, found.toolkit) == (row, "uudet-tavat")
