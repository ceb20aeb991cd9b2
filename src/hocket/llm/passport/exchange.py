"""A passport as a file: written as JSON, and validated when it is read."""

from __future__ import annotations

import json
from typing import Any

from hocket.core.noun import parse
from hocket.errors import InvalidInputError
from hocket.llm.passport.passport import FORMAT, VERSION, Passport

MOST_BYTES = 4 << 20


def written(passport: Passport) -> str:
    """The passport as JSON, readable by people."""
    return passport.model_dump_json(indent=2) + "\n"


def read(content: bytes, *, what: str = "passport") -> Passport:
    """The passport in a file.

    Args:
        content: The file; of a larger one than ``MOST_BYTES``, one byte more is enough.
        what: Its name, for messages.

    Raises:
        InvalidInputError: It is too large, no passport, one of a later release, or a value does not
            fit; the message names it.

    Examples:
        >>> read(b"[]", what="a.json")
        Traceback (most recent call last):
        ...
        hocket.errors.InvalidInputError: a.json is no passport; write one with an export
    """
    if len(content) > MOST_BYTES:
        message = f"{what} has {len(content)} bytes or more; a passport has at most {MOST_BYTES}"
        raise InvalidInputError(message, bytes=len(content))
    data = _parsed(content)
    if not isinstance(data, dict) or data.get("format") != FORMAT:
        message = f"{what} is no passport; write one with an export"
        raise InvalidInputError(message)
    version = data.get("version")
    if version != VERSION:
        message = (
            f"{what} at version: {version!r} is not known here, only {VERSION}; update hocket, or "
            "export it again with this release"
        )
        raise InvalidInputError(message, version=version)
    return parse(Passport, content, what=what)


def _parsed(content: bytes) -> Any:
    try:
        return json.loads(content)
    except (ValueError, RecursionError):
        return None
