"""Tool calls as hosts send them, with arguments in any form that can be understood."""

from __future__ import annotations

from typing import Any

from hocket.adapters.http.reading import parsed
from hocket.errors import StructureError
from hocket.ports.llm import ToolCall


def tool_call(name: str, arguments: Any, call_id: str) -> ToolCall:
    """A tool call; its arguments are an object, or the text of one, also of that text as JSON.

    Raises:
        StructureError: The arguments are not a JSON object.
    """
    for _ in range(2):
        if not isinstance(arguments, str):
            break
        try:
            arguments = parsed(arguments) if arguments.strip() else {}
        except ValueError as error:
            message = f"The arguments of a call to {name!r} are not JSON; ask again"
            raise StructureError(message, tool=name) from error
    if arguments is None:
        arguments = {}
    if not isinstance(arguments, dict):
        message = f"The arguments of a call to {name!r} are not an object; ask again"
        raise StructureError(message, tool=name)
    return ToolCall(name, arguments, call_id)
