"""Reports say what people said, and nothing people said becomes Markdown."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time, timedelta
from itertools import count
from uuid import UUID

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from kehitys import i18n
from kehitys.domain.actuals import Actual
from kehitys.domain.catches import KINDS, Catch
from kehitys.domain.live import RunBlock
from kehitys.domain.reports import Begun, Report
from kehitys.domain.text import clean
from kehitys.domain.workshops import Block, Facilitator, Workshop
from kehitys.files import markdown

PARSER = MarkdownIt("gfm-like", {"html": True, "linkify": True})
NINE = datetime(2026, 11, 24, 7, 0, tzinfo=UTC)
NB = "\u00a0"

_numbers = count(1)

PIECES = st.sampled_from(
    [
        "# ", "- ", "+ ", "* ", "1. ", "2) ", "> ", "---", "===", "```", "~~~", "    ", "\t", "\n",
        "|", "| a | b |", "|---|", "**b**", "_e_", "`c`", "~~s~~", "[x](y)", "![i](u)", "[x]: /u",
        "<b>", "</b>", "<!--", "<a@b.fi>", "&amp;", "&#35;", "&copy", "\\", "\\|", "http://a.fi",
        "https://", "//localhost", "www.espoo.fi", "WWW.", "espoo.fi", "a.b", "maija@espoo.fi",
        "mailto:", "ftp://x.y", "xmpp:", "[ ] ", "[^1]", "==m==", "$x$", "^s^", "{#id}",
        ": d", "% t", "a", "å", " ", "7", ".", ")", "'", '"', "!", "(", "<", ">", "&", "=", "@",
        "/", ":",
    ]
)  # fmt: skip
TEXTS = st.one_of(st.text(max_size=40), st.lists(PIECES, max_size=8).map("".join))
PARAGRAPHS = TEXTS.map(lambda text: clean(text, line=False))
LINES = TEXTS.map(clean)


def shown(tokens) -> str:
    """The text that the inline parts of `tokens` show; fails when one is more than text."""
    said = []
    for token in tokens:
        for child in token.children or ():
            assert child.type in ("text", "text_special", "hardbreak"), (child.type, token.content)
            said.append("\n" if child.type == "hardbreak" else child.content)
    return "".join(said)


def words(text: str) -> list[str]:
    """The words of a text, however the spaces between them are."""
    return text.split()


@settings(max_examples=1000)
@given(LINES)
@example("C #")
@example("a@b.fi www.1.fi http://localhost //localhost")
@example("\\")
@example("1.a")
def test_a_line_shows_as_itself_wherever_it_stands(text):
    """As a paragraph, a heading, an item and a cell, any text is only that text."""
    said = markdown.escaped(text)
    for before, after, kinds in (
        ("", "", ["paragraph_open", "inline", "paragraph_close"]),
        ("# ", "", ["heading_open", "inline", "heading_close"]),
        ("- ", "", None),
        ("| h |\n| --- |\n| ", " |", None),
    ):
        tokens = PARSER.parse(before + said + after)
        if kinds and words(text):
            assert [token.type for token in tokens] == kinds
        assert not {"code_block", "fence", "html_block", "hr"} & {token.type for token in tokens}
        assert [token.type for token in tokens].count("td_open") == (1 if "---" in before else 0)
        heading = ["h"] if "---" in before else []
        assert words(shown(tokens)) == words("".join(heading) + text)


def a_catch(kind: str, text: str, **more) -> Catch:
    """Something said."""
    return Catch(
        id=UUID(int=next(_numbers)), workshop_id=UUID(int=1), kind=kind, text=text,
        caught_at=NINE, **more,
    )  # fmt: skip


def a_workshop(**more) -> Workshop:
    """A workshop on a Tuesday at nine in Helsinki."""
    return Workshop(
        id=UUID(int=1), day_id=UUID(int=2), date=date(2026, 11, 24), start=time(9), end=time(12),
        people=12, **{"title": "Day", **more},
    )  # fmt: skip


def an_actual(title: str, planned: int, actual: int, *, skipped: bool = False) -> Actual:
    """A block that went as told."""
    block = RunBlock(
        id=UUID(int=next(_numbers)), n=0, title=title, kind="talk", minutes=planned,
        planned_start=NINE,
    )  # fmt: skip
    return Actual(
        block=block, planned_minutes=planned, actual_minutes=actual, skipped=skipped,
        started=None if skipped else NINE + timedelta(minutes=5),
    )  # fmt: skip


@settings(max_examples=300)
@given(LINES, PARAGRAPHS)
@example("x", "a\n# b\n===\n- c\n\n---\n> d")
def test_a_whole_report_keeps_its_own_shape(line, paragraph):
    """Whatever people wrote, the headings, items and rows are those of the report."""

    def shape(line: str, paragraph: str) -> list[str]:
        told = Report(
            workshop=a_workshop(
                title=line, goal=paragraph, place=line, team_name=line,
                facilitators=(Facilitator(person_id=UUID(int=3), name=line),),
            ),
            began=NINE,
            actuals=(an_actual(line, 30, 35),),
            catches=tuple(
                a_catch(kind, paragraph, owner_name=line, became_id=UUID(int=4), became_title=line)
                for kind in KINDS
            ),
            experiments=(Begun(id=UUID(int=5), title=line, owner_name=line),),
        )  # fmt: skip
        tokens = PARSER.parse(markdown.report(told))
        inline = {child.type for token in tokens for child in token.children or ()}
        assert inline <= {"text", "text_special", "strong_open", "strong_close", "hardbreak"}
        return [token.type for token in tokens]

    line = line if words(line) else "x"
    paragraph = paragraph if words(paragraph) else "x"
    parts = [part for part in re.split(r"\n\s*\n", paragraph) if words(part)]
    assert shape(line, paragraph) == shape("x", "\n\n".join("x" for _ in parts))


def test_a_report_tells_what_was_planned_and_what_came():
    """Every part of a full report, in English."""
    told = Report(
        workshop=a_workshop(
            title="Better [mornings]", goal="Calm.\nTogether.\n\nSoon.", place="Library",
            people_came=11, facilitators=(Facilitator(person_id=UUID(int=3), name="Maija"),),
        ),
        began=NINE + timedelta(minutes=5),
        ended=NINE + timedelta(minutes=175),
        actuals=(an_actual("Check-in", 10, 14), an_actual("Break", 15, 0, skipped=True)),
        catches=(
            a_catch("idea", "One bag"),
            a_catch("idea", "Two doors\nand a bell", votes=3, owner_role="head of unit"),
            a_catch("decision", "Start on Monday"),
            a_catch("action", "Book the hall", owner_name="Maija", due=date(2026, 12, 1)),
            a_catch("experiment", "Was made one", became_id=UUID(int=9), became_title="x"),
            a_catch("experiment", "Not yet one"),
            a_catch("parked", "Parking"),
        ),
        experiments=(
            Begun(id=UUID(int=9), title="Quiet hall", owner_name="Ali", review=date(2026, 12, 15)),
        ),
    )  # fmt: skip
    assert markdown.report(told).replace(NB, " ") == (
        "# Better \\[mornings\\]\n\n"
        "- **Date** Tue 24 Nov 2026\n- **Time** 9:05–11:55\n- **Place** Library\n"
        "- **Facilitators** Maija\n- **People** 11 took part\n\n"
        "## Goal\n\nCalm.\\\nTogether.\n\nSoon.\n\n"
        "## How it went\n\n"
        "| Began | Block | Planned | Actual |\n| --- | --- | ---: | ---: |\n"
        "| 9:05 | Check-in | 10 min | 14 min |\n|  | Break | 15 min | skipped |\n"
        "|  | **Total** | 25 min | 14 min |\n\n"
        "## Decisions\n\n- Start on Monday\n\n"
        "## Ideas\n\n- Two doors\\\n  and a bell (3 votes, head of unit)\n- One bag\n\n"
        "## Experiments\n\n- Quiet hall (Ali, review 15 Dec 2026)\n- Not yet one\n\n"
        "## Actions\n\n- Book the hall (Maija, by 1 Dec 2026)\n\n"
        "## Parked for later\n\n- Parking\n"
    )


def test_a_report_of_nothing_has_no_empty_headings():
    """A workshop with no blocks, no goal and nothing said has its title and its day."""
    told = markdown.report(Report(workshop=a_workshop()))
    assert re.findall(r"^#+ .*", told, re.MULTILINE) == ["# Day"]
    assert "12 expected" in told


def test_a_workshop_not_yet_run_reports_its_agenda():
    """Without a run there is a plan, and nothing is said to have happened."""
    block = Block(id=UUID(int=7), kind="talk", title="Hello | all", minutes=25)
    pause = Block(id=UUID(int=8), kind="break", title="", minutes=15, lead_name="Ali")
    workshop = a_workshop(blocks=(block, pause))
    assert "How it went" not in markdown.report(Report(workshop=workshop))
    assert (
        markdown.agenda(workshop)
        .replace(NB, " ")
        .endswith(
            "## Agenda\n\n| Begins | Block | Length | Led by |\n| --- | --- | ---: | --- |\n"
            "| 9:00 | Hello \\| all | 25 min |  |\n| 9:25 | Break | 15 min | Ali |\n"
        )
    )


@pytest.mark.parametrize(("lang", "date_", "span"), [
    ("fi", "ti 24.11.2026", "9.00–12.00"), ("sv", "tis 24.11.2026", "9.00–12.00"),
])  # fmt: skip
def test_dates_and_times_are_of_the_language_spoken(lang, date_, span):
    """The wall clock is that of the workshop's zone."""
    i18n.use(lang)
    told = markdown.agenda(a_workshop())
    assert date_ in told
    assert span in told
