"""Goals without files: a riddle or a sum, a question of knowledge, or something of one's own."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from hocket.core.late_pattern import late_pattern
from hocket.plan.kinds.patterns import PROSE, has_ending, words
from hocket.plan.kinds.wording import asks
from hocket.plan.kinds.written import is_creative, wants_report
from hocket.puzzles import is_read

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hocket.plan.kinds.wording import Wording

_NUMBER = late_pattern(
    r"\d+(?:[.,:]\d+)*|\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty"
    r"|thirty"
    r"|forty|fifty|hundred|thousand|half|twice|double|dozen|third|quarter)\b",
    re.IGNORECASE,
)
_AMOUNT = (
    r"(?:price|cost|total|sum|probability|chance|odds|average|speed|area|volume|perimeter"
    r"|difference"
    r"|product|remainder|number|value|result|angle|distance|age|interest|profit|ratio|digit)"
)
_QUANTITY = words(
    r"how (?:many|much|long|old|far|fast|often|high|big|tall)|what (?:did|does|do|will"
    r"|would|must|should) .{1,60} (?:cost|pay|weigh|earn|need|score)|at what (?:time|speed|price)"
    r"|what time"
    r"|(?:on )?(?:what|which) (?:date|day|weekday)(?! (?:in \d+ )?(?:did|was|were)\b)"
    r"|when (?:will|do|does|is)|what (?:is|was"
    r"|will be) (?:the|its|my|our|their) (?:first|next|last|second|third|earliest|latest)"
    r" (?:date|day|weekday|time)"
    r"|every (?:two|three|four|five|six|other|second|third|\d+) (?:days|weeks|months|years)"
    rf"|what (?:is|was|are|will be) (?:the|my|our) (?:\w+ )?{_AMOUNT}"
    r"|how many (?:different |distinct )*(?:ways|arrangements|combinations|permutations|orders)"
    r"|calculate|compute|solve|convert|percent\w*|next (?:number"
    r"|term|letter)|comes next|sequence|work out|what is \d|prime numbers?|factorial|divisible"
    r"|square root|what(?:'s| is| are) -?\d[\d.,]*"
    r"(?: ?(?:[-+*/x\u00d7] ?\d+|times|plus|minus|divided)"
    r"|(?: ?\u00b0[CFK]| degrees| [a-z][a-z/]*[23]?)(?: [A-Za-z]+)? (?:in|to) (?:\u00b0)?\w+)"
)
_AMOUNT_ASKED = words(rf"(?:the|my|our|its|their|an?) (?:\w+ ){{0,2}}?{_AMOUNT}")
_AMOUNT_ALONE = words(_AMOUNT)
_EQUATION = words(
    r"(?:sum|product|difference|average|ratio|perimeter|area) of [^.?!]{1,80}?"
    r" (?:is|are|=|equals) \d+"
)
_MEASURED = late_pattern(
    r"[$\u20ac\u00a3] ?\d[\d.,]{0,15}|(?<![\d.,:])\d\d?:\d\d(?!\d)"
    r"|(?<![\d.,])\d[\d.,]{0,15}(?: ?[%\u20ac]"
    r"|[ -]?(?:per ?cent|[kcm]?m(?:/[hs])?|mph|k?g|[mc]?l|lit(?:re|er)s?|h|hours?|min(?:ute)?s?"
    r"|s|sec(?:ond)?s?|days?|weeks?|months?"
    r"|euros?|dollars?|pounds?|cents?|degrees?|met(?:re|er)s?|miles?|feet|kilos?|grams?)\b)",
    re.IGNORECASE,
)
"""What is measured: two of these are given to compute with. Years are not, as facts have them."""
_ARRANGED = words(
    r"how many (?:different |distinct |possible )*(?:ways|arrangements|combinations|permutations"
    r"|anagrams)\b.{0,60}\b(?:arrang\w+|order|letters|seat\w*|choose|chosen|line up)"
)
"""What is counted although no number is given, such as the orders of the letters of a word."""
_OF_FACTS = late_pattern(r"(?:tell (?:me|us) )?(?:who|whose|which|where)\b", re.IGNORECASE)
_WHEN_DID = words(r"when did")
_PUZZLE = words(
    r"always (?:lies?|tells?|lying|telling)|(?:knights?|knaves?|liars?"
    r"|truth-?tellers?)\b.{0,200}\b(?:says?|said)|(?:older|younger|taller|shorter|faster|slower"
    r"|heavier|lighter|richer|cheaper) than|(?:exactly|only) one of (?:them|these|the)"
    r"|who (?:did|stole|broke|ate|is lying|tells|owns|lives|sits|came|won)|(?:to the )?(?:left"
    r"|right) of|puzzle|riddle|if all|all \w+ are \w+|some \w+ are|does it follow|must be true"
    r"|finished (?:before|after|ahead|behind)|in (?:what|which) order|days? after|days? before"
    r"|(?:tomorrow|yesterday) (?:is|was|will be)|(?:after|before) (?:tomorrow|yesterday)"
)
_GIVEN = late_pattern(r"\S[.;!]\s+\S|,\s+\S[^?]{0,400}\?|\bif\b", re.IGNORECASE)

_MONTH = r"(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*"
_DATE = words(
    rf"\d{{1,2}}(?:st|nd|rd|th)?(?: of)? {_MONTH}|{_MONTH} \d{{1,2}}(?!\d)|\d{{4}}-\d\d-\d\d"
    r"|\d{1,2}[./]\d{1,2}[./]\d{2,4}"
)
_WEEKDAY = words(r"(?:mon|tues|wednes|thurs|fri|satur|sun)days?")
_UNIT = r"(?:minutes?|hours?|days?|weeks?|months?|years?|fortnights?|quarters?)"
_INTERVAL = words(
    rf"(?:every|each) (?:[\w-]+ ){{0,2}}?(?:{_UNIT})|(?:week|fortnight|month|year|quarter)ly|daily"
    rf"|[\w-]+ {_UNIT} (?:after|before|from|later|earlier|ago|hence|on)|in [\w-]+ {_UNIT}"
    r"|(?:every|each) (?:other|second|third|fourth) \w+"
)
_ASKS_DATE = words(
    r"(?:what|which) (?:date|day|weekday|time)|(?:dates?|weekdays?) (?:of|on|for|when|at|please)"
    r"|(?:the|its|next|first|last|a) (?:[\w-]+ ){0,2}?(?:date|weekday|day)|when|days? of the week"
)
_ASKS_WEEKDAY = words(r"weekdays?|days? of the week|(?:what|which) day (?:is|was|will|does|did|of)")
_LIVE = words(
    r"right now|at (?:the|this)(?: present| very)* (?:moment|minute)|(?:of |in )?this very"
    r" (?:moment|minute)|currently|current|at present|as of now|today's"
    r"|now(?=[.?!]*(?:$| [A-Z]))|these days"
)
"""What nobody can compute: it has to be known as of this moment."""


def of_words(said: Wording, outputs: Sequence[str]) -> str:
    r"""The kind of a goal without input files.

    Examples:
        >>> from hocket.plan.kinds.wording import said
        >>> of_words(said("- city: Lima\n- tell me how many people live there now"), [])
        'knowledge'
        >>> of_words(said("We meet each 9 days, last on 2 May. The next date in June?"), [])
        'reasoning'
    """
    if wants_report(said):
        return "report"
    is_riddle = any(map(_PUZZLE.search, said.sentences))
    quantity = _QUANTITY.search(said.text) is not None
    if is_creative(said) and not (said.asks and (is_riddle or quantity)):
        return "other"
    if is_read(said.text):
        return "reasoning"
    if _is_live(said) and not is_riddle:
        return "knowledge"
    riddles = is_riddle and bool(_is_given(said) or _NUMBER.search(said.text))
    if riddles or _ARRANGED.search(said.text) or _is_computed(said) or _is_of_calendar(said):
        return "reasoning"
    prose = any(has_ending(name, PROSE) for name in outputs)
    return "knowledge" if said.asks and not prose else "other"


def _is_live(said: Wording) -> bool:
    """Whether a value of this moment is asked for; with numbers it is one to work out."""
    return (
        said.asks
        and bool(_LIVE.search(said.text))
        and len(_NUMBER.findall(said.text)) < _TO_COMPUTE
    )


_TO_COMPUTE = 2


def _is_given(said: Wording) -> bool:
    """Whether there is something to reason from besides the question; its occasion is not."""
    telling = [
        s for s in said.sentences if asks(s) or "?" in s or _PUZZLE.search(s) or _NUMBER.search(s)
    ]
    return _GIVEN.search(" ".join(telling)) is not None


def _is_computed(said: Wording) -> bool:
    if not _NUMBER.search(said.text):
        return False
    stated = " ".join(s for s in said.sentences if not _OF_FACTS.match(s))
    measured = len(_MEASURED.findall(stated))
    if measured >= _TO_COMPUTE and said.asks and _is_given(said):
        return True
    if _QUANTITY.search(said.text) or (measured and _WHEN_DID.search(said.text)):
        return True
    numbers = len(_NUMBER.findall(said.text))
    if numbers >= _TO_COMPUTE and said.asks and _EQUATION.search(said.text):
        return True
    return any(
        (asks(s) and _AMOUNT_ASKED.search(s))
        or (numbers > _TO_COMPUTE and s.endswith("?") and _AMOUNT_ALONE.match(s))
        for s in said.sentences
    )


def _is_of_calendar(said: Wording) -> bool:
    """Whether a date or a day of the week is asked for that follows from the given ones."""
    asking = [s for s in said.sentences if asks(s) or "?" in s]
    if not any(map(_ASKS_DATE.search, asking)):
        return False
    dated, weekday = _DATE.search(said.text), _WEEKDAY.search(said.text)
    if any(map(_ASKS_WEEKDAY.search, asking)) and dated:
        return True
    given = dated or weekday or _NUMBER.search(said.text)
    return bool((_INTERVAL.search(said.text) and given) or (dated and weekday))
