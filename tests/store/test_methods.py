"""The method lists, searches and whole methods."""

from __future__ import annotations

from functools import partial
from uuid import UUID, uuid4

import pytest

from kehitys.domain.methods import Edition, GroupSize, Method, Minutes
from kehitys.domain.problems import Problem
from kehitys.domain.text import sort_key
from kehitys.operations import methods as operations
from kehitys.store import methods, tables
from kehitys.store.ids import new_id, short
from kehitys.store.lookup import find_id
from kehitys.store.methods import Wanted
from tests.built_in import METHODS, by_toolkit


def page(database, *, speak="fi", offset=0, limit=1_000, **wanted):
    """A page of the list."""
    return database.read(
        partial(
            methods.lines,
            speak=speak,
            wanted=Wanted(**wanted),
            person_id=database.person_id,
            offset=offset,
            limit=limit,
        )
    )


def slugs(database, **asked):
    """The slugs of the list, in order."""
    return [row.slug for row in page(database, **asked).rows]


def own(database, *editions, **facts):
    """Writes a method with these editions and gives its id."""
    method = Method(
        id=new_id(),
        slug="",
        toolkit="own",
        minutes=Minutes(min=5, typical=10, max=15),
        group_size=GroupSize(min=2, max=8),
        editions=editions,
    )
    _, method_id = database.write(partial(operations.write_own, method=method, **facts))
    return method_id


def test_the_list_is_in_the_alphabet_of_the_language_spoken(library):
    """Each speaker gets their own names in their own order."""
    for speak in ("fi", "sv", "en"):
        rows = page(library, speak=speak).rows
        assert len(rows) == METHODS
        assert {row.lang for row in rows} == {speak}
        assert [row.name for row in rows] == sorted((r.name for r in rows), key=sort_key)


def test_a_method_without_the_language_is_listed_in_another(library):
    """Never blank: the metadata language first, then any there is; and it says which."""
    own(library, Edition(lang="sv", name="Zebra"), Edition(lang="en", name="Aardvark"))
    own(library, Edition(lang="et", name="Õun"))
    rows = {row.slug: row for row in page(library).rows}
    assert (rows["zebra"].name, rows["zebra"].lang) == ("Zebra", "sv")
    assert (rows["oun"].name, rows["oun"].lang) == ("Õun", "et")
    english = {row.slug: row.name for row in page(library, speak="en").rows}
    assert english["zebra"] == "Aardvark"
    assert len(rows) == len(english) == METHODS + 2


@pytest.mark.parametrize(
    ("asked", "kept"),
    [
        ({"minutes": 30}, lambda m: m.minutes.min <= 30 <= m.minutes.max),
        ({"people": 25}, lambda m: m.group_size.min <= 25 <= (m.group_size.max or 9999)),
        ({"purpose": "decide"}, lambda m: "decide" in m.purposes),
        ({"phase": "close"}, lambda m: "close" in m.phases),
        ({"mode": "remote"}, lambda m: "remote" in m.mode),
        (
            {"purpose": "gather", "minutes": 15, "people": 12, "mode": "room"},
            lambda m: (
                "gather" in m.purposes
                and m.minutes.min <= 15 <= m.minutes.max
                and m.group_size.min <= 12 <= (m.group_size.max or 9999)
                and "room" in m.mode
            ),
        ),
    ],
)
def test_filters_keep_exactly_the_methods_that_meet_them_all(library, asked, kept):
    """Counted against the whole library, method by method."""
    own(library, Edition(lang="fi", name="Vain paikan päällä"))
    every = library.read(methods.everything)
    expected = {method.slug for method in every if kept(method)}
    assert expected
    assert len(expected) < len(every)
    assert set(slugs(library, **asked)) == expected
    assert page(library, **asked).total == len(expected)


def test_only_methods_that_have_a_language(library):
    """A facilitator of a Swedish day sees what can be run in Swedish."""
    own(library, Edition(lang="fi", name="Vain suomeksi"))
    assert len(slugs(library, lang="fi")) == METHODS + 1
    assert len(slugs(library, lang="sv")) == METHODS
    assert len(slugs(library, speak="sv", lang="fi")) == METHODS + 1


def test_pages_follow_each_other_and_positions_agree(library):
    """A list read in pieces is the list."""
    whole = page(library).rows
    pieces = [row for n in range(0, METHODS, 5) for row in page(library, offset=n, limit=5).rows]
    assert tuple(pieces) == whole
    for n, row in enumerate(whole):
        where = library.read(
            partial(
                methods.position,
                speak="fi",
                wanted=Wanted(),
                person_id=None,
                method_id=row.id,
            )
        )
        assert where == n
    away = partial(
        methods.position,
        speak="fi",
        wanted=Wanted(purpose="decide"),
        person_id=None,
        method_id=library.read(partial(methods.by_slug, slug="alkukierros")).id,
    )
    assert library.read(away) is None


