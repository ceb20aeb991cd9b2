"""A stream without thoughts: what certainly belongs to the answer is passed on while it arrives."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from hocket.core.late_pattern import late_pattern
from hocket.llm.leading_thoughts import BEGINNING, STARTS
from hocket.llm.thoughts import CLOSE, MARK, OPEN, Split, may_have_marks, split_thoughts

if TYPE_CHECKING:
    from collections.abc import Callable

_MARK_PARTIAL = rf"{OPEN}|{CLOSE}|<\|channel>\w{{0,7}}|[<\[◁][^>\]▷\n]{{0,60}}"
_PARTIAL = late_pattern(rf"(?:{_MARK_PARTIAL})\Z", re.IGNORECASE)
_PARTIAL_OR_FENCE = late_pattern(
    rf"(?:{_MARK_PARTIAL}|`{{1,2}}|\n[ \t]*[`~]{{0,2}})\Z", re.IGNORECASE
)
"""The end of a piece that may be the start of a mark, or a mark that may be quoted."""

_FENCE_START = re.compile(r"(?:\A|\n)[ \t]*`{1,2}\Z")
_PARTIAL_CHARS = 100
_BARE = re.compile(r"(?:assistant)?analysis[A-Z\"'*(\n]|&lt;|\\u003c")
_STARTS = (*STARTS, "analysis", "assistantanalysis")
_MUSINGS = (
    *("okay", "ok", "alright", "hmm", "wait", "let me", "let's", "the user", "the question"),
    *("we need", "we have", "we are", "i need", "i should", "first,", "so ", "now ", "well,"),
)
"""How thoughts begin whose opening mark is in the prompt."""

_FIRST = frozenset("".join(words[0] for words in (*_STARTS, *_MUSINGS)).lower())

_PLAIN_FIRST = re.compile(rf"[^\s{re.escape(''.join(sorted(_FIRST)))}<\[◁][^<\[◁]*", re.IGNORECASE)
_PLAIN_NEXT = re.compile(r"[^<\[◁]*")
"""Pieces of text in which no mark begins, and of the first, no thought either."""

_EARLY = 50
"""How often a closing mark has the text split before that."""

_CLOSING = late_pattern(CLOSE, re.IGNORECASE)
_SPECIAL = re.compile(r"[<\[◁`~]")
_RECOUNT = 16
"""The part by which a marked text grows before it is split once more."""


class ThoughtFilter:
    """Passes on a streamed text without its thoughts, as far as they show while it arrives.

    Args:
        on_text: Called with the pieces that are no thoughts.
        wait: Whether to pass on nothing before there is a mark, or the end: for LLMs whose
            thoughts may have only a closing mark.
        about_marks: Says it as for ``split_thoughts``, once there are marks.
        on_thought: Called with the thoughts, once there is text behind them.
    """

    # Of the class, as the stream of an answer without thoughts changes none of them.
    _held = _tail = _told = ""
    _early = _EARLY
    _chars = _due = shown_chars = 0
    _marked = _begun = _is_settled = False
    _may_be_marked = False

    def __init__(
        self,
        on_text: Callable[[str], None],
        *,
        wait: bool = False,
        about_marks: Callable[[], bool] = bool,
        on_thought: Callable[[str], object] = str,
    ) -> None:
        self._on_text = on_text
        self._wait = wait
        self._about_marks = about_marks
        self._on_thought = on_thought
        self._all_plain = not wait
        self._pieces: list[str] = []
        self._shown: list[str] = []

    @property
    def withheld_chars(self) -> int:
        """Length of what was not passed on."""
        return self._chars - self.shown_chars

    def is_plain(self, text: str) -> bool:
        """Whether this is what came, and nothing in it can be a mark or a thought."""
        if self._wait or self._may_be_marked or not (self._begun or self._all_plain):
            return False
        return bool(self._pieces) and "".join(self._pieces) == text

    def feed(self, piece: str) -> None:
        """Take the next piece."""
        if self._all_plain:  # as most answers are to their end
            plain = _PLAIN_NEXT if self._pieces else _PLAIN_FIRST
            if plain.fullmatch(piece):
                self._pieces.append(piece)
                self._on_text(piece)
                return
            self._filter_from_here()
        self._pieces.append(piece)
        self._chars += len(piece)
        if self._is_settled and not _SPECIAL.search(piece):
            self._show_more(piece)
            return
        if self._marked or self._wait:
            self._is_settled = False
            self._show_settled()
            return
        self._held += piece
        if not self._begun and not self._begin():
            return
        held = self._held
        if "<" in held or "[" in held or "◁" in held:  # how every mark begins
            self._may_be_marked = True
            self._marked = bool(MARK.search(held))
            held = _without(_PARTIAL, held)
        if self._marked or self._wait:
            self._show_settled()
            return
        self._held = self._held[len(held) :]
        self._show(held)

    def _filter_from_here(self) -> None:
        """Note what was passed on without a look at it."""
        self._all_plain = False
        passed_on = "".join(self._pieces)
        self._shown += [passed_on] * bool(passed_on)
        self._chars = self.shown_chars = len(passed_on)
        self._begun = bool(passed_on)

    def _begin(self) -> bool:
        """Whether there is enough to see what the text begins with."""
        start = self._held.lstrip()
        if start and start[0].lower() not in _FIRST:
            self._begun = True
            return True
        lower = start.lower()
        if len(self._held) <= _PARTIAL_CHARS and (
            not start
            or any(form.startswith(lower) or lower.startswith(form) for form in _STARTS)
            or any(words.startswith(lower) for words in _MUSINGS)
        ):
            return False
        self._begun = self._may_be_marked = True
        muses = any(
            lower.startswith(words) and not lower[len(words)].isalpha() for words in _MUSINGS
        )
        self._wait = muses or bool(_BARE.match(start) or BEGINNING.match(start))
        return True

    def end(self) -> None:
        """Take the end of the text."""
        if self._all_plain:
            return
        if self._marked or self._wait or not self._begun:
            self._show_split(self._split("".join(self._pieces)))
        elif self._held:
            self._show(self._held)

    def _show_settled(self) -> None:
        """Split all that has come and pass on what is settled; rarely enough to stay linear."""
        self._tail = (self._tail + self._pieces[-1])[-_PARTIAL_CHARS:]
        if self._chars < self._due:
            if not self._early or not _CLOSING.search(self._tail):
                return
            self._early -= 1
        self._due = self._chars + self._chars // _RECOUNT
        whole = "".join(self._pieces)
        text = _certain(whole)
        split = self._split(text, is_whole=False)
        if not self._wait or split.marks != "none":
            self._show_split(split)
        self._is_settled = split.is_settled and text == whole
        self._held = text[len(text.rstrip()) :] if split.text else ""

    def _split(self, text: str, *, is_whole: bool = True) -> Split:
        about_marks = may_have_marks(text) and self._about_marks()
        return split_thoughts(text, about_marks=about_marks, is_whole=is_whole)

    def _show_split(self, split: Split) -> None:
        if split.text.strip():
            self._tell(split.thoughts)
        shown = "".join(self._shown)
        text, seen = split.text.lstrip(), shown.lstrip()
        if split.text.startswith(shown):
            self._show(split.text[len(shown) :])
        elif text.startswith(seen):
            self._show(text[len(seen) :])
        elif split.marks == "closing":
            # What was shown were thoughts; the answer only begins.
            self._shown.clear()
            self._show(split.text)

    def _show_more(self, piece: str) -> None:
        """Pass on a piece after the thoughts; white space only once something follows it."""
        held = self._held + piece
        ready = (held if self._shown else held.lstrip()).rstrip()
        self._held = held[len(held.rstrip()) :] if ready or self._shown else ""
        self._show(ready)

    def _tell(self, thoughts: str) -> None:
        if thoughts.startswith(self._told):
            new, self._told = thoughts[len(self._told) :], thoughts
            if new:
                self._on_thought(new)

    def _show(self, text: str) -> None:
        if text:
            self._shown.append(text)
            self.shown_chars += len(text)
            self._on_text(text)


def _without(end: re.Pattern[str], text: str) -> str:
    partial = end.search(text[-_PARTIAL_CHARS:])
    return text[: len(text) - len(partial.group())] if partial else text


def _certain(text: str) -> str:
    """The text up to what its continuation may make a mark, or code."""
    line = text[text.rfind("\n") + 1 :]
    if line.count("`") % 2:
        text = text[: text.rindex("`")]
    return (
        text
        if text.endswith("`") and not _FENCE_START.search(text)
        else _without(_PARTIAL_OR_FENCE, text)
    )
