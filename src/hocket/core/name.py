"""Names of files: relative, and never out of the folder."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import Annotated

from pydantic import AfterValidator


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
