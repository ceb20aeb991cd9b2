"""Slips of scripts that read standard input, mended by rule where running them shows the slip."""

from __future__ import annotations

import ast
import re
from typing import TYPE_CHECKING

from hocket.agents.code.samples import SKIPS_BLANKS, printed_line
from hocket.agents.code.source import edited, parsed

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from hocket.agents.code.source import Edit

_PRINTING = "print(found if isinstance(found, str) else '\\n'.join(map(str, found)))"


def script_mended(code: str, goal: str, samples: Sequence[tuple[str, str]]) -> str:
    """A script without the slips that running it shows.

    Args:
        code: The script.
        goal: What is asked for.
        samples: What it printed for each input, and a mark where it failed.
    """
    printed = [seen for seen, mark in samples if not mark]
    if samples and not any(seen for seen, _ in samples):
        code = begun(code)
    if SKIPS_BLANKS.search(goal) and len(printed) < len(samples):
        code = without_blanks(code)
    return in_whole_numbers(code, printed_line(goal), printed)


def begun(code: str) -> str:
    r"""A script that only defines functions, with the call that begins it.

    The call is of ``main``, or of the last function, if that takes nothing or one text; what it
    returns is printed.

    Examples:
        >>> print(begun("def main():\n    print(1)"))
        def main():
            print(1)
        <BLANKLINE>
        <BLANKLINE>
        main()
    """
    tree = parsed(code)
    if tree is None or any(not _defines(node) for node in tree.body):
        return code
    functions = [node for node in tree.body if isinstance(node, ast.FunctionDef)]
    main = next((f for f in functions if f.name == "main"), functions[-1] if functions else None)
    if main is None or main.args.kwonlyargs or len(main.args.args) > 1:
        return code
    text = "sys.stdin.read()" if main.args.args else ""
    call = f"{main.name}({text})"
    if any(isinstance(node, ast.Return) and node.value for node in ast.walk(main)):
        call = f"found = {call}\n{_PRINTING}"
    is_known = "import sys\n" in code or not text
    return "\n".join([*([] if is_known else ["import sys"]), code.rstrip(), "", "", call])


def _defines(node: ast.stmt) -> bool:
    """Whether a statement runs nothing."""
    if isinstance(node, ast.Expr):
        return isinstance(node.value, ast.Constant)
    kinds = (ast.Import, ast.ImportFrom, ast.FunctionDef, ast.ClassDef, ast.Assign, ast.AnnAssign)
    return isinstance(node, kinds)


def in_whole_numbers(code: str, shown: str, printed: Sequence[str]) -> str:
    r"""A script that prints 12.0 where a line with whole numbers is shown, reading these as such.

    Args:
        code: The script.
        shown: A line that it is to print, as the goal shows it; empty if it shows none.
        printed: What it printed for each input, all of whose numbers are whole.

    Examples:
        >>> in_whole_numbers("n = float(input())\nprint(n)", "sum 12", ["3.0"])
        'n = int(input())\nprint(n)'
    """
    is_whole = re.search(r"\d", shown) is not None and "." not in shown
    decimals = {rest for text in printed for rest in re.findall(r"\d\.(\d+)", text)}
    if not is_whole or decimals != {"0"}:
        return code
    tree = parsed(code)
    return edited(code, _floats(tree)) if tree is not None else code


def _floats(tree: ast.AST) -> Iterator[Edit]:
    """The calls of ``float`` as calls of ``int``."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Name) and node.id == "float" and isinstance(node.ctx, ast.Load):
            yield node.lineno - 1, node.col_offset, node.end_col_offset or 0, "int"


def without_blanks(code: str) -> str:
    r"""A script whose loop over the lines of standard input passes over the empty ones.

    Examples:
        >>> print(without_blanks("import sys\nfor line in sys.stdin:\n    print(int(line))"))
        import sys
        for line in filter(str.strip, sys.stdin):
            print(int(line))
    """
    tree = parsed(code)
    return edited(code, _loops(tree)) if tree is not None else code


def _loops(tree: ast.AST) -> Iterator[Edit]:
    """What is looped over, if that is the lines of standard input."""
    for node in ast.walk(tree):
        over = node.iter if isinstance(node, ast.For | ast.comprehension) else None
        if over is None or over.lineno != over.end_lineno:
            continue
        source = ast.unparse(over)
        if re.fullmatch(r"(?:sys\.)?stdin(?:\.readlines\(\)|\.read\(\)\.splitlines\(\))?", source):
            end = over.end_col_offset or 0
            yield over.lineno - 1, over.col_offset, end, f"filter(str.strip, {source})"
