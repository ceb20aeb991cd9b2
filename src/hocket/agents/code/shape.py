"""The shape of a file with code: its public functions and classes, and what a change lost of them.

It also cleans what an LLM writes beside the code that is asked for: tests and examples that run
when the file is imported.
"""

from __future__ import annotations

import ast
import builtins
import math
import re
from dataclasses import dataclass

from hocket.agents.code.entries import Entry, entry_of
from hocket.agents.code.source import parsed
from hocket.agents.code.uses import kind_of_use

NAMED = re.compile(
    r"\b(?:class\s+(?P<of>[A-Za-z_]\w*)|(?P<called>[A-Za-z_]\w*)\((?!e?s\)))"  # not ``file(s)``
)
NO_NAMES = {"O", "with", "that", "which", "for", "of", "called", "named"}
SPECIAL = ("self", "cls")


@dataclass(frozen=True, slots=True)
class Parameter:
    """A parameter; ``default`` and ``annotation`` are source text, empty if there is none.

    ``used_as`` is the type that the body shows it to have; empty if it shows none. ``entry`` are
    the entries of the list that it takes.
    """

    name: str
    annotation: str = ""
    default: str = ""
    used_as: str = ""
    entry: Entry | None = None


@dataclass(frozen=True, slots=True)
class Function:
    """A function or method with what it needs to be called; ``is_open`` if by any arguments."""

    name: str
    parameters: tuple[Parameter, ...]
    docstring: str = ""
    is_property: bool = False
    is_open: bool = False

    @property
    def required(self) -> tuple[Parameter, ...]:
        """The parameters without a default."""
        return tuple(one for one in self.parameters if not one.default)


@dataclass(frozen=True, slots=True)
class Type:
    """A class: its constructor and its public methods; ``is_derived`` if it may inherit some."""

    name: str
    constructor: Function
    methods: tuple[Function, ...]
    is_derived: bool = False


@dataclass(frozen=True, slots=True)
class Shape:
    """The public functions and classes of a file."""

    functions: tuple[Function, ...] = ()
    types: tuple[Type, ...] = ()

    def names(self) -> set[str]:
        """The names of its functions, classes and methods."""
        methods = {one.name for kind in self.types for one in kind.methods}
        return {f.name for f in self.functions} | {t.name for t in self.types} | methods

    def heads(self) -> list[str]:
        """The first lines of functions and classes, by which tests know what to call."""
        heads = [f"def {one.name}({_listed(one)})" for one in self.functions]
        for kind in self.types:
            heads.append(f"class {kind.name}({_listed(kind.constructor)})")
            heads += [f"    def {one.name}({_listed(one)})" for one in kind.methods]
        return heads


def shape_of(code: str) -> Shape:
    """The shape of a file; empty if it does not parse."""
    tree = parsed(code)
    if tree is None:
        return Shape()
    functions = [_function(n) for n in tree.body if isinstance(n, ast.FunctionDef)]
    types = [_type(n) for n in tree.body if isinstance(n, ast.ClassDef)]
    return Shape(
        tuple(one for one in functions if not one.name.startswith("_")),
        tuple(one for one in types if not one.name.startswith("_")),
    )


def names_in(goal: str) -> set[str]:
    """The names that a goal gives to functions and classes.

    Examples:
        >>> sorted(names_in("Write a class Pile with put(item), and f(x) without print()."))
        ['Pile', 'f', 'put']
    """
    names = {match["of"] or match["called"] for match in NAMED.finditer(goal)}
    known = (builtins, math)
    return {n for n in names if not any(hasattr(one, n) for one in known)} - NO_NAMES


def outline_of(goal: str) -> str:
    """The functions that a goal names with their parameters, as code that does nothing.

    Examples:
        >>> outline_of("Write half.py with half(n, digits=2).")
        'def half(n, digits=2): pass'
    """
    heads = [f"def {match[0]}: pass" for match in re.finditer(r"\b[A-Za-z_]\w*\([^()]*\)", goal)]
    return "\n".join(head for head in heads if shape_of(head).functions)


