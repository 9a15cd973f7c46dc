"""What a person does with methods."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time
from functools import partial

import pytest

from kehitys.domain.methods import (
    Edition,
    GroupSize,
    Material,
    Method,
    Minutes,
    Source,
    Step,
    StepWords,
    Variation,
)
from kehitys.domain.problems import Problem, Stale
from kehitys.operations import methods as operations
from kehitys.operations import workshops as workshop_operations
from kehitys.store import methods, search, tables
from kehitys.store.ids import new_id
from kehitys.store.methods import Wanted
from kehitys.store.undoing import redo, undo


@pytest.fixture
def mine():
    """A whole method of one's own."""
    return Method(
        id=new_id(),
        slug="",
        toolkit="own",
        minutes=Minutes(min=5, typical=10, max=20),
        group_size=GroupSize(min=2, max=12, ideal_min=4, ideal_max=8, unit=2),
        purposes=("learn", "connect"),
        phases=("open",),
        mode=("room", "remote"),
        steps=(
            Step(seconds=150, grouping="alone", record="none"),
            Step(seconds=450, grouping="pairs"),
        ),
        materials=(Material(quantity=2, per="pair"),),
        editions=(
            Edition(
                lang="fi",
                name="[Espoo] kävely",
                summary="Lyhyt",
                invitation="Kävelkää.",
                steps=(
                    StepWords(title="Mieti", do="Odota."),
                    StepWords(title="Kävele", say="Nyt."),
                ),
                materials=("kartta",),
                variations=(Variation(name="Ulkona", text="Jos ei sada."),),
                traps=("Sade.",),
            ),
            Edition(
                lang="sv",
                name="Stadsvandring",
                steps=(StepWords(title="Tänk"), StepWords(title="Gå")),
            ),
        ),
        aliases=("walk",),
        before=("alkukierros",),
        source=Source(author="Maija", year=2024),
        licence="CC-BY-4.0",
        attribution="Maija",
    )


@pytest.fixture
def written(library, mine):
    """The same method in the library."""
    _, method_id = library.write(partial(operations.write_own, method=mine))
    return whole(library, method_id)


def whole(database, method_id):
    """The method as the library has it."""
    return database.read(partial(methods.method, method_id=method_id))


def listed(database):
    """The ids in the Finnish list."""
    page = database.read(
        partial(methods.lines, speak="fi", wanted=Wanted(), person_id=None, limit=1_000)
    )
    return [row.id for row in page.rows]


def found(database, typed):
    """The ids a search gives."""
    return database.read(partial(search.find, typed=typed, kind="method"))


def test_a_method_of_ones_own_is_kept_whole(written, mine):
    """Every field, and a slug made of the name."""
    expected = replace(mine, id=written.id, slug="espoo-kavely")
    assert written == expected
    assert written.own


def test_a_new_method_is_listed_and_found_and_undone_and_redone(library, written):
    """The list and the search follow undo."""
    assert written.id in listed(library)
    assert found(library, "stadsvandring") == [written.id]
    library.write(undo)
    assert whole(library, written.id) is None
    assert written.id not in listed(library)
    assert found(library, "stadsvandring") == []
    library.write(redo)
    assert replace(whole(library, written.id), version=1) == written
    assert written.id in listed(library)


def test_two_methods_of_one_name_get_two_slugs(library, mine):
    """Also beside one that comes from a file."""
    named = replace(mine, editions=(Edition(lang="fi", name="Alkukierros"), mine.editions[1]))
    for slug in ("alkukierros-2", "alkukierros-3"):
        _, method_id = library.write(partial(operations.write_own, method=named))
        assert whole(library, method_id).slug == slug
    odd = replace(mine, editions=(Edition(lang="fi", name="???"), mine.editions[1]))
    _, method_id = library.write(partial(operations.write_own, method=odd))
    assert whole(library, method_id).slug == "oma"


def test_a_file_brought_in_again_is_known_whatever_it_and_the_method_are_called(library, mine):
    """Also when its id is not made of its name, and beside another of the same name."""
    sent = replace(mine, slug="vanha-nimi")
    later = replace(sent, minutes=Minutes(min=5, typical=10, max=90))
    for file in (sent, later):
        library.write(partial(operations.bring_own, method=file))
    count = len(listed(library))
    for file in (sent, later):
        with pytest.raises(Problem, match="in the library already"):
            library.write(partial(operations.bring_own, method=file))
    assert len(listed(library)) == count


