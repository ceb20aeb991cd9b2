"""Answers as people write them: short decimals, and no mark-up."""

from __future__ import annotations

import re

LONGEST_FRACTION = 100
"""Characters; a longer one is no short decimal number, and may be too large for one."""


def plain(text: str) -> str:
    r"""An answer as people write it: short decimals, no mark-up, no lines but the first three.

    Examples:
        >>> plain("It takes 2.4000000000000004 hours.")
        'It takes 2.4 hours.'
        >>> plain("It takes **12/5** hours.")
        'It takes 2.4 hours.'
    """
    lines = [line.strip() for line in text.replace("**", "").splitlines() if line.strip()]
    text = " ".join(lines[:3])
    text = re.sub(r"(?<!\d)\d+\.\d{5,}", lambda m: f"{float(m.group()):.6g}", text)
    return re.sub(r"(?<![\w/.])(\d+)/(\d+)(?![\w/])", _decimal, text)


def _decimal(match: re.Match[str]) -> str:
    """A fraction as a decimal number if that is short."""
    if len(match.group()) > LONGEST_FRACTION or not int(match[2]):
        return match.group()
    value = int(match[1]) / int(match[2])
    text = f"{value:.6g}"
    return text if float(text) == value else match.group()
