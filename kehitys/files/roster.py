"""Lists of people as files: one held against the register, and the register written as one."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from kehitys.domain import roster_words
from kehitys.domain.network import Person
from kehitys.domain.problems import Problem
from kehitys.domain.roster import Plan, Register
from kehitys.domain.roster_reading import plan_of
from kehitys.domain.words import said_in
from kehitys.files.sheets.reading import read_sheet
from kehitys.i18n import N_, NATIVE_NAMES, _, current

COLUMNS = ("name", "email", "phone", "unit", "languages", "membership", "skills")


def plan_from(path: Path, register: Register) -> Plan:
    """What bringing the file in would do; a file that cannot be read is a plan of its faults."""
    found = read_sheet(path)
    if found.sheet is None:
        return Plan(faults=tuple(found.faults), remarks=tuple(found.notes))
    plan = plan_of(found.sheet, register, str(path))
    return replace(plan, remarks=(*found.notes, *plan.remarks))


def written(people: Iterable[Person], path: Path) -> bytes:
    """The register as the file `path` is to hold it: CSV or XLSX, by its name.

    Raises `Problem` for any other name.
    """
    # Not at the top: openpyxl is loaded for the first file that needs it.
    from kehitys.files.sheets import writing

    rows = [[roster_words.heading(field, current()) for field in COLUMNS]]
    rows += [_row(person) for person in people]
    kind = path.suffix.casefold()
    if kind == ".csv":
        return writing.csv_bytes(rows)
    if kind == ".xlsx":
        return writing.xlsx_bytes(rows, _("Network"))
    raise Problem(N_("Lists are written as CSV or XLSX. End the name with .csv or .xlsx."))


def _row(person: Person) -> list[str]:
    lang = current()
    return [
        person.name,
        person.email,
        person.phone,
        said_in(person.unit_name, lang).text,
        ", ".join(NATIVE_NAMES.get(code, code) for code in person.languages),
        roster_words.membership_word(person.membership, lang),
        ", ".join(
            f"{said_in(each.skill.names, lang).text} ({each.level})" for each in person.skills
        ),
    ]
