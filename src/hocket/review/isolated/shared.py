"""Containers that both sides hold: what one changes in them, the other sees at the next message.

So a list that the work keeps is the same list in later calls, as it would be in one process.
"""

from __future__ import annotations

import itertools
import sys
from operator import is_
from typing import TYPE_CHECKING, Any

from hocket.review.isolated.values import CONTAINERS, SCALARS, SIMPLE, Decoder, Encoder

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hocket.review.isolated.values import References

MOST_ITEMS = 2000
"""Items of all shared containers together: each message compares them."""
ALONE = 2
"""References to a container that nobody holds but its table, as ``sys.getrefcount`` counts."""


class Shared:
    """The shared containers of one side.

    Args:
        references: The side.
    """

    def __init__(self, references: References) -> None:
        self._references = references
        self._containers: dict[int, Any] = {}
        self._keys: dict[int, int] = {}
        self._last: dict[int, Any] = {}
        self._items: dict[int, list[Any] | None] = {}
        self._numbers = itertools.count()

    def key_of(self, value: Any) -> int | None:
        """The key of a shared container; None of another one."""
        return self._keys.get(id(value))

    def container(self, key: int) -> Any:
        """The container with a key."""
        return self._containers[key]

    def add(self, value: Any, keys: Sequence[int]) -> None:
        """Share a container and those within it from now on.

        Raises:
            ValueError: There are not as many keys as containers.
        """
        tree = self._tree(value)
        for key, item in zip(keys, tree, strict=True):
            self._containers[key] = item
            self._keys[id(item)] = key
        for key, item in zip(keys, tree, strict=True):
            self._note(key, item, self._contents(item))

    def _tree(self, value: Any) -> list[Any]:
        """A container and those within it that are not shared yet, in the order of both sides."""
        tree: dict[int, Any] = {}
        pending = [value]
        while pending:
            item = pending.pop()
            if type(item) in CONTAINERS and not (id(item) in tree or id(item) in self._keys):
                tree[id(item)] = item
                if not isinstance(item, bytearray):
                    pending.extend(item.values() if isinstance(item, dict) else item)
        return list(tree.values())

    def kept(self, containers: Sequence[Any] | dict[int, Any], numbers: list[int]) -> list[Any]:
        """[number, keys] of each of these containers that somebody else holds too."""
        found = []
        for number in numbers:
            if sys.getrefcount(containers[number]) > ALONE:
                tree = self._tree(containers[number])
                if sum(map(len, self._containers.values())) + sum(map(len, tree)) <= MOST_ITEMS:
                    keys = [next(self._numbers) for _ in tree]
                    self.add(containers[number], keys)
                    found.append([number, keys])
        return found

    def changes(self) -> dict[str, Any]:
        """What changed on this side since the last message, and what it no longer holds."""
        alone = [k for k in self._containers if sys.getrefcount(self._containers[k]) <= ALONE]
        changed = []
        for key, value in self._containers.items():
            if self._is_as_before(key, value):
                continue
            contents = self._contents(value)
            if contents != self._last[key]:
                changed.append([key, CONTAINERS[type(value)], contents])
            self._note(key, value, contents)
        for key in alone:
            self._drop(key)
        message = {"shared": changed, "dropped": alone}
        return {name: keys for name, keys in message.items() if keys}

    def apply(self, message: dict[str, Any]) -> None:
        """Take over what changed on the other side."""
        for key, tag, contents in message.get("shared", ()):
            value = self._containers.get(key)
            if value is not None:
                Decoder(self._references).fill(value, tag, contents)
                self._note(key, value, self._contents(value))
        for key in message.get("dropped", ()):
            self._drop(key)

    def _drop(self, key: int) -> None:
        value = self._containers.pop(key, None)
        if value is not None:
            self._keys.pop(id(value), None)
            self._last.pop(key, None)
            self._items.pop(key, None)
            for other, items in self._items.items():
                if items is not None and any(item is value for item in items):
                    self._items[other] = None

    def _note(self, key: int, value: Any, contents: Any) -> None:
        """Note what both sides have in a container."""
        items = _items(value)
        self._last[key] = contents
        self._items[key] = items if all(map(self._is_fixed, items)) else None

    def _is_as_before(self, key: int, value: Any) -> bool:
        """Whether the very same items are in a container, and none can have changed in itself."""
        before = self._items[key]
        if before is None:
            return False
        items = _items(value)
        return len(items) == len(before) and all(map(is_, items, before))

    def _is_fixed(self, item: Any) -> bool:
        """Whether an item is sent the same way for ever, or is a shared container itself."""
        kind = type(item)
        if kind is tuple:
            return all(map(self._is_fixed, item))
        return kind in SCALARS or kind in SIMPLE or id(item) in self._keys

    def _contents(self, value: Any) -> Any:
        return Encoder(self._references).contents(value, CONTAINERS[type(value)])[0]


def _items(value: Any) -> list[Any]:
    """What is in a container, in order."""
    if isinstance(value, dict):
        return [*value, *value.values(), getattr(value, "default_factory", None)]
    return list(value)
