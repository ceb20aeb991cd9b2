"""Small changes of code: inputs that do not notice them would not notice such faults either.

R. DeMillo, R. Lipton and F. Sayward, "Hints on Test Data Selection", Computer 11 (1978).
"""

from __future__ import annotations

import ast
import copy
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

MAX_MUTANTS = 16
COMPARED: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt, ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq, ast.In: ast.NotIn, ast.NotIn: ast.In,
}  # fmt: skip
COMPUTED: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.Add, ast.Div: ast.Mult,
    ast.FloorDiv: ast.Div, ast.Mod: ast.FloorDiv,
}  # fmt: skip


def mutants_of(code: str) -> list[str]:
    r"""Programs that differ from one in one place of a function, spread over all such places.

    Examples:
        >>> mutants_of("def f(a):\n    return a < 3")
        ['def f(a):\n    return a <= 3', 'def f(a):\n    return a < 4']
    """
    tree = ast.parse(code)
    total = sum(1 for _ in _changes(tree))
    chosen = {number * total // MAX_MUTANTS for number in range(MAX_MUTANTS)}
    mutants = []
    for number in sorted(chosen if total > MAX_MUTANTS else range(total)):
        changed = copy.deepcopy(tree)
        for place, _ in enumerate(_changes(changed)):
            if place == number:
                break  # the tree is as the generator left it
        mutants.append(ast.unparse(ast.fix_missing_locations(changed)))
    return mutants


def _changes(tree: ast.AST) -> Iterator[None]:
    """Change the tree in one place at a time, and back."""
    functions = [n for n in ast.walk(tree) if isinstance(n, ast.FunctionDef)]
    for function in functions:
        for node in ast.walk(function):
            if isinstance(node, ast.Compare) and type(node.ops[0]) in COMPARED:
                was = node.ops[0]
                node.ops[0] = COMPARED[type(was)]()
                yield
                node.ops[0] = was
            elif isinstance(node, ast.BinOp) and type(node.op) in COMPUTED:
                operator = node.op
                node.op = COMPUTED[type(operator)]()
                yield
                node.op = operator
            elif isinstance(node, ast.Constant) and type(node.value) is int:
                node.value += 1
                yield
                node.value -= 1
            elif isinstance(node, ast.Expr) and isinstance(node.value, ast.Call):
                call = node.value
                node.value = ast.Constant(None)
                yield
                node.value = call
