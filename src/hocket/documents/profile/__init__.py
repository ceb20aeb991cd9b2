"""What files hold, known before anyone is asked: tables, texts and code."""

from __future__ import annotations

from hocket.documents.profile.codec import profile_from, profile_json
from hocket.documents.profile.described import described
from hocket.documents.profile.file import profile_of
from hocket.documents.profile.joins import Join, joins_of
from hocket.documents.profile.nouns import Column, Profile, Table, TableProfile
from hocket.documents.profile.table import read_table, table_profile, typed_rows

__all__ = [
    "Column",
    "Join",
    "Profile",
    "Table",
    "TableProfile",
    "described",
    "joins_of",
    "profile_from",
    "profile_json",
    "profile_of",
    "read_table",
    "table_profile",
    "typed_rows",
]
