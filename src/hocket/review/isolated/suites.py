"""Runs of tests in a check: none of them fails unseen, and what passed is counted."""

from __future__ import annotations

import sys
import warnings
from typing import Any

from hocket.review.isolated.disk import Evidence
from hocket.review.isolated.hints import NAME

LOOKS = frozenset({"wasSuccessful", "failures", "errors", "unexpectedSuccesses"})


class Runs:
    """Runs of ``unittest`` in the judge, and whether the check looked at what came of them.

    Args:
        is_hidden: Whether the work's author does not see the check, and so not what a run prints.
    """

    def __init__(self, *, is_hidden: bool = False) -> None:
        self._is_hidden = is_hidden
        self._results: list[Any] = []
        self.unawaited = ""
        """The name of a coroutine of the check that it made and never awaited."""
        warnings._warn_unawaited_coroutine = self._note_unawaited  # type: ignore[attr-defined]

    def _note_unawaited(self, coroutine: Any) -> None:
        if coroutine.cr_code.co_filename == NAME:
            self.unawaited = coroutine.__qualname__

    def watch(self) -> None:
        """Note each run of ``unittest`` from now on."""
        import unittest.runner  # noqa: PLC0415 - few checks need it

        runner: Any = unittest.runner.TextTestRunner
        original = runner.run

        def run(self_: Any, test: Any) -> Any:
            result = original(self_, test)
            _count(result)
            if self._is_hidden:
                for case, text in [*result.failures, *result.errors]:
                    Evidence.tell(f"{getattr(case, '_testMethodName', '')}: {text}".lstrip(": "))
            result._is_good = result.wasSuccessful()
            result._is_seen = False
            kind = type(result)
            result.__class__ = type(kind.__name__, (kind,), {"__getattribute__": _noting})
            self._results.append(result)
            return result

        runner.run = run

    def failed_unseen(self) -> bool:
        """Whether tests failed and the check did not ask."""
        return any(not (vars(r)["_is_good"] or vars(r)["_is_seen"]) for r in self._results)


def _count(result: Any) -> None:
    """Print how many tests passed, after all that they printed: words of the work may be there."""
    if sys.__stdout__ is not None and sys.stdout is sys.__stdout__:
        lost = len(result.failures) + len(result.errors) + len(result.skipped)
        sys.stdout.write(f"\n{max(0, result.testsRun - lost)} of {result.testsRun} tests passed\n")


def _noting(result: Any, name: str) -> Any:
    if name in LOOKS:
        object.__getattribute__(result, "__dict__")["_is_seen"] = True
    return object.__getattribute__(result, name)
