"""How many things some words name: nothing, the gate, both boats, mast, keel and oar."""

from __future__ import annotations

import re

from hocket.agents.threads.items import NUMBER, amount_of
from hocket.core.late_pattern import late_pattern

ABOUT = (
    r"at least|at most|about|around|some|roughly|nearly|almost|over|under|up to|more than|less than"
    r"|fewer than|approximately|circa|c\.|ca\.|not even|barely|between|maybe|perhaps"
)
"""What makes a number no exact one."""
NOTHING = (
    r"nothing(?: at all)?|nobody|no[ -]one|none(?: of (?:them|these|those|the \w+|it))?|nil"
    r"|neither(?: of (?:them|the \w+))?|not (?:a single|one|an?)(?: \w+){1,2}|no(?: \w+){1,3}"
)
_NOTHING = late_pattern(rf"(?i)(?:{NOTHING})")
_NUMBERED = re.compile(
    rf"(?i)(?:(?:all|only|just|the|its|their|our|these|those|exactly|a total of) )*"
    rf"(?P<number>{NUMBER})(?=\s|$)(?! or\b| to\b)"
)
_BOTH = late_pattern(r"(?i)(?:both|the two|a couple|a pair)\b")
_ONE = late_pattern(
    r"(?i)(?:(?:only |just )?(?:an?|one|the|its|his|her|their|our|my|another|the only|a single) )"
    r"(?P<rest>.+)"
)
_NO_THING = late_pattern(
    r"(?i)^(?:in|on|at|by|for|with|from|to|of|after|before|during|because|as|when|if|then|so|but"
    r"|also|again|today|there|here|that|which|who|whom|this|these|those|it|they|we|he|she|i|you"
    r"|them|us|all|each|every|some|several|many|few|most|half|more|others?|such|any|every\w+"
    r"|some\w+|any\w+|either|not|yet|still|now|therefore|otherwise|only|just)\b"
    rf"|^(?:{ABOUT}) |\b(?:is|was|are|were|has|had|have|be|been|can|could|will|would|did|or|nor"
    r"|(?!red\b|bed\b|shed\b|sled\b|seed\b)\w{2,}ed(?: at| off| in| out)?)(?=\s|$)"
)
"""Words that name no things, or are a clause of their own."""
_MASS = late_pattern(
    r"(?i)^(?:rest|others?|whole|remainder|people|children|men|women|staff|police|water|sand|equipment"
    r"|furniture|half|part|majority|crew|team|group|class|lot|number|access|way|traffic|same|latter"
    r"|following|first|last|second|third|public|family|audience)$"
)
_SINGLE = late_pattern(
    r"(?i)\b(?:an? (?:single|sole|lone)|only an?|another)\b|(?<![a-z] )\ban? (?=\w+ (?:is|was)\b)"
)
_TWO = late_pattern(r"(?i)\b(?:both|a (?:couple|pair) of)\b")
_DOZENS = re.compile(rf"(?i)\bhalf a dozen\b|\b{NUMBER}(?<= dozen)\b")
_PLACED = late_pattern(r"(?i) (?:of|in|on|at|with|near|by|from|under|behind|between|for) ")
_OF_WHOM = re.compile(
    r"(?i)^ (?:out )?of (?:(?:them|us|these|those|the|its|their|our|all)\b)?"
    rf"(?: ?{NUMBER}(?= ))?"
)
_AND = re.compile(r"(?:,? and (?:also )?|\s*&\s*)")
_WITH_NUMBERS = late_pattern(
    r"(?i)(?:^|, |\band )(?:the )?(?!only|just|all|about|some|over|under|another|exactly|nearly)"
    r"[a-z]{3,}?(?P<plural>s?) (?:no\.? |nos\.? )?(?P<numbers>\d+(?:, \d+)*(?:,? and \d+)?)$"
)
"""Things by their numbers: ``rooms 2, 5 and 7``."""
_MOST_WORDS = 7


