"""What the LLMs of the host answer; the name of each says what it does."""

from __future__ import annotations

import json
import re

from anthropic_host.rules import blocks_of

THOUGHT = {"type": "thinking", "thinking": "Hm, a tool helps.", "signature": "c2lnbmVk"}
HIDDEN = {"type": "redacted_thinking", "data": "aGlkZGVu"}
_TOKEN = re.compile(r"\w{1,4}|[^\w\s]")
_SCALARS = {"string": "x", "integer": 1, "number": 1.5, "boolean": True, "null": None}


class HostRefusalError(Exception):
    """The host refuses, with a status, a type and words."""

    def __init__(self, status: int, kind: str, message: str, **headers: str) -> None:
        super().__init__(message)
        self.status, self.kind, self.message, self.headers = status, kind, message, headers


def tokens_in(value) -> int:
    """Tokens of all texts in a value."""
    if isinstance(value, str):
        return len(_TOKEN.findall(value))
    if isinstance(value, dict):
        return sum(map(tokens_in, value.values()))
    return sum(map(tokens_in, value)) if isinstance(value, list) else 0


def prompt_tokens(body: dict) -> int:
    """The length of a prompt; marks of the cache add nothing."""
    texts = [body.get("system", ""), [m["content"] for m in body["messages"]]]
    tools = [
        [t["name"], t.get("description", ""), t["input_schema"]] for t in body.get("tools", [])
    ]
    return 8 + 4 * len(body["messages"]) + tokens_in(texts) + tokens_in(tools)


def answer_to(body: dict) -> tuple[list[dict], str]:
    """The blocks of an answer and its stop reason."""
    name = body["model"].removeprefix("claude-").replace("-", "_")
    behaviour = _BEHAVIOURS.get(name)
    if behaviour is None:
        raise HostRefusalError(404, "not_found_error", f"model: {body['model']}")
    return behaviour(body)


def last_text(body: dict) -> str:
    texts = [b["text"] for b in blocks_of(body["messages"][-1]["content"]) if b["type"] == "text"]
    return texts[-1] if texts else ""


def _text(text: str) -> list[dict]:
    return [{"type": "text", "text": text}]


def _plain(body: dict) -> tuple[list[dict], str]:
    form = body.get("output_config", {}).get("format")
    return _text(
        json.dumps(_instance(form["schema"])) if form else "Rain falls on Paris."
    ), "end_turn"


def _instance(schema: dict):
    """A value that fits a schema of the subset."""
    if "const" in schema or "enum" in schema:
        return schema.get("const", next(iter(schema.get("enum", ())), None))
    if "anyOf" in schema:
        return _instance(schema["anyOf"][0])
    if schema.get("type") == "object":
        return {name: _instance(part) for name, part in schema.get("properties", {}).items()}
    return [] if schema.get("type") == "array" else _SCALARS[schema["type"]]


def _calling(body: dict) -> tuple[list[dict], str]:
    """Two calls at once; after their results an answer that tells them."""
    results = [b for b in blocks_of(body["messages"][-1]["content"]) if b["type"] == "tool_result"]
    if results:
        told = ["failed" if r.get("is_error") else r["content"][0]["text"] for r in results]
        return _text(f"The tools say: {', '.join(told)}"), "end_turn"
    name = body["tools"][0]["name"]
    calls = [
        {"type": "tool_use", "id": f"toolu_{n}", "name": name, "input": {"city": city}}
        for n, city in enumerate(("Oslo", "Rome"))
    ]
    return [*_text("I look it up."), *calls], "tool_use"


def _signing(body: dict) -> tuple[list[dict], str]:
    """The same with signed thoughts, which it wants back unchanged."""
    turns = [m for m in body["messages"] if m["role"] == "assistant"]
    if turns and "thinking" in body:
        signed = [
            b
            for b in blocks_of(turns[-1]["content"])
            if b["type"] in ("thinking", "redacted_thinking")
        ]
        if not signed:
            raise HostRefusalError(
                400,
                "invalid_request_error",
                "messages.1.content.0.type: Expected `thinking` or `redacted_thinking`, but found "
                "`text`. When `thinking` is enabled, a final `assistant` message must start with "
                "a thinking block.",
            )
        if signed != [THOUGHT, HIDDEN]:
            raise HostRefusalError(
                400,
                "invalid_request_error",
                "messages.1.content.0: `thinking` blocks in the latest assistant message cannot be "
                "modified",
            )
    blocks, reason = _calling(body)
    return [THOUGHT, HIDDEN, *blocks], reason


