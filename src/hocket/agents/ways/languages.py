"""The languages in which an LLM works on tables."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from hocket.agents.ways.cards import PROGRAM_RULES, QUERY_RULES, ROWS_RULES

if TYPE_CHECKING:
    from hocket.agents.forms.ending import Way


@dataclass(frozen=True, slots=True)
class Language:
    """What the LLM writes in: the tool that runs it, its argument, and the rules.

    ``table`` is what a table is called.
    """

    way: Way
    name: str
    tool: str
    argument: str
    rules: str
    table: str


PANDAS = Language("program", "python", "compute", "code", PROGRAM_RULES, "DataFrame")
SQL = Language("query", "sql", "query", "sql", QUERY_RULES, "Table")
ROWS = Language("rows", "python", "compute", "code", ROWS_RULES, "List")
