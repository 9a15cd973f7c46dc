"""The tables of the file, a module a noun."""

from kehitys.store.tables.base import Json, Moment, metadata
from kehitys.store.tables.experiments import (
    experiment,
    experiment_measure,
    experiment_move,
    measure,
    point,
    prediction,
)
from kehitys.store.tables.journal import (
    draft,
    edit,
    edit_person,
    erased,
    setting,
    step,
)
from kehitys.store.tables.methods import (
    favourite,
    method,
    method_edition,
    method_listing,
    method_note,
    tagged,
    template,
    term,
    toolkit,
)
from kehitys.store.tables.network import (
    membership,
    organisation,
    person,
    person_language,
    person_skill,
    project,
    role,
    scope_item,
    skill,
    team,
    unit,
    unit_period,
)
from kehitys.store.tables.search import search_form, search_row, search_word, synonym
from kehitys.store.tables.workshops import (
    block,
    block_rating,
    catch,
    run,
    run_block,
    run_fact,
    workshop,
    workshop_day,
    workshop_facilitator,
)

WORKED_OUT = frozenset(
    table.name for table in (search_row, search_word, search_form, method_listing)
)
"""Tables that say again what others say, for searching and listing, and can be made anew."""

__all__ = [
    "WORKED_OUT",
    "Json", "Moment", "block", "block_rating", "catch", "draft", "edit", "edit_person", "erased",
    "experiment",
    "experiment_measure", "experiment_move", "favourite", "measure", "membership", "metadata",
    "method", "method_edition", "method_listing", "method_note", "organisation", "person",
    "person_language", "person_skill", "point", "prediction", "project", "role", "run",
    "run_block", "run_fact", "scope_item", "search_form", "search_row", "search_word", "setting",
    "skill", "step", "synonym", "tagged", "team", "template", "term", "toolkit", "unit",
    "unit_period", "workshop", "workshop_day", "workshop_facilitator",
]  # fmt: skip
