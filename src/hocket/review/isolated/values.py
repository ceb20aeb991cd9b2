"""Values that cross between the judge and the work: plain data is copied, all else is referred to.

A decoded value is never an object whose class the other side defines, so that it cannot decide what
it is equal to.
"""

from __future__ import annotations

import collections
import contextlib
import datetime as dt
import decimal
import pathlib
import re
import sys
import types
import uuid
from base64 import b64decode, b64encode  # by name: a check may patch the modules
from collections import defaultdict, deque
from datetime import datetime
from fractions import Fraction
from importlib import import_module
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

DEEPEST_CAUSE = 5
SCALARS = (type(None), bool, int, float, str)
IMMUTABLE = (int, float, str, tuple, frozenset, bytes)
MUTABLE = (list, dict, set, bytearray)
SIZED = (str, tuple, frozenset, bytes, *MUTABLE)
PLAIN: dict[str, type] = {c.__name__: c for c in (*IMMUTABLE, *MUTABLE)}
"""Classes of plain data that others extend, by name."""
HEX_BITS = 4000
TELLING = frozenset({"antigravity", "this", "idlelib", "turtledemo", "turtle", "tkinter"})
"""Modules that do something when they are imported."""
PLAIN_MODULES = frozenset(
    {"builtins", "datetime", "decimal", "fractions", "collections", "uuid", "pathlib"}
)
PATHS = {
    c.__name__: c
    for c in (pathlib.PurePath, pathlib.Path, pathlib.PosixPath, pathlib.PurePosixPath)
}


class WorkExit(SystemExit):
    """The work called ``sys.exit``: a check can expect it, and otherwise it fails the check."""


class UnsupportedError(Exception):
    """The check needs what a judge cannot do; that says nothing of the work."""


class NotPlainError(RuntimeError):
    """Data that is read with ``pickle`` would make objects that are not plain."""


class References(Protocol):
    """How a side refers to objects that are not plain data."""

    def key_of(self, value: Any) -> int | None: ...
    def container(self, key: int) -> Any: ...
    def refer(self, value: Any) -> list[Any]: ...
    def referred(self, tag: str, parts: list[Any], values: Decoder) -> Any: ...


class Encoder:
    """Turns values into JSON.

    Args:
        references: Refers to what is not plain data.
        known: Numbers of containers, by id, that the other side sent in this exchange.
    """

    def __init__(self, references: References, known: dict[int, int] | None = None) -> None:
        self._references = references
        self._known = known or {}
        self._seen: dict[int, int] = {}
        self.kept: list[Any] = []

    def encode(self, value: Any) -> Any:
        kind = type(value)
        if value is None or kind in (bool, float, str):
            return value
        if kind is int:
            return value if value.bit_length() < HEX_BITS else ["int", hex(value)]
        if id(value) in self._known:
            return ["yours", self._known[id(value)]]
        container = CONTAINERS.get(kind)
        if container is not None:
            key = self._references.key_of(value)
            return self._container(value, container) if key is None else ["shared", key]
        simple = SIMPLE.get(kind)
        if simple is not None:
            tag, parts, _ = simple
            return [tag, *parts(value)]
        if kind is tuple or kind is frozenset:
            return [kind.__name__, [self.encode(item) for item in value]]
        if value is NotImplemented or value is Ellipsis:
            return ["constant", repr(value)]
        if kind is slice:
            return ["slice", *map(self.encode, (value.start, value.stop, value.step))]
        if isinstance(value, type) and named(value) is value:
            return ["type", value.__module__, value.__qualname__]
        reference = self._references.refer(value)
        if isinstance(value, BaseException) and reference[0] != "work":
            return self.exception(value)
        return reference

    def number_of(self, value: Any) -> int | None:
        """The number of a container that was sent in this exchange; None of anything else."""
        return self._seen.get(id(value)) if type(value) in CONTAINERS else None

    def _container(self, value: Any, tag: str) -> list[Any]:
        if id(value) in self._seen:
            return ["again", self._seen[id(value)]]
        number = self._seen[id(value)] = len(self._seen)
        self.kept.append(value)
        return [tag, number, *self.contents(value, tag)]

    def contents(self, value: Any, tag: str) -> list[Any]:
        """What is in a container, to build it or to bring the other side's copy up to date."""
        if tag == "bytearray":
            return [b64encode(value).decode()]
        if tag in ("dict", "Counter", "OrderedDict", "defaultdict"):
            pairs = [[self.encode(k), self.encode(v)] for k, v in list(value.items())]
            if tag == "defaultdict":
                factory = value.default_factory
                return [pairs, self.encode(factory if named(factory) is factory else None)]
            return [pairs]
        items = [self.encode(item) for item in list(value)]
        return [items, value.maxlen] if tag == "deque" else [items]

    def exception(self, error: BaseException, depth: int = 0) -> list[Any]:
        cause = error.__cause__ if depth < DEEPEST_CAUSE else None
        try:
            text = str(error)
        except Exception:
            text = ""
        return [
            "exception",
            self.encode(SystemExit if isinstance(error, WorkExit) else type(error)),
            [self.encode(a) for a in _arguments(error)],
            str(text),
            self._references.refer(error),
            None if cause is None else self.exception(cause, depth + 1),
            {n: v for n, v in vars(error).items() if type(v) in SCALARS and isinstance(n, str)},
        ]


