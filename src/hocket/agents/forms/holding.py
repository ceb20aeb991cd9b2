"""Files of which a task says what they have: ``kit.json should have ropes, axes and lamps``."""

from __future__ import annotations

import re

_KEY = r"[a-z_]\w*"
_HAS = (
    r",? (?:which |that )?(?:(?:should|must|shall|has to|needs to|is to|to|will) )?"
    r"(?:have|has|contain|contains|hold|holds|include|includes)"
    r"(?: the (?:keys?|numbers? (?:of|for)))?"
    rf" (?={_KEY}(?:, {_KEY})+,? and {_KEY}(?: as numbers?)?(?:[.,;:(]|\s*$))"
)
"""Three keys or more, and nothing said of the last one."""
_OF_EACH = re.compile(r",? the (?:numbers?|counts?) of \w+ of each\b")


def with_keys(text: str, file: str) -> str:
    """The text with such keys as the usual enumeration behind its file.

    Examples:
        >>> with_keys("kit.json should have ropes, axes and lamps, 0 if none.", "kit.json")
        'kit.json with the keys ropes, axes and lamps, 0 if none.'
        >>> with_keys("kit.json should have a list, names and ages of all.", "kit.json")
        'kit.json should have a list, names and ages of all.'
        >>> with_keys("kit.json with s, m and l, the number of boots of each.", "kit.json")
        'kit.json with s, m and l, the number of each.'
    """
    said = re.sub(rf"{re.escape(file)}{_HAS}", f"{file} with the keys ", text)
    return _OF_EACH.sub(", the number of each", said)
