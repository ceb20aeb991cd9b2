"""Redaction: how a value is repeated in a message without the secrets in it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

HIDDEN = "(not shown)"
VALUE_CHARS = 120
"""Length of a value in an error, so that it stays one line."""

_SENSITIVE = (
    r"(?:api[_-]?key|secret|passw|credential|authorization|cookie|private|bearer"
    r"|(?<![a-z])token(?![a-z]))"
)
_SENSITIVE_TEXTS = (
    # The login in a URL, even if its password contains a slash.
    (r"(?<=://)[^\s/?#]*(?:/[^\s?#]*)?@", "***@"),
    (r"(?<=[?&])([^\s&=]*)=[^\s&#]*", r"\1=***"),
    (rf"(?i)({_SENSITIVE}[\w-]*[\"']?\s*[:=]\s*)\S+", r"\1***"),
    (r"(?i)\b(bearer|basic) \S+", r"\1 ***"),
    (r"\b(?:sk|hk)[-_][\w-]{4,}", "***"),
    (r"(?s)-----BEGIN .*", "***"),
)
"""Patterns of secrets in a text, and what replaces them; compiled by the first error."""


def is_secret(name: str) -> bool:
    """Whether a field of this name holds a secret, which no error, log or listing may show.

    Examples:
        >>> [is_secret(n) for n in ("api_key", "X-Api-Key", "access_token", "context_tokens")]
        [True, True, True, False]
    """
    return re.search(_SENSITIVE, name, re.IGNORECASE) is not None


def redacted(value: Any, *path: str) -> str:
    """A value for an error message: on one line, shortened, and without secrets.

    Args:
        value: The value.
        *path: Names of the fields that contain it; a name of a secret hides the whole value.

    Examples:
        >>> redacted("many", "attempts"), redacted("sk-1", "openai", "api_key")
        ("'many'", '(not shown)')
        >>> redacted({"url": "https://me:pw@host/v1", "password": "x"})
        "{'url': 'https://***@host/v1', 'password': '(not shown)'}"
    """
    if any(is_secret(str(name)) for name in path):
        return HIDDEN
    text = repr(_without_secrets(value))
    return text if len(text) <= VALUE_CHARS else f"{text[: VALUE_CHARS - 3]}..."


def _without_secrets(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {
            name: HIDDEN if is_secret(str(name)) else _without_secrets(inner)
            for name, inner in value.items()
        }
    if isinstance(value, list | tuple):
        return [_without_secrets(inner) for inner in value]
    if isinstance(value, bytes):
        value = value.decode(errors="replace")
    if isinstance(value, str):
        for pattern, mark in _SENSITIVE_TEXTS:
            value = re.sub(pattern, mark, value)
    return value
