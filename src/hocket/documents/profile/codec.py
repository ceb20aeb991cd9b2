"""Profiles as JSON, so that they can be kept."""

from __future__ import annotations

import json
from dataclasses import asdict, fields
from typing import Any, TypeVar

from hocket.documents.delimited import Dialect
from hocket.documents.profile.nouns import Column, TableProfile

NounT = TypeVar("NounT")


def profile_json(profile: TableProfile) -> bytes:
    """A profile as JSON; equal profiles give equal bytes."""
    return json.dumps(asdict(profile), ensure_ascii=False, separators=(",", ":")).encode()


def profile_from(content: bytes) -> TableProfile:
    """The profile that was written as JSON.

    Raises:
        ValueError: It is no profile.
    """
    data = json.loads(content)
    if not isinstance(data, dict) or data.get("kind") != "table":
        raise ValueError("this is no profile of a file; make it again from the file")
    columns = tuple(_noun(Column, column) for column in data.pop("columns"))
    dialect = Dialect(**data.pop("dialect"))
    return _noun(TableProfile, {**data, "columns": columns, "dialect": dialect})


def _noun(noun: type[NounT], data: dict[str, Any]) -> NounT:
    """A noun whose lists are tuples; fields that it does not know are left out."""
    known = {field.name for field in fields(noun)}  # type: ignore[arg-type]
    return noun(**{key: _tuples(value) for key, value in data.items() if key in known})


def _tuples(value: Any) -> Any:
    return tuple(map(_tuples, value)) if isinstance(value, list) else value
