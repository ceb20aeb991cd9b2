"""The SELECTs of a statement as DuckDB reads them, and statements made of their parts."""

from __future__ import annotations

import copy
import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

Node = dict[str, Any]
"""A part of a statement, as ``json_serialize_sql`` gives it."""


@dataclass(frozen=True, slots=True)
class Select:
    """A SELECT of a statement.

    Attributes:
        node: The SELECT.
        known: The tables of WITH that it can name, in their order.
    """

    node: Node
    known: list[Node] = field(default_factory=list)

    def own(self, part: str = "") -> Iterator[Node]:
        """The expressions of this SELECT, or of one part of it, without those of inner ones."""
        for name, value in self.node.items():
            if name != "cte_map" and part in ("", name):
                yield from _expressions(value)


class Reader:
    """Reads statements and runs parts of them.

    Args:
        connection: Has the tables.
    """

    def __init__(self, connection: Any) -> None:
        self._connection = connection

    def selects(self, sql: str) -> list[Select]:
        """The SELECTs of a statement, those within another one first.

        Raises:
            ValueError: This DuckDB cannot take the statement apart.
        """
        asked = "SELECT json_serialize_sql(?)"
        read = json.loads(self._connection.execute(asked, [sql]).fetchone()[0])
        if read.get("error"):
            message = str(read.get("error_message", "unreadable"))
            raise ValueError(message)
        return [*_selects(read["statements"], [])][::-1]

    def text_of(self, expression: Node) -> str:
        """An expression as SQL."""
        node: Node = {**_BARE, "select_list": [{**expression, "alias": ""}]}
        text = self._sql(node).removeprefix("SELECT ").strip()
        is_whole = text.startswith("(") and text.endswith(")") and _is_closed(text[1:-1])
        return (text[1:-1] if is_whole else text).replace(" ~~ ", " LIKE ")

    def rows(
        self, select: Select, listed: Sequence[Node], without: Sequence[str], outer: str
    ) -> list[Any]:
        """What another statement gives of expressions of a SELECT.

        Args:
            select: The SELECT.
            listed: What is taken; the columns are c0, c1 and so on.
            without: Its parts that are left out, such as ``where_clause``.
            outer: What the other one selects, such as ``count(*)``.
        """
        return self.run(f"SELECT {outer} FROM ({self.inner(select, listed, without)})")  # noqa: S608 - of its own

    def run(self, sql: str) -> list[Any]:
        """The rows of a statement."""
        rows: list[Any] = self._connection.execute(sql).fetchall()
        return rows

    def inner(self, select: Select, listed: Sequence[Node], without: Sequence[str]) -> str:
        """A statement that takes expressions of the rows of a SELECT."""
        node = copy.deepcopy(select.node)
        items = [{**item, "alias": f"c{number}"} for number, item in enumerate(listed)]
        node |= {"select_list": items, "modifiers": [], "qualify": None}
        node |= dict.fromkeys((name for name in without if name not in _LISTS), None)
        node |= {name: [] for name in without if name in _LISTS}
        node["cte_map"] = {"map": [*select.known]}
        return self._sql(node)

    def _sql(self, node: Node) -> str:
        whole = {"error": False, "statements": [{"node": node, "named_param_map": []}]}
        asked = "SELECT json_deserialize_sql(CAST(? AS JSON))"
        return str(self._connection.execute(asked, [json.dumps(whole)]).fetchone()[0])


_LISTS = ("group_expressions", "group_sets")
_BARE: Node = {
    "type": "SELECT_NODE", "modifiers": [], "cte_map": {"map": []}, "select_list": [],
    "from_table": {"type": "EMPTY", "alias": "", "sample": None, "query_location": 0},
    "where_clause": None, "group_expressions": [], "group_sets": [],
    "aggregate_handling": "STANDARD_HANDLING", "having": None, "sample": None, "qualify": None,
}  # fmt: skip


def _selects(value: Any, known: list[Node]) -> Iterator[Select]:
    if isinstance(value, list):
        for one in value:
            yield from _selects(one, known)
    if not isinstance(value, dict):
        return
    made = (value.get("cte_map") or {}).get("map", [])
    if value.get("type") == "SELECT_NODE":
        yield Select(value, [*known, *made])
    for name, part in value.items():
        if name != "cte_map":
            yield from _selects(part, [*known, *made])
    for number in range(len(made) - 1, -1, -1):
        yield from _selects(made[number], [*known, *made[:number]])


def _expressions(value: Any) -> Iterator[Node]:
    if isinstance(value, list):
        for one in value:
            yield from _expressions(one)
    elif isinstance(value, dict) and "cte_map" not in value:
        if "class" in value:
            yield value
        for part in value.values():
            yield from _expressions(part)


def within(expression: Node | list[Node]) -> list[Node]:
    """An expression, or several, and those that they are made of."""
    return [*_expressions(expression)]


def column_of(expression: Node) -> str:
    """The name of the column that an expression is; empty if it is none.

    Examples:
        >>> column_of({"class": "COLUMN_REF", "column_names": ["t", "Time"]})
        'Time'
    """
    if expression.get("class") == "CAST":
        return column_of(expression["child"])
    names = expression.get("column_names") or [""]
    return str(names[-1]) if expression.get("class") == "COLUMN_REF" else ""


def conjuncts(expression: Node | None) -> list[Node]:
    """The conditions that have to hold at once."""
    if expression is None:
        return []
    if expression.get("type") == "CONJUNCTION_AND":
        return [part for child in expression["children"] for part in conjuncts(child)]
    return [expression]


def _is_closed(text: str) -> bool:
    depth = 0
    for mark in text:
        depth += (mark == "(") - (mark == ")")
        if depth < 0:
            return False
    return depth == 0
