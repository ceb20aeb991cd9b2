"""Slots of a template that hold an object."""

from __future__ import annotations

import pytest

from hocket.agents.forms import fill, form_of

OPEN = "How many are missing? Answer in this form: @missing[{'Gate No':n1, 'At':n2"
HELD = {"Gate No": 3, "At": 0}


@pytest.mark.parametrize("task", [OPEN, OPEN + "}]", OPEN + "}"])
@pytest.mark.parametrize(
    "answer",
    [HELD, {"missing": HELD}, {"at": 0, "gate_no": 3}],
    ids=["bare", "under its name", "spelled otherwise"],
)
def test_object_in_a_slot_is_written_as_its_place_shows(task, answer):
    filled = fill(form_of(task, []), {"kind": "value", "value": answer})
    assert (filled.text, filled.lacks) == ("@missing[{'Gate No': 3, 'At': 0}]", "")


def test_object_with_marks_of_json_is_written_so():
    task = 'Answer in this form: @missing[{"a": n, "b": n}]'
    filled = fill(form_of(task, []), {"kind": "value", "value": {"a": 1.0, "b": 2}})
    assert filled.text == '@missing[{"a": 1.0, "b": 2}]'


def test_object_that_lacks_a_key_is_told():
    filled = fill(form_of(OPEN, []), {"kind": "value", "value": {"missing": {"Gate No": 3}}})
    assert filled.lacks == "answer lacks a value for 'At' of 'missing'"


def test_template_of_plain_places_stays_one():
    filled = fill(
        form_of("In this form: @mean[value] @n[count]", []),
        {"kind": "value", "value": {"mean": 2.5, "n": 3}},
    )
    assert filled.text == "@mean[2.5] @n[3]"


def test_place_with_nothing_in_it_is_one():
    filled = fill(
        form_of("In this form: @mean[] @n[count]", []),
        {"kind": "value", "value": {"mean": 2.5, "n": 3}},
    )
    assert filled.text == "@mean[2.5] @n[3]"


def test_plain_place_beside_an_object_is_not_filled_with_all():
    task = "In this form: @missing[{'a': n, 'b': n}] @mean[value]"
    filled = fill(form_of(task, []), {"kind": "value", "value": {"missing": {"a": 1, "b": 2}}})
    assert filled.lacks.startswith("answer lacks a value for 'mean'")


def test_value_that_is_missing_is_wanted_as_the_language_names_values():
    form = form_of("How do they correlate? Answer in this form: @r[value] @p[value]", [])
    rows = {"kind": "table", "columns": ["p", "n"], "rows": [[0.1, 3], [0.2, 4]]}
    assert fill(form, rows).lacks == "answer lacks a value for 'r'; give it a column of that name"
    value = {"kind": "value", "value": {"p": 0.1, "n": 3, "m": 4}}
    lacks = "answer lacks a value for 'r'; make it a dict with a key of that name"
    assert fill(form, value).lacks == lacks
