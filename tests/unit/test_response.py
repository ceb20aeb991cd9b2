"""Whatever a tool returns becomes a text that can be recorded; nothing of it is 'not done'."""

from __future__ import annotations

import asyncio
import dataclasses
import datetime as dt
import decimal
import enum
import json
import types
from array import array
from itertools import count
from numbers import Integral
from pathlib import PurePosixPath
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import BaseModel

from hocket.core.digest import canonical
from hocket.errors import DoubtfulError
from hocket.execute.response import MAX_CHARS, failure_of, recordable, text_of
from hocket.ports.tool import ToolResult


class Mute:
    def __repr__(self) -> str:
        raise ValueError("no name")


class Exits:
    def __repr__(self) -> str:
        raise SystemExit(1)


class Loud(str):
    __slots__ = ()

    def __str__(self) -> str:
        raise ValueError("not so")

    __repr__ = __str__


class Odd(dict):
    def items(self):
        raise OSError("gone")


class Colour(enum.Enum):
    RED = 1


class Point(BaseModel):
    x: float


@dataclasses.dataclass
class Order:
    to: str
    parts: list


class Table:
    """As of a library that is not installed here; its ``repr`` leaves rows out."""

    def __repr__(self) -> str:
        return "a ... z"

    def to_csv(self) -> str:
        return ",a\n0,z\n"


class Foreign:
    """As of numpy: an integer that is no ``int``."""

    def __int__(self) -> int:
        return 5


Integral.register(Foreign)


class Endless:
    def tolist(self):
        return self


def cyclic() -> list:
    ring: list = [1]
    ring.append({"again": ring})
    return ring


def deep() -> list:
    nest: list = []
    for _ in range(100_000):
        nest = [nest]
    return nest


def broken():
    yield 1
    raise OSError("gone")


VALUES = {
    "nothing": (None, "done"),
    "text": ("paid", "paid"),
    "surrogate": ("caf\udce9", "caf\\udce9"),
    "text of another class": (Loud("paid"), "paid"),
    "bytes": (b"paid \xff", "paid \\xff"),
    "buffer": (memoryview(b"ok"), "ok"),
    "not a number": ({"a": float("nan"), "b": [float("-inf")]}, '{"a":"NaN","b":["-Infinity"]}'),
    "set": ({"b", "a"}, '["a","b"]'),
    "mixed set": ({1, "a"}, '["a",1]'),
    "keys of any kind": ({(1, 2): 1, None: 2}, '{"(1, 2)":1,"None":2}'),
    "surrogate key": ({"\ud800": 1}, '{"\\\\ud800":1}'),
    "dataclass": (Order("ann", [b"x"]), '{"to":"ann","parts":["x"]}'),
    "model": (Point(x=float("nan")), '{"x":"NaN"}'),
    "enum": ([Colour.RED], "[1]"),
    "decimal": (decimal.Decimal("1.10"), "1.10"),
    "time": (dt.datetime(2026, 1, 2, 3, tzinfo=dt.UTC), "2026-01-02T03:00:00Z"),
    "path": (PurePosixPath("a/b"), "a/b"),
    "id": ([UUID(int=1)], '["00000000-0000-0000-0000-000000000001"]'),
    "namespace": (types.SimpleNamespace(a=1), "namespace(a=1)"),
    "error": (ValueError("late"), "ValueError: late"),
    "cyclic": (cyclic(), '[1,{"again":"<list: it holds itself>"}]'),
    "endless": (count(), "cut here: more were not kept"),
    "broken generator": (broken(), "<generator: OSError>"),
    "too deep": (deep(), "<list: nested too deep>"),
    "huge integer": (1 << 100_000, "<integer of 100001 bits>"),
    "huge bytes": (b"\xff" * (MAX_CHARS // 5 + 7), "[cut here: 7 more bytes were not kept]"),
    "table": ([Table()], '[",a\\n0,z\\n"]'),
    "array": ({"a": array("i", [1, 2])}, '{"a":[1,2]}'),
    "integer of another class": ([Foreign()], "[5]"),
    "list of itself": (Endless(), "<Endless: it holds itself>"),
    "huge text": ("x" * (MAX_CHARS + 7), "[cut here: 7 more characters were not kept]"),
    "many": (list(range(200_000)), "cut here: more were not kept"),
    "no repr": (Mute(), "<Mute>"),
    "repr that exits": ([Exits()], '["<Exits>"]'),
    "mapping that fails": (Odd(a=1), "<Odd: OSError>"),
    "class": (Mute, "<class"),
}


@pytest.mark.parametrize("name", VALUES)
def test_result_of_any_kind_has_a_text_that_can_be_recorded(name):
    value, expected = VALUES[name]
    assert expected in text_of(value)
    result = recordable(ToolResult("done", data={"value": VALUES[name][0]}))
    for written in (text_of(value), dict(result.data)):
        assert json.loads(canonical(written)) == written


@pytest.mark.parametrize(
    "value",
    [
        ToolResult(b"paid"),  # type: ignore[arg-type]
        ToolResult("paid", data=["x"]),  # type: ignore[arg-type]
        ToolResult("paid", ok="yes"),  # type: ignore[arg-type]
        ToolResult("paid", ok=Mute()),  # type: ignore[arg-type]
    ],
)
def test_result_with_parts_of_another_type_counts_as_done(value):
    result = recordable(value)
    assert (result.text, result.ok) == ("paid", True)
    canonical(dict(result.data))


PLAIN = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(st.characters())
    | st.binary(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(st.characters()), inner),
    max_leaves=20,
)


@given(PLAIN)
def test_any_value_is_recorded_as_json_that_is_read_back(value):
    text = text_of(value)
    assert json.loads(canonical({"text": text})) == {"text": text}
    if isinstance(value, list | dict):
        json.loads(text, parse_constant=pytest.fail)


@pytest.mark.parametrize(
    ("error", "text"),
    [
        (ValueError("no such person"), "ValueError: no such person"),
        (ConnectionRefusedError("down"), "ConnectionRefusedError: down"),
        (ExceptionGroup("tasks", [KeyError("a")]), "KeyError: 'a'"),
    ],
)
def test_unsafe_tool_that_failed_is_not_doubtful(error, text):
    assert failure_of("pay", "unsafe", error) == ToolResult(text, ok=False)


@pytest.mark.parametrize(
    "error",
    [
        TimeoutError("late"),
        type("ReadTimeout", (Exception,), {})("late"),
        ConnectionResetError("gone"),
        asyncio.CancelledError(),
        SystemExit(3),
        KeyboardInterrupt(),
        BaseExceptionGroup("tasks", [ValueError("x"), SystemExit(1)]),
    ],
)
def test_unsafe_tool_that_was_stopped_midway_is_doubtful_and_others_are_not(error):
    with pytest.raises(DoubtfulError, match=r"pay ended with .* it may have happened"):
        failure_of("pay", "unsafe", error)
    for effect in ("none", "idempotent"):
        assert not failure_of("pay", effect, error).ok
