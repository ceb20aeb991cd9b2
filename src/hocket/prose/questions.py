"""What a goal asks besides how something changed: the highest years, a mark that was passed."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from hocket.prose.mentions import SPELLED
from hocket.prose.unit import FACTOR, KNOWN, Unit, unit_of

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

_SMALL = {word: number for word, number in SPELLED.items() if 2 <= number <= 10}  # noqa: PLR2004
_N = rf"(?P<n>[2-9]|10|{'|'.join(_SMALL)})"
_WHAT = r"(?P<what>years?|quarters?|months?|values?|figures?)"
_SAY = (
    r"(?:(?:and\s+|also\s+|please\s+)*(?:name|say|tell|give|state|mention|show|add)\s+(?:me\s+|us\s+)?"
    r"(?:also\s+|as well\s+)?)?"
)
_HIGH, _LOW = r"highest|largest|greatest|strongest|most", r"lowest|smallest|weakest|fewest|least"
_NO_STEPS = (
    r"(?!(?:rise|fall|increase|decrease|growth|change|drop|gain|loss|jump|step|decline)s?\b)"
)
_TOPS = (
    (
        rf"{_SAY}\b(?:the\s+)?{_N}\s+{_WHAT}\s+(?:with|that\s+had|of)\s+the\s+(?P<way>{_HIGH}|{_LOW})"
        rf"(?:\s+{_NO_STEPS}[a-z]+){{1,2}}?(?=[.,;?!]|\s+and\b|$)"
    ),
    rf"{_SAY}\b(?:the\s+|its\s+|their\s+)?{_N}\s+(?P<way>{_HIGH}|{_LOW})\s+{_WHAT}\b",
)
_ABOVE = (
    r"above|over|more than|higher than|larger than|exceed(?:ed)?|pass(?:ed)?|rise above|rose above"
)
_BELOW = r"below|under|less than|lower than|smaller than|fewer than|fall below|fell below"
_NUMBER = r"(?P<mark>\d[\d,]*(?:\.\d+)?)"
_UNIT = rf"(?P<unit>(?:\s*(?:{FACTOR})\b(?:\s+of\b)?)?(?:\s*(?:{KNOWN})(?!\w))?)"
_MARK = rf"\b(?P<way>{_ABOVE}|{_BELOW})\s+(?:the\s+mark\s+of\s+)?{_NUMBER}{_UNIT}(?!\d|[.,]\d)"
_COUNTS = (
    (
        rf"{_SAY}\b(?:in\s+|for\s+|during\s+)?how\s+many\s+(?P<what>year|quarter|month)s\b"
        rf"(?P<gap>[^.,;?!\d]{{0,50}}?){_MARK}"
    ),
)
_WHEN = rf"{_SAY}\b(?:when|(?:in|since)\s+which\s+(?:year|quarter|month))\b"
_FIRSTS = (
    rf"{_WHEN}(?P<gap>[^.,;?!\d]{{0,50}}?)\bfirst\b(?P<gap2>[^.,;?!\d]{{0,20}}?){_MARK}",
    rf"{_WHEN}(?P<gap>[^.,;?!\d]{{0,50}}?){_MARK}\s+for\s+the\s+first\s+time\b",
)
_WHOLE = r"(?:(?:the\s+)?(?:whole|entire)\s+(?:time|period|span)|all\s+(?:the\s+)?years)"
_MEANS = (
    (
        rf"{_SAY}\bcompared?\s+(?:(?:it|them|this|the\s+(?:last|first|latest|final)\s+(?:value|figure"
        rf"|one))\s+)?(?:with|to)\s+the\s+(?:average|mean)(?:\s+(?:of|over|for)\s+{_WHOLE}"
        r"|(?=[.,;?!]|$))"
    ),
    (
        rf"{_SAY}\b(?:what\s+)?(?:the\s+|its\s+|their\s+)?(?:average|mean)\s+(?:of|over|for|in)\s+"
        rf"{_WHOLE}(?:\s+was\b)?"
    ),
)
_MOVED = (
    r"(?P<gap>\b(?:by\s+how\s+much\s+)?(?:[a-z]+\s+){0,4}?(?:rose|risen?|fell|fall(?:en)?|changed?"
    r"|gr[eo]wn?|increased?|decreased?|drop(?:ped)?|go(?:ne)?\s+(?:up|down)|went\s+(?:up|down))\s+)"
)
_STEPS = (
    rf"{_SAY}{_MOVED}on\s+average\s+(?:per|a|each|every)\s+year\b",
    rf"{_SAY}{_MOVED}(?:per|a|each|every)\s+year\s+on\s+average\b",
    (
        rf"{_SAY}\b(?:the\s+|its\s+|their\s+)?(?:average|mean)\s+(?:yearly\s+|annual\s+)?(?:rise|fall|increase"
        r"|decrease)(?:\s+(?:per|a|each|every)\s+year)?\b"
    ),
)


@dataclass(frozen=True, slots=True)
class Question:
    """A question that each series answers in one sentence.

    Attributes:
        kind: ``top`` values, ``count`` of times beyond a mark, the ``first`` of them, the ``mean``
            of the whole time, or the mean ``step`` of a year.
        sign: 1 for the highest or above, -1 for the lowest or below.
        number: How many of the highest.
        what: What is counted or named: ``year``, ``quarter``, ``month``, or ``value``.
        mark: The value of the mark.
        unit: Its unit, if it has one.
    """

    kind: str
    sign: int = 1
    number: int = 0
    what: str = "value"
    mark: float = 0.0
    unit: Unit = field(default_factory=Unit)


def questions_of(goal: str) -> tuple[tuple[Question, ...], str]:
    """The questions of a goal, and the goal without the words that ask them.

    Examples:
        >>> [question], rest = questions_of("How did it change? Name the three highest years.")
        >>> question.kind, question.number, rest
        ('top', 3, 'How did it change? ;.')
    """
    found: list[Question] = []
    for forms, read in _READERS:
        for form in forms:
            while match := re.search(form, goal, re.IGNORECASE):
                found.append(read(match))
                gaps = "".join(match.groupdict().get(gap) or "" for gap in ("gap", "gap2"))
                goal = f"{goal[: match.start()]};{gaps}{goal[match.end() :]}"
    return tuple(dict.fromkeys(found)), goal


def _sign(way: str) -> int:
    return 1 if re.fullmatch(f"{_HIGH}|{_ABOVE}", way.lower()) else -1


def _top(match: re.Match[str]) -> Question:
    word = match["n"].lower()
    what = match["what"].lower().removesuffix("s")
    return Question(
        "top",
        _sign(match["way"]),
        int(word) if word.isdigit() else _SMALL[word],
        "value" if what == "figure" else what,
    )


def _marked(kind: str) -> Callable[[re.Match[str]], Question]:
    def read(match: re.Match[str]) -> Question:
        what = match.groupdict().get("what") or "value"
        mark = float(match["mark"].replace(",", ""))
        unit = unit_of(match["unit"]) if match["unit"].strip() else Unit()
        return Question(kind, _sign(match["way"]), what=what.lower(), mark=mark, unit=unit)

    return read


def _plain(kind: str) -> Callable[[re.Match[str]], Question]:
    return lambda _: Question(kind)


_READERS: tuple[tuple[Sequence[str], Callable[[re.Match[str]], Question]], ...] = (
    (_TOPS, _top),
    (_COUNTS, _marked("count")),
    (_FIRSTS, _marked("first")),
    (_STEPS, _plain("step")),
    (_MEANS, _plain("mean")),
)
