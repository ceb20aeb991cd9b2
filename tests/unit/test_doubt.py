"""Which errors of a tool leave open whether it has acted."""

from __future__ import annotations

import asyncio
import errno
import http.client
import socket
import ssl
import subprocess
import urllib.error
from concurrent.futures.process import BrokenProcessPool

import httpx
import pytest

from hocket.core.doubt import may_have_acted

ASK = httpx.Request("POST", "http://127.0.0.1/pay")


def raised(error: Exception, *, by: Exception | None = None, during: Exception | None = None):
    """The error as it is caught: raised from another one, or while that was handled."""
    if by is not None:
        error.__cause__ = by
    if during is not None:
        error.__context__ = during
    return error


def foreign(*names: str, base: type[Exception] = Exception, **stored: object) -> Exception:
    """An error of a library that is not installed here, with its classes from the inside out."""
    kind = base
    for name in reversed(names):
        kind = type(name, (kind,), {})
    error = kind("x")
    error.__dict__.update(stored)
    return error


def answered(status: int) -> httpx.HTTPStatusError:
    return httpx.HTTPStatusError("x", request=ASK, response=httpx.Response(status))


LOST = [
    TimeoutError(),
    ConnectionResetError(),
    BrokenPipeError(),
    OSError(errno.ECONNRESET, "reset"),
    EOFError("the connection is closed"),
    asyncio.IncompleteReadError(b"", 3),
    http.client.RemoteDisconnected("x"),
    http.client.IncompleteRead(b""),
    http.client.BadStatusLine("x"),
    httpx.ReadError("x"),
    httpx.WriteError("x"),
    httpx.CloseError("x"),
    httpx.ReadTimeout("x"),
    httpx.RemoteProtocolError("x"),
    answered(500),
    answered(502),
    answered(504),
    ssl.SSLEOFError("x"),
    urllib.error.URLError(TimeoutError("x")),
    urllib.error.HTTPError("http://127.0.0.1", 504, "late", http.client.HTTPMessage(), None),
    subprocess.TimeoutExpired("pay", 3),
    subprocess.CalledProcessError(-9, "pay"),
    BrokenProcessPool(),
    foreign("ServerDisconnectedError"),
    foreign("ClientPayloadError"),
    foreign("SMTPServerDisconnected", base=OSError),
    foreign("ConnectionDoesNotExistError"),
    foreign("ClientResponseError", status=502),
    foreign("ConnectionError", base=OSError),
    raised(foreign("ConnectionError", base=OSError), during=foreign("ProtocolError")),
    raised(RuntimeError("payment failed"), by=httpx.ReadTimeout("x")),
    raised(RuntimeError("payment failed"), during=httpx.ReadTimeout("x")),
    raised(httpx.ReadTimeout("the second try"), during=ConnectionRefusedError()),
    ExceptionGroup("tasks", [ValueError("x"), ExceptionGroup("more", [TimeoutError()])]),
    asyncio.CancelledError(),
    SystemExit(1),
]
NOT_DONE = [
    ValueError("no such person"),
    KeyError("to"),
    RuntimeError("refused"),
    OSError(errno.ENOENT, "no such file"),
    PermissionError(),
    ConnectionRefusedError(),
    OSError(errno.EHOSTUNREACH, "no route"),
    socket.gaierror(-2, "unknown name"),
    httpx.ConnectError("x"),
    httpx.ConnectTimeout("x"),
    httpx.PoolTimeout("x"),
    httpx.LocalProtocolError("x"),
    httpx.UnsupportedProtocol("x"),
    answered(400),
    answered(409),
    answered(429),
    answered(503),
    urllib.error.URLError(ConnectionRefusedError()),
    subprocess.CalledProcessError(1, "pay"),
    foreign("ConnectionTimeoutError", "ServerTimeoutError", base=TimeoutError),
    foreign("ClientConnectorError", base=OSError),
    foreign("InvalidPayloadError"),
    foreign("IncompleteAddressError"),
    raised(
        foreign("ConnectionError", base=OSError),
        during=raised(foreign("MaxRetryError"), by=foreign("NewConnectionError")),
    ),
    raised(ValueError("no such person"), by=KeyError("ann")),
    ExceptionGroup("tasks", [ValueError("x"), KeyError("y")]),
]


@pytest.mark.parametrize("error", LOST, ids=repr)
def test_error_after_something_was_sent_leaves_the_effect_in_doubt(error):
    assert may_have_acted(error)


@pytest.mark.parametrize("error", NOT_DONE, ids=repr)
def test_error_before_anything_was_sent_is_a_plain_failure(error):
    assert not may_have_acted(error)


def test_error_with_code_of_its_own_is_only_looked_at():
    class EvilError(Exception):
        @property
        def status(self):
            raise SystemExit("not so")

        response = returncode = code = status

    first, second = EvilError("x"), EvilError("y")
    first.__cause__, second.__cause__ = second, first
    assert not may_have_acted(first)
