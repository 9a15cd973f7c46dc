"""Every reason the domain can give has a sentence."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from kehitys import i18n
from kehitys.domain import fit, gate
from kehitys.domain.fit import Reason, Relaxed, Slot
from kehitys.domain.history import Offer
from kehitys.domain.methods import LEVELS, MODES, PHASES, PURPOSES
from kehitys.files.fit_words import offered, otherwise, sentence

SOURCE = "".join(Path(module.__file__).read_text("utf-8") for module in (fit, gate))
CODES = sorted(set(re.findall(r'(?:for_|against|_of_day)\(\s*"(\w+)"', SOURCE)))
COUNTS = ("people", "needs", "takes", "minutes", "most", "typical", "unused", "ready", "well",
          "badly", "rated")  # fmt: skip
WORDS = {"mode": "room", "purpose": "decide", "phase": "close", "energy": "high", "name": "Maija"}


@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize("n", [1, 2])
@pytest.mark.parametrize("lang", i18n.LANGUAGES)
def test_every_code_has_a_whole_sentence(code, n, lang):
    i18n.use(lang)
    values = {**dict.fromkeys(COUNTS, n), **WORDS}
    said = sentence(Reason(code=code, good=True, values=values))
    assert said.endswith(".")
    assert "%" not in said


@pytest.mark.parametrize(
    ("code", "name", "words"),
    [("mode_fit", "mode", MODES), ("mode_not", "mode", MODES),
     ("purpose_same", "purpose", PURPOSES), ("purpose_fit", "purpose", PURPOSES),
     ("purpose_not", "purpose", PURPOSES), ("phase_fit", "phase", PHASES),
     ("energy_same", "energy", LEVELS), ("energy_far", "energy", ("low", "high"))],
)  # fmt: skip
def test_every_word_of_the_product_has_a_sentence(code, name, words):
    said = {sentence(Reason(code=code, good=True, values={name: word})) for word in words}
    assert len(said) == len(words)


def test_a_sentence_counts():
    few = Reason(code="people_few", good=False, values={"needs": 4, "people": 3})
    assert sentence(few) == "Needs at least 4 people; 3 are coming."


def test_every_code_is_weighed_or_forbids_or_is_a_remark_only():
    """A reason of the engine that has neither points nor force would be an oversight."""
    engine = set(re.findall(r'(?:for_|against)\(\s*"(\w+)"', Path(fit.__file__).read_text("utf-8")))
    assert engine == set(fit._POINTS) | fit.HARD


@pytest.mark.parametrize("lang", i18n.LANGUAGES)
@pytest.mark.parametrize("n", [1, 6])
@pytest.mark.parametrize("condition", ["minutes", "people", "mode", "purpose"])
def test_the_condition_to_give_up_is_told_with_how_many_it_lets_in(lang, n, condition):
    i18n.use(lang)
    asked = Slot(minutes=10, people=3, mode="room", purpose="decide")
    instead = Slot(minutes=15, people=4, mode="remote", purpose="")
    said = otherwise(asked, Relaxed(condition=condition, slot=instead, suits=n))
    assert said.endswith(".")
    assert str(n) in said
    assert otherwise(asked, None).endswith(".")


def test_an_offer_says_what_it_comes_from():
    """Three ways: other than the instructions, the same, and held back by them."""
    assert [
        offered(Offer(minutes=minutes, usual=usual, typical=10)).replace("\u00a0", " ")
        for minutes, usual in ((14, 14), (10, 10), (15, 18))
    ] == [
        "Suggestion 14 min: usual here, by the instructions 10 min",
        "Suggestion 10 min: usual here",
        "Suggestion 15 min: usually 18 min here",
    ]
