"""What is asked about a block: which kind and method, and everything that can be said of it."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from typing import TYPE_CHECKING, Any
from uuid import UUID

from textual.content import Content

from kehitys.domain import typed
from kehitys.domain.agenda import Placed
from kehitys.domain.history import NO_HISTORY, History, history_of, offer
from kehitys.domain.methods import GROUPINGS
from kehitys.domain.workshops import LONGEST_BLOCK, PRIORITIES, Block, Workshop
from kehitys.files import block_words
from kehitys.files.fit_words import offered
from kehitys.files.method_words import minutes_span
from kehitys.i18n import N_, _, current, dates
from kehitys.operations import agenda as operations
from kehitys.store import network, workshops
from kehitys.store.history import uses_of
from kehitys.tui.edit_form import Source, edit_record
from kehitys.tui.form import Field, Form
from kehitys.tui.pick import Pick
from kehitys.tui.workshops import workshop_words as words
from kehitys.tui.workshops.method_choice import choose_instead, choose_new

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from kehitys.store.journal import Tx
    from kehitys.tui.app import Kehitys

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
        chosen = await choose_new(app, workshop, below, free)
        if chosen is None:
            return None
        made = await app.carry_out(
            partial(add, kind="method", method_id=chosen.method.id, minutes=chosen.minutes),
            quietly=False,
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
    chosen = await choose_instead(app, workshop, block)
    if chosen is not None:
        app.perform(
            partial(
                operations.swap_method,
                block_id=block.id,
                method_id=chosen.method.id,
                minutes=chosen.minutes,
            )
        )


async def edit_block(app: Kehitys, workshop_id: UUID, placed: Placed) -> None:
    """Asks for everything that can be said of a block and saves it."""
    block_id = placed.block.id
    past = await app.ask(lambda c: _past(c, placed.block))

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
    title, note = _("Change the block"), _note(placed.block, past)
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


def _past(connection: Any, block: Block) -> History:
    return NO_HISTORY if block.method is None else history_of(uses_of(connection, block.method.id))


def _note(block: Block, past: History) -> str:
    """How long its method takes: by its instructions, and by its own past."""
    if block.method is None:
        return ""
    told = []
    if (of := block.method.minutes) is not None:
        usually = _("%(method)s usually takes %(typical)s (%(span)s).") % {
            "method": block.method.edition(current()).name,
            "typical": dates.minutes(of.typical),
            "span": minutes_span(of),
        }
        told.append(usually)
    if (proposed := offer(block.method, past)) is not None:
        told.append(offered(proposed))
    return " ".join(told)


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
