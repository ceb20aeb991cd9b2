"""JSON by the standard, and JSON in the middle of words."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hocket.core.json_text import json_values, parse_json
from hocket.llm.structure import read_json

SCHEMA = {
    "type": "object",
    "properties": {"n": {"type": "integer"}},
    "required": ["n"],
    "additionalProperties": False,
}
ANSWER = '{"n": 3}'


@pytest.mark.parametrize(
    "text",
    ["NaN", "[Infinity]", '{"a": -Infinity}', "1e999", "[-1e999]", "", "{'a': 1}", "1 2", "[1,]"],
)
def test_text_that_the_standard_does_not_allow_is_no_json(text):
    with pytest.raises(ValueError, match=r"."):
        parse_json(text)


json_objects = st.dictionaries(
    st.text(max_size=5),
    st.none() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    max_size=3,
)


@given(json_objects)
def test_any_object_is_parsed_as_it_was_written(value):
    assert parse_json(json.dumps(value)) == value


@given(st.lists(json_objects, min_size=1, max_size=4), st.sampled_from([" ", "\nThen: ", ", or "]))
def test_objects_in_words_are_all_seen_in_order(values, between):
    text = between.join(json.dumps(value) for value in values)
    assert json_values(f"Here: {text}.") == values


@pytest.mark.parametrize(
    "text",
    [
        f'An example: {{"n": "three"}}. The answer: {ANSWER}',
        f'{ANSWER}\n{{"confidence": 0.9}}',
        f'{{"schema": {{"n": 1}}}} {ANSWER}',
        f"See [1] and [2]. {ANSWER} Done.",
        f'```json\n{{"plan": ["think"]}}\n```\n\n```json\n{ANSWER}\n```',
        f"```\n{ANSWER}\n```\nI hope this {{helps}}!",
        f"```json\n{ANSWER}\n",
        f'{{"n": 1}} is wrong, so {ANSWER}',
        f"Use {{braces}}: {ANSWER}",
        f'He said "{{": {ANSWER}',
        "{'plan': ['think'],} {'n': 3,}",
        '```json\n{"plan": [],}\n```\n```json\n{"n": 3,}\n```',
        "The answer is {'n': 3}.",
        f"\ufeff{ANSWER}",
        f"{ANSWER}{ANSWER}",
    ],
)
def test_value_that_fits_the_schema_is_taken_of_several(text):
    data, fault, repaired = read_json(text, SCHEMA)
    assert (data, fault) == ({"n": 3}, "")
    assert repaired


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ('{"n": "3"}', "not of type"),
        ('{"outer": {"n": 3}}', "Additional properties"),
        ('{"outer": {"n": 3}, "x": NaN}', "NaN is not JSON"),
        ("Here: {'outer': {'n': 3},}", "Additional properties"),
        ('{"n": NaN}', "NaN is not JSON"),
        ('{"n": Infinity}', "Infinity is not JSON"),
        ('Sure: {"n": NaN}', "was not JSON"),
        ('{"n": 1e999}', "too large"),
        ("[" * 100_000, "was not JSON"),
        ("no", "was not JSON"),
    ],
)
def test_text_without_a_value_that_fits_names_the_fault(text, fault):
    data, why, repaired = read_json(text, SCHEMA)
    assert data != {"n": 3}
    assert why
    assert fault in f"{why} {repaired}"


@pytest.mark.parametrize("text", ['{"n": 1e999}', "{'n': 1e999,}", 'Sure: {"n": [-1e999]}'])
def test_repair_never_gives_a_number_that_is_not_json(text):
    data, fault, _ = read_json(text, {"type": "object", "required": ["n"]})
    assert data is None
    assert fault


@pytest.mark.parametrize("text", ["[" * 50_000, "{" * 50_000, '{"a":' * 20_000, '"' * 50_001])
def test_text_of_brackets_alone_has_no_values(text):
    assert json_values(text) == []
