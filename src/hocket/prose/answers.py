"""Sentences that answer what a goal asks besides, and their check: a count is counted again."""

from __future__ import annotations

import re
from dataclasses import replace
from math import isclose
from typing import TYPE_CHECKING

from hocket.prose import facts as of
from hocket.prose.draft import AVERAGE, Sentence
from hocket.prose.mentions import SPELLED
from hocket.prose.naming import is_plural
from hocket.prose.phrases import (
    at,
    average,
    bare,
    difference,
    is_noticeable,
    pronoun,
    subject,
    value,
    verb,
    was,
    with_unit,
)
from hocket.prose.times import MONTHS, SEASON, worded, years_between
from hocket.prose.unit import Unit, key_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hocket.prose.questions import Question
    from hocket.prose.scene import Scene
    from hocket.prose.series import Series

_MARK = r"(?P<way>above|below) (?P<mark>[\d,]+(?:\.\d+)?)"
_COUNT = r"(?: in (?P<n>\d+) of the (?P<of>\d+) (?:years|quarters|months|figures))?"
BEYOND = re.compile(
    rf"\b(?:was|were) (?P<first>first )?(?P<never>never )?{_MARK}\D*?{_COUNT}(?=[,.]|\s(?:in|on)\s)"
)
"""How a sentence says when, or how often, a series was beyond a mark."""


def answers_to(question: Question, one: Series, part: int) -> list[Sentence]:
    """The sentence by which a series answers a question; none if it cannot."""
    if question.kind == "top":
        return _top(question, one, part)
    if question.kind == "mean":
        return _mean(one, part)
    if question.kind == "step":
        return _step(one, part)
    return _beyond(question, one, part)


def _is_told_by(one: Series, what: str) -> bool:
    """Whether each value of a series is of a year, a quarter or a month."""
    fits = {
        "year": lambda time: time[1] in (0, SEASON),
        "quarter": lambda time: len(MONTHS) < time[1] < SEASON,
        "month": lambda time: 0 < time[1] <= len(MONTHS) and not time[2],
        "value": bool,
    }
    return all(map(fits[what], one.times))


def _top(question: Question, one: Series, part: int) -> list[Sentence]:
    order = sorted(one.times, key=lambda time: (-question.sign * one.values[time], time))
    kept, rest = order[: question.number], order[question.number :]
    if not rest or not _is_told_by(one, question.what):
        return []
    if with_unit(one, one.values[kept[-1]]) == with_unit(one, one.values[rest[0]]):
        return []  # which of them belongs to these is open
    word = next(word for word, number in SPELLED.items() if number == question.number)
    listed = [f"{value(one, time)} {at(time)}" for time in kept]
    its = "Their" if is_plural(bare(one)) else "Its"
    which = "highest" if question.sign > 0 else "lowest"
    text = f"{its} {word} {which} values were {', '.join(listed[:-1])} and {listed[-1]}."
    return [Sentence(text, tuple(of.value_at(one, time) for time in kept), 0, part)]


def _mean(one: Series, part: int) -> list[Sentence]:
    mean = average(one, one.mean)
    shown = [with_unit(one, one.values[time]) for time in (one.first, one.last)]
    if with_unit(one, one.mean) in shown:
        return []
    first, last = ("above" if one.values[t] > one.mean else "below" for t in (one.first, one.last))
    ends = f"both the first and the last value were {first} it"
    if first != last:
        ends = f"the first value was {first} it and the last one {last}"
    text = f"{AVERAGE} {mean}; {ends}."
    return [Sentence(text, (of.mean(one),), 0, part)]


def _step(one: Series, part: int) -> list[Sentence]:
    years = years_between(one.first, one.last)
    change = one.change(one.first, one.last)
    if years < 1 or not is_noticeable(one, change):
        return []
    when = f"from {worded(one.first)} to {worded(one.last)}"
    amount = difference(replace(one, decimals=one.decimals + 1), change / years)
    text = f"On average {pronoun(one)} {verb(change)} by {amount} a year {when}."
    return [Sentence(text, (of.change(one, one.first, one.last),), 0, part)]


def _beyond(question: Question, one: Series, part: int) -> list[Sentence]:
    own = question.unit
    if own and (key_of(own.name), own.factor) != (key_of(one.unit.name), one.unit.factor):
        return []
    if one.unit.factor and not own:
        return []  # whether the mark has that factor is open
    what = question.what if question.what != "value" else "figure"
    if not _is_told_by(one, question.what):
        return []
    times = [t for t in one.times if (one.values[t] - question.mark) * question.sign > 0]
    way = "above" if question.sign > 0 else "below"
    mark = _shown(question.mark, one.unit)
    it = subject(one)
    if not times:
        text = f"{it} {was(one)} never {way} {mark}."
        return [
            Sentence(text, (of.value_at(one, one.high if question.sign > 0 else one.low),), 0, part)
        ]
    facts = tuple(of.value_at(one, time) for time in times)
    if question.kind == "count":
        text = f"{it} {was(one)} {way} {mark} in {len(times)} of the {len(one.times)} {what}s."
        return [Sentence(text, facts, 0, part)]
    text = f"{it} {was(one)} first {way} {mark} {at(times[0])}, with {value(one, times[0])}."
    return [Sentence(text, facts[:1], 0, part)]


def _shown(mark: float, unit: Unit) -> str:
    return unit.after(f"{mark:,.0f}" if mark == int(mark) else f"{mark:,}")


def mark_faults(scene: Scene, series: Sequence[Series]) -> list[str] | None:
    """What a sentence says wrongly of values beyond a mark; None if it speaks of none."""
    match = BEYOND.search(scene.text)
    if match is None or not (match["first"] or match["never"] or match["n"]) or len(series) != 1:
        return None
    one, mark = series[0], float(match["mark"].replace(",", ""))
    above = match["way"] == "above"
    times = [t for t in one.times if (one.values[t] > mark if above else one.values[t] < mark)]
    if match["never"]:
        return [f"it was {match['way']} {match['mark']} at times"] if times else []
    if match["n"]:
        stated, counted = (int(match["n"]), int(match["of"])), (len(times), len(one.times))
        return [] if stated == counted else [f"it was in {counted[0]} of {counted[1]}"]
    stated_times = [mention.time for mention in scene.mentions]
    numbers = [n.value for n in scene.numbers if n.start > match.end()]
    fits = any(isclose(n, round(one.values[t], one.decimals)) for n in numbers for t in times[:1])
    return [] if stated_times == times[:1] and fits else ["it was not so for the first time then"]
