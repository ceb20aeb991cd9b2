"""What the name of a column or key says that its values are: a year, a month, a count, an e-mail.

Small LLMs hand over the name of a column, such as ``sales_1952``, where its year is asked for. A
value that holds exactly one such thing, beside a name that all rows share, is mended; a column none
of whose values is what its name says is a fault. What only some values lack may be in the data.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from hocket.agents.forms.figures import numbers_of
from hocket.agents.forms.naming import spoken
from hocket.core.late_pattern import late_pattern

if TYPE_CHECKING:
    from collections.abc import Sequence

_MONTHS = (
    "Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?"
    "|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?"
)
_DAYS = "Mon|Tues?|Wed(?:nes)?|Thu(?:rs?)?|Fri|Sat(?:ur)?|Sun"
_APART = r"(?<![^\W\d_])(?:{})(?![^\W\d_])"
"""A word that no other letter touches; an underscore or a digit may."""

_QUALIFIER = late_pattern(
    r"\b(?:before|after|since|until|till|about|around|circa|c|ca|over|under|early|late|mid|end"
    r"|from|to|up|by|not|or|bce?|week|quarter|q)\b|[<>~\u00b1?\u2248\u2264\u2265+]",
    re.IGNORECASE,
)
"""What beside a value changes what it means, so that it cannot be taken off."""

_GROUPS = ("first", "second", "third", "fourth", "freshman", "sophomore", "junior", "senior")
"""Years of a school."""


@dataclass(frozen=True, slots=True)
class Kind:
    """Values of one kind.

    Attributes:
        noun: What one is called in a message.
        named: The names, in lower case and words, that call for it.
        core: One such value within a text.
        other: A text that may stand for one in another notation.
        lone: Whether a text with exactly one is reduced to it whatever stands beside it.
        strict: Whether a text without any is a fault.
    """

    noun: str
    named: re.Pattern[str]
    core: re.Pattern[str]
    other: re.Pattern[str] | None = None
    lone: bool = False
    strict: bool = False


def _compiled(pattern: str) -> re.Pattern[str]:
    return late_pattern(pattern, re.IGNORECASE)


KINDS = (
    Kind(
        "year",
        _compiled(
            r"(?!.*\b(?:per|fiscal|financial|school|academic|tax|previous|prior|each|light|by)\b)"
            r"(?:.* )?(?:year|yr)(?: of (?:birth|death|foundation|release|origin|\w+ing))?"
        ),
        late_pattern(r"(?<![\d.,])(?:1\d|20|21)\d\d(?!\d|[.,]\d|s\b)"),
        _compiled(
            r"[-+]?\d+(?:\.0+)?|\d{4} ?[-/\u2013] ?\d{2,4}|\d{4}s|(?:FY|AY|SY|CY|AD|CE) ?'?\d+"
            r"|\d+ ?(?:AD|CE|BC|BCE)|y(?:ear|r)? ?\d{1,2}|\d{1,2}(?:st|nd|rd|th)(?: year)?"
        ),
        strict=True,
    ),
    Kind(
        "month",
        _compiled(r"(?!.*\b(?:per|previous|prior|each|by)\b)(?:.* )?month(?: of (?:the )?year)?"),
        _compiled(rf"(?<!\d)\d{{4}}[-/]\d\d(?!\d|[-/]\d)|{_APART.format(_MONTHS)}"),
    ),
    Kind(
        "day of the week",
        _compiled(r"(?:.* )?(?:week ?day|day (?:of )?(?:the )?week|day name|name of (?:the )?day)"),
        _compiled(_APART.format(f"(?:{_DAYS})(?:day)?")),
    ),
    Kind(
        "date",
        _compiled(r"(?:.* )?(?:date|dob)(?: of \w+)?"),
        late_pattern(r"(?<![\d-])\d{4}-\d\d-\d\d(?![\d-])"),
        late_pattern(r"(?!.*[A-Za-z_]\d{4}-\d\d-\d\d$).*\d.*"),
        strict=True,
    ),
    Kind(
        "e-mail address",
        _compiled(r"(?:.* )?e ?mail(?: address)?"),
        late_pattern(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+"),
        lone=True,
        strict=True,
    ),
    Kind(
        "number",
        _compiled(
            r"(?:number|num|count|sum|mean|average|median) of .*|count|.* count|how (?:many|often)"
            r"|(?:.* )?(?:mean|average|avg|median|sum|percent|percentage|pct)|percent(?:age)? of .*"
        ),
        late_pattern(r"(?<![\d.,])-?\d+(?:\.\d+)?(?![\d.,])"),
        late_pattern(r".*\d.*"),
        strict=True,
    ),
)
_ISO_DATE = late_pattern(r"(?P<year>\d{4})-(?P<day>\d\d-\d\d)(?:[T ]00:00.*)?")
YEAR = KINDS[0]
_CHANGE = _compiled(
    r".*\b(?:changes?|changed|differences?|diff|delta|net|gains?|growth|balance|error|deviation)\b.*"
)
_FLAGS = frozenset({"yes", "no", "true", "false", "y", "n", "t", "f"})
_GAPS = frozenset(
    {"unknown", "open", "none", "never", "ongoing", "present", "today", "now", "tbd", "tba"}
    | {"pending", "undated", "missing", "-", "?", "n/a", "na", "null", "various", "any", "all"}
)
_COUNT = _compiled(r"(?:number|num|count) of .*|count|.* count|how (?:many|often)")


def kind_of(name: str) -> Kind | None:
    """The kind of values that a name calls for; None if it leaves that open.

    Examples:
        >>> kind_of("birth_year").noun, kind_of("cost per year"), kind_of("town")
        ('year', None, None)
    """
    words = spoken(name)
    return next((kind for kind in KINDS if kind.named.fullmatch(words)), None)


def as_named(name: str, values: Sequence[Any]) -> tuple[list[Any], str]:
    """(the values as their name says, what is wrong with them in words for the LLM).

    Examples:
        >>> as_named("year", ["pop_1952", "pop_1957"])
        ([1952, 1957], '')
        >>> as_named("year", ["pop_1952", "gdp_1952"])[1]
        "year holds 'pop_1952', which is no year"
        >>> as_named("year", ["before 1952", "1957"])[1]
        ''
        >>> as_named("year", ["1952-01-01", "1953-01-01"])
        ([1952, 1953], '')
    """
    values = _years(values) if kind_of(name) is YEAR else values
    words = spoken(name)
    is_count = _COUNT.fullmatch(words) and not _CHANGE.fullmatch(words)
    if is_count and (wrong := _uncounted(name, values)):
        return list(values), wrong
    kind = kind_of(name)
    texts = [value for value in values if isinstance(value, str) and value.strip()]
    texts = [text for text in texts if text.strip().casefold() not in _GAPS]
    if all(text.strip().casefold() in _FLAGS for text in texts):
        return list(values), ""  # whether it is a leap year, or has an e-mail address
    others = [value for value in values if value is not None and not isinstance(value, str)]
    if kind is None or not texts or others or any(_is_one(kind, text) for text in texts):
        return list(values), ""
    cores = [[match.span() for match in kind.core.finditer(text)] for text in texts]
    if all(len(spans) == 1 for spans in cores):
        beside = {
            (text[: spans[0][0]], text[spans[0][1] :])
            for text, spans in zip(texts, cores, strict=True)
        }
        if kind.lone or (len(beside) == 1 and _is_name("".join(next(iter(beside))))):
            return [_taken_out(kind, value) for value in values], ""
    if kind.strict or all(cores):
        return list(values), f"{name} holds {texts[0]!r}, which is no {kind.noun}"
    return list(values), ""


def _years(values: Sequence[Any]) -> Sequence[Any]:
    """The years of dates that all are of one day of the year, which stand for it."""
    matches = [_ISO_DATE.fullmatch(v) if isinstance(v, str) else None for v in values]
    days = {match["day"] for match in matches if match is not None}
    if len(days) != 1 or any(
        m is None and v is not None for m, v in zip(matches, values, strict=True)
    ):
        return values
    return [None if match is None else int(match["year"]) for match in matches]


def _is_one(kind: Kind, text: str) -> bool:
    """Whether a text is such a value, in this notation or another."""
    bare = text.strip()
    if kind.core.fullmatch(bare) or (kind.other is not None and kind.other.fullmatch(bare)):
        return True
    if kind.noun == "year":
        return bare.casefold().removesuffix(" year") in _GROUPS
    if kind.noun in ("month", "day of the week"):
        # Another language has other names, and a date names its month too.
        letters = re.findall(r"[^\W\d_]+", bare)
        return all(kind.core.fullmatch(word) for word in letters)
    return False


def _is_name(beside: str) -> bool:
    """Whether what stands beside a value is a name that changes nothing of it."""
    words = re.sub(r"[\W_]+", " ", beside)
    return not re.search(r"\d", beside) and not _QUALIFIER.search(f"{words} {beside}")


def _taken_out(kind: Kind, value: Any) -> Any:
    match = kind.core.search(value) if isinstance(value, str) else None
    if match is None:
        return value
    return int(match.group()) if kind.noun == "year" else match.group()


def _uncounted(name: str, values: Sequence[Any]) -> str:
    """What is wrong with counts: one is negative."""
    numbers = numbers_of(values)
    low = min(numbers, default=0)
    return f"{name} holds {low}, but a count is never negative" if low < 0 else ""
