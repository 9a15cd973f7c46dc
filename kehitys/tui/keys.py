"""Keys as a person reads them, in the language spoken now."""

from __future__ import annotations

from textual.binding import Binding
from textual.screen import Screen

from kehitys.i18n import N_, _

_SIGNS = {
    "plus": "+", "minus": "−", "less_than_sign": "<", "greater_than_sign": ">",
    "question_mark": "?", "slash": "/", "left": "←", "right": "→", "up": "↑", "down": "↓",
    "pageup": "PgUp", "pagedown": "PgDn", "shift+up": "⇧↑", "shift+down": "⇧↓",
    "ctrl+up": "ctrl+↑", "ctrl+down": "ctrl+↓",
    "home": "Home", "end": "End", "tab": "Tab", "shift+tab": "⇧Tab", "escape": "esc",
}  # fmt: skip
_WORDS = {
    "space": N_("space"),
    "enter": N_("enter"),
    "delete": N_("delete"),
    "backspace": N_("backspace"),
}


def key_name(key: str) -> str:
    """What is printed on the key."""
    if key in _WORDS:
        return _(_WORDS[key])
    if key in _SIGNS:
        return _SIGNS[key]
    return key.upper() if len(key) > 1 and key[0] == "f" and key[1:].isdigit() else key


def keys_of(binding: Binding) -> str:
    """The keys of a binding, as they are shown beside its words."""
    return binding.key_display or key_name(binding.key)


def working_now(screen: Screen[object]) -> list[Binding]:
    """The bindings that would do something now, the nearest first, each action once.

    Those without an id are Textual's own, which speak English only.
    """
    seen: set[tuple[str, str]] = set()
    bindings = []
    for _key, active in screen.active_bindings.items():
        binding = active.binding
        if not active.enabled or not binding.description or not binding.id:
            continue
        mark = (binding.action, binding.description)
        if mark not in seen:
            seen.add(mark)
            bindings.append(binding)
    return bindings
