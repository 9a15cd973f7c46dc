"""What a check found, in words: what it is, what it means, and what to do."""

from __future__ import annotations

from collections.abc import Mapping

from kehitys.i18n import N_, _, ngettext
from kehitys.store.checking import Checked, Finding
from kehitys.store.checking.mending import Mended

RECORDS: Mapping[str, str] = {
    "method": N_("methods"),
    "method_edition": N_("method texts"),
    "method_note": N_("method notes"),
    "favourite": N_("favourites"),
    "tagged": N_("method topics"),
    "term": N_("topics"),
    "toolkit": N_("toolkits"),
    "template": N_("templates"),
    "workshop": N_("workshops"),
    "workshop_day": N_("workshop days"),
    "workshop_facilitator": N_("facilitators"),
    "block": N_("blocks"),
    "run": N_("runs"),
    "run_block": N_("blocks of runs"),
    "run_fact": N_("times of runs"),
    "block_rating": N_("ratings of blocks"),
    "catch": N_("notes of workshops"),
    "experiment": N_("experiments"),
    "experiment_move": N_("stages of experiments"),
    "prediction": N_("predictions"),
    "measure": N_("measures"),
    "experiment_measure": N_("measures of experiments"),
    "point": N_("points"),
    "person": N_("people"),
    "person_language": N_("people’s languages"),
    "person_skill": N_("people’s skills"),
    "membership": N_("memberships"),
    "role": N_("roles"),
    "team": N_("teams"),
    "unit": N_("units"),
    "unit_period": N_("places of units"),
    "organisation": N_("organisations"),
    "project": N_("projects"),
    "scope_item": N_("scopes"),
    "skill": N_("skills"),
    "step": N_("steps of the history"),
    "edit": N_("changes of the history"),
    "edit_person": N_("personal changes of the history"),
    "erased": N_("erased people"),
    "draft": N_("drafts"),
    "setting": N_("settings of the file"),
    "synonym": N_("synonyms"),
}
"""What a person calls the rows of each table."""

_SENTENCES: Mapping[str, str] = {
    "foreign_log": N_(
        "%(detail)s beside the file belongs to another file. It was left out of the check. "
        "Move it to another folder before you open the file."
    ),
    "cut": N_("The file is not as long as it says it is: a part of it is missing."),
    "pages": N_("SQLite says of the pages: %(detail)s"),
    "unreadable": N_("A part of the file cannot be read (%(detail)s)."),
    "shape": N_("The table or index %(name)s is not as this Kehitys makes it (%(detail)s)."),
    "identity": N_("The file does not say rightly whose it is (%(detail)s)."),
    "orphan": N_("Something named is not there"),
    "value": N_("A value cannot be what its place is for"),
    "text": N_("A text has characters that Kehitys does not let in"),
    "sort": N_("The alphabetical place is wrong"),
    "rank": N_("The place in the agenda is wrong"),
    "run": N_("The times of a run do not agree"),
    "lost": N_("The history has it, but it is gone"),
    "left": N_("The history deleted it, but it is there"),
    "unknown": N_("The history does not know it"),
    "differs": N_("It is not what the history says"),
    "journal": N_("The history itself is damaged"),
    "index": N_("The search index is wrong"),
    "listing": N_("The method list is wrong"),
}
_DETAILS: Mapping[str, str] = {
    "missing": N_("missing"),
    "extra": N_("not Kehitys’s own"),
    "changed": N_("changed"),
    "application_id": N_("the sign of the program"),
    "file_id": N_("the file’s own id"),
    "revision": N_("the revision of the tables"),
    "log": N_("the log"),
    "pages": N_("the pages"),
    "migration": N_("bringing it up to date"),
    "schema": N_("the list of tables"),
    "identity": N_("what the file says of itself"),
    "references": N_("references"),
    "rows": N_("rows"),
    "journal": N_("the history"),
    "runs": N_("runs"),
    "index": N_("the search index"),
    "listing": N_("the method list"),
    "table": N_("a table there is not"),
    "personal": N_("personal changes are missing"),
    "no step": N_("a change without its step"),
    "before": N_("a change goes on from something else"),
    "empty": N_("a change without content"),
    "unreadable": N_("a change that cannot be read"),
    "missing steps": N_("steps are missing"),
    "undoes nothing": N_("it undoes a step there is not"),
    "goes on nothing": N_("it goes on from a step there is not"),
    "no edits": N_("a step without its changes"),
    "missing edits": N_("changes of a step are missing"),
    "no edit": N_("a personal change without its change"),
}
"""What the short words of findings mean; SQLite's own words stand as they are."""

_WHOLE_SENTENCES = frozenset({"foreign_log", "cut", "pages", "unreadable", "shape", "identity"})


def sentences(checked: Checked) -> list[str]:
    """What was found, a line each, and at the end what to do."""
    if checked.whole:
        return [_("The file is whole.")]
    said = [sentence(finding) for finding in checked.findings]
    return [*said, advice(checked)]


def sentence(finding: Finding) -> str:
    """One finding."""
    words = _(_SENTENCES[finding.kind])
    if finding.kind in _WHOLE_SENTENCES:
        return words % {"detail": _detail(finding), "name": finding.table}
    where = records(finding.table) if finding.table else ""
    if finding.column:
        where = f"{where} ({finding.column})"
    elif finding.kind == "journal":
        where = f"{where} ({_detail(finding)})"
    count = ngettext("%(n)d row", "%(n)d rows", finding.count) % {"n": finding.count}
    shown = ", ".join(finding.rows)
    more = " …" if finding.count > len(finding.rows) > 0 else ""
    parts = [words, where.strip(), count, f"{shown}{more}"]
    return " · ".join(part for part in parts if part)


def _detail(finding: Finding) -> str:
    return _(_DETAILS[finding.detail]) if finding.detail in _DETAILS else finding.detail


def advice(checked: Checked) -> str:
    """What to do about what was found."""
    if checked.only_derived:
        return _(
            "Nothing of yours is lost: this can be worked out anew. Run: kehitys check --reindex"
        )
    if all(finding.kind == "foreign_log" for finding in checked.findings):
        return _("The file itself is whole.")
    return _(
        "The file is damaged. Restore a backup, or have what is left carried into a new file: "
        "kehitys check --mend COPY"
    )


def mended_sentences(mended: Mended) -> list[str]:
    """What came of a mending."""
    said = [_("What could be read is in %(path)s.") % {"path": mended.after.path}]
    said += [
        ngettext("%(n)d row is lost", "%(n)d rows are lost", n) % {"n": n} + f" · {records(table)}"
        for table, n in mended.lost.items()
    ]
    said += [
        ngettext("%(n)d value was changed", "%(n)d values were changed", n) % {"n": n}
        + f" · {records(table)}"
        for table, n in mended.changed.items()
    ]
    if mended.brought_back:
        said.append(
            ngettext(
                "The history gave back %(n)d row or value.",
                "The history gave back %(n)d rows or values.",
                mended.brought_back,
            )
            % {"n": mended.brought_back}
        )
    if mended.left_out is not None:
        said.append(
            _("What was left out or changed stands, as it was, in %(path)s.")
            % {"path": mended.left_out}
        )
    if not mended.lost and not mended.changed:
        said.append(_("Nothing was lost."))
    if mended.after.whole:
        said.append(_("The new file is whole. The damaged one was not touched."))
    else:
        said += [sentence(finding) for finding in mended.after.findings]
        said.append(_("The new file is not whole either. Restore a backup."))
    return said


def records(table: str) -> str:
    """What a person calls the rows of a table."""
    return _(RECORDS[table]) if table in RECORDS else table
