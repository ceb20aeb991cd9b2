"""What files hold, known before anyone is asked: tables, texts and code."""

from __future__ import annotations

from hocket.documents.profile.code import CodeProfile
from hocket.documents.profile.codec import profile_from, profile_json
from hocket.documents.profile.described import described
from hocket.documents.profile.file import Profile, profile_of
from hocket.documents.profile.joins import Join, joins_of
from hocket.documents.profile.long import LongForm, long_form
from hocket.documents.profile.nouns import Column, Table, TableProfile
from hocket.documents.profile.prose import TextProfile
from hocket.documents.profile.table import read_table, table_profile, typed_rows

__all__ = [
    "CodeProfile",
    "Column",
    "Join",
    "LongForm",
    "Profile",
    "Table",
    "TableProfile",
    "TextProfile",
    "described",
    "joins_of",
    "long_form",
    "profile_from",
    "profile_json",
    "profile_of",
    "read_table",
    "table_profile",
    "typed_rows",
]
