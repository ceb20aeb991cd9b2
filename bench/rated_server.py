"""A host on loopback that refuses calls above a rate, or above so many at once."""

from __future__ import annotations

import asyncio
import json
import time
from contextlib import asynccontextmanager, closing, suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

REFUSED, ANSWERED = 429, 200


@dataclass
class RatedServer:
    """What the host takes, and what it has seen.

    Attributes:
        latency_s: What a call takes while no more than ``slots`` are answered at once; more share.
        slots: Calls that it answers at once at full speed.
        rate_per_s: Calls in a second at most, on average; None for any number.
        at_once: Calls in progress at most; None for any number.
        retry_after: The header of a refusal; empty for none.
    """

    latency_s: float = 0.05
    slots: int = 1 << 30
    rate_per_s: float | None = None
    at_once: int | None = None
    retry_after: str = ""
    refused: int = 0
    answered: int = 0
    in_progress: int = 0
    most_in_progress: int = 0
    _tokens: float = field(default=1.0)
    _filled_s: float = field(default_factory=time.monotonic)

    @asynccontextmanager
    async def listening(self) -> AsyncIterator[str]:
        """The base URL of its API."""
        server = await asyncio.start_server(self._serve, "127.0.0.1", 0)
        try:
            yield f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}/v1"
        finally:
            server.close()

    def _takes(self) -> bool:
        if self.at_once is not None and self.in_progress >= self.at_once:
            return False
        if self.rate_per_s is None:
            return True
        now_s = time.monotonic()
        filled = self._tokens + (now_s - self._filled_s) * self.rate_per_s
        # As much as half a second's worth at once, as gateways allow.
        self._tokens, self._filled_s = min(filled, max(1.0, self.rate_per_s / 2)), now_s
        if self._tokens < 1:
            return False
        self._tokens -= 1
        return True

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with closing(writer), suppress(ConnectionError, asyncio.IncompleteReadError):
            head = (await reader.readuntil(b"\r\n\r\n")).decode().lower()
            length = next((n for n in head.splitlines() if n.startswith("content-length")), "")
            await reader.readexactly(int(length.rpartition(":")[2] or 0))
            status, body = await self._answer(is_call=head.startswith("post"))
            retry = f"Retry-After: {self.retry_after}\r\n" if status == REFUSED else ""
            top = f"HTTP/1.1 {status} x\r\nConnection: close\r\nContent-Length: {len(body)}\r\n"
            writer.write((top + (retry if self.retry_after else "") + "\r\n").encode() + body)
            await writer.drain()

    async def _answer(self, *, is_call: bool) -> tuple[int, bytes]:
        if not is_call:
            return ANSWERED, json.dumps({"data": [{"id": "m", "object": "model"}]}).encode()
        if not self._takes():
            self.refused += 1
            return REFUSED, json.dumps({"error": {"message": "too many requests"}}).encode()
        self.in_progress += 1
        self.most_in_progress = max(self.most_in_progress, self.in_progress)
        try:
            await asyncio.sleep(self.latency_s * max(1.0, self.in_progress / self.slots))
        finally:
            self.in_progress -= 1
        self.answered += 1
        events = (
            {"choices": [{"index": 0, "delta": {"content": "fine"}, "finish_reason": None}]},
            {"choices": [{"index": 0, "delta": {}, "finish_reason": "stop"}]},
            {"choices": [], "usage": {"prompt_tokens": 20, "completion_tokens": 5}},
        )
        lines = [b"data: %s\n\n" % json.dumps(event).encode() for event in events]
        return ANSWERED, b"".join(lines) + b"data: [DONE]\n\n"
