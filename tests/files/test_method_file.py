"""A method written to a file and read again is the same."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kehitys.domain.methods import Edition, Source, Step, StepWords
from kehitys.files.toolkits import check, read_method, write_method
from tests.files.sample import METHODS, SAMPLE, own, told


def test_languages_that_are_not_ours_are_kept_and_written_again(tmp_path):
    """A language with a name has it; one without goes by the name in the file’s own language."""
    text = SAMPLE.read_text("utf-8").replace("en: Check-in}", "en: Check-in, de: Runde}", 1)
    text = text.replace("  fi: Tuolit ringissä", "  ja: 椅子を輪に。\n  fi: Tuolit ringissä", 1)
    path = tmp_path / SAMPLE.name
    path.write_text(text, "utf-8")
    file, faults = read_method(path, "alku")
    assert told(faults) == []
    editions = {edition.lang: edition for edition in file.method.editions}
    assert list(editions) == ["fi", "sv", "en", "de", "ja"]
    assert (editions["de"].name, editions["de"].room) == ("Runde", "")
    assert (editions["ja"].name, editions["ja"].room) == ("Alkukierros", "椅子を輪に。")
    path.write_text(write_method(file.method), "utf-8")
    again, faults = read_method(path, "alku")
    assert told(faults) == []
    assert again.method == file.method


def test_a_file_may_need_one_language_only_and_have_another(tmp_path):
    """`languages: [fi]` asks for Finnish; Swedish beside it is kept."""
    path = tmp_path / "oma.yaml"
    method = own(editions=(Edition(lang="fi", name="Oma"),))
    text = write_method(method).replace("fi: Oma", "fi: Oma\n  sv: Egen")
    path.write_text(text, "utf-8")
    file, faults = read_method(path, "own")
    assert told(faults) == []
    assert [(e.lang, e.name) for e in file.method.editions] == [("fi", "Oma"), ("sv", "Egen")]


@pytest.mark.parametrize("path", METHODS, ids=lambda path: path.stem)
def test_a_method_written_and_read_again_is_the_same(path, tmp_path):
    """Export loses nothing."""
    file, _ = read_method(path, "alku")
    assert file is not None
    copy = tmp_path / path.name
    copy.write_text(write_method(file.method), "utf-8")
    again, faults = read_method(copy, "alku")
    assert told(faults) == []
    assert again is not None
    # A file that has moved keeps the id of its first toolkit; a copy elsewhere is another method.
    assert again.method == file.method


@pytest.mark.parametrize(
    "method",
    [
        own(),
        own(editions=(Edition(lang="sv", name="Min"), Edition(lang="en", name="Mine: a # b"))),
        own(editions=(Edition(lang="fi", name="null", summary="<b>Lihava</b> &amp; x"),)),
        own(
            steps=(Step(seconds=570, grouping="alone"), Step(seconds=30, grouping="pairs")),
            editions=(
                Edition(
                    lang="fi", name="Oma", steps=(StepWords(title="Yksi"), StepWords(title=""))
                ),
                Edition(lang="sv", name="Egen"),
            ),
            source=Source(year=2013),
            aliases=("yksi", "2024-01-01"),
        ),
    ],
    ids=["bare", "two languages", "tricky words", "uneven"],
)
def test_an_unfinished_method_of_ones_own_passes_as_a_draft(method, tmp_path):
    """What the app let a person write, the check lets pass."""
    path = tmp_path / "oma.yaml"
    path.write_text(write_method(method), "utf-8")
    assert told(check([path])) == []
    again, _ = read_method(path, "own")
    assert again is not None
    assert again.method.minutes == method.minutes
    assert {e.lang for e in again.method.editions} == {e.lang for e in method.editions}


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(name=st.text(max_size=60), words=st.text(max_size=200))
def test_any_words_survive_being_written(name, words, tmp_path):
    """Whatever a person typed, the file that is written can be read."""
    from kehitys.domain.text import clean

    named = clean(name) or "Oma"
    said = clean(words, line=False)
    method = own(editions=(Edition(lang="fi", name=named, use_when=said),))
    path = tmp_path / "oma.yaml"
    path.write_text(write_method(method), "utf-8")
    assert told(check([path])) == []
