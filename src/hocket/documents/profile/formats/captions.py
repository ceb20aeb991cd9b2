"""Subtitles (SubRip, WebVTT): a row for each that is shown."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from hocket.documents.profile.rows import table_of

if TYPE_CHECKING:
    from hocket.documents.profile.nouns import Table

_TIME = r"(?:\d+:)?\d{1,2}:\d\d[.,]\d{1,3}"
_SHOWN = re.compile(rf"\s*({_TIME})\s*-->\s*({_TIME}).*")
_SPEAKER = re.compile(r"<v(?:\.[\w.]+)? ([^>]+)>")
_MARK = re.compile(r"</?[a-zA-Z][^>]*>|<[\d:.]+>|\{\\[^}]*\}")


def read(text: str) -> Table | None:
    r"""The subtitles with the times at which they begin and end; None if there are none.

    Examples:
        >>> table = read("1\n00:00:01,500 --> 00:00:03,000\n<i>Good</i>\nday\n")
        >>> table.names, table.rows
        (('number', 'start', 'end', 'text'), [['1', '00:00:01.500', '00:00:03.000', 'Good day']])
    """
    rows: list[dict[str, str]] = []
    for block in re.split(r"\n[ \t]*\n", "\n".join(text.splitlines())):
        lines = [line.strip() for line in block.split("\n") if line.strip()]
        shown = ((at, _SHOWN.fullmatch(line)) for at, line in enumerate(lines))
        place, times = next(((at, match) for at, match in shown if match), (0, None))
        if times is None:
            continue
        said = " ".join(lines[place + 1 :])
        speaker = _SPEAKER.search(said)
        rows.append(
            {
                "number": lines[place - 1] if place else str(len(rows) + 1),
                "start": _time(times[1]),
                "end": _time(times[2]),
                **({"speaker": speaker[1].strip()} if speaker else {}),
                "text": _MARK.sub("", said).strip(),
            }
        )
    return table_of(rows, "each row is a subtitle") if rows else None


def _time(text: str) -> str:
    """A time with its hours, seconds with a point."""
    parts = text.replace(",", ".").split(":")
    return ":".join(part.zfill(2) for part in (["0"] * (3 - len(parts)) + parts))
