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
    "a", "about", "according", "across", "additional", "after", "against", "ago", "all", "also",
    "among", "an", "and", "any", "apart", "are", "as", "at", "average", "be", "became", "been",
    "before", "being", "belong", "belongs", "best-fitting", "between", "both", "bottom", "by",
    "can", "change", "changed", "closely", "coefficient", "combination", "come", "comes",
    "compared", "consecutive", "content", "correlated", "correlation", "could", "count", "counted",
    "cut", "data", "decade", "decline", "declined", "decrease", "decreased", "depend", "deviation",
    "did", "different", "distinct", "do", "does", "down", "drop", "dropped", "during", "each",
    "earlier", "earn", "equal", "equals", "every", "exactly", "exceed", "exceeded", "exceeds",
    "extra", "extreme", "fall", "fallen", "fell", "find", "first", "fitted", "for", "fraction",
    "from", "further", "gain", "give", "go", "goes", "grew", "grow", "grown", "growth", "had",
    "half", "happened", "has", "have", "having", "here", "highest", "how", "i", "if", "in",
    "included", "increase", "increased", "is", "it", "its", "itself", "kind", "kinds", "know",
    "known", "lack", "lacks", "largest", "last", "later", "least", "less", "lie", "lies",
    "like", "line", "list", "listed", "longest", "look", "looking", "lower", "lowest", "made",
    "make", "makes", "many", "me", "mean", "means", "measured", "median", "missing", "month",
    "months", "more", "most", "much", "my", "name", "names", "need", "neighbouring", "next", "no",
    "non", "not", "number", "numbers", "occurred", "of", "on", "ones", "only", "onwards", "or",
    "other", "out", "over", "overall", "pair", "pass", "passed", "pearson", "per", "percent",
    "percentage", "percentages", "place", "please", "point", "points", "portion", "present",
    "previous", "proportion", "rank", "ranked", "rate", "ratio", "reach", "reached", "recorded",
    "regression", "relative", "respective", "reverse", "rise", "risen", "rose", "row", "run",
    "same", "saw", "see", "series", "share", "show", "since", "single", "slope", "smallest", "so",
    "squares", "standard", "still", "straight", "streak", "stretch", "strongly", "successive",
    "sum", "take", "taken", "tell", "than", "that", "the", "their", "them", "then", "there",
    "these", "they", "this", "those", "through", "time", "times", "to", "together", "took",
    "top", "total", "type", "types", "unbroken", "under", "unit", "units", "unknown", "until",
    "up", "use", "using", "value", "values", "variance", "want", "was", "were", "what", "when",
    "where", "which", "while", "who", "whose", "wins", "with", "within", "without", "worth",
    "would", "year", "years", "you", "your"
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
