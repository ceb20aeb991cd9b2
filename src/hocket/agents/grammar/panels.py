"""Things that have a row for each time: how they changed, how many rose, and which rose most."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from hocket.agents.forms.naming import spoken
from hocket.agents.grammar.computing import Row, ranked, selected
from hocket.agents.grammar.conditions import Unread, conditions_in
from hocket.agents.grammar.telling import Told

if TYPE_CHECKING:
    from collections.abc import Callable

    from hocket.agents.grammar.linked import Linked
    from hocket.agents.grammar.sheet import Sheet

_BY = (
    r"how (?P<pct>many percent|much)(?: (?P<more>more|higher|larger)| (?P<less>less|fewer|lower"
    r"|smaller))?"
)
_GREW = (
    r"(?:(?:the |their )?C(?P<col>\d+) (?:was |were )?(?:(?P<up>rose|grew|increased|changed)"
    r"|(?P<down>fell|declined|decreased|dropped))?|they (?:had |have )?C(?P<col2>\d+))"
)
_RANKED = re.compile(
    rf"rank (?:the )?C(?P<entity>\d+) by {_BY} ?{_GREW} ?(?:in N(?P<now>\d+) than in N(?P<then>\d+)"
    r"|(?:from|between) N(?P<then2>\d+) (?:to|and) N(?P<now2>\d+))"
)
_WHICH = re.compile(
    r"which C(?P<entity>\d+) had the (?P<most>largest|biggest|greatest|highest|smallest|lowest)"
    r" (?P<pct>percentage |relative )?(?P<up>increase|rise|growth|gain|fall|drop|decrease|decline)"
    r"(?: in percent)? (?:in|of) C(?P<col>\d+) (?:from|between) N(?P<then>\d+) (?:to|and)"
    r" N(?P<now>\d+)"
)
_AT = r"(?:in|at|on) (?:(?:the )?(?P<{0}_end>first|last)(?: C\d+)?|(?:C\d+ )?N(?P<{0}>\d+))"
_HOW_MANY = re.compile(
    r"how many C(?P<entity>\d+) (?:had|have|has|were|made|reached)(?: a)?"
    r" (?P<dir>more|higher|larger|fewer|less|lower|smaller)"
    rf" C(?P<col>\d+) {_AT.format('now')} than {_AT.format('then')}"
)
_FELL = re.compile(
    r"in how many C(?P<entity>\d+) did (?:the )?C(?P<col>\d+) (?:(?P<up>rise|increase|grow)|fall"
    r"|decrease"
    r"|decline|drop) (?:from|between) N(?P<then>\d+) (?:to|and) N(?P<now>\d+)"
)
_MORE = frozenset(("more", "higher", "larger"))
_FALLS = frozenset(("fall", "drop", "decrease", "decline"))


def panel_of(line: str, linked: Linked, sheet: Sheet) -> Told | None:
    """The answer to a question on how things changed between two times; None if it is none.

    Raises:
        Unread: It is one, but leaves something open.
    """
    line, where = conditions_in(line, linked, sheet)
    rows = selected(sheet, where)
    if (match := _RANKED.fullmatch(line)) is not None:
        return _ranking(match, linked, sheet, rows)
    if (match := _WHICH.fullmatch(line)) is not None:
        return _extreme(match, linked, sheet, rows)
    if (match := _HOW_MANY.fullmatch(line)) is not None:
        return _count(match, linked, sheet, rows)
    if (match := _FELL.fullmatch(line)) is not None:
        times = (linked.numbers[int(match["then"])], linked.numbers[int(match["now"])])
        return _number(match, sheet, rows, times, is_more=bool(match["up"]))
    return None


def _pairs(
    sheet: Sheet, rows: list[Row], entity: int, col: int, times: tuple[Any, Any]
) -> dict[Any, tuple[Any, Any]]:
    """(value then, value now) of each thing that has both, by its name.

    Raises:
        Unread: A thing has several rows for a time, or no thing has both.
    """
    time = _times(sheet, entity)
    if sheet.columns[col].odd_count or not sheet.columns[col].is_number:
        raise Unread
    found: dict[Any, list[Any]] = {}
    for place, wanted in enumerate(times):
        for row in rows:
            if row[time] != wanted or row[entity] is None:
                continue
            values = found.setdefault(row[entity], [None, None])
            if values[place] is not None:
                raise Unread
            values[place] = row[col]
    pairs = {name: (v[0], v[1]) for name, v in found.items() if None not in v}
    if not pairs:
        raise Unread
    return pairs


def _times(sheet: Sheet, entity: int) -> int:
    """The column that says of which time a row of a thing is."""
    found = [
        place
        for place, column in enumerate(sheet.columns)
        if (place == sheet.years or spoken(column.name) in _TIMES or column.type == "date")
        and len({(row[entity], row[place]) for row in sheet.rows}) == len(sheet.rows)
    ]
    if len(found) != 1:
        raise Unread
    return found[0]


_TIMES = frozenset(("year", "period", "day", "month", "week", "round", "wave", "quarter", "visit"))


def _change(*, in_percent: bool, is_down: bool) -> Callable[[tuple[float, float]], float]:
    sign = -1 if is_down else 1

    def change(pair: tuple[float, float]) -> float:
        then, now = pair
        if in_percent and not then:
            raise Unread
        return sign * (100 * (now - then) / then if in_percent else now - then)

    return change


def _ranking(match: re.Match[str], linked: Linked, sheet: Sheet, rows: list[Row]) -> Told:
    said = match.groupdict()
    col = int(said["col"] or said["col2"])
    now, then = (linked.numbers[int(said[k] or said[f"{k}2"])] for k in ("now", "then"))
    if bool(said["down"] or said["less"]) and bool(said["up"] or said["more"]):
        raise Unread
    pairs = _pairs(sheet, rows, int(said["entity"]), col, (then, now))
    is_down = bool(said["down"] or said["less"])
    change = _change(in_percent=said["pct"] == "many percent", is_down=is_down)
    figures = [(name, change(pair)) for name, pair in pairs.items()]
    return _told(int(said["entity"]), sheet, ranked(figures, is_down=False, top=-1))


def _extreme(match: re.Match[str], linked: Linked, sheet: Sheet, rows: list[Row]) -> Told:
    now, then = (linked.numbers[int(match[k])] for k in ("now", "then"))
    pairs = _pairs(sheet, rows, int(match["entity"]), int(match["col"]), (then, now))
    is_fall = match["up"] in _FALLS
    change = _change(in_percent=bool(match["pct"]) or "in percent" in match[0], is_down=is_fall)
    figures = [(name, change(pair)) for name, pair in pairs.items()]
    is_least = match["most"] in ("smallest", "lowest")
    first = ranked(figures, is_down=is_least, top=1)
    if first[0][1] <= 0 or is_least:
        raise Unread  # whether what fell is a small rise
    return _told(int(match["entity"]), sheet, first)


def _told(entity: int, sheet: Sheet, rows: list[tuple[Any, Any]]) -> Told:
    name = frozenset(spoken(sheet.columns[entity].name).split()) | {"name"}
    words = frozenset(("percent", "change", "growth", "increase", "rise", "more", "fall", "points"))
    return Told((name, words), tuple(rows), is_ranked=True)


def _count(match: re.Match[str], linked: Linked, sheet: Sheet, rows: list[Row]) -> Told:
    entity = int(match["entity"])
    known = sorted({row[_times(sheet, entity)] for row in rows} - {None})
    times = []
    for name in ("then", "now"):
        end = match[f"{name}_end"]
        number = match[name]
        times.append(
            (known[0] if end == "first" else known[-1]) if end else linked.numbers[int(number)]
        )
    return _number(match, sheet, rows, (times[0], times[1]), is_more=match["dir"] in _MORE)


def _number(
    match: re.Match[str],
    sheet: Sheet,
    rows: list[Row],
    times: tuple[Any, Any],
    *,
    is_more: bool,
) -> Told:
    entity, col = int(match["entity"]), int(match["col"])
    pairs = _pairs(sheet, rows, entity, col, times)
    if len(pairs) < len({row[entity] for row in rows}):
        raise Unread  # whether those without a value count
    sign = 1 if is_more else -1
    number = sum(sign * (now - then) > 0 for then, now in pairs.values())
    return Told((frozenset(("number",)),), ((number,),), names=0)
