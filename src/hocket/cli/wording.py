"""Formats numbers, times and evidence, the same way in every view."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence
    from decimal import Decimal

    from hocket.core.check import CheckResult
    from hocket.core.review import Review

MINUTE_S, HOUR_S = 60, 3600
THOUSAND, MILLION = 1_000, 1_000_000
TINY_S = 10


def one_line(text: str, most: int = 160) -> str:
    r"""The text on one line, shortened with … to at most so many characters.

    Examples:
        >>> one_line("a\n  b"), one_line("abcdef", 4)
        ('a b', 'abc…')
    """
    flat = " ".join(text.split())
    return flat if len(flat) <= most else f"{flat[: most - 1]}…"


def count(number: int) -> str:
    """A short form of a number.

    Examples:
        >>> count(950), count(8_140), count(500_000), count(2_500_000)
        ('950', '8.1k', '500k', '2.5M')
    """
    for size, letter in ((MILLION, "M"), (THOUSAND, "k")):
        if number >= size:
            return f"{number / size:.1f}".removesuffix(".0") + letter
    return str(number)


def length(seconds: float) -> str:
    """A short form of a duration.

    Examples:
        >>> length(4.23), length(42), length(64), length(3700)
        ('4.2s', '42s', '1:04', '1:01:40')
    """
    if seconds < TINY_S:
        return f"{max(seconds, 0):.1f}s"
    whole = int(seconds)
    if whole < MINUTE_S:
        return f"{whole}s"
    if whole < HOUR_S:
        return f"{whole // MINUTE_S}:{whole % MINUTE_S:02d}"
    return f"{whole // HOUR_S}:{whole % HOUR_S // MINUTE_S:02d}:{whole % MINUTE_S:02d}"


def dollars(usd: Decimal) -> str:
    """An amount in dollars, with as few decimals as it needs.

    Examples:
        >>> from decimal import Decimal
        >>> dollars(Decimal(0)), dollars(Decimal("0.00312")), dollars(Decimal("1.50"))
        ('$0', '$0.0031', '$1.5')
    """
    text = f"{usd:.4f}".rstrip("0").rstrip(".")
    return f"${text}"


def bytes_of(size: int) -> str:
    """A short form of a size.

    Examples:
        >>> bytes_of(12), bytes_of(4096), bytes_of(1_117_320_768)
        ('12 B', '4.1 kB', '1.1 GB')
    """
    for unit, name in ((10**9, "GB"), (10**6, "MB"), (10**3, "kB")):
        if size >= unit:
            return f"{size / unit:.1f} {name}"
    return f"{size} B"


def evidence(results: Sequence[CheckResult]) -> str:
    """A summary of check results: how many passed, and the first that did not.

    Examples:
        >>> from hocket.core.check import CheckResult
        >>> good = CheckResult(says="it is there", kind="file", passed=True, evidence="12 bytes")
        >>> evidence([good])
        '1 of 1 checks: it is there (12 bytes)'
    """
    if not results:
        return "no check"
    passed = sum(1 for r in results if r.passed)
    shown = next((r for r in results if not r.passed), results[-1])
    unknown = "" if shown.passed is not None else "not run: "
    detail = f"{unknown}{shown.says or shown.kind} ({one_line(shown.evidence)})"
    return f"{passed} of {len(results)} checks: {detail}"


def basis(review: Review | None) -> str:
    """What a verdict is based on."""
    if review is None:
        return ""
    if review.agreement is not None:
        return review.agreement.words()
    if review.results:
        return evidence(review.results)
    return one_line(review.feedback) or f"by {review.reviewer}"
