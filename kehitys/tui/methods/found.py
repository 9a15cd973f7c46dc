"""Why a search found a method: the words marked where they stand."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from textual.content import Content

from kehitys.i18n import N_, _
from kehitys.store.hits import Hit, Spans
from kehitys.tui.widgets.hanging import hanging

MARK = "bold underline"
QUIET = "$foreground-muted"

_PLACES = {
    "name": N_("Name"),
    "alias": N_("Also called"),
    "summary": N_("In a sentence"),
    "use_when": N_("Fits when"),
    "avoid_when": N_("Not when"),
    "invitation": N_("Say to begin with"),
    "steps": N_("How it goes"),
    "materials": N_("Materials"),
    "variations": N_("Variations"),
    "traps": N_("Traps"),
    "room": N_("Room"),
    "remote_notes": N_("Remotely"),
    "public_sector": N_("In a public body"),
    "length": N_("Takes"),
}
"""What the texts are called on the page, and in the form where the page gives no name."""


def marked_name(name: str, lang: str, hits: Sequence[Hit]) -> Content:
    """The name as a heading, with the letters that were searched for underlined."""
    for hit in hits:
        if hit.place == "name" and hit.lang == lang and hit.text == name:
            return _marked(name, hit.spans).stylize("bold $accent")
    return Content.styled(name, "bold $accent")


def marked_summary(summary: str, lang: str, hits: Sequence[Hit]) -> Content:
    """The summary, with the letters that were searched for underlined."""
    for hit in hits:
        if hit.place == "summary" and hit.lang == lang:
            before = "… " if hit.text.startswith("… ") else ""
            at = summary.replace("\n", " ").find(hit.text.removeprefix("… ").removesuffix(" …"))
            if at >= 0:
                shift = at - len(before)
                spans = tuple((begin + shift, end + shift) for begin, end in hit.spans)
                return _marked(summary, spans)
    return Content(summary)


def lines(
    hits: Sequence[Hit], seen: Collection[tuple[str, str]], speak: str, width: int
) -> list[Content]:
    """A line for each text found, but for those in `seen`, places with languages: in sight."""
    told: list[Content] = []
    for hit in hits:
        if (hit.place, hit.lang) in seen:
            continue
        badge = f" [{hit.lang}]" if hit.lang not in ("", speak) else ""
        where = Content.styled(f"{_('Match')} · {_(_PLACES[hit.place])}{badge}  ", QUIET)
        told += hanging(where + _marked(hit.text, hit.spans), width, "", "   ")
    return told


def _marked(text: str, spans: Spans) -> Content:
    content = Content(text)
    for begin, end in spans:
        content = content.stylize(MARK, begin, end)
    return content
