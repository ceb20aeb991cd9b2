"""Repetition: how an answer shows that it will only repeat itself from here on.

Small LLMs fall into loops: a sentence, a line, a few tokens or a numbered list without end. What
repeats honestly (tables, code, refrains, columns of data) differs in what is repeated and how
often, so each kind of text has its own limit. A text is looked at every ``STEP`` characters, so the
same text is cut at the same place whatever the pieces in which it arrives.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from hocket.core.late_pattern import late_pattern

STEP = 64
WINDOW = 6000
PROBE = 24
"""A loop is looked for by the last place where these last characters stood before."""

CANDIDATES = 4
SENTENCES, PARAGRAPHS, ROWS = 6, 3, 20
"""Repeats in a row of a sentence, a paragraph, and a row of a table or a line of code."""

BLOCKS, BLOCK_LETTERS = 12, 60
"""Repeats in a row of the same lines of code, several of them, with so many letters."""

ASSIGNMENTS = 5
"""Repeats in a row of such lines that all set a name to what a method makes of it."""

PARAGRAPH_LETTERS, WORD_LETTERS, SENTENCE_WORDS, CLOSED_WORDS = 160, 10, 6, 3
WORDS, WORDS_CHARS = 60, 800
"""Repeats in a row of a few words, and the characters of all of them."""

BLANK_CHARS, SIGNS_CHARS = 300, 1200
"""Characters in a row of a repeated pattern of white space, or of digits and signs."""

ITEMS, ITEM_SENTENCES, COUNTED = 80, 8, 500
"""Items of a numbered list that hardly differ, such items with sentences, and bare numbers."""

CYCLE, SHOWN_CHARS = 6, 80
RECENT, DISTINCT = 24, 5
"""Of so many sentences, at least so many are different ones."""

_OF_ROWS = late_pattern(r"[|\t{};=<>]|,\S[^,\n]*,\S")
_CLOSED = late_pattern(r"[.!?][\s\"')*_]")
_WIDE = late_pattern(r"[。！？]")  # noqa: RUF001 - marks of Chinese and Japanese, which have no spaces
_ENDING = late_pattern(r"(?:[.!?][\"')\]*_]*(?=\s|\Z)|[…。！？]|\n)")  # noqa: RUF001 - as above
_ENDED = late_pattern(r"(?:[.!?…。！？][\"')\]*_]*\s*|\n\s*|\A)\Z")  # noqa: RUF001 - as above
_SENTENCE = late_pattern(r"[^.!?…。！？\n]+(?:[.!?…。！？]+|\n|\Z)")  # noqa: RUF001 - as above
_ASSIGNMENT = late_pattern(r"\s*(?:#|(?P<set>[\w.]+(?:\[[^]]*\])*) = (?P=set)\.)")
_LETTER = late_pattern(r"[^\W\d_]")
_ITEM = late_pattern(r"(?P<before>\D{0,20})(?P<number>\d{1,9})(?P<after>.*)")
_COUNTED = late_pattern(r"\d{1,9}")


@dataclass(frozen=True, slots=True)
class Loop:
    """A loop at the end of a text.

    Attributes:
        kept: How many characters are left of the text, up to the end of a sentence.
        says: What is repeated, in words.
    """

    kept: int
    says: str


class LoopWatch:
    """Looks for a loop in a text while it grows."""

    # Of the class, as most answers change none but the text.
    _text = ""
    _before = 0
    _next = STEP
    loop: Loop | None = None

    def feed(self, piece: str) -> bool:
        """Add a piece; whether the text is in a loop. What follows a loop is not looked at."""
        if len(self._text) + len(piece) < self._next:
            self._text += piece
            return self.loop is not None
        at = 0
        while self.loop is None and len(self._text) + len(piece) - at >= self._next:
            until = at + self._next - len(self._text)
            self._text += piece[at:until]
            at = until
            self._next += STEP
            self._look()
        self._text += piece[at:]
        return self.loop is not None

    def _look(self) -> None:
        loop = loop_at_end(self._text)
        if loop is not None:
            self.loop = Loop(self._before + loop.kept, loop.says)
        over = len(self._text) - WINDOW
        if over >= WINDOW:
            self._text = self._text[over:]
            self._before += over
            self._next -= over


def loop_in(text: str) -> Loop | None:
    """The loop that a whole text falls into; None if it has none."""
    watch = LoopWatch()
    watch.feed(text)
    return watch.loop


def loop_at_end(text: str) -> Loop | None:
    """The loop at the end of a text."""
    window = text[-WINDOW:]
    loop = _periodic(window) or _counting(window) or _shuffled(window)
    return loop and Loop(len(text) - len(window) + loop.kept, loop.says)


def _periodic(text: str) -> Loop | None:
    """The same characters over and over."""
    probe, before = text[-PROBE:], len(text) - 1
    is_code = text.count("```") % 2 == 1
    smaller = 0
    for _ in range(CANDIDATES):
        at = text.rfind(probe, 0, before)
        if at < 0:
            return None
        period = len(text) - PROBE - at
        before = at + PROBE - 1
        if smaller and period % smaller == 0:
            continue  # a multiple of a period is one as well
        unit = text[-period:]
        times = 1
        while text.endswith(unit, 0, len(text) - times * period):
            times += 1
        if times > 1:
            smaller = smaller or period
        if times >= _limit_of(unit, is_code=is_code):
            first = len(text) - times * period
            while first and text[first - 1] == text[first - 1 + period]:
                first -= 1
            end = _good_end(text, first + period, period)
            shown = text[end - period : end] if end >= first + period else unit
            return Loop(end, f"{times} times {_shown(shown)}")
    return None


def _limit_of(unit: str, *, is_code: bool) -> int:
    """How often in a row honest texts repeat such a unit, and once more."""
    letters = sum(map(str.isalpha, unit))
    if not letters:
        chars = SIGNS_CHARS if unit.strip() else BLANK_CHARS
        return max(PARAGRAPHS, -(-chars // len(unit)))
    if _is_sentence(unit, is_code=is_code):
        return PARAGRAPHS if letters >= PARAGRAPH_LETTERS else SENTENCES
    if is_code and "\n" in unit.strip("\n"):
        if letters >= BLOCK_LETTERS // 2 and _is_assignments(unit):
            return ASSIGNMENTS
        if letters >= BLOCK_LETTERS:
            return BLOCKS
    is_row = letters >= WORD_LETTERS and (is_code or _OF_ROWS.search(unit))
    return ROWS if is_row else max(WORDS, -(-WORDS_CHARS // len(unit)))


def _is_assignments(unit: str) -> bool:
    """Whether the whole lines of a unit set names to what methods make of them, or are comments."""
    lines = [line for line in unit.split("\n")[1:-1] or [unit] if line.strip()]
    return bool(lines) and all(map(_ASSIGNMENT.match, lines))


def _is_sentence(unit: str, *, is_code: bool) -> bool:
    if is_code or _OF_ROWS.search(unit):
        return False
    words = len(unit.split())
    is_closed = words >= CLOSED_WORDS and _CLOSED.search(unit)
    return words >= SENTENCE_WORDS or bool(is_closed or _WIDE.search(unit))


def _counting(text: str) -> Loop | None:
    """A numbered list whose items are the same few over and over, or bare counting."""
    if not _LETTER.search(text, max(0, len(text) - 3 * COUNTED)):
        numbers = _COUNTED.findall(text)[-COUNTED:-1]
        if len(numbers) == COUNTED - 1 and _rises(list(map(int, numbers))):
            return Loop(len(text), f"it counts on beyond {numbers[-1]}")
        return None
    lines = [line for line in text.split("\n")[:-1] if line.strip()]
    return _numbered(text, lines, ITEM_SENTENCES) or _numbered(text, lines, ITEMS)


def _numbered(text: str, lines: list[str], most: int) -> Loop | None:
    items = [item for line in lines[-most:] if (item := _ITEM.fullmatch(line))]
    if len(items) < most or not _rises([int(item["number"]) for item in items]):
        return None
    kinds = {item["before"] + item["after"] for item in items}
    if most == ITEMS:
        is_list = not any(map(_OF_ROWS.search, kinds)) and all(map(_LETTER.search, kinds))
        is_loop = is_list and len(kinds) <= CYCLE
    else:
        is_loop = len(kinds) == 1 and all(_is_sentence(kind, is_code=False) for kind in kinds)
    if not is_loop:
        return None
    # The loop may have begun before, but then it was noticed before.
    end = text.index(items[len(kinds) - 1].group()) + len(items[len(kinds) - 1].group()) + 1
    return Loop(end, f"{most} numbered items, of which {len(kinds)} differ")


def _rises(numbers: list[int]) -> bool:
    return all(after == before + 1 for before, after in pairwise(numbers))


def _shuffled(text: str) -> Loop | None:
    """The same few sentences over and over, in any order."""
    tail = text[-2 * WINDOW // 3 :]
    sentences = [match.group().strip() for match in _SENTENCE.finditer(tail)][-RECENT - 1 : -1]
    kinds = dict.fromkeys(sentences)
    if len(sentences) < RECENT or len(kinds) > DISTINCT:
        return None
    is_code = text.count("```") % 2 == 1
    if not all(_is_sentence(kind, is_code=is_code) for kind in kinds):
        return None
    ends = max(text.index(sentence) + len(sentence) for sentence in kinds)
    return Loop(_good_end(text, ends, len(text) - ends), f"{len(kinds)} sentences over and over")


def _good_end(text: str, at: int, room: int) -> int:
    """The end of the sentence around a place: before it if there is none within the room."""
    if _ENDED.search(text[max(0, at - PROBE) : at]):
        return at
    after = _ENDING.search(text, at, at + room)
    if after is not None:
        return after.end()
    ends = [match.end() for match in _ENDING.finditer(text, 0, at)]
    return ends[-1] if ends else at


def _shown(unit: str) -> str:
    flat = " ".join(unit.split())
    return repr(flat if len(flat) <= SHOWN_CHARS else f"{flat[:SHOWN_CHARS]}…")
