"""What people do without, in everyday words: ``we'll wait with the lamps until next year``.

Only what is certain waives a thing. What may be a delivery day, a condition or an opinion of others
is open, and words such as ``don't forget the lamps`` keep a thing as it is.
"""

from __future__ import annotations

from typing import Literal

from hocket.core.late_pattern import late_pattern

Waiver = Literal["own", "wait", "unsure", "not", "keep", "open", ""]
"""``own`` waives what the speaker has ordered, ``wait`` does if nobody spoke of its delivery, and
``unsure`` may; ``not`` denies what the clause before it says; empty is no waiver."""

_DETERMINER = (
    r"(?:(?:all|any) (?:of )?)?(?:the |our |my |your |his |her |those |these |more |such )?"
    r"(?:[^\W\d_][\w-]* )??$"
)
END = (
    r"[\s,.!?)]*(?:(?:please|then|thanks|thank you|though|again|instead|after all|too|as well"
    r"|anyway|for the time being|for now|now|so|any ?more|any longer|at all|completely|entirely"
    r"|altogether|in the end|this (?:time|year|season)|from (?:our|the|your) (?:order|list))\b"
    r"[\s,.!?]*)*$"
)
_SEASON = r"(?:spring|summer|autumn|fall|winter|season|year|new year|christmas|easter)"
FAR = (
    rf"(?:(?:(?:un)?til|till|for|to|in) (?:the )?(?:(?:next|coming|following) )?{_SEASON}"
    r"|(?:(?:for|(?:un)?til|till|to|on|at) )?(?:another|some other|some later|a later|a different)"
    r" (?:time|day|date|year|occasion|season|order)"
    r"|for (?:now|the moment|the time being|the present|later|this (?:time|year|season))"
    rf"|(?:this|next) (?:time|{_SEASON})|(?:un)?til later|later(?: on)?|at the moment)"
)
"""A time so far off, or so vague, that what is put off to it isn't ordered now."""
_ONLY_FAR = rf"(?:[\s,]*{FAR})?{END}"
_NEGATION = r"(?:n't|\bnot|\bnever|\bcannot|\bnobody|\bno one|\bhate to|\bhardly)"
_KEPT = late_pattern(
    rf"(?i){_NEGATION}(?: \w+){{0,4}}? (?:forget(?: about)?|cancel|drop|skip|scrap|strike|remove"
    rf"|cross off|leave(?: out)?|(?:do|manage|go|get by|be) without|postpone|put off|wait with"
    rf"|hold off(?: on)?) {_DETERMINER}"
)
_WHY_NOT = late_pattern(r"(?i)^(?:can't|couldn't|why (?:don't|not)|shouldn't)\b")
_OTHERS = late_pattern(
    r"(?i)\b(?:he|she|they|you|nobody|someone|somebody|everyone|everybody"
    r"|(?:say|think|want|like|suggest|prefer|need|plan|have|hope)s|has"
    r"|said|thought|wanted|suggested|planned)\b"
)
"""Words of somebody else's plans, before what waives a thing."""
_DEFERS = late_pattern(
    r"(?i)\b(?:wait(?:ing)? with|hold(?:ing)? off(?: on| with)?"
    r"(?: (?:ordering|buying|booking|getting|hiring))?|postpon(?:e|ing)|defer(?:ring)?"
    rf"|put(?:ting)? off) {_DETERMINER}"
)
_DROPS = late_pattern(
    rf"(?i)\b(?:decided? against|(?:we|i)(?:'ll| will)? pass on|(?:(?:am|are|'m|'re) not|aren't"
    r"|won't be|will not be) (?:\w+ )?(?:taking|ordering|buying|needing|getting|renting|hiring"
    rf"|booking|having)) {_DETERMINER}"
)
_LEAVES = late_pattern(rf"(?i)\b(?:leave|leaving|put|putting|push|move) {_DETERMINER}")
_LEAVE_ONLY = late_pattern(rf"(?i)\bleav(?:e|ing) {_DETERMINER}")
_GIVES = late_pattern(rf"(?i)\bgiv(?:e|ing) {_DETERMINER}")
_ON_HOLD = late_pattern(
    rf"(?i)^ (?:on (?:hold|ice|the back burner)|off(?! the)|{FAR}|a miss)(?P<tail>.*)$"
)
CLEAN = late_pattern(rf"(?i)^{END}")
_FAR_ONLY = late_pattern(rf"(?i)^[\s,]*{FAR}{END}")
_CLEAN_OR_FAR = late_pattern(rf"(?i)^{_ONLY_FAR}")
_PUT_OFF = late_pattern(
    r"(?i)^ (?:is|are|was|were|has been|have been) (?:now |all )?(?:postponed|put off|deferred"
    r"|(?:put )?on hold|(?:put )?on ice|off the (?:list|menu|order|agenda))\b(?P<tail>.*)$"
)
_CAN_WAIT = late_pattern(
    r"(?i)^,? (?:can|may|could|will have to|must|have to|should)(?: \w+)? wait\b(?P<tail>.*)$"
)
_SOON = late_pattern(
    r"(?i)^ (?:(?:un)?til|till) (?:\w+day\b|tomorrow|tonight|noon|the weekend|then|(?:the )?\d)"
)
"""A day of delivery rather than a time that is far off."""
_OPENING = r"(?:(?:the|our|my|your|those|these|and|so|then|but|please|as for|only|well|no)[ ,]+)*"
_OPENS = late_pattern(rf"(?i)^{_OPENING}$")
_NOT_BEFORE = late_pattern(rf"(?i)^{_OPENING}not {_DETERMINER}")
_OTHER_TIME = late_pattern(
    r"(?i)^,? (?:(?:(?:for|on|at) )?(?:another|some other) (?:time|day|year)|next"
    rf" {_SEASON}|not (?:now|for now|this (?:time|{_SEASON})|after all)){END}"
)
_ENOUGH = late_pattern(
    r"(?i)\b(?:have|'ve|has|got|there (?:is|are))(?: \w+){0,2}? (?:enough|plenty of|sufficient)"
    rf" (?:of )?{_DETERMINER}"
)
_WE_HAVE = late_pattern(r"(?i)^(?:no,? |sorry,? |as )?(?:we|i|there)\b")
_ALREADY = late_pattern(
    r"(?i)\b(?:already|still|at home|in (?:the|our|my) \w+|ourselves|of our own"
    r"|from last (?:year|time|summer|winter)|left(?: over)?)\b"
)
_HERE = late_pattern(
    r"(?i)^(?: (?:already|at home|here|as it is|ourselves|of our own|in (?:the|our|my) \w+"
    rf"|left(?: over)?|from last \w+|for (?:everybody|everyone|all)))*{END}"
)
_WE_HAVE_THEM = late_pattern(
    r"(?i)^,? (?:we|i) (?:already |still )?have(?: got)?(?: already| ourselves| here| at home"
    rf"| of our own| enough(?: of)?| plenty(?: of)?)*{END}"
)
"""What is put first because it is there already: lamps we have enough of."""
_FOR_SALE = late_pattern(r"(?i)\b(?:in stock|in (?:the|our) (?:shop|store|warehouse)|for you)\b")
_NO_USE = late_pattern(
    r"(?i)^ (?:is|are|will be|would be)(?: really| just| simply)? (?:(?:of )?no use|nothing for us"
    r"|(?:useless|no good)(?= (?:to|for) (?:us|me)\b))(?P<tail>.*)$"
)
_FOR_US = late_pattern(
    rf"(?i)^(?: (?:to|for) (?:us|me)| here| (?:on|in|at|with|to|for) our \w+)*{END}"
)
_REASON = late_pattern(r"(?i),? (?:since|because|as (?=(?:we|they|i|the|our|my|it|there)\b)).*$")
"""Why a thing is waived, which its words don't hang on."""
_WE_DO_NOT = late_pattern(
    r"(?i)^,? (?:we|i)"
    r"(?: (?:(?:don't|do not|won't|no longer) (?:\w+ )?(?:need|want|take)"
    r"|will (?:do|manage) without)"
    r"|(?:'d|'ll| will| would| can| have to| must)? (?:rather |prefer to )?(?:leave|skip|drop"
    rf"|postpone|put off|wait with|cancel|(?:do|manage) without)){_ONLY_FAR}"
)
_YOU_CAN = late_pattern(
    rf"(?i)\byou can (?:\w+ )?(?:leave|forget(?: about)?|cancel|drop|skip|scrap|strike"
    rf"|cross(?: off)?|remove|leave out) {_DETERMINER}"
)
_YOU_CAN_BEHIND = late_pattern(
    r"(?i)^,? you (?:can|may) (?:\w+ )?(?:leave (?:out|off|away)|forget|cancel|drop|skip|scrap"
    rf"|strike|cross off|take (?:off|out)){END}"
)
_OFF_THE_LIST = late_pattern(
    r"(?i)^(?: (?:out|off|away)(?: of)?(?: (?:the|our|your) (?:list|order|invoice|bill))?)?"
    rf"{END}"
)
_NEED_NONE = late_pattern(
    r"(?i)\b(?:need|want|order|take) none\b(?! of\b)|\bnone (?:is|are) needed\b"
    rf"|\b(?:don't|do not|won't) (?:\w+ )?(?:need|want) any(?: of (?:them|those|yours))?{END}"
)


