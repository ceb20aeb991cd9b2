"""Slips in code that a small LLM has written, mended by rule: each has one sensible correction.

The text is edited in place, so comments and layout stay. Code that does not parse is left as it is.
"""

from __future__ import annotations

import ast
import re
from typing import TYPE_CHECKING

from hocket.agents.code.outputs import LETTERS
from hocket.agents.code.shape import Function, names_in, outline_of, shape_of
from hocket.agents.code.source import edited, parsed

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from hocket.agents.code.source import Edit

TUPLE_IS_SET = re.compile(r"'tuple' object does not support item assignment in line (\d+)\b")
WORDS = r'''r"[^\W_]+(?:['\u2019-][^\W_]+)*"'''
"""A pattern of words, which may have an apostrophe or a hyphen within, as source."""
RUNS = r'''r"[^\W\d_]+"'''
"""The same of runs of letters."""


def unshadowed(code: str) -> str:
    r"""The code with another name for attributes that hide a method of their class.

    An attribute that may be meant to take the place of the method, as it holds what can be called,
    or that others use, keeps its name.

    Examples:
        >>> print(unshadowed(
        ...     "class Pile:\n    def __init__(self):\n        self.size = 0\n"
        ...     "    def size(self):\n        return self.size"
        ... ))
        class Pile:
            def __init__(self):
                self._size = 0
            def size(self):
                return self._size
    """
    tree = parsed(code)
    kinds = [n for n in ast.walk(tree) if isinstance(n, ast.ClassDef)] if tree else []
    edits = [edit for kind in kinds if tree for edit in _renamed(kind, tree)]
    return edited(code, edits)


def _renamed(kind: ast.ClassDef, tree: ast.Module) -> Iterator[Edit]:
    methods = {n.name for n in kind.body if isinstance(n, ast.FunctionDef) and not n.decorator_list}
    own = [
        n
        for n in ast.walk(kind)
        if isinstance(n, ast.Attribute) and isinstance(n.value, ast.Name) and n.value.id == "self"
    ]
    inside = {id(n) for n in own}
    called = {id(n.func) for n in ast.walk(tree) if isinstance(n, ast.Call)}
    others = {
        n.attr
        for n in ast.walk(tree)
        if isinstance(n, ast.Attribute) and id(n) not in inside and id(n) not in called
    }
    plain = _plain_attributes(kind)
    calls = {n.attr for n in own if id(n) in called}
    hidden = {n for n in methods & set(plain) if plain[n] or n not in calls} - others
    taken = methods | {n.attr for n in own}
    for node in own:
        if node.attr in hidden and f"_{node.attr}" not in taken and id(node) not in called:
            end = node.end_col_offset or 0
            yield (node.end_lineno or 1) - 1, end - len(node.attr), end, f"_{node.attr}"


def _plain_attributes(kind: ast.ClassDef) -> dict[str, bool]:
    """The attributes that a class sets, and whether only to what nobody can call."""
    plain: dict[str, bool] = {}
    for node in ast.walk(kind):
        targets = node.targets if isinstance(node, ast.Assign) else ()
        for target in targets:
            if isinstance(target, ast.Attribute):
                data = (ast.List, ast.Dict, ast.Set, ast.Tuple, ast.ListComp, ast.JoinedStr)
                is_data = isinstance(node.value, (*data, ast.Constant, ast.BinOp))  # type: ignore[attr-defined]
                plain[target.attr] = plain.get(target.attr, True) and is_data
    return plain


