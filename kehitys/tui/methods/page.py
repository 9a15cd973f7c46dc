"""A method told whole: what it is for, how it goes, what to say, how it has gone here."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from textual.content import Content
from textual.style import Style

from kehitys.domain.history import history_of, offer
from kehitys.domain.methods import Edition, Method, MethodUse, StepWords
from kehitys.domain.terms import PHASE_NAMES, PURPOSE_NAMES
from kehitys.domain.words import said_in
from kehitys.files import method_words as words
from kehitys.i18n import _, dates, ngettext
from kehitys.store.hits import Hit
from kehitys.tui.methods import found, history_lines
from kehitys.tui.widgets.hanging import broken, hanging, held

LABEL = 14
"""The column of labels; texts stand to the right of it."""
WIDEST = 92
QUIET = "$foreground-muted"


@dataclass(frozen=True, slots=True, kw_only=True)
class MethodPage:
    """All that the page tells of a method."""

    method: Method
    favourite: bool
    note: str
    uses: tuple[MethodUse, ...]
    toolkit_name: str
    """Where it comes from; empty for one's own."""
    toolkit_version: int = 0
    kin: Mapping[str, tuple[UUID, str]] = field(default_factory=dict)
    """The methods it names before, after and beside it: their ids and names by slug."""
    original: Method | None = None
    """The method it was copied from, when there still is one."""
    hits: tuple[Hit, ...] = ()
    """Where it has the words that were searched for."""


@dataclass(frozen=True, slots=True)
class _Text:
    text: str
    lang: str


def told(page: MethodPage, speak: str, width: int, *, linked: bool = True) -> Content:
    """The page, its lines broken to `width` cells; `linked` when it may lead to workshops."""
    return Content("\n").join(_Teller(page, speak, min(width, WIDEST), linked).lines())


