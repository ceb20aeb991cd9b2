"""Figures that earlier tasks left as JSON: what each means, and whether the rows give it too."""

from __future__ import annotations

import json
import math
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from hocket.core.fact import Fact
from hocket.prose.naming import humanised, tokens
from hocket.prose.times import YEAR
from hocket.prose.unit import Unit

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from hocket.prose.series import Series

MAX_FIGURES = 40
TAKEN = "taken from"
"""How a program begins that computes nothing."""
TOLERANCE = 1e-6
DIGITS = 4
_MEANS = {
    "mean": r"\b(?:mean|averages?)\b",
    "lowest value": r"\b(?:lowest|smallest|least|minimum|min|fewest)\b",
    "highest value": r"\b(?:highest|greatest|largest|biggest|most|maximum|max|peak)\b",
    "sum": r"\b(?:sum|totals?)\b",
    "number": r"\b(?:number|count|how many)\b",
}
"""The words that a meaning has for each way of computing."""

_WHEN = r"year|month|day|date|time|when|decade"


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure of an earlier task.

    Attributes:
        name: Its key.
        meaning: What it is, in the words of the goal where it has some.
        value: A number or a text.
        unit: Empty for years, counts and texts.
        source: Name of the file that holds it.
        how: How the rows of a table give the same value; empty if they do not.
        rows_of: The table whose rows give it.
    """

    name: str
    meaning: str
    value: float | str
    unit: Unit
    source: str
    how: str = ""
    rows_of: str = ""

    @property
    def is_when(self) -> bool:
        """Whether it is a time, or the name of one."""
        return bool(re.search(rf"\b(?:{_WHEN})\b", self.meaning.split(" that ")[0]))

    @property
    def shown(self) -> str:
        """Its value as a sentence writes it, with its unit."""
        if isinstance(self.value, str) or self.is_when:
            return f"{self.value:.0f}" if isinstance(self.value, float) else str(self.value)
        sign = "-" if self.value < 0 else ""
        return self.unit.after(sign + _digits(self.value))

    @property
    def size(self) -> str:
        """Its value without its sign, with its unit."""
        return self.shown.removeprefix("-")

    def fact(self) -> Fact:
        program = self.how or f"{TAKEN} {self.source}"
        unit = self.unit.after("").strip()
        source = self.rows_of or self.source
        return Fact(name=self.name, value=self.value, unit=unit, source=source, program=program)


def figures_in(name: str, content: bytes, goal: str, series: Sequence[Series]) -> list[Figure]:
    """The figures of a JSON file, with what the goal says of them.

    Args:
        name: Name of the file.
        content: Its content.
        goal: Text of the goal; it may say after a key, in brackets, what it means.
        series: Those of the tables, which the figures were computed from.
    """
    try:
        data = json.loads(content)
    except ValueError:
        return []
    if not isinstance(data, dict):
        return []
    return [_figure(key, value, name, goal, series) for key, value in _flat(data, "")][:MAX_FIGURES]


def _flat(data: dict[str, Any], prefix: str) -> Iterator[tuple[str, float | str]]:
    for key, value in data.items():
        name = f"{prefix} {key}".strip()
        if isinstance(value, dict):
            yield from _flat(value, name)
        elif isinstance(value, int | float) and not isinstance(value, bool):
            if math.isfinite(value):
                yield name, float(value)
        elif isinstance(value, str) and value:
            yield name, value


def _figure(
    key: str, value: float | str, source: str, goal: str, series: Sequence[Series]
) -> Figure:
    stated = re.search(rf"\b{re.escape(key)}\s*\(([^()]{{3,160}})\)", goal)
    meaning = stated[1].strip() if stated else f"the {humanised(key)}"
    about = [one for one in series if _is_about(one, f"{key} {meaning}")]
    if not about and len(series) == 1:
        about = list(series)
    bare = Figure(key, meaning, value, Unit(), source)
    if isinstance(value, str) or bare.is_when or _counts(meaning):
        unit = Unit()
    else:
        unit = about[0].unit if about else Unit()
    for one in about:
        how = _recomputed(value, meaning, one)
        if how:
            return Figure(key, meaning, value, unit, source, how, one.source)
    return Figure(key, meaning, value, unit, source)


def _counts(meaning: str) -> bool:
    return bool(re.search(r"\b(?:number|count|ratio|share|rank|correlation)\b", meaning))


def _is_about(series: Series, words: str) -> bool:
    named = {token for token in tokens(words) if len(token) > 2}  # noqa: PLR2004 - 'of', 'in'
    return bool(named & {*tokens(series.column), *tokens(series.name)})


def _recomputed(value: float | str, meaning: str, series: Series) -> str:
    """How the rows give a figure; empty if they do not."""
    if isinstance(value, str):
        return ""
    for label, values in _parts(meaning, series).items():
        if not values:
            continue
        low, high = min(values), max(values)
        ways = {
            "mean": sum(values) / len(values),
            "lowest value": low,
            "highest value": high,
            "sum": sum(values),
            "number": float(len(values)),
        }
        for way, result in ways.items():
            means_it = re.search(_MEANS[way], meaning, re.IGNORECASE)
            if means_it and math.isclose(value, result, rel_tol=TOLERANCE, abs_tol=0.005):
                return f"{way} of {series.column}{label}"
        for way, extreme in (("lowest value", low), ("highest value", high)):
            years = [t[0] for t in series.times if series.values[t] == extreme]
            if re.search(_MEANS[way], meaning, re.IGNORECASE) and value in years:
                return f"year of the {way} of {series.column}{label}"
    return ""


def _parts(meaning: str, series: Series) -> dict[str, list[float]]:
    """The values of the times that words speak of, else all."""
    values = series.values
    parts = {}
    forms = (
        (rf"\b(?:before|until|up to)\s+({YEAR})", "before"),
        (rf"\b(?:since|from|after)\s+({YEAR})", "from"),
    )
    for form, way in forms:
        match = re.search(form, meaning)
        if match:
            year = int(match[1])
            late = way == "from"
            chosen = [v for t, v in values.items() if (t[0] >= year) == late]
            parts[f" over the rows {way} {year}"] = chosen
    return parts or {"": list(values.values())}


def _digits(value: float) -> str:
    """A number with at least four digits, whole if it is whole."""
    if value == int(value):
        return f"{abs(value):,.0f}"
    whole = len(str(int(abs(value))))
    stated = len(repr(value).partition(".")[2])
    return f"{abs(value):,.{min(stated, max(1, DIGITS - whole))}f}"
