"""Acceptance checks: written before the work, run on its evidence after it."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import Field

from hocket.core.mark import Wording
from hocket.core.name import FileName
from hocket.core.noun import Noun


class _Check(Noun):
    says: Wording = ""
    """What the check stands for, in the user's words."""

    proves: bool = Field(default=True, description="False: passing it shows form, not content")


class FileCheck(_Check):
    """A file exists, is at least so large, and parses as its format."""

    kind: Literal["file"] = "file"
    path: FileName
    parses: Literal["any", "json", "csv", "python", "toml", "text"] = "any"
    min_bytes: int = Field(default=1, ge=0)


class SchemaCheck(_Check):
    """A JSON document (a file, or the answer where no path is given) fits a JSON Schema."""

    kind: Literal["json_schema"] = "json_schema"
    path: FileName | None = None
    json_schema: dict[str, Any]


class RegexCheck(_Check):
    """A pattern is found at least ``min_count`` times (``max_count`` 0: is not found)."""

    kind: Literal["regex"] = "regex"
    path: FileName | None = None
    pattern: str
    min_count: int = Field(default=1, ge=0)
    max_count: int | None = Field(default=None, ge=0)


class NumberCheck(_Check):
    """The number at a JSON pointer lies within a tolerance of what is expected."""

    kind: Literal["number"] = "number"
    path: FileName | None = None
    pointer: str = Field(default="", description="RFC 6901; empty means the whole document")
    expected: float
    tolerance: float = Field(default=1e-6, ge=0, description="absolute")


class CountCheck(_Check):
    """So many lines, words, or CSV rows; or k of n items fit a pattern ("97 of 100")."""

    kind: Literal["count"] = "count"
    path: FileName | None = None
    of: Literal["lines", "words", "rows", "matching_lines"]
    pattern: str | None = None
    at_least: int = Field(default=0, ge=0)
    at_most: int | None = Field(default=None, ge=0)


class RunCheck(_Check):
    """Python code run in the sandbox beside the files exits with 0.

    The code sees the files in its working directory, and the answer in ``answer.txt`` beside them;
    what it prints is the evidence. ``N of M`` or ``N passed`` in it is read as a count.
    """

    kind: Literal["run"] = "run"
    code: str | None = None
    path: FileName | None = Field(
        default=None, description="a Python file of the workspace, run instead"
    )
    timeout_s: float = Field(default=30.0, gt=0)
    at_least: int | None = Field(default=None, ge=0, description="of the counted items")


Check = Annotated[
    FileCheck | SchemaCheck | RegexCheck | NumberCheck | CountCheck | RunCheck,
    Field(discriminator="kind"),
]


class CheckResult(Noun):
    """What one check found. ``passed`` is None where it could not be run: that is not a pass."""

    says: Wording
    kind: str
    passed: bool | None
    evidence: Wording
    proves: bool = True
