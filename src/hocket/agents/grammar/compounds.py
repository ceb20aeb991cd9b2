"""Questions on two things of the same rows: two extremes, two periods, a figure and its time."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from hocket.agents.forms.naming import spoken
from hocket.agents.grammar.computing import grouped, selected
from hocket.agents.grammar.conditions import (
    YEARS,
    Unread,
    conditions_in,
    joined,
    named_years,
    year_conditions,
)
from hocket.agents.grammar.lexicon import LEAST, MOST
from hocket.agents.grammar.telling import Told

if TYPE_CHECKING:
    from hocket.agents.forms import Form
    from hocket.agents.grammar.linked import Linked
    from hocket.agents.grammar.sheet import Sheet

_EXTREME = rf"(?:the )?(?:{MOST}|{LEAST}) C\d+"
_TWO_EXTREMES = re.compile(
    rf"(?P<head>which (?:R|C\d+) (?:has|have|had|is|was)) (?P<one>{_EXTREME}) ?,? and"
    rf" (?:which|which (?:one|R|C\d+))(?: (?:has|have|had|is|was))? (?P<other>{_EXTREME})"
)
_REACHED = re.compile(
    r"(?:what (?:is|was) )?the (?P<most>highest|largest|greatest|lowest|smallest|maximum|minimum)"
    r" C(?P<col>\d+)(?: (?:in|of|for) (?:each|every) C(?P<group>\d+))? ?,? and (?:in|on|at) which"
    r" C(?P<at>\d+) was it(?P<first> first)? (?:reached|measured|recorded)"
)
_LOWEST = frozenset(("lowest", "smallest", "minimum"))


def halves_of(line: str) -> list[str]:
    """The two questions of a line that asks for two extremes; the line itself if it doesn't.

    Examples:
        >>> halves_of("which R has the highest C1 and which the lowest C2")
        ['which R has the highest C1', 'which R has the lowest C2']
    """
    if (match := _TWO_EXTREMES.fullmatch(line)) is None:
        return [line]
    return [f"{match['head']} {match[name]}" for name in ("one", "other")]


def periods_of(line: str, linked: Linked, sheet: Sheet) -> list[str]:
    r"""A line for each of several periods that a line asks for; none if it asks for one.

    Examples:
        >>> from hocket.agents.grammar.linked import Linked
        >>> from hocket.agents.grammar.sheet import sheet_of
        >>> sheet = sheet_of({"a.csv": b"year,rain\n1990,5\n1991,6\n1992,9\n"})
        >>> known = Linked(numbers=[1990, 1991, 1992])
        >>> periods_of("what was the average C1 in N0 and in N2", known, sheet)
        ['what was the average C1 in N0', 'what was the average C1 in N2']
    """
    line = named_years(line, sheet)
    found = [*YEARS.finditer(line)]
    if len(found) < 2:  # noqa: PLR2004 - several
        return []
    between = [line[a.end() : b.start()] for a, b in pairwise(found)]
    if any(
        text.strip() not in ("and", ",", ", and", "and also", "and the same") for text in between
    ):
        return []
    head, tail = line[: found[0].start()].strip(), line[found[-1].end() :].strip()
    for match in found:
        year_conditions(match, linked, sheet)
    return [" ".join(f"{head} {match.group()} {tail}".split()) for match in found]


def reached(line: str, linked: Linked, sheet: Sheet) -> Told | None:
    """The largest or smallest value, of each group if it asks so, and where it was.

    Raises:
        Unread: It was so at several places, and the question doesn't want the first of them.
    """
    line, where = conditions_in(line, linked, sheet)
    if (match := _REACHED.fullmatch(line)) is None:
        return None
    place, at = int(match["col"]), int(match["at"])
    groups = (int(match["group"]),) if match["group"] else ()
    if not sheet.columns[place].is_number or sheet.columns[place].odd_count:
        raise Unread
    rows: list[tuple[Any, ...]] = []
    for key, members in grouped(selected(sheet, where), groups).items():
        known = [row for row in members if row[place] is not None]
        if not known:
            raise Unread
        values = [row[place] for row in known]
        best = min(values) if match["most"] in _LOWEST else max(values)
        times = [row[at] for row in known if row[place] == best]
        if (len(times) > 1 and not match["first"]) or None in times:
            raise Unread
        rows.append((*key, best, min(times)))
    words = [frozenset(spoken(sheet.columns[p].name).split()) for p in (*groups, place, at)]
    return Told(tuple(words), tuple(rows), names=len(groups))


def without(line: str, match: re.Match[str]) -> str:
    """A line without a match."""
    return joined(line, match)


def by_order(values: list[Any], form: Form) -> dict[str, Any]:
    """The values of several periods under the keys of a form, in their order.

    Raises:
        Unread: There are more keys or fewer.
    """
    if form.shape != "object" or len(form.keys) != len(values):
        raise Unread
    return {"kind": "value", "value": dict(zip(form.keys, values, strict=True))}