class Decoder:
    """Builds values from JSON.

    Args:
        references: Resolves references.
        mine: Containers that this side sent in this exchange, by number.
    """

    def __init__(self, references: References, mine: Iterable[Any] = ()) -> None:
        self._references = references
        self._mine = list(mine)
        self.containers: dict[int, Any] = {}

    def decode(self, data: Any) -> Any:
        if not isinstance(data, list):
            if isinstance(data, dict):
                raise TypeError("an object is no value")
            return data
        tag, *parts = data
        if tag in SIMPLE_BY_TAG:
            return SIMPLE_BY_TAG[tag](*parts)
        if tag in BUILD:
            return self._container(tag, *parts)
        if tag in ("tuple", "frozenset"):
            items = [self.decode(item) for item in parts[0]]
            return tuple(items) if tag == "tuple" else frozenset(items)
        if tag == "shared":
            return self._references.container(parts[0])
        if tag == "yours":
            return self._mine[parts[0]]
        if tag == "again":
            return self.containers[parts[0]]
        if tag == "constant":
            return NotImplemented if parts[0] == "NotImplemented" else ...
        if tag == "slice":
            return slice(*map(self.decode, parts))
        if tag == "type":
            return plain_type(*parts)
        if tag == "exception":
            return self._exception(*parts)
        return self._references.referred(tag, parts, self)

    def _container(self, tag: str, number: int, *contents: Any) -> Any:
        if tag == "deque":
            value: Any = deque(maxlen=contents[1])
        elif tag == "defaultdict":
            value = defaultdict(self.decode(contents[1]))
        else:
            value = BUILD[tag]()
        self.containers[number] = value
        self.fill(value, tag, contents[0])
        return value

    def fill(self, value: Any, tag: str, contents: Any) -> None:
        """Replace what is in a container, if it is one of this kind."""
        if CONTAINERS.get(type(value)) != tag:
            return
        if tag == "bytearray":
            value[:] = b64decode(contents)
        elif tag in ("dict", "Counter", "OrderedDict", "defaultdict"):
            pairs = [(self.decode(k), self.decode(v)) for k, v in contents]
            value.clear()
            for key, item in pairs:
                value[key] = item
        else:
            items = [self.decode(item) for item in contents]
            value.clear()
            (value.update if tag == "set" else value.extend)(items)

    def _exception(
        self,
        kind: Any,
        args: list[Any],
        text: str,
        reference: Any,
        cause: Any,
        attributes: dict[str, Any],
    ) -> BaseException:
        own = self._references.referred("own", [reference], self)
        if isinstance(own, BaseException):
            return own
        cls = self.decode(kind)
        if not (isinstance(cls, type) and issubclass(cls, BaseException)):
            cls = RuntimeError
        values = [self.decode(a) for a in args]
        try:
            # To call a class of the work would make another error there.
            is_work = "_remote_class" in vars(cls)
            error: BaseException = cls.__new__(cls, *values) if is_work else cls(*values)
        except Exception:
            error = cls.__new__(cls)
            error.args = tuple(values)
        # Such as the position in an error of a parser.
        vars(error).update({n: v for n, v in attributes.items() if type(v) in SCALARS})
        self._references.referred("attach", [error, reference, text], self)
        if cause is not None:
            error.__cause__ = self.decode(cause)
        return error


