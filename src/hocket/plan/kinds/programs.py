"""Goals that are met by a program: one that is to be written, or one that is to be mended."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from hocket.core.late_pattern import late_pattern
from hocket.plan.kinds.patterns import CODES, has_ending, words
from hocket.plan.kinds.wording import is_question

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from hocket.plan.kinds.wording import Wording

_PROGRAM = words(
    r"functions?|scripts?|class(?:es)? (?:\w+\(|(?:\w+ )?with|that|named|called)|methods?"
    r"|modules?|programs?|command[- ]line tool|unit tests?|regex(?:p)?|regular expression"
    r"|python|javascript|decorator|refactor|debug|source code|algorithm"
)
_MAKES = words(
    r"write|implement|code|program|create|build|develop|make|need|give me|refactor|debug|fix"
    r"|port|want(?:ed)?|would like|written|needed|required"
)
_REPAIRS = (
    r"(?:fix(?:ed|ing)?|mend(?:ed)?|repair(?:ed)?|debug|correct(?:ed)?|refactor\w*|rewrite|speed up"
    r"|optimi[sz]e|extend|add|improve|make (?:it|FILE|this|the)|put (?:FILE|it|this|that) right"
    r"|put right|type hints|docstrings?)"
)
_MENDS = words(_REPAIRS)
_YOU_MEND = words(rf"(?:can|could|would|will) (?:you|someone|somebody) (?:\w+ )?{_REPAIRS}")
_MEND = words(rf"(?:^|, |; |and |then |please ){_REPAIRS}")
_FAILS = words(
    r"bugs?|bugg\w+|hangs?|crash(?:es|ed)?|wrong|right|incorrect|broken|fails?|failing|raises?"
    r"|errors?|faster|mistakes?|stuck|loops?|complain\w*"
)
_EXPLAINS = late_pattern(
    r"(?:explain|describe|define|name|compare|I (?:want|need|would like) to (?:know|understand))\b",
    re.IGNORECASE,
)


def is_code(said: Wording, inputs: Collection[str], outputs: Sequence[str]) -> bool:
    """Whether a goal is met by a program.

    Examples:
        >>> from hocket.plan.kinds.wording import said
        >>> is_code(said("Why does FILE hang? Could you mend it?"), ["a.py"], [])
        True
        >>> is_code(said("Why does FILE hang?"), ["a.py"], [])
        False
    """
    if any(has_ending(name, CODES) for name in outputs):
        return True
    if outputs:
        return False
    if any(has_ending(name, CODES) for name in inputs):
        return _is_mended(said)
    makes = not inputs and _MAKES.search(said.text)
    return bool(makes) and any(_is_wanted(s) and _PROGRAM.search(s) for s in said.sentences)


def _is_mended(said: Wording) -> bool:
    if _YOU_MEND.search(said.text) or any(map(_MEND.search, said.sentences)):
        return True
    if any(_is_wanted(s) and "?" not in s and _MENDS.search(s) for s in said.sentences):
        return True
    return bool(_FAILS.search(said.text)) and not said.first_asks and "?" not in said.text


def _is_wanted(sentence: str) -> bool:
    return not is_question(sentence) and not _EXPLAINS.match(sentence)
