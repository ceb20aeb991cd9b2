"""Regular expressions of hocket itself that are compiled when they are first used.

For those that few goals need: a run loads the modules of all ways of working, with their patterns.
What `re` gets itself, or what is compared with ``match.re``, is compiled by `re`.
"""

from __future__ import annotations

import re
from typing import Any, cast


class _LatePattern:
    def __init__(self, pattern: str, flags: int) -> None:
        self._made_of = (pattern, flags)
        self._compiled: re.Pattern[str] | None = None

    def __reduce__(self) -> tuple[Any, ...]:
        return _LatePattern, self._made_of  # also how it is copied

    def __getattr__(self, name: str) -> Any:
        if self._compiled is None:
            self._compiled = re.compile(*self._made_of)
        value = getattr(self._compiled, name)
        self.__dict__[name] = value  # from now on found without this method
        return value


def late_pattern(pattern: str, flags: int = 0) -> re.Pattern[str]:
    """A compiled pattern in use, without the time to compile it where it is not used.

    Examples:
        >>> late_pattern("b+").search("abba").group()
        'bb'
    """
    return cast("re.Pattern[str]", _LatePattern(pattern, flags))
