"""The passages of a text: mails, agenda items, clauses, turns of a chat, log lines or paragraphs.

A passage is the part that one statement of the text stands in, with the lines it covers. The form
of a text is read from its lines; what has no other form is split into paragraphs.
"""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

Form = Literal["mails", "log", "chat", "items", "paragraphs"]

LEAST_PARTS = 2
"""Number of marks from which they are the form of a text."""

LOG_SHARE = 0.6
"""Share of lines that begin with a time from which a text is a log."""

CHAT_SHARE = 0.5
LEAST_LINES = 4
"""Number of lines from which a share of lines means something."""

_HEAD = re.compile(r"(?P<name>[A-Z][A-Za-z-]{1,20}):[ \t]*(?P<value>.*)")
_FROM = re.compile(r"(?:From|Von|De|Da|Van|Od):[ \t]*\S", re.IGNORECASE)
_RULE = re.compile(r"[-=_*]{3,}")
_STAMP = re.compile(
    r"\[?(?:\d{4}-\d\d-\d\d|\d{1,2}[./]\d{1,2}[./]\d{2,4}|[A-Z][a-z]{2} +\d{1,2})[T ,]*"
    r"\d{1,2}:\d\d"
    r"|\S+ \S+ \S+ \[\d{1,2}/[A-Z][a-z]{2}/\d{4}:"  # the log of a web server
    r"|\[?\d{1,2}:\d\d(?::\d\d)?[\].,]?\s"
)
_CLOCK = r"\d{1,2}:\d\d(?::\d\d)?(?: ?[AaPp]\.?[Mm]\.?)?"
_DATE = r"(?:[^\W\d_]{2,9},? )?(?:[\d./-]{6,10}|\d{1,2}\.? [^\W\d_]{3,9}\.?(?:,? \d{4})?)"
_DAY_OF_WEEK = r"(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]{0,6}\.?"
_NAMED = r"[^\W\d_][\w.'\u2019-]*(?: (?:[&+] )?[^\W\d_][\w.'\u2019-]*){0,2}"
_TURN = re.compile(
    rf"(?:\[?(?:{_DATE}|{_DAY_OF_WEEK})?[, ]*{_CLOCK}\]?[ \u2013-]*)?"
    rf"(?:(?P<speaker>{_NAMED})(?: ?[(\[](?:{_DATE})?[, ]*{_CLOCK}[)\]])?:|<(?P<nick>{_NAMED})>)"
    r"\s+\S"
)
"""A turn of a chat: its time may stand before or behind who says it."""
_ITEM = re.compile(
    r"(?P<mark>§ ?\d+[a-z]?|(?:article|section|clause|item|agenda item|question|art\.) \d+[.:)]?"
    r"|\d{1,3}(?:\.\d{1,3})*[.)]|\(\d{1,3}\)|#{1,6}(?:\s+\d{1,3}[.)])?)\s+\S",
    re.IGNORECASE,
)
_LABELLED = re.compile(
    r"(?P<mark>(?P<word>[A-Z][A-Za-z]{1,14}) (?:[Nn]o\.? ?)?(?P<number>\d{1,4}[a-z]?))"
    r"(?=[.:,)\]]|\s*[\u2013\u2014(-]|\s*$|\s+[A-Z])"
)
"""A word with a number that begins a line, such as ``Lot 44: a clock``; several make items."""
_NO_LABEL = re.compile(
    r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*|Page|Tel|EUR|USD|GBP|CHF|Since|In|On|At|About"
)
_ENDED = re.compile(r"[.!?:;)]\s*$")


