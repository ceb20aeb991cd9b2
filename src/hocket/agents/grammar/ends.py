"""What a task calls the lowest or the highest measure of options, as in 'the cheapest to run'."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from hocket.agents.forms.naming import spoken
from hocket.agents.grammar.choosing import ADJECTIVE, Chosen, Extreme
from hocket.agents.grammar.conditions import Unread
from hocket.agents.grammar.lexicon import folded
from hocket.agents.grammar.measured import means_lowest, measure_of
from hocket.core.late_pattern import late_pattern

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hocket.documents.profile.choices import Choices

MOST = 3
"""Ends of a task that are told."""
_SENTENCE = re.compile(r"(?<=[.?!])\s+(?=[A-Z\"'(])")
_END = late_pattern(rf"\b(?P<adj>{ADJECTIVE})\b(?: (?P<word>[a-z-]+))?", re.IGNORECASE)
_TO = late_pattern(r"\s*(?:[a-z]+ ){0,1}to (?P<verb>[a-z]+)(?: (?:in|up|on|out))?\b", re.IGNORECASE)


def shown_ends(task: str, choices: Sequence[Choices], columns: Sequence[str]) -> str:
    """A line on each end that a task names, with the columns that hold it, behind a line break.

    An end that may be of several measures is left out.

    Args:
        task: What is asked.
        choices: The measures of the options.
        columns: The names of all columns.
    """
    lines: dict[str, str] = {}
    told = ""
    for sentence in _SENTENCE.split(task):
        for match in _END.finditer(sentence):
            found = _meant(match, sentence, told, choices, columns)
            if found is not None:
                said, one, is_low = found
                name, number = (one.lowest, one.least) if is_low else (one.highest, one.most)
                line = f"\n- {said!r} in the task: the option in {name!r}, with {number!r}"
                lines.setdefault(name, line)
        told += f" {sentence}"
    return "".join([*lines.values()][:MOST])


def _meant(
    match: re.Match[str],
    sentence: str,
    told: str,
    choices: Sequence[Choices],
    columns: Sequence[str],
) -> tuple[str, Choices, bool] | None:
    """(what the task says, the measure, whether its lowest is meant); None if that is open."""
    adjective, word = match["adj"].casefold(), (match["word"] or "").casefold()
    if not adjective.endswith("est") and " " not in adjective:
        return None  # compared with one other
    purpose = _TO.match(sentence, match.end("adj"))
    known = {folded(w) for one in choices for w in spoken(one.measure).split()}
    words = word if folded(word) in known else ""
    extreme = Extreme(adjective, words, purpose=purpose["verb"].casefold() if purpose else "")
    try:
        one = measure_of(Chosen("best", extreme), choices, told, columns)
    except Unread:
        return None
    end = purpose.end() if purpose else match.end("word") if words else match.end("adj")
    return sentence[match.start() : end], one, means_lowest(adjective, one)
