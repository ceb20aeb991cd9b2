"""The response of a tool: whatever it returns becomes a text that can be recorded.

A call that was made is recorded, or it would be made again. So nothing here raises because of a
value: what has no place in JSON is described instead, and what is too long is cut, and says so.
"""

from __future__ import annotations

import dataclasses
import json
import math
from collections import deque
from collections.abc import (
    Callable,
    ItemsView,
    Iterable,
    Iterator,
    KeysView,
    Mapping,
    ValuesView,
)
from enum import Enum
from functools import partial
from numbers import Integral
from typing import TYPE_CHECKING, Any, TypeVar

from pydantic import BaseModel
from pydantic_core import to_jsonable_python

from hocket.core.doubt import may_have_acted
from hocket.core.fault import described, fault_of, is_interruption
from hocket.errors import DoubtfulError, printable
from hocket.ports.tool import ToolResult

if TYPE_CHECKING:
    from hocket.ports.tool import Effect

T = TypeVar("T")

MAX_CHARS = 8_000_000
MAX_ITEMS = 100_000
MAX_DEPTH = 60
INTEGER_BITS = 8_000
"""Python refuses to write longer integers in decimal."""

_LISTS = (list, tuple, deque, range, Iterator, KeysView, ValuesView, ItemsView)


def text_of(value: object) -> str:
    """A text for what a tool returned: a text itself, ``done`` for None, else JSON.

    Examples:
        >>> text_of({"b": {1}, "a": float("nan")}), text_of(None)
        ('{"b":[1],"a":"NaN"}', 'done')
    """
    if value is None:
        return "done"
    plain = value if isinstance(value, str) else _Plain().of(value)
    if not isinstance(plain, str):
        plain = json.dumps(plain, ensure_ascii=False, separators=(",", ":"))
    text = str.__str__(plain)
    more = len(text) - MAX_CHARS
    if more > 0:
        text = f"{text[:MAX_CHARS]}\n[cut here: {more} more characters were not kept]"
    return printable(text)


def recordable(value: object) -> ToolResult:
    """What a tool returned, as a result that can be recorded."""
    if not isinstance(value, ToolResult):
        return ToolResult(text_of(value))
    data = _Plain().of(value.data)
    return ToolResult(
        text_of(value.text),
        ok=guarded(lambda: bool(value.ok), lambda _: True),
        data=data if isinstance(data, dict) else {"data": data},
    )


def failure_of(name: str, effect: Effect, raised: BaseException) -> ToolResult:
    """The result of a tool that raised this.

    Args:
        name: The tool.
        effect: Its effect.
        raised: What came out of it; no interruption.

    Raises:
        DoubtfulError: It is unsafe and may have acted before it was stopped.
    """
    error = fault_of(raised)
    text = described(error)
    if effect == "unsafe" and may_have_acted(raised):
        message = f"{name} ended with {text}; it may have happened, so it is not repeated"
        raise DoubtfulError(message, tool=name) from error
    return ToolResult(text, ok=False)


def guarded(make: Callable[[], T], otherwise: Callable[[Exception], T]) -> T:
    """What ``make`` returns; whatever it raises goes to ``otherwise``, but for an interruption."""
    try:
        return make()
    except BaseException as error:
        if is_interruption(error):
            raise
        return otherwise(fault_of(error))


class _Plain:
    """Turns one value into JSON's types, within a limit on its items and their nesting."""

    def __init__(self) -> None:
        self._items = 0
        self._around: set[int] = set()

    def of(self, value: object) -> Any:
        """The value in JSON's types; a description of what has none."""
        return guarded(lambda: self._of(value), lambda error: f"<{_kind(value)}: {_kind(error)}>")

    def _of(self, value: object) -> Any:
        plain: Any
        match value:
            case None | True | False:
                plain = value
            case Enum():
                plain = self.of(value.value)
            case str():
                plain = printable(str.__str__(value))
            case int():
                plain = _integer(int.__index__(value))
            case float():
                plain = _number(float.__float__(value))
            case bytes() | bytearray() | memoryview():
                plain = _text_in(bytes(value))
            case Integral():
                plain = _integer(int(value))
            case _:
                plain = self._whole(value)
        return plain

    def _whole(self, value: object) -> Any:
        """A value with parts, unless it holds itself or is nested too deep."""
        if id(value) in self._around:
            return f"<{_kind(value)}: it holds itself>"
        if len(self._around) >= MAX_DEPTH:
            return f"<{_kind(value)}: nested too deep>"
        self._around.add(id(value))
        try:
            return self._parts(value)
        finally:
            self._around.discard(id(value))

    def _parts(self, value: object) -> Any:
        plain: Any
        if isinstance(value, BaseModel):
            plain = self._fields(value, type(value).model_fields)
        elif dataclasses.is_dataclass(value) and not isinstance(value, type):
            plain = self._fields(value, [field.name for field in dataclasses.fields(value)])
        elif isinstance(value, Mapping):
            plain = self._mapping(value.items())
        elif isinstance(value, set | frozenset):
            plain = self._list(sorted(value, key=_shown))  # the same text in every process
        elif isinstance(value, _LISTS):
            plain = self._list(value)
        elif isinstance(value, BaseException):
            plain = described(value)
        elif (exported := _exported(value)) is not None:
            plain = self.of(exported)
        else:
            plain = to_jsonable_python(value, fallback=_shown)
            plain = plain if isinstance(plain, str) else _shown(value)
        return plain

    def _fields(self, value: object, names: Iterable[str]) -> dict[str, Any]:
        return self._mapping((name, getattr(value, name)) for name in names)

    def _mapping(self, items: Iterable[tuple[Any, Any]]) -> dict[str, Any]:
        plain: dict[str, Any] = {}
        for key, item in items:
            if self._items >= MAX_ITEMS:
                plain["…"] = "cut here: more were not kept"
                break
            self._items += 1
            name = str.__str__(key) if isinstance(key, str) else _shown(key)
            plain[printable(name)] = self.of(item)
        return plain

    def _list(self, items: Iterable[Any]) -> list[Any]:
        plain: list[Any] = []
        for item in items:
            if self._items >= MAX_ITEMS:
                plain.append("… cut here: more were not kept")
                break
            self._items += 1
            plain.append(self.of(item))
        return plain


def _exported(value: object) -> object:
    """A table as CSV, or an array as a list; their ``repr`` leaves rows out. Else None."""
    for name in ("to_csv", "write_csv", "tolist"):
        export = getattr(type(value), name, None)
        if callable(export):
            exported: object = guarded(partial(export, value), lambda _: None)
            if exported is not None:
                return exported
    return None


def _text_in(data: bytes) -> str:
    """The bytes as text; each that is none takes four characters, and a while."""
    try:
        return data.decode()
    except UnicodeDecodeError:
        kept = data[: MAX_CHARS // 5]
    more = len(data) - len(kept)
    text = kept.decode(errors="backslashreplace")
    return f"{text}\n[cut here: {more} more bytes were not kept]" if more else text


def _integer(value: int) -> int | str:
    bits = value.bit_length()
    return value if bits <= INTEGER_BITS else f"<integer of {bits} bits>"


def _number(value: float) -> float | str:
    if math.isfinite(value):
        return value
    return "NaN" if math.isnan(value) else "Infinity" if value > 0 else "-Infinity"


def _shown(value: object) -> str:
    return guarded(lambda: printable(str.__str__(repr(value))), lambda _: f"<{_kind(value)}>")


def _kind(value: object) -> str:
    return type(value).__name__
