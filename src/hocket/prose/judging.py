"""What each sentence of a text claims, and whether the facts bear it: no LLM is asked."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from hocket.prose.answers import mark_faults
from hocket.prose.directions import (
    comparison_faults,
    constancy_faults,
    direction_faults,
    multiple_faults,
    order_faults,
    rank_faults,
    superlative_faults,
)
from hocket.prose.numbers import problem_of
from hocket.prose.scene import Scene, named_in, spots
from hocket.prose.splitting import Said, said_in
from hocket.prose.tidying import tidied
from hocket.prose.times import MONTHS, worded

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hocket.core.fact import Fact
    from hocket.prose.figures import Figure
    from hocket.prose.numbers import Candidate
    from hocket.prose.series import Series
    from hocket.prose.times import Time

CAUSES = (
    r"\b(?:because|due to|caused|causes|owing to|thanks to|as a result|resulted|led to|leads to|"
    r"driven by|responsible for|explains?|reason for)\b"
)
FORECASTS = (
    r"\b(?:will|is expected|are expected|is likely|are likely|going to (?:rise|fall|be|continue)|"
    r"in the future|forecasts?|predict\w*|projected|is set to)\b"
)
JUDGEMENTS = (
    r"\b(?:alarming\w*|worrying\w*|shocking\w*|unfortunately|fortunately|sadly|luckily|impressive\w*|"
    r"disastrous|excellent|terrible|unprecedented|surprising\w*|remarkabl\w*)\b"
)
ABSENT = r"\b(?:no|without(?: any)?) (?:figures?|values?|data|measurements?)\b[^.]*\bfor\b"
GUESS = r"\b(?:guess|perhaps|probably|maybe|may have|might|possibly|could have)\b"
_PLAIN = {
    *(month.lower() for month in MONTHS), "i", "markdown", "csv", "json", "figure", "table", "year",
}  # fmt: skip
_MARKS = r"[*_`]*"
MAX_SPOKEN = 3
"""How many earlier times a sentence may refer to."""


@dataclass(frozen=True)
class Judged:
    """A sentence, what is wrong with it, and the facts that bear it."""

    said: Said
    faults: tuple[str, ...] = ()
    facts: tuple[Fact, ...] = ()


def judged(
    text: str, series: Sequence[Series], figures: Sequence[Figure] = (), known: str = ""
) -> list[Judged]:
    """Every sentence of a text with its faults.

    Args:
        text: In Markdown.
        series: What the text may speak of.
        figures: Figures of earlier tasks that it may state.
        known: Texts whose names and numbers it may use, such as the goal.
    """
    results: list[Judged] = []
    named: Sequence[Series] = ()
    earlier: list[Time] = []
    part = -1
    for said in said_in(text):
        if said.part != part:
            part, earlier = said.part, []
        own = named_in(said.text, series)
        scene = Scene(said.text, series, figures, own or named, bool(own), tuple(earlier))
        results.append(_judged(said, scene, known))
        if own:
            named = own
        earlier = [*earlier, *scene.times][-MAX_SPOKEN:]
    return results


def _judged(said: Said, scene: Scene, known: str) -> Judged:
    named = " ".join(f"{s.measure} {s.entity} {s.column} {s.unit.name}" for s in scene.every)
    names = unknown_names(scene.text, f"{known} {named}")
    faults = [*claims_without_source(scene.spoken), *names, *_times(scene, known)]
    facts: list[Fact] = []
    if said.is_heading:
        return Judged(said, tuple(_times(scene, known)))
    if re.search(ABSENT, scene.text, re.IGNORECASE):
        return Judged(said, (*faults, *_absences(scene)))
    beyond = mark_faults(scene, scene.named or scene.every)
    if beyond is not None:
        return Judged(said, (*faults, *beyond))
    for clause in scene.clauses:
        changes: list[Candidate] = []
        for number in clause.numbers:
            fault, candidates = problem_of(number, clause, scene)
            if fault and not _is_given(number.text, known):
                faults.append(fault)
            changes += [c for c in candidates if c.change]
            facts += list(candidates[0].facts) if candidates else []
        faults += direction_faults(clause, scene, changes) if scene.every else []
        if scene.every:
            faults += [*order_faults(clause), *superlative_faults(clause, scene)]
            faults += [*multiple_faults(clause, scene), *constancy_faults(clause, scene)]
    if scene.every:
        faults += [*comparison_faults(scene, scene), *rank_faults(scene)]
    return Judged(said, tuple(dict.fromkeys(faults)), tuple(dict.fromkeys(facts)))


def _absences(scene: Scene) -> list[str]:
    """'For 3 of the 12 years' there are no values: both counts must be so."""
    match = re.search(r"\bfor (\d+) of the (\d+)\b", scene.text)
    if match is None:
        return []
    counts = [(len(s.gaps), len(s.gaps) + len(s.times)) for s in scene.named or scene.every]
    stated = (int(match[1]), int(match[2]))
    return [] if stated in counts else [f"it is not {match[1]} of {match[2]}"]


def _is_given(text: str, known: str) -> bool:
    """Whether the goal itself states the number, with its unit."""
    return not text.isdigit() and text in known


def claims_without_source(text: str) -> list[str]:
    """Causes, forecasts and judgements that are not worded as a guess."""
    if is_guess(text):
        return []
    kinds = ((CAUSES, "a cause"), (FORECASTS, "a forecast"), (JUDGEMENTS, "a judgement"))
    return [
        f"it gives {kind} without a source"
        for pattern, kind in kinds
        if re.search(pattern, text, re.IGNORECASE)
    ]


def is_guess(text: str) -> bool:
    """Whether a sentence is worded as a guess of its author."""
    return bool(re.search(GUESS, text, re.IGNORECASE))


def unknown_names(text: str, words: str) -> list[str]:
    """Names within a sentence that stand nowhere in what is known."""
    known, faults = words.lower(), []
    for match in re.finditer(r"(?<=[a-z,;] )[A-Z][a-z]{2,}(?:-[A-Z][a-z]+)?", text):
        word = match[0].lower()
        if word not in known and word not in _PLAIN:
            faults.append(f"{match[0]} is named nowhere in the goal or the files")
    return faults


def _times(scene: Scene, known: str) -> list[str]:
    """Times outside what the tables cover, and times said to have no values that have some."""
    if re.search(ABSENT, scene.text, re.IGNORECASE):
        subjects = scene.named or scene.every
        return [
            f"there are values for {worded(time)}"
            for time in scene.times
            if any(spots(one, time) and time not in one.gaps for one in subjects)
        ]
    faults = []
    for time in scene.times:
        years = [(s.first[0], s.last[0]) for s in scene.every]
        inside = any(start <= time[0] <= end for start, end in years)
        if (years and not inside and str(time[0]) not in known) or (
            years and time[1] and not any(spots(s, time) for s in scene.every)
        ):
            faults.append(f"there are no values for {worded(time)}")
    return faults


def without_faults(text: str, results: Sequence[Judged]) -> str:
    """The text without the sentences that have faults."""
    before = text
    for result in results:
        if result.faults and not result.said.is_heading:
            words = [_MARKS.join(map(re.escape, word)) for word in result.said.text.split()]
            pattern = rf"{_MARKS}\s+{_MARKS}".join(words)
            text = re.sub(rf" ?{_MARKS}{pattern}{_MARKS}", "", text, count=1)
    return tidied(text, before)
