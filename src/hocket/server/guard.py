"""The guard: stands before every request, and lets through what is allowed, known and bounded.

Host and origin are checked, bodies and rates bounded, credentials turned into a principal, and
whatever changes something, or was refused, is written to the audit log before it is answered.
"""

from __future__ import annotations

import hmac
from http.cookies import CookieError, SimpleCookie
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from fastapi import HTTPException
from starlette.datastructures import Headers, MutableHeaders

from hocket.server.access import admitted
from hocket.server.limits import TokenBuckets, retry_after
from hocket.server.problems import HEADERS, Problem

if TYPE_CHECKING:
    from collections.abc import Callable

    from starlette.types import ASGIApp, Message, Receive, Scope, Send

    from hocket.config import ServerSettings
    from hocket.ports.clock import Clock
    from hocket.server.access import Principal
    from hocket.server.audit import Audit
    from hocket.server.keyring import Keyring
    from hocket.server.tokens import Tokens

COOKIE = "hocket_session"
REFUSED = frozenset({401, 403, 421})
"""Of what is refused these are written to the audit log; what is merely too much is not."""

SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})
UPLOADS = "/api/v1/files"
SOCKETS = "/socket.io/"
CREDENTIAL_CHARS = 4096
TARGET_CHARS = 200


class Guard:
    """ASGI middleware.

    Args:
        app: What it guards.
        settings: The bounds.
        keyring: Knows API keys.
        tokens: Knows tokens, the ones in cookies included.
        audit: Where deeds are written.
        clock: Time, for the rates.
    """

    def __init__(
        self,
        app: ASGIApp,
        *,
        settings: ServerSettings,
        keyring: Keyring,
        tokens: Tokens,
        audit: Audit,
        clock: Clock,
    ) -> None:
        self._app = app
        self._settings = settings
        self._keyring = keyring
        self._tokens = tokens
        self._audit = audit
        self._clock = clock
        self._known = TokenBuckets(settings.rate_per_s, settings.burst)
        self._unknown = TokenBuckets(settings.anonymous_per_s, settings.anonymous_per_s * 2)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] not in ("http", "websocket"):
            await self._app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        try:
            self._check_host(headers)
            principal, by_cookie = await self._principal(scope, headers)
            self._check_rate(scope, principal)
            if by_cookie:
                self._check_origin(scope, headers)
            bound = self._body_bound(scope, headers)
            if scope["path"].startswith(SOCKETS):
                admitted(principal, "journal.read")
        except Problem as problem:
            await self._refuse(scope, receive, send, problem)
            return
        scope["hocket.principal"] = principal
        if scope["type"] == "websocket":
            await self._app(scope, receive, send)
            return
        await self._pass(scope, _Bounded(receive, bound), send, principal)

    async def _pass(
        self, scope: Scope, receive: _Bounded, send: Send, principal: Principal | None
    ) -> None:
        # Socket.IO polls by POST; what is asked there is only to be told.
        deed = scope["method"] not in SAFE and not scope["path"].startswith(SOCKETS)

        async def sending(message: Message) -> None:
            if message["type"] == "http.response.start":
                status = message["status"]
                if deed or status in REFUSED:
                    await self._note(scope, principal, status)
                _add_headers(message)
            await send(message)

        await self._app(scope, receive, sending)

    async def _note(self, scope: Scope, principal: Principal | None, status: int) -> None:
        await self._audit.write(
            subject=principal.subject if principal else "nobody",
            role=principal.role if principal else "",
            action=scope["method"],
            target=scope["path"][:TARGET_CHARS],
            outcome=str(status),
            address=_address(scope),
        )

    async def _refuse(self, scope: Scope, receive: Receive, send: Send, problem: Problem) -> None:
        if problem.status in REFUSED and scope["type"] == "http":
            await self._note(scope, scope.get("hocket.principal"), problem.status)
        if scope["type"] == "websocket":
            await receive()
            await send({"type": "websocket.close", "code": 1008, "reason": problem.detail[:100]})
            return

        async def sending(message: Message) -> None:
            if message["type"] == "http.response.start":
                _add_headers(message)
            await send(message)

        await problem.response(scope["path"])(scope, receive, sending)

    def _check_host(self, headers: Headers) -> None:
        """Against pages that point a name of theirs at this address (DNS rebinding)."""
        name = _name_of(f"//{headers.get('host', '')}").lower()
        if name in LOOPBACK or name in self._settings.names or name == self._settings.host:
            return
        detail = (
            f"Host: {name!r} is not a name of this server; call it by {self._settings.host}, "
            "or add the name to server.names in the settings"
        )
        raise Problem(421, "wrong_host", detail, host=name)

    def _check_origin(self, scope: Scope, headers: Headers) -> None:
        """Whether a page of our own sends the cookie along (cross-site request forgery)."""
        if scope["type"] == "http" and scope["method"] in SAFE:
            return
        origin = headers.get("origin")
        if origin is None:
            return  # no browser: those send it with whatever changes something
        if origin.partition("://")[2] == headers.get("host"):
            return
        detail = f"Origin: {origin!r} may not act in your name here; use a key of its own"
        raise Problem(403, "wrong_origin", detail, origin=origin)

    def _check_rate(self, scope: Scope, principal: Principal | None) -> None:
        now_us = self._clock.now_us()
        if principal is not None:
            wait_s = self._known.take(principal.key_id or principal.subject, now_us)
        else:
            wait_s = self._unknown.take(_address(scope), now_us)
        if wait_s > 0:
            detail = f"Too many requests; try again in {wait_s:.1f} s"
            headers = {"Retry-After": retry_after(wait_s)}
            raise Problem(429, "rate_limited", detail, headers=headers, retry_s=round(wait_s, 3))

    def _body_bound(self, scope: Scope, headers: Headers) -> int:
        upload = scope["path"] == UPLOADS
        bound = self._settings.upload_bytes if upload else self._settings.body_bytes
        length = headers.get("content-length", "0")
        if not length.isdigit():
            raise Problem(400, "bad_length", f"Content-Length: {length!r} is no number")
        if int(length) > bound:
            raise _too_large(bound)
        return bound

    async def _principal(self, scope: Scope, headers: Headers) -> tuple[Principal | None, bool]:
        """(The principal that calls, whether a cookie identified it)."""
        text = headers.get("x-api-key", "")
        scheme, _, rest = headers.get("authorization", "").partition(" ")
        if scheme.lower() == "bearer":
            text = rest.strip()
        if text:
            # Each guess costs a hash, so guessing is bounded before it is looked at.
            return await self._known_by(text, lambda: self._check_rate(scope, None)), False
        cookie = cookie_of(headers.get("cookie", ""))
        return (await self._tokens.principal(cookie), True) if cookie else (None, False)

    async def _known_by(self, text: str, before_hash: Callable[[], None]) -> Principal | None:
        """Who holds a key or token; None if it is none that is good."""
        if len(text) > CREDENTIAL_CHARS:
            return None
        if text.count(".") == 2:  # noqa: PLR2004 - header, claims, signature
            return await self._tokens.principal(text)
        return await self._keyring.principal(text, before_hash)


