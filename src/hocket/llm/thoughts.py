"""Thoughts: what a reasoning LLM writes before or between its answer is split off.

Hosts that do not separate them send them in the text, between marks: ``<think>``, ``[THINK]``, the
channels of gpt-oss, and others. A mark may be missing: a chat template that opens the thoughts
leaves only the closing one, and an answer that is cut off only the opening one. A mark in a code
block, in backticks or in quotation marks is text.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import Literal

from hocket.core.late_pattern import late_pattern
from hocket.llm.leading_thoughts import asks_for_thoughts, leading_thoughts

_THOUGHT = r"(?:think(?:ing)?|thoughts?|reasoning)"
_KIND = r"(?:(?:redacted|deep|inner|internal|hidden|longcat)_|ant)?"
_NAME = (
    rf"(?:[a-z]\w*:)?(?:{_KIND}{_THOUGHT}|reflection|scratchpad|(?:inner_|internal_)?monologue"
    r"|chain_of_thoughts?|cot(?:_budget_reflect)?)"
)
_BAR = r"[|\uff5c]"
_BEGIN = rf"(?:begin|start)_(?:of_)?{_THOUGHT}|{_THOUGHT}_(?:begin|start)|inner_prefix"
_END = rf"end_(?:of_)?{_THOUGHT}|{_THOUGHT}_end|inner_suffix"
OPEN = (
    rf"<(?:{_NAME})(?:\s[^<>]*)?(?<!/)>|\[THINK\]|(?-i:\[(?:THINKING|REASONING)\])|◁think▷"
    rf"|<{_BAR}(?:{_BEGIN}|{_NAME}){_BAR}>|<\|channel>thought\b|<unused94>(?:thought\b)?"
)
CLOSE = (
    rf"</(?:{_NAME})\s*>|<(?:{_NAME})\s*/>|\[/THINK\]|(?-i:\[/(?:THINKING|REASONING)\])|◁/think▷"
    rf"|<{_BAR}(?:{_END}|/{_NAME}){_BAR}>|<channel\|>|<unused95>"
)
_FENCE = r"(?m:^[ \t]*(?P<ticks>`{3,}|~{3,}))[^\n]*"
# A code span neither begins nor ends with a space, so two stray backticks do not make one.
_SPAN = r"(?<!`)``(?![ `])[^\n]{1,200}?(?<![ `])``(?!`)|(?<!`)`(?![ `])[^`\n]{1,200}(?<! )`(?!`)"
_TOKEN = late_pattern(
    rf"(?P<fence>{_FENCE})|(?P<span>{_SPAN})|(?P<open>{OPEN})|(?P<close>{CLOSE})",
    re.IGNORECASE,
)
_FENCE_LINE = late_pattern(r"^[ \t]*(?P<ticks>`{3,}|~{3,})[ \t]*(?P<info>[^\n]*)$", re.MULTILINE)
_CLOSING = late_pattern(CLOSE, re.IGNORECASE)
_LONE_CLOSING = late_pattern(rf"^[ \t]*(?:{CLOSE})[ \t]*$", re.IGNORECASE | re.MULTILINE)
_MORE_CLOSINGS = late_pattern(rf"(?:\s*(?:{CLOSE}))+", re.IGNORECASE)
MARK = late_pattern(rf"{OPEN}|{CLOSE}|<\|(?:channel|start)\|>", re.IGNORECASE)
_SENTENCE_END = late_pattern(r"(?:\A|[\n.!?:;…*)\]\"'])[ \t]*\Z")
_WORDS_OF_MARKS = (
    *("think", "thought", "reflection", "scratchpad", "monologue", "cot>", "cot_"),
    *("<|inner_", "cot ", "cot/"),
    *("<|channel", "<|start|", "<channel|>", "<unused9", "analysis"),
    *("reason", "rationale", "plan>", "planning>", "deliberation>", "brainstorm"),
)
_NEAR_CHARS = 200

_CHANNEL = late_pattern(
    r"(?P<role>to=[\w.]+\s*)?<\|channel\|>\s*(?P<name>\w+)(?P<to>[^<]*)(?:<\|constrain\|>[^<]*)?<\|message\|>"
    r"(?P<text>.*?)(?=<\|(?:end|return|call|start|channel)\|>|\Z)",
    re.DOTALL,
)
_BETWEEN_CHANNELS = late_pattern(r"<\|(?:start\|>\s*assistant|end\|>)")
_BARE_CHANNELS = late_pattern(r"\s*(?:assistant)?analysis(?=[A-Z\"'*(\n])")
_NEXT_CHANNEL = late_pattern(r"assistant(?:final(?=\s*\S)|(?=commentary to=))")
_ESCAPED = late_pattern(rf"(?:&lt;|\\u003c)(?P<name>/?(?:{_NAME}))(?:&gt;|\\u003e)", re.IGNORECASE)
"""A mark that a proxy has escaped once too often."""

_ANSWER = late_pattern(
    r"\A(?:<(?P<name>answer|response|output|final_answer)>(?P<a>.*?)(?:</(?P=name)>)?"
    r"|<\|begin_of_solution\|>(?P<b>.*?)(?:<\|end_of_solution\|>)?"
    r"|<\|START_(?:RESPONSE|TEXT)\|>(?P<c>.*?)(?:<\|END_(?:RESPONSE|TEXT)\|>)?)\s*\Z",
    re.DOTALL,
)
"""What some LLMs put around the answer that follows their thoughts."""


@dataclass(frozen=True, slots=True)
class Split:
    """A text without its thoughts.

    Attributes:
        text: The answer.
        thoughts: What was split off.
        marks: Is "closing" if only such a mark showed the thoughts.
        is_settled: Whether what follows belongs to the answer, unless a mark says otherwise.
    """

    text: str
    thoughts: str = ""
    marks: Literal["none", "some", "closing"] = "some"
    is_settled: bool = False


def split_thoughts(text: str, *, about_marks: bool = False, is_whole: bool = True) -> Split:
    """A text and the thoughts in it; a text without thoughts is returned unchanged.

    Args:
        text: What the LLM said.
        about_marks: Whether the prompt mentions such marks, so that the answer may too; then only
            marks at the start or the end of a line count.
        is_whole: Whether the answer is complete, so that no closing mark can follow.

    Examples:
        >>> split_thoughts("<think>Paris? No.</think>It is Lyon.").text
        'It is Lyon.'
        >>> split_thoughts("Write `<think>` before it.").thoughts
        ''
    """
    if not may_have_marks(text):
        return Split(text, marks="none")
    if text.lstrip().startswith(("{", "[", '"')) and not _TOKEN.match(text.lstrip()):
        # In JSON marks are data; until it is complete, nothing from the first mark on is certain.
        if _is_json(text):
            return Split(text, marks="none")
        mark = None if is_whole else MARK.search(text)
        if mark:
            return Split(text[: mark.start()], marks="none")
    if _ESCAPED.match(text.lstrip()):
        text = _ESCAPED.sub(r"<\g<name>>", text)
    led = None if about_marks else _led(text)
    if split := _channels(text) or _bare_channels(text) or led:
        return split
    if not MARK.search(text):
        return Split(text, marks="none")
    return _Scan(text, about_marks=about_marks, is_whole=is_whole).run()


def asks_for_marks(prompt: str) -> bool:
    """Whether a prompt speaks of marks or forms of thoughts, so that the answer may too."""
    return may_have_marks(prompt) and (bool(MARK.search(prompt)) or asks_for_thoughts(prompt))


def may_have_marks(text: str) -> bool:
    """Whether a text can have marks at all; most have none, and this is fast."""
    return any(map(text.lower().__contains__, _WORDS_OF_MARKS))


def _is_json(text: str) -> bool:
    try:
        json.loads(text)
    except (ValueError, RecursionError):
        return False
    return True


def _channels(text: str) -> Split | None:
    """The messages of the harmony format: those on ``final`` are the answer."""
    messages = list(_CHANNEL.finditer(text)) if "<|channel|>" in text else []
    if not messages and text.lstrip().startswith(("<|channel|>", "<|start|>")):
        return Split("", text)  # cut off in the head of the first message
    if not messages or _in_code(text, messages[0].start()):
        return None
    final = [m["text"] for m in messages if m["name"] == "final"]
    calls = [m.group() for m in messages if _is_call(m)]
    # A host may have dropped the marks of the first channel, but not its text.
    first = _BETWEEN_CHANNELS.sub("", text[: messages[0].start()])
    thoughts = [m["text"] for m in messages if m["name"] != "final" and not _is_call(m)]
    return Split("\n".join(final or calls).strip(), "\n".join((first, *thoughts)).strip())


def _is_call(message: re.Match[str]) -> bool:
    return bool(message["role"]) or "to=" in message["to"]


def _in_code(text: str, at: int) -> bool:
    """Whether a place is in a code block, or in backticks."""
    fences = sum(1 for _ in _FENCE_LINE.finditer(text, 0, at))
    return bool(fences % 2) or text[:at].endswith("`")


def _bare_channels(text: str) -> Split | None:
    """The same where the host has dropped the marks and left the names of the channels."""
    match = _BARE_CHANNELS.match(text)
    if match is None:
        return None
    final = _NEXT_CHANNEL.search(text, match.end())
    if final is None and text[match.end()] == "\n":
        return None  # a heading
    thoughts = text[match.end() : final.start() if final else len(text)]
    return Split(text[final.end() :].strip() if final else "", thoughts.strip())


def _led(text: str) -> Split | None:
    led = leading_thoughts(text)
    return Split(bare_answer(led[0]), led[1]) if led else None


def bare_answer(text: str) -> str:
    """The answer without what some LLMs put around it after their thoughts."""
    match = _ANSWER.match(text)
    if match is None:
        return text
    return next(part for part in match.group("a", "b", "c") if part is not None).strip()


class _Scan:
    """One pass over the marks of a text."""

    def __init__(self, text: str, *, about_marks: bool, is_whole: bool) -> None:
        self._text = text
        self._about_marks = about_marks
        self._is_whole = is_whole
        self._kept: list[str] = []
        self._thoughts: list[str] = []
        self._from = 0
        self._marks: Literal["some", "closing"] = "some"
        self._closings: list[re.Match[str]] | None = None
        self._plain: list[re.Match[str]] = []
        self._is_settled = True

    def run(self) -> Split:
        at = 0
        while match := _TOKEN.search(self._text, at):
            if match["fence"]:
                at = self._after_fence(match)
            elif match["span"]:
                at = match.end()
            elif match["open"]:
                at = self._after_open(match)
            else:
                at = self._after_close(match)
        if not self._thoughts:
            return Split(self._text, marks="none")
        self._kept.append(self._text[self._from :])
        text = bare_answer("".join(self._kept).strip())
        thoughts = "\n".join(self._thoughts).strip()
        return Split(text, thoughts, self._marks, is_settled=self._is_settled)

    def _after_fence(self, opening: re.Match[str]) -> int:
        """The end of a code block; a closing mark alone on a line ends one that never ends."""
        lines = _FENCE_LINE.finditer(self._text, opening.end())
        closing = next((x for x in lines if x["ticks"].startswith(opening["ticks"])), None)
        end = closing.start() if closing else len(self._text)
        lone = _LONE_CLOSING.search(self._text, opening.end(), end)
        self._is_settled = self._is_settled and closing is not None
        if closing is None and lone and not self._is_whole:
            self._text = self._text[: lone.start()]  # code or not: its end will show
            self._closings = None
        if closing is None or closing["info"]:
            return lone.start() if lone else end
        if lone and sum(1 for _ in _FENCE_LINE.finditer(self._text)) % 2:
            return lone.start()
        return closing.end()

    def _after_open(self, opening: re.Match[str]) -> int:
        if not self._counts(opening):
            return opening.end()
        near = self._text[max(self._from, opening.start() - _NEAR_CHARS) : opening.start()]
        closing = self._closing_after(opening.end())
        if closing is None and self._is_whole and not _SENTENCE_END.search(near):
            return opening.end()  # a tag that a sentence speaks of
        self._kept.append(self._text[self._from : opening.start()])
        end = closing.start() if closing else len(self._text)
        self._is_settled = closing is not None
        self._thoughts.append(self._text[opening.end() : end])
        self._from = self._end_of(closing) if closing else end
        return self._from

    def _after_close(self, closing: re.Match[str]) -> int:
        """Without an opening mark, all that came before are thoughts."""
        if not self._counts(closing):
            return closing.end()
        self._thoughts.append("".join(self._kept) + self._text[self._from : closing.start()])
        self._kept.clear()
        self._marks = "closing"
        self._from = self._end_of(closing)
        return self._from

    def _closing_after(self, start: int) -> re.Match[str] | None:
        """The first closing mark that is not quoted, else the first."""
        if self._closings is None:
            # From the last to the first, so that those that are passed can be dropped.
            self._closings = list(_CLOSING.finditer(self._text))[::-1]
            self._plain = [mark for mark in self._closings if not self._is_quoted(mark)]
        for marks in (self._closings, self._plain):
            while marks and marks[-1].start() < start:
                marks.pop()
        if self._plain:
            return self._plain[-1]
        return self._closings[-1] if self._closings and self._is_whole else None

    def _end_of(self, closing: re.Match[str]) -> int:
        more = _MORE_CLOSINGS.match(self._text, closing.end())
        return more.end() if more else closing.end()

    def _is_quoted(self, mark: re.Match[str]) -> bool:
        start, end = mark.span()
        around = self._text[max(0, start - 1) : start] + self._text[end : end + 1]
        return around in ("''", '""', "``", "“”")

    def _counts(self, mark: re.Match[str]) -> bool:
        if self._is_quoted(mark):
            return False
        if not self._about_marks:
            return True
        text, (start, end) = self._text, mark.span()
        begins_line = not text[text.rfind("\n", 0, start) + 1 : start].strip()
        newline = text.find("\n", end)
        ends_line = not text[end : newline if newline >= 0 else len(text)].strip()
        return begins_line or (ends_line and not mark["open"])
