"""Why a host refused: the reason in whatever form it has, and the error that stands for it.

Hosts use the same status for faults that pass and for faults that stay: 429 for a rate and for an
empty account, 400 for a wrong field and for a wrong key. Their words tell the two apart.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from hocket.adapters.http.reading import count, table, tables, text_in, word
from hocket.errors import (
    AWAY_S,
    HostUnusableError,
    OrchestrationError,
    RefusedError,
    UnavailableError,
)

if TYPE_CHECKING:
    from collections.abc import Callable

_OVERLOADED = frozenset({408, 425, 429})
_FAILED = frozenset(range(500, 600))
"""Errors of the server, which may pass if they are not of those that stay."""

_AWAY = frozenset({429, 502, 503, 504, 520, 521, 522, 523, 524, 529})
"""The host did no work: it is overloaded, starts, or its proxy cannot reach it."""

AWAY_LIMIT_S = 600.0
"""How long a host that has answered before is waited for."""

_STAYS = frozenset(
    {401, 402, 403, 404, 405, 407, 410, 421, 426, 451, 501, 505, 511, *range(300, 400)}
)
"""Until someone corrects the address, the key, the account or the name of the LLM."""

_REASON_NAMES = (
    "error",
    "errors",
    "message",
    "detail",
    "details",
    "msg",
    "error_message",
    "error_msg",
    "status_msg",
    "base_resp",
    "reason",
    "description",
)
_DEEPEST = 6
_SHOWN = 3

_STATUS_OF_WORD = {
    "invalid_api_key": 401,
    "authentication_error": 401,
    "auth_error": 401,
    "insufficient_quota": 402,
    "budget_exceeded": 402,
    "billing_error": 402,
    "permission_error": 403,
    "permission_denied": 403,
    "not_found_error": 404,
    "model_not_found": 404,
    "model_not_supported": 404,
    "not_found": 404,
    "context_length_exceeded": 400,
    "exceed_context_size_error": 400,
    "invalid_request_error": 400,
    "badrequesterror": 400,
    "invalid_argument": 400,
    "unsupported_parameter": 400,
    "unsupported_value": 400,
    "rate_limit_exceeded": 429,
    "rate_limit_error": 429,
    "resource_exhausted": 429,
    "request_too_large": 413,
    "timeout_error": 504,
    "overloaded_error": 529,
    "unavailable": 503,
}

_ACCOUNT = re.compile(
    r"insufficient.{0,12}(quota|balance|credit|fund)|exceeded your current quota|billing"
    r"|credit balance|out of credits?|payment required|spending limit|account.{0,20}(suspended|"
    r"deactivated|arrears)|specified.{0,20}usage limits|余额不足|欠费|budget has been exceeded"
    r"|(calls?|requests|tokens) ?(/|per) ?(month|week)|(monthly|weekly|daily) (quota|limit)"
)
_RATE = re.compile(r"per (second|minute|hour|day)|\b(rpm|tpm|rpd|tpd)\b|retry in|try again in")
_KEY = re.compile(
    r"(invalid|incorrect|missing|expired|wrong|no|revoked)\W{1,3}(\w+\W+)?(api[ _-]?key|credential|"
    r"(access|auth|bearer|server) token)|(api[ _-]?key|credentials?|(access|auth|bearer) token)\W"
    r".{0,30}(not valid|invalid|incorrect|missing|expired|required|revoked)|unauthori[sz]ed|"
    r"(login|authentication) (failed|fails|required)"
)
_LLM = re.compile(
    r"model\b.{0,120}(not found|not exist|does ?n[o']t exist|decommissioned|no longer|has been "
    r"(retired|removed))|(unknown|invalid|no such) model\b|not a valid model|no models? loaded"
)
_ADDRESS = re.compile(
    r"unexpected endpoint|(invalid|unknown|unrecognized) (request )?(url|route|endpoint|path)"
    r"|no (such )?route|cannot (post|get) /|page not found"
)
_PLACE = re.compile(
    r"(location|country|region)\b.{0,40}\b(not supported|unsupported|not available)"
)
_FILTER = re.compile(r"moderation|flagged|content.{0,10}(filter|policy)|safety")


@dataclass(frozen=True, slots=True)
class HttpRefusal:
    """A refusal: why the host refused, and when to try again.

    Attributes:
        status: 300 or more; for a fault within an answer the status that it amounts to.
        text: The reason in the words of the host.
        body: Its JSON; None if it has none.
        retry_after_s: When the host asks to be tried again; None if it does not say.
    """

    status: int
    text: str
    body: Any = None
    retry_after_s: float | None = None

    @property
    def stays(self) -> bool:
        """Whether every request will be refused until someone corrects something."""
        text = self.text.lower()
        if self.status == 403 and _FILTER.search(text):  # noqa: PLR2004 - it is about the prompt
            return False
        if self.status in _STAYS:
            return True
        is_named = self._of_its_word() in (401, 402, 404)
        if self.status in _OVERLOADED:
            may_pass = self.retry_after_s is not None or _RATE.search(text)
            return not may_pass and (is_named or bool(_ACCOUNT.search(text)))
        if is_named:
            return True
        if self.status in _FAILED:
            return False
        return any(words.search(text) for words in (_ACCOUNT, _KEY, _LLM, _ADDRESS, _PLACE))

    def _of_its_word(self) -> int:
        """The status of the code or type in its body, which is more exact than its own."""
        body = next(iter(tables(self.body)), {})
        return status_in(body.get("error"), status_in(body, 0))

    def to_error(self, host: str) -> OrchestrationError:
        """The error of a refusal.

        It is an UnavailableError where trying again may help, with ``AWAY_S`` in its context if the
        host did no work. A HostUnusableError stays; any other RefusedError is about the request.
        """
        message = f"{host} answered {self.status}: {self.text or 'no reason given'}"
        context: dict[str, Any] = {"status": self.status}
        if self.stays:
            return HostUnusableError(f"{message}; {self._way_out()}", **context)
        if self.status in _OVERLOADED or self.status in _FAILED:
            if self.retry_after_s is not None:
                context["retry_after_s"] = self.retry_after_s
            if self.status in _AWAY:
                context[AWAY_S] = AWAY_LIMIT_S
            return UnavailableError(f"{message}; try again later", **context)
        return RefusedError(message, **context)

    def _way_out(self) -> str:
        text = self.text.lower()
        status = self._of_its_word() or self.status
        if status == 402 or _ACCOUNT.search(text):  # noqa: PLR2004 - payment required
            return "check the account's quota and billing"
        if status in (401, 403) or _KEY.search(text):
            return "check the API key and its permissions"
        if _PLACE.search(text):
            return "use another host, or this one from where it serves you"
        if _LLM.search(text):
            return "check the name of the LLM"
        return "check the URL of the host and the name of the LLM"


def reason_in(body: Any, depth: int = _DEEPEST) -> str:
    """Why the host refused, as its JSON says; empty if it does not.

    Examples:
        >>> reason_in({"error": {"message": "too long"}}), reason_in([{"error": "no"}])
        ('too long', 'no')
        >>> reason_in({"detail": [{"loc": ["body", "seed"], "msg": "Extra input"}]})
        'body.seed: Extra input'
    """
    if isinstance(body, str):
        return body.strip()
    if not depth:
        return ""
    if isinstance(body, list):
        reasons = (reason_in(entry, depth - 1) for entry in body[:_SHOWN])
        return "; ".join(reason for reason in reasons if reason)
    if not isinstance(body, dict):
        return ""
    reasons = (reason_in(body[name], depth - 1) for name in _REASON_NAMES if name in body)
    reason = next((reason for reason in reasons if reason), "")
    place = body.get("loc")
    if reason and isinstance(place, list):
        return f"{'.'.join(map(word, place))}: {reason}"
    # A router quotes what the host behind it said.
    raw = word(table(body.get("metadata")).get("raw"))
    return f"{reason}: {raw}" if reason and raw else reason


def fault_in(event: Any) -> Any:
    """What an event reports instead of a part of an answer; None if it is one."""
    body = table(event)
    error = body.get("error")
    if error and (not isinstance(error, dict) or any(error.values())):
        return error if reason_in(error) else body
    choice = next(iter(tables(body.get("choices"))), {})
    if choice.get("error"):
        return choice["error"]
    if _is_answer(body) or not body:
        return None
    return body if body.get("object") == "error" or reason_in(body) else None


def _is_answer(body: dict[str, Any]) -> bool:
    parts = ("choices", "usage", "timings", "done", "status", "id", "response")
    has_part = any(body.get(name) not in (None, "", False) for name in parts)
    return (has_part or bool(text_in(table(body.get("message"))))) and body.get("object") != "error"


def raise_fault(
    fault: Any,
    event: Any,
    error_of: Callable[[int, str, Any], OrchestrationError],
    *,
    is_begun: bool,
    is_stream: bool,
) -> None:
    """Raise the error of a fault that a host reports within an answer; return if there is none.

    Args:
        fault: What ``fault_in`` found.
        event: The event that it is in.
        error_of: Makes the error from its status, its reason and the event.
        is_begun: Whether the host has done some work.
        is_stream: Whether the host answers by events.
    """
    if fault is None:
        return
    # Within an answer it is the server's fault; in its place it is about the request.
    error = error_of(
        status_in(fault, 500 if is_begun or is_stream else 400), reason_in(fault), event
    )
    if is_begun:
        error.context.pop(AWAY_S, None)
    raise error


def status_in(fault: Any, default: int) -> int:
    """The HTTP status that a fault amounts to, by its code or type; else ``default``.

    Examples:
        >>> status_in({"code": "429"}, 500), status_in({"type": "overloaded_error"}, 500)
        (429, 529)
    """
    names = ("code", "status", "status_code", "http_code", "type")
    for value in (table(fault).get(name) for name in names):
        if 400 <= count(value) < 600:  # noqa: PLR2004 - the statuses of errors
            return count(value)
        status = _STATUS_OF_WORD.get(word(value).lower())
        if status is not None:
            return status
    return default
