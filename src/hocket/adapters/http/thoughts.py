"""The thoughts of a reasoning LLM that its host sends apart from the text, or has it begin with."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

_FIELDS = ("reasoning_content", "reasoning", "thinking", "thought", "reasoning_text")
"""Of a message; hosts that send several send the same under each name."""

_DEEPEST = 6
_INNER = ("text", "content", "thinking", "summary", "reasoning")
_PARTS = (
    *("thinking", "reasoning", "thought", "redacted_thinking", "thinking_delta"),
    *("reasoning_text", "reasoning.text", "summary_text", "reasoning_content", "think"),
)
_OPENED = re.compile(
    r"(?:<think(?:ing)?>|<thought>|\[THINK\]|◁think▷|<\|START_THINKING\|>|<\|channel>thought)\s*\Z"
)


def thoughts_in(message: Mapping[str, Any]) -> list[str]:
    """The pieces of thoughts in a message, or in the part of one that a stream delivers.

    Examples:
        >>> thoughts_in({"content": "", "reasoning_content": "Hm."})
        ['Hm.']
        >>> thoughts_in({"content": [{"type": "thinking", "thinking": "Hm."}]})
        ['Hm.']
    """
    content = message.get("content")
    parts = content if isinstance(content, list) else []
    inner = [p for p in parts if isinstance(p, dict) and is_thought(p)]
    values = [*(message.get(name) for name in (*_FIELDS, "reasoning_details")), inner]
    return next(([text] for value in values if (text := _text_of(value))), [])


def is_thought(part: Mapping[str, Any]) -> bool:
    """Whether a part of a message is a thought, by its type or, as Gemini's, by a mark.

    Examples:
        >>> is_thought({"text": "Hm.", "thought": True}), is_thought({"type": "text", "text": "A"})
        (True, False)
    """
    return part.get("type") in _PARTS or part.get("thought") is True


def opens_thoughts(prompt: str) -> str:
    r"""The mark with which a rendered prompt opens the thoughts of its answer; empty if none.

    Examples:
        >>> opens_thoughts("<|im_start|>assistant\n<think>\n")
        '<think>'
    """
    match = _OPENED.search(prompt[-100:])
    return match.group().strip() if match else ""


def _text_of(value: Any, depth: int = _DEEPEST) -> str:
    """The text of a field, which may be an object or a list of parts."""
    if isinstance(value, str):
        return value
    if not depth:
        return ""
    if isinstance(value, list):
        return "".join(_text_of(part, depth - 1) for part in value)
    if isinstance(value, dict):
        return next((text for name in _INNER if (text := _text_of(value.get(name), depth - 1))), "")
    return ""
