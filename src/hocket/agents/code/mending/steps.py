"""Programs run under a limit of steps, so that one which does not end is told without a clock.

What has no steps, such as a comprehension without end, is ended by the clock.
"""

from __future__ import annotations

import ast
import types
from typing import TYPE_CHECKING, Any

from hocket.agents.code.trial import Late, canonical, limited

if TYPE_CHECKING:
    from collections.abc import Sequence

TICK = "_tick_"
MOST_STEPS = 20_000
"""Rounds of loops and calls of functions in one call, unless fewer are allowed."""
LATE_STEPS = 1_000_000
"""What counts for a call that the clock has ended: a search may meet few of these."""
HANGS = "!hangs"
MOST_CHARS = 400


class Counter:
    """Counts the steps of one call; what goes on for too long is ended again and again."""

    def __init__(self) -> None:
        self.most = self.left = MOST_STEPS
        self.taken = 0

    def begin(self) -> None:
        """Count anew."""
        self.end()
        self.left = self.most

    def end(self) -> int:
        """The steps since it was begun."""
        taken = self.most - self.left
        self.taken += taken
        self.left = self.most
        return taken

    def end_late(self) -> None:
        """As ``end``, of a call that did not end; costs more if the clock ended it."""
        is_by_clock = self.left >= 0
        self.end()
        if is_by_clock:
            self.taken += LATE_STEPS

    def tick(self) -> None:
        """Count a step.

        Raises:
            Late: There were too many.
        """
        self.left -= 1
        if self.left < 0:
            raise Late("it does not end")


_PLACE = {"lineno": 1, "col_offset": 0, "end_lineno": 1, "end_col_offset": 1}
_COUNT = ast.Expr(ast.Call(ast.Name(TICK, ast.Load(), **_PLACE), [], [], **_PLACE), **_PLACE)


def _counted(code: str) -> ast.Module:
    """The tree of a file in which each round of a loop and each call of a function is counted."""
    tree = ast.parse(code)
    for node in ast.walk(tree):
        if isinstance(node, ast.For | ast.While | ast.FunctionDef):
            node.body.insert(0, _COUNT)
    return tree


class Program:
    """A file that is run on inputs; ``fault`` if it cannot be imported. It prints nothing."""

    def __init__(self, code: str, counter: Counter, path: str = "file") -> None:
        self._counter = counter
        self._names: dict[str, Any] = {}
        self.fault = ""
        module = types.ModuleType("trial")
        module.__dict__[TICK] = counter.tick
        counter.begin()
        try:
            with limited():
                # Without the annotations of this module, which are not evaluated.
                own = compile(_counted(code), path, "exec", dont_inherit=True)
                exec(own, module.__dict__)
        except Late:
            counter.end_late()
            self.fault = Late.__name__
        except BaseException as error:
            self.fault = type(error).__name__
        self._names = module.__dict__

    def gives(self, steps: Sequence[tuple[bool, types.CodeType]]) -> str:
        """What an input gives; of an exception the mark ``!`` and its name."""
        names = dict(self._names)
        seen = []
        self._counter.begin()
        try:
            with limited():
                for is_value, step in steps:
                    if is_value:
                        seen.append(canonical(eval(step, names)))
                    else:
                        exec(step, names)
        except Late:
            self._counter.end_late()
            return HANGS
        except RecursionError:
            return HANGS
        except BaseException as error:
            seen.append(f"!{type(error).__name__}")
        return "; ".join(seen)[:MOST_CHARS]


def compiled(steps: Sequence[str]) -> list[tuple[bool, types.CodeType]]:
    """The steps of an input, each with whether its value counts."""
    found = []
    for step in steps:
        node = ast.parse(step).body[0]
        is_value = isinstance(node, ast.Expr)
        found.append((is_value, compile(step, "step", "eval" if is_value else "exec")))
    return found
