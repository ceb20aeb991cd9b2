"""Packs of things: how many a pack holds, so that what is counted are the things.

``Three boxes of 12 candles`` are 36 candles, and so are three boxes if somebody has said before
that candles come in boxes of 12.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from hocket.agents.threads.items import NUMBER, amount_of, singular
from hocket.core.late_pattern import late_pattern

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hocket.agents.threads.items import Items, Mention

_HOLDERS = (
    r"(?:box(?:es)?|packs?|packets?|packages?|cartons?|crates?|cases?|bags?|sacks?|trays?|bundles?"
    r"|sets?|rolls?|pallets?|tins?)"
)
_SIZE = late_pattern(
    rf"(?i)\b(?:in|on|by the) (?P<holder>{_HOLDERS}) of (?P<number>{NUMBER})(?![\w%€$£]|[.,]\d)"
)
_EITHER = late_pattern(rf"(?i)\b{_HOLDERS} of {NUMBER}(?:,| or| and| to) (?:of )?{NUMBER}\b")
"""Packs of two sizes, so that none is certain."""
_HOLDS = late_pattern(
    rf"(?i)\b(?:an?|one|each|every) (?P<holder>{_HOLDERS})(?: of [\w ]{{2,30}}?)?"
    rf" (?:holds?|has|contains?) (?P<number>{NUMBER})(?=\s*(?:[.,;!]|$|of them|pieces))"
)
_TO_A_PACK = late_pattern(
    rf"(?i)(?<![\w.,€$£])(?P<number>{NUMBER})(?: [^\W\d_][\w-]*){{0,3}}?"
    rf" (?:(?:to|per)(?: an?| one| each)?|in (?:each|every)) (?P<holder>{_HOLDERS})\b"
)
_THERE_ARE = late_pattern(
    rf"(?i)^there are (?P<number>{NUMBER})(?: [^\W\d_][\w-]*){{0,3}}? in (?:an?|one)"
    rf" (?P<holder>{_HOLDERS})\b"
)
_SOLD = late_pattern(
    r"(?i)\b(?:comes?|sold|sell|available|packed|packs?|supplied|delivered|only|have (?:them|it))\b"
)
"""What is said of how a thing is sold."""
_SO_MANY = late_pattern(
    rf"(?i)(?<![\w.,€$£-])(?P<many>{NUMBER}|an?)(?P<way> (?:more|extra|fewer|less))?"
    rf"(?: (?:full|whole))? (?P<holder>{_HOLDERS})"
    rf"(?P<size> of (?P<number>{NUMBER})(?![\w%€$£-]|[.,]\d))?\b"
)
_OF = re.compile(r"(?i) of (?:the |these |those |your )?")
_ENDS = late_pattern(
    r"(?i)(?: of (?:them|those|these))?(?=\s*(?:[.,;!?]|$|please\b|then\b|will\b|should\b|is\b"
    r"|are\b|would\b|instead\b|suffice|too\b|as well\b|now\b|after all\b))"
)
_ADJECTIVES = re.compile(r"(?:[^\W\d_][\w-]* ){0,2}")
_EACH = re.compile(r"(?i) each\b")


@dataclass(slots=True)
class Packs:
    """How many of a thing each kind of pack holds, as somebody said along a thread.

    Examples:
        >>> from hocket.agents.threads.items import Items, Mention
        >>> packs, items = Packs(), Items(["candles", "cups"])
        >>> packs.note("A box has 12.", ["candles"])
        'A box has .'
        >>> packs.told("Then 2 boxes of candles and 4 cups.", items, [])
        'Then 24 candles and 4 cups.'
        >>> packs.told("3 boxes, please.", items, ["candles"]), packs.told("3 bags.", items, [])
        ('36 of them, please.', '3 bags.')
        >>> packs.told("We need 3 packs of 10 cups.", items, [])
        'We need 30 cups.'
    """

    _sizes: dict[tuple[str, str], set[float]] = field(default_factory=dict)

    def note(self, sentence: str, named: Sequence[str]) -> str:
        """Keep how many of a thing a pack holds, if a sentence says so.

        Args:
            sentence: What somebody says.
            named: What it is about.

        Returns:
            The sentence, without a number that only says so.
        """
        if len(named) != 1 or sentence.rstrip().endswith("?"):
            return sentence
        size = _SIZE.search(sentence)
        is_sold = size is not None and _SOLD.search(sentence) is not None
        match = (size if is_sold else None) or _HOLDS.search(sentence)
        match = match or _TO_A_PACK.search(sentence) or _THERE_ARE.search(sentence)
        if match is None:
            return sentence
        sizes = self._sizes.setdefault((named[0], _kind(match["holder"])), set())
        sizes.add(amount_of(match["number"]))
        if _EITHER.search(sentence):
            sizes.add(0.0)  # so none is certain
        first, last = match.span("number")
        return sentence if match is size else f"{sentence[:first]}{sentence[last:].lstrip()}"

    def told(self, sentence: str, items: Items, named: Sequence[str]) -> str:
        """A sentence with the numbers of things in the place of those of packs, if it has any.

        Args:
            sentence: What somebody says.
            items: The things; packs that are things themselves are counted as such.
            named: What was named last, which packs without a name are of.
        """
        own = {singular(word) for name in items.names for word in re.split(r"[\W_]+", name.lower())}
        for match in reversed(list(_SO_MANY.finditer(sentence))):
            if _kind(match["holder"]) not in own:
                sentence = self._counted(sentence, match, items, named)
        return sentence

    def _counted(
        self, sentence: str, match: re.Match[str], items: Items, named: Sequence[str]
    ) -> str:
        """A sentence with a number of things in the place of one number of packs."""
        start, end = match.span()
        mentions = items.mentions(sentence)
        of = _OF.match(sentence, end)
        behind = end + 1 if match["size"] else of.end() if of else len(sentence)
        about = next((m for m in mentions if _stands_at(m, sentence, behind)), None)
        kind = _kind(match["holder"])
        name = about.name if about else (named[0] if len(named) == 1 and not mentions else "")
        size = amount_of(match["number"]) if match["size"] else self._size(name, kind)
        if not name or not size:
            return sentence
        many = f"{amount_of(match['many']) * size:.0f}{match['way'] or ''}"
        if about is not None:
            each = _EACH.match(sentence, about.last)
            rest = sentence[behind : about.last] + sentence[each.end() if each else about.last :]
            return f"{sentence[:start]}{many} {rest}"
        ends = _ENDS.match(sentence, end)
        return f"{sentence[:start]}{many} of them{sentence[ends.end() :]}" if ends else sentence

    def _size(self, name: str, kind: str) -> float:
        """How many of a thing a pack holds; 0 if that isn't certain."""
        sizes = self._sizes.get((name, kind), set())
        return next(iter(sizes)) if len(sizes) == 1 else 0.0


def _stands_at(mention: Mention, sentence: str, place: int) -> bool:
    """Whether a thing is what stands at a place, behind two adjectives at most."""
    if mention.last <= place:
        return False
    return _ADJECTIVES.fullmatch(sentence[place : max(place, mention.first)]) is not None


def _kind(holder: str) -> str:
    return singular(holder.lower())
