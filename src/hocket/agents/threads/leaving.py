"""What may change who has a part of a plan, though it does not name the part."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from hocket.agents.threads.names import one_of
from hocket.agents.threads.offers import TIED
from hocket.agents.threads.swapping import KEEP, LOOSE
from hocket.agents.threads.takings import FINE
from hocket.agents.threads.volunteering import TAKES_OVER
from hocket.core.late_pattern import late_pattern

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from hocket.agents.threads.slots import Slot

_ILL = r"(?: (?!not\b)\w+)? (?:ill|sick|in bed|in hospital)\b"
_STAYS_AWAY = (
    r"(?:can't|cannot|can not|won't|will not)(?: be able to)? (?:make it|come|be there|join)\b"
)
_LEFT = (
    r"(?:has|have|'ve|'s) (?:to (?:drop out|back out|pull out|cancel)|left(?! (?:the|a|some|his|her"
    r"|it|my)\b)|left the (?:company|club|team|group|choir|band)|quit|resigned)\b"
)
_OWN = late_pattern(
    rf"(?i)\b(?:I'm|I am){_ILL}|\bI {_STAYS_AWAY}|\bI(?: have|'ve) (?:to (?:drop out|back out"
    r"|pull out|cancel)|quit|resigned)\b|\bsomething(?:'s| has)? c[ao]me up\b|\bcount me out\b"
)
_ALL = late_pattern(
    r"(?i)\b(?:forget|scrap|throw out|redo) (?:the|this|our) (?:whole )?(?:plan|schedule|roster"
    r"|rota|list)\b|\b(?:move|shift|postpone|swap|cancel)(?:s|d|ed|ped)? (?:everything|everybody"
    r"|everyone|all of it)\b|\b(?:everything|all) (?:moves|shifts|is (?:off|cancelled|postponed))\b"
    r"|\b(?:everybody|everyone|all of (?:us|you)) (?:has|have|gets?|is) (?:\w+ ){0,2}off\b"
)

_ASKS_WHO = late_pattern(r"(?i)\bmind\b|\bdo you (?:want|need)\b|\bwho(?:'s| has| is| takes)\b")
"""What asks for a slot in words that are no offer to the rules."""


class Leaving:
    """The people who drop out of something that a sentence does not name.

    Examples:
        >>> leaving = Leaving(["Ann", "Bo"])
        >>> leaving.by("Cy", "I'm ill."), leaving.by("Cy", "Bo is ill"), leaving.by("Cy", "Ill?")
        ({'Cy'}, {'Bo'}, set())
    """

    def __init__(self, names: Iterable[str]) -> None:
        one = one_of({*names})
        self._others = re.compile(
            rf"\b(?P<name>{one})(?:(?:'s| is){_ILL}| {_STAYS_AWAY}|(?: (?!')|(?=')){_LEFT})"
        )

        self._taking = re.compile(
            rf"\b(?P<name>{one}|I)(?:'m|'s| am| is)(?: \w+)? (?:taking|doing|covering|working"
            r"|having|getting|opening)\b"
        )

    def by(self, author: str, sentence: str) -> set[str]:
        """The people who drop out by a sentence that neither asks nor sets a condition."""
        if sentence.endswith("?") or TIED.search(sentence):
            return set()
        own = {author} if _OWN.search(sentence) else set()
        return own | {match["name"] for match in self._others.finditer(sentence)}

    def taker(self, author: str, sentence: str) -> str:
        """Who takes something, as in ``I'm taking Di's day``; empty if a sentence tells of nobody.

        Examples:
            >>> Leaving(["Ann"]).taker("Cy", "I'm taking Di's day"), Leaving([]).taker("Cy", "Hm.")
            ('Cy', '')
        """
        match = self._taking.search(sentence) if not _is_loose(sentence) else None
        return "" if match is None else author if match["name"] == "I" else match["name"]


def doubted(
    sentence: str, author: str, held: Mapping[Slot, str | None], named: Iterable[Slot]
) -> set[Slot]:
    """The slots of a sentence that its words, which no rule reads, may give up or give away.

    Args:
        sentence: What somebody says.
        author: Who says it.
        held: Who has each slot.
        named: The slots that the sentence names.
    """
    if TIED.search(sentence) or KEEP.search(sentence) or FINE.search(sentence):
        return set()
    if sentence.endswith("?"):
        return {*named} if _ASKS_WHO.search(sentence) else set()
    if LOOSE.search(sentence):
        return set()
    return {
        slot
        for slot in named
        if (who := held[slot]) == author or (who and re.search(rf"\b{re.escape(who)}\b", sentence))
    }


def is_left_open(sentence: str) -> bool:
    """Whether a sentence gives to one person what another one has, or moves a whole plan.

    Examples:
        >>> is_left_open("Eva will replace Bo."), is_left_open("Could Eva replace Bo?")
        (True, False)
    """
    is_open = TAKES_OVER.search(sentence) is not None or changes_all(sentence)
    return is_open and not _is_loose(sentence)


def _is_loose(sentence: str) -> bool:
    return bool(sentence.endswith("?") or TIED.search(sentence) or LOOSE.search(sentence))


def changes_all(sentence: str) -> bool:
    """Whether a sentence gives up or moves a whole plan.

    Examples:
        >>> changes_all("Let's move everything by a day."), changes_all("Everything is ready.")
        (True, False)
    """
    return _ALL.search(sentence) is not None
