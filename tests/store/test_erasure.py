"""Erasing a person: what is left of them is a row without a name."""

import sqlite3
from contextlib import closing
from datetime import date

import pytest

from kehitys.domain import methods
from kehitys.domain.problems import Problem
from kehitys.files.library import take_in
from kehitys.operations import network
from kehitys.operations.demo import fill
from kehitys.operations.toolkits import take_in_terms
from kehitys.store import checking, erasure, experiments, tables
from kehitys.store import network as asked
from kehitys.store.database import Database
from kehitys.store.undoing import undo, undo_step

WORDS = (
    "Leokadia", "Vierumäkeläinen", "leokadia.v@", "0401234567", "muistiinpanoni", "keskeneräinen",
)  # fmt: skip


@pytest.fixture
def method_id(database):
    """A method to write a note of."""
    required = {
        "minutes_min": 5, "minutes_typical": 10, "minutes_max": 15, "people_min": 2,
        "energy": methods.LEVELS[0], "safety": methods.LEVELS[0],
        "difficulty": methods.DIFFICULTIES[0], "outcome": methods.OUTCOMES[0],
    }  # fmt: skip
    lists = ("steps", "materials", "aliases", "goes_before", "goes_after")
    texts = {name: [] for name in lists}

    def write(tx):
        tx.describe("Add a method")
        return tx.insert(tables.method, slug="oma", source={}, **texts, **required)

    return database.write(write)[1]


@pytest.fixture
def erased(database, method_id):
    """Somebody who was added, changed, deleted and brought back, and wrote notes; then erased."""
    steps = []

    def do(operation):
        change, result = database.write(operation)
        steps.append(change.step_id)
        return result

    database.write(take_in_terms)
    id_ = do(
        lambda tx: network.add_person(
            tx, name="Leokadia Vanhanimi", email="leokadia.v@example.org", phone="0401234567"
        )
    )
    do(
        lambda tx: network.edit_person(
            tx, id_, version=1, name="Leokadia Vierumäkeläinen", email="leokadia.v@example.org",
            languages=("fi",),
        )
    )  # fmt: skip
    do(lambda tx: network.set_skill(tx, id_, network.skill_id("dialogue"), 2))
    do(lambda tx: network.drop_skill(tx, id_, network.skill_id("dialogue")))

    def note(tx):
        tx.describe("Keep a note")
        return tx.insert(
            tables.method_note, person_id=id_, method_id=method_id, text="muistiinpanoni tästä"
        )

    note_id = do(note)

    def drop_note(tx):
        tx.describe("Keep a note")
        tx.delete(tables.method_note, note_id)

    do(drop_note)
    do(note)
    database.write(lambda tx: network.delete_person(tx, id_))
    database.write(undo)
    database.write(
        lambda tx: tx.record(
            tables.draft, id=id_, person_id=id_, place="live:1", text="keskeneräinen", at=tx.now
        )
    )
    database.checkpoint()
    assert erasure.remaining(database.path, WORDS) == WORDS
    words = database.read(lambda c: erasure.words_of(c, id_))
    assert words[0] == "Leokadia Vierumäkeläinen"
    database.write(lambda tx: network.erase_person(tx, id_))
    assert erasure.sweep(database, WORDS) == ()
    return id_, steps


@pytest.mark.usefixtures("erased")
def test_no_byte_of_the_file_or_its_log_holds_a_word_of_theirs(database):
    held = b"".join(
        path.read_bytes() for path in database.path.parent.glob(database.path.name + "*")
    ).lower()
    for word in (*WORDS, "leokadia", "vierum", "vanhanimi", "muistiinpano", "keskener"):
        assert word.lower().encode() not in held, word
    # The search index keeps words without their accents and cut to stems.
    assert b"vierumakel" not in held


