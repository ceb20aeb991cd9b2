"""The prompts of the way ``scan``: a whole text in one call, after a worked example."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from hocket.agents.ways.extracting import ANY_VALUE, listed
from hocket.ports.llm import ChatMessage

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

TOKENS = 600

_ROW_RULES = """\
You take data out of a whole text. Answer as JSON: rows, one object for each thing that the task \
asks for, in the order of the text, with the named fields. Copy what stands there; none is 0."""
_HOUSES = """\
Text:
7. House 12. The roof was mended for 450 in May.

8. Garden. Roses are planted in autumn.

9. House 14. A new door for 300 was put off to June.

Task: The repairs, each with house, cost and done (true or false)."""
_REPAIRS = [
    {"house": 12, "cost": 450, "done": True},
    {"house": 14, "cost": 300, "done": False},
]
_STATE_RULES = """\
You read a thread of messages to its end, where later messages override earlier ones. Answer as \
JSON: for each name the last words on it (copied exactly) and how it stands at the end. What was \
only asked, offered or thought about does not count."""
_MENU = """\
Thread:
From: Lea Moor
For Friday: 12 soups and 8 pies, please.

From: the kitchen
Shall we make salads as well? Only 6 pies are left.

From: Lea Moor
Then 6 pies it is, no salads.

Task: How many of each dish are ordered in the end: soups, pies, salads?"""
_DISHES = [
    {"name": "soups", "last": "12 soups", "value": 12},
    {"name": "pies", "last": "Then 6 pies it is", "value": 6},
    {"name": "salads", "last": "no salads", "value": 0},
]
_CAKES = """\
Thread:
From: Ida Berg
I bake one, and so does Tom.

From: Uwe Kent
Maybe, if my oven is mended by then.

From: Ida Berg
Tom has no time after all. Mine stays.

Task: Who brings a cake in the end?"""
_BAKERS = [
    {"name": "Ida", "last": "Mine stays", "in": "yes"},
    {"name": "Tom", "last": "Tom has no time after all", "in": "no"},
    {"name": "Uwe", "last": "Maybe, if my oven is mended", "in": "no"},
]


def rows_prompt(goal: str, text: str) -> list[ChatMessage]:
    """The prompt for all rows of a text."""
    return _chat(_ROW_RULES, _HOUSES, {"rows": _REPAIRS}, f"Text:\n{text}\n\nTask: {goal}")


def values_prompt(goal: str, text: str) -> list[ChatMessage]:
    """The prompt for the values of names at the end of a text."""
    return _chat(_STATE_RULES, _MENU, {"state": _DISHES}, f"Thread:\n{text}\n\nTask: {goal}")


def members_prompt(goal: str, text: str) -> list[ChatMessage]:
    """The prompt for who or what belongs to a list at the end of a text."""
    return _chat(_STATE_RULES, _CAKES, {"state": _BAKERS}, f"Thread:\n{text}\n\nTask: {goal}")


def rows_schema(keys: Sequence[str]) -> Mapping[str, Any]:
    """The schema of the rows of a text."""
    return listed("rows", dict.fromkeys(keys, ANY_VALUE), 40)


def values_schema(names: Sequence[str]) -> Mapping[str, Any]:
    """The schema of the state of these names."""
    name = {"type": "string", "enum": list(names)}
    value = {"type": ["number", "string", "boolean", "null"]}
    return listed("state", {"name": name, "last": {"type": "string"}, "value": value}, len(names))


def members_schema() -> Mapping[str, Any]:
    """The schema of who belongs to a list."""
    belongs = {"type": "string", "enum": ["yes", "no"]}
    fields = {"name": {"type": "string"}, "last": {"type": "string"}, "in": belongs}
    return listed("state", fields, 40)


def _chat(rules: str, asked: str, answer: Mapping[str, Any], last: str) -> list[ChatMessage]:
    return [
        ChatMessage("system", rules),
        ChatMessage("user", asked),
        ChatMessage("assistant", json.dumps(answer)),
        ChatMessage("user", last),
    ]
