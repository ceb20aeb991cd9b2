"""Names of input files: those that no folder could hold, or that mislead, are refused."""

from __future__ import annotations

import pytest

from hocket import Goal, Plan, SchemaCheck, Task
from hocket.app.admission import check_goal, check_inputs, check_plan
from hocket.app.inputs import read_inputs
from hocket.core.goal import Deliverable, InputFile
from hocket.core.name import fault_of_name
from hocket.core.task import Objective
from hocket.errors import InvalidInputError

REFUSED = {
    "empty": "",
    "space": " ",
    "here": ".",
    "parent": "..",
    "dots": "...",
    "absolute": "/etc/passwd",
    "through-parent": "a/../b",
    "folder": "a/b",
    "ending-slash": "a/",
    "backslash": "a\\b",
    "drive": "C:\\x",
    "share": "\\\\server\\x",
    "null": "a\0b",
    "line": "a\nb",
    "escape": "a\x1b[31m",
    "delete": "a\x7f",
    "control-of-latin": "a\x9b",
    "surrogate": "a\ud800",
    "direction": "a\u202egpj.exe",
    "isolate": "a\u2066b",
    "long": "x" * 256,
    "long-in-bytes": "ü" * 128,
    "device": "con",
    "device-with-ending": "NUL.txt",
    "numbered-device": "Com1.csv",
    "dot-at-end": "a.",
    "space-at-end": "a ",
    "space-before": " a",
}
ACCEPTED = (
    "a.txt", ".env", "a..b", "..a", "report 1 (final).csv", "ü" * 127, "日本.csv", "👩\u200d💻.md",
    "\u0645\u06cc\u200c\u062e.txt", "~", "-", "a:b", "console.log", "nulls.csv", "x" * 255,
)  # fmt: skip


@pytest.mark.parametrize("name", REFUSED.values(), ids=REFUSED)
def test_name_that_no_folder_could_hold_is_refused(name):
    assert fault_of_name(name)
    file = InputFile.model_construct(name=name, digest="0" * 64, size_bytes=0)
    with pytest.raises(InvalidInputError, match=r"goal.inputs.0.name: .* cannot be used: "):
        check_inputs([file])


@pytest.mark.parametrize("name", ACCEPTED, ids=ascii)
def test_name_of_a_file_is_accepted(name, tmp_path):
    assert fault_of_name(name) == ""
    (tmp_path / name).write_bytes(b"x")
    (file,), _ = read_inputs([tmp_path / name])
    check_goal(Goal(text="x", inputs=(file,)))


@pytest.mark.parametrize("name", ["a\nb", "aux", "a."])
def test_input_with_an_odd_name_is_refused_where_it_is_read(name, tmp_path):
    (tmp_path / name).write_bytes(b"x")
    with pytest.raises(InvalidInputError, match="its name cannot be used"):
        read_inputs([tmp_path / name])


def deep(levels: int) -> dict:
    schema: dict = {}
    for _ in range(levels):
        schema = {"items": schema}
    return schema


@pytest.mark.parametrize("schema", [{"type": "thing"}, {"pattern": "("}, deep(900)])
def test_schema_that_cannot_be_used_is_refused_with_its_place(schema):
    check = SchemaCheck(json_schema=schema)
    with pytest.raises(InvalidInputError, match=r"^goal\.deliverable\.json_schema: "):
        check_goal(Goal(text="x", deliverable=Deliverable(json_schema=schema)))
    with pytest.raises(InvalidInputError, match=r"^goal\.checks\.0\.json_schema: "):
        check_goal(Goal(text="x", checks=(check,)))
    objective = Objective(description="x", success_criteria=(check,))
    with pytest.raises(InvalidInputError, match=r"^plan\.tasks\.0\.objective\."):
        check_plan(Plan(tasks=(Task(task_id="t1", objective=objective),)))
