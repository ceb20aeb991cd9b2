"""The words for figures of a series: its name, its values, its times, which way it went."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from hocket.prose.facts import POINTS
from hocket.prose.naming import is_plural
from hocket.prose.series import Series, rounded
from hocket.prose.times import MONTHS, SEASON, worded
from hocket.prose.unit import Unit, key_of

if TYPE_CHECKING:
    from hocket.prose.times import Time

LARGE_PERCENT = 100
SMALL = 1000
RISES = ("rose", "climbed", "grew", "went up")
FALLS = ("fell", "dropped", "declined", "went down")
SHORT = {"ppm": "ppm", "ppb": "ppb"}


def subject(series: Series) -> str:
    """What a sentence calls a series, at its start.

    Examples:
        >>> from hocket.prose.series import Series
        >>> subject(Series("life expectancy", "Vietnam", {}))
        'Life expectancy in Vietnam'
    """
    return capital(bare(series))


def bare(series: Series) -> str:
    """What a sentence calls a series, within it."""
    named = f"{measure(series)} {series.link} {series.entity}" if series.entity else measure(series)
    return f"the {series.aggregate} of {named}" if series.aggregate else named


def measure(series: Series) -> str:
    """What is measured, with the article that it needs."""
    needed = series.definite or _needs_article(series)
    article = "the " if needed and not series.measure.startswith("the ") else ""
    return f"{article}{series.measure}"


def pronoun(series: Series) -> str:
    return "they" if is_plural(series.measure) and not series.aggregate else "it"


def capital(text: str) -> str:
    """A text with a capital letter at its start."""
    return text[:1].upper() + text[1:]


def _needs_article(series: Series) -> bool:
    nouns = {"volume", "number", "amount", "level", "temperature", "price", "rate", "value", "flow"}
    return series.measure.split()[-1].lower() in nouns or series.measure.split()[0].lower() in nouns


def was(series: Series) -> str:
    return "were" if is_plural(series.measure) and not series.aggregate else "was"


def where(series: Series) -> str:
    """Where a highest or lowest value is."""
    link = series.link if series.link in {"in", "at"} else "for"
    return f"{link} {series.entity}"


def value(series: Series, time: Time, *, short: bool = False) -> str:
    """A value with its unit; ``short`` where the unit was written out before."""
    return with_unit(series, series.values[time], short=short)


def with_unit(series: Series, number: float, *, short: bool = False) -> str:
    sign = "-" if number < 0 and rounded(number, series.decimals).strip("0.,") else ""
    unit = series.unit
    if short and key_of(unit.name) in SHORT:
        unit = Unit(SHORT[key_of(unit.name)], unit.factor)
    return unit.after(sign + rounded(number, series.decimals))


def average(series: Series, number: float) -> str:
    """An average with its unit: of whole numbers it has a decimal, if it is small."""
    decimals = max(series.decimals, 0 if abs(number) >= SMALL else 1)
    return with_unit(replace(series, decimals=decimals), number)


def difference(series: Series, number: float, *, short: bool = False) -> str:
    """The size of a change with its unit."""
    if series.unit.is_percent:
        return f"{rounded(number, max(series.decimals, 1))} {POINTS}"
    return with_unit(series, abs(number), short=short)


def percentage(number: float) -> str:
    """The size of a change in percent."""
    return f"{rounded(number, 0 if abs(number) >= LARGE_PERCENT else 1)} percent"


def verb(change: float, turn: int = 0) -> str:
    """Which way it went; ``turn`` chooses among words that mean the same."""
    words = RISES if change > 0 else FALLS
    return words[turn % len(words)]


def participle(change: float) -> str:
    return "risen" if change > 0 else "fallen"


def noun(change: float) -> str:
    return "an increase" if change > 0 else "a decrease"


def is_noticeable(series: Series, change: float) -> bool:
    """Whether a change is seen with the decimals that are written."""
    return bool(rounded(change, series.decimals).strip("0.,"))


def at(time: Time) -> str:
    """A time with its preposition."""
    return f"on {worded(time)}" if time[2] else f"in {worded(time)}"


def span(series: Series) -> str:
    """What lies between neighbouring values, for 'from one … to the next'."""
    if all(len(MONTHS) < time[1] < SEASON for time in series.times):
        return "quarter"
    if series.is_monthly:
        return "month"
    return "year" if series.is_yearly and series.first[1] in (0, SEASON) else "figure"
