"""Slots of a template that hold an object."""

from __future__ import annotations

import re

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
    rows = {"kind": "table", "columns": ["p", "n", "m"], "rows": [[0.1, 3, 4]]}
    assert fill(form, rows).lacks == "answer lacks a value for 'r'; give it a column of that name"
    value = {"kind": "value", "value": {"p": 0.1, "n": 3, "m": 4}}
    lacks = "answer lacks a value for 'r'; make it a dict with a key of that name"
    assert fill(form, value).lacks == lacks


@pytest.mark.parametrize(
    "text",
    [
        "Answer in this form: @w[stat], @n[count] where each answer is a number to two decimals.",
        "Round all final results to 2 decimal places. Answer in this form: @w[stat], @n[count]",
        "Keep all numerical values rounded to 2 decimal points. Answer: @w[stat], @n[count]",
        "Results must be rounded to two decimal places. Answer in this form: @w[stat] @n[count]",
        "Answer in this form: @w[stat] @n[count], each rounded to two decimal places.",
        "Answer: @w[stat] @n[count]. They are numbers between -9 and 9, rounded to two decimals.",
    ],
)
def test_decimals_of_all_results_are_those_of_each_that_is_no_whole_number(text):
    value = {"kind": "value", "value": {"w": 0.98765, "n": 3}}
    assert re.findall(r"\[(.*?)\]", fill(form_of(text, []), value).text) == ["0.99", "3"]


@pytest.mark.parametrize(
    "text",
    [
        "Use an alpha of 0.05, to two decimals. Answer in this form: @w[stat] @n[count]",
        "Each town has a value with two decimals in w. Answer in this form: @w[stat] @n[count]",
        "Round the mean of each group to 2 decimals first. Answer in this form: @w[stat] @n[count]",
        "All results are numbers. Answer in this form: @w[stat] @n[count]",
    ],
)
def test_decimals_of_something_else_are_not_those_of_all_results(text):
    value = {"kind": "value", "value": {"w": 0.98765, "n": 3}}
    assert "0.98765" in fill(form_of(text, []), value).text


@pytest.mark.parametrize(
    "said",
    [
        "All values in column x are given to two decimals.",
        "Each value in the file is rounded to 2 decimals.",
        "The values are measured with 3 decimals.",
        "Round all values of the price column to 0 decimals.",
        "If the values are below 1, round them to 4 decimals.",
        "Round all results to 2 decimals, except the p-value.",
        "Give all results with at least 3 decimals.",
        "The intermediate results are rounded to 1 decimal.",
        "The values of pay in the table are euros with 2 decimals.",
    ],
)
def test_decimals_of_what_is_read_or_only_bounded_are_not_those_of_all_results(said):
    value = {"kind": "value", "value": {"w": 0.98765, "n": 3}}
    text = f"{said} Answer in this form: @w[stat] @n[count]"
    assert "0.98765" in fill(form_of(text, []), value).text
