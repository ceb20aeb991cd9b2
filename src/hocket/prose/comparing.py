"""Sentences about several series: which was highest, which rose or fell most."""

from __future__ import annotations

from math import isclose
from typing import TYPE_CHECKING

from hocket.prose import facts as of
from hocket.prose.draft import PAIR, Sentence, about_each, about_one
from hocket.prose.naming import is_plural
from hocket.prose.phrases import (
    at,
    bare,
    capital,
    difference,
    is_noticeable,
    measure,
    percentage,
    pronoun,
    value,
    was,
    where,
    with_unit,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hocket.prose.series import Series
    from hocket.prose.times import Time
    from hocket.prose.wanted import Wanted

TIED = 1e-9
MUST, MAY = 0, 5
"""Weights of the sentence that says which rose or fell most."""


def sentences_about(series: Sequence[Series], wanted: Wanted) -> list[Sentence]:
    """All sentences about some series, in reading order."""
    if len(series) == 1:
        return about_one(series[0], wanted)
    compared = _compared(series)
    sentences = [*_widest(series, 0, wanted.most), *compared] if wanted.most else compared
    for part, one in enumerate(series, 1):
        sentences += about_each(one, part, wanted)
    return [*sentences, *([] if wanted.most else _widest(series, len(series) + 1, ()))]


def comparable(series: Sequence[Series]) -> list[Series]:
    """Those that can be ranked: of one unit, without totals.

    Without a unit only things that are counted can, such as births and deaths.
    """
    parts = [one for one in series if not one.is_total]
    units = {(one.unit, one.measure if one.entity else "") for one in parts}
    alike = len(units) == 1 and len(parts) > 1
    known = all(one.unit or one.entity or is_plural(one.measure) for one in parts)
    return parts if alike and known else []


def _compared(series: Sequence[Series]) -> list[Sentence]:
    """Which was highest and which lowest, at the start and at the end."""
    parts = comparable(series)
    if not parts:
        return []
    sentences: list[Sentence] = []
    before: tuple[Series, Series] | None = None
    for time in (min(one.first for one in parts), max(one.last for one in parts)):
        ranked = of.ranked(parts, time)
        if len(ranked) < len(parts):
            continue
        top, bottom = ranked[0], ranked[-1]
        shown = [with_unit(one, one.values[time]) for one in ranked]
        if shown[0] == shown[1] or shown[-1] == shown[-2]:
            continue  # there is no one highest, or no one lowest
        facts = (of.value_at(top, time, "highest"), of.value_at(bottom, time, "lowest"))
        two, still = len(ranked) == PAIR, (top, bottom) == before
        text = _ranking(top, bottom, time, two=two, still=still)
        sentences.append(Sentence(text, facts, 3 + len(sentences)))
        before = (top, bottom)
    return [*sentences, *_crossing(parts)]


def _crossing(parts: Sequence[Series]) -> list[Sentence]:
    """When the lower of two was above the other for the first time."""
    if len(parts) != PAIR:
        return []
    shared = [time for time in parts[0].times if time in parts[1].values]
    if not shared:
        return []
    low, high = sorted(parts, key=lambda one: one.values[shared[0]])
    above = [time for time in shared if low.values[time] > high.values[time]]
    if not above or low.values[shared[0]] == high.values[shared[0]]:
        return []
    time = above[0]
    facts = (of.value_at(low, time), of.value_at(high, time))
    values = f"{value(low, time)} against {value(high, time)}"
    head = f"{capital(bare(low))} {was(low)} above {bare(high)} for the first time"
    text = f"{head} {at(time)}: {values}."
    return [Sentence(text, facts, 2)]


def _ranking(top: Series, bottom: Series, time: Time, *, two: bool, still: bool) -> str:
    when = capital(at(time))
    highest, lowest = value(top, time), value(bottom, time)
    again = " still" if still else ""
    if top.entity:
        head = f"{when}, {pronoun(top) if still else measure(top)} {was(top)}{again}"
        if two:
            return f"{head} higher {where(top)} ({highest}) than {where(bottom)} ({lowest})."
        return f"{head} highest {where(top)} ({highest}) and lowest {where(bottom)} ({lowest})."
    if two:
        head = f"{when}, {bare(top)} {was(top)}{again} above {bare(bottom)}"
        return f"{head}: {highest} against {lowest}."
    return (
        f"{when}, the highest value was{again} that of {bare(top)} ({highest}), the lowest that of "
        f"{bare(bottom)} ({lowest})."
    )


def _widest(series: Sequence[Series], part: int, asked: Sequence[int]) -> list[Sentence]:
    """Which rose or fell most; in percent too, where that is another and it was asked."""
    parts = comparable(series)
    sentences = []
    for sign in (1, -1):
        moved = [one for one in parts if _moved(one) * sign > 0 and is_noticeable(one, _moved(one))]
        if len(moved) < (1 if sign in asked else PAIR):
            continue
        one = max(moved, key=lambda each: _moved(each) * sign)
        tied = [each for each in moved if isclose(_moved(each), _moved(one), rel_tol=TIED)]
        way = "increase" if sign > 0 else "decrease"
        if len(tied) == 1:
            amount = difference(one, _moved(one))
            text = f"The largest {way} over the whole time was {_of_whom(one)}, with {amount}."
            weight = MUST if sign in asked else MAY
            sentences.append(Sentence(text, (of.change(one, one.first, one.last),), weight, part))
        if sign in asked:
            sentences += _most_in_percent(moved, tied, sign, part)
    return sentences


def _most_in_percent(
    moved: Sequence[Series], widest: Sequence[Series], sign: int, part: int
) -> list[Sentence]:
    """Which moved most in percent, if that is not the one that moved furthest."""
    shares = [(of.percent(one, one.first, one.last), one) for one in moved]
    known = [(fact, one) for fact, one in shares if fact is not None]
    if not known:
        return []
    fact, one = max(known, key=lambda pair: float(pair[0].value) * sign)
    equal = [each for each, _ in known if isclose(float(each.value), float(fact.value))]
    if len(equal) > 1 or [one] == [*widest]:
        return []
    way = "increase" if sign > 0 else "decrease"
    amount = percentage(float(fact.value))
    text = f"In percent, the largest {way} was {_of_whom(one)}, with {amount}."
    return [Sentence(text, (fact,), MUST, part)]


def _moved(one: Series) -> float:
    return one.change(one.first, one.last)


def _of_whom(one: Series) -> str:
    return where(one) if one.entity else f"that of {bare(one)}"
