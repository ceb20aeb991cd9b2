"""Slips of scripts that read standard input, mended by rule where running them shows the slip."""

from __future__ import annotations

import ast
import re
from typing import TYPE_CHECKING

from hocket.agents.code.outputs import SKIPS_BLANKS
from hocket.agents.code.ranking import LONGEST_LINE, out_of_order, ranked
from hocket.agents.code.shown import printed_line, separator_in
from hocket.agents.code.source import edited, parsed

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from hocket.agents.code.source import Edit

_PRINTING = """\
found = {call}
if isinstance(found, (list, tuple)):
    for one in found:
        print(one)
elif found is not None:
    print(found)"""
_PARTED = re.compile(r"[^\W\d][^\d\n]*?([\s:,;=|-]*[\s:,;=|])-?\d+(?:\.\d+)?")
"""A line of a text and a number, and what stands between them."""
_TEXTS = ("text", "input", "data", "content", "contents", "s", "string", "input_text")
_LINES = ("lines", "rows", "input_lines")
_KINDS = {"": (*_TEXTS, *_LINES), "str": _TEXTS, "list": _LINES, "list[str]": _LINES}
"""Names of parameters by what they are annotated with."""


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
    if any(out_of_order(goal, text) for text in printed):
        code = ranked(code, goal)
    code = separated(code, separator_in(goal), printed)
    return in_whole_numbers(code, printed_line(goal), printed)


def separated(code: str, mark: str, printed: Sequence[str]) -> str:
    r"""A script with a mark between text and number of each line, where it prints another one.

    Args:
        code: The script.
        mark: What the goal wants between them; empty if it does not say.
        printed: What it printed for each input.

    Examples:
        >>> separated("print(f'{word}: {count}')", " ", ["tree: 3\nold oak: 1"])
        "print(f'{word} {count}')"
    """
    others = {between for text in printed if (between := _between(text))}
    if not mark or len(others) != 1 or others == {mark}:
        return code
    [other] = others
    between = rf"(?<=\}}){re.escape(other)}(?=\{{)|(?<=%s){re.escape(other)}(?=%)"
    alone = rf"(?<=\+ (['\"])){re.escape(other)}(?=\1 \+)"
    return re.sub(f"{between}|{alone}", lambda _: mark.replace("\t", "\\t"), code)


def _between(printed: str) -> str:
    """What stands between text and number of all lines alike; empty if that is not so."""
    if any(len(line) > LONGEST_LINE for line in printed.splitlines()):
        return ""
    found = [_PARTED.fullmatch(line.strip()) for line in printed.splitlines()]
    marks = {match[1] if match else "" for match in found}
    return marks.pop() if len(marks) == 1 else ""


def begun(code: str) -> str:
    r"""A script that only defines functions, with the call that begins it.

    The call is of ``main`` if that takes nothing, or of ``main`` or the last function if that
    takes the text of standard input or its lines; what it returns is printed.

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
    main = _main(tree)
    given = _given(main, tree) if main is not None else None
    if main is None or given is None:
        return code
    call = f"{main.name}({given})"
    own = list(_own(main))
    if any(isinstance(node, ast.Yield | ast.YieldFrom) for node in own):
        return code
    if _returns(own) and not any(_calls(node, "print") for node in own):
        call = _PRINTING.format(call=call)
    begun_code = f"{code.rstrip()}\n\n\n{call}"
    return _with_sys(begun_code, tree) if given else begun_code


def _main(tree: ast.Module) -> ast.FunctionDef | None:
    """The function that begins a script: ``main`` or the last one, if nothing calls it."""
    functions = [node for node in tree.body if isinstance(node, ast.FunctionDef)]
    main = next((f for f in functions if f.name == "main"), functions[-1] if functions else None)
    if main is None or main.decorator_list or _is_used(tree, main.name):
        return None
    return main


def _is_used(tree: ast.AST, name: str) -> bool:
    nodes = (node for node in ast.walk(tree) if isinstance(node, ast.Name))
    return any(node.id == name and isinstance(node.ctx, ast.Load) for node in nodes)


def _given(main: ast.FunctionDef, tree: ast.AST) -> str | None:
    """What the function is called with, empty if with nothing; None if that is unclear."""
    args = main.args
    if args.posonlyargs or args.kwonlyargs or args.vararg or args.kwarg or args.defaults:
        return None
    if not args.args:
        return "" if main.name == "main" else None
    [first, *more] = args.args
    kind = ast.unparse(first.annotation) if first.annotation else ""
    if more or first.arg not in _KINDS.get(kind, ()) or any(map(_reads, ast.walk(tree))):
        return None
    return f"sys.stdin.read(){'.splitlines()' if first.arg in _LINES else ''}"


def _reads(node: ast.AST) -> bool:
    """Whether it is standard input itself, or a call that reads a line of it."""
    names = ast.unparse(node) if isinstance(node, ast.Attribute | ast.Name) else ""
    return names in ("sys.stdin", "stdin") or _calls(node, "input")


def _calls(node: ast.AST, name: str) -> bool:
    return isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == name


def _own(function: ast.AST) -> Iterator[ast.AST]:
    """The nodes of a function without those of functions and classes within."""
    for node in ast.iter_child_nodes(function):
        yield node
        if not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda | ast.ClassDef):
            yield from _own(node)


def _returns(nodes: Iterable[ast.AST]) -> bool:
    """Whether something other than None is returned."""
    values = (node.value for node in nodes if isinstance(node, ast.Return))
    return any(value and ast.unparse(value) != "None" for value in values)


def _with_sys(code: str, tree: ast.Module) -> str:
    """The code with ``import sys``, after its docstring and what has to stand first."""
    imports = [node for node in tree.body if isinstance(node, ast.Import)]
    if any(name.name == "sys" and not name.asname for node in imports for name in node.names):
        return code
    lines = code.split("\n")
    place = 0
    while lines[place].startswith("#"):
        place += 1
    for node in tree.body:
        is_future = isinstance(node, ast.ImportFrom) and node.module == "__future__"
        if not is_future and not isinstance(node, ast.Expr):
            break
        place = node.end_lineno or place
    return "\n".join([*lines[:place], "import sys", *lines[place:]])


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
    """The calls of ``float`` as calls of ``int``, but for those of a constant like 'inf'."""
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Name) or not node.args:
            continue
        first, named = node.args[0], node.func
        if named.id == "map" and isinstance(first, ast.Name):
            named = first
        elif isinstance(first, ast.Constant):
            continue
        if named.id == "float":
            yield named.lineno - 1, named.col_offset, named.end_col_offset or 0, "int"


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