def waiver_of(front: str, back: str) -> Waiver:
    """What the words around a thing do to it, or around several that are joined.

    Args:
        front: What stands before it in its clause.
        back: What stands behind it, up to the end or to what is named next.

    Examples:
        >>> [waiver_of(*s.split("LAMPS")) for s in ("wait with the LAMPS until spring.",
        ...     "The LAMPS can wait.", "don't forget the LAMPS", "LAMPS are blue")]
        ['own', 'wait', 'keep', '']
        >>> waiver_of("We wait with the ", " until we know more"), waiver_of("not the ", "")
        ('open', 'not')
    """
    back = _REASON.sub("", back)
    if _KEPT.search(front) and not _WHY_NOT.match(front):
        return "keep"
    found = _before(front, back) or _behind(front, back)
    is_reported = found in ("own", "wait") and _OTHERS.search(_YOU_CAN.sub("", front))
    return "open" if is_reported else found


def waives(clause: str) -> bool:
    """Whether a clause says that none are needed, whatever it names.

    Examples:
        >>> waives("we need none"), waives("we need none of the red ones")
        (True, False)
    """
    return _NEED_NONE.search(clause) is not None


def _before(  # noqa: PLR0911 - a rule for each wording
    front: str, back: str
) -> Waiver:
    """What the words before a thing say."""
    if _DEFERS.search(front) or _DROPS.search(front):
        return "own" if _CLEAN_OR_FAR.match(back) else "open"
    if _YOU_CAN.search(front):
        return "own" if _OFF_THE_LIST.match(back) else "keep"
    is_left = _LEAVES.search(front) or (_GIVES.search(front) and back.startswith(" a miss"))
    if is_left and (held := _ON_HOLD.match(back)):
        return "own" if _CLEAN_OR_FAR.match(held["tail"]) else "open"
    if _LEAVE_ONLY.search(front) and CLEAN.match(back):
        return "unsure"
    if _NOT_BEFORE.match(front):
        if _FAR_ONLY.match(back):
            return "own"
        return "not" if CLEAN.match(back) else ""
    return _enough(front, back) if _ENOUGH.search(front) else ""


