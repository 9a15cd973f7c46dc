"""The habits of the house, held by reading the code."""

from __future__ import annotations

import ast
import importlib
import pkgutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from textual.binding import Binding

import kehitys
from kehitys.store import tables

TOP = Path(kehitys.__file__).parent
SOURCES = sorted(TOP.rglob("*.py"))
TESTS = sorted(Path(__file__).parent.rglob("*.py"))

TEXT_WIDGETS = {
    "Button",
    "Checkbox",
    "Collapsible",
    "DataTable",
    "Label",
    "Link",
    "ListView",
    "Log",
    "Markdown",
    "MaskedInput",
    "OptionList",
    "RadioButton",
    "RadioSet",
    "RichLog",
    "Select",
    "SelectionList",
    "Static",
    "Switch",
    "Tab",
    "Tabs",
    "TabbedContent",
    "Tree",
}
WRAPPERS = {TOP / "tui" / "text_widgets.py"}


def parsed() -> Iterator[tuple[Path, ast.Module]]:
    """Every source file, read."""
    for path in SOURCES:
        yield path, ast.parse(path.read_text("utf-8"))


def test_only_the_wrapper_makes_widgets_that_read_markup():
    """Elsewhere their names serve messages and queries, never to make or subclass one."""
    found = []
    for path, tree in parsed():
        if path in WRAPPERS:
            continue
        for node in ast.walk(tree):
            made = node.func if isinstance(node, ast.Call) else None
            if isinstance(made, ast.Name) and made.id in TEXT_WIDGETS:
                found.append(f"{path}:{node.lineno}")
            if isinstance(node, ast.ClassDef):
                bases = {base.id for base in node.bases if isinstance(base, ast.Name)}
                if bases & TEXT_WIDGETS:
                    found.append(f"{path}:{node.lineno}")
    assert found == []


def test_toasts_go_through_the_wrapper():
    """`notify` reads markup unless it is told not to; one function tells it."""
    found = [
        f"{path}:{node.lineno}"
        for path, tree in parsed()
        if path not in WRAPPERS
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in ("notify", "from_markup")
    ]
    assert found == []


def test_only_two_places_catch_everything():
    """Anything that is not a Problem is a bug, and shows: but openpyxl stumbles on damaged files
    in as many ways as there are, and one edge stands round it."""
    found = {
        str(path.relative_to(TOP))
        for path, tree in parsed()
        for node in ast.walk(tree)
        if isinstance(node, ast.ExceptHandler)
        and (node.type is None or (isinstance(node.type, ast.Name) and node.type.id == "Exception"))
    }
    assert found == {"cli/main.py", "files/sheets/xlsx.py"}


def test_no_file_is_about_two_things():
    """At 400 lines a second thing has moved in, into a test as into the product."""
    read = [*SOURCES, *TESTS]
    assert [str(path) for path in read if len(path.read_text("utf-8").splitlines()) > 400] == []


def test_the_top_of_the_tree_shows_the_product():
    """What a command leaves there by mistake is not kept."""
    agreed = {
        "kehitys", "toolkits", "workshops.yaml", "tests", "pyproject.toml", "README.md",
        "LICENSE", "CHANGELOG.md", "docs",
    }  # fmt: skip
    there = {path.name for path in TOP.parent.iterdir() if not path.name.startswith(".")}
    made = {name for name in there if name in ("build", "dist") or name.endswith(".egg-info")}
    assert there - made == agreed


def test_no_test_is_anothers_home():
    """What tests share has a file of its own, called after what it is."""
    shared = [
        f"{path}:{node.lineno}"
        for path in TESTS
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.ImportFrom)
        and any(part.startswith("test_") for part in (node.module or "").split("."))
    ]
    assert shared == []


def test_every_public_thing_says_what_it_is():
    """Modules, classes, functions and methods have a docstring.

    A method that a base, or a sister class in the same file, explains need not say it again.
    """
    silent = []
    for path, tree in parsed():
        if not ast.get_docstring(tree):
            silent.append(str(path))
        tops = [node for node in tree.body if isinstance(node, ast.ClassDef | ast.FunctionDef)]
        methods = [
            node
            for top in tops
            if isinstance(top, ast.ClassDef) and not top.bases
            for node in top.body
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        ]
        told = {
            node.name
            for node in ast.walk(tree)
            if isinstance(node, ast.FunctionDef) and ast.get_docstring(node)
        }
        silent += [
            f"{path}:{node.lineno} {node.name}"
            for node in (*tops, *methods)
            if not node.name.startswith("_")
            and not ast.get_docstring(node)
            and not (node in methods and node.name in told)
        ]
    assert silent == []


def tui_classes() -> Iterator[type]:
    """Every class of the screens."""
    package = importlib.import_module("kehitys.tui")
    for info in pkgutil.walk_packages(package.__path__, "kehitys.tui."):
        module = importlib.import_module(info.name)
        for thing in vars(module).values():
            if isinstance(thing, type) and thing.__module__ == info.name:
                yield thing


def test_every_key_can_be_moved_and_is_explained():
    """Each binding has an id for the keymap; only keys without a word are left out of help."""
    nameless = [
        f"{owner.__module__}.{owner.__name__}: {binding.key}"
        for owner in tui_classes()
        for binding in vars(owner).get("BINDINGS", [])
        if isinstance(binding, Binding) and not binding.id
    ]
    assert nameless == []


def test_no_key_needs_what_a_finnish_keyboard_hides():
    """No brackets, no alt with a letter, no control keys that are Tab, Enter or Backspace."""
    bad = {
        "ctrl+i",
        "ctrl+m",
        "ctrl+h",
        "ctrl+j",
        "left_square_bracket",
        "right_square_bracket",
        "left_curly_bracket",
        "right_curly_bracket",
        "backslash",
        "vertical_line",
        "tilde",
    }
    found = [
        f"{owner.__name__}: {key}"
        for owner in tui_classes()
        for binding in vars(owner).get("BINDINGS", [])
        if isinstance(binding, Binding)
        for key in binding.key.split(",")
        if key.strip() in bad or key.strip().startswith("alt+")
    ]
    assert found == []


def test_views_listen_to_tables_that_exist():
    """A misspelt table would never be heard of."""
    known = set(tables.metadata.tables)
    wrong = {
        f"{owner.__name__}: {name}"
        for owner in tui_classes()
        for name in getattr(owner, "SHOWS", ())
        if name not in known
    }
    assert wrong == set()


@pytest.mark.parametrize("name", ["utils", "helpers", "manager", "common", "misc", "base_service"])
def test_no_room_is_called_after_nothing(name):
    """The tree shows the product."""
    assert not [path for path in SOURCES if path.stem == name]
