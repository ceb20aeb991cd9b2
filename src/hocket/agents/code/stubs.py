"""What tests are worth, before there is code: a test that a stub passes asserts nothing.

A stub answers every call with one constant. Tests are evaluated on stubs without being run: what
this cannot evaluate counts as failed by the stub.
"""

from __future__ import annotations

import ast
import builtins
import operator
from collections import defaultdict
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

LONGEST = 1000
"""Characters or items of a value that is evaluated."""


class _Opaque:
    """Stub whose result, for each function, is an object that is equal to nothing else."""

    def __init__(self) -> None:
        self.results: defaultdict[str, object] = defaultdict(object)


NOTHING: tuple[Any, ...] = (None, _Opaque())
"""The stubs of which a test must fail one."""

STUBS: tuple[Any, ...] = (*NOTHING, True, False, 0, 1, -1, 0.0, "", (), [], {})
"""The stubs that must not pass as many tests as code needs to pass."""

COMPARISONS: dict[type[ast.cmpop], Callable[[Any, Any], Any]] = {
    ast.Eq: operator.eq,
    ast.NotEq: operator.ne,
    ast.Lt: operator.lt,
    ast.LtE: operator.le,
    ast.Gt: operator.gt,
    ast.GtE: operator.ge,
    ast.Is: operator.is_,
    ast.IsNot: operator.is_not,
    ast.In: lambda item, within: item in within,
    ast.NotIn: lambda item, within: item not in within,
}
FUNCTIONS: dict[str, Callable[..., Any]] = {
    f.__name__: f
    for f in (
        abs, all, any, bool, callable, float, hasattr, int, isinstance, len, list, max, min,
        repr, round, set, sorted, str, sum, tuple, type,
    )
}  # fmt: skip
TYPES: dict[str, type] = {
    t.__name__: t for t in (bool, bytes, dict, float, int, list, object, set, str, tuple)
}

STANDARD = frozenset(
    {"Decimal", "Fraction", "date", "datetime", "time", "timedelta", "timezone", "Counter", "deque"}
    | {"OrderedDict", "defaultdict", "Path", "UUID", "math", "re", "json", "cmath", "decimal"}
)
"""Names of the standard library with which a result may be compared."""


def worthwhile(tests: Sequence[str]) -> list[str]:
    """The tests that assert something, each once; of those that contradict each other, none.

    Args:
        tests: Lines that end in an assert each; what stands before it prepares it.

    Examples:
        >>> worthwhile(["assert f(1) == 2", "assert 2 == f( 1 )", "assert f(2) or True"])
        ['assert f(1) == 2']
        >>> worthwhile(["assert f(1) == 2", "assert f(1) == 3"])
        []
    """
    lines: dict[str, str] = {}
    results: defaultdict[str, set[str]] = defaultdict(set)
    for line in tests:
        if any(not _passes(line, stub) for stub in NOTHING):
            call, result = _normal(line)
            lines.setdefault(f"{call} == {result}", line)
            results[call].add(result)
    contradicted = {call for call, values in results.items() if call and len(values) > 1}
    return [line for line in lines.values() if _normal(line)[0] not in contradicted]


def passed_by_a_stub(tests: Sequence[str]) -> int:
    """The largest number of tests that one stub passes.

    Examples:
        >>> passed_by_a_stub(["assert is_even(2)", "assert is_even(4)", "assert not is_even(3)"])
        2
    """
    return max(sum(_passes(line, stub) for line in tests) for stub in STUBS)


def _condition(line: str) -> ast.expr:
    statement = ast.parse(line).body[-1]
    assert isinstance(statement, ast.Assert)  # noqa: S101 - as the caller promises
    return statement.test


def _normal(line: str) -> tuple[str, str]:
    """(what is asked, what it must be equal to); of another form than an equation, ("", all)."""
    condition = _condition(line)
    before = "".join(f"{ast.unparse(one)}; " for one in ast.parse(line).body[:-1])
    if isinstance(condition, ast.Compare) and isinstance(condition.ops[0], ast.Eq):
        sides = [condition.left, *condition.comparators]
        if len(sides) == 2:  # noqa: PLR2004 - an equation
            sides.sort(key=lambda side: not _asks(side))
            return before + ast.unparse(sides[0]), ast.unparse(sides[1])
    return "", before + ast.unparse(condition)


