"""The names under which files are loaded as tables, by agents' programs and queries."""

from __future__ import annotations

import keyword
import re
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from hocket.documents.delimited import is_table

if TYPE_CHECKING:
    from collections.abc import Iterable

OTHERS = (".json", ".jsonl", ".ndjson", ".parquet", ".ics", ".txt", ".log", ".dat")


def is_loaded(name: str) -> bool:
    """Whether a file is loaded, by its name."""
    return is_table(name) or name.lower().endswith(OTHERS)


def variables_of(names: Iterable[str]) -> dict[str, str]:
    """The variable of each file that is loaded: ``df`` for a single one, else after its name.

    Examples:
        >>> variables_of(["a b.csv", "2020.json", "notes.md"])
        {'2020.json': 't2020', 'a b.csv': 'a_b'}
        >>> variables_of(["a.csv"])
        {'a.csv': 'df'}
    """
    loaded = sorted(name for name in names if is_loaded(name))
    if len(loaded) == 1:
        return {loaded[0]: "df"}
    variables: dict[str, str] = {}
    for name in loaded:
        stem = re.sub(r"\W+", "_", PurePosixPath(name).stem).strip("_").lower() or "table"
        if stem[0].isdigit() or keyword.iskeyword(stem):
            stem = f"t{stem}"
        variable, number = stem, 2
        while variable in variables.values():
            variable, number = f"{stem}_{number}", number + 1
        variables[name] = variable
    return variables
