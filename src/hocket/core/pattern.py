"""Regular expressions from users and LLMs: searched with a time limit, in any thread.

A pattern can take longer than the world exists. Python's own ``re`` has no limit and keeps every
other thread waiting meanwhile; this one has both.
"""

from __future__ import annotations

import time
from contextlib import contextmanager
from contextvars import ContextVar
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from hocket.errors import InvalidInputError

if TYPE_CHECKING:
    from collections.abc import Iterator

PATTERN_S = 2.0
"""Time limit of all searches of one check or validation together."""

LONGEST = 10_000
"""Characters of a pattern: a longer one can take seconds to compile."""

SHORTEST_S = 0.001
SHORT_CHARS = 10_000
"""A text up to this is searched without a limit, unless the pattern may backtrack: a limit takes
longer to keep than that."""

_REPEATING = frozenset("*+?{(\\")
_UNTIL: ContextVar[float | None] = ContextVar("_UNTIL", default=None)


@contextmanager
def pattern_limit(limit_s: float = PATTERN_S) -> Iterator[None]:
    """Within the block, all searches together have this time limit, or what is left of an outer."""
    until, outer = time.monotonic() + limit_s, _UNTIL.get()
    token = _UNTIL.set(until if outer is None else min(until, outer))
    try:
        yield
    finally:
        _UNTIL.reset(token)


def count_matches(pattern: str, text: str) -> int:
    """How often a pattern matches; ``^`` and ``$`` match at each line.

    Raises:
        InvalidInputError: It is not a regular expression, or takes too long.
    """
    compiled = compiled_pattern(pattern, by_line=True)
    if len(text) <= SHORT_CHARS and not may_backtrack(pattern):
        return len(compiled.findall(text))
    with _limited(pattern) as left_s:
        return sum(1 for _ in compiled.finditer(text, timeout=left_s, concurrent=True))


def search(pattern: str, text: str) -> bool:
    """Whether a pattern matches anywhere in a text.

    Raises:
        InvalidInputError: It is not a regular expression, or takes too long.
    """
    compiled = compiled_pattern(pattern)
    with _limited(pattern) as left_s:
        return compiled.search(text, timeout=left_s, concurrent=True) is not None


def may_backtrack(pattern: str) -> bool:
    r"""Whether a search may take more steps than the text and the pattern have characters.

    Without repetitions, groups and references it cannot.

    Examples:
        >>> [may_backtrack(p) for p in ("^# Summary", "[A-Z]ile|Nil", "a+", r"(a)\1")]
        [False, False, True, True]
    """
    return not _REPEATING.isdisjoint(pattern)


@lru_cache(maxsize=512)
def compiled_pattern(pattern: str, *, by_line: bool = False) -> Any:
    """The compiled pattern.

    Raises:
        InvalidInputError: It is not a regular expression, or too long.
    """
    if len(pattern) > LONGEST:
        message = (
            f"the pattern /{pattern[:40]}…/ has {len(pattern)} characters, more than {LONGEST}; "
            "write a shorter one"
        )
        raise InvalidInputError(message, pattern=pattern[:40])
    import regex  # noqa: PLC0415 - slow to import

    try:
        return regex.compile(pattern, regex.MULTILINE if by_line else 0)
    except (regex.error, RecursionError, OverflowError, MemoryError) as error:
        message = f"the pattern /{pattern}/ is not a regular expression: {error}"
        raise InvalidInputError(message, pattern=pattern) from error


@contextmanager
def _limited(pattern: str) -> Iterator[float]:
    until = _UNTIL.get()
    left_s = PATTERN_S if until is None else until - time.monotonic()
    try:
        # Zero would mean at once, and less than that without a limit.
        yield max(left_s, SHORTEST_S)
    except TimeoutError as error:
        message = (
            f"searching for /{pattern}/ took over {PATTERN_S:g} s and was stopped; "
            "write it without repetitions within repetitions"
        )
        raise InvalidInputError(message, pattern=pattern) from error
