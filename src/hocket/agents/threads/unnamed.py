"""What a clause that names no thing does to the one that was named last: ``make it five``."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from hocket.agents.threads.changes import Change
from hocket.agents.threads.items import NUMBER, amount_of
from hocket.agents.threads.shares import part_of, speaks_of_part
from hocket.agents.threads.waivers import END, FAR, waiver_of, waives
from hocket.core.late_pattern import late_pattern

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hocket.agents.threads.items import Mention
    from hocket.agents.threads.waivers import Waiver

_ALONE = re.compile(
    rf"(?i)\b(?:make (?:it|that)|let's say|let's have|only|just|so|then|need|want|take|order"
    rf"|(?:settle|settled|go|opt|plan) for)\s+"
    rf"(?P<number>{NUMBER})"
    r"(?=\s*(?:[.,;!?]|$|please|in all|then|instead|now|after all|altogether|from you))"
    rf"|(?<![\w.,€$£])(?P<said>{NUMBER})(?: for (?:the|our) \w+)?\s+(?:it is|in all|altogether"
    r"|in total|of (?:them|those|these)(?=\s*(?:[.,;!]|$|please|in all|then|instead|now"
    r"|after all|altogether|(?:is|are|will be) (?:enough|fine|plenty|sufficient)"
    r"|will do|should do))"
    r"|will do|(?:is|are) enough|(?:is|are) (?:right|better|best|correct)(?=\s*(?:[.,;!]|$))"
    r"|(?:are|will be) (?:enough|sufficient|plenty|fine|ok(?:ay)?)|suffices?\b"
    r"|instead|please)"
    rf"|\b(?:are|would|will) (?P<asked>{NUMBER}) (?:be )?(?:enough|sufficient|fine|ok(?:ay)?)\b"
)
_MOVED = re.compile(
    rf"(?i)(?<![\w.,€$£])(?P<number>{NUMBER}) (?P<way>more|fewer|less)\b"
    r"(?=\s*(?:[.,;!?]|$)| (?:please|then|too|as well|also|from you|of (?:them|those|these)"
    r"|for|on|if|instead|now|again|in|after all|thanks|because|since|as)\b"
    r"| than (?:that|before|planned|i said|we said|ordered))"
    rf"|\b(?P<one>another)"
    rf"(?: (?P<many>{NUMBER}))?(?= one\b|\s*(?:[.,;!]|$|please))"
)
_OFF_SO_MANY = re.compile(
    rf"(?i)\b(?:take|deduct|knock|strike|leave) (?P<number>{NUMBER})(?: of (?:them|those|these))?"
    r" (?:off|out|away)\b"
)
_CHOICE = re.compile(
    rf"(?i)^(?:so |then |would you (?:like|prefer) )*(?P<one>{NUMBER}) or (?P<other>{NUMBER})\s*\?"
)
"""What offers two numbers of the thing that was named last."""
_EITHER = late_pattern(rf"(?i)(?<![\w.,€$£]){NUMBER} or $")
"""What stands before a thing with its number and offers another number of it."""
_NOT_SO_MANY = late_pattern(rf"(?i)(?:(?:no|and|but|so),? )?not (?:the )?{NUMBER}(?: of them)?\W*")
_PUT_SO_MANY = re.compile(
    rf"(?i)\b(?:put (?:in|down|aside)|send(?: you)?|pack|bring|include|throw in|reserve|add)"
    rf" (?P<number>{NUMBER})(?: of (?:them|those|these))?(?=\s*(?:[.,;!?]|$))"
)
_OF_THEM = re.compile(
    rf"(?i)(?<![\w.,€$£-]){NUMBER} (?:more |fewer |less )?"
    r"(?:of (?:them|those|these|each|both|everything|all|it all)\b|each\b|apiece\b"
    r"|(?:for [\w ]{3,20} )?(?:is|are|will be|would be|will|would)"
    r" (?:enough|plenty|sufficient|do)\b)"
)
"""A number of what was named before, which must not be passed over where no rule reads it."""
_BARE = re.compile(
    rf"(?i)^\W*(?:(?:the|rather|then|just|only|better|say)[ ,]+)*(?P<number>{NUMBER})"
    r"(?: of (?:them|those|these))?(?: (?:bottles|pieces|pairs|bags|copies))?"
    r"(?:,? (?:please|of course|then|in all|too|thanks|thank you))*\W*$"
)
"""What answers how many are wanted."""
_PAIRS = late_pattern(rf"(?i)\b{NUMBER} pairs?\b")
_PAIRED = late_pattern(
    r"(?i)(?:gloves|shoes|boots|socks|scissors|goggles|glasses|trousers|jeans|shorts|skis|skates|earrings"
    r"|pliers|tongs|binoculars|braces|slippers|sandals|stockings|mittens|pairs)"
)
"""Things that are counted in pairs."""
_ASKS_PRICE = late_pattern(
    r"(?i)\b(?:how much (?:is|are|do|does|would|will|for)\b(?!.* (?:need|want|like)\b)"
    r"|what (?:do|does"
    r"|would|will) .*\bcosts?\b|what(?:'s| is| are) the prices?)"
)
_SUMS = re.compile(
    r"(?i)^(?:that's|that is|it's|total|which (?:is|comes)|that comes)\b|[€$£]|\b(?:euros?"
    r"|pounds?|dollars?"
    r"|cost\w*|price\w*)\b"
    rf"|\b(?:is|are|at) {NUMBER} (?:each|apiece)\b"
)
"""What gives a sum of money rather than a number of things."""
_COSTS = re.compile(r"(?i)\s*(?:is|costs?|would cost)\b")
_THEM_OFF = late_pattern(
    r"(?i)\b(?:forget|cancel|drop|skip|scrap|strike|remove|never mind"
    r"|(?:do|does|did|will|wo)(?: not|n't)(?: \w+)? (?:need|want|take)|no longer (?:need|want))"
    r"(?: about)? (?:it|them|those|these)\b"
    r"(?! off (?:at|by|in|with|on|to)\b| (?:at|by|into|over)\b)"
    r"(?!.* (?:until|till|before|yet)\b)"
    r"|\b(?:them|those|these) (?:we|i) (?:do not|don't|won't|no longer) (?:need|want|have to)\b"
    rf"|\b(?:do|manage|get by) without(?: (?:it|them|those|these|any))?{END}"
    rf"|\bleave (?:it|them|those|these)(?: (?:out|off|away))?{END}"
    r"|\b(?:take|cross|strike) (?:it|them|those|these|that) (?:off|out)(?: again| of the order"
    rf"| the (?:list|order|bill|menu))?{END}"
)
_UNTIL_THEN = late_pattern(
    r"(?i)\b(?:need|want|take) (?:it|them|those|these)\b.* (?:until|till|before|yet)\b"
)
_PRONOUN = late_pattern(
    r"(?i)\b(?:they|them|it|those|these|both(?: of them)?)\b"
    r"(?=\W*$|,| (?:can|may|could|must|should|will|would|have|has|are|is|were|was|we|i|you|for"
    r"|until|till|to|on|off|out|please|then|now|again|another|some|this|next|later|instead|after"
    r"|a miss|already|at|here|left|in)\b)"
)
_SEVERAL = late_pattern(r"(?i)\b(?:they|them|those|these|both)\b")
_THEY = late_pattern(r"(?i)(?:(?:and|but|so|then|well)[ ,]+)*(?:they|those|these)\b")
_TOPIC = late_pattern(
    r"(?i)\W*(?:(?:the|our|your|my|those|these|and|but|as for|what|how|about|so|then|of|a|an|no"
    r"|(?:for|do|shall|should|can|could|will|would|we|i|you|still|need|want|have|like|take|order"
    r"|add|send|us|all))\b\W*)*$"
)
"""What leaves a thing the one that the next clause speaks of."""
_NONE = late_pattern(
    r"(?i)^(?:(?:then|so|well|no|sorry|but|and)[ ,]+)*none(?:,? (?:then|please|thanks|thank you"
    r"|at all|of (?:it|them|those)|this (?:time|year)|after all|now))*\W*$"
)
"""What answers how many are wanted, or says it of what was named right before."""
_NOT_NEEDED = late_pattern(
    r"(?i)^(?:none|not (?:needed|wanted|required|any ?more)|no longer (?:needed|wanted)|cancelled"
    r"|never mind(?: (?:it|them))?|(?:forget|skip|drop) (?:about )?(?:it|them)"
    rf"|(?:not )?this (?:year|time)|on hold|postponed|dropped|{FAR}){END}"
)
"""What stands behind a thing and a colon if it is waived."""

_ALL_CHANGED = re.compile(
    r"(?i)\b(?:doubl|tripl|halv)(?:e|ing) (?:everything|it all|all of (?:it|them)"
    r"|the (?:whole |entire )?order)\b"
)
"""What changes all that was ordered, or a part of it for some time."""
_NO_ONE = re.compile(
    r"(?i)\b(?:do|does|did|will|wo)(?:n't| not)(?: \w+)? (?:want|need|take)"
    r" (?:one|any|it|his|hers)\b"
    r"|\bwithout (?:it|one|them|that)\b"
)
"""What takes one thing off that was named before, if only it is plain which."""
_ALL_FOR = late_pattern(rf"(?i)\b(?:everything|all of it|it all) for {NUMBER}\b")
"""What orders all for so many people."""
_SAME_AGAIN = late_pattern(r"(?i)\bsame again\b")
_TAKES_ALL = late_pattern(
    r"(?i)\b(?:we|i)(?:'ll| will|'d like to)? (?:take|have|order|buy|want)"
    rf" (?:it|them|those|these|both|all(?: of (?:it|them))?){END}"
)
_NUMBERS = late_pattern(rf"(?i)\b{NUMBER}\b")
_STARTS = late_pattern(
    rf"(?i){NUMBER}\b(?! (?:\w+ )?(?:people|persons|guests|children|kids|pupils|students|colleagues"
    r"|members|visitors|friends|families|teams)\b)"
)
_HOW_MANY = re.compile(
    r"(?i)\b(?:will (?:have to )?do|(?:is|are|will be|would be) (?:enough|plenty|sufficient)"
    r"|suffices?|(?:just )?as (?:many|much)(?: \w+)? as|the same (?:number|amount|quantity)"
    r"|equally many|just as many)\b"
)
"""What is said of how many are wanted without their number."""
_IN_PACKS = late_pattern(
    rf"(?i)\b{NUMBER} (?:more |fewer |full )?(?:box(?:es)?|packs?|packets?|cartons?|crates?|cases?"
    r"|bags?|sacks?|trays?|bundles?|sets?|rolls?|pallets?)(?: of (?:them|those|these))?"
    r" (?:will do|(?:is|are|would be|will be) (?:enough|plenty|sufficient|fine)|suffices?)\b"
    r"|^(?:(?:then|so|yes|well|please|ok|only|just|(?:we|i)(?:'ll| will)? (?:take|need|want|order)"
    rf"|send|add|make it)[ ,]+)*{NUMBER} (?:more |full )?(?:box(?:es)?|packs?|packets?|cartons?"
    r"|crates?|cases?|bags?|sacks?|trays?|bundles?|sets?|rolls?|pallets?)"
    rf"(?: of (?:{NUMBER}|them|those|these))?{END}"
)
"""How many packs are wanted of what was named before."""


def asks_number(clause: str) -> bool:
    """Whether a clause asks how many, or offers two numbers.

    Examples:
        >>> [asks_number(c) for c in ("How many do you want?", "12 or 18?", "At 8 or 9 o'clock?")]
        [True, True, False]
    """
    return "how many" in clause.lower() or _CHOICE.search(clause) is not None


def asks_price(clause: str) -> bool:
    """Whether a clause asks what something costs.

    Examples:
        >>> asks_price("How much are 5 cups?"), asks_price("How much paper do you need?")
        (True, False)
    """
    return _ASKS_PRICE.search(clause) is not None


def is_number(clause: str) -> bool:
    """Whether a clause is nothing but a number, which answers how many are wanted."""
    return _BARE.match(clause) is not None


def takes_all(clause: str) -> bool:
    """Whether a clause takes what was spoken of, without its number.

    Examples:
        >>> takes_all("Lovely, we'll take both."), takes_all("we'll take both roads")
        (True, False)
    """
    return _TAKES_ALL.search(clause) is not None


def has_number(clause: str) -> bool:
    """Whether a clause has a number."""
    return _NUMBERS.search(clause) is not None


def number_in(clause: str) -> float:
    """The number of a clause that is nothing else."""
    match = _BARE.match(clause)
    return amount_of(match["number"]) if match else 0.0


def offers_either(front: str) -> bool:
    """Whether a thing with its number is the second of two that are offered: 5 or 10 cups."""
    return _EITHER.search(front) is not None


def denies_number(clause: str, mentions: Sequence[Mention]) -> bool:
    """Whether a clause only denies a number, so that the next one says it: not 5, but 3."""
    if len(mentions) == 1 and mentions[0].amount is not None:
        [mention] = mentions
        clause = f"{clause[: mention.first]}{mention.amount:.0f}{clause[mention.last :]}"
    return _NOT_SO_MANY.fullmatch(clause) is not None


def begins_with_number(clause: str) -> bool:
    """Whether a clause begins with a number."""
    return _STARTS.match(clause) is not None


def gives_sum(clause: str) -> bool:
    """Whether a clause gives a sum of money rather than a number of things."""
    return _SUMS.search(clause) is not None


def costs(behind: str) -> bool:
    """Whether the words behind a thing tell its price."""
    return _COSTS.match(behind) is not None


def waived(clause: str) -> Waiver:
    """Whether a clause waives what was named right before it.

    Examples:
        >>> said = ("They can wait.", "we'll wait with them until spring", "Then none, please.")
        >>> [waived(one) for one in said], waived("They are blue."), waived("Don't forget them.")
        (['wait', 'own', 'own'], '', 'keep')
    """
    if waives(clause) or _NONE.match(clause):
        return "own"
    found = (
        waiver_of(clause[: match.start()], clause[match.end() :])
        for match in _PRONOUN.finditer(clause)
    )
    return next((waiver for waiver in found if waiver not in ("", "not")), "")


def means_several(clause: str) -> bool:
    """Whether a pronoun of a clause stands for more than one."""
    return _SEVERAL.search(clause) is not None


def begins_with_they(clause: str) -> bool:
    """Whether the subject of a clause is a pronoun, which may mean people."""
    return _THEY.match(clause) is not None


def is_topic(front: str) -> bool:
    """Whether what stands before a thing leaves it the subject of its clause.

    Examples:
        >>> [is_topic(front) for front in ("And the ", "How about the ", "My children love ")]
        [True, True, False]
    """
    return _TOPIC.match(front) is not None


def waives_some(clause: str) -> bool:
    """Whether a clause waives something that it does not name."""
    return waived(clause) in ("own", "wait", "open") or _THEM_OFF.search(clause) is not None


def lists_none(clause: str) -> bool:
    """Whether what stands behind a thing and a colon waives it."""
    return _NOT_NEEDED.match(clause) is not None


def moved_by(clause: str) -> float | None:
    """So many more of a thing, or fewer as a negative number; None if a clause says neither."""
    match = _MOVED.search(clause)
    if match is None:
        return None
    number = amount_of(match["number"] or match["many"] or "one")
    return -number if (match["way"] or "").lower() in ("fewer", "less") else number


def tells_how_many(clause: str) -> bool:
    """Whether a clause tells how many are wanted, in packs or by those of another thing.

    Examples:
        >>> tells_how_many("two boxes of cups will do"), tells_how_many("the cups are blue")
        (True, False)
        >>> tells_how_many("then mugs, as many as we wanted of the cups")
        True
    """
    return _HOW_MANY.search(clause) is not None


def is_passed_over(clause: str) -> bool:
    """Whether a clause has a number of what was named before, if no rule has read it.

    Examples:
        >>> [is_passed_over(c) for c in ("three more of each", "2 of them came", "that's 3 each")]
        [True, True, False]
        >>> is_passed_over("so two boxes will do")
        True
        >>> is_passed_over("my father doesn't want one any more")
        True
        >>> is_passed_over("double everything for the second day")
        True
    """
    if waived(clause) == "open" or _UNTIL_THEN.search(clause):
        return True
    if _SAME_AGAIN.search(clause) or _ALL_FOR.search(clause) or speaks_of_part(clause):
        return True
    if _NO_ONE.search(clause) or _ALL_CHANGED.search(clause) or _IN_PACKS.search(clause):
        return True
    return _OF_THEM.search(clause) is not None and not gives_sum(clause)


def alone(  # noqa: C901, PLR0911 - a rule for each reading
    clause: str, name: str, count: float | None, *, is_answer: bool, is_near: bool = True
) -> Change | None:
    """What a clause without a thing does to the one thing that was named last.

    Args:
        clause: The clause.
        name: The thing.
        count: How many there are of it so far.
        is_answer: Whether it was asked right before how many are wanted.
        is_near: Whether the thing was named right before, so that a pronoun means it.

    Examples:
        >>> said = ("We only need 5 of those", "take 2 off", "Forget them.", "I have 3 sisters")
        >>> changes = [alone(one, "cups", 9, is_answer=False) for one in said]
        >>> [change and (change.deed, change.amount) for change in changes]
        [('set', 5.0), ('add', -2.0), ('off', 0.0), None]
    """
    if (parts := part_of(clause, count)) is not None:
        return Change(name, "set", parts)
    waiver = waived(clause)
    if waiver == "keep" or gives_sum(clause):
        return None
    if waiver in ("own", "wait", "unsure"):
        return Change(name, waiver if is_near or is_answer else "unsure")
    if is_answer and (match := _BARE.match(clause)):
        if _PAIRS.search(clause) and not _PAIRED.search(name):
            return None  # 4 pairs are 8 of them, or 4
        return Change(name, "set", amount_of(match["number"]))
    if _THEM_OFF.search(clause):
        return Change(name, "off" if is_near or is_answer else "unsure")
    if match := _OFF_SO_MANY.search(clause):
        return Change(name, "add", -amount_of(match["number"]))
    if (match := _PUT_SO_MANY.search(clause)) and not count:
        return Change(name, "set", amount_of(match["number"]))
    if (number := moved_by(clause)) is not None:
        return Change(name, "add", number)
    if match := _ALONE.search(clause):
        return Change(name, "set", amount_of(match["number"] or match["said"] or match["asked"]))
    return None
