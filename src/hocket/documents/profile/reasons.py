"""Why something failed, parted from the messages of a log that say so.

The reason stands behind a colon or in parentheses: ``backup of ada failed: disk full``. It is no
part of what happened, so the same happened whatever the reason.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

REASON = "reason"
FEW_WORDS = 2
"""Words from which what stands behind ``login failed:`` is a reason rather than a name."""

_FAILED = re.compile(
    r"(?i)\b(?:fail(?:s|ed|ing|ure)?|refus(?:es?|ed|ing)|den(?:y|ies|ied|ying)"
    r"|reject(?:s|ed|ing)?|declin(?:es?|ed)|abort(?:s|ed|ing)?|cancel(?:l?ed|s)|blocked|dropped"
    r"|bounced|deferred|skipped|ignored|crash(?:ed|es)?|killed|disconnected|lost|interrupted"
    r"|terminated|expired|unable|cannot|can't|could(?: not|n't)|not|errors?(?! *:)|timed out"
    r"|g[ai]v(?:e|es|ing) up|stopped|paused|delayed|postponed|suspended|stuck|missed|unreachable)"
    r"\b"
)
_BEHIND = re.compile(
    r"(?:: +| +[-\u2013\u2014] +|,? +(?P<said>due to|because(?: of)?) +)(?P<why>\S.*)"
)
_AT_END = re.compile(r" *[(\[](?P<why>[^()\[\]]+)[)\]]\.? *")
_WORDED = re.compile(r"(?:[a-z][a-z'/-]*|[A-Z]{2,}|[A-Z][a-z/]+(?= [a-z]))(?=[\s,;:]|$)")
"""How a reason begins: with a plain word or an abbreviation; each word of a name has a capital."""
_KNOWN = re.compile(
    r"(?i)(?:time-?outs?|timed|errors?|codes?|exit(?:ed)?|status|http|no|not|only|too|out|after|over"
    r"|unknown|busy|offline|full|expired|unreachable|locked|bad|invalid|missing|wrong)"
)
"""First words of what is a reason, also alone or with a number."""
_NO_REASON = re.compile(
    r"(?:for|from|to|by|at|in|on|of|with|as|via|is|was|the|an?|id)\b"
    r"|(?:user|card|port|job|file|host|order) (?!not\b|unknown\b|missing\b|\w+ed\b)"
)
"""How details begin that say where, by whom or what, not why."""
_OF = re.compile(r"\b(?:of|for|to|from) (?!the |an? )[^\W\d_]+")
_VALUE = re.compile(r"\d|\S@\S|(?:^| )/\S")


def parted_reasons(messages: Sequence[str]) -> tuple[list[str], list[str]]:
    """(messages without their reasons, the reasons), each in the order of the messages.

    Examples:
        >>> parted_reasons(["upload 3 failed: disk full", "upload 4 failed: timeout", "done"])
        (['upload 3 failed', 'upload 4 failed', 'done'], ['disk full', 'timeout', ''])
        >>> parted_reasons(["card 7 refused (out of hours)", "login failed: ada"])
        (['card 7 refused', 'login failed: ada'], ['out of hours', ''])
    """
    found = {message: _parted(message) for message in dict.fromkeys(messages)}
    pairs = {message: pair for message, pair in found.items() if pair is not None}
    having = _with_subject(head for head, _ in pairs.values())
    sure = {why for head, why in pairs.values() if _is_reason(why, is_alone=head not in having)}
    kept = {message: pair for message, pair in pairs.items() if pair[1] in sure}
    both = [kept.get(message, (message, "")) for message in messages]
    return [head for head, _ in both], [why for _, why in both]


def _parted(message: str) -> tuple[str, str] | None:
    """(what happened, what may be the reason); None if it says nothing of a failure."""
    failed = _FAILED.search(message)
    if failed is None or "=" in message:
        return None
    behind = _BEHIND.search(message, failed.end())
    if behind is None:
        note = message.rfind("(" if message.rstrip(" .").endswith(")") else "[", failed.end())
        behind = _AT_END.fullmatch(message, note) if note > 0 else None
        if behind is None or (" " not in behind["why"] and not _KNOWN.match(behind["why"])):
            return None
    head, why = message[: behind.start()].rstrip(), behind["why"].strip(" .")
    is_said = behind.re is _BEHIND and behind["said"] is not None
    is_why = is_said or (_WORDED.match(why) and not _NO_REASON.match(why))
    return (head, why) if why and is_why else None


def _with_subject(heads: Iterable[str]) -> set[str]:
    """Those that name what failed: by a number, or by a word that others have otherwise."""
    known = set(heads)
    alike: dict[tuple[str, int], set[str]] = {}
    for head in known:
        words = head.split()
        alike.setdefault((words[0] if words else "", len(words)), set()).add(head)
    several = {head for some in alike.values() if len(some) > 1 for head in some}
    return several | {head for head in known if _VALUE.search(head) or _OF.search(head)}


def _is_reason(why: str, *, is_alone: bool) -> bool:
    """Whether words say why something failed, rather than what.

    Args:
        why: The words.
        is_alone: Whether nothing before them says what failed.
    """
    words = why.split()
    if _KNOWN.fullmatch(words[0].strip(",;:")):
        return True
    if _VALUE.search(why):
        return False
    return not is_alone or (len(words) >= FEW_WORDS and not re.search(r"[,;:]| [A-Z]", why))
