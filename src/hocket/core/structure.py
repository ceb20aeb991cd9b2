"""Answers that have to keep a JSON Schema: what was asked for, and how often it was kept."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

from pydantic import Field

from hocket.core.digest import canonical, digest
from hocket.core.noun import Noun

if TYPE_CHECKING:
    from collections.abc import Mapping

Rung = Literal["constrained", "free"]
"""Whether decoding is constrained to the schema, or the prompt has it and the answer is checked."""

_NAMES = frozenset(("properties", "patternProperties", "$defs", "definitions"))
_WORDS = frozenset(("title", "description", "examples", "default", "$comment", "$id", "$schema"))
_COUNTED = frozenset(("enum", "required"))


def shape_of(schema: Mapping[str, Any]) -> str:
    """The shape of a schema: 12 hex digits, the same for schemas that are alike but for names.

    Names, words and values do not count; types, nesting, numbers of names and of choices do.

    Examples:
        >>> one = {"type": "object", "properties": {"a": {"type": "string"}}}
        >>> other = {"type": "object", "properties": {"b": {"type": "string", "title": "B"}}}
        >>> shape_of(one) == shape_of(other), shape_of(one) == shape_of({"type": "object"})
        (True, False)
    """
    return digest(canonical(_bare(schema)))[:12]


def _bare(part: Any) -> Any:
    if isinstance(part, list):
        return [_bare(item) for item in part]
    if not isinstance(part, dict):
        return part if isinstance(part, str | bool) else type(part).__name__
    bare: dict[str, Any] = {}
    for key, value in part.items():
        if key in _WORDS:
            continue
        if key in _NAMES and isinstance(value, dict):
            bare[key] = sorted((_bare(inner) for inner in value.values()), key=canonical)
        elif key in _COUNTED and isinstance(value, list):
            bare[key] = len(value)
        elif key in ("const", "pattern", "$ref"):
            bare[key] = type(value).__name__
        else:
            bare[key] = _bare(value)
    return bare


class StructureAsked(Noun):
    """What the answer of a call had to keep, and whose it was.

    ``weights`` is the digest of the LLM's weights, if its host says so without being asked.
    """

    rung: Rung
    shape: str
    weights: str = ""


class Kept(Noun):
    """How often an LLM kept schemas of one shape, by one rung."""

    llm: str
    weights: str = ""
    rung: Rung
    shape: str
    kept: int = Field(default=0, ge=0)
    tries: int = Field(default=0, ge=0)

    @property
    def key(self) -> str:
        """Its identity: other weights under the same name are another LLM."""
        return f"{self.weights or self.llm} {self.rung} {self.shape}"

    def plus(self, kept: int, tries: int = 0) -> Kept:
        """The counts with more; a try counts as kept until a fault is found in its answer.

        Examples:
            >>> one = Kept(llm="m", rung="free", shape="a").plus(1, 1).plus(-1)
            >>> one.kept, one.tries
            (0, 1)
        """
        return self.model_copy(update={"kept": self.kept + kept, "tries": self.tries + tries})
