"""What is wrong with code by its text alone: names, what is unused, what is unsafe; complexity.

It needs no linter to be installed, and says only what is certain.
"""

from __future__ import annotations

import ast
import builtins
import symtable
from typing import TYPE_CHECKING

from hocket.agents.code.source import parsed

if TYPE_CHECKING:
    from collections.abc import Iterator

UNSAFE_CALLS = {
    "eval": "runs text as code",
    "exec": "runs text as code",
    "os.system": "runs a command in a shell",
    "os.popen": "runs a command in a shell",
    "pickle.load": "runs code that its data may hold",
    "pickle.loads": "runs code that its data may hold",
    "marshal.loads": "reads data that may crash Python",
    "tempfile.mktemp": "names a file that others may create",
    "yaml.load": "runs code that its data may hold",
}
BRANCHES = (ast.If, ast.IfExp, ast.For, ast.While, ast.ExceptHandler, ast.comprehension, ast.Assert)
MODULE_NAMES = frozenset(
    {"__name__", "__file__", "__doc__", "__builtins__", "__annotations__", "__spec__"}
    | {"__module__", "__qualname__", "__class__", "__package__", "__loader__"}
)


def complaints_about(code: str) -> list[str]:
    r"""What a linter says of a file, each once: undefined and unused names, unsafe calls.

    Examples:
        >>> complaints_about("import re\ndef f(a): return eval(b)")
        ['undefined name b', 'unused import re', 'eval runs text as code']
    """
    try:
        tree = ast.parse(code)
        table = symtable.symtable(code, "file", "exec")
    except (SyntaxError, ValueError) as error:
        return [f"it does not parse: {error}"]
    complaints = [
        *_undefined(table),
        *_unused_imports(tree),
        *_unused_variables(table),
        *(f"{name} shares one {kind} between all calls" for name, kind in shared_defaults(tree)),
        *_unsafe(tree),
    ]
    return [*dict.fromkeys(complaints)]


def shared_defaults(tree: ast.AST) -> list[tuple[str, str]]:
    """Functions with a list, dict or set as default, which all calls share, with its kind."""
    shared = []
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            defaults = [*node.args.defaults, *(one for one in node.args.kw_defaults if one)]
            kinds = [_kind_of(one) for one in defaults]
            shared += [(node.name, kind) for kind in kinds if kind]
    return shared


def complexity(code: str) -> int:
    r"""The cyclomatic complexity of the most complex function (McCabe 1976).

    Examples:
        >>> complexity("def f(a):\n    return 1 if a and a > 2 else 0")
        3
    """
    tree = parsed(code)
    if tree is None:
        return 0
    functions: list[ast.AST] = [n for n in ast.walk(tree) if isinstance(n, ast.FunctionDef)]
    return max(map(_branches, functions or [tree]))


def _branches(node: ast.AST) -> int:
    count = 1
    for one in ast.walk(node):
        count += isinstance(one, BRANCHES)
        count += len(one.values) - 1 if isinstance(one, ast.BoolOp) else 0
        count += len(one.ifs) if isinstance(one, ast.comprehension) else 0
    return count


def _kind_of(default: ast.expr) -> str:
    kinds = {ast.List: "list", ast.Dict: "dict", ast.Set: "set"}
    if isinstance(default, ast.Call) and isinstance(default.func, ast.Name):
        name = default.func.id
        return name if name in ("list", "dict", "set", "defaultdict", "deque") else ""
    return kinds.get(type(default), "")


def _tables(table: symtable.SymbolTable) -> Iterator[symtable.SymbolTable]:
    yield table
    for child in table.get_children():
        yield from _tables(child)


def _undefined(top: symtable.SymbolTable) -> Iterator[str]:
    defined = {one.get_name() for one in top.get_symbols() if _is_bound(one)}
    for table in _tables(top):
        defined |= {one.get_name() for one in table.get_symbols() if one.is_declared_global()}
    for table in _tables(top):
        for one in table.get_symbols():
            name = one.get_name()
            is_free = one.is_referenced() and (one.is_global() or table is top)
            is_known = name in defined or hasattr(builtins, name) or name in MODULE_NAMES
            if is_free and not is_known:
                yield f"undefined name {name}"


def _is_bound(symbol: symtable.Symbol) -> bool:
    return symbol.is_assigned() or symbol.is_imported() or symbol.is_namespace()


def _unused_imports(tree: ast.Module) -> Iterator[str]:
    used = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Import | ast.ImportFrom):
            if isinstance(node, ast.ImportFrom) and node.module == "__future__":
                continue
            for one in node.names:
                name = one.asname or one.name.partition(".")[0]
                if name not in used and name != "*":
                    yield f"unused import {name}"


def _unused_variables(top: symtable.SymbolTable) -> Iterator[str]:
    for table in _tables(top):
        if table.get_type() != "function":
            continue
        for one in table.get_symbols():
            is_plain = one.is_local() and one.is_assigned() and not one.is_parameter()
            if is_plain and not one.is_referenced() and not one.get_name().startswith("_"):
                yield f"unused variable {one.get_name()} in {table.get_name()}"


def _unsafe(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.ExceptHandler) and node.type is None:
            yield "a bare except hides every fault"
        if not isinstance(node, ast.Call):
            continue
        name = ast.unparse(node.func)
        if name in UNSAFE_CALLS:
            yield f"{name} {UNSAFE_CALLS[name]}"
        in_shell = any(
            one.arg == "shell" and isinstance(one.value, ast.Constant) and one.value.value is True
            for one in node.keywords
        )
        if in_shell:
            yield f"{name} runs a command in a shell"
