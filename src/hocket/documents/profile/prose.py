"""What a text is: its language and form, and where headings, senders, dates and amounts are."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from itertools import islice
from pathlib import PurePath
from typing import TYPE_CHECKING, Literal

from hocket.documents.encoding import decoded
from hocket.documents.passages import speaker_of

if TYPE_CHECKING:
    from collections.abc import Iterable

ENDINGS = (".txt", ".md", ".rst", ".eml", ".mbox", ".log", ".text", "")
MOST_PLACES = 40
LISTING_LINES = 50
"""Lines for each paragraph from which a text is one entry a line."""

MOST_LINES = 20_000
PLACE_CHARS = 80
LINE_CHARS = 2000
FEW = 3
_WORDS = {
    "English": "the and of to in is that for was with on as are by be not this from",
    "German": "der die das und ist nicht mit von den auf für ein eine dem wird im zu",
    "French": "le la les des et est une dans que pour pas sur du au avec qui sont",
    "Spanish": "el los las una que por con para del es se no su como más está",
    "Italian": "il lo gli che di è una per con non sono del della nel si come",
    "Dutch": "de het een en van is niet met op te dat voor zijn aan er ook",
    "Portuguese": "o os as uma que não com para do da em é se por dos mais",
}
_LANGUAGES = {language: frozenset(words.split()) for language, words in _WORDS.items()}
_WORD = re.compile(r"[^\W\d_]+")
_SENDER = re.compile(r"(?:From|Von|De): ?([^<\n]{1,60})")
_UNDERLINE = re.compile(r"[=\-~]{3,}\s*")
_HEADING = re.compile(
    r"#{1,6} +(.{1,80}?) *#*|((?:\d+\.)+\d*|§ ?\d+|Article \d+) +(.{1,70}[^.,;:])"
)
_ITEM = re.compile(r"\s*(?:[-*•]|\d+[.)])\s+\S")
_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec|Mär|Mai|Okt|Dez)[^\W\d_]{0,7}\.?"
_DATE = re.compile(
    r"\b(?:\d{4}-\d\d-\d\d|\d{1,2}[./]\d{1,2}[./]\d{2,4}"
    rf"|\d{{1,2}}\.? {_MONTH}(?: \d{{4}})?"
    rf"|{_MONTH} \d{{1,2}}(?:, \d{{4}})?)"
)
_AMOUNT = re.compile(
    r"(?:[€$£]|\b(?:EUR|USD|GBP|CHF) )\s?\d[\d.,']*\d"
    r"|\b\d[\d.,']*\s?(?:[€$£%]|(?:EUR|USD|GBP|CHF)\b)"
)


@dataclass(frozen=True, slots=True)
class Place:
    """Something in a text, with the number of the line where it first stands, from 1."""

    text: str
    line: int
    count: int = 1


@dataclass(frozen=True, slots=True)
class TextProfile:
    """What a text is.

    Attributes:
        name: Name of the file.
        encoding: The encoding of the file, for Python's ``open``.
        language: Its language in English; empty if that is not clear.
        form: ``mails``, ``conversation``, ``minutes``, ``contract``, ``list`` or ``text``.
        lines: Number of lines.
        paragraphs: Number of paragraphs.
        words: Number of words.
        headings: Its headings.
        people: Who sent or said its parts.
        dates: The dates in it, as they are written.
        amounts: Amounts of money and percentages, as they are written.
    """

    name: str
    encoding: str = "utf-8"
    language: str = ""
    form: str = "text"
    lines: int = 0
    paragraphs: int = 0
    words: int = 0
    headings: tuple[Place, ...] = ()
    people: tuple[Place, ...] = ()
    dates: tuple[Place, ...] = ()
    amounts: tuple[Place, ...] = ()
    kind: Literal["text"] = "text"

    @property
    def is_listing(self) -> bool:
        """Whether it is one entry a line, such as a log: it is computed on, not read.

        Lines of prose stand in paragraphs, however they are broken.

        Examples:
            >>> TextProfile("seen.txt", lines=900, paragraphs=2).is_listing
            True
            >>> TextProfile("novel.txt", lines=900, paragraphs=80).is_listing
            False
        """
        return self.lines >= LISTING_LINES * max(1, self.paragraphs)


def text_profile(name: str, content: bytes) -> TextProfile | None:
    r"""What a text file is; None if it is none.

    Examples:
        >>> text_profile("a.md", b"# Minutes\n\nThe fee is 5 EUR from 2024-01-02 on.\n").amounts
        (Place(text='5 EUR', line=3, count=1),)
    """
    text = decoded(content)
    if PurePath(name).suffix.lower() not in ENDINGS or text is None or not text.text.strip():
        return None
    every = text.text.splitlines()
    lines = [line[:LINE_CHARS] for line in every[:MOST_LINES]]
    headings = _headings(lines)
    senders = _places(lines, _SENDER)
    people = senders or _speakers(lines)
    return TextProfile(
        name,
        text.encoding,
        language=_language(text.text),
        form=_form(lines, headings, mails=bool(senders), speakers=len(people)),
        lines=len(every),
        paragraphs=len([part for part in re.split(r"\n\s*\n", text.text) if part.strip()]),
        words=len(text.text.split()),
        headings=headings[:MOST_PLACES],
        people=people[:MOST_PLACES],
        dates=_places(lines, _DATE)[:MOST_PLACES],
        amounts=_places(lines, _AMOUNT)[:MOST_PLACES],
    )


def _language(text: str) -> str:
    words = Counter(match[0].lower() for match in islice(_WORD.finditer(text), MOST_LINES))
    scores = {name: sum(words[w] for w in usual) for name, usual in _LANGUAGES.items()}
    best = max(scores, key=lambda name: scores[name])
    return best if scores[best] >= FEW else ""


def _headings(lines: list[str]) -> tuple[Place, ...]:
    headings = []
    for number, line in enumerate(lines, 1):
        match = _HEADING.fullmatch(line.strip())
        below = lines[number] if number < len(lines) else ""
        is_underlined = bool(line.strip()) and _UNDERLINE.fullmatch(below) is not None
        if match is not None or (is_underlined and not _UNDERLINE.fullmatch(line)):
            headings.append(
                Place((match[1] if match and match[1] else line.strip())[:PLACE_CHARS], number)
            )
    return tuple(headings)


def _places(lines: Iterable[str], pattern: re.Pattern[str]) -> tuple[Place, ...]:
    """What a pattern matches, each text once with its first line, in order."""
    places: dict[str, Place] = {}
    for number, line in enumerate(lines, 1):
        for match in pattern.finditer(line):
            text = match[match.re.groups and 1].strip()[:PLACE_CHARS]
            before = places.get(text)
            places[text] = (
                Place(text, before.line, before.count + 1) if before else Place(text, number)
            )
    return tuple(places.values())


def _speakers(lines: list[str]) -> tuple[Place, ...]:
    """Those who speak in a conversation: who begins more than one turn."""
    places: dict[str, Place] = {}
    for number, line in enumerate(lines, 1):
        speaker = speaker_of(line)
        if speaker:
            before = places.get(speaker)
            count = before.count + 1 if before else 1
            places[speaker] = Place(speaker, before.line if before else number, count)
    recurring = tuple(place for place in places.values() if place.count > 1)
    return recurring if len(recurring) > 1 else ()


def _form(lines: list[str], headings: tuple[Place, ...], *, mails: bool, speakers: int) -> str:
    filled = [line for line in lines if line.strip()]
    start = " ".join(filled[:FEW]).lower()
    if mails:
        return "mails"
    if speakers and speakers > 1:
        return "conversation"
    if re.search(r"\b(minutes|protokoll|procès-verbal)\b", start):
        return "minutes"
    if re.search(r"\b(agreement|contract|vertrag|contrat|contrato)\b", start) and headings:
        return "contract"
    items = sum(1 for line in filled if _ITEM.match(line))
    return "list" if items * 2 > len(filled) else "text"
