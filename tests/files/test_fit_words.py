"""Every reason the domain can give has a sentence."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from kehitys.domain import fit
from kehitys.domain.fit import Reason
from kehitys.domain.methods import MODES, PHASES, PURPOSES
from kehitys.files.fit_words import sentence

SOURCE = Path(fit.__file__).read_text("utf-8")
CODES = sorted(set(re.findall(r'_(?:for|against|of_day)\(\s*"(\w+)"', SOURCE)))
CODES += ["people_fit", "people_ideal"]
VALUES = {"people": 12, "needs": 4, "takes": 8, "minutes": 35, "most": 20}


@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize("n", [1, 2])
def test_every_code_has_a_whole_sentence(code, n):
    values = {**dict.fromkeys(VALUES, n), "mode": "room", "purpose": "decide", "phase": "close"}
    said = sentence(Reason(code=code, good=True, values=values))
    assert said.endswith(".")
    assert "%" not in said


@pytest.mark.parametrize(
    ("code", "name", "words"),
    [("mode_fit", "mode", MODES), ("mode_not", "mode", MODES),
     ("purpose_same", "purpose", PURPOSES), ("phase_fit", "phase", PHASES)],
)  # fmt: skip
def test_every_word_of_the_product_has_a_sentence(code, name, words):
    said = {sentence(Reason(code=code, good=True, values={name: word})) for word in words}
    assert len(said) == len(words)


def test_a_sentence_counts():
    few = Reason(code="people_few", good=False, values={"needs": 4, "people": 3})
    assert sentence(few) == "Needs at least 4 people; 3 are coming."
