"""What a check replaces in its process and the work is to see in its own.

This covers functions of standard modules, the seed of random numbers, limits and precisions.
"""

from __future__ import annotations

import contextlib
import random
import sys
import types
from decimal import Context, getcontext, setcontext  # by name: a check may patch the modules
from importlib import import_module
from random import getstate, setstate
from sys import (
    get_int_max_str_digits,
    getrecursionlimit,
    set_int_max_str_digits,
    setrecursionlimit,
)
from time import tzset
from typing import TYPE_CHECKING, Any

from hocket.review.isolated.values import is_standard

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from hocket.review.isolated.values import Decoder, Encoder

WATCHED = {
    "builtins": ("input", "print", "open"),
    "time": ("time", "time_ns", "monotonic", "perf_counter", "sleep", "localtime", "strftime"),
    "random": (
        "random randint randrange choice choices sample shuffle uniform gauss triangular".split()
    ),
    "os": ("getcwd", "getenv", "listdir", "urandom"),
    "uuid": ("uuid4", "uuid1"),
}
"""What a check may replace by assignment; what it patches with ``unittest.mock`` is added."""

SURROUNDING = frozenset({"argv", "stdin", "stdout", "stderr"})
"""Names of ``sys`` that cross on their own way."""
PRECISION = ("prec", "rounding", "Emin", "Emax", "capitals", "clamp")


def _precision() -> list[Any]:
    """The context of ``decimal``, as plain data."""
    context = getcontext()
    traps = [signal.__name__ for signal, traps in context.traps.items() if traps]
    limits = {name: getattr(context, name) for name in PRECISION}
    return [limits, traps]


def _set_precision(data: list[Any]) -> None:
    limits, names = data
    traps = [signal for signal in getcontext().traps if signal.__name__ in names]
    setcontext(Context(**limits, flags=[], traps=traps))


LIMITS: dict[str, tuple[Callable[[], Any], Callable[[Any], None]]] = {
    "recursion": (getrecursionlimit, setrecursionlimit),
    "digits": (get_int_max_str_digits, set_int_max_str_digits),
    "decimal": (_precision, _set_precision),
}
"""Limits and precisions as plain data: how to read them, and how to set them."""


class Replacements:
    """On the judge's side: what the check has replaced since the start."""

    def __init__(self) -> None:
        self._originals: dict[tuple[str, str], Any] = {}
        self._is_seeded = False
        self._sent = {name: read() for name, (read, _) in LIMITS.items()}

    def watch(self) -> None:
        """Watch from now on: everything of the judge's own is in place."""
        for module, names in WATCHED.items():
            for name in names:
                self._originals[module, name] = getattr(sys.modules[module], name)
        random.seed = self._seeding(random.seed)
        random.setstate = self._seeding(random.setstate)

    def watch_patches(self, mock: Any) -> None:
        """Watch what is patched with this module, ``unittest.mock``, too."""
        enter = mock._patch.__enter__

        def entered(patch: Any) -> Any:
            value = enter(patch)
            target, name = patch.target, patch.attribute
            if (
                type(target) is types.ModuleType
                and is_standard(target.__name__)
                and name not in SURROUNDING
            ):
                self._originals.setdefault((target.__name__, name), patch.temp_original)
            return value

        mock._patch.__enter__ = entered

    def _seeding(self, function: Callable[..., Any]) -> Callable[..., Any]:
        def seeding(*args: Any, **options: Any) -> Any:
            self._is_seeded = True
            return function(*args, **options)

        return seeding

    def encoded(self, encoder: Encoder) -> dict[str, Any]:
        """What is to be put in place for one request."""
        values: dict[str, Any] = {}
        replaced = [
            [module, name, encoder.encode(value)]
            for (module, name), original in self._originals.items()
            if (value := getattr(sys.modules[module], name, original)) is not original
        ]
        if replaced:
            values["replaced"] = replaced
        if self._is_seeded:
            self._is_seeded = False
            version, numbers, gauss = getstate()
            values["random"] = [version, list(numbers), gauss]
        limits = {name: read() for name, (read, _) in LIMITS.items()}
        values |= {name: value for name, value in limits.items() if value != self._sent[name]}
        self._sent = limits
        return values


class InPlace:
    """On the side of the work: puts what the check replaced in place for each request."""

    def __init__(self) -> None:
        self._left = contextlib.ExitStack()

    def restore(self) -> None:
        """Take out what was left in place for tasks that went on after a request."""
        self._left.close()

    @contextlib.contextmanager
    def put(
        self, around: dict[str, Any], decoder: Decoder, goes_on: Callable[[], bool]
    ) -> Iterator[None]:
        """Put it in place for one request, and for tasks that go on until the next one."""
        _set_state(around)
        with contextlib.ExitStack() as stack:
            for module_name, name, value in around.get("replaced", ()):
                module = import_module(module_name)
                stack.callback(setattr, module, name, getattr(module, name, None))
                setattr(module, name, decoder.decode(value))
            yield
            if goes_on():
                self._left = stack.pop_all()


def _set_state(around: dict[str, Any]) -> None:
    if "random" in around:
        version, numbers, gauss = around["random"]
        setstate((version, tuple(numbers), gauss))
    for name, (_, put) in LIMITS.items():
        if name in around:
            put(around[name])
    if "TZ" in around.get("environ", {}):
        tzset()
