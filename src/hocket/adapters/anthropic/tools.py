"""Tools as the Messages API takes them.

Source: https://platform.claude.com/docs/en/agents-and-tools/tool-use/overview. A name has letters,
digits, ``_`` and ``-`` only, so other names are sent in this form and read back.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

    from hocket.ports.llm import LlmRequest

_MOST_CHARS = 64
_OTHER = re.compile(r"[^a-zA-Z0-9_-]")


def sent_names(request: LlmRequest) -> dict[str, str]:
    """The sent name of each tool that the request has or speaks of.

    Examples:
        >>> from hocket.ports.llm import LlmRequest, ToolSpec
        >>> tools = (ToolSpec("a.b", "", {}), ToolSpec("a_b", "", {}))
        >>> sent_names(LlmRequest("m", (), tools=tools))
        {'a.b': 'a_b', 'a_b': 'a_b-2'}
    """
    called = [call.name for message in request.messages for call in message.tool_calls]
    names: dict[str, str] = {}
    for name in (*(tool.name for tool in request.tools), *called):
        if name not in names:
            names[name] = _free(_OTHER.sub("_", name)[:_MOST_CHARS] or "tool", names)
    return names


def tools_body(request: LlmRequest, names: Mapping[str, str]) -> dict[str, Any]:
    """The fields of the tools in the body of a request; none if it has nothing to do with tools.

    A conversation that speaks of tools has to define them, also where none may be called any more.
    """
    if request.tools:
        return {
            **_choice(request),
            "tools": [
                {
                    "name": names[tool.name],
                    "description": tool.description,
                    "input_schema": {"type": "object", **tool.parameters},
                }
                for tool in request.tools
            ],
        }
    if names:
        defined = [{"name": n, "input_schema": {"type": "object"}} for n in names.values()]
        return {"tools": defined, "tool_choice": {"type": "none"}}
    return {}


def _choice(request: LlmRequest) -> dict[str, Any]:
    if not (request.must_call or request.one_call):
        return {}
    one = {"disable_parallel_tool_use": True} if request.one_call else {}
    return {"tool_choice": {"type": "any" if request.must_call else "auto", **one}}


def _free(name: str, names: Mapping[str, str]) -> str:
    free, number = name, 1
    while free in names.values():
        number += 1
        end = f"-{number}"
        free = f"{name[: _MOST_CHARS - len(end)]}{end}"
    return free
