"""Answers in Ollama's form have what its published document says, where its client checks little.

In the types of the official client nearly everything is optional, and unknown names are kept. The
facts here are those of https://github.com/ollama/ollama/blob/main/docs/openapi.yaml: which names an
answer has, and of what type. What is not always there has a default. What the document lacks, but
the server or the client has, is marked.
"""

from __future__ import annotations

import json
from typing import Any, Literal

import pytest
from pydantic import AwareDatetime, BaseModel, ConfigDict, Field

from facade_clients import CITY, WEATHER, facade
from hocket import Agent

ASK = [{"role": "user", "content": "Grüezi 👋"}]
THINK = [{"role": "user", "content": "Think."}]
TOOLS = [{"type": "function", "function": {"name": "weather", "parameters": WEATHER}}]
CALLED = [
    *ASK,
    {
        "role": "assistant",
        "content": "",
        "tool_calls": [{"function": {"name": "weather", "arguments": {"city": "Zürich"}}}],
    },
    {"role": "tool", "content": "Rain.", "tool_name": "weather"},
]
SHA256 = r"^(sha256:)?[0-9a-f]{64}$"


class Fact(BaseModel):
    """An object that has these names, and no others; a number is no text, and no null."""

    model_config = ConfigDict(extra="forbid", strict=True)


class Function(Fact):
    name: str
    arguments: dict[str, Any]


class Call(Fact):
    function: Function
    id: str = ""  # of newer servers


class Message(Fact):
    role: Literal["assistant"]
    content: str
    thinking: str = ""
    tool_calls: list[Call] = Field(default=[], min_length=1)


class Head(Fact):
    model: str
    created_at: AwareDatetime


class End(Head):
    done: Literal[True]
    done_reason: Literal["stop", "length"]
    total_duration: int
    load_duration: int
    prompt_eval_count: int
    prompt_eval_duration: int
    eval_count: int
    eval_duration: int


class ChatPiece(Head):
    message: Message
    done: Literal[False]


class ChatEnd(End):
    message: Message


class PromptPiece(Head):
    response: str
    thinking: str = ""
    done: Literal[False]


class PromptEnd(End):
    response: str
    thinking: str = ""


class ChatLoaded(Head):
    message: Message
    done: Literal[True]
    done_reason: Literal["load", "unload"]


class PromptLoaded(Head):
    response: Literal[""]
    done: Literal[True]
    done_reason: Literal["load", "unload"]


class Details(Fact):
    parent_model: str  # of the client
    format: str
    family: str
    families: list[str]
    parameter_size: str
    quantization_level: str


class Summary(Fact):
    name: str
    model: str
    modified_at: AwareDatetime
    size: int
    digest: str = Field(pattern=SHA256)
    details: Details


class Tags(Fact):
    models: list[Summary] = Field(min_length=1)


class Running(Fact):
    name: str
    model: str
    size: int
    digest: str = Field(pattern=SHA256)
    details: Details
    expires_at: AwareDatetime
    size_vram: int
    context_length: int


class Ps(Fact):
    models: list[Running] = Field(min_length=1)


class Shown(Fact):
    parameters: str
    license: str
    modelfile: str  # of the client
    modified_at: AwareDatetime
    details: Details
    template: str
    capabilities: list[Literal["completion", "embedding", "vision", "tools", "thinking"]]
    model_info: dict[str, Any]


class Vectors(Fact):
    model: str
    embeddings: list[list[float]]
    total_duration: int
    load_duration: int
    prompt_eval_count: int


class Vector(Fact):
    embedding: list[float]  # of the client: the older form is no longer in the document


class Version(Fact):
    version: str = Field(pattern=r"^\d+\.\d+\.\d+$")
    hocket: str  # ours


class Error(Fact):
    error: str = Field(min_length=1)


