"""The named queries of ``queries.sql``, read once."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files


@cache
def queries() -> dict[str, str]:
    """SQL by name."""
    text = (files(__package__) / "queries.sql").read_text(encoding="utf-8")
    parts = re.split(r"^-- name: (\w+)\n", text, flags=re.MULTILINE)
    return {name: sql.strip() for name, sql in zip(parts[1::2], parts[2::2], strict=True)}


def statements_in(name: str) -> list[str]:
    """The single statements of a file in this folder."""
    lines = [line for line in script(name).splitlines() if not line.startswith("--")]
    return [s for s in "\n".join(lines).split(";") if s.strip()]


@cache
def script(name: str) -> str:
    """The statements of a file in this folder."""
    return (files(__package__) / f"{name}.sql").read_text(encoding="utf-8")