class _Bounded:
    """A request's body, counted as it comes."""

    def __init__(self, receive: Receive, bound: int) -> None:
        self._receive = receive
        self._bound = bound
        self._count = 0

    async def __call__(self) -> Message:
        message = await self._receive()
        self._count += len(message.get("body", b""))
        if self._count > self._bound:
            # FastAPI lets only its own errors through from here.
            raise HTTPException(413, _too_large(self._bound).detail)
        return message


def _name_of(address: str) -> str:
    try:
        return urlsplit(address).hostname or ""
    except ValueError:
        return ""


def same_secret(given: str, known: str) -> bool:
    """Compared in constant time."""
    return hmac.compare_digest(given.encode(), known.encode())


def cookie_of(header: str) -> str:
    """Our cookie out of a Cookie header; empty if it is not there."""
    try:
        found = SimpleCookie(header).get(COOKIE)
    except CookieError:
        return ""
    return found.value if found else ""


def _address(scope: Scope) -> str:
    client: Any = scope.get("client")
    return str(client[0]) if client else "local"


def _add_headers(message: Message) -> None:
    headers = MutableHeaders(raw=message["headers"])
    for name, value in HEADERS.items():
        headers.setdefault(name, value)
    message["headers"] = headers.raw


def _too_large(bound: int) -> Problem:
    detail = f"The body is larger than the {bound} bytes that are taken; send less"
    return Problem(413, "too_large", detail, bound=bound)