WHOLE = [
    ("/api/tags", None, Tags),
    ("/api/ps", None, Ps),
    ("/api/version", None, Version),
    ("/api/show", {}, Shown),
    ("/api/embed", {"input": ["a", "b"]}, Vectors),
    ("/api/embed", {"input": "a"}, Vectors),
    ("/api/embeddings", {"prompt": "a"}, Vector),
    ("/api/chat", {"messages": []}, ChatLoaded),
    ("/api/chat", {"messages": [], "keep_alive": 0}, ChatLoaded),
    ("/api/generate", {}, PromptLoaded),
    ("/api/generate", {"keep_alive": "0s"}, PromptLoaded),
    ("/api/show", {"model": "absent"}, Error),
    ("/api/chat", {"model": "absent", "messages": ASK}, Error),
    ("/api/chat", {"messages": 3}, Error),
    ("/api/generate", {"prompt": "a", "suffix": "b"}, Error),
]
ANSWERS = [
    ("/api/chat", {"messages": ASK}),
    ("/api/chat", {"messages": THINK}),
    ("/api/chat", {"messages": ASK, "tools": TOOLS}),
    ("/api/chat", {"messages": CALLED, "tools": TOOLS}),
    ("/api/chat", {"messages": ASK, "format": CITY}),
    ("/api/chat", {"messages": ASK, "options": {"num_predict": 1}}),
    ("/api/chat", {"messages": ASK, "model": "hocket"}),
    ("/api/generate", {"prompt": "rain"}),
    ("/api/generate", {"prompt": "Think."}),
    ("/api/generate", {"prompt": "rain", "format": "json"}),
    ("/api/generate", {"prompt": "rain", "model": "hocket"}),
]


async def work(_, __):
    return "It is wet."


@pytest.mark.timeout(120)
async def test_answers_in_the_form_of_ollama_have_every_name_of_its_document(tmp_path):
    faults = []
    async with facade(tmp_path) as server, server.live.client("admin") as client:
        for path, body, kind in WHOLE:
            if body is None:
                done = await client.get(path)
            else:
                whole = {"stream": False} if path in ("/api/chat", "/api/generate") else {}
                done = await client.post(path, json={"model": "scripted", **whole, **body})
            try:
                kind.model_validate_json(done.content)
                assert (done.status_code == 200) == (kind is not Error), done.status_code
            except (AssertionError, ValueError) as error:
                faults.append(f"{path} {body}: {error}")
    assert not faults, "\n".join(faults)


def joined(lines: list[dict], *, is_chat: bool) -> dict[str, Any]:
    """What a stream says as a whole."""
    said = [line["message"] if is_chat else line for line in lines]
    text = "content" if is_chat else "response"
    return {
        "text": "".join(part[text] for part in said),
        "thinking": "".join(part.get("thinking", "") for part in said),
        "calls": [call for part in said for call in part.get("tool_calls", [])],
        "end": lines[-1],
    }


@pytest.mark.timeout(120)
async def test_streams_in_the_form_of_ollama_are_pieces_and_an_end_that_say_what_the_whole_does(
    tmp_path,
):
    faults = []
    agents = (Agent("worker", work=work),)
    async with facade(tmp_path, agents=agents) as server, server.live.client("admin") as client:
        for path, body in ANSWERS:
            is_chat = path == "/api/chat"
            piece, end = (ChatPiece, ChatEnd) if is_chat else (PromptPiece, PromptEnd)
            asked = {"model": "scripted", **body}
            whole = await client.post(path, json={**asked, "stream": False})
            stream = await client.post(path, json=asked)
            try:
                assert whole.headers["content-type"].partition(";")[0] == "application/json"
                assert stream.headers["content-type"] == "application/x-ndjson"
                end.model_validate_json(whole.content)
                *before, last = stream.content.splitlines()
                for line in before:
                    piece.model_validate_json(line)
                end.model_validate_json(last)
                if body.get("model") != "hocket":  # each run has its own id, and times
                    told = joined([json.loads(line) for line in (*before, last)], is_chat=is_chat)
                    known = joined([json.loads(whole.content)], is_chat=is_chat)
                    for part in ("text", "thinking", "calls"):
                        assert told[part] == known[part], part
                    for name in ("done_reason", "prompt_eval_count", "eval_count"):
                        assert told["end"][name] == known["end"][name], name
            except (AssertionError, ValueError, KeyError) as error:
                faults.append(f"{path} {body}: {error}")
    assert not faults, "\n".join(faults)
