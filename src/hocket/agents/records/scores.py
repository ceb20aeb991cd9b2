"""The final scores that a clause of a report gives, turned to the own side."""

from __future__ import annotations

import re
from dataclasses import dataclass

from hocket.agents.backing import VALUES
from hocket.core.late_pattern import late_pattern

_WORD = "|".join(sorted((w for w, v in VALUES.items() if v == int(v) and v <= 20), key=len)[::-1])  # noqa: PLR2004
_NUMBER = rf"(?:\d{{1,3}}|{_WORD}|nil|nothing|love|zero)"
_UNIT = r"(?: (?:goals?|points?|frames?|games?|sets?|boards?|runs?|tries))?"
_SCORES = late_pattern(
    r"(?<![\w.,:/-])(?P<a>\d{1,3}) ?(?P<by>[-\u2013:]) ?(?P<b>\d{1,3})"
    r"(?![\w/:-]|[.,]\d|\.? (?:Jan|Feb|Mar|Apr|May|June|July|Aug|Sep|Oct|Nov|Dec))"
    rf"|\b(?P<c>{_NUMBER}){_UNIT} to (?P<d>{_NUMBER})\b(?! (?:minutes|players|people|of)\b)"
    rf"|\b(?P<each>{_NUMBER})[- ]all\b|\b(?P<none>goalless|scoreless)\b",
    re.IGNORECASE,
)
_CLOCK = late_pattern(r"(?i)(?:\b(?:at|from|until|till|by|to)|,) $")
_ON_THE_WAY = late_pattern(
    r"(?i)\b(?:led|leading|ahead|behind|trail\w*|down by|at (?:half-?time|the (?:break|interval))"
    r"|half-?time|after (?:the )?(?:first|second|third|ten|twenty|thirty|\d+)|in the first|up to"
    r"|from|pulled back to|came back to|equali[sz]\w*|still|already|until)\b"
)
_THEIRS = late_pattern(
    r"(?i)\b(?:for them|in their favou?r|lost|went down|(?:were|was|got) (?:\w+ )?(?:beaten"
    r"|thrashed)"
    r"|(?:beat|defeated|outplayed|thrashed) us|too \w+ for us|defeat|they (?:\w+ )?won|a loss)\b"
)
_OURS = late_pattern(
    r"(?i)\b(?:for us|in our favou?r|won|beat|defeated|overcame|thrashed"
    r"|took (?:the|both|all|home the|two|three) (?:\w+ )?points|victory|win|winning"
    r"|came out on top"
    r"|the points were ours)\b"
)
_UNSURE = late_pattern(
    r"(?i)\b(?:not|never|almost|nearly|would|could|should|might|if|instead of|nobody)\b|n't\b"
)
_CLAUSES = late_pattern(r"[;:]\s+|,\s+|\s+(?:but|although|though|before|until)\s+")


@dataclass(frozen=True, slots=True)
class Score:
    """What the own side and the other one scored."""

    own: int
    other: int


def final_scores(part: str, sentence: str) -> list[Score | None]:
    """The scores of a part that are final; None stands for one whose winner is not clear.

    Args:
        part: What is said of one match.
        sentence: The sentence around it.

    Examples:
        >>> final_scores("We led 2-0, but it ended 4-2 for them.", "")
        [Score(own=2, other=4)]
        >>> final_scores("We lost by six points to two.", ""), final_scores("Three all.", "")
        ([Score(own=2, other=6)], [Score(own=3, other=3)])
        >>> final_scores("It ended 4-2. Training is at 19:00.", "")
        [None]
    """
    found = []
    for clause in _CLAUSES.split(part):
        for match in _SCORES.finditer(clause):
            if (
                match["by"] == ":"
                and len(match["b"]) > 1
                and _CLOCK.search(clause[: match.start()])
            ):
                continue
            pair = _pair(match)
            if match["by"] == ":" and re.fullmatch(r"0\d", match["b"]):
                continue
            if not _ON_THE_WAY.search(clause):
                found.append(_turned(pair, clause, sentence or part))
    return found


def _pair(match: re.Match[str]) -> tuple[int, int]:
    if match["none"]:
        return 0, 0
    if match["each"]:
        return _value(match["each"]), _value(match["each"])
    return _value(match["a"] or match["c"]), _value(match["b"] or match["d"])


def _value(number: str) -> int:
    word = number.lower()
    if word in ("nil", "nothing", "love", "zero"):
        return 0
    return int(word) if word.isdigit() else int(VALUES[word])


def _turned(pair: tuple[int, int], clause: str, sentence: str) -> Score | None:
    """A pair of numbers from the own side, by who won in its clause, else in its sentence."""
    if _UNSURE.search(clause):
        return None
    low, high = sorted(pair)
    if low == high:
        return None if _winner(clause) else Score(low, low)
    side = _winner(clause) or _winner(sentence)
    if side not in ("own", "other"):
        return None
    return Score(high, low) if side == "own" else Score(low, high)


def _winner(words: str) -> str:
    """Who has won by some words: ``own``, ``other``, ``both`` if unclear, else empty."""
    is_theirs = _THEIRS.search(words) is not None
    is_ours = _OURS.search(_THEIRS.sub(" ", words)) is not None
    if is_theirs and is_ours:
        return "both"
    return "other" if is_theirs else "own" if is_ours else ""