def _enough(front: str, back: str) -> Waiver:
    """What it says that there are enough of a thing."""
    if "n't" in front or " not " in front or _FOR_SALE.search(back):
        return "keep"
    is_there = _WE_HAVE.match(front) and _ALREADY.search(f"{front} {back}") and _HERE.match(back)
    return "own" if is_there else "unsure"


def _behind(  # noqa: PLR0911 - a rule for each wording
    front: str, back: str
) -> Waiver:
    """What the words behind a thing say."""
    if waiting := _CAN_WAIT.match(back):
        if _SOON.match(waiting["tail"]):
            return "keep"
        return "wait" if _CLEAN_OR_FAR.match(waiting["tail"]) else "open"
    if put_off := _PUT_OFF.match(back):
        return "own" if _CLEAN_OR_FAR.match(put_off["tail"]) else "open"
    if useless := _NO_USE.match(back):
        return "own" if _FOR_US.match(useless["tail"]) else "open"
    if _OPENS.match(front) and _WE_HAVE_THEM.match(back):
        return "own"
    if _WE_DO_NOT.match(back) or _YOU_CAN_BEHIND.match(back):
        return "own"
    if _OPENS.match(front) and _OTHER_TIME.match(back):
        return "own"
    return "own" if _NEED_NONE.search(back) else ""
