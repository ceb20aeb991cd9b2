"""The words in which puzzles of order tell who is where: relations, places, ends."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Axis:
    """What things are ordered by, from its low end on.

    Attributes:
        lower: Relations of one nearer to the low end, such as ``to the left of``.
        higher: Those of one nearer to the other end.
        lowest: Words for the low end.
        highest: Words for the other end.
    """

    lower: tuple[str, ...]
    higher: tuple[str, ...]
    lowest: tuple[str, ...]
    highest: tuple[str, ...]


def _compared(less: str, more: str, least: str, most: str) -> Axis:
    return Axis((f"{less} than",), (f"{more} than",), (f"the {least}",), (f"the {most}",))


ROW = Axis(
    ("to the left of", "left of"),
    ("to the right of", "right of"),
    ("on the far left", "at the left end", "at the far left", "leftmost", "the leftmost"),
    ("on the far right", "at the right end", "at the far right", "rightmost", "the rightmost"),
)
LINE = Axis(
    ("before", "ahead of", "in front of", "earlier than"),
    ("after", "behind", "later than"),
    ("first", "the first", "at the front", "in front", "the winner"),
    ("last", "the last", "at the back"),
)
STACK = Axis(
    ("below", "under", "underneath"),
    ("above", "on top of", "over"),
    ("at the bottom", "lowest", "the lowest"),
    ("at the top", "highest", "the highest"),
)
IN_SPACE = (ROW, LINE, STACK)
"""Those on which things can be side by side."""
AXES = (
    ROW,
    LINE,
    STACK,
    _compared("shorter", "taller", "shortest", "tallest"),
    _compared("younger", "older", "youngest", "oldest"),
    _compared("slower", "faster", "slowest", "fastest"),
    _compared("lighter", "heavier", "lightest", "heaviest"),
    _compared("poorer", "richer", "poorest", "richest"),
    _compared("smaller", "larger", "smallest", "largest"),
    _compared("smaller", "bigger", "smallest", "biggest"),
    _compared("shorter", "longer", "shortest", "longest"),
    _compared("cheaper", "dearer", "cheapest", "dearest"),
    _compared("cheaper", "more expensive", "cheapest", "most expensive"),
    _compared("weaker", "stronger", "weakest", "strongest"),
    _compared("colder", "warmer", "coldest", "warmest"),
)
ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth")
COUNTS = ("two", "three", "four", "five", "six", "seven", "eight")
"""Words for numbers from 2 on."""
NO_NAMES = frozenset(
    {
        "He",
        "She",
        "It",
        "They",
        "I",
        "You",
        "We",
        "Who",
        "One",
        "This",
        "That",
        "Both",
        "All",
        "Each",
    }
    | {
        "Nobody",
        "Somebody",
        "Everybody",
        "Noone",
        "Someone",
        "Everyone",
        "None",
        "Neither",
        "Others",
    }
    | {"Either", "Another", "Anyone", "Anybody", "Nothing", "There", "Which", "What", "The"}
)
"""Words with a capital letter that name nobody."""
MOST_THINGS = 7
"""All orders of so many are tried."""
