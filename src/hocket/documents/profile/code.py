"""What a Python file defines: functions, classes, tests and imports, and whether it parses."""

from __future__ import annotations

import ast
from dataclasses import dataclass
from pathlib import PurePath
from typing import TYPE_CHECKING, Literal

from hocket.documents.encoding import decoded

if TYPE_CHECKING:
    from collections.abc import Iterator

ENDINGS = (".py", ".pyi")
MOST_DEFINITIONS = 200
SIGNATURE_CHARS = 160
DOC_CHARS = 120


@dataclass(frozen=True, slots=True)
class Definition:
    """A function or a class.

    Attributes:
        signature: As it is written, such as ``Shop.price(self, name: str) -> int``.
        line: Number of its first line.
        doc: The first line of its docstring; empty without one.
        is_test: Whether it is a test by its name.
    """

    signature: str
    line: int
    doc: str = ""
    is_test: bool = False


@dataclass(frozen=True, slots=True)
class CodeProfile:
    """What a file of code holds.

    Attributes:
        name: Name of the file.
        lines: Number of its lines.
        fault: Why it does not parse, with the line; empty if it does.
        imports: The modules that it imports.
        definitions: Its functions, classes and methods, in order.
        doc: The first line of its docstring.
    """

    name: str
    lines: int = 0
    fault: str = ""
    imports: tuple[str, ...] = ()
    definitions: tuple[Definition, ...] = ()
    doc: str = ""
    kind: Literal["code"] = "code"


def code_profile(name: str, content: bytes) -> CodeProfile | None:
    r"""What a file of Python code holds; None if it is none.

    Examples:
        >>> code_profile("a.py", b"def f(x, *, y=1): ...\n").definitions[0].signature
        'f(x, *, y=1)'
        >>> code_profile("a.py", b"def f(:\n").fault
        'line 1: invalid syntax'
    """
    text = decoded(content)
    if PurePath(name).suffix.lower() not in ENDINGS or text is None or not text.text.strip():
        return None
    lines = len(text.text.splitlines())
    try:
        tree = ast.parse(text.text)
    except SyntaxError as error:
        return CodeProfile(name, lines, fault=f"line {error.lineno}: {error.msg}")
    except (ValueError, RecursionError, MemoryError) as error:
        return CodeProfile(name, lines, fault=str(error) or type(error).__name__)
    return CodeProfile(
        name,
        lines,
        imports=tuple(sorted({module for node in ast.walk(tree) for module in _imported(node)})),
        definitions=tuple(_definitions(tree.body, ""))[:MOST_DEFINITIONS],
        doc=_doc(tree),
    )


def _imported(node: ast.AST) -> Iterator[str]:
    if isinstance(node, ast.Import):
        yield from (alias.name for alias in node.names)
    elif isinstance(node, ast.ImportFrom):
        yield "." * node.level + (node.module or "")


def _definitions(body: list[ast.stmt], before: str) -> Iterator[Definition]:
    for node in body:
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield _definition(node, f"{before}{node.name}({_arguments(node)}){_returned(node)}")
        elif isinstance(node, ast.ClassDef):
            bases = ", ".join(ast.unparse(base) for base in node.bases)
            yield _definition(node, f"class {before}{node.name}({bases})")
            yield from _definitions(node.body, f"{before}{node.name}.")


def _definition(
    node: ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef, signature: str
) -> Definition:
    is_test = node.name.lower().startswith("test")
    return Definition(signature[:SIGNATURE_CHARS], node.lineno, _doc(node), is_test)


def _arguments(node: ast.FunctionDef | ast.AsyncFunctionDef) -> str:
    return ast.unparse(node.args)


def _returned(node: ast.FunctionDef | ast.AsyncFunctionDef) -> str:
    return f" -> {ast.unparse(node.returns)}" if node.returns is not None else ""


def _doc(node: ast.Module | ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef) -> str:
    return (ast.get_docstring(node) or "").partition("\n")[0][:DOC_CHARS]
