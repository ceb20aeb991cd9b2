"""Which column of a file a key means that has another name: by its dates, or by its unit."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from hocket.agents.forms.moments import Moments
from hocket.agents.forms.naming import words_of
from hocket.agents.forms.shaping import normal
from hocket.documents.synonyms import mean_the_same
from hocket.documents.units import factor_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hocket.agents.forms import Form
    from hocket.documents.profile import Column

_DAYS = frozenset({"date", "month"})
"""What the look of a key can be that a date has in it."""

_SAME = tuple(
    frozenset(names.split())
    for names in (
        "m\u00b3 m3 cbm cubicmetre cubicmetres cubicmeter cubicmeters",
        "m\u00b2 m2 sqm squaremetre squaremetres squaremeter squaremeters",
        "\u20ac eur euro euros",
        "$ usd dollar dollars",
        "\u00a3 gbp pound pounds",
        "% percent percentage",
        "\u00b0c celsius degreescelsius",
        "kwh kilowatthour kilowatthours",
        "kg kilogram kilograms kilogramme kilogrammes",
        "km kilometre kilometres kilometer kilometers",
    )
)
"""Names of one unit."""


def is_unit(name: str, unit: str) -> bool:
    """Whether a name is that of a unit.

    Examples:
        >>> is_unit("cubic_metres", "m\u00b3"), is_unit("minutes", "min"), is_unit("kg", "g")
        (True, True, False)
    """
    said, known = re.sub(r"[\s_.-]+", "", name).casefold(), unit.strip(" .").casefold()
    is_same = any(said in group and known in group for group in _SAME)
    return is_same or (bool(unit) and factor_of(said, known) == 1)


def columns_meant(columns: Sequence[Column], form: Form) -> list[Column]:
    """The columns of a file under the keys that they are, where there is no doubt about it.

    A key that is to look like a date is the only column of dates; one that is called after a unit
    is the only column whose figures have it. A column that a key has the name of stays that.

    Args:
        columns: The columns of the file.
        form: What is asked for.
    """
    named = {place for place, column in enumerate(columns) if _has_name(column.name, form.keys)}
    meant = list(columns)
    for key in form.keys:
        if any(normal(column.name) == normal(key) for column in columns):
            continue
        dates = [p for p, c in enumerate(columns) if c.type in ("date", "datetime")]
        united = [p for p, c in enumerate(columns) if c.unit and is_unit(key, c.unit)]
        places = dates if _is_day(key, form) else united
        if len(places) == 1 and places[0] not in named:
            [place] = places
            meant[place] = replace(columns[place], name=key)
            named.add(place)
    return meant


def _has_name(name: str, keys: Sequence[str]) -> bool:
    """Whether a column may be one of the keys by its name."""
    return any(
        normal(key) == normal(name) or mean_the_same(key, name) or words_of(key) & words_of(name)
        for key in keys
    )


def _is_day(key: str, form: Form) -> bool:
    looks = [
        look for name, own in form.looks.items() if normal(name) == normal(key) for look in own
    ]
    return any(isinstance(look, Moments) and look.type in _DAYS for look in looks)
