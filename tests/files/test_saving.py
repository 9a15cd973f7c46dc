"""A file is written whole or not at all."""

from __future__ import annotations

import os

import pytest

from kehitys.domain.problems import Problem
from kehitys.files.saving import save


def test_text_replaces_the_old_file_and_nothing_is_left_beside(tmp_path):
    path = tmp_path / "ohjelma.md"
    path.write_text("vanha ja pitempi")
    save(path, "Työpäivä")
    assert path.read_bytes() == "Työpäivä".encode()
    assert list(tmp_path.iterdir()) == [path]


def test_a_link_stays_a_link(tmp_path):
    (tmp_path / "oikea.md").write_text("")
    link = tmp_path / "linkki.md"
    link.symlink_to("oikea.md")
    save(link, "uusi")
    assert link.is_symlink()
    assert (tmp_path / "oikea.md").read_text() == "uusi"


@pytest.mark.parametrize("name", ["ei/ole.md", "."])
def test_a_place_that_takes_no_file_is_a_problem(tmp_path, name):
    with pytest.raises(Problem):
        save(tmp_path / name, "x")


@pytest.mark.parametrize("fails", ["fsync", "replace"])
def test_when_the_disk_fails_the_old_file_stands(tmp_path, monkeypatch, fails):
    path = tmp_path / "ohjelma.md"
    path.write_text("vanha")

    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, fails, full)
    with pytest.raises(Problem, match="No space left"):
        save(path, "uusi")
    assert path.read_text() == "vanha"
    assert list(tmp_path.iterdir()) == [path]
