"""What looks wrong with a program on a log: one of several endings taken, groups that are none.

Small LLMs compare with the whole template of the first message that they see, and group by the
host, which is the same in each line. Two methods do so alike, so their agreement proves nothing.
"""

from __future__ import annotations

import csv
import io
import json
import re
from typing import TYPE_CHECKING, Any

from hocket.core.late_pattern import late_pattern
from hocket.documents.profile.templates import EVENT
from hocket.documents.search import stems

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from hocket.agents.forms import Filled
    from hocket.agents.ways.loaded import Loaded

FEWEST = 4
"""Rows of a table of which not all are of one thing by chance."""
_TEXT = late_pattern(r"'((?:[^'\n]|'')*)'|\"([^\"\n]*)\"")
_BY_PART = late_pattern(
    r"contains|starts_?with|ends_?with|\blike\b|\bilike\b|similar|regexp|match|\bre\.|\bfind\("
    r"|[\"']\s+(?:not\s+)?in\s+\w+\[|!=|<>",
    re.IGNORECASE,
)
"""What in a program shows that it takes parts of texts, or all but some."""
_HAPPENED = late_pattern(
    r"(?i)[a-z]{3,}ed|fail\w*|den(?:y|ies)|lost|begun|sent|done|left|met|shut|start\w*|stop\w*"
    r"|error|timeout|unable|cannot"
)
_ALSO_NOT = late_pattern(r"(?i)\b(?:with(?:out)?|but|not|no|un\w+)\b")
"""What may make an ending another event: ``finished`` and ``finished without a copy``."""
_EACH = late_pattern(r"(?i)\b(?:each|every|per)\b")


def one_of_all(task: str, code: str, filled: Filled, table: Loaded) -> str:
    """What is wrong with what a program takes for all that a task asks; empty if nothing is.

    Args:
        task: What is asked.
        code: The program or statement.
        filled: What it gave.
        table: The only table.
    """
    if table.profile is None or table.table is None:
        return ""
    events = _events(table) if table.profile.form == "log" else []
    return one_ending(task, code, events) or _one_group(task, filled, table, events)


def one_ending(task: str, code: str, events: Sequence[str]) -> str:
    """That a program takes one template of several that begin alike; else empty.

    Examples:
        >>> events = ["copy of <of> failed by hand", "copy of <of> failed on disk <disk>", "done"]
        >>> code = "n = (df['event'] == 'copy of <of> failed by hand').sum()"
        >>> one_ending("How often did a copy fail?", code, events).partition(";")[0]
        "'copy of <of> failed on disk <disk>' says that the same happened"
        >>> one_ending("How often did a copy by hand fail?", code, events)
        ''
    """
    if _BY_PART.search(code):
        return ""
    said = {m[1].replace("''", "'") if m[2] is None else m[2] for m in _TEXT.finditer(code)}
    taken = [event for event in events if event in said]
    asked = {*stems(task)}
    for event in taken:
        for other in (other for other in events if other not in said):
            if begun := _begun_alike(event, other, asked):
                return (
                    f"{other!r} says that the same happened; take each event that begins with"
                    f" {begun!r}"
                )
    return ""


def _begun_alike(event: str, other: str, asked: set[str]) -> str:
    """The beginning of two templates that differ only in an ending of which no task speaks."""
    words, others = event.split(), other.split()
    shared = next(
        (n for n, (a, b) in enumerate(zip(words, others, strict=False)) if _bare(a) != _bare(b)),
        min(len(words), len(others)),
    )
    begun = words[:shared]
    if not any(_HAPPENED.fullmatch(_bare(word)) for word in begun if "<" not in word):
        return ""
    rest, of_other = " ".join(words[shared:]), " ".join(others[shared:])
    if asked & {*stems(rest), *stems(of_other)}:
        return ""
    if not rest and _ALSO_NOT.search(of_other):
        return ""
    return " ".join((*begun[:-1], _bare(begun[-1])))


def _bare(word: str) -> str:
    return word.strip(",;:.()[]")


def _events(table: Loaded) -> list[str]:
    """The templates of the messages of a log."""
    known = table.table
    if known is None or EVENT not in known.names:
        return []
    place = known.names.index(EVENT)
    return list(dict.fromkeys(str(row[place]) for row in known.rows))


def _one_group(task: str, filled: Filled, table: Loaded, events: Sequence[str]) -> str:
    """That the only group of a result is by a column with one value alone; else empty."""
    profile = table.profile
    if profile is None or profile.rows < FEWEST or not _EACH.search(task):
        return ""
    names = [*_names(filled)]
    said = {*stems(task)}
    for column in profile.columns if len(names) == 1 else ():
        value = column.values[0][0] if column.distinct == 1 and column.values else ""
        is_text = column.type == "text" and not column.missing and value in names[0]
        if is_text and not said & {*stems(column.name.replace("_", " ")), *stems(value)}:
            slots = dict.fromkeys(re.findall(r"<(\w+)>", " ".join(events)))
            known = {one.name: one for one in profile.columns if one.type == "text"}
            others = [repr(name) for name in slots if name in known][:3]
            named = f", such as {', '.join(others)}" if others else ""
            return (
                f"{column.name!r} is {value!r} in every row, so it tells nothing apart; group by"
                f" the column that names what the task asks of{named}"
            )
    return ""


def _names(filled: Filled) -> Iterator[set[str]]:
    """The texts that each entry of a result has: its name in a mapping, its fields in a list."""
    try:
        text = (filled.content or b"").decode()
        left = json.loads(text) if text[:1] in ("{", "[") else list(csv.reader(io.StringIO(text)))
    except (ValueError, csv.Error):
        return
    if isinstance(left, dict):
        yield from ({str(name)} for name in left)
    elif isinstance(left, list):
        has_head = not text.startswith("[")
        yield from (_texts(entry) for entry in left[has_head:])


def _texts(entry: Any) -> set[str]:
    values = entry.values() if isinstance(entry, dict) else entry
    return {v for v in values if isinstance(v, str)} if isinstance(entry, dict | list) else {entry}
