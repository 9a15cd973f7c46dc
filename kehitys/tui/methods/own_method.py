"""Writing a method of one's own: its facts, and its words in one language."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from typing import Any
from uuid import UUID

from kehitys.domain.methods import (
    DIFFICULTIES,
    LEVELS,
    MODES,
    OUTCOMES,
    PHASES,
    PURPOSES,
    Edition,
    GroupSize,
    Method,
    Minutes,
    StepWords,
)
from kehitys.domain.problems import Problem
from kehitys.domain.terms import PHASE_NAMES, PURPOSE_NAMES
from kehitys.domain.typed import whole
from kehitys.domain.words import said_in
from kehitys.files import method_words as words
from kehitys.i18n import LANGUAGES, N_, NATIVE_NAMES, _, current
from kehitys.tui.edit_form import EditForm
from kehitys.tui.form import Field, Form
from kehitys.tui.methods import written

LONGEST = 24 * 60
MOST_PEOPLE = 2_000

EMPTY = Method(
    id=UUID(int=0),
    slug="",
    toolkit="own",
    minutes=Minutes(min=0, typical=0, max=0),
    group_size=GroupSize(min=0),
    materials=None,
)
"""What the form of a new method begins with."""


class MethodForm(Form):
    """The form of a method, with room for its steps."""

    CSS = """
    MethodForm #field-steps { height: 14; }
    MethodForm #field-summary { height: 2; }
    MethodForm .-paragraph ParagraphField { height: 4; }
    """


class MethodEditForm(MethodForm, EditForm[Method]):
    """The form of a method that there is."""


def fields(method: Method, lang: str) -> list[Field]:
    """The facts of a method, and its words in `lang`; another language’s when it has none."""
    edition = method.edition(lang)
    new = method is EMPTY
    size, minutes = method.group_size, method.minutes
    best = "" if size.ideal_min is None else written.span_text(size.ideal_min, size.ideal_max)
    steps = written.steps_text(method, edition)
    takes = "" if new or minutes is None else written.span_text(minutes.min, minutes.max)
    languages = tuple((code, NATIVE_NAMES[code]) for code in LANGUAGES)
    language = Field(name="lang", label=_("Language"), kind="choice", value=lang, options=languages)
    return [
        Field(name="name", label=_("Name"), value="" if new else edition.name, required=True),
        _paragraph("summary", _("In a sentence"), edition.summary),
        *([language] if new else []),
        Field(
            name="purposes", label=_("For"), kind="many", value=method.purposes,
            options=_terms(PURPOSES, PURPOSE_NAMES),
        ),
        Field(
            name="phases", label=_("Part of the day"), kind="many", value=method.phases,
            options=_terms(PHASES, PHASE_NAMES),
        ),
        Field(
            name="minutes", label=_("Minutes, from–to"), value=takes,
            hint=_("20–40, or 20+ without an upper end"),
            read=partial(written.span, low=1, high=LONGEST, open_end=True),
        ),
        Field(
            name="length", label=_("How long, in words"), value=edition.length,
            hint=_("when minutes do not tell it"),
        ),
        Field(
            name="typical", label=_("Usually, minutes"),
            value="" if new or steps or minutes is None else str(minutes.typical),
            hint=_("empty: what the steps take together"),
            read=partial(whole, low=1, high=LONGEST),
        ),
        Field(
            name="people", label=_("People, from–to"), required=True,
            hint=_("4–12, or 4+ without an upper end"),
            value="" if new else written.span_text(size.min, size.max),
            read=partial(written.span, low=1, high=MOST_PEOPLE, open_end=True),
        ),
        Field(
            name="best", label=_("People at best"), value=best, hint="6–8",
            read=partial(written.span, low=1, high=MOST_PEOPLE),
        ),
        Field(
            name="mode", label=_("Works"), kind="many", value=method.mode,
            options=_named(MODES, words.MODE_NAMES),
        ),
        _paragraph("invitation", _("Say to begin with"), edition.invitation),
        Field(
            name="steps", label=_("Steps"), kind="paragraph", value=steps,
            hint=steps_hint(), read=written.read_steps,
        ),
        _paragraph("use_when", _("Fits when"), edition.use_when),
        _paragraph("avoid_when", _("Not when"), edition.avoid_when),
        Field(
            name="materials", label=_("Materials"), kind="paragraph", read=written.read_materials,
            value=written.materials_text(method, edition),
            hint=_("One on each line, like\n2 sheets of paper, for each group"),
        ),
        Field(
            name="no_materials", label=_("An empty list means"), kind="choice",
            value="untold" if method.materials is None else "none",
            options=(("untold", _("not known yet")), ("none", _("no materials"))),
        ),
        _paragraph("room", _("Room"), edition.room),
        _paragraph("remote_notes", _("Remotely"), edition.remote_notes),
        _paragraph("public_sector", _("Public sector"), edition.public_sector),
        Field(
            name="variations", label=_("Variations"), kind="paragraph",
            value=written.variations_text(edition), read=written.read_variations,
            hint=_("A name, and under it how it goes.\nAn empty line before the next one."),
        ),
        Field(
            name="traps", label=_("Traps"), kind="paragraph", read=written.read_lines,
            value="\n".join(" ".join(trap.split("\n")) for trap in edition.traps),
            hint=_("One on each line"),
        ),
        Field(
            name="aliases", label=_("Other names"), kind="paragraph", read=written.read_lines,
            value="\n".join(method.aliases),
            hint=_("Names that search should find it by.\nOne on each line"),
        ),
        _choice("outcome", _("Gives"), method.outcome, OUTCOMES, words.OUTCOME_NAMES),
        _choice("energy", _("Energy"), method.energy, LEVELS, words.ENERGY_NAMES),
        _choice("safety", _("Trust"), method.safety, LEVELS, words.SAFETY_NAMES),
        _choice(
            "difficulty", _("Leading it"), method.difficulty, DIFFICULTIES, words.DIFFICULTY_NAMES
        ),
        Field(name="author", label=_("Whose idea"), value=method.source.author),
        Field(name="work", label=_("From which book or page"), value=method.source.work),
    ]  # fmt: skip


def steps_hint() -> str:
    """Shows by an example how steps are written."""
    return "\n".join(
        [
            f"5 min, {_(words.GROUPING_NAMES['pairs'])}, {_('Compare')}",
            _("Under it what you do."),
            words.quoted(_("In quotation marks what you say."), current()),
            f"{written.PLAIN} {_('After this sign what the group reads.')}",
            "",
            f"10 min, {_(words.GROUPING_NAMES['together'])}, {_('Next step after an empty line')}",
        ]
    )


def written_method(method: Method, lang: str, values: dict[str, Any]) -> Method:
    """The method with what the form says; raises `Problem` when its parts contradict each other."""
    lang = values.get("lang", lang)
    steps = values["steps"] or ()
    materials = values["materials"] or ()
    told = materials or values["no_materials"] == "none"
    least, most = values["people"]
    ideal = values["best"] or (None, None)
    old = method.edition(lang)
    places = written.same_places(
        [step.title for step in old.steps], [said.title for _step, said in steps]
    )
    edition = Edition(
        lang=lang,
        name=values["name"],
        summary=" ".join(values["summary"].split()),
        use_when=values["use_when"],
        avoid_when=values["avoid_when"],
        invitation=values["invitation"],
        remote_notes=values["remote_notes"],
        room=values["room"],
        public_sector=values["public_sector"],
        length=values["length"],
        steps=tuple(said for _step, said in steps),
        materials=tuple(item for _material, item in materials),
        variations=values["variations"] or (),
        traps=values["traps"] or (),
    )
    had = method.editions
    things = written.same_places(old.materials, edition.materials)
    others = [_follows(each, places, things) for each in had if each.lang != lang]
    owner = method.metadata_language if had else lang
    order = [owner, *LANGUAGES]
    editions = sorted(
        [edition, *others],
        key=lambda each: order.index(each.lang) if each.lang in order else len(order),
    )
    return replace(
        method,
        minutes=_minutes(values, sum(step.seconds for step, _said in steps)),
        group_size=replace(
            method.group_size, min=least, max=most, ideal_min=ideal[0], ideal_max=ideal[1]
        ),
        purposes=values["purposes"],
        phases=values["phases"],
        mode=values["mode"],
        outcome=values["outcome"],
        energy=values["energy"],
        safety=values["safety"],
        difficulty=values["difficulty"],
        steps=tuple(step for step, _said in steps),
        materials=tuple(material for material, _item in materials) if told else None,
        editions=tuple(editions),
        metadata_language=owner,
        aliases=values["aliases"] or (),
        source=replace(method.source, author=values["author"], work=values["work"]),
    )


def _minutes(values: dict[str, Any], seconds: int) -> Minutes | None:
    typical, around = values["typical"], values["minutes"]
    if typical is None and seconds:
        if seconds % 60:
            raise Problem(N_("The steps do not make whole minutes together. Change one of them."))
        typical = seconds // 60
    if typical is None and around is None:
        if values["length"].strip():
            return None
        raise Problem(N_("Say how many minutes it takes, or write the steps with their minutes."))
    least, most = around or (typical, typical)
    typical = typical or (least if most is None else (least + most) // 2)
    if not least <= typical <= (LONGEST if most is None else most):
        raise Problem(
            N_("It takes %(typical)d min, which is not within %(least)d–%(most)d. Change either."),
            typical=typical,
            least=least,
            most=LONGEST if most is None else most,
        )
    return Minutes(min=least, typical=typical, max=most)


def _follows(
    edition: Edition, steps: Sequence[int | None], things: Sequence[int | None]
) -> Edition:
    """Another language's words, beside the steps and materials as they stand now."""
    return replace(
        edition,
        steps=tuple(
            edition.steps[k] if k is not None and k < len(edition.steps) else StepWords(title="")
            for k in steps
        ),
        materials=tuple(
            edition.materials[k] if k is not None and k < len(edition.materials) else ""
            for k in things
        ),
    )


def _paragraph(name: str, label: str, value: str) -> Field:
    return Field(name=name, label=label, kind="paragraph", value=value)


def _choice(name: str, label: str, value: str, codes: Sequence[str], names: Any) -> Field:
    return Field(name=name, label=label, kind="choice", value=value, options=_named(codes, names))


def _named(codes: Sequence[str], names: Any) -> tuple[tuple[str, str], ...]:
    return tuple((code, words.name_in(names, code)) for code in codes)


def _terms(codes: Sequence[str], names: Any) -> tuple[tuple[str, str], ...]:
    return tuple((code, said_in(names[code], current()).text) for code in codes)
