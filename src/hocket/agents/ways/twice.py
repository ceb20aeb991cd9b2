"""Results with different names that a program computes alike, which two methods may share."""

from __future__ import annotations

import ast
import re
from collections import Counter
from itertools import combinations
from typing import TYPE_CHECKING

from hocket.agents.code.source import parsed
from hocket.core.late_pattern import late_pattern

if TYPE_CHECKING:
    from collections.abc import Iterator

Result = tuple[str, str]
"""A name and how it is computed, as comparable text."""

_SELECT = late_pattern(r"\bselect\b(?:\s+distinct\b)?", re.IGNORECASE)
_FROM = late_pattern(r"\bfrom\b", re.IGNORECASE)
_NAMED = late_pattern(r'(?s)(?P<how>.*\(.*\).*?)\s+as\s+"?(?P<name>[^"\s]+)"?\s*', re.IGNORECASE)
_QUOTED = late_pattern(r"'(?:[^']|'')*'|\"[^\"]*\"")
_COMMENT = late_pattern(r"--[^\n]*|/\*.*?\*/", re.DOTALL)
_BY_CHANCE = late_pattern(
    r"\b(?:next|pop\w*|read\w*|input|now|today|uuid\w*|nextval|sample|shuffle|choices?|permutation"
    r"|normal|uniform|random\w*|randint|randn?|rng)\(|\brandom\b",
    re.IGNORECASE,
)
"""What gives something else each time."""
_CHANGES_IT = frozenset(
    {"fit", "fit_transform", "fit_predict", "partial_fit", "pop", "popitem", "popleft", "update"}
    | {"append", "extend", "insert", "remove", "clear", "add", "setdefault", "sort", "reverse"}
)
"""Methods that change what they are called on, though their result may be taken too."""
ANYTHING = ""
"""What changes where nobody can tell what does."""
INT = "int"
DEEP = 8
"""So many variables that are set from others are followed."""


def computed_alike(code: str) -> str:
    r"""Which results of a program or statement are the same by how they are computed; or nothing.

    Args:
        code: A Python program that sets ``answer``, or a SELECT statement.

    Examples:
        >>> computed_alike("SELECT avg(a / b) AS ratio, round(avg(a / b)) AS rate, avg( a/b ) AS x")
        'ratio and x are computed alike, though they are called differently'
        >>> computed_alike("m = df['a'].mean()\nanswer = {'all': m, 'men': df['a'].mean()}")
        'all and men are computed alike, though they are called differently'
        >>> computed_alike("answer = {'all': df['a'].mean(), 'men': df[men]['a'].mean()}")
        ''
    """
    is_sql = re.match(r"\s*(?:select|with)\b", code, re.IGNORECASE) is not None
    one, other = next(_in_statement(code) if is_sql else _in_program(code), ("", ""))
    return f"{one} and {other} are computed alike, though they are called differently" * bool(one)


def _in_statement(sql: str) -> Iterator[tuple[str, str]]:
    """The pairs of columns of a statement that are the same."""
    for (one, how), (other, alike) in combinations(_columns(_COMMENT.sub(" ", sql)), 2):
        if how == alike and one != other and not _BY_CHANCE.search(how):
            yield one, other


def _in_program(code: str) -> Iterator[tuple[str, str]]:
    """The pairs of results of a program that are the same, with nothing changed in between."""
    tree = parsed(code)
    answers = [
        node.value
        for node in (tree.body if tree is not None else ())
        if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "answer"
    ]
    if tree is None or not answers or not isinstance(answers[-1], ast.Dict):
        return
    set_to, changes = _assignments(tree), _changes(tree)
    results = [
        (str(key.value), *followed)
        for key, value in zip(answers[-1].keys, answers[-1].values, strict=True)
        if isinstance(key, ast.Constant) and _computes((followed := _followed(value, set_to))[0])
    ]
    for (one, how, places), (other, alike, others) in combinations(results, 2):
        text = ast.unparse(how)
        is_same = text == ast.unparse(alike) and one != other and not _BY_CHANCE.search(text)
        is_rounded_alike = len(places | others) <= 1 and (INT in places) == (INT in others)
        if is_same and is_rounded_alike and not _is_changed(text, (how, alike), changes):
            yield one, other


def _is_changed(
    text: str, between: tuple[ast.expr, ast.expr], changes: list[tuple[int, str]]
) -> bool:
    """Whether something that a computation takes changes between the two times it is made."""
    first, last = sorted(node.lineno for node in between)
    return any(
        first <= line <= last and (what == ANYTHING or _has(text, what)) for line, what in changes
    )


def _has(text: str, part: str) -> bool:
    return re.search(rf"(?<![\w'\"]){re.escape(part)}(?!\w)", text) is not None


def _changes(tree: ast.Module) -> list[tuple[int, str]]:
    """(line, what changes there): variables, columns, and what is called to be changed."""
    own = {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)}
    views = {name for name, value in _assignments(tree).items() if _is_view(value)}
    found: list[tuple[int, str]] = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Name) and not isinstance(node.ctx, ast.Load):
            found.append((node.lineno, node.id))
        elif isinstance(node, ast.alias):
            found.append((node.lineno, node.asname or node.name))
        elif isinstance(node, ast.expr | ast.Expr):
            for place in _worked_on(node, own):
                is_of_another = place.partition("[")[0] in views
                found.append((node.lineno, ANYTHING if is_of_another else place))
    return found


