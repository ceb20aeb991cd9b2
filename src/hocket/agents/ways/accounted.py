"""Whether each word of a task is one that a conversion by code accounts for.

A result that is read again beside its source shows that no row is lost and no figure changed, but
not that nothing else was wished. Only a task of which no word is left open is right by that.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from hocket.agents.ways.computing import LEFT_OUT
from hocket.agents.ways.finishing import without_finished
from hocket.agents.ways.plain import PLAIN, without_looks, without_order
from hocket.core.late_pattern import late_pattern

if TYPE_CHECKING:
    from hocket.agents.forms import Form

_SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[\w'\"])")
_FILE = re.compile(r"\b[\w-]+\.[a-z]\w{1,4}\b")
_WISHES = late_pattern(
    r"\b(?:only|just|not|no|never|without|but|except|unless|if|should|must|shall|has to|have to"
    r"|please|want\w*|need\w*|leave|skip|drop|ignor\w+|keep|remov\w+|replac\w+|round\w*|correct\w*"
    r"|wrong\w*|mistake\w*|error\w*|typos?|instead|also|add|sort\w*|order\w*|first|last)\b"
    r"|n['\u2019]t\b|\?",
    re.IGNORECASE,
)
"""What a sentence that tells what is in a file does not have."""
_ASIDE = late_pattern(
    r"\([^()]*\b(?:like|such as|as in|e\.g\.|decimals?|whole numbers?|ISO|yes or no|true or false"
    r"|(?:rows|columns) are [a-z]+)\b[^()]*\)",
    re.IGNORECASE,
)
"""What stands in brackets on how values look, or on what the rows of a table are."""
_PHRASES = late_pattern(
    r"\b(?:with )?(?:one|a|an|each|single|its own) (?:line|row|record|column|object)s?"
    r" (?:per|for (?:each|every)) (?:[a-z]+)(?: (?:and|per) (?:each |every )?[a-z]+)?\b"
    r"|\b(?:separated|delimited) (?:by|with) (?:commas?|semicolons?|tabs?)\b"
    r"|\b(?:semicolon|comma|tab)-separated\b"
    r"|\bfrom (?:the )?(?:oldest|newest|first|last|latest|earliest)"
    r" to (?:the )?(?:newest|oldest|last|first|latest|earliest)\b"
    r"|\b(?:oldest|newest|earliest|latest) first\b"
    r"|\bempty where (?:there|it|a|the|they)\b[^.,;]*|\b(?:long|wide) (?:form|format|table)\b"
    r"|\bin(?:to)? one (?:form|format)\b|\bin order of (?:time|dates?)\b",
    re.IGNORECASE,
)
"""What is said of lines and marks, which code has read."""
_MORE = frozenset(
    ("one", "convert", "transform", "melt", "unpivot", "flatten", "tidy", "reshape", "change",
     "line", "lines", "row", "rows", "then", "by", "that", "this", "these", "those", "up",
     "version", "called", "named", "both", "so", "be", "should", "become", "becomes", "may",
     "kindly", "d", "proper", "clean", "plain", "uniform", "single", "long", "wide", "form",
     "format", "data")
)  # fmt: skip


def is_accounted_for(form: Form, given: str) -> bool:
    """Whether no word of a task is left open.

    Args:
        form: What is asked for, and the task.
        given: The name of the file that is converted.

    Examples:
        >>> from hocket.agents.forms import form_of
        >>> goal = "Two of us kept raw.csv by hand. Make out.csv of it with boat and km{}."
        >>> forms = [form_of(goal.format(more), ["out.csv"]) for more in ("", ", big boats first")]
        >>> [is_accounted_for(form, "raw.csv") for form in forms]
        [True, False]
    """
    asking: list[str] = []
    for sentence in _SENTENCE.split(form.task.strip()):
        tells = form.file not in sentence and not _WISHES.search(_FILE.sub("", sentence))
        if not tells or (asking and given not in sentence):
            asking.append(sentence)
    said = " ".join(asking)
    said = LEFT_OUT.sub(" ", without_finished(without_looks(_ASIDE.sub(" ", said))))
    said = _FILE.sub(" ", _PHRASES.sub(" ", without_order(said, form.keys)))
    for key in sorted(form.keys, key=len, reverse=True):
        said = re.sub(rf"(?<!\w){re.escape(key)}(?!\w)", " ", said)
    words = re.findall(r"[^\W_]+", said)
    return all(word.casefold() in PLAIN | _MORE for word in words)
