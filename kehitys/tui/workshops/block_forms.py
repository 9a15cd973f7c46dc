"""What is asked about a block: which kind and method, and everything that can be said of it."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from typing import TYPE_CHECKING, Any
from uuid import UUID

from textual.content import Content

from kehitys.domain import typed
from kehitys.domain.agenda import Placed
from kehitys.domain.fit import Fit, Reason, Slot, fit, ranked
from kehitys.domain.methods import GROUPINGS, Method
from kehitys.domain.terms import PHASE_NAMES, PURPOSE_NAMES
from kehitys.domain.words import said_in
from kehitys.domain.workshops import LONGEST_BLOCK, PRIORITIES, Block, Workshop
from kehitys.files import block_words
from kehitys.files.fit_words import sentence
from kehitys.files.method_words import minutes_span
from kehitys.i18n import N_, _, current, dates
from kehitys.operations import agenda as operations
from kehitys.store import methods as store
from kehitys.store import network, workshops
from kehitys.tui.edit_form import Source, edit_record
from kehitys.tui.form import Field, Form
from kehitys.tui.pick import Pick
from kehitys.tui.workshops import workshop_words as words

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from kehitys.store.journal import Tx
    from kehitys.tui.app import Kehitys

OFFERED = 300
"""The most methods a window offers; the best of them come first."""
LENGTHS = {"talk": 15, "break": 15, "buffer": 10}
"""Minutes a new block has until they are changed."""

_ABOUT = {
    "method": N_("from the library, the best first"),
    "talk": N_("opening, presentation, common discussion"),
    "break": N_("people leave their chairs"),
    "buffer": N_("spare time that the day may spend"),
}


async def add_block(
    app: Kehitys, workshop: Workshop, *, below: UUID | None, free: int | None
) -> UUID | None:
    """Asks what to add under a block and adds it; gives its id, `None` when left.

    `free` is how many minutes there are for it; `None` when nothing says.
    """
    kinds = [
        (kind, Content.assemble((_(name), "bold"), (f"  {_(_ABOUT[kind])}", "$text-muted")))
        for kind, name in block_words.KIND_NAMES.items()
    ]
    kind = await app.push_screen_wait(Pick(_("Add a block"), kinds))
    add = partial(operations.add_block, workshop_id=workshop.id, below=below)
    if kind == "method":
        fits = _for_new(await app.ask(store.everything), workshop, below, free)
        chosen = await _pick_method(app, _("Add a method"), fits)
        if chosen is None:
            return None
        minutes = _new_length(chosen, free)
        made = await app.carry_out(
            partial(add, kind="method", method_id=chosen.id, minutes=minutes), quietly=False
        )
    elif kind == "talk":
        made = await _ask_talk(app, add)
    elif isinstance(kind, str):
        made = await app.carry_out(partial(add, kind=kind, minutes=LENGTHS[kind]), quietly=False)
    else:
        return None
    return made if isinstance(made, UUID) else None


async def swap_method(app: Kehitys, workshop: Workshop, block: Block) -> None:
    """Asks for a method that fits in the block's place and puts it there."""
    now = block.method
    slot = Slot(
        minutes=block.minutes,
        people=workshop.people,
        mode=workshop.mode,
        purposes=now.purposes if now else (),
        phases=now.phases if now else (),
    )
    methods = await app.ask(store.everything)
    fits = ranked((each for each in methods if now is None or each.id != now.id), slot)
    title = _("Swap for a method that fits in %(length)s") % {
        "length": dates.minutes(block.minutes)
    }
    chosen = await _pick_method(app, title, fits)
    if chosen is not None:
        length = chosen.block_minutes
        suits = length.min <= block.minutes <= length.longest
        minutes = None if suits else length.typical
        app.perform(
            partial(operations.swap_method, block_id=block.id, method_id=chosen.id, minutes=minutes)
        )


async def edit_block(app: Kehitys, workshop_id: UUID, placed: Placed) -> None:
    """Asks for everything that can be said of a block and saves it."""
    block_id = placed.block.id

    def read(connection: Connection) -> _Block | None:
        workshop = workshops.workshop(connection, workshop_id)
        blocks = workshop.blocks if workshop else ()
        found = next((block for block in blocks if block.id == block_id), None)
        return None if found is None else (found, network.names(connection))

    def change(tx: Tx, _record: _Block, values: dict[str, Any]) -> None:
        operations.edit_block(tx, block_id, **_said(values))

    def anew(tx: Tx, record: _Block, values: dict[str, Any]) -> None:
        was = record[0]
        method_id = was.method.id if was.method else None
        made = operations.add_block(
            tx, workshop_id, kind=was.kind, minutes=was.minutes, method_id=method_id
        )
        operations.edit_block(tx, made, **_said(values))

    source: Source[_Block] = Source(
        row=("block", block_id),
        read=read,
        fields=lambda record: _fields(*record),
        change=change,
        anew=anew,
    )
    title, note = _("Change the block"), _note(placed.block)
    await edit_record(app, title, source, note=note, key=f"block.{block_id}", quietly=True)


_Block = tuple[Block, tuple[tuple[UUID, str], ...]]


def _said(values: dict[str, Any]) -> dict[str, Any]:
    return {**values, "grouping": values.get("grouping") or None}


