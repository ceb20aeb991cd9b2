"""Sealed states: a line that says what a state is of, its digest, and the state itself."""

from __future__ import annotations

from typing import TypeVar

from hocket.core.digest import digest
from hocket.core.noun import Noun


class Seal(Noun):
    """The first line of a sealed state; ``digest`` is that of the state."""

    digest: str


S = TypeVar("S", bound=Seal)


def sealed(seal: Seal, state: bytes) -> bytes:
    """The state behind its seal, as it is stored."""
    return seal.model_dump_json().encode() + b"\n" + state


def unsealed(kind: type[S], body: bytes) -> tuple[S, bytes]:
    """(the seal, the state) of what ``sealed`` made.

    Raises:
        ValueError: It is something else, or damaged.
    """
    first_line, _, state = body.partition(b"\n")
    seal = kind.model_validate_json(first_line)
    if seal.digest != digest(state):
        message = "it is damaged"
        raise ValueError(message)
    return seal, state
