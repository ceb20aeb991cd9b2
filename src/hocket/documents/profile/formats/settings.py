"""INI files: a row for each section."""

from __future__ import annotations

import configparser
import re
from typing import TYPE_CHECKING

from hocket.documents.profile.rows import table_of

if TYPE_CHECKING:
    from hocket.documents.profile.nouns import Table

FEW = 2
SECTION = "section"
_COMMENT = re.compile(r"(?<=\S)[ \t]+[;#](?:[ \t].*)?$", re.MULTILINE)
"""A comment behind a value; a mark with no blank behind it is part of the value, as in ``#fff``."""


def read(text: str) -> Table | None:
    r"""The sections of a file; None if there are fewer than two, or it is no INI file.

    Examples:
        >>> table = read("[bonn]\npeople = 5\n[ulm]\npeople = 7\nriver = Danube\n")
        >>> table.names, table.rows
        (('section', 'people', 'river'), [['bonn', '5', ''], ['ulm', '7', 'Danube']])
    """
    parser = configparser.RawConfigParser(strict=False, allow_no_value=True, default_section="\0")
    parser.optionxform = str  # type: ignore[assignment,method-assign]
    try:
        parser.read_string(_COMMENT.sub("", text))
    except configparser.Error:
        return None
    rows = [
        {SECTION: name, **{key: value or "" for key, value in parser.items(name) if key != SECTION}}
        for name in parser.sections()
    ]
    return table_of(rows, "each row is a section") if len(rows) >= FEW else None
