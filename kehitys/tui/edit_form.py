"""A form of a record that other windows may change while it is open."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any, Generic, TypeVar
from uuid import UUID

from textual import work

from kehitys import i18n
from kehitys.domain.merging import Merged, merge
from kehitys.domain.problems import Problem, Stale
from kehitys.i18n import _
from kehitys.tui.form import Field, Form, Typed, values_of, when_near

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from kehitys.store.journal import Tx
    from kehitys.tui.app import Kehitys

R = TypeVar("R")


@dataclass(frozen=True, slots=True, kw_only=True)
class Source(Generic[R]):
    """The record that a form changes, and how."""

    row: tuple[str, UUID]
    """As the journal names it."""
    read: Callable[[Connection], R | None]
    """The record as it is now, with all that its form offers; `None` when it is gone."""
    fields: Callable[[R], Sequence[Field]]
    change: Callable[[Tx, R, dict[str, Any]], object]
    """Saves the values of the fields on the record, which has just been read."""
    anew: Callable[[Tx, R, dict[str, Any]], object] | None = None
    """Makes a new record of the values, when the one there was has been deleted."""


class EditForm(Form, Generic[R]):
    """A form over a record: fields that another window changed meanwhile are brought together.

    What both changed is asked. It closes with what the change gives, or with `True`.
    """

    def __init__(
        self, title: str, source: Source[R], opened: R, *, note: str = "", key: str,
        quietly: bool = False,
    ) -> None:  # fmt: skip
        """`quietly` when the form's closing says enough of what was done."""
        super().__init__(title, source.fields(opened), self._unused, note=note, key=key)
        self._source = source
        self._last = opened
        """The record as it was last read."""
        self._quietly = quietly
        self._deleted = False
        self._from_them: dict[str, None] = {}

    async def _unused(self, values: dict[str, Any]) -> object:
        raise NotImplementedError

    @work(exclusive=True, group="save")
    async def action_save(self) -> None:
        """Brings the fields together with what is stored now, asks what clashes, and saves."""
        while True:
            if self.read_values(mine := self.typed()) is None:
                return
            record = await self.app.ask(self._source.read)
            if record is None:
                if self._deleted or self._source.anew is None:
                    await self._save_anew(mine)
                else:
                    self._say_deleted()
                return
            self._deleted = False
            theirs = values_of(self._source.fields(record))
            merged = merge(self._base, mine, theirs)
            if merged.clashes:
                self._settle(record, theirs, merged)
                return
            self._take(record, theirs, merged)
            if await self._saved_on(theirs, dict(merged.values)):
                self._tell_merged()
                return

    def _take(self, record: R, theirs: Typed, merged: Merged, settled: Typed | None = None) -> None:
        """Goes on from what is stored now, with the fields as they are wanted."""
        self._last, self._base = record, theirs
        self.put({**merged.values, **(settled or {})})
        self._from_them |= dict.fromkeys(merged.from_them)

    async def _saved_on(self, theirs: Typed, typed: Typed) -> bool:
        """Saves; `False` when another change came between, so that it all begins again."""
        from kehitys.operations.editing import change_as_seen

        source = self._source
        if (values := self.read_values(typed)) is None:
            return True
        save = partial(
            change_as_seen,
            read=source.read,
            seen=lambda now: values_of(source.fields(now)) == theirs,
            change=lambda tx, now: source.change(tx, now, dict(values)),
        )
        try:
            result = await self.app.carry_out(save, quietly=self._quietly)
        except Stale as stale:
            now = await self.app.ask(source.read)
            if now is None or values_of(source.fields(now)) != theirs:
                return False
            self.say_wrong(i18n.say(stale.msgid, stale.values))
        except Problem as problem:
            self.say_wrong(i18n.say(problem.msgid, problem.values))
        else:
            self.done(result)
        return True

    @work(group="ask")
    async def _settle(self, record: R, theirs: Typed, merged: Merged) -> None:
        """Asks about each field that both changed, and saves when all have been settled."""
        from kehitys.store.last_change import last_change
        from kehitys.tui.clashes import Clashes

        last = await self.app.ask(lambda connection: last_change(connection, self._source.row))
        who = ""
        if last is not None:
            when = when_near(last.at, self.app.today)
            mine = last.person_id == self.app.me or not last.person_name
            who = when if mine else f"{last.person_name}, {when}"
        shown = [field for field in self._source.fields(record) if field.name in merged.clashes]
        settled = await self.app.push_screen_wait(Clashes(shown, merged.clashes, who))
        if isinstance(settled, dict):
            self._take(record, theirs, merged, settled)
            self.action_save()

    def _tell_merged(self) -> None:
        labels = [field.label for field in self._fields if field.name in self._from_them]
        if labels and self._saved:
            told = _("From the other window: %(fields)s.")
            self.app.tell(told % {"fields": ", ".join(labels)})

    def _say_deleted(self) -> None:
        self._deleted = True
        self.say_wrong(
            _("This was deleted in another window. Save once more to make it anew of these words.")
        )

    async def _save_anew(self, typed: Typed) -> None:
        source = self._source
        if source.anew is None:
            self.say_wrong(
                _("This was deleted in another window. Copy your words before you leave the form.")
            )
            return
        values = self.read_values(typed)
        assert values is not None
        anew = source.anew
        try:
            result = await self.app.carry_out(
                lambda tx: anew(tx, self._last, dict(values)), quietly=False
            )
        except Problem as problem:
            self.say_wrong(i18n.say(problem.msgid, problem.values))
            return
        self.done(result)


async def edit_record(
    app: Kehitys, title: str, source: Source[R], *, note: str = "", key: str, quietly: bool = False
) -> UUID | None:
    """Opens the form on the record as it is now, and gives the id that its change gave.

    `None` when it was left, gave none, or the record has just been deleted, which is told.
    """
    record = await app.ask(source.read)
    if record is None:
        app.tell(_("This was deleted in another window."), problem=True)
        return None
    form = EditForm(title, source, record, note=note, key=key, quietly=quietly)
    made = await app.push_screen_wait(form)
    return made if isinstance(made, UUID) else None
