"""Sentences that state facts: each knows the facts it rests on and how much a reader needs it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from hocket.prose import facts as of
from hocket.prose.naming import is_plural
from hocket.prose.phrases import (
    at,
    bare,
    difference,
    is_noticeable,
    noun,
    participle,
    percentage,
    span,
    subject,
    value,
    verb,
    was,
    where,
    with_unit,
)
from hocket.prose.times import worded, years_between

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hocket.core.fact import Fact
    from hocket.prose.series import Series
    from hocket.prose.times import Time

MIN_HALVES = 8
"""How many values a series has at least whose halves are compared."""
MIN_STEPS = 4
PAIR = 2


@dataclass(frozen=True)
class Sentence:
    """A sentence of a draft.

    Attributes:
        text: The sentence.
        facts: What it rests on.
        weight: 0 if a report must have it; the greater, the sooner it is left out.
        part: The paragraph it belongs to.
    """

    text: str
    facts: tuple[Fact, ...] = field(default=())
    weight: int = 0
    part: int = 0


def sentences_about(series: Sequence[Series]) -> list[Sentence]:
    """All sentences about some series, in reading order."""
    if len(series) == 1:
        return _about_one(series[0])
    sentences = _compared(series)
    for part, one in enumerate(series, 1):
        sentences += _about_each(one, part)
    return [*sentences, *_widest(series, len(series) + 1)]


def _about_one(one: Series) -> list[Sentence]:
    start, end = one.first, one.last
    change = one.change(start, end)
    name = _name_of_value(one)
    opening = f"{_capital(at(start))}, {name} {was(one)} {value(one, start)}."
    if not is_noticeable(one, change):
        closing = f"{_capital(at(end))} it was {value(one, end)}, as at the start."
    else:
        by = "On" if end[2] else "By"
        it = "they" if is_plural(one.measure) and not one.mean_of else "it"
        closing = f"{by} {worded(end)} {it} had {participle(change)} to {value(one, end)}."
    ends = (of.value_at(one, start, "first value"), of.value_at(one, end, "last value"))
    sentences = [Sentence(opening, ends[:1]), Sentence(closing, ends[1:])]
    if is_noticeable(one, change):
        sentences.append(_sum_up(one, change))
    sentences += _extremes(one, 1)
    sentences += _steady(one, 1)
    sentences += _average(one, 1)
    sentences += _halves(one, 2)
    return [*sentences, *_largest_steps(one, 2)]


def _name_of_value(one: Series) -> str:
    if one.mean_of:
        return f"the {one.mean_of} average of {bare(one).removeprefix('the ')}"
    return bare(one)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _sum_up(one: Series, change: float) -> Sentence:
    start, end = one.first, one.last
    facts = [of.change(one, start, end)]
    share = of.percent(one, start, end)
    also = ""
    if share is not None:
        facts.append(share)
        also = f", or {percentage(float(share.value))},"
    years = years_between(start, end)
    within = f" in {years:.0f} years" if years >= 2 and years == int(years) else ""  # noqa: PLR2004
    text = f"That is {noun(change)} of {difference(one, change)}{also}{within}"
    return Sentence(f"{text.rstrip(',')}.", tuple(facts), weight=1)


def _about_each(one: Series, part: int) -> list[Sentence]:
    start, end = one.first, one.last
    change = one.change(start, end)
    facts = [of.value_at(one, start, "first value"), of.value_at(one, end, "last value")]
    values = f"from {value(one, start)} {at(start)} to {value(one, end)} {at(end)}"
    if not is_noticeable(one, change):
        plain = f"{subject(one)} {was(one)} {value(one, start)} {at(start)}"
        text = f"{plain} and {value(one, end)} {at(end)}."
        return [Sentence(text, tuple(facts), part=part), *_extremes(one, part)]
    head = f"{subject(one)} {verb(change, part - 1)} {values}"
    share = of.percent(one, start, end)
    facts.append(of.change(one, start, end))
    also = f" ({percentage(float(share.value))})" if share is not None else ""
    facts += [share] if share is not None else []
    text = f"{head}, {noun(change)} of {difference(one, change)}{also}."
    return [
        Sentence(text, tuple(facts), part=part),
        *_extremes(one, part),
        *_steady(one, part),
    ]


def _extremes(one: Series, part: int) -> list[Sentence]:
    """The highest and lowest values, where they are not at the ends."""
    ends = (one.first, one.last)
    low, high = of.extremes(one)
    it = "Their" if is_plural(bare(one)) else "Its"
    peak = f"highest value was {value(one, one.high)} {at(one.high)}"
    trough = f"lowest {value(one, one.low)} {at(one.low)}"
    if one.high in ends and one.low in ends:
        return []
    if one.low in ends:
        return [Sentence(f"{it} {peak}.", (high,), 2, part)]
    if one.high in ends:
        text = f"{it} lowest value was {value(one, one.low)} {at(one.low)}."
        return [Sentence(text, (low,), 2, part)]
    return [Sentence(f"{it} {peak}, {it.lower()} {trough}.", (low, high), 2, part)]


def _steady(one: Series, part: int) -> list[Sentence]:
    if not one.trend or len(one.steps) < MIN_STEPS:
        return []
    way = "fell" if one.trend > 0 else "rose"
    it = "They" if is_plural(bare(one)) else "It"
    text = f"{it} never {way} from one {span(one)} to the next."
    return [Sentence(text, (of.trend(one),), 3, part)]


def _average(one: Series, part: int) -> list[Sentence]:
    if len(one.values) < MIN_HALVES or one.mean_of:
        return []
    text = f"The average over the whole time was {with_unit(one, one.mean)}."
    return [Sentence(text, (of.mean(one),), 6, part)]


def _halves(one: Series, part: int) -> list[Sentence]:
    """How it went before and after the middle."""
    if len(one.values) < MIN_HALVES:
        return []
    middle = _middle(one)
    start, end = one.first, one.last
    before, after = one.change(start, middle), one.change(middle, end)
    if not (is_noticeable(one, before) and is_noticeable(one, after)):
        return []
    it = "they" if is_plural(bare(one)) and not one.mean_of else "it"
    text = (
        f"From {worded(start)} to {worded(middle)} {it} {verb(before)} by "
        f"{difference(one, before)}, and from {worded(middle)} to {worded(end)} {it} "
        f"{verb(after)} by {difference(one, after)}."
    )
    return [Sentence(text, (of.change(one, start, middle), of.change(one, middle, end)), 3, part)]


def _middle(one: Series) -> Time:
    half = one.first[0] + (one.last[0] - one.first[0]) / 2
    return min(one.times[1:-1], key=lambda time: (abs(time[0] - half), time))


def _largest_steps(one: Series, part: int) -> list[Sentence]:
    sentences = []
    for sign, weight in ((1, 4), (-1, 5)):
        fact = of.largest_step(one, sign)
        if fact is None or not is_noticeable(one, float(fact.value)) or len(one.steps) < MIN_STEPS:
            continue
        kind = "rise" if sign > 0 else "fall"
        amount = difference(one, float(fact.value))
        text = (
            f"The largest {kind} from one {span(one)} to the next, {amount}, came between "
            f"{fact.when[0]} and {fact.when[1]}."
        )
        sentences.append(Sentence(text, (fact,), weight, part))
    return sentences


def comparable(series: Sequence[Series]) -> list[Series]:
    """Those that can be ranked: of one unit, without totals."""
    parts = [one for one in series if not one.is_total]
    units = {(one.unit, one.measure if one.entity else "") for one in parts}
    return parts if len(units) == 1 and len(parts) > 1 else []


def _compared(series: Sequence[Series]) -> list[Sentence]:
    """Which was highest and which lowest, at the start and at the end."""
    parts = comparable(series)
    if not parts:
        return []
    sentences: list[Sentence] = []
    for time in (min(one.first for one in parts), max(one.last for one in parts)):
        ranked = of.ranked(parts, time)
        if len(ranked) < len(parts):
            continue
        top, bottom = ranked[0], ranked[-1]
        if with_unit(top, top.values[time]) == with_unit(bottom, bottom.values[time]):
            continue
        facts = (of.value_at(top, time, "highest"), of.value_at(bottom, time, "lowest"))
        sentences.append(
            Sentence(
                _ranking(top, bottom, time, two=len(ranked) == PAIR), facts, 3 + len(sentences)
            )
        )
    return sentences


def _ranking(top: Series, bottom: Series, time: Time, *, two: bool) -> str:
    when = _capital(at(time))
    highest, lowest = value(top, time), value(bottom, time)
    if top.entity:
        most, least = ("higher", "lower") if two else ("highest", "lowest")
        return (
            f"{when}, {top.measure} {was(top)} {most} {where(top)} ({highest}) and "
            f"{least} {where(bottom)} ({lowest})."
        )
    if two:
        return f"{when}, {bare(top)} {was(top)} above {bare(bottom)}: {highest} against {lowest}."
    return (
        f"{when}, the highest value was that of {bare(top)} ({highest}), the lowest that of "
        f"{bare(bottom)} ({lowest})."
    )


def _widest(series: Sequence[Series], part: int) -> list[Sentence]:
    """Which rose or fell most."""
    parts = comparable(series)
    sentences = []
    changes = [(one.change(one.first, one.last), one) for one in parts]
    for sign in (1, -1):
        moved = [(c, one) for c, one in changes if c * sign > 0 and is_noticeable(one, c)]
        if len(moved) < PAIR:
            continue
        change, one = max(moved, key=lambda pair: pair[0] * sign)
        way = "increase" if sign > 0 else "decrease"
        place = where(one) if one.entity else f"that of {bare(one)}"
        text = f"The largest {way} over the whole time was {place}, with {difference(one, change)}."
        sentences.append(Sentence(text, (of.change(one, one.first, one.last),), 5, part))
    return sentences
