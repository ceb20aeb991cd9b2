"""Results have what a task lists by name, and nothing else."""

from __future__ import annotations

import json

import pytest

from hocket.agents.forms import fill, form_of
from hocket.agents.forms.named import only_named

TOWNS = ["Bonn", "Jena", "Kiel", "L'Île", "Ulm"]


@pytest.mark.parametrize(
    ("task", "named"),
    [
        ("What share had Ulm, Kiel and L'Île in 2020?", ["Kiel", "L'Île", "Ulm"]),
        ("I need Bonn and Ulm.", ["Bonn", "Ulm"]),
        ("I need 'Bonn' or 'Ulm'.", ["Bonn", "Ulm"]),
        ("The share of the games that Bonn, Ulm and Kiel have won?", ["Bonn", "Kiel", "Ulm"]),
        ("How often Bonn, Ulm and Kiel sent a parcel.", ["Bonn", "Kiel", "Ulm"]),
        ("Towns such as Bonn, Ulm and Kiel.", TOWNS),
        ("Which towns did better than Bonn, Ulm and Kiel?", TOWNS),
        ("Leave out Bonn, Ulm and Kiel.", TOWNS),
        ("What had Ulm?", TOWNS),
        ("All towns but not Ulm and Bonn.", TOWNS),
        ("Which sold more than Ulm and Bonn?", TOWNS),
        ("From Ulm the parcels went to Bonn, and to Kiel.", TOWNS),
        ("Of Ulmen and Bonner houses.", TOWNS),
    ],
)
def test_names_that_a_task_lists_are_those_of_the_result(task, named):
    assert only_named(task, TOWNS) == named


def test_mappings_and_rows_are_of_the_things_that_are_listed():
    task = "How many came to Ulm and Kiel? Write came.json: town -> number."
    came = {"kind": "value", "value": dict.fromkeys(TOWNS, 3)}
    assert json.loads(fill(form_of(task, ["came.json"]), came).content) == {"Kiel": 3, "Ulm": 3}
    task = "How many came to Ulm and Kiel? Write came.csv with town and number."
    rows = {"kind": "table", "columns": ["town", "number"], "rows": [[t, 3] for t in TOWNS]}
    assert fill(form_of(task, ["came.csv"]), rows).content == b"town,number\nKiel,3\nUlm,3\n"
