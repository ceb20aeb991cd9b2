"""A host that cuts long prompts without an error, as some do."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

from hocket.ports.llm import LlmAnswer

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

    from hocket.ports.llm import LlmRequest

_MARK = re.compile(r"\[mark (\d+)\]")
_WORDS, _DIGITS = re.compile(r"[A-Za-z]+"), re.compile(r"[0-9]+")
_SINGLE = re.compile(r"[^\sA-Za-z0-9]|\n")


class CuttingHost:
    """Counts prompts with a tokenizer, and reads no more of one than its window.

    It keeps the system prompt and one part of the rest, and counts what is left.

    Args:
        tokens: The tokenizer: the number of tokens of a text.
        window_tokens: The window; 0 for an unlimited one.
        drops: Share of the rest of every prompt that it drops, however short.
        where: Which part of the rest it cuts: ``start``, ``middle``, ``end``.
        template_tokens: What the chat template adds once.
        bare: Whether the template adds nothing to a message.
        system: The system prompt that the template adds where a request has none.
        ignores: Parts of requests that it drops: ``tools``, ``results``.
        counts: Whether it counts all that it reads, only what it has not cached, or nothing.
        repeats_marks: Whether its LLM repeats marks when it is asked for them.

    Attributes:
        requests: The requests in order.
        read: The tokens that it read of each.
    """

    def __init__(
        self,
        tokens: Callable[[str], int],
        *,
        window_tokens: int = 0,
        drops: float = 0,
        where: str = "start",
        template_tokens: int = 20,
        bare: bool = False,
        system: str = "",
        ignores: Collection[str] = (),
        counts: str = "all",
        repeats_marks: bool = False,
    ) -> None:
        self.requests: list[LlmRequest] = []
        self.read: list[int] = []
        self.window_tokens = window_tokens
        self._tokens = tokens
        self._drops = drops
        self._where = where
        self._template_tokens = template_tokens
        self._form = "\n{text}" if bare else "<|{role}|>\n{text}<|end|>\n"
        self._system = system
        self._ignores = ignores
        self._counts = counts
        self._repeats_marks = repeats_marks
        self._cached: list[str] = []

    def tokens_of(self, request: LlmRequest) -> int:
        """The length of a prompt as the host counts it, without a cut."""
        return self._template_tokens + self._tokens("".join(self._rendered(request)))

    async def complete(self, request: LlmRequest) -> LlmAnswer:
        """An answer to as much of the prompt as fits."""
        self.requests.append(request)
        start, rest = self._rendered(request)
        rest = self._part_of(rest, round(len(rest) * (1 - self._drops)))
        room = self.window_tokens - self._template_tokens - self._tokens(start)
        if self.window_tokens and self._tokens(rest) > room:
            rest = self._longest_part(rest, room)
        text = start + rest
        count = self._template_tokens + self._tokens(text)
        self.read.append(count)
        if self._counts == "uncached":
            shared = max((_common(text, cached) for cached in self._cached), default=0)
            count = self._tokens(text[shared:]) + (0 if shared else self._template_tokens)
            self._cached.append(text)
        marks = ", ".join(_MARK.findall(text)) if self._repeats_marks else ""
        return LlmAnswer(
            marks or "An answer.",
            llm=request.llm,
            prompt_tokens=0 if self._counts == "nothing" else count,
            completion_tokens=3,
        )

    def _rendered(self, request: LlmRequest) -> tuple[str, str]:
        """The system prompt with the tools, and the rest, as one text each."""
        has_system = any(m.role == "system" for m in request.messages)
        start = [] if has_system or not self._system else [self._system]
        rest: list[str] = []
        if "tools" not in self._ignores:
            start += [
                json.dumps({"name": t.name, "about": t.description, "form": dict(t.parameters)})
                for t in request.tools
            ]
        for message in request.messages:
            if message.role == "tool" and "results" in self._ignores:
                continue
            calls = [
                f"{call.name}({json.dumps(dict(call.arguments))})" for call in message.tool_calls
            ]
            text = self._form.format(role=message.role, text=message.content + "".join(calls))
            (start if message.role == "system" else rest).append(text)
        return "".join(start), "".join(rest)

    def _longest_part(self, text: str, room: int) -> str:
        """As much of the text as has this many tokens."""
        low, high = 0, len(text)
        while low < high:
            middle = (low + high + 1) // 2
            if self._tokens(self._part_of(text, middle)) > room:
                high = middle - 1
            else:
                low = middle
        return self._part_of(text, low)

    def _part_of(self, text: str, chars: int) -> str:
        """So many characters of the text, without the part that is cut."""
        before = {"start": 0, "middle": chars // 2, "end": chars}[self._where]
        return text[:before] + text[len(text) - (chars - before) :]


def tokenizer(*, word_chars: int = 5, digits: int = 3, wide: float = 1.0) -> Callable[[str], int]:
    """A function that counts about like a byte-pair tokenizer.

    Args:
        word_chars: Letters of a word in one token.
        digits: Digits in one token.
        wide: Tokens of a character outside ASCII.

    Examples:
        >>> tokenizer()("The 1234 tokenizers!")
        6
    """

    def tokens(text: str) -> int:
        count = sum(-(-len(word) // word_chars) for word in _WORDS.findall(text))
        count += sum(-(-len(run) // digits) for run in _DIGITS.findall(text))
        singles = _SINGLE.findall(text)
        plain = sum(map(str.isascii, singles))
        return count + plain + round(wide * (len(singles) - plain))

    return tokens


def _common(one: str, other: str) -> int:
    """Length of the start that two texts have in common."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((n for n, (a, b) in pairs if a != b), min(len(one), len(other)))
