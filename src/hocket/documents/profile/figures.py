"""What names of columns say of their figures: those of measures, and those of things of a kind."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

_TOKEN = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])|\d+|[^\W\d_a-zA-Z]+")
_MEASURES = frozenset(
    (  # noqa: SIM905 - a list of words
        "height weight age length len width depth thickness breadth diameter diam radius girth"
        " size area volume vol mass density distance dist altitude alt elevation lat latitude lon"
        " lng longitude x y z temp temperature pressure humidity precip precipitation rain"
        " rainfall snow snowfall sunshine visibility speed velocity acceleration voltage torque"
        " time duration second minute hour price cost revenue profit turnover salary wage income"
        " earning margin discount fee pay tax gdp gnp cpi pop population inflation deflator"
        " consumption investment employment unemployment employed unemployed export import balance"
        " debt rate ratio index score rating rank grade count number num nr freq frequency mean"
        " avg average median std sd sem variance min minimum max maximum lower upper low high open"
        " close value amount quantity qty piece unit stock sold share percent pct fertility"
        " mortality literacy illiteracy expectancy birth death mpg hp horsepower cyl cylinder"
        " displacement gear carb visit click view session impression user order customer signup"
        " download like follower goal assist point win won loss lost draw drawn played shot save"
        " foul bmi cholesterol glucose pulse dose calorie error residual fitted estimate"
        " coefficient"
    ).split()
)
"""Words for what is measured or counted: beside one another they are of different scales."""
_WITHIN = re.compile(
    r"weight|length|width|depth|price|income|consumption|population|temperature|pressure|humidity"
    r"|distance|duration|percent|latitude|longitude|salary|revenue|profit|fertility|mortality"
    r"|literacy|employment|inflation|precipitation|rainfall|index"
)
"""Those of them that make a measure of a longer word too, as in COPPERPRICE."""
_UNITS = frozenset(
    (  # noqa: SIM905 - a list of words
        "mm cm km in ft mi mg kg lb oz ml cl ms min hr hrs pa hpa kpa bar kw kwh mwh pct usd"
        " eur gbp per of the and x y z"
    ).split()
)
"""Words that are no name of what columns have in common; x1 and x2 are of two kinds often."""
_OTHER = re.compile(
    r"(?:.*[ _.])?(?:id|no|nr|number|index|rank|code|key|zip|year|yr|month|week|day|hour|quarter"
    r"|decade|season|date|time|round|wave|row)",
    re.IGNORECASE,
)
"""What a column of numbers is called that tells the row, and is no figure of it."""
_JOINED = re.compile(r".*[a-z](?:I[Dd]|No|Nr|Number|Code|Key|Zip|Year)")
"""The same without a mark between the words."""
_TOTAL = re.compile(
    r"(?:.*[ _.])?(?:(?:grand|sub)[ _.-]?)?(?:totals?|sums?|overall|altogether|gesamt|summe)",
    re.IGNORECASE,
)


def tells_row(name: str) -> bool:
    """Whether a column of numbers of this name tells which row it is: its year, its number.

    Examples:
        >>> [tells_row(name) for name in ("shop_id", "ShopID", "house no", "paid", "Madrid")]
        [True, True, True, False, False]
    """
    return any(pattern.fullmatch(name.strip()) for pattern in (_OTHER, _JOINED))


def is_total(name: str) -> bool:
    """Whether a column of this name holds the total of others."""
    return _TOTAL.fullmatch(name.strip()) is not None


def words_in_common(names: Sequence[str]) -> set[str]:
    """The words that all names have, such as ``week`` of ``week1`` and ``week2``; no units.

    Examples:
        >>> words_in_common(["score_math", "score_art"]), words_in_common(["a_mm", "b_mm"])
        ({'score'}, set())
    """
    tokens = [{token for token in tokens_of(name) if not token.isdigit()} for name in names]
    return set.intersection(*tokens) - _UNITS if tokens else set()


def are_measures(names: Sequence[str]) -> bool:
    """Whether one of the names says what is measured, beside what all of them have in common.

    Examples:
        >>> are_measures(["height", "weight"]), are_measures(["temp_hall", "temp_attic"])
        (True, False)
        >>> are_measures(["temp_max", "temp_min"]), are_measures(["Copper", "Tin"])
        (True, False)
    """
    common = words_in_common(names)
    rest = [[token for token in tokens_of(name) if token not in common] for name in names]
    return any(_is_measure(token) for tokens in rest for token in tokens)


def tokens_of(name: str) -> list[str]:
    """The words and numbers of a name, in small letters."""
    return [token.lower() for token in _TOKEN.findall(name)]


def _is_measure(token: str) -> bool:
    one = token.removesuffix("s") if len(token) > 3 else token  # noqa: PLR2004 - as in gas
    return token in _MEASURES or one in _MEASURES or _WITHIN.search(token) is not None