def _fields(block: Block, people: Iterable[tuple[UUID, str]]) -> list[Field]:
    def length(typed_text: str) -> int:
        return typed.whole(typed_text, 1, LONGEST_BLOCK)

    whole = partial(Field, read=length)
    usual = block_words.title(block) if not block.title else ""
    return [
        Field(name="title", label=_("Title"), value=block.title, hint=usual),
        whole(name="minutes", label=_("Minutes"), value=str(block.minutes), required=True),
        whole(name="min_minutes", label=_("At least"), value=_typed(block.min_minutes)),
        whole(name="max_minutes", label=_("At most"), value=_typed(block.max_minutes)),
        Field(
            name="start",
            label=_("Locked start"),
            value=dates.time_of(block.start) if block.start else "",
            hint=_("empty when it follows the block above"),
            read=typed.wall,
        ),
        Field(
            name="priority",
            label=_("If time runs short"),
            kind="choice",
            value=block.priority,
            options=tuple((each, _(_PRIORITIES[each])) for each in PRIORITIES),
        ),
        Field(
            name="grouping",
            label=_("People sit"),
            kind="choice",
            value=block.grouping or "",
            options=(
                ("", _("As the method says") if block.method else _("Listening")),
                *((each, _(words.GROUPING_NAMES[each])) for each in GROUPINGS),
            ),
        ),
        Field(
            name="lead_id",
            label=_("Led by"),
            kind="choice",
            value=str(block.lead_id) if block.lead_id else "",
            options=(("", _("Not agreed yet")), *((str(key), name) for key, name in people)),
            read=UUID,
        ),
        Field(name="why", label=_("Why here"), kind="paragraph", value=block.why),
        Field(name="note", label=_("Note"), kind="paragraph", value=block.note),
    ]


_PRIORITIES = {
    "must": N_("must: never left out"),
    "should": N_("should: left out last"),
    "could": N_("could: left out first"),
}


def _note(block: Block) -> str:
    if block.method is None or block.method.minutes is None:
        return ""
    of = block.method.minutes
    return _("%(method)s usually takes %(typical)s (%(span)s).") % {
        "method": block.method.edition(current()).name,
        "typical": dates.minutes(of.typical),
        "span": minutes_span(of),
    }


def _typed(number: int | None) -> str:
    return "" if number is None else str(number)


async def _ask_talk(app: Kehitys, add: Any) -> object:
    async def save(values: dict[str, Any]) -> object:
        return await app.carry_out(partial(add, kind="talk", **values), quietly=False)

    return await app.push_screen_wait(
        Form(
            _("Add a talk"),
            [
                Field(name="title", label=_("Title"), required=True),
                Field(
                    name="minutes",
                    label=_("Minutes"),
                    value=str(LENGTHS["talk"]),
                    required=True,
                    read=lambda text: typed.whole(text, 1, LONGEST_BLOCK),
                ),
            ],
            save,
            key="block.talk",
        )
    )


def _for_new(
    methods: Iterable[Method], workshop: Workshop, below: UUID | None, free: int | None
) -> tuple[Fit, ...]:
    """How methods suit under a block, each at the length it would be given."""
    last = workshop.blocks[-1].id if workshop.blocks else None
    phases: tuple[str, ...] = ()
    if below is None:
        phases = ("open",)
    elif below == last and len(workshop.blocks) > 1:
        phases = ("decide", "close")
    fits = [
        fit(
            method,
            Slot(
                minutes=_new_length(method, free)
                if free is None or free >= method.block_minutes.min
                else free,
                people=workshop.people,
                mode=workshop.mode,
                phases=phases,
            ),
        )
        for method in methods
    ]
    return tuple(sorted(fits, key=lambda each: (not each.suits, -each.score, each.method.slug)))


def _new_length(method: Method, free: int | None) -> int:
    length = method.block_minutes
    if free is None or free >= length.typical:
        return length.typical
    return max(free, length.min)


async def _pick_method(app: Kehitys, title: str, fits: Iterable[Fit]) -> Method | None:
    offered = list(fits)[:OFFERED]
    if not offered:
        app.tell(_("There are no other methods in the library yet."), problem=True)
        return None
    options = [(str(each.method.id), method_line(each)) for each in offered]
    chosen = await app.push_screen_wait(Pick(title, options))
    return next((each.method for each in offered if str(each.method.id) == chosen), None)


def method_line(found: Fit) -> Content:
    """A method's name and length, and under them why it suits or what stands in its way."""
    method = found.method
    edition = method.edition(current())
    badge = "" if edition.lang == current() else f" [{edition.lang}]"
    told = [reason for reason in found.reasons if reason.good == found.suits]
    if found.suits:
        # All that suit fit the time and the mode; what tells them apart is the rest.
        told = [reason for reason in told if reason.code not in ("time_fit", "mode_fit")]
    sign, ink = ("✓", "$text-success") if found.suits else ("✗", "$text-warning")
    return Content.assemble(
        (edition.name, "bold"),
        (f"{badge}  {minutes_span(method.minutes)}", "$text-muted"),
        "\n",
        (f"{sign} ", ink),
        (_in_short(told), "$text-muted"),
    )


def _in_short(reasons: Iterable[Reason]) -> str:
    """The reasons in sentences; all shared purposes in one, and the part of the day without one."""
    purposes: list[str] = []
    phases: list[str] = []
    others: list[str] = []
    for reason in reasons:
        if reason.code == "purpose_same":
            purposes.append(said_in(PURPOSE_NAMES[str(reason.values["purpose"])], current()).text)
        elif reason.code == "phase_fit":
            phases.append(said_in(PHASE_NAMES[str(reason.values["phase"])], current()).text)
        else:
            others.append(sentence(reason))
    if purposes:
        same = _("Has the same purpose: %(purpose)s.") % {"purpose": ", ".join(purposes)}
        return " ".join([same, *others])
    if phases:
        part = _("Belongs in this part of the day: %(phase)s.") % {"phase": ", ".join(phases)}
        return " ".join([part, *others])
    return " ".join(others)