def _asks(expression: ast.expr) -> bool:
    """Whether an expression uses the code under test."""
    names = {node.id for node in ast.walk(expression) if isinstance(node, ast.Name)}
    return any(_is_of_the_code(name) for name in names)


def _passes(line: str, stub: Any) -> bool:
    try:
        return bool(_value(_condition(line), stub))
    except Exception:  # noqa: BLE001 - the stub has failed the test, whatever it raised
        return False


def _value(node: ast.expr, stub: Any) -> Any:
    """The value of an expression in which every call of the code gives the stub.

    Raises:
        Exception: It has no value with this stub, or is not of the forms that tests have.
    """
    root = _root(node)
    if root is not None:
        return stub.results[root] if isinstance(stub, _Opaque) else stub
    return FORMS[type(node)](node, stub)


def _root(node: ast.expr) -> str | None:
    """The name of the code under test that a call, attribute or item begins with."""
    if isinstance(node, ast.Name):
        return None
    while isinstance(node, ast.Call | ast.Attribute | ast.Subscript):
        node = node.func if isinstance(node, ast.Call) else node.value
    return node.id if isinstance(node, ast.Name) and _is_of_the_code(node.id) else None


def _is_of_the_code(name: str) -> bool:
    return name not in STANDARD and not hasattr(builtins, name)


def _items(node: ast.Tuple | ast.List | ast.Set, stub: Any) -> list[Any]:
    return [_value(item, stub) for item in node.elts]


def _dictionary(node: ast.Dict, stub: Any) -> dict[Any, Any]:
    pairs = zip(node.keys, node.values, strict=True)
    return {_value(key, stub): _value(value, stub) for key, value in pairs if key is not None}


def _unary(node: ast.UnaryOp, stub: Any) -> Any:
    return UNARY[type(node.op)](_value(node.operand, stub))


def _boolean(node: ast.BoolOp, stub: Any) -> bool:
    combined = all if isinstance(node.op, ast.And) else any
    return combined(_value(part, stub) for part in node.values)


def _called(node: ast.Call, stub: Any) -> Any:
    function = FUNCTIONS[node.func.id] if isinstance(node.func, ast.Name) else None
    if function is None or node.keywords:
        message = "only plain functions are evaluated"
        raise ValueError(message)
    return _bounded(function(*(_value(argument, stub) for argument in node.args)))


def _named(node: ast.Name, _: Any) -> Any:
    # A name of the code that is not called is a function or a class.
    return len if _is_of_the_code(node.id) else TYPES[node.id]


def _compared(node: ast.Compare, stub: Any) -> bool:
    values = [_value(side, stub) for side in (node.left, *node.comparators)]
    return all(
        COMPARISONS[type(op)](a, b) for op, a, b in zip(node.ops, values, values[1:], strict=False)
    )


def _bounded(value: Any) -> Any:
    if hasattr(value, "__len__") and len(value) > LONGEST:
        message = "the value is too long"
        raise ValueError(message)
    return value


UNARY: dict[type[ast.unaryop], Callable[[Any], Any]] = {
    ast.Not: operator.not_,
    ast.USub: operator.neg,
}
FORMS: dict[type[ast.expr], Callable[[Any, Any], Any]] = {
    ast.Constant: lambda node, _: _bounded(node.value),
    ast.Name: _named,
    ast.Tuple: lambda node, stub: tuple(_items(node, stub)),
    ast.List: _items,
    ast.Set: lambda node, stub: set(_items(node, stub)),
    ast.Dict: _dictionary,
    ast.UnaryOp: _unary,
    ast.BoolOp: _boolean,
    ast.Compare: _compared,
    ast.Call: _called,
}
"""The forms of expressions that are evaluated."""
