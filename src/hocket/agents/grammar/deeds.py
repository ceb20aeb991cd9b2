"""The words for what happens, in all their forms: fail, failed, failure; log in, login."""

from __future__ import annotations

import re

_PHRASES = (
    (r"(?:log(?:s|ged|ging)?|sign(?:s|ed|ing)?)[ -](?:in|on)s?|log[io]ns?", "login"),
    (r"(?:log(?:s|ged|ging)?|sign(?:s|ed|ing)?)[ -](?:out|off)s?|log(?:out|off)s?", "logout"),
    (r"tim(?:e|es|ed|ing)[ -]outs?|timeouts?", "timeout"),
    (r"g(?:ive|ives|ave|iving|iven)[ -]up", "giveup"),
    (r"shut(?:s|ting)?[ -]?downs?", "shutdown"),
    (r"(?:go|goes|went|gone|was|were|is|be)[ -]offline", "offline"),
    (r"start(?:s|ed|ing)?[ -]up|startups?", "start"),
)
_PATTERNS = tuple((re.compile(rf"\b(?:{source})\b"), word) for source, word in _PHRASES)
_IRREGULAR = {
    "sent": "send", "lost": "lose", "loss": "lose", "losses": "lose", "began": "begin",
    "begun": "begin", "left": "leave", "went": "go", "gone": "go", "gave": "give", "given": "give",
    "took": "take", "taken": "take", "found": "find", "sold": "sell", "ran": "run", "met": "meet",
    "broke": "break", "broken": "break", "fell": "fall", "fallen": "fall", "rang": "ring",
    "rung": "ring", "reboot": "restart", "rebooted": "restart", "reboots": "restart",
}  # fmt: skip
_ENDINGS = (
    *("ations", "ation", "ments", "ment", "ions", "ion", "ures", "ure", "ings", "ing", "ials"),
    *("ial", "als", "al", "ies", "ied", "ed", "es", "s", "y", "e"),
)
LEAST = 3
"""Letters that are left of a word without its ending."""
HAPPENED = re.compile(
    r"[a-z]{3,}ed|lost|sent|begun|done|left|met|shut|gone|gave|took|found|cannot|error|unable"
    r"|starts?|starting|stops?|stopping|begins?|ends?|retry|retrying|giveup|login|logout|timeout"
    r"|shutdown|offline"
)
"""The forms in which a message says that something happened."""


def with_phrases(text: str) -> str:
    """A text in small letters, with verbs of two words in one.

    Examples:
        >>> with_phrases("Ada logged in, then the request timed out")
        'ada login, then the request timeout'
    """
    text = text.lower()
    for pattern, word in _PATTERNS:
        text = pattern.sub(word, text)
    return text


def stem(word: str) -> str:
    """What the forms of a word have in common.

    Examples:
        >>> [stem(word) for word in ("failure", "failed", "deliveries", "delivered", "denied")]
        ['fail', 'fail', 'deliver', 'deliver', 'den']
        >>> [stem(word) for word in ("stopped", "stops", "cancellation", "user", "no", "lost")]
        ['stop', 'stop', 'cancel', 'user', 'no', 'los']
    """
    word = _IRREGULAR.get(word, word)
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= LEAST:
            word = word[: -len(ending)]
            break
    if len(word) > LEAST and word[-1] == word[-2] and word[-1] not in "aeious":
        word = word[:-1]
    return word


def alike(word: str) -> frozenset[str]:
    """The stems that say the same as one, with it.

    Examples:
        >>> sorted(alike("den"))
        ['declin', 'den', 'refus', 'reject']
    """
    return next((some for some in _CLASSES if word in some), frozenset((word,)))


_CLASSES = tuple(
    frozenset(map(stem, words.split()))
    for words in (
        "refused rejected denied declined",
        "finished completed done succeeded success",
        "started begun",
    )
)
"""Stems of words that say the same."""
_FAILED = (
    "failed refused rejected denied declined aborted crashed error cancelled unable lost bounced"
    " timeout giveup dropped skipped missed stuck killed interrupted expired cannot offline"
)
FAILING = frozenset(map(stem, _FAILED.split()))
"""Stems of what goes wrong; two of them may be the same event in other words."""
ANY_FAILURE = frozenset(map(stem, ("failed", "error", "unable", "cannot")))
"""Those of them that may mean any."""
