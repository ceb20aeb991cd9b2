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
    TestLoader defaultTestLoader TextTestRunner TestProgram TestSuite TestResult makeSuite
    """.split()
)
"""Names by which a check may run tests that it does not name."""
ALL_NAMES = frozenset({"globals", "locals", "vars", "dir"})
"""Functions that give the names of the check, if they are called without what to look into."""

Function = ast.FunctionDef | ast.AsyncFunctionDef


def unrun_tests(source: str, names: dict[str, Any]) -> list[Any]:
    """The tests that a check defines, if it neither names them nor starts what collects tests.

    Args:
        source: The text of the check, which has been run.
        names: Its names afterwards.
    """
    tree = ast.parse(source)
    defined = [n for n in _statements(tree.body) if isinstance(n, ast.ClassDef | Function)]
    tests = {n.name: names.get(n.name) for n in defined if _is_test(n, names.get(n.name))}
    bases = {id(b) for n in ast.walk(tree) if isinstance(n, ast.ClassDef) for b in n.bases}
    used = {n.id for n in ast.walk(tree) if isinstance(n, ast.Name) and id(n) not in bases}
    used |= {n.attr for n in ast.walk(tree) if isinstance(n, ast.Attribute)}
    used |= {str(n.value) for n in ast.walk(tree) if isinstance(n, ast.Constant)}
    if used & STARTERS or _starts_all(tree):
        return []
    if used & tests.keys():
        # What another class extends may be no test alone.
        used |= {n.id for n in ast.walk(tree) if id(n) in bases and isinstance(n, ast.Name)}
    return [test for name, test in tests.items() if name not in used]


def _statements(body: list[ast.stmt]) -> Iterator[ast.stmt]:
    """Statements that are run at the top of a check, also within conditions."""
    for node in body:
        yield node
        if isinstance(node, ast.If | ast.Try | ast.With | ast.For | ast.While):
            parts = [getattr(node, name, []) for name in ("body", "orelse", "finalbody")]
            parts += [handler.body for handler in getattr(node, "handlers", [])]
            for part in parts:
                yield from _statements(part)


def _is_test(node: ast.stmt, value: Any) -> bool:
    if isinstance(node, Function):
        is_own = callable(value) and not hasattr(type(value), "_remote_class")
        return is_own and node.name.startswith("test") and not _needs_arguments(node.args)
    return isinstance(value, type) and any(_tests_of(value))


def _needs_arguments(taken: ast.arguments) -> bool:
    positional = len(taken.posonlyargs) + len(taken.args)
    return positional > len(taken.defaults) or None in taken.kw_defaults


def _starts_all(tree: ast.Module) -> bool:
    """Whether a check calls ``unittest.main``, or what gives all its names."""
    modules, mains = {"unittest"}, set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            modules |= {a.asname for a in node.names if a.asname and a.name == "unittest"}
        elif isinstance(node, ast.ImportFrom) and node.module == "unittest":
            mains |= {a.asname or a.name for a in node.names if a.name in ("main", "*")}
    mains = {"main" if name == "*" else name for name in mains}
    for node in ast.walk(tree):
        match node:
            case ast.Attribute(value=ast.Name(id=name), attr="main") if name in modules:
                return True
            case ast.Call(func=ast.Name(id=name), args=args):
                looked = " ".join(map(ast.unparse, args))
                is_own = not args or "__main__" in looked or "__name__" in looked
                if name in mains or (name in ALL_NAMES and is_own):
                    return True
    return False


def _tests_of(kind: type) -> Iterator[str]:
    return (n for n in dir(kind) if n.startswith("test") and callable(getattr(kind, n)))


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
