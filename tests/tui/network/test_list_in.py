"""A list of people brought in and written out, with keys and with the mouse."""

import pytest

from kehitys.store import roster
from kehitys.tui.network.list_in import ListFile, ListIn
from kehitys.tui.network.network import Network

LIST = """Nimi;Sähköposti;Puhelin;Yksikkö;Kengät
Åsa Öhrn;asa@example.org;+358 40;Museo;37
Maija Mallikas;maija@example.org;040 1;Museo;38
"""


def names(library):
    return [person.name for person in library.read(roster.register).people]


@pytest.fixture
def a_list(tmp_path):
    """Writes a list and gives its path as typed keys."""

    def write(text=LIST):
        path = tmp_path / "verkosto.csv"
        path.write_bytes(text.encode())
        return [*str(path)]

    return write


async def looked_at(pilot, settle, typed):
    await settle(pilot)
    await pilot.press("5")
    await settle(pilot)
    await pilot.press("i")
    await settle(pilot)
    await pilot.press(*typed, "ctrl+s")
    await settle(pilot)


def shown(app):
    return [row.name for row in app.screen._shown]


async def test_a_list_is_looked_at_then_brought_in_then_taken_back(app, library, settle, a_list):
    async with app.run_test(size=(80, 24)) as pilot:
        await looked_at(pilot, settle, a_list())
        assert isinstance(app.screen, ListIn)
        assert shown(app) == ["Maija Mallikas", "Åsa Öhrn"]
        assert "Kengät" in app.screen.head.content.plain
        assert "1 new person" in app.screen.head.content.plain
        assert names(library) == ["Maija Mallikas"]
        await pilot.press("ctrl+s")
        await settle(pilot)
        assert isinstance(app.screen, Network)
        assert names(library) == ["Maija Mallikas", "Åsa Öhrn"]
        await pilot.press("ctrl+z")
        await settle(pilot)
        assert names(library) == ["Maija Mallikas"]


async def test_space_says_whether_a_namesake_is_the_same_person(app, library, settle, a_list):
    async with app.run_test(size=(120, 40)) as pilot:
        await looked_at(pilot, settle, a_list())
        assert "Somebody of this name" in app.screen.about.content.plain
        await pilot.press("space")
        await settle(pilot)
        assert "the same person" in app.screen._shown[0].told
        assert "– → 040 1" in app.screen.about.content.plain
        await pilot.press("ctrl+s")
        await settle(pilot)
        found = {person.name: person for person in library.read(roster.register).people}
        assert found["Maija Mallikas"].phone == "040 1"
        assert found["Maija Mallikas"].unit_name == {"en": "Museo"}


async def test_the_answer_is_given_with_the_mouse_too(app, library, settle, a_list):
    async with app.run_test(size=(120, 40)) as pilot:
        await looked_at(pilot, settle, a_list())
        for _turn in range(2):
            await pilot.click("#list-in-rows", offset=(4, 0), times=2)
            await settle(pilot)
            if "another person" in app.screen._shown[0].told:
                break
        assert "another person" in app.screen._shown[0].told
        await pilot.press("ctrl+s")
        await settle(pilot)
        assert names(library) == ["Maija Mallikas", "Maija Mallikas", "Åsa Öhrn"]


async def test_with_a_fault_nothing_can_be_brought_in(app, library, settle, a_list):
    async with app.run_test(size=(80, 24)) as pilot:
        await looked_at(pilot, settle, a_list(LIST + "Bo;no address;;;\n"))
        assert "1 fault" in app.screen.head.content.plain
        assert "line 4" in app.screen.about.content.plain
        await pilot.press("ctrl+s")
        await settle(pilot)
        assert isinstance(app.screen, ListIn)
        assert names(library) == ["Maija Mallikas"]
        await pilot.press("escape")
        await settle(pilot)
        assert isinstance(app.screen, Network)


async def test_f_shows_one_kind_at_a_time(app, settle, a_list):
    async with app.run_test(size=(80, 24)) as pilot:
        await looked_at(pilot, settle, a_list())
        await pilot.press("f")
        await settle(pilot)
        assert shown(app) == ["Maija Mallikas"]
        assert "Only these are shown: same person?" in app.screen.head.content.plain
        await pilot.press("f")
        await settle(pilot)
        assert shown(app) == ["Åsa Öhrn"]
        assert "Only these are shown: new" in app.screen.head.content.plain
        await pilot.press("f")
        await settle(pilot)
        assert len(shown(app)) == 2
        assert "Only" not in app.screen.head.content.plain


@pytest.mark.parametrize("typed", ["nothing.csv", "/", "~"])
async def test_a_path_that_cannot_be_read_is_told_in_the_form(app, settle, typed):
    async with app.run_test(size=(80, 24)) as pilot:
        await looked_at(pilot, settle, [*typed])
        assert isinstance(app.screen, ListFile)
        assert "no such file" in app.screen.query_one("#form-wrong").content.plain


WILD = "[/] [Espoo] [@click=app.quit]x[/] "


async def test_text_of_a_list_is_only_text(app, library, settle, a_list):
    """Markup and control signs of a stranger's list neither style, click nor crash."""
    text = f"Nimi;Yksikkö;{WILD}\n{WILD}\x1b]52;c\x07;{WILD};x\n{WILD};;\n"
    async with app.run_test(size=(120, 40)) as pilot:
        await looked_at(pilot, settle, a_list(text.replace("]52;c", "]52:c")))
        assert WILD.strip() in app.screen.head.content.plain
        assert shown(app) == [WILD.strip(), WILD.strip()]
        await pilot.press("f", "space", "down", "ctrl+s")
        await settle(pilot)
        assert WILD.strip() in names(library)


async def test_a_long_list_is_read_as_it_comes_into_sight(app, settle, a_list):
    rows = "".join(f"Nimi {n:04};n{n}@example.org;;;\n" for n in range(700))
    async with app.run_test(size=(80, 24)) as pilot:
        await looked_at(pilot, settle, a_list(LIST + rows))
        await pilot.press("end")
        await settle(pilot)
        assert app.screen.rows.current.name == "Nimi 0699"


async def test_v_writes_everybody_and_never_over_a_file(app, settle, tmp_path):
    path = tmp_path / "out.csv"
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await pilot.press("5")
        await settle(pilot)
        for wrong in ("", "already"):
            await pilot.press("v")
            await settle(pilot)
            await pilot.press("end", "ctrl+u", *str(path), "ctrl+s")
            await settle(pilot)
            assert (wrong in app.screen.query_one("#form-wrong").content.plain) if wrong else True
        assert "Maija Mallikas" in path.read_text("utf-8-sig")
