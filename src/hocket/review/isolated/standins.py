"""What the judge holds in place of the objects, classes and modules of the work.

A stand-in asks the process of the work for everything, except whether it is equal to plain data or
how it compares with it: that is never the word of the work.
"""

from __future__ import annotations

import builtins
import numbers
import opcode
import sys
import types
from inspect import Parameter, Signature, _ParameterKind  # by name: a check may patch the module
from secrets import randbits, token_hex
from typing import TYPE_CHECKING, Any, NoReturn, Protocol

from hocket.review.isolated.likeness import rebuilt
from hocket.review.isolated.values import IMMUTABLE, PLAIN, SIZED

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

LOCAL = ("_remote", "_remote_class", "_judge", "_asks", "_text")
ORDER = frozenset({"__lt__", "__le__", "__gt__", "__ge__"})
FORWARDED = (
    frozenset(
        """
    __len__ __iter__ __next__ __getitem__ __setitem__ __delitem__ __call__ __enter__
    __exit__ __bool__ __int__ __float__ __index__ __complex__ __abs__ __neg__ __pos__
    __invert__ __round__ __trunc__ __floor__ __ceil__ __reversed__ __await__ __aiter__
    __anext__ __aenter__ __aexit__ __fspath__ __bytes__ __missing__ __length_hint__ __add__
    __sub__ __mul__ __matmul__ __truediv__ __floordiv__ __mod__ __divmod__ __pow__
    __lshift__ __rshift__ __and__ __or__ __xor__ __radd__ __rsub__ __rmul__ __rmatmul__
    __rtruediv__ __rfloordiv__ __rmod__ __rpow__ __rand__ __ror__ __rxor__ __iadd__ __isub__
    __imul__ __itruediv__ __iand__ __ior__ __ixor__
    """.split()
    )
    | ORDER
)
DIFFERENCES = frozenset(
    f"__{side}{name}__"
    for side in ("", "r")
    for name in ("sub", "mod", "truediv", "floordiv", "divmod", "xor")
)
MAGNITUDES = DIFFERENCES | frozenset(
    "__abs__ __float__ __int__ __index__ __round__ __complex__ __trunc__ __floor__ __ceil__".split()
)
KEPT = FORWARDED - ORDER - frozenset({"__len__", "__iter__", "__getitem__", "__bool__"})
LIKE: dict[str, type] = {
    "function": types.FunctionType,
    "builtin_function_or_method": types.BuiltinFunctionType,
    "method": types.MethodType,
    "generator": types.GeneratorType,
}
TRY = "try"
"""What the judge asks to see what the work says: a call, but none of the check's."""
STAR = ("IMPORT_STAR", "CALL_INTRINSIC_1")
"""What ``from … import *`` compiles to, before and since Python 3.12."""


class Asks(Protocol):
    """The judge, as stand-ins see it."""

    differences: set[int]
    """Handles of objects that an operation of the work's object with a number gave."""

    def ask(self, op: str, /, *args: Any, **kwargs: Any) -> Any: ...
    def unsupported(self, what: str) -> NoReturn: ...


class RemoteMeta(type):
    """The class of stand-ins for classes of the work."""

    _remote_class: int
    _judge: Asks

    def __new__(
        cls, name: str, bases: tuple[type, ...], names: dict[str, Any], /, **options: Any
    ) -> RemoteMeta:
        extended = next((b for b in bases if "_remote_class" in b.__dict__), None)
        if extended is not None and "_remote_class" not in names:
            judge: Asks = extended._judge  # type: ignore[attr-defined]
            judge.unsupported(f"a check cannot extend {extended.__name__}, a class of the work")
        return super().__new__(cls, name, bases, names, **options)

    def __call__(cls, /, *args: Any, **kwargs: Any) -> Any:
        return cls._judge.ask("call", cls, "__call__", *args, **kwargs)

    def __getattr__(cls, name: str) -> Any:
        if name in LOCAL or name == "__signature__":
            raise AttributeError(name)
        return cls._judge.ask("get", cls, name)

    def __setattr__(cls, name: str, value: Any) -> None:
        if name.startswith("_abc_"):
            super().__setattr__(name, value)
        else:
            cls._judge.ask("set", cls, name, value)

    @property
    def __annotations__(cls) -> dict[str, Any]:  # type: ignore[override]
        known = "_remote_class" in cls.__dict__
        return dict(cls._judge.ask("get", cls, "__annotations__")) if known else {}

    def __iter__(cls) -> Iterator[Any]:
        items: Iterator[Any] = cls._judge.ask("call", cls, "__iter__")
        return items

    def __len__(cls) -> int:
        return int(cls._judge.ask("call", cls, "__len__"))

    def __bool__(cls) -> bool:
        return True

    def __getitem__(cls, key: Any) -> Any:
        return cls._judge.ask("call", cls, "__getitem__", key)

    def __contains__(cls, item: Any) -> bool:
        return _is_in(cls._judge, cls, item)

    def __dir__(cls) -> list[str]:
        return list(cls._judge.ask("names", cls))