def test_they_are_in_no_list_and_found_by_no_search(database, erased):
    id_, _ = erased
    assert database.read(lambda c: asked.person(c, id_)) is None
    assert [name for _, name in database.read(asked.names)] == ["Maija Mallikas"]
    assert database.read(lambda c: asked.people(c, text="leokadia")).total == 0
    with closing(sqlite3.connect(database.path)) as connection:
        row = connection.execute(
            "SELECT name, name_sort, email, phone, erased_at IS NULL FROM person WHERE id = ?",
            (id_.hex,),
        ).fetchone()
        assert row == ("", "", "", "", 0)
        assert connection.execute("SELECT person_id FROM erased").fetchall() == [(id_.hex,)]
        assert connection.execute("SELECT count(*) FROM edit_person WHERE person_id = ?",
                                  (id_.hex,)).fetchone() == (0,)  # fmt: skip


def test_no_step_that_held_them_can_be_undone(database, erased):
    _, steps = erased
    for step_id in steps:
        with pytest.raises(Problem, match="erased"):
            database.write(lambda tx, step_id=step_id: undo_step(tx, step_id))


@pytest.mark.usefixtures("erased")
def test_undo_goes_past_them_to_what_is_not_theirs(database):
    added = database.write(lambda tx: network.add_team(tx, name="Tiimi"))
    database.write(undo)
    assert added[0].undoable
    assert database.read(asked.teams) == ()


def test_nobody_is_erased_twice(database, erased):
    id_, _ = erased
    with pytest.raises(Problem, match="not in the register"):
        database.write(lambda tx: network.erase_person(tx, id_))


def test_somebody_who_was_deleted_is_erased_from_the_journal_too(database):
    id_ = database.write(lambda tx: network.add_person(tx, name="Leokadia"))[1]
    deleting, _ = database.write(lambda tx: network.delete_person(tx, id_))
    database.write(lambda tx: network.erase_person(tx, id_))
    assert erasure.sweep(database, ["Leokadia"]) == ()
    with pytest.raises(Problem, match="erased"):
        database.write(lambda tx: undo_step(tx, deleting.step_id))


def test_a_name_that_stands_in_somebody_elses_text_is_told(database):
    id_ = database.write(lambda tx: network.add_person(tx, name="Leokadia"))[1]
    database.write(lambda tx: network.add_team(tx, name="Leokadian tiimi"))
    database.write(lambda tx: network.erase_person(tx, id_))
    assert erasure.sweep(database, ["Leokadia", "Vierumäkeläinen"]) == ("Leokadia",)


def test_another_window_that_keeps_the_traces_is_told(database):
    id_ = database.write(lambda tx: network.add_person(tx, name="Leokadia"))[1]
    database.write(lambda tx: network.erase_person(tx, id_))
    hurried = Database(database.path, wait=0.05)
    with closing(sqlite3.connect(database.path, isolation_level=None)) as other:
        other.execute("BEGIN")
        other.execute("SELECT count(*) FROM person").fetchone()
        with pytest.raises(Problem, match="Close the other windows"):
            erasure.sweep(hurried)
    assert erasure.sweep(hurried, ["Leokadia"]) == ()
    hurried.close()


def test_somebody_of_the_demo_is_erased_from_everything_they_did(tmp_path):
    """Workshops and experiments stand on them; the file stays whole without their name."""
    demo = Database(tmp_path / "demo.db")
    take_in(demo)
    fill(demo)
    (riikka,) = (id_ for id_, name in demo.read(asked.names) if name == "Riikka Hautajoki")
    demo.write(lambda tx: network.erase_person(tx, riikka))
    assert erasure.sweep(demo, ["Hautajoki", "hautajoki", "riikka@"]) == ()
    assert checking.check(demo.path).whole
    assert "Riikka Hautajoki" not in [name for _, name in demo.read(asked.names)]
    page = demo.read(lambda c: experiments.lines(c, today=date.today()))
    assert "Yksi kiertää salissa aamulla" in [line.title for line in page.rows]
    demo.close()


def test_every_personal_column_says_whose_it_is():
    for table in tables.metadata.sorted_tables:
        for column in table.c:
            if column.info.get("person"):
                assert column.info["person"] in table.c, (table.name, column.name)
