"""The delivery of an answer: whole, or as a stream, for as long as its client is there.

The host is stopped when the client leaves. What a slow client has not taken yet is one text that
grows to at most the length of the answer; it is sent as fewer and longer pieces. A stream is begun
with its first piece, so that an error before that has its own status, but after a silence at the
latest; each further silence has a sign of life, as proxies close connections that are idle.
"""

from __future__ import annotations

import asyncio
import json
from abc import abstractmethod
from typing import TYPE_CHECKING, Any, Literal, Protocol

from starlette.responses import Response

from hocket.server.problems import problem_of

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Mapping

    from starlette.types import Receive, Scope, Send

    from hocket.ports.llm import LlmAnswer, OnText
    from hocket.server.problems import Problem

    Work = Callable[[OnText, OnText], Awaitable[LlmAnswer]]
    """Makes an answer; calls the first function with its pieces, the second with its thoughts."""

Kind = Literal["text", "thought"]
NO_STORE = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}


class Writer(Protocol):
    """Writes one answer as the bytes of a stream."""

    media_type: str

    def begin(self) -> bytes:
        """What comes before the first piece."""
        ...

    def idle(self) -> bytes:
        """A sign of life that says nothing."""
        ...

    def text(self, piece: str) -> bytes:
        """A piece of the answer."""
        ...

    def thought(self, piece: str) -> bytes:
        """A piece of the thoughts."""
        ...

    def end(self, answer: LlmAnswer) -> bytes:
        """What follows the last piece: tool calls, the reason of the end, the counts."""
        ...

    def failed(self, problem: Problem) -> bytes:
        """The end of an answer that was begun and failed."""
        ...


class _Pieces:
    """What of an answer has not been sent yet, and how it ended."""

    def __init__(self) -> None:
        self._parts: list[tuple[Kind, list[str]]] = []
        self._wake = asyncio.Event()
        self._closed = False
        self.answer: LlmAnswer | None = None
        self.error: Exception | None = None

    async def fill(self, work: Work) -> None:
        """Do the work; its answer or its error is kept."""
        try:
            self.answer = await work(lambda t: self._put("text", t), self._put_thought)
        except Exception as error:  # noqa: BLE001 - raised again where the response can say so
            self.error = error
        finally:
            self._closed = True
            self._wake.set()

    async def take(self) -> list[tuple[Kind, str]]:
        """All that has come since; empty at the end."""
        while not self._parts and not self._closed:
            self._wake.clear()
            await self._wake.wait()
        parts, self._parts = self._parts, []
        return [(kind, "".join(texts)) for kind, texts in parts]

    async def take_within(self, silence_s: float) -> list[tuple[Kind, str]] | None:
        """As ``take``; None if nothing comes for so long."""
        try:
            async with asyncio.timeout(silence_s):
                return await self.take()
        except TimeoutError:
            return None

    def _put_thought(self, piece: str) -> None:
        self._put("thought", piece)

    def _put(self, kind: Kind, piece: str) -> None:
        if not piece:
            return
        if self._parts and self._parts[-1][0] == kind:
            self._parts[-1][1].append(piece)
        else:
            self._parts.append((kind, [piece]))
        self._wake.set()


class _Delivery(Response):
    """A response that is made while its client waits.

    Args:
        work: Makes the answer; cancelled when the client leaves.
    """

    def __init__(self, work: Work) -> None:
        super().__init__()
        self._work = work

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:  # noqa: ARG002 - ASGI
        pieces = _Pieces()
        fault: Exception | None = None
        async with asyncio.TaskGroup() as group:
            working = group.create_task(pieces.fill(self._work))
            leaving = group.create_task(_cancel_when_gone(receive, working))
            try:
                await self._deliver(pieces, send)
            except OSError:
                pass  # the client left while it was sent
            except Exception as error:  # noqa: BLE001 - raised outside the group, which would wrap it
                fault = error
            finally:
                working.cancel()
                leaving.cancel()
        if fault is not None:
            raise fault

    @abstractmethod
    async def _deliver(self, pieces: _Pieces, send: Send) -> None:
        """Send what comes; raise what the work raised if nothing was sent yet."""


class Whole(_Delivery):
    """The answer as one JSON object.

    Args:
        work: See ``_Delivery``.
        body_of: The object.
    """

    def __init__(self, work: Work, body_of: Callable[[LlmAnswer], Mapping[str, Any]]) -> None:
        super().__init__(work)
        self._body_of = body_of

    async def _deliver(self, pieces: _Pieces, send: Send) -> None:
        while await pieces.take():
            pass  # they are in the answer
        if pieces.error is not None:
            raise pieces.error
        if pieces.answer is not None:
            response = json_response(self._body_of(pieces.answer))
            start = {"type": "http.response.start", "status": 200, "headers": response.raw_headers}
            await send(start)
            await _send(send, bytes(response.body), more=False)


class Streamed(_Delivery):
    """The answer in pieces, as they come.

    Args:
        work: See ``_Delivery``.
        writer: Of this answer.
        silence_s: After which a sign of life is sent.
    """

    def __init__(self, work: Work, writer: Writer, silence_s: float) -> None:
        super().__init__(work)
        self._writer = writer
        self._silence_s = silence_s

    async def _deliver(self, pieces: _Pieces, send: Send) -> None:
        writer, begun = self._writer, False
        while (parts := await pieces.take_within(self._silence_s)) != []:
            head = b"" if begun else await self._begin(send)
            begun = True
            said = [writer.text(t) if k == "text" else writer.thought(t) for k, t in parts or ()]
            await _send(send, head + (b"".join(said) if parts else writer.idle()))
        if pieces.answer is not None:
            head = b"" if begun else await self._begin(send)
            await _send(send, head + writer.end(pieces.answer), more=False)
        elif pieces.error is not None and not begun:
            raise pieces.error
        elif pieces.error is not None:
            await _send(send, writer.failed(problem_of(pieces.error)), more=False)

    async def _begin(self, send: Send) -> bytes:
        headers = {**NO_STORE, "Content-Type": self._writer.media_type}
        raw = [(name.lower().encode(), value.encode()) for name, value in headers.items()]
        await send({"type": "http.response.start", "status": 200, "headers": raw})
        return self._writer.begin()


def json_response(body: Mapping[str, Any], status: int = 200) -> Response:
    """A JSON response that no cache keeps."""
    text = json.dumps(body, ensure_ascii=False, separators=(",", ":"))
    data = text.encode("utf-8", "backslashreplace")
    return Response(data, status, {"Cache-Control": "no-store"}, "application/json")


def event(data: Mapping[str, Any], name: str = "") -> bytes:
    r"""A server-sent event with JSON.

    Examples:
        >>> event({"a": 1}, "ping")
        b'event: ping\ndata: {"a":1}\n\n'
    """
    head = f"event: {name}\n" if name else ""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return f"{head}data: {text}\n\n".encode("utf-8", "backslashreplace")


def comment() -> bytes:
    """A server-sent event that says nothing, as the standard has it: a comment."""
    return b": \n\n"


async def _send(send: Send, body: bytes, *, more: bool = True) -> None:
    await send({"type": "http.response.body", "body": body, "more_body": more})


async def _cancel_when_gone(receive: Receive, working: asyncio.Task[None]) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass  # the rest of a body that nobody reads
    working.cancel()
