"""Whether a sentence takes a slot of a plan, or does something else on its day."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from hocket.agents.formula import MONTH_NAMES
from hocket.agents.threads.slots import slots_named
from hocket.core.late_pattern import late_pattern

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from hocket.agents.threads.slots import Slot

REFUSES = late_pattern(
    r"(?i)\b(?:but|sorry|unfortunately|can't|cannot|won't|not(?! a problem)"
    r"|no(?! (?:problem|worries))|away|rather)\b"
)
PENDS = late_pattern(
    r"(?i)\b(?:let you know|think about|think it over|thinking|for (?:asking|offering|the offer)"
    r"|get back to|see (?:if|whether)|(?:not|n't) (?:yet )?(?:sure|know)|maybe|perhaps|depends"
    r"|weather)\b"
)
"""What puts off an answer, or is none, however kind its words are."""
NO_DEED = late_pattern(
    r"(?i)\b(?:almost|nearly|never|(?:do|does|did|have|has)(?: not|n't)|used to|wanted|tried"
    r"|last (?:week|month|year|time)|in case|provided|when(?:ever)?|once|otherwise)\b|^should\b"
)
"""What tells that nothing is taken or swapped, or only in some case."""
PROPOSES = late_pattern(
    r"(?i)\b(?:shall|should|can|could|may|might|'d|would) (?:we|I)\b|\bI'd\b|\bplease\b"
    r"|\b(?:can|could|would|will) (?:you|some(?:body|one)|any(?:body|one))\b"
    r"|\bwho(?:'d|'ll| can| could| would| will| wants| likes)\b"
)
"""What asks or offers."""
VOLUNTEERS = late_pattern(r"(?i)(?:me|I can|I will|I'll|I do|I would|I'd|I could|I might)\b")
MAY_CHANGE = late_pattern(
    r"(?i)\b(?:rather not|drop out|take me off|(?:n't|not) (?:work|suit)|is bad for|on holiday"
    r"|need (?:some|any)\w+|appointment|dentist|funeral|wedding|cancel\w*|closed"
    r"|agreed that|takes? over|taking over)\b"
    r"|\bdoesn't (?:work|suit)\b"
)
"""What may give up or move a slot in words that are not read."""
FINE = late_pattern(
    r"(?i)\b(?:is|are|would be) (?:fine|ok|okay|all right|alright|good|no problem|possible)"
    r"(?: (?:with|for|by) me)?\b|\b(?:suits|works for) me\b"
)
SMALL = frozenset(
    re.findall(
        r"\w+",
        "the this that it on over for in of week shift slot turn day one and both also then too "
        "your his her their my our instead again from a an place part gladly happily with pleasure "
        "first second third fourth fifth sixth seventh last",
    )
)
"""Words between a deed and the slot that it is about."""
GOES_ON = late_pattern(r"\s+(?!(?:and|then|instead|again|now|or|but|on|from|for)\b)[a-z]")
"""What stands behind a person who does something else on a day: ``Friday Di brings cups``."""
_OFF = late_pattern(r"(?i)[\w ]{3,14}?\b (?:off|free)\b")
_SOMETHING = late_pattern(
    r"(?i)(?:the )?(?:[a-z]+day|\d+(?:st|nd|rd|th)?)(?:'s)?"
    r"(?: (?:early|late|evening|morning|afternoon|night|shift|slot|turn|one|week))*"
    r" (?!(?:and|or|then|instead|again|too|as|so|but|for|with|from|to|on|in|at|of|if|because|since"
    r"|after|before|which|that|please|also|off|free|now|gladly|happily|myself|alone|anyway|is|are"
    r"|was|next|this|shift|slot|turn|week|one|evening|morning|afternoon|night|instead|while|when|till"
    r"|until|though|although|like|by|i|we|he|she|they|you|it"
    rf"|{'|'.join(MONTH_NAMES)}|{'|'.join(name[:3] for name in MONTH_NAMES)}|sept)\b)[a-z]+"
)
"""What somebody has on a day that is no slot: I have Friday evening choir."""
_CLAUSE_END = late_pattern(r"[,.;!?:]|\b(?:because|since|as|so|but|and)\b")
PERSON = late_pattern(
    r"(?i)\b(?:who|names?|persons?|people|members?|volunteers?|workers?|helpers?|hosts?|colleagues?"
    r"|employees?|students?|pupils?|parents?|friends?)\b"
)
_ASKS_ELSE = late_pattern(
    r"(?i)\b(?:how (?:many|much|often|long)|(?:numbers?|counts?) of|original\w*|at first|initial\w*"
    r"|first plan|offered|offers|gave up|gives? up|cannot|can't|except|leave out"
    r"|only (?:the |those |these )?(?:days?|dates?|weeks?|slots?|shifts?|turns?|people|persons?))\b"
)
_CHANGED = late_pattern(r"(?i)\b(?:changed|swapped|exchanged|traded|swaps? (?:with|which))\b")
_END = late_pattern(
    r"(?i)\b(?:in the end|at the end|final\w*|eventually|after (?:all|the|every\w*)|now|last)\b"
)
ISO = late_pattern(r"\b\d{4}-\d\d-\d\d\b")
SLOTS = late_pattern(
    r"(?i)\b(?:days?|dates?|weeks?|weekdays?|slots?|shifts?|turns?|mornings?|evenings?|when"
    r"|sessions?|times?|weekends?|sundays?|mondays?|fridays?|saturdays?)\b"
)
"""What a key or a task has that is about the slots of a plan."""


def asks_for_end(goal: str) -> bool:
    """Whether a task asks who has each slot at the end, rather than what was planned or changed.

    Examples:
        >>> asks_for_end("Who has which day after all that was swapped?")
        True
        >>> asks_for_end("Who had which day originally?"), asks_for_end("Who swapped?")
        (False, False)
    """
    if _ASKS_ELSE.search(goal):
        return False
    return _CHANGED.search(goal) is None or _END.search(goal) is not None


def is_plain(
    sentence: str,
    deed: re.Match[str],
    plan: Sequence[Slot],
    slots: Sequence[Slot],
    words: Collection[str],
) -> bool:
    """Whether the slots are what is taken.

    Args:
        sentence: What somebody says.
        deed: Where it says who takes.
        plan: All slots.
        slots: Those that the sentence names.
        words: What may stand between, in small letters.

    Examples:
        >>> from hocket.agents.threads.slots import Slot
        >>> friday = [Slot("Friday")]
        >>> said = ("I take the Friday", "I take the bus on Friday", "Friday I take")
        >>> deeds = [re.search("I take", one) for one in said]
        >>> [is_plain(s, m, friday, friday, SMALL) for s, m in zip(said, deeds, strict=True)]
        [True, False, True]
    """
    places = {slot: at for at, slot in slots_named(sentence, plan)}
    for slot in slots:
        at = places.get(slot)
        if at is None:
            continue
        behind = sentence[deed.end() :]
        between = sentence[deed.end() : at] if at >= deed.end() else _CLAUSE_END.split(behind)[0]
        if _SOMETHING.match(sentence, at):
            return False
        said = re.findall(r"\w+", between.lower().replace("'s", ""))
        if _OFF.match(sentence, at) or not all(w in words or w[0].isdigit() for w in said):
            return False
    return True