def _arguments(error: BaseException) -> tuple[Any, ...]:
    """What an exception is made again with; those of the system keep their file apart."""
    if isinstance(error, OSError) and error.filename is not None:
        return (error.errno, error.strerror, error.filename)
    return error.args


def is_standard(module: str) -> bool:
    """Whether a module is one of the standard library."""
    return module.partition(".")[0] in sys.stdlib_module_names


def named(value: Any) -> Any:
    """The standard class that has the name of this one; None if it has none that crosses."""
    module = getattr(value, "__module__", None)
    name = getattr(value, "__qualname__", None)
    if not isinstance(module, str) or not isinstance(name, str) or "." in name:
        return None
    if not is_standard(module):
        return None
    found = vars(sys.modules.get(module, types)).get(name)
    if not isinstance(found, type) or found is not value:
        return None
    is_error = issubclass(found, BaseException) and module != "unittest.case"
    return found if is_error or module in PLAIN_MODULES else None


def plain_type(module: str, name: str) -> type:
    """A standard class by its name; an exception that would end the judge is another one."""
    first = module.partition(".")[0]
    if is_standard(module) and first not in TELLING and not first.startswith("_"):
        with contextlib.suppress(Exception):
            import_module(module)
    value = vars(sys.modules.get(module, types)).get(name)
    if named(value) is None or value in (KeyboardInterrupt, GeneratorExit):
        return RuntimeError
    if value is SystemExit:
        return WorkExit
    cls: Any = value
    return cls  # type: ignore[no-any-return]


def _utc(text: str, fold: int) -> datetime:
    return datetime.fromisoformat(text).replace(fold=fold)


CONTAINERS: dict[type, str] = {
    list: "list",
    dict: "dict",
    set: "set",
    bytearray: "bytearray",
    deque: "deque",
    collections.Counter: "Counter",
    collections.OrderedDict: "OrderedDict",
    defaultdict: "defaultdict",
}
BUILD: dict[str, Callable[[], Any]] = {tag: kind for kind, tag in CONTAINERS.items()}
Simple = tuple[str, "Callable[[Any], Iterable[Any]]", "Callable[..., Any]"]
SIMPLE: dict[type, Simple] = {
    bytes: ("bytes", lambda v: [b64encode(v).decode()], b64decode),
    complex: ("complex", lambda v: [v.real, v.imag], complex),
    range: ("range", lambda v: [v.start, v.stop, v.step], range),
    decimal.Decimal: ("decimal", lambda v: [str(v)], decimal.Decimal),
    Fraction: (
        "fraction",
        lambda v: [str(v.numerator), str(v.denominator)],
        lambda n, d: Fraction(int(n), int(d)),
    ),
    datetime: ("datetime", lambda v: [v.isoformat(), v.fold], _utc),
    dt.date: ("date", lambda v: [v.isoformat()], dt.date.fromisoformat),
    dt.time: ("time", lambda v: [v.isoformat()], dt.time.fromisoformat),
    dt.timedelta: (
        "timedelta",
        lambda v: [v.days, v.seconds, v.microseconds],
        dt.timedelta,
    ),
    uuid.UUID: ("uuid", lambda v: [str(v)], uuid.UUID),
    re.Pattern: ("pattern", lambda v: [_text(v.pattern), v.flags], re.compile),
    **{
        cls: ("path", lambda v: [type(v).__name__, str(v)], lambda name, text: PATHS[name](text))
        for cls in PATHS.values()
    },
}
SIMPLE_BY_TAG: dict[str, Callable[..., Any]] = {
    "int": lambda text: int(text, 16),
    **{tag: build for tag, _, build in SIMPLE.values()},
}


def _text(pattern: str | bytes) -> str:
    return pattern if isinstance(pattern, str) else pattern.decode("latin-1")