def lost(old: str, new: str) -> list[str]:
    """What of the public names and parameters of a file a new version lacks.

    Examples:
        >>> lost("def f(a, b=1): pass", "def f(a): pass")
        ['f(a, b=1) has become f(a)']
    """
    before, after = shape_of(old), shape_of(new)
    now = {one.name: one for one in after.functions} | {
        f"{kind.name}.{one.name}": one for kind in after.types for one in _all(kind)
    }
    was = {one.name: one for one in before.functions} | {
        f"{kind.name}.{one.name}": one for kind in before.types for one in _all(kind)
    }
    complaints = []
    for name, function in was.items():
        if name not in now:
            complaints.append(f"{name} is gone")
        elif not _takes(now[name], function):
            complaints.append(
                f"{name}({_listed(function)}) has become {name}({_listed(now[name])})"
            )
    return complaints


def misfits(goal: str, code: str) -> list[str]:
    r"""What the code cannot be called with as the goal writes it.

    Examples:
        >>> misfits("Write a class Pile(size) with put(item).", "class Pile:\n def put(self): 1")
        ['Pile(size) is asked for, not Pile()', 'put(item) is asked for, not put()']
    """
    shape = shape_of(code)
    there = {one.name: one for one in shape.functions}
    there |= {one.name: one for kind in shape.types for one in kind.methods}
    there |= {kind.name: kind.constructor for kind in shape.types if not kind.is_derived}
    return [
        f"{one.name}({_listed(one)}) is asked for, not {one.name}({_listed(there[one.name])})"
        for one in shape_of(outline_of(goal)).functions
        if one.name in there
        and not there[one.name].is_open
        and not len(there[one.name].required)
        <= len(one.parameters)
        <= len(there[one.name].parameters)
    ]


def _takes(now: Function, was: Function) -> bool:
    """Whether a function can be called as before: what it has more has defaults."""
    names = [one.name for one in was.parameters]
    first, more = now.parameters[: len(names)], now.parameters[len(names) :]
    return [one.name for one in first] == names and all(one.default for one in more)


def cleaned(code: str) -> str:
    r"""A module without the tests and examples at its end, which would run when it is imported.

    Examples:
        >>> cleaned("def f(): return 1\n\n# Test cases\nassert f() == 1\nprint(f())")
        'def f(): return 1'
    """
    tree = parsed(code)
    if tree is None:
        return code
    lines = code.splitlines()
    imported = {
        one.asname or one.name.partition(".")[0]
        for node in tree.body
        if isinstance(node, ast.Import | ast.ImportFrom)
        for one in node.names
    }
    trials = [node for node in tree.body if _is_trial(node, imported)]
    if len(trials) == len(tree.body):
        return code
    for node in reversed(trials):
        start = node.lineno - 1 - len(getattr(node, "decorator_list", ()))
        while start > 0 and lines[start - 1].startswith("#"):
            start -= 1
        del lines[start : node.end_lineno]
    return "\n".join(lines).strip()


def hollow(code: str) -> str:
    r"""A file without the bodies of its public functions, to be written anew from what they say.

    Examples:
        >>> hollow("def f(a, b=[]):\n    return a + b\ndef _g(): pass")
        'def f(a, b=None):\n    ...'
    """
    tree = ast.parse(code)
    tree.body = [n for n in tree.body if not getattr(n, "name", "").startswith("_")]
    return ast.unparse(_Hollow().visit(tree))


class _Hollow(ast.NodeTransformer):
    """Takes the bodies of functions away, and defaults that all calls share."""

    def visit_FunctionDef(self, node: ast.FunctionDef) -> ast.AST:
        if node.name == "__init__":
            return node
        says = [n for n in node.body[:1] if _is_text(n)]
        node.body = says or [ast.Expr(ast.Constant(...))]
        shared = (ast.List, ast.Dict, ast.Set, ast.Call)
        none = ast.Constant(None)
        node.args.defaults = [none if isinstance(d, shared) else d for d in node.args.defaults]
        return node


def unlike(code: str) -> str:
    r"""A program without names, docstrings, annotations and layout: equal for mere copies.

    Examples:
        >>> unlike("def f(a):\n    b = a  # one") == unlike("def g(x): y = x")
        True
    """
    tree = parsed(code)
    if tree is None:
        return code
    return ast.dump(_Anonymous().visit(tree))


