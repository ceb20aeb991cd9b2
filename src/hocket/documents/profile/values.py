"""Numbers, truth values and marks for what is missing, as people write them in tables."""

from __future__ import annotations

import math
import re
from typing import NamedTuple

MISSING = frozenset(
    "na n/a n.a. n.a nan null nil #n/a #na #value! #div/0! #ref! <na> -nan (null) nat".split()  # noqa: SIM905 - a list of words
)
"""Means that a value is missing, in any column."""

MISSING_BESIDE = frozenset(
    {"-", "--", "---", "\u2014", "\u2013", "?", "??", ".", "..", "...", "none", "*"}
)
"""Means that a value is missing if the other values of the column are no plain words."""

MISSING_ALWAYS = MISSING_BESIDE - {"none", ".", "*"}
"""Those of them that are no values of a column of words either."""

TRUE = frozenset("true yes y t ja oui si sí wahr vrai x ✓".split())  # noqa: SIM905 - a list of words
FALSE = frozenset("false no n f nein non falsch faux".split())  # noqa: SIM905 - a list of words
SODIUM = "Na"
"""In this case alone it is no mark: a symbol, or a name."""

PAIRS = tuple(
    frozenset(pair.split())
    for pair in (
        "true false",
        "yes no",
        "y n",
        "t f",
        "ja nein",
        "oui non",
        "si no",
        "sí no",
        "wahr falsch",
        "vrai faux",
        "on off",
    )
)
TRUTH = {"on": True, "off": False} | dict.fromkeys(TRUE, True) | dict.fromkeys(FALSE, False)

_CURRENCY = r"[€$£¥₹₽]|USD|EUR|GBP|CHF|JPY|US\$"
_UNIT = rf"%|‰|{_CURRENCY}|°[CF]?|[Ee]uros|[Dd]ollars?|[A-Za-zµ]{{1,4}}[²³]?(?:/[A-Za-z]{{1,4}})?"
_NUMBER = re.compile(
    rf"(?P<open>\()?(?P<sign>[-+\u2212])?(?P<before>{_CURRENCY})? ?(?P<inner>[-+\u2212])?"
    r"(?P<digits>\d{1,3}(?:(?P<sep>[,.'\u2019 \u00a0\u202f])\d{3}(?:(?P=sep)\d{3})*)?|\d{1,40})?"
    r"(?P<fraction>[.,]\d{0,40})?(?P<power>[eE][-+]?\d{1,3})?"
    r"(?:[ \u00a0]?(?P<scale>k|K|m|M|[Mm]io\.?|[Mm]n|bn|[Mm]rd\.?)"
    rf"(?=[ \u00a0]?(?:{_CURRENCY}|$)))?"
    rf"(?P<gap>[ \u00a0]?)(?P<after>{_UNIT})?(?P<close>\))?"
)
_NO_CENTS = re.compile(r"(?<=\d)[.,] ?(?:--?|[\u2013\u2014])(?=\D*$)")
"""What stands for no cents, as in ``12,-``."""
_IS_CURRENCY = re.compile(_CURRENCY)
_SCALES = {"k": 1_000, "m": 1_000_000, "mio": 1_000_000, "mn": 1_000_000}
_LARGE = 1_000_000_000
_NOTE = re.compile(
    r"(?P<number>(?!0\d)[^\[({]*\d[^\[({]*?)\s*(?P<note>\[[\d\s.,%:;*\u2013-]*\]"
    r"|\((?:[\d\s.,]+%|[\d.,]+\s*[-\u2013]\s*[\d.,]+|est\.?|sic|prov\w*\.?)\)|[*†‡])"
)
"""A range, a share, a footnote or an estimate: nothing that changes what the number is."""

MOST_CHARS = 90


class Number(NamedTuple):
    """A number that a text states.

    Attributes:
        value: Its value.
        unit: The currency, percent sign or unit beside it; empty without one.
        decimal: Its decimal mark if it can be no other; else empty.
        grouped: The character between groups of three digits; empty without one.
        note: What stands behind it in brackets, such as a range, a share or a footnote.
    """

    value: int | float
    unit: str = ""
    decimal: str = ""
    grouped: str = ""
    note: str = ""


