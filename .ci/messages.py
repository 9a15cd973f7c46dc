"""Keeps the message catalogues: `update` merges new messages and compiles, `check` fails on a gap.

Run from the top of the tree. `check` extracts, merges and compiles anew and compares with what is
committed; it fails on a missing or fuzzy message, a place (`%(name)s`) that differs, an f-string
inside `_()`, angled or straight quotes in Finnish and Swedish, and ` h ` for hours.
"""

from __future__ import annotations

import ast
import io
import re
import sys
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

SOURCE = Path("kehitys")
LANGUAGES = ("fi", "sv")
FUNCTIONS = ("_", "N_", "ngettext", "pgettext")
PLACE = re.compile(r"%\(\w+\)[sdr]|%[sd]")
PLURAL_FORMS = "nplurals=2; plural=(n != 1)"
WRONG_SIGNS = re.compile('[«»„“"]| h ')


def extracted() -> Catalog:
    """Every message of the code, also those that stand inside an f-string."""
    catalogue = Catalog(charset="utf-8")
    for _path, _line, name, arguments in calls():
        texts = [part.value for part in arguments if isinstance(part, ast.Constant)]
        if not texts or not isinstance(arguments[0], ast.Constant) or not texts[0]:
            continue
        if name == "ngettext":
            catalogue.add((texts[0], texts[1]))
        elif name == "pgettext":
            catalogue.add(texts[1], context=texts[0])
        else:
            catalogue.add(texts[0])
    return catalogue


def calls() -> Iterator[tuple[Path, int, str, list[ast.expr]]]:
    """Every call of a function that takes messages: where, which, and its arguments."""
    for path in sorted(SOURCE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name | ast.Attribute):
                name = node.func.id if isinstance(node.func, ast.Name) else node.func.attr
                if name in FUNCTIONS and node.args:
                    yield path, node.lineno, name, node.args


def merged(lang: str, template: Catalog) -> Catalog:
    """The catalogue of a language with the messages of the code, and no others."""
    path = SOURCE / "i18n" / f"{lang}.po"
    old = Catalog(locale=lang)
    if path.exists():
        with path.open("rb") as file:
            old = read_po(file, locale=lang)
    new = Catalog(locale=lang, project="Kehitys", fuzzy=False, charset="utf-8")
    for message in sorted((m for m in template if m.id), key=lambda m: str(m.id)):
        kept = old.get(_key(message), message.context)
        text = kept.string if kept is not None and not kept.fuzzy else ""
        if message.pluralizable and not isinstance(text, tuple):
            text = ("", "")
        new.add(message.id, text, context=message.context)
    return new


def po_bytes(catalogue: Catalog) -> bytes:
    """The catalogue as a file, the same bytes for the same messages."""
    out = io.BytesIO()
    write_po(out, catalogue, omit_header=True, no_location=True, width=100)
    lang = str(catalogue.locale)
    head = (
        f'msgid ""\nmsgstr ""\n"Language: {lang}\\n"\n"MIME-Version: 1.0\\n"\n'
        '"Content-Type: text/plain; charset=utf-8\\n"\n"Content-Transfer-Encoding: 8bit\\n"\n'
        f'"Plural-Forms: {PLURAL_FORMS};\\n"\n\n'
    )
    return head.encode() + out.getvalue()


class Undated(Catalog):
    """A catalogue whose head says neither when nor by which tool it was compiled."""

    @property
    def mime_headers(self) -> list[tuple[str, str]]:
        """The same head for the same messages."""
        return [
            ("Language", str(self.locale)),
            ("MIME-Version", "1.0"),
            ("Content-Type", "text/plain; charset=utf-8"),
            ("Content-Transfer-Encoding", "8bit"),
            ("Plural-Forms", f"{PLURAL_FORMS};"),
        ]


def mo_bytes(po: bytes, lang: str) -> bytes:
    """The compiled catalogue, the same bytes for the same messages."""
    catalogue = Undated(locale=lang, fuzzy=False, charset="utf-8")
    for message in read_po(io.BytesIO(po), locale=lang):
        if message.id:
            catalogue.add(message.id, message.string, context=message.context)
    out = io.BytesIO()
    write_mo(out, catalogue)
    return out.getvalue()


def faults(lang: str, catalogue: Catalog) -> list[str]:
    """What is wrong with the translations, a line each."""
    found = []
    for message in catalogue:
        if not message.id:
            continue
        texts = message.string if isinstance(message.string, tuple) else (message.string,)
        ids = message.id if isinstance(message.id, tuple) else (message.id,)
        for text in texts:
            where = f"{lang}: {ids[0]!r}"
            if not text:
                found.append(f"{where}: no translation")
                continue
            wanted = {frozenset(PLACE.findall(one)) for one in ids}
            if frozenset(PLACE.findall(text)) not in wanted:
                found.append(f"{where}: places differ in {text!r}")
            if WRONG_SIGNS.search(text):
                found.append(f"{where}: a wrong sign in {text!r}")
    return found


def f_strings() -> list[str]:
    """Places where an f-string stands inside `_()`; those can never be translated."""
    return [
        f"{path}:{line}: an f-string inside {name}()"
        for path, line, name, arguments in calls()
        if any(isinstance(argument, ast.JoinedStr) for argument in arguments)
    ]


def _key(message: Message) -> str:
    return message.id[0] if isinstance(message.id, tuple) else str(message.id)


def main(task: str) -> int:
    """Does the task and gives the exit code."""
    template = extracted()
    complaints = f_strings()
    for lang in LANGUAGES:
        catalogue = merged(lang, template)
        po = po_bytes(catalogue)
        compiled = mo_bytes(po, lang)
        for suffix, made in ((".po", po), (".mo", compiled)):
            path = SOURCE / "i18n" / f"{lang}{suffix}"
            if task == "update":
                path.write_bytes(made)
            elif not path.exists() or path.read_bytes() != made:
                complaints.append(f"{path}: not up to date; run python .ci/messages.py update")
        complaints += faults(lang, catalogue)
    print("\n".join(complaints) if task == "check" else f"{len(complaints)} to mend")
    if task == "check" and not complaints:
        print(
            f"messages: {len([m for m in template if m.id])} in {len(LANGUAGES)} languages, whole"
        )
    return 1 if task == "check" and complaints else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1] if len(sys.argv) > 1 else "check"))
