"""What the API refuses in a request, in words like its own."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_FIELDS = {
    *("model", "messages", "max_tokens", "system", "tools", "tool_choice", "stream", "temperature"),
    *("stop_sequences", "thinking", "output_config", "top_p", "top_k", "metadata", "service_tier"),
}
_ID = re.compile(r"[a-zA-Z0-9_-]+")
_UNSUPPORTED = {"minimum", "maximum", "minLength", "maxLength", "pattern", "uniqueItems", "oneOf"}
MOST_MARKS = 4
LEAST_BUDGET = 1024


def fault_of(body: dict, *, counts: bool = False) -> str:
    """Why a body is refused; empty if it is taken."""
    return next(_faults(body, counts=counts), "")


def blocks_of(content) -> list[dict]:
    return [{"type": "text", "text": content}] if isinstance(content, str) else content


def _faults(body: dict, *, counts: bool) -> Iterator[str]:
    yield from _of_fields(body, counts=counts)
    yield from _of_roles(body["messages"])
    yield from _of_results(body["messages"])
    yield from _of_ids(body["messages"])
    yield from _of_tools(body)
    yield from _of_marks(body)
    if form := body.get("output_config", {}).get("format"):
        yield from _of_schema(form["schema"])
    if body.get("thinking", {}).get("type") == "enabled":
        yield from _of_thinking(body)


def _of_fields(body: dict, *, counts: bool) -> Iterator[str]:
    for name in body:
        if name not in _FIELDS or (counts and name in ("max_tokens", "stream", "temperature")):
            yield f"{name}: Extra inputs are not permitted"
    for name in ("model", "messages", *(() if counts else ("max_tokens",))):
        if name not in body:
            yield f"{name}: Field required"
    if not counts and not (isinstance(body["max_tokens"], int) and body["max_tokens"] > 0):
        yield "max_tokens: Input should be greater than 0"
    if not 0 <= body.get("temperature", 1) <= 1:
        yield "temperature: range: 0..1"
    if not all(stop.strip() for stop in body.get("stop_sequences", ())):
        yield "stop_sequences: each stop sequence must contain non-whitespace"


def _of_roles(messages: list[dict]) -> Iterator[str]:
    if not messages:
        yield "messages: at least one message is required"
    for number, message in enumerate(messages):
        blocks = blocks_of(message["content"])
        if message["role"] != ("user", "assistant")[number % 2]:
            yield 'messages: roles must alternate between "user" and "assistant"'
        if not blocks:
            yield f"messages.{number}: all messages must have non-empty content"
        if any(b["type"] == "text" and not b["text"].strip() for b in blocks):
            yield "messages: text content blocks must contain non-whitespace text"
    if messages[-1]["role"] == "assistant":
        yield "This model does not support assistant message prefill."


def _of_results(messages: list[dict]) -> Iterator[str]:
    called: list[str] = []
    for number, message in enumerate(messages):
        blocks = blocks_of(message["content"])
        results = [b["tool_use_id"] for b in blocks if b["type"] == "tool_result"]
        if [b["type"] for b in blocks[: len(results)]] != ["tool_result"] * len(results):
            yield f"messages.{number}: `tool_result` blocks must come first"
        if missing := [i for i in called if i not in results]:
            yield (
                f"messages.{number - 1}: `tool_use` ids were found without `tool_result` blocks "
                f"immediately after: {', '.join(missing)}"
            )
        if set(results) - set(called):
            yield f"messages.{number}: unexpected `tool_use_id` found in `tool_result` blocks"
        called = [b["id"] for b in blocks if b["type"] == "tool_use"]


def _of_ids(messages: list[dict]) -> Iterator[str]:
    blocks = [b for m in messages for b in blocks_of(m["content"])]
    ids = [b["id"] for b in blocks if b["type"] == "tool_use"]
    if not all(map(_ID.fullmatch, ids)):
        yield "messages: tool_use.id: String should match pattern '^[a-zA-Z0-9_-]+$'"
    if len(set(ids)) < len(ids):
        yield "messages: `tool_use` ids must be unique"


def _of_tools(body: dict) -> Iterator[str]:
    for number, tool in enumerate(body.get("tools", ())):
        if not re.fullmatch(r"[a-zA-Z0-9_-]{1,128}", tool["name"]):
            yield f"tools.{number}.custom.name: String should match pattern"
        if tool["input_schema"].get("type") != "object":
            yield f"tools.{number}.custom.input_schema.type: Input should be 'object'"
    blocks = [b for m in body["messages"] for b in blocks_of(m["content"])]
    if any(b["type"] in ("tool_use", "tool_result") for b in blocks) and not body.get("tools"):
        yield "Requests which include `tool_use` or `tool_result` blocks must define tools"


def _of_marks(body: dict) -> Iterator[str]:
    blocks = [b for m in body["messages"] for b in blocks_of(m["content"])]
    blocks += [*body.get("tools", ()), *blocks_of(body.get("system", []))]
    marks = sum("cache_control" in block for block in blocks)
    if marks > MOST_MARKS:
        yield f"A maximum of {MOST_MARKS} blocks with cache_control may be provided. Found {marks}."


def _of_schema(schema: dict) -> Iterator[str]:
    where = f"output_config.format.schema: For '{schema.get('type')}' type,"
    for name in sorted(_UNSUPPORTED & schema.keys()):
        yield f"{where} property '{name}' is not supported"
    if schema.get("type") == "object" and schema.get("additionalProperties") is not False:
        yield f"{where} 'additionalProperties' must be explicitly set to false"
    parts = [*schema.get("properties", {}).values(), *schema.get("anyOf", ())]
    for part in [*parts, *([schema["items"]] if "items" in schema else [])]:
        yield from _of_schema(part)


def _of_thinking(body: dict) -> Iterator[str]:
    budget = body["thinking"]["budget_tokens"]
    if budget < LEAST_BUDGET:
        yield "thinking.enabled.budget_tokens: Input should be greater than or equal to 1024"
    if budget >= body.get("max_tokens", budget + 1):
        yield "`max_tokens` must be greater than `thinking.budget_tokens`."
    if body.get("temperature", 1) != 1:
        yield "`temperature` may only be set to 1 when thinking is enabled."
    if body.get("tool_choice", {}).get("type") in ("any", "tool"):
        yield "Thinking may not be enabled when tool_choice forces tool use."
