"""Names of files in nouns: relative, and never out of the folder."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import Annotated

from pydantic import AfterValidator


def _stays_inside(name: str) -> str:
    pure = PurePosixPath(name)
    if not pure.parts or pure.is_absolute() or ".." in pure.parts or "\0" in name:
        message = "a name relative to the folder is needed, such as 'a.txt'"
        raise ValueError(message)
    return name


FileName = Annotated[str, AfterValidator(_stays_inside)]
