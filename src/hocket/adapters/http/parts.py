"""The optional parts of a request that a host refuses, which are then left out for that LLM.

No answer depends on them: a schema and tools are described in the prompt instead, a stop text is
cut off here, and a system message becomes part of the first message of the user.
"""

from __future__ import annotations

import re
import sys
from typing import TYPE_CHECKING, Any

from hocket.adapters.http.reading import table, tables, word
from hocket.errors import ContextOverflowError, HostUnusableError

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from hocket.adapters.http.memory import Learned, RefusalMemory
    from hocket.adapters.http.refusal import HttpRefusal
    from hocket.errors import OrchestrationError

NAMED = "refused_parts"
"""Key in the context of an error: the parts that the refusal names, likeliest first."""

_MAY_NAME = frozenset({400, 404, 415, 422, 500, 501})
"""Some servers report a template that refuses a message as their own error."""

_REFUSES_WHOLE = frozenset({400, 422})
_OPTIONAL = (
    *("temperature", "seed", "stream_options", "strict", "response_format", "logprobs"),
    *("cache_control", "parallel_tool_calls"),
)
"""What a host may refuse without naming it."""

_NOT = r"(not|n't|un\w+|only|extra|forbidden|invalid|deprecated)"
_WORDS = {
    "temperature": r"\btemperature\b",
    "seed": r"\bseed\b",
    "stream_options": r"stream_options|stream options|include_usage",
    "strict": r"\bstrict\b",
    "stream": rf"\bstream(ing)?\b(?!_).{{0,40}}\b{_NOT}\b|\b{_NOT}\b.{{0,40}}\bstream(ing)?\b(?!_)",
    "response_format": (
        r"response_?format|output_(config|format)|json_?schema|json_object|structured[ _]outputs?"
        r"|guided|\bgrammar\b|does not support format"
    ),
    "logprobs": r"logprobs",
    "cache_control": r"\bcache_control\b",
    "stop": r"[`'\"]stop[`'\"]|\bstop_sequences\b",
    "max_tokens": (
        rf"max_completion_tokens|{_NOT}\W.{{0,60}}\bmax_tokens\b|\bmax_tokens\b\W.{{0,30}}\b{_NOT}\b"
    ),
    "parallel_tool_calls": r"parallel[ _]tool[ _](calls|use)",
    "tool_choice": r"tool[ _]choice",
    "tools": (
        rf"\b{_NOT}\b.{{0,40}}(\btools?\b|tool[ _]?(use|choice|call)|function[ _-]call)"
        rf"|(\btools\b|tool[ _-]?(use|choice|call)\w*|function[ _-]call\w*).{{0,40}}\b{_NOT}\b"
        r"|enable-auto-tool-choice|tool-call-parser|tools? (param|error)\b|support tool use"
    ),
    "thinking": rf"\bthink(ing)?\b.{{0,40}}\b{_NOT}\b|\b{_NOT}\b.{{0,40}}\bthink(ing)?\b",
    "turns": (
        r"alternat|consecutive|same role|roles? must|expected last role|must (start|begin) with"
    ),
    "system": (
        rf"\bsystem\b.{{0,60}}\b{_NOT}\b|\b{_NOT}\b.{{0,80}}\bsystem\b|developer instruction"
        r"|alternat|only \W?user\W? and \W?assistant\W? "
    ),
}
_ALL = re.compile(r"support the (provided|requested|given) param")
"""One of them, and nobody says which."""

_ANSWER_LIMIT = "answer_tokens="
"""Begins the part that stands for a longer answer than the host allows; its limit follows."""

_ABOUT_ANSWER = re.compile(r"max_?(completion_|new_|output_)?tokens|(completion|output) tokens")
_ABOUT_PROMPT = re.compile(r"(inputs?|prompt|messages)`? tokens|context length|in the messages")
_LIMIT = re.compile(
    r"(?:at most|less than or equal to|no more than|<=|≤|up to"
    r"|maximum(?: value)?(?: of| is)?|limit of|between \d+ and|\[\d+,"
    r"|from \d+(?: \(inclusive\))? to|: \d+ >)\W{0,3}(\d[\d,]*)"
)

_NAMES: Mapping[str, re.Pattern[str]] = {part: re.compile(text) for part, text in _WORDS.items()}
_FIELDS = {
    "top_logprobs": "logprobs",
    "format": "response_format",
    "think": "thinking",
    "output_config": "response_format",
    "stop_sequences": "stop",
}