def _worked_on(node: ast.expr | ast.Expr, own: set[str]) -> list[str]:
    """What is changed in its parts: by setting one, or by calling something.

    Args:
        node: Any expression, or one that is a statement.
        own: The functions that the program defines, which may change anything.
    """
    if isinstance(node, ast.Subscript | ast.Attribute):
        return [] if isinstance(node.ctx, ast.Load) else [_place_of(node)]
    if isinstance(node, ast.Expr) and isinstance(node.value, ast.Call):
        called = ast.unparse(node.value.func)
        given = [] if called == "print" else [node.value.func, *node.value.args]
        return [_root(each) for each in given]
    if isinstance(node, ast.Call) and ast.unparse(node.func) in own:
        return [ANYTHING]
    return [_root(node.func)] if isinstance(node, ast.Call) and _changes_its_own(node) else []


def _changes_its_own(call: ast.Call) -> bool:
    """Whether a call changes what it is called on, and gives something too."""
    is_in_place = any(
        given.arg == "inplace" and isinstance(given.value, ast.Constant) and given.value.value
        for given in call.keywords
    )
    return is_in_place or (isinstance(call.func, ast.Attribute) and call.func.attr in _CHANGES_IT)


def _is_view(value: ast.expr) -> bool:
    """Whether a variable is another name for something, or for a part of it."""
    while isinstance(value, ast.Subscript | ast.Attribute):
        value = value.value
    return isinstance(value, ast.Name)


def _place_of(target: ast.expr) -> str:
    """A column by its name, or the variable that is set or that holds what is set."""
    if isinstance(target, ast.Subscript) and isinstance(target.slice, ast.Constant):
        return ast.unparse(target)
    return _root(target)


def _root(node: ast.expr) -> str:
    while isinstance(node, ast.Subscript | ast.Attribute | ast.Call):
        node = node.func if isinstance(node, ast.Call) else node.value
    return node.id if isinstance(node, ast.Name) else "?"


def _columns(sql: str) -> Iterator[Result]:
    """The columns of the last SELECT, which is the outermost, that are computed and named."""
    for entry in listed(sql):
        if match := _NAMED.fullmatch(entry):
            yield match["name"], plain(match["how"])


def listed(sql: str) -> Iterator[str]:
    """What the last SELECT lists, which is the outermost, an entry for each column.

    Examples:
        >>> [*listed("WITH a AS (SELECT 1) SELECT x AS y, max(x, 2) FROM a")]
        ['x AS y', 'max(x, 2)']
    """
    bare = _QUOTED.sub(lambda match: match[0][0] * len(match[0]), sql)
    starts = [match.end() for match in _SELECT.finditer(bare) if _depth(bare[: match.start()]) == 0]
    if not starts:
        return
    start = starts[-1]
    ends = [m.start() for m in _FROM.finditer(bare, start) if _depth(bare[start : m.start()]) == 0]
    end = ends[0] if ends else len(sql)
    place, depth = start, 0
    for index in range(start, end + 1):
        mark = bare[index] if index < end else ","
        depth += (mark == "(") - (mark == ")")
        if mark == "," and not depth:
            yield sql[place:index].strip()
            place = index + 1


def plain(sql: str) -> str:
    """A part of a statement without its blanks and capitals, but for those in quotes."""
    parts = re.split(f"({_QUOTED.pattern})", sql)
    return "".join(
        p if p[:1] in ("'", '"') else re.sub(r"\s+(?!\b)|(?<!\w)\s+", "", p).lower() for p in parts
    )


def _depth(text: str) -> int:
    return text.count("(") - text.count(")")


def _assignments(tree: ast.Module) -> dict[str, ast.expr]:
    """What is set once, a variable or a column, with its value."""
    values = {
        ast.unparse(node.targets[0]): node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Assign) and len(node.targets) == 1
    }
    times = Counter(
        ast.unparse(node)
        for node in ast.walk(tree)
        if isinstance(node, ast.Name | ast.Subscript) and isinstance(node.ctx, ast.Store)
    )
    return {name: value for name, value in values.items() if times[name] == 1}


def _followed(value: ast.expr, set_to: dict[str, ast.expr]) -> tuple[ast.expr, frozenset[str]]:
    """What a result is set to, past the variables that hold it, and how it is rounded."""
    places: set[str] = set()
    for _ in range(DEEP):
        if isinstance(value, ast.Call) and ast.unparse(value.func) in ("round", "float", "int"):
            if ast.unparse(value.func) != "float":
                places.add(" ".join([ast.unparse(value.func), *map(ast.unparse, value.args[1:])]))
            value = value.args[0] if value.args else value
        held = set_to.get(ast.unparse(value))
        if held is None:
            break
        value = held
    return value, frozenset(places)


def _computes(value: ast.expr) -> bool:
    """Whether something is called, but for what only makes a list and the like."""
    calls = [node for node in ast.walk(value) if isinstance(node, ast.Call)]
    made = ("list", "dict", "set", "tuple", "str")
    return any(ast.unparse(call.func) not in made for call in calls)
