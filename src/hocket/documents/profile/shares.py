"""Percent and shares of 1 in one column, such as ``12%`` and ``0.12``."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from hocket.documents.profile.values import Number

PERCENT = "%"
OPEN_SHARES = "percent, but numbers without the sign may be shares of 1"


def are_shares(numbers: Iterable[Number]) -> bool | None:
    """Whether the numbers without a percent sign are shares of 1; None if that is not certain.

    Examples:
        >>> from hocket.documents.profile.values import read_number
        >>> of = lambda *texts: are_shares([read_number(text) for text in texts])
        >>> of("12%", "0.15"), of("12 %", "15"), of("0.5%", "0.4")
        (True, False, None)
    """
    known = list(numbers)
    plain = {abs(number.value) for number in known if not number.unit and number.value}
    signed = {abs(number.value) for number in known if number.unit and number.value}
    small = {value for value in plain if value <= 1}
    if not small or not signed:
        return False
    if min(signed) <= 1:
        return False if len(small) < len(plain) else None
    return True if small == plain and min(small) < 1 else None