def test_a_method_is_rewritten_and_undo_brings_the_old_back(library, written):
    """Facts, words, languages and terms together are one step."""
    changed = replace(
        written,
        minutes=Minutes(min=5, typical=10, max=60),
        purposes=("decide",),
        editions=(
            replace(written.editions[0], name="Kivijalka"),
            Edition(lang="en", name="Walk", steps=written.editions[1].steps),
        ),
    )
    library.write(partial(operations.rewrite_own, method=changed))
    now = whole(library, written.id)
    assert (now.minutes.max, now.purposes, now.slug) == (60, ("decide",), written.slug)
    assert [edition.lang for edition in now.editions] == ["fi", "en"]
    assert found(library, "stadsvandring") == []
    assert found(library, "kivijalka") == [written.id]
    library.write(undo)
    back = whole(library, written.id)
    assert replace(back, version=1) == written
    assert found(library, "stadsvandring") == [written.id]


def test_the_first_purpose_stays_first_when_a_form_gives_them_in_its_own_order(library, written):
    """Lists show the first; what is new comes after what was there."""
    assert written.purposes == ("learn", "connect")
    changed = replace(written, purposes=("connect", "decide", "learn"))
    library.write(partial(operations.rewrite_own, method=changed))
    assert whole(library, written.id).purposes == ("learn", "connect", "decide")
    fewer = replace(whole(library, written.id), purposes=("connect", "decide"))
    library.write(partial(operations.rewrite_own, method=fewer))
    assert whole(library, written.id).purposes == ("connect", "decide")
    library.write(undo)
    assert whole(library, written.id).purposes == ("learn", "connect", "decide")


def test_a_form_opened_before_another_change_is_stale(library, written):
    """Also when only words were changed in between."""
    worded = replace(
        written, editions=(replace(written.editions[0], name="Uusi"), written.editions[1])
    )
    library.write(partial(operations.rewrite_own, method=worded))
    with pytest.raises(Stale):
        library.write(partial(operations.rewrite_own, method=replace(written, energy="high")))


@pytest.mark.parametrize(
    "wrong",
    [
        {"editions": ()},
        {"editions": (Edition(lang="fi", name="  "),)},
        {"editions": (Edition(lang="fi", name="X", summary="x" * 161),), "steps": ()},
        {"minutes": Minutes(min=10, typical=5, max=20)},
        {"minutes": Minutes(min=0, typical=10, max=20)},
        {"minutes": Minutes(min=5, typical=15, max=20)},
        {"group_size": GroupSize(min=5, max=4)},
        {"group_size": GroupSize(min=0)},
        {"mode": ()},
    ],
)
def test_what_cannot_be_kept_is_a_problem_and_changes_nothing(library, mine, wrong):
    """Told in a sentence, with nothing half written."""
    before = listed(library)
    with pytest.raises(Problem):
        library.write(partial(operations.write_own, method=replace(mine, **wrong)))
    assert listed(library) == before


def test_a_method_from_a_file_cannot_be_edited_or_deleted_but_copied(library):
    """The copy is one's own, in the language spoken first."""
    method = library.read(partial(methods.by_slug, slug="akvaario"))
    for operation in (
        partial(operations.rewrite_own, method=method),
        partial(operations.delete_own, method_id=method.id),
    ):
        with pytest.raises(Problem, match="Copy it"):
            library.write(operation)
    _, copy_id = library.write(partial(operations.copy_to_own, method_id=method.id, speak="sv"))
    copy = whole(library, copy_id)
    assert copy.own
    assert copy.metadata_language == "sv"
    assert copy.text_origin == "adapted"
    assert {e.lang: e for e in copy.editions} == {e.lang: e for e in method.editions}
    assert (copy.steps, copy.purposes, copy.phases) == (
        method.steps,
        method.purposes,
        method.phases,
    )
    assert copy.slug != method.slug


def test_a_method_is_deleted_with_its_marks_and_undo_brings_all_back(library, written):
    """Notes and favourites too."""
    library.write(partial(operations.mark_favourite, method_id=written.id))
    library.write(partial(operations.keep_note, method_id=written.id, text="Muista kartta"))
    library.write(partial(operations.delete_own, method_id=written.id))
    assert whole(library, written.id) is None
    assert written.id not in listed(library)
    library.write(undo)
    assert replace(whole(library, written.id), version=1) == written
    note = library.read(partial(methods.note, method_id=written.id, person_id=library.person_id))
    assert note == "Muista kartta"
    assert written.id in listed(library)


def test_a_method_that_a_workshop_uses_is_not_deleted(library, written, clock):
    """The workshop would lose its block."""
    from datetime import time

    from kehitys.operations import agenda

    new = partial(
        workshop_operations.new_workshop,
        title="Päivä",
        day=clock.now.date(),
        start=time(9),
        people=12,
    )
    _, workshop_id = library.write(new)
    library.write(
        partial(
            agenda.add_block,
            workshop_id=workshop_id,
            kind="method",
            minutes=10,
            method_id=written.id,
        )
    )
    with pytest.raises(Problem, match="workshop"):
        library.write(partial(operations.delete_own, method_id=written.id))


