"""What a person does with methods: writes their own, marks and notes any."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any
from uuid import UUID

from kehitys.domain.methods import LONGEST_MINUTES, Method
from kehitys.domain.problems import Problem, Stale
from kehitys.domain.text import clean, fold
from kehitys.i18n import N_
from kehitys.operations import from_block
from kehitys.store import library, method_rows, methods, tables
from kehitys.store.journal import Tx, delete_rows

LONGEST_SUMMARY = 160


def write_own(tx: Tx, method: Method) -> UUID:
    """Makes a method of one's own and gives its id; its slug is made from its name."""
    method = _sound(method)
    method_id = _write(tx, method)
    tx.describe(N_("Write a method"), ("method", method_id))
    return method_id


def bring_own(tx: Tx, method: Method) -> UUID:
    """Makes a method that a file tells one's own and gives its id.

    Raises `Problem` when it is one's own already, word for word, and as `write_own` does.
    """
    told = _in_order(_sound(method))
    ids = [row["id"] for row in tx.rows(tables.method, toolkit_id=None)]
    if any(_in_order(here) == told for here in method_rows.read(tx.connection, ids).values()):
        raise Problem(N_("This method is in the library already. Nothing was imported."))
    return write_own(tx, method)


def rewrite_own(tx: Tx, method: Method) -> None:
    """Makes a method of one's own say what `method` says.

    Its `version` is the one that the form was opened with.
    """
    old = _own(tx, method.id)
    method = _sound(method)
    # A form gives them in the order of its choices, which nobody has chosen.
    method = replace(
        method,
        purposes=_as_before(old.purposes, method.purposes),
        phases=_as_before(old.phases, method.phases),
    )
    facts = method_rows.facts_of(replace(method, slug=old.slug))
    tx.describe(N_("Edit a method"), ("method", method.id))
    tx.update(tables.method, method.id, version=method.version, **facts)
    changed = _rewrite_words(tx, method) | _rewrite_terms(tx, method)
    if changed and _version(tx, method.id) == method.version:
        # A form opened on the old words must hear of it, though no fact has changed.
        tx.update(tables.method, method.id, method_version=method.method_version + 1)


def delete_own(tx: Tx, method_id: UUID) -> None:
    """Deletes a method of one's own; raises `Problem` when a workshop uses it."""
    _own(tx, method_id)
    if tx.rows(tables.block, method_id=method_id) or tx.rows(tables.run_block, method_id=method_id):
        raise Problem(
            N_("A workshop uses this method, so it stays. Take it out of the workshop first.")
        )
    tx.describe(N_("Delete a method"), ("method", method_id))
    for table in (tables.favourite, tables.method_note, tables.method_edition):
        delete_rows(tx, table, [row["id"] for row in tx.rows(table, method_id=method_id)])
    tags = tx.rows(tables.tagged, table_name="method", row_id=method_id)
    delete_rows(tx, tables.tagged, [row["id"] for row in tags])
    tx.delete(tables.method, method_id)


def copy_to_own(tx: Tx, method_id: UUID, speak: str) -> UUID:
    """Copies a method so that it may be changed, and gives the id of the copy.

    The words in `speak`, when there are some, become those that the others are translated from.
    """
    method = methods.method(tx.connection, method_id)
    if method is None:
        raise Stale(N_("This was deleted in the meantime. Undo brings it back."))
    origin = method.text_origin if method.own else "adapted"
    copy = replace(
        method,
        metadata_language=method.edition(speak).lang,
        text_origin=origin,
        method_version=1,
        origin_id=method.id,
        origin_version=method.method_version,
        origin=method_rows.origin_of(method),
        formerly="",
    )
    copy_id = _write(tx, copy)
    tx.describe(N_("Copy a method"), ("method", copy_id))
    return copy_id


def save_from_block(tx: Tx, block_id: UUID, speak: str) -> UUID:
    """Makes a method of one's own of a talk or a method in an agenda, and gives its id.

    Its title, minutes, reason and note become words in `speak`; of a method the rest comes along.
    """
    row = tx.row(tables.block, block_id)
    if row is None:
        raise Stale(N_("This was deleted in the meantime. Undo brings it back."))
    if row["kind"] not in ("talk", "method"):
        raise Problem(N_("Only a talk or a method can become a method of your own."))
    base = row["method_id"] and methods.method(tx.connection, row["method_id"])
    block = dict(row)
    made = from_block.of_method(block, base, speak) if base else from_block.of_talk(block, speak)
    method_id = _write(tx, _sound(made))
    tx.describe(N_("Save a block as a method"), ("method", method_id))
    return method_id


def mark_favourite(tx: Tx, method_id: UUID) -> None:
    """Marks a method for the person; a second time changes nothing."""
    person_id = _person(tx)
    if tx.rows(tables.favourite, person_id=person_id, method_id=method_id):
        return
    tx.describe(N_("Mark a favourite"), ("method", method_id))
    tx.insert(tables.favourite, person_id=person_id, method_id=method_id)


def unmark_favourite(tx: Tx, method_id: UUID) -> None:
    """Takes the person's mark off a method."""
    marks = tx.rows(tables.favourite, person_id=_person(tx), method_id=method_id)
    tx.describe(N_("Unmark a favourite"), ("method", method_id))
    delete_rows(tx, tables.favourite, [row["id"] for row in marks])


