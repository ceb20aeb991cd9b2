"""Whether a clause takes a thing off the list, in whole or in part, or says that it does not."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from hocket.agents.threads.changes import JOINS, MORE_BEHIND, Change, Near, off
from hocket.agents.threads.waivers import waiver_of, waives
from hocket.core.late_pattern import late_pattern

if TYPE_CHECKING:
    from collections.abc import Mapping

    from hocket.agents.threads.items import Mention

_NO_ADJECTIVE = r"(?:[^\W\d_][\w-]* )??"
_NONE = re.compile(
    rf"(?i)\b(?:no|zero|none of(?: the| our)?|without(?: any| the)?)\s+(?!more|fewer|less|other)"
    rf"{_NO_ADJECTIVE}$"
)
_COMES_WITHOUT = late_pattern(
    r"(?i)\b(?:lends?|lent|gives (?:us|me)|gave (?:us|me)|donates|brings|brought|ha(?:s|ve) (?:its"
    r"|their|some)|(?:its|their) own"
    r"|no use|useless|pointless|no good|little use)\b"
    r"(?:(?!\b(?:do|does|manage|go|get by|and|so)\b)[^;])*"
    r"\bwithout(?: any| the)?\s+$"
)
"""What others have or lend comes without a thing, or is no use so: that takes nothing off."""
_DENIED = re.compile(r"(?i)\b(?:not|(?:more|fewer|less) than)\s*$")
_NEITHER = re.compile(r"(?i)\b(?:neither|nor)\b")
"""What takes a thing off for some people, whose number stands elsewhere."""
_WE_NEED_NEITHER = late_pattern(
    r"(?i)^(?:(?:then|so|no|well|please)[ ,]+)*(?:(?:we|i)(?:'ll| will)? "
    r"(?:need|want|take|order) )?neither\b"
)
_LATER = re.compile(
    r"(?i)\s*(?:(?:can|could|may|will have to|must) wait\b|(?:later|another time|next (?:week|time"
    r"|month|year)|not (?:now|yet|today|this (?:week|time|month|year)))\b)"
)
"""What puts off a thing, which may be ordered all the same."""
_NOT_OFF = re.compile(
    r"(?i)\b(?:do not|don't|never|no need to|not (?:to )?)\s*(?:please )?(?:forget|cancel|drop|skip"
    r"|leave)\b"
)
OFF = re.compile(
    r"(?i)\b(?:forget|cancel\w*|drop|scrap|strike|skip|remove|take (?:off|away|back)|return"
    r"|cross off|leave (?:out|off|away)|(?:do|manage|get by|go) without"
    r"|(?:do|does|will|did|wo)(?: not|n't)(?: \w+)? (?:need|want|take)|no longer (?:need|want)"
    r"|no need (?:for|of)|never mind)\b"
)
_OWN = re.compile(rf"(?i)\b(?:bring|use|have|take)\w*(?: along)? (?:our|my) own {_NO_ADJECTIVE}$")
"""What the one who orders has already, so that it is not ordered."""
_TAKING = re.compile(r"(?i)\b(?:leave|take)\b")
_NOT_ELSEWHERE = (
    r"(?! in (?!(?:stock|total)\b)\w+)(?! (?:of )?(?:the|our|your|its)"
    r" (?!(?:\w+ )?(?:list|order|invoice|bill|menu|plan|programme|basket|cart|quote|delivery)\b))"
)
"""Off the list, but not off the table, and sold out, but not in green."""
_TAKEN = late_pattern(rf"(?i)^[^;]{{0,40}}?\b(?:out|off|away|back)\b{_NOT_ELSEWHERE}")
_OFF_BEHIND = late_pattern(
    r"(?i)^\s*(?:(?:are|is|were|was|have been|has been|will be) (?:\w+ )?"
    rf"(?:cancel\w*|dropped|(?:off|out)\b{_NOT_ELSEWHERE}"
    r"|unnecessary|superfluous)|(?:are|is|will)(?: not|n't) (?:be )?(?:needed|wanted|necessary)"
    r"|(?:are|is) no longer (?:needed|wanted)"
    r"|can go\b(?! (?:out|off|to|with|by|on|in|into|there|first|ahead)\b)"
    r"|(?:have|has) to go\b|must go\b|: none"
    rf"|(?:out|off)\b{_NOT_ELSEWHERE})"
)
_LACKING = re.compile(r"(?i)\b(?:left|available|in stock|to spare)\b")
_NEED_NOT = re.compile(r"(?i)\b(?:do|does|will|did|wo)(?: not|n't)(?: \w+)? (?:need|want|take)\b")
_FOR_A_TIME = late_pattern(
    r"(?i)^ (?:(?:un)?till?\b(?! (?:the )?(?:next|spring|summer|autumn|winter))"
    r"|for (?:an?|one|two|three|some|a few|the first|\d+) (?:\w+ )?(?:hour|day|night|week|month"
    r"|evening|morning|while|moment)s?\b)"
)
"""So long a thing is done without, which is wanted afterwards."""
_BACK_LATER = late_pattern(r"(?i)^ (?:back|until|till|before|yet|today|tomorrow|right now)\b")
"""What is said of when a thing is needed, rather than whether it is."""


def _waived(
    mention: Mention, near: Near, counts: Mapping[str, float]
) -> tuple[Change | None, str] | None:
    """A thing that the speaker does without, in everyday words."""
    waiver = waiver_of(near.front, near.back)
    so_far = counts.get(mention.name, 0.0)
    is_all = mention.amount in (None, so_far) or waives(near.back)
    if waiver == "" or (waiver == "not" and mention.amount is not None):
        return None
    if waiver == "keep":
        return (None, "keep") if is_all else None
    if waiver == "open" or not is_all:
        return None, "open" if so_far else "keep"
    return Change(mention.name, waiver), "keep"


def taken(  # noqa: PLR0911 - a rule for each reading
    mention: Mention, near: Near, counts: Mapping[str, float]
) -> tuple[Change | None, str] | None:
    """A thing that is cancelled, in whole or in part, or that is not."""
    if (waived := _waived(mention, near, counts)) is not None:
        return waived
    is_denied = mention.amount is not None and _DENIED.search(near.before)
    is_denied = is_denied or _COMES_WITHOUT.search(near.clause[: mention.first])
    if is_denied or _NOT_OFF.search(near.before):
        return None, "keep"
    if _WE_NEED_NEITHER.match(near.clause[: mention.first]):
        return Change(mention.name, "own"), "keep"
    if _NEITHER.search(near.before) or (mention.amount is None and _LATER.match(near.after)):
        return None, "open"
    is_none = mention.amount is None and _NONE.search(near.before)
    if is_none and (_LACKING.search(near.after) or MORE_BEHIND.match(near.after)):
        return None, "keep" if MORE_BEHIND.match(near.after) else "open"
    joined = near.deed == "off" and JOINS.fullmatch(near.before)
    is_off = OFF.search(near.before) or _OFF_BEHIND.match(near.after) or joined
    if not is_off and not is_none and _OWN.search(near.before):
        return Change(mention.name, "own"), "keep"
    is_off = is_off or (_TAKING.search(near.before) and _TAKEN.match(near.clause[mention.last :]))
    return _off(mention, near, counts) if is_none or is_off else None


def takes_off(front: str, back: str) -> bool:
    """Whether the words around a part of a thing take that part off.

    Examples:
        >>> takes_off("cancel ", "."), takes_off("Take ", " off, please."), takes_off("Take ", ".")
        (True, True, False)
    """
    if _NEED_NOT.search(front):
        return False
    is_taken = _TAKING.search(front) and _TAKEN.match(back)
    return bool(OFF.search(front) or is_taken)


def _off(mention: Mention, near: Near, counts: Mapping[str, float]) -> tuple[Change | None, str]:
    """A thing that is taken off, if that isn't said of a number or of a time."""
    if _NEED_NOT.search(near.before) and _BACK_LATER.match(near.after):
        return None, "open"
    if _FOR_A_TIME.match(near.back):
        return None, "open"
    if _NEED_NOT.search(near.before) and (mention.is_more or mention.amount is not None):
        if mention.is_lone:
            return Change(mention.name, "off"), "off"
        return None, "keep" if mention.is_more else "open"
    return off(mention, counts), "off"
