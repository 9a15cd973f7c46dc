"""Times, dates, lengths and numbers, written as each language writes them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal

from kehitys.i18n import LANGUAGES, current

NO_BREAK = "\N{NO-BREAK SPACE}"
MINUS = "\N{MINUS SIGN}"
DASH = "\N{EN DASH}"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Signs:
    """How one language writes what the functions of this module give."""

    between_hours_and_minutes: str
    clock: str
    """The word before a time in a sentence, with its space."""
    weekdays: tuple[str, ...]
    table_weekdays: tuple[str, ...]
    months: tuple[str, ...]
    """Names of months; empty where a month is a number."""
    after_month: str
    range_first: str
    """What follows the first day of a range within a month."""
    week: str
    week_in_sentence: str
    hours: str
    decimal: str
    thousands: str


_FI_DAYS = ("ma", "ti", "ke", "to", "pe", "la", "su")
_EN_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")

_SIGNS: Mapping[str, _Signs] = {
    "fi": _Signs(
        between_hours_and_minutes=".",
        clock=f"klo{NO_BREAK}",
        weekdays=_FI_DAYS,
        table_weekdays=_FI_DAYS,
        months=(),
        after_month=".",
        range_first=".",
        week="vk",
        week_in_sentence="viikolla",
        hours="t",
        decimal=",",
        thousands=NO_BREAK,
    ),
    "sv": _Signs(
        between_hours_and_minutes=".",
        clock=f"kl.{NO_BREAK}",
        weekdays=("mån", "tis", "ons", "tors", "fre", "lör", "sön"),
        table_weekdays=("må", "ti", "on", "to", "fr", "lö", "sö"),
        months=(),
        after_month="",
        range_first="",
        week="v.",
        week_in_sentence="vecka",
        hours="tim",
        decimal=",",
        thousands=NO_BREAK,
    ),
    "en": _Signs(
        between_hours_and_minutes=":",
        clock="",
        weekdays=_EN_DAYS,
        table_weekdays=_EN_DAYS,
        months=(
            "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
        ),
        after_month="",
        range_first="",
        week="wk",
        week_in_sentence="week",
        hours="h",
        decimal=".",
        thousands=",",
    ),
}  # fmt: skip


def time_of(moment: datetime | time, lang: str | None = None, *, sentence: bool = False) -> str:
    """The time its own clock shows: `9.05`, `9:05`; in a sentence `klo 9.05`, `kl. 9.05`.

    A moment in UTC is first brought to its zone by `domain.clock.local`.
    """
    signs = _signs(lang)
    shown = f"{moment.hour}{signs.between_hours_and_minutes}{moment.minute:02}"
    return signs.clock + shown if sentence else shown


def span(
    start: datetime | time, end: datetime | time, lang: str | None = None, *, sentence: bool = False
) -> str:
    """From a time to another: `9.00–12.00`; in a sentence with `klo` or `kl.` before it."""
    return f"{time_of(start, lang, sentence=sentence)}{DASH}{time_of(end, lang)}"


def weekday(on: date, lang: str | None = None, *, table: bool = False) -> str:
    """The short name of its day of the week; the shortest one where it stands in a table."""
    signs = _signs(lang)
    return (signs.table_weekdays if table else signs.weekdays)[on.weekday()]


def day(on: date, lang: str | None = None, *, table: bool = False) -> str:
    """A day near enough to need no year: `ti 24.11.`, `tis 24.11`, `Tue 24 Nov`."""
    return f"{weekday(on, lang, table=table)}{NO_BREAK}{short_date(on, lang)}"


def short_date(on: date, lang: str | None = None) -> str:
    """A day and its month: `24.11.`, `24.11`, `24 Nov`."""
    return f"{on.day}{_month(on, _signs(lang))}"


def full_date(on: date, lang: str | None = None) -> str:
    """A day with its year: `24.11.2026`, in English `24 Nov 2026`."""
    signs = _signs(lang)
    if signs.months:
        return f"{on.day}{_month(on, signs)}{NO_BREAK}{on.year}"
    return f"{on.day}.{on.month}.{on.year}"


def near_date(on: date, today: date, lang: str | None = None) -> str:
    """A date with its year when that is another than this: 24.11., but 5.1.2027."""
    return short_date(on, lang) if on.year == today.year else full_date(on, lang)


def date_span(first: date, last: date, lang: str | None = None) -> str:
    """From a day to another, both included: `24.–26.11.`, `24–26.11`, `24–26 Nov`."""
    if first == last:
        return short_date(first, lang)
    if first.year != last.year:
        return f"{full_date(first, lang)}{DASH}{full_date(last, lang)}"
    if first.month != last.month:
        return f"{short_date(first, lang)}{DASH}{short_date(last, lang)}"
    return f"{first.day}{_signs(lang).range_first}{DASH}{short_date(last, lang)}"


def week(of: date | int, lang: str | None = None, *, sentence: bool = False) -> str:
    """An ISO week, or that of a day: `vk 48`, `v. 48`, `wk 48`; in a sentence `viikolla 48`."""
    signs = _signs(lang)
    n = of.isocalendar().week if isinstance(of, date) else of
    return f"{signs.week_in_sentence if sentence else signs.week}{NO_BREAK}{n}"


def minutes(n: int, lang: str | None = None) -> str:
    """So many minutes, however many: `35 min`."""
    return f"{number(n, lang)}{NO_BREAK}min"


def length(n: int, lang: str | None = None) -> str:
    """So many minutes as hours and minutes: `35 min`, `3 t`, `1 t 25 min`."""
    hours, rest = divmod(abs(n), 60)
    if not hours:
        return minutes(n, lang)
    sign = MINUS if n < 0 else ""
    whole = f"{sign}{number(hours, lang)}{NO_BREAK}{_signs(lang).hours}"
    return f"{whole} {minutes(rest, lang)}" if rest else whole


def number(value: Decimal | int, lang: str | None = None) -> str:
    """A number with no idle zeros, its thousands apart from five digits on: `3,5`, `40 000`."""
    signs = _signs(lang)
    value = Decimal(value)
    whole, _, part = f"{abs(value):f}".partition(".")
    part = part.rstrip("0")
    if len(whole) > 4:
        whole = f"{int(whole):,}".replace(",", signs.thousands)
    shown = f"{whole}{signs.decimal}{part}" if part else whole
    return f"{MINUS}{shown}" if value < 0 else shown


def percent(value: Decimal | int, lang: str | None = None) -> str:
    """So many hundredths, `22` as `22 %`."""
    return f"{number(value, lang)}{NO_BREAK}%"


def _month(on: date, signs: _Signs) -> str:
    if signs.months:
        return f"{NO_BREAK}{signs.months[on.month - 1]}"
    return f".{on.month}{signs.after_month}"


def _signs(lang: str | None) -> _Signs:
    return _SIGNS[lang if lang in LANGUAGES else current()]