class _Teller:
    """Puts a page together in one language; what is missing in it is told in another."""

    def __init__(self, page: MethodPage, speak: str, width: int, linked: bool) -> None:
        self._page = page
        self._method = page.method
        self._speak = speak
        self._width = max(width, 30)
        self._linked = linked
        shown = page.method.edition(speak)
        others = [each for each in page.method.editions if each.lang != shown.lang]
        self._editions = [shown, *others]

    def lines(self) -> list[Content]:
        """The whole page."""
        return [
            *self._head(),
            *self._when(),
            *self._steps(),
            *self._short(),
            *self._rest(),
            *self._kin(),
            *self._here(),
            *self._origin(),
        ]

    def _head(self) -> list[Content]:
        method = self._method
        name = self._said(lambda edition: edition.name)
        summary = self._said(lambda edition: edition.summary)
        marked = found.marked_summary(summary.text, summary.lang, self._page.hits)
        seen = {("name", name.lang), ("summary", summary.lang)}
        star = "  ★" if self._page.favourite else ""
        usually = ""
        if method.minutes is not None and method.minutes.min != method.minutes.max:
            usually = _("usually %(minutes)s") % {"minutes": dates.minutes(method.minutes.typical)}
        best = words.ideal(method.group_size)
        size = [
            words.people(method.group_size),
            _("at best %(people)s") % {"people": best} if best else "",
        ]
        purposes = [said_in(PURPOSE_NAMES[code], self._speak).text for code in method.purposes]
        phases = [said_in(PHASE_NAMES[code], self._speak).text for code in method.phases]
        kind = [
            words.name_in(words.ENERGY_NAMES, method.energy),
            words.name_in(words.SAFETY_NAMES, method.safety),
            words.name_in(words.DIFFICULTY_NAMES, method.difficulty),
        ]
        if method.facilitators > 1:
            n = method.facilitators
            kind.append(ngettext("%(n)d facilitator", "%(n)d facilitators", n) % {"n": n})
        modes = [words.name_in(words.MODE_NAMES, mode) for mode in method.mode]
        return [
            *self._wrapped(
                found.marked_name(name.text, name.lang, self._page.hits) + star, badge=name.lang
            ),
            *found.lines(self._page.hits, seen, self._speak, self._width),
            *(self._wrapped(marked, badge=summary.lang) if summary.text else []),
            Content(""),
            *self._row(_("Takes"), self._takes(usually)),
            *self._row(_("People"), _between(size)),
            *self._row(_("Works"), ", ".join(modes)),
            *self._row(_("For"), _between(purposes)),
            *self._row(_("Stage"), _between(phases)),
            *self._row(_("Gives"), words.name_in(words.OUTCOME_NAMES, method.outcome)),
            *self._row(_("Feels"), _between(kind)),
        ]

    def _takes(self, usually: str) -> _Text:
        length = self._said(lambda edition: edition.length)
        span = "" if self._method.minutes is None else words.minutes_span(self._method.minutes)
        told = _between([span, usually, length.text]) or words.minutes_span(None)
        return _Text(told, length.lang if length.text else self._speak)

    def _when(self) -> list[Content]:
        fits = self._said(lambda edition: edition.use_when)
        not_so = self._said(lambda edition: edition.avoid_when)
        told = [*self._row(_("Fits when"), fits), *self._row(_("Not when"), not_so)]
        return [Content(""), *told] if told else []

    def _steps(self) -> list[Content]:
        invitation = self._said(lambda edition: edition.invitation)
        lines = self._headed(_("How it goes"))
        if invitation.text:
            lines += self._quote(invitation, "   ")
        for n, step in enumerate(self._method.steps):
            title = self._said_at(n, lambda edition, k: _step(edition, k).title)
            facts = [
                words.name_in(words.GROUPING_NAMES, step.grouping),
                words.step_length(step.seconds),
            ]
            if step.record == "none":
                facts.append(_("nothing is written down"))
            head = Content.assemble(
                (f"{n + 1:>2} ", "$accent"), (title.text, "bold"), self._badge(title.lang),
                (f"  {held(_between(facts))}", QUIET),
            )  # fmt: skip
            lines += hanging(head, self._width, "", "   ")
            do = self._said_at(n, lambda edition, k: _step(edition, k).do)
            lines += self._plain(do, "   ")
            say = self._said_at(n, lambda edition, k: _step(edition, k).say)
            if say.text:
                lines += self._quote(say, "   ")
        return lines if len(lines) > 2 else []

    def _short(self) -> list[Content]:
        """What the group itself can be given: a short instruction for each step."""
        lines: list[Content] = []
        for n in range(len(self._method.steps)):
            plain = self._said_at(n, lambda edition, k: _step(edition, k).plain)
            if plain.text:
                text = Content(plain.text) + self._badge(plain.lang)
                number = Content.styled(f"{n + 1:>2} ", "$accent")
                lines += hanging(text, self._width, number, "   ")
        return [*self._headed(_("Short instruction")), *lines] if lines else []

    def _kin(self) -> list[Content]:
        method = self._method
        lines = [
            *self._links(_("Before it"), method.before),
            *self._links(_("After it"), method.after),
            *self._links(_("Instead of it"), method.related),
        ]
        return [*self._headed(_("Goes with")), *lines] if lines else []

    def _links(self, label: str, slugs: Sequence[str]) -> list[Content]:
        """A row of methods, each of which a click opens."""
        found = [self._page.kin[slug] for slug in slugs if slug in self._page.kin]
        lines: list[Content] = []
        for n, (method_id, name) in enumerate(found):
            head = Content.styled(f"{label if n == 0 else '':<{LABEL}}", QUIET)
            lines += hanging(_link(name, method_id), self._width, head, " " * LABEL)
        return lines

    def _rest(self) -> list[Content]:
        method = self._method
        lines: list[Content] = []
        items = [
            (self._said_at(n, lambda edition, k: _at(edition.materials, k)), material)
            for n, material in enumerate(method.things)
        ]
        for n, (item, material) in enumerate(items):
            per = words.name_in(words.PER_NAMES, material.per)
            text = _Text(f"{item.text} {material.quantity}, {per}", item.lang)
            lines += self._row(_("Materials") if n == 0 else "", text)
        if method.materials is None:
            lines += self._row(_("Materials"), _("not known yet"))
        elif not items:
            lines += self._row(_("Materials"), _("no materials"))
        lines += self._row(_("Room"), self._said(lambda edition: edition.room))
        lines += self._row(_("Remotely"), self._said(lambda edition: edition.remote_notes))
        public = self._said(lambda edition: edition.public_sector)
        lines += self._row(_("Public sector"), public)
        lines = [Content(""), *lines] if lines else []
        lines += self._list(
            _("Variations"),
            max((len(edition.variations) for edition in self._editions), default=0),
            lambda edition, n: _joined_variation(edition, n),
        )
        lines += self._list(
            _("Traps"),
            max((len(edition.traps) for edition in self._editions), default=0),
            lambda edition, n: _at(edition.traps, n),
        )
        return lines

    def _here(self) -> list[Content]:
        lines = self._headed(_("How it went here"))
        uses = self._page.uses
        proposed = offer(self._method, history_of(uses))
        lines += history_lines.told(uses, proposed, self._width, linked=self._linked)
        if self._page.note:
            lines += self._headed(_("My note"))
            lines += self._wrapped(Content(self._page.note))
        return lines

    def _origin(self) -> list[Content]:
        method = self._method
        source = method.source
        lines: list[Content] = [Content("")]
        named = [part for part in (words.credit(source), source.url) if part]
        lines += self._row(_("Source"), "\n".join(named))
        lines += self._row(_("Licence"), _between([method.licence, method.attribution]))
        lines += self._row(_("Trademark"), method.trademark)
        if method.own:
            # Those of the toolkits are mostly words to search by: a match names the one that found.
            lines += self._row(_("Other names"), ", ".join(method.aliases))
        langs = " · ".join(edition.lang for edition in method.editions)
        lines += self._row(_("Languages"), langs)
        where = _("Written here")
        if self._page.toolkit_name:
            version = _("version %(version)s") % {"version": self._page.toolkit_version}
            where = _between([self._page.toolkit_name, version])
        lines += self._row(_("From"), where)
        number = _("version %(version)s") % {"version": method.method_version}
        return [*lines, *self._row(_("Method"), number), *self._copied()]

    def _copied(self) -> list[Content]:
        """What it was copied from, and whether that has changed since."""
        method, original = self._method, self._page.original
        if original is None:
            return self._copied_away()
        named = Content.assemble(
            _link(original.edition(self._speak).name, original.id),
            " · ",
            _("version %(version)s") % {"version": method.origin_version},
        )
        head = Content.styled(f"{_('Copied from'):<{LABEL}}", QUIET)
        lines = hanging(named, self._width, head, " " * LABEL)
        if original.method_version > (method.origin_version or 0):
            since = _("The original has changed since (version %(version)s).") % {
                "version": original.method_version
            }
            lines += hanging(Content.styled(since, "$text-warning"), self._width, " " * LABEL)
        return lines

    def _copied_away(self) -> list[Content]:
        """What it was copied from, when that is not here: only what the copy remembers."""
        method, origin = self._method, self._page.method.origin
        if origin is None:
            gone = _("a method that is no longer here")
            return [] if method.origin_id is None else self._row(_("Copied from"), gone)
        version = ""
        if method.origin_version is not None:
            version = _("version %(version)s") % {"version": method.origin_version}
        name = said_in(origin.names, self._speak)
        told = _between([name.text, origin.toolkit, version, origin.attribution])
        here = Content.styled(_("The original is not here."), QUIET)
        return [
            *self._row(_("Copied from"), _Text(told, name.lang)),
            *hanging(here, self._width, " " * LABEL),
        ]

    def _said(self, of: Callable[[Edition], str]) -> _Text:
        for edition in self._editions:
            text = of(edition)
            if text.strip():
                return _Text(text, edition.lang)
        return _Text("", self._speak)

    def _said_at(self, n: int, of: Callable[[Edition, int], str]) -> _Text:
        return self._said(lambda edition: of(edition, n))

    def _badge(self, lang: str) -> Content:
        return Content("") if lang == self._speak else Content.styled(f" [{lang}]", QUIET)

    def _headed(self, heading: str) -> list[Content]:
        return [Content(""), Content.styled(heading, "bold $accent")]

    def _plain(self, said: _Text, indent: str = "") -> list[Content]:
        if not said.text:
            return []
        return hanging(Content(said.text) + self._badge(said.lang), self._width, indent, indent)

    def _quote(self, said: _Text, indent: str) -> list[Content]:
        text = Content.styled(words.quoted(said.text, said.lang), "italic $text-accent")
        return hanging(text + self._badge(said.lang), self._width, indent, indent)

    def _wrapped(self, text: Content, *, badge: str = "") -> list[Content]:
        return hanging(text + self._badge(badge or self._speak), self._width, "", "")

    def _row(self, label: str, text: str | _Text) -> list[Content]:
        said = text if isinstance(text, _Text) else _Text(text, self._speak)
        if not said.text.strip():
            return []
        head = Content.styled(f"{label:<{LABEL}}", QUIET)
        body = broken(Content(said.text) + self._badge(said.lang), self._width - LABEL)
        return [(head if n == 0 else Content(" " * LABEL)) + line for n, line in enumerate(body)]

    def _list(self, heading: str, count: int, of: Callable[[Edition, int], str]) -> list[Content]:
        lines: list[Content] = []
        for n in range(count):
            said = self._said_at(n, of)
            if said.text:
                lines += hanging(
                    Content(said.text) + self._badge(said.lang), self._width, "·  ", "   "
                )
        return [*self._headed(heading), *lines] if lines else []


def _step(edition: Edition, n: int) -> StepWords:
    return edition.steps[n] if n < len(edition.steps) else StepWords(title="")


def _link(name: str, method_id: UUID) -> Content:
    click = Style.from_meta({"@click": f"screen.open_method('{method_id}')"})
    return Content.styled(name, "$text-accent underline").stylize(click)


def _at(texts: Sequence[str], n: int) -> str:
    return texts[n] if n < len(texts) else ""


def _joined_variation(edition: Edition, n: int) -> str:
    if n >= len(edition.variations):
        return ""
    each = edition.variations[n]
    return "\n".join(part for part in (each.name, each.text) if part)


def _between(parts: Iterable[str]) -> str:
    return " · ".join(part for part in parts if part)
