"""A toolkit as a folder: whole, or not there."""

from __future__ import annotations

import errno
import re
from pathlib import Path

import pytest

from kehitys.domain.problems import Problem
from kehitys.domain.progress import Stopped
from kehitys.files import content, toolkit_folder
from kehitys.files.toolkit_folder import Card, begin, write_toolkit
from kehitys.files.toolkits import check, read_toolkit
from kehitys.i18n import LANGUAGES
from kehitys.store import whole_file

CARD = Card(
    slug="tavat", names={"fi": "Tavat"}, summaries={"fi": "Tapoja."}, licence="own",
    attribution="Mallila",
)  # fmt: skip


@pytest.fixture(scope="module")
def methods():
    kit, _faults = read_toolkit(content.where()[0] / "alku")
    return [file.method for file in kit.methods][:3]


def test_a_toolkit_stopped_on_the_way_leaves_nothing(tmp_path, methods):
    """Neither the folder nor an unfinished one beside it."""

    def stop_at_the_last(done, total):
        if done == total - 1:
            assert not (tmp_path / "tavat").exists()
            raise Stopped

    with pytest.raises(Stopped):
        write_toolkit(tmp_path / "tavat", CARD, methods, set(), stop_at_the_last)
    assert list(tmp_path.iterdir()) == []


def test_a_disk_that_is_full_leaves_nothing_and_is_told(tmp_path, methods, monkeypatch):
    """Once there is room the same folder can be written."""
    write, written = whole_file.write, []

    def until_it_is_full(path, data):
        written.append(path)
        if len(written) > 2:
            raise OSError(errno.ENOSPC, "No space left on device")
        write(path, data)

    with monkeypatch.context() as full:
        full.setattr(toolkit_folder.whole_file, "write", until_it_is_full)
        with pytest.raises(Problem) as told:
            write_toolkit(tmp_path / "tavat", CARD, methods, set())
    assert "No space left" in str(told.value.values["why"])
    assert str(told.value.values["folder"]) == str(tmp_path / "tavat")
    assert list(tmp_path.iterdir()) == []
    assert write_toolkit(tmp_path / "tavat", CARD, methods, set()) == tmp_path / "tavat"
    assert len(list((tmp_path / "tavat").iterdir())) == 4


def test_a_folder_that_stands_empty_is_filled(tmp_path, methods, monkeypatch):
    """Also the one somebody is in, and nothing else is left in it."""
    (tmp_path / "tavat").mkdir()
    monkeypatch.chdir(tmp_path / "tavat")
    write_toolkit(Path(), CARD, methods, set())
    here = {path.name for path in Path().iterdir()}
    assert here == {"toolkit.yaml", *(f"{method.slug}.yaml" for method in methods)}


def test_a_toolkit_begun_where_there_is_something_changes_nothing(tmp_path):
    (tmp_path / "uusi").mkdir()
    (tmp_path / "uusi" / "muistio.txt").write_text("Oma.", "utf-8")
    with pytest.raises(Problem):
        begin(tmp_path / "uusi", "fi")
    assert [path.name for path in (tmp_path / "uusi").iterdir()] == ["muistio.txt"]


def test_a_toolkit_to_begin_from_is_made_with_the_folders_above_it(tmp_path):
    made = begin(tmp_path / "omat" / "uusi", "sv")
    assert all(path.exists() for path in made)
    assert [path.name for path in (tmp_path / "omat").iterdir()] == ["uusi"]
    assert check([tmp_path / "omat" / "uusi"]) == []


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_toolkit_to_begin_from_has_what_a_finished_one_needs(tmp_path, lang):
    """Written over and no longer a draft, it passes the check with nothing left to add."""
    card, method, *_schemas = begin(tmp_path / "uusi", lang)
    lines = method.read_text("utf-8").split("\n")
    method.write_text("\n".join(each for each in lines if "status: draft" not in each), "utf-8")
    assert check([card.parent]) == []


def test_a_toolkit_to_begin_from_is_written_in_good_finnish(tmp_path):
    """A question within a sentence has its comma, as the texts written over it will."""
    texts = "".join(path.read_text("utf-8") for path in begin(tmp_path / "uusi", "fi")[:2])
    asked = re.findall(r"(\S+)\s(?:mitä|mikä|miten|milloin|mihin)\b", texts)
    assert asked
    assert [each for each in asked if each != "ja" and not each.endswith(",")] == []
