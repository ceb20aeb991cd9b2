"""Values that are one of two, as a task names them: yes or no, true or false, Y/N, 1 or 0."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from hocket.core.late_pattern import late_pattern

if TYPE_CHECKING:
    from collections.abc import Sequence

_PAIR = late_pattern(
    r"(?<![\w-])['\"`]?(yes|true|y|1)['\"`]?(?: ?/ ?| or |, )['\"`]?(no|false|n|0)['\"`]?(?![\w-])"
    r"|(?<![\w-])['\"`]?(no|false|0)['\"`]?(?: ?/ ?| or |, )['\"`]?(yes|true|1)['\"`]?(?![\w-])",
    re.IGNORECASE,
)
_MORE_BEFORE = late_pattern(r"[\w'\")]\s*(?:[,/|]|\bor)\s*['\"`]?$")
_MORE_AFTER = late_pattern(
    r"['\"`]?\s*(?:,?\s*or\b|[/|]|,\s*['\"`]?[\w-]+['\"`]?\s*(?:,|or\b|\)|$))", re.IGNORECASE
)
_ELSE = late_pattern(r"\b(?:unknown|else|otherwise|missing|empty|blank|null)\b", re.IGNORECASE)
"""What shows that there are other values than the two."""

_PAIRS = frozenset({("yes", "no"), ("true", "false"), ("y", "n"), ("1", "0")})
_TRUE = frozenset({"true", "yes", "y", "1", "1.0"})
_FALSE = frozenset({"false", "no", "n", "0", "0.0"})


@dataclass(frozen=True, slots=True)
class Options:
    """Values of which there are two.

    Attributes:
        yes: What stands for true.
        no: What stands for false.
    """

    yes: str
    no: str
    strict: bool = True

    @property
    def example(self) -> str:
        return f"{self.yes} or {self.no}"

    @property
    def _values(self) -> tuple[Any, Any]:
        if self.yes.casefold() == "true":
            return True, False
        return (1, 0) if self.yes == "1" else (self.yes, self.no)

    def fits(self, value: Any) -> bool:
        """Whether a value is one of the two."""
        return any(type(value) is type(one) and value == one for one in self._values)

    def mended(self, values: Sequence[Any]) -> list[Any]:
        """The values, with other words for true and false in those that are asked for."""
        return [self._mended(value) for value in values]

    def _mended(self, value: Any) -> Any:
        text = str(value).strip().casefold()
        if value is None or self.fits(value) or text not in _TRUE | _FALSE:
            return value
        return self._values[text in _FALSE]

    def text_of(self, value: Any) -> str:
        """A value in a table, where true and false are words."""
        if isinstance(value, bool):
            return self.yes if value else self.no
        return str(value)


def options_in(words: str) -> Options | None:
    """The two values that words allow; None if they name none.

    Examples:
        >>> options_in("(yes or no)").mended([True, "No", "maybe"])
        ['yes', 'no', 'maybe']
        >>> options_in("(TRUE/FALSE)").text_of(True), options_in("(like yes)")
        ('TRUE', None)
        >>> options_in("(0, 1 or 2)"), options_in("(yes/no/unknown)")
        (None, None)
    """
    match = _PAIR.search(words)
    if match is None or _ELSE.search(words):
        return None
    if _MORE_BEFORE.search(words[: match.start()]) or _MORE_AFTER.match(words[match.end() :]):
        return None
    yes, no = (match[1], match[2]) if match[1] else (match[4], match[3])
    return Options(yes, no) if (yes.lower(), no.lower()) in _PAIRS else None
