"""The beginning of both processes: they are sent their part as JSON on standard input."""

from __future__ import annotations

import sys
import types
from os import getcwd  # by name, as all that a check may patch
from traceback import extract_tb, format_exception_only
from typing import Any

from hocket.review.isolated import worker
from hocket.review.isolated.disk import leave, say
from hocket.review.isolated.guard import Guard
from hocket.review.isolated.hints import hide_expectations, without_expected
from hocket.review.isolated.judge import Judge
from hocket.review.isolated.modules import FOREIGN
from hocket.review.isolated.suites import NAME, Runs, goes_unrun, run_unrun
from hocket.review.isolated.values import WorkExit
from hocket.review.isolated.wire import Wire


def begin(part: dict[str, Any]) -> None:
    """Be the work, or judge it."""
    if part["part"] == "work":
        worker.main(part["channel"])
        return
    folder = getcwd()
    given = frozenset(f"{folder}/{name}" for name in part["given"])
    judge = Judge(Wire(part["channel"]), given, is_hidden=part["is_hidden"])
    Guard(judge, folder, given, part["code"], part["answer"]).install()
    runs = Runs()
    if "unittest" in part["code"]:
        runs.watch()
        if judge.is_hidden:
            hide_expectations(judge)
    code = _ended(part["code"], part["name"], judge)
    if code == 0 and runs.failed_unseen():
        _say("its tests failed, and it did not ask whether they did", judge)
        code = 1
    if code == 0 and runs.unawaited:
        _say(f"it never awaited {runs.unawaited}, so nothing was checked there", judge)
        code = 1
    if judge.reason:
        say(1, f"\n{judge.reason}\n{part['end']}?\n")
    elif code is not None:
        say(1, f"\n{part['end']}\n")
    leave(code if code is not None else 1)


def _ended(source: str, name: str, judge: Judge) -> int | None:
    """The exit code of the check; None if the work ended it."""
    module = types.ModuleType("__main__")
    module.__file__ = f"{getcwd()}/{name}"
    sys.modules["__main__"] = module
    sys.argv = [module.__file__]
    try:
        exec(compile(source, NAME, "exec"), module.__dict__)
        if goes_unrun(source) and not run_unrun(module.__dict__, source):
            return 1
    except WorkExit:
        _say("the work ended the check with sys.exit", judge)
        return None
    except SystemExit as error:
        if isinstance(error.code, str):
            say(2, f"{error.code}\n")
        if error.code is None or isinstance(error.code, int):
            return min(255, abs(int(error.code or 0)))
        return 1
    except BaseException as error:
        _say(_described(error, source, judge), judge)
        return 1
    return 0


def _described(error: BaseException, source: str, judge: Judge) -> str:
    """How the check failed: the lines in it, but not what stands in them."""
    frames = [f for f in extract_tb(error.__traceback__) if f.filename == NAME]
    lines = "".join(f"line {f.lineno} of the check, in {f.name}\n" for f in frames[-3:])
    if isinstance(error, SyntaxError) and error.filename == NAME:
        lines = f"line {error.lineno} of the check\n"
    text = "".join(format_exception_only(error)).strip()
    if isinstance(error, ModuleNotFoundError) and (name := error.name) in FOREIGN:
        judge.reason = judge.reason or f"a check has the standard library, but not {name}"
    if judge.is_hidden and isinstance(error, AssertionError) and frames:
        text = without_expected(text, source, frames[-1].lineno or 0)
    return f"{lines}{text}"


def _say(text: str, judge: Judge) -> None:
    last = f"The last call: {judge.calls.text}\n" if judge.calls.text else ""
    say(2, f"{text}\n{last}")
