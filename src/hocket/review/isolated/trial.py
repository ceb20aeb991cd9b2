"""The beginning of both processes: they are sent their part as JSON on standard input."""

from __future__ import annotations

import os
import sys
import traceback
import types
from typing import Any

from hocket.review.isolated import worker
from hocket.review.isolated.guard import Guard
from hocket.review.isolated.judge import Judge
from hocket.review.isolated.values import WorkExit
from hocket.review.isolated.wire import Wire

NAME = "<check>"


def begin(part: dict[str, Any]) -> None:
    """Be the work, or judge it."""
    if part["part"] == "work":
        worker.main(part["channel"])
        return
    folder = os.getcwd()
    given = frozenset(f"{folder}/{name}" for name in part["given"])
    judge = Judge(Wire(part["channel"]), given)
    Guard(judge, folder, given, part["code"], part["answer"]).install()
    if part["is_hidden"] and "unittest" in part["code"]:
        _hide_expectations(judge)
    code = _ended(part["code"], part["name"], judge)
    sys.stdout.flush()
    sys.stderr.flush()
    if judge.reason:
        print(f"\n{judge.reason}\n{part['end']}?", flush=True)
    elif code is not None:
        print(f"\n{part['end']}", flush=True)
    os._exit(code if code is not None else 1)


def _ended(source: str, name: str, judge: Judge) -> int | None:
    """The exit code of the check; None if the work ended it."""
    module = types.ModuleType("__main__")
    module.__file__ = f"{os.getcwd()}/{name}"
    sys.modules["__main__"] = module
    sys.argv = [module.__file__]
    try:
        exec(compile(source, NAME, "exec"), module.__dict__)
    except WorkExit:
        _say("the work ended the check with sys.exit", judge)
        return None
    except SystemExit as error:
        if isinstance(error.code, str):
            print(error.code, file=sys.stderr)
        if error.code is None or isinstance(error.code, int):
            return min(255, abs(int(error.code or 0)))
        return 1
    except BaseException as error:
        _say(_described(error), judge)
        return 1
    return 0


def _hide_expectations(judge: Judge) -> None:
    """Let a failed assertion of the check's tests say what the work gave, not what was expected.

    Else work could hold the expected values instead of computing them. Tests in files that the work
    can read keep their messages.
    """
    import unittest.case  # noqa: PLC0415 - few checks need it

    case: Any = unittest.case
    shown = case.TestCase._formatMessage

    def message(test: unittest.TestCase, given: Any, standard: str) -> Any:
        if type(test).__module__ != "__main__" or standard.endswith("not raised"):
            return shown(test, given, standard)
        last = f"; the last call: {judge.calls[-1]}" if judge.calls else ""
        return f"{given or 'that is not what this test expects'}{last}"

    case.TestCase._formatMessage = message
    case._SubTest._subDescription = lambda _: "(a subtest)"  # instead of its parameters


def _described(error: BaseException) -> str:
    """How the check failed: the lines in it, but not what stands in them."""
    frames = [f for f in traceback.extract_tb(error.__traceback__) if f.filename == NAME]
    lines = "".join(f"line {f.lineno} of the check, in {f.name}\n" for f in frames[-3:])
    if isinstance(error, SyntaxError) and error.filename == NAME:
        lines = f"line {error.lineno} of the check\n"
    return f"{lines}{''.join(traceback.format_exception_only(error)).strip()}"


def _say(text: str, judge: Judge) -> None:
    sys.stdout, sys.stderr = sys.__stdout__, sys.__stderr__  # a check may have redirected them
    print(text, file=sys.stderr)
    if judge.calls:
        print(f"The last call: {judge.calls[-1]}", file=sys.stderr)
