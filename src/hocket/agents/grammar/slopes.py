"""How much more of one thing goes with each further unit of another, by a straight line."""

from __future__ import annotations

import re
import statistics
from typing import TYPE_CHECKING

from hocket.agents.grammar.computing import LEAST_PAIRS, selected
from hocket.agents.grammar.conditions import Unread, conditions_in
from hocket.agents.grammar.telling import Told

if TYPE_CHECKING:
    from hocket.agents.grammar.linked import Linked
    from hocket.agents.grammar.sheet import Sheet

_LINE = re.compile(
    r",? ?(?:by|with|using|from|according to) (?:a|the) (?:best-fitting |best |fitted "
    r"|regression )?"
    r"(?:straight )?line(?: (?:fitted|through the data|of best fit))*"
    r"(?: (?:with|by|of) least squares| \( least squares \))?,?|,? ?(?:\( )?(?:by )?least"
    r" squares(?: \))?"
)
_FURTHER = (
    r"(?:each|every) (?:further |additional |extra |more )?"
    r"(?:unit of |year of |minute of |one )?"
)
_SLOPE = re.compile(
    rf"how (?:many|much) (?:more |further )?(?:units of )?C(?P<y>\d+)(?: is there| are there|"
    rf" goes| go| comes| come)?"
    rf"(?: on average)? (?:for|with|per) {_FURTHER}C(?P<x>\d+)"
    r"|(?:what is )?the slope of (?:the (?:regression|straight|fitted|least squares) line of )?"
    r"C(?P<y2>\d+) (?:on|against|over|by) C(?P<x2>\d+)"
)


def slope_of(line: str, linked: Linked, sheet: Sheet) -> Told | None:
    """The slope of a line of least squares that is asked for; None if none is.

    Raises:
        Unread: The values are no numbers, or too few.
    """
    bare = _LINE.sub(" ", line)
    if bare == line and " slope " not in f" {line} ":
        return None
    bare, where = conditions_in(" ".join(bare.split()), linked, sheet)
    if (match := _SLOPE.fullmatch(bare.strip(" ,"))) is None:
        return None
    x, y = int(match["x"] or match["x2"]), int(match["y"] or match["y2"])
    pairs = [(row[x], row[y]) for row in selected(sheet, where)]
    known = [(a, b) for a, b in pairs if isinstance(a, int | float) and isinstance(b, int | float)]
    if len(known) < max(LEAST_PAIRS, len([p for p in pairs if None not in p])):
        raise Unread
    try:
        slope, _ = statistics.linear_regression([a for a, _ in known], [b for _, b in known])
    except statistics.StatisticsError as error:
        raise Unread from error
    return Told((frozenset(("slope",)),), ((slope,),), names=0)
