"""Probes of form: JSON by rung of the structure ladder, and tool calls."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from hocket.llm.passport.probe import (
    Probe,
    asks,
    calls,
    ends_with_result,
    fits_freely,
    fits_when,
)
from hocket.ports.llm import ChatMessage, ToolCall, ToolSpec

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

JSON_TOKENS, CALL_TOKENS = 120, 80


def _object(**properties: Any) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }


TEXT, WHOLE = {"type": "string"}, {"type": "integer"}

SCHEMAS: dict[str, tuple[str, Mapping[str, Any]]] = {
    "person": (
        "Ada Lovelace was born in 1815 in London.",
        _object(name=TEXT, born=WHOLE, city=TEXT),
    ),
    "order": (
        "Order 17: 3 pens at 1.20 each and 1 book at 9.50. It was paid.",
        _object(
            number=WHOLE,
            items={
                "type": "array",
                "minItems": 1,
                "items": _object(what=TEXT, count=WHOLE, price={"type": "number"}),
            },
            paid={"type": "boolean"},
        ),
    ),
    "ticket": (
        "The printer on floor 2 has been broken since Monday; it is urgent. Nobody works on it.",
        _object(
            title=TEXT,
            priority={"enum": ["low", "normal", "high"]},
            floor={"type": "integer", "minimum": 0, "maximum": 40},
            assignee={"type": ["string", "null"]},
        ),
    ),
}
"""Name to a text and the schema of what is to be read out of it."""

_ASKED = "Give this as one JSON object that fits the JSON Schema. Answer with the JSON alone."

WEATHER = ToolSpec(
    "get_weather",
    "The weather in a city now.",
    _object(city={"type": "string", "description": "the city"}),
)
CONVERT = ToolSpec(
    "convert_money",
    "Converts an amount of money.",
    _object(amount={"type": "number"}, to={"type": "string", "enum": ["EUR", "USD", "GBP"]}),
)
REMIND = ToolSpec(
    "set_reminder",
    "Reminds you later.",
    _object(minutes=WHOLE, about={"type": "string"}),
)
TOOLS = (WEATHER, CONVERT, REMIND)

CALLS: dict[str, tuple[str, str, Mapping[str, Any]]] = {
    "weather": ("What is the weather in Oslo now?", "get_weather", {"city": "Oslo"}),
    "money": ("How much is 25 dollars in EUR?", "convert_money", {"amount": 25, "to": "EUR"}),
    "reminder": (
        "Remind me in 15 minutes about tea.",
        "set_reminder",
        {"minutes": 15, "about": "tea"},
    ),
}
"""Name to a question, the tool that answers it, and its arguments."""

RESULTS: dict[str, tuple[str, ToolCall, str, tuple[str, ...]]] = {
    "weather": (
        "What is the temperature in Oslo now?",
        ToolCall("get_weather", {"city": "Oslo"}, "call-0"),
        '{"temperature_c": -7, "sky": "clear"}',
        (
            *("-7", "minus 7", "negative 7", "minus seven", "negative seven"),
            *("7 degrees below", "seven degrees below", "7 degrees Celsius below", "7 below"),
        ),
    ),
    "money": (
        "How much is 25 dollars in EUR?",
        ToolCall("convert_money", {"amount": 25, "to": "EUR"}, "call-0"),
        '{"amount": 21.35, "currency": "EUR"}',
        ("21.35",),
    ),
}
"""Name to a question, the call made for it, its result, and what an answer has of it."""


def structure_probes() -> Iterator[Probe]:
    """JSON as it is said, with constrained decoding, and after a complaint."""
    for name, (text, schema) in SCHEMAS.items():
        prompt = f"{_ASKED}\nSchema: {json.dumps(schema)}\nText: {text}"
        yield Probe(
            f"json/{name}/free",
            "json",
            asks(prompt),
            fits_freely(schema),
            max_tokens=JSON_TOKENS,
            quick=name == "person",
        )
        yield Probe(
            f"json/{name}/schema",
            "json",
            asks(prompt),
            fits_when("constrained", schema),
            max_tokens=JSON_TOKENS,
            json_schema=schema,
            quick=name == "person",
        )
    text, schema = SCHEMAS["person"]
    yield Probe(
        "json/person/again",
        "json",
        (
            ChatMessage("user", f"{_ASKED}\nSchema: {json.dumps(schema)}\nText: {text}"),
            ChatMessage("assistant", '{"name": "Ada Lovelace", "city": "London"}'),
            ChatMessage(
                "user",
                "That does not fit: at $: 'born' is a required property\n"
                "Answer again with the whole JSON, corrected.",
            ),
        ),
        fits_when("asked again", schema),
        max_tokens=JSON_TOKENS,
    )


def tool_probes() -> Iterator[Probe]:
    """The choice of a tool, and what is done with its result."""
    for name, (question, tool, arguments) in CALLS.items():
        yield Probe(
            f"tools/call/{name}",
            "tools",
            asks(question),
            calls(tool, arguments),
            max_tokens=CALL_TOKENS,
            tools=TOOLS,
            quick=name == "weather",
        )
    for name, (question, call, result, words) in RESULTS.items():
        yield Probe(
            f"tools/result/{name}",
            "tools",
            (
                ChatMessage("user", question),
                ChatMessage("assistant", "", tool_calls=(call,)),
                ChatMessage("tool", result, call_id=call.call_id),
            ),
            ends_with_result(*words),
            max_tokens=CALL_TOKENS,
            tools=TOOLS,
            quick=name == "weather",
        )
