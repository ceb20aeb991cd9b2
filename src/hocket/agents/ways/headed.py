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
    for row in reader_of(io.StringIO(above, newline=""), profile.dialect.delimiter):
        for title, name in zip(row, places, strict=False):
            said = title.strip()
            if len(said) >= MIN_TITLE and said.casefold() in task.casefold() and name in names:
                column = name.strip()
                lines += f"\n- above the column {column!r} stands {said!r}"
                if _is_called_column(said, task):
                    lines += f": the column {said!r} of the task is {column!r}"
    return lines


def _is_called_column(title: str, task: str) -> bool:
    """Whether a task speaks of a title as of a column."""
    marked = rf"['\"\u201c\u2018`]?{re.escape(title)}['\"\u201d\u2019`]?"
    word = r"(?:columns?|fields?|variables?)"
    said = rf"{marked}\s+{word}\b|\b{word}\s+(?:named |called )?{marked}"
    return re.search(said, task, re.IGNORECASE) is not None