@dataclass(frozen=True, slots=True)
class Passage:
    """A part of a text.

    Attributes:
        text: Its lines, without blank ones at the ends.
        first: Number of its first line, from 1.
        last: Number of its last line.
        mark: The number of an item or clause.
        heads: The heading lines of a mail, by their names in lower case; ``from`` is also who
            says a turn.
    """

    text: str
    first: int
    last: int
    mark: str = ""
    heads: tuple[tuple[str, str], ...] = ()

    def head(self, name: str) -> str:
        """A heading line of a mail; empty if it has none of that name."""
        return next((value for key, value in self.heads if key == name), "")

    @property
    def author(self) -> str:
        """Who wrote or said it, without an address; empty if the text does not say."""
        return re.sub(r"\s*<[^>]*>", "", self.head("from")).strip().strip('"')

    @property
    def body(self) -> str:
        r"""The text without the heading lines of a mail, or the speaker and time of a turn.

        Examples:
            >>> chat = "[Mon 3 March, 9:05] Ada: Tea?\nBo: Yes.\nAda: Here.\nBo: Ta."
            >>> [passage.body for passage in passages_of(chat)]
            ['Tea?', 'Yes.', 'Here.', 'Ta.']
        """
        if not _FROM.match(self.text):
            turn = _TURN.match(self.text) if self.author else None
            return self.text[turn.end() - 1 :] if turn else self.text
        lines = self.text.splitlines()
        start = next((i for i, line in enumerate(lines) if not _HEAD.match(line)), len(lines))
        return "\n".join(lines[start:]).strip("\n")


def form_of(text: str) -> Form:
    r"""The form of a text.

    Examples:
        >>> form_of("1. Roof. Mended.\n\n2. Garden. Left as it is.")
        'items'
        >>> form_of("Ada: Tea?\nBen: Yes, please.\nAda: With milk?\nBen: Without.")
        'chat'
        >>> form_of("A plain text.\n\nWith two paragraphs.")
        'paragraphs'
    """
    lines = [line for line in text.splitlines() if line.strip()]
    if sum(bool(_FROM.match(line)) for line in lines) >= LEAST_PARTS:
        return "mails"
    if len(lines) >= LEAST_LINES:
        speakers = [speaker for line in lines if (speaker := speaker_of(line))]
        if len(speakers) >= CHAT_SHARE * len(lines) and len(set(speakers)) < len(speakers):
            return "chat"
        if sum(bool(_STAMP.match(line)) for line in lines) >= LOG_SHARE * len(lines):
            return "log"
    if sum(bool(_ITEM.match(line)) for line in lines) >= LEAST_PARTS:
        return "items"
    return "items" if _labels(text.splitlines()) else "paragraphs"


def _labels(lines: Sequence[str]) -> dict[int, str]:
    r"""The marks of lines that begin with one word and different numbers, by their index.

    Examples:
        >>> _labels(["Lot 1: a clock", "sold.", "Lot 2: a vase"]), _labels(["Hall 1 is shut."])
        ({0: 'Lot 1', 2: 'Lot 2'}, {})
    """
    by_word: dict[str, dict[int, str]] = {}
    for i, line in enumerate(lines):
        match = _LABELLED.match(line)
        # In the middle of a sentence it is no heading.
        begins = not i or not lines[i - 1].strip() or _ENDED.search(lines[i - 1])
        if match and (begins or ":" in line[match.end() : match.end() + 1]):
            by_word.setdefault(match["word"], {})[i] = match["mark"]
    starts: dict[int, str] = {}
    for word, marks in by_word.items():
        if len(set(marks.values())) >= LEAST_PARTS and not _NO_LABEL.fullmatch(word):
            starts |= marks
    return starts


def speaker_of(line: str) -> str:
    """Who says the turn of a chat that a line begins; empty if it begins none.

    Examples:
        >>> speaker_of("[10:01] Ada Lo: Tea?"), speaker_of("<ben> yes"), speaker_of("It is late.")
        ('Ada Lo', 'ben', '')
    """
    turn = _TURN.match(line)
    return (turn["speaker"] or turn["nick"]) if turn else ""


