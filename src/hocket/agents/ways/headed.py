"""What stands above the header of a table, where the task speaks of it as of a column."""

from __future__ import annotations

import io
import re
from itertools import islice
from typing import TYPE_CHECKING

from hocket.documents.delimited import reader_of
from hocket.documents.encoding import decoded

if TYPE_CHECKING:
    from hocket.documents.profile import TableProfile

MIN_TITLE = 3
_NO_TITLES = re.compile(
    r"(?:the|each|this|that|these|those|all|any|both|every|which|what|its|one|two|first|second"
    r"|third|last|next|new|other|same|following|columns?|fields?|variables?)",
    re.IGNORECASE,
)
"""Words that stand before 'column' in tasks and do not name one."""


def titles_over(profile: TableProfile, content: bytes, task: str) -> str:
    r"""Lines on the titles over a column that the task names; empty if there are none.

    Args:
        profile: What the table holds.
        content: The bytes of its file.
        task: What is asked.

    Examples:
        >>> from hocket.documents.profile import table_profile
        >>> content = b"TEAM BLUE,,\nwins,name,town\n5,Ada,Ulm\n3,Bo,Bonn\n"
        >>> titles_over(table_profile("a.csv", content), content, 'The mean of "Team Blue"')
        "\n- above the column 'wins' stands 'TEAM BLUE'"
    """
    skipped = profile.dialect.skip if profile.form == "delimited" else 0
    text = decoded(content) if skipped else None
    if text is None:
        return ""
    names = [column.written or column.name for column in profile.columns]
    above = "".join(islice(io.StringIO(text.text, newline=""), skipped))
    header = "".join(islice(io.StringIO(text.text, newline=""), skipped, skipped + 1))
    places = next(iter(reader_of(io.StringIO(header, newline=""), profile.dialect.delimiter)), [])
    lines = ""
    known = {one.strip().casefold() for one in names}
    for row in reader_of(io.StringIO(above, newline=""), profile.dialect.delimiter):
        for title, name in zip(row, places, strict=False):
            said, column = title.strip(), name.strip()
            if name in names and said.casefold() not in known and _is_named(said, task):
                lines += f"\n- above the column {column!r} stands {said!r}"
                if row.count(title) == 1 and _is_called_column(said, task):
                    lines += f": the column {said!r} of the task is {column!r}"
    return lines


def _is_named(title: str, task: str) -> bool:
    """Whether a task has a title that says something, as a word of its own."""
    is_telling = len(title) >= MIN_TITLE and _NO_TITLES.fullmatch(title) is None
    return is_telling and _has(rf"(?<!\w){re.escape(title)}(?!\w)", task)


def _has(pattern: str, task: str) -> bool:
    return re.search(pattern, task, re.IGNORECASE) is not None


def _is_called_column(title: str, task: str) -> bool:
    """Whether a task speaks of a title as of a column."""
    marked = rf"['\"\u201c\u2018`]?{re.escape(title)}['\"\u201d\u2019`]?"
    word = r"(?:column|field|variable)"
    said = rf"{marked}\s+{word}\b|\b{word}s?\s+(?:named |called )?{marked}"
    return _has(said, task)
