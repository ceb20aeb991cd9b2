"""What a task says of the form of its answer: whether each word of it is known to mean no more."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from hocket.agents.forms.naming import spoken
from hocket.agents.grammar.lexicon import AGGREGATES, LEAST, MOST, folded

if TYPE_CHECKING:
    from hocket.agents.forms import Form
    from hocket.agents.grammar.linking import Names

_SAID = frozenset(
    ("z", "a", "an", "the", "list", "lists", "object", "objects", "of", "with", "decimal",
     "decimals", "place", "places", "rounded", "round", "to", "whole", "number", "numbers",
     "how", "many", "in", "order", "and", "each", "every", "first", "last", "most", "least",
     "highest", "lowest", "largest", "smallest", "longest", "shortest", "best", "worst",
     "oldest", "youngest", "heaviest", "lightest", "biggest", "their", "its", "name", "names",
     "percent", "percentage", "share", "value", "values", "columns", "column", "keys", "key",
     "for", "as", "both", "array", "nested", "json", "csv", "sorted", "by", "from",
     "alphabetical", "alphabetically", "ascending", "descending", "date", "time",
     "chronological", "is", "are", "plain", "please", "figure", "figures", "count", "counts",
     "sort", "per", "nearest", "dollars", "rate", "at", "that", "which", "was", "were", "it",
     "on", "top", "bottom", "respective", "line", "lines", "row", "rows", "mapping", "maps",
     "years", "months", "days", "hours", "long", "length")
)  # fmt: skip
_LIKE = re.compile(
    r"\((?:all |each |both |written )?(?:like|such as|e\.g\.|as in|\d[^()]*|how (?:many|long)"
    r"|so)[^()]*\)",
    re.IGNORECASE,
)
_DECIMALS = re.compile(
    r"\b(?:a|an|one|two|three|four|\d) (?:decimal|digit)s?(?: places?)?(?: after the point)?"
    r"|\bone (?:row|line|object|entry|key) (?:per|for each)",
    re.IGNORECASE,
)
MOVED = (
    r"(?:fell|fall|rose|rise|dropped|declined|decreased|increased|grew|changed|went (?:up|down))"
)
BY_HOW = re.compile(
    r",? ?\(?by how (?:much|many)(?P<points> (?:percentage )?points| (?P<unit>(?!per ?cent)\w+))?"
    rf" (?:it|they|that|this|the (?P<of>\w+)) {MOVED}(?: (?:in|between) (?:them|that time))?\)?",
    re.IGNORECASE,
)
"""What says that a key is the size of a change."""
_FIRST = re.compile(
    rf"(?:the )?(?:{MOST}|{LEAST}|best|worst|[a-z]+est)(?: \w+)? first\b", re.IGNORECASE
)


def is_understood(wishes: str, form: Form, names: Names, rows: set[str]) -> bool:
    """Whether a text names nothing but the keys of a form, columns, rows, and how they look.

    Args:
        wishes: The text.
        form: What was read from it.
        names: What the columns and values of the table are called.
        rows: What the rows are called.
    """
    known = {word for key in (*form.keys, *form.pair) for word in spoken(key).split()}
    known |= {word for phrase in AGGREGATES for word in phrase.split()}
    kept = {*map(folded, rows)}
    for sizes in BY_HOW.finditer(wishes):
        if sizes["of"] and not names.is_column(sizes["of"]):
            return False
    rest = _DECIMALS.sub(" ", _FIRST.sub(" ", _LIKE.sub(" ", BY_HOW.sub(" ", wishes))))
    for word in re.findall(r"[^\W_]+(?:[_.][^\W_]+)*", rest):
        lowered = word.casefold()
        parts = set(spoken(word).split())
        if lowered in _SAID or parts <= known or folded(word) in kept:
            continue
        if folded(word) in {*map(folded, known)} or names.is_column(word):
            continue
        return False
    return True
