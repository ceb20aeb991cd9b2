"""What a failed check may say: what the work gave, and not what is expected of it.

Else work could hold the expected values instead of computing them. Tests in files that the work can
read keep their messages.
"""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import unittest

    from hocket.review.isolated.judge import Judge

HIDDEN = "…"
SHORTEST = 2
"""Characters of an expected value from which on it is left out of a message."""


def hide_expectations(judge: Judge) -> None:
    """Let a failed assertion of the check's tests say what the work gave."""
    import unittest.case  # noqa: PLC0415 - few checks need it

    case: Any = unittest.case
    shown = case.TestCase._formatMessage

    def message(test: unittest.TestCase, given: Any, standard: str) -> Any:
        if type(test).__module__ != "__main__" or standard.endswith("not raised"):
            return shown(test, given, standard)
        last = f"; the last call: {judge.calls.text}" if judge.calls.text else ""
        return f"{given or 'that is not what this test expects'}{last}"

    case.TestCase._formatMessage = message
    case._SubTest._subDescription = lambda _: "(a subtest)"  # instead of its parameters


def without_expected(text: str, source: str, lineno: int) -> str:
    """A message without the constants that the assertion on this line compares with."""
    tests = [
        node.test
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.Assert) and node.lineno <= lineno <= (node.end_lineno or lineno)
    ]
    for value in sorted({v for test in tests for v in _constants(test)}, key=len, reverse=True):
        text = text.replace(value, HIDDEN)
    return text


def _constants(node: ast.AST) -> set[str]:
    """The constants in an expression that are not passed to a call."""
    if isinstance(node, ast.Constant):
        values = {str(node.value), repr(node.value)}
        return {v for v in values if len(v) >= SHORTEST} - {"None", "True", "False"}
    if isinstance(node, ast.Call):
        return _constants(node.func)
    return {v for child in ast.iter_child_nodes(node) for v in _constants(child)}


def hide_examples(doctest: Any) -> None:
    """Let a failed example of the check say what the work gave."""

    def difference(_: Any, example: Any, got: str, flags: int) -> str:
        del example, flags
        return f"Got:\n{got}"

    doctest.OutputChecker.output_difference = difference
