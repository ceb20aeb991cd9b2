"""Patterns that several rules of kinds share."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from hocket.core.late_pattern import late_pattern

if TYPE_CHECKING:
    from collections.abc import Collection

TABLES = frozenset(
    {"csv", "tsv", "tab", "psv", "json", "jsonl", "ndjson"}
    | {"xlsx", "xls", "ods", "parquet", "feather", "sqlite", "db", "dat"}
)
CODES = frozenset(
    {"py", "js", "ts", "sh", "bash", "c", "cpp", "h"}
    | {"java", "go", "rs", "rb", "pl", "sql", "ipynb", "lua", "php"}
)
RECORDS = frozenset({"ics", "xml", "yaml", "yml", "vcf", "html"})
SAID = frozenset({"mbox", "srt", "vtt"})
"""Tables whose rows are texts of people."""

PROSE = frozenset({"md", "markdown", "txt", "html", "rst"})


def words(pattern: str) -> re.Pattern[str]:
    """A pattern of whole words, in upper or lower case."""
    return late_pattern(rf"\b(?:{pattern})\b", re.IGNORECASE)


def has_ending(name: str, endings: Collection[str]) -> bool:
    """Whether a file's name has one of these endings, which are given without their dot.

    Examples:
        >>> has_ending("A.CSV", TABLES), has_ending("csv.txt", TABLES)
        (True, False)
    """
    return name.lower().rpartition(".")[2] in endings
