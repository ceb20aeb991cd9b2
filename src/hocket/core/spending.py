"""What a call to an LLM cost that failed: counted where a host says so, else estimated."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from hocket.core.usage import NO_USAGE, Usage
from hocket.errors import (
    BudgetExceededError,
    ConfigError,
    ContextOverflowError,
    EgressDeniedError,
    OrchestrationError,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

TOKEN_CHARS = 4
"""Assumed length of a token, until a host has counted."""


def estimated_tokens(chars: int) -> int:
    """About how many tokens a text of this length has."""
    return chars // TOKEN_CHARS


@contextmanager
def before_sending() -> Iterator[None]:
    """Mark the errors within the block as ones of a call that was not sent."""
    try:
        yield
    except OrchestrationError as error:
        error.context["sent"] = False
        raise


def was_sent(error: OrchestrationError) -> bool:
    """Whether a call that failed left for its host, and so may have cost something."""
    if isinstance(error, BudgetExceededError | ConfigError | EgressDeniedError):
        return False
    if isinstance(error, ContextOverflowError):
        return "status" in error.context  # the host refused it; else it was held back here
    return bool(error.context.get("sent", True))


def cost_of(error: OrchestrationError, prompt_tokens: int, streamed_chars: int) -> Usage:
    """What a failed call cost.

    Args:
        error: Of the call. ``usage`` in its context is what the adapter knows, as JSON; ``tries``
            how often a wrapper sent it that retries by itself.
        prompt_tokens: About how long its prompt was.
        streamed_chars: How much of the answer came before it failed.

    Examples:
        >>> from hocket.errors import UnavailableError
        >>> cost_of(UnavailableError("down", status=503), 100, 0).tokens
        0
        >>> cost_of(UnavailableError("broke off"), 100, 40).estimated_tokens
        110
    """
    tries = int(error.context.get("tries", 1))
    known = usage_in(error)
    if not was_sent(error):
        return NO_USAGE
    if known != NO_USAGE:
        return known
    if "status" in error.context and not streamed_chars:
        return Usage(calls=tries)  # refused before any work was done
    return with_estimates(Usage(calls=tries), prompt_tokens * tries, streamed_chars)


def usage_in(error: OrchestrationError) -> Usage:
    """What an error says that its call cost; taken out of it, so that nothing counts it twice."""
    return Usage.model_validate(error.context.pop("usage", {}))


def with_estimates(usage: Usage, prompt_tokens: int, completion_chars: int) -> Usage:
    """What a host counted, and marked estimates of what it did not count.

    Args:
        usage: As counted; 0 is taken as not counted.
        prompt_tokens: About how long the prompt was.
        completion_chars: Length of the answer, as far as it came.
    """
    completion_tokens = estimated_tokens(completion_chars)
    estimates = {
        name: tokens
        for name, tokens in (
            ("prompt_tokens", prompt_tokens),
            ("completion_tokens", completion_tokens),
        )
        if not getattr(usage, name) and tokens
    }
    if not estimates:
        return usage
    return usage.model_copy(update={**estimates, "estimated_tokens": sum(estimates.values())})
