"""What is known of how a host reads the prompts of one LLM, and whether a count fits it."""

from __future__ import annotations

import asyncio
from collections import deque
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from hocket.adapters.http.text_kinds import Kind, by_kind
from hocket.adapters.http.token_estimate import (
    least_tokens_in,
    most_tokens,
    most_tokens_in,
    texts_of,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from hocket.ports.llm import LlmAnswer, LlmRequest

MEASURED_TOKENS = 600
"""Prompts with a lower upper estimate are measured only if their count is too low."""

GROWTH = 1.05
"""A prompt longer by more than this factor than all that were read is measured."""

CALIBRATED_SHARE = 0.9
"""Least count of a prompt, as a share of its length as known from the texts of earlier ones."""

REST_SHARE = 0.2
"""A longer prompt need not be measured if it adds no larger share to one that was read."""

REST_SHARES, REST_SLACK = (0.85, 1.15), 32
"""Least and most count of such a rest, and what a template adds to it."""

LEAST_RESULT_TOKENS = 20
RECENT = 8


@dataclass(slots=True)
class Calibration:
    """How a host reads the prompts of one LLM.

    Attributes:
        ratios: Tokens for each token of the upper estimate, by kind of text.
        read_tokens: Length of the longest prompt that was read as a whole.
        counts: Whether what it reports are counts; None until it has been tried.
        leaves_out_cached: Whether it does not count what it has cached.
        reads_all: Whether it reads the whole of a short text; None until it has been tried.
        repeats_marks: Whether the LLM repeats marks in its prompt.
        proven: Parts of requests that are known to be read: tools, results.
        recent: The last prompts that were read as a whole, with their counts.
        lock: Held while a prompt is measured.
    """

    ratios: dict[Kind, float] = field(default_factory=dict)
    read_tokens: float = 0
    counts: bool | None = None
    leaves_out_cached: bool = False
    reads_all: bool | None = None
    repeats_marks: bool = True
    proven: set[str] = field(default_factory=set)
    recent: deque[tuple[str, int]] = field(default_factory=lambda: deque(maxlen=RECENT))
    lock: asyncio.Lock = field(default_factory=asyncio.Lock)

    def length_of(self, texts: Iterable[str], *, upper: bool = False) -> float:
        """Tokens of texts by the ratios; where one is missing, the upper or the lower bound."""
        total = 0.0
        for kind, pieces in by_kind(texts).items():
            ratio = self.ratios.get(kind)
            if ratio is not None or upper:
                total += (1.0 if ratio is None else ratio) * sum(map(most_tokens_in, pieces))
            else:
                total += sum(map(least_tokens_in, pieces))
        return total

    def fits(self, request: LlmRequest, answer: LlmAnswer) -> bool:
        """Whether the count of an answer shows that its prompt was read, with what is known."""
        if self.reads_all is False:
            return False  # it cuts every prompt
        if self.counts is False or not (answer.prompt_tokens or self.leaves_out_cached):
            return self.need_not_ask(request)
        return self.has_parts(request, answer) and self.has_length(request, answer)

    def need_not_ask(self, request: LlmRequest) -> bool:
        """Whether a prompt is short, or marks in it would show nothing new."""
        return is_short(request) or self.has_read(request) or not self.repeats_marks

    def has_read(self, request: LlmRequest) -> bool:
        """Whether a prompt that was at least as long was read as a whole."""
        return most_tokens(request) <= self.read_tokens

    def remember(self, request: LlmRequest, count: int) -> None:
        """Remember a prompt that was read."""
        self.recent.append((_rendered(request), count))

    def has_length(self, request: LlmRequest, answer: LlmAnswer) -> bool:
        """Whether the count is that of the whole prompt, and of no longer one than were read."""
        count, texts = answer.prompt_tokens, [*texts_of(request)]
        if count >= sum(map(_bytes_in, texts)):
            return True  # no tokenizer makes more than one token of a byte
        if count < CALIBRATED_SHARE * self.length_of(texts):
            return self.leaves_out_cached and self._is_rest(request, count)
        longest = self.length_of(texts, upper=True)
        if is_short(request) or longest <= GROWTH * self.read_tokens:
            return True
        return self._continues(request, count, longest)

    def _continues(self, request: LlmRequest, count: int, longest: float) -> bool:
        """Whether it adds a little to a prompt that was read, and the count grows by that."""
        text = _rendered(request)
        for earlier, earlier_count in self.recent:
            if text.startswith(earlier) and earlier_count:
                rest = self.length_of([text[len(earlier) :]])
                grown = count - earlier_count >= REST_SHARES[0] * rest - REST_SLACK
                if grown and rest < REST_SHARE * longest:
                    return True
        return False

    def _counts_before(self, request: LlmRequest) -> Iterator[int]:
        """The counts of prompts without results of tools that this one continues."""
        text = _rendered(request)
        first = text.find("\ntool\n")
        return (c for earlier, c in self.recent if c and text.startswith(earlier, 0, first))

    def _is_rest(self, request: LlmRequest, count: int) -> bool:
        """Whether the count is that of the prompt without what an earlier one has in common."""
        text, (low, high) = _rendered(request), REST_SHARES
        for earlier, _ in self.recent:
            rest = self.length_of([text[_common_chars(text, earlier) :]])
            if low * rest - REST_SLACK <= count <= high * rest + REST_SLACK:
                return True
        return False

    def has_parts(self, request: LlmRequest, answer: LlmAnswer) -> bool:
        """Whether the host is known to read tools and their results, if there are any."""
        count = answer.prompt_tokens
        if answer.tool_calls or count >= _limit_of(replace(request, tools=())):
            self.proven.add("tools")
        results = [m.content for m in request.messages if m.role == "tool"]
        others = tuple(m for m in request.messages if m.role != "tool")
        least = sum(map(least_tokens_in, results))
        if results and (
            count >= _limit_of(replace(request, messages=others))
            or any(count >= c + least + REST_SLACK for c in self._counts_before(request))
        ):
            self.proven.add("results")
        has_results = least >= LEAST_RESULT_TOKENS
        return not (
            (request.tools and "tools" not in self.proven)
            or (has_results and "results" not in self.proven)
        )


def is_short(request: LlmRequest) -> bool:
    """Whether every host reads such a prompt as a whole, unless its count shows otherwise."""
    return most_tokens(request) < MEASURED_TOKENS


def _limit_of(request: LlmRequest) -> int:
    """More tokens than any tokenizer makes of a prompt, also of text outside ASCII."""
    wide = sum(_bytes_in(text) - len(text) for text in texts_of(request) if not text.isascii())
    return most_tokens(request) + wide // 2


def _bytes_in(text: str) -> int:
    return len(text.encode("utf-8", "surrogatepass"))


def _rendered(request: LlmRequest) -> str:
    return "\n".join(f"{m.role}\n{m.content}" for m in request.messages)


def _common_chars(one: str, other: str) -> int:
    """Length of the start that two texts have in common."""
    low, high = 0, min(len(one), len(other))
    while low < high:
        middle = (low + high + 1) // 2
        if one.startswith(other[low:middle], low):
            low = middle
        else:
            high = middle - 1
    return low
