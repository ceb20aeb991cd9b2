"""Marks of turns that a host lets through: where an answer begins and ends in the LLM's template.

An LLM that is not stopped at the end of its turn goes on with one of the user that it makes up.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from hocket.core.late_pattern import late_pattern

if TYPE_CHECKING:
    from collections.abc import Iterable

_BAR = r"[|\uff5c]"
_BEGIN = (
    rf"<\|begin_of_text\|>|<{_BAR}begin[_\u2581]of[_\u2581]sentence{_BAR}>|<bos>|<BOS_TOKEN>"
    r"|\[gMASK\]<sop>"
)
_END = (
    r"<\|(?:im_end|eot|eot_id|eom_id|endoftext|end_?of_?text|end_?of_?turn|end_of_role|return|end"
    r"|END_OF_TURN_TOKEN|end_of_document|endofprompt)\|>|<\|/?s\|>|<end_of_turn>|<eos>|<EOS_TOKEN>"
    rf"|<{_BAR}end[_\u2581]of[_\u2581]sentence{_BAR}>|\[\|endofturn\|\]|<turn\|>|<\|EOT\|>"
)
_ASSISTANT = (
    r"<\|im_start\|>assistant[ \t]*\n|<\|start_header_id\|>assistant<\|end_header_id\|>"
    r"|<start_of_turn>model[ \t]*\n|<\|turn>model[ \t]*\n|<\|assistant\|>|\[\|assistant\|\]"
    rf"|<{_BAR}Assistant{_BAR}>|<\|header_start\|>assistant<\|header_end\|>"
    r"|<\|START_OF_TURN_TOKEN\|><\|CHATBOT_TOKEN\|>|\[/INST\]"
    r"|<\|start_of_role\|>assistant<\|end_of_role\|>"
)
_OTHERS = (
    r"<\|im_start\|>(?:user|system|tool)\b|<\|start_header_id\|>(?:user|system|ipython)\b"
    r"|<start_of_turn>user\b|<\|turn>(?:user|tool)\b|<\|user\|>|\[\|user\|\]|\[INST\]"
    rf"|<{_BAR}User{_BAR}>|<\|header_start\|>user\b|<\|start_of_role\|>user\b"
    r"|<\|START_OF_TURN_TOKEN\|><\|USER_TOKEN\|>"
)
_LEADING = late_pattern(rf"\s*(?:(?:{_BEGIN}|{_ASSISTANT})\s*)+")
_TRAILING = late_pattern(rf"(?:\s*(?:{_END}|</s>))+\s*\Z")
_NEXT = late_pattern(rf"(?:\s*(?:{_END}|</s>))*\s*(?:{_OTHERS}).*\Z", re.DOTALL)
_ALONE = re.compile(r"\s*<s>[^<]*(?:</s>\s*)?")
_ANY = late_pattern(rf"{_BEGIN}|{_ASSISTANT}|{_END}|{_OTHERS}|</?s>")


def may_have_turn_marks(text: str) -> bool:
    """Whether a text can have such marks; most have none, and this is fast."""
    return ("<" in text or "[" in text) and bool(_ANY.search(text))


def without_turn_marks(text: str, prompts: Iterable[str] = ()) -> str:
    r"""An answer without the marks of turns around it, and without the turns after it.

    Args:
        text: What the LLM said.
        prompts: What it was asked; a text whose marks they speak of is returned unchanged.

    Examples:
        >>> without_turn_marks("<|im_start|>assistant\nIt rains.<|im_end|>\n")
        'It rains.'
        >>> without_turn_marks("It rains.<|im_end|>\n<|im_start|>user\nAnd now?<|im_end|>")
        'It rains.'
        >>> without_turn_marks("It <s>rains</s>")
        'It <s>rains</s>'
    """
    leading = _LEADING.match(text)
    answer = text[leading.end() :] if leading else text
    following = _NEXT.search(answer)
    if following and not answer[: following.start()].count("```") % 2:
        answer = answer[: following.start()]
    trailing = _TRAILING.search(answer)
    if trailing and not ("</s>" in trailing.group() and "<s>" in answer):
        answer = answer[: trailing.start()]
    if _ALONE.fullmatch(answer):
        answer = answer.strip().removeprefix("<s>").removesuffix("</s>").strip()
    if answer == text:
        return text
    removed = {match.group() for match in _ANY.finditer(text)}
    is_asked = any(mark.strip() in prompt for prompt in prompts for mark in removed)
    return text if is_asked else answer
