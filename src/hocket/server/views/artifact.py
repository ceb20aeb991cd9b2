"""Files of a run, as the API returns them."""

from __future__ import annotations

import mimetypes
from typing import Literal
from urllib.parse import quote

from hocket.core.noun import Noun

Role = Literal["input", "task", "result"]
# Types that Python's table lacks, or that browsers expect to be different.
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
    """A file of a run. ``task_id`` is None for inputs and for files of the result."""

    name: str
    digest: str
    size_bytes: int
    media_type: str
    task_id: str | None
    role: Role
    href: str


mimetypes.init()  # reads files, so not while requests wait


def media_type_of(name: str) -> str:
    """The media type by the extension of a file name.

    Examples:
        >>> media_type_of("a.md"), media_type_of("b.bin")
        ('text/markdown', 'application/octet-stream')
    """
    extension = name[name.rfind(".") :].lower() if "." in name else ""
    media_type = TYPES.get(extension) or mimetypes.guess_type(name)[0]
    return media_type or "application/octet-stream"


def artifact_of(
    run_id: str, name: str, digest: str, size_bytes: int, task_id: str | None, role: Role
) -> Artifact:
    """An artifact with the URL of its content."""
    return Artifact(
        name=name,
        digest=digest,
        size_bytes=size_bytes,
        media_type=media_type_of(name),
        task_id=task_id,
        role=role,
        href=f"/api/v1/runs/{quote(run_id)}/artifacts/{digest}?name={quote(name, safe='')}",
    )
