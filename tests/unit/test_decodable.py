"""Schemas with what they imply for decoding, and complaints about excluded values."""

from __future__ import annotations

import copy

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hocket.core.schema import validator_of
from hocket.llm.decodable import decodable

NAMED = {"type": "string", "not": {"enum": ["", "unknown"]}}


@pytest.mark.parametrize(
    ("schema", "path", "expected"),
    [
        ({"type": "object", "properties": {"name": NAMED}}, ("properties", "name"), 1),
        ({"type": "array", "items": NAMED}, ("items",), 1),
        ({"anyOf": [{"type": "null"}, NAMED]}, ("anyOf", 1), 1),
        ({**NAMED, "minLength": 4}, (), 4),
        ({"$defs": {"n": {"type": "string", "not": {"const": ""}}}}, ("$defs", "n"), 1),
    ],
)
def test_text_that_must_not_be_empty_has_a_least_length(schema, path, expected):
    made = decodable(schema)
    for step in path:
        made = made[step]
    assert made["minLength"] == expected


@pytest.mark.parametrize(
    "schema",
    [
        {"type": "string", "not": {"enum": ["unknown"]}},
        {"type": "object", "properties": {"not": {"type": "string"}}},
        {"const": {"not": {"enum": [""]}, "type": "string"}},
        {"not": {"type": "string"}},
        {"type": "object", "additionalProperties": False},
    ],
)
def test_schema_that_implies_nothing_more_stays_as_it_is(schema):
    before = copy.deepcopy(schema)
    assert decodable(schema) == before
    assert schema == before


@pytest.mark.parametrize(
    ("types", "refused", "left"),
    [
        (["string", "null"], "null", ["string"]),
        (["integer", "number", "string"], "number", ["string"]),
        (["number", "null"], "integer", ["number", "null"]),
        (["string", "null"], ["null", "object"], ["string"]),
        (["null"], "null", ["null"]),  # nothing fits, which only its complaint can tell
    ],
)
def test_types_that_are_excluded_are_left_out(types, refused, left):
    made = decodable({"type": types, "not": {"type": refused}})
    assert made == {"type": left, "not": {"type": refused}}


values = st.one_of(st.text(max_size=3), st.integers(-2, 2), st.none(), st.sampled_from(["", "a"]))


@given(
    st.lists(values, max_size=4, unique_by=repr),
    st.lists(values, min_size=1, max_size=4, unique_by=repr),
    st.sampled_from([None, "string"]),
    values,
)
def test_schema_and_what_it_implies_take_the_same_values(excluded, allowed, kind, value):
    schema = {"not": {"enum": excluded}, "enum": allowed}
    if kind:
        schema["type"] = kind
    fits = [not list(validator_of(one).errors(value)) for one in (schema, decodable(schema))]
    assert fits[0] == fits[1]


@pytest.mark.parametrize(("excluded", "left"), [(True, [1, 0, 2]), (1.0, [True, 0, 2])])
def test_value_that_only_python_takes_for_the_excluded_one_stays(excluded, left):
    made = decodable({"enum": [1, True, 0, 2], "not": {"const": excluded}})
    assert list(map(str, made["enum"])) == list(map(str, left))
