"""The texts that a run wrote last, so that what follows from them need not read the journal."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

KEPT_BYTES = 256 * 1024
"""Of one run; most results are short, and are read by every task that depends on them."""


class RecentTexts:
    """Keeps texts by digest; the oldest are dropped once there is no room."""

    def __init__(self, room_bytes: int = KEPT_BYTES) -> None:
        self._texts: dict[str, bytes] = {}
        self._room_bytes = room_bytes

    def add(self, texts: Mapping[str, bytes]) -> None:
        """Keep these texts too, as far as there is room."""
        for name, text in texts.items():
            if name not in self._texts:
                self._texts[name] = text
                self._room_bytes -= len(text)
        while self._room_bytes < 0:
            oldest = next(iter(self._texts))
            self._room_bytes += len(self._texts.pop(oldest))

    def get(self, name: str) -> bytes | None:
        """The text with this digest; None if it is not kept."""
        return self._texts.get(name)
