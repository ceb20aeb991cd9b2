"""Content digests, which name large texts so that they are stored once."""

from __future__ import annotations

import hashlib
import json
from typing import Any

# Made once: `json.dumps` with these options makes an encoder at each call.
_encode = json.JSONEncoder(sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode


def digest(data: bytes) -> str:
    """The SHA-256 of these bytes, as 64 hexadecimal digits.

    Examples:
        >>> digest(b"")[:16]
        'e3b0c44298fc1c14'
    """
    return hashlib.sha256(data).hexdigest()


def canonical(value: Any) -> bytes:
    """The canonical JSON of a value: sorted keys, no spaces, UTF-8 (RFC 8785 except numbers).

    Examples:
        >>> canonical({"b": 1, "a": "é"}).decode()
        '{"a":"é","b":1}'
    """
    # A lone surrogate, which an LLM may send as an escape, has no UTF-8 but must survive.
    return _encode(value).encode("utf-8", "surrogatepass")
