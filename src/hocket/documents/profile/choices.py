"""What each row says of its options: which has the lowest and the highest, what was chosen has.

A row with ``price_soup``, ``price_tart`` and ``ordered`` also has the columns ``lowest_price``,
``highest_price``, ``min_price``, ``max_price`` and ``price_of_ordered``. With them a question such
as how many ordered the cheapest dish compares two columns of one row.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from hocket.documents.profile.column import free_name
from hocket.documents.profile.described import mentioned

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from hocket.documents.profile.families import Families
    from hocket.documents.profile.nouns import Column, TableProfile

Number = int | float

MOST_MEASURES = 4
"""Measures up to which all are told; of more, those that a task names."""
_FLAGS = (0, 1)
"""Numbers of a measure that only says whether something is so: it has no lowest."""


@dataclass(frozen=True, slots=True)
class Choices:
    """The columns that follow from one measure of all options of a row.

    Attributes:
        measure: What is measured.
        options: The options, in the order of their columns.
        columns: The columns of the measure, one for each option.
        chosen: The column that says which option the row chose; empty if none does.
        lowest: The name of the column with the option that has the lowest.
        highest: The name of that with the option that has the highest.
        least: The name of that with the lowest number.
        most: The name of that with the highest number.
        own: The name of that with the number of what was chosen; empty if nothing was.
    """

    measure: str
    options: tuple[str, ...]
    columns: tuple[str, ...]
    chosen: str
    lowest: str
    highest: str
    least: str
    most: str
    own: str

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the columns, in the order of ``OfRow.cells``."""
        return (self.lowest, self.highest, self.least, self.most, *filter(None, (self.own,)))


@dataclass(frozen=True, slots=True)
class OfRow:
    """What one row says of one measure; None where it says nothing."""

    lowest: str | None = None
    highest: str | None = None
    least: Number | None = None
    most: Number | None = None
    own: Number | None = None

    @property
    def cells(self) -> tuple[str | Number | None, ...]:
        """The values in the order of ``Choices.names``."""
        return (self.lowest, self.highest, self.least, self.most, self.own)


def choices_in(profile: TableProfile, families: Families) -> list[Choices]:
    """The columns that follow from the measures of the options, by measure.

    Their names need no quotes in SQL; one that the table has already ends with ``_``. A measure
    that is 0 or 1 throughout has none, nor has one whose name leaves no word.
    """
    taken = {column.name.lower() for column in profile.columns}
    found = []
    for measure, columns in families.measures.items():
        word = _word(measure)
        known = [column for column in profile.columns if column.name in columns]
        if not word or all(_is_flag(column) for column in known):
            continue
        chosen = _word(families.chosen)
        own = free_name(f"{word}_of_{chosen}", taken) if chosen and word[0].isalpha() else ""
        heads = (f"{head}_{word}" for head in ("lowest", "highest", "min", "max"))
        lowest, highest, least, most = (free_name(head, taken) for head in heads)
        ends = (lowest, highest, least, most, own)
        found.append(Choices(measure, families.options, columns, families.chosen, *ends))
    return found


def of_row(
    options: Sequence[str], numbers: Sequence[Number | None], chosen: str | None = None
) -> OfRow:
    """What a row says of a measure.

    An option without a number is none that the row could choose. Of several that are equal, what
    was chosen goes before the others, and then the first: what is as cheap as the cheapest is
    the cheapest. It is spelled as the row spells its choice.

    Args:
        options: The options.
        numbers: The number of each.
        chosen: What was chosen, in capitals or small letters.

    Examples:
        >>> of_row(("soup", "tart", "rice"), (7, 5, 5), "Rice")
        OfRow(lowest='Rice', highest='soup', least=5, most=7, own=5)
        >>> of_row(("soup", "tart", "rice"), (7, 5, None), "rice").cells
        ('tart', 'soup', 5, 7, None)
    """
    said = (chosen or "").strip()
    known = {o: n for o, n in zip(options, numbers, strict=True) if n is not None and n == n}  # noqa: PLR0124 - NaN
    if not known:
        return OfRow()
    least, most = min(known.values()), max(known.values())
    own = next((option for option in known if option.lower() == said.lower()), None)

    def with_number(end: Number) -> str:
        if own is not None and known[own] == end:
            return said
        return next(option for option, number in known.items() if number == end)

    number = known[own] if own is not None else None
    return OfRow(with_number(least), with_number(most), least, most, number)


def shown_choices(found: Iterable[Choices], task: str) -> str:
    """Lines on what follows from the measures, each behind a line break.

    Args:
        found: The columns of each measure.
        task: What is asked; of many measures, those that it names are told.
    """
    told = [*found]
    if len(told) > MOST_MEASURES:
        told = [one for one in told if mentioned(one.measure, task)]
    lines = "".join(map(_shown, told))
    if (first := next((one for one in told if one.own), None)) is not None:
        lines += (
            f"\n(each line chose the option in {first.chosen!r}; where that is {first.lowest!r}, "
            f"it chose the one with the lowest {first.measure}, also if others are equal)"
        )
    return lines


def _shown(one: Choices) -> str:
    lines = (
        f"\n- {one.lowest!r}, {one.highest!r}: text, the option with the lowest and the one with "
        f"the highest {one.measure} on this line"
        f"\n- {one.least!r}, {one.most!r}: number, the lowest and the highest {one.measure} on it"
    )
    if one.own:
        lines += f"\n- {one.own!r}: number, the {one.measure} of the option in {one.chosen!r}"
    return lines


def _word(name: str) -> str:
    """A name as one word that needs no quotes in SQL."""
    return "_".join(re.findall(r"[^\W_]+", name))


def _is_flag(column: Column) -> bool:
    return (column.minimum, column.maximum) in (_FLAGS, (0, 0), (1, 1))
