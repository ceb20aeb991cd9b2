"""An HTTP client for one host behind the egress gate, with its failures raised as our errors.

All HTTP adapters share it. The client is created on first use, so that importing an adapter costs
nothing. Proxies, credentials and certificates from the environment are ignored: a call goes to the
configured host or nowhere.
"""

from __future__ import annotations

import asyncio
import json
import socket
import ssl
from base64 import b64encode
from contextlib import aclosing, asynccontextmanager, suppress
from types import MappingProxyType
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote, urlsplit

from hocket.adapters.http.lines import Lines, lines_of
from hocket.adapters.http.reading import parsed
from hocket.adapters.http.refusal import AWAY_LIMIT_S, HttpRefusal, reason_in
from hocket.adapters.http.waiting import retry_after
from hocket.core.egress import is_loopback, public_url
from hocket.errors import (
    ConfigError,
    DeadlineExceededError,
    HostUnusableError,
    OrchestrationError,
    RefusedError,
    UnavailableError,
)

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Iterator, Mapping

    import httpx

    from hocket.core.egress import EgressGate

CONNECT_S = 5.0
KEEPALIVE_S = 2.0
"""Less than any host: a connection that is reused at the moment when the host closes it fails."""

FIRST_LIMIT_S = 60.0
"""How long a host that has never answered is waited for: its address may be wrong."""

CALL_S = 60.0
"""Deadline for calls that generate no text, such as listing."""

_SHOWN_CHARS = 400
_ERROR_BYTES = 1 << 16
_LINE_BYTES = 16 << 20
_BODY_BYTES = 128 << 20
"""Of one line of a stream, and of an answer in one piece: more is no answer of an LLM."""

_DRAIN_S = 0.2


