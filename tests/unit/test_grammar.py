"""Schemas for the grammars of the embedded runtime: no keyword costs the others."""

from __future__ import annotations

import copy

import pytest

from hocket.adapters.llamacpp.grammar import FORM, compilable
from hocket.adapters.llamacpp.wire import completion_body
from hocket.core.schema import validator_of
from hocket.ports.llm import ChatMessage, LlmRequest, ToolSpec

WHOLE = {"type": "integer"}
TEXT = {"type": "string"}
ASKED = (ChatMessage("user", "Give it."),)


def a_map(values, **more):
    return {"type": "object", "additionalProperties": values, **more}


MAPS = {
    "of numbers": (a_map(WHOLE), {"a": 1, "b": 2}),
    "of lists": (a_map({"type": "array", "items": WHOLE}), {"a": [1, 2]}),
    "of maps": (a_map(a_map(WHOLE)), {"a": {"b": 1}}),
    "of objects": (a_map({"type": "object", "properties": {"age": WHOLE}}), {"a": {"age": 3}}),
    "with a least length": (a_map(WHOLE, minProperties=2), {"a": 1, "b": 2}),
    "with names of a pattern": (a_map(WHOLE, propertyNames={"pattern": "^[a-z]+$"}), {"a": 1}),
    "with names of a list": (a_map(WHOLE, propertyNames={"enum": ["a b", "c.d"]}), {"c.d": 1}),
    "with a named property": (
        a_map(WHOLE, properties={"box": TEXT}, propertyNames={"pattern": "^[a-z]+$"}),
        {"box": "A", "red": 2},
    ),
    "of any values": (
        {"type": "object", "propertyNames": {"pattern": "^[a-z]+$"}},
        {"a": [None]},
    ),
    "of no pattern": (a_map(WHOLE, patternProperties={}), {"a": 1}),
    "of two patterns": (
        {
            "type": "object",
            "patternProperties": {"^a": WHOLE, "b$": TEXT},
            "additionalProperties": False,
        },
        {"a": 1, "b": "x"},
    ),
    "of a pattern that looks ahead": (
        {
            "type": "object",
            "patternProperties": {"^(?!x)": WHOLE},
            "additionalProperties": False,
        },
        {"a": 1},
    ),
    "of patterns and others": (
        {
            "type": "object",
            "patternProperties": {"^(?!x)": WHOLE, "^n": WHOLE},
            "additionalProperties": TEXT,
        },
        {"a": 1, "x": "y"},
    ),
}


@pytest.mark.parametrize(("schema", "value"), MAPS.values(), ids=MAPS)
def test_map_that_fits_a_schema_fits_what_the_grammar_is_made_of(schema, value):
    before = copy.deepcopy(schema)
    made = compilable(schema)
    assert validator_of(schema).is_valid(value)
    assert validator_of(made).is_valid(value)
    assert schema == before


@pytest.mark.parametrize(
    ("schema", "value"),
    [
        (MAPS["with names of a pattern"][0], {"A": 1}),
        (MAPS["with names of a pattern"][0], {"a": "x"}),
        (MAPS["with names of a list"][0], {"cxd": 1}),
        (MAPS["of two patterns"][0], {"c": 1}),
        (MAPS["of a pattern that looks ahead"][0], {"a": "x"}),
    ],
)
def test_map_that_does_not_fit_is_kept_out_of_the_grammar(schema, value):
    made = {k: v for k, v in compilable(schema).items() if k != "propertyNames"}
    assert not validator_of(made).is_valid(value)


@pytest.mark.parametrize(
    "pattern", ["^(?!x)", "(?=.*a)b", "(?<=a)b", "(?<!a)b", r"\bword", r"(a)\1", "(?>a)", r"\\\b"]
)
def test_pattern_that_cannot_be_compiled_costs_only_itself(pattern):
    made = compilable({"items": {"type": "string", "pattern": pattern, "minLength": 2}})
    assert made["items"] == {"type": "string", "minLength": 2}


@pytest.mark.parametrize("pattern", [r"^\d{4}$", r"^\\b$", "^(?:a|b)$", "^(?P<year>[0-9]+)$"])
def test_pattern_that_can_be_compiled_stays(pattern):
    made = compilable({"type": "string", "pattern": pattern})
    assert made == {"type": "string", "pattern": pattern, "x-guidance": FORM}


@pytest.mark.parametrize("tools", [(), (ToolSpec("add", "", a_map(WHOLE)),)])
def test_form_of_the_json_is_sent_once_at_the_top(tools):
    request = LlmRequest("any", ASKED, json_schema=a_map(WHOLE), tools=tools)
    body = completion_body(request, "p")["json_schema"]
    assert body["x-guidance"] == FORM
    assert str(body).count("x-guidance") == 1


def test_alternatives_of_no_pattern_are_not_made_up():
    schema = {"patternProperties": {}, "additionalProperties": False}
    assert compilable(schema)["patternProperties"] == {}
