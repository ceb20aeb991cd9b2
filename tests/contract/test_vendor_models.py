"""Every answer, error and event in the form of another API fits the types of its official client.

The vendors generate these types from their documents. They are checked strictly, as the clients
themselves do not, and what a body has besides is told: it has to be in ``BESIDES``.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from typing import Any

import anthropic.types as anthropic
import ollama
import openai.types as openai
import pytest
from anthropic.pagination import AsyncPage as AnthropicPage
from anthropic.types.shared import ErrorResponse
from openai.pagination import AsyncPage as OpenAiPage
from openai.types import chat, responses
from openai.types.shared.error_object import ErrorObject
from pydantic import BaseModel, TypeAdapter

from facade_clients import CITY, WEATHER, StreamingHost, facade
from hocket import Agent
from hocket.errors import UnavailableError
from hocket.ports.llm import LlmAnswer

ASK = [{"role": "user", "content": "Grüezi 👋"}]
THINK = [{"role": "user", "content": "Think."}]
FAIL = [{"role": "user", "content": "Fail."}]
STOP = [{"role": "user", "content": "Stop."}]
FUNCTION = {"name": "weather", "parameters": WEATHER}
CHAT_TOOLS = [{"type": "function", "function": FUNCTION}]
FLAT_TOOLS = [{"type": "function", "strict": False, **FUNCTION}]
BLOCK_TOOLS = [{"name": "weather", "input_schema": WEATHER}]
GIVEN = json.dumps({"city": "Zürich"})
CHAT_RESULT = [
    *ASK,
    {
        "role": "assistant",
        "content": None,
        "tool_calls": [
            {"id": "c1", "type": "function", "function": {"name": "weather", "arguments": GIVEN}}
        ],
    },
    {"role": "tool", "tool_call_id": "c1", "content": "Rain."},
]
FLAT_RESULT = [
    *ASK,
    {"type": "function_call", "call_id": "c1", "name": "weather", "arguments": GIVEN},
    {"type": "function_call_output", "call_id": "c1", "output": "Rain."},
]
BLOCK_RESULT = [
    *ASK,
    {
        "role": "assistant",
        "content": [
            {"type": "tool_use", "id": "c1", "name": "weather", "input": {"city": "Zürich"}}
        ],
    },
    {
        "role": "user",
        "content": [{"type": "tool_result", "tool_use_id": "c1", "content": "Rain."}],
    },
]
SCHEMA = {"type": "json_schema", "json_schema": {"name": "city", "schema": CITY}}
TEXT_SCHEMA = {"format": {"type": "json_schema", "name": "city", "schema": CITY}}
THINKING = {"type": "enabled", "budget_tokens": 1024}

BESIDES = {
    "openai": {
        "reasoning_content",  # thoughts, for which this API has no field; other hosts have this
        "name",  # of a call whose arguments are complete, as older types have it
        "store",  # of a response, which its type lacks and the documents have
        "max_model_len",  # the window, as other hosts list it
    },
    "anthropic": set(),
    "ollama": {
        "name",  # of a model, as the server of Ollama has it
        "license",
        "id",  # of a tool call, as newer servers have it
    },
}


class Host(StreamingHost):
    """Also fails in the middle of an answer, and ends one at a stop text."""

    async def complete(self, request, on_text=None):
        words = request.messages[-1].content
        if words == "Fail.":
            if on_text is not None:
                on_text("Once upon a time, ")
            message = "The host is down; start it"
            raise UnavailableError(message)
        if words == "Stop.":
            return LlmAnswer("It rains.", llm=request.llm, stopped_by="END", cached_tokens=3)
        return await super().complete(request, on_text)


@dataclass(frozen=True)
class Row:
    """A request, and the type of what comes back.

    Attributes:
        vendor: Of the API.
        path: Of the route.
        body: Of a POST; None for a GET.
        kind: Type of the body, or of each event.
        failure: Type of an error in a stream; ``kind`` is that of a whole one.
        within: Name of the member that has what is of this type.
        key: Role of the key; empty for none.
        status: Expected.
    """

    vendor: str
    path: str
    body: dict[str, Any] | None
    kind: Any
    failure: Any = None
    within: str = ""
    key: str = "orchestrator"
    status: int = 200

    @property
    def is_stream(self) -> bool:
        return self.failure is not None

    @property
    def fails(self) -> bool:
        """Whether the host fails in the middle of the stream."""
        return FAIL in ((self.body or {}).get("messages"), (self.body or {}).get("input"))

    def __str__(self) -> str:
        said = " ".join(sorted((self.body or {}).keys() - {"model"}))
        return f"{self.vendor} {self.path} {said} {self.status} {self.key}"


def completion(status: int = 200, *, key: str = "orchestrator", **body: Any) -> Row:
    body = {"model": "scripted", "messages": ASK, **body}
    path = "/v1/chat/completions"
    if status != 200:
        return Row("openai", path, body, ErrorObject, within="error", key=key, status=status)
    if body.get("stream"):
        return Row("openai", path, body, chat.ChatCompletionChunk, ErrorObject)
    return Row("openai", path, body, chat.ChatCompletion)


def response(status: int = 200, **body: Any) -> Row:
    body = {"model": "scripted", "input": ASK, **body}
    path = "/v1/responses"
    if status != 200:
        return Row("openai", path, body, ErrorObject, within="error", status=status)
    if body.get("stream"):
        kind = responses.ResponseStreamEvent
        return Row("openai", path, body, kind, responses.ResponseErrorEvent)
    return Row("openai", path, body, responses.Response)


def message(status: int = 200, *, key: str = "orchestrator", **body: Any) -> Row:
    body = {"model": "scripted", "max_tokens": 2000, "messages": ASK, **body}
    path = "/v1/messages"
    if status != 200:
        return Row("anthropic", path, body, ErrorResponse, key=key, status=status)
    if body.get("stream"):
        return Row("anthropic", path, body, anthropic.RawMessageStreamEvent, ErrorResponse)
    return Row("anthropic", path, body, anthropic.Message)


def of_ollama(path: str, kind: Any, **body: Any) -> Row:
    body = {"model": "scripted", **body}
    return Row("ollama", path, body, kind, dict if body.get("stream") else None)


def both(make, *variants: dict[str, Any]) -> list[Row]:
    """Each variant whole and as a stream."""
    return [make(stream=stream, **variant) for variant in variants for stream in (False, True)]


def said(**body: Any) -> Row:
    return of_ollama("/api/chat", ollama.ChatResponse, **{"messages": ASK, **body})


def generated(**body: Any) -> Row:
    return of_ollama("/api/generate", ollama.GenerateResponse, **{"prompt": "rain", **body})


ROWS = [
    Row("openai", "/v1/models", None, OpenAiPage[openai.Model]),
    Row("openai", "/v1/models/scripted", None, openai.Model),
    Row("openai", "/v1/models/absent", None, ErrorObject, within="error", status=404),
    *both(
        completion,
        {},
        {"messages": THINK},
        {"messages": STOP, "stop": "END"},
        {"max_tokens": 1},
        {"tools": CHAT_TOOLS},
        {"tools": CHAT_TOOLS, "tool_choice": "required"},
        {"tools": CHAT_TOOLS, "messages": CHAT_RESULT},
        {"response_format": SCHEMA},
        {"model": "hocket"},
    ),
    completion(stream=True, stream_options={"include_usage": True}),
    completion(stream=True, messages=FAIL),
    completion(400, n=2),
    completion(401, key=""),
    completion(403, key="observer"),
    completion(404, model="absent"),
    completion(503, messages=FAIL),
    *both(
        response,
        {},
        {"input": THINK},
        {"max_output_tokens": 1},
        {"tools": FLAT_TOOLS},
        {"tools": FLAT_TOOLS, "tool_choice": {"type": "function", "name": "weather"}},
        {"tools": FLAT_TOOLS, "input": FLAT_RESULT},
        {"text": TEXT_SCHEMA, "instructions": "Be brief.", "temperature": 0, "top_p": 0.5},
        {"model": "hocket"},
    ),
    response(stream=True, input=FAIL),
    response(400, background=True),
    response(404, model="absent"),
    Row(
        "openai",
        "/v1/embeddings",
        {"model": "scripted", "input": ["a", "b"]},
        openai.CreateEmbeddingResponse,
    ),
    Row("anthropic", "/v1/models", None, AnthropicPage[anthropic.ModelInfo]),
    Row("anthropic", "/v1/models/scripted", None, anthropic.ModelInfo),
    Row("anthropic", "/v1/models/absent", None, ErrorResponse, status=404),
    *both(
        message,
        {},
        {"messages": THINK, "thinking": THINKING},
        {"messages": THINK},
        {"messages": STOP, "stop_sequences": ["END"]},
        {"max_tokens": 1},
        {"tools": BLOCK_TOOLS},
        {"tools": BLOCK_TOOLS, "tool_choice": {"type": "any"}},
        {"tools": BLOCK_TOOLS, "messages": BLOCK_RESULT},
        {"output_config": {"format": {"type": "json_schema", "schema": CITY}}},
        {"model": "hocket"},
    ),
    message(stream=True, messages=FAIL),
    message(400, container="x"),
    message(401, key=""),
    message(403, key="observer"),
    message(404, model="absent"),
    message(529, messages=FAIL),
    Row(
        "anthropic",
        "/v1/messages/count_tokens",
        {"model": "scripted", "messages": ASK},
        anthropic.MessageTokensCount,
    ),
    Row("ollama", "/api/tags", None, ollama.ListResponse),
    Row("ollama", "/api/ps", None, ollama.ProcessResponse),
    of_ollama("/api/show", ollama.ShowResponse),
    *both(
        said,
        {},
        {"messages": THINK},
        {"tools": CHAT_TOOLS},
        {"format": CITY},
        {"options": {"num_predict": 1}},
        {"model": "hocket"},
    ),
    *both(generated, {}, {"format": "json"}, {"prompt": "Think."}, {"model": "hocket"}),
    said(stream=True, messages=FAIL),
    of_ollama("/api/embed", ollama.EmbedResponse, input=["a", "b"]),
    of_ollama("/api/embeddings", ollama.EmbeddingsResponse, prompt="a"),
    Row("ollama", "/api/chat", {"model": "absent", "messages": ASK}, dict, status=404),
    Row("ollama", "/api/tags", None, dict, key="", status=401),
]


def besides(given: Any, model: Any) -> set[str]:
    """The names in a body that its type does not have, at any depth."""
    if isinstance(given, list) and isinstance(model, list):
        return {n for g, m in zip(given, model, strict=True) for n in besides(g, m)}
    if not isinstance(given, dict) or not isinstance(model, BaseModel):
        return set()
    names = {f.alias or name: name for name, f in type(model).model_fields.items()}
    found = {name for name in given if name not in names and name not in names.values()}
    for name in given.keys() - found:
        found |= besides(given[name], getattr(model, names.get(name, name)))
    return found


def check(row: Row, text: str, kind: Any) -> None:
    """Fail unless a body or an event fits its type and has nothing besides."""
    given = json.loads(text)
    if row.within:
        assert given.keys() == {row.within}
        given, text = given[row.within], json.dumps(given[row.within])
    if kind is dict:
        assert given.keys() == {"error"}
        assert isinstance(given["error"], str)
        return
    model = TypeAdapter(kind).validate_json(text, strict=True)
    assert besides(given, model) <= BESIDES[row.vendor], text


def events_of(row: Row, text: str) -> list[str]:
    """The data of the events of a stream, with the end as this API has it."""
    if row.vendor == "ollama":
        return text.splitlines()
    events = [event for event in text.split("\n\n") if event and not event.startswith(":")]
    if row.path == "/v1/chat/completions":
        assert events.pop() == "data: [DONE]"
    made = []
    for event in events:
        head, _, data = event.rpartition("data: ")
        name = head.removeprefix("event: ").strip()
        assert name == ("" if row.path == "/v1/chat/completions" else json.loads(data)["type"])
        if data != '{"type":"ping"}':  # its clients drop it before they read it
            made.append(data)
    return made


def check_all(row: Row, text: str) -> None:
    """Fail unless a body, or each event of a stream, is as its type has it."""
    if not row.is_stream:
        check(row, text, row.kind)
        return
    *before, last = events_of(row, text)
    for data in before:
        check(row, data, row.kind)
    if not row.fails:
        check(row, last, row.kind)
    elif row.failure is ErrorObject:
        check(replace(row, within="error"), last, row.failure)
    else:
        check(row, last, row.failure)


def request_of(row: Row, keys: dict[str, str]) -> dict[str, Any]:
    """The request, as its official client would send it."""
    headers = {"Authorization": f"Bearer {keys[row.key]}"} if row.key else {}
    if row.vendor == "anthropic":
        headers["anthropic-version"] = "2023-06-01"
    if row.body is None:
        return {"method": "GET", "url": row.path, "headers": headers}
    # Answers of Ollama are streams unless it is told otherwise.
    whole = {"stream": False} if row.path in ("/api/chat", "/api/generate") else {}
    return {"method": "POST", "url": row.path, "headers": headers, "json": {**whole, **row.body}}


async def work(_, __):
    return "It is wet."


@pytest.mark.timeout(300)
async def test_every_body_and_event_fits_the_types_of_the_official_client(tmp_path):
    faults = []
    agents = (Agent("worker", work=work),)
    async with (
        facade(tmp_path, Host(), agents=agents) as server,
        server.live.client(None) as client,
    ):
        for row in ROWS:
            done = await client.request(**request_of(row, server.keys))
            try:
                assert done.status_code == row.status, done.text
                check_all(row, done.text)
            except (AssertionError, ValueError) as error:
                faults.append(f"{row}: {error}")
    assert not faults, "\n".join(faults)
