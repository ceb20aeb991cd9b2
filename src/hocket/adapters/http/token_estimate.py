"""Estimates of the tokens of a prompt, for hosts without a tokenizer.

Current byte-pair tokenizers differ, but have in common that a token never spans two words, digits
are mostly single tokens, and text outside ASCII costs up to three tokens for four bytes.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from hocket.core.digest import canonical

if TYPE_CHECKING:
    from hocket.ports.llm import ChatMessage, LlmRequest

_MESSAGE_TOKENS = 8
"""Tokens that a chat template adds to each message, for role and separators."""

_TEMPLATE_TOKENS = 48
"""Tokens that a template may add once, such as a default system prompt."""

_TOOLS_TOKENS = 192
"""Tokens of the paragraph in which templates explain tool calls."""

_LONG_WORD = 10

_OPAQUE = re.compile(r"[A-Za-z0-9+/]{32,}")
"""Digests, keys and base64, which need almost one token per character."""

_WORD = re.compile(r"[A-Z]?[a-z]+")
_CAPITALS = re.compile(r"[A-Z]+(?![a-z])")
_SINGLE = re.compile(r"[\x21-\x40\x5b-\x60\x7b-\x7e\n\t\r]")
_SPACES = re.compile(r" {2,}")


def most_tokens(request: LlmRequest) -> int:
    """An upper estimate of the prompt's tokens, including template and tools.

    The estimate is about 50 % too high for prose and about right for digits and punctuation: a
    prompt that is accepted fits, while one that is refused might have fitted.

    Examples:
        >>> from hocket.ports.llm import ChatMessage, LlmRequest
        >>> most_tokens(LlmRequest("m", (ChatMessage("user", "What is 12 + 30?"),)))
        65
    """
    count = _TEMPLATE_TOKENS + sum(_most_in_message(m) for m in request.messages)
    if request.tools:
        count += _TOOLS_TOKENS
        for tool in request.tools:
            shape = canonical({"d": tool.description, "p": dict(tool.parameters)}).decode()
            count += _MESSAGE_TOKENS + most_tokens_in(tool.name) + most_tokens_in(shape)
    return count


def least_tokens(request: LlmRequest) -> int:
    """A lower bound: each word is at least one token.

    A host that counts fewer has truncated the prompt.
    """
    words = sum(len(m.content.split()) for m in request.messages if m.role != "tool")
    # A template may drop a little, such as white space or an empty system prompt.
    return words * 9 // 10


def most_tokens_in(text: str) -> int:
    """An upper estimate of the tokens of a text."""
    count = sum(map(len, _OPAQUE.findall(text)))
    if count:
        text = _OPAQUE.sub("", text)
    count += sum(map(_most_in_word, _WORD.findall(text)))
    count += sum((len(word) + 1) // 2 for word in _CAPITALS.findall(text))
    count += sum(len(run) // 2 for run in _SPACES.findall(text))
    count += len(_SINGLE.findall(text))
    if not text.isascii():
        wide = len(text.encode("utf-8", "surrogatepass")) - sum(map(str.isascii, text))
        count += (3 * wide + 3) // 4
    return count


def _most_in_word(word: str) -> int:
    # Long words are compounds and names, which vocabularies hold in shorter pieces.
    return (len(word) + 2) // 3 if len(word) < _LONG_WORD else len(word) // 2


def _most_in_message(message: ChatMessage) -> int:
    count = _MESSAGE_TOKENS + most_tokens_in(message.content)
    for call in message.tool_calls:
        arguments = canonical(dict(call.arguments)).decode()
        count += _MESSAGE_TOKENS + most_tokens_in(call.name) + most_tokens_in(arguments)
    return count
