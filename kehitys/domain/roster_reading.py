"""Reading a list of people out of a sheet: which column is what, and what each row says."""

from __future__ import annotations

import re
from collections.abc import Mapping

from kehitys.domain import roster_words as words
from kehitys.domain.identity_codes import holds_code, holds_code_not_phone
from kehitys.domain.problems import Fault
from kehitys.domain.roster import Entry, Plan, Register, Units, Wanted, held_against, plain
from kehitys.domain.sheets import Sheet, SheetRow, column_name
from kehitys.i18n import N_, current

LIMITS = {"name": 200, "email": 200, "phone": 40, "unit": 200}
"""The most characters of what the register holds of a person."""
_ADDRESS = re.compile(r"[^\s@,;<>]+@[^\s@,;<>]+")
_CODE = re.compile("[a-z]{2,3}")


def plan_of(sheet: Sheet, register: Register, file: str) -> Plan:
    """What bringing the sheet in would do to the register; it is only worked out here."""
    return _Reading(sheet, register, file).plan()


class _Reading:
    """One sheet while it is read."""

    def __init__(self, sheet: Sheet, register: Register, file: str) -> None:
        self._sheet = sheet
        self._register = register
        self._file = file
        self._faults: list[Fault] = []
        self._remarks: list[Fault] = []
        self._columns: dict[str, int] = {}
        self._left_out: list[str] = []
        self._skills = {
            plain(name): skill.slug
            for skill in register.skills
            for name in (skill.slug, *skill.names.values())
        }
        self._languages = {lang for person in register.people for lang in person.languages}

    def plan(self) -> Plan:
        """What the sheet would do, with every fault of every row."""
        self._read_header()
        if self._faults:
            return Plan(faults=tuple(self._faults), left_out=tuple(self._left_out))
        wrong: list[Entry] = []
        wanted: list[Wanted] = []
        for row in self._sheet.rows:
            said, faults = self._row(row)
            if faults:
                wrong.append(
                    Entry(kind="wrong", line=row.line, name=said.name, faults=tuple(faults))
                )
            else:
                wanted.append(said)
        kept, twice = self._without_twins(wanted)
        units = Units(self._register.units)
        entries = [*wrong, *twice, *held_against(self._register, kept)]
        return Plan(
            entries=tuple(sorted(entries, key=lambda entry: entry.line)),
            left_out=tuple(self._left_out),
            remarks=tuple(self._remarks),
            unknown_units=frozenset(
                plain(row.unit) for row in kept if row.unit and units.named(row.unit) is None
            ),
        )

    def _read_header(self) -> None:
        for n, heading in enumerate(self._sheet.header):
            if holds_code(heading):
                self._remark_code(self._sheet.line, column_name(n))
                self._left_out.append(column_name(n))
                continue
            field = words.field_of(heading)
            if not field:
                if heading or any(row.cells[n] for row in self._sheet.rows):
                    self._left_out.append(heading or column_name(n))
            elif field in self._columns:
                self._faults.append(
                    self._fault(
                        self._sheet.line,
                        heading,
                        N_("“%(first)s” and “%(second)s” say the same thing. Take one away."),
                        first=self._sheet.header[self._columns[field]],
                        second=heading,
                    )
                )
            else:
                self._columns[field] = n
        if "name" in self._columns:
            for part in ("given", "family"):
                if part in self._columns:
                    self._left_out.append(self._sheet.header[self._columns.pop(part)])
        elif not self._columns.keys() & {"given", "family"}:
            self._faults.append(
                self._fault(
                    self._sheet.line,
                    "",
                    N_(
                        "No column is called Name. "
                        "Write the headings in the first row: Name, E-mail, Phone, Unit."
                    ),
                )
            )

    def _row(self, row: SheetRow) -> tuple[Wanted, list[Fault]]:
        faults: list[Fault] = []
        values = {field: row.cells[n].strip() for field, n in self._columns.items()}
        for n, cell in enumerate(row.cells):
            phone = self._columns.get("phone") == n
            if (holds_code_not_phone if phone else holds_code)(cell):
                self._remark_code(row.line, self._said_of(n))
                values.update((field, "") for field, at in self._columns.items() if at == n)
        name = values.get("name") or " ".join(
            part for part in (values.get("given", ""), values.get("family", "")) if part
        )
        name = " ".join(name.split())
        email = values.get("email", "").removeprefix("mailto:").strip()
        said = Wanted(
            line=row.line,
            name=name,
            email=email,
            phone=" ".join(values.get("phone", "").split()),
            unit=" ".join(values.get("unit", "").split()),
            languages=self._spoken(row.line, values.get("languages", "")),
            membership=self._membership(row.line, values.get("membership", ""), faults),
            skills=self._able(row.line, values.get("skills", "")),
        )
        if not name:
            self._complain(
                faults, row.line, "name", N_("This row has no name. Add it, or take the row away.")
            )
        if email and not _ADDRESS.fullmatch(email):
            self._complain(
                faults,
                row.line,
                "email",
                N_("“%(email)s” is not an e-mail address. Correct it, or empty the cell."),
                email=email[:80],
            )
        for field, most in LIMITS.items():
            if len(getattr(said, field)) > most:
                self._complain(
                    faults,
                    row.line,
                    field,
                    N_("A cell has more than %(most)s characters. Make it shorter."),
                    most=most,
                )
        return said, faults

    def _spoken(self, line: int, cell: str) -> tuple[str, ...]:
        found: dict[str, None] = {}
        for word in words.languages_in(cell):
            known = words.language_of(word)
            code = word.casefold()
            if known:
                found[known] = None
            elif _CODE.fullmatch(code) and code in self._languages:
                found[code] = None
            else:
                self._remark(
                    line,
                    "languages",
                    N_("The language “%(word)s” is not known and was left out."),
                    word=word[:40],
                )
        return tuple(found)

    def _membership(self, line: int, cell: str, faults: list[Fault]) -> str | None:
        if not cell:
            return None
        state = words.membership_of(cell)
        if not state:
            self._complain(
                faults,
                line,
                "membership",
                N_("“%(word)s” is no membership. Write: %(words)s."),
                word=cell[:40],
                words=", ".join(each[current()][0] for each in words.MEMBERSHIP_WORDS.values()),
            )
            return None
        return "" if state == "none" else state

    def _able(self, line: int, cell: str) -> Mapping[str, int]:
        found: dict[str, int] = {}
        for name, level in words.skills_in(cell):
            slug = self._skills.get(plain(name))
            if slug is None:
                self._remark(
                    line,
                    "skills",
                    N_("The skill “%(word)s” is not in the register and was left out."),
                    word=name[:40],
                )
            else:
                found[slug] = level
        return found

    def _without_twins(self, wanted: list[Wanted]) -> tuple[list[Wanted], list[Entry]]:
        """The rows that each mean another person, and those that mean one a second time."""
        seen: dict[tuple[str, ...], int] = {}
        kept, twice = [], []
        for row in wanted:
            key = (plain(row.email),) if row.email else ("", plain(row.name), plain(row.unit))
            if key in seen:
                fault = self._fault(
                    row.line,
                    self._heading("email" if row.email else "name"),
                    N_("The same person stands on line %(other)s. Take one of the rows away."),
                    other=seen[key],
                )
                twice.append(Entry(kind="wrong", line=row.line, name=row.name, faults=(fault,)))
            else:
                seen[key] = row.line
                kept.append(row)
        return kept, twice

    def _remark_code(self, line: int, where: str) -> None:
        self._remarks.append(
            self._fault(
                line,
                where,
                N_(
                    "Here stands something like a personal identity code. "
                    "It is not kept; take it out of the list too."
                ),
            )
        )

    def _remark(self, line: int, field: str, msgid: str, **values: object) -> None:
        self._remarks.append(self._fault(line, self._heading(field), msgid, **values))

    def _complain(
        self, faults: list[Fault], line: int, field: str, msgid: str, **values: object
    ) -> None:
        faults.append(self._fault(line, self._heading(field), msgid, **values))

    def _said_of(self, n: int) -> str:
        heading = self._sheet.header[n]
        return column_name(n) if not heading or holds_code(heading) else heading

    def _heading(self, field: str) -> str:
        at = self._columns.get(field)
        return "" if at is None else self._sheet.header[at]

    def _fault(self, line: int, where: str, msgid: str, **values: object) -> Fault:
        return Fault(file=self._file, line=line, field=where, problem=msgid, values=values)
