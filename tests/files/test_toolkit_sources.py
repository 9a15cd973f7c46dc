"""Zips from strangers: what is not a toolkit in a zip is told, and never unpacked."""

from __future__ import annotations

import stat
import zipfile

import pytest

from kehitys.domain.problems import Fault
from kehitys.files import toolkit_sources
from kehitys.files.toolkit_sources import source_of
from kehitys.i18n import say


@pytest.fixture
def zipped(tmp_path):
    """Makes a zip of names and bytes and gives what is wrong with it."""

    def zipped(*files, **options):
        path = tmp_path / "a.zip"
        with zipfile.ZipFile(path, "w", **options) as archive:
            for name, raw in files:
                archive.writestr(name, raw)
        found = source_of(path)
        return say(found.problem, found.values) if isinstance(found, Fault) else found

    return zipped


@pytest.mark.parametrize(
    "name",
    [
        "../toolkit.yaml",
        "/etc/toolkit.yaml",
        "a/../../toolkit.yaml",
        "C:/toolkit.yaml",
        "a\\b.yaml",
    ],
)
def test_a_name_that_leads_out_is_told(zipped, name):
    """Absolute paths, drives, backslashes and steps up."""
    assert "points outside" in zipped((name, b"x"))


def test_links_are_told(zipped):
    """A link is not the file itself."""
    info = zipfile.ZipInfo("kit/toolkit.yaml")
    info.external_attr = (stat.S_IFLNK | 0o777) << 16
    assert "link" in zipped((info, b"/etc/passwd"))


@pytest.mark.filterwarnings("ignore:Duplicate name")
@pytest.mark.parametrize("second", ["kit/toolkit.yaml", "kit/Toolkit.yaml"])
def test_one_name_twice_is_told(zipped, second):
    """Which of them would count nobody can say."""
    assert "twice" in zipped(("kit/toolkit.yaml", b"a"), (second, b"b"))


def test_a_bomb_is_told_by_its_sizes(zipped):
    """A file that unpacks to a thousand times its size is not opened."""
    huge = ("kit/toolkit.yaml", b"a" * 10_000_000)
    assert "unpacks to more" in zipped(huge, compression=zipfile.ZIP_DEFLATED)


def test_a_zip_that_lies_of_its_sizes_is_read_no_further_than_a_file_may_go(zipped, monkeypatch):
    """No more is unpacked than the reader of YAML takes."""
    monkeypatch.setattr(toolkit_sources, "MOST_RATIO", 10**9)
    monkeypatch.setattr(toolkit_sources, "MOST_BYTES", 1_000)
    found = zipped(("kit/toolkit.yaml", b"a" * 500_000), compression=zipfile.ZIP_DEFLATED)
    assert len(found.entries[0].read()) == 1_001


def test_too_many_files_are_told(zipped, monkeypatch):
    """More than there is room for."""
    monkeypatch.setattr(toolkit_sources, "MOST_FILES", 2)
    assert "More than 2" in zipped(*((f"kit/{n}.yaml", b"x") for n in range(3)))


def test_two_toolkits_in_one_zip_and_none_are_told(zipped):
    """One zip is one toolkit."""
    assert "one toolkit" in zipped(("a/toolkit.yaml", b"x"), ("b/toolkit.yaml", b"x"))
    assert "one toolkit" in zipped(("a/kuva.png", b"x"))


def test_a_spoilt_zip_is_told(zipped, tmp_path):
    """One that is no zip at all, and one whose bytes have changed."""
    path = tmp_path / "b.zip"
    path.write_bytes(b"PK\x03\x04 not really")
    assert isinstance(source_of(path), Fault)
    zipped(("kit/toolkit.yaml", b"id: kit\n" * 20))
    whole = bytearray((tmp_path / "a.zip").read_bytes())
    whole[60] ^= 0xFF
    path.write_bytes(bytes(whole))
    found = source_of(path)
    assert isinstance(found, Fault) or isinstance(found.entries[0].read(), Fault)


def test_what_is_not_there_and_what_is_no_zip_is_told(tmp_path):
    """A sentence each."""
    path = tmp_path / "kirje.txt"
    path.write_text("hei", "utf-8")
    for each, part in ((tmp_path / "none", "no such"), (path, "neither")):
        found = source_of(each)
        assert isinstance(found, Fault)
        assert part in say(found.problem, found.values)
