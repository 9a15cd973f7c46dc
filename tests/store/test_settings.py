"""Settings that somebody has edited by hand, or a disk has spoiled, keep nobody out."""

from __future__ import annotations

import json

import pytest

from kehitys.store import settings
from kehitys.store.today import today_page

STRANGE = (None, 7, [], {}, "ei", "\x00", "9" * 400)


@pytest.mark.parametrize("strange", STRANGE, ids=repr)
def test_a_setting_of_another_kind_is_left_out(strange, library):
    """The file opens, for whoever it can be said that it is."""
    names = settings.Settings.__dataclass_fields__
    folder = settings.config_folder()
    folder.mkdir(parents=True, exist_ok=True)
    mappings = {name: {"a": strange} for name in settings._MAPPINGS}
    for kept in (dict.fromkeys(names, strange), mappings, strange):
        (folder / "settings.json").write_text(json.dumps(kept), "utf-8")
        mine = settings.load()
        assert all(isinstance(text, str) for name in settings._MAPPINGS
                   for text in getattr(mine, name).values())  # fmt: skip
        assert mine.people == {}
        today_page(library.path, mine.people, demo=False, lang="fi")


def test_who_i_am_is_kept_beside_a_slip():
    """One entry that is no id takes no other with it."""
    folder = settings.config_folder()
    folder.mkdir(parents=True, exist_ok=True)
    person = "0" * 31 + "1"
    (folder / "settings.json").write_text(json.dumps({"people": {"a": person, "b": "minä"}}))
    assert settings.load().people == {"a": person}
