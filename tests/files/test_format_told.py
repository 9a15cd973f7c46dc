"""The description of the format that people and editors read is the one that files are read by."""

from __future__ import annotations

import json
import re

import pytest

from kehitys.files import content
from kehitys.files.format_told import FORMATS, key_names, schema_text, table
from kehitys.files.toolkits import check
from kehitys.i18n import say

TOOLKITS, _TEMPLATES = content.where()
PAGE = (TOOLKITS / "FORMAT.md").read_text("utf-8")


@pytest.mark.parametrize("name", FORMATS)
def test_the_schemas_beside_the_toolkits_are_those_of_the_format(name):
    """`kehitys toolkit schema NAME > toolkits/NAME.schema.json` makes them anew."""
    assert (TOOLKITS / f"{name}.schema.json").read_text("utf-8") == schema_text(name)


@pytest.mark.parametrize("name", FORMATS)
def test_the_page_has_the_keys_of_the_format(name):
    """`kehitys toolkit schema --keys NAME` makes the table anew."""
    assert f"<!-- keys: {name} -->\n\n{table(name)}" in PAGE


def test_every_key_says_what_it_is():
    """No row of the tables is left without a word."""
    rows = [row for name in FORMATS for row in table(name).splitlines()]
    assert [row for row in rows if not all(cell.strip() for cell in row.split("|")[1:-1])] == []


def examples():
    """The examples of the page by the format they are of."""
    blocks = re.findall(r"<!-- keys: (\w+) -->.*?```yaml\n(.*?)```", PAGE, re.DOTALL)
    return dict(blocks)


@pytest.mark.parametrize("name", FORMATS)
def test_the_example_of_the_page_has_every_key(name):
    """One can look up how a key is written."""
    written = set(re.findall(r"(?:^|[\s{,-])([a-z_]+):", examples()[name]))
    assert key_names(FORMATS[name][1]) - written - {"languages"} == set()


def test_the_examples_of_the_page_are_without_fault(tmp_path):
    """What we show is what we take."""
    folder = tmp_path / "oma-paketti"
    folder.mkdir()
    (folder / "toolkit.yaml").write_text(examples()["toolkit"], "utf-8")
    (folder / "kysymyskavely.yaml").write_text(examples()["method"], "utf-8")
    (tmp_path / "workshops.yaml").write_text(examples()["templates"], "utf-8")
    faults = check([folder, tmp_path / "workshops.yaml"])
    assert [say(fault.problem, fault.values) for fault in faults] == []


def test_a_schema_asks_of_a_draft_only_what_every_file_has():
    """An editor does not scold what is not finished."""
    schema = json.loads(schema_text("method"))
    assert schema["properties"]["energy"]["enum"] == ["low", "medium", "high"]
    assert schema["properties"]["energy"]["description"] == "How lively it is."
    assert schema["additionalProperties"] is False
    assert "purpose" in schema["required"]
    assert "steps" not in schema["required"]
    assert schema["if"]["properties"]["status"] == {"const": "draft"}
    assert "steps" in schema["else"]["required"]
    assert schema["properties"]["steps"]["minItems"] == 0
    assert schema["else"]["properties"]["steps"]["minItems"] == 3
