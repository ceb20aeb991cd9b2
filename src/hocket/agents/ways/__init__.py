"""The ways of working of an agent with an LLM, one class a way; ``builtin.py`` lists them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, overload

if TYPE_CHECKING:
    from hocket.ports.agent import Way


class _Builtin(Sequence["Way"]):
    """The ways in ``builtin.py``, loaded when they are first looked at: a function needs none."""

    @property
    def _ways(self) -> tuple[Way, ...]:
        from hocket.agents.ways import builtin  # noqa: PLC0415 - slow to import

        return builtin.WAYS

    @overload
    def __getitem__(self, index: int) -> Way: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[Way, ...]: ...
    def __getitem__(self, index: int | slice) -> Way | tuple[Way, ...]:
        return self._ways[index]

    def __len__(self) -> int:
        return len(self._ways)


WAYS: Sequence[Way] = _Builtin()
"""The ways of working that come with hocket."""
