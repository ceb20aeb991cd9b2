"""How the values of a key must look, read from what a task says of it.

An example ('like 2024-02-03', "such as 'Anna Lind'", 'e.g. 12.50') or words for a form
('DD/MM/YYYY', 'in capitals', 'with a percent sign') say it. What is not clear says nothing.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Protocol

from hocket.agents.forms.codes import Codes, codes_like, one_word_like
from hocket.agents.forms.figures import NUMBERS, PER_CENT, Digits, Figures, figures_like
from hocket.agents.forms.letters import Letters, letters_like, letters_worded
from hocket.agents.forms.moments import Moments, moments_like, moments_worded
from hocket.agents.forms.options import options_in
from hocket.agents.forms.periods import quarters_like, seasons_like, weeks_like
from hocket.core.late_pattern import late_pattern

if TYPE_CHECKING:
    from collections.abc import Sequence

_STRONG = (
    r"in (?:the|this|an?) (?:form|format|style|way|manner|pattern|notation)(?: of| as| like)?:?"
    r"|format(?:ted)?(?: as in| as| like)?:?|always(?: as| like)?"
    r"|spell?ed (?:like|as|in the (?:way|manner|style) of)|in the spelling of"
)
_LOOKING = r"(?:(?<!looks )(?<!look )|(?<=should look )|(?<=must look )|(?<=to look ))like"
"""What something looks like as it is, or shall look like."""

_LIKE = late_pattern(
    rf"\b(?:(?P<strong>{_STRONG})|such as|{_LOOKING}|as in|for example|for instance"
    r"|e\. ?g\.,?|example:|written(?: as| like)?|shown as"
    r"|as(?= [\"'`\u2018\u201c]| \S*\d)),? "
    r"(?:[\"'`\u2018\u201c](?P<quoted>[^\"`\u2019\u201d\n]+?)[\"'`\u2019\u201d](?!\w)"
    r"|(?P<bare>(?:[^,;()\"\n]|,(?=\d))+))"
)
_END = late_pattern(
    r"\s(?:with|and|or|for|so|in|where|if|when|not|without|rounded|sorted|from|to|by|then|but|is"
    r"|are|style|as|because|since|which)\b.*|[.:!?]+$",
    re.DOTALL,
)
_LOOKS = late_pattern(r"^\s*(?:(?:should|must|shall|to) )?looks? like\b")
"""What is said right behind a key is how it shall look."""

_SHOWN = late_pattern(r"\s*\(['\"]?([\dA-Z][^()]*)\)")
_SOURCE = late_pattern(
    r"\bin the (?:file|source|table|original|input|csv|data)\b|\boriginally\b|\bat the moment\b"
)
_DAY_FIRST = late_pattern(
    r"\bdays? (?:(?:always )?(?:come|comes|go|goes|stand|stands|is|are) )?(?:before|first)\b"
    r"|\bday[-/ ]month\b|\bDD?[/-]MM?\b|\bEuropean (?:dates?|style|format)"
)
_MONTH_FIRST = late_pattern(
    r"\bmonths? (?:(?:always )?(?:come|comes|go|goes|stand|stands|is|are) )?(?:before|first)\b"
    r"|\bmonth[-/ ]day\b|\bMM?[/-]DD?\b|\b(?:US|American) (?:dates?|style|format)"
)
_ISO = late_pattern(r"\bISO(?:[- ]?8601)?\b")
_NUMBER = late_pattern(
    r"\b(?:an?|as|plain|bare|just the|only the|mere)(?: plain| bare)?(?: decimal| whole)?"
    r" numbers?\b"
    r"|\b(?:integers?|digits only|(?:only|just) digits)\b|[:=] (?:digits\b|number only)"
    r"|\bnumeric\b|\bplain (?:euros|dollars|pounds|figures?)\b"
    r"|\bwithout (?:the |a |any )?(?:unit|currency|dollar|euro|percent|%)(?: sign| symbol)?s?\b",
    re.IGNORECASE,
)
_NO_NUMBER = late_pattern(r"\bnumber of\b|\bas text\b", re.IGNORECASE)
_PERCENT_SIGN = late_pattern(
    r"(?<!without )(?<!without a )(?<!without the )(?<!no )\b(?:per ?cent|percentage)[- ]signs?\b"
    r"|(?<!without )(?<!without a )(?<!no )(?<!\w)%[- ]?sign\b|\bwith (?:a )?%(?!\w)",
    re.IGNORECASE,
)

_DATE_WORDS = late_pattern(
    r"(?:\b(?:as|in|to|like|using|form|format|style)[ :]+[\"'`]?|\()"
    r"((?:YYYY|DD?|MM?M?M?|Mon|Month)(?:[-/. ,]+(?:YYYY|YY|DD?|MM?M?M?|Mon|Month))+)\b"
    r"|\b(YYYY-MM(?:-DD)?)\b"
)

_ZEROS = late_pattern(
    r"\b(\w+)[- ](?:digits?|characters?)\b[^,;)]*\b(?:leading|with) zero(?:s|es)?"
    r"|\b(?:leading zero(?:s|es)?|(?:zero[- ])?padded)\b[^,;)]*?\b(?:to |with |has )?(\w+) "
    r"(?:digits|characters)",
    re.IGNORECASE,
)
_YEAR_ONLY = late_pattern(r"(?i)\b(?:years? only|(?:only|just) (?:the )?year)\b")
_LAST_FIRST = late_pattern(r"(?i)\b(?:last|family|sur)[- ]?(?:name)?, (?:first|given)\b")


class Look(Protocol):
    """How values look.

    Attributes:
        example: One of them, or their form in words, for a message.
        strict: Whether a single value without the look is a fault.
    """

    @property
    def example(self) -> str: ...

    @property
    def strict(self) -> bool: ...

    def fits(self, value: Any) -> bool:
        """Whether a value looks so."""
        ...

    def mended(self, values: Sequence[Any]) -> list[Any]:
        """The values, those with the look that can be given it for certain."""
        ...


def day_first_in(text: str) -> bool | None:
    """Whether days stand before months, as a text says; None if it does not say."""
    orders = [bool(_DAY_FIRST.search(text)), bool(_MONTH_FIRST.search(text))]
    return orders[0] if orders[0] != orders[1] else None


def looks_in(said: str, *, day_first: bool | None = None) -> tuple[Look, ...]:
    """The looks that the words on a key ask for, the order in which they are given to a value.

    Args:
        said: The words.
        day_first: Whether days stand before months in the values.

    Examples:
        >>> [type(look).__name__ for look in looks_in("(like 2024-02-03)")]
        ['Moments']
        >>> [look.example for look in looks_in("(in capitals, without spaces)")]
        ['upper case']
        >>> looks_in("(like that of the others)")
        ()
    """
    if _SOURCE.search(said):
        return ()
    said = _LOOKS.sub(" like", said)
    if (options := options_in(said)) is not None:
        return (options,)
    letters = letters_worded(said)
    looks = _shown(said, day_first=day_first)
    if letters is not None and letters.case:
        looks = [look for look in looks if not isinstance(look, Letters)]
    looks = _worded(said, looks) or looks
    looks += [letters] if letters is not None else []
    return tuple(
        replace(look, day_first=day_first) if isinstance(look, Moments) else look for look in looks
    )


def _shown(said: str, *, day_first: bool | None) -> list[Look]:
    """The looks of the examples."""
    looks = _alone(said, day_first=day_first)
    for match in _LIKE.finditer(said):
        example = match["quoted"] or _END.sub("", match["bare"] or "").strip(" '.")
        look = _like(example, match, day_first=day_first)
        looks += [look] if look is not None else []
    return looks


def _alone(said: str, *, day_first: bool | None) -> list[Look]:
    """The look of an example that stands in brackets by itself; a bare number may be a value."""
    match = _SHOWN.match(said)
    if match is None:
        return []
    example = match[1].strip(" '\"")
    moments = moments_like(example, day_first=day_first) if _has_digit(example) else None
    if moments is not None:
        return [moments]
    figures = figures_like(example)
    is_shown = isinstance(figures, Figures) and bool(figures.decimals) and example.endswith("0")
    return [figures] if figures is not None and is_shown else []


def _worded(said: str, shown: Sequence[Look]) -> list[Look]:  # noqa: PLR0911 - a look a line
    """The look that words ask for whatever the examples show."""
    if (moments := moments_worded(said)) is not None:
        return [moments]
    if _ISO.search(said):
        return [Moments("2024-01-31", "%Y-%m-%d", "date")]
    if _YEAR_ONLY.search(said):
        return [Moments("2024", "%Y", "year")]
    if _PERCENT_SIGN.search(said):
        decimals = next((look.decimals for look in shown if isinstance(look, Figures)), None)
        return [Figures("12%" if decimals is None else "12.5%", decimals, after=PER_CENT)]
    if _LAST_FIRST.search(said):
        return [Codes("Last, First", re.compile(r"[^,]+, [^,]+"))]
    if not shown and _NUMBER.search(said) and not _NO_NUMBER.search(said):
        return [Figures("a plain number")]
    zeros = _ZEROS.search(said)
    width = _width((zeros[1] or zeros[2]).lower()) if zeros else 0
    return [Digits("0" * width, width)] if width else []


def date_form_in(text: str) -> str:
    """The form in which a task wants its dates, for ``strftime``; empty if it does not say.

    Examples:
        >>> date_form_in("On which day (like 2005-03-01) was it?"), date_form_in("as DD.MM.YYYY.")
        ('%Y-%m-%d', '%d.%m.%Y')
        >>> date_form_in("The dates in it look like 19590328.")
        ''
    """
    day_first = day_first_in(text)
    for match in _LIKE.finditer(text):
        example = match["quoted"] or _END.sub("", match["bare"]).strip(" '.")
        look = moments_like(example, day_first=day_first) if _has_digit(example) else None
        if look is not None and look.type in ("date", "month"):
            return look.form
    worded = _DATE_WORDS.search(text)
    look = moments_worded(worded[1] or worded[2]) if worded else None
    return look.form if look is not None and look.type in ("date", "month") else ""


def _like(example: str, match: re.Match[str], *, day_first: bool | None) -> Look | None:
    """The look of an example; None if it shows none for certain."""
    is_quoted, is_strong = match["quoted"] is not None, bool(match["strong"])
    if match.group().startswith("as ") and not (
        is_quoted or re.search(r"^\S*\d\S*(?: \d[\d:]*)?$", example)
    ):
        return None
    if not is_quoted and re.match(r"\S+ (?:or|to) ", match["bare"]):
        return None  # the bounds of a range, or one of several values
    if match.group().startswith("as in ") and not is_quoted and re.match(r"\w+\W*$", example):
        return None  # 'in 2010 as in 1970' compares
    has_words = re.search(r"[a-z]{3}", example) is not None
    is_name = re.fullmatch(r"[^\W\d]+, [^\W\d]+", example) is not None
    is_code = is_strong or is_name or not has_words or (is_quoted and " " not in example)
    looks = (
        figures_like(example),
        moments_like(example, day_first=day_first) if _has_digit(example) else None,
        quarters_like(example),
        weeks_like(example),
        seasons_like(example),
        codes_like(example, strict=is_strong) if is_code else None,
        letters_like(example, quoted=is_quoted),
        one_word_like(example),
    )
    return next((look for look in looks if look is not None), None)


def _width(word: str) -> int:
    return int(word) if word.isdecimal() else NUMBERS.get(word, 0)


def _has_digit(text: str) -> bool:
    return any(char.isdigit() for char in text)
