"""The word that a task has for what several columns are: a region, a gauge, a shop."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from hocket.documents.profile.figures import are_measures, tells_row
from hocket.documents.profile.things import NAME

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

SHORTEST = 3
_SAID = re.compile(
    r"\b(?:each|every|per|which|what|rank|compare|order|sort|of all|for all|all)"
    r"(?: of)?(?: the| these| those)?(?: (?:two|three|four|five|six|seven|eight|nine|ten|\d+))?"
    r" (?P<word>[A-Za-z]{3,})\b",
    re.IGNORECASE,
)
"""Words before what is spoken of; an adjective after them is none that is wanted."""
_NONE = frozenset(
    (  # noqa: SIM905 - a list of words
        "name value key row line column cell table file list item entry object result answer"
        " figure data change growth increase decrease rise fall difference gain more less most"
        " least first last best worst top bottom largest smallest highest lowest biggest start end"
        " begin from to old new before after thing other one single same such different individual"
        " kind type sort way part case time date minute second decade century period day place the"
        " that this those these two three four five six seven eight nine ten of are is was were"
        " has have had did does do been there would could should them they you it many much how"
        " trend slope"
    ).split()
)
"""What may stand there and is no word for a thing."""


def thing_in(task: str, keys: Sequence[str], columns: Collection[str]) -> str:
    """The word for a thing; ``name`` if a task has none.

    Args:
        task: What is asked.
        keys: The keys of its answer.
        columns: The names of the columns, of which none is the word.

    Examples:
        >>> thing_in("Rank the parts by their growth.", ["region", "percent"], ["year", "Asia"])
        'region'
        >>> thing_in("The mean of each gauge, and which gauges rose?", [], ["year", "Mill"])
        'gauge'
        >>> thing_in("The mean of each column", ["mean"], ["year"])
        'name'
    """
    own = {name.strip().lower() for name in columns}
    said = [match["word"] for match in _SAID.finditer(task)]
    for word in (*keys, *said):
        one = singular(word.strip().lower())
        is_word = one.isascii() and one.isalpha() and len(one) >= SHORTEST
        if is_word and not {one, word.lower()} & (own | _NONE) and not _is_figure(one):
            return one
    return NAME


def names_several(task: str, columns: Collection[str]) -> bool:
    """Whether a task names two or more of some columns, each by its last word.

    Examples:
        >>> names_several("More bronze than gold and silver?", ["n.gold", "n.silver", "n.bronze"])
        True
        >>> names_several("Which part of the world grew most, Asia?", ["Asia", "Europe", "Africa"])
        False
    """
    words = {match.lower() for match in re.findall(r"[^\W\d_]+", task)}
    last = [re.findall(r"[^\W\d_]+", name)[-1:] for name in columns]
    return len({word[0].lower() for word in last if word} & words) > 1


def singular(word: str) -> str:
    """A word for several of a kind as one for one of them, as far as the ending shows it.

    Examples:
        >>> [singular(word) for word in ("countries", "boxes", "gauges", "bus", "glass")]
        ['country', 'box', 'gauge', 'bus', 'glass']
    """
    if word in ("species", "series"):
        return word
    if word.endswith("ies"):
        return word[:-3] + "y"
    if word.endswith(("xes", "sses", "ches", "shes")):
        return word[:-2]
    return word[:-1] if word.endswith("s") and not word.endswith(("ss", "us", "is")) else word


def _is_figure(word: str) -> bool:
    return tells_row(word) or are_measures([word, ""])
