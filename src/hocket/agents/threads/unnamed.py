"""What a clause that names no thing does to the one that was named last: ``make it five``."""

from __future__ import annotations

import re

from hocket.agents.threads.changes import Change
from hocket.agents.threads.items import NUMBER, amount_of

_ALONE = re.compile(
    rf"(?i)\b(?:make (?:it|that)|let's say|let's have|only|just|so|then|need|want|take|order"
    rf"|for)\s+"
    rf"(?P<number>{NUMBER})"
    r"(?=\s*(?:[.,;!]|$|please|in all|then|instead|now|after all|altogether|from you))"
    rf"|(?<![\w.,€$£])(?P<said>{NUMBER})(?: for (?:the|our) \w+)?\s+(?:it is|in all|altogether"
    r"|in total|of (?:them|those|these)(?=\s*(?:[.,;!]|$|please|in all|then|instead|now"
    r"|after all|altogether|(?:is|are|will be) (?:enough|fine|plenty|sufficient)"
    r"|will do|should do))"
    r"|will do|(?:is|are) enough|(?:are|will be) (?:sufficient|plenty|fine|ok(?:ay)?)|suffices?\b"
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
    rf"(?i)^\W*(?P<number>{NUMBER})(?: (?:bottles|pieces|pairs|bags|copies))?"
    r"(?:,? (?:please|of course|then|in all|too|thanks|thank you))*\W*$"
)
"""What answers how many are wanted."""
_SUMS = re.compile(
    r"(?i)^(?:that's|that is|it's|total|which (?:is|comes)|that comes)\b|[€$£]|\b(?:euros?"
    r"|pounds?|dollars?"
    r"|cost\w*|price\w*)\b"
)
"""What gives a sum of money rather than a number of things."""
_COSTS = re.compile(r"(?i)\s*(?:is|costs?|would cost)\b")
_THEM_OFF = re.compile(
    r"(?i)\b(?:forget|cancel|drop|leave|skip|scrap|strike|remove"
    r"|(?:do|does|did|will|wo)(?: not|n't)(?: \w+)? (?:need|want|take)|no longer (?:need|want))"
    r"(?: about)? (?:it|them|those|these)\b"
    r"|\b(?:them|those|these) (?:we|i) (?:do not|don't|won't|no longer) (?:need|want|have to)\b"
)

_OF_EACH = re.compile(
    rf"(?i)(?<![\w.,€$£])(?P<number>{NUMBER}) (?P<way>more|fewer|less)"
    r" of (?:each|both|all of them)(?=\s*(?:[.,;!]|$|please|then|too|as well|instead|now))"
)
_DOUBLED = re.compile(
    r"(?i)\b(?:double|twice) (?:everything|it all|all of (?:it|them)|the (?:whole )?order)"
    r"(?=\s*(?:[.,;!]|$|please|then))"
)
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
_STARTS = re.compile(rf"(?i){NUMBER}\b")
_HOW_MANY = re.compile(
    r"(?i)\b(?:will (?:have to )?do|(?:is|are|will be|would be) (?:enough|plenty|sufficient)"
    r"|suffices?|(?:just )?as (?:many|much)(?: \w+)? as|the same (?:number|amount|quantity)"
    r"|equally many|just as many)\b"
)
"""What is said of how many are wanted without their number."""
_IN_PACKS = re.compile(
    rf"(?i)\b{NUMBER} (?:more |fewer |full )?(?:box(?:es)?|packs?|packets?|cartons?|crates?|cases?"
    r"|bags?|sacks?|trays?|bundles?|sets?|rolls?|pallets?) (?:will do|(?:is|are|would be|will be)"
    r" (?:enough|plenty|sufficient|fine)|suffices?)\b"
)
"""How many packs are wanted of what was named before."""


def asks_number(clause: str) -> bool:
    """Whether a clause asks how many, or offers two numbers.

    Examples:
        >>> [asks_number(c) for c in ("How many do you want?", "12 or 18?", "At 8 or 9 o'clock?")]
        [True, True, False]
    """
    return "how many" in clause.lower() or _CHOICE.search(clause) is not None


def begins_with_number(clause: str) -> bool:
    """Whether a clause begins with a number."""
    return _STARTS.match(clause) is not None


def gives_sum(clause: str) -> bool:
    """Whether a clause gives a sum of money rather than a number of things."""
    return _SUMS.search(clause) is not None


def costs(behind: str) -> bool:
    """Whether the words behind a thing tell its price."""
    return _COSTS.match(behind) is not None


def moved_by(clause: str) -> float | None:
    """So many more of a thing, or fewer as a negative number; None if a clause says neither."""
    match = _MOVED.search(clause)
    if match is None:
        return None
    number = amount_of(match["number"] or match["many"] or "one")
    return -number if (match["way"] or "").lower() in ("fewer", "less") else number


def moved_of_each(clause: str) -> float | None:
    """So many more, or fewer as a negative number, of each thing named before; None otherwise.

    Examples:
        >>> [moved_of_each(c) for c in ("two more of each, please", "1 fewer of both", "2 of each")]
        [2.0, -1.0, None]
    """
    match = _OF_EACH.search(clause)
    if match is None:
        return None
    number = amount_of(match["number"])
    return number if match["way"].lower() == "more" else -number


def is_all_doubled(clause: str) -> bool:
    """Whether a clause doubles all that was ordered.

    Examples:
        >>> [is_all_doubled(c) for c in ("please double everything", "double the rent for all")]
        [True, False]
    """
    return _DOUBLED.search(clause) is not None


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
    if _NO_ONE.search(clause) or _ALL_CHANGED.search(clause) or _IN_PACKS.search(clause):
        return True
    return _OF_THEM.search(clause) is not None and not gives_sum(clause)


def alone(  # noqa: PLR0911 - a rule for each reading
    clause: str, name: str, count: float | None, *, is_answer: bool
) -> Change | None:
    """What a clause without a thing does to the one thing that was named last.

    Args:
        clause: The clause.
        name: The thing.
        count: How many there are of it so far.
        is_answer: Whether it was asked right before how many are wanted.

    Examples:
        >>> said = ("We only need 5 of those", "take 2 off", "Forget them.", "I have 3 sisters")
        >>> changes = [alone(one, "cups", 9, is_answer=False) for one in said]
        >>> [change and (change.deed, change.amount) for change in changes]
        [('set', 5.0), ('add', -2.0), ('off', 0.0), None]
    """
    if gives_sum(clause):
        return None
    if is_answer and (match := _BARE.match(clause)):
        return Change(name, "set", amount_of(match["number"]))
    if _THEM_OFF.search(clause):
        return Change(name, "off")
    if match := _OFF_SO_MANY.search(clause):
        return Change(name, "add", -amount_of(match["number"]))
    if (match := _PUT_SO_MANY.search(clause)) and not count:
        return Change(name, "set", amount_of(match["number"]))
    if (number := moved_by(clause)) is not None:
        return Change(name, "add", number)
    if match := _ALONE.search(clause):
        return Change(name, "set", amount_of(match["number"] or match["said"] or match["asked"]))
    return None
