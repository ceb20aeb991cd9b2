"""All the other columns of a kind, where a program adds up most of them and leaves some out.

Asked where tea sold more than all the other drinks together, a small LLM lists the columns one by
one and forgets one of them.
"""

from __future__ import annotations

import ast
import re
from typing import TYPE_CHECKING

from hocket.agents.code.source import edited, parsed
from hocket.core.late_pattern import late_pattern

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from hocket.agents.code.source import Edit

_ASKED = late_pattern(
    r"\b(?:(?:all|every|any|the) (?:of )?(?:the |its |their |his |her )?"
    r"(?:others|rest|other (?!two\b|three\b|four\b|five\b|\d)\w+)|every(?:thing|one|body) else)"
    r"(?= (?:are |were |is |was )?(?:taken|put|added|summed|combined|together|in total|in all|did"
    r"|do|does|had|have|has|made|sold|got|get|and|or)\b|[.,;?!]|$)",
    re.IGNORECASE,
)
"""The others, and not those of some kind: behind their one word nothing says which."""
_EXCEPT = late_pattern(
    r"\b(?:except|but (?:not|for)|without|excluding|excepting|apart from|aside from|besides"
    r"|other than|not counting|leav\w+ out|ignor\w+)\b",
    re.IGNORECASE,
)
"""What says that some of the others do not count."""
FEWEST = 2
_TEXTS = late_pattern(r"'(?:[^']|'')*'")


def with_all_others(task: str, code: str, things: Sequence[str]) -> str:
    """The code with all the other columns where it adds up most of them; as it is if not sure.

    Args:
        task: What is asked.
        code: The program or statement.
        things: The columns that are things of one kind.

    Examples:
        >>> task = "On which days did tea sell more than all the other drinks together?"
        >>> drinks = ["tea", "milk", "cocoa", "coffee"]
        >>> with_all_others(task, 'd = df[df["tea"] > df[["milk", "cocoa"]].sum(axis=1)]', drinks)
        'd = df[df["tea"] > df[["milk", "cocoa", "coffee"]].sum(axis=1)]'
        >>> with_all_others(task, "SELECT day FROM df WHERE tea > milk + coffee", drinks)
        'SELECT day FROM df WHERE tea > milk + coffee + "cocoa"'
    """
    if len(things) <= FEWEST or not _ASKED.search(task) or _EXCEPT.search(task):
        return code
    own = [thing for thing in things if _is_named(task, thing)]
    if len(own) != 1:
        return code
    others = {_short(thing): thing for thing in things if thing != own[0]}
    if len(others) < len(things) - 1:
        return code  # two of them end alike
    tree = parsed(code)
    if tree is None:
        return _statement(code, others, things)
    sums = [node for node in ast.walk(tree) if _is_sum(node)]
    inner = {id(side) for node in sums for side in (node.left, node.right)}  # type: ignore[attr-defined]
    nodes = [node for node in ast.walk(tree) if id(node) not in inner]
    edits = [edit for node in nodes for edit in _of_node(node, code, others)]
    return edited(code, edits) if edits else code


def _short(name: str) -> str:
    """The last part of the name of what lies within another thing, as in ``sold.tea``."""
    return name.rpartition(".")[2].strip().casefold()


def _is_named(task: str, thing: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(_short(thing))}(?!\w)", task, re.IGNORECASE) is not None


def _missing(names: Sequence[str], others: dict[str, str]) -> list[str]:
    """The others that are not among most of them; none where the names are not of those alone."""
    listed = {_short(name) for name in names}
    are_known = len(listed) == len(names) >= FEWEST and listed <= {*others}
    missing = [thing for name, thing in others.items() if name not in listed]
    return missing if are_known and 2 * len(missing) <= len(names) else []


def _of_node(node: ast.AST, code: str, others: dict[str, str]) -> Iterator[Edit]:
    """What is added to a list of columns, or to a sum of them."""
    if isinstance(node, ast.List | ast.Tuple):
        names = [item.value for item in node.elts if isinstance(item, ast.Constant)]
        texts = [name for name in names if isinstance(name, str)]
        if len(texts) == len(node.elts) and (missing := _missing(texts, others)):
            last = node.elts[-1]
            added = "".join(f', "{thing}"' for thing in missing)
            yield _behind(last, added)
    elif _is_sum(node):
        leaves = _leaves(node)  # type: ignore[arg-type]
        named = [_column_of(leaf) for leaf in leaves]
        if all(named) and (missing := _missing([*filter(None, named)], others)):
            text = ast.get_source_segment(code, leaves[-1]) or ""
            quoted = [f'"{named[-1]}"', f"'{named[-1]}'"]
            mark = next((one for one in quoted if one in text), "")
            if mark:
                yield _behind(
                    leaves[-1],
                    "".join(f" + {text.replace(mark, repr(thing))}" for thing in missing),
                )


def _behind(node: ast.expr, text: str) -> Edit:
    line, column = node.end_lineno or 1, node.end_col_offset or 0
    return line - 1, column, column, text


def _leaves(node: ast.expr) -> list[ast.expr]:
    if _is_sum(node):
        return [*_leaves(node.left), *_leaves(node.right)]  # type: ignore[attr-defined]
    return [node]


def _is_sum(node: ast.AST) -> bool:
    return isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add)


def _column_of(node: ast.expr) -> str:
    """The column that a part of a sum is, also with what stands for its gaps; else empty."""
    if isinstance(node, ast.BoolOp):
        node = node.values[0]
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
        node = node.func.value if node.func.attr == "fillna" else node
    key = node.slice if isinstance(node, ast.Subscript) else None
    name = key.value if isinstance(key, ast.Constant) else None
    return name if isinstance(name, str) else ""


def _statement(sql: str, others: dict[str, str], things: Sequence[str]) -> str:
    named = "|".join(
        re.escape(form)
        for thing in sorted(things, key=len, reverse=True)
        for form in (f'"{thing}"', thing, thing.rpartition(".")[2])
    )
    name = rf"(?<![\w.\"])(?:{named})(?![\w.\"])"
    term = rf"(?:coalesce\(\s*{name}\s*,\s*0\s*\)|{name})"
    bare = _TEXTS.sub(lambda match: "'" + "x" * (len(match[0]) - 2) + "'", sql)
    for match in reversed([*re.finditer(rf"{term}(?:\s*\+\s*{term})+", bare, re.IGNORECASE)]):
        terms = [one.strip() for one in re.split(r"\+", match[0])]
        names = [re.sub(r"(?i)^coalesce\(\s*|\s*,\s*0\s*\)$", "", one).strip('"') for one in terms]
        missing = _missing(names, others)
        holds = "coalesce({}, 0)" if terms[-1].lower().startswith("coalesce") else "{}"
        added = "".join(" + " + holds.format(f'"{thing}"') for thing in missing)
        sql = sql[: match.end()] + added + sql[match.end() :]
    return sql
