"""A known algorithm under the names that a goal gives: its file, without an LLM.

Only where it can be called as is asked: each function of the goal is one of the algorithm's, by its
name or by its parameters, and a class has all methods that are asked for, by their names.
"""

from __future__ import annotations

import ast
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from hocket.agents.code.skeleton import skeleton_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from hocket.agents.algorithms.algorithm import Algorithm

_WORD = re.compile(r"[A-Z]?[a-z]+|[A-Z]+|\d+")
_SAYS_LITTLE = frozenset(("self", "to", "from", "is", "of", "get", "the", "a", "in", "by", "for"))


def adapted(algorithm: Algorithm, goal: str) -> str:
    """The file of an algorithm with the names and parameters of a goal; empty if in doubt.

    Examples:
        >>> from hocket.agents.algorithms import algorithms_for
        >>> goal = "Write card.py with passes(text): whether a card number passes Luhn's check."
        >>> print(adapted(algorithms_for(goal)[0], goal).partition(":")[0])
        def passes(text)
        >>> adapted(algorithms_for(goal)[0], "Luhn's check with is_ok(a, b) and make(c, d, e)")
        ''
    """
    try:
        wanted, known = ast.parse(skeleton_of(goal)), ast.parse(algorithm.code)
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


@dataclass
class _Renaming(ast.NodeTransformer):
    """Gives names to functions and a class, and parameters to functions by their old names."""

    names: dict[str, str]
    parameters: dict[str, dict[str, str]]

    def visit_FunctionDef(self, node: ast.FunctionDef) -> ast.AST:
        local = self.parameters.get(node.name, {})
        self.generic_visit(node)
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
    names = {old.name: new.name for new, old in pairs}
    if _clash(names, known):
        return None
    return _Renaming(names, _renamed_parameters(pairs))


def _class(wanted: ast.ClassDef, known: ast.Module) -> _Renaming | None:
    classes = [node for node in known.body if isinstance(node, ast.ClassDef)]
    if len(classes) != 1:
        return None
    pairs = _paired(_functions(wanted.body), _functions(classes[0].body))
    if pairs is None or any(new.name != old.name for new, old in pairs):
        return None
    begins = next((old for old in _functions(classes[0].body) if old.name == "__init__"), None)
    is_begun = any(new.name == "__init__" for new, _ in pairs)
    if not is_begun and begins is not None and _required(begins):
        return None
    return _Renaming({classes[0].name: wanted.name}, _renamed_parameters(pairs))


def _paired(
    wanted: Sequence[ast.FunctionDef], known: Sequence[ast.FunctionDef]
) -> list[tuple[ast.FunctionDef, ast.FunctionDef]] | None:
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
        + 2 * sum(a.arg == b for a, b in zip(other.args.args, parameters, strict=True))
        for other in others
    ]
    best = max(shared)
    return [other for other, count in zip(others, shared, strict=True) if count == best > 0]


def _words(function: ast.FunctionDef) -> set[str]:
    texts = [function.name, *(argument.arg for argument in function.args.args)]
    return {word.lower() for text in texts for word in _WORD.findall(text)} - _SAYS_LITTLE


def _fits(wanted: ast.FunctionDef, known: ast.FunctionDef) -> bool:
    """Whether a function can be called as is wanted: with as many values, and as few."""
    if wanted.args.vararg or known.args.vararg or wanted.args.kwonlyargs or known.args.kwonlyargs:
        return False
    most = len(wanted.args.args)
    return _required(wanted) == _required(known) and most == len(known.args.args)


def _required(function: ast.FunctionDef) -> int:
    arguments = [one for one in function.args.args if one.arg != "self"]
    return len(arguments) - len(function.args.defaults)


def _renamed_parameters(
    pairs: Iterable[tuple[ast.FunctionDef, ast.FunctionDef]],
) -> dict[str, dict[str, str]]:
    return {
        old.name: {
            a.arg: b.arg
            for a, b in zip(old.args.args, new.args.args, strict=True)
            if a.arg != b.arg
        }
        for new, old in pairs
    }


def _clash(names: Mapping[str, str], known: ast.AST) -> bool:
    """Whether a new name is one that the code has for something else."""
    taken = {node.name for node in ast.walk(known) if isinstance(node, ast.FunctionDef)}
    return any(new != old and new in taken - {*names} for old, new in names.items())
