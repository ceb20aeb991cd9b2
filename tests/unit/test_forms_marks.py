"""Values keep no mark that the task wants left out."""

from __future__ import annotations

import pytest

from hocket.agents.forms import fill, form_of
from hocket.agents.forms.marks import marked


@pytest.mark.parametrize(
    ("task", "mark"),
    [
        ("host without the colon -> hits", ":"),
        ("hosts without colons", ":"),
        ("host (in full) without any ':'", ":"),
        ("the host without its port, names without colons", ""),
        ("the ports without colons", ""),
        ("the host without a colon at the end", ""),
    ],
)
def test_marks_that_a_task_leaves_out_of_a_column_are_noticed_there(task, mark):
    found = marked(task, "host", ["north", "south:80"])
    assert found == (f"host holds 'south:80', but it is asked for without {mark!r}" if mark else "")


def test_names_of_a_mapping_with_such_a_mark_are_wrong_and_without_it_right():
    task = "How many hits had each host? Write hits.json: host without the colon -> hits."
    form = form_of(task, ["hits.json"])
    for host, wrong in (("south:80", True), ("south", False)):
        filled = fill(form, {"kind": "value", "value": {"north": 2, host: 1}})
        assert bool(filled.wrong) is wrong
