"""The named queries of ``queries.sql``, read once."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files


@cache
def queries() -> dict[str, str]:
    """Name to SQL."""
    text = (files(__package__) / "queries.sql").read_text(encoding="utf-8")
    parts = re.split(r"^-- name: (\w+)\n", text, flags=re.MULTILINE)
    return {name: sql.strip() for name, sql in zip(parts[1::2], parts[2::2], strict=True)}


@cache
def upgrade(version: int) -> str:
    """The statements that bring a journal of an older version to the next one."""
    return (files(__package__) / f"upgrade_{version}.sql").read_text(encoding="utf-8")


@cache
def schema() -> str:
    """The statements that make an empty journal."""
    return (files(__package__) / "schema.sql").read_text(encoding="utf-8")
