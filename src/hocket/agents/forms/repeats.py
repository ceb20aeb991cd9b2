"""Rows of one name, where one row for each is asked for: what is said of them to the LLM."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, Any

from hocket.agents.forms.figures import is_number

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from hocket.agents.forms.wanted import Form

FEWEST_ROWS = 5
"""Rows from which on numbers as keys are taken for those of rows."""
_COUNT = r"(?:\d+|two|three|four|five|six|seven|eight|nine|ten|twelve|twenty)"
_OTHERS = 2
"""Words between a count and what is counted, such as ``five best selling products``."""


def several_rows(name: str, names: Sequence[str], row: Sequence[Any]) -> str:
    """What is said of several rows of a name, with the columns by which one of them is taken.

    Args:
        name: The name.
        names: The columns, that of the names first.
        row: The values of one of its rows.

    Examples:
        >>> said = several_rows("Ulm", ["town", "mm"], ["Ulm", 7])
        >>> said.partition(":")[0]
        "answer has several rows for 'Ulm'; leave one for each 'town', such as that with the \
smallest 'mm'"
    """
    numbers = [n for n, value in zip(names[1:], row[1:], strict=False) if is_number(value)]
    first, number = str(names[0]), str(numbers[-1]) if numbers else "number"
    frame = f"df.loc[df.groupby({first!r})[{number!r}].idxmin()]"
    window = f'row_number() OVER (PARTITION BY "{first}" ORDER BY {number}) = 1'
    return (
        f"answer has several rows for {name!r}; leave one for each {first!r}, such as that with "
        f"the smallest {number!r}: {frame}, or in SQL QUALIFY {window}"
    )


def ranked_twice(form: Form, rows: Sequence[Sequence[Any]]) -> str:
    """What is wrong with a ranking that has one thing twice; empty if nothing is.

    Args:
        form: What is asked for, with the name of the things as its first key.
        rows: The values of its keys.

    Examples:
        >>> from hocket.agents.forms import form_of
        >>> form = form_of("The five best teas, t.json: a list of {tea, sold}.", ["t.json"])
        >>> ranked_twice(form, [["mint", 7], ["lime", 5], ["mint", 4]])
        "answer has several rows for 'mint', but wants one for each tea: group by it, and sum or \
average before the largest are taken"
        >>> ranked_twice(form, [["mint", 7], ["lime", 5]])
        ''
    """
    are_measured = rows and all(all(map(is_number, row[1:])) for row in rows)
    if len(form.keys) == 1 or not are_measured or not _ranks(form.task, form.keys[0]):
        return ""
    name, count = Counter(str(row[0]) for row in rows).most_common(1)[0]
    if count == 1:
        return ""
    return (
        f"answer has several rows for {name!r}, but wants one for each {form.keys[0]}: group by "
        "it, and sum or average before the largest are taken"
    )


def _ranks(task: str, thing: str) -> bool:
    """Whether a task asks for a number of things, or to rank all."""
    words = rf"(?:[\w-]+ ){{0,{_OTHERS}}}"
    things = rf"{re.escape(thing.rstrip('sy'))}(?:s|es|y|ies)"
    asked = rf"\b(?:{_COUNT} {words}{things}|rank(?:ing)? (?:of )?(?:all )?(?:the )?{things})\b"
    return re.search(asked, task, re.IGNORECASE) is not None


def repeated_column(value: Mapping[str, Any]) -> str:
    """What is wrong with a mapping that has the same whole column for several names; else empty.

    Examples:
        >>> column = {str(row): row / 2 for row in range(8)}
        >>> repeated_column({"1990s": column, "2000s": column})
        "'1990s' has a whole column of 8 rows, as others have; give it one value, of its own rows"
        >>> repeated_column({"1990s": column, "2000s": 4})
        ''
    """
    for name, inner in value.items():
        if not isinstance(inner, dict) or len(inner) < FEWEST_ROWS:
            return ""
        same = sum(other == inner for other in value.values())
        if same > 1 and all(str(key).isdecimal() for key in inner):
            return (
                f"{name!r} has a whole column of {len(inner)} rows, as others have; give it one "
                "value, of its own rows"
            )
    return ""
