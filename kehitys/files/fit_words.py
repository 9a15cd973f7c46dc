"""Why a method suits or does not, and what to look at again in an agenda, in sentences."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from kehitys.domain.fit import Reason, Relaxed, Slot
from kehitys.domain.history import Offer
from kehitys.domain.terms import PHASE_NAMES, PURPOSE_NAMES
from kehitys.domain.words import said_in
from kehitys.i18n import N_, _, current, dates, ngettext

_PLAIN = {
    "time_unknown": N_("How long it takes is only told in words."),
    "safety_high": N_("Asks for much trust in the group."),
    "safety_more": N_("Asks for more trust than the group has."),
    "used_already": N_("Is in this workshop already."),
    "material_untold": N_("Whether it needs materials is not known. Complete the method."),
    "material_unnamed": N_("One of its materials has no name. Complete the method."),
    "material_uncounted": N_(
        "Its materials cannot be counted before the number of people is known."
    ),
    "no_opener": N_("The day begins without an opening. Begin with a talk or a method that opens."),
    "no_closer": N_("The day has no ending. End with a talk or a method that closes."),
    "no_next_steps": N_("The day ends without agreeing on the next steps."),
    "empty": N_("The agenda is empty. Add a block."),
}

_ENERGY_SAME = {
    "low": N_("Is calm, as you want."),
    "medium": N_("Is somewhat lively, as you want."),
    "high": N_("Is lively, as you want."),
}

_ENERGY_FAR = {
    "low": N_("Is calmer than you want."),
    "high": N_("Is livelier than you want."),
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


_ABOUT_PURPOSE = {
    "purpose_fit": N_("Serves the purpose: %(purpose)s."),
    "purpose_not": N_("Does not serve the purpose: %(purpose)s."),
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
    if reason.code == "energy_same":
        return _(_ENERGY_SAME[str(values["energy"])])
    if reason.code == "energy_far":
        return _(_ENERGY_FAR[str(values["energy"])])
    if reason.code == "leads_twice":
        return _("%(name)s leads another block at the same time.") % values
    if reason.code in _ABOUT_PURPOSE:
        purpose = said_in(PURPOSE_NAMES[str(values["purpose"])], current())
        return _(_ABOUT_PURPOSE[reason.code]) % {"purpose": purpose}
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
    "time_exact": (
        "minutes",
        lambda n: ngettext(
            "Fills the %(minutes)d minute exactly.", "Fills the %(minutes)d minutes exactly.", n
        ),
    ),
    "time_readied": (
        "ready",
        lambda n: ngettext(
            "Usually takes %(typical)d min, and %(ready)d min is left to get ready.",
            "Usually takes %(typical)d min, and %(ready)d min are left to get ready.",
            n,
        ),
    ),
    "time_well": (
        "minutes",
        lambda n: ngettext(
            "Usually takes %(typical)d of the %(minutes)d minute left.",
            "Usually takes %(typical)d of the %(minutes)d minutes left.",
            n,
        ),
    ),
    "time_kept_short": (
        "minutes",
        lambda n: ngettext(
            "Fits in %(minutes)d minute when kept short; it usually takes %(typical)d.",
            "Fits in %(minutes)d minutes when kept short; it usually takes %(typical)d.",
            n,
        ),
    ),
    "time_unused": (
        "unused",
        lambda n: ngettext(
            "Leaves %(unused)d minute of %(minutes)d unused.",
            "Leaves %(unused)d minutes of %(minutes)d unused.",
            n,
        ),
    ),
    "no_time_to_ready": (
        "minutes",
        lambda n: ngettext(
            "Have its things ready: getting them out takes about %(minutes)d minute more.",
            "Have its things ready: getting them out takes about %(minutes)d minutes more.",
            n,
        ),
    ),
    "went_well": (
        "rated",
        lambda n: ngettext(
            "Went well here %(well)d of %(rated)d time.",
            "Went well here %(well)d of %(rated)d times.",
            n,
        ),
    ),
    "went_badly": (
        "rated",
        lambda n: ngettext(
            "Went badly here %(badly)d of %(rated)d time.",
            "Went badly here %(badly)d of %(rated)d times.",
            n,
        ),
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


def otherwise(slot: Slot, found: Relaxed | None) -> str:
    """What to say when nothing suits `slot`: which one thing, given up, lets methods in."""
    if found is None:
        return _("Nothing suits, even if you give up one condition. Give up several.")
    n = found.suits
    if found.condition == "minutes":
        return ngettext(
            "Nothing fits in %(asked)d min. %(n)d method fits in %(minutes)d min.",
            "Nothing fits in %(asked)d min. %(n)d methods fit in %(minutes)d min.",
            n,
        ) % {"asked": slot.minutes, "minutes": found.slot.minutes, "n": n}
    if found.condition == "people":
        return ngettext(
            "Nothing suits %(asked)d people. %(n)d method suits %(people)d.",
            "Nothing suits %(asked)d people. %(n)d methods suit %(people)d.",
            n,
        ) % {"asked": slot.people, "people": found.slot.people, "n": n}
    if found.condition == "mode":
        return _(_OTHER_MODE[found.slot.mode]) % {"n": n}
    return ngettext(
        "Nothing suits this purpose. %(n)d method suits when the purpose may be any.",
        "Nothing suits this purpose. %(n)d methods suit when the purpose may be any.",
        n,
    ) % {"n": n}


_OTHER_MODE = {
    "room": N_("Nothing suits. Methods that would suit in a room: %(n)d."),
    "remote": N_("Nothing suits. Methods that would suit remotely: %(n)d."),
    "hybrid": N_("Nothing suits. Methods that would suit room and remote at once: %(n)d."),
}


def offered(offer: Offer) -> str:
    """How many minutes a block had better be given, and why: `Suggestion 14 min: …`."""
    values = {
        "minutes": dates.minutes(offer.minutes),
        "usual": dates.minutes(offer.usual),
        "typical": "" if offer.typical is None else dates.minutes(offer.typical),
    }
    if offer.minutes != offer.usual:
        return _("Suggestion %(minutes)s: usually %(usual)s here") % values
    if offer.typical in (None, offer.minutes):
        return _("Suggestion %(minutes)s: usual here") % values
    return _("Suggestion %(minutes)s: usual here, by the instructions %(typical)s") % values
