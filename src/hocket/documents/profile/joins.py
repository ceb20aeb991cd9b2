"""Columns by which tables can be joined."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable

    from hocket.documents.profile.nouns import Column, TableProfile

MOST_JOINS = 8
SHARED = 0.5
"""Share of the values of the smaller column that the other one must be able to have."""


class Join(NamedTuple):
    """Two columns that hold the same things."""

    left: str
    left_column: str
    right: str
    right_column: str

    def described(self) -> str:
        """The join in words."""
        return f"{self.left} {self.left_column!r} = {self.right} {self.right_column!r}"


def joins_of(profiles: Iterable[TableProfile]) -> tuple[Join, ...]:
    """Pairs of columns of different tables that likely join them, the surest first."""
    scored = []
    for left, right in combinations(profiles, 2):
        for a in left.columns:
            for b in right.columns:
                score = _score(a, b)
                if score:
                    scored.append((score, Join(left.name, a.name, right.name, b.name)))
    scored.sort(key=lambda entry: -entry[0])
    return tuple(join for _, join in scored[:MOST_JOINS])


def _score(a: Column, b: Column) -> float:
    """How likely two columns hold the same things; 0 if they do not."""
    if a.type != b.type or a.type in ("number", "boolean", "empty", "list", "object"):
        return 0
    same_name = _plain(a.name) == _plain(b.name)
    known = {text for text, _ in a.values} & {text for text, _ in b.values}
    if a.is_number or a.is_moment:
        if not same_name or not (a.unique or b.unique) or not _overlap(a, b):
            return 0  # the same years stand in many tables that have nothing to do with another
    elif not same_name and len(known) < max(1, SHARED * min(len(a.values), len(b.values))):
        return 0
    return 2 * same_name + (a.unique or b.unique) + len(known) / 100


def _plain(name: str) -> str:
    return "".join(char for char in name.lower() if char.isalnum())


def _overlap(a: Column, b: Column) -> bool:
    if a.minimum is None or b.minimum is None or a.maximum is None or b.maximum is None:
        return False
    return bool(a.minimum <= b.maximum and b.minimum <= a.maximum)  # type: ignore[operator]
