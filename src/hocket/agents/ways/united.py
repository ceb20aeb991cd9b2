"""The units in which a task wants quantities, by the keys and the words that name them."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from hocket.agents.forms.moments import Moments
from hocket.agents.forms.naming import spoken
from hocket.agents.forms.told import said_of
from hocket.documents.profile.durations import CLOCK
from hocket.documents.units import is_known_unit

if TYPE_CHECKING:
    from hocket.agents.forms import Form

_BEFORE = frozenset({"", "in", "of", "whole", "full", "decimal"})
"""What stands before a unit in what is said of a key, which it may also begin."""
_NAMED = re.compile(
    r"\b(hours|minutes|seconds|stunden|minuten|sekunden|kg|kilos|kilograms?|grams|tonnes|ounces|lbs"
    r"|km|kilomet(?:re|er)s|met(?:re|er)s|cm|mm|miles|feet|inches|lit(?:re|er)s|ml|[kmgt]b|celsius"
    r"|fahrenheit)\b",
    re.IGNORECASE,
)
"""What is a unit in any text; ``min``, ``in`` and ``second`` are words as well."""
_PARTICLES = frozenset({"in", "gr", "std"})


def units_asked(form: Form) -> tuple[str, ...]:
    """The units that a task names: its keys by theirs, else its words; each once, in any order.

    Args:
        form: The form of its answer.

    Examples:
        >>> from hocket.agents.forms import form_of
        >>> units_asked(form_of("How many kg were picked on each day?"))
        ('kg',)
    """
    words = [match[1].lower() for match in _NAMED.finditer(form.task)]
    return tuple(dict.fromkeys([*units_of(form).values(), *clocks_of(form)] or words))


def clocks_of(form: Form) -> tuple[str, ...]:
    """What stands for lengths of time as hours, minutes and seconds, if a key looks like that.

    Examples:
        >>> from hocket.agents.forms import form_of
        >>> clocks_of(form_of("Write b.csv with dog and out (like 0:47:05).", ["b.csv"]))
        ('h:mm:ss',)
    """
    looks = [look for own in form.looks.values() for look in own]
    times = [look for look in looks if isinstance(look, Moments) and look.type == "time"]
    return (CLOCK,) if any("%S" in look.form for look in times) else ()


def unit_of(key: str, said: str) -> str:
    """The unit that a key names, or what is said of it; empty if none.

    Examples:
        >>> unit_of("weightKg", ""), unit_of("length", " (in minutes)"), unit_of("checked_in", "")
        ('kg', 'minutes', '')
        >>> unit_of("spent", " (decimal hours with two places)")
        'hours'
    """
    words = spoken(key).split()
    if len(words) == 1 and len(words[0]) == 1:
        words = []  # a letter may be anything
    said_words = re.findall(r"[^\W\d]+", said)
    named = [word for before, word in pairwise(["", *said_words]) if before.lower() in _BEFORE]
    named = [*reversed(words), *named]
    return next((word for word in named if word not in _PARTICLES and is_known_unit(word)), "")


def units_of(form: Form) -> dict[str, str]:
    """The unit of each key that names one."""
    said = said_of(form.task, form.keys)
    known = {key: unit_of(key, said.get(key, "")) for key in form.keys}
    return {key: unit for key, unit in known.items() if unit}
