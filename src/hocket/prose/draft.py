"""Sentences that state facts: each knows the facts it rests on and how much a reader needs it."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from hocket.prose import facts as of
from hocket.prose.naming import is_plural
from hocket.prose.phrases import (
    at,
    average,
    bare,
    capital,
    difference,
    is_noticeable,
    noun,
    participle,
    percentage,
    pronoun,
    span,
    subject,
    value,
    verb,
    was,
)
from hocket.prose.times import worded, years_between

if TYPE_CHECKING:
    from hocket.core.fact import Fact
    from hocket.prose.series import Series
    from hocket.prose.times import Time
    from hocket.prose.wanted import Wanted

AVERAGE = "The average over the whole time was"
MIN_HALVES = 8
"""How many values a series has at least whose halves are compared."""
MIN_STEPS = 4
PAIR = 2
MAX_GAPS = 6
"""How many times without a value are named one by one."""


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


def about_one(one: Series, wanted: Wanted) -> list[Sentence]:
    """All sentences about a series that is alone in its report, in reading order."""
    start, end = one.first, one.last
    change = one.change(start, end)
    opening = f"{capital(at(start))}, {bare(one)} {was(one)} {value(one, start)}."
    ends = (of.value_at(one, start, "first value"), of.value_at(one, end, "last value"))
    sentences = [Sentence(opening, ends[:1])]
    if one.is_constant:
        text = f"{capital(pronoun(one))} stayed the same in every {span(one)} until {worded(end)}."
        return [*sentences, Sentence(text, (*ends, of.trend(one))), *_gaps(one, 1)]
    if is_noticeable(one, change):
        by = "On" if end[2] else "By"
        moved = f"{pronoun(one)} had {participle(change)} to {value(one, end)}"
        sentences.append(Sentence(f"{by} {worded(end)} {moved}.", ends[1:]))
        sentences.append(_sum_up(one, change))
    else:
        closing = (
            f"{capital(at(end))} {pronoun(one)} {was(one)} {value(one, end)}, as at the start."
        )
        sentences.append(Sentence(closing, ends[1:]))
    sentences += [
        *_named_years(one, 1, wanted),
        *_extremes(one, 1, wanted),
        *_steady(one, 1),
        *_years(one, 1),
        *_average(one, 1),
    ]
    return [*sentences, *_gaps(one, 1), *_halves(one, 2), *_largest_steps(one, 2)]


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


def about_each(one: Series, part: int, wanted: Wanted) -> list[Sentence]:
    """The sentences about one of several series.

    Args:
        one: The series.
        wanted: What the goal asks for.
        part: The paragraph of the report that they make up.
    """
    start, end = one.first, one.last
    change = one.change(start, end)
    facts = [of.value_at(one, start, "first value"), of.value_at(one, end, "last value")]
    if one.is_constant:
        text = (
            f"{subject(one)} stayed the same in every {span(one)} from {worded(start)} to "
            f"{worded(end)}: {value(one, start)}."
        )
        return [Sentence(text, (*facts, of.trend(one)), part=part), *_gaps(one, part)]
    values = f"from {value(one, start)} {at(start)} to {value(one, end)} {at(end)}"
    if not is_noticeable(one, change):
        plain = f"{subject(one)} {was(one)} {value(one, start)} {at(start)}"
        text = f"{plain} and {value(one, end)} {at(end)}."
        return [
            Sentence(text, tuple(facts), part=part),
            *_named_years(one, part, wanted),
            *_extremes(one, part, wanted),
            *_gaps(one, part),
        ]
    head = f"{subject(one)} {verb(change, part - 1)} {values}"
    share = of.percent(one, start, end)
    facts.append(of.change(one, start, end))
    also = f" ({percentage(float(share.value))})" if share is not None else ""
    facts += [share] if share is not None else []
    text = f"{head}, {noun(change)} of {difference(one, change)}{also}."
    return [
        Sentence(text, tuple(facts), part=part),
        *_named_years(one, part, wanted),
        *_extremes(one, part, wanted),
        *_steady(one, part),
        *_years(one, part),
        *_gaps(one, part),
    ]


def _named_years(one: Series, part: int, wanted: Wanted) -> list[Sentence]:
    """The values of the years that the goal names besides the ends."""
    times = [(year, 0, 0) for year in wanted.years]
    known = [time for time in times if time in one.values and time not in (one.first, one.last)]
    return [
        Sentence(
            f"{capital(at(time))} {pronoun(one)} {was(one)} {value(one, time)}.",
            (of.value_at(one, time),),
            1,
            part,
        )
        for time in known
    ]


def _extremes(one: Series, part: int, wanted: Wanted) -> list[Sentence]:
    """The highest and lowest values, where they are not at the ends, or were asked for."""
    ends = {one.first, one.last}
    low, high = of.extremes(one)
    it = "Their" if is_plural(bare(one)) else "Its"
    peak = f"highest value was {value(one, one.high)}{_reached(one, one.high)}"
    trough = f"lowest {value(one, one.low)}{_reached(one, one.low)}"
    starts_low, starts_high = (bool(ends & {*one.times_of(t)}) for t in (one.low, one.high))
    if wanted.extremes:
        both = Sentence(f"{it} {peak}, {it.lower()} {trough}.", (low, high), 0, part)
        return [both, *_since_extremes(one, part, wanted)]
    if starts_high and starts_low:
        return []
    if starts_low:
        return [Sentence(f"{it} {peak}.", (high,), 2, part)]
    if starts_high:
        text = f"{it} lowest value was {value(one, one.low)}{_reached(one, one.low)}."
        return [Sentence(text, (low,), 2, part)]
    return [Sentence(f"{it} {peak}, {it.lower()} {trough}.", (low, high), 2, part)]


def _since_extremes(one: Series, part: int, wanted: Wanted) -> list[Sentence]:
    """How it went on after the highest or lowest value that was asked for."""
    sentences = []
    for extreme in (one.high if sign > 0 else one.low for sign in wanted.extremes):
        change = one.change(extreme, one.last)
        if extreme == one.last or not is_noticeable(one, change):
            continue
        text = (
            f"From {worded(extreme)} to {worded(one.last)} {pronoun(one)} {verb(change)} by "
            f"{difference(one, change)}."
        )
        sentences.append(Sentence(text, (of.change(one, extreme, one.last),), 1, part))
    return sentences


def _reached(one: Series, extreme: Time) -> str:
    """When an extreme value was reached; the first time of many."""
    times = one.times_of(extreme)
    if len(times) > PAIR:
        return f", first {at(times[0])}"
    return f" {' and '.join([at(times[0]), *map(worded, times[1:])])}"


def _years(one: Series, part: int) -> list[Sentence]:
    """The averages of the first and the last whole year, where a year has several values."""
    years = of.whole_years(one)
    if len(years) < PAIR or one.mean_of:
        return []
    first, last = (of.mean_of_year(one, year) for year in (years[0], years[-1]))
    text = (
        f"The average over all {span(one)}s was {average(one, float(first.value))} in "
        f"{years[0]} and {average(one, float(last.value))} in {years[-1]}."
    )
    return [Sentence(text, (first, last), 1, part)]


def _gaps(one: Series, part: int) -> list[Sentence]:
    """The times without a value."""
    if not one.gaps:
        return []
    if len(one.gaps) > MAX_GAPS:
        each = "year" if all(time[1] == 0 for time in one.times) else span(one)
        when = f"{len(one.gaps)} of the {len(one.gaps) + len(one.times)} {each}s"
        text = f"There are no figures for {when}."
    else:
        named = [worded(time) for time in one.gaps]
        listed = " and ".join(filter(None, (", ".join(named[:-1]), named[-1])))
        text = f"There {'are no figures' if len(named) > 1 else 'is no figure'} for {listed}."
    return [Sentence(text, (of.gaps(one),), 3, part)]


def _steady(one: Series, part: int) -> list[Sentence]:
    if not one.trend or len(one.steps) < MIN_STEPS:
        return []
    way = "fell" if one.trend > 0 else "rose"
    text = f"{capital(pronoun(one))} never {way} from one {span(one)} to the next."
    return [Sentence(text, (of.trend(one),), 3, part)]


def _average(one: Series, part: int) -> list[Sentence]:
    if len(one.values) < MIN_HALVES or one.aggregate:
        return []
    text = f"{AVERAGE} {average(one, one.mean)}."
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
    it = pronoun(one)
    if before * after > 0:
        text = (
            f"{capital(it)} {verb(before)} by {difference(one, before)} from {worded(start)} to "
            f"{worded(middle)}, and by {difference(one, after)} from {worded(middle)} to "
            f"{worded(end)}."
        )
    else:
        text = (
            f"From {worded(start)} to {worded(middle)} {it} {verb(before)} by "
            f"{difference(one, before)}, and from {worded(middle)} to {worded(end)} {it} "
            f"{verb(after)} by {difference(one, after)}."
        )
    return [Sentence(text, (of.change(one, start, middle), of.change(one, middle, end)), 3, part)]


def _middle(one: Series) -> Time:
    half = years_between(one.first, one.last) / 2
    return min(one.times[1:-1], key=lambda t: (abs(years_between(one.first, t) - half), t))


def _largest_steps(one: Series, part: int) -> list[Sentence]:
    sentences = []
    for sign, weight in ((1, 4), (-1, 5)):
        fact = of.largest_step(one, sign)
        if fact is None or not is_noticeable(one, float(fact.value)) or len(one.steps) < MIN_STEPS:
            continue
        same = [c for _, _, c in one.steps if math.isclose(c, float(fact.value), rel_tol=1e-6)]
        if len(same) > 1:
            continue  # there is no one largest
        kind = "rise" if sign > 0 else "fall"
        amount = difference(one, float(fact.value))
        text = (
            f"The largest {kind} from one {span(one)} to the next, {amount}, came between "
            f"{fact.when[0]} and {fact.when[1]}."
        )
        sentences.append(Sentence(text, (fact,), weight, part))
    return sentences
