"""Which files may hold a table, by their names: what is profiled as one is loaded as one."""

from __future__ import annotations

from pathlib import PurePath

from hocket.documents.delimited import is_table

JSON = (".json", ".jsonl", ".ndjson", ".geojson")
FORMATS = {
    ".ics": "agenda",
    ".bib": "references",
    ".vcf": "cards",
    ".ldif": "directory",
    ".mbox": "mailbox",
    ".srt": "captions",
    ".vtt": "captions",
    ".ini": "settings",
    ".cfg": "settings",
    ".properties": "pairs",
    ".toml": "toml",
    ".yaml": "yaml",
    ".yml": "yaml",
    **dict.fromkeys((".xml", ".rss", ".atom", ".gpx", ".kml"), "markup"),
}
"""Endings of well-known forms with the modules that read them."""

NAMED_TABLES = (".dat", ".fwf", ".prn", ".asc")
LINES = (".txt", ".log", ".out", "", *NAMED_TABLES)
"""Endings of texts, some of which hold a table."""

PROSE = frozenset(
    {"authors", "changelog", "changes", "copying", "dockerfile", "install", "licence", "license"}
    | {"makefile", "news", "notice", "readme", "todo"}
)
"""Names of texts and recipes that have no ending."""


def ending_of(name: str) -> str:
    """The ending of a file's name, in lower case.

    Examples:
        >>> ending_of("data/A.CSV"), ending_of("README")
        ('.csv', '')
    """
    return PurePath(name).suffix.lower()


def is_data(name: str) -> bool:
    """Whether a file is data by its name, and no text.

    Examples:
        >>> is_data("people.vcf"), is_data("notes.txt")
        (True, False)
    """
    return is_table(name) or ending_of(name) in (*JSON, *FORMATS)


def may_hold_table(name: str) -> bool:
    """Whether a file with this name is looked at for a table.

    Examples:
        >>> may_hold_table("access_log"), may_hold_table("README"), may_hold_table("a.py")
        (True, False, False)
    """
    return is_data(name) or (ending_of(name) in LINES and PurePath(name).name.lower() not in PROSE)