def amount_named(said: str, *, is_whole: bool = True) -> int | None:
    """How many things some words name.

    Args:
        said: A noun phrase, or the words before a verb that end in one.
        is_whole: Whether the words are nothing but that phrase; else a list with numbers isn't
            told from what stands before it.

    Examples:
        >>> said = ("nothing", "The gate", "both boats", "mast, keel and oar", "They", "boats")
        >>> [amount_named(words) for words in said]
        [0, 1, 2, 3, None, None]
        >>> amount_named("six oars and the boat"), amount_named("some 20 oars")
        (7, None)
    """
    said = " ".join(said.split()).strip(" ,")
    if placed := _WITH_NUMBERS.search(said):
        shown = re.findall(r"\d+", placed["numbers"])
        return len(shown) if placed["plural"] or len(shown) == 1 else None
    *before, last = _AND.split(said)
    if not before:
        return _sole(last.rsplit(",", 1)[-1].strip())
    if _NOTHING.fullmatch(last):
        return 0
    return _of_list(before[0].split(","), last, is_whole=is_whole) if len(before) == 1 else None


def _of_list(listed: list[str], last: str, *, is_whole: bool) -> int | None:
    """How many things a list names, as far back as its items are things."""
    are_names = last[:1].isupper()
    amounts = [_of_one(last, is_name=are_names)]
    while listed and (amount := _of_one(listed[-1], is_name=are_names)):
        amounts.append(amount)
        listed.pop()
    if None in amounts or len(amounts) == 1:
        return None
    numbers = [amount or 0 for amount in amounts]
    is_exact = max(numbers) == 1 or (is_whole and not listed)
    return sum(numbers) if is_exact else None


def list_lengths(text: str) -> set[int]:
    """The numbers of things of the lists in a text.

    Examples:
        >>> sorted(list_lengths("Ada, Bo and Cy came. Mast and keel are new."))
        [2, 3]
    """
    found: set[int] = set()
    for sentence in re.split(r"[.;:!?()]", text):
        for match in _AND.finditer(sentence):
            items = sentence[: match.start()].split(",")
            found |= set(range(2, len(items) + 2))
    return found


def amounts_in(text: str) -> set[float]:
    """The numbers of things that a text names in other words than numerals.

    Examples:
        >>> sorted(amounts_in("A single fault. Both oars, mast and keel. Two dozen nails."))
        [1, 2, 3, 24.0]
    """
    found: set[float] = set(list_lengths(text))
    found |= {1} if _SINGLE.search(text) else set()
    found |= {2} if _TWO.search(text) else set()
    return found | {amount_of(match.group()) for match in _DOZENS.finditer(text)}


def _sole(item: str) -> int | None:
    if _NOTHING.fullmatch(item):
        return 0
    is_named = re.match(r"[A-Z]\w*[^\Ws]$", item) is not None
    number = _numbered(item)
    return number if number is not None else _of_one(item) if is_named or _ONE.match(item) else None


def _numbered(item: str) -> int | None:
    """The number that begins the name of some things."""
    if _BOTH.match(item):
        return 2
    match = _NUMBERED.match(item)
    if match is None:
        return None
    rest = _OF_WHOM.sub("", item[match.end() :]).strip()
    if _NO_THING.search(rest):
        return None
    return int(amount_of(match["number"]))


def _of_one(item: str, *, is_name: bool = False) -> int | None:
    """How many things one item of a list names."""
    item = re.sub(r"(?i)^also ", "", item.strip())
    if not item or len(item.split()) > _MOST_WORDS:
        return None
    if item.isdecimal():
        return None  # the number of a thing rather than so many of them
    if (number := _numbered(item)) is not None:
        return number or None
    one = _ONE.match(item)
    name = one["rest"] if one else item
    if _NO_THING.search(name) or re.match(rf"(?i)(?:{NOTHING})\b", item):
        return None
    head = _PLACED.split(name)[0].split()[-1]
    is_plural = head.endswith("s") and not re.search(r"(?:ss|us|is|'s)$", head)
    is_person = is_name and head[:1].isupper() and not one  # such as James
    return None if (is_plural and not is_person) or _MASS.match(head) else 1
