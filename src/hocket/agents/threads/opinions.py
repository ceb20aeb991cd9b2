"""Whose word a number is: what others say is reported, what the one who orders thinks counts."""

from __future__ import annotations

from hocket.agents.threads.items import NUMBER
from hocket.core.late_pattern import late_pattern

_REPORTED = late_pattern(
    r"^(?:(?i:but|and|well|so|although|though)\W+)*"
    r"(?:(?i:my|our|his|her|their|the|your) (?:[\w'-]+ ){1,3}?"
    r"|(?!(?:I|We|You|It|That|This|There|Then|So|And|But|No|Yes|Who|What|Let|Please|As)\b)"
    r"[A-Z][\w.'-]+ (?:[A-Z]\w+ )?"
    r"|(?i:he|she|they|somebody|someone|everybody|everyone) )"
    r"(?:also |still |all |now |even )?(?:says?|said|thinks?|thought|believes?|believed|reckons?"
    r"|feels?|claims?|suggests?|suggested|insists?|told (?:me|us))\b"
)
_THINKS = late_pattern(
    r"(?i)^(?:(?:no|but|so|and|well|then|yes|sorry|actually)[ ,]+)*"
    r"(?:(?:i|we)(?:'d| would)? (?:think|say|believe|reckon)(?: that)?|in my (?:view|opinion),?) "
)
_THINKS_BEHIND = late_pattern(r"(?i),? (?:i(?:'d| would) say|i (?:think|believe|reckon))(?=\W*$)")
_SHOULD = (
    (late_pattern(r"(?i)\bshould (?=do\b)"), "will "),
    (late_pattern(r"(?i)\bshould be (?=enough|fine|plenty|sufficient)"), "will be "),
    (late_pattern(rf"(?i)\b(?:it|that|they|there) should be (?={NUMBER}\b)"), "it is "),
    (
        late_pattern(
            r"(?i)\bcan (?=be (?:reduced|cut|lowered|raised|increased|dropped|cancelled)\b)"
        ),
        "will ",
    ),
    (late_pattern(r"(?i)\bwe should (?=(?:take|order|have|get|need)\b)"), "we "),
)
_MOVED = late_pattern(
    r"(?i)\bwill be (?:(?:reduced|cut|lowered|raised|increased) (?:by|to)\b|dropped\b|cancelled\b)"
)
_BARE = late_pattern(rf"(?i)(?:only |just )?(?P<number>{NUMBER})\W*")
_DIGITS = late_pattern(rf"(?i)\b{NUMBER}\b")
_MIND = late_pattern(
    r"(?i)\b(?:(?:is|are) (?:right|enough|better|best|fine|plenty|sufficient|correct)"
    r"|we (?:need|take|order|have|get|want)|will (?:do|be)|it is|make it|too (?:many|few))\b"
)


def is_reported(clause: str) -> bool:
    """Whether a clause tells what somebody else thinks.

    Examples:
        >>> said = ("My wife says 8 are enough", "Tom thinks we need 9", "I think 9 is right")
        >>> [is_reported(one) for one in said]
        [True, True, False]
    """
    return _REPORTED.match(clause) is not None


def own_word(clause: str) -> str | None:
    """A clause as its speaker decides it, if it says how many they think are right.

    Examples:
        >>> own_word("I think 9 is right."), own_word("6 should do"), own_word("I'd say 6")
        ('9 is right.', '6 will do', 'make it 6')
        >>> own_word("I think he left"), own_word("we could take 9") is None
        (None, True)
    """
    plain = _THINKS_BEHIND.sub("", _THINKS.sub("", clause))
    for pattern, firm in _SHOULD:
        plain = pattern.sub(firm, plain)
    if plain == clause:
        return None
    if _MOVED.search(plain):
        return plain
    if not _DIGITS.search(plain):
        return None
    if bare := _BARE.fullmatch(plain):
        return f"make it {bare['number']}"
    return plain if _MIND.search(plain) else None
