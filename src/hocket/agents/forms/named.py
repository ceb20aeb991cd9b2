"""Results for the things that a task lists by name, and for no others."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from hocket.core.late_pattern import late_pattern

if TYPE_CHECKING:
    from collections.abc import Sequence

FEWEST, SURE, LETTERS = 2, 3, 3
"""Names of a list from which it is taken for one behind certain words, and behind most words; and
letters of each name."""
_BETWEEN = late_pattern(r"(?:,|,? (?:and|or|und|et|&))\s*(?:the |in |for |of )?", re.IGNORECASE)
_OF_THESE = late_pattern(
    r"(?<!outside )(?<!instead )(?<!regardless )(?<!irrespective )(?<!because )(?<!ahead )"
    r"(?<!north )(?<!south )(?<!east )(?<!west )(?<!but not )(?<!except )"
    r"\b(?:of|for|did|do|does|had|have|has|only|need|to|at|in) (?:the )?['\"]?$",
    re.IGNORECASE,
)
"""What stands before a list of those that are asked for."""
_OF_OTHERS = late_pattern(
    r"(?:\b(?:except|excluding|exclude|without|not|than|besides?|apart from|outside|like|such as"
    r"|e\.g\.|includ\w+|against|versus|vs\.?|irrespective of|regardless of|because of|ahead of|but"
    r"|instead of|leav\w+ out|remov\w+|ignor\w+|skip\w*|drop\w*|merg\w+|join\w*|renam\w+|count\w*"
    r"|group\w*)"
    r"|n['\u2019]t|[:(=])\W*(?:the |in |for |of |from )?['\"]?$",
    re.IGNORECASE,
)
"""What stands before a list of those that are not asked for, or not alone."""
_SAID_OF_THEM = late_pattern(
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


_FROM_TO = late_pattern(
    r"\b(?:from|years|between) (?P<first>[12]\d{3}) ?(?:to|through|until|till|and|-|\u2013) ?"
    r"(?P<last>[12]\d{3})(?! (?:prices|dollars|money))\b"
)
_YEAR = late_pattern(r"[12]\d{3}")


def within_years(task: str, names: Sequence[str]) -> list[str]:
    """Of names that are years, those of the only span of years that a task is about.

    Examples:
        >>> within_years("The mean of each year from 2001 to 2002", ["2001", "2002", "2003"])
        ['2001', '2002']
        >>> within_years("From 2001 to 2002 and from 2004 to 2005", ["2001", "2003"])
        ['2001', '2003']
    """
    spans = {(int(m["first"]), int(m["last"])) for m in _FROM_TO.finditer(task)}
    if len(spans) != 1 or not names or not all(_YEAR.fullmatch(name) for name in names):
        return list(names)
    first, last = spans.pop()
    within = [name for name in names if first <= int(name) <= last]
    return within or list(names)


_BESIDES = late_pattern(
    r"\b(?:than|relative to|compared (?:to|with)|against|versus|vs\.?|without|except(?: for)?|with"
    r"|excluding|besides|but not|apart from|not|over|base|index(?:ed)? (?:to|on))"
    r" (?:that of |those of |of |the )?['\"]?$",
    re.IGNORECASE,
)
"""What stands before a name that others are held against, or that is left out."""
_OF_MONEY = late_pattern(
    r" (?:prices|dollars|euros?|pounds|money|values)\b|['\"]? as (?:the |a )?base"
)


def of_named_one(task: str, value: Any) -> Any:
    """Of values by one thing and another, those of the only thing that a task names.

    A program that is asked for the figures of one thing by year gives those of all things.

    Examples:
        >>> of_named_one("What did tin cost in each year?", {"tin": {1: 5}, "zinc": {1: 7}})
        {1: 5}
        >>> of_named_one("What did tin and zinc cost?", {"tin": {1: 5}, "zinc": {1: 7}})
        {'tin': {1: 5}, 'zinc': {1: 7}}
        >>> of_named_one("Each price relative to tin", {"tin": {1: 1}, "zinc": {1: 7}})
        {'tin': {1: 1}, 'zinc': {1: 7}}
    """
    if not isinstance(value, dict) or len(value) < FEWEST:
        return value
    inner = list(value.values())
    if not all(isinstance(one, dict) and one for one in inner):
        return value
    if any(isinstance(item, dict | list) for one in inner for item in one.values()):
        return value
    places = {
        name: [*re.finditer(rf"(?<![\w.]){re.escape(str(name))}(?![\w]|\.\w)", task)]
        for name in value
        if len(str(name)) > 1
    }
    named = [name for name, matches in places.items() if matches]
    is_one = len(named) == 1 and not any(
        _BESIDES.search(task[: match.start()]) or _OF_MONEY.match(task, match.end())
        for match in places[named[0]]
    )
    return value[named[0]] if is_one else value


def _are_asked_for(before: str, count: int) -> bool:
    """Whether so many names in a row are those that are asked for, by what stands before them."""
    if count >= SURE and not _OF_OTHERS.search(before):
        return True
    return _OF_THESE.search(before) is not None
