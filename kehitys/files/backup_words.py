"""Backups in words: when, why, how big and what has changed since."""

from __future__ import annotations

from datetime import datetime, timedelta
from decimal import Decimal

from kehitys.domain import clock
from kehitys.i18n import N_, _, dates, ngettext
from kehitys.store.backups import Backup
from kehitys.store.since import Since

_WHYS = {
    "start": N_("Kehitys was opened"),
    "interval": N_("something had changed"),
    "by_hand": N_("made by hand"),
    "before_import": N_("before an import"),
    "before_migration": N_("before a newer Kehitys"),
    "before_restore": N_("before a restore"),
    "before_erase": N_("before erasing a person"),
}


def when(at: datetime, now: datetime) -> str:
    """The moment by the wall clock at home: `today 9:05`, `Tue 24 Nov 9:05`."""
    here, today = clock.local(at), clock.local(now).date()
    time = dates.time_of(here)
    if here.date() == today:
        return _("today %(time)s") % {"time": time}
    if here.date() == today - timedelta(days=1):
        return _("yesterday %(time)s") % {"time": time}
    if here.year == today.year:
        return f"{dates.day(here.date(), table=True)} {time}"
    return f"{dates.full_date(here.date())} {time}"


def moment(at: datetime) -> str:
    """The moment in a sentence, the same on any day: `24.11.2026 klo 9.05`."""
    here = clock.local(at)
    return f"{dates.full_date(here.date())} {dates.time_of(here, sentence=True)}"


def why(backup: Backup) -> str:
    """Why it was made, in a few words."""
    return _(_WHYS[backup.why]) if backup.why in _WHYS else backup.why


def size(count: int) -> str:
    """So many bytes, in kilobytes or megabytes."""
    kilo = Decimal(count) / 1000
    if kilo < 1000:
        return f"{dates.number(max(Decimal(1), kilo.quantize(Decimal(1))))}{dates.NO_BREAK}kB"
    return f"{dates.number((kilo / 1000).quantize(Decimal('0.1')))}{dates.NO_BREAK}MB"


def changed(found: Since) -> str:
    """What has changed since, in a few words."""
    if not found.known:
        return _("other changes")
    if found.steps:
        return ngettext("%(n)d change since", "%(n)d changes since", found.steps) % {
            "n": found.steps
        }
    if found.live:
        return _("a live run since")
    return _("nothing since")


def left_out(found: Since) -> str:
    """What restoring would leave out, in a sentence."""
    if not found.known:
        return _("It holds changes that the file does not have now, and lacks others.")
    if found.steps:
        return ngettext(
            "Restoring it leaves out %(n)d change made since.",
            "Restoring it leaves out %(n)d changes made since.",
            found.steps,
        ) % {"n": found.steps}
    if found.live:
        return _("Restoring it leaves out what was noted in a live run since.")
    return _("Nothing has changed since.")


def named(found: Since) -> list[str]:
    """The newest changes that restoring would leave out, each with what it was done to."""
    if not found.known:
        return []
    told = [f"· {_(label)}" + (f" · {name}" if name else "") for label, name in found.newest]
    return [*told, "· …"] if found.steps > len(told) else told
