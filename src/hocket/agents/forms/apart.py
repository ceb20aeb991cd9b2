"""A task without what it says of the files that it hands in.

'The days in rain.csv look like 19590328' tells of what is read, not of what is to be written.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from hocket.core.late_pattern import late_pattern

if TYPE_CHECKING:
    from collections.abc import Collection

_FILE = late_pattern(r"(?<![\w.@/])[\w-]+(?:\.[\w-]+)*\.[A-Za-z][A-Za-z0-9]{1,7}(?![\w@])")
_ASIDE = late_pattern(r"\s*\([^()]*\)")
_WHERE = late_pattern(
    r",? (?:where|whose|in which|of which|which (?:has|have|holds?|contains?|lists?|gives?))\b"
    r"|,? with (?:the )?(?:dates|days|months|years|times|values|numbers|figures|columns|rows"
    r"|lines)\b"
    r"|[,:;] (?:the )?(?:dates|days|months|years|times|values) (?:in it )?"
    r"(?:are|look|in the|like|as|written|with)\b"
)
_IN_IT = late_pattern(
    r"\b(?:dates|days|months|years|times|values|numbers|names) (?:in (?:it|them|there|the (?:file|"
    r"source|table|data|original|input))|there)\b"
)
_DESCRIBES = late_pattern(
    r"\b(?:ha[sd]|have|holds?|contains?|shows?|lists?|gives?|looks?|consists?|is|are|comes?|stores?)"
    r"\b",
    re.IGNORECASE,
)
_READ = late_pattern(r"\b(?:inputs?|source|data|log|original|raw)\b", re.IGNORECASE)
_COLUMNS_OF = late_pattern(
    r"\b(?:columns|fields|keys|headers?)(?: row| line)? (?:of|in) (?:the )?"
    r"(?:input|data|file|source|[\w-]+\.\w{2,8})\b",
    re.IGNORECASE,
)
_WANTS = late_pattern(
    r"\b(?:write|save|put|make|create|give me|need|want|store|turn|convert|export|produce|output"
    r"|result|should|must|shall|would|please|into|->|=>)(?!\w)|->|=>|\u2192",
    re.IGNORECASE,
)
_SENTENCE = late_pattern(r"(?<=[.!?])\s+(?=[A-Z\"'(\[{]|\w+\.\w)")
_CLOSED = late_pattern(r"[.!?](?=\s|$)|\n")


def of_outputs(text: str, file: str) -> str:
    """A text without the sentences that only describe what is read: its columns, keys and lists.

    Args:
        text: What a task asks for, with a line for each point of a list.
        file: The file to leave.

    Examples:
        >>> of_outputs("a.csv has the columns day and rain. Write b.csv with day.", "b.csv")
        'Write b.csv with day.'
        >>> of_outputs("Turn a.csv, a list, into b.csv.", "b.csv")
        'Turn a.csv, a list, into b.csv.'
    """
    return "\n".join(
        " ".join(part for part in _SENTENCE.split(line) if not _is_of_inputs(part, file))
        for line in text.split("\n")
    )


def _is_of_inputs(sentence: str, file: str) -> bool:
    if not sentence.strip() or (file and file in sentence) or _WANTS.search(sentence):
        return False
    if _COLUMNS_OF.search(sentence):
        return True
    names_input = _FILE.search(sentence) is not None or _READ.search(sentence) is not None
    return names_input and _DESCRIBES.search(sentence) is not None and "?" not in sentence


def without_inputs(text: str, files: Collection[str]) -> str:
    """A text of the same length, with blanks for what it says of other files than those to leave.

    Args:
        text: What a task asks for.
        files: Names of the files to leave.

    Examples:
        >>> without_inputs("Take a.csv (days like 19590328). Write b.csv (by day).", ["b.csv"])
        'Take a.csv                     . Write b.csv (by day).'
        >>> without_inputs("Make b.csv of a.csv with the columns day (like 2024-01-31).", ["b.csv"])
        'Make b.csv of a.csv with the columns day (like 2024-01-31).'
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
        where = _WHERE.match(text, end)
        if where and not _is_of_output(text, file.start(), where, files):
            spans.append((end, _end_of(text, where.end(), files)))
    spans += [(match.start(), _end_of(text, match.end(), files)) for match in _IN_IT.finditer(text)]
    for start, end in spans:
        text = f"{text[:start]}{' ' * (end - start)}{text[end:]}"
    return text


def _is_of_output(text: str, start: int, where: re.Match[str], files: Collection[str]) -> bool:
    """Whether columns behind a file that is read are those of a file that is to be left."""
    stops = [stop.end() for stop in _CLOSED.finditer(text, 0, start)]
    before = text[max(stops, default=0) : start]
    return "columns" in where.group() and any(file in before for file in files)


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
