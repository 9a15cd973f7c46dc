"""What is exported and imported again is the same, wherever a method comes from."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kehitys.files.importing import bring
from kehitys.files.toolkit_folder import Card, write_toolkit
from kehitys.files.toolkits import built_in, method_files, read_method, write_method
from kehitys.operations import toolkits as operations
from kehitys.store.ids import file_id
from kehitys.store.importing import toolkit_of
from tests.files.any_method import methods
from tests.files.sample import FOLDERS, told

CARD = Card(slug="kaupungin-tavat", names={"fi": "Tavat"}, summaries={"fi": "Meidän tavat."})


def exported(folder, methods):
    """The folder of a toolkit, and its files by name."""
    target = write_toolkit(folder, CARD, methods, built_in())
    return target, {path.name: path.read_text("utf-8") for path in target.iterdir()}


def imported(database, folder):
    """The methods of a folder as the library has them after importing it; then they go again."""
    brought = bring(folder, database.read)
    assert brought.faults == ()
    database.write(partial(operations.import_toolkit, toolkit=brought.toolkit))
    _line, ours = database.read(partial(toolkit_of, slug=CARD.slug))
    database.write(partial(operations.remove_toolkit, slug=CARD.slug))
    return ours


def elsewhere(method, original):
    """The method as the toolkit makes it: a row of its own, its origin told by what files know."""
    origin = method.origin
    if origin and not origin.toolkit and method.origin_id == original.id:
        origin = replace(origin, toolkit=CARD.slug, slug=original.slug)
    return replace(
        method,
        id=file_id(method.formerly or CARD.slug, method.slug),
        toolkit=CARD.slug,
        origin=origin,
        origin_id=file_id(origin.formerly or origin.toolkit, origin.slug)
        if origin and origin.toolkit
        else None,
    )


def words_alone(method):
    """The method without the blanks that keep its languages beside each other, and its count."""
    return replace(
        method,
        version=1,
        editions=tuple(
            replace(
                edition,
                variations=tuple(each for each in edition.variations if each.name or each.text),
                traps=tuple(filter(None, edition.traps)),
            )
            for edition in method.editions
        ),
    )


@settings(max_examples=40)
@given(data=st.data())
def test_a_toolkit_exported_and_imported_has_the_same_methods(data, library, tmp_path_factory):
    """Finished or not, copied or not, moved or not, in any languages; and the same files again."""
    original, copy = (data.draw(methods(n=n)) for n in range(2))
    copy = replace(copy, origin_id=data.draw(st.sampled_from((None, original.id))))
    folder, first = exported(tmp_path_factory.mktemp("a"), [original, copy])
    ours = imported(library, folder)
    assert [words_alone(mine) for mine in ours] == [
        words_alone(elsewhere(theirs, original)) for theirs in (original, copy)
    ]
    _folder, second = exported(tmp_path_factory.mktemp("b"), ours)
    assert second == first


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_what_comes_with_kehitys_is_written_from_the_library_as_it_was_read(
    folder, library, tmp_path
):
    """Nothing of a built-in file is lost between the file, the library and a file again."""
    _line, ours = library.read(partial(toolkit_of, slug=folder.name))
    assert [method.slug for method in ours] == [path.stem for path in method_files(folder)]
    for method in ours:
        path = tmp_path / f"{method.slug}.yaml"
        path.write_text(write_method(method), "utf-8")
        written, faults = read_method(path, folder.name)
        shipped, _faults = read_method(folder / path.name, folder.name)
        assert told(faults) == []
        assert written.method == shipped.method
