"""Complaints about values that do not fit a schema: what to do, in plain words."""

from __future__ import annotations

import json

import pytest

from hocket.llm.structure import read_json

WHOLE = {"type": "integer"}
CASES = {
    "excluded value": ({"not": {"const": 3}}, 3, "3 is excluded: give a value that is none of 3"),
    "excluded values": (
        {"not": {"enum": ["", "unknown"]}},
        "",
        '"" is excluded: give a value that is none of "", "unknown"',
    ),
    "excluded pattern": (
        {"not": {"pattern": "^x"}},
        "xy",
        '"xy" is excluded, as it fits {"pattern": "^x"}',
    ),
    "excluded type": (
        {"not": {"type": "null"}},
        None,
        'null is excluded, as it fits {"type": "null"}',
    ),
    "item that is missing": (
        {"contains": {"const": "a"}},
        ["b"],
        'at least one item has to be "a"; none is',
    ),
    "item of a kind": (
        {"contains": {"minimum": 5}},
        [1],
        'at least one item has to fit {"minimum": 5}; none does',
    ),
    "any item": ({"contains": True}, [], "at least one item has to be there; none is"),
    "item twice, of which another looks like it": (
        {"uniqueItems": True},
        [1, True, "a", "a"],
        '"a" is there more than once; give each item once',
    ),
    "item twice in two spellings": (
        {"uniqueItems": True},
        [1, 1.0],
        "an item is there more than once; give each item once",
    ),
    "two items": (
        {"contains": WHOLE, "minContains": 2},
        [1, "a"],
        'at least 2 items have to fit {"type": "integer"}; fewer do',
    ),
    "too many items": (
        {"contains": WHOLE, "maxContains": 1},
        [1, 2],
        'more than 1 of the items fit {"type": "integer"}',
    ),
    "item twice": (
        {"uniqueItems": True},
        [1, 2, 1],
        "1 is there more than once; give each item once",
    ),
    "equal objects": (
        {"uniqueItems": True},
        [{"a": 1}, {"a": 1}],
        '{"a": 1} is there more than once; give each item once',
    ),
    "multiple": (
        {"multipleOf": 5},
        23,
        "23 is not a multiple of 5; the nearest are 20 and 25",
    ),
    "negative multiple": (
        {"multipleOf": 5},
        -3,
        "-3 is not a multiple of 5; the nearest are -5 and 0",
    ),
    "multiple of a fraction": ({"multipleOf": 0.5}, 0.3, "0.3 is not a multiple of 0.5"),
    "name": (
        {"propertyNames": {"pattern": "^[a-z]+$"}},
        {"A": 1},
        "the name 'A' does not match '^[a-z]+$'",
    ),
    "few names": ({"minProperties": 2}, {"a": 1}, "it has 1 names; at least 2 are needed"),
    "alternatives": (
        {"anyOf": [{"required": ["r"]}, {"properties": {"kind": {"const": "s"}}}]},
        {"kind": "c"},
        "it fits none of the alternatives: 'r' is a required property; or kind: 's' was expected",
    ),
    "several alternatives": (
        {"oneOf": [{"required": ["a"]}, {"required": ["b"]}]},
        {"a": 1, "b": 2},
        "it fits several of the alternatives; give what belongs to one of them alone",
    ),
    "together": (
        {"dependentRequired": {"paid": ["day"]}},
        {"paid": 1},
        '"paid" also needs "day"',
    ),
    "nothing": ({"properties": {"a": False}}, {"a": 1}, "1 may not be there"),
    "any other": (WHOLE, "x", "'x' is not of type 'integer'"),
}


@pytest.mark.parametrize(("schema", "value", "expected"), CASES.values(), ids=CASES)
def test_value_that_does_not_fit_is_told_in_plain_words(schema, value, expected):
    fault = read_json(json.dumps(value), schema)[1]
    assert fault.partition(": ")[2] == expected


def test_long_value_is_shown_in_part():
    fault = read_json(json.dumps(["x" * 900, "x" * 900]), {"uniqueItems": True})[1]
    assert "xxx… is there more than once" in fault
    assert len(fault) < 300


def test_value_under_a_name_that_is_a_keyword_is_told_as_a_value():
    fault = read_json('{"propertyNames": "q"}', {"properties": {"propertyNames": WHOLE}})[1]
    assert fault == "at $.propertyNames: 'q' is not of type 'integer'"
