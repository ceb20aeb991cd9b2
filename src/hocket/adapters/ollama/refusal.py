"""What an Ollama server refuses, in its words, and what is to be done about it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from hocket.adapters.http.parts import NAMED, named_parts
from hocket.errors import ContextOverflowError, HostUnusableError

if TYPE_CHECKING:
    from hocket.adapters.http.refusal import HttpRefusal
    from hocket.errors import OrchestrationError

_NOT_FOUND = 404
_NAMED = re.compile(r"model ['\"]([^'\"]+)['\"]")


def error_of(refusal: HttpRefusal, title: str) -> OrchestrationError:
    """The error that a refusal of the server is; ``title`` names the server in its message."""
    match = _NAMED.search(refusal.text)
    if refusal.status == _NOT_FOUND and match is not None:
        message = f"{title}: {refusal.text}; get it with `ollama pull {match[1]}`"
        return HostUnusableError(message, status=refusal.status, llm_missing=match[1])
    if _is_about_context(refusal.text):
        message = f"{title}: {refusal.text}; shorten the prompt"
        return ContextOverflowError(message, status=refusal.status)
    # The server reports these as its own errors, but trying again changes nothing.
    if "requires more system memory" in refusal.text:
        message = f"{title}: {refusal.text}; use a smaller LLM or window"
        return HostUnusableError(message, status=refusal.status)
    if "does not support chat" in refusal.text:
        message = f"{title}: {refusal.text}; use an LLM that answers, for this task"
        return HostUnusableError(message, status=refusal.status)
    if "does not exist" in refusal.text:
        message = f"{title}: {refusal.text}; check the name"
        return HostUnusableError(message, status=refusal.status)
    error = refusal.to_error(title)
    if named := named_parts(refusal):
        error.context[NAMED] = named
    return error


def _is_about_context(reason: str) -> bool:
    """Whether a refusal says that the prompt does not fit the window."""
    reason = reason.lower()
    return "context" in reason and any(
        word in reason for word in ("exceed", "too long", "too large", "maximum")
    )
