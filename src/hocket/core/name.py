"""Names of files: relative, and never out of the folder."""

from __future__ import annotations

import re
from pathlib import PurePosixPath
from typing import Annotated

from pydantic import AfterValidator

_IN_TEXT = re.compile(
    r"(?<![\w./-])([\w-]+\.(?:json|csv|md|markdown|txt|html|py|toml|yaml|yml|xml|svg|sql|tsv))\b"
)


def names_in(text: str) -> list[str]:
    """The file names that a text mentions, in order, each as often as it is mentioned.

    Examples:
        >>> names_in("write a.json, then r.md about a.json; see /etc/b.csv")
        ['a.json', 'r.md', 'a.json']
    """
    return _IN_TEXT.findall(text)


def stays_inside(name: str) -> bool:
    """Whether a name leads to a place within its folder.

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
