"""The profile of any file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hocket.documents.profile.table import table_profile

if TYPE_CHECKING:
    from hocket.documents.profile.nouns import TableProfile


def profile_of(name: str, content: bytes) -> TableProfile | None:
    """What a file holds, from its bytes alone; None if nothing is known of its form.

    Args:
        name: Name of the file; its ending says what it is meant to be.
        content: Its bytes.
    """
    return table_profile(name, content)
