"""What puzzles say in several ways, in the one way that the rules read."""

from __future__ import annotations

import re

_SPOT = "(?:seat|place|chair|spot|house|floor|storey|position)"
_LISTED = r"((?:@\d+(?:, and |, | and )?)+)"
_WRITTEN = (
    (r"[\u2018\u2019]", "'"),
    (r"n't\b", " not"),
    (r"\bcannot\b", "can not"),
    (r"\b(who|what|which one)'s\b", r"\1 is"),
    (r"\b(sat|sits?|sitting) down\b", r"\1"),
    (r"\b(?:in|on) the (?:seat|place|chair|spot|house|floor|storey) between\b", "directly between"),
    (r"\bto the (?:immediate|direct) (left|right) of\b", r"directly to the \1 of"),
    (r"\b(?:immediately|directly) next to\b", "next to"),
    (
        r"^(?:and |also,? |but |however,? |moreover,? |furthermore,? |in addition,? |finally,? )+",
        "",
    ),
    (r"^(?:we know that|it is known that|note that|it is also known that) ", ""),
    (r"(?<=\w) (?:also|too|as well|itself|himself|herself)(?= |$)", ""),
    (r"\bis also\b", "is"),
    (r"\bon an? (higher|lower) (?:floor|storey) than\b", r"\1 than"),
    (
        rf"\b(?:in|on|at) the {_SPOT} (?=(?:directly|immediately|right|just) |next to |beside )",
        "",
    ),
    (
        r"^(@\d+) ([^@,]+) (@\d+)(,? (?:but|and|while) @\d+ [^@]+ )both(?: of them)?$",
        r"\1 \2 \3\4\1 and \3",
    ),
    (r"\b(?:much|slightly|a bit|a little|a lot|clearly) (?=[a-z]+er than|more )", ""),
    (
        r"^(?:in|at) (?:a|the) (?:race|queue|line|row|contest|competition|marathon|exam),? (?=@)",
        "",
    ),
    (
        rf"^(on|in|along) (an?|the|my|our) (\w+) (stand|are|lie|hang|sit) {_LISTED}$",
        r"\5 \4 \1 \2 \3",
    ),
    (r"^(@\d+), (?:who|which) ([^,]+), (?=[a-z])", r"\1 \2; \1 "),
)


def written(sentence: str) -> str:
    """A marked sentence in plain words, without its end and what only leads over to it."""
    text = sentence.rstrip(".!?:; ")
    for pattern, plain in _WRITTEN:
        text = re.sub(pattern, plain, text)
    return text
