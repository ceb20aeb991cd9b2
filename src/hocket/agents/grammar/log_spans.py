"""How long something took, by the messages of a log that say when it started and when it was done.

A start belongs to the next end of the same thing, with all tries in between. A start that was given
up before the next one has no end; where nothing says so, how long it took is open.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import datetime
from statistics import fmean
from typing import TYPE_CHECKING, Any

from hocket.agents.grammar.conditions import Unread
from hocket.agents.grammar.deeds import FAILING, alike, stem
from hocket.agents.grammar.lexicon import folded
from hocket.agents.grammar.log_words import words_of
from hocket.agents.grammar.telling import Told

if TYPE_CHECKING:
    from collections.abc import Callable

    from hocket.agents.grammar.computing import Row
    from hocket.agents.grammar.log_rows import Log
    from hocket.agents.grammar.log_words import Asked
    from hocket.agents.grammar.messages import Kind

_ENDS = r"(?: from (?:the )?(?:start|beginning) to (?:the )?(?:end|finish))?"
_TOOK = re.compile(
    r"how many (?P<unit>second|minute|hour)s did (?P<body>.+) take"
    rf"(?P<kind> on average| in total| altogether| at most| at least)?{_ENDS}(?P<rest> .+)?"
)
_LONGEST = re.compile(
    r"which (?P<by>[a-z]+)(?P<own>'s|s')? (?P<body>.+) took (?:the )?longest(?: time)?"
)
_SECONDS = {"second": 1, "minute": 60, "hour": 3600}
_FIGURES: dict[str, Callable[[list[float]], float]] = {
    " on average": fmean, " at most": max, " at least": min, " in total": sum, " altogether": sum,
}  # fmt: skip
_LENGTH = frozenset(("second", "minute", "hour", "duration", "length", "time", "how", "long",
                     "many", "took"))  # fmt: skip
_BEGIN, _END = alike(stem("start")), alike(stem("done")) | {stem("end")}


def span_told(log: Log, line: str) -> Told | None:
    """How long what a line asks of took; None if it does not ask that.

    Args:
        log: The log.
        line: The question in small letters.

    Raises:
        Unread: It does, but leaves something open.
    """
    if (match := _TOOK.fullmatch(line)) is not None:
        asked = log.asked(f"{match['body']}{match['rest'] or ''}")
        spans = _spans(log, asked)
        unit = _SECONDS[match["unit"]]
        figures = {key: _figure(some, match["kind"] or "") / unit for key, some in spans.items()}
        told = [(key, _plain(value)) for key, value in figures.items()]
        if asked.by:
            return Told((words_of(asked.by), _LENGTH), tuple(told))
        return Told((_LENGTH,), ((told[0][1],),), names=0)
    if (match := _LONGEST.fullmatch(line)) is not None:
        link = "of" if match["own"] else ""
        spans = _spans(log, log.asked(match["body"], match["by"], link))
        ranked = sorted(((max(some), key) for key, some in spans.items()), key=lambda one: -one[0])
        if len(ranked) > 1 and ranked[0][0] == ranked[1][0]:
            raise Unread
        return Told((words_of(match["by"]),), ((ranked[0][1],),))
    return None


def _figure(spans: list[float], kind: str) -> float:
    """The figure that is asked for of several spans; the only one of one."""
    if kind in _FIGURES:
        return _FIGURES[kind](spans)
    if len(spans) != 1:
        raise Unread
    return spans[0]


def _plain(value: float) -> float:
    return int(value) if value == int(value) else value


def _spans(log: Log, asked: Asked) -> dict[Any, list[float]]:
    """By what it is counted by, the seconds from each start to its end.

    Raises:
        Unread: Starts or ends are not sure.
    """
    begins, ends = _of(log, asked, _BEGIN), _of(log, asked, _END)
    both = [*begins, *ends]
    if not begins or not ends or any(kind in ends for kind in begins) or asked.places:
        raise Unread
    rows = log.rows(both, asked.values)
    place = _thing(log, asked, both, rows)
    time, event = log.time("datetime"), log.event
    chosen = {id(row) for row in rows}
    told = {kind.template: kind for kind in log.kinds}
    runs: dict[Any, _Runs] = {}
    for row in log.sheet.rows:
        kind = told[str(row[event])]
        of = runs.setdefault(None if place is None else row[place], _Runs())
        if id(row) in chosen:
            of.step(datetime.fromisoformat(str(row[time])), is_begin=kind in begins)
        elif kind.stems & FAILING:
            of.has_failed = True
    spans = {key: of.spans for key, of in runs.items() if of.spans}
    if not spans or any(of.begun is not None and not of.has_failed for of in runs.values()):
        raise Unread
    return spans


@dataclass
class _Runs:
    """The runs of one thing, as far as they are read."""

    spans: list[float] = field(default_factory=list)
    begun: datetime | None = None
    has_failed: bool = False

    def step(self, at: datetime, *, is_begin: bool) -> None:
        """Read the next start or end.

        Raises:
            Unread: It is not clear what became of the start before, or when this end began.
        """
        if is_begin is (self.begun is not None) and not (is_begin and self.has_failed):
            raise Unread
        if self.begun is not None and not is_begin:
            self.spans.append((at - self.begun).total_seconds())
        self.begun = at if is_begin else None
        self.has_failed = False


def _of(log: Log, asked: Asked, edge: frozenset[str]) -> list[Kind]:
    """The kinds of messages that say one end of what is asked of."""
    found = []
    words = asked.words - edge
    noun = {stem(folded(asked.by))} if asked.by else set()
    for kind in log.kinds:
        if not kind.stems & edge or kind.stems & FAILING:
            continue
        is_said = words <= kind.stems and not kind.core - words - edge - noun
        if words and (is_said or (not kind.core - edge and words == log.processes(kind))):
            found.append(kind)
    return found


def _thing(log: Log, asked: Asked, kinds: list[Kind], rows: list[Row]) -> int | None:
    """The column of what starts and ends; None if all of it is one.

    Raises:
        Unread: It may be one of several.
    """
    if asked.by:
        return log.place(asked, kinds, rows)
    shared = [{*kind.slots.values()} for kind in kinds]
    every = set[int]().union(*shared)
    names = {place for place in every if log.sheet.columns[place].type == "text"}
    if not asked.values and not names:
        return None
    if len(names) != 1 or any(not names <= some for some in shared):
        raise Unread
    return names.pop()
