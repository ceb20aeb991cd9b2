"""What stands behind a backslash in texts of programs."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

_ESCAPED = re.compile(r"\\(?:u([0-9A-Fa-f]{4})|(.))", re.DOTALL)
CODE = {"u": "u"}
"""Beside what else is meant: four digits behind ``u`` are the code of a character."""

BREAKS = {"n": "\n", "r": "\r", "t": "\t"}


def unescaped(text: str, meant: Mapping[str, str]) -> str:
    r"""A text without its escapes.

    Args:
        text: The text.
        meant: What a character behind a backslash means; others mean themselves.

    Examples:
        >>> unescaped(r"a\tb \"c\" \u00e4", BREAKS | CODE)
        'a\tb "c" ä'
        >>> unescaped(r"a\,b\u00e4", {})
        'a,bu00e4'
    """
    if "\\" not in text:
        return text
    has_codes = CODE.items() <= meant.items()

    def plain(match: re.Match[str]) -> str:
        code, char = match.groups()
        if code is None:
            return meant.get(char, char)
        return chr(int(code, 16)) if has_codes else f"{meant.get('u', 'u')}{code}"

    whole = _ESCAPED.sub(plain, text)
    # Two halves are one character, as in JSON; a half alone is none.
    return whole.encode("utf-16", "surrogatepass").decode("utf-16", "ignore")
