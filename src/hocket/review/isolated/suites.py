"""Tests that a check defines or runs: none of them fails unseen, and none goes unrun."""

from __future__ import annotations

import ast
import sys
import warnings
from asyncio import run as run_in_loop  # by name: a check may patch the modules
from inspect import iscoroutine
from typing import Any

NAME = "<check>"
"""The file of the check, as its code names it."""
STARTERS = frozenset(
    """
    main TestLoader defaultTestLoader TextTestRunner TestProgram TestSuite TestResult makeSuite
    globals locals vars
    """.split()
)
"""Names by which a check may run tests that it does not name."""
LOOKS = frozenset({"wasSuccessful", "failures", "errors", "unexpectedSuccesses"})


class Runs:
    """Runs of ``unittest`` in the judge, and whether the check looked at what came of them."""

    def __init__(self) -> None:
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


def _noting(result: Any, name: str) -> Any:
    if name in LOOKS:
        object.__getattribute__(result, "__dict__")["_is_seen"] = True
    return object.__getattribute__(result, name)


def goes_unrun(source: str) -> bool:
    """Whether a check defines tests, and neither names them nor starts what collects tests."""
    try:
        tree = ast.parse(source)
    except (SyntaxError, ValueError):
        return False
    tests = {
        node.name
        for node in tree.body
        if isinstance(node, ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef)
        and _is_test(node)
    }
    loads = {n.id for n in ast.walk(tree) if isinstance(n, ast.Name)}
    loads |= {n.attr for n in ast.walk(tree) if isinstance(n, ast.Attribute)}
    return bool(tests) and not loads & (tests | STARTERS)


def _is_test(node: ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef) -> bool:
    if not isinstance(node, ast.ClassDef):
        taken = node.args
        return node.name.startswith("test") and not (taken.args or taken.kwonlyargs)
    methods = [m for m in node.body if isinstance(m, ast.FunctionDef | ast.AsyncFunctionDef)]
    return any(m.name.startswith("test") for m in methods)


def run_unrun(names: dict[str, Any], source: str) -> bool:
    """Run the tests that a check defines; whether all passed. Prints how many there were."""
    import unittest  # noqa: PLC0415 - few checks need it

    suite = unittest.TestSuite()
    for node in ast.parse(source).body:
        value = names.get(getattr(node, "name", ""))
        if isinstance(value, type) and issubclass(value, unittest.TestCase):
            suite.addTests(unittest.defaultTestLoader.loadTestsFromTestCase(value))
        elif isinstance(node, ast.ClassDef) and _is_test(node) and isinstance(value, type):
            suite.addTests(_methods(value))
        elif isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and _is_test(node):
            suite.addTest(_test(value))
    result = unittest.TextTestRunner(stream=sys.stderr).run(suite)
    print(f"Ran {result.testsRun} tests")
    return result.testsRun > 0 and result.wasSuccessful()


def _methods(kind: type) -> list[Any]:
    """The tests of a class that extends nothing, each on an object of its own."""
    tests = []
    for name in dir(kind):
        if name.startswith("test") and callable(getattr(kind, name)):
            owner: Any = kind()
            tests.append(_test(getattr(owner, name), getattr(owner, "setup_method", None)))
    return tests


def _test(function: Any, before: Any = None) -> Any:
    import unittest  # noqa: PLC0415 - few checks need it

    def run() -> None:
        value = function()
        if iscoroutine(value):
            run_in_loop(value)

    return unittest.FunctionTestCase(run, setUp=before, description=function.__name__)
