"""A loopback host in the test's own loop, which answers with any bytes."""

from __future__ import annotations

import asyncio
import json
from contextlib import asynccontextmanager, closing, suppress
from typing import TYPE_CHECKING, Any

from hocket.adapters.openai.llm import OpenAi
from hocket.core.egress import EgressGate
from hocket.ports.llm import ChatMessage, LlmRequest

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable

Answer = tuple[int, bytes]
ASK = LlmRequest("m", (ChatMessage("user", "A line about rain"),), max_tokens=64)


def sse(*events: Any, end: bytes = b"data: [DONE]\n\n") -> bytes:
    """Server-sent events."""
    return b"".join(b"data: %s\n\n" % json.dumps(event).encode() for event in events) + end


def ndjson(*lines: Any) -> bytes:
    """One object per line."""
    return b"".join(json.dumps(line).encode() + b"\n" for line in lines)


def chunk(text: str | None = None, finish: Any = None, **delta: Any) -> dict:
    """An event of a streamed answer."""
    content = {} if text is None else {"content": text}
    return {"choices": [{"index": 0, "delta": {**content, **delta}, "finish_reason": finish}]}


@asynccontextmanager
async def raw_host(
    post: Callable[[dict, str], Answer],
    get: Callable[[str], Answer] = lambda _: (404, b"404 page not found"),
    headers: str = "",
    *,
    is_framed: bool = True,
) -> AsyncIterator[str]:
    """The URL of a host that answers a POST by (body, path), and a GET by path.

    It states the length of its answers if ``is_framed``; else each ends with its connection.
    """

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with closing(writer), suppress(ConnectionError, asyncio.IncompleteReadError, ValueError):
            head = (await reader.readuntil(b"\r\n\r\n")).decode()
            method, path, _ = head.split(" ", 2)
            length = next(
                (line for line in head.lower().splitlines() if "content-length" in line), ""
            )
            body = await reader.readexactly(int(length.rpartition(":")[2] or 0))
            status, data = post(json.loads(body), path) if method == "POST" else get(path)
            size = f"Content-Length: {len(data)}\r\n" if is_framed else ""
            top = f"HTTP/1.1 {status} x\r\nConnection: close\r\n{size}{headers}\r\n"
            writer.write(top.encode() + data)
            await writer.drain()

    server = await asyncio.start_server(serve, "127.0.0.1", 0)
    try:
        yield f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
    finally:
        server.close()


@asynccontextmanager
async def openai_host(data: bytes, status: int = 200, headers: str = "") -> AsyncIterator[OpenAi]:
    """An adapter whose host always answers so."""
    async with raw_host(lambda *_: (status, data), headers=headers) as url:
        host = OpenAi(url=url, gate=EgressGate())
        try:
            yield host
        finally:
            await host.close()
