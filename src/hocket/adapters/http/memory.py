"""What each LLM of a host refuses, kept between processes for a week.

A host that is changed may take later what it refuses now, so nothing is kept for longer.
"""

from __future__ import annotations

import asyncio
import json
import os
import time
from contextlib import suppress
from typing import TYPE_CHECKING

from hocket.adapters.http.reading import parsed, tables, word

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

Learned = dict[tuple[str, str], frozenset[str]]
"""The refused parts, by name and digest of the LLM."""

KEPT_S = 7 * 24 * 3600.0


class RefusalMemory:
    """One file of one host.

    Args:
        path: Its path; a file that cannot be read or written only costs a request.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._read_ns = -1

    async def recall(self) -> Learned:
        """What was learned in the last week."""
        return await asyncio.to_thread(self._read)

    async def is_changed(self) -> bool:
        """Whether it was not read yet, or another process changed it since."""
        return await asyncio.to_thread(self._changed_ns) != self._read_ns

    async def keep(self, learned: Learned) -> None:
        """Replace what is kept."""
        await asyncio.to_thread(self._write, learned)

    def _changed_ns(self) -> int:
        try:
            return self._path.stat().st_mtime_ns
        except OSError:
            return 0

    def _read(self) -> Learned:
        self._read_ns = self._changed_ns()
        try:
            if time.time() - self._path.stat().st_mtime > KEPT_S:
                return {}
            entries = tables(parsed(self._path.read_bytes()))
        except (OSError, ValueError):
            return {}
        return {(word(e.get("llm")), word(e.get("digest"))): _parts_of(e) for e in entries}

    def _write(self, learned: Mapping[tuple[str, str], frozenset[str]]) -> None:
        entries = [
            {"llm": llm, "digest": digest, "left_out": sorted(parts)}
            for (llm, digest), parts in sorted(learned.items())
        ]
        with suppress(OSError):
            self._path.parent.mkdir(parents=True, exist_ok=True)
            new = self._path.with_suffix(f".{os.getpid()}")
            new.write_text(json.dumps(entries), encoding="utf-8")
            new.replace(self._path)
        self._read_ns = self._changed_ns()


def _parts_of(entry: Mapping[str, object]) -> frozenset[str]:
    parts = entry.get("left_out")
    return frozenset(map(word, parts)) if isinstance(parts, list) else frozenset()
