"""What the live screen says of a block without steps: a break, a talk, a buffer."""

from __future__ import annotations

from datetime import timedelta

from rich.cells import cell_len
from textual.content import Content

from kehitys.domain import clock
from kehitys.domain.live import Clock, Run, RunBlock
from kehitys.i18n import N_, _, dates
from kehitys.store.runs import Remembered
from kehitys.tui.workshops import live_words

_KINDS = {"talk": N_("talk"), "break": N_("break"), "buffer": N_("buffer")}


def block_shown(run: Run, seen: Clock, planned: Remembered, width: int) -> Content:
    """What kind of block it is and until when it lasts, with a bar that empties."""
    block = seen.current
    if block is None or seen.phase == "ended":
        return Content("")
    kind, until = _kind(block, planned).upper(), _until(run, seen, block)
    room = min(24, width - cell_len(kind) - cell_len(until) - 7)
    bar = ""
    if room >= 6 and seen.phase != "waiting" and seen.length:
        full = max(0, round(room * seen.remaining / seen.length))
        bar = "▓" * full + "░" * (room - full)
    return Content.assemble(
        " ", (kind, "bold $accent"), "  " if kind else "", (until, "bold"), "  ", (bar, "$accent")
    )


def why(seen: Clock, planned: Remembered) -> str:
    """Why the block is there; of a buffer that nobody has spoken for, what it is good for."""
    if planned.why or seen.current is None or seen.current.kind != "buffer" or planned.note:
        return planned.why
    return _("What was left unfinished can be finished now. Otherwise go on to the next block.")


def then(run: Run, seen: Clock) -> str:
    """The block that follows: when it is expected, what it is called, how long and by whom."""
    following = next((one for one in seen.coming if not one.skipped), None)
    if following is None:
        return _("nothing, this is the last")
    at = live_words.clock_time(following.told, run.zone)
    parts = (following.block.title, dates.length(following.minutes), following.block.lead_name)
    return f"{at}  {' · '.join(part for part in parts if part)}"


def _kind(block: RunBlock, planned: Remembered) -> str:
    if block.kind in ("break", "buffer"):
        return _(_KINDS[block.kind])
    return _(live_words.GROUPINGS.get(planned.grouping) or _KINDS.get(block.kind, ""))


def _until(run: Run, seen: Clock, block: RunBlock) -> str:
    begins = clock.after(seen.free, -seen.length / 60)
    # In overtime the next can begin at once; the end that was meant lies behind.
    over = timedelta(seconds=max(0, -seen.remaining))
    ends = clock.local(clock.beside(seen.free - over, block.planned_end), run.zone)
    if seen.phase == "waiting":
        return dates.span(clock.local(begins, run.zone), ends, sentence=True)
    at = {"time": dates.time_of(ends, sentence=True)}
    return _("was to end %(time)s") % at if seen.remaining < 0 else _("until %(time)s") % at
