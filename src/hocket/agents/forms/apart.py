"""A task without what it says of the files that it hands in.

'The days in rain.csv look like 19590328' tells of what is read, not of what is to be written.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection

_FILE = re.compile(r"(?<![\w.@/])[\w-]+(?:\.[\w-]+)*\.[A-Za-z][A-Za-z0-9]{1,7}(?![\w@])")
_ASIDE = re.compile(r"\s*\([^()]*\)")
_WHERE = re.compile(
    r",? (?:where|whose|in which|of which|which (?:has|have|holds?|contains?|lists?|gives?))\b"
    r"|,? with (?:the )?(?:dates|days|months|years|times|values|numbers|figures|columns|rows"
    r"|lines)\b"
    r"|[,:;] (?:the )?(?:dates|days|months|years|times|values) (?:in it )?"
    r"(?:are|look|in the|like|as|written|with)\b"
)
_IN_IT = re.compile(
    r"\b(?:dates|days|months|years|times|values|numbers|names) (?:in (?:it|them|there|the (?:file|"
    r"source|table|data|original|input))|there)\b"
)
_CLOSED = re.compile(r"[.!?](?=\s|$)|\n")


def without_inputs(text: str, files: Collection[str]) -> str:
    """A text of the same length, with blanks for what it says of other files than those to leave.

    Args:
        text: What a task asks for.
        files: Names of the files to leave.

    Examples:
        >>> without_inputs("Take a.csv (days like 19590328). Write b.csv (by day).", ["b.csv"])
        'Take a.csv                     . Write b.csv (by day).'
        >>> without_inputs("The dates in it look like 19590328. Sort by date.", [])
        'The                               . Sort by date.'
    """
    spans = []
    for file in _FILE.finditer(text):
        if file.group() in files:
            continue
        end = file.end()
        if aside := _ASIDE.match(text, end):
            spans.append((end, aside.end()))
            end = aside.end()
        if where := _WHERE.match(text, end):
            spans.append((end, _end_of(text, where.end(), files)))
    spans += [(match.start(), _end_of(text, match.end(), files)) for match in _IN_IT.finditer(text)]
    for start, end in spans:
        text = f"{text[:start]}{' ' * (end - start)}{text[end:]}"
    return text


def _end_of(text: str, start: int, files: Collection[str]) -> int:
    """Where a sentence ends, or speaks of a file to leave; a bracket that was open ends it too."""
    stop = _CLOSED.search(text, start)
    end = stop.start() if stop else len(text)
    named = [place for name in files if start <= (place := text.find(name, start)) < end]
    depth = 0
    for place in range(start, end):
        depth += {"(": 1, ")": -1}.get(text[place], 0)
        if depth < 0:
            end = place
            break
    return min([end, *named])
