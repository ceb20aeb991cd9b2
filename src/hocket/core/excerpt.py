"""Excerpts: shortened texts that say how much is missing."""

from __future__ import annotations


def excerpt(text: str, chars: int) -> str:
    """The text, or its beginning and a line that says how much is missing.

    Examples:
        >>> excerpt("short", 10)
        'short'
        >>> print(excerpt("a long text", 6))
        a long
        [cut here: 6 of 11 characters shown]
    """
    if len(text) <= chars:
        return text
    return f"{text[:chars]}\n[cut here: {chars} of {len(text)} characters shown]"


def tail(text: str, chars: int) -> str:
    """The text, or a line that says how much is missing and its end.

    Examples:
        >>> print(tail("a long text", 4))
        [the last 4 of 11 characters]
        text
    """
    if len(text) <= chars:
        return text
    return f"[the last {chars} of {len(text)} characters]\n{text[-chars:]}"
