"""By rows: the LLM writes a program in plain Python over the rows of the tables.

It shares no line with one on data frames, so what both find is no slip of either library.
"""

from __future__ import annotations

from hocket.agents.ways.languages import ROWS
from hocket.agents.ways.tables import TablesWay


class ByRows(TablesWay):
    name = "rows"
    language = ROWS
