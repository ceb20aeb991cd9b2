"""Results for the things that a task lists by name, and for no others."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

FEWEST, SURE, LETTERS = 2, 3, 3
"""Names of a list from which it is taken for one behind certain words, and behind most words; and
letters of each name."""
_BETWEEN = re.compile(r"(?:,|,? (?:and|or|und|et|&))\s*(?:the |in |for |of )?", re.IGNORECASE)
_OF_THESE = re.compile(
    r"(?<!outside )(?<!instead )(?<!regardless )(?<!irrespective )(?<!because )(?<!ahead )"
    r"(?<!north )(?<!south )(?<!east )(?<!west )(?<!but not )(?<!except )"
    r"\b(?:of|for|did|do|does|had|have|has|only|need|to|at|in) (?:the )?['\"]?$",
    re.IGNORECASE,
)
"""What stands before a list of those that are asked for."""
_OF_OTHERS = re.compile(
    r"(?:\b(?:except|excluding|exclude|without|not|than|besides?|apart from|outside|like|such as"
    r"|e\.g\.|includ\w+|against|versus|vs\.?|irrespective of|regardless of|because of|ahead of|but"
    r"|instead of|leav\w+ out|remov\w+|ignor\w+|skip\w*|drop\w*|merg\w+|join\w*|renam\w+|count\w*"
    r"|group\w*)"
    r"|n['\u2019]t|[:(=])\W*(?:the |in |for |of |from )?['\"]?$",
    re.IGNORECASE,
)
"""What stands before a list of those that are not asked for, or not alone."""
_SAID_OF_THEM = re.compile(
    r"[^.?!;:]{0,60}\b(?:first|last|top|bottom|end|left out|leave out|exclud\w*|remov\w*|ignor\w*"
    r"|skip\w*|count|stay out|renamed|same|together|all others?|the others?)\b",
    re.IGNORECASE,
)
"""What stands behind a list of those of which something else is said."""


def only_named(task: str, names: Sequence[str]) -> list[str]:
    """Of the names in a result, those that a task lists one after another; all if it lists none.

    Examples:
        >>> only_named("The sales of Ulm, Bonn and Kiel in 2020?", ["Bonn", "Jena", "Kiel", "Ulm"])
        ['Bonn', 'Kiel', 'Ulm']
        >>> only_named("The sales of all but not of Ulm and Bonn?", ["Bonn", "Jena", "Ulm"])
        ['Bonn', 'Jena', 'Ulm']
        >>> only_named("The share that Ulm, Bonn and Kiel won?", ["Bonn", "Jena", "Kiel", "Ulm"])
        ['Bonn', 'Kiel', 'Ulm']
    """
    places = sorted(
        (match.start(), match.end(), name)
        for name in dict.fromkeys(names)
        if len(name) >= LETTERS and (match := re.search(rf"(?<!\w){re.escape(name)}(?!\w)", task))
    )
    gaps = [task[before[1] : after[0]] for before, after in pairwise(places)]
    is_list = len(places) >= FEWEST and all(
        _BETWEEN.fullmatch(gap.strip("'\"") if gap.strip() else gap) for gap in gaps
    )
    if not is_list or not _are_asked_for(task[: places[0][0]], len(places)):
        return list(names)
    if _SAID_OF_THEM.match(task[places[-1][1] :]):
        return list(names)
    named = {name for *_, name in places}
    return [name for name in names if name in named]


def _are_asked_for(before: str, count: int) -> bool:
    """Whether so many names in a row are those that are asked for, by what stands before them."""
    if count >= SURE and not _OF_OTHERS.search(before):
        return True
    return _OF_THESE.search(before) is not None
