"""What calls cost: as the host counts it where it does, else estimated and marked so."""

from __future__ import annotations

import re
from asyncio import CancelledError
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Protocol

from hocket.core.usage import NO_USAGE, Usage
from hocket.errors import (
    BudgetExceededError,
    ConfigError,
    ContextOverflowError,
    EgressDeniedError,
    OrchestrationError,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

STOPPED = "stopped"
"""Code of a try that did not fail but was cancelled, with its attempt or its process."""

_MILLION = 1_000_000
_PIECE = re.compile(r"[A-Za-z]{1,6}|[0-9]|[!-/:-@\[-`{-~\n]")
_WITHHELD_CHARS = 4
"""Assumed characters of a token of a text of which only the length is known."""

_WIDE_BYTES = 2
"""Assumed bytes of a token outside ASCII; tokenizers need one for one to four."""


@dataclass(frozen=True, slots=True)
class Price:
    """US dollars per million tokens of prompts and of answers.

    Attributes:
        cached_usd: Of what the host has of a prompt in its cache; None as for any other token, or
            as its adapter knows.
        cache_write_usd: Of what it puts there of one; likewise.
        above_tokens: Prompts with more tokens are of ``long``.
        long: The price of calls with such prompts; None if their length makes no difference.
    """

    prompt_usd: Decimal
    answer_usd: Decimal
    cached_usd: Decimal | None = None
    cache_write_usd: Decimal | None = None
    above_tokens: int = 0
    long: Price | None = None

    def __post_init__(self) -> None:
        # Programs also write 5 or 0.15, which cannot be added to a Decimal or is not exact.
        for name in ("prompt_usd", "answer_usd", "cached_usd", "cache_write_usd"):
            usd = getattr(self, name)
            if usd is not None and not isinstance(usd, Decimal):
                object.__setattr__(self, name, Decimal(str(usd)))

    def at(self, prompt_tokens: int) -> Price:
        """The price of a call with a prompt of this length."""
        return self if self.long is None or prompt_tokens <= self.above_tokens else self.long

    def of(self, prompt_tokens: int, answer_tokens: int) -> Decimal:
        """The price of a call of which nothing is cached.

        Examples:
            >>> Price(Decimal(1), Decimal(4)).of(1000, 500)
            Decimal('0.003')
            >>> Price(0.15, 1).of(1_000_000, 0)
            Decimal('0.15')
            >>> Price(1, 4, above_tokens=200_000, long=Price(2, 6)).of(300_000, 0)
            Decimal('0.6')
        """
        at = self if self.long is None else self.at(prompt_tokens)
        return (at.prompt_usd * prompt_tokens + at.answer_usd * answer_tokens) / _MILLION

    def most_of(self, prompt_tokens: int, answer_tokens: int) -> Decimal:
        """The same, where all of the prompt may be put into the cache.

        Examples:
            >>> Price(1, 4, cache_write_usd=1.25).most_of(1_000_000, 0)
            Decimal('1.25')
        """
        at = self.at(prompt_tokens)
        usd = at.of(prompt_tokens, answer_tokens)
        if at.cache_write_usd is not None and at.cache_write_usd > at.prompt_usd:
            usd += (at.cache_write_usd - at.prompt_usd) * prompt_tokens / _MILLION
        return usd


FREE = Price(Decimal(0), Decimal(0))


class Asked(Protocol):
    """What an estimate needs of a request; ``LlmRequest`` has it."""

    @property
    def max_tokens(self) -> int: ...
    @property
    def chars(self) -> int: ...
    @property
    def least_tokens(self) -> int: ...
    @property
    def estimated_tokens(self) -> int: ...
    @property
    def most_tokens(self) -> int: ...


def estimated_tokens(text: str) -> int:
    """An estimate of the tokens in a text, a little too high rather than too low.

    Examples:
        >>> estimated_tokens("The tokenizer reads 2048 bytes.")
        10
    """
    count = len(_PIECE.findall(text))
    if not text.isascii():
        wide = len(text.encode("utf-8", "surrogatepass")) - sum(map(str.isascii, text))
        count += -(-wide // _WIDE_BYTES)
    return count


_AGAIN: ContextVar[Callable[[Asked | None], None] | None] = ContextVar("again", default=None)
_SPARE: ContextVar[Callable[[int, int], bool] | None] = ContextVar("spare", default=None)


def send_again(request: Asked | None = None) -> None:
    """Ask for leave to send a call once more; a host or wrapper that tries by itself has to.

    Args:
        request: What is sent besides the call, where it is something else.

    Raises:
        BudgetExceededError: The limits of the run do not allow it.
    """
    leave = _AGAIN.get()
    if leave is not None:
        leave(request)


def can_spare(calls: int, tokens: int) -> bool:
    """Whether the limits of the run leave so much for what is no work, such as a measurement."""
    spare = _SPARE.get()
    return spare is None or spare(calls, tokens)


class sending:  # noqa: N801 - a context manager; every call of a run with limits enters one
    """Have ``send_again`` and ``can_spare`` within the block ask these."""

    __slots__ = ("_leave", "_spare", "_tokens")

    def __init__(
        self, leave: Callable[[Asked | None], None], spare: Callable[[int, int], bool]
    ) -> None:
        self._leave, self._spare = leave, spare

    def __enter__(self) -> None:
        self._tokens = _AGAIN.set(self._leave), _SPARE.set(self._spare)

    def __exit__(self, *_: object) -> None:
        _AGAIN.reset(self._tokens[0])
        _SPARE.reset(self._tokens[1])


@contextmanager
def before_sending() -> Iterator[None]:
    """Mark errors within the block as errors before the call was sent."""
    try:
        yield
    except (OrchestrationError, CancelledError) as error:
        _notes_of(error)["sent"] = False
        raise


def was_sent(error: OrchestrationError | CancelledError) -> bool:
    """Whether a call without an answer was sent to its host, so that it may have a cost."""
    if isinstance(error, BudgetExceededError | ConfigError | EgressDeniedError):
        return False
    if isinstance(error, ContextOverflowError):
        return "status" in error.context  # else it was refused here
    return bool(_notes_of(error).get("sent", True))


def cost_of(error: OrchestrationError | CancelledError, request: Asked, streamed: str) -> Usage:
    """The cost of a call without an answer.

    Args:
        error: The error of the call, or its cancellation. ``usage`` in its context is what the
            adapter counted, as JSON; ``tries`` is how often a retrying wrapper sent it;
            ``withheld_chars`` is the length of what was not streamed on.
        request: The call.
        streamed: The answer before the failure.
    """
    notes = _notes_of(error)
    counted = usage_in(error)
    if counted != NO_USAGE:
        return counted
    if not was_sent(error):
        return NO_USAGE
    usage = Usage(calls=int(notes.get("tries", 1)))
    withheld_chars = int(notes.get("withheld_chars", 0))
    if "status" in notes and not streamed and not withheld_chars:
        return usage  # refused before any work was done
    return of_unfinished(usage, request, streamed, withheld_chars)


def report_usage(error: OrchestrationError | CancelledError, usage: Usage) -> None:
    """Have an error say what its call cost."""
    _notes_of(error)["usage"] = usage.model_dump(mode="json")


def report_tries(error: OrchestrationError | CancelledError, earlier: int) -> None:
    """Have an error say that its call was sent before, and refused before any work was done."""
    notes = _notes_of(error)
    if "usage" in notes:
        usage = Usage.model_validate(notes["usage"])
        report_usage(error, usage.model_copy(update={"calls": usage.calls + earlier}))
    notes["tries"] = notes.get("tries", 1) + earlier


def report_withheld(error: OrchestrationError | CancelledError, chars: int) -> None:
    """Have an error say how much of the answer was received but not streamed on."""
    if chars:
        _notes_of(error)["withheld_chars"] = chars


def usage_in(error: OrchestrationError | CancelledError) -> Usage:
    """The cost that an error reports; removed from the error, so that it is counted once."""
    return Usage.model_validate(_notes_of(error).pop("usage", {}))


def _notes_of(error: OrchestrationError | CancelledError) -> dict[str, Any]:
    # The one object of a cancellation passes through all that awaits the call.
    return error.context if isinstance(error, OrchestrationError) else vars(error)


def of_answer(usage: Usage, request: Asked, text: str) -> Usage:
    """The counts of a host for an answer, with marked estimates for those that are missing.

    A count is missing if it is 0, so low that the host cannot have counted the whole text, or so
    high that no text of this length has as many.

    Args:
        usage: The counts.
        request: The call.
        text: The answer, with the arguments of its tool calls.
    """
    usage = _credible(usage, request, text)
    prompt_tokens = usage.prompt_tokens
    if prompt_tokens * _LIKELY_CHARS < request.chars and prompt_tokens < request.least_tokens:
        prompt_tokens = 0
    answer_tokens = usage.completion_tokens
    if answer_tokens * _LIKELY_CHARS < len(text) and answer_tokens < least_tokens(text):
        answer_tokens = 0
    if prompt_tokens and (answer_tokens or not text):
        return usage
    prompt_tokens = prompt_tokens or request.estimated_tokens
    if text and not answer_tokens:
        answer_tokens = min(estimated_tokens(text), request.max_tokens)
    return _with(usage, prompt_tokens, answer_tokens)


def of_unfinished(usage: Usage, request: Asked, text: str, withheld_chars: int = 0) -> Usage:
    """As ``of_answer``, for a call whose end did not arrive.

    Where no text arrived either, nobody knows how far its host came: the whole answer counts.
    """
    usage = _credible(usage, request, text)
    answer_tokens = usage.completion_tokens
    if not answer_tokens:
        most = request.max_tokens
        arrived = estimated_tokens(text) + withheld_chars // _WITHHELD_CHARS
        answer_tokens = min(arrived, most) if text or withheld_chars else most
    tries = max(1, usage.calls)
    prompt_tokens = usage.prompt_tokens or request.estimated_tokens * tries
    return _with(usage, prompt_tokens, answer_tokens)


def least_tokens(text: str) -> int:
    """A lower bound of the tokens in a text: a token spans no two words, bar a few."""
    return len(text.split()) // 2


_LIKELY_CHARS = 6
"""At most so many characters per token are usual; only beyond that are the words counted."""


_BYTES_PER_CHAR = 4
_UNSEEN_TOKENS = 100_000
"""Most tokens that a host may add of its own: a prompt before the prompt, hidden thoughts."""


def _credible(usage: Usage, request: Asked, text: str) -> Usage:
    """The counts without those that are too high to be any: a token has at least a byte."""
    if usage.prompt_tokens <= _UNSEEN_TOKENS and usage.completion_tokens <= _UNSEEN_TOKENS:
        return usage
    most_prompt = request.chars * _BYTES_PER_CHAR + request.most_tokens + _UNSEEN_TOKENS
    most_answer = len(text) * _BYTES_PER_CHAR + request.max_tokens + _UNSEEN_TOKENS
    counts = usage.prompt_tokens, usage.completion_tokens
    prompt, answer = (
        n if n <= most else 0
        for n, most in zip(counts, (most_prompt * max(1, usage.calls), most_answer), strict=True)
    )
    if (prompt, answer) == counts:
        return usage
    cached = min(usage.cached_tokens, prompt)
    return usage.model_copy(
        update={"prompt_tokens": prompt, "completion_tokens": answer, "cached_tokens": cached}
    )


def _with(usage: Usage, prompt_tokens: int, answer_tokens: int) -> Usage:
    estimated = 0
    if prompt_tokens != usage.prompt_tokens:
        estimated += prompt_tokens
    if answer_tokens != usage.completion_tokens:
        estimated += answer_tokens
    if not estimated:
        return usage
    return usage.model_copy(
        update={
            "prompt_tokens": prompt_tokens,
            "completion_tokens": answer_tokens,
            "estimated_tokens": usage.estimated_tokens + estimated,
        }
    )
