"""What the log's lists and questions answer."""

from datetime import date
from decimal import Decimal

from sqlalchemy import event

from kehitys.operations import experiments as log
from kehitys.store import experiments as asked
from kehitys.store import tables

TODAY = date(2026, 11, 24)


def put(database, title, state="idea", review=None, **more):
    """A row in a state, whatever the gates say."""

    def write(tx):
        id_ = log.new_experiment(tx, title=title, review=review, **more)
        tx.update(tables.experiment, id_, state=state)
        return id_

    return database.write(write)[1]


def titles(database, **wanted):
    page = database.read(lambda c: asked.lines(c, today=TODAY, **wanted))
    return [line.title for line in page.rows]


def test_running_comes_first_by_review_date_and_the_archive_last(database):
    put(database, "arkisto", "archived")
    put(database, "idea b")
    put(database, "idea a")
    put(database, "myöhemmin", "running", date(2026, 12, 20))
    put(database, "pian", "running", date(2026, 11, 20))
    put(database, "ei päivää", "running")
    put(database, "tarkastelu", "study")
    put(database, "suunnitelma", "planned")
    put(database, "päätetty", "decided")
    assert titles(database) == [
        "pian", "myöhemmin", "ei päivää", "tarkastelu", "suunnitelma", "idea a", "idea b",
        "päätetty", "arkisto",
    ]  # fmt: skip


def test_titles_sort_as_finns_and_swedes_expect(database):
    for title in ("ö", "ä", "å", "z", "a"):
        put(database, title)
    assert titles(database) == ["a", "z", "å", "ä", "ö"]


def test_a_page_knows_the_length_of_the_list_and_where_a_record_stands(database):
    ids = [put(database, f"koe {n:03}") for n in range(25)]
    page = database.read(lambda c: asked.lines(c, today=TODAY, offset=20, limit=10))
    assert (page.total, page.offset, len(page.rows)) == (25, 20, 5)
    where = [database.read(lambda c, i=i: asked.position(c, experiment_id=i)) for i in ids]
    assert where == list(range(25))
    gone = database.read(lambda c: asked.position(c, experiment_id=ids[0], state="running"))
    assert gone is None


def test_search_finds_any_form_of_a_word_and_keeps_to_the_state(database):
    put(database, "Yhteinen lista", problem="Kokeilut unohtuvat.")
    wanted = put(database, "Toinen", "running", problem="Monta kokeilua on kesken.")
    assert set(titles(database, text="kokeilu")) == {"Yhteinen lista", "Toinen"}
    assert titles(database, text="kokeilun", state="running") == ["Toinen"]
    at = database.read(
        lambda c: asked.position(c, experiment_id=wanted, text="kokeilu", state="running")
    )
    assert at == 0


def test_a_row_shows_the_last_points_of_the_first_outcome_measure(database):
    def write(tx):
        id_ = log.new_experiment(tx, title="Jono")
        balancing = log.add_measure(tx, id_, name="Kiire", role="balancing")
        outcome = log.add_measure(tx, id_, name="Jonottajia")
        log.log_point(tx, id_, balancing, on=date(2026, 11, 24), value=Decimal(99))
        for day in range(1, 16):
            log.log_point(tx, id_, outcome, on=date(2026, 11, day), value=Decimal(day) / 4)

    database.write(write)
    (line,) = database.read(lambda c: asked.lines(c, today=TODAY)).rows
    assert line.last_point == date(2026, 11, 15)
    assert line.values == tuple(Decimal(day) / 4 for day in range(4, 16))


def test_a_list_of_many_takes_a_few_queries(database):
    for n in range(30):
        put(database, f"koe {n}")
    asked_for = []
    event.listen(database._engine, "before_cursor_execute", lambda *call: asked_for.append(call[2]))
    database.read(lambda c: asked.lines(c, today=TODAY))
    assert len(asked_for) <= 5
