"""Idempotent POST requests: a repeated Idempotency-Key returns the first response.

Follows draft-ietf-httpapi-idempotency-key-header: a key that was used for another request, or whose
first request is still in progress, is refused.
"""

from __future__ import annotations

import base64
import json
from typing import TYPE_CHECKING

from fastapi import HTTPException
from starlette.datastructures import Headers

from hocket.core.digest import digest
from hocket.server.facades.errors import form_of
from hocket.server.problems import Problem, problem_of

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

    from hocket.ports.clock import Clock
    from hocket.ports.store import Store

SPACE = "receipt"
KEEP_S = 86_400
KEY_CHARS = 255
HEADER = "idempotency-key"
IDEMPOTENCY_KEY = "repeating a request with the same key returns its first response"
"""The description of the header in the OpenAPI document."""

KEY_REUSED = "Idempotency-Key: this key was used for another request; use a new key"

SECRET = frozenset({"/api/v1/keys", "/api/v1/tokens"})
"""Routes whose responses contain a secret and are therefore kept in memory only."""

SECRET_LIMIT = 1000
REPEATABLE = frozenset({"/api/v1/runs", "/api/v1/files", "/api/v1/session"})
"""Routes that are idempotent without a receipt: the key determines a run's id, the content a file's
digest, and a second cookie does no harm."""


class Receipts:
    """ASGI middleware that keeps the responses to POSTs with a key for a day.

    Args:
        app: The wrapped application.
        store: Storage of the responses.
        clock: Clock of their expiry.
    """

    def __init__(self, app: ASGIApp, *, store: Store, clock: Clock) -> None:
        self._app = app
        self._store = store
        self._clock = clock
        self._in_progress: set[str] = set()
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
        is_open = scope.get("hocket.principal") is None
        # The answers of the APIs of others are streams, and kept nowhere.
        is_kept = scope["path"] not in REPEATABLE and form_of(scope) is None
        if key is None or is_open or not is_kept:
            await self._app(scope, receive, send)
            return
        name = digest(f"{scope['hocket.principal'].identity}\n{key}".encode())
        if name in self._in_progress:
            detail = "Idempotency-Key: a request with this key is in progress; try again later"
            await Problem(409, "under_way", detail).response(scope["path"])(scope, receive, send)
            return
        self._in_progress.add(name)
        try:
            await self._answer(name, scope, receive, send)
        finally:
            self._in_progress.discard(name)

    async def _answer(self, name: str, scope: Scope, receive: Receive, send: Send) -> None:
        try:
            body = await _body_of(receive)
        except HTTPException as error:
            await problem_of(error).response(scope["path"])(scope, receive, send)
            return
        target = f"{scope['path']}?{scope['query_string'].decode('latin-1')}"
        request = digest(target.encode() + b"\n" + body)
        now_us = self._clock.now_us()
        document = await self._store.get(SPACE, name, now_us=now_us)
        receipt = self._secret.get(name) if document is None else document.body
        if receipt is not None:
            await _replay(json.loads(receipt), request, scope, receive, send)
            return
        response = _HeldResponse(send)
        await self._app(scope, _replaying(body, receive), response)
        # Server errors may be retried, and so may what ended in the middle as its client left.
        if response.is_whole and response.status < 500:  # noqa: PLR2004
            receipt = json.dumps(
                {
                    "asked": request,
                    "status": response.status,
                    "headers": response.headers,
                    "body": base64.b64encode(response.body).decode(),
                }
            ).encode()
            await self._keep(name, scope["path"], receipt, now_us)
        await response.release()

    async def _keep(self, name: str, path: str, receipt: bytes, now_us: int) -> None:
        if path in SECRET:
            self._secret[name] = receipt
            if len(self._secret) > SECRET_LIMIT:
                self._secret.pop(next(iter(self._secret)))
            return
        expires_us = now_us + KEEP_S * 1_000_000
        await self._store.put(SPACE, name, receipt, expires_us=expires_us)


def key_of(headers: Headers) -> str | None:
    """The key of a request; None without one.

    Raises:
        Problem: 400, the key is empty, too long or not printable ASCII.
    """
    key = headers.get(HEADER)
    if key is None:
        return None
    if not 1 <= len(key) <= KEY_CHARS or not key.isascii() or not key.isprintable():
        detail = f"Idempotency-Key: use 1 to {KEY_CHARS} printable ASCII characters, such as a UUID"
        raise Problem(400, "bad_key", detail)
    return key


class _HeldResponse:
    """A response that is sent only once its receipt is stored."""

    def __init__(self, send: Send) -> None:
        self._send = send
        self._messages: list[Message] = []
        self.status = 500
        self.headers: list[tuple[str, str]] = []
        self.body = b""
        self.is_whole = False

    async def __call__(self, message: Message) -> None:
        self._messages.append(message)
        if message["type"] == "http.response.start":
            self.status = message["status"]
            self.headers = [
                (k.decode("latin-1"), v.decode("latin-1")) for k, v in message["headers"]
            ]
        else:
            self.body += message.get("body", b"")
            self.is_whole = not message.get("more_body", False)

    async def release(self) -> None:
        for message in self._messages:
            await self._send(message)


async def _replay(
    receipt: dict[str, object], request: str, scope: Scope, receive: Receive, send: Send
) -> None:
    if receipt["asked"] != request:
        await Problem(422, "key_reused", KEY_REUSED).response(scope["path"])(scope, receive, send)
        return
    headers = [(k.encode(), v.encode()) for k, v in receipt["headers"]]  # type: ignore[attr-defined]
    headers.append((b"idempotency-replayed", b"true"))
    await send({"type": "http.response.start", "status": receipt["status"], "headers": headers})
    await send({"type": "http.response.body", "body": base64.b64decode(str(receipt["body"]))})


async def _body_of(receive: Receive) -> bytes:
    body = b""
    while True:
        message = await receive()
        body += bytes(message.get("body", b""))
        if message["type"] != "http.request" or not message.get("more_body"):
            return body


def _replaying(body: bytes, receive: Receive) -> Receive:
    """A ``receive`` that returns a body that was read already."""
    is_sent = False

    async def receive_body() -> Message:
        nonlocal is_sent
        if is_sent:
            return await receive()
        is_sent = True
        return {"type": "http.request", "body": body, "more_body": False}

    return receive_body