def read_number(text: str, decimal: str = ".") -> Number | None:
    """The number that a text is; None if it is none.

    Args:
        text: A value without surrounding blanks.
        decimal: What a mark means that could part thousands as well, as in ``1.234``.

    Examples:
        >>> read_number("1.234,50 €", ",")
        Number(value=1234.5, unit='€', decimal=',', grouped='.', note='')
        >>> read_number("(12%)").value, read_number("12 Elm Street")
        (-12, None)
        >>> read_number("12 345").value, read_number("030 345")
        (12345, None)
        >>> read_number("$1.2k").value, read_number("3 Mio. EUR").value, read_number("12,- €").value
        (1200, 3000000, 12)
        >>> read_number("630 [495-801]")
        Number(value=630, unit='', decimal='', grouped='', note='[495-801]')
    """
    if not text or len(text) > MOST_CHARS:
        return None
    if text[-1] in "])*†‡" and (noted := _NOTE.fullmatch(text)):
        number = read_number(noted["number"], decimal)
        return None if number is None else number._replace(note=noted["note"])
    match = _NUMBER.fullmatch(_NO_CENTS.sub("", text))
    if match is None or (match["digits"] is None and not (match["fraction"] or "")[1:]):
        return None
    digits, fraction, grouped = match["digits"] or "", match["fraction"] or "", match["sep"] or ""
    sure = _decimal_of(digits, fraction, grouped)
    if sure is None or (grouped.isspace() and digits.startswith("0")):
        return None  # the nought is a part of it, as in a number of a telephone
    if not fraction and grouped and grouped == (sure or decimal) and digits.count(grouped) == 1:
        digits, fraction = digits.split(grouped)
        fraction, grouped = f".{fraction}", ""
    whole = digits.replace(grouped, "") if grouped else digits
    value = _value(whole, fraction[1:], match["power"] or "", is_whole=not fraction)
    if value is None or bool(match["open"]) != bool(match["close"]):
        return None
    signs = (match["sign"] or "") + (match["inner"] or "")
    if match["open"] or "-" in signs or "\u2212" in signs:
        value = -value
    return _with_unit(Number(value, "", sure, grouped), match)


def is_missing(text: str) -> bool:
    """Whether a text means in any column that a value is missing.

    Examples:
        >>> is_missing("N/A"), is_missing("Na")
        (True, False)
    """
    return not text or (text.lower() in MISSING and text != SODIUM)


def is_true(text: str) -> bool | None:
    """The truth value that a word is; None if it is none."""
    return TRUTH.get(text.lower())


def _decimal_of(digits: str, fraction: str, grouped: str) -> str | None:
    """The decimal mark that a number must have, empty if it is open; None if it is no number."""
    if fraction:
        if grouped == fraction[0]:
            return None  # 1.234.5
        return fraction[0]
    if grouped not in {".", ","}:
        return ""
    if digits[0] == "0":
        return grouped  # 0.125
    return {".": ",", ",": "."}[grouped] if digits.count(grouped) > 1 else ""


def _with_unit(number: Number, match: re.Match[str]) -> Number | None:
    """The number with its unit; a letter behind it scales amounts of money alone."""
    before, scale, after = (match[part] or "" for part in ("before", "scale", "after"))
    if before and after and not _IS_CURRENCY.fullmatch(after):
        return None  # the price of something
    unit = before or after
    if scale and not _IS_CURRENCY.fullmatch(unit):
        return number._replace(unit=scale) if not unit else None
    return number._replace(value=_scaled(number.value, scale), unit=unit)


def _scaled(value: float, scale: str) -> int | float:
    """An amount in thousands, millions or more."""
    if not scale:
        return value
    value = round(value * _SCALES.get(scale.lower().rstrip("."), _LARGE), 6)
    return int(value) if float(value).is_integer() else value


def _value(whole: str, fraction: str, power: str, *, is_whole: bool) -> int | float | None:
    if is_whole and not power:
        return int(whole)
    value = float(f"{whole or 0}.{fraction or 0}{power}")
    return value if math.isfinite(value) else None
