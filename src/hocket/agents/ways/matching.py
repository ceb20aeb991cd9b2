"""Which column of a file a key means that has another name: by its words, its dates, its unit.

A column of each kind is meant only if no other may be. Where one key and one column are left, the
column is meant if its values are nothing that the key cannot be.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from hocket.agents.forms.figures import Figures
from hocket.agents.forms.moments import Moments
from hocket.agents.forms.naming import column_meant, words_of
from hocket.agents.forms.shaping import normal
from hocket.agents.forms.told import said_of
from hocket.agents.ways.united import units_of
from hocket.documents.profile.values import read_number
from hocket.documents.synonyms import mean_the_same
from hocket.documents.units import value_in

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

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

SAY_LITTLE = frozenset({"no", "nr", "number", "id", "code", "name", "date", "of", "the"})
"""What the name of a column may have besides the key that it is."""

_GENERIC = frozenset(
    ("no", "nr", "num", "id", "name", "who", "whom", "when", "where", "what", "person", "people",
     "place", "item", "thing", "amount", "value", "title", "label", "wer", "was", "wann", "wo")
)  # fmt: skip
"""Names of columns that say little of what their values are."""

_OF_OTHERS = frozenset(
    ("initials", "initial", "first", "last", "given", "family", "surname", "year", "month", "week",
     "weekday", "quarter", "age", "count", "total", "sum", "share", "rate", "rank", "length",
     "short", "abbreviation", "domain", "code", "class", "level", "group", "flag", "is", "has",
     "average", "mean", "next", "previous", "other", "per", "new", "old", "status", "type",
     "category", "kind", "language", "country", "email", "mail", "phone", "colour", "color")
)  # fmt: skip
"""Words of a key whose values are made of others, or are of a kind of their own."""

_RATES = frozenset(
    ("per", "hourly", "daily", "weekly", "monthly", "yearly", "annual", "total", "average", "mean",
     "max", "maximum", "minimum", "difference", "net", "gross")
)  # fmt: skip
"""Words of a key whose figures are others than those of a column in its unit, if it lacks them."""

_FIGURES = frozenset(
    ("size", "width", "height", "weight", "depth", "price", "cost", "costs", "fee", "amount",
     "duration", "time", "overtime", "distance", "speed", "temperature", "quantity", "qty",
     "number", "score", "points", "salary", "pay", "payment", "value", "percent", "percentage",
     "hours", "minutes", "date", "day", "when", "born", "since", "until", "n", "at", "on")
)  # fmt: skip
"""Words of a key whose values are figures or dates."""


def is_unit(name: str, unit: str) -> bool:
    """Whether a name is that of a unit.

    Examples:
        >>> is_unit("cubic_metres", "m\u00b3"), is_unit("minutes", "min"), is_unit("kg", "g")
        (True, True, False)
    """
    said, known = re.sub(r"[\s_.-]+", "", name).casefold(), unit.strip(" .").casefold()
    is_same = any(said in group and known in group for group in _SAME)
    return is_same or (bool(unit) and value_in(1, said, unit.strip(" .")) == 1)


@dataclass(slots=True)
class _Matching:
    """The columns of a file, and the places of those that keys are known to be.

    Attributes:
        columns: The columns.
        form: What is asked for.
        places: The place of the column of each key that is known.
    """

    columns: Sequence[Column]
    form: Form
    said: Mapping[str, str]
    units: Mapping[str, str]
    places: dict[str, int] = field(default_factory=dict)

    @property
    def open_keys(self) -> list[str]:
        return [key for key in self.form.keys if key not in self.places]

    @property
    def left(self) -> list[int]:
        taken = set(self.places.values())
        return [place for place in range(len(self.columns)) if place not in taken]

    def take(self, fits: Callable[[str, Column], bool]) -> None:
        """Take the columns that are the only one that fits a key, which no other key fits."""
        fitting = {
            key: [place for place in self.left if fits(key, self.columns[place])]
            for key in self.open_keys
        }
        for key, places in fitting.items():
            others = [one for one, own in fitting.items() if one != key and {*own} & {*places}]
            if len(places) == 1 and not others:
                self.places[key] = places[0]


def columns_meant(columns: Sequence[Column], form: Form) -> list[Column]:
    """The columns of a file under the keys that they are, where there is no doubt about it.

    Args:
        columns: The columns of the file.
        form: What is asked for.
    """
    meant = list(columns)
    for key, place in places_meant(columns, form).items():
        meant[place] = replace(columns[place], name=key)
    return meant


def places_meant(columns: Sequence[Column], form: Form) -> dict[str, int]:
    """The place of the column that each key is, as far as there is no doubt about it.

    Args:
        columns: The columns of the file.
        form: What is asked for.
    """
    said = said_of(form.task, form.keys)
    matching = _Matching(columns, form, said, units_of(form))
    matching.take(lambda key, column: normal(key) == normal(column.name))
    matching.take(lambda key, column: _without_unit(matching, key) == normal(column.name))
    matching.take(lambda key, column: _is_inner(key, column.name))
    for key in matching.open_keys:
        place = _by_words(key, [column.name for column in columns])
        if place is not None and place in matching.left and _can_be(matching, key, columns[place]):
            matching.places[key] = place
    matching.take(lambda key, c: _is_day(key, form) and c.type in ("date", "datetime"))
    matching.take(lambda key, column: _has_unit(matching, key, column))
    if len(matching.open_keys) == len(matching.left) == 1:
        [key], [place] = matching.open_keys, matching.left
        is_in_place = form.keys.index(key) == place and len(form.keys) == len(columns)
        if _may_be_left(matching, key, columns[place], is_in_place=is_in_place):
            matching.places[key] = place
    return matching.places


def _is_inner(key: str, name: str) -> bool:
    """Whether a column of nested data is a key by its last name, or is the name of the key.

    Examples:
        >>> _is_inner("city", "home.city"), _is_inner("owner", "owner.name"), _is_inner("a", "a.b")
        (True, True, False)
    """
    *outer, last = name.split(".")
    is_named = last.casefold() in ("name", "title") and bool(outer)
    return bool(outer) and (
        normal(key) == normal(last) or (is_named and normal(key) == normal(outer[-1]))
    )


def names_unit(matching_unit: str, said: str, column: Column) -> bool:
    """Whether a unit that is asked for, or what is said, is the unit of a column."""
    if matching_unit and value_in(1, matching_unit, column.unit) == 1:
        return True
    return any(is_unit(word, column.unit) for word in re.findall(r"[^\W_]+|[%\u20ac$\u00a3]", said))


def is_in_doubt(key: str, column: Column, form: Form) -> bool:
    """Whether nothing says in which unit the figures of a column are wanted, and there are several.

    Args:
        key: The key that the column is.
        column: The column of the file, by its own name.
        form: What is asked for.
    """
    said = said_of(form.task, form.keys).get(key, "")
    if re.search(r"\bper ?cent\w*\b", said) and column.unit != "%":
        return True
    if not column.unit or names_unit(units_of(form).get(key, ""), f"{key} {said}", column):
        return False
    if column.is_measured:
        return not any(is_unit(word, column.unit) for word in words_of(column.name))
    numbers = [number for text, _ in column.values if (number := read_number(text))]
    signs = {number.unit for number in numbers if number.unit}
    is_money_or_share = not any(value_in(1, sign, sign) for sign in signs)
    return not form.looks.get(key) or (len(signs) > 1 and not is_money_or_share)


def _by_words(key: str, names: Sequence[str]) -> int | None:
    """The place of the name that a key means by its words, or as one that is used for the same."""
    alike = [name for name in names if mean_the_same(key, name)]
    sharing = [name for name in names if words_of(key) & words_of(name)]
    if len(alike) == 1 and set(sharing) <= set(alike):
        return list(names).index(alike[0])
    meant = column_meant(key, names)
    more = words_of(meant) - words_of(key)
    is_meant = len(sharing) == 1 and bool(more) and more <= SAY_LITTLE
    return list(names).index(meant) if is_meant else None


def _without_unit(matching: _Matching, key: str) -> str:
    """A key of several words without the unit in it; nothing if it has none."""
    words = re.findall(r"[^\W_]+", key)
    unit = matching.units.get(key, "")
    rest = [word for word in words if word.casefold() != unit]
    return normal("".join(rest)) if 0 < len(rest) < len(words) else "\0"


def _has_unit(matching: _Matching, key: str, column: Column) -> bool:
    """Whether a column is in the unit that a key names."""
    if not column.unit or words_of(key) & _RATES - words_of(column.name):
        return False
    said = f"{key} {matching.said.get(key, '')}"
    return is_unit(key, column.unit) or names_unit(matching.units.get(key, ""), said, column)


def _can_be(matching: _Matching, key: str, column: Column) -> bool:
    """Whether the values of a column are nothing that a key cannot be."""
    if _is_day(key, matching.form):
        return column.type in ("date", "datetime", "month", "text")
    is_figure = any(isinstance(look, Figures) for look in _looks_of(key, matching.form))
    return not is_figure or column.is_number or column.type in ("text", "time")


def _may_be_left(matching: _Matching, key: str, column: Column, *, is_in_place: bool) -> bool:
    """Whether the only key that is left may be the only column that is left."""
    is_generic = not words_of(column.name) - _GENERIC
    if _is_day(key, matching.form) or words_of(key) & _OF_OTHERS or not (is_generic or is_in_place):
        return False
    is_wanted_as_number = bool(
        matching.units.get(key)
        or words_of(key) & _FIGURES
        or key in matching.form.decimals_of
        or any(isinstance(look, Figures) for look in _looks_of(key, matching.form))
    )
    if column.is_number:
        unit = matching.units.get(key, "")
        return is_generic and (not unit or value_in(1, unit, column.unit or unit) == 1)
    return column.type in ("text", "boolean", "list") and not is_wanted_as_number


def _is_day(key: str, form: Form) -> bool:
    return any(isinstance(look, Moments) and look.type in _DAYS for look in _looks_of(key, form))


def _looks_of(key: str, form: Form) -> list[object]:
    return [look for name, own in form.looks.items() if normal(name) == normal(key) for look in own]