def named_as_asked(code: str, goal: str) -> str:
    """The code with its function under the name that a goal gives, if that is all it lacks.

    Examples:
        >>> named_as_asked("def halve_it(n): return n / 2", "Write half.py with half(n).")
        'def half(n): return n / 2'
    """
    shape = shape_of(code)
    lacks = [f for f in shape_of(outline_of(goal)).functions if f.name not in shape.names()]
    tree = parsed(code)
    if tree is None or len(lacks) != 1 or shape.types:
        return code
    [wanted] = lacks
    used = {n.id for n in ast.walk(tree) if isinstance(n, ast.Name)}
    mine = [
        f
        for f in shape.functions
        if f.name not in used | names_in(goal) and _number(f) == _number(wanted)
    ]
    if len(mine) != 1:
        return code
    return re.sub(rf"\b{re.escape(mine[0].name)}\b", wanted.name, code)


def _number(function: Function) -> int:
    return len(function.parameters)


def thawed(code: str, faults: Iterable[str]) -> str:
    r"""The code with an entry of a tuple replaced by a new tuple, where running it showed one.

    Args:
        code: The source.
        faults: What running it raised, each with the number of its line.

    Examples:
        >>> fault = "TypeError: 'tuple' object does not support item assignment in line 2: ..."
        >>> print(thawed("for p in (0, 1):\n    pairs[p][1] = 5", [fault]))
        for p in (0, 1):
            pairs[p] = (*pairs[p][:1], 5, *pairs[p][1 + 1:])
    """
    lines = {int(match[1]) for fault in faults for match in TUPLE_IS_SET.finditer(fault)}
    tree = parsed(code) if lines else None
    edits = (edit for node in ast.walk(tree) for edit in _replaced(node)) if tree else ()
    return edited(code, (edit for edit in edits if edit[0] + 1 in lines))


def _replaced(node: ast.AST) -> Iterator[Edit]:
    """The statement that sets one entry, as one that sets the whole.

    A name may stand for what is kept elsewhere, which a new tuple would not change, so only entries
    of what is itself an entry or an attribute are replaced.
    """
    if isinstance(node, ast.Assign) and len(node.targets) == 1:
        target, value = node.targets[0], ast.unparse(node.value)
    elif isinstance(node, ast.AugAssign):
        target = node.target
        value = ast.unparse(ast.BinOp(node.target, node.op, node.value))
    else:
        return
    if node.lineno != node.end_lineno or not isinstance(target, ast.Subscript):
        return
    whole, place = target.value, target.slice
    is_place = isinstance(place, ast.Constant) and isinstance(place.value, int)
    if is_place and isinstance(whole, ast.Subscript | ast.Attribute):
        kept, at = ast.unparse(whole), ast.unparse(place)
        end = node.end_col_offset or 0
        text = f"{kept} = (*{kept}[:{at}], {value}, *{kept}[{at} + 1:])"
        yield node.lineno - 1, node.col_offset, end, text


def bare_words(code: str, goal: str = "") -> str:
    r"""The code with words taken without the punctuation around them, where it splits a text.

    Examples:
        >>> print(bare_words("words = text.lower().split()"))
        import re
        words = re.findall(r"[^\W_]+(?:['\u2019-][^\W_]+)*", text.lower())
    """
    tree = parsed(code)
    nodes = [*ast.walk(tree)] if tree else []
    parts = {
        id(n.value)
        for n in nodes
        if isinstance(n, ast.Subscript)
        or (isinstance(n, ast.Assign) and isinstance(n.targets[0], ast.Tuple))
    }
    words = RUNS if LETTERS.search(goal) else WORDS
    mended = edited(code, [e for n in nodes if id(n) not in parts for e in _split(n, words)])
    is_known = mended == code or "import re\n" in code or "__future__" in code
    return mended if is_known else f"import re\n{mended}"


def _split(node: ast.AST, words: str) -> Iterator[Edit]:
    """The words of a text instead of what stands between its blanks."""
    if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Attribute):
        return
    is_plain = node.func.attr == "split" and not node.args and not node.keywords
    if is_plain and node.lineno == node.end_lineno:
        text = f"re.findall({words}, {ast.unparse(node.func.value)})"
        yield node.lineno - 1, node.col_offset, node.end_col_offset or 0, text
