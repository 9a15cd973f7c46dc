"""The harnesses with few rounds: nothing is lost, and each finds what is broken on purpose."""

from __future__ import annotations

import os
from datetime import date

import pytest

if os.name == "nt":
    pytest.skip("kill -9 and a pty are things of POSIX", allow_module_level=True)

from kehitys.cli.main import COMMANDS
from tests.trust import (
    golden,
    histories,
    kill_backups,
    kill_exports,
    kill_imports,
    kill_migrations,
    kill_operations,
    kill_toolkits,
    live_resume,
    pty_bytes,
    tally,
)
from tests.trust.__main__ import HARNESSES, main


def sound(row):
    """Asserts that something was done and nothing went wrong."""
    assert row.verdict == "ok", tally.table([row])
    return row


def test_nothing_acknowledged_is_lost_when_a_run_is_killed():
    assert sound(kill_operations.run("live", 6, 1)).acknowledged


def test_nothing_acknowledged_is_lost_when_ordinary_work_is_killed():
    assert sound(kill_operations.run("edits", 6, 1)).acknowledged


def test_a_command_that_is_killed_does_all_or_nothing():
    sound(kill_operations.run_commands(4, 1))


@pytest.mark.parametrize(
    ("kind", "broken", "rounds", "finds"),
    [("live", "ack-first", 15, "lost"), ("edits", "autocommit", 6, "half"),
     ("live", "twice", 3, "doubled")],
)  # fmt: skip
def test_the_kills_find_what_is_broken(kind, broken, rounds, finds):
    """A process that breaks a promise is told of in the column of that promise."""
    assert getattr(kill_operations.run(kind, rounds, 1, broken), finds)


def test_what_is_taken_in_is_whole_or_not_there_after_a_kill():
    """The library and a toolkit that somebody brings, a first and a second time each."""
    row = sound(kill_imports.run(4, 1))
    assert all(f"{kind} killed" in row.counts for kind in kill_imports.KINDS)


@pytest.mark.parametrize("kinds", [kill_imports.KINDS[:2], kill_toolkits.KINDS])
def test_what_is_taken_in_piece_by_piece_is_found_half(kinds):
    assert kill_imports.run(4, 1, broken=True, kinds=kinds).half


def test_the_kinds_of_two_rows_are_added_up():
    """Each process of a harness counts its own; the table tells all."""
    parts = [tally.Row(harness="import", rounds=1, counts={"toolkit killed": 1}) for _ in "ab"]
    assert "2 toolkit killed" in tally.table([tally.added(parts)])


def test_an_earlier_file_is_old_or_new_after_a_kill():
    sound(kill_migrations.run(6, 1))


def test_a_migration_without_a_transaction_is_found_half():
    assert kill_migrations.run(4, 1, broken=True).half


@pytest.mark.parametrize("revision", [name.stem[:4] for name in golden.EARLIER.glob("*.db.gz")])
def test_an_earlier_file_shows_what_it_showed(tmp_path, revision):
    """Everything a person sees of the file, beside what was written down of it once and read."""
    found = golden.export(golden.stored(revision, tmp_path))
    assert golden.differences(golden.kept(revision), found) == []


def test_a_value_that_changes_in_a_migration_is_told(tmp_path):
    kept = golden.kept("0001")
    found = golden.export(golden.stored("0001", tmp_path))
    found["workshops"][0]["title"] = "Toinen"
    assert len(golden.differences(kept, found)) == 1


@pytest.mark.skipif("backup" not in COMMANDS, reason="this Kehitys has no backup command yet")
def test_a_file_and_a_backup_outlive_kills_in_backups_and_restores():
    sound(kill_backups.run(3, 1))


@pytest.mark.skipif("backup" not in COMMANDS, reason="this Kehitys has no backup command yet")
def test_a_careless_restore_is_found_half():
    assert kill_backups.run(3, 1, broken=True).half


def test_what_is_exported_is_old_or_new_after_a_kill():
    """Of a folder, all its files or none."""
    sound(kill_exports.run(8, 1))


def test_exports_written_where_they_stand_are_found_half():
    assert kill_exports.run(8, 1, broken=True).half


def test_histories_are_undone_to_the_start_and_redone():
    sound(histories.run(4, 1, restarted=0.5))


def test_an_undo_that_forgets_is_found():
    assert histories.run(2, 1, broken=True).half


def test_a_run_goes_on_where_the_wall_clock_says():
    assert sound(live_resume.run(1, 1)).acknowledged


def test_an_app_that_keeps_no_drafts_is_found():
    assert live_resume.run(1, 1, broken=True).lost


def test_no_stored_control_byte_reaches_a_terminal():
    """Another part of the screens every day of the week."""
    part = range(date.today().weekday(), len(pty_bytes.SCREENS), 7)
    row = sound(pty_bytes.run(1, 1_000, screens=part))
    assert row.acknowledged == row.rounds == len(part) + 1


def test_a_screen_that_is_never_reached_is_told(monkeypatch):
    """Keys that lead nowhere prove nothing."""
    monkeypatch.setattr(pty_bytes, "SCREENS", (("nowhere", "Words that no screen has", ("2",)),))
    monkeypatch.setattr(pty_bytes, "PATIENCE", 1)
    row = pty_bytes.run(1, 1_000)
    assert row.verdict == "FAILED"
    assert "nowhere" in row.faults[0]


def test_a_screen_without_its_guard_is_found():
    assert pty_bytes.run(1, 1_000, broken=True, screens=range(2)).raw


def test_the_table_is_printed_and_nothing_wrong_is_no_failure(capsys):
    assert main(["--only", "histories", "--rounds", "2", "--jobs", "1"]) == 0
    assert "histories undone" in capsys.readouterr().out


def test_something_lost_fails(monkeypatch, capsys):
    """The exit code tells it, and the table says what."""
    row = tally.Row(harness="histories", rounds=1, lost=1, faults=("lost: a step",))
    monkeypatch.setattr("tests.trust.__main__.run", lambda *_asked: row)
    assert main(["--only", "histories"]) == 1
    assert "lost: a step" in capsys.readouterr().out


def test_the_full_counts_are_those_promised():
    """A thousand kills of operations, a thousand cuts, ten thousand histories, and the rest."""
    full = {harness.name: harness.full for harness in HARNESSES}
    assert sum(full[name] for name in ("live", "edits", "commands", "import")) >= 1_000
    assert (full["migration"], full["backups"], full["power"]) == (500, 300, 1_000)
    assert full["exports"] == 300
    assert (full["histories"], full["yaml"], full["csv"], full["xlsx"]) == (
        10_000, 100_000, 100_000, 20_000,
    )  # fmt: skip
