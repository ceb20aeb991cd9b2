"""Columns of lengths of time that are typed in several forms, as hours, minutes and seconds.

``41:07``, ``0:43:52``, ``44 min 5 s`` and ``45'30"`` beside words for no result, such as ``DNF``.
They are read so where a task wants them so; a column that is not certain stays as it is.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from hocket.documents.profile.measured import FAR, decimal_of, measured
from hocket.documents.profile.quantities import (
    HOURS,
    MINUTES,
    SECONDS,
    as_clock,
    is_clock,
    is_open_clock,
    quantity_in,
)
from hocket.documents.units import TIME, is_no_quantity

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from hocket.documents.profile.nouns import Column

CLOCK = "h:mm:ss"
"""Stands among the units that are wanted for lengths of time as hours, minutes and seconds."""
LAST_HOUR = 23
_NO_RESULT = re.compile(
    r"d\.?n\.?[fsq]\.?|d\.?s\.?q\.?|d\.?q\.?|disq\.?|disqual(?:ified|\.)?|ret(?:ired|\.)|withdr[ae]wn?"
    r"|(?:did not|didn['\u2019]?t|has not|not|never) (?:finish(?:ed)?|start(?:ed)?|complete[d]?"
    r"|show(?: up)?|turn up|make it)|unfinished|(?:gave|given) up|dropped out|stopped|abandoned"
    r"|no[ -]?shows?|absent|no (?:time|result|finish)|aufgegeben|ausgeschieden|disqualifiziert"
    r"|nicht (?:angetreten|gestartet|im ziel)|-+|\u2013|\u2014",
    re.IGNORECASE,
)
"""Words and marks in the place of a length of time that nobody took."""


def is_no_result(text: str) -> bool:
    """Whether a text stands where there is no length of time, as nobody took one.

    Examples:
        >>> [is_no_result(text) for text in ("DNF", "did not finish", "disq.", "late", "41:07")]
        [True, True, True, False, False]
    """
    return _NO_RESULT.fullmatch(" ".join(text.split())) is not None


def durations(
    column: Column, values: Mapping[str, int], usual: str, wanted: Collection[str]
) -> Column | None:
    """The column if its values are lengths of time that a task wants, but for words of no result.

    As hours, minutes and seconds they are texts such as ``00:41:07``, of the type of times.

    Args:
        column: The column, by its name.
        values: Its values, without missing ones, and how often each stands there.
        usual: The decimal mark of the table.
        wanted: The units in which quantities are wanted, ``CLOCK`` among them for such texts.
    """
    known = {text: n for text, n in values.items() if not is_no_result(text)}
    has_none = len(known) < len(values)
    are_wanted = CLOCK in wanted or any(unit.casefold() in TIME for unit in wanted)
    if not known or not are_wanted or is_no_quantity(column.name):
        return None
    if CLOCK not in wanted:
        read = measured(column, known, usual, wanted) if has_none else None
        return read if read is not None and read.unit.casefold() in TIME else None
    texts = list(known)
    if not has_none and all(is_clock(text) and not _is_long(text) for text in texts):
        return None  # they may be times of the day
    decimal, is_open = decimal_of(texts, usual)
    clock = None if is_open else _first_part(texts, decimal)
    if clock is None:
        return None
    seconds = [quantity_in(text, SECONDS, decimal, clock, short=True) for text in texts]
    whole = [round(value) for value in seconds if value is not None and value == round(value)]
    if len(whole) < len(texts):
        return None
    return replace(
        column,
        type="time",
        minimum=as_clock(min(whole)),
        maximum=as_clock(max(whole)),
        decimal=decimal,
        is_measured=True,
        clock=clock,
    )


def _is_long(text: str) -> bool:
    """Whether a clock begins with more than the hours of a day."""
    return int(text.partition(":")[0]) > LAST_HOUR


def _first_part(texts: Sequence[str], decimal: str) -> str | None:
    """What clocks of two parts begin with: hours or minutes; None if that is not certain.

    Only one of them is near to the other values, which say their units or have three parts.
    """
    clocks = [text for text in texts if is_open_clock(text)]
    if not clocks:
        return HOURS
    others = [text for text in texts if not is_open_clock(text)]
    known = [quantity_in(text, SECONDS, decimal, HOURS, short=True) for text in others]
    sure = [value for value in known if value]
    if not sure or len(sure) < len(others):
        return None
    near = [
        first
        for first in (HOURS, MINUTES)
        if all(
            min(sure) / FAR <= (quantity_in(text, SECONDS, decimal, first) or 0) <= max(sure) * FAR
            for text in clocks
        )
    ]
    return near[0] if len(near) == 1 else None