class Remote(metaclass=RemoteMeta):
    """A stand-in for an object of the work."""

    __slots__ = ("_remote",)
    _judge: Asks

    def __getattr__(self, name: str) -> Any:
        if name in LOCAL:
            raise AttributeError(name)
        if name == "__signature__":
            return signature(self, type(self)._judge)
        return type(self)._judge.ask("get", self, name)

    def __setattr__(self, name: str, value: Any) -> None:
        type(self)._judge.ask("set", self, name, value)

    def __delattr__(self, name: str) -> None:
        type(self)._judge.ask("delete", self, name)

    def __dir__(self) -> list[str]:
        return list(type(self)._judge.ask("names", self))

    def __str__(self) -> str:
        return exact(type(self)._judge.ask("call", self, "__str__"))

    def __repr__(self) -> str:
        return exact(type(self)._judge.ask("call", self, "__repr__"))

    def __format__(self, spec: str) -> str:
        return exact(type(self)._judge.ask("call", self, "__format__", spec))


def exact(text: Any) -> str:
    """Text that is not of a class of the work."""
    if not isinstance(text, str):
        message = f"text was expected, not {type(text).__name__}"
        raise TypeError(message)
    return str.__str__(text)


def signature(value: Any, judge: Asks) -> Signature:
    """The signature of a function of the work."""
    return Signature(
        [
            Parameter(
                name,
                _ParameterKind(kind),
                default=default if has else Parameter.empty,
            )
            for name, kind, has, default in judge.ask("parameters", value)
        ]
    )


def _forwarder(name: str) -> Callable[..., Any]:
    def method(self: Any, /, *args: Any, **kwargs: Any) -> Any:
        if name in ORDER and not isinstance(args[0], Remote):
            base = plain_of(self)
            return NotImplemented if base is None else getattr(base, name)(*args)
        if name in ("__exit__", "__aexit__"):
            return _left(self, name, args[0], args[1])
        return _as_number(
            self, name, args, type(self)._judge.ask("call", self, name, *args, **kwargs)
        )

    method.__name__ = name
    return method


def _left(self: Any, name: str, kind: Any, error: Any) -> Any:
    """Leave a ``with`` of the work, which may hide an error, but no failed assertion."""
    value = type(self)._judge.ask("call", self, name, kind, error, None)
    if not (isinstance(kind, type) and issubclass(kind, AssertionError)):
        return value
    return False if name == "__exit__" else _then_false(value)


async def _then_false(value: Any) -> bool:
    await value
    return False


def _as_number(self: Any, name: str, args: tuple[Any, ...], value: Any) -> Any:
    """The value of an operation, unless it is the work's word on how it differs from a number.

    Raises:
        TypeError: A number came of the work's object and a plain number that the check compares.
    """
    judge = type(self)._judge
    with_number = name in DIFFERENCES and isinstance(args[0], numbers.Number)
    if (
        name in DIFFERENCES
        and isinstance(args[0], SIZED)
        and isinstance(value, SIZED)
        and not value
    ):
        message = f"{name} of a {type(self).__name__} and plain data is not empty by its own word"
        raise TypeError(message)
    if with_number or (name in MAGNITUDES and handle_in(self) in judge.differences):
        if isinstance(value, Remote) and with_number:
            judge.differences.add(handle_in(value))
        elif isinstance(value, numbers.Number | tuple):
            message = f"{name} of a {type(self).__name__} and a number is no number; use its fields"
            raise TypeError(message)
    return value


def handle_in(value: Any) -> int:
    """The handle of a stand-in for an object."""
    return int(object.__getattribute__(value, "_remote"))


def _own_attribute(name: str) -> property:
    """What a function has itself, although its class has an attribute of this name."""
    return property(lambda self: type(self)._judge.ask("get", self, name))


def plain_of(value: Any) -> Any:
    """The plain data within an object of the work; None if there is none."""
    if not isinstance(value, Remote):
        return None
    return rebuilt(type(value)._judge.ask("base", value))


def _equal(self: Any, other: Any) -> Any:
    if self is other:
        return True
    if isinstance(other, Remote):
        return type(self)._judge.ask("equal", self, other) is True
    # Plain data is compared here, with the plain data within an object that extends a container.
    base = plain_of(self)
    return False if base is None else base == other


def _contains(self: Any, item: Any) -> bool:
    return _is_in(type(self)._judge, self, item)


def _is_in(judge: Asks, target: Any, item: Any) -> bool:
    is_in = judge.ask("call", target, "__contains__", item) is True
    return is_in and not true_of_anything(judge, target, "__contains__", item)


