"""By query: the LLM writes one SQL statement, whose rows become the answer."""

from __future__ import annotations

from hocket.agents.ways.tables import SQL, TablesWay


class ByQuery(TablesWay):
    name = "query"
    language = SQL
