"""Numbers in the form of an example, such as 12.50, 1,234.50, 12.5% or 007."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeGuard

from hocket.core.late_pattern import late_pattern
from hocket.documents.profile.values import read_number
from hocket.documents.units import is_known_unit

if TYPE_CHECKING:
    from collections.abc import Sequence

_EXAMPLE = late_pattern(
    r"(?P<before>[€$£¥]|EUR |USD |GBP |CHF )?(?P<sign>[-+]?)"
    r"(?P<whole>\d{1,3}(?:[,.' ]\d{3})+|\d+)(?:(?P<mark>[.,])(?P<rest>\d+))?"
    r"(?P<after> ?(?:%|[€$£¥]|EUR|USD|GBP|CHF|euros?|dollars?))?"
)
_CURRENCIES = {"EUR": "€", "USD": "$", "US$": "$", "GBP": "£", "JPY": "¥"}
NUMBERS = {
    "no": 0, "zero": 0, "one": 1, "a": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6,
    "seven": 7, "eight": 8, "nine": 9, "ten": 10,
}  # fmt: skip
PER_CENT = "%"
PHONE_DIGITS = 7
"""A number with a plus sign and so many digits is one of a telephone."""

EXACT = 1e11
"""Below it a float has the digits that people see."""


@dataclass(frozen=True, slots=True)
class Figures:
    """Numbers in one form.

    Attributes:
        example: What one looks like, in a message.
        decimals: To which they are rounded; None if that is not said.
        before: What stands before the digits, such as a currency.
        after: What stands behind them, such as a percent sign.
        grouped: The mark between thousands.
        mark: The decimal mark.
        strict: Whether one value that is no such number is a fault. A whole number as an example
            may be a code, of which others have letters or zeros in front.
    """

    example: str
    decimals: int | None = None
    before: str = ""
    after: str = ""
    grouped: str = ""
    mark: str = "."
    strict: bool = True

    @property
    def is_plain(self) -> bool:
        """Whether they are numbers for a program, not texts."""
        return not (self.before or self.after or self.grouped) and self.mark == "."

    @property
    def _is_whole(self) -> bool:
        """Whether the example is a plain number without decimals, such as a year."""
        return self.is_plain and self.decimals is None

    def fits(self, value: Any) -> bool:
        """Whether a value is such a number."""
        if self.is_plain:
            is_code = not self.strict and isinstance(value, str) and value.isdecimal()
            return is_code or is_number(value)
        digits = rf"\d{{1,3}}(?:{re.escape(self.grouped)}\d{{3}})*" if self.grouped else r"\d+"
        rest = rf"{re.escape(self.mark)}\d{{{self.decimals}}}" if self.decimals else ""
        rest = rest if self.decimals is not None else rf"(?:{re.escape(self.mark)}\d+)?"
        form = rf"-?{re.escape(self.before)}-?{digits}{rest}{re.escape(self.after)}"
        return isinstance(value, str) and re.fullmatch(form, value) is not None

    def mended(self, values: Sequence[Any]) -> list[Any]:
        """The numbers in the form, where it is certain which they are and of what unit."""
        numbers = [_number(value) for value in values]
        if self._is_whole and all(n[0] == n[0] // 1 for n in numbers if n):
            values = [int(v) if isinstance(v, float) and math.isfinite(v) else v for v in values]
        units = {unit for number in numbers if number for unit in [number[1]] if unit}
        if len(units) > 1 or (units and self._unit() and units != {self._unit()}):
            return list(values)
        if not self.strict and None in [n for v, n in zip(values, numbers, strict=True) if v]:
            return list(values)
        return [
            value if number is None or self.fits(value) else self._written(number[0])
            for value, number in zip(values, numbers, strict=True)
        ]

    def _unit(self) -> str:
        unit = (self.before or self.after).strip()
        return _CURRENCIES.get(unit, unit)

    def _written(self, number: float) -> Any:
        if self.is_plain:
            return float(number) if self.decimals else number
        shown = abs(number) if self.decimals is None else rounded(abs(number), self.decimals)
        text = f"{shown:,}" if self.decimals is None else f"{shown:,.{self.decimals}f}"
        text = text.translate({ord(","): self.grouped, ord("."): self.mark})
        return f"{'-' if number < 0 else ''}{self.before}{text}{self.after}"


@dataclass(frozen=True, slots=True)
class Digits:
    """Numbers that are codes, with so many digits, by zeros in front."""

    example: str
    width: int
    strict: bool = False

    def fits(self, value: Any) -> bool:
        """Whether a value has the digits; more of them, or other characters, may be right."""
        text = str(value)
        return not text.isdecimal() or len(text) >= self.width

    def mended(self, values: Sequence[Any]) -> list[Any]:
        """The codes with the zeros that were lost where they were taken for numbers."""
        return [self._mended(value) for value in values]

    def _mended(self, value: Any) -> Any:
        if isinstance(value, float) and value.is_integer():
            value = int(value)
        if isinstance(value, bool) or not str(value).isdecimal():
            return value
        return str(value).zfill(self.width)


def figures_like(example: str) -> Figures | Digits | None:
    """The form of an example; None if it is no number.

    Examples:
        >>> figures_like("12.50").decimals, figures_like("€1,234.50").grouped
        (2, ',')
        >>> figures_like("007").width, figures_like("Anna")
        (3, None)
    """
    match = _EXAMPLE.fullmatch(example)
    if match is None:
        return None
    if match["sign"] == "+" and len(match["whole"]) >= PHONE_DIGITS:
        return None
    whole, mark, rest = match["whole"], match["mark"] or ".", match["rest"] or ""
    before, after = match["before"] or "", match["after"] or ""
    if len(whole) > 1 and whole.startswith("0") and whole.isdecimal() and not (rest or before):
        return Digits(example, len(whole))
    grouped = "" if whole.isdecimal() else re.sub(r"\d", "", whole)[0]
    if grouped == mark or (grouped and not rest and grouped == "."):
        return None
    decimals = len(rest) if rest or before or after else None
    is_whole = decimals is None and not grouped
    return Figures(example, decimals, before, after, grouped, mark, strict=not is_whole)


def numbers_of(values: Sequence[Any]) -> list[int | float]:
    """The numbers among values, in their order; a truth value is none."""
    return [v for v in values if is_number(v)]


def is_written_out(value: Any) -> bool:
    """Whether a text is a number with a unit behind it, or with marks between thousands; no code.

    Examples:
        >>> [is_written_out(text) for text in ("84.6 km", "85 090", "B-17", "1024", 7)]
        [True, True, False, False, False]
    """
    number = read_number(value.strip()) if isinstance(value, str) else None
    return number is not None and (bool(number.grouped) or is_known_unit(number.unit))


def number_text(value: float, decimals: int | None) -> str:
    """A number with so many decimals; as it is without any said.

    Examples:
        >>> number_text(2.675, 2), number_text(3, 2), number_text(1.5, None)
        ('2.68', '3.00', '1.5')
    """
    if decimals is None:
        return str(value)
    return f"{rounded(value, decimals):.{decimals}f}"


def rounded(value: float, decimals: int) -> float:
    """Rounded half away from zero, as people do, by the digits that are shown."""
    if not abs(value) < math.inf:
        return value
    shift = 10**decimals
    moved = abs(value) * shift
    if moved < EXACT:
        moved = float(f"{moved:.12g}")  # 2.675 is stored as a little less
    rounded: float = int(moved + 0.5) / shift
    return -rounded if value < 0 and rounded else rounded


def is_number(value: Any) -> TypeGuard[float]:
    """Whether a value is a number, and no truth value."""
    return isinstance(value, int | float) and not isinstance(value, bool)


def _number(value: Any) -> tuple[float, str] | None:
    """(the number that a value certainly is, its unit); None if it is none."""
    if isinstance(value, bool) or value is None:
        return None
    if isinstance(value, int | float):
        return (value, "") if abs(value) < math.inf else None
    readings = [read_number(str(value).strip(), mark) for mark in ".,"]
    if readings[0] is None or readings[1] is None or readings[0].value != readings[1].value:
        return None
    if readings[0].note or not abs(readings[0].value) < math.inf:
        return None
    return readings[0].value, _CURRENCIES.get(readings[0].unit, readings[0].unit)
