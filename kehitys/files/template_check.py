"""Holds the templates of a file against the quality gate, with every fault told at its line."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from kehitys.domain.methods import Method
from kehitys.domain.template_gate import TemplateRemark, template_remarks
from kehitys.files.fit_words import sentence
from kehitys.files.method_file import method_of
from kehitys.files.method_words import MODE_NAMES
from kehitys.files.reading import FileRead
from kehitys.files.templates import template_of
from kehitys.i18n import N_, _

_SAYS = N_("With %(people)s people, %(mode)s: %(remark)s %(advice)s")
_ADVICE = {
    "people_few": N_("Raise the template’s fewest people or take another method."),
    "people_many": N_("Lower the template’s most people or take another method."),
    "mode_not": N_("Take the mode away from the template or take another method."),
    "no_break": N_("Put a break before it."),
    "no_buffer": N_("Add a buffer."),
    "over_end": N_("Shorten blocks or lengthen the template."),
    "overlap": N_("Correct “start_after” or the blocks before it."),
    "safety_high": N_("Put a lighter method before it."),
    "no_opener": N_("Change the first block."),
    "no_closer": N_("Change the last block."),
    "no_next_steps": N_("Add a block where it is agreed who does what and when."),
    "material_untold": N_("Write the materials in the method’s file, [] when it needs none."),
    "material_unnamed": N_("Give every material a name in the method’s file."),
}
_OTHERWISE = N_("Change the block’s minutes or take another method.")


def check_gate(found: FileRead, files: Mapping[str, FileRead]) -> None:
    """Notes what the quality gate remarks on in each template of a file that is sound so far.

    `files` holds the files of methods by slug; a template with a method whose file is not sound
    waits until it is.
    """
    if found.faults or found.values is None:
        return
    for n, values in enumerate(found.values["templates"]):
        template = template_of(values)
        named = {block.method for block in template.blocks if block.method}
        methods = dict(_sound(named & set(files), files))
        if named != set(methods):
            continue
        for remark in template_remarks(template, methods):
            _tell(found, n, remark)


def _sound(slugs: set[str], files: Mapping[str, FileRead]) -> Iterator[tuple[str, Method]]:
    for slug in sorted(slugs):
        values = files[slug].values
        if values is not None and not files[slug].faults:
            yield slug, method_of(values, "")


def _tell(found: FileRead, n: int, remark: TemplateRemark) -> None:
    keys: tuple[str | int, ...] = ("templates", n, "blocks")
    where = f"templates.{n + 1}.blocks"
    if remark.place is not None:
        keys, where = (*keys, remark.place), f"{where}.{remark.place + 1}"
    advice = _ADVICE.get(remark.reason.code, _OTHERWISE)
    found.fault(
        found.line(*keys),
        where,
        _SAYS,
        people=remark.people,
        mode=_(MODE_NAMES[remark.mode]),
        remark=sentence(remark.reason),
        advice=_(advice),
    )