class _Anonymous(ast.NodeTransformer):
    """Numbers the names of a program in the order in which they occur."""

    def __init__(self) -> None:
        self._numbers: dict[str, str] = {}

    def _number(self, name: str) -> str:
        if hasattr(builtins, name):
            return name
        return self._numbers.setdefault(name, f"n{len(self._numbers)}")

    def visit_Name(self, node: ast.Name) -> ast.Name:
        return ast.Name(self._number(node.id), node.ctx)

    def visit_arg(self, node: ast.arg) -> ast.arg:
        return ast.arg(self._number(node.arg))

    def visit_AnnAssign(self, node: ast.AnnAssign) -> ast.AST:
        if node.value is None:
            return ast.Pass()
        assigned: ast.AST = self.visit(ast.Assign([node.target], node.value))
        return assigned

    def visit_Attribute(self, node: ast.Attribute) -> ast.AST:
        is_own = isinstance(node.value, ast.Name) and node.value.id in SPECIAL
        name = self._number(f".{node.attr}") if is_own else node.attr
        return ast.Attribute(self.visit(node.value), name, node.ctx)

    def visit_FunctionDef(self, node: ast.FunctionDef) -> ast.AST:
        node.body = [n for n in node.body if not _is_text(n)] or [ast.Pass()]
        node.returns = None
        self.generic_visit(node)
        node.name = self._number(node.name)
        return node

    def visit_ClassDef(self, node: ast.ClassDef) -> ast.AST:
        node.body = [n for n in node.body if not _is_text(n)] or [ast.Pass()]
        self.generic_visit(node)
        return node

    def visit_Module(self, node: ast.Module) -> ast.AST:
        imports = (ast.Import, ast.ImportFrom)
        node.body = [n for n in node.body if not _is_text(n) and not isinstance(n, imports)]
        self.generic_visit(node)
        return node


def _is_text(node: ast.stmt) -> bool:
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)


def _is_trial(node: ast.stmt, imported: set[str]) -> bool:
    """Whether a statement only tries what the module defines, rather than what it imports."""
    if isinstance(node, ast.FunctionDef | ast.ClassDef):
        bases = [ast.unparse(base) for base in getattr(node, "bases", ())]
        is_test = isinstance(node, ast.FunctionDef) and node.name.startswith("test_")
        return is_test or any(base.endswith("TestCase") for base in bases)
    if isinstance(node, ast.If):
        return ast.unparse(node.test) == "__name__ == '__main__'"
    if isinstance(node, ast.Import):
        return [one.name for one in node.names] == ["unittest"]
    if not isinstance(node, ast.Expr) or not isinstance(node.value, ast.Call):
        return isinstance(node, ast.Assert)
    root: ast.expr = node.value
    while isinstance(root, ast.Call | ast.Attribute):
        root = root.func if isinstance(root, ast.Call) else root.value
    return not isinstance(root, ast.Name) or root.id not in imported


def _type(node: ast.ClassDef) -> Type:
    functions = [_function(one, skip=1) for one in node.body if isinstance(one, ast.FunctionDef)]
    constructor = next((one for one in functions if one.name == "__init__"), None)
    methods = tuple(one for one in functions if not one.name.startswith("_"))
    is_derived = bool(node.bases or node.decorator_list)
    return Type(node.name, constructor or Function("__init__", ()), methods, is_derived)


def _parameter(function: ast.FunctionDef, arg: ast.arg, default: ast.expr | None) -> Parameter:
    return Parameter(
        arg.arg,
        _text(arg.annotation),
        _text(default),
        kind_of_use(function, arg.arg),
        entry_of(function, arg.arg),
    )


def _function(node: ast.FunctionDef, *, skip: int = 0) -> Function:
    marks = [ast.unparse(one) for one in node.decorator_list]
    skip = 0 if "staticmethod" in marks else skip
    args = [*node.args.posonlyargs, *node.args.args]
    padding: list[ast.expr | None] = [None] * (len(args) - len(node.args.defaults))
    pairs = [*zip(args, [*padding, *node.args.defaults], strict=True)][skip:]
    pairs += zip(node.args.kwonlyargs, node.args.kw_defaults, strict=True)
    return Function(
        node.name,
        tuple(_parameter(node, one, value) for one, value in pairs),
        ast.get_docstring(node) or "",
        "property" in marks,
        node.args.vararg is not None or node.args.kwarg is not None,
    )


def _text(node: ast.expr | None) -> str:
    return "" if node is None else ast.unparse(node)


def _listed(function: Function) -> str:
    return ", ".join(
        f"{one.name}={one.default}" if one.default else one.name for one in function.parameters
    )


def _all(kind: Type) -> tuple[Function, ...]:
    return (kind.constructor, *kind.methods)