def _bound(body: dict) -> tuple[list[dict], str]:
    """Its thoughts are bound to the very conversation in which it had them."""
    if any(b["type"] == "thinking" for m in body["messages"] for b in blocks_of(m["content"])):
        raise HostRefusalError(
            400,
            "invalid_request_error",
            "messages.1.content.0: The block is bound to a different conversation",
        )
    blocks, reason = _calling(body)
    return [THOUGHT, *blocks], reason


def _unsigned(body: dict) -> tuple[list[dict], str]:
    """It writes a blank text beside its thoughts, and refuses them in words of its own."""
    if any(b["type"] == "thinking" for m in body["messages"] for b in blocks_of(m["content"])):
        raise HostRefusalError(400, "invalid_request_error", "messages.1: no such block")
    return _blank(body)


def _blank(body: dict) -> tuple[list[dict], str]:
    """A text without a word precedes its calls."""
    blocks, reason = _calling(body)
    return [
        THOUGHT,
        *_text("\n" if reason == "tool_use" else blocks[0]["text"]),
        *blocks[1:],
    ], reason


def _refusing(field: str, message: str):
    def answer(body: dict) -> tuple[list[dict], str]:
        if field in body:
            raise HostRefusalError(400, "invalid_request_error", message)
        return _plain(body)

    return answer


def _uncached(body: dict) -> tuple[list[dict], str]:
    if "cache_control" in json.dumps(body):
        raise HostRefusalError(
            400, "invalid_request_error", "system.0.cache_control: Extra inputs are not permitted"
        )
    return _plain(body)


def _short(body: dict) -> tuple[list[dict], str]:
    if body["max_tokens"] > 32:
        raise HostRefusalError(
            400,
            "invalid_request_error",
            f"max_tokens: {body['max_tokens']} > 32, which is the maximum allowed number of output "
            "tokens for claude-short",
        )
    return _plain(body)


def _failing(status: int, kind: str, message: str, **headers: str):
    def answer(_: dict) -> tuple[list[dict], str]:
        raise HostRefusalError(status, kind, message, **headers)

    return answer


_BEHAVIOURS = {
    "plain": _plain,
    "dated": _plain,
    "dated_20260601": _plain,
    "calling": _calling,
    "signing": _signing,
    "bound": _bound,
    "blank": _blank,
    "unsigned": _unsigned,
    "bare": _plain,
    "zero": _plain,
    "leaking": lambda body: ([], last_text(body)),
    "uncached": _uncached,
    "short": _short,
    "ending": lambda body: (_text("Some text"), last_text(body)),
    "filtered": lambda _: ([], "refusal"),
    "midway": _plain,
    "vanishing": _plain,
    "slow": lambda _: (_text("word " * 20_000), "end_turn"),
    "cold": _refusing("temperature", "`temperature` is deprecated for this model."),
    "shapeless": _refusing("output_config", "output_config.format: Extra inputs are not permitted"),
    "adaptive": _refusing(
        "thinking",
        '"thinking.type.enabled" is not supported for this model. Use "thinking.type.adaptive".',
    ),
    "poor": _failing(
        400,
        "invalid_request_error",
        "Your credit balance is too low to access the Anthropic API. Please go to Plans & Billing "
        "to upgrade or purchase credits.",
    ),
    "spent": _failing(
        400,
        "invalid_request_error",
        "You have reached your specified API usage limits. You will regain access on 2027-01-01.",
    ),
    "unbilled": _failing(402, "billing_error", "Check your payment information"),
    "forbidden": _failing(
        403,
        "permission_error",
        "Your API key does not have permission to use the specified resource",
    ),
    "large": _failing(413, "request_too_large", "Request exceeds the maximum size"),
    "long": _failing(
        400, "invalid_request_error", "prompt is too long: 212345 tokens > 4096 maximum"
    ),
    "limited": _failing(
        429,
        "rate_limit_error",
        "This request would exceed your organization's rate limit",
        **{"retry-after": "7"},
    ),
    "resetting": _failing(
        429,
        "rate_limit_error",
        "This request would exceed your rate limit",
        **{
            "anthropic-ratelimit-requests-remaining": "0",
            "anthropic-ratelimit-requests-reset": "2038-01-01T00:00:12Z",
            "anthropic-ratelimit-input-tokens-remaining": "900",
            "anthropic-ratelimit-input-tokens-reset": "2038-01-01T00:01:00Z",
        },
    ),
    "broken": _failing(500, "api_error", "Internal server error"),
    "overloaded": _failing(529, "overloaded_error", "Overloaded"),
}
