"""The card of a passport: each skill with its share, and the measurements."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, NamedTuple

from pydantic import Field

from hocket.core.aptitude import MARK, Aptitude
from hocket.core.noun import Noun

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from hocket.llm.passport.passport import Passport, ProbeResult

SKILLS: dict[str, str] = {
    "json": "valid JSON",
    "tools": "tool calls",
    "needle": "finds facts in long texts",
    "arithmetic": "arithmetic",
    "instructions": "keeps instructions",
    "absent": "says what is not in a text",
    "refusal": "refuses the impossible",
    "classes": "types of tasks",
    "yes_no": "yes and no",
    "sql": "SQL that passes tests",
    "code": "code that passes tests",
    "seeds": "right with any seed",
    "embeddings": "embeddings",
}
"""Skill to its title, in the order of a card."""

MEASURED = frozenset({"load", "speed"})
"""Names beside skills under which measurements are stored."""

Z_90 = 1.6449
"""Of the normal distribution: 90 % lie within so many deviations of the mean."""
SURE = 0.9
WORTH_A_SLOT = 1.25
"""How many times as much has to be written in all for more answers at once."""

OTHERS = "others_at_work"
"""The figure of what was measured while so many other processes of hocket were at work."""

BUSY = 1.5
"""Threads per core above which a machine has other work than one LLM."""


class SkillScore(Noun):
    """How often the probes of a skill were passed; ``low`` to ``high`` is a 90 % interval."""

    skill: str
    title: str
    right: int
    tries: int
    low: float
    high: float
    marks: dict[str, tuple[int, int]] = Field(
        default_factory=dict, description="what was told apart -> (passed, tries)"
    )
    note: str = ""
    unjudged: int = Field(default=0, description="probes that could not be judged")


class SpeedAt(Noun):
    """The speed with some answers at once, all of them together for ``total``."""

    slots: int
    prompt_tokens_per_s: float
    tokens_per_s: float
    total_tokens_per_s: float
    busy: bool = Field(description="whether the machine had other work, so that it is faster idle")


def useful_slots(speeds: Sequence[SpeedAt]) -> int:
    """How many answers at once the machine is worth: those with which most is written in all.

    Each answer more takes memory and slows the others, so more of them have to write a quarter
    more. What was measured while the machine had other work shows nothing.

    Examples:
        >>> def at(slots, total, busy=False):
        ...     return SpeedAt(
        ...         slots=slots,
        ...         prompt_tokens_per_s=0,
        ...         tokens_per_s=total / slots,
        ...         total_tokens_per_s=total,
        ...         busy=busy,
        ...     )
        >>> useful_slots([at(1, 10), at(2, 14), at(4, 15)])
        2
        >>> useful_slots([at(1, 10), at(2, 11), at(4, 30, busy=True)])
        1
    """
    best, slots = 0.0, 1
    for speed in sorted((s for s in speeds if not s.busy), key=lambda s: s.slots):
        if speed.slots == 1:
            best = speed.total_tokens_per_s
        elif best and speed.total_tokens_per_s >= best * WORTH_A_SLOT:
            best, slots = speed.total_tokens_per_s, speed.slots
    return slots


class PassportCard(Noun):
    """What a passport says, added up."""

    skills: tuple[SkillScore, ...]
    speeds: tuple[SpeedAt, ...]
    load_s: float | None
    memory_bytes: int
    window_tokens: int
    others: bool = Field(description="whether other processes were at work while it was measured")
    probes: int
    seconds: float
    prompt_tokens: int
    completion_tokens: int


def card_of(passport: Passport) -> PassportCard:
    """The card of a passport; a skill without a result is left out."""
    results = passport.results
    by_skill: dict[str, list[ProbeResult]] = {}
    for result in results:
        by_skill.setdefault(result.skill, []).append(result)
    order = [*SKILLS, *(skill for skill in by_skill if skill not in SKILLS)]
    loads = by_skill.get("load", [])
    return PassportCard(
        skills=tuple(
            score_of(skill, by_skill[skill])
            for skill in order
            if skill in by_skill and skill not in MEASURED
        ),
        speeds=tuple(_speed(result) for result in by_skill.get("speed", []) if result.counts),
        load_s=loads[0].figures.get("load_s") if loads else None,
        memory_bytes=int(loads[0].figures.get("memory_bytes", 0)) if loads else 0,
        window_tokens=int(loads[0].figures.get("window_tokens", 0)) if loads else 0,
        others=any(OTHERS in r.figures for r in results if r.skill in MEASURED),
        probes=len(results),
        seconds=round(sum(result.seconds for result in results), 1),
        prompt_tokens=sum(result.prompt_tokens for result in results),
        completion_tokens=sum(result.completion_tokens for result in results),
    )


def aptitude_of(passport: Passport) -> Aptitude:
    """What runs may use of a passport: the counts of its skills, and of what was told apart."""
    skills: dict[str, tuple[int, int]] = {}
    for score in card_of(passport).skills:
        skills[score.skill] = (score.right, score.tries)
        skills |= {f"{score.skill}{MARK}{name}": counts for name, counts in score.marks.items()}
    return Aptitude(weights=passport.subject.digest, skills=skills)


def score_of(skill: str, results: Sequence[ProbeResult]) -> SkillScore:
    """The score of one skill over its results; those that could not be judged do not count."""
    judged = [result for result in results if result.counts]
    right = sum(result.right for result in judged)
    low, high = wilson(right, len(judged))
    marks: dict[str, tuple[int, int]] = {}
    for result in judged:
        for name, passed in result.marks.items():
            wins, tries = marks.get(name, (0, 0))
            marks[name] = (wins + passed, tries + 1)
    return SkillScore(
        skill=skill,
        title=SKILLS.get(skill, skill),
        right=right,
        tries=len(judged),
        low=round(low, 3),
        high=round(high, 3),
        marks=marks,
        note=_note(skill, judged) or _faults(results),
        unjudged=len(results) - len(judged),
    )


def wilson(right: int, tries: int) -> tuple[float, float]:
    """The 90 % interval of a share (E. B. Wilson, J. Am. Stat. Assoc. 22, 1927).

    Examples:
        >>> [round(bound, 2) for bound in wilson(4, 4)], wilson(0, 0)
        ([0.6, 1.0], (0.0, 1.0))
    """
    if tries == 0:
        return 0.0, 1.0
    share, z2 = right / tries, Z_90**2
    middle = (share + z2 / (2 * tries)) / (1 + z2 / tries)
    half = Z_90 * math.sqrt(share * (1 - share) / tries + z2 / (4 * tries**2)) / (1 + z2 / tries)
    return max(0.0, middle - half), min(1.0, middle + half)


class Calibration(NamedTuple):
    """How far probabilities of yes agree with what is so.

    Attributes:
        brier: Mean squared error, from 0 to 1 (G. W. Brier, Mon. Weather Rev. 78, 1950); one half
            everywhere gives 0.25.
        sure: How often yes or no had a probability of at least 0.9, and how often that was right.
    """

    brier: float
    sure: tuple[int, int]


def calibration(pairs: Iterable[tuple[float, bool]]) -> Calibration:
    """The calibration of (log odds of yes, whether it is so).

    Examples:
        >>> calibration([(0.0, True)]), calibration([(9.0, True), (9.0, False)]).sure
        (Calibration(brier=0.25, sure=(0, 0)), (1, 2))
    """
    errors, sure, right = [], 0, 0
    for odds, is_so in pairs:
        yes = 1 / (1 + math.exp(-max(-700.0, min(700.0, odds))))
        errors.append((yes - is_so) ** 2)
        if max(yes, 1 - yes) >= SURE:
            sure += 1
            right += (yes > 1 / 2) == is_so
    return Calibration(sum(errors) / len(errors) if errors else 0.0, (right, sure))


def spread(results: Iterable[ProbeResult]) -> tuple[int, int, float]:
    """Questions with the same outcome for all seeds, all of them, and the mean variance.

    The name of a result is ``question@seed``; the variance of one question is p(1-p), where p is
    the share of its seeds that are right, so it is at most 0.25.
    """
    outcomes: dict[str, list[bool]] = {}
    for result in results:
        outcomes.setdefault(result.probe.partition("@")[0], []).append(result.right)
    shares = [sum(each) / len(each) for each in outcomes.values()]
    alike = sum(share in (0.0, 1.0) for share in shares)
    variance = sum(share * (1 - share) for share in shares) / len(shares) if shares else 0.0
    return alike, len(shares), variance


def _note(skill: str, judged: Sequence[ProbeResult]) -> str:
    """What a share alone does not tell."""
    if not judged:
        return ""
    if skill == "yes_no":
        # A passport may be from elsewhere, so a figure may be missing.
        pairs = [
            (r.figures["log_odds"], bool(r.figures["truth"]))
            for r in judged
            if {"log_odds", "truth"} <= r.figures.keys()
        ]
        brier, (right, sure) = calibration(pairs)
        how_sure = f"sure {sure} times, right {right}" if sure else "never sure"
        return f"Brier score {brier:.2f}; {how_sure}"
    if skill == "seeds":
        alike, questions, variance = spread(judged)
        return f"{alike} of {questions} questions alike over the seeds, variance {variance:.2f}"
    if skill == "needle":
        return _lengths(judged)
    if skill == "embeddings":
        return f"{judged[0].figures.get('dimensions', 0):.0f} numbers each"
    return ""


def _lengths(judged: Sequence[ProbeResult]) -> str:
    """How many facts were found at each length, in thousands of tokens."""
    by_length: dict[str, list[bool]] = {}
    for result in judged:
        length = result.probe.partition("/")[2].partition("/")[0]
        by_length.setdefault(length or "unknown", []).append(result.right)
    return ", ".join(
        f"{sum(found)}/{len(found)} at {length} tokens" for length, found in by_length.items()
    )


def _faults(results: Sequence[ProbeResult]) -> str:
    """Why nothing could be judged; empty if something was."""
    if any(result.counts for result in results):
        return ""
    return next((result.fault for result in results if result.fault), "")


def _speed(result: ProbeResult) -> SpeedAt:
    figures = result.figures
    return SpeedAt(
        slots=int(figures.get("slots", 1)),
        prompt_tokens_per_s=figures.get("prompt_tokens_per_s", 0.0),
        tokens_per_s=figures.get("tokens_per_s", 0.0),
        total_tokens_per_s=figures.get("total_tokens_per_s", 0.0),
        busy=figures.get("waiting_per_core", 0.0) > BUSY or OTHERS in figures,
    )
