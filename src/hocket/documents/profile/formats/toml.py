"""TOML: an array of tables, or tables of the same kind, each of which is a row."""

from __future__ import annotations

import tomllib
from typing import TYPE_CHECKING

from hocket.documents.profile.formats.nested import table_of_nested

if TYPE_CHECKING:
    from hocket.documents.profile.nouns import Table


def read(text: str) -> Table | None:
    r"""The table in a TOML document; None if it has none, or is no TOML.

    Examples:
        >>> read('[[town]]\nname = "Bonn"\n[[town]]\nname = "Ulm"\n').rows
        [['Bonn'], ['Ulm']]
    """
    try:
        return table_of_nested(tomllib.loads(text.replace("\r\n", "\n")))
    except (tomllib.TOMLDecodeError, RecursionError):
        return None
