"""Readers of well-known forms of data: each gives a table with columns as people name them.

A reader is a module with ``read(text)``; ``endings.FORMATS`` has the endings of its files. It is
imported when such a file is there.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from hocket.documents.profile.endings import FORMATS, ending_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from hocket.documents.profile.nouns import Table

STARTS = (
    ("BEGIN:VCARD", "cards"),
    ("BEGIN:VCALENDAR", "agenda"),
    ("WEBVTT", "captions"),
    ("<?XML", "markup"),
)
"""How texts in these forms begin, whatever their names are."""

MOST_CHARS = 32 << 20
"""A longer text is not read: what it holds would take many times its room."""


def read_format(name: str, text: str) -> Table | None:
    r"""The table in a file of a well-known form; None if it is none, or holds none.

    Examples:
        >>> card = "BEGIN:VCARD\nFN:Ada Byron\nTEL;TYPE=CELL:0170 1\nEND:VCARD\n"
        >>> read_format("people.vcf", card).names
        ('name', 'phone_mobile')
    """
    start = text[:200].lstrip().upper()
    begun = (module for begin, module in STARTS if start.startswith(begin))
    module = next(begun, None) or FORMATS.get(ending_of(name))
    if module is None or len(text) > MOST_CHARS:
        return None
    read: Callable[[str], Table | None] = import_module(f"{__name__}.{module}").read
    return read(text)
