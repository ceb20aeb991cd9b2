"""Acceptance checks: written before the work, run on its evidence after it.

``Check`` is what all kinds share. The six kinds below come with hocket; a pack brings others, as
subclasses of ``Check``. A stored check of a kind that is not known where it is read is kept as it
is, so that the journal stays readable without the pack.
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
    """What a check of any kind has. A kind of your own is a subclass with a literal ``kind``."""

    says: Wording = ""
    """What the check stands for, in the user's words."""

    proves: bool = Field(default=True, description="False: passing it shows form, not content")
    kind: str
    path: FileName | None = Field(
        default=None, description="the file it looks at; the answer if none is given"
    )

    def files(self) -> tuple[str, ...]:
        """Names of the files it looks at. Until they are there, it cannot pass."""
        return (self.path,) if isinstance(self.path, str) else ()

    def brief(self) -> str:
        """What an agent learns of it before the work; never what would give the result away."""
        return self.says


class FileCheck(Check):
    """A file exists, is at least so large, and parses as its format."""

    kind: Literal["file"] = "file"
    path: FileName
    parses: Literal["any", "json", "csv", "python", "toml", "text"] = "any"
    min_bytes: int = Field(default=1, ge=0)

    def brief(self) -> str:
        """Its own words, else the form that the file must have."""
        return self.says or f"{self.path} is there and reads as {self.parses}"


class SchemaCheck(Check):
    """A JSON document (a file, or the answer where no path is given) fits a JSON Schema."""

    kind: Literal["json_schema"] = "json_schema"
    json_schema: dict[str, Any]

    def brief(self) -> str:
        """Its own words, else that fields are asked for."""
        return self.says or f"{_place(self)} is JSON with the asked fields"


class RegexCheck(Check):
    """A pattern is found at least ``min_count`` times (``max_count`` 0: is not found)."""

    kind: Literal["regex"] = "regex"
    pattern: str
    min_count: int = Field(default=1, ge=0)
    max_count: int | None = Field(default=None, ge=0)

    def brief(self) -> str:
        """Its own words, which may keep the pattern hidden; else the pattern."""
        return self.says or f"{_place(self)} matches /{self.pattern}/"


class NumberCheck(Check):
    """The number at a JSON pointer lies within a tolerance of what is expected."""

    kind: Literal["number"] = "number"
    pointer: str = Field(default="", description="RFC 6901; empty means the whole document")
    expected: float
    tolerance: float = Field(default=1e-6, ge=0, description="absolute")

    def brief(self) -> str:
        """Its own words, else where the number stands; not the number."""
        where = self.pointer or "the top"
        return self.says or f"the number at {where} of {_place(self)} is right"


class CountCheck(Check):
    """So many lines, words, or CSV rows; or k of n items fit a pattern ("97 of 100")."""

    kind: Literal["count"] = "count"
    of: Literal["lines", "words", "rows", "matching_lines"]
    pattern: str | None = None
    at_least: int = Field(default=0, ge=0)
    at_most: int | None = Field(default=None, ge=0)

    def brief(self) -> str:
        """Its own words, else the bounds."""
        most = f", at most {self.at_most}" if self.at_most is not None else ""
        return self.says or f"{_place(self)} has at least {self.at_least} {self.of}{most}"


class RunCheck(Check):
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

    def files(self) -> tuple[str, ...]:
        """The file it runs, and those that its code names."""
        named = names_in(self.code) if self.code else ()
        return tuple(dict.fromkeys((*super().files(), *named)))


def _place(check: Check) -> str:
    return check.path or "the answer"


CheckClasses = Mapping[str, type[Check]]
"""Kind to class."""

KINDS: CheckClasses = {
    "file": FileCheck,
    "json_schema": SchemaCheck,
    "regex": RegexCheck,
    "number": NumberCheck,
    "count": CountCheck,
    "run": RunCheck,
}
"""The kinds that hocket reads by itself."""


class UnknownCheck(Check):
    """A check of a kind that is not known where it was read, with all that it says.

    It cannot be run: its pack brings what that needs.
    """

    model_config = ConfigDict(extra="allow")

    kind: str = Field(json_schema_extra={"not": {"enum": list(KINDS)}})
    path: Any = None


def _kind_of(given: Any) -> str:
    kind = given.get("kind") if isinstance(given, dict) else getattr(given, "kind", None)
    return kind if isinstance(kind, str) and kind in KINDS else "other"


def _kept(given: Any, read: Callable[[Any], UnknownCheck], info: ValidationInfo) -> Check:
    """A check of no kind of ours: of its own class where the context knows it, else as it is."""
    if isinstance(given, Check) and not isinstance(given, UnknownCheck):
        return given
    return typed(read(given), info.context or {})


def typed(check: Check, nouns: CheckClasses) -> Check:
    """The check as one of its own class, if that is among these and takes it; else as it is.

    A check that was stored when its pack had another form stays readable; running it names the
    fault.
    """
    noun = nouns.get(check.kind) if isinstance(check, UnknownCheck) else None
    if noun is None:
        return check
    try:
        return noun.model_validate(check.model_dump())
    except Exception:  # noqa: BLE001 - whatever a pack's class raises, the journal stays readable
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
        | Annotated[SerializeAsAny[UnknownCheck], WrapValidator(_kept), Tag("other")],
        Discriminator(_kind_of),
    ]
    """A check of any kind. A validation context of kind -> class types those of packs."""


class CheckResult(Noun):
    """What one check found. ``passed`` is None where it could not be run: that is not a pass."""

    says: Wording
    kind: str
    passed: bool | None
    evidence: Wording
    proves: bool = True
