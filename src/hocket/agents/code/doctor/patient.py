"""A function of a file to mend, with what is said of it and the ways to change its text.

Every change leaves all other lines as they are, with their comments.
"""

from __future__ import annotations

import ast
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

Loop = ast.For | ast.While
MUTABLE = (ast.List, ast.Dict, ast.Set, ast.ListComp, ast.DictComp, ast.SetComp)


@dataclass(frozen=True, slots=True)
class Patient:
    """One function.

    Attributes:
        code: The whole file.
        tree: Its tree.
        function: The function, from that tree.
        owner: The class that it is a method of, if any.
        said: Its docstring in one line.
    """

    code: str
    tree: ast.Module
    function: ast.FunctionDef
    owner: ast.ClassDef | None = None
    said: str = ""

    @property
    def body(self) -> list[ast.stmt]:
        """Its statements, without the docstring."""
        has_text = ast.get_docstring(self.function) is not None
        return self.function.body[1:] if has_text else self.function.body

    @property
    def parameters(self) -> list[str]:
        """The names of its parameters, without that of the object."""
        args = self.function.args
        every = (*args.posonlyargs, *args.args, *args.kwonlyargs)
        return [one.arg for one in every if one.arg not in ("self", "cls")]

    @property
    def constants(self) -> dict[str, str]:
        """The source of the numbers that the module gives names in capitals, each once."""
        named = [
            (single_target(node), ast.unparse(node.value))
            for node in self.tree.body
            if isinstance(node, ast.Assign) and isinstance(node.value, ast.Constant)
        ]
        return {name: value for name, value in named if name.isupper()}

    @property
    def methods(self) -> set[str]:
        """The names of the methods of the classes in the file, which may do anything."""
        classes = (node for node in ast.walk(self.tree) if isinstance(node, ast.ClassDef))
        return {one.name for kind in classes for one in kind.body
                if isinstance(one, ast.FunctionDef)}  # fmt: skip

    def nodes(self, *kinds: type[ast.AST]) -> Iterator[ast.AST]:
        """Its nodes of some kinds, in the order of the walk."""
        return (node for node in ast.walk(self.function) if isinstance(node, kinds))

    def loops(self) -> list[Loop]:
        """Its loops."""
        return [n for n in ast.walk(self.function) if isinstance(n, ast.For | ast.While)]

    def blocks(self) -> Iterator[list[ast.stmt]]:
        """The lists of statements within it."""
        yield self.body
        for node in ast.walk(self.function):
            for name in ("body", "orelse", "finalbody"):
                block = getattr(node, name, None)
                if node is self.function or not isinstance(block, list):
                    continue
                if block and isinstance(block[0], ast.stmt):
                    yield block

    def swapped(self, node: ast.expr | ast.stmt, text: str) -> str:
        """The file with another text for a node."""
        lines = self.code.split("\n")
        first, last = node.lineno - 1, (node.end_lineno or node.lineno) - 1
        head = lines[first].encode()[: node.col_offset].decode()
        tail = lines[last].encode()[node.end_col_offset or 0 :].decode()
        indent = " " * node.col_offset if isinstance(node, ast.stmt) else ""
        return "\n".join(
            [
                *lines[:first],
                f"{head}{text.replace(chr(10), chr(10) + indent)}{tail}",
                *lines[last + 1 :],
            ]
        )

    def with_lines(self, start: int, end: int, new: Sequence[str]) -> str:
        """The file with other lines from one, counted from 0, to before another."""
        lines = self.code.split("\n")
        return "\n".join([*lines[:start], *new, *lines[end:]])

    def put_before(self, node: ast.stmt, text: str) -> str:
        """The file with statements more before one of them."""
        return self.with_lines(node.lineno - 1, node.lineno - 1, shifted(text, node.col_offset))

    def put_after(self, node: ast.stmt, text: str) -> str:
        """The file with statements more behind one of them."""
        end = node.end_lineno or node.lineno
        return self.with_lines(end, end, shifted(text, node.col_offset))

    def without(self, node: ast.stmt) -> str:
        """The file without a statement that is not alone in its block."""
        return self.with_lines(node.lineno - 1, node.end_lineno or node.lineno, [])

    def moved_out(self, node: ast.stmt, loop: Loop, *, is_behind: bool) -> str:
        """The file with a statement of a loop before or behind that loop."""
        lines = self.code.split("\n")
        start, end = node.lineno - 1, node.end_lineno or node.lineno
        own = [line[node.col_offset :] for line in lines[start:end]]
        place = (loop.end_lineno or 0) if is_behind else loop.lineno - 1
        new = shifted("\n".join(own), loop.col_offset)
        if is_behind:
            return "\n".join([*lines[:start], *lines[end:place], *new, *lines[place:]])
        return "\n".join([*lines[:place], *new, *lines[place:start], *lines[end:]])


def shifted(text: str, columns: int) -> list[str]:
    """The lines of a text, each further to the right."""
    return [f"{' ' * columns}{line}" for line in text.split("\n")]


def names_of(node: ast.AST) -> set[str]:
    """The names that occur in a node."""
    return {one.id for one in ast.walk(node) if isinstance(one, ast.Name)}


def stored_in(node: ast.AST) -> set[str]:
    """The names that a node gives a value to."""
    return {
        one.id
        for one in ast.walk(node)
        if isinstance(one, ast.Name) and isinstance(one.ctx, ast.Store)
    }


def is_call(node: ast.AST | None, *names: str) -> bool:
    """Whether a node calls a function or a method of one of these names."""
    if not isinstance(node, ast.Call):
        return False
    return getattr(node.func, "id", getattr(node.func, "attr", "")) in names


def method_of(node: ast.AST | None) -> tuple[str, str]:
    """The source of an object and the name of its method that a node calls; empty otherwise."""
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
        return ast.unparse(node.func.value), node.func.attr
    return "", ""


def single_target(node: ast.AST | None) -> str:
    """The name to which a statement gives a value; empty if it is none, or several."""
    if isinstance(node, ast.Assign) and len(node.targets) == 1:
        target: ast.expr = node.targets[0]
    elif isinstance(node, ast.AugAssign | ast.AnnAssign):
        target = node.target
    else:
        return ""
    return target.id if isinstance(target, ast.Name) else ""


def grows(node: ast.AST, name: str) -> bool:
    """Whether a statement adds to what is kept under a name."""
    if isinstance(node, ast.AugAssign):
        return isinstance(node.target, ast.Name) and node.target.id == name
    if isinstance(node, ast.Expr):
        return method_of(node.value) in {
            (name, verb) for verb in ("append", "extend", "add", "update", "insert")
        }
    if isinstance(node, ast.Assign):
        target = node.targets[0]
        is_entry = isinstance(target, ast.Subscript) and ast.unparse(target.value) == name
        is_sum = single_target(node) == name and name in names_of(node.value)
        return is_entry or is_sum
    return False