class HttpHost:
    """Calls to one host.

    Args:
        url: Base URL of its API; ``http://`` or ``https://``.
        gate: Checks every call.
        name: Name in messages, such as ``Ollama``.
        way_out: What to do if it cannot be reached, as the end of a sentence.
        refusal: Makes the error for a status of 300 or more.
        secret: Its key; never part of an error or a repr.
        key_header: Header of the key; the usual one makes it a bearer token.
        headers: Sent with every call.
        waits: When to try again, by the headers of a refusal.
        connections: Maximum number of concurrent calls; others wait within their deadline.

    Raises:
        ConfigError: ``url`` is not a base URL, or ``secret`` is not valid in a header.
    """

    def __init__(
        self,
        url: str,
        *,
        gate: EgressGate,
        name: str,
        way_out: str,
        refusal: Callable[[HttpRefusal], OrchestrationError],
        secret: str = "",
        key_header: str = "Authorization",
        headers: Mapping[str, str] = MappingProxyType({}),
        waits: Callable[[Mapping[str, str]], float | None] = retry_after,
        connections: int = 8,
    ) -> None:
        place = public_url(url)
        if not _is_usable(url):
            message = (
                f"{name} at {place}: not a base URL; "
                "write it like http://127.0.0.1:8080, without a query"
            )
            raise ConfigError(message, url=place)
        if not secret.isascii() or not secret.isprintable():
            message = (
                f"{name} at {place}: its key has characters that no header can contain; correct it"
            )
            raise ConfigError(message, url=place)
        parts = urlsplit(url)
        where = f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}"
        self.title = f"{name} at {where}"
        self.is_local = is_loopback(parts.hostname or "")
        # The login goes into a header; as part of the URL it would be logged.
        self._url = where + parts.path.rstrip("/")
        self._login = (unquote(parts.username or ""), unquote(parts.password or ""))
        self._gate = gate
        self._way_out = way_out
        self._refusal = refusal
        self._secret = secret
        self._key_header = key_header
        self._headers = headers
        self._waits = waits
        self._connections = connections
        self._client: httpx.AsyncClient | None = None
        self._opening = asyncio.Lock()
        self._closed = False
        self._was_reached = False

    async def call(
        self,
        method: str,
        path: str,
        body: Mapping[str, Any] | None = None,
        *,
        timeout_s: float = CALL_S,
    ) -> Any:
        """The JSON answer of the host.

        Raises:
            EgressDeniedError: The host is not configured.
            ConfigError: The address is longer than any may be, or has control characters.
            UnavailableError: The host is down, overloaded, or closed the connection.
            RefusedError: The host refused, or its answer is not JSON.
            DeadlineExceededError: ``timeout_s`` passed.
        """
        async with self._exchange(method, path, body, timeout_s) as response:
            content = await self._read_whole(response)
        try:
            return parsed(content)
        except ValueError as error:
            message = f"{self.title} answered {path} with a text that is not JSON; check the URL"
            raise RefusedError(message, path=path) from error

    async def read(
        self, path: str, *, timeout_s: float = CALL_S, limit_bytes: int = _BODY_BYTES
    ) -> bytes:
        """What the host answers a GET with, as it is.

        Raises:
            RefusedError: It is longer than ``limit_bytes``.
            Others: The same as ``call``.
        """
        async with self._exchange("GET", path, None, timeout_s) as response:
            return await self._read_whole(response, limit_bytes)

    @asynccontextmanager
    async def stream(
        self, path: str, body: Mapping[str, Any], *, timeout_s: float
    ) -> AsyncIterator[Lines]:
        """The lines of a streamed answer to a POST; leaving closes it.

        Raises:
            The same as ``call``.
        """
        async with (
            self._exchange("POST", path, body, timeout_s) as response,
            aclosing(lines_of(response.aiter_bytes(), self._refuse_over_line)) as lines,
        ):
            yield Lines(lines, is_framed=_is_framed(response.headers))
            await _drain(lines)

    async def close(self) -> None:
        """Close all connections; further calls raise UnavailableError."""
        self._closed = True
        if self._client is not None:
            await self._client.aclose()

    def clean(self, text: str) -> str:
        """A text of the host for a message: shortened, and without the secret."""
        for secret in (self._secret, self._login[1], self._basic()):
            if secret:
                text = text.replace(secret, "***")
        text = " ".join(text.split())
        return text if len(text) <= _SHOWN_CHARS else text[: _SHOWN_CHARS - 3] + "..."

    @asynccontextmanager
    async def _exchange(
        self, method: str, path: str, body: Mapping[str, Any] | None, timeout_s: float
    ) -> AsyncIterator[httpx.Response]:
        url = self._url + path
        self._gate.check(url)
        client = await self._open()
        # ASCII escapes can encode what UTF-8 cannot, such as half of a surrogate pair.
        content = None if body is None else json.dumps(body).encode()
        import httpx  # noqa: PLC0415 - already loaded by _open

        try:
            async with (
                asyncio.timeout(timeout_s),
                client.stream(method, url, content=content) as response,
            ):
                self._was_reached = True
                if response.status_code >= 300:  # noqa: PLR2004 - a redirect is a refusal too
                    raise self._refusal(await self._read_refusal(response))
                yield response
        except TimeoutError as error:
            message = f"{self.title} did not finish {path} within {timeout_s:g} s"
            raise DeadlineExceededError(message, timeout_s=timeout_s) from error
        except (httpx.ConnectError, httpx.ConnectTimeout) as error:
            raise self._unreached(error) from error
        except httpx.InvalidURL as error:
            message = f"{self.title} has no address like this ({error}); correct it"
            raise ConfigError(message) from error
        except httpx.TransportError as error:
            fault = type(error).__name__
            message = f"{self.title} closed the connection during {path} ({fault}); try again"
            raise UnavailableError(message) from error

    def _unreached(self, error: Exception) -> OrchestrationError:
        """The error for a connection that could not be made.

        A name that does not exist, or a certificate that nobody trusts, is a wrong address; else
        the host is away.
        """
        causes = [*_causes(error)]
        if any(isinstance(c, ssl.SSLError) for c in causes):
            message = f"{self.title} has no TLS that can be trusted ({error}); correct its URL"
            return HostUnusableError(message, sent=False)
        if any(isinstance(c, socket.gaierror) and c.errno == socket.EAI_NONAME for c in causes):
            message = f"{self.title}: there is no host of this name; correct its URL"
            return HostUnusableError(message, sent=False)
        message = f"{self.title} cannot be reached; {self._way_out}"
        if self._was_reached:
            return UnavailableError(message, sent=False, away_s=AWAY_LIMIT_S)
        return UnavailableError(message, sent=False, away_s=FIRST_LIMIT_S, unproven=True)

    def _basic(self) -> str:
        """The login in the form of HTTP basic authentication (RFC 7617); empty without one."""
        return b64encode(":".join(self._login).encode()).decode() if any(self._login) else ""

    async def _open(self) -> httpx.AsyncClient:
        async with self._opening:
            if self._closed:
                message = f"{self.title} is closed in this process; create a new client"
                raise UnavailableError(message, sent=False)
            if self._client is None:
                # Loading the library and the certificates would block the event loop.
                self._client = await asyncio.to_thread(self._make_client)
        return self._client

    def _make_client(self) -> httpx.AsyncClient:
        import httpx  # noqa: PLC0415 - loaded when used

        secure = self._url.startswith("https:")
        # Unpacking what is packed could take any amount of memory.
        headers = {"Content-Type": "application/json", "Accept-Encoding": "identity"}
        headers |= self._headers
        if self._secret:
            is_bearer = self._key_header == "Authorization"
            headers[self._key_header] = f"Bearer {self._secret}" if is_bearer else self._secret
        if any(self._login):
            headers["Authorization"] = f"Basic {self._basic()}"
        return httpx.AsyncClient(
            headers=headers,
            # A context without certificates costs nothing and is never used by http.
            verify=httpx.create_ssl_context(trust_env=False)
            if secure
            else ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT),
            trust_env=False,
            timeout=httpx.Timeout(None, connect=CONNECT_S),
            # A new connection without TLS costs next to nothing. llama.cpp closes one after a
            # streamed answer, at times when the next request is on its way.
            limits=httpx.Limits(
                max_connections=self._connections,
                max_keepalive_connections=None if secure else 0,
                keepalive_expiry=KEEPALIVE_S,
            ),
        )

    async def _read_whole(self, response: httpx.Response, limit_bytes: int = _BODY_BYTES) -> bytes:
        parts, size = [], 0
        async for part in response.aiter_bytes():
            parts.append(part)
            size += len(part)
            self._refuse_over(size, limit_bytes, "an answer")
        return b"".join(parts)

    def _refuse_over_line(self, size: int) -> None:
        self._refuse_over(size, _LINE_BYTES, "a line")

    def _refuse_over(self, size: int, limit: int, what: str) -> None:
        if size > limit:
            message = (
                f"{self.title} sent {what} of more than {limit >> 20} MiB; no LLM does, so check "
                "what is listening there"
            )
            raise RefusedError(message, limit_bytes=limit)

    async def _read_refusal(self, response: httpx.Response) -> HttpRefusal:
        content = b""
        async for part in response.aiter_bytes():
            content += part
            if len(content) > _ERROR_BYTES:
                break
        try:
            body = parsed(content)
        except ValueError:
            body = None
        return HttpRefusal(
            status=response.status_code,
            text=self.clean(reason_in(body) or content.decode(errors="replace")),
            body=body,
            retry_after_s=self._waits(response.headers),
        )


def _causes(error: BaseException | None) -> Iterator[BaseException]:
    while error is not None:
        yield error
        error = error.__cause__ or error.__context__


def _is_usable(url: str) -> bool:
    try:
        parts = urlsplit(url)
        is_http = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:
        return False
    return is_http and not parts.query and not parts.fragment


async def _drain(lines: AsyncIterator[bytes]) -> None:
    """Read a stream to its end, so that its connection can be reused."""
    import httpx  # noqa: PLC0415 - already loaded by the stream

    with suppress(TimeoutError, httpx.TransportError):
        async with asyncio.timeout(_DRAIN_S):
            async for _ in lines:
                pass


def _is_framed(headers: httpx.Headers) -> bool:
    """Whether a body that was cut is told from a whole one (RFC 9112 section 8)."""
    return "content-length" in headers or "chunked" in headers.get("transfer-encoding", "").lower()
