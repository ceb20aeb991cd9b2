"""Receipts: a POST that is sent again with the same Idempotency-Key is answered, not repeated.

After draft-ietf-httpapi-idempotency-key-header: the same key with another request is refused, and
so is one whose first request is still being carried out.
"""

from __future__ import annotations

import base64
import json
from typing import TYPE_CHECKING

from fastapi import HTTPException
from starlette.datastructures import Headers

from hocket.core.digest import digest
from hocket.server.problems import Problem, problem_of

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

    from hocket.ports.clock import Clock
    from hocket.ports.store import Store

SPACE = "receipt"
KEPT_S = 86_400
KEY_CHARS = 255
HEADER = "idempotency-key"
SECRET = frozenset({"/api/v1/keys", "/api/v1/tokens"})
"""Their answers hold a secret, which is never written down: they are kept in memory, for as long as
this process lives."""

SECRETS = 1000
REPEATABLE = frozenset({"/api/v1/runs", "/api/v1/files", "/api/v1/session"})
"""Routes that are safe to repeat by themselves: a run's id follows from the key, a file's from its
content, and a cookie may be had twice."""


class Receipts:
    """ASGI middleware; keeps the answers to POSTs that carry a key for a day.

    Args:
        app: What answers.
        store: Where answers are kept.
        clock: Time.
    """

    def __init__(self, app: ASGIApp, *, store: Store, clock: Clock) -> None:
        self._app = app
        self._store = store
        self._clock = clock
        self._under_way: set[str] = set()
        self._secret: dict[str, bytes] = {}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["method"] != "POST":
            await self._app(scope, receive, send)
            return
        try:
            key = key_of(Headers(scope=scope))
        except Problem as problem:
            await problem.response(scope["path"])(scope, receive, send)
            return
        if key is None or scope["path"] in REPEATABLE or scope.get("hocket.principal") is None:
            await self._app(scope, receive, send)
            return
        name = digest(f"{scope['hocket.principal'].identity}\n{key}".encode())
        if name in self._under_way:
            detail = "Idempotency-Key: a request with this key is being carried out; wait for it"
            refused = Problem(409, "under_way", detail)
            await refused.response(scope["path"])(scope, receive, send)
            return
        self._under_way.add(name)
        try:
            await self._answer(name, scope, receive, send)
        finally:
            self._under_way.discard(name)

    async def _answer(self, name: str, scope: Scope, receive: Receive, send: Send) -> None:
        try:
            body = await _whole(receive)
        except HTTPException as error:
            await problem_of(error).response(scope["path"])(scope, receive, send)
            return
        place = f"{scope['path']}?{scope['query_string'].decode('latin-1')}"
        asked = digest(place.encode() + b"\n" + body)
        now_us = self._clock.now_us()
        known = await self._store.get(SPACE, name, now_us=now_us)
        kept = self._secret.get(name) if known is None else known.body
        if kept is not None:
            await _again(json.loads(kept), asked, scope, receive, send)
            return
        answer = _Kept(send)
        await self._app(scope, _giving(body, receive), answer)
        if answer.status < 500:  # noqa: PLR2004 - a fault of ours may be tried again
            told = json.dumps(
                {
                    "asked": asked,
                    "status": answer.status,
                    "headers": answer.headers,
                    "body": base64.b64encode(answer.body).decode(),
                }
            )
            await self._keep(name, scope["path"], told.encode(), now_us)
        await answer.release()

    async def _keep(self, name: str, path: str, kept: bytes, now_us: int) -> None:
        if path in SECRET:
            self._secret[name] = kept
            if len(self._secret) > SECRETS:
                self._secret.pop(next(iter(self._secret)))
            return
        expires_us = now_us + KEPT_S * 1_000_000
        await self._store.put(SPACE, name, kept, expires_us=expires_us)


def key_of(headers: Headers) -> str | None:
    """The key of a request; None without one.

    Raises:
        Problem: 400, it is none that can be used.
    """
    key = headers.get(HEADER)
    if key is None:
        return None
    if not 1 <= len(key) <= KEY_CHARS or not key.isascii() or not key.isprintable():
        detail = f"Idempotency-Key: use 1 to {KEY_CHARS} printable ASCII characters, such as a UUID"
        raise Problem(400, "bad_key", detail)
    return key


class _Kept:
    """Holds an answer back until it is kept."""

    def __init__(self, send: Send) -> None:
        self._send = send
        self._messages: list[Message] = []
        self.status = 500
        self.headers: list[tuple[str, str]] = []
        self.body = b""

    async def __call__(self, message: Message) -> None:
        self._messages.append(message)
        if message["type"] == "http.response.start":
            self.status = message["status"]
            self.headers = [
                (k.decode("latin-1"), v.decode("latin-1")) for k, v in message["headers"]
            ]
        else:
            self.body += message.get("body", b"")

    async def release(self) -> None:
        for message in self._messages:
            await self._send(message)


async def _again(
    kept: dict[str, object], asked: str, scope: Scope, receive: Receive, send: Send
) -> None:
    if kept["asked"] != asked:
        detail = "Idempotency-Key: it was used for another request; use a new one"
        await Problem(422, "key_reused", detail).response(scope["path"])(scope, receive, send)
        return
    headers = [(k.encode(), v.encode()) for k, v in kept["headers"]]  # type: ignore[attr-defined]
    headers.append((b"idempotency-replayed", b"true"))
    await send({"type": "http.response.start", "status": kept["status"], "headers": headers})
    await send({"type": "http.response.body", "body": base64.b64decode(str(kept["body"]))})


async def _whole(receive: Receive) -> bytes:
    body = b""
    while True:
        message = await receive()
        body += bytes(message.get("body", b""))
        if message["type"] != "http.request" or not message.get("more_body"):
            return body


def _giving(body: bytes, receive: Receive) -> Receive:
    given = False

    async def give() -> Message:
        nonlocal given
        if given:
            return await receive()
        given = True
        return {"type": "http.request", "body": body, "more_body": False}

    return give
