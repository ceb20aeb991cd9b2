"""Slips in code that running it showed, mended by rule: each has one sensible correction."""

from __future__ import annotations

import ast
import re
from typing import TYPE_CHECKING

from hocket.agents.code.running import ERROR_NAMES
from hocket.agents.code.slips import thawed
from hocket.agents.code.source import edited, parsed

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from hocket.agents.code.running import Ran
    from hocket.agents.code.source import Edit

NO_NAME = re.compile(r"NameError: name '(\w+)' is not defined")
NO_KEY = re.compile(r"KeyError: .* in line (\d+)\b")
BEYOND = re.compile(r"IndexError: .* in line (\d+)\b")
EMPTY_PIECE = re.compile(r"\[(?:.*, )?(?:''|\[\])(?:, .*)?\]")
IMPORTED_FROM = {
    "Counter": "collections", "OrderedDict": "collections", "defaultdict": "collections",
    "deque": "collections", "namedtuple": "collections", "dataclass": "dataclasses",
    "field": "dataclasses", "Decimal": "decimal", "ROUND_HALF_UP": "decimal",
    "Fraction": "fractions", "lru_cache": "functools", "reduce": "functools",
    "Enum": "enum", "Path": "pathlib", "timedelta": "datetime", "monotonic": "time",
    "List": "typing", "Dict": "typing", "Tuple": "typing", "Optional": "typing", "Any": "typing",
    "Set": "typing", "Union": "typing", "Iterable": "typing", "Callable": "typing",
}  # fmt: skip
MODULES = frozenset(
    {"bisect", "collections", "copy", "csv", "decimal", "functools", "heapq", "io", "itertools"}
    | {"json", "math", "operator", "os", "random", "re", "statistics", "string", "sys", "time"}
)


def without_slips(code: str, ran: Ran, goal: str = "") -> str:
    """The code without the slips that running it showed.

    Args:
        code: The source.
        ran: What it did.
        goal: What is asked for; an error that it names is no slip.
    """
    whys = [ran.fault, *(why for _, why in ran.faults)]
    whys = [why for why in whys if why.partition(":")[0] not in ERROR_NAMES.findall(goal)]
    code = thawed(code, whys)
    code = counted_from_nothing(code, whys)
    code = within_bounds(code, whys)
    if any(EMPTY_PIECE.fullmatch(seen) for seen, _ in ran.probes):
        code = flushed(code)
    return imported(code, whys)


def imported(code: str, faults: Iterable[str]) -> str:
    """The code with the imports that it forgot.

    Args:
        code: The source.
        faults: What running it raised.

    Examples:
        >>> print(imported("words = Counter()", ["NameError: name 'Counter' is not defined"]))
        from collections import Counter
        words = Counter()
    """
    names = {match[1] for fault in faults for match in NO_NAME.finditer(fault)}
    lines = [f"from {IMPORTED_FROM[name]} import {name}" for name in names & {*IMPORTED_FROM}]
    lines += [f"import {name}" for name in names & MODULES]
    tree = parsed(code) if lines else None
    if tree is None:
        return code
    place = 0
    for node in tree.body:
        is_future = isinstance(node, ast.ImportFrom) and node.module == "__future__"
        if not is_future and not (isinstance(node, ast.Expr) and place == 0):
            break
        place = node.end_lineno or place
    rows = code.split("\n")
    return "\n".join([*rows[:place], *sorted(lines), *rows[place:]])


def counted_from_nothing(code: str, faults: Iterable[str]) -> str:
    r"""The code with what is added up or gathered in a new dict beginning with nothing.

    Args:
        code: The source.
        faults: What running it raised, each with the number of its line.

    Examples:
        >>> code = "seen = {}\nfor word in words:\n    seen[word] += 1"
        >>> print(counted_from_nothing(code, ["KeyError: 'a' in line 3: seen[word] += 1"]))
        seen = {}
        for word in words:
            seen[word] = seen.get(word, 0) + 1
    """
    lines = {int(match[1]) for fault in faults for match in NO_KEY.finditer(fault)}
    tree = parsed(code) if lines else None
    if tree is None:
        return code
    new = {
        ast.unparse(node.targets[0])
        for node in ast.walk(tree)
        if isinstance(node, ast.Assign) and ast.unparse(node.value) in ("{}", "dict()")
    }
    edits = (edit for node in ast.walk(tree) for edit in _begun(node, new))
    return edited(code, (edit for edit in edits if edit[0] + 1 in lines))


