"""Texts that a program or a statement compares a column with, and that the column does not hold.

One that differs from a value in case, spaces or the 0 before an hour only is that value. Any other
is doubted: such a condition never holds, and what comes of it looks like a result.
"""

from __future__ import annotations

import ast
import re
from typing import TYPE_CHECKING, Any, NamedTuple

from hocket.documents.profile.durations import is_no_result
from hocket.execute.tables.inside import dialects

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Mapping

MOST_VALUES = 2000
SHOWN = 8
PRESENT = ".notna(), is not None, or in SQL IS NOT NULL"
"""How rows with a value are kept in each language."""
_CLOCK = re.compile(r"\d+:\d\d:\d\d")
_TEXT = r"'((?:[^']|'')*)'"
_NAMED = r'(?<![\w.])(?:\w+\.)?(?:"([^"]+)"|(\w+))\s*(?:=|<>|!=)\s*'
_COMPARED = re.compile(rf"{_NAMED}{_TEXT}|{dialects.TEXT}")
"""A column that is compared with a text, or any other text."""

CHANGES = re.compile(
    r"\.str\b|\.loc\b.*\] =|\b(?:lower|upper|title|initcap|capitalize|casefold|swapcase|[lr]?strip"
    r"|[lr]?trim|replace|map|apply|transform|assign|split\w*|extract|melt|stack|left|right|substr"
    r"|substring|regexp_\w+|concat|printf|format|case|unpivot)\b|\|\|",
    re.IGNORECASE,
)
_MADE = re.compile(r'\bas\s+"?([\w ]+?)"?(?=[\s,)]|$)', re.IGNORECASE)

Values = dict[str, dict[str, str]]
"""By column: each text in it by its form without case and spaces; empty where two have one form."""


def values_of(tables: Mapping[str, Any], wanted: Collection[str]) -> Values:
    """The texts of each column that holds nothing else, and not too many, in every table.

    Args:
        tables: The tables.
        wanted: Names of the columns, in lower case.
    """
    known: Values = {}
    others = set()
    for table in tables.values():
        for place, name in enumerate(map(str, table.columns)):
            if name.casefold() not in wanted:
                continue
            values = table.iloc[:, place].dropna().tolist()
            if not values or not all(isinstance(v, str) for v in values):
                others.add(name)
                continue
            forms = known.setdefault(name, {})
            for text in dict.fromkeys(values):
                forms[_form(text)] = "" if forms.get(_form(text), text) != text else text
    return {n: f for n, f in known.items() if n not in others and len(f) <= MOST_VALUES}


_DIFFERS = re.compile(
    r"""(?P<named>(?:\w+\.)?"?(?P<column>\w+)"?)\s*(?:!=|<>)\s*'(?P<text>(?:[^']|'')*)'"""
)
"""A column that is to differ from a text."""


def settled_program(tree: ast.Module, tables: Mapping[str, Any]) -> str:
    """The doubt about a program; texts that are written otherwise are changed in it.

    One that changes texts is left alone: what it compares may no longer be what the column holds.
    """
    compared = list(_compared(tree))
    if not compared or CHANGES.search(ast.unparse(tree)):
        return ""
    made = {_column(node).column for node in ast.walk(tree) if _is_set(node)}
    set_anew = {n.id for n in ast.walk(tree) if _is_set(n) and isinstance(n, ast.Name)}
    seen: dict[str, _Seen] = {}
    for name, constant in compared:
        table = name.table if name.table in tables.keys() - set_anew else ""
        if table not in seen:
            own = {table: tables[table]} if table else tables
            seen[table] = _Seen(values_of(own, {one.column.casefold() for one, _ in compared}))
        if name.column not in made and seen[table].knows(name.column):
            constant.value = seen[table].settled(name.column, str(constant.value))
    return next((doubt for one in seen.values() if (doubt := one.doubt(_begins_in_program))), "")


def settled_statement(sql: str, tables: Mapping[str, Any]) -> tuple[str, str]:
    """(the statement with texts as their columns have them, the doubt about it).

    One that changes texts is left alone, as a program is.
    """
    compared = {(m[1] or m[2]).casefold() for m in _COMPARED.finditer(sql) if m[3] is not None}
    if not compared or CHANGES.search(sql):
        return sql, ""
    known = values_of(tables, compared)
    made = {name.casefold() for name in _MADE.findall(sql)}
    columns = {name.casefold(): name for name in known}
    seen = _Seen(known)

    def replaced(match: re.Match[str]) -> str:
        if match[3] is None:
            return match[0]
        name = columns.get((match[1] or match[2]).casefold(), "")
        text = match[3].replace("''", "'")
        if not name or name.casefold() in made:
            return match[0]
        written = seen.settled(name, text).replace("'", "''")
        return f"{match[0][: match.start(3) - match.start() - 1]}'{written}'"

    return _COMPARED.sub(replaced, sql), seen.doubt(_begins_in_statement)


