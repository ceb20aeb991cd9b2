"""A known algorithm under the names that a goal gives: its file, without an LLM.

Only where it can be called as is asked: each function of the goal is one of the algorithm's, by its
name or by its parameters, and a class has all methods that are asked for, by their names or usual
other ones (``synonyms``). An error that the goal names takes the place of the one raised. Names
that the code has for something else leave it to the LLM, as do parameters in another order.
"""

from __future__ import annotations

import ast
import builtins
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from hocket.agents.algorithms.synonyms import with_methods_of
from hocket.agents.code.refusals import asked_error
from hocket.agents.code.skeleton import skeleton_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from hocket.agents.algorithms.algorithm import Algorithm, Variant

    _Pair = tuple[ast.FunctionDef, ast.FunctionDef]
    """A wanted function, and the known one that is meant."""

_WORD = re.compile(r"[A-Z]?[a-z]+|[A-Z]+|\d+")
_SAYS_LITTLE = frozenset(("self", "to", "from", "is", "of", "get", "the", "a", "in", "by", "for"))


def adapted(algorithm: Algorithm | Variant, goal: str) -> str:
    """The file of an algorithm with the names and parameters of a goal; empty if in doubt.

    Examples:
        >>> from hocket.agents.algorithms import algorithms_for
        >>> goal = "Write card.py with passes(text): whether a card number passes Luhn's check."
        >>> print(adapted(algorithms_for(goal)[0], goal).partition(":")[0])
        def passes(text)
        >>> adapted(algorithms_for(goal)[0], "Luhn's check with is_ok(a, b) and make(c, d, e)")
        ''
    """
    code, error = adapted_to(algorithm.code, skeleton_of(goal)), asked_error(goal)
    return _raising(code, error) if code and hasattr(builtins, error or "-") else code


def adapted_to(code: str, skeleton: str) -> str:
    r"""Code with the names and parameters of a skeleton of functions or a class; empty if in doubt.

    Args:
        code: A known file.
        skeleton: What is wanted, without bodies.

    Examples:
        >>> adapted_to("def half(n):\n    return n / 2", "def share(pot): pass")
        'def share(pot):\n    return pot / 2'
    """
    try:
        wanted, known = ast.parse(skeleton), ast.parse(code)
    except SyntaxError:
        return ""
    if any(not isinstance(node, ast.FunctionDef | ast.ClassDef) for node in wanted.body):
        return ""
    classes = [node for node in wanted.body if isinstance(node, ast.ClassDef)]
    functions = _functions(wanted.body)
    if not wanted.body or (classes and functions) or len(classes) > 1:
        return ""
    renamed = _class(classes[0], known) if classes else _in_module(functions, known)
    if renamed is None:
        return ""
    return ast.unparse(ast.fix_missing_locations(renamed.visit(known)))


def _raising(code: str, error: str) -> str:
    """Code that raises one kind of error only, and catches none of it, with another kind."""
    tree = ast.parse(code)
    raised = {
        node.exc.func.id
        for node in ast.walk(tree)
        if isinstance(node, ast.Raise)
        and isinstance(node.exc, ast.Call)
        and isinstance(node.exc.func, ast.Name)
    }
    caught = [node for node in ast.walk(tree) if isinstance(node, ast.ExceptHandler)]
    if len(raised) != 1 or raised == {error} or caught:
        return code
    [old] = raised
    for node in ast.walk(tree):
        if isinstance(node, ast.Name) and node.id == old:
            node.id = error
    return ast.unparse(tree)


@dataclass
class _Renaming(ast.NodeTransformer):
    """Gives names to functions and a class, and parameters to functions by their old names.

    Within a function a name of its own hides that of a function.
    """

    names: dict[str, str]
    parameters: dict[str, dict[str, str]]

    def visit_FunctionDef(self, node: ast.FunctionDef) -> ast.AST:
        local = self.parameters.get(node.name, {})
        visible, own = self.names, _own_names(node)
        self.names = {old: new for old, new in visible.items() if old not in own}
        self.generic_visit(node)
        self.names = visible
        if local:
            taken = {one.id for one in ast.walk(node) if isinstance(one, ast.Name)} - {*local}
            _Local(local | {name: f"{name}_" for name in local.values() if name in taken}).visit(
                node
            )
        node.name = self.names.get(node.name, node.name)
        return node

    def visit_ClassDef(self, node: ast.ClassDef) -> ast.AST:
        self.generic_visit(node)
        node.name = self.names.get(node.name, node.name)
        return node

    def visit_Name(self, node: ast.Name) -> ast.AST:
        node.id = self.names.get(node.id, node.id)
        return node


@dataclass
class _Local(ast.NodeTransformer):
    """Renames parameters within one function."""

    names: Mapping[str, str]

    def visit_Name(self, node: ast.Name) -> ast.AST:
        node.id = self.names.get(node.id, node.id)
        return node

    def visit_arg(self, node: ast.arg) -> ast.AST:
        node.arg = self.names.get(node.arg, node.arg)
        return node


def _functions(nodes: Iterable[ast.stmt]) -> list[ast.FunctionDef]:
    """The functions among statements that are meant to be called."""
    return [
        node
        for node in nodes
        if isinstance(node, ast.FunctionDef) and (node.name[:1] != "_" or node.name == "__init__")
    ]


def _in_module(wanted: Sequence[ast.FunctionDef], known: ast.Module) -> _Renaming | None:
    pairs = _paired(wanted, _functions(known.body))
    if pairs is None:
        return None
    return _renaming({old.name: new.name for new, old in pairs}, pairs, known)


