"""What a failed check may say: what the work gave, and not what is expected of it.

Else work could hold the expected values instead of computing them. Tests in files that the work can
read keep their messages.
"""

from __future__ import annotations

from opcode import opname
from traceback import extract_tb, format_exception_only  # by name: a check may patch the modules
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import unittest

    from hocket.review.isolated.judge import Judge

NAME = "<check>"
"""The file of the check, as its code names it."""
MOST_LINES = 3
"""Lines of the check that are named."""
OF_NAMES = (ImportError, AttributeError, NameError, TypeError, OSError)
"""Errors of Python whose message has names and kinds: of what the check asks for, not of values."""


class Told(str):
    """A message of this module, which tells nothing of the check."""

    __slots__ = ()


class Hints:
    """Describes the failures of a check.

    Args:
        judge: Runs it.
    """

    def __init__(self, judge: Judge) -> None:
        self._judge = judge

    def failure(self, error: BaseException) -> str:
        """The lines that failed, what may be told of the error, and the last call."""
        frames = [f for f in extract_tb(error.__traceback__) if f.filename == NAME]
        lines = [f"line {f.lineno} of the check, in {f.name}" for f in frames[-MOST_LINES:]]
        if isinstance(error, SyntaxError) and error.filename == NAME:
            lines = [f"line {error.lineno} of the check"]
        return self.with_call("\n".join([*lines, self._told(error)]))

    def with_call(self, text: str) -> str:
        """A message, and the last call of the work."""
        last = self._judge.calls.text
        return f"{text}\nThe last call: {last}" if last else text

    def _told(self, error: BaseException) -> str:
        """The message of an error of the work, and of others only the kind."""
        if self._judge.is_hidden and not _is_to_be_told(error):
            return type(error).__name__
        if isinstance(error, SystemExit) and isinstance(error.code, str):
            return error.code
        return "".join(format_exception_only(error)).strip()

    def watch(self) -> None:
        """Describe failures of ``unittest`` in the same way."""
        if not self._judge.is_hidden:
            return
        import unittest.case  # noqa: PLC0415 - few checks need it
        import unittest.result  # noqa: PLC0415 - few checks need it

        case: Any = unittest.case
        result: Any = unittest.result.TestResult
        shown, described = case.TestCase._formatMessage, result._exc_info_to_string

        def message(test: unittest.TestCase, given: Any, standard: str) -> Any:
            if type(test).__module__ != "__main__":
                return shown(test, given, standard)
            is_of_kind = standard.endswith("not raised")
            return Told(standard if is_of_kind else "that is not what this test expects")

        def description(self_: Any, raised: Any, test: Any) -> str:
            error = raised[1]
            is_of_check = any(f.filename == NAME for f in extract_tb(error.__traceback__))
            return self.failure(error) if is_of_check else str(described(self_, raised, test))

        case.TestCase._formatMessage = message
        case.TestCase.shortDescription = lambda _: None
        case._SubTest._subDescription = lambda _: "(a subtest)"  # instead of its parameters
        result._exc_info_to_string = description


def _is_to_be_told(error: BaseException) -> bool:
    """Whether the message is one of the work, or one of Python that names no value."""
    if any(isinstance(a, Told) for a in error.args):
        return True
    frame, lasti = None, 0
    trace = error.__traceback__
    while trace is not None:
        frame, lasti, trace = trace.tb_frame, trace.tb_lasti, trace.tb_next
    if frame is None or isinstance(error, SyntaxError):
        return False
    if frame.f_code.co_filename.startswith("<hocket."):
        return True  # a stand-in raised it
    is_raised = opname[frame.f_code.co_code[lasti]] == "RAISE_VARARGS"
    return isinstance(error, OF_NAMES) and not is_raised
