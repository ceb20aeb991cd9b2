"""The tool that looks a question up in works of reference: packaged tables, without a network."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any, ClassVar

from hocket.ports.tool import Effect, ToolPlace, ToolResult
from hocket.reference import look_up

if TYPE_CHECKING:
    from collections.abc import Mapping


class LookUp:
    """Answers from tables of elements, countries and units; from none if they are not installed.

    It is there without them too, so that a run that used them can be replayed anywhere.
    """

    name: ClassVar[str] = "look_up"
    description: ClassVar[str] = (
        "Look a question up in tables of chemical elements, countries and units of measure."
    )
    effect: ClassVar[Effect] = "none"
    uses_files: ClassVar[bool] = False
    parameters: ClassVar[Mapping[str, Any]] = {
        "type": "object",
        "properties": {"question": {"type": "string", "description": "one short question"}},
        "required": ["question"],
        "additionalProperties": False,
    }

    async def use(self, arguments: Mapping[str, Any], place: ToolPlace) -> ToolResult:
        del place  # it needs no files
        question = arguments.get("question")
        if not isinstance(question, str):
            return ToolResult(f"question: {question!r} is not text; give it as a string", ok=False)
        found = await asyncio.to_thread(look_up, question)
        data = {"answer": found.answer, "source": found.source, "entries": list(found.entries)}
        lines = [found.evidence] if found.answer else list(found.entries)
        return ToolResult("\n".join(lines) or "The tables have nothing on this.", data=data)