@pytest.mark.parametrize(
    ("typed", "slug"),
    [
        ("alkukierros", "alkukierros"),
        ("incheckning", "alkukierros"),
        ("sisääntulokierros", "alkukierros"),
        ("sisaantulo", "alkukierros"),
        ("15 %", "viidentoista-prosentin-askel"),
        ("pluppning", "tarraaanestys"),
        ("kokeiluja", "kokeilukortti"),
    ],
)
def test_search_finds_by_name_alias_form_and_synonym(library, typed, slug):
    """In any language, whatever is spoken."""
    assert slug in slugs(library, speak="en", text=typed)


def test_search_and_filters_together(library):
    """The nearest first, and only those that suit."""
    found = slugs(library, text="kokeilu")
    narrowed = slugs(library, text="kokeilu", minutes=50)
    assert narrowed == [slug for slug in found if slug in slugs(library, minutes=50)]
    assert len(narrowed) < len(found)
    whole = page(library, text="kokeilu").rows
    assert page(library, text="kokeilu", offset=1, limit=1).rows == whole[1:2]
    assert slugs(library, text="zzzz") == []


@pytest.mark.parametrize(
    ("typed", "words"),
    [("NEAR(", "near"), ("kokeilu*", "kokeilu"), ("name:kokeilu", "name kokeilu")],
)
def test_signs_in_a_search_are_signs(library, typed, words):
    """Nothing typed is a query language: what counts is the words."""
    assert slugs(library, text=typed) == slugs(library, text=words)


@pytest.mark.parametrize("typed", ['"', "*", "-", "(", "'; --", "\\"])
def test_a_search_of_signs_alone_finds_nothing(library, typed):
    """There is no word to look for."""
    assert slugs(library, text=typed) == []


def test_favourites_are_the_persons_own(library):
    """Marked for one, seen by one."""
    method = library.read(partial(methods.by_slug, slug="akvaario"))
    library.write(partial(operations.mark_favourite, method_id=method.id))
    assert slugs(library, favourites=True) == ["akvaario"]
    assert [row.slug for row in page(library).rows if row.favourite] == ["akvaario"]
    library.person_id = None
    assert slugs(library, favourites=True) == []


def test_whole_methods_come_in_a_few_queries(library):
    """All of the library in as many queries as one method."""
    from sqlalchemy import event

    asked: list[str] = []
    listen = (library._engine, "before_cursor_execute", lambda *a: asked.append(a[2]))
    event.listen(*listen)
    every = library.read(methods.everything)
    event.remove(*listen)
    assert len(every) == METHODS
    assert len(asked) <= 6
    by_id = library.read(partial(methods.methods_by_id, ids=[m.id for m in every] + [uuid4()]))
    assert set(by_id) == {method.id for method in every}


def test_toolkits_say_how_many_methods_they_have(library):
    """As the command line lists them."""
    found = library.read(methods.toolkits)
    assert {each.slug: each.methods for each in found} == by_toolkit()


def test_a_row_is_found_by_slug_id_and_the_starts_of_its_id(library):
    """What a person types, and what a script does."""
    method = library.read(partial(methods.by_slug, slug="akvaario"))

    def found(typed):
        return library.read(partial(find_id, table_name="method", typed=typed))

    tail = short(method.id)
    for typed in (
        "akvaario",
        str(method.id),
        method.id.hex,
        method.id.hex[:10],
        tail,
        tail[:6],
        tail.upper(),
        f" {tail} ",
    ):
        assert found(typed) == method.id
    for typed in ("", "akva", "ffff", "12", "zzzz", "'", "a" * 40):
        with pytest.raises(Problem):
            found(typed)


def test_an_id_that_several_share_the_start_of_is_refused(database):
    """Rather than taking the wrong one."""

    def add(tx):
        tx.describe("Add a team")
        for last in ("aaaa0001", "aaaa0002", "bbbb0001"):
            tx.insert(tables.team, row_id=UUID("0190" + "0" * 20 + last), name=last, kind="pilot")

    database.write(add)

    def found(typed):
        return database.read(partial(find_id, table_name="team", typed=typed))

    with pytest.raises(Problem, match="Several"):
        found("aaaa")
    with pytest.raises(Problem, match="Several"):
        found("0190")
    assert found("bbbb").hex.endswith("bbbb0001")
    assert found("aaaa0002").hex.endswith("aaaa0002")
