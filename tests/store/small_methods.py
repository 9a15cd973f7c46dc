"""A method with next to nothing in it but what a test looks for."""

from __future__ import annotations

from kehitys.domain.methods import Edition, GroupSize, Method, Minutes, Step, StepWords
from kehitys.store.ids import new_id


def small_method(
    name: str,
    lang: str = "fi",
    *,
    summary: str = "",
    body: str = "X.",
    aliases: tuple[str, ...] = (),
    also: tuple[tuple[str, str], ...] = (),
) -> Method:
    """A method of one's own with one step that says `body`; `also` are languages and names."""

    def edition(lang: str, name: str, summary: str = "", body: str = "") -> Edition:
        step = StepWords(title="X", do=body)
        return Edition(lang=lang, name=name, summary=summary, steps=(step,))

    return Method(
        id=new_id(),
        slug="",
        toolkit="own",
        minutes=Minutes(min=5, typical=10, max=20),
        group_size=GroupSize(min=2, max=12),
        metadata_language=lang,
        steps=(Step(seconds=600, grouping="alone"),),
        aliases=aliases,
        editions=(edition(lang, name, summary, body), *(edition(*each) for each in also)),
    )
