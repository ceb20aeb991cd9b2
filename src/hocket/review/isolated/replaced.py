"""What a check replaces in its process and the work is to see in its own.

This covers functions of standard modules, the seed of random numbers, limits and precisions.
"""

from __future__ import annotations

import contextlib
import decimal
import importlib
import random
import sys
import time
import types
from typing import TYPE_CHECKING, Any

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


class Replacements:
    """On the judge's side: what the check has replaced since the start."""

    def __init__(self) -> None:
        self._originals: dict[tuple[str, str], Any] = {}
        self._is_seeded = False
        self._limit = sys.getrecursionlimit()
        self._context = decimal.getcontext().copy()

    def watch(self) -> None:
        """Watch from now on: everything of the judge's own is in place."""
        for module, names in WATCHED.items():
            if module in sys.modules:
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
                and _is_standard(target.__name__)
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
            version, numbers, gauss = random.getstate()
            values["random"] = [version, list(numbers), gauss]
        if sys.getrecursionlimit() != self._limit:
            values["recursion"] = sys.getrecursionlimit()
        context = decimal.getcontext()
        if (context.prec, context.rounding) != (self._context.prec, self._context.rounding):
            values["decimal"] = [context.prec, context.rounding]
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
                module = importlib.import_module(module_name)
                stack.callback(setattr, module, name, getattr(module, name, None))
                setattr(module, name, decoder.decode(value))
            yield
            if goes_on():
                self._left = stack.pop_all()


def _set_state(around: dict[str, Any]) -> None:
    if "random" in around:
        version, numbers, gauss = around["random"]
        random.setstate((version, tuple(numbers), gauss))
    if "recursion" in around:
        sys.setrecursionlimit(around["recursion"])
    if "decimal" in around:
        decimal.getcontext().prec, decimal.getcontext().rounding = around["decimal"]
    if "TZ" in around.get("environ", {}):
        time.tzset()


def _is_standard(module: str) -> bool:
    return module.partition(".")[0] in sys.stdlib_module_names
