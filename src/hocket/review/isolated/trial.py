"""The beginning of both processes: they are sent their part as JSON on standard input."""

from __future__ import annotations

import sys
import types
from json import dumps
from os import getcwd  # by name, as all that a check may patch
from typing import Any

from hocket.review.isolated import worker
from hocket.review.isolated.disk import Evidence, leave, say
from hocket.review.isolated.guard import Guard
from hocket.review.isolated.hints import NAME, Hints
from hocket.review.isolated.judge import Judge
from hocket.review.isolated.modules import FOREIGN
from hocket.review.isolated.suites import Runs
from hocket.review.isolated.unrun import run_tests, unrun_tests
from hocket.review.isolated.values import WorkExit
from hocket.review.isolated.wire import Wire


def begin(part: dict[str, Any]) -> None:
    """Be the work, or judge it."""
    if part["part"] == "work":
        worker.main(part["channel"])
        return
    if part["is_hidden"]:
        Evidence.mark = part["end"]
    folder = getcwd()
    given = frozenset(f"{folder}/{name}" for name in part["given"])
    judge = Judge(Wire(part["channel"]), given, is_hidden=part["is_hidden"])
    if part["is_counted"]:
        judge.claims = set()
    Guard(judge, folder, given, part["code"], part["answer"]).install()
    runs, hints = Runs(is_hidden=part["is_hidden"]), Hints(judge)
    code = _ended(part, judge, runs, hints)
    if code == 0:
        code = _unseen(runs, hints)
    if judge.claims:
        say(2, f"\n{part['end']}={dumps(sorted(judge.claims))}\n")
    if judge.reason:
        say(1, f"\n{judge.reason}\n{part['end']}?\n")
    elif code is not None:
        say(1, f"\n{part['end']}\n")
    leave(code if code is not None else 1)


def _ended(part: dict[str, Any], judge: Judge, runs: Runs, hints: Hints) -> int | None:
    """The exit code of the check; None if the work ended it."""
    source = part["code"]
    module = types.ModuleType("__main__")
    module.__file__ = f"{getcwd()}/{part['name']}"
    sys.modules["__main__"] = module
    sys.argv = [module.__file__]
    is_watched = "unittest" in source
    try:
        if is_watched:
            _watch(runs, hints)
        exec(compile(source, NAME, "exec", dont_inherit=True), module.__dict__)
        tests = unrun_tests(source, module.__dict__)
        if tests and not is_watched:
            _watch(runs, hints)
        if tests and not run_tests(tests, module.__dict__):
            return 1
    except WorkExit:
        Evidence.tell(hints.with_call("the work ended the check with sys.exit"))
        return None
    except SystemExit as error:
        if isinstance(error.code, str):
            Evidence.tell(hints.failure(error))
        if error.code is None or isinstance(error.code, int):
            return min(255, abs(int(error.code or 0)))
        return 1
    except BaseException as error:
        if isinstance(error, ModuleNotFoundError) and (name := error.name) in FOREIGN:
            judge.reason = judge.reason or f"a check has the standard library, but not {name}"
        Evidence.tell(hints.failure(error))
        return 1
    return 0


def _watch(runs: Runs, hints: Hints) -> None:
    runs.watch()
    hints.watch()


def _unseen(runs: Runs, hints: Hints) -> int:
    """The exit code of a check that came to its end: what it did not look at fails it."""
    reason = ""
    if runs.failed_unseen():
        reason = "its tests failed, and it did not ask whether they did"
    elif runs.unawaited:
        reason = f"it never awaited {runs.unawaited}, so nothing was checked there"
    if reason:
        Evidence.tell(hints.with_call(reason))
    return int(bool(reason))
