"""What standard objects hold, as plain data: the judge compares that, not the word of the work."""

from __future__ import annotations

import collections
import ipaddress
import types
from argparse import Namespace  # by name: a check may patch the modules
from array import array
from collections import ChainMap
from typing import TYPE_CHECKING, Any

from hocket.review.isolated.values import MUTABLE

if TYPE_CHECKING:
    from collections.abc import Callable

ADDRESSES = (
    ipaddress.IPv4Address,
    ipaddress.IPv6Address,
    ipaddress.IPv4Network,
    ipaddress.IPv6Network,
    ipaddress.IPv4Interface,
    ipaddress.IPv6Interface,
)
KEYS: type = type(dict[str, str]().keys())
ITEMS: type = type(dict[str, str]().items())

Likeness = tuple["type | tuple[type, ...]", "Callable[[Any], Any]", "Callable[[Any], Any]"]
LIKENESSES: dict[str, Likeness] = {
    "namespace": (types.SimpleNamespace, vars, lambda d: types.SimpleNamespace(**d)),
    "arguments": (Namespace, vars, lambda d: Namespace(**d)),
    "proxy": (types.MappingProxyType, lambda v: dict(v.items()), dict),
    "chain": (ChainMap, lambda v: dict(ChainMap.items(v)), dict),
    "mapping": (collections.UserDict, lambda v: dict(v.data), dict),
    "sequence": (collections.UserList, lambda v: list(v.data), list),
    "text": (collections.UserString, lambda v: str.__str__(v.data), str),
    "keys": (KEYS, list, lambda v: dict.fromkeys(v).keys()),
    "items": (ITEMS, list, lambda v: dict(v).items()),
    "array": (
        array,
        lambda v: [v.typecode, list(v)],
        lambda parts: array(str(parts[0]), parts[1]),
    ),
    "address": (
        ADDRESSES,
        lambda v: [type(v).__name__, str(v)],
        lambda parts: getattr(ipaddress, parts[0])(parts[1]),
    ),
}
"""For each: its classes, what the side of the work sends, and what the judge makes of that."""


def held(value: Any) -> list[Any] | None:
    """[tag, plain data] of what an object holds; None if its class extends nothing standard."""
    base: Any = next((b for b in MUTABLE if isinstance(value, b)), None)
    if base is not None:
        items: Any = dict.items(value) if base is dict else base.__iter__(value)
        return ["", base(items)]
    for tag, (kinds, plain, _) in LIKENESSES.items():
        if isinstance(value, kinds):
            return [tag, plain(value)]
    return None


def rebuilt(answer: Any) -> Any:
    """The plain object that the judge compares with; None if there is none."""
    if not isinstance(answer, list):
        return None
    tag, plain = answer
    return LIKENESSES[tag][2](plain) if tag in LIKENESSES else plain
