"""A method told whole on the command line, as its page in the app tells it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from kehitys import i18n
from kehitys.domain.history import history_of
from kehitys.domain.methods import Edition, Method, MethodUse, Step, StepWords
from kehitys.domain.text import clean
from kehitys.domain.words import said_in
from kehitys.files import method_words as words
from kehitys.i18n import _, dates, ngettext


def readable(method: Method, uses: Iterable[MethodUse]) -> str:
    """The method in the language spoken, or in one that it has; then how it has gone here."""
    edition = method.edition(i18n.current())
    badge = "" if edition.lang == i18n.current() else f" [{edition.lang}]"
    parts = [
        f"{edition.name}{badge}",
        _joined([_takes(method, edition), words.people(method.group_size)]),
        edition.summary,
        *_headed(
            (_("Use when"), edition.use_when),
            (_("Avoid when"), edition.avoid_when),
            (_("Say"), edition.invitation and words.quoted(edition.invitation, edition.lang)),
            (_("Materials"), _materials(method, edition)),
            (_("Room"), edition.room),
            (_("Remotely"), edition.remote_notes),
            (_("Public sector"), edition.public_sector),
            (_("Steps"), _steps(method, edition)),
            (_("Short instruction"), _short(edition)),
            (_("Variations"), _items(f"{v.name}\n{v.text}" for v in edition.variations)),
            (_("Traps"), _items(edition.traps)),
            (_("How it went here"), _here(uses)),
            (_("Other names"), ", ".join(method.aliases) if method.own else ""),
            (_("Source"), _source(method)),
            (_("Licence"), _joined([method.licence, method.attribution])),
            (_("Trademark"), method.trademark),
            (_("From"), _from(method)),
            (_("Copied from"), _copied(method)),
        ),
    ]
    return "\n\n".join(clean(part, line=False) for part in parts if part)


def _headed(*told: tuple[str, str]) -> Iterator[str]:
    return (f"{heading}\n{text}" for heading, text in told if text.strip())


def _joined(parts: Iterable[str]) -> str:
    return " · ".join(part for part in parts if part)


def _takes(method: Method, edition: Edition) -> str:
    """The shortest and the longest, what is usual where that is another, and what words tell."""
    minutes = method.minutes
    if minutes is None:
        return edition.length or words.minutes_span(None)
    usual = ""
    if minutes.min != minutes.max:
        usual = _("usually %(minutes)s") % {"minutes": dates.minutes(minutes.typical)}
    return _joined([words.minutes_span(minutes), usual, edition.length])


def _materials(method: Method, edition: Edition) -> str:
    if method.materials is None:
        return _("not known yet")
    if not method.materials:
        return _("no materials")
    return _items(
        f"{item} {material.quantity}, {words.name_in(words.PER_NAMES, material.per)}"
        for material, item in zip(method.materials, edition.materials, strict=False)
    )


def _steps(method: Method, edition: Edition) -> str:
    told = zip(method.steps, edition.steps, strict=False)
    return "\n".join(_step(n, step, said, edition.lang) for n, (step, said) in enumerate(told, 1))


def _step(n: int, step: Step, said: StepWords, lang: str) -> str:
    facts = [words.name_in(words.GROUPING_NAMES, step.grouping), words.step_length(step.seconds)]
    if step.record == "none":
        facts.append(_("nothing is written down"))
    say = said.say and words.quoted(said.say, lang)
    return _indented(_joined([f"{n}. {said.title}", *facts]), said.do, say)


def _indented(*texts: str) -> str:
    """The first text, and under it the others further in."""
    return "\n   ".join(line for text in texts if text for line in text.split("\n"))


def _short(edition: Edition) -> str:
    plain = enumerate((said.plain for said in edition.steps), 1)
    return "\n".join(_indented(f"{n}. {text}") for n, text in plain if text)


def _items(texts: Iterable[str]) -> str:
    return "\n".join(_indented(f"·  {text}") for text in texts)


def _here(uses: Iterable[MethodUse]) -> str:
    past = history_of(uses)
    if not past.times:
        return ""
    usual = ""
    if past.usual is not None:
        usual = _("usually %(minutes)s") % {"minutes": dates.minutes(past.usual)}
    times = ngettext("Used here %(n)d time", "Used here %(n)d times", past.times)
    return _joined([times % {"n": past.times}, usual])


def _source(method: Method) -> str:
    return "\n".join(filter(None, (words.credit(method.source), method.source.url)))


def _from(method: Method) -> str:
    where = _("Written here") if method.own else method.toolkit
    return _joined([where, _("version %(version)s") % {"version": method.method_version}])


def _copied(method: Method) -> str:
    origin = method.origin
    if origin is None:
        return ""
    version = ""
    if method.origin_version is not None:
        version = _("version %(version)s") % {"version": method.origin_version}
    name = said_in(origin.names, i18n.current()).text
    return _joined([name, origin.toolkit, version, origin.attribution])
