"""Methods as a person or a stranger’s toolkit may have them: finished or not, in any words."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import strategies as st

from kehitys.domain.methods import (
    DIFFICULTIES,
    GROUPINGS,
    LEVELS,
    OUTCOMES,
    RECORDS,
    Edition,
    GroupSize,
    Material,
    Method,
    Minutes,
    Origin,
    Source,
    Step,
    StepWords,
    Variation,
)
from kehitys.store.ids import new_id

NASTY = ("ja: niin", "# ei", "yes", "007", "”Hei”", "- a", "null", "{x}", "Åbo & co", "50 %", "~")

words = st.sampled_from(("Pihakierros", "Kysy parilta.", *NASTY))
some = st.one_of(st.just(""), words)
ORDER = ("fi", "sv", "en", "de")
"""As the library puts languages."""

langs = st.lists(st.sampled_from(ORDER), min_size=1, max_size=3, unique=True)
TEXTS = (
    "use_when", "avoid_when", "invitation", "remote_notes", "room", "public_sector", "length",
)  # fmt: skip
origins = st.builds(
    Origin,
    names=st.dictionaries(st.sampled_from(("fi", "sv", "de")), words, min_size=1),
    attribution=some,
)


@st.composite
def methods(draw, n=0):
    """One of them; `n` tells it from the others of its toolkit."""
    steps = draw(st.lists(st.integers(1, 9), max_size=4))
    things = draw(st.integers(0, 2))
    editions = tuple(
        Edition(
            lang=lang,
            name=draw(words),
            summary=draw(some),
            **{name: draw(some) for name in TEXTS},
            steps=tuple(
                StepWords(title=draw(words), do=draw(some), say=draw(some), plain=draw(some))
                for _ in steps
            ),
            materials=tuple(draw(words) for _ in range(things)),
            variations=draw(st.sampled_from(((), (Variation(name="Ulkona", text="Mene."),)))),
            traps=draw(st.lists(words, max_size=2).map(tuple)),
        )
        for lang in sorted(draw(langs), key=ORDER.index)
    )
    origin = draw(st.none() | origins)
    found = origin is not None and draw(st.booleans())
    if found:
        origin = replace(
            origin, toolkit="piha", slug="kierros", formerly=draw(st.sampled_from(("", "ulko")))
        )
    total = sum(steps)
    return Method(
        id=new_id(),
        slug=f"tapa-{n}",
        toolkit="own",
        minutes=Minutes(min=1, typical=total, max=draw(st.sampled_from((total, None))))
        if total
        else None,
        group_size=GroupSize(min=2, max=draw(st.sampled_from((None, 12)))),
        purposes=draw(st.sampled_from((("gather",), ("connect", "decide")))),
        phases=draw(st.sampled_from((("open",), ("diverge", "converge")))),
        mode=draw(st.sampled_from((("room",), ("room", "remote"), ("hybrid",)))),
        energy=draw(st.sampled_from(LEVELS)),
        safety=draw(st.sampled_from(LEVELS)),
        difficulty=draw(st.sampled_from(DIFFICULTIES)),
        outcome=draw(st.sampled_from(OUTCOMES)),
        facilitators=draw(st.integers(1, 3)),
        before=draw(st.sampled_from(((), ("alkukierros",)))),
        after=draw(st.sampled_from(((), ("akvaario", "tarraaanestys")))),
        related=draw(st.sampled_from(((), ("pariporina",)))),
        steps=tuple(
            Step(
                seconds=each * 60,
                grouping=draw(st.sampled_from(GROUPINGS)),
                record=draw(st.sampled_from(RECORDS)),
            )
            for each in steps
        ),
        materials=tuple(Material(quantity=2, per="pair") for _ in range(things))
        or draw(st.sampled_from((None, ()))),
        editions=editions,
        metadata_language=editions[0].lang,
        aliases=draw(st.lists(words, max_size=2, unique=True).map(tuple)),
        source=Source(
            author=draw(some),
            work=draw(some),
            url=draw(st.sampled_from(("", "https://example.org/tapa"))),
            year=draw(st.sampled_from((None, 1999))),
        ),
        trademark=draw(some),
        method_version=draw(st.integers(1, 3)),
        attribution=draw(some),
        licence=draw(st.sampled_from(("", "CC-BY-4.0"))),
        text_origin=draw(st.sampled_from(("own", "adapted"))),
        origin=origin,
        origin_version=draw(st.sampled_from((None, 3))) if origin else None,
        formerly=draw(st.sampled_from(("", "vanhat-tavat"))),
    )  # fmt: skip
