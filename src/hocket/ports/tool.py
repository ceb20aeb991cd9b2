"""The tool port: what an agent can use, and whether a call may repeat."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal, Protocol

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from hocket.core.question import Risk

Effect = Literal["none", "idempotent", "unsafe"]
"""``none``: reads only, or changes only its folder. ``idempotent``: may repeat with the same key.
``unsafe``: must never repeat without a person's consent."""


RISKS: dict[Effect, Risk] = {"none": "low", "idempotent": "medium", "unsafe": "high"}
"""The risk of a call, by its effect."""

ASK_PERSON = "ask_person"
"""The tool that every agent has in a run whose goal allows questions."""


@dataclass(frozen=True, slots=True)
class ToolResult:
    """The result of a tool. ``text`` goes to the LLM; ``ok`` is False if the call failed."""

    text: str
    ok: bool = True
    data: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ToolPlace:
    """The workplace of a call: a private copy of the attempt's files, and its idempotency key.

    The folder is there if the tool uses files. It replaces the attempt's files once the call is
    journaled; it is deleted if the call is lost.
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
        """Whether calls need files in ``place.folder``; if not, none are written to disk."""
        ...

    async def use(self, arguments: Mapping[str, Any], place: ToolPlace) -> ToolResult:
        """Call the tool. Wrong arguments return ``ok=False`` with a text that helps an LLM fix it.

        Raises:
            OrchestrationError: The tool cannot work on this machine.
        """
        ...
