"""The cost of work, in the units of the limits."""

from __future__ import annotations

from decimal import Decimal

from pydantic import Field

from hocket.core.noun import Noun, unchecked


class Usage(Noun):
    """Calls, tokens, money and seconds, which can be added."""

    calls: int = Field(default=0, ge=0)
    prompt_tokens: int = Field(default=0, ge=0)
    cached_tokens: int = Field(default=0, ge=0, description="of prompt_tokens")
    completion_tokens: int = Field(default=0, ge=0)
    estimated_tokens: int = Field(
        default=0, ge=0, description="of prompt and completion tokens: no host counted them"
    )
    usd: Decimal = Decimal(0)
    unpriced_tokens: int = Field(
        default=0,
        ge=0,
        description="of prompt and completion tokens: no price is known, so usd is 0",
    )
    seconds: float = Field(default=0.0, ge=0)

    @property
    def tokens(self) -> int:
        """Prompt and completion tokens together."""
        return self.prompt_tokens + self.completion_tokens

    def __add__(self, other: Usage) -> Usage:
        if self is NO_USAGE:
            return other
        if other is NO_USAGE:
            return self
        mine, others = vars(self), vars(other)
        return unchecked(
            Usage,
            calls=mine["calls"] + others["calls"],
            prompt_tokens=mine["prompt_tokens"] + others["prompt_tokens"],
            cached_tokens=mine["cached_tokens"] + others["cached_tokens"],
            completion_tokens=mine["completion_tokens"] + others["completion_tokens"],
            estimated_tokens=mine["estimated_tokens"] + others["estimated_tokens"],
            usd=mine["usd"] + others["usd"],
            unpriced_tokens=mine["unpriced_tokens"] + others["unpriced_tokens"],
            seconds=mine["seconds"] + others["seconds"],
        )


def usage_of_call(
    calls: int,
    prompt_tokens: int,
    cached_tokens: int,
    completion_tokens: int,
    usd: Decimal,
    seconds: float,
) -> Usage:
    """What a host counted; validated unless it plainly fits, as a host may count anything.

    Examples:
        >>> usage_of_call(1, 12, 0, 3, Decimal("0.01"), 0.5).tokens
        15
    """
    is_plain = (
        int is type(calls) is type(prompt_tokens) is type(cached_tokens) is type(completion_tokens)
        and calls >= 0 <= prompt_tokens
        and cached_tokens >= 0 <= completion_tokens
        and type(usd) is Decimal
        and usd.is_finite()
        and type(seconds) is float
        and seconds >= 0
    )
    if not is_plain:
        return Usage(
            calls=calls,
            prompt_tokens=prompt_tokens,
            cached_tokens=cached_tokens,
            completion_tokens=completion_tokens,
            usd=usd,
            seconds=seconds,
        )
    return unchecked(
        Usage,
        calls=calls,
        prompt_tokens=prompt_tokens,
        cached_tokens=cached_tokens,
        completion_tokens=completion_tokens,
        usd=usd,
        seconds=seconds,
    )


NO_USAGE = unchecked(Usage)
