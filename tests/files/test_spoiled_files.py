"""Files spoiled in any way give faults that can be read, and never an exception."""

from __future__ import annotations

import shutil

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kehitys.files.toolkits import check, read_method
from kehitys.i18n import say
from tests.files.sample import SAMPLE, TEMPLATES

MUTATIONS = st.sampled_from(
    [
        "",
        ":",
        "- ",
        "{",
        "]",
        "null",
        "1,5",
        "&a",
        "*a",
        "!!x",
        "\t",
        "'",
        '"',
        "<b>",
        "|",
        "999",
        "  ",
    ]
)


@settings(
    max_examples=250, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(data=st.data())
def test_a_mutated_file_gives_faults_and_never_an_exception(data, tmp_path):
    """Lines lost, swapped, indented or spoiled: the check tells it or finds it sound."""
    lines = SAMPLE.read_text("utf-8").splitlines()
    for _ in range(data.draw(st.integers(1, 4))):
        n = data.draw(st.integers(0, len(lines) - 1))
        how = data.draw(st.sampled_from(["drop", "twice", "indent", "cut", "put", "swap"]))
        line = lines[n]
        at = data.draw(st.integers(0, len(line)))
        if how == "drop" and len(lines) > 1:
            del lines[n]
        elif how == "twice":
            lines.insert(n, line)
        elif how == "indent":
            lines[n] = "  " + line
        elif how == "cut":
            lines[n] = line[:at]
        elif how == "put":
            lines[n] = line[:at] + data.draw(MUTATIONS) + line[at:]
        else:
            m = data.draw(st.integers(0, len(lines) - 1))
            lines[n], lines[m] = lines[m], lines[n]
    folder = tmp_path / "alku"
    folder.mkdir(exist_ok=True)
    shutil.copy(SAMPLE.parent / "toolkit.yaml", folder)
    path = folder / SAMPLE.name
    path.write_text("\n".join(lines), "utf-8")
    for fault in check([folder]):
        assert say(fault.problem, fault.values)
    file, faults = read_method(path, "alku")
    assert (file is None) == bool(faults)


@settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(data=st.data())
def test_mutated_templates_give_faults_and_never_an_exception(data, tmp_path):
    """The same for the file of templates."""
    lines = TEMPLATES.read_text("utf-8").splitlines()[:120]
    for _ in range(data.draw(st.integers(1, 4))):
        n = data.draw(st.integers(0, len(lines) - 1))
        at = data.draw(st.integers(0, len(lines[n])))
        lines[n] = lines[n][:at] + data.draw(MUTATIONS) + lines[n][at:]
    path = tmp_path / "workshops.yaml"
    path.write_text("\n".join(lines), "utf-8")
    for fault in check([path]):
        assert say(fault.problem, fault.values)
