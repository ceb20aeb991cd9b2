"""The words that questions on tables are made of, besides the names of what is in the table."""

from __future__ import annotations

import re

from hocket.agents.grammar.lexicon import (
    AGGREGATES,
    AT_LEAST,
    AT_MOST,
    DID,
    LEAST,
    LESS,
    MEASURED_BY,
    MORE,
    MOST,
    NUMBERS,
)

_PLAIN = (
    ("last", "further", "additional", "extra", "unit", "units", "straight", "line", "fitted",
     "squares", "regression", "slope", "goes", "best-fitting", "against", "growth", "gain",
     "relative", "a",
     "about", "according", "across", "after", "ago", "all", "also", "among", "an", "and",
     "any", "are", "as", "at", "average", "be", "became", "been", "before", "being", "belong",
     "belongs", "between", "by", "can", "change", "changed", "come", "comes", "consecutive",
     "correlated", "correlation", "coefficient", "could", "count", "counted", "cut", "data",
     "decade", "decline", "declined", "decrease", "decreased", "deviation", "did", "different",
     "distinct", "do", "does", "down", "drop", "dropped", "during", "each", "earn", "earlier",
     "equal", "equals", "every", "exactly", "exceed", "exceeded", "exceeds", "extreme", "fall",
     "fallen", "fell", "find", "first", "for", "fraction", "from", "give", "grew", "grow",
     "grown", "had", "half", "happened", "has", "have", "having", "here", "highest", "how",
     "in", "included", "increase", "increased", "is", "it", "its", "itself", "kind", "kinds",
     "known", "lack", "lacks", "largest", "later", "least", "less", "lie", "lies", "list",
     "listed", "longest", "lower", "lowest", "made", "many", "mean", "means", "measured",
     "median", "me", "missing", "more", "most", "much", "my", "name", "names", "need",
     "neighbouring", "no", "non", "not", "number", "numbers", "occurred", "of", "on", "only",
     "onwards", "or", "other", "out", "overall", "over", "pair", "pass", "passed", "pearson",
     "per", "percent", "percentage", "percentages", "point", "points", "place", "please",
     "portion", "present", "proportion", "rank", "ranked", "rate", "ratio", "reach", "reached",
     "recorded", "respective", "reverse", "rise", "risen", "rose", "row", "run", "same", "see",
     "series", "share", "show", "since", "single", "smallest", "so", "standard", "still",
     "stretch", "streak", "strongly", "successive", "sum", "take", "taken", "tell", "than",
     "that", "the", "their", "them", "then", "there", "these", "they", "this", "those",
     "through", "time", "times", "to", "together", "took", "top", "total", "type", "types",
     "unbroken", "under", "unknown", "until", "up", "use", "using", "value", "values",
     "variance", "was", "were", "what", "when", "where", "which", "while", "who", "whose",
     "wins", "with", "within", "without", "worth", "would", "you", "your", "year", "years",
     "month", "months", "apart", "average", "bottom", "i", "if", "want", "know", "like",
     "looking", "look", "both", "ones")
)  # fmt: skip


def _in_pattern(pattern: str) -> set[str]:
    return set(re.findall(r"[a-z]+", re.sub(r"\\\w|\(\?[:!]", " ", pattern)))


VOCABULARY = frozenset(
    {
        *_PLAIN,
        *NUMBERS,
        *MEASURED_BY,
        *(word for phrase in AGGREGATES for word in phrase.split()),
        *_in_pattern(DID + MOST + LEAST + MORE + LESS + AT_LEAST + AT_MOST),
    }
)
