"""Which language is spoken."""

from __future__ import annotations

from kehitys import i18n


def test_an_unknown_language_is_english():
    """A broken setting does not break the words."""
    i18n.use("xx")
    assert i18n.current() == "en"
