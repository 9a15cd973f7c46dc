"""The quality gate for templates: the built-in ones pass it, and others are told why they fail."""

from __future__ import annotations

import pytest

from kehitys.domain.template_gate import template_remarks
from kehitys.files import content
from kehitys.files.templates import read_templates
from kehitys.files.toolkits import check, read_toolkit
from tests.files.sample import told

TOOLKITS, TEMPLATES = content.where()


@pytest.mark.parametrize(
    ("was", "becomes", "where", "says"),
    [
        ("people: {min: 12, max: 20}", "people: {min: 3, max: 20}", "blocks.2",
         "With 3 people, in a room: Needs at least 4 people; 3 are coming. Raise"),
        ("people: {min: 12, max: 20}", "people: {min: 12, max: 60}", "blocks.2",
         "With 36 people, in a room: Takes at most 20 people; 36 are coming. Lower"),
        ("kind: break", "kind: talk", "blocks.6", "without a break. Put a break before it."),
    ],
)  # fmt: skip
def test_a_template_that_fails_the_gate_is_a_fault_with_its_line(
    tmp_path, was, becomes, where, says
):
    """It is said with how many people, in which mode, what is wrong and what to do."""
    path = tmp_path / "workshops.yaml"
    text = TEMPLATES.read_text("utf-8")
    assert was in text
    path.write_text(text.replace(was, becomes, 1), "utf-8")
    found = [fault for fault in told(check([path])) if fault[1] == f"templates.1.{where}"]
    assert found
    line, _field, said = found[0]
    assert says in said
    assert path.read_text("utf-8").splitlines()[line - 1].strip()


def test_the_built_in_templates_pass_the_gate():
    """A workshop of each, at its fewest, middle and most people in each mode, has no remarks."""
    methods = {
        file.method.slug: file.method
        for folder in TOOLKITS.iterdir()
        if folder.is_dir()
        for file in read_toolkit(folder)[0].methods
    }
    templates, faults = read_templates(TEMPLATES)
    assert faults == []
    failing = {
        template.slug: [(told.place, told.people, told.reason.code) for told in remarked]
        for template in templates
        if (remarked := template_remarks(template, methods))
    }
    assert failing == {}
