"""Which tools may be called, and whether one has to be, in both of OpenAI's forms.

Source: https://platform.openai.com/docs/guides/function-calling#tool-choice.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from hocket.server.facades.forms import misfit, only

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hocket.ports.llm import ToolSpec

PATH = "tool_choice"
_MODES = {"auto": False, "required": True, "any": True}
"""Whether a tool has to be called; ``any`` is the word of other hosts with this API."""


def chosen(choice: Any, specs: Sequence[ToolSpec]) -> tuple[tuple[ToolSpec, ...], bool]:
    """The tools that may be called, and whether one of them has to be.

    Args:
        choice: The field of the request; None is ``auto``.
        specs: All tools of the request.

    Raises:
        Problem: 400, the choice is unknown, names no tool of the request, or there is none.

    Examples:
        >>> from hocket.ports.llm import ToolSpec
        >>> rain, wind = ToolSpec("rain", "", {}), ToolSpec("wind", "", {})
        >>> [tool.name for tool in chosen({"type": "function", "name": "wind"}, [rain, wind])[0]]
        ['wind']
        >>> chosen("none", [rain]), chosen(None, [])
        (((), False), ((), False))
    """
    if choice == "none":
        return (), False
    mode, tools = choice or "auto", tuple(specs)
    if isinstance(mode, dict):
        mode, tools = _named(mode, specs)
    if not isinstance(mode, str) or mode not in _MODES:
        fault = f"{mode!r} is not known; use none, auto, required, or the name of a function"
        raise misfit(PATH, fault)
    if _MODES[mode] and not tools:
        raise misfit(PATH, "there is no tool to call; add tools, or leave it out")
    return tools, _MODES[mode]


def _named(choice: dict[str, Any], specs: Sequence[ToolSpec]) -> tuple[Any, tuple[ToolSpec, ...]]:
    """The mode of a choice that names tools, and those tools."""
    kind = choice.get("type")
    if kind == "function":
        return "required", only(specs, [_name_of(choice)], PATH)
    if kind != "allowed_tools":
        return kind, ()
    allowed = choice.get("allowed_tools", choice)
    listed = allowed.get("tools") if isinstance(allowed, dict) else None
    if not isinstance(listed, list):
        raise misfit(f"{PATH}.tools", "it is missing; name the functions that may be called")
    return allowed.get("mode"), only(specs, map(_name_of, listed), PATH)


def _name_of(tool: Any) -> Any:
    """The name of a function; chat completions have it one level deeper than responses."""
    inner = tool.get("function", tool) if isinstance(tool, dict) else None
    return inner.get("name") if isinstance(inner, dict) else None
