"""Names of files, which are relative and stay inside their folder."""

from __future__ import annotations

import re
from functools import cache
from pathlib import PurePosixPath
from typing import Annotated

from pydantic import AfterValidator

_ENDINGS = "json|csv|md|markdown|txt|html|py|toml|yaml|yml|xml|svg|sql|tsv"


def names_in(text: str, endings: tuple[str, ...] = ()) -> list[str]:
    """The file names in a text, in order, with repetitions.

    Args:
        text: The text.
        endings: Endings to recognise beside the usual ones, such as ``.srt``.

    Examples:
        >>> names_in("write a.json, then r.md about a.json; see /etc/b.csv")
        ['a.json', 'r.md', 'a.json']
        >>> names_in("write a.srt"), names_in("write a.srt", (".srt",))
        ([], ['a.srt'])
    """
    return _pattern(endings).findall(text)


@cache
def _pattern(endings: tuple[str, ...]) -> re.Pattern[str]:
    pattern = "|".join((_ENDINGS, *(re.escape(ending.removeprefix(".")) for ending in endings)))
    return re.compile(rf"(?<![\w./-])([\w-]+\.(?:{pattern}))\b")


def stays_inside(name: str) -> bool:
    """Whether a file name leads to a place inside its folder.

    Examples:
        >>> [stays_inside(n) for n in ("a/b.txt", "", "/a", "a/../../b")]
        [True, False, False, False]
    """
    pure = PurePosixPath(name)
    return bool(pure.parts) and not (pure.is_absolute() or ".." in pure.parts or "\0" in name)


def _checked(name: str) -> str:
    if not stays_inside(name):
        message = "a name relative to the folder is needed, such as 'a.txt'"
        raise ValueError(message)
    return name


FileName = Annotated[str, AfterValidator(_checked)]
