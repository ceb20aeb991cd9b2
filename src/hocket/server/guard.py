"""Middleware that checks every request before it reaches a route.

It checks host and origin, limits body size and rate, and authenticates the caller. Changes and
refused requests are written to the audit log before the response is sent.
"""

from __future__ import annotations

import hmac
from base64 import b64decode
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
"""Refusals that are written to the audit log; exceeded limits are not."""

SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})
UPLOADS = "/api/v1/files"
WITH_IMAGES = frozenset(
    {
        *("/v1/chat/completions", "/v1/responses", "/v1/messages", "/v1/messages/count_tokens"),
        *("/api/chat", "/api/generate"),
    }
)
"""Routes whose requests may have files in them."""

SOCKETS = "/socket.io/"
CREDENTIAL_CHARS = 4096
TARGET_CHARS = 200


class Guard:
    """ASGI middleware.

    Args:
        app: The wrapped application.
        settings: Limits and host names.
        keyring: Checks API keys.
        tokens: Checks tokens, including those in cookies.
        audit: Log of changes and refusals.
        clock: Clock of the rate limits.
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
        self._authenticated = TokenBuckets(settings.rate_per_s, settings.burst)
        self._anonymous = TokenBuckets(settings.anonymous_per_s, settings.anonymous_per_s * 2)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] not in ("http", "websocket"):
            await self._app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        try:
            self._check_host(headers)
            principal, by_browser = await self._principal(scope, headers)
            self._check_rate(scope, principal)
            if by_browser:
                self._check_origin(scope, headers)
            limit = self._body_limit(scope, headers)
            if scope["path"].startswith(SOCKETS):
                admitted(principal, "journal.read")
        except Problem as problem:
            await self._refuse(scope, receive, send, problem)
            return
        scope["hocket.principal"] = principal
        if scope["type"] == "websocket":
            await self._app(scope, receive, send)
            return
        await self._pass(scope, _LimitedBody(receive, limit), send, principal)

    async def _pass(
        self, scope: Scope, receive: _LimitedBody, send: Send, principal: Principal | None
    ) -> None:
        # Socket.IO polls by POST; these requests change nothing.
        is_change = scope["method"] not in SAFE and not scope["path"].startswith(SOCKETS)

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                status = message["status"]
                if is_change or status in REFUSED:
                    await self._note(scope, principal, status)
                _add_headers(message)
            await send(message)

        await self._app(scope, receive, send_with_headers)

    async def _note(self, scope: Scope, principal: Principal | None, status: int) -> None:
        await self._audit.write(
            subject=principal.subject if principal else "anonymous",
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

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                _add_headers(message)
            await send(message)

        await problem.response(scope["path"])(scope, receive, send_with_headers)

    def _check_host(self, headers: Headers) -> None:
        """Refuse unknown host names, which protects against DNS rebinding."""
        name = _name_of(f"//{headers.get('host', '')}").lower()
        if name in LOOPBACK or name in self._settings.names or name == self._settings.host:
            return
        detail = (
            f"Host: {name!r} is not a name of this server; use {self._settings.host}, "
            "or add the name to server.names in the settings"
        )
        raise Problem(421, "wrong_host", detail, host=name)

    def _check_origin(self, scope: Scope, headers: Headers) -> None:
        """Refuse what browsers add to requests of other origins (cross-site request forgery)."""
        if scope["type"] == "http" and scope["method"] in SAFE:
            return
        origin = headers.get("origin")
        if origin is None:
            return  # not a browser: browsers send Origin with every change
        if origin.partition("://")[2] == headers.get("host"):
            return
        detail = f"Origin: {origin!r} cannot use your session; use an API key instead"
        raise Problem(403, "wrong_origin", detail, origin=origin)

    def _check_rate(self, scope: Scope, principal: Principal | None) -> None:
        now_us = self._clock.now_us()
        if principal is not None:
            wait_s = self._authenticated.take(principal.key_id or principal.subject, now_us)
        else:
            wait_s = self._anonymous.take(_address(scope), now_us)
        if wait_s > 0:
            detail = f"Too many requests; try again in {wait_s:.1f} s"
            headers = {"Retry-After": retry_after(wait_s)}
            raise Problem(429, "rate_limited", detail, headers=headers, retry_s=round(wait_s, 3))

    def _body_limit(self, scope: Scope, headers: Headers) -> int:
        is_large = scope["path"] == UPLOADS or scope["path"] in WITH_IMAGES
        limit = self._settings.upload_bytes if is_large else self._settings.body_bytes
        length = headers.get("content-length", "0")
        if not length.isdigit():
            raise Problem(
                400,
                "bad_length",
                f"Content-Length: {length!r} is not a number; send the size in bytes",
            )
        if int(length) > limit:
            raise _too_large(limit)
        return limit

    async def _principal(self, scope: Scope, headers: Headers) -> tuple[Principal | None, bool]:
        """(The caller, whether a browser may have added the credential by itself)."""
        text = headers.get("x-api-key", "")
        scheme, _, rest = headers.get("authorization", "").partition(" ")
        if scheme.lower() == "bearer":
            text = rest.strip()
        is_login = scheme.lower() == "basic"
        if is_login:
            text = password_of(rest.strip())
        if text:
            # Each guess costs a hash, so limit the rate before checking it.
            principal = await self._principal_of(text, lambda: self._check_rate(scope, None))
            return principal, is_login
        cookie = cookie_of(headers.get("cookie", ""))
        return (await self._tokens.principal(cookie), True) if cookie else (None, False)

    async def _principal_of(self, text: str, before_hash: Callable[[], None]) -> Principal | None:
        """The holder of a key or token; None if it is not valid."""
        if len(text) > CREDENTIAL_CHARS:
            return None
        if text.count(".") == 2:  # noqa: PLR2004 - header, claims, signature
            return await self._tokens.principal(text)
        return await self._keyring.principal(text, before_hash)


class _LimitedBody:
    """Limits the size of a request body as it arrives."""

    def __init__(self, receive: Receive, limit: int) -> None:
        self._receive = receive
        self._limit = limit
        self._count = 0

    async def __call__(self) -> Message:
        message = await self._receive()
        self._count += len(message.get("body", b""))
        if self._count > self._limit:
            # FastAPI passes on only its own exceptions from here.
            raise HTTPException(413, _too_large(self._limit).detail)
        return message


def _name_of(address: str) -> str:
    try:
        return urlsplit(address).hostname or ""
    except ValueError:
        return ""


def same_secret(received: str, expected: str) -> bool:
    """Whether two secrets are equal, compared in constant time."""
    return hmac.compare_digest(received.encode(), expected.encode())


def password_of(login: str) -> str:
    """The password of a login in a URL, which may be a key (RFC 7617); empty if it is none.

    Examples:
        >>> password_of("bWU6aGtfMQ=="), password_of("?")
        ('hk_1', '')
    """
    try:
        text = b64decode(login, validate=True).decode()
    except ValueError:
        return ""
    return text.partition(":")[2]


def cookie_of(header: str) -> str:
    """The session cookie in a Cookie header; empty if there is none."""
    try:
        morsel = SimpleCookie(header).get(COOKIE)
    except CookieError:
        return ""
    return morsel.value if morsel else ""


def _address(scope: Scope) -> str:
    client: Any = scope.get("client")
    return str(client[0]) if client else "local"


def _add_headers(message: Message) -> None:
    headers = MutableHeaders(raw=message["headers"])
    for name, value in HEADERS.items():
        headers.setdefault(name, value)
    message["headers"] = headers.raw


def _too_large(limit: int) -> Problem:
    detail = f"The request body exceeds the limit of {limit} bytes; send a smaller one"
    return Problem(413, "too_large", detail, bound=limit)
