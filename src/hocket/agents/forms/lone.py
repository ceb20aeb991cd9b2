"""Values that a program left in lists of one each: ``df[["town"]].values`` gives ``[["Ulm"]]``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from hocket.core.late_pattern import late_pattern

if TYPE_CHECKING:
    import re

_OF_LISTS = (
    r"\b(?:lists?|arrays?) (?:of|with) (?:[\w-]+ ){0,3}?"
    r"(?:lists?|arrays?|pairs?|tuples?|(?:groups?|teams?|sets?|rows?|lines?) of)\b"
    r"|\b(?:each|every|all) (?:\w+ )?(?:as |is |in )?an? (?:\w+ )?(?:list|array|row|line)\b"
    r"|\[\s*\["
)
_OF_ITEMS: re.Pattern[str] = late_pattern(_OF_LISTS)
"""What asks for lists within a list, of which each may have one item by chance."""
_OF_VALUES: re.Pattern[str] = late_pattern(rf"{_OF_LISTS}|\blists?\b|\barrays?\b|\[")
"""What asks for lists as the values of names."""


def lone_items(task: str, items: list[Any]) -> list[Any]:
    """A list of values, each taken out of a list of its own, unless the task asks for such lists.

    Examples:
        >>> lone_items("Write towns.json, a list of the towns.", [["Ulm"], ["Hof"]])
        ['Ulm', 'Hof']
        >>> lone_items("Write teams.json, a list of lists of names.", [["Ada"], ["Ben"]])
        [['Ada'], ['Ben']]
    """
    return [item[0] for item in items] if _are_lone(items) and not _OF_ITEMS.search(task) else items


def lone_values(task: str, values: dict[str, Any]) -> dict[str, Any]:
    """Names with their values, each taken out of a list of its own, unless lists are asked for.

    Examples:
        >>> lone_values("Write shares.json: town -> percent.", {"Ulm": [12.5], "Hof": [3.0]})
        {'Ulm': 12.5, 'Hof': 3.0}
        >>> lone_values("Write by_town.json: town -> list of marks.", {"Ulm": [1], "Hof": [2]})
        {'Ulm': [1], 'Hof': [2]}
    """
    inner = list(values.values())
    are_numbers = _are_lone(inner) and all(isinstance(item[0], int | float) for item in inner)
    if not are_numbers or _OF_VALUES.search(task):
        return values
    return {name: item[0] for name, item in values.items()}


def _are_lone(items: list[Any]) -> bool:
    """Whether each is a list of one plain value."""
    return bool(items) and all(
        isinstance(item, list) and len(item) == 1 and not isinstance(item[0], list | dict)
        for item in items
    )
