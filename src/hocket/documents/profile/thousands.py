"""Marks that part thousands or decimals: what the other numbers of a column show.

``85.612`` is a number of metres, or of thousands of them. Beside 84120 and 85 090 it is 85612.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

FEWEST = 2
"""Numbers without a mark that show how large the others are."""
LEAST = 200
"""What they are at least: smaller ones stand beside shares and measures with three decimals too."""
FAR = 5
"""By what factor a number may be outside of them; one with a decimal mark is a thousandth."""


def are_thousands(whole: Sequence[float], opened: Sequence[float]) -> bool:
    """Whether numbers whose marks can be read in two ways are as large as others with thousands.

    Args:
        whole: Numbers that are read in one way only.
        opened: The others, as they are if their marks part thousands.

    Examples:
        >>> are_thousands([84120, 85090], [84655]), are_thousands([840, 3], [1250])
        (True, False)
    """
    sizes = [abs(number) for number in whole if number]
    if not opened or len(sizes) < FEWEST or min(sizes) < LEAST or max(sizes) > FAR**2 * min(sizes):
        return False
    return all(min(sizes) / FAR <= abs(number) <= max(sizes) * FAR for number in opened)