def other_than(sql: str, tables: Mapping[str, Any]) -> str:
    """The statement, in which a mark that some rows have is differed from by those without one.

    Where the only text of a column is that with which ``!=`` compares it, the rows that are meant
    are those that have none; SQL would take no row at all, and pandas takes them.

    Examples:
        >>> import pandas as pd
        >>> tables = {"df": pd.DataFrame({"state": ["sold", None], "n": [1, 2]})}
        >>> other_than("SELECT n FROM df WHERE state <> 'sold'", tables)
        "SELECT n FROM df WHERE state IS DISTINCT FROM 'sold'"
    """

    def replaced(match: re.Match[str]) -> str:
        columns = [
            table[name]
            for table in tables.values()
            for name in table.columns
            if str(name).casefold() == match["column"].casefold()
        ]
        text = match["text"].replace("''", "'")
        marks = {value for column in columns for value in column.dropna().unique()}
        if marks != {text} or not any(column.isna().any() for column in columns):
            return match[0]
        return f"{match['named']} IS DISTINCT FROM '{match['text']}'"

    return _DIFFERS.sub(replaced, sql)


def _begins_in_program(name: str, text: str) -> str:
    return f"df[{name!r}].str.startswith({text!r})"


def _begins_in_statement(name: str, text: str) -> str:
    doubled = text.replace("'", "''")
    return f"""starts_with("{name}", '{doubled}')"""


class _Seen:
    """The texts that columns are compared with."""

    def __init__(self, known: Values) -> None:
        self._known = known
        self._absent: dict[str, str] = {}
        self._held: set[str] = set()

    def knows(self, name: str) -> bool:
        """Whether the texts of a column are known."""
        return name in self._known

    def settled(self, name: str, text: str) -> str:
        """The text as the column has it; as it is if the column does not, or has it twice."""
        value = self._known[name].get(_form(text))
        value = self._of_template(name, text) if value is None else value
        if value is None:
            self._absent.setdefault(name, text)
            return text
        self._held.add(name)
        return value or text

    def _of_template(self, name: str, text: str) -> str | None:
        """The only value that stands in a template of messages, such as ``job <job> done``."""
        if "<" not in text:
            return None
        words = f" {_form(text)} "
        held = [value for form, value in self._known[name].items() if f" {form} " in words]
        return held[0] if len(held) == 1 else None

    def doubt(self, begin: Callable[[str, str], str]) -> str:
        """What is said of the first column that holds none of its texts.

        Args:
            begin: How the language asks for values of a column that begin with a text.
        """
        for name, text in self._absent.items():
            if name not in self._held:
                return _doubt(name, text, self._known, begin)
        return ""


class _Named(NamedTuple):
    """A column of a table, as a program names it."""

    table: str = ""
    column: str = ""


def _is_set(node: ast.AST) -> bool:
    return isinstance(getattr(node, "ctx", None), ast.Store)


def _compared(tree: ast.Module) -> Iterator[tuple[_Named, ast.Constant]]:
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
        for text in texts if name.column else ():
            if isinstance(text, ast.Constant) and isinstance(text.value, str):
                yield name, text


def _column(node: ast.AST) -> _Named:
    """The column of ``table["column"]``; empty for anything else."""
    if not isinstance(node, ast.Subscript) or not isinstance(node.value, ast.Name):
        return _Named()
    named = node.slice.value if isinstance(node.slice, ast.Constant) else ""
    return _Named(node.value.id, named) if isinstance(named, str) else _Named()


def _doubt(name: str, text: str, known: Values, begin: Callable[[str, str], str]) -> str:
    values = [value for value in known[name].values() if value]
    more = f" and {len(values) - SHOWN} more" if len(values) > SHOWN else ""
    listed = ", ".join(map(repr, values[:SHOWN]))
    said = f"{name!r} has no value {text!r}; it has {listed}{more}"
    if is_no_result(text) and all(map(_CLOCK.fullmatch, values)):
        return f"{said}. Rows without a time have nothing there: keep those with {PRESENT}"
    beginning = [v for v in values if v.casefold().startswith(f"{text.casefold()} ")]
    if beginning:
        asked = begin(name, text)
        return f"{said}. {len(beginning)} of its values begin so: for all of them write {asked}"
    return said


def _form(text: str) -> str:
    return re.sub(r"^0(?=\d:\d\d)", "", " ".join(text.split()).casefold())
