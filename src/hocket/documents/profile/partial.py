"""How much of each line of a log was done, where some broke off: ``aborted (4 pages printed)``.

The column is called by the words of the note. A line without one counts in full if it says that it
was completed; where one line leaves it open, there is no such column.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_NOTE = re.compile(
    r"[(\[](?P<number>\d+|nothing|none)(?: of \d+)?(?: (?P<unit>[a-z]+))?"
    r" (?P<done>[a-z]+(?:ed|nt|ut|ne))[)\]]\s*$"
)
_COMPLETE = re.compile(
    r"(?i)(?:completed?|done|finished|successful(?:ly)?|success|succeeded|ok)[.:,;]?"
)
_NOTHING = re.compile(r"(?i)(?:cancell?ed|refused|rejected|denied|failed|skipped)[.:,;]?")
_TIMES = ("copies",)
"""Names of columns that say how often each thing was done."""


def done_of(
    messages: Sequence[str], columns: Mapping[str, Sequence[str]]
) -> tuple[str, list[str]] | None:
    """(name, how much was done by message) of a log some of whose lines broke off; else None.

    Args:
        messages: Those of the log.
        columns: What they hold, by name.

    Examples:
        >>> said = ["litres=9 state=done", "litres=7 state=stopped (2 litres pumped)", "on"]
        >>> said.append("litres=5 state=cancelled (nothing pumped)")
        >>> done_of(said, {"litres": ["9", "7", "", "5"], "state": ["done", "stopped", "", ""]})
        ('litres_pumped', ['9', '2', '', '0'])
    """
    notes = [_NOTE.search(message) for message in messages]
    units = {(note["unit"], note["done"]) for note in notes if note and note["unit"]}
    if len(units) != 1:
        return None
    [(unit, verb)] = units
    name = f"{unit}_{verb}"
    wholes = columns.get(unit)
    if wholes is None or name in columns:
        return None
    said = [[column[place] for column in columns.values()] for place in range(len(messages))]
    times = next((columns[column] for column in _TIMES if column in columns), None)
    done = []
    for place, note in enumerate(notes):
        whole = _product(wholes[place], times[place] if times is not None else "1")
        part = _part(note, verb, whole, said[place]) if whole is not None else ""
        if part is None or (whole is None and (note or wholes[place])):
            return None
        done.append(part)
    return name, done


def _part(note: re.Match[str] | None, verb: str, whole: int, said: Sequence[str]) -> str | None:
    """How much of the whole was done, by its note or by a word for all or nothing."""
    if note is not None:
        number = int(note["number"]) if note["number"].isdigit() else 0
        return str(number) if note["done"] == verb and number <= whole else None
    if any(_COMPLETE.fullmatch(value) for value in said):
        return str(whole)
    return "0" if any(_NOTHING.fullmatch(value) for value in said) else None


def _product(whole: str, times: str) -> int | None:
    return int(whole) * int(times) if whole.isdecimal() and times.isdecimal() else None