def keep_note(tx: Tx, method_id: UUID, text: str) -> None:
    """Keeps what the person wants to remember of a method; an empty text takes the note away."""
    person_id = _person(tx)
    notes = tx.rows(tables.method_note, person_id=person_id, method_id=method_id)
    tx.describe(N_("Write a note on a method"), ("method", method_id))
    if not text.strip():
        delete_rows(tx, tables.method_note, [row["id"] for row in notes])
    elif notes:
        tx.update(tables.method_note, notes[0]["id"], text=text)
    else:
        tx.insert(tables.method_note, person_id=person_id, method_id=method_id, text=text)


def _write(tx: Tx, method: Method) -> UUID:
    if not library.has_terms(tx.connection):
        library.write_terms(tx)
    facts = method_rows.facts_of(method) | {"slug": _free_slug(tx, method)}
    method_id = tx.insert(tables.method, toolkit_id=None, gone=False, **facts)
    for edition in method.editions:
        tx.insert(tables.method_edition, method_id=method_id, **method_rows.words_of(edition))
    for term_id, n in method_rows.terms_of(method).items():
        tx.insert(tables.tagged, term_id=term_id, table_name="method", row_id=method_id, n=n)
    return method_id


def _rewrite_words(tx: Tx, method: Method) -> bool:
    table = tables.method_edition
    old = {row["lang"]: row["id"] for row in tx.rows(table, method_id=method.id)}
    changed = False
    for edition in method.editions:
        words: dict[str, Any] = method_rows.words_of(edition)
        if edition.lang in old:
            changed |= tx.update(table, old.pop(edition.lang), **words)
        else:
            tx.insert(table, method_id=method.id, **words)
            changed = True
    delete_rows(tx, table, old.values())
    return changed or bool(old)


def _rewrite_terms(tx: Tx, method: Method) -> bool:
    table = tables.tagged
    rows = tx.rows(table, table_name="method", row_id=method.id)
    old = {row["term_id"]: row["id"] for row in rows}
    changed = False
    for term_id, n in method_rows.terms_of(method).items():
        if term_id in old:
            changed |= tx.update(table, old.pop(term_id), n=n)
        else:
            tx.insert(table, term_id=term_id, table_name="method", row_id=method.id, n=n)
            changed = True
    delete_rows(tx, table, old.values())
    return changed or bool(old)


def _as_before(old: tuple[str, ...], new: tuple[str, ...]) -> tuple[str, ...]:
    """The new ones: those that were there in the order they had, and the others after them."""
    return (*(code for code in old if code in new), *(code for code in new if code not in old))


def _version(tx: Tx, method_id: UUID) -> int:
    row = tx.row(tables.method, method_id)
    assert row is not None
    return int(row["version"])


def _sound(method: Method) -> Method:
    """The method with editions that have a name; raises `Problem` for what cannot be kept."""
    editions = tuple(
        replace(edition, name=clean(edition.name)) for edition in method.editions
        if clean(edition.name)
    )  # fmt: skip
    if not editions:
        raise Problem(N_("A method needs a name. Write one."))
    longest = max(len(edition.summary) for edition in editions)
    if longest > LONGEST_SUMMARY:
        raise Problem(
            N_("The summary has %(length)s characters; at most %(most)s fit. Make it shorter."),
            length=longest,
            most=LONGEST_SUMMARY,
        )
    minutes, size = method.minutes, method.group_size
    if minutes is not None and not (
        1 <= minutes.min <= minutes.typical <= minutes.longest <= LONGEST_MINUTES
    ):
        raise Problem(N_("Put the minutes in order: at least, usually, at most. The least is 1."))
    ideal = [each for each in (size.ideal_min, size.ideal_max) if each is not None]
    sizes = [size.min, *ideal, *([] if size.max is None else [size.max])]
    if size.min < 1 or size.unit < 1 or sizes != sorted(sizes):
        raise Problem(N_("Put the numbers of people in order: at least, at most. The least is 1."))
    if not method.mode:
        raise Problem(N_("Say where the method works: in a room, remotely or both."))
    total = sum(step.seconds for step in method.steps)
    if minutes is not None and method.steps and total != minutes.typical * 60:
        raise Problem(
            N_("The steps take %(total)s min together, not %(typical)s. Make them the same."),
            total=f"{total / 60:g}",
            typical=minutes.typical,
        )
    langs = [edition.lang for edition in editions]
    owner = method.metadata_language if method.metadata_language in langs else langs[0]
    return replace(method, editions=editions, metadata_language=owner)


def _in_order(method: Method) -> Method:
    """The method without what differs from file to file: its names there, version and any order."""
    return replace(
        method,
        id=UUID(int=0),
        slug="",
        version=0,
        purposes=tuple(sorted(method.purposes)),
        phases=tuple(sorted(method.phases)),
        editions=tuple(sorted(method.editions, key=lambda edition: edition.lang)),
    )


def _own(tx: Tx, method_id: UUID) -> Method:
    method = methods.method(tx.connection, method_id)
    if method is None:
        raise Stale(N_("This was deleted in the meantime. Undo brings it back."))
    if not method.own:
        raise Problem(
            N_("This method comes from a toolkit and stays as it is. Copy it and change the copy.")
        )
    return method


def _free_slug(tx: Tx, method: Method) -> str:
    """A slug made of the name that no method has yet."""
    name = method.edition(method.metadata_language).name
    stem = "-".join(re.findall("[a-z0-9]+", fold(name)))[:50].strip("-") or "oma"
    slug, n = stem, 1
    while tx.rows(tables.method, slug=slug):
        n += 1
        slug = f"{stem}-{n}"
    return slug


def _person(tx: Tx) -> UUID:
    if tx.person_id is None:
        raise Problem(N_("Say first who you are. Choose yourself in the network."))
    return tx.person_id
