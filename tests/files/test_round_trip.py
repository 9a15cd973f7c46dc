"""What is exported and imported again is the same to the byte, wherever a method comes from."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kehitys.domain.methods import (
    Edition,
    GroupSize,
    Material,
    Method,
    Minutes,
    Origin,
    Source,
    Step,
    StepWords,
    Variation,
)
from kehitys.files.importing import bring
from kehitys.files.toolkit_folder import Card, write_toolkit
from kehitys.files.toolkits import built_in
from kehitys.operations import toolkits as operations
from kehitys.store.ids import file_id, new_id
from kehitys.store.importing import toolkit_of

CARD = Card(slug="kaupungin-tavat", names={"fi": "Tavat"}, summaries={"fi": "Meidän tavat."})
NASTY = ("ja: niin", "# ei", "yes", "007", "”Hei”", "- a", "null", "{x}", "Åbo & co", "50 %", "~")

words = st.sampled_from(("Pihakierros", "Kysy parilta.", *NASTY))
some = st.one_of(st.just(""), words)
ORDER = ("fi", "sv", "en", "de")
"""As the library puts languages."""

langs = st.lists(st.sampled_from(ORDER), min_size=1, max_size=3, unique=True)
origins = st.builds(
    Origin,
    names=st.dictionaries(st.sampled_from(("fi", "sv", "de")), words, min_size=1),
    attribution=some,
)


@st.composite
def methods(draw, n=0):
    """A method as a person or a stranger’s toolkit may have it, finished or not."""
    steps = draw(st.lists(st.integers(1, 9), max_size=4))
    things = draw(st.integers(0, 2))
    editions = tuple(
        Edition(
            lang=lang,
            name=draw(words),
            summary=draw(some),
            use_when=draw(some),
            room=draw(some),
            steps=tuple(StepWords(title=draw(words), do=draw(some)) for _ in steps),
            materials=tuple(draw(words) for _ in range(things)),
            variations=draw(st.sampled_from(((), (Variation(name="Ulkona", text="Mene."),)))),
            traps=draw(st.lists(words, max_size=2).map(tuple)),
        )
        for lang in sorted(draw(langs), key=ORDER.index)
    )
    origin = draw(st.none() | origins)
    found = origin is not None and draw(st.booleans())
    if found:
        origin = replace(
            origin, toolkit="piha", slug="kierros", formerly=draw(st.sampled_from(("", "ulko")))
        )
    total = sum(steps)
    return Method(
        id=new_id(),
        slug=f"tapa-{n}",
        toolkit="own",
        minutes=Minutes(min=1, typical=total, max=draw(st.sampled_from((total, None))))
        if total
        else None,
        group_size=GroupSize(min=2, max=draw(st.sampled_from((None, 12)))),
        purposes=("gather",),
        phases=("open",),
        steps=tuple(Step(seconds=each * 60, grouping="pairs") for each in steps),
        materials=tuple(Material(quantity=2, per="pair") for _ in range(things))
        or draw(st.sampled_from((None, ()))),
        editions=editions,
        metadata_language=editions[0].lang,
        aliases=draw(st.lists(words, max_size=2, unique=True).map(tuple)),
        source=Source(author=draw(some), year=draw(st.sampled_from((None, 1999)))),
        attribution=draw(some),
        licence=draw(st.sampled_from(("", "CC-BY-4.0"))),
        text_origin=draw(st.sampled_from(("own", "adapted"))),
        origin=origin,
        origin_version=draw(st.sampled_from((None, 3))) if origin else None,
        formerly=draw(st.sampled_from(("", "vanhat-tavat"))),
    )  # fmt: skip


def exported(folder, methods):
    """The files of a toolkit, by name."""
    target = write_toolkit(folder, CARD, methods, built_in())
    return target, {path.name: path.read_bytes() for path in target.iterdir()}


def imported(database, folder):
    """The methods of a folder as the library has them, after importing it."""
    brought = bring(folder, database.read)
    assert brought.faults == ()
    database.write(partial(operations.import_toolkit, toolkit=brought.toolkit))
    return database.read(partial(toolkit_of, slug=CARD.slug))[1]


@settings(max_examples=40)
@given(data=st.data())
def test_an_export_imported_and_exported_again_is_the_same_to_the_byte(
    data, library, tmp_path_factory
):
    """Finished or not, copied or not, moved or not, in whichever languages."""
    theirs = [data.draw(methods(n=n)) for n in range(2)]
    theirs[1] = replace(theirs[1], origin_id=data.draw(st.sampled_from((None, theirs[0].id))))
    folder, first = exported(tmp_path_factory.mktemp("a"), theirs)
    ours = imported(library, folder)
    for mine, other in zip(ours, theirs, strict=True):
        assert mine.id == file_id(other.formerly or CARD.slug, other.slug)
        assert (mine.formerly, mine.origin_version) == (other.formerly, other.origin_version)
        assert mine.materials == other.materials
        assert (mine.origin is None) == (other.origin is None)
    _folder, second = exported(tmp_path_factory.mktemp("b"), ours)
    library.write(partial(operations.remove_toolkit, slug=CARD.slug))
    assert {name: raw.decode() for name, raw in second.items()} == {
        name: raw.decode() for name, raw in first.items()
    }


@pytest.mark.parametrize("slug", ["alku", "ideat", "parannus"])
def test_what_comes_with_kehitys_is_written_the_same_each_time(slug, library, tmp_path):
    """A file read and written again does not change."""
    from kehitys.files.toolkits import read_method, write_method

    _line, ours = library.read(partial(toolkit_of, slug=slug))
    assert ours
    for method in ours:
        path = tmp_path / f"{method.slug}.yaml"
        path.write_text(write_method(method), "utf-8")
        file, faults = read_method(path, slug)
        assert faults == []
        assert file.method.id == method.id
        assert write_method(file.method) == path.read_text("utf-8")
