"""Whether what a passage is about took place, where a task wants only what really did."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from hocket.core.late_pattern import late_pattern

if TYPE_CHECKING:
    from collections.abc import Mapping

_DONE = (
    r"made|held|done|played|run|ran|given|driven|flown|sailed|served|delivered|carried out|took"
    r" place|taken place|happened|went ahead|gone ahead|left|sent|shown|worked|met|completed"
    r"|started|finished|travelled|performed|treated|visited|came|departed|arrived"
)
_WANTS = late_pattern(
    rf"(?i)\b(?:really|actually|in fact|did indeed) (?:{_DONE})\b"
    r"|\b(?:that|which) (?:really |actually )?(?:took place|happened|went ahead"
    rf"|(?:was|were) (?:really|actually) (?:{_DONE}))\b"
    r"|\b(?:did|has|have) (?:really|actually|indeed) (?:take|taken|happen|happened|go|gone)\b"
)
_NOT_DONE = (
    r"cancell?ed|called off|postponed|put off|abandoned|scrapped|dropped(?! off)|aborted|rained off"
    r"|fell through|fallen through"
)
_SAYS_NOT = late_pattern(
    rf"(?i)(?:^|[.;:,(\u2013-]) *(?:again |also |sadly |unfortunately )?(?:{_NOT_DONE})\b"
    rf"|\b(?:was|is|were|had to be|has been|have been|got)(?: \w+)? (?:{_NOT_DONE})\b"
    r"|\b(?:did|does|could|was|were)(?: not|n't) (?:take place|happen|run|go(?: ahead)?|leave"
    r"|sail|fly|held|start|made|carried out|played)\b"
    r"|\b(?:no one|nobody|no(?:ne of them)?(?: \w+)?) (?:came|turned up|showed up|appeared)"
    r"(?=\s*(?:[.,;:!)]|$|so\b|and\b|because\b|at all\b|today\b))"
    r"|\bno[- ]show\b"
)
_TAKEN_BACK = late_pattern(
    r"(?i)\b(?:nearly|almost|not|n't|never|instead of|after the|before the|if|unless|might be"
    r"|may be|should have been|would have been)\b[^.;:]{0,20} ?$"
)
_NEARLY = late_pattern(r"(?i)(?:was|is|were|got) (?:nearly|almost|not|never|partly)\b")
_NAMED = late_pattern(rf"(?i)\b(?:{_NOT_DONE})\b")
_LEFT_OUT = late_pattern(
    r"(?i)\b(?:not|no|none|never|without|except|but|leave out|leaving out|ignor\w+|skip\w*|omit\w*"
    r"|exclud\w+|rather than|instead of|unless)\b|n['\u2019]t\b"
)
"""What tells that the things which were called off are not wanted."""
_AFTER_ALL = late_pattern(
    rf"(?i)\b(?:but|then|later|instead|after all|afterwards|until|moved to|(?:{_DONE}) (?:on|at|in"
    r"|by|with|the))\b"
)
"""Behind what was called off: that it may have taken place at another time."""
_OF_A_PART = late_pattern(
    r"(?i)\b(?:the|a|an|its|their|his|her|our|one|two|some) (?:\w+ )?(?P<part>\w+) $"
)
_WHOLE = late_pattern(
    r"(?i)(?:trip|tour|game|match|visit|flight|lesson|class|run|walk|hike|meeting|concert|show|event"
    r"|course|session|ride|sailing|crossing|delivery|workshop|talk|lecture|training|practice"
    r"|rehearsal|dive|race|outing|excursion|party|film|performance|appointment|journey|drive|ferry|bus|train"
    r"|boat|evening|round|treatment|test|drill|inspection|exam(?:ination)?|check|survey|audit|tasting"
    r"|reading|interview|hearing|fitting|guided|all|it|which|that|this|thing|market|fair)s?"
)
"""What a passage may be about, rather than a part of it such as a meal."""
_NUMBER = late_pattern(r"\d+")
_SENTENCES = late_pattern(r"(?<=[.!?;])\s+|\n(?=\s*\n)")


def wants_happened(goal: str) -> bool:
    """Whether a task wants only what really took place.

    Examples:
        >>> wants_happened("List the trips that the bus really made: {no, people}.")
        True
        >>> wants_happened("The tours that took place."), wants_happened("All trips.")
        (True, False)
        >>> wants_happened("All tours that took place or were cancelled.")
        False
    """
    others = _NAMED.search(goal)
    return _WANTS.search(goal) is not None and not (others and not _LEFT_OUT.search(goal))


def did_not_happen(text: str, own: str = "") -> bool | None:
    """Whether a passage says that what it is about did not take place; None if it is not clear.

    Args:
        text: The passage.
        own: The number or name of what it is about.

    Examples:
        >>> did_not_happen("Tour 3, 10:00. Cancelled, the guide was ill."), did_not_happen("Full.")
        (True, False)
        >>> did_not_happen("Tour 4. As tour 3 was cancelled, twelve more came.", "4") is None
        True
    """
    doubtful = False
    text = " ".join(text.split())
    for sentence in _SENTENCES.split(text):
        for match in _SAYS_NOT.finditer(sentence):
            part = _OF_A_PART.search(sentence[: match.start()])
            is_part = part is not None and not _WHOLE.fullmatch(part["part"])
            is_later = _AFTER_ALL.search(text, text.find(sentence) + match.end())
            is_back = _TAKEN_BACK.search(sentence[: match.start()]) or _NEARLY.match(match.group())
            if is_back or is_part or is_later:
                doubtful = True
                continue
            others = set(_NUMBER.findall(sentence[: match.start()])) - {own}
            if others and own and own not in sentence[: match.start()]:
                doubtful = True
                continue
            return True
    return None if doubtful else False


def row_did_not_happen(row: Mapping[str, Any], text: str) -> bool | None:
    """Whether a passage says so of a row, which its first value names; None if it is not clear.

    Examples:
        >>> row_did_not_happen({"no": 3, "people": 9}, "Tour 3 was called off, 9 people went home.")
        True
    """
    own = next((str(value) for value in row.values() if value is not None), "")
    return did_not_happen(text, own)
