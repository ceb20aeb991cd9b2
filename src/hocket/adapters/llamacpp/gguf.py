"""What the header of a GGUF file says of the memory that its LLM takes.

The format: https://github.com/ggml-org/ggml/blob/master/docs/gguf.md (little-endian, version 2 and
later). The vocabulary, which is long, comes after the figures that are needed, and is not read.
"""

from __future__ import annotations

import struct
from typing import IO, TYPE_CHECKING, Any

from hocket.ports.residence import Footprint

if TYPE_CHECKING:
    from pathlib import Path

MAGIC = b"GGUF"
_FORMATS = {
    0: "B",
    1: "b",
    2: "H",
    3: "h",
    4: "I",
    5: "i",
    6: "f",
    7: "?",
    10: "Q",
    11: "q",
    12: "d",
}
_STRING, _ARRAY = 8, 9
_VOCABULARY = "tokenizer.ggml.tokens"
_MOST_ENTRIES = 1000
_MOST_BYTES = 1 << 20
_CACHED_BYTES = 2
"""llama.cpp keeps keys and values as 16-bit floats."""

_BATCH_TOKENS = 512
"""It computes the scores of all words for so many tokens of a prompt at once, as 32-bit floats."""

_PROCESS_BYTES = 160 << 20
"""Python, the runtime and its small buffers."""


def footprint_of(path: Path, slots: int) -> Footprint:
    """The memory of an LLM in a file, with a cache for so many answers at once.

    Where the header does not say enough, its cache is estimated as an eighth of its weights for
    8192 tokens.

    Raises:
        OSError: The file cannot be read.
    """
    weights_bytes = path.stat().st_size
    try:
        with path.open("rb") as file:
            facts = _facts(file)
    except (ValueError, struct.error):
        facts = {}
    kind = facts.get("general.architecture", "")
    named = {key.removeprefix(f"{kind}."): value for key, value in facts.items()}
    scores_bytes = facts.get(_VOCABULARY, 0) * _BATCH_TOKENS * 4
    try:
        token_bytes = _token_bytes(named)
    except (KeyError, TypeError, ZeroDivisionError):
        token_bytes = weights_bytes // 8 // 8192
    return Footprint(weights_bytes + scores_bytes + _PROCESS_BYTES, token_bytes * slots)


def _token_bytes(named: dict[str, Any]) -> int:
    """What the keys and values of one token take in all layers."""
    heads = named["attention.head_count"]
    width = named["embedding_length"] // heads
    both = named.get("attention.key_length", width) + named.get("attention.value_length", width)
    shared = named.get("attention.head_count_kv", heads)
    return int(named["block_count"] * shared * both * _CACHED_BYTES)


def _facts(file: IO[bytes]) -> dict[str, Any]:
    """The entries up to the vocabulary, of which only the length is in it.

    Raises:
        ValueError: It is no GGUF file, or damaged.
    """
    if file.read(4) != MAGIC:
        raise ValueError(MAGIC)
    version, _, count = struct.unpack("<IQQ", file.read(20))
    if version < 2:  # noqa: PLR2004 - the first version had other lengths
        raise ValueError(version)
    facts: dict[str, Any] = {}
    for _ in range(min(count, _MOST_ENTRIES)):
        name = _text(file)
        kind = _number(file, "I")
        if name == _VOCABULARY:
            _number(file, "I")
            facts[name] = _number(file, "Q")
            break
        facts[name] = _value(file, kind)
    return facts


def _value(file: IO[bytes], kind: int) -> Any:
    if kind == _STRING:
        return _text(file)
    if kind == _ARRAY:
        inner, length = _number(file, "I"), _number(file, "Q")
        return [_value(file, inner) for _ in range(_bounded(length))]
    if kind not in _FORMATS:
        raise ValueError(kind)
    return _number(file, _FORMATS[kind])


def _text(file: IO[bytes]) -> str:
    return file.read(_bounded(_number(file, "Q"))).decode(errors="replace")


def _number(file: IO[bytes], form: str) -> Any:
    return struct.unpack(f"<{form}", file.read(struct.calcsize(form)))[0]


def _bounded(length: int) -> int:
    if length > _MOST_BYTES:
        raise ValueError(length)
    return length
