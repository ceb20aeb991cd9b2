"""The digest of a run's state, to compare two states."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from typing import TYPE_CHECKING, Any

from hocket.core.digest import canonical, digest
from hocket.core.noun import Noun

if TYPE_CHECKING:
    from hocket.core.run import RunState


def state_digest(state: RunState) -> str:
    """SHA-256 of the whole state of a run."""
    return digest(canonical(_plain(state)))


def _plain(value: Any) -> Any:
    """The value as JSON values, the same in every process."""
    if isinstance(value, Noun):
        return value.model_dump(mode="json")
    if is_dataclass(value):
        return {f.name: _plain(getattr(value, f.name)) for f in fields(value)}
    if isinstance(value, list | tuple):
        return [_plain(v) for v in value]
    if isinstance(value, str | int | float | None):
        return value
    if hasattr(value, "items"):
        return {str(k): _plain(v) for k, v in value.items()}
    return str(value)
