"""A method that the person wrote, and a toolkit from elsewhere."""

from __future__ import annotations

from functools import partial

import pytest

from kehitys.domain.methods import Edition, GroupSize, Material, Method, Minutes, Step, StepWords
from kehitys.operations import methods as operations
from kehitys.store import methods as store
from tests.bench import many_methods


@pytest.fixture
def own(library) -> Method:
    """A method that the person wrote, in Finnish and English."""
    written_words = [
        Edition(
            lang=lang,
            name=name,
            steps=(StepWords(title=first, do="", say=say), StepWords(title="Kaksi")),
            materials=("kortti",),
        )
        for lang, name, first, say in (
            ("fi", "Oma tapa", "Yksi", "Sanokaa jotakin."),
            ("en", "Own way", "One", "Say something."),
        )
    ]
    method = Method(
        id=library.person_id,
        slug="",
        toolkit="own",
        minutes=Minutes(min=10, typical=15, max=20),
        group_size=GroupSize(min=2),
        purposes=("generate",),
        steps=(Step(seconds=300, grouping="alone"), Step(seconds=600, grouping="pairs")),
        materials=(Material(quantity=1, per="person"),),
        editions=tuple(written_words),
    )
    _change, method_id = library.write(partial(operations.write_own, method=method))
    kept = library.read(lambda c: store.method(c, method_id))
    assert kept is not None
    return kept


@pytest.fixture
def kit(tmp_path):
    """A toolkit of three methods from elsewhere."""
    many_methods.write(tmp_path / "espoon-tavat", 3)
    return tmp_path / "espoon-tavat"
