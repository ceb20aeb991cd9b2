"""What every call makes or looks up many times, in a part of the time that Python's own takes.

Frozen dataclasses with another ``__init__``, and values that are computed once for each key.
"""

from __future__ import annotations

from dataclasses import MISSING, fields
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable
    from dataclasses import Field

T = TypeVar("T")
KeyT = TypeVar("KeyT")
ValueT = TypeVar("ValueT")


class Computed(dict[KeyT, ValueT]):
    """Values that are computed at the first look-up of their key, and kept.

    It is for a few keys, such as classes. ``functools.cache`` does the same by a call, which takes
    ten times as long as a subscript.

    Args:
        compute: Returns the value of a key.

    Examples:
        >>> lengths = Computed(len)
        >>> lengths["abc"], dict(lengths)
        (3, {'abc': 3})
    """

    def __init__(self, compute: Callable[[KeyT], ValueT]) -> None:
        super().__init__()
        self._compute = compute

    def __missing__(self, key: KeyT) -> ValueT:
        value = self[key] = self._compute(key)
        return value


def quickly_made(cls: type[T]) -> type[T]:
    """Replace the ``__init__`` of a frozen, slotted dataclass by an equal one.

    That of ``dataclasses`` sets each field by a call, past the method that keeps it frozen. Here a
    new value has a class with the same slots and without that method until all fields are set, so
    that plain assignments do. As there, the function is written as Python source.

    Examples:
        >>> from dataclasses import dataclass
        >>> @quickly_made
        ... @dataclass(frozen=True, slots=True)
        ... class Point:
        ...     x: int
        ...     y: int = 0
        >>> Point(1, y=2), Point(3)
        (Point(x=1, y=2), Point(x=3, y=0))
    """
    slots = {"__slots__": cls.__slots__}  # type: ignore[attr-defined]  # of a slotted dataclass
    scope: dict[str, Any] = {
        "FACTORY": _FACTORY,
        "Open": type(cls.__name__, (), slots),
        "Frozen": cls,
        "set_class": vars(object)["__class__"].__set__,
    }
    parameters, lines = ["self"], ["    set_class(self, Open)"]
    for field in fields(cls):  # type: ignore[arg-type]  # of a dataclass
        name = field.name
        parameters.append(_parameter(field, scope))
        value = name
        if field.default_factory is not MISSING:
            value = f"make_{name}() if {name} is FACTORY else {name}"
        lines.append(f"    self.{name} = {value}")
    lines.append("    self.__class__ = Frozen")
    source = f"def __init__({', '.join(parameters)}):\n" + "\n".join(lines)
    exec(source, scope)  # noqa: S102 - of the names of fields
    init = scope["__init__"]
    init.__qualname__ = f"{cls.__qualname__}.__init__"
    init.__annotations__ = cls.__init__.__annotations__
    cls.__init__ = init  # type: ignore[method-assign]
    return cls


_FACTORY: Any = object()
"""Stands for a value that the factory of its field makes."""


def _parameter(field: Field[Any], scope: dict[str, Any]) -> str:
    if field.default_factory is not MISSING:
        scope[f"make_{field.name}"] = field.default_factory
        return f"{field.name}=FACTORY"
    if field.default is not MISSING:
        scope[f"default_{field.name}"] = field.default
        return f"{field.name}=default_{field.name}"
    return field.name
