"""Texts that a program or a statement compares a column with, and that the column does not hold.

One that differs from a value in case and spaces only is that value. Any other is doubted: such a
condition never holds, and what comes of it looks like a result.
"""

from __future__ import annotations

import ast
import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

MOST_VALUES = 2000
SHOWN = 8
_TEXT = r"'((?:[^']|'')*)'"
_NAMED = r'(?<![\w.])(?:\w+\.)?(?:"([^"]+)"|(\w+))\s*(?:=|<>|!=)\s*'
_MADE = re.compile(r'\bas\s+"?([\w ]+?)"?(?=[\s,)]|$)', re.IGNORECASE)

Values = dict[str, dict[str, str]]
"""By column: each text in it by its form without case and spaces; empty where two have one form."""


def values_of(tables: Mapping[str, Any]) -> Values:
    """The texts of each column that holds nothing else, and not too many."""
    known: Values = {}
    for table in tables.values():
        for name in table.columns:
            values = table[name].dropna().tolist()
            texts = dict.fromkeys(v for v in values if isinstance(v, str))
            is_text = all(isinstance(v, str) for v in values)
            if not is_text or not 0 < len(texts) <= MOST_VALUES:
                known[str(name)] = {}
                continue
            forms = known.setdefault(str(name), {})
            for text in texts:
                forms[_form(text)] = "" if forms.get(_form(text), text) != text else text
    return {name: forms for name, forms in known.items() if forms}


def settled_program(tree: ast.Module, known: Values) -> str:
    """The doubt about a program; texts that are written otherwise are changed in it."""
    made = {_column(n) for n in ast.walk(tree) if isinstance(getattr(n, "ctx", None), ast.Store)}
    seen = _Seen(known)
    for name, constant in _compared(tree):
        if name not in made and name in known:
            constant.value = seen.settled(name, str(constant.value))
    return seen.doubt()


def settled_statement(sql: str, known: Values) -> tuple[str, str]:
    """(the statement with texts as their columns have them, the doubt about it)."""
    made = {name.casefold() for name in _MADE.findall(sql)}
    columns = {name.casefold(): name for name in known}
    seen = _Seen(known)

    def replaced(match: re.Match[str]) -> str:
        name = columns.get((match[1] or match[2]).casefold(), "")
        text = match[3].replace("''", "'")
        if not name or name.casefold() in made:
            return match[0]
        written = seen.settled(name, text).replace("'", "''")
        return f"{match[0][: match.start(3) - match.start() - 1]}'{written}'"

    return re.sub(_NAMED + _TEXT, replaced, sql), seen.doubt()


class _Seen:
    """The texts that columns are compared with."""

    def __init__(self, known: Values) -> None:
        self._known = known
        self._absent: dict[str, str] = {}
        self._held: set[str] = set()

    def settled(self, name: str, text: str) -> str:
        """The text as the column has it; as it is if the column does not, or has it twice."""
        value = self._known[name].get(_form(text))
        if value is None:
            self._absent.setdefault(name, text)
            return text
        self._held.add(name)
        return value or text

    def doubt(self) -> str:
        """What is said of the first column that holds none of its texts."""
        for name, text in self._absent.items():
            if name not in self._held:
                return _doubt(name, text, self._known)
        return ""


def _compared(tree: ast.Module) -> Iterator[tuple[str, ast.Constant]]:
    """(column, text) of each comparison and of each text in a list that is looked up."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Compare) and isinstance(node.ops[0], ast.Eq | ast.NotEq):
            column, texts = node.left, node.comparators
        elif isinstance(node, ast.Call) and getattr(node.func, "attr", "") == "isin" and node.args:
            column, listed = node.func.value, node.args[0]  # type: ignore[attr-defined]
            texts = listed.elts if isinstance(listed, ast.List | ast.Tuple | ast.Set) else []
        else:
            continue
        name = _column(column)
        for text in texts if name else ():
            if isinstance(text, ast.Constant) and isinstance(text.value, str):
                yield name, text


def _column(node: ast.AST) -> str:
    """The column of ``table["column"]``; empty for anything else."""
    if not isinstance(node, ast.Subscript) or not isinstance(node.value, ast.Name):
        return ""
    named = node.slice.value if isinstance(node.slice, ast.Constant) else ""
    return named if isinstance(named, str) else ""


def _doubt(name: str, text: str, known: Values) -> str:
    values = [value for value in known[name].values() if value]
    more = f" and {len(values) - SHOWN} more" if len(values) > SHOWN else ""
    listed = ", ".join(map(repr, values[:SHOWN]))
    return f"{name!r} has no value {text!r}; it has {listed}{more}"


def _form(text: str) -> str:
    return " ".join(text.split()).casefold()
