"""The power cut: nothing is lost with Kehitys' own settings, and a great deal with weaker ones."""

from __future__ import annotations

import pytest

pytest.importorskip("apsw")

from random import Random

from tests.trust import power_cut, seed, tally
from tests.trust.recorder import Disk


def test_nothing_acknowledged_is_lost_when_the_power_goes():
    row = power_cut.run(20, 1)
    assert row.verdict == "ok", tally.table([row])
    assert row.acknowledged


def test_with_synchronous_normal_the_newest_steps_are_lost():
    """What proves that the cut cuts: the same, and one pragma weaker."""
    row = power_cut.run(10, 1, "NORMAL")
    assert row.lost
    assert not row.half


def test_without_syncs_the_file_is_broken():
    assert power_cut.run(15, 1, "OFF").half


def test_what_is_cut_is_the_log_that_kehitys_writes(tmp_path):
    """The engine is Kehitys' own: it writes to the log and syncs it at each commit."""
    path = seed.small(tmp_path / "file.db")
    disk = Disk(path)
    promises = power_cut._write(path, disk, Random(1), "x", "")
    synced = [event for event in disk.events if event.end == "-wal" and event.kind == "sync"]
    assert len(synced) >= len(promises) > 10
