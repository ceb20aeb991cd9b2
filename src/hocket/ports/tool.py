"""A tool: something an agent may use, and what repeating it would mean."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal, Protocol

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from hocket.core.question import Risk

Effect = Literal["none", "idempotent", "unsafe"]
"""``none``: only reads, or changes nothing but its folder. ``idempotent``: may be repeated with the
same key. ``unsafe``: must never be repeated unasked."""


RISKS: dict[Effect, Risk] = {"none": "low", "idempotent": "medium", "unsafe": "high"}
"""How much is at stake in a call, by what repeating it would mean."""


@dataclass(frozen=True, slots=True)
class ToolResult:
    """What a tool answered. ``text`` goes to the LLM; ``ok`` False means it did not do its work."""

    text: str
    ok: bool = True
    data: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ToolPlace:
    """Where a call works: a private copy of the attempt's files, and the key of this very call.

    The folder is thrown away if the call is lost and taken over, whole, once it is journaled.
    """

    folder: Path
    key: str


class Tool(Protocol):
    @property
    def name(self) -> str: ...
    @property
    def description(self) -> str: ...
    @property
    def parameters(self) -> Mapping[str, Any]:
        """The JSON Schema of its arguments, an object."""
        ...

    @property
    def effect(self) -> Effect: ...
    @property
    def uses_files(self) -> bool:
        """Whether a call needs ``place.folder`` laid out; one that does not is spared the disk."""
        ...

    async def use(self, arguments: Mapping[str, Any], place: ToolPlace) -> ToolResult:
        """Do it. Wrong arguments come back as ``ok=False`` with text that helps an LLM mend them.

        Raises:
            OrchestrationError: The tool itself cannot work here.
        """
        ...
