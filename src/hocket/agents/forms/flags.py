"""Groups of a flag that a program made itself: only those where it holds belong to the answer.

A program that computes a share of women by class may group by the class and by whether it is a
woman, and hands over a value for ``1 False`` as well as for ``1 True``.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from hocket.agents.forms.naming import spoken

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

_FLAGGED = re.compile(r"\(?['\"]?(.+?)['\"]?[ ,_]+(True|False)\)?")
_FLAGS = frozenset({"True", "False"})


def unflagged(value: Mapping[str, Any]) -> dict[str, Any]:
    """A mapping without the groups of False; as it is where each name has not one of True.

    Examples:
        >>> unflagged({"1 False": 40, "1 True": 60, "2 False": 75, "2 True": 25})
        {'1': 60, '2': 25}
        >>> unflagged({"1": {"False": 40, "True": 60}}), unflagged({"True": 1, "False": 2})
        ({'1': 60}, {'True': 1, 'False': 2})
    """
    inner = list(value.values())
    are_flags = inner and all(isinstance(v, dict) and set(v) <= _FLAGS for v in inner)
    if are_flags and all("True" in v for v in inner):
        return {key: v["True"] for key, v in value.items()}
    if set(value) == _FLAGS and all(isinstance(v, dict) for v in inner):
        is_whole = set(value["False"]) <= set(value["True"])
        return dict(value["True"]) if is_whole else dict(value)
    matches = {key: _FLAGGED.fullmatch(str(key)) for key in value}
    names = [m[1] for m in matches.values() if m]
    holding = {m[1]: value[key] for key, m in matches.items() if m and m[2] == "True"}
    if not value or len(names) < len(value) or set(names) != set(holding):
        return dict(value)
    return holding if len(names) > len(holding) else dict(value)


def without_flag(
    names: Sequence[str], rows: Sequence[Sequence[Any]], keys: Collection[str]
) -> tuple[list[str], list[Sequence[Any]]]:
    """(columns, rows) of a table without a column of a flag that is not asked for, and its False.

    Args:
        names: Of the columns.
        rows: The rows.
        keys: The names that are asked for.

    Examples:
        >>> rows = [[1, False, 40], [1, True, 60], [2, False, 75], [2, True, 25]]
        >>> without_flag(["class", "woman", "percent"], rows, ["class", "percent"])
        (['class', 'percent'], [[1, 60], [2, 25]])
    """
    kept = list(names), list(rows)
    asked = set(map(spoken, keys))
    if [str(name) for name in names[1:]] in (["False", "True"], ["True", "False"]):
        place = [str(name) for name in names].index("False")
        return _without(place, names, rows)
    flags = [
        place
        for place, name in enumerate(names)
        if place
        and spoken(str(name)) not in asked
        and rows
        and all(isinstance(row[place], bool) for row in rows)
    ]
    if len(flags) != 1:
        return kept
    groups = {str(row[0]) for row in rows}
    holding = [row for row in rows if row[flags[0]]]
    is_once = len({str(row[0]) for row in holding}) == len(holding) == len(groups)
    if not is_once or len(rows) == len(holding) or len(rows) > 2 * len(groups):
        return kept
    return _without(flags[0], names, holding)


def _without(
    place: int, names: Sequence[str], rows: Sequence[Sequence[Any]]
) -> tuple[list[str], list[Sequence[Any]]]:
    return (
        [name for at, name in enumerate(names) if at != place],
        [[cell for at, cell in enumerate(row) if at != place] for row in rows],
    )
