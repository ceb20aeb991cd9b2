"""What a failed check may say: what the work gave, and not what is expected of it.

Else work could hold the expected values instead of computing them. Tests in files that the work can
read keep their messages.
"""

from __future__ import annotations

from functools import cached_property
from traceback import extract_tb, format_exception_only, walk_tb
from typing import TYPE_CHECKING, Any

from hocket.review.isolated.expected import Expected

if TYPE_CHECKING:
    import unittest

    from hocket.review.isolated.judge import Judge

NAME = "<check>"
"""The file of the check, as its code names it."""
MOST_LINES = 3
"""Lines of the check that are named."""


class Hints:
    """Describes the failures of a check.

    Args:
        judge: Runs it.
        source: Its text.
    """

    def __init__(self, judge: Judge, source: str) -> None:
        self._judge = judge
        self._source = source

    def failure(self, error: BaseException, *, text: str | None = None) -> str:
        """The lines that failed and the message, without what they expect, and the last call.

        Args:
            error: What was raised.
            text: In place of the message of the error.
        """
        frames = [f for f in extract_tb(error.__traceback__) if f.filename == NAME]
        lines = [f"line {f.lineno} of the check, in {f.name}" for f in frames[-MOST_LINES:]]
        if isinstance(error, SyntaxError) and error.filename == NAME:
            lines = [f"line {error.lineno} of the check"]
        message = text or "".join(format_exception_only(error)).strip()
        return self.with_call("\n".join([*lines, self._told(message, error)]))

    def with_call(self, text: str) -> str:
        """A message, and the last call of the work."""
        last = self._judge.calls.text
        return f"{text}\nThe last call: {last}" if last else text

    def _told(self, message: str, error: BaseException) -> str:
        """What may be told of a message: that of an error of the work is its own."""
        frames = list(walk_tb(error.__traceback__))
        places = [(n, f.f_locals) for f, n in frames if f.f_code.co_filename == NAME]
        if not (self._judge.is_hidden and places):
            return message
        is_of_check = frames[-1][0].f_code.co_filename == NAME
        if not (is_of_check or isinstance(error, AssertionError | SystemExit)):
            return message
        return self._expected.hidden_in(message, places)

    @cached_property
    def _expected(self) -> Expected:
        return Expected(self._source)

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
            if type(test).__module__ != "__main__" or standard.endswith("not raised"):
                return shown(test, given, standard)
            return given or "that is not what this test expects"

        def description(self_: Any, raised: Any, test: Any) -> str:
            error = raised[1]
            is_of_check = any(f.filename == NAME for f in extract_tb(error.__traceback__))
            return self.failure(error) if is_of_check else str(described(self_, raised, test))

        case.TestCase._formatMessage = message
        case.TestCase.shortDescription = lambda _: None
        case._SubTest._subDescription = lambda _: "(a subtest)"  # instead of its parameters
        result._exc_info_to_string = description


def hide_examples(doctest: Any) -> None:
    """Let a failed example of the check say what the work gave."""

    def difference(_: Any, example: Any, got: str, flags: int) -> str:
        del example, flags
        return f"Got:\n{got}"

    doctest.OutputChecker.output_difference = difference
