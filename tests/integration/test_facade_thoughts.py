"""Thoughts come in their order in a stream, before the answer that follows them."""

from __future__ import annotations

import anthropic
import ollama
import openai
import pytest

from facade_clients import StreamingHost, facade
from hocket.adapters.anthropic.llm import Anthropic
from hocket.adapters.ollama.llm import Ollama
from hocket.adapters.openai.llm import OpenAi
from hocket.core.egress import EgressGate
from hocket.ports.llm import LlmAnswer, tell_thought
from raw_host import chunk, ndjson, raw_host, sse

ASK = [{"role": "user", "content": "rain"}]
THINKING = {"type": "enabled", "budget_tokens": 1024}
ORDER = [("thought", "It is wet."), ("text", "Rain.")]


class Marked(StreamingHost):
    """Its thoughts are marked within the text."""

    async def complete(self, request, on_text=None):
        self.requests.append(request)
        pieces = ["<think>It is", " wet.</th", "ink>", "Ra", "in."]
        for piece in pieces:
            on_text(piece)
        return LlmAnswer("".join(pieces), llm=request.llm)


class Apart(StreamingHost):
    """Its host tells thoughts apart from the text."""

    async def complete(self, request, on_text=None):
        self.requests.append(request)
        for piece in ("It is", " wet."):
            tell_thought(on_text, piece)
        on_text("Rain.")
        return LlmAnswer("Rain.", thoughts="It is wet.", llm=request.llm)


def joined(pieces) -> list[tuple[str, str]]:
    """Neighbours of a kind as one."""
    made: list[tuple[str, str]] = []
    for kind, piece in pieces:
        if made and made[-1][0] == kind:
            made[-1] = (kind, made[-1][1] + piece)
        else:
            made.append((kind, piece))
    return [(kind, piece) for kind, piece in made if piece]


async def of_messages(server):
    ask = {"model": "scripted", "max_tokens": 2000, "messages": ASK, "stream": True}
    async with anthropic.AsyncAnthropic(base_url=server.url, api_key=server.key) as api:
        async for event in await api.messages.create(**ask, thinking=THINKING):
            if event.type == "content_block_delta":
                delta = event.delta
                is_text = delta.type == "text_delta"
                yield ("text", delta.text) if is_text else ("thought", delta.thinking)


async def of_chat(server):
    api = ollama.AsyncClient(server.url, headers={"Authorization": f"Bearer {server.key}"})
    async for part in await api.chat("scripted", ASK, stream=True):
        yield "thought", part.message.thinking or ""
        yield "text", part.message.content or ""
    await api._client.aclose()


async def of_responses(server):
    kinds = {
        "response.reasoning_summary_text.delta": "thought",
        "response.output_text.delta": "text",
    }
    async with openai.AsyncOpenAI(base_url=f"{server.url}/v1", api_key=server.key) as api:
        stream = await api.responses.create(model="scripted", input="rain", stream=True)
        async for event in stream:
            if event.type in kinds:
                yield kinds[event.type], event.delta


async def of_completions(server):
    async with openai.AsyncOpenAI(base_url=f"{server.url}/v1", api_key=server.key) as api:
        stream = await api.chat.completions.create(model="scripted", messages=ASK, stream=True)
        async for part in stream:
            delta = part.choices[0].delta
            yield "thought", getattr(delta, "reasoning_content", None) or ""
            yield "text", delta.content or ""


async def order_of(server, pieces_of) -> list[tuple[str, str]]:
    """What an official client gets, as (kind, text), in its order."""
    return joined([piece async for piece in pieces_of(server) if piece[1]])


@pytest.mark.parametrize("pieces_of", [of_completions, of_responses, of_messages, of_chat])
@pytest.mark.parametrize("host", [Marked, Apart])
async def test_thoughts_come_before_the_answer_in_every_stream(tmp_path, host, pieces_of):
    async with facade(tmp_path, host()) as server:
        assert await order_of(server, pieces_of) == ORDER


def of_openai(_, __):
    return 200, sse(chunk(reasoning_content="It is wet."), chunk("Rain."), chunk(finish="stop"))


def of_ollama(_, path):
    if path == "/api/show":
        return 200, ndjson({"capabilities": ["completion", "thinking"]})
    said = {"role": "assistant", "content": ""}
    return 200, ndjson(
        {"message": {**said, "thinking": "It is wet."}, "done": False},
        {"message": {**said, "content": "Rain."}, "done": False},
        {"message": said, "done": True, "done_reason": "stop"},
    )


def of_anthropic(_, __):
    head = {"type": "message", "role": "assistant", "model": "scripted", "content": []}
    blocks = [
        (
            {"type": "thinking", "thinking": ""},
            {"type": "thinking_delta", "thinking": "It is wet."},
        ),
        ({"type": "text", "text": ""}, {"type": "text_delta", "text": "Rain."}),
    ]
    events = [{"type": "message_start", "message": head}]
    for index, (block, delta) in enumerate(blocks):
        events += [
            {"type": "content_block_start", "index": index, "content_block": block},
            {"type": "content_block_delta", "index": index, "delta": delta},
            {"type": "content_block_stop", "index": index},
        ]
    end = {"type": "message_delta", "delta": {"stop_reason": "end_turn"}, "usage": {}}
    return 200, sse(*events, end, {"type": "message_stop"}, end=b"")


@pytest.mark.parametrize(
    ("adapter", "post"), [(OpenAi, of_openai), (Ollama, of_ollama), (Anthropic, of_anthropic)]
)
async def test_thoughts_that_a_host_tells_apart_keep_their_place(tmp_path, adapter, post):
    models = {"data": [{"id": "scripted", "type": "model"}], "models": [{"name": "scripted"}]}
    async with raw_host(post, lambda _: (200, ndjson(models))) as url:
        host = adapter(url=url, gate=EgressGate())
        async with facade(tmp_path, host) as server:
            assert await order_of(server, of_completions) == ORDER
        await host.close()
