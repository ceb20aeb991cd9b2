"""Estimates of the tokens of a prompt, for hosts without a tokenizer.

Current byte-pair tokenizers differ, but have in common that a token never spans two words, digits
are single tokens or in groups of up to three, and text outside ASCII costs up to three tokens for
four bytes. Both bounds were tried with nine tokenizers, from GPT-2 and Llama 2 to GPT-4o and
Qwen 2.5. The lower one always holds. The upper one is exceeded on text outside ASCII: by up to half
by Llama 2 on emoji and Korean, by a tenth by some others.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from hocket.core.digest import canonical
from hocket.errors import ContextOverflowError
from hocket.ports.llm import IMAGE_TOKENS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hocket.ports.llm import ChatMessage, LlmRequest, ToolSpec

_MESSAGE_TOKENS = 8
"""Tokens that a chat template adds to each message, for role and separators."""

_TEMPLATE_TOKENS = 48
"""Tokens that a template may add once, such as a default system prompt."""

_TOOLS_TOKENS = 192
"""Tokens of the paragraph in which templates explain tool calls."""

_SIGNED_CHARS = 2
"""The least characters of a token in signed thoughts, which are encrypted and not read as text."""

_LONG_WORD = 10

_OPAQUE = re.compile(r"[A-Za-z0-9+/]{32,}")
"""Digests, keys and base64, which need almost one token per character."""

_WORD = re.compile(r"[A-Z]?[a-z]+")
_CAPITALS = re.compile(r"[A-Z]+(?![a-z])")
_SINGLE = re.compile(r"[\x21-\x40\x5b-\x60\x7b-\x7e\n\t\r]")
_SPACES = re.compile(r" {2,}")
_SPACED_DIGIT = re.compile(r" [0-9]")

_LONG_CHARS = 200_000
_SAMPLES, _SAMPLE_CHARS = 50, 2000
_SAMPLE_MARGIN = 105
"""In percent."""

_LETTERS = re.compile(r"[A-Za-z]+")
_DIGITS = re.compile(r"[0-9]+")
_SYMBOLS = re.compile(r"[!-/:-@\[-`{-~]{2,}")


def most_tokens(request: LlmRequest) -> int:
    """An upper estimate of the prompt's tokens, including template and tools.

    The estimate is about 50 % too high for prose and about right for digits and punctuation: a
    prompt that is accepted fits, while one that is refused might have fitted.

    Examples:
        >>> from hocket.ports.llm import ChatMessage, LlmRequest
        >>> most_tokens(LlmRequest("m", (ChatMessage("user", "What is 12 + 30?"),)))
        67
    """
    count = _TEMPLATE_TOKENS + sum(_most_in_message(m) for m in request.messages)
    if request.tools:
        count += _TOOLS_TOKENS
        for tool in request.tools:
            shape = canonical({"d": tool.description, "p": dict(tool.parameters)}).decode()
            count += _MESSAGE_TOKENS + most_tokens_in(tool.name) + most_tokens_in(shape)
    return count


def refuse_too_long(request: LlmRequest, window: int) -> None:
    """Refuse a call that may not fit in its window, before it is sent.

    Raises:
        ContextOverflowError: Prompt and answer may exceed the window.
    """
    prompt_tokens = most_tokens(request)
    if prompt_tokens + request.max_tokens > window:
        message = (
            f"{request.llm}: a prompt of up to {prompt_tokens} tokens and an answer of "
            f"{request.max_tokens} exceed its window of {window}; shorten the prompt"
        )
        raise ContextOverflowError(message, prompt_tokens=prompt_tokens, window=window)


def most_tokens_without(request: LlmRequest, role: str) -> int:
    """The upper estimate for the prompt without the messages of a role."""
    kept = tuple(m for m in request.messages if m.role != role)
    return most_tokens(replace(request, messages=kept))


def least_tokens(request: LlmRequest) -> int:
    """A lower bound of the prompt's tokens: every tokenizer makes more of these texts.

    It leaves out the template and what it makes of tools.
    """
    return sum(map(least_tokens_in, texts_of(request)))


def texts_of(request: LlmRequest) -> Iterator[str]:
    """The texts that a prompt consists of, without what the template and the tools add."""
    for message in request.messages:
        yield message.content
        for call in message.tool_calls:
            yield call.name
            yield canonical(dict(call.arguments)).decode()


def most_tokens_in(text: str) -> int:
    """An upper estimate of the tokens of a text; of a very long one by samples of it."""
    if len(text) > _LONG_CHARS:
        step = len(text) // _SAMPLES
        starts = range(0, step * _SAMPLES, step)
        count = sum(most_tokens_in(text[start : start + _SAMPLE_CHARS]) for start in starts)
        return _SAMPLE_MARGIN * count * len(text) // (100 * _SAMPLES * _SAMPLE_CHARS)
    count = sum(map(len, _OPAQUE.findall(text)))
    if count:
        text = _OPAQUE.sub("", text)
    count += sum(map(_most_in_word, _WORD.findall(text)))
    count += sum((len(word) + 1) // 2 for word in _CAPITALS.findall(text))
    count += sum(len(run) // 2 for run in _SPACES.findall(text))
    count += len(_SINGLE.findall(text)) + len(_SPACED_DIGIT.findall(text))
    if not text.isascii():
        wide = len(text.encode("utf-8", "surrogatepass")) - sum(map(str.isascii, text))
        count += (3 * wide + 3) // 4
    return count


def least_tokens_in(text: str) -> int:
    """A lower bound of the tokens of a text.

    Examples:
        >>> least_tokens_in("The 12 cats, 2024")
        4
    """
    count = len(_LETTERS.findall(text))
    count += sum((len(run) + 3) // 4 for run in _DIGITS.findall(text))
    count += len(_SYMBOLS.findall(text)) // 2
    if not text.isascii():
        count += (len(text) - sum(map(str.isascii, text))) // 6
    return count


def least_tokens_of_tools(tools: tuple[ToolSpec, ...]) -> int:
    """A lower bound of what tools add to a prompt: templates write their names and descriptions."""
    return sum(least_tokens_in(f"{tool.name} {tool.description}") for tool in tools)


def _most_in_word(word: str) -> int:
    # Long words are compounds and names, which vocabularies hold in shorter pieces.
    return (len(word) + 2) // 3 if len(word) < _LONG_WORD else len(word) // 2


def _most_in_message(message: ChatMessage) -> int:
    count = _MESSAGE_TOKENS + most_tokens_in(message.content)
    count += IMAGE_TOKENS * len(message.images)
    for call in message.tool_calls:
        arguments = canonical(dict(call.arguments)).decode()
        count += _MESSAGE_TOKENS + most_tokens_in(call.name) + most_tokens_in(arguments)
        count += len(call.turn) // _SIGNED_CHARS
    return count