def _class(wanted: ast.ClassDef, known: ast.Module) -> _Renaming | None:
    classes = [node for node in known.body if isinstance(node, ast.ClassDef)]
    if len(classes) != 1:
        return None
    with_methods_of(wanted, classes[0], _fits)
    pairs = _paired(_functions(wanted.body), _functions(classes[0].body))
    if pairs is None or any(new.name != old.name for new, old in pairs):
        return None
    begins = next((old for old in _functions(classes[0].body) if old.name == "__init__"), None)
    is_begun = any(new.name == "__init__" for new, _ in pairs)
    if not is_begun and begins is not None and _required(begins):
        return None
    return _renaming({classes[0].name: wanted.name}, pairs, known)


def _renaming(names: dict[str, str], pairs: Sequence[_Pair], known: ast.Module) -> _Renaming | None:
    parameters = _renamed_parameters(pairs)
    is_hidden = any(_hides(parameters[old.name], old) for _, old in pairs)
    return None if is_hidden or _clash(names, known) else _Renaming(names, parameters)


def _paired(
    wanted: Sequence[ast.FunctionDef], known: Sequence[ast.FunctionDef]
) -> list[_Pair] | None:
    """Each wanted function with the one that is meant; None if one has none, or several."""
    pairs, free = [], [*known]
    for one in sorted(wanted, key=lambda one: all(one.name != other.name for other in known)):
        same = [other for other in free if other.name == one.name and _fits(one, other)]
        fitting = same or [
            other for other in free if other.name != "__init__" and _fits(one, other)
        ]
        if len(fitting) > 1:
            fitting = _nearest(one, fitting)
        if len(fitting) != 1 or (one.name == "__init__") != (fitting[0].name == "__init__"):
            return None
        pairs.append((one, fitting[0]))
        free.remove(fitting[0])
    return pairs


def _nearest(one: ast.FunctionDef, others: list[ast.FunctionDef]) -> list[ast.FunctionDef]:
    """Those that share most with a function: a parameter counts as two words of names."""
    said, parameters = _words(one), [argument.arg for argument in one.args.args]
    shared = [
        len(said & _words(other))
        + 2 * sum(a.arg == b for a, b in zip(other.args.args, parameters, strict=False))
        for other in others
    ]
    best = max(shared)
    return [other for other, count in zip(others, shared, strict=True) if count == best > 0]


def _words(function: ast.FunctionDef) -> set[str]:
    texts = [function.name, *(argument.arg for argument in function.args.args)]
    return {word.lower() for text in texts for word in _WORD.findall(text)} - _SAYS_LITTLE


def _fits(wanted: ast.FunctionDef, known: ast.FunctionDef) -> bool:
    """Whether a function can be called as is wanted: with as many values, and as few.

    None of its parameters may have another place there, or be something else where it is left out;
    what may be left out besides need not be asked for.
    """
    if wanted.args.vararg or known.args.vararg or wanted.args.kwonlyargs or known.args.kwonlyargs:
        return False
    names, others = ([one.arg for one in each.args.args] for each in (wanted, known))
    if _required(wanted) < _required(known) or len(names) > len(others):
        return False
    if any(a != b and a in others for a, b in zip(names, others, strict=False)):
        return False
    asked, usual = (_defaults(each) for each in (wanted, known))
    return all(usual.get(place) == value for place, value in asked.items())


def _defaults(function: ast.FunctionDef) -> dict[int, str]:
    """The defaults of parameters by their places."""
    first = len(function.args.args) - len(function.args.defaults)
    return {first + n: ast.dump(one) for n, one in enumerate(function.args.defaults)}


def _required(function: ast.FunctionDef) -> int:
    arguments = [one for one in function.args.args if one.arg != "self"]
    return len(arguments) - len(function.args.defaults)


def _renamed_parameters(pairs: Iterable[_Pair]) -> dict[str, dict[str, str]]:
    return {
        old.name: {
            a.arg: b.arg
            for a, b in zip(old.args.args, new.args.args, strict=False)
            if a.arg != b.arg
        }
        for new, old in pairs
    }


def _clash(names: Mapping[str, str], known: ast.Module) -> bool:
    """Whether a new name is one that the code has for something else, such as one of Python."""
    changed = {old: new for old, new in names.items() if old != new}
    if {*changed.values()} & ({*names} | _module_names(known)):
        return True
    for node in known.body:
        own = _own_names(node)
        outside = {one.id for one in ast.walk(node) if isinstance(one, ast.Name)} - own
        if any(n in outside or (n in own and old in outside) for old, n in changed.items()):
            return True
    return False


def _hides(parameters: Mapping[str, str], function: ast.FunctionDef) -> bool:
    """Whether a new name of a parameter is one that the function takes from outside it."""
    own = _own_names(function)
    outside = {one.id for one in ast.walk(function) if isinstance(one, ast.Name)} - own
    within = {
        one.name
        for one in ast.walk(function)
        if isinstance(one, ast.FunctionDef | ast.ExceptHandler) and one is not function
    }
    return bool({*parameters.values()} & (outside | within))


def _own_names(node: ast.AST) -> set[str]:
    """The names that a statement gives to something, within functions as well."""
    return {
        one.arg if isinstance(one, ast.arg) else one.id
        for one in ast.walk(node)
        if isinstance(one, ast.arg)
        or (isinstance(one, ast.Name) and isinstance(one.ctx, ast.Store))
    }


def _module_names(known: ast.Module) -> set[str]:
    """The names of a module's functions and classes, and what it imports."""
    return {
        one.asname or one.name.partition(".")[0] if isinstance(one, ast.alias) else one.name
        for one in ast.walk(known)
        if isinstance(one, ast.alias | ast.FunctionDef | ast.ClassDef)
    }