def named_parts(refusal: HttpRefusal) -> tuple[str, ...]:
    """The parts that a refusal names, in the order in which they are left out.

    Examples:
        >>> from hocket.adapters.http.refusal import HttpRefusal
        >>> named_parts(HttpRefusal(400, "temperature only takes 1 here"))
        ('temperature',)
        >>> named_parts(HttpRefusal(500, "Conversation roles must alternate user/assistant"))
        ('turns', 'system')
    """
    if refusal.status not in _MAY_NAME:
        return ()
    text = refusal.text.lower()
    if limit := limit_in(text):
        return (f"{_ANSWER_LIMIT}{limit}",)
    fields = _fields_in(refusal.body)
    by_field = [part for part in _NAMES if part in fields]
    if "tool_choice" in by_field:
        by_field.append("tools")  # where none has to be called, it is about tools as such
    by_word = [part for part, words in _NAMES.items() if words.search(text)]
    if _ALL.search(text):
        by_word += _OPTIONAL
    return tuple(dict.fromkeys((*by_field, *by_word)))


def limit_in(text: str) -> int:
    """The most tokens of an answer that a refusal allows; 0 if it is about something else.

    Examples:
        >>> limit_in("this model supports at most 4,096 completion tokens")
        4096
        >>> limit_in("max_tokens is too large: the maximum context length is 512 tokens")
        0
    """
    if not _ABOUT_ANSWER.search(text) or _ABOUT_PROMPT.search(text):
        return 0
    match = _LIMIT.search(text)
    return int(match[1].replace(",", "")) if match else 0


def answer_limit(left_out: Collection[str]) -> int:
    """The most tokens that the host lets an answer have, as far as it is known."""
    limits = [part.removeprefix(_ANSWER_LIMIT) for part in left_out if _ANSWER_LIMIT in part]
    return min(map(int, limits), default=sys.maxsize)


def _fields_in(body: Any) -> set[str]:
    """The fields that a refusal is about, by its own structure."""
    error = table(table(body).get("error"))
    names = [word(error.get("param")), word(table(body).get("param"))]
    for holder in (table(body), error, table(table(body).get("message"))):
        for detail in tables(holder.get("detail")):
            place = detail.get("loc")
            names += map(word, place) if isinstance(place, list) else ()
    tops = (name.partition(".")[0].partition("[")[0] for name in names)
    return {_FIELDS.get(name, name) for name in tops}


class LeftOut:
    """What is left out of the requests to each LLM of a host.

    Args:
        by_hand: Names of parts by LLM, as you set them; ``*`` stands for every LLM.
        memory: Keeps between processes what was learned; None if nothing does.
    """

    def __init__(
        self, by_hand: Mapping[str, Collection[str]], memory: RefusalMemory | None = None
    ) -> None:
        self._by_hand = by_hand
        self._memory = memory
        self._learned: Learned = {}
        self._kept: Learned | None = None
        self._guessed: Learned = {}
        self._vague: set[tuple[str, str]] = set()

    async def recall(self) -> None:
        """Read what other processes learned, and forget what you had forgotten."""
        if self._memory is not None and await self._memory.is_changed():
            before, self._kept = self._kept or {}, await self._memory.recall()
            own = {key: parts for key, parts in self._learned.items() if before.get(key) != parts}
            self._learned = {**self._kept, **own}

    def of(self, llm: str, digest: str = "") -> frozenset[str]:
        """The parts that are left out; another digest under the same name is another LLM."""
        by_hand = (*self._by_hand.get("*", ()), *self._by_hand.get(llm, ()))
        return self._learned.get((llm, digest), frozenset()) | frozenset(by_hand)

    def learn(
        self, llm: str, digest: str, error: OrchestrationError, sent: Collection[str]
    ) -> bool:
        """Leave out what a refusal is about; returns whether the request can be sent without it.

        Args:
            llm: Name of the LLM.
            digest: Of its weights; empty if the host does not say.
            error: The refusal.
            sent: The parts that the request had.
        """
        if isinstance(error, ContextOverflowError):
            return False
        key = (llm, digest)
        known = self._learned.get(key, frozenset())
        likely = error.context.get(NAMED, ())
        named = frozenset([p for p in likely if p in sent or _ANSWER_LIMIT in p][:1]) - known
        refuses_whole = error.context.get("status") in _REFUSES_WHOLE
        is_vague = not named and refuses_whole and not isinstance(error, HostUnusableError)
        if is_vague and key not in self._vague:
            self._vague.add(key)
            named = self._guessed[key] = frozenset(part for part in _OPTIONAL if part in sent)
        if named:
            self._learned[key] = self._learned.get(key, frozenset()) | named
        return bool(named)

    async def settle(self, llm: str, digest: str, *, taken: bool) -> None:
        """Keep what was learned from a request that was taken in the end, else what was named."""
        key = (llm, digest)
        guessed = self._guessed.pop(key, frozenset())
        if guessed and not taken:
            self._learned[key] -= guessed
        if taken and self._memory is not None and self._learned != self._kept:
            self._kept = dict(self._learned)
            await self._memory.keep(self._kept)
