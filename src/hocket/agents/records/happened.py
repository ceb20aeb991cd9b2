"""Whether what a passage is about took place, where a task wants only what really did."""

from __future__ import annotations

from hocket.core.late_pattern import late_pattern

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
    r"|\b(?:no one|nobody|no(?:ne of them)?(?: \w+)?) (?:came|turned up|showed up|appeared)\b"
    r"|\bno[- ]show\b"
)
_TAKEN_BACK = late_pattern(
    r"(?i)\b(?:nearly|almost|not|n't|never|instead of|after the|before the|if|unless|might be"
    r"|may be|should have been|would have been)\b[^.;:]{0,20} ?$"
)
_NEARLY = late_pattern(r"(?i)(?:was|is|were|got) (?:nearly|almost|not|never|partly)\b")
_NUMBER = late_pattern(r"\d+")
_SENTENCES = late_pattern(r"(?<=[.!?;])\s+|\n(?=\s*\n)")


def wants_happened(goal: str) -> bool:
    """Whether a task wants only what really took place.

    Examples:
        >>> wants_happened("List the trips that the bus really made: {no, people}.")
        True
        >>> wants_happened("The tours that took place."), wants_happened("All trips.")
        (True, False)
    """
    return _WANTS.search(goal) is not None


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
    for sentence in _SENTENCES.split(" ".join(text.split())):
        for match in _SAYS_NOT.finditer(sentence):
            if _TAKEN_BACK.search(sentence[: match.start()]) or _NEARLY.match(match.group()):
                doubtful = True
                continue
            others = set(_NUMBER.findall(sentence[: match.start()])) - {own}
            if others and own and own not in sentence[: match.start()]:
                doubtful = True
                continue
            return True
    return None if doubtful else False
