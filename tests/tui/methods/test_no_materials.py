"""One’s own method says whether it needs no materials, or nobody knows yet."""

from __future__ import annotations

from functools import partial

import pytest

from kehitys import i18n
from kehitys.domain.methods import Material
from kehitys.files.method_file import write_method
from kehitys.files.toolkits import check, read_method
from kehitys.operations import methods as operations
from kehitys.store import methods as store
from kehitys.store.checking import check as check_file
from kehitys.tui.methods import own_method
from kehitys.tui.widgets.choice_field import ChoiceField
from kehitys.tui.widgets.fields import LineField, ParagraphField
from tests.tui.methods.place import opened, page_told


@pytest.fixture
def written(library):
    """Writes a method with these values of the form and gives it as it is kept."""

    def written(**values):
        fields = own_method.fields(own_method.EMPTY, "fi")
        empty = {field.name: None if field.read else field.value for field in fields}
        empty |= {"name": "Oma", "people": (4, 8), "minutes": (10, 20), "mode": ("room",)}
        made = own_method.written_method(own_method.EMPTY, "fi", {**empty, **values})
        _, method_id = library.write(partial(operations.write_own, method=made))
        return library.read(partial(store.method, method_id=method_id))

    return written


async def test_the_form_asks_what_an_empty_list_means(app, library, settle):
    """A new method begins as not known; the choice is made with an arrow and kept."""
    async with app.run_test(size=(120, 40)) as pilot:
        await opened(pilot, settle, "n")
        form = app.screen
        form.query_one("#field-name", LineField).value = "Hiljainen hetki"
        form.query_one("#field-minutes", LineField).value = "5-10"
        form.query_one("#field-people", LineField).value = "4+"
        choice = form.query_one("#field-no_materials", ChoiceField)
        assert choice.value == "untold"
        choice.focus()
        await pilot.press("right")
        await settle(pilot)
        assert choice.value == "none"
        await pilot.press("ctrl+s")
        await settle(pilot)
        kept = library.read(partial(store.by_slug, slug="hiljainen-hetki"))
        assert kept.materials == ()
        await pilot.press("e")
        await settle(pilot)
        form = app.screen
        assert form.query_one("#field-no_materials", ChoiceField).value == "none"
        form.query_one("#field-no_materials", ChoiceField).value = "untold"
        await pilot.press("ctrl+s")
        await settle(pilot)
        assert library.read(partial(store.by_slug, slug="hiljainen-hetki")).materials is None
        await pilot.press("ctrl+z")
        await settle(pilot)
        assert library.read(partial(store.by_slug, slug="hiljainen-hetki")).materials == ()
        await pilot.press("e")
        await settle(pilot)
        app.screen.query_one("#field-materials", ParagraphField).text = "2 chairs"
        await pilot.press("ctrl+s")
        await settle(pilot)
        kept = library.read(partial(store.by_slug, slug="hiljainen-hetki"))
        assert kept.materials == (Material(quantity=2, per="room"),)


def test_the_page_says_none_or_not_known(written):
    """In plain words, in the language spoken."""
    none, unknown = written(no_materials="none"), written(no_materials="untold")
    assert (none.materials, unknown.materials) == ((), None)
    assert "Materials no materials" in page_told(none)
    assert "Materials not known yet" in page_told(unknown)
    i18n.use("fi")
    assert "Tarvikkeet ei tarvikkeita" in page_told(none, "fi")
    i18n.use("sv")
    assert "Material inget material" in page_told(none, "sv")


def test_the_file_tells_the_two_apart(written, tmp_path):
    """`[]` for nothing; a draft without the key for what is not known yet."""
    for choice, said in (("none", True), ("untold", False)):
        method = written(no_materials=choice)
        path = tmp_path / f"{method.slug}.yaml"
        path.write_text(write_method(method), "utf-8")
        assert ("materials: []" in path.read_text("utf-8")) is said
        assert check([path]) == []
        file, _faults = read_method(path, "muut-tavat")
        assert file.method.materials == method.materials


def test_a_file_with_what_is_not_known_is_whole(written, library):
    """The check of the file takes it for what it is."""
    written(no_materials="untold")
    library.checkpoint()
    assert check_file(library.path).whole