def _begun(node: ast.AST, new: set[str]) -> Iterator[Edit]:
    """A statement that adds to an entry of a new variable, which holds a dict, where it has none.

    An entry of an attribute may be missing on purpose: what it stands for is not known then.
    """
    if not isinstance(node, ast.AugAssign | ast.Expr) or node.lineno != node.end_lineno:
        return
    end = node.end_col_offset or 0
    if isinstance(node, ast.AugAssign):
        target = node.target
        is_sum = isinstance(node.op, ast.Add) and not isinstance(
            node.value, ast.List | ast.ListComp | ast.Tuple | ast.JoinedStr
        )
        is_sum = is_sum and not isinstance(getattr(node.value, "value", None), str)
        if is_sum and isinstance(target, ast.Subscript) and isinstance(target.value, ast.Name):
            name, key = target.value.id, ast.unparse(target.slice)
            text = f"{name}[{key}] = {name}.get({key}, 0) + {ast.unparse(node.value)}"
            if name in new:
                yield node.lineno - 1, node.col_offset, end, text
        return
    match = re.fullmatch(r"(\w+)\[(.+?)\]\.append\((.+)\)", ast.unparse(node))
    if match and match[1] in new:
        text = f"{match[1]}.setdefault({match[2]}, []).append({match[3]})"
        yield node.lineno - 1, node.col_offset, end, text


def within_bounds(code: str, faults: Iterable[str]) -> str:
    r"""The code with an item compared, or put first into a list, only where there is one.

    Args:
        code: The source.
        faults: What running it raised, each with the number of its line.

    Examples:
        >>> fault = "IndexError: list index out of range in line 1: return place if ..."
        >>> within_bounds("found = place if all[place] == one else -1", [fault])
        'found = place if (place < len(all) and all[place] == one) else -1'
        >>> within_bounds("merged = [spans[0]]", ["IndexError: it is empty in line 1: merged"])
        'merged = list(spans[:1])'
    """
    lines = {int(match[1]) for fault in faults for match in BEYOND.finditer(fault)}
    tree = parsed(code) if lines else None
    edits = (edit for node in ast.walk(tree) for edit in _bounded(node)) if tree else ()
    return edited(code, (edit for edit in edits if edit[0] + 1 in lines))


def _bounded(node: ast.AST) -> Iterator[Edit]:
    """A condition that compares an item by its place, with the place tested first.

    Only a test of equality has a certain outcome where there is no item. A list that begins with
    the first item of another is empty where that is.
    """
    if isinstance(node, ast.Assign) and isinstance(node.value, ast.List):
        items = node.value.elts
        first = items[0] if len(items) == 1 else None
        if isinstance(first, ast.Subscript) and ast.unparse(first.slice) == "0":
            place, end = node.value.col_offset, node.value.end_col_offset or 0
            if node.lineno == node.end_lineno and isinstance(first.value, ast.Name):
                yield node.lineno - 1, place, end, f"list({first.value.id}[:1])"
    if not isinstance(node, ast.If | ast.IfExp):
        return
    test = node.test
    if not isinstance(test, ast.Compare) or not isinstance(test.ops[0], ast.Eq):
        return
    for side in (test.left, *test.comparators):
        if isinstance(side, ast.Subscript) and isinstance(side.slice, ast.Name):
            bound = f"{side.slice.id} < len({ast.unparse(side.value)})"
            text = f"({bound} and {ast.unparse(test)})"
            if test.lineno == test.end_lineno:
                yield test.lineno - 1, test.col_offset, test.end_col_offset or 0, text
            return


def flushed(code: str) -> str:
    r"""The code with a piece added within a loop only where there is one, as it is after the loop.

    A loop that gathers pieces adds the last one behind itself, where it is often tested first
    whether there is one; within the loop the same test may be forgotten.

    Examples:
        >>> print(flushed(
        ...     "for word in words:\n    if word == end:\n        all.append(part)\n"
        ...     "        part = []\n    else:\n        part.append(word)\n"
        ...     "if part:\n    all.append(part)"
        ... ))
        for word in words:
            if word == end:
                if part: all.append(part)
                part = []
            else:
                part.append(word)
        if part:
            all.append(part)
    """
    tree = parsed(code)
    if tree is None:
        return code
    lines = code.split("\n")
    return edited(
        code, (edit for edit in _unguarded(tree) if not lines[edit[0]][: edit[1]].strip())
    )


def _unguarded(tree: ast.AST) -> Iterator[Edit]:
    guarded = {
        ast.unparse(node.body[0]): node.test.id
        for node in ast.walk(tree)
        if isinstance(node, ast.If) and isinstance(node.test, ast.Name) and len(node.body) == 1
    }
    loops = [node for node in ast.walk(tree) if isinstance(node, ast.For | ast.While)]
    tested = {
        id(one)
        for node in ast.walk(tree)
        if isinstance(node, ast.If) and isinstance(node.test, ast.Name)
        for one in node.body
    }
    for loop in loops:
        for node in ast.walk(loop):
            says = ast.unparse(node) if isinstance(node, ast.Expr) else ""
            if says in guarded and id(node) not in tested and isinstance(node, ast.Expr):
                yield node.lineno - 1, node.col_offset, node.col_offset, f"if {guarded[says]}: "
