"""Times, dates and numbers follow section 4 of the language guide."""

from __future__ import annotations

from datetime import date, datetime, time
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kehitys import i18n
from kehitys.i18n import dates

TUESDAY = date(2026, 11, 24)
NB = "\u00a0"


@pytest.mark.parametrize(("lang", "shown"), [("fi", "9.05"), ("sv", "9.05"), ("en", "9:05")])
def test_a_time_has_no_leading_zero(lang, shown):
    """Finnish and Swedish put a full stop between hours and minutes, English a colon."""
    assert dates.time_of(time(9, 5), lang) == shown
    assert dates.time_of(datetime(2026, 11, 24, 9, 5), lang) == shown


@pytest.mark.parametrize(
    ("lang", "shown"), [("fi", f"klo{NB}9.05"), ("sv", f"kl.{NB}9.05"), ("en", "9:05")]
)
def test_a_time_in_a_sentence_has_its_word(lang, shown):
    """`klo` and `kl.` stay on the line of their time."""
    assert dates.time_of(time(9, 5), lang, sentence=True) == shown


def test_a_span_has_an_en_dash_and_no_spaces():
    """9.00–12.00, and 9:00–12:00 in English."""
    assert dates.span(time(9), time(12), "fi") == "9.00–12.00"
    assert dates.span(time(9), time(12), "fi", sentence=True) == f"klo{NB}9.00–12.00"
    assert dates.span(time(9), time(12), "en") == "9:00–12:00"


@pytest.mark.parametrize(
    ("lang", "shown"),
    [("fi", f"ti{NB}24.11."), ("sv", f"tis{NB}24.11"), ("en", f"Tue{NB}24{NB}Nov")],
)
def test_a_day_near_by_needs_no_year(lang, shown):
    """Swedish has no full stop after the month."""
    assert dates.day(TUESDAY, lang) == shown


def test_days_in_a_table_are_two_letters_in_swedish():
    """må ti on to fr lö sö, where elsewhere it is mån tis ons tors fre lör sön."""
    week = [date(2026, 11, 23 + n) for n in range(7)]
    assert [dates.weekday(on, "sv", table=True) for on in week] == [
        "må", "ti", "on", "to", "fr", "lö", "sö",
    ]  # fmt: skip
    assert dates.day(TUESDAY, "sv", table=True) == f"ti{NB}24.11"


def test_a_full_date_says_its_year():
    """In numbers, except in English where the month has a name."""
    assert dates.full_date(TUESDAY, "fi") == "24.11.2026"
    assert dates.full_date(TUESDAY, "sv") == "24.11.2026"
    assert dates.full_date(TUESDAY, "en") == f"24{NB}Nov{NB}2026"


def test_a_range_of_days_says_its_month_once():
    """A range over the turn of a month or a year says as much as it must."""
    assert dates.date_span(TUESDAY, date(2026, 11, 26), "fi") == "24.–26.11."
    assert dates.date_span(TUESDAY, date(2026, 11, 26), "sv") == "24–26.11"
    assert dates.date_span(TUESDAY, date(2026, 11, 26), "en") == f"24–26{NB}Nov"
    assert dates.date_span(TUESDAY, TUESDAY, "fi") == "24.11."
    assert dates.date_span(TUESDAY, date(2026, 12, 1), "fi") == "24.11.–1.12."
    assert dates.date_span(TUESDAY, date(2027, 1, 1), "sv") == "24.11.2026–1.1.2027"


@pytest.mark.parametrize(
    ("lang", "shown", "said"),
    [
        ("fi", f"vk{NB}48", f"viikolla{NB}48"),
        ("sv", f"v.{NB}48", f"vecka{NB}48"),
        ("en", f"wk{NB}48", f"week{NB}48"),
    ],
)
def test_a_week_is_the_iso_week_of_its_day(lang, shown, said):
    """1 January 2027 belongs to the last week of the year before."""
    assert dates.week(TUESDAY, lang) == dates.week(48, lang) == shown
    assert dates.week(TUESDAY, lang, sentence=True) == said
    assert dates.week(date(2027, 1, 1), "fi") == f"vk{NB}53"


@pytest.mark.parametrize(("lang", "hours"), [("fi", "t"), ("sv", "tim"), ("en", "h")])
def test_a_length_is_told_in_hours_and_minutes(lang, hours):
    """The unit never stands on another line than its number."""
    assert dates.minutes(35, lang) == dates.length(35, lang) == f"35{NB}min"
    assert dates.length(180, lang) == f"3{NB}{hours}"
    assert dates.length(85, lang) == f"1{NB}{hours} 25{NB}min"
    assert dates.length(-85, lang) == f"−1{NB}{hours} 25{NB}min"
    assert dates.length(0, lang) == f"0{NB}min"
    assert dates.minutes(85, lang) == f"85{NB}min"


@pytest.mark.parametrize(
    ("value", "fi", "en"),
    [
        ("3.5", "3,5", "3.5"),
        ("3.500", "3,5", "3.5"),
        ("40000", f"40{NB}000", "40,000"),
        ("1234", "1234", "1234"),
        ("1E+5", f"100{NB}000", "100,000"),
        ("-0.25", "−0,25", "−0.25"),
        ("-0.0", "0", "0"),
    ],
)
def test_a_number_has_the_signs_of_its_language(value, fi, en):
    """A decimal comma and a real minus; no idle zeros."""
    assert dates.number(Decimal(value), "fi") == dates.number(Decimal(value), "sv") == fi
    assert dates.number(Decimal(value), "en") == en


def test_a_percent_sign_stands_apart():
    """22 %, kept on one line."""
    assert dates.percent(22, "fi") == f"22{NB}%"
    assert dates.percent(Decimal("2.5"), "sv") == f"2,5{NB}%"


def test_the_language_spoken_is_the_one_written():
    """Without a language of its own a date is in the one spoken now."""
    i18n.use("sv")
    assert dates.day(TUESDAY) == f"tis{NB}24.11"
    assert dates.day(TUESDAY, "la") == f"tis{NB}24.11"


@given(st.decimals(min_value=-(10**9), max_value=10**9, places=3))
def test_no_number_loses_its_value(value):
    """What is written in Finnish reads back as the same number."""
    shown = dates.number(value, "fi").replace(NB, "").replace("−", "-").replace(",", ".")
    assert Decimal(shown) == value
