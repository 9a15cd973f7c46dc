"""Folders of toolkits: the built-in ones are whole, and what does not go together is told."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from kehitys.files.toolkits import check, read_method, read_toolkit
from kehitys.i18n import LANGUAGES
from tests.files.sample import METHODS, SAMPLE, TEMPLATES, TOOLKITS, told


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


@pytest.mark.parametrize("name", ["toinen.yml", "toinen.YAML"])
def test_a_method_that_would_be_left_out_unseen_is_told(tmp_path, name):
    """A file that ends otherwise is read by no import: check and import both say so."""
    kit = tmp_path / "alku"
    shutil.copytree(SAMPLE.parent, kit)
    (kit / "alkukierros.yaml").rename(kit / name)
    (kit / "lue-minut.txt").write_text("hei", "utf-8")
    _toolkit, faults = read_toolkit(kit)
    for found in (check([kit]), check([kit / name]), faults):
        told = {Path(each.file).name: each.problem for each in found}
        assert told[name] == "Toolkit files end in “.yaml”. Rename this one."
        assert "lue-minut.txt" not in told


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


def test_a_file_that_cannot_be_a_text_file_is_told(tmp_path):
    """A picture renamed, a folder named .yaml: a sentence each."""
    folder = tmp_path / "t"
    shutil.copytree(SAMPLE.parent, folder)
    (folder / "kuva.yaml").write_bytes(bytes(range(256)) * 10)
    (folder / "kansio.yaml").mkdir()
    files = {Path(fault.file).name for fault in check([folder])}
    assert {"kuva.yaml", "kansio.yaml"} <= files
