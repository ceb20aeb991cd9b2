"""The memory of an LLM by the header of its file."""

from __future__ import annotations

import struct

import pytest

from hocket.adapters.llamacpp.gguf import footprint_of
from hocket.adapters.system.memory import machine_bytes

PROCESS_BYTES = 160 << 20


def text(value: str) -> bytes:
    return struct.pack("<Q", len(value)) + value.encode()


def number(name: str, value: int) -> bytes:
    return text(name) + struct.pack("<II", 4, value)


def header(*entries: bytes) -> bytes:
    return b"GGUF" + struct.pack("<IQQ", 3, 0, len(entries)) + b"".join(entries)


ENTRIES = (
    text("general.architecture") + struct.pack("<I", 8) + text("q"),
    text("general.tags") + struct.pack("<IIQ", 9, 8, 2) + text("a") + text("b"),
    number("q.block_count", 28),
    number("q.embedding_length", 1536),
    number("q.attention.head_count", 12),
    number("q.attention.head_count_kv", 2),
    text("tokenizer.ggml.tokens") + struct.pack("<IIQ", 9, 8, 1000),
)


@pytest.mark.parametrize("slots", [1, 4])
def test_footprint_has_weights_buffers_and_the_cache_of_each_slot(tmp_path, slots):
    path = tmp_path / "x.gguf"
    path.write_bytes(header(*ENTRIES))
    footprint = footprint_of(path, slots)
    assert footprint.token_bytes == 28 * 2 * (128 + 128) * 2 * slots
    assert footprint.fixed_bytes == path.stat().st_size + 1000 * 512 * 4 + PROCESS_BYTES


@pytest.mark.parametrize("content", [b"", b"GGUF", b"GGUF" + b"\xff" * 40, b"x" * 8192 * 8])
def test_footprint_of_a_file_that_says_nothing_follows_its_size(tmp_path, content):
    path = tmp_path / "x.gguf"
    path.write_bytes(content)
    footprint = footprint_of(path, 1)
    assert footprint.fixed_bytes == len(content) + PROCESS_BYTES
    assert footprint.token_bytes == len(content) // 8 // 8192


def test_memory_of_the_machine_is_known_here():
    assert machine_bytes() > 1 << 28
