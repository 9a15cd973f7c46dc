"""Why a method suits or does not, and what to look at again in an agenda, in sentences."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from kehitys.domain.fit import Reason
from kehitys.domain.terms import PHASE_NAMES, PURPOSE_NAMES
from kehitys.domain.words import said_in
from kehitys.i18n import N_, _, current, ngettext

_PLAIN = {
    "time_unknown": N_("How long it takes is only told in words."),
    "safety_high": N_("Asks for much trust in the group."),
    "no_next_steps": N_("The day ends without agreeing on the next steps."),
    "empty": N_("The agenda is empty. Add a block."),
}

_MODE_FITS = {
    "room": N_("Works in a room."),
    "remote": N_("Works remotely."),
    "hybrid": N_("Works when some are in the room and some are remote."),
}

_MODE_DOES_NOT = {
    "room": N_("Does not work in a room."),
    "remote": N_("Does not work remotely."),
    "hybrid": N_("Does not work when some are in the room and some are remote."),
}


def sentence(reason: Reason) -> str:
    """The reason as one sentence in the language spoken now."""
    values = reason.values
    if reason.code in _PLAIN:
        return _(_PLAIN[reason.code])
    if reason.code == "mode_fit":
        return _(_MODE_FITS[str(values["mode"])])
    if reason.code == "mode_not":
        return _(_MODE_DOES_NOT[str(values["mode"])])
    if reason.code == "purpose_same":
        purpose = said_in(PURPOSE_NAMES[str(values["purpose"])], current())
        return _("Has the same purpose: %(purpose)s.") % {"purpose": purpose}
    if reason.code == "phase_fit":
        phase = said_in(PHASE_NAMES[str(values["phase"])], current())
        return _("Belongs in this part of the day: %(phase)s.") % {"phase": phase}
    count, say = _COUNTED[reason.code]
    return say(int(values[count])) % values


_COUNTED: Mapping[str, tuple[str, Callable[[int], str]]] = {
    "people_fit": (
        "people",
        lambda n: ngettext("Takes %(people)d person.", "Takes %(people)d people.", n),
    ),
    "people_ideal": (
        "people",
        lambda n: ngettext(
            "Is at its best with %(people)d person.", "Is at its best with %(people)d people.", n
        ),
    ),
    "people_few": (
        "needs",
        lambda n: ngettext(
            "Needs at least %(needs)d person; %(people)d are coming.",
            "Needs at least %(needs)d people; %(people)d are coming.",
            n,
        ),
    ),
    "people_many": (
        "takes",
        lambda n: ngettext(
            "Takes at most %(takes)d person; %(people)d are coming.",
            "Takes at most %(takes)d people; %(people)d are coming.",
            n,
        ),
    ),
    "time_fit": (
        "minutes",
        lambda n: ngettext("Fits in %(minutes)d minute.", "Fits in %(minutes)d minutes.", n),
    ),
    "time_short": (
        "needs",
        lambda n: ngettext(
            "Needs at least %(needs)d minute; it has %(minutes)d.",
            "Needs at least %(needs)d minutes; it has %(minutes)d.",
            n,
        ),
    ),
    "time_long": (
        "most",
        lambda n: ngettext(
            "Takes at most %(most)d minute; it has %(minutes)d.",
            "Takes at most %(most)d minutes; it has %(minutes)d.",
            n,
        ),
    ),
    "overlap": (
        "minutes",
        lambda n: ngettext(
            "Starts %(minutes)d minute before the block above ends.",
            "Starts %(minutes)d minutes before the block above ends.",
            n,
        ),
    ),
    "over_end": (
        "minutes",
        lambda n: ngettext(
            "The agenda runs %(minutes)d minute past the end of the workshop.",
            "The agenda runs %(minutes)d minutes past the end of the workshop.",
            n,
        ),
    ),
    "no_break": (
        "minutes",
        lambda n: ngettext(
            "There is %(minutes)d minute without a break.",
            "There are %(minutes)d minutes without a break.",
            n,
        ),
    ),
    "no_buffer": (
        "minutes",
        lambda n: ngettext(
            "There is no buffer in %(minutes)d minute of agenda.",
            "There is no buffer in %(minutes)d minutes of agenda.",
            n,
        ),
    ),
}
"""Which value a sentence counts by, and its forms."""
