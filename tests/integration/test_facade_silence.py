"""A silence in a stream has signs of life, which the official clients take for nothing."""

from __future__ import annotations

import asyncio
from dataclasses import replace

import anthropic
import httpx
import ollama
import openai
import pytest

from facade_clients import StreamingHost, facade
from hocket.errors import UnavailableError
from live_server import BOUNDS

ASK = [{"role": "user", "content": "rain"}]
QUIET = replace(BOUNDS, silence_s=0.02)
STREAMS = {
    "/v1/chat/completions": ({"messages": ASK}, b": \n\n"),
    "/v1/responses": ({"input": "rain"}, b": \n\n"),
    "/v1/messages": ({"messages": ASK, "max_tokens": 9}, b'event: ping\ndata: {"type":"ping"}\n\n'),
    "/api/chat": ({"messages": ASK}, b'"message":{"role":"assistant","content":""},"done":false}'),
    "/api/generate": ({"prompt": "rain"}, b'"response":"","done":false}'),
}


class PausingHost(StreamingHost):
    """Says nothing at first, and nothing between two words, until it is told to go on."""

    def __init__(self, fault: Exception | None = None) -> None:
        super().__init__()
        self.go_on = asyncio.Semaphore(0)
        self.fault = fault

    async def complete(self, request, on_text=None):
        await self.go_on.acquire()
        if self.fault is not None:
            raise self.fault
        if on_text is not None:
            on_text("It rains")
        await self.go_on.acquire()
        return await super().complete(request)


async def read_until(response, wanted: bytes, count: int, before: bytes = b"") -> bytes:
    """What comes until something has come so often."""
    read = before
    async with asyncio.timeout(20):
        async for piece in response:
            read += piece
            if read.count(wanted) >= count:
                return read
    return read


@pytest.mark.parametrize("path", STREAMS)
async def test_silence_before_the_first_piece_and_between_two_has_signs_of_life(tmp_path, path):
    body, sign = STREAMS[path]
    host = PausingHost()
    async with facade(tmp_path, host, bounds=QUIET) as server:
        headers = {"Authorization": f"Bearer {server.key}"}
        async with (
            httpx.AsyncClient(base_url=server.url, headers=headers, timeout=20) as client,
            client.stream(
                "POST", path, json={"model": "scripted", "stream": True, **body}
            ) as response,
        ):
            pieces = response.aiter_bytes()
            read = await read_until(pieces, sign, 2)
            assert b"It rains" not in read
            host.go_on.release()
            read = await read_until(pieces, b"It rains", 1)
            await read_until(pieces, sign, 2, read.partition(b"It rains")[2])
            host.go_on.release()
            assert [piece async for piece in pieces]  # it goes on to its end


async def test_official_clients_take_signs_of_life_for_nothing(tmp_path):
    async def paced(pieces, host):
        """What a client makes of a stream in which each piece follows a long silence."""
        made = []
        async with asyncio.TaskGroup() as group:
            pacing = group.create_task(_release(host))
            async with asyncio.timeout(20):
                made.extend([piece async for piece in pieces])
            pacing.cancel()
        return made

    async def _release(host):
        while True:
            await asyncio.sleep(0.1)
            host.go_on.release()

    host = PausingHost()
    async with facade(tmp_path, host, bounds=QUIET) as server:
        async with openai.AsyncOpenAI(base_url=f"{server.url}/v1", api_key=server.key) as api:
            ask = {"model": "scripted", "stream": True}
            chunks = await paced(await api.chat.completions.create(messages=ASK, **ask), host)
            text = "".join(c.choices[0].delta.content or "" for c in chunks)
            events = await paced(await api.responses.create(input="rain", **ask), host)
            said = "".join(e.delta for e in events if e.type == "response.output_text.delta")
        async with anthropic.AsyncAnthropic(base_url=server.url, api_key=server.key) as api:
            blocks = await paced(
                await api.messages.create(max_tokens=99, messages=ASK, **ask), host
            )
            deltas = [b.delta for b in blocks if b.type == "content_block_delta"]
        headers = {"Authorization": f"Bearer {server.key}"}
        api = ollama.AsyncClient(server.url, headers=headers)
        parts = await paced(await api.chat("scripted", ASK, stream=True), host)
        await api._client.aclose()
    lines = "".join(part.message.content for part in parts)
    assert text == said == "".join(d.text for d in deltas) == lines
    assert text.startswith("It rains")


@pytest.mark.parametrize(
    ("path", "told"),
    [
        ("/v1/chat/completions", b'"error":{"message":"The host is down'),
        ("/v1/responses", b"event: error\n"),
        ("/v1/messages", b"event: error\n"),
        ("/api/chat", b'{"error":"The host is down'),
    ],
)
async def test_fault_after_a_silence_is_an_event_and_one_before_it_has_its_status(
    tmp_path, path, told
):
    body = {"model": "scripted", "stream": True, **STREAMS[path][0]}
    host = PausingHost(UnavailableError("The host is down; start it"))
    async with (
        facade(tmp_path, host, bounds=QUIET) as server,
        server.live.client("orchestrator") as client,
        client.stream("POST", path, json=body) as response,
    ):
        assert response.status_code == 200
        host.go_on.release()
        assert told in await response.aread()
    host = PausingHost(UnavailableError("The host is down; start it"))
    host.go_on.release()
    async with (
        facade(tmp_path / "2", host) as server,
        server.live.client("orchestrator") as client,
    ):
        assert (await client.post(path, json=body)).status_code in (503, 529)
