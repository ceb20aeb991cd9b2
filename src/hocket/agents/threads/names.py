"""The people of a thread: those who write, and those of whom they write."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from hocket.agents.days import WEEKDAYS
from hocket.agents.formula import MONTH_NAMES
from hocket.core.late_pattern import late_pattern

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from hocket.documents.passages import Passage

PEOPLE = late_pattern(
    r"(?i)\b(?:who|whom|names?|people|persons?|members?|participants?|guests?|volunteers?"
    r"|colleagues?|friends?)\b"
)
_PERSON = (
    r"(?:member|participant|guest|volunteer|colleague|friend|helper|child|student|pupil|parent"
    r"|neighbou?r)"
)
_BESIDES = late_pattern(
    rf"(?i)\b(?:people|persons|{_PERSON}s|those|everybody|everyone|all|group|family|team) who\b"
    r"|\b(?:file|key|item|column)[ _]?names?\b"
)
"""What speaks of people, or of names, without asking for them."""
_WHO = late_pattern(
    rf"(?i)\bwho(?:m|se|ever)?\b|\b(?:which|what) (?:people|{_PERSON}s?)\b"
    r"|(?<!per )(?<!each )(?<!every )(?<!a )\bperson\b|\bnames?\b(?! of\b)"
    rf"|\bnames? of (?:the )?(?:people|persons|{_PERSON}s?)\b"
)
_ELSE = late_pattern(
    r"(?i)\bwhere\b|\b(?:which|what) (?:shop|store|colou?r|place|room|size|brand|price"
    r"|time|kind)s?\b"
    r"|\bwhat (?:does|do|did|will|is|are|was|were)\b|\b(?:yes or no|true or false|yes/no)\b"
    r"|\b(?:prices?|costs?|colou?rs?|weights?|weighs?|sizes?) (?:of|for) each\b"
    r"|\bhow (?:is|are|do|does|many|much|long|often|far|big)\b"
)
_UPPER = "[A-Z\u00c0-\u00d6\u00d8-\u00de\u0106\u010c\u0141\u015a\u0160\u017b\u017d]"
_LOWER = "[a-z\u00df-\u00f6\u00f8-\u017f]"
_WORD = rf"{_UPPER}{_LOWER}{{1,15}}"
_NAME = late_pattern(
    r"(?<![.!?:\n] )(?<!^)(?<!\n)(?<! at )(?<! in )(?<! near )"
    rf"\b{_WORD}\b(?! {_UPPER})"
)
_ACTING = late_pattern(
    rf"(?:^|[.!?:\n] ?)({_WORD}) (?=(?:has|is|was|can|can't|cannot|will|won't|wrote|comes"
    r"|says|said|stays|wants|would|told|asked|also|and)\b)"
)
_TITLE = late_pattern(
    r"(?:Mrs?|Ms|Miss|Mx|Dr|Prof|Professor|Pastor|Father|Sister|Brother|Rev|Reverend|Sir|Lady|Captain"
    r"|Coach|Chef|Uncle|Aunt|Auntie|Grandma|Grandpa|Principal|Headmaster|Headmistress|Sexton)\.?"
)
_NO_NAMES = """
the dear hello thanks sorry this that there they what
who she how yes not all everybody everyone everything nobody nothing none someone somebody something
anyone anybody anything both each some many most few others no so we he my in on it if
then and but also only just now maybe perhaps because while after before yesterday today tomorrow
tonight next last great good fine super perfect please ok okay well sure
"""


def first_name(author: str) -> str:
    """What an author is called: the first name, without a title; empty without an author.

    Examples:
        >>> [first_name(a) for a in ("Ada Lang", "Ms Winter", "Dr. Ines Falk", "")]
        ['Ada', 'Winter', 'Ines', '']
    """
    words = author.split()
    plain = [word for word in words[:-1] if not _TITLE.fullmatch(word)] + words[-1:]
    return plain[0] if plain else ""


def asks_who(goal: str) -> bool:
    """Whether a task asks for people, rather than for something else of what people do.

    Examples:
        >>> asks_who("Who does what? First names."), asks_who("What do the people eat each day?")
        (True, False)
        >>> asks_who("The people who camp: which colour has each thing?")
        False
    """
    plain = _BESIDES.sub(" ", goal)
    return _WHO.search(plain) is not None and _ELSE.search(plain) is None


def one_of(names: Iterable[str]) -> str:
    """A pattern of any one of some names, the longest first; of nothing where there are none.

    Examples:
        >>> one_of(["Jo", "Joan"]), one_of([])
        ('Joan|Jo', '(?!)')
    """
    return "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True)) or "(?!)"


def people_in(passages: Sequence[Passage]) -> list[str]:
    r"""The first names of those who write, and of those of whom they write, in their order.

    Examples:
        >>> from hocket.documents.passages import passages_of
        >>> text = "Ada Lang: I come with Bo.\nCy: Bo is ill.\nAda Lang: Alone, then.\nCy: Yes."
        >>> people_in(passages_of(text))
        ['Ada', 'Bo', 'Cy']
    """
    bodies = "\n".join(passage.body for passage in passages)
    lower = set(re.findall(rf"\b{_LOWER}+\b", bodies)) | {
        *_NO_NAMES.split(),
        *WEEKDAYS,
        *MONTH_NAMES,
    }
    surnames = {w for p in passages for w in p.author.split() if w != first_name(p.author)}
    names: dict[str, None] = {}
    for passage in passages:
        if passage.author:
            names.setdefault(first_name(passage.author))
        for name in _spoken_of(passage.body, lower):
            is_word = {name.lower(), f"{name.lower()}s"} & lower
            if not is_word and name not in surnames:
                names.setdefault(name)
    return list(names)


def _spoken_of(said: str, lower: set[str]) -> list[str]:
    """The words that may be names of persons; the second word of a name of two is none."""
    matches = [*_NAME.finditer(said), *_ACTING.finditer(said)]
    names = []
    for match in sorted(matches, key=lambda match: match.start()):
        before = re.search(rf"\b({_UPPER}{_LOWER}+) $", said[: match.start()])
        if before is None or before[1].lower() in lower:
            names.append(match[match.lastindex or 0])
    return names
