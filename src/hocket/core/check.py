"""Acceptance checks: written before the work, run on the work after it.

``Check`` is the base of all kinds. Six kinds come with hocket; packs add others as subclasses of
``Check``. A stored check of an unknown kind is read unchanged, so that the journal stays readable
without the pack.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Annotated, Any, Literal

from pydantic import (
    ConfigDict,
    Discriminator,
    Field,
    SerializeAsAny,
    Tag,
    ValidationInfo,
    WrapValidator,
)

from hocket.core.mark import Wording
from hocket.core.name import FileName, names_in
from hocket.core.noun import Noun

if TYPE_CHECKING:
    from collections.abc import Callable


class Check(Noun):
    """The fields of every check. For your own kind, write a subclass with a literal ``kind``."""

    says: Wording = ""
    """What the check means, in your words."""

    proves: bool = Field(default=True, description="false: passing shows form, not content")
    kind: str
    path: FileName | None = Field(
        default=None, description="the file to check; by default the answer"
    )

    def files(self) -> tuple[str, ...]:
        """Names of the files that it reads; without them it cannot pass."""
        return (self.path,) if isinstance(self.path, str) else ()

    def brief(self) -> str:
        """What an agent reads about the check before the work; never the expected result."""
        return self.says


class FileCheck(Check):
    """A file exists, has a minimum size, and parses as its format."""

    kind: Literal["file"] = "file"
    path: FileName
    parses: Literal["any", "json", "csv", "python", "toml", "text"] = "any"
    min_bytes: int = Field(default=1, ge=0)

    def brief(self) -> str:
        """``says``, or the form that the file must have."""
        return self.says or f"{self.path} is there and reads as {self.parses}"


class SchemaCheck(Check):
    """A JSON document (a file, or by default the answer) fits a JSON Schema."""

    kind: Literal["json_schema"] = "json_schema"
    json_schema: dict[str, Any]

    def brief(self) -> str:
        """``says``, or that fields are required."""
        return self.says or f"{_place(self)} is JSON with the asked fields"


class RegexCheck(Check):
    """A pattern matches at least ``min_count`` and at most ``max_count`` times."""

    kind: Literal["regex"] = "regex"
    pattern: str
    min_count: int = Field(default=1, ge=0)
    max_count: int | None = Field(default=None, ge=0)

    def brief(self) -> str:
        """``says``, which hides the pattern, or the pattern."""
        return self.says or f"{_place(self)} matches /{self.pattern}/"


class NumberCheck(Check):
    """The number at a JSON pointer is within a tolerance of the expected number."""

    kind: Literal["number"] = "number"
    pointer: str = Field(default="", description="RFC 6901; empty means the whole document")
    expected: float
    tolerance: float = Field(default=1e-6, ge=0, description="absolute")

    def brief(self) -> str:
        """``says``, or the place of the number; never the number."""
        where = self.pointer or "the top"
        return self.says or f"the number at {where} of {_place(self)} is right"


class CountCheck(Check):
    """The number of lines, words, CSV rows, or lines that match a pattern is within bounds."""

    kind: Literal["count"] = "count"
    of: Literal["lines", "words", "rows", "matching_lines"]
    pattern: str | None = None
    at_least: int = Field(default=0, ge=0)
    at_most: int | None = Field(default=None, ge=0)

    def brief(self) -> str:
        """``says``, or the bounds."""
        most = f", at most {self.at_most}" if self.at_most is not None else ""
        return self.says or f"{_place(self)} has at least {self.at_least} {self.of}{most}"


class RunCheck(Check):
    """Python code, run in the sandbox with the files, exits with 0.

    It has the files, and the answer as ``answer.txt``; what it imports or starts of the work runs
    apart. Its output is the evidence; ``N of M``, ``N passed`` or ``Ran N tests`` is a count.
    """

    kind: Literal["run"] = "run"
    code: str | None = None
    path: FileName | None = Field(
        default=None, description="a Python file of the work to run instead"
    )
    timeout_s: float = Field(default=30.0, gt=0)
    at_least: int | None = Field(default=None, ge=0, description="minimum count")

    def files(self) -> tuple[str, ...]:
        """The file that it runs and those that its code mentions."""
        named = names_in(self.code) if self.code else ()
        return tuple(dict.fromkeys((*super().files(), *named)))


def _place(check: Check) -> str:
    return check.path or "the answer"


CheckClasses = Mapping[str, type[Check]]
"""Classes of checks by kind."""

KINDS: CheckClasses = {
    "file": FileCheck,
    "json_schema": SchemaCheck,
    "regex": RegexCheck,
    "number": NumberCheck,
    "count": CountCheck,
    "run": RunCheck,
}
"""The kinds that come with hocket."""


class UnknownCheck(Check):
    """A check of an unknown kind, with all its fields.

    It cannot run without its pack.
    """

    model_config = ConfigDict(extra="allow")

    kind: str = Field(json_schema_extra={"not": {"enum": list(KINDS)}})
    path: Any = None


def _kind_of(value: Any) -> str:
    kind = value.get("kind") if isinstance(value, dict) else getattr(value, "kind", None)
    return kind if isinstance(kind, str) and kind in KINDS else "other"


def _typed_if_known(value: Any, read: Callable[[Any], UnknownCheck], info: ValidationInfo) -> Check:
    """A check of another kind: in its own class if the context has it, else unchanged."""
    if isinstance(value, Check) and not isinstance(value, UnknownCheck):
        return value
    return typed(read(value), info.context or {})


def typed(check: Check, nouns: CheckClasses) -> Check:
    """The check in its own class if that is registered and accepts it; else unchanged.

    A check stored by another version of its pack stays readable; running it reports the fault.
    """
    noun = nouns.get(check.kind) if isinstance(check, UnknownCheck) else None
    if noun is None:
        return check
    try:
        return noun.model_validate(check.model_dump())
    except Exception:  # noqa: BLE001 - the journal stays readable, whatever the class of a pack raises
        return check


if TYPE_CHECKING:
    AnyCheck = Check
else:
    AnyCheck = Annotated[
        Annotated[FileCheck, Tag("file")]
        | Annotated[SchemaCheck, Tag("json_schema")]
        | Annotated[RegexCheck, Tag("regex")]
        | Annotated[NumberCheck, Tag("number")]
        | Annotated[CountCheck, Tag("count")]
        | Annotated[RunCheck, Tag("run")]
        | Annotated[SerializeAsAny[UnknownCheck], WrapValidator(_typed_if_known), Tag("other")],
        Discriminator(_kind_of),
    ]
    """A check of any kind; those of packs are typed by a validation context of kind -> class."""


class CheckResult(Noun):
    """The result of a check. ``passed`` is None if it could not run, which is not a pass."""

    says: Wording
    kind: str
    passed: bool | None
    evidence: Wording
    proves: bool = True
