"""The cost of calls without an answer, failed or stopped: as the host counts it, else estimated."""

from __future__ import annotations

from asyncio import CancelledError
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

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

STOPPED = "stopped"
"""Code of a try that did not fail but was cancelled, with its attempt or its process."""


def estimated_tokens(chars: int) -> int:
    """An estimate of the tokens in a text of this length."""
    return chars // TOKEN_CHARS


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


def cost_of(
    error: OrchestrationError | CancelledError, prompt_tokens: int, streamed_chars: int
) -> Usage:
    """The cost of a call without an answer.

    Args:
        error: The error of the call, or its cancellation. ``usage`` in its context is what the
            adapter counted, as JSON; ``tries`` is how often a retrying wrapper sent it;
            ``withheld_chars`` is the length of what was not streamed on.
        prompt_tokens: Estimated length of the prompt.
        streamed_chars: Length of the answer before the failure.

    Examples:
        >>> from hocket.errors import UnavailableError
        >>> cost_of(UnavailableError("down", status=503), 100, 0).tokens
        0
        >>> cost_of(UnavailableError("broke off"), 100, 40).estimated_tokens
        110
    """
    notes = _notes_of(error)
    tries = int(notes.get("tries", 1))
    counted = usage_in(error)
    streamed_chars += int(notes.get("withheld_chars", 0))
    if not was_sent(error):
        return NO_USAGE
    if counted != NO_USAGE:
        return counted
    if "status" in notes and not streamed_chars:
        return Usage(calls=tries)  # refused before any work was done
    return with_estimates(Usage(calls=tries), prompt_tokens * tries, streamed_chars)


def report_usage(error: OrchestrationError | CancelledError, usage: Usage) -> None:
    """Have an error say what its call cost."""
    _notes_of(error)["usage"] = usage.model_dump(mode="json")


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
