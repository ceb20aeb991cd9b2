"""The things of a thread, where a text names them, and the number that stands with each."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from hocket.agents.numerals import ONES, TENS, VALUES

if TYPE_CHECKING:
    from collections.abc import Sequence

_ORDINALS = "second third fourth fifth sixth seventh eighth"
_NTH = {word: n for n, word in enumerate(_ORDINALS.split(), 2)}
_NTHS = "|".join(_NTH)
_WORDS = rf"(?:(?:{'|'.join(TENS)})[- ](?:{'|'.join(ONES[:9])})|{'|'.join((*TENS, *ONES[::-1]))})"
NUMBER = (
    rf"(?:half a dozen|(?:an?|{_WORDS}|\d+) dozen|an? (?:couple|pair)(?: of)?|an? hundred"
    rf"|\d{{1,3}}(?:,\d{{3}})+|\d{{1,5}}|{_WORDS})"
)
"""A whole number in digits or words."""
_LONE = re.compile(r"an?|another", re.IGNORECASE)

_UNITS = (
    r"m|cm|mm|km|ft|foot|feet|inch(?:es)?|yards?|met(?:er|re)s?|kg|g|l|lit(?:er|re)s?|watts?|w|v"
    r"|volts?"
    r"|%|percent|euros?|eur|pounds?|gbp|dollars?|usd|cents?|francs?|hours?|hrs?|minutes?|days?"
    r"|weeks?"
    r"|months?|years?|am|pm|o'clock|th|st|nd|rd"
)
_STOP = (
    r"is|are|was|were|be|been|it|they|we|you|i|he|she|and|or|but|for|with|at|per|to|from|in|on"
    r"|of|by|if"
    r"|a|an|than|as|that|this|which|not|no|so|then|have|has|had|will|would|can|could|should|may"
    r"|might"
    r"|must"
    r"|fit|fits|hold|holds|seat|seats|each|need|want|the|your|our|their|people|times?|x|instead"
    r"|sets?"
    r"|packs?|box|boxes|crates?|cases?|trays?|few|lot|little|bit|number"
)
_MORE = r"more|extra|additional|further|other"
_CONTAINERS = (
    r"bottles?|bags?|sacks?|cans?|jars?|cartons?|tins?|tubs?|loaf|loaves|glass(?:es)?|cups?"
    r"|slices?|buckets?|bundles?|bunch(?:es)?|rolls?|bars?|portions?|helpings?|pots?|punnets?"
    r"|heads?|sprigs?|blocks?|tubes?"
)
_MEASURED = (
    rf"(?:\s+(?:(?:pairs?|pieces?|copy|copies)|(?P<container>{_CONTAINERS}))\s+of"
    r"|(?P<bare>\s+of)(?! (?:the|your|our|these|those|them)\b))?"
)
"""What things are counted in: 20 pairs of gloves, 15 bottles of juice."""
_COUNT = re.compile(
    rf"(?<![\w.,/\u00d7€$£#-])(?:(?P<before>another|(?:an? )?(?:{_MORE}))\s+)?(?:the |these "
    rf"|those |all )?"
    rf"(?P<number>{NUMBER}|an? (?:{_NTHS})(?! of\b)|(?<!of )(?<!than )(?<!\d )an?|another)"
    rf"(?![\w%€$£/\u00d7]|-(?!\d)|[.,:]\d)"
    rf"(?:\s+(?P<less>fewer|less))?(?:\s+(?P<more>{_MORE}))?"
    rf"{_MEASURED}"
    rf"(?P<of>\s+of (?:the|your|our|these|those|them))?"
    rf"(?:\s+(?!(?:{_UNITS}|{_STOP}|{_MORE}|fewer|less)\b)[^\W\d_][\w-]*){{0,3}}\s*$",
    re.IGNORECASE,
)
"""A number and up to three adjectives, right before a thing."""
_BEHIND = re.compile(
    rf"\s*(?::|=|\u00d7|x(?= ?\d))\s*(?P<number>{NUMBER})(?![\w%€$£/-]|[.,:]\d)", re.IGNORECASE
)
"""A number right behind a thing: ``tables: 36``."""
_WHOLE = r"plants?|seedlings?|tickets?|portions?|servings?"
"""What may stand behind one of the things and means it: tomato plants, adult tickets."""
_GROWING = ("trees", "bushes", "shrubs", "plants", "seedlings", "bulbs")
"""What may be left out of a name: the figs are the fig trees."""
_VERB_CHARS = 12
_ACTED = re.compile(
    r"(?i)\b(?:to|can|can't|cannot|will|won't|could|would|must|should|we|they|I|you|not) $"
)
"""What stands before a verb: those who want to stand are no stands."""
_HOLDER = re.compile(
    r"(?i)\b(?:box|pack(?:et|age)?|carton|crate|case|bag|sack|tin|can|jar|bottle|tray|bundle|set|roll"
    r"|basket|bucket|tub|pallet)(?:e?s)?$"
)
_HOLDS = re.compile(rf" (?:of|with) (?:(?:the|{NUMBER}) )?", re.IGNORECASE)
_MEALS = re.compile(r"(?:breakfast|brunch|lunch|dinner|supper|meal|buffet|snack)(?:e?s)?$")
"""Things of which there is one for each of so many people."""
_EATERS = re.compile(
    rf"\bfor (?P<number>{NUMBER})(?= (?:people|persons|guests|of us|adults|children|on|each|now)\b"
    r"|\s*(?:[,;.!]|$|and\b))",
    re.IGNORECASE,
)
_EATING = re.compile(
    rf"(?<![\w.,€$£#-])(?P<number>{NUMBER})(?: people| persons| guests| of us)? (?:for|at|to) "
    r"(?:the )?$",
    re.IGNORECASE,
)
_NO_ITEM = re.compile(
    r"(?i)^(?:numbers?|no|nr|total|count|counts|quantity|qty|final|ordered|hired|of|n|the|how"
    r"|many)$"
)
_IRREGULAR = {
    "children": "child",
    "people": "person",
    "men": "man",
    "women": "woman",
    "geese": "goose",
    "mice": "mouse",
    "teeth": "tooth",
    "feet": "foot",
    "loaves": "loaf",
    "knives": "knife",
    "shelves": "shelf",
    "leaves": "leaf",
    "scarves": "scarf",
    "calves": "calf",
    "halves": "half",
    "wives": "wife",
}


@dataclass(frozen=True, slots=True)
class Mention:
    """A thing that a text names, with its number.

    Attributes:
        name: The key it stands for.
        first: Where it begins, with its number.
        last: Where it ends.
        amount: Its number; None without one.
        is_more: Whether the number comes on top of what there is.
        is_less: Whether it is taken from what there is.
        is_part: Whether it is so many of those that there are.
        is_lone: Whether the number is an article.
        is_listed: Whether the number stands behind it, as in a list.
        is_one: Whether its word is in the singular.
    """

    name: str
    first: int
    last: int
    amount: float | None = None
    is_more: bool = False
    is_less: bool = False
    is_part: bool = False
    is_lone: bool = False
    is_listed: bool = False
    is_one: bool = False


class Items:
    """The things that the keys of a form name.

    Examples:
        >>> items = Items(["garden_tables", "shelves"])
        >>> [(m.name, m.amount) for m in items.mentions("Two long shelves, no garden table")]
        [('shelves', 2.0), ('garden_tables', None)]
        >>> rooms = Items(["single_rooms", "double_rooms", "lunches"])
        >>> [m.amount for m in rooms.mentions("6 singles, 3 double rooms and 13 for lunch")]
        [6.0, 3.0, 13.0]
        >>> [(m.name, m.amount) for m in items.mentions("3 m tables at 8 a table; shelves: a few")]
        [('garden_tables', None), ('garden_tables', None), ('shelves', None)]
    """

    def __init__(self, names: Sequence[str]) -> None:
        words = {name: _words_of(name) for name in names}
        heads = [said[-1] for said in words.values() if said]
        firsts = [said[0] for said in words.values() if said]
        self._patterns = {
            name: _pattern(
                said,
                alone=heads.count(said[-1]) == 1,
                is_holder="_of_" in name and firsts.count(said[0]) == 1 and said[0] not in heads,
                is_short=len(said) > 1
                and firsts.count(said[0]) == 1
                and (heads.count(said[-1]) > 1 or said[-1] in _GROWING),
            )
            for name, said in words.items()
            if said
        }

    @property
    def names(self) -> tuple[str, ...]:
        """The keys of the things."""
        return tuple(self._patterns)

    def mentions(self, text: str) -> list[Mention]:
        """The things that a text names, in their order; of two that overlap, the longer."""
        spans = sorted(
            (
                (match.start(), match.end(), name)
                for name, pattern in self._patterns.items()
                for match in pattern.finditer(text)
            ),
            key=lambda span: (span[0], -span[1]),
        )
        mentions: list[Mention] = []
        end = 0
        starts = {first: name for first, _, name in spans}
        several: set[int] = set()
        for first, last, name in spans:
            if first < end or _is_verb(text, first, last):
                continue
            mention = _counted(text, end, first, last, name)
            mention = replace(mention, is_one=not _is_plural(text[first:last]))
            held = _HOLDS.match(text, last) if _HOLDER.search(text, first, last) else None
            if held and starts.get(held.end(), name) != name:  # a box of 10 cups is cups
                several |= {held.end()} if mention.amount not in (None, 1.0) else set()
                continue
            if first in several:  # 3 boxes of 10 cups are not 10 cups
                mention = replace(mention, amount=None)
            mentions.append(mention)
            end = mention.last
        return mentions


def amount_of(number: str) -> float:
    """The value of a number in digits or words.

    Examples:
        >>> [amount_of(n) for n in ("1,200", "twenty-four", "two dozen", "half a dozen", "an")]
        [1200.0, 24.0, 24.0, 6.0, 1.0]
    """
    said = " ".join(number.lower().replace("-", " ").split())
    if said.startswith("half a dozen"):
        return 6.0
    times = 1.0
    for word, value in ((" dozen", 12.0), (" hundred", 100.0)):
        if said.endswith(word):
            said, times = said.removesuffix(word), value
    if said.split()[-1] in _NTH:
        return float(_NTH[said.split()[-1]])
    if re.match(r"an? (?:couple|pair)", said):
        return 2.0
    if _LONE.fullmatch(said):
        return times
    digits = said.replace(",", "")
    if digits.isdigit():
        return float(digits) * times
    return sum(VALUES[word] for word in said.split()) * times


def _counted(text: str, start: int, first: int, last: int, name: str) -> Mention:
    """A mention with the number right before or behind it."""
    before = _COUNT.search(text[start:first])
    is_mass = not _is_plural(text[first:last])
    if before is not None and (before["container"] or before["bare"]) and not is_mass:
        before = None  # 3 bags of onions are not 3 onions
    if before is not None:
        number = before["number"]
        is_another = number.lower() == "another" or (before["before"] or "").lower() == "another"
        return Mention(
            name,
            start + before.start(),
            last,
            amount_of(number),
            is_more=bool(is_another or before["before"] or before["more"]),
            is_less=before["less"] is not None,
            is_part=before["of"] is not None and not is_mass,
            is_lone=bool(_LONE.fullmatch(number)) and not is_another,
        )
    behind = _BEHIND.match(text[last:])
    if behind is not None:
        amount = amount_of(behind["number"])
        return Mention(name, first, last + behind.end(), amount, is_listed=True)
    if _MEALS.search(name) and (people := _EATERS.match(text[last:].lstrip())):
        length = len(text[last:]) - len(text[last:].lstrip()) + people.end()
        return Mention(name, first, last + length, amount_of(people["number"]))
    if _MEALS.search(name) and (people := _EATING.search(text[start:first])):
        return Mention(name, start + people.start(), last, amount_of(people["number"]))
    return Mention(name, first, last)


def _is_plural(word: str) -> bool:
    return singular(last := word.lower().split()[-1]) != last


def _is_verb(text: str, first: int, last: int) -> bool:
    """Whether a word that may name a thing is what somebody does."""
    word = text[first:last]
    return (
        word.isalpha()
        and not _is_plural(word)
        and _ACTED.search(text[max(0, first - _VERB_CHARS) : first]) is not None
    )


def _words_of(name: str) -> list[str]:
    """The words of a key that name the thing."""
    spaced = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name)
    words = [word for word in re.split(r"[\W_]+", spaced) if word and not _NO_ITEM.match(word)]
    return [word.lower() for word in words]


def _pattern(
    words: Sequence[str], *, alone: bool, is_short: bool, is_holder: bool = False
) -> re.Pattern[str]:
    """Where a text names a thing, in the singular or plural; by its last word if only it has it.

    A first word of its own in the plural is one too, where several things share their last word, or
    where that only says that they grow.
    """
    head = _either(words[-1])
    front = r"[- ](?:of )?".join(map(_either, words[:-1]))
    if front:
        behind = rf"{head} of {front}"  # boxes of chalk are chalk boxes
        head = rf"(?:{front}[- ](?:of )?)?{head}" if alone else rf"{front}[- ]?(?:of )?{head}"
        head = rf"(?:{behind}|{head})"
    if is_short:
        many = {name for name, one in _IRREGULAR.items() if one == singular(words[0])}
        many = many or {_many(singular(words[0]))}
        head = rf"(?:{head}|{'|'.join(map(re.escape, sorted(many)))})"
    if is_holder:  # two kegs, where only beer is in kegs
        head = rf"(?:{head}|{_either(words[0])}(?! of\b))"
    whole = rf"{head}(?:(?<!s)[- ](?:{_WHOLE}))?"
    return re.compile(rf"(?<![\w-]){whole}(?![\w-])", re.IGNORECASE)


def _many(one: str) -> str:
    """The regular plural of a word."""
    if one.endswith("y") and one[-2:-1] not in "aeiou":
        return f"{one[:-1]}ies"
    return f"{one}es" if one.endswith(("s", "x", "z", "ch", "sh")) else f"{one}s"


def _either(word: str) -> str:
    """A pattern for the singular and the plural of a word."""
    forms = {word, singular(word)}
    one = singular(word)
    forms |= {many for many, single in _IRREGULAR.items() if single == one}
    if one.endswith("y") and one[-2:-1] not in "aeiou":
        forms.add(f"{one[:-1]}ies")
    if one.endswith(("s", "x", "z", "ch", "sh", "o")):
        forms.add(f"{one}es")
    forms.add(f"{one}s")
    return f"(?:{'|'.join(re.escape(form) for form in sorted(forms, key=len, reverse=True))})"


def singular(word: str) -> str:
    """One of what a word names.

    Examples:
        >>> [singular(w) for w in ("tables", "loaves", "benches", "children", "berries", "glass")]
        ['table', 'loaf', 'bench', 'child', 'berry', 'glass']
        >>> [singular(w) for w in ("tomatoes", "shoes")]
        ['tomato', 'shoe']
    """
    if word in _IRREGULAR:
        return _IRREGULAR[word]
    if word.endswith("ies"):
        return word.removesuffix("ies") + "y"
    is_of_o = word.endswith("oes") and not word.endswith(("shoes", "toes", "canoes", "hoes"))
    if word.endswith(("tatoes", "matoes")) or is_of_o:
        return word[:-2]
    if word.endswith(("ches", "shes", "xes", "sses", "zes")):
        return word[:-2]
    return word[:-1] if word.endswith("s") and not word.endswith("ss") else word
