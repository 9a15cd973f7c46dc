"""Toolkit files: the built-in ones are whole, and every fault of others is told."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kehitys.domain.methods import (
    Edition,
    GroupSize,
    Method,
    Minutes,
    Source,
    Step,
    StepWords,
)
from kehitys.files import content
from kehitys.files.toolkits import check, method_files, read_method, read_toolkit, write_method
from kehitys.i18n import LANGUAGES, say
from kehitys.store.ids import new_id

TOOLKITS, TEMPLATES = content.where()
FOLDERS = sorted(path.parent for path in TOOLKITS.glob("*/toolkit.yaml"))
METHODS = [path for folder in FOLDERS for path in method_files(folder)]
SAMPLE = TOOLKITS / "alku" / "alkukierros.yaml"


def told(faults):
    """The faults as fields and sentences, each of which must be complete."""
    return [(fault.line, fault.field, say(fault.problem, fault.values)) for fault in faults]


@pytest.fixture
def mended(tmp_path):
    """Writes a copy of a sound method with one text replaced, and gives its faults."""

    def mended(old, new):
        text = SAMPLE.read_text("utf-8")
        assert old in text
        path = tmp_path / SAMPLE.name
        path.write_text(text.replace(old, new, 1), "utf-8")
        return told(check([path]))

    return mended


def test_everything_built_in_is_without_fault():
    """What we ship passes our own check."""
    assert told(check([TOOLKITS, TEMPLATES])) == []
    assert len(METHODS) >= 22


@pytest.mark.parametrize("path", METHODS, ids=lambda path: path.stem)
def test_every_built_in_method_is_whole_in_three_languages(path):
    """No text is missing in any language, and the steps of all languages go together."""
    file, faults = read_method(path, path.parent.name)
    assert faults == []
    assert file is not None
    method = file.method
    assert {edition.lang for edition in method.editions} == set(LANGUAGES)
    assert sum(step.seconds for step in method.steps) == method.minutes.typical * 60
    for edition in method.editions:
        for name in ("name", "summary", "use_when", "avoid_when", "invitation"):
            assert getattr(edition, name).strip(), (edition.lang, name)
        assert len(edition.summary) <= 160
        assert len(edition.steps) == len(method.steps)
        assert all(step.title and step.do for step in edition.steps)
        assert len(edition.materials) == len(method.materials)
        assert all(edition.materials)
        assert all(variation.name and variation.text for variation in edition.variations)
        assert all(edition.traps)
    first = method.editions[0]
    for edition in method.editions:
        assert bool(edition.remote_notes) == bool(first.remote_notes)
        assert bool(edition.room) == bool(first.room)
        assert [bool(step.say) for step in edition.steps] == [
            bool(step.say) for step in first.steps
        ]


@pytest.mark.parametrize(
    ("old", "new", "field", "part"),
    [
        ("energy: low", "energi: low", "energi", "not known"),
        ("energy: low\n", "", "energy", "missing"),
        ("energy: low", "energy: lots", "energy", "low, medium, high"),
        ("energy: low", "energy: [low]", "energy", "low, medium, high"),
        ("max: 15}", "max: 1,5}", "minutes.5", "not known"),
        ('max: 15}', 'max: "1,5"}', "minutes.max", "without quotes"),
        ("facilitators: 1", "facilitators: 1,5", "facilitators", "decimal"),
        ("facilitators: 1", "facilitators: one", "facilitators", "not a whole number"),
        ("facilitators: 1", "facilitators: 01", "facilitators", "not a whole number"),
        ("facilitators: 1", "facilitators: 0", "facilitators", "out of range"),
        ("facilitators: 1", "facilitators: {a: b}", "facilitators", "whole number"),
        ("min: 5, typical", "min: 11, typical", "minutes.typical", "less than"),
        ("typical: 10", "typical: 20", "minutes.max", "less than"),
        ("typical: 10", "typical: 11", "steps", "10 min"),
        ("minutes: 7", "minutes: 8", "steps", "11 min"),
        ("minutes: 7", "seconds: 419", "steps", "9 min 59 s"),
        ("    minutes: 7\n", "", "steps.2.minutes", "needs its length"),
        ("    minutes: 7\n", "    minutes: 7\n    seconds: 420\n", "steps.2.minutes", "one of"),
        ("max: 20, unit", "max: 999, unit", "group_size.max", "null"),
        ("max: 20, unit", "max: 9999, unit", "group_size.max", "null"),
        ("max: 15}", "max: 999}", "minutes.max", "null"),
        ("max: 15}", "max: 9999}", "minutes.max", "null"),
        ("max: 20, unit", "max: 3, unit", "group_size.max", "less than"),
        ("ideal: [6, 12]", "ideal: [12, 6]", "group_size.ideal", "less than"),
        ("ideal: [6, 12]", "ideal: [6]", "group_size.ideal", "items"),
        ("purpose: [connect]", "purpose: [conect]", "purpose.1", "connect, inform"),
        ("purpose: [connect]", "purpose: [connect, connect]", "purpose.2", "twice"),
        ("purpose: [connect]", "purpose: connect", "purpose", "list"),
        ("phase: [open]", "phase: []", "phase", "0 items"),
        ("sv: Incheckning, ", "", "name.sv", "missing"),
        ("sv: Incheckning", "sv: ''", "name.sv", "empty"),
        ("sv: Incheckning", "sw: Incheckning", "name.sv", "missing"),
        ("sv: Incheckning", "sv: Incheckning, svenska: x", "name.svenska", "not a language code"),
        ("sv: Incheckning", "sv: Incheckning, de: <b>x</b>", "name.de", "HTML"),
        ("name: {fi: Alkukierros, sv: Incheckning, en: Check-in}", "name: Alkukierros", "name",
         "each language"),
        ("sv: Incheckning", "sv: <b>Incheckning</b>", "name.sv", "HTML"),
        ("sv: Incheckning", "sv: Lugn &amp; ro", "name.sv", "HTML"),
        ("id: alkukierros", "id: Alku kierros", "id", "not a name for files"),
        ("id: alkukierros", "id: loppu", "id", "Make them the same"),
        ("grouping: alone", "grouping: solo", "steps.1.grouping", "alone, pairs"),
        ("metadata_language: fi", "metadata_language: de", "metadata_language", "not a language"),
        ("source: {author: common practice}", "source: {url: javascript:x}", "source.url", "web"),
        ("licence: {id: CC-BY-4.0, text_origin: own", "licence: {text_origin: adapted",
         "licence.id", "licence they gave"),
        ("own, attribution: Kehitys contributors", "adapted", "licence.attribution", "credit"),
        ("licence: {id: CC-BY-4.0, text_origin: own, attribution: Kehitys contributors}\n", "",
         "licence", "text_origin: own"),
        ("outcome: connection", "outcome: ", "outcome", "list, ranking"),
    ],
)  # fmt: skip
def test_each_fault_is_told_with_its_line_and_field(mended, old, new, field, part):
    """One slip gives a fault at its field, on its line, with what to do."""
    faults = mended(old, new)
    found = [(line, sentence) for line, where, sentence in faults if where == field]
    assert found, faults
    assert part in found[0][1]
    assert found[0][0] >= 1


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("{id: CC-BY-4.0, text_origin: own, attribution: Kehitys contributors}",
         "{text_origin: own}"),
        ("max: 15}", "max: null}"),
        ("max: 20, unit", "max: null, unit"),
        ("en: Check-in}", "en: Check-in, de: Eingangsrunde, ja: チェックイン}"),
    ],
)  # fmt: skip
def test_what_the_format_leaves_open_is_no_fault(mended, old, new):
    """One’s own text without a licence, no upper end, and languages that are not ours."""
    assert mended(old, new) == []


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


def test_all_faults_of_a_file_are_told_at_once(mended):
    """A person corrects a file once, not once a fault."""
    faults = mended("energy: low\nsafety: low", "energi: low\nsafety: x\nfacilitators: 1,5")
    fields = {field for _, field, _ in faults}
    # The key stands twice now, which is YAML's own fault and hides the rest.
    assert fields == {""}
    faults = mended("energy: low\nsafety: low\ndifficulty: easy", "energi: low\nsafety: x\nb: 1,5")
    assert {"energi", "energy", "safety", "difficulty", "b"} <= {field for _, field, _ in faults}


def test_a_fault_names_the_very_line(mended):
    """The line is the one in the editor."""
    lines = SAMPLE.read_text("utf-8").splitlines()
    faults = mended("difficulty: easy", "difficulty: simple")
    assert [line for line, _, _ in faults] == [lines.index("difficulty: easy") + 1]


def test_a_neighbour_that_is_nowhere_is_told_for_a_folder_but_not_for_one_file(tmp_path):
    """Methods of the same folder and the built-in ones count as known."""
    folder = tmp_path / "alku"
    shutil.copytree(SAMPLE.parent, folder)
    assert check([folder]) == []
    path = folder / SAMPLE.name
    path.write_text(
        path.read_text("utf-8").replace("after: [pikaparit", "after: [pikapatit"), "utf-8"
    )
    assert check([path]) == []
    [(line, field, sentence)] = told(check([folder]))
    assert (field, line > 100) == ("after.1", True)
    assert "pikapatit" in sentence


def test_one_slug_in_two_toolkits_is_told(tmp_path):
    """The second file to use an id is told where the first stands."""
    for name in ("yksi", "kaksi"):
        (tmp_path / name).mkdir()
        shutil.copy(SAMPLE, tmp_path / name)
        card = (SAMPLE.parent / "toolkit.yaml").read_text("utf-8")
        (tmp_path / name / "toolkit.yaml").write_text(
            card.replace("id: alku", f"id: {name}"), "utf-8"
        )
    [(_, field, sentence)] = told(check([tmp_path]))
    assert field == "id"
    assert "kaksi" in sentence


def test_a_folder_without_its_card_and_paths_that_are_not_there_are_told(tmp_path):
    """A check never passes because it found nothing to check."""
    empty = tmp_path / "tyhja"
    empty.mkdir()
    bare = tmp_path / "paljas"
    bare.mkdir()
    shutil.copy(SAMPLE, bare)
    assert ["no toolkit" in s for _, _, s in told(check([empty]))] == [True]
    assert ["missing" in s for _, _, s in told(check([bare]))] == [True]
    assert ["no such" in s for _, _, s in told(check([tmp_path / "ei-ole"]))] == [True]


def test_templates_are_held_against_the_methods(tmp_path):
    """A wrong sum, an unknown method and a wrong time are each told."""
    text = TEMPLATES.read_text("utf-8")
    path = tmp_path / "workshops.yaml"
    path.write_text(text.replace("method: oppimiskahvila", "method: oppimiskahvilla", 1), "utf-8")
    assert ["oppimiskahvilla" in s for _, _, s in told(check([path]))] == [True]
    path.write_text(text.replace("    minutes: 360", "    minutes: 361", 1), "utf-8")
    assert [(f, "360" in s) for _, f, s in told(check([path]))] == [("templates.1.minutes", True)]
    path.write_text(text.replace("start_after: 150", "start_after: 151", 1), "utf-8")
    assert [f for _, f, _ in told(check([path]))] == ["templates.1.blocks.9.start_after"]


def test_a_toolkit_with_a_fault_gives_no_values(tmp_path):
    """Half a toolkit is never taken in."""
    folder = tmp_path / "alku"
    shutil.copytree(SAMPLE.parent, folder)
    path = folder / SAMPLE.name
    path.write_text(path.read_text("utf-8").replace("energy: low", "energy: x"), "utf-8")
    toolkit, faults = read_toolkit(folder)
    assert toolkit is None
    assert len(faults) == 1


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


def own(**more):
    """A method as a person writes it in a hurry."""
    facts = {
        "id": new_id(), "slug": "oma", "toolkit": "own",
        "minutes": Minutes(min=5, typical=10, max=10),
        "group_size": GroupSize(min=2), "editions": (Edition(lang="fi", name="Oma"),),
    }  # fmt: skip
    return Method(**{**facts, **more})


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


MUTATIONS = st.sampled_from(
    [
        "",
        ":",
        "- ",
        "{",
        "]",
        "null",
        "1,5",
        "&a",
        "*a",
        "!!x",
        "\t",
        "'",
        '"',
        "<b>",
        "|",
        "999",
        "  ",
    ]
)


@settings(
    max_examples=250, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(data=st.data())
def test_a_mutated_file_gives_faults_and_never_an_exception(data, tmp_path):
    """Lines lost, swapped, indented or spoiled: the check tells it or finds it sound."""
    lines = SAMPLE.read_text("utf-8").splitlines()
    for _ in range(data.draw(st.integers(1, 4))):
        n = data.draw(st.integers(0, len(lines) - 1))
        how = data.draw(st.sampled_from(["drop", "twice", "indent", "cut", "put", "swap"]))
        line = lines[n]
        at = data.draw(st.integers(0, len(line)))
        if how == "drop" and len(lines) > 1:
            del lines[n]
        elif how == "twice":
            lines.insert(n, line)
        elif how == "indent":
            lines[n] = "  " + line
        elif how == "cut":
            lines[n] = line[:at]
        elif how == "put":
            lines[n] = line[:at] + data.draw(MUTATIONS) + line[at:]
        else:
            m = data.draw(st.integers(0, len(lines) - 1))
            lines[n], lines[m] = lines[m], lines[n]
    folder = tmp_path / "alku"
    folder.mkdir(exist_ok=True)
    shutil.copy(SAMPLE.parent / "toolkit.yaml", folder)
    path = folder / SAMPLE.name
    path.write_text("\n".join(lines), "utf-8")
    for fault in check([folder]):
        assert say(fault.problem, fault.values)
    file, faults = read_method(path, "alku")
    assert (file is None) == bool(faults)


@settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(data=st.data())
def test_mutated_templates_give_faults_and_never_an_exception(data, tmp_path):
    """The same for the file of templates."""
    lines = TEMPLATES.read_text("utf-8").splitlines()[:120]
    for _ in range(data.draw(st.integers(1, 4))):
        n = data.draw(st.integers(0, len(lines) - 1))
        at = data.draw(st.integers(0, len(lines[n])))
        lines[n] = lines[n][:at] + data.draw(MUTATIONS) + lines[n][at:]
    path = tmp_path / "workshops.yaml"
    path.write_text("\n".join(lines), "utf-8")
    for fault in check([path]):
        assert say(fault.problem, fault.values)


def test_a_file_that_cannot_be_a_text_file_is_told(tmp_path):
    """A picture renamed, a folder named .yaml: a sentence each."""
    folder = tmp_path / "t"
    shutil.copytree(SAMPLE.parent, folder)
    (folder / "kuva.yaml").write_bytes(bytes(range(256)) * 10)
    (folder / "kansio.yaml").mkdir()
    files = {Path(fault.file).name for fault in check([folder])}
    assert {"kuva.yaml", "kansio.yaml"} <= files
