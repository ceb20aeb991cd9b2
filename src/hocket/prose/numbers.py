"""Which figures a number of a sentence may be, and whether it is one of them."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from itertools import pairwise, permutations
from typing import TYPE_CHECKING

from hocket.prose import facts as of
from hocket.prose.scene import Scene, spots
from hocket.prose.times import worded, years_between
from hocket.prose.unit import key_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from hocket.core.fact import Fact
    from hocket.prose.mentions import Number
    from hocket.prose.series import Series
    from hocket.prose.times import Time

_HEDGES = (
    r"(?:about|around|roughly|nearly|almost|only|just|some|over|more than|approximately|a|an|the)"
)
_BY = (
    rf"\b(?:by|rose|fell|gained|lost|grew|dropped|declined|climbed|increased|decreased|added)"
    rf"\s+(?:{_HEDGES}\s+)*$|"
    r"\b(?:increase|rise|gain|growth|decrease|drop|fall|decline|loss|reduction|change|difference|"
    r"jump|step|gap)s?\b[^.\d]*?(?:\s+of|\s*:|,|,?\s+with|\s+was|\s+by|\()\s*"
    rf"(?:{_HEDGES}\s+)*$"
)
_THAN = (
    r"^\s*(?:\([^)]*\)\s*)?(?:more|less|higher|lower|fewer|above|below|greater|longer|shorter)\b"
)
_FROM = rf"\bfrom\s+(?:{_HEDGES}\s+|its\s+|low\s+|high\s+|of\s+)*$"
_TO = rf"\bto\s+(?:{_HEDGES}\s+|its\s+|low\s+|high\s+|of\s+)*$"
_EACH = r"\b(?:a|per|each|every)\s+year\b|\bannually\b|\byearly on average\b"
_AVERAGE = r"\b(?:averages?|averaged|means?|typical(?:ly)?)\b"
_CROSSES = r"\b(?:pass(?:ed|es)|cross(?:ed|es)|exceed\w*|topped|surpass\w*|mark|threshold)\b"
YEARS, TIMES = r"years?", r"times|-?fold"


@dataclass(frozen=True, slots=True)
class Candidate:
    """A figure that a number may be: of a series at a time, or between two times."""

    value: float
    facts: tuple[Fact, ...] = ()
    change: float = 0.0


def problem_of(number: Number, clause: Scene, sentence: Scene) -> tuple[str, list[Candidate]]:
    """What is wrong with a number, empty if nothing is, and the figures that it is.

    Args:
        number: A number of the clause.
        clause: The clause it stands in.
        sentence: The whole sentence.
    """
    wrong_unit = _unit_fault(number, clause, sentence)
    if wrong_unit:
        return wrong_unit, []
    time = clause.at(number)
    subjects = _subjects(clause, sentence)
    if time is not None and not any(spots(one, time) for one in clause.every):
        return f"{number.text} is said of {worded(time)}, for which there are no values", []
    candidates = _candidates(number, clause, sentence, subjects)
    fitting = [c for c in candidates if _fits(number, c)]
    fitting += [
        Candidate(f.value, (f.fact(),))
        for f in clause.figures
        if isinstance(f.value, float) and number.is_close(f.value)
    ]
    if fitting or _crossed(number, clause, subjects):
        return "", fitting
    return f"{number.text} is no figure of what the sentence speaks of", []


def _fits(number: Number, candidate: Candidate) -> bool:
    """Whether it is the figure; of a difference also the one between rounded values."""
    if number.is_close(candidate.value):
        return bool(candidate.change) or not _is_turned(number, candidate.value)
    slack = (1.01 if abs(number.value) >= 10 * number.step else 0.51) * number.step
    return bool(candidate.change) and abs(abs(number.value) - abs(candidate.value)) <= slack


def _is_turned(number: Number, value: float) -> bool:
    """Whether a figure is written with the other sign."""
    written = number.text.startswith("-")
    return (written and value > 0) or (not written and value < 0)


def _crossed(number: Number, clause: Scene, subjects: Sequence[Series]) -> bool:
    """Whether the number is a mark that a series passed, at the time that is named."""
    if not re.search(_CROSSES, clause.text, re.IGNORECASE):
        return False
    for one in subjects:
        own = [t for named in clause.times for t in spots(one, named)]
        steps = [(a, b) for a, b, _ in one.steps if not own or b in own]
        if any(
            min(one.values[a], one.values[b]) <= number.value <= max(one.values[a], one.values[b])
            for a, b in steps
        ):
            return True
    return False


def _subjects(clause: Scene, sentence: Scene) -> Sequence[Series]:
    return clause.named or sentence.named or clause.every


def _unit_fault(number: Number, clause: Scene, sentence: Scene) -> str:
    """Whether the unit is another one, or its factor is missing."""
    units = {one.unit for one in clause.named or sentence.named or clause.every}
    if not units or not number.unit or _is_measure(number):
        bare = not number.unit and not number.factor and not _is_measure(number)
        needs = {u.factor for u in units if u.factor}
        shown = re.search(r"10\s?\^|10[⁰¹²³⁴⁵⁶⁷⁸⁹]|thousand|million|billion", sentence.text)
        if bare and needs and not shown and not clause.figures:
            return f"{number.text} lacks its factor ({', '.join(sorted(needs))})"
        return ""
    known = {key_of(u.name) for u in units if u.name}
    if not known or number.key not in known:
        return f"the unit of {number.text} is not that of the figures"
    factors = {u.factor for u in units if key_of(u.name) == number.key}
    if number.factor not in factors:
        return f"the factor of {number.text} is not that of the figures"
    return ""


def _is_measure(number: Number) -> bool:
    unit = number.unit.lower()
    return bool(
        re.fullmatch(rf"{YEARS}|{TIMES}|decades?|months?|per ?cent|%|(?:percentage )?points?", unit)
    )


def _candidates(
    number: Number, clause: Scene, sentence: Scene, subjects: Sequence[Series]
) -> Iterator[Candidate]:
    unit = number.unit.lower()
    before, after = clause.spoken[: number.start], clause.spoken[number.end :]
    is_change = bool(
        re.search(_BY, before, re.IGNORECASE)
        or re.match(_THAN, after, re.IGNORECASE)
        or re.match(rf"[^,.;]{{0,12}}(?:{_EACH})", after, re.IGNORECASE)
        or number.text.startswith("+")
    )
    percent = bool(re.fullmatch(r"per ?cent|%", unit))
    points = "point" in unit
    if re.fullmatch(TIMES, unit):
        yield from _ratios(clause, sentence, subjects)
    elif re.fullmatch(rf"{YEARS}|decades?|months?", unit):
        yield from _spans(unit, sentence, subjects)
        if not any(key_of(one.unit.name) == number.key for one in subjects):
            return
    if points or (is_change and not percent):
        yield from _changes(clause, sentence, subjects)
        return
    if percent and not any(one.unit.is_percent for one in subjects):
        yield from _percentages(clause, sentence, subjects)
        yield from _compared_figures(clause)
        return
    if percent and is_change:
        return
    if not re.fullmatch(TIMES, unit):
        yield from _values(number, clause, sentence, subjects)
        if not re.search(rf"{_FROM}|{_TO}", before, re.IGNORECASE) and (
            number.text.startswith("-") or re.search(r"\(\s*$|[:|+]\s*$", before)
        ):
            yield from _changes(clause, sentence, subjects)


def _values(
    number: Number, clause: Scene, sentence: Scene, subjects: Sequence[Series]
) -> Iterator[Candidate]:
    time = clause.at(number)
    times = [time] if time else list(clause.times)
    before = clause.text[: number.start]
    if time is None:
        times = _ends(before, times, sentence) or times
    for one in subjects:
        chosen = [t for named in times for t in spots(one, named)]
        averaged = bool(re.search(_AVERAGE, clause.text, re.IGNORECASE))
        if averaged and len(chosen) > len(times):
            chosen = []  # the average of a year is no value of its months
        if not times:
            named = sentence.times or sentence.earlier
            chosen = [t for other in named for t in spots(one, other)]
            if not sentence.times:
                chosen += [one.low, one.high, one.first, one.last]
        for own in dict.fromkeys(chosen):
            yield Candidate(one.values[own], (of.value_at(one, own),))
        if averaged:
            yield from _means_of_years(one, times)
            if not (time and not one.mean_of):
                yield from _means(one, times)


def _means(one: Series, times: Sequence[Time]) -> Iterator[Candidate]:
    yield Candidate(one.mean, (of.mean(one),))
    if len(times) == 2:  # noqa: PLR2004 - the ends of a period
        inside = [v for t, v in one.values.items() if min(times)[0] <= t[0] <= max(times)[0]]
        if inside:
            yield Candidate(sum(inside) / len(inside), (of.mean(one),))


def _means_of_years(one: Series, times: Sequence[Time]) -> Iterator[Candidate]:
    """The averages of years that have several values."""
    for time in times:
        if not time[1] and len(spots(one, time)) > 1:
            fact = of.mean_of_year(one, time[0])
            yield Candidate(float(fact.value), (fact,))


def _ends(before: str, times: Sequence[Time], sentence: Scene) -> list[Time]:
    """Of two times the earlier for what comes after 'from', the later for what comes after 'to'."""
    named = sorted(times or sentence.times)
    if len(named) != 2:  # noqa: PLR2004
        return []
    if re.search(_FROM, before, re.IGNORECASE):
        return named[:1]
    return named[1:] if re.search(_TO, before, re.IGNORECASE) else []


def pairs_of(clause: Scene, sentence: Scene, one: Series) -> list[tuple[Time, Time]]:
    """The pairs of times, in their order, between which a change may be meant."""
    named = clause.times or sentence.times
    own = sorted({t for time in named for t in spots(one, time)})
    earlier = [t for time in clause.earlier for t in spots(one, time)]
    ends = [one.first, one.last]
    if len(clause.times) > 1:
        return [(a, b) for a in own for b in own if a < b]
    pairs = [] if clause.times else [(one.first, one.last)]
    neighbours = [n for a, b, _ in one.steps for n in (a, b) if {a, b} & set(own)]
    others = dict.fromkeys([*own, *earlier, *ends, *(neighbours if len(named) == 1 else ())])
    if own:
        return [*pairs, *((min(a, b), max(a, b)) for a in own for b in others if a != b)]
    known = sorted({*earlier, *ends})
    return [(a, b) for a in known for b in known if a < b]


def _changes(clause: Scene, sentence: Scene, subjects: Sequence[Series]) -> Iterator[Candidate]:
    each = re.search(_EACH, clause.text, re.IGNORECASE)
    for one in subjects:
        steps = []
        if re.search(
            r"\b(?:largest|biggest|greatest|strongest|sharpest)\b", sentence.text, re.IGNORECASE
        ):
            steps = [(a, b) for a, b, _ in one.steps] if not sentence.times else []
        for start, end in [*pairs_of(clause, sentence, one), *steps]:
            change = one.change(start, end)
            fact = of.change(one, start, end)
            yield Candidate(change, (fact,), change)
            years = years_between(start, end)
            if each and years:
                yield Candidate(change / years, (fact,), change)
    yield from _gaps(clause, sentence)


def _gaps(clause: Scene, sentence: Scene) -> Iterator[Candidate]:
    """Differences between the series that a sentence compares."""
    pool = sentence.named if len(sentence.named) > 1 else ()
    times = clause.times or sentence.times or sentence.earlier
    for one, other in permutations(pool, 2):
        chosen = [t for named in times for t in spots(one, named)] or [one.first, one.last]
        for time in chosen:
            if time in other.values and one.values[time] > other.values[time]:
                facts = (of.value_at(one, time), of.value_at(other, time))
                yield Candidate(one.values[time] - other.values[time], facts)


def _percentages(clause: Scene, sentence: Scene, subjects: Sequence[Series]) -> Iterator[Candidate]:
    for one in subjects:
        for start, end in pairs_of(clause, sentence, one):
            fact = of.percent(one, start, end)
            if fact is not None:
                yield Candidate(float(fact.value), (fact,), one.change(start, end))
    if re.search(
        r"\b(?:share|of (?:the|all)|total|together|made up)\b", sentence.text, re.IGNORECASE
    ):
        yield from _shares(clause, sentence, subjects)


def _compared_figures(clause: Scene) -> Iterator[Candidate]:
    """By how much percent one figure differs from another, where the difference is a figure too."""
    known = [(f.value, f) for f in clause.figures if isinstance(f.value, float) and not f.is_when]
    for (value, figure), (base, other) in permutations(known, 2):
        difference = value - base
        if base and any(math.isclose(abs(difference), abs(v), rel_tol=1e-4) for v, _ in known):
            yield Candidate(abs(100 * difference / base), (figure.fact(), other.fact()))


def _shares(clause: Scene, sentence: Scene, subjects: Sequence[Series]) -> Iterator[Candidate]:
    parts = [one for one in clause.every if not one.is_total]
    totals = [one for one in clause.every if one.is_total]
    times = clause.times or sentence.times or sentence.earlier
    for one in subjects:
        for time in [t for named in times for t in spots(one, named)]:
            whole = totals[0].values.get(time, 0.0) if totals else 0.0
            whole = whole or sum(other.values.get(time, 0.0) for other in parts)
            if whole:
                yield Candidate(100 * one.values[time] / whole, (of.value_at(one, time),))


def _ratios(clause: Scene, sentence: Scene, subjects: Sequence[Series]) -> Iterator[Candidate]:
    for one in subjects:
        for start, end in pairs_of(clause, sentence, one):
            low, high = sorted((abs(one.values[start]), abs(one.values[end])))
            if low:
                yield Candidate(high / low, (of.change(one, start, end),), one.change(start, end))
    for one, other in permutations(sentence.named, 2):
        times = clause.times or sentence.times or [one.last]
        for time in [t for named in times for t in spots(one, named)]:
            if other.values.get(time):
                facts = (of.value_at(one, time), of.value_at(other, time))
                yield Candidate(one.values[time] / other.values[time], facts)


def _spans(unit: str, sentence: Scene, subjects: Sequence[Series]) -> Iterator[Candidate]:
    scale = {"d": 0.1, "m": 12.0}.get(unit[0], 1.0)
    named = sorted({*sentence.times, *sentence.earlier}) or []
    ends = [t for one in subjects for t in (one.first, one.last)]
    pool = [*pairwise(sorted(sentence.times))] or [(a, b) for a in named for b in named if a < b]
    pool += [(min(ends), max(ends))] if ends else []
    for start, end in pool:
        yield Candidate(years_between(start, end) * scale)
