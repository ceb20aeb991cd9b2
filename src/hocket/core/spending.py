"""The cost of failed LLM calls: as the host counts it, else estimated."""

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
"""Assumed length of a token, until the host reports a count."""


def estimated_tokens(chars: int) -> int:
    """An estimate of the tokens in a text of this length."""
    return chars // TOKEN_CHARS


@contextmanager
def before_sending() -> Iterator[None]:
    """Mark errors within the block as errors before the call was sent."""
    try:
        yield
    except OrchestrationError as error:
        error.context["sent"] = False
        raise


def was_sent(error: OrchestrationError) -> bool:
    """Whether a failed call was sent to its host, so that it may have a cost."""
    if isinstance(error, BudgetExceededError | ConfigError | EgressDeniedError):
        return False
    if isinstance(error, ContextOverflowError):
        return "status" in error.context  # else it was refused here
    return bool(error.context.get("sent", True))


def cost_of(error: OrchestrationError, prompt_tokens: int, streamed_chars: int) -> Usage:
    """The cost of a failed call.

    Args:
        error: The error of the call. ``usage`` in its context is what the adapter counted, as JSON;
            ``tries`` is how often a retrying wrapper sent it.
        prompt_tokens: Estimated length of the prompt.
        streamed_chars: Length of the answer before the failure.

    Examples:
        >>> from hocket.errors import UnavailableError
        >>> cost_of(UnavailableError("down", status=503), 100, 0).tokens
        0
        >>> cost_of(UnavailableError("broke off"), 100, 40).estimated_tokens
        110
    """
    tries = int(error.context.get("tries", 1))
    counted = usage_in(error)
    if not was_sent(error):
        return NO_USAGE
    if counted != NO_USAGE:
        return counted
    if "status" in error.context and not streamed_chars:
        return Usage(calls=tries)  # refused before any work was done
    return with_estimates(Usage(calls=tries), prompt_tokens * tries, streamed_chars)


def usage_in(error: OrchestrationError) -> Usage:
    """The cost that an error reports; removed from the error, so that it is counted once."""
    return Usage.model_validate(error.context.pop("usage", {}))


def with_estimates(usage: Usage, prompt_tokens: int, completion_chars: int) -> Usage:
    """The counts of a host, with marked estimates for missing ones.

    Args:
        usage: The counts; 0 means not counted.
        prompt_tokens: Estimated length of the prompt.
        completion_chars: Length of the answer so far.
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
