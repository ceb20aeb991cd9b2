"""Errors in the form of the API whose path was called, whichever part of the server raised them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from starlette.datastructures import Headers

from hocket.server.facades.anthropic import errors as anthropic
from hocket.server.facades.ollama import errors as ollama
from hocket.server.facades.openai import errors as openai
from hocket.server.problems import MEDIA_TYPE

if TYPE_CHECKING:
    from collections.abc import Callable

    from starlette.types import ASGIApp, Message, Receive, Scope, Send

    Form = Callable[[dict[str, Any]], tuple[int, dict[str, Any]]]
    """(Status, body) of a problem document."""


class VendorErrors:
    """ASGI middleware that rewrites problem documents on the paths of other APIs.

    Args:
        app: The wrapped application, with all that may refuse a request.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        form = form_of(scope) if scope["type"] == "http" else None
        if form is None:
            await self._app(scope, receive, send)
        else:
            await self._app(scope, receive, _Rewriting(send, form))


class _Rewriting:
    """Holds a problem document back until it is whole, and sends it in another form."""

    def __init__(self, send: Send, form: Form) -> None:
        self._send = send
        self._form = form
        self._start: Message | None = None
        self._body = b""

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = Headers(raw=message["headers"])
            if headers.get("content-type") == MEDIA_TYPE:
                self._start = message
                return
        if self._start is None:
            await self._send(message)
            return
        self._body += message.get("body", b"")
        if not message.get("more_body"):
            await self._rewrite(self._start)

    async def _rewrite(self, start: Message) -> None:
        status, body = self._form(json.loads(self._body))
        data = json.dumps(body, ensure_ascii=False).encode()
        replaced = {b"content-type": b"application/json", b"content-length": b"%d" % len(data)}
        headers = [(name, replaced.get(name.lower(), value)) for name, value in start["headers"]]
        await self._send({**start, "status": status, "headers": headers})
        await self._send({"type": "http.response.body", "body": data})


def form_of(scope: Scope) -> Form | None:
    """The form of errors on a path; None on those of hocket's own API."""
    path: str = scope["path"]
    if path.startswith("/v1/"):
        return anthropic.error_body if is_anthropic(scope) else openai.error_body
    is_ollama = path.startswith("/api/") and not path.startswith("/api/v1/")
    return ollama.error_body if is_ollama else None


def is_anthropic(scope: Scope) -> bool:
    """Whether a request to a path that two APIs share is in Anthropic's form."""
    if scope["path"].startswith("/v1/messages"):
        return True
    return "anthropic-version" in Headers(scope=scope)
