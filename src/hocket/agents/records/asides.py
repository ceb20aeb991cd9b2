"""What a text says of now, without its remarks on other years, which have numbers of their own."""

from __future__ import annotations

from hocket.core.late_pattern import late_pattern

_OTHER = (
    r"(?:last|next|previous|preceding) (?:year|time|season|month|spring|summer|autumn|winter|term)"
    r"|(?:the )?(?:year|season|month|time) before|years? ago|in former years|previously|formerly"
    r"|(?:in|by|since|for|from) (?:(?:spring|summer|autumn|winter|[A-Z][a-z]{2,8}) )?(?:19|20)\d\d"
)
_ASIDE = late_pattern(
    rf"(?i)\s*\([^()]*?\b(?:{_OTHER})\b[^()]*\)|\s*\(\s*(?:19|20)\d\d\s*[:,]\s[^()]*\)"
)
_SENTENCES = late_pattern(r"(?<=[.!?;])\s+")
_BEGINS = late_pattern(rf"(?i)(?:but |and |as )?(?:{_OTHER})\b")
_HAS = late_pattern(rf"(?i)\b(?:{_OTHER})\b")
_NUMBER = late_pattern(
    r"(?i)\b(?:\d+|one|two|three|four|five|six|seven|eight|nine|ten|no|none|more|fewer|less)\b"
)


def is_of_other_time(text: str) -> bool:
    """Whether a text speaks of another year or time.

    Examples:
        >>> is_of_other_time("It was dry in 2023."), is_of_other_time("It is dry.")
        (True, False)
    """
    return _HAS.search(text) is not None


def without_asides(text: str) -> str:
    """A text without its bracketed remarks on other years.

    Examples:
        >>> without_asides("4. Mill. Locked. (In 2023 there were 7 boats.) We try again (May).")
        '4. Mill. Locked. We try again (May).'
    """
    return _ASIDE.sub("", text)


def of_now(text: str) -> str | None:
    """A text without what it says of other years; None where that can't be told apart.

    Examples:
        >>> of_now("Six boats. Last year there were 7 of them. All are dry.")
        'Six boats. All are dry.'
        >>> of_now("Six boats, two more than last year.") is None
        True
    """
    kept = []
    for sentence in _SENTENCES.split(without_asides(text)):
        if _BEGINS.match(sentence):
            continue
        other = _HAS.search(sentence)
        if other and _NUMBER.search(sentence[: other.start()] + sentence[other.end() :]):
            return None
        kept.append(sentence)
    return " ".join(kept)
