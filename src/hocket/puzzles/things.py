"""The names of what a puzzle is about: people by their names, things by what sets them apart."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from hocket.puzzles.axes import NOT_SET_APART
from hocket.puzzles.words import GROUPS, NO_NAMES, items_of, singular

if TYPE_CHECKING:
    from collections.abc import Sequence

_WORD = r"[^\W\d_][\w-]*"
_PERSON = re.compile(r"(?<![\w-])(?:(?:Mr|Mrs|Ms|Dr) )?[^\W\d_a-z][\w-]*(?!['\u2019\w])")
_NO_NOUN = (
    r"(?!(?:is|are|was|were|has|had|does|do|did|can|lives?|lived|sits?|sat|stands?|stood|lies|lay"
    r"|hangs?|hung|costs?|weighs?|came|comes|finish(?:ed|es)|arrive[sd]?|won|ran)\b)"
)
"""What follows a thing that is named by one word alone."""
_ITEM = rf"(?:an?|the|one|my) {_WORD}(?: {_NO_NOUN}{_WORD})?"
_ITEMS = re.compile(rf"(?<!\w){_ITEM}(?:, {_ITEM})*,? and {_ITEM}(?!\w)", re.IGNORECASE)
_BARE = re.compile(
    r"(?<!\w)(?:the )?(?P<keys>[a-z]+(?:, [a-z]+)*,? and [a-z]+)(?: (?P<group>[a-z]+))?"
    r"(?=,| (?:is|are|was|were|stand|sit|lie|hang)\b|$)"
)
_GROUP = re.compile(rf"\b(?:{'|'.join(sorted(GROUPS, key=len, reverse=True))})\b")
_SUBJECT = re.compile(
    rf"(?:^|,? (?:and|but|while) |; )the (?P<name>{_WORD}(?: {_WORD})??)"
    r" (?=(?:is|was|stands|stood|sits|lies|lay|hangs|costs?|weighs|lives?|came|finished|arrived"
    r"|do(?:es)?(?:n['\u2019]t| not)|did(?:n['\u2019]t| not))\b)",
    re.IGNORECASE,
)
_OBJECT = re.compile(
    r"\b(?:than|of|to|above|below|behind|under|over|beside|between|and|or|nor|before|after|as)"
    rf" (?:both |either )?the (?P<name>{_WORD}(?: {_WORD})??)(?=[,;]| (?:and|or|nor|but)\b|$)"
)
_ARTICLE = re.compile(r"(?:an?|the|one|my) ", re.IGNORECASE)


class Things:
    """What is put in order, found in the statements of a puzzle.

    ``names`` are as an answer shows them, such as ``the red car``; ``group`` is what they all are,
    if that is said, and ``words`` are the words for one of them.
    """

    def __init__(self, statements: Sequence[str]) -> None:
        said = " ".join(statements)
        group = _GROUP.search(said)
        self.group = singular(group[0]) if group else ""
        self.names: list[str] = []
        self._patterns: list[str] = []
        self._things(statements)
        if not self.names:
            self._people(said)
        longest = sorted(enumerate(self._patterns), key=lambda item: -len(item[1]))
        self._all = [(index, re.compile(pattern)) for index, pattern in longest]

    def marked(self, text: str) -> str:
        """A text in lower case, with ``@0`` for each mention of the first thing, and so on."""
        for index, pattern in self._all:
            text = pattern.sub(f"@{index}", text)
        return text.lower()

    def shown(self, text: str) -> str:
        """A marked text with the names again."""
        return re.sub(r"@(\d+)", lambda match: self.names[int(match[1])], text)

    def _people(self, said: str) -> None:
        for match in _PERSON.finditer(said):
            name = match[0]
            if name.lower() not in NO_NAMES and name not in self.names:
                self.names.append(name)
                self._patterns.append(rf"(?<![\w-]){name}(?!['\u2019\w])")

    def _things(self, statements: Sequence[str]) -> None:
        """Those of lists of things, and of what statements say of one each."""
        items: list[str] = []
        for statement in statements:
            for match in _ITEMS.finditer(statement):
                listed = re.split(
                    r",? and (?=(?:an?|the|one|my) )|, ", match[0], flags=re.IGNORECASE
                )
                items += [_ARTICLE.sub("", item, count=1) for item in listed]
            items += [*_SUBJECT.findall(statement), *_OBJECT.findall(statement)]
            if self.group and (bare := _BARE.search(statement)):
                listed = items_of(bare["keys"])
                noun = bare["group"] or ""
                items += [f"{key} one" for key in listed] if noun in ("", "one") else []
                items += [f"{key} {self.group}" for key in listed] if noun in GROUPS else []
        self._take([item for item in items if item.split()[0].lower() not in NOT_SET_APART])

    def _take(self, items: Sequence[str]) -> None:
        """Keep these, by the words that set them apart, and with what they all are."""
        nouns = {noun for item in items for _, _, noun in [item.partition(" ")] if noun}
        kinds = nouns - {"one"}
        if len(kinds) > 1:
            return
        self.group = next(iter(kinds), self.group)
        noun = rf"(?: (?:{re.escape(self.group or 'one')}|one))?"
        for key in dict.fromkeys(item.partition(" ")[0] for item in items):
            self.names.append(f"the {key} {self.group}" if nouns and self.group else f"the {key}")
            article = r"(?:[Tt]he|[Aa]n?|[Oo]ne|[Mm]y)"
            self._patterns.append(
                rf"(?<![\w-])(?:{article} )?{re.escape(key)}{noun}(?!['\u2019\w-])"
            )
