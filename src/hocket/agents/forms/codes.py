"""Codes in the form of an example: letters, digits and marks, such as AB-123 or +49 30 123."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Sequence

_COUNTRY = re.compile(r"\+(?:[17]|2[07]|3[0-469]|4[013-9]|5[1-8]|6[0-6]|8[1246]|9[0-58]|[2-9]\d\d)")
"""The code of a country: of one digit, of two or of three (ITU-T E.164, annex to OB 994)."""
_NO_TRUNK_0 = frozenset(
    ("+7", "+30", "+34", "+36", "+39", "+45", "+47", "+48", "+351", "+352", "+354", "+357",
     "+370", "+371", "+372", "+377", "+378", "+420")
)  # fmt: skip
"""Countries in which no 0 is left out before a number from abroad, as it is kept or is none."""
_RUN = re.compile(r"[A-Z]+|[a-z]+|[A-Za-z]+|\d+|\s+|.")


@dataclass(frozen=True, slots=True)
class Codes:
    """Codes of one form.

    Attributes:
        example: What one looks like, in a message.
        pattern: What each of them matches.
        strict: Whether one that does not is a fault; else the example may be one of several forms.
    """

    example: str
    pattern: re.Pattern[str]
    strict: bool = False

    def fits(self, value: Any) -> bool:
        """Whether a value has the form."""
        return self.pattern.fullmatch(str(value)) is not None

    def mended(self, values: Sequence[Any]) -> list[Any]:
        """The codes without double spaces or in another case where that gives them the form.

        Bare digits get the letters of the example where they have as many digits, as in 1950s. A
        telephone number without a country gets that of the example, unless others are abroad.
        """
        country = _country_of(self.example)
        dialled = [_dialled(value, "") for value in values if isinstance(value, str)]
        if any(one.startswith("+") and not one.startswith(country or "+") for one in dialled):
            country = ""
        return [
            self._mended(value, country) if isinstance(value, str | int) else value
            for value in values
        ]

    def _mended(self, value: str | int, country: str) -> str | int:
        if isinstance(value, bool):
            return value
        text: str = str(value)
        ending = re.fullmatch(r"(\d+)([a-z]{1,3})", self.example)
        if ending and re.fullmatch(rf"\d{{{len(ending[1])}}}", text):
            return f"{text}{ending[2]}"
        plain = " ".join(text.split())
        spaced = (_dialled(plain, country),) if self.example.startswith("+") else ()
        for one in (plain, plain.upper(), plain.lower(), *spaced):
            if self.pattern.fullmatch(one):
                return str(one)
        return value


def _country_of(example: str) -> str:
    """The country of a telephone number whose numbers at home begin with a 0 that falls away."""
    match = _COUNTRY.match(example)
    return match[0] if match and match[0] not in _NO_TRUNK_0 else ""


def _dialled(number: str, country: str) -> str:
    """A telephone number as it is dialled from abroad; one without a country has this, if any."""
    digits = re.sub(r"[()/. \u2013-]", "", re.sub(r"(?<=\d) ?\(0\) ?", "", number))
    digits = re.sub(r"^00", "+", digits)
    is_national = re.fullmatch(r"0[1-9]\d{5,}", digits) is not None
    return f"{country}{digits[1:]}" if country and is_national else digits


def codes_like(example: str, *, strict: bool = False) -> Codes | None:
    """The form of an example; None if it is no code.

    Examples:
        >>> codes = codes_like("AB-123")
        >>> codes.mended(["xy-9", "X Y"]), codes.fits("XY-9"), codes_like("old house")
        (['XY-9', 'X Y'], True, None)
        >>> codes_like("+4930123").mended(["0049 30 / 456-7", "030 4567"])
        ['+49304567', '+49304567']
    """
    if re.fullmatch(r"[-+]?\d+(?:\.\d+)?e[-+]?\d+", example, re.IGNORECASE):
        return None  # a number
    if re.fullmatch(r"[-+]?\d[\d.,]* [^\W\d_]{1,4}(?:/[^\W\d_]{1,4})?[\u00b2\u00b3]?", example):
        return None  # a number with its unit
    if re.fullmatch(r"[^\W\d]+, [^\W\d]+", example):
        return Codes(example, re.compile(r"[^,]+, [^,]+"), strict)
    is_state = re.fullmatch(r"[A-Z]{2,3}", example) is not None
    if not is_state and not (re.search(r"\d", example) and re.search(r"[^\d\s.,-]", example)):
        return None
    parts = [_run(match.group(), is_state=is_state) for match in _RUN.finditer(example)]
    is_phone = example.startswith("+")
    digits = r"[\d ]" if " " in example else r"\d"
    form = rf"\+\d{digits}{{5,}}" if is_phone else "".join(parts)
    return Codes(example, re.compile(form), strict or is_phone)


def one_word_like(example: str) -> Codes | None:
    """One word for each value, as an example such as ``web01`` or ``web-2`` shows; else None.

    Examples:
        >>> words = one_word_like("web-2")
        >>> words.fits("mail"), words.fits("host web-2: <*>"), one_word_like("old")
        (True, False, None)
    """
    is_one = re.fullmatch(r"[a-z][a-z._-]*\d+", example) is not None
    return Codes(example, re.compile(r"[^\s<>:]+")) if is_one else None


def _run(text: str, *, is_state: bool) -> str:
    if text.isdigit():
        return rf"\d{{{len(text)}}}" if text.startswith("0") and len(text) > 1 else r"\d+"
    if text.isalpha():
        letters = "[A-Z]" if text.isupper() else "[a-z]" if text.islower() else "[A-Za-z]"
        return f"{letters}{{{len(text)}}}" if is_state else f"{letters}+"
    return r"\s" if text.isspace() else re.escape(text)