def test_a_favourite_is_marked_once_and_unmarked(library):
    """Twice is once; unmarking what is not marked does nothing."""
    method = library.read(partial(methods.by_slug, slug="akvaario"))
    mark = partial(operations.mark_favourite, method_id=method.id)
    unmark = partial(operations.unmark_favourite, method_id=method.id)
    marked = partial(methods.is_favourite, method_id=method.id, person_id=library.person_id)
    library.write(mark)
    change, _ = library.write(mark)
    assert not change.undoable
    assert library.read(marked)
    library.write(unmark)
    change, _ = library.write(unmark)
    assert not change.undoable
    assert not library.read(marked)
    library.write(undo)
    assert library.read(marked)


def test_a_note_is_kept_changed_and_taken_away(library):
    """An empty note is no note."""
    method = library.read(partial(methods.by_slug, slug="akvaario"))
    read = partial(methods.note, method_id=method.id, person_id=library.person_id)
    for text in ("Ensin\nsitten", "Toisin", ""):
        library.write(partial(operations.keep_note, method_id=method.id, text=text))
        assert library.read(read) == text
    assert library.read(lambda c: c.execute(tables.method_note.select()).all()) == []


def test_marks_and_notes_need_somebody_to_belong_to(library):
    """Before the person has said who they are."""
    method = library.read(partial(methods.by_slug, slug="akvaario"))
    library.person_id = None
    for operation in (
        partial(operations.mark_favourite, method_id=method.id),
        partial(operations.unmark_favourite, method_id=method.id),
        partial(operations.keep_note, method_id=method.id, text="x"),
    ):
        with pytest.raises(Problem, match="who you are"):
            library.write(operation)


def test_text_of_a_method_is_cleaned_on_its_way_in(library, mine):
    """No control byte reaches a row."""
    evil = replace(
        mine,
        editions=(Edition(lang="fi", name="A\x1b[31mB", room="x\u202ey"),),
        steps=(),
        materials=(),
    )
    _, method_id = library.write(partial(operations.write_own, method=evil))
    edition = whole(library, method_id).edition("fi")
    assert (edition.name, edition.room) == ("AB", "xy")


def block_in(library, **facts):
    """A block in a workshop of its own."""
    from kehitys.operations import agenda

    def plan(tx):
        workshop_id = workshop_operations.new_workshop(
            tx, title="Päivä", day=date(2026, 12, 1), start=time(9, 0), people=12
        )
        return agenda.add_block(tx, workshop_id, **facts)

    return library.write(plan)[1]


def test_a_talk_becomes_a_method_with_its_words(library):
    """Title, minutes, reason and note; undo takes it back."""
    from kehitys.operations import agenda

    block_id = block_in(library, kind="talk", minutes=25, title="Johtajan sana")
    words = {
        "title": "Johtajan sana", "minutes": 25, "min_minutes": None, "max_minutes": 30,
        "priority": "must", "grouping": None, "lead_id": None, "start": None,
        "why": "Kaikki kuulevat saman.", "note": "Pidä lyhyenä.",
    }  # fmt: skip
    library.write(partial(agenda.edit_block, block_id=block_id, **words))
    save = partial(operations.save_from_block, block_id=block_id, speak="fi")
    _, method_id = library.write(save)
    method = library.read(partial(methods.method, method_id=method_id))
    edition = method.edition("fi")
    assert (edition.name, edition.use_when) == ("Johtajan sana", "Kaikki kuulevat saman.")
    assert (edition.steps[0].do, method.minutes) == (
        "Pidä lyhyenä.",
        Minutes(min=25, typical=25, max=30),
    )
    library.write(undo)
    assert library.read(partial(methods.method, method_id=method_id)) is None


def test_a_method_block_becomes_a_copy_as_long_as_the_block(library):
    """Its steps are stretched to whole, its origin kept; a break becomes nothing."""
    original = library.read(partial(methods.by_slug, slug="alkukierros"))
    block_id = block_in(library, kind="method", minutes=25, method_id=original.id)
    save = partial(operations.save_from_block, block_id=block_id, speak="sv")
    _, method_id = library.write(save)
    method = library.read(partial(methods.method, method_id=method_id))
    assert sum(step.seconds for step in method.steps) == 25 * 60
    assert (method.origin_id, method.own) == (original.id, True)
    assert method.origin_version == original.method_version
    assert {e.lang for e in method.editions} == {e.lang for e in original.editions}
    pause = block_in(library, kind="break", minutes=15, title="Kahvi")
    with pytest.raises(Problem):
        library.write(partial(operations.save_from_block, block_id=pause, speak="fi"))
