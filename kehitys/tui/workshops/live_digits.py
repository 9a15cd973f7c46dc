"""Digits tall enough to be read from the back of a room."""

from __future__ import annotations

_LOW = {
    "0": ("┏━┓", "┃ ┃", "┗━┛"), "1": ("╺┓ ", " ┃ ", "╺┻╸"), "2": ("╺━┓", "┏━┛", "┗━╸"),
    "3": ("╺━┓", " ━┫", "╺━┛"), "4": ("╻ ╻", "┗━┫", "  ╹"), "5": ("┏━╸", "┗━┓", "╺━┛"),
    "6": ("┏━╸", "┣━┓", "┗━┛"), "7": ("╺━┓", "  ┃", "  ╹"), "8": ("┏━┓", "┣━┫", "┗━┛"),
    "9": ("┏━┓", "┗━┫", "╺━┛"), ":": ("╻", " ", "╹"), "+": (" ╻ ", "╺╋╸", " ╹ "),
}  # fmt: skip
_HIGH = {
    "0": ("█▀▀▀█", "█   █", "█   █", "█   █", "█▄▄▄█"),
    "1": ("▄▄█  ", "  █  ", "  █  ", "  █  ", "▄▄█▄▄"),
    "2": ("▀▀▀▀█", "    █", "█▀▀▀▀", "█    ", "█▄▄▄▄"),
    "3": ("▀▀▀▀█", "    █", " ▀▀▀█", "    █", "▄▄▄▄█"),
    "4": ("█   █", "█   █", "▀▀▀▀█", "    █", "    █"),
    "5": ("█▀▀▀▀", "█    ", "▀▀▀▀█", "    █", "▄▄▄▄█"),
    "6": ("█▀▀▀▀", "█    ", "█▀▀▀█", "█   █", "█▄▄▄█"),
    "7": ("▀▀▀▀█", "    █", "    █", "    █", "    █"),
    "8": ("█▀▀▀█", "█   █", "█▀▀▀█", "█   █", "█▄▄▄█"),
    "9": ("█▀▀▀█", "█   █", "▀▀▀▀█", "    █", "▄▄▄▄█"),
    ":": (" ", "█", " ", "█", " "),
    "+": ("     ", "  █  ", "▀▀█▀▀", "  █  ", "     "),
}  # fmt: skip


def tall(figures: str, *, high: bool = False) -> list[str]:
    """`figures` in box digits three rows tall, or in full ones of five rows."""
    font = _HIGH if high else _LOW
    gap = "  " if high else " "
    shapes = [font[figure] for figure in figures]
    return [gap.join(shape[row] for shape in shapes) for row in range(5 if high else 3)]


def count(seconds: int) -> str:
    """Minutes and seconds: `4:13`; what is over, `+3:12`."""
    minutes, rest = divmod(abs(seconds), 60)
    return f"{'+' if seconds < 0 else ''}{minutes}:{rest:02}"