def true_of_anything(judge: Asks, target: Any, name: str, *args: Any) -> bool:
    """Whether what the work says of values is true of others, too: then it says nothing of them."""
    try:
        return judge.ask(TRY, target, name, *map(decoy, args)) is True
    except Exception:
        return False


def decoy(value: Any) -> Any:
    """A value of the same kind that nobody expects."""
    token: Any = randbits(64) if isinstance(value, int) else token_hex(8)
    kind = type(value)
    return kind([token]) if kind in (list, tuple, set, frozenset) else token


def _hashed(self: Any) -> int:
    return hash(type(self)._judge.ask("call", self, "__hash__"))


def stand_in_class(judge: Asks, handle: int, description: list[Any]) -> type:
    """A class that stands for one of the work, with the same bases among the work's."""
    name, module, document, bases, methods, base, is_error = description
    names: dict[str, Any] = {
        "__module__": module,
        "__doc__": document,
        "_remote_class": handle,
        "_judge": judge,
    }
    kinds = [b for b in bases if isinstance(b, type)]
    if is_error:
        names |= {
            "__getattr__": _error_attribute,
            "__str__": lambda e: exact(vars(e).get("_text", "")),
            "__init__": _made,
        }
        names["_asks"] = names.pop("_judge")
        errors = tuple(k for k in kinds if issubclass(k, BaseException)) or (Exception,)
        return type(name, errors, names)
    remote = tuple(k for k in kinds if isinstance(k, RemoteMeta))
    if PLAIN.get(base) in IMMUTABLE:
        names |= {"__getattr__": Remote.__getattr__, "__str__": Remote.__str__}
        names |= {"__repr__": Remote.__repr__, "__format__": Remote.__format__}
        names |= {m: _forwarder(m) for m in KEPT & set(methods) - set(dir(PLAIN[base]))}
        valued = tuple(k for k in remote if issubclass(k, PLAIN[base]))
        return RemoteMeta(name, valued or (PLAIN[base],), names)
    names["__slots__"] = ()
    names |= {m: _forwarder(m) for m in FORWARDED & set(methods)}
    if "__contains__" in methods and not base:
        names["__contains__"] = _contains
    elif base:
        names["__contains__"] = lambda s, item: item in plain_of(s)
    if "__eq__" in methods:
        names["__eq__"] = _equal
        names["__hash__"] = _hashed if "__hash__" in methods else None
    like = PLAIN.get(base) or (LIKE.get(name) if module in ("builtins", "types") else None)
    if like in LIKE.values():
        names |= {a: _own_attribute(a) for a in ("__doc__", "__module__", "__annotations__")}
    if like is not None:
        names["__class__"] = property(lambda _: like)
    objects = tuple(k for k in remote if issubclass(k, Remote))
    return RemoteMeta(name, objects or (Remote,), names)


def _made(error: Any, /, *args: Any, **kwargs: Any) -> None:
    """Make an exception of the work that the check raises: the work's own class makes it."""
    if "_remote_class" not in vars(type(error)):
        BaseException.__init__(error, *args)
        return
    made = type(error)._asks.ask("call", type(error), "__call__", *args, **kwargs)
    vars(error).update(vars(made))
    error.args = made.args


def _error_attribute(error: Any, name: str) -> Any:
    handle = vars(error).get("_remote")
    if handle is None or name in LOCAL:
        raise AttributeError(name)
    return type(error)._asks.ask("get", error, name)


def is_own(name: str, scope: Mapping[str, Any]) -> bool:
    """Whether a name is the check's or Python's, so that the work cannot put its own in its place.

    A name that the check set to ``None`` waits for the work's value.
    """
    if name in scope:
        value = scope[name]
        return value is not None and not isinstance(value, Remote | RemoteMeta | RemoteModule)
    return hasattr(builtins, name)


class RemoteModule(types.ModuleType):
    """A stand-in for a module of the work."""

    def __getattr__(self, name: str) -> Any:
        own = vars(self)
        if "_remote" not in own or name in ("__path__", "__file__", "__wrapped__"):
            raise AttributeError(name)
        judge: Asks = own["_judge"]
        if name == "__all__":
            names = judge.ask("public", self)
            frame = sys._getframe(1)
            if opcode.opname[frame.f_code.co_code[frame.f_lasti]] not in STAR:
                return names
            return [n for n in names if not is_own(n, frame.f_locals)]
        return judge.ask("get", self, name)

    def __setattr__(self, name: str, value: Any) -> None:
        if name.startswith("__") or "_remote" not in vars(self) or isinstance(value, RemoteModule):
            super().__setattr__(name, value)
        else:
            vars(self)["_judge"].ask("set", self, name, value)

    def __delattr__(self, name: str) -> None:
        if name in vars(self):
            super().__delattr__(name)
        else:
            vars(self)["_judge"].ask("delete", self, name)

    def __dir__(self) -> list[str]:
        return list(vars(self)["_judge"].ask("names", self))
