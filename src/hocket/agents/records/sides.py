"""Whether the verbs of a result have the own side as their subject, or say that others won."""

from __future__ import annotations

import re

from hocket.core.late_pattern import late_pattern

_VERBS = r"(?:won|lost|drew|beat|defeated|overcame|thrashed|outplayed|took)"
_ADVERB = r"(?:\w+ly|have|had|has|again|then|finally|only|just|also|even|always|both)"
_VERB = late_pattern(
    rf"(?i)(?:(?P<of>[\w'\u2019]+) )?(?P<who>[\w'\u2019]+)?(?P<gap>,? "
    rf"|^)(?:{_ADVERB} )*(?P<verb>{_VERBS})\b(?! us)"
)
_OWN_SIDE = frozenset(("team", "side", "boys", "girls", "women", "men", "eleven", "club"))
_JOINS = frozenset(("and", "but", "then", "", "so", "yet"))
_WE = late_pattern(r"\b[Ww]e\b")
_OTHERS = late_pattern(
    r"\b(?:[Tt]hey|[Tt]he (?:visitors|guests|hosts|others|opponents|leaders|champions)"
    r"|(?!We )[A-Z][\w'\u2019&-]+) (?:came|come|visited|travelled|were|was|hosted|received"
    r"|welcomed"
    r"|entertained|held|went|had|arrived|led|played)\b"
)
_FOR_A_NAME = late_pattern(r"(?i:\b(?:victory|win|defeat) (?:for|of)) (?:[A-Z]|the )")


def is_told_of_us(part: str, sentence: str) -> bool:
    """Whether the verbs of a result are about the own side, as far as words show it.

    Args:
        part: The words on one match.
        sentence: The sentence that they are a part of.

    Examples:
        >>> said = ("We won 3-1.", "They won 3-1.", "Oakby won 3-1.", "Oakby came and won 3-1.")
        >>> [is_told_of_us(words, words) for words in said]
        [True, True, False, False]
    """
    if _FOR_A_NAME.search(part):
        return False
    start = max(sentence.find(part), 0)
    return all(
        _is_own(match, sentence[: start + match.start("verb")]) for match in _VERB.finditer(part)
    )


def _is_own(match: re.Match[str], before: str) -> bool:
    who, verb = (match["who"] or "").lower(), match["verb"].lower()
    if re.fullmatch(_ADVERB, who):
        who = (match["of"] or "").lower()
    if who == "we":
        return True
    if who == "they":
        return verb in ("won", "took")
    if who in _OWN_SIDE:
        return (match["of"] or "").lower() == "our"
    if who not in _JOINS and "," not in match["gap"]:
        return False
    ours = [found.start() for found in _WE.finditer(before)]
    others = [found.start() for found in _OTHERS.finditer(before)]
    return bool(ours and ours[-1] > max(others, default=-1)) or not before.strip()
