"""Tests that a check defines in the way of pytest or ``unittest`` and starts none of."""

from __future__ import annotations

import ast
import sys
from asyncio import run as run_in_loop  # by name: a check may patch the modules
from inspect import getattr_static, iscoroutine, signature
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

STARTERS = frozenset(
    """
    main TestLoader defaultTestLoader TextTestRunner TestProgram TestSuite TestResult makeSuite
    globals locals vars
    """.split()
)
"""Names by which a check may run tests that it does not name."""

Function = ast.FunctionDef | ast.AsyncFunctionDef


def unrun_tests(source: str, names: dict[str, Any]) -> list[Any]:
    """The tests that a check defines, if it neither names them nor starts what collects tests.

    Args:
        source: The text of the check, which has been run.
        names: Its names afterwards.
    """
    tree = ast.parse(source)
    defined = [n for n in tree.body if isinstance(n, ast.ClassDef | Function)]
    tests = {n.name: names.get(n.name) for n in defined if _is_test(n, names.get(n.name))}
    if not tests or _used(tree) & (tests.keys() | STARTERS):
        return []
    return list(tests.values())


def _is_test(node: ast.stmt, value: Any) -> bool:
    if isinstance(node, Function):
        taken = node.args
        return node.name.startswith("test") and not (taken.args or taken.kwonlyargs)
    return isinstance(value, type) and any(_tests_of(value))


def _tests_of(kind: type) -> Iterator[str]:
    return (n for n in dir(kind) if n.startswith("test") and callable(getattr(kind, n)))


def _used(tree: ast.Module) -> set[str]:
    """The names that a check uses, other than to extend a class."""
    bases = {id(b) for n in ast.walk(tree) if isinstance(n, ast.ClassDef) for b in n.bases}
    used = {n.id for n in ast.walk(tree) if isinstance(n, ast.Name) and id(n) not in bases}
    return used | {n.attr for n in ast.walk(tree) if isinstance(n, ast.Attribute)}


def run_tests(tests: list[Any], names: dict[str, Any]) -> bool:
    """Run tests of a check as pytest does; whether all passed.

    Args:
        tests: Functions and classes.
        names: The names of the check: those of hooks are among them.
    """
    import unittest  # noqa: PLC0415 - few checks need it

    _hook_module(names)
    suite = unittest.TestSuite()
    for test in tests:
        if isinstance(test, type) and issubclass(test, unittest.TestCase):
            suite.addTests(unittest.defaultTestLoader.loadTestsFromTestCase(test))
        elif isinstance(test, type):
            suite.addTests(_methods(test))
        else:
            hooks = names.get("setup_function"), names.get("teardown_function")
            suite.addTest(_case_class("Functions")(test, test, hooks))
    result = unittest.TextTestRunner(stream=sys.stderr).run(suite)
    return result.testsRun > 0 and result.wasSuccessful()


def _hook_module(names: dict[str, Any]) -> None:
    module = sys.modules["__main__"]
    for own, theirs in (("setUpModule", "setup_module"), ("tearDownModule", "teardown_module")):
        if theirs in names:
            names.setdefault(own, _hook(names[theirs], module))


def _methods(kind: type) -> Iterator[Any]:
    """The tests of a class that extends nothing, each on an object of its own."""
    case = _case_class(kind.__name__)
    for own, theirs in (("setUpClass", "setup_class"), ("tearDownClass", "teardown_class")):
        function = getattr_static(kind, theirs, None)
        if function is not None:
            setattr(case, own, _hook(getattr(function, "__func__", function), kind))
    for name in _tests_of(kind):
        owner = kind()
        hooks = getattr(owner, "setup_method", None), getattr(owner, "teardown_method", None)
        test = getattr(owner, name)
        yield case(test, test, hooks)


def _case_class(name: str) -> Any:
    """A class of tests of the check: hooks of the module and of the class run around them."""
    import unittest  # noqa: PLC0415 - few checks need it

    class Case(unittest.FunctionTestCase):
        def __init__(self, test: Callable[[], Any], argument: Any, hooks: tuple[Any, Any]) -> None:
            before, after = (None if h is None else _hook(h, argument) for h in hooks)
            super().__init__(lambda: _finished(test()), before, after, test.__name__)

    Case.__module__, Case.__qualname__ = "__main__", name
    return Case


def _hook(function: Callable[..., Any], argument: Any) -> Callable[[], None]:
    """A function that is given what it is called for, if it takes that."""

    def call() -> None:
        _finished(function(argument) if signature(function).parameters else function())

    return call


def _finished(value: Any) -> None:
    if iscoroutine(value):
        run_in_loop(value)
