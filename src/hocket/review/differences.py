"""The single values of results, and those on which several results of one task differ; pure."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING, Any

from hocket.core.agreement import Difference
from hocket.documents.encoding import shown_text
from hocket.review.agreement import data_of, precision_of
from hocket.review.scalars import same_scalar

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

    from hocket.review.agreement import Work

MAX_DIFFERENCES = 20
MAX_CHARS = 80


def values_of(work: Work, deliverables: Collection[str] = ()) -> dict[str, Any]:
    """The values of a result by their place; none if it is in words.

    Examples:
        >>> from hocket.review.agreement import Work
        >>> values_of(Work('{"mean": 2, "by": [{"year": 1}]}'))
        {'mean': 2, 'by, row 1, year': 1}
        >>> values_of(Work("The mean is 2.5."))
        {}
    """
    names = [name for name in sorted(deliverables) if name in work.files]
    texts = {name: shown_text(work.files[name]) for name in names} or {"": work.text}
    values: dict[str, Any] = {}
    for name, text in texts.items():
        values.update(_placed(_data(text, name), name if len(texts) > 1 else ""))
    return values


def differences(
    works: Sequence[Work | None], goal: str, deliverables: Collection[str] = ()
) -> tuple[Difference, ...]:
    """The first values on which results differ.

    Args:
        works: The result of each method; None if it gave none.
        goal: What is asked, in words: rounding is read from it.
        deliverables: Files that the task is to deliver.
    """
    precision = precision_of(goal)
    every = [values_of(work, deliverables) if work else {} for work in works]
    given = [values for values, work in zip(every, works, strict=True) if work]
    places = dict.fromkeys(place for values in given for place in values)
    differing = [
        place
        for place in places
        if not all(
            place in values and same_scalar(values[place], given[0].get(place), precision)
            for values in given
        )
    ]
    return tuple(
        Difference(place=place, values=tuple(_text(values, place) for values in every))
        for place in differing[:MAX_DIFFERENCES]
    )


def shared_part(one: Work, other: Work, goal: str, deliverables: Collection[str] = ()) -> float:
    """The part of the values of two results that is the same in both, from 0 to 1.

    Examples:
        >>> from hocket.review.agreement import Work
        >>> shared_part(Work('{"a": 1, "b": 2, "c": 3}'), Work('{"a": 1, "b": 2, "c": 4}'), "")
        0.6666666666666666
    """
    precision = precision_of(goal)
    own, others = values_of(one, deliverables), values_of(other, deliverables)
    same = [
        place
        for place, value in own.items()
        if place in others and same_scalar(value, others[place], precision)
    ]
    return len(same) / len({*own, *others}) if own or others else 0.0


def _data(text: str, name: str) -> Any:
    try:
        return data_of(text, name)
    except (ValueError, csv.Error):
        return None


def _placed(data: Any, place: str) -> Iterator[tuple[str, Any]]:
    if isinstance(data, dict):
        for key, value in data.items():
            yield from _placed(value, f"{place}, {key}" if place else str(key))
    elif isinstance(data, list):
        for number, value in enumerate(data, 1):
            yield from _placed(value, f"{place}, row {number}" if place else f"row {number}")
    elif place:
        yield place, data


def _text(values: Mapping[str, Any], place: str) -> str:
    return str(values[place])[:MAX_CHARS] if values.get(place) is not None else ""