def passages_of(text: str) -> tuple[Passage, ...]:
    r"""The passages of a text in their order; together they have all its lines that say something.

    Examples:
        >>> for p in passages_of("Minutes\n\n1. Roof.\n   Mended.\n\n2. Garden."):
        ...     print(p.first, p.last, repr(p.mark), repr(p.text))
        1 1 '' 'Minutes'
        3 4 '1' '1. Roof.\n   Mended.'
        6 6 '2' '2. Garden.'
    """
    lines = text.splitlines()
    return tuple(_SPLIT[form_of(text)](lines))


def numbered(passages: Sequence[Passage]) -> str:
    """The passages for a prompt, each line with its number in the text."""
    return "\n\n".join(
        "\n".join(f"{p.first + i}| {line.rstrip()}" for i, line in enumerate(p.text.split("\n")))
        for p in passages
    )


def _mails(lines: Sequence[str]) -> Iterator[Passage]:
    starts = [i for i, line in enumerate(lines) if _FROM.match(line) and _begins(lines, i)]
    for passage in _cut(lines, starts):
        heads = []
        for line in passage.text.splitlines():
            match = _HEAD.match(line)
            if match is None:
                break
            heads.append((match["name"].lower(), match["value"].strip()))
        yield Passage(passage.text, passage.first, passage.last, heads=tuple(heads))


def _begins(lines: Sequence[str], index: int) -> bool:
    """Whether a line can be the first of a mail: nothing of a mail's head stands before it."""
    before = lines[index - 1].strip() if index else ""
    return not before or bool(_RULE.fullmatch(before)) or not _HEAD.match(before)


def _items(lines: Sequence[str]) -> Iterator[Passage]:
    starts = {i: m["mark"] for i, line in enumerate(lines) if (m := _ITEM.match(line))}
    if len(starts) < LEAST_PARTS:
        starts |= _labels(lines)
    for passage in _cut(lines, list(starts), at_blank=True):
        mark = starts.get(passage.first - 1, "").strip("().:§# ")
        yield Passage(passage.text, passage.first, passage.last, mark=mark)


def _chat(lines: Sequence[str]) -> Iterator[Passage]:
    starts = {i: speaker for i, line in enumerate(lines) if (speaker := speaker_of(line))}
    for passage in _cut(lines, list(starts)):
        speaker = starts.get(passage.first - 1, "")
        heads = (("from", speaker),) if speaker else ()
        yield Passage(passage.text, passage.first, passage.last, heads=heads)


def _log(lines: Sequence[str]) -> Iterator[Passage]:
    # A line without a time, such as one of a traceback, belongs to the line before it.
    yield from _cut(lines, [i for i, line in enumerate(lines) if _STAMP.match(line)])


def _paragraphs(lines: Sequence[str]) -> Iterator[Passage]:
    yield from _cut(lines, [], at_blank=True)


_SPLIT: dict[Form, Callable[[Sequence[str]], Iterator[Passage]]] = {
    "mails": _mails,
    "items": _items,
    "chat": _chat,
    "log": _log,
    "paragraphs": _paragraphs,
}


def _cut(
    lines: Sequence[str], starts: Sequence[int], *, at_blank: bool = False
) -> Iterator[Passage]:
    """The lines between starts; with ``at_blank`` also between unindented lines after a blank one.

    Args:
        lines: The lines of the text.
        starts: Indexes of the lines that begin a passage.
        at_blank: Whether a blank line ends a passage, unless the next line is indented.
    """
    cuts = {0, *starts, len(lines)}
    if at_blank:
        for i in range(1, len(lines)):
            if not lines[i - 1].strip() and lines[i][:1].strip():
                cuts.add(i)
    ordered = sorted(cuts)
    for start, end in itertools.pairwise(ordered):
        first, last = start, end - 1
        while first <= last and _is_empty(lines[first]):
            first += 1
        while last >= first and _is_empty(lines[last]):
            last -= 1
        if first <= last:
            yield Passage("\n".join(lines[first : last + 1]), first + 1, last + 1)


def _is_empty(line: str) -> bool:
    return not line.strip() or bool(_RULE.fullmatch(line.strip()))
