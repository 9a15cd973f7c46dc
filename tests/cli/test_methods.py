"""`kehitys methods` as a script and a person use it."""

from __future__ import annotations

import json
from dataclasses import replace
from functools import partial

import pytest

from kehitys.operations.methods import copy_to_own, rewrite_own
from kehitys.store import methods as store
from tests.built_in import METHODS


def test_the_list_is_exact_in_json(ask):
    """A script reads slugs, minutes and group sizes."""
    code, out, _ = ask("--lang", "fi", "methods", "list", "--json")
    rows = json.loads(out)
    assert code == 0
    assert len(rows) == METHODS
    [row] = [each for each in rows if each["id"] == "alkukierros"]
    assert row["name"] == "Alkukierros"
    assert row["toolkit"] == "alku"
    assert row["minutes"] == {"min": 5, "typical": 10, "max": 15}
    assert row["group_size"] == {"min": 4, "max": 20}
    assert row["purpose"] == ["connect"]


def test_every_condition_is_met(ask):
    """Filters are and, not or."""
    asked = ("--minutes", 30, "--people", 30, "--purpose", "gather", "--mode", "room")
    rows = json.loads(ask("methods", "list", *asked, "--json")[1])
    assert rows
    for row in rows:
        assert row["minutes"]["min"] <= 30 <= row["minutes"]["max"]
        assert row["group_size"]["min"] <= 30 <= (row["group_size"]["max"] or 9999)
        assert "gather" in row["purpose"]


def test_search_speaks_the_language_asked_for(ask):
    """A Finnish word finds the method, and its Swedish name is shown."""
    rows = json.loads(ask("--lang", "sv", "methods", "search", "alkukierros", "--json")[1])
    assert rows[0]["id"] == "alkukierros"
    assert rows[0]["name"] == "Incheckning"
    assert json.loads(ask("methods", "search", "zzzz", "--json")[1]) == []


def test_columns_for_a_person(ask):
    """Readable by default, and a sentence when nothing suits."""
    code, out, _ = ask("--lang", "en", "methods", "search", "fishbowl")
    assert code == 0
    assert "akvaario" in out
    assert "Fishbowl" in out
    code, out, _ = ask("methods", "search", "zzzz")
    assert (code, bool(out.strip())) == (0, True)


def test_one_method_is_shown_whole(ask):
    """By slug, in the language spoken."""
    shown = json.loads(ask("--lang", "sv", "methods", "show", "alkukierros", "--json")[1])
    assert shown["name"] == "Incheckning"
    assert [step["seconds"] for step in shown["steps"]] == [60, 420, 120]
    assert shown["steps"][0]["title"] == "Tänk"
    out = ask("--lang", "fi", "methods", "show", "alkukierros")[1].replace("\u00a0", " ")
    assert "Kertokaa yhdellä lauseella" in out
    assert "1. Mieti · yksin · 1 min" in out
    for heading in ("Tarvikkeet", "Muunnelmat", "Sudenkuopat"):
        assert heading in out
    assert "Lähde\nyleinen käytäntö" in out
    assert "Lisenssi\nCC-BY-4.0" in out
    assert "Alkuperä\nalku · versio" in out


def test_a_copy_tells_what_it_was_copied_from_and_another_language_shows(ask, library):
    """Source and origin are told here too, and a text in another language has its sign."""
    method = library.read(lambda c: store.by_slug(c, "alkukierros"))
    _change, copy_id = library.write(partial(copy_to_own, method_id=method.id, speak="fi"))
    finnish = replace(
        library.read(lambda c: store.method(c, copy_id)), editions=(method.edition("fi"),)
    )
    library.write(partial(rewrite_own, method=finnish))
    out = ask("--db", library.path, "--lang", "en", "methods", "show", finnish.slug)[1]
    assert out.startswith("Alkukierros [fi]\n")
    assert "Written here · version 2" in out
    assert f"Copied from\nCheck-in · alku · version {method.method_version}" in out


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (("methods", "show", "ei-ole"), 1),
        (("methods", "list", "--minutes", "0"), 2),
        (("methods", "list", "--minutes", "x"), 2),
        (("methods", "list", "--purpose", "fun"), 2),
        (("methods", "search"), 2),
        (("methods", "nothing"), 2),
    ],
)
def test_wrong_use_is_one_sentence(ask, arguments, expected):
    """Never a traceback."""
    code, out, complaint = ask(*arguments)
    assert code == expected
    assert out == ""
    assert complaint.strip()
    assert "Traceback" not in complaint


def test_one_method_is_exported_as_a_file_that_the_check_passes(ask, tmp_path):
    """Printed for a pipe, or written where nothing is yet."""
    from kehitys.files.toolkits import check

    code, out, _ = ask("methods", "export", "alkukierros")
    assert code == 0
    path = tmp_path / "alkukierros.yaml"
    assert ask("methods", "export", "alkukierros", "-o", path)[0] == 0
    assert path.read_text("utf-8") == out
    assert check([path]) == []
    assert ask("methods", "export", "alkukierros", "-o", path)[0] == 1


def test_suggestions_are_ranked_with_reasons(ask):
    """A script reads what suits, the best first, each reason with its code and sentence."""
    asked = ("--minutes", 30, "--people", 12, "--mode", "remote", "--energy", "low")
    code, out, _ = ask("methods", "suggest", *asked, "--purpose", "decide", "--json")
    told = json.loads(out)
    assert code == 0
    assert told["instead"] is None
    assert 0 < len(told["methods"]) <= 10
    assert told["suits"] >= len(told["methods"])
    scores = [each["score"] for each in told["methods"]]
    assert scores == sorted(scores, reverse=True)
    for each in told["methods"]:
        codes = {reason["code"] for reason in each["reasons"]}
        assert {"purpose_fit", "mode_fit"} <= codes
        assert all(reason["sentence"].endswith(".") for reason in each["reasons"])
    again = ask("methods", "suggest", *asked, "--purpose", "decide", "--json")[1]
    assert again == out


def test_when_nothing_suits_it_is_said_what_to_give_up(ask):
    """In the language spoken, and as values for a script."""
    code, out, _ = ask("--lang", "fi", "methods", "suggest", "--minutes", 2, "--people", 12)
    assert code == 0
    assert out.startswith("Mikään ei sovi 2 minuuttiin. 5 minuuttiin sopii ")
    told = json.loads(ask("methods", "suggest", "--minutes", 2, "--people", 12, "--json")[1])
    assert told["methods"] == []
    assert (told["instead"]["condition"], told["instead"]["minutes"]) == ("minutes", 5)


def test_a_method_tells_its_history_here(ask):
    """Before any run it is empty."""
    told = json.loads(ask("methods", "show", "alkukierros", "--json")[1])
    assert told["history"] == {
        "times": 0, "usual_minutes": None, "well": 0, "so_so": 0, "badly": 0, "runs": [],
    }  # fmt: skip
