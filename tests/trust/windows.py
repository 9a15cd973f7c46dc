"""What opens a window or a screen, and under which name the walk over raw bytes sees it.

The walk shows itself wrong only on the days it is taken, and never for a window it has not heard
of; here each place in the code that opens one stands by name, and a test holds them together.
"""

from __future__ import annotations

import ast
import importlib
import pkgutil
from collections.abc import Iterator
from pathlib import Path

from textual.screen import Screen

from kehitys import tui

SEEN = {
    "app.Kehitys.action_help": "help",
    "app.Kehitys.action_command_palette": "palette",
    "app.Kehitys.action_language": "language",
    "backing_up.BacksUp.action_backups": "backups",
    "backups.backups.Backups.confirm": "restore",
    "backups.backups.Backups.action_second_folder": "second folder",
    "clashes.Clashes.action_write": "by hand",
    "edit_form.EditForm._settle": "clash",
    "edit_form.edit_record": "workshop form",
    "experiments.experiments.Experiments.action_measure": "measures",
    "experiments.experiments.Experiments.action_move": "its step",
    "experiments.forms.experiment_form": "its form",
    "experiments.forms.prediction_form": "prediction",
    "experiments.measure_forms.value_form": "a value",
    "methods.goes_with.pick_kin": "goes with",
    "methods.history_lines.pick_workshop": "where it was used",
    "methods.library.MethodLibrary.action_edit": "own method",
    "methods.library.MethodLibrary.action_narrow": "narrowed",
    "methods.library.MethodLibrary.action_note": "its note",
    "methods.library.MethodLibrary.action_suggest": "what now",
    "methods.rewriting.rewriting": "own method",
    "methods.sharing.bring": "toolkit",
    "methods.sharing.remove": "toolkit to go",
    "methods.sharing.save_to_file": "saved to a file",
    "methods.suggest.WhatNow.read": "what now, read",
    "network.forms.person_form": "their form",
    "network.forms.team_form": "a team",
    "network.forms.unit_form": "unit form",
    "network.list_in.bring_in": "list of people",
    "network.network.Network.action_erase": "erase",
    "network.network.Network.action_skills": "skills",
    "sturdy.Sturdy.action_check_file": "check of the file",
    "sturdy.Sturdy.warn_of_place": "notice",
    "workshops.block_forms.add_block": "more",
    "workshops.harvest.Harvest.action_came": "how many came",
    "workshops.harvest.Harvest.action_due": "due",
    "workshops.harvest.Harvest.action_edit": "reworded",
    "workshops.harvest.Harvest.action_kind": "kind",
    "workshops.harvest.Harvest.action_owner": "owner",
    "workshops.harvest.Harvest.action_report": "report",
    "workshops.harvest.Harvest.action_rate": "how it went",
    "workshops.live.LiveRun.action_replan": "planned anew",
    "workshops.live.LiveRun.action_suggest": "what now",
    "workshops.live.LiveRun.open_harvest": "harvest",
    "workshops.method_choice._pick": "another method",
    "workshops.new_workshop.copy_workshop": "copied",
    "workshops.new_workshop.new_workshop": "a new one",
    "workshops.planner.Planner.action_check": "checked",
    "workshops.sheets.export": "sheets",
    "workshops.start_run._asked": "begin",
    "workshops.start_run._start": "live",
    "workshops.workshops.Workshops._open_workshop": "planner",
    "workshops.workshops.Workshops.action_harvest": "harvest",
    "workshops.workshops.Workshops.action_new": "planner",
    "workshops.workshops.Workshops.action_plan": "planner",
    "workshops.workshops.Workshops.open_by_id": "live",
}
"""Each place in the code that opens a window, by what stands round it, with a name of the walk."""

OWN_WORDS = frozenset({
    "backing_up.BacksUp.restore",
    "experiments.experiments.Experiments.action_filter",
    "experiments.forms.reason_form",
    "experiments.measure_forms.measure_form",
    "methods.library.MethodLibrary.action_narrow_by",
    "methods.library.MethodLibrary.action_new",
    "methods.library.MethodLibrary.action_translate",
    "network.erasing.ErasePerson._forget_me",
    "network.list_out.write_list",
    "network.network.Network.action_filter",
    "network.network.Network.action_new",
    "welcoming.Welcoming.welcome",
    "widgets.choice_field.ChoiceField.action_open",
    "workshops.block_forms._ask_talk",
    "workshops.harvest.Harvest._ask_role",
    "workshops.harvest.Harvest.action_add",
})  # fmt: skip
"""Those the walk leaves out: each says what the product says, or what its list has shown already,
in a window of a class that the walk sees elsewhere."""


def openers() -> dict[str, set[str]]:
    """The places in the code that make a screen or a window of ours, and the classes they make."""
    classes = {each.__name__ for each in screens()}
    top = Path(tui.__path__[0])
    found: dict[str, set[str]] = {}
    for path in sorted(top.rglob("*.py")):
        module = path.relative_to(top).with_suffix("").parts
        for where, name in _calls(ast.parse(path.read_text("utf-8")), module):
            if name in classes:
                found.setdefault(".".join(where), set()).add(name)
    return found


def screens() -> list[type[Screen]]:
    """Every class of screens and windows of ours, whatever it is made from."""
    for module in pkgutil.walk_packages(tui.__path__, "kehitys.tui."):
        importlib.import_module(module.name)
    found: list[type[Screen]] = [Screen]
    for each in found:
        found += [one for one in each.__subclasses__() if one not in found]
    return [each for each in found if each.__module__.startswith("kehitys.")]


def _calls(node: ast.AST, where: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], str]]:
    for part in ast.iter_child_nodes(node):
        inside = where
        if isinstance(part, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            inside = (*where, part.name)
        elif isinstance(part, ast.Call) and isinstance(part.func, ast.Name | ast.Attribute):
            called = part.func
            yield where, called.id if isinstance(called, ast.Name) else called.attr
        yield from _calls(part, inside)
