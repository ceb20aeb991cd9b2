"""The profile of any file."""

from __future__ import annotations

from hocket.documents.profile.code import CodeProfile, code_profile
from hocket.documents.profile.nouns import TableProfile
from hocket.documents.profile.prose import TextProfile, text_profile
from hocket.documents.profile.table import table_profile

Profile = TableProfile | TextProfile | CodeProfile
"""What a file holds."""


def profile_of(name: str, content: bytes) -> Profile | None:
    """What a file holds, from its bytes alone; None if nothing is known of its form.

    Args:
        name: Name of the file; its ending says what it is meant to be.
        content: Its bytes.
    """
    return (
        code_profile(name, content) or table_profile(name, content) or text_profile(name, content)
    )
