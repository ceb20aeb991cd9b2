"""The prompts of the way ``extract``: one passage a call, after worked examples."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from hocket.ports.llm import ChatMessage

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

TOKENS = 400
ANY_VALUE = {"type": ["integer", "number", "string", "boolean", "null"]}

CHANGE_RULES = """\
You read a thread message by message and keep a list up to date. For each message you say only \
what it changes: name, value, quote (its words, copied exactly). A question, an offer or a \
condition that nobody has agreed to changes nothing. Answer as JSON; "changes": [] if nothing \
changes."""
_CHANGE_TASK = "Task: Which dishes are on the menu in the end, and how many of each?"
_CHANGE_EXAMPLES: tuple[tuple[str, list[dict[str, Any]]], ...] = (
    (
        f"{_CHANGE_TASK}\nSo far: {{}}\nMessage from Lea Moor:\nFor Friday: 12 soups and 8 pies.",
        [
            {"name": "soups", "value": 12, "quote": "12 soups"},
            {"name": "pies", "value": 8, "quote": "8 pies"},
        ],
    ),
    (
        (
            f'{_CHANGE_TASK}\nSo far: {{"soups": 12, "pies": 8}}\nMessage from the kitchen:\n'
            "Shall we make salads as well? Only 6 pies are left."
        ),
        [],
    ),
    (
        (
            f'{_CHANGE_TASK}\nSo far: {{"soups": 12, "pies": 8}}\nMessage from Lea Moor:\n'
            "Then 6 pies it is, no salads. And leave out the soups."
        ),
        [
            {"name": "pies", "value": 6, "quote": "6 pies it is"},
            {"name": "salads", "value": 0, "quote": "no salads"},
            {"name": "soups", "value": 0, "quote": "leave out the soups"},
        ],
    ),
)

MEMBER_RULES = """\
You read a thread message by message and keep a list up to date. For each message you say only \
what it changes: name, in (yes if it belongs to the list now, no if not any more or not at all), \
quote (the message's words, copied exactly). The author speaks of themselves as I. "If" and \
"maybe" change nothing yet. Answer as JSON; "changes": [] if nothing changes."""
_MEMBER_TASK = "Task: Who brings a cake in the end? A list of the names."
_MEMBER_EXAMPLES: tuple[tuple[str, list[dict[str, Any]]], ...] = (
    (
        f"{_MEMBER_TASK}\nMessage from Ida Berg:\nI bake one, and so does Tom.",
        [
            {"name": "Ida", "in": "yes", "quote": "I bake one"},
            {"name": "Tom", "in": "yes", "quote": "so does Tom"},
        ],
    ),
    (
        f"{_MEMBER_TASK}\nMessage from Uwe Kent:\nMaybe, if my oven is mended by then.",
        [],
    ),
    (
        f"{_MEMBER_TASK}\nMessage from Ida Berg:\nTom has no time after all. Mine stays.",
        [
            {"name": "Tom", "in": "no", "quote": "Tom has no time after all"},
            {"name": "Ida", "in": "yes", "quote": "Mine stays"},
        ],
    ),
)

ROW_RULES = """\
You take data out of a passage. Answer as JSON: rows, one object for each thing the task asks for \
that this passage has, with the named fields; [] if it has none. Copy what stands there; none is \
0."""
_ROW_EXAMPLES: tuple[tuple[str, list[dict[str, Any]]], ...] = (
    (
        (
            "Task: The repairs, each with house, cost and done (true or false).\nPassage:\n"
            "7. House 12. The roof was mended for 450 in May."
        ),
        [{"house": 12, "cost": 450, "done": True}],
    ),
    (
        (
            "Task: The repairs, each with house, cost and done (true or false).\nPassage:\n"
            "8. Garden. Roses are planted in autumn."
        ),
        [],
    ),
)


def changes_schema(names: Sequence[str]) -> Mapping[str, Any]:
    """The schema of the values that a message changes; of these names only, if there are any."""
    name = {"type": "string", "enum": list(names)} if names else {"type": "string"}
    value = {"type": ["number", "string", "boolean"]}
    return listed("changes", {"name": name, "value": value, "quote": {"type": "string"}})


def members_schema() -> Mapping[str, Any]:
    """The schema of whom or what a message adds to a list or removes from it."""
    name, belongs = {"type": "string"}, {"type": "string", "enum": ["yes", "no"]}
    return listed("changes", {"name": name, "in": belongs, "quote": {"type": "string"}})


def rows_schema(keys: Sequence[str]) -> Mapping[str, Any]:
    """The schema of the rows that a passage has."""
    return listed("rows", dict.fromkeys(keys, ANY_VALUE))


def changing(goal: str, state: Mapping[str, Any], author: str, text: str) -> list[ChatMessage]:
    """The prompt for what a message changes of values."""
    by = f" from {author}" if author else ""
    so_far = json.dumps(state, ensure_ascii=False)
    last = f"Task: {goal}\nSo far: {so_far}\nMessage{by}:\n{text}"
    return _chat(CHANGE_RULES, "changes", _CHANGE_EXAMPLES, last)


def joining(goal: str, author: str, text: str) -> list[ChatMessage]:
    """The prompt for whom or what a message adds to a list or removes from it."""
    by = f" from {author}" if author else ""
    last = f"Task: {goal}\nMessage{by}:\n{text}"
    return _chat(MEMBER_RULES, "changes", _MEMBER_EXAMPLES, last)


def taking_out(goal: str, text: str) -> list[ChatMessage]:
    """The prompt for the rows of a passage."""
    return _chat(ROW_RULES, "rows", _ROW_EXAMPLES, f"Task: {goal}\nPassage:\n{text}")


def listed(name: str, fields: Mapping[str, Any], most: int = 12) -> Mapping[str, Any]:
    """The schema of a list of objects with these fields, under a name."""
    item = {"type": "object", "properties": fields, "required": list(fields)}
    listed = {"type": "array", "items": item, "maxItems": most}
    return {"type": "object", "properties": {name: listed}, "required": [name]}


def _chat(
    rules: str,
    name: str,
    examples: Sequence[tuple[str, list[dict[str, Any]]]],
    last: str,
) -> list[ChatMessage]:
    messages = [ChatMessage("system", rules)]
    for asked, answer in examples:
        messages += [
            ChatMessage("user", asked),
            ChatMessage("assistant", json.dumps({name: answer})),
        ]
    return [*messages, ChatMessage("user", last)]
