"""Frozen dataclasses of which every call makes some: an ``__init__`` that takes half the time."""

from __future__ import annotations

from dataclasses import MISSING, fields
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from dataclasses import Field

T = TypeVar("T")


def quickly_made(cls: type[T]) -> type[T]:
    """Replace the ``__init__`` of a frozen, slotted dataclass by an equal one.

    That of ``dataclasses`` looks each slot up by its name; this one calls the slots themselves. As
    there, it is written as Python source.

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
    scope: dict[str, Any] = {"FACTORY": _FACTORY}
    parameters, lines = ["self"], []
    for field in fields(cls):  # type: ignore[arg-type]  # of a dataclass
        name = field.name
        scope[f"set_{name}"] = getattr(cls, name).__set__
        parameters.append(_parameter(field, scope))
        value = name
        if field.default_factory is not MISSING:
            value = f"make_{name}() if {name} is FACTORY else {name}"
        lines.append(f"    set_{name}(self, {value})")
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
