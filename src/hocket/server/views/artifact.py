"""Files of a run as the API shows them."""

from __future__ import annotations

import mimetypes
from typing import Literal
from urllib.parse import quote

from hocket.core.noun import Noun

Role = Literal["input", "task", "result"]
# What Python's table lacks, or has otherwise than browsers want it.
TYPES = {
    ".md": "text/markdown",
    ".markdown": "text/markdown",
    ".csv": "text/csv",
    ".toml": "application/toml",
    ".yaml": "application/yaml",
    ".yml": "application/yaml",
    ".diff": "text/x-diff",
    ".patch": "text/x-diff",
    ".ts": "text/typescript",
    ".log": "text/plain",
}


class Artifact(Noun):
    """A file by content. ``task_id`` is None for what the goal gave and for the result."""

    name: str
    digest: str
    size_bytes: int
    media_type: str
    task_id: str | None
    role: Role
    href: str


def media_type_of(name: str) -> str:
    """By the name's ending.

    Examples:
        >>> media_type_of("a.md"), media_type_of("b.bin")
        ('text/markdown', 'application/octet-stream')
    """
    ending = name[name.rfind(".") :].lower() if "." in name else ""
    known = TYPES.get(ending) or mimetypes.guess_type(name)[0]
    return known or "application/octet-stream"


def named(
    run_id: str, name: str, digest: str, size_bytes: int, task_id: str | None, role: Role
) -> Artifact:
    """An artifact with the address under which its bytes are."""
    return Artifact(
        name=name,
        digest=digest,
        size_bytes=size_bytes,
        media_type=media_type_of(name),
        task_id=task_id,
        role=role,
        href=f"/api/v1/runs/{quote(run_id)}/artifacts/{digest}?name={quote(name, safe='')}",
    )
