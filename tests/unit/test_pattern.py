"""Patterns from users and LLMs: bounded in time, wherever they are searched for."""

from __future__ import annotations

import pytest

from hocket.core.pattern import count_matches, pattern_limit, search
from hocket.core.schema import has_patterns, validator_of
from hocket.errors import InvalidInputError

ENDLESS = "(a|aa)+$"
TEXT = "a" * 200 + "b"
INVALID = ("(", "[", "*", "(?P<n>", "\\", "(" * 5000, "a{2,1}")


def test_pattern_that_takes_too_long_is_stopped_and_named():
    for searched in (search, count_matches):
        with pattern_limit(0.05), pytest.raises(InvalidInputError, match=r"\(a\|aa\)\+\$.*stopped"):
            searched(ENDLESS, TEXT)


def test_pattern_that_takes_long_to_compile_is_refused_by_its_length():
    pattern = "|".join("a" * n for n in range(400))
    for refuse in (lambda: search(pattern, "a"), lambda: validator_of({"pattern": pattern})):
        with pytest.raises(InvalidInputError, match=r"80199 characters.*write a shorter one"):
            refuse()
    assert search("|".join("a" * n for n in range(100)), "a")


def test_pattern_searches_share_one_limit():
    with pattern_limit(0.05):
        with pytest.raises(InvalidInputError):
            search(ENDLESS, TEXT)
        with pytest.raises(InvalidInputError, match="stopped"):
            search(ENDLESS, TEXT)


@pytest.mark.parametrize("pattern", INVALID, ids=lambda p: p[:8])
def test_pattern_that_is_no_regular_expression_is_refused(pattern):
    with pytest.raises(InvalidInputError, match="is not a regular expression"):
        search(pattern, "x")
    for schema in ({"pattern": pattern}, {"items": {"patternProperties": {pattern: {}}}}):
        with pytest.raises(InvalidInputError, match="is not a regular expression"):
            validator_of(schema)


SCHEMAS = {
    "pattern": {"additionalProperties": {"pattern": ENDLESS}},
    "names": {"propertyNames": {"pattern": ENDLESS}},
    "pattern-properties": {"patternProperties": {ENDLESS: {}}},
    "additional": {"patternProperties": {ENDLESS: {}}, "additionalProperties": False},
    "unevaluated": {"patternProperties": {ENDLESS: {}}, "unevaluatedProperties": False},
    "nested-unevaluated": {
        "allOf": [{"$ref": "#/$defs/part"}],
        "unevaluatedProperties": False,
        "$defs": {"part": {"patternProperties": {ENDLESS: {}}}},
    },
    "not": {"not": {"additionalProperties": {"pattern": ENDLESS}}},
}


@pytest.mark.parametrize("schema", SCHEMAS.values(), ids=SCHEMAS)
def test_schema_pattern_that_takes_too_long_is_stopped(schema):
    assert has_patterns(schema)
    with pattern_limit(0.05), pytest.raises(InvalidInputError, match="stopped"):
        validator_of(schema).errors({TEXT: TEXT})


@pytest.mark.parametrize(
    ("schema", "data", "fits"),
    [
        ({"pattern": "^a+$"}, "aaa", True),
        ({"pattern": "^a+$"}, "ab", False),
        ({"patternProperties": {"^n": {"type": "number"}}}, {"n1": "x"}, False),
        ({"patternProperties": {"^n": {}}, "additionalProperties": False}, {"n1": 1}, True),
        ({"patternProperties": {"^n": {}}, "additionalProperties": False}, {"m": 1}, False),
        ({"patternProperties": {"^n": {}}, "unevaluatedProperties": False}, {"n": 1}, True),
        ({"patternProperties": {"^n": {}}, "unevaluatedProperties": False}, {"m": 1}, False),
        (
            {"allOf": [{"patternProperties": {"^n": {}}}], "unevaluatedProperties": False},
            {"n": 1},
            True,
        ),
        ({"properties": {"pattern": {"type": "string"}}}, {"pattern": "("}, True),
        ({"const": {"pattern": "("}}, {"pattern": "("}, True),
        ({"properties": {"default": {"pattern": "^a"}}}, {"default": "b"}, False),
    ],
)
def test_schema_patterns_decide_as_the_standard_says(schema, data, fits):
    assert validator_of(schema).is_valid(data) is fits


def nested(levels: int, around) -> dict:
    schema: dict = {}
    for _ in range(levels):
        schema = around(schema)
    return schema


AROUND = {
    "properties": lambda inner: {"properties": {"a": inner}},
    "items": lambda inner: {"items": inner},
    "not": lambda inner: {"not": inner},
    "all-of": lambda inner: {"allOf": [inner]},
    "unknown": lambda inner: {"x-note": [[inner]]},
    "const": lambda inner: {"const": inner},
}


@pytest.mark.parametrize("levels", [101, 450, 900, 5000])
@pytest.mark.parametrize("around", AROUND.values(), ids=AROUND)
def test_schema_that_is_nested_too_deeply_is_refused(around, levels):
    with pytest.raises(InvalidInputError, match="nested deeper than 100 levels"):
        validator_of(nested(levels, around))


@pytest.mark.parametrize("around", AROUND.values(), ids=AROUND)
def test_schema_of_any_allowed_depth_is_usable(around):
    validator = validator_of(nested(33, around))
    data: dict = {}
    for _ in range(200):
        data = {"a": [data]}
    assert isinstance(validator.is_valid(data), bool)


def test_schema_that_refers_to_itself_takes_deep_data_or_says_that_it_is_too_deep():
    data: list = []
    for _ in range(500):
        data = [data]
    validator = validator_of({"items": {"$ref": "#"}})
    with pytest.raises(InvalidInputError, match="nested too deeply"):
        validator.errors(data)
    with pytest.raises(InvalidInputError, match="nested too deeply"):
        validator_of({"$ref": "#"}).errors(1)


@pytest.mark.parametrize(
    ("pattern", "count"), [("^a", 3), ("a|b", 5), ("^", 3), ("[bc]$", 1), ("z", 0)]
)
def test_pattern_matches_as_often_in_a_short_text_as_in_a_long_one(pattern, count):
    text = "a\naab\na"
    with_limit = f"(?:{pattern})"  # a group may backtrack
    assert count_matches(pattern, text) == count_matches(with_limit, text)
    assert count_matches(pattern, "\n".join([text] * 2000)) == 2000 * count_matches(pattern, text)
    assert count_matches(pattern, text) == count
