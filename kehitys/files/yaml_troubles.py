"""What a parser stumbled on in a YAML file, in words for whoever wrote the file."""

from __future__ import annotations

import yaml

from kehitys.i18n import N_

SIGN = N_("A text cannot begin with “%(sign)s”. Put the text in quotes.")
UNFIT = N_(
    "This line does not fit those above. Look at the indent, and at quotes in the middle of a text."
)
_BEGUN_THERE = (
    ("while scanning a quoted scalar", N_("The quotes that begin here do not end. Close them.")),
    (
        "while parsing a flow",
        N_(
            "The brackets that begin here do not end, or a text within them has a colon."
            " Close them, or put that text in quotes."
        ),
    ),
    (
        "while scanning a simple key",
        N_("A colon is missing here. Write a key, a colon and a blank before the text."),
    ),
    (
        "while scanning a block scalar",
        N_("After “|” or “>” the text begins on the next line. Move it there."),
    ),
)
"""Troubles that are told at the line where they began, and not where the parser gave up."""


def told(fault: yaml.YAMLError, text: str) -> tuple[str, int, dict[str, object]]:
    """What to say of `fault` in `text`: a message, its line from 1 on or 0, and its values."""
    # The parsers in C and in Python tell the same trouble in different words.
    what, when = _said(fault, "problem"), _said(fault, "context")
    line, sign = _at(getattr(fault, "problem_mark", None), text)
    begun, first = _at(getattr(fault, "context_mark", None), text)
    if "unknown escape" in what:
        return N_("Write “\\” twice here, or use single quotes."), line, {}
    for context, msgid in _BEGUN_THERE:
        if when.startswith(context):
            return msgid, begun or line, {}
    if "found character" in what or "tab character" in what:
        if sign == "\t":
            return N_("There is a tab here. Indent with spaces."), line, {}
        return SIGN, line, {"sign": sign}
    if "mapping values are not allowed" in what:
        return (
            N_(
                "There is a colon within a text, or the indent is wrong. Put such a text in quotes."
            ),
            line,
            {},
        )
    if when in ("while scanning an alias", "while scanning an anchor", "while scanning a tag"):
        return SIGN, begun, {"sign": first}
    if "parsing a block mapping" in when or "document start" in what:
        return UNFIT, line, {}
    # What is left is rare; the parser's own words are English and stand in brackets.
    why = what or _said(fault, "reason")
    return (
        N_("This is not YAML. Look at the indent, the colons and the quotes here (%(why)s)."),
        line,
        {"why": why[:120]},
    )


def _said(fault: yaml.YAMLError, part: str) -> str:
    return str(getattr(fault, part, None) or "")


def _at(mark: yaml.Mark | None, text: str) -> tuple[int, str]:
    """The line of a mark, from 1 on, and the sign that stands there."""
    if mark is None:
        return 0, ""
    lines = text.splitlines()
    there = lines[mark.line] if mark.line < len(lines) else ""
    return mark.line + 1, there[mark.column : mark.column + 1]
