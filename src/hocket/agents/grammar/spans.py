"""The forms of questions on a series: runs, rises, limits that are passed, changes."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from hocket.agents.grammar.computing import Measure, Row, figure, selected
from hocket.agents.grammar.conditions import Condition, Unread, conditions_in, joined
from hocket.agents.grammar.lexicon import AGGREGATES, AT_LEAST, LESS, MORE
from hocket.agents.grammar.series import (
    differences,
    earlier,
    extreme,
    is_without_gaps,
    longest,
    series_of,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hocket.agents.grammar.linked import Linked
    from hocket.agents.grammar.sheet import Sheet

_UP = (
    r"(?:rise|rose|risen|increase|increased|grow|grew|grown|go up|went up|was higher than"
    r"|were higher than)"
)
_DOWN = (
    r"(?:fall|fell|fallen|decrease|decreased|decline|declined|drop|dropped|go down|went down"
    r"|was lower than|were lower than)"
)
_MOVED = rf"(?:(?P<up>{_UP})|(?P<down>{_DOWN})|(?P<moved>change|changed|differ))"
_TIME = r"(?:C(?P<time>\d+)|years|months|days|time)"
_RUN = re.compile(
    r"(?:what (?:is|was) )?the longest (?:unbroken |continuous )?"
    r"(?:run|streak|series|stretch|sequence|time|period)"
    rf"(?: of (?:(?:consecutive|successive) )?{_TIME})?"
    r" ?(?:in which|with|when|where|during which|for which)? ?(?P<rest>.*)"
)
_EACH = re.compile(r"\b(?:it|(?:each|every) (?:C\d+|year|month|day))\b ?")
_ROSE = re.compile(
    rf"(?:the )?C(?P<col>\d+) (?:(?P<up>{_UP})|(?P<down>{_DOWN}))"
    r"(?: (?:from|over|compared with|than in|in)? ?(?:each|every|the)? ?(?:C\d+|year|month|day)"
    r" (?:before|to the next))?"
)
_UNIT = r"(?P<unit>C\d+|decades?|years?|quarters?|months?|weeks?|days?)"
_BY_HOW = r"(?: ,)?(?: and)? by how (?:much|many(?: C\d+)?)(?: percentage points?| points?)?"
"""What asks for the size of what is asked for already."""
_JUMP = re.compile(
    rf"between which (?:two|N(?P<two>\d+)) (?P<next>consecutive |successive |neighbouring"
    rf" )?C(?P<time>\d+)"
    r"(?: ,?(?: ?(?:that|which) (?:lie|are|were))? ?(?:exactly )?(?:N(?P<apart>\d+)|(?P<one>an?"
    rf"|one)) {_UNIT} apart ?,?)?"
    rf" did (?:the )?C(?P<col>\d+) {_MOVED} (?:the )?most(?P<pct> ,? ?in percent)?"
    rf"(?P<size>{_BY_HOW})?"
)
_YEAR_OF = re.compile(
    rf"(?:in|from) which C(?P<time>\d+) did (?:the )?C(?P<col>\d+) {_MOVED} (?:the )?most"
    r"(?: from one C\d+ to the next| (?:from|over|compared (?:with|to)|against) (?:the )?(?:"
    rf"(?:one|{_UNIT}) before(?: it)?|previous (?:one|{_UNIT.replace('unit', 'unit2')})"
    rf"|same C\d+ (?:of|in|a) (?:the )?{_UNIT.replace('unit', 'unit3')} (?:before|earlier)))?"
    rf"(?P<size>{_BY_HOW})?"
)
_FIRST = re.compile(
    r"(?:(?:in |on )?(?:which|what) (?:was the first )?C(?P<time>\d+)|when)(?: did| was| were)?"
    r" (?:the )?C(?P<col>\d+)"
    rf" first (?:(?P<gt>exceed|exceeds|pass|rise above|rose above|go above|went above|{MORE})"
    rf"|(?P<ge>reach|reached|{AT_LEAST})|(?P<lt>fall below|fell below|drop below|go below|{LESS}))"
    r" N(?P<n>\d+)"
)
_CHANGE = re.compile(
    rf"by (?:how (?:(?P<pct>many percent)|much|many)|what (?P<pct2>percentage|percent)) (?:did"
    rf"|has|have) (?:the )?(?:(?P<agg>average|mean|median|total) )?C(?P<col>\d+)(?: of (?:the )?R)?"
    rf" {_MOVED}(?: in total)? (?:from|between) N(?P<a>\d+) (?:to|and) N(?P<b>\d+)"
)


_TURNED = re.compile(r"((?:from|between) N\d+ (?:to|and) N\d+) ?, (by (?:how|what) .*)")


_TO_NEXT = re.compile(r"^from which (C\d+) to the next(?: one)? ")
_ARE_APART = re.compile(r"\b(that|which) (?:are|were) (?=(?:exactly )?(?:N\d+|an?|one) \S+ apart)")
"""What is no condition on rows."""
_NOUN = re.compile(
    r"(?P<lead>between which .+?|(?:in )?which C\d+|from which C\d+ to the next) (?:was|had|saw"
    r"|did we see)(?: there)? the (?:largest|biggest|greatest|highest) (?:(?P<up>rise|increase)"
    r"|(?P<down>fall|drop|decrease|decline)|change) (?:in|of) (?:the )?(?P<col>C\d+)(?P<rest>.*)"
)
"""A change that is told by a noun."""
_TIMES_IN = {
    ("decade", "year"): 10, ("year", "month"): 12, ("quarter", "month"): 3,
    ("decade", "month"): 120, ("year", "quarter"): 4, ("decade", "quarter"): 40, ("week", "day"): 7,
}  # fmt: skip
"""How many times of a series, such as months, a longer unit has."""


@dataclass(frozen=True, slots=True)
class Span:
    """What a question on a series comes to.

    Attributes:
        kind: ``run``, ``jump``, ``first`` or ``change``.
        found: Its values by what they are, such as ``from`` and ``to``.
    """

    kind: str
    found: dict[str, Any]


def span_of(line: str, linked: Linked, sheet: Sheet) -> Span | None:
    """The answer to a question on a series; None if the line is none.

    Raises:
        Unread: It is one, but leaves something open.
    """
    if (match := _RUN.fullmatch(line)) is not None:
        return _run(match, linked, sheet)
    line = _ARE_APART.sub(r"\1 lie ", line)
    if noun := _NOUN.fullmatch(line):
        line = _in_verbs(noun)
    line = _TO_NEXT.sub(r"between which two consecutive \1 ", line)
    if turned := _TURNED.fullmatch(line):
        line = f"{turned[2]} {turned[1]}"
    bare, where = conditions_in(line, linked, sheet)
    rows = selected(sheet, where)
    if (match := _JUMP.fullmatch(bare)) is not None:
        return _jump(match, linked, sheet, rows)
    if (match := _YEAR_OF.fullmatch(bare)) is not None:
        return _year_of(match, sheet, rows)
    if (match := _FIRST.fullmatch(line)) is not None:
        return _first(match, linked, sheet)
    if (match := _CHANGE.fullmatch(bare)) is not None:
        return _change(match, linked, sheet, rows)
    return None


def _time_of(said: str | None, sheet: Sheet, rows: Sequence[Row]) -> int:
    """The column of the times of a series, which some rows are.

    Raises:
        Unread: There is none, or another one is asked for.
    """
    places = [p for p in (sheet.years, sheet.dates) if p is not None]
    places += [p for p, column in enumerate(sheet.columns) if column.type in ("month", "quarter")]
    alone = [p for p in places if len({row[p] for row in rows} - {None}) == len(rows)]
    found = alone or places
    if said is not None and alone and int(said) in found:
        return int(said)  # such as the month of each day, of which there is one a month
    if not found or (said is not None and int(said) != found[0]):
        raise Unread
    return found[0]


def _run(match: re.Match[str], linked: Linked, sheet: Sheet) -> Span:
    time = _time_of(match["time"], sheet, sheet.rows)
    rest = _EACH.sub("", match["rest"], count=1) if _EACH.match(match["rest"]) else match["rest"]
    if (rose := _ROSE.fullmatch(rest)) is not None:
        series = series_of(sheet, sheet.rows, int(rose["col"]), time)
        sign = 1 if rose["up"] else -1
        moved = differences(series)
        if not is_without_gaps(series):
            raise Unread
        return _as_run(*longest(series, lambda place: sign * moved.get(place, 0) > 0))
    line, conditions = conditions_in(
        rest if rest.startswith(("a ", "the ")) else f"with {rest}", linked, sheet
    )
    if line and (line := conditions_in(f"with {rest}", linked, sheet)[0]):
        raise Unread
    conditions = conditions or conditions_in(f"with {rest}", linked, sheet)[1]
    if len(conditions) != 1:
        raise Unread
    [condition] = conditions
    series = series_of(sheet, sheet.rows, condition.place, time)
    met = [condition.holds(_row(condition.place, value)) for value in series.values]
    return _as_run(*longest(series, lambda place: met[place]))


def _row(place: int, value: Any) -> Row:
    return (None,) * place + (value,)


def _as_run(length: int, first: Any, last: Any) -> Span:
    return Span("run", {"length": length, "first": first, "last": last})


def _jump(match: re.Match[str], linked: Linked, sheet: Sheet, rows: list[Row]) -> Span:
    time = _time_of(match["time"], sheet, rows)
    two = match["two"]
    if two is not None and linked.numbers[int(two)] != 2:  # noqa: PLR2004
        raise Unread
    apart = int(linked.numbers[int(match["apart"])]) if match["apart"] else 1
    if not match["unit"] and not match["next"]:
        raise Unread
    if match["unit"]:
        apart *= _in_units(match["unit"], time, sheet)
    series = series_of(sheet, rows, int(match["col"]), time)
    moved = differences(series, apart, in_percent=bool(match["pct"]))
    place = _most(match, moved)
    before, now = earlier(series, place, apart), series.times[place]
    size = _size(match, moved[place])
    by = {"percent": moved[place] if match["moved"] else abs(moved[place])}
    return Span("jump", {"from": before, "to": now, **(by if match["pct"] else size)})


def _in_verbs(match: re.Match[str]) -> str:
    """A line on the largest rise of a column as one on when it rose most."""
    lead = match["lead"]
    verb = "rise" if match["up"] else "fall" if match["down"] else "change"
    lead = f"in {lead}" if lead.startswith("which") else lead
    return f"{lead} did the {match['col']} {verb} most{match['rest']}"


def _most(match: re.Match[str], moved: dict[int, float]) -> int:
    """The place of the largest change of the kind that is asked for.

    Raises:
        Unread: There is none, or there are two.
    """
    if match["moved"]:
        return extreme({place: abs(change) for place, change in moved.items()}, is_down=False)
    place = extreme(moved, is_down=bool(match["down"]))
    if moved[place] == 0 or (moved[place] > 0) is bool(match["down"]):
        raise Unread
    return place


def _size(match: re.Match[str], change: float) -> dict[str, float]:
    """The size of a rise or fall; of a change that may be either with its sign."""
    return {"change": change} if match["moved"] and change < 0 else {"by": abs(change)}


def _in_units(unit: str, time: int, sheet: Sheet) -> int:
    """How many times of a series a unit is.

    Raises:
        Unread: It is none of them.
    """
    kind: str = "year" if time == sheet.years else sheet.columns[time].type
    kind = "day" if kind == "date" else kind
    named = "year" if unit == f"C{sheet.years}" else unit.rstrip("s")
    if unit == f"C{time}" or named == kind:
        return 1
    if (named, kind) not in _TIMES_IN:
        raise Unread
    return _TIMES_IN[named, kind]


def _year_of(match: re.Match[str], sheet: Sheet, rows: list[Row]) -> Span:
    time = _time_of(match["time"], sheet, rows)
    series = series_of(sheet, rows, int(match["col"]), time)
    unit = match["unit"] or match["unit2"] or match["unit3"]
    apart = _in_units(unit, time, sheet) if unit else 1
    moved = differences(series, apart)
    place = _most(match, moved)
    return Span("first", {"time": series.times[place], **_size(match, moved[place])})


def _first(match: re.Match[str], linked: Linked, sheet: Sheet) -> Span:
    time, place = _time_of(match["time"], sheet, sheet.rows), int(match["col"])
    op = next(name for name in ("gt", "ge", "lt") if match[name])
    condition = Condition(place, op, linked.numbers[int(match["n"])])
    series = series_of(sheet, sheet.rows, place, time)
    met = [
        t
        for t, v in zip(series.times, series.values, strict=True)
        if condition.holds(_row(place, v))
    ]
    if not met or met[0] == series.times[0]:
        raise Unread  # it never does, or may have done so before
    return Span("first", {"time": met[0]})


def _change(match: re.Match[str], linked: Linked, sheet: Sheet, rows: list[Row]) -> Span:
    time, place = _time_of(None, sheet, sheet.rows), int(match["col"])
    first, last = (linked.numbers[int(match[name])] for name in ("a", "b"))
    kind = AGGREGATES[match["agg"]] if match["agg"] else "value"
    before, now = (
        figure([row for row in rows if row[time] == year], Measure(kind, place))
        for year in (first, last)
    )
    if before is None or now is None or not before:
        raise Unread
    change = now - before
    if (match["up"] and change < 0) or (match["down"] and change > 0):
        raise Unread
    if match["pct"] or match["pct2"]:
        change = 100 * change / before
    return Span("change", {"by": abs(change) if match["down"] else change})


def without(line: str, match: re.Match[str]) -> str:
    """A line without a match."""
    return joined(line, match)
