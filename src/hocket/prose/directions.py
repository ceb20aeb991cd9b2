"""Whether the words of direction and comparison in a sentence agree with the figures."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from hocket.prose.numbers import Candidate, pairs_of
from hocket.prose.scene import Scene, named_in, spots
from hocket.prose.series import rounded
from hocket.prose.times import MONTH, YEAR

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hocket.prose.series import Series
    from hocket.prose.times import Time

UP = (
    r"rose|ris(?:e[sn]?|ing)|grew|grow(?:n|s|ing|th)?|increas\w*|climb\w*|went up|"
    r"gain(?:s|ed)?|jump\w*|"
    r"surg\w*|soar\w*|expand\w*|recover\w*|improv\w*|going up|upwards?"
)
DOWN = (
    r"fell|fall(?:s|en|ing)?|drop(?:s|ped|ping)?|declin\w*|decreas\w*|shr[aiu]nk\w*|went down|lost|"
    r"loss(?:es)?|plung\w*|plummet\w*|slump\w*|reduc\w*|slid|collaps\w*|going down|downwards?"
)
_WORD = rf"\b(?:(?P<up>{UP})|(?P<down>{DOWN}))\b"
_NEVER = r"\b(?:never|without(?: a| any)?)\s+$"
_NOT = (
    r"\b(?:never|not|no|without|neither|nor|hardly|rarely|seldom|stopped)\b[^,.;]{0,40}$|"
    r"n['\u2019]t\s+\w*\s*$"
)
_ALMOST = r"\b(?:almost|nearly|mostly|most)\s+(?:every|each|always|all|steadily|contin\w+|years)\b"
_STEADY = (
    r"\b(?:steadily|continuously|constantly|consistently|every (?:single )?(?:year|month)|"
    r"each (?:year|month)|year after year|year by year|without (?:a )?(?:break|interruption|pause|"
    r"exception)|from one (?:year|month|figure) to the next)\b"
)
_STEPS = r"\b(?:largest|biggest|greatest|sharpest|strongest|steepest)\s+(?:\w+\s+)?"
_MOST = (
    r"\b(?:(?P<max>highest|largest|greatest|biggest|most|peak(?:ed)?|maximum|record|top|higher|"
    r"longest)|(?P<min>lowest|smallest|least|fewest|minimum|lower|shortest))\b"
)
_WHEN = rf"\s+(?:in|on)\s+(?:{MONTH}\s+|(?:the\s+)?\w+ quarter of\s+|Q\d\s+)?{YEAR}\b"
_SAME = (
    r"\b(?:stayed|stays|remained|remains|was|were|kept) (?:always |completely )?"
    r"(?:the same\b(?! as)|constant|unchanged)|\bdid not change\b|\bnever changed\b"
)
_MULTIPLES = {
    r"doubl(?:ed|ing)": 2.0,
    r"(?:tripl|trebl)(?:ed|ing)": 3.0,
    r"quadrupl(?:ed|ing)": 4.0,
    r"halv(?:ed|ing)": 0.5,
    r"twice as (?:much|many|high|large)": 2.0,
}
BAND = 0.07


def direction_faults(clause: Scene, sentence: Scene, changes: Sequence[Candidate]) -> list[str]:
    """What a clause says wrongly of which way something went.

    Args:
        clause: The clause.
        sentence: The sentence it is a part of.
        changes: The changes that its numbers are.
    """
    if re.search(_STEPS + rf"(?:{UP}|{DOWN})", clause.spoken, re.IGNORECASE):
        return []
    faults = []
    for match in re.finditer(_WORD, clause.spoken, re.IGNORECASE):
        sign = 1 if match["up"] else -1
        before = clause.spoken[: match.start()]
        if re.search(_NEVER, before, re.IGNORECASE):
            faults += _denied(clause, sentence, sign)
        elif re.search(_NOT, before, re.IGNORECASE) or re.search(_ALMOST, clause.spoken):
            continue
        elif re.search(_STEADY, clause.spoken, re.IGNORECASE):
            faults += _steady(clause, sentence, sign)
        else:
            faults += _moved(clause, sentence, sign, changes)
    return list(dict.fromkeys(faults))


def _subjects(clause: Scene, sentence: Scene) -> Sequence[Series]:
    return clause.named or sentence.named or clause.every


def _moved(clause: Scene, sentence: Scene, sign: int, changes: Sequence[Candidate]) -> list[str]:
    way = "rise" if sign > 0 else "fall"
    stated = _stated_pair(clause)
    if stated is not None and stated * sign < 0:
        return [f"from its figures it did not {way}"]
    signed = [c.change for c in changes if c.change]
    if signed and not any(change * sign > 0 for change in signed):
        return [f"that change is no {way}"]
    wrong = [
        one.name for one in _subjects(clause, sentence) if not _went(clause, sentence, one, sign)
    ]
    known = bool(clause.named or sentence.named) or len(clause.every) == 1
    if wrong and (known or len(wrong) == len(clause.every)):
        return [f"{', '.join(wrong)} did not {way} then"]
    return []


def _stated_pair(clause: Scene) -> float | None:
    """The later figure minus the earlier one of 'from … to …'."""
    for first, second in pairwise(clause.numbers):
        before = clause.spoken[: first.start]
        between = clause.spoken[first.end : second.start]
        if re.search(r"\bfrom\s+(?:\w+\s+)?$", before) and re.search(
            r"\bto\s+(?:\w+\s+)?$", between
        ):
            return second.value - first.value
    return None


def _went(clause: Scene, sentence: Scene, one: Series, sign: int) -> bool:
    since = re.search(r"\b(?:since|after|from)\s+(?:then\b)?", clause.spoken, re.IGNORECASE)
    own = sorted({t for time in clause.times for t in spots(one, time)})
    stated = _known(clause.earlier, one)
    if len(clause.times) > 1:
        pairs = [(own[0], own[-1])] if len(own) > 1 else []
    elif clause.times:
        start = [one.first] if own and one.first < own[0] else []
        before = [a for a, b, _ in one.steps if b in own]
        said = [t for t in stated if own and t < own[0]]
        if re.match(r"\s*by\b.*\bhad\b", clause.spoken, re.IGNORECASE):
            before = []  # by then, since the start
        pairs = [(t, own[0]) for t in said[-1:] or [*start, *before]] if own else []
        if len(own) > 1:  # a year of several values
            pairs = [(t, own[-1]) for t in (own[0], *(a for a, b, _ in one.steps if b == own[0]))]
        if own and (since or own[0] == one.first):
            pairs = [(t, one.last) for t in own if t < one.last]
    else:
        inside = sorted({t for time in sentence.times for t in spots(one, time)})
        pairs = [(a, b) for a in stated for b in stated if a < b]
        pairs += [(t, one.last) for t in stated if t < one.last]
        pairs += [(a, b) for a, b, _ in one.steps if b in inside]
        pairs += [(a, b) for a in stated for b in inside if a < b]
        pairs += [(inside[0], inside[-1])] if len(inside) > 1 else [(one.first, one.last)]
    return any(one.change(a, b) * sign > 0 for a, b in pairs) if pairs else not clause.times


def _known(times: Sequence[Time], one: Series) -> list[Time]:
    return [spot for time in times for spot in spots(one, time)]


def _within(clause: Scene, sentence: Scene, one: Series) -> list[float]:
    """The changes between neighbours in the period that is spoken of."""
    own = [t for time in (clause.times or sentence.times) for t in spots(one, time)]
    start, end = (min(own), max(own)) if len(own) > 1 else (one.first, one.last)
    return [change for a, b, change in one.steps if start <= a and b <= end]


def _denied(clause: Scene, sentence: Scene, sign: int) -> list[str]:
    """'Never fell' says that no step goes down."""
    for one in _subjects(clause, sentence):
        if any(change * sign > 0 for change in _within(clause, sentence, one)):
            return [f"{one.name} did {'rise' if sign > 0 else 'fall'} at times"]
    return []


def _steady(clause: Scene, sentence: Scene, sign: int) -> list[str]:
    for one in _subjects(clause, sentence):
        if not all(change * sign > 0 for change in _within(clause, sentence, one)):
            return [f"{one.name} did not go that way every time"]
    return []


def constancy_faults(clause: Scene, sentence: Scene) -> list[str]:
    """'Stayed the same' says that all values of the period are written alike."""
    if not re.search(_SAME, clause.spoken, re.IGNORECASE):
        return []
    return [
        f"{one.name} did change"
        for one in _subjects(clause, sentence)
        if any(rounded(c, one.decimals).strip("0.,") for c in _within(clause, sentence, one))
    ]


def order_faults(clause: Scene) -> list[str]:
    """Times that are put the wrong way round: 'from 2000 to 1990'."""
    for first, second in pairwise(clause.mentions):
        before = clause.spoken[: first.start]
        between = clause.spoken[first.end : second.start]
        spans = re.search(r"\b(?:from|between|in)\s+$", before, re.IGNORECASE)
        joined = re.search(r"\b(?:to|and|until)\s+(?:[^.]*\bin\s+)?$", between)
        if spans and joined and first.time >= second.time and not re.search(r"\d", between):
            return ["its times are in the wrong order"]
        if (
            re.search(r"\bfrom\b", before)
            and re.search(r"\bto\b", between)
            and first.time >= second.time
        ):
            return ["its times are in the wrong order"]
    return []


def superlative_faults(clause: Scene, sentence: Scene) -> list[str]:
    """Highest and lowest that are not so."""
    faults = []
    matches = list(re.finditer(_MOST, clause.spoken, re.IGNORECASE))
    for match in matches:
        rest = clause.spoken[match.end() :]
        if re.match(r"[^.;]*?\bthan\b|\s+of the two\b", rest) or (
            re.search(r"\b(?:at|the)\s+$", clause.spoken[: match.start()])
            and match[0].lower() == "most"
        ):
            continue
        if re.match(
            rf"\s+(?:\w+\s+)?(?:{UP}|{DOWN}|step|change|difference|gain)\b", rest, re.IGNORECASE
        ):
            faults += _step_fault(clause, sentence, rest)
            continue
        over_time = bool(
            re.match(_WHEN, rest) or re.search(r"\b(?:its|their)\b", clause.spoken, re.IGNORECASE)
        )
        if not _is_extreme(clause, sentence, 1 if match["max"] else -1, over_time=over_time):
            faults.append(f"that is not the {match[0].lower()}")
    return faults


def _is_extreme(clause: Scene, sentence: Scene, sign: int, *, over_time: bool) -> bool:
    subjects = _subjects(clause, sentence)
    times = clause.times or sentence.times
    numbers = [n for n in clause.numbers if "percentage" not in n.unit]
    for one in subjects:
        best = max(v * sign for v in one.values.values())
        own = [t for named in times for t in spots(one, named)]
        if own and any(one.values[t] * sign == best for t in own):
            return True
        if not own and any(n.is_close(best * sign) for n in numbers):
            return True
        peers = [o for o in clause.every if not o.is_total]
        at = own or ([one.last] if not numbers else list(one.times))
        ranks = not over_time and (clause.is_named or len(sentence.named) == 1)
        for time in at if ranks else ():
            rivals = [o.values[time] for o in peers if time in o.values]
            known = not numbers or any(n.is_close(one.values[time]) for n in numbers)
            if (
                len(rivals) > 1
                and one.values[time] * sign == max(v * sign for v in rivals)
                and known
            ):
                return True
    return bool(clause.figures)


def _step_fault(clause: Scene, sentence: Scene, rest: str) -> list[str]:
    """'The largest rise' is the largest step of a series, or the largest change of several."""
    match = re.search(_WORD, rest, re.IGNORECASE)
    sign = 0 if match is None else 1 if match["up"] else -1
    numbers = sentence.numbers
    if re.search(r"^\W*(?:in percent|relatively)", sentence.spoken, re.IGNORECASE):
        return _percent_fault(clause, sentence, sign)
    for one in _subjects(clause, sentence):
        steps = [c for _, _, c in one.steps if not sign or c * sign > 0]
        best = max(steps, key=abs, default=0.0)
        spans = [one.change(one.first, one.last)]
        rivals = [o.change(o.first, o.last) for o in clause.every if not o.is_total]
        rivals = [c for c in rivals if not sign or c * sign > 0]
        widest = max(rivals, key=abs, default=0.0)
        times = [t for named in sentence.times for t in spots(one, named)]
        at_step = len(times) < 2 or any({a, b} == set(times) and c == best for a, b, c in one.steps)  # noqa: PLR2004
        if best and at_step and (not numbers or any(n.is_close(best) for n in numbers)):
            return []
        if spans[0] == widest and (not numbers or any(n.is_close(widest) for n in numbers)):
            return []
    return ["that is not the largest one"]


def _percent_fault(clause: Scene, sentence: Scene, sign: int) -> list[str]:
    """'In percent, the largest rise' is that of several series with the largest share."""
    shares = {
        one.name: share
        for one in clause.every
        if not one.is_total and (share := one.percent(one.first, one.last)) and share * sign >= 0
    }
    widest = max(shares, key=lambda name: abs(shares[name]), default="")
    named = [one.name for one in _subjects(clause, sentence)]
    return [] if named == [widest] else ["that is not the largest one in percent"]


def multiple_faults(clause: Scene, sentence: Scene) -> list[str]:
    """Doubled, halved and the like that are not so."""
    faults = []
    for pattern, factor in _MULTIPLES.items():
        match = re.search(
            rf"\b(?P<hedge>more than |over |nearly |almost |about |roughly )?(?:{pattern})\b",
            clause.spoken,
            re.IGNORECASE,
        )
        if match is None:
            continue
        ratios = [
            one.values[b] / one.values[a]
            for one in _subjects(clause, sentence)
            for a, b in pairs_of(clause, sentence, one)
            if one.values[a]
        ]
        hedge = (match["hedge"] or "").strip().lower()
        low, high = 1 - BAND, 1 + BAND
        if hedge in {"more than", "over"}:
            low, high = (1.0, 1.6) if factor > 1 else (0.6, 1.0)
        elif hedge in {"nearly", "almost"}:
            low, high = (0.85, 1.0) if factor > 1 else (1.0, 1.2)
        if not any(low <= ratio / factor <= high for ratio in ratios):
            faults.append(f"it was not {match[0].lower()}")
    return faults


def comparison_faults(clause: Scene, sentence: Scene) -> list[str]:
    """Of two series that are compared, which is higher."""
    match = re.search(
        r"\b(?:(?P<up>higher|more|greater|larger|longer)|(?P<down>lower|less|fewer|smaller|shorter))"
        r"\b[^.;]*?\bthan\b|\b(?P<above>above)\b|\b(?P<below>below)\b",
        sentence.spoken,
        re.IGNORECASE,
    )
    if match is None or clause.spoken not in sentence.spoken[: match.end() + len(clause.spoken)]:
        return []
    left = named_in(sentence.text[: match.start()], clause.every)
    inner = named_in(sentence.text[match.start() : match.end()], clause.every)
    right = named_in(sentence.text[match.end() :], clause.every)
    left = inner or left[-1:]
    if len(left) != 1 or len(right) != 1 or left == right:
        return []
    sign = 1 if match["up"] or match["above"] else -1
    return [] if _is_above(left[0], right[0], sentence, sign) else ["the comparison is wrong"]


def _is_above(one: Series, other: Series, sentence: Scene, sign: int) -> bool:
    if re.search(rf"(?:{UP}|{DOWN}|change)", sentence.spoken, re.IGNORECASE):
        changes = [s.change(s.first, s.last) for s in (one, other)]
        if (abs(changes[0]) - abs(changes[1])) * sign > 0:
            return True
    times = [t for named in sentence.times for t in spots(one, named)] or [one.last]
    return all((one.values[t] - other.values[t]) * sign > 0 for t in times if t in other.values)


def rank_faults(sentence: Scene) -> list[str]:
    """'Highest in A and lowest in B': each must be so among all, at the time that is named."""
    times = sentence.times or sentence.earlier
    peers = [one for one in sentence.every if not one.is_total]
    faults = []
    for match in re.finditer(_MOST, sentence.spoken, re.IGNORECASE):
        rest = sentence.text[match.end() :]
        place = re.match(r"\s+(?:value\s+)?(?:was\s+)?(?:(?:that\s+)?of|in|for)\s+", rest)
        if place is None or re.search(r"\bthan\b", rest) or not times or len(peers) < 2:  # noqa: PLR2004
            continue
        near = rest[place.end() : place.end() + 60]
        named = [
            o
            for o in peers
            if named_in(near, [o])
            and re.match(rf"(?:the )?\W*{re.escape(o.name)}", near, re.IGNORECASE)
        ]
        sign = 1 if match["max"] else -1
        for one, time in [(o, t) for o in named for n in times for t in spots(o, n)]:
            rivals = [o.values[time] for o in peers if time in o.values]
            if one.values[time] * sign < max(v * sign for v in rivals):
                faults.append(f"{one.name} was not the {match[0].lower()}")
    return faults
