"""What an LLM said, read: its thoughts are split off, and its tool calls recognised.

This wrapper is next to the hosts, within the journal, and the same for all of them: the journal has
everything that was said, and what is above has the answer alone.
"""

from __future__ import annotations

import asyncio
import re
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING

from hocket.core.spending import report_withheld
from hocket.errors import OrchestrationError
from hocket.llm.thought_stream import ThoughtFilter
from hocket.llm.thoughts import asks_for_marks, bare_answer, may_have_marks, split_thoughts
from hocket.llm.turn_marks import may_have_turn_marks, without_turn_marks
from hocket.ports.llm import Listener, listening, marks_thoughts
from hocket.ports.wrapper import WrapperLlm

if TYPE_CHECKING:
    from collections.abc import Callable

    from hocket.llm.habits import Habits
    from hocket.ports.llm import Llm, LlmAnswer, LlmRequest, OnText

_REASONING = re.compile(
    r"\br1\b|qwq|qwen-?3|think|reason|magistral|glm-?[45]|nemotron|exaone|o1\b|minimax|seed-oss",
    re.IGNORECASE,
)
"""Names of LLMs whose chat template may open the thoughts, so that only their end is marked."""


class _AboutMarks:
    """Whether a prompt mentions marks of thoughts, looked up at most once."""

    _known: bool | None = None

    def __init__(self, request: LlmRequest) -> None:
        self._request = request

    def __call__(self) -> bool:
        if self._known is None:
            self._known = any(asks_for_marks(m.content) for m in self._request.messages)
        return self._known


class ReadingLlm(WrapperLlm):
    """Splits the thoughts off every answer, also while it is streamed, and reads calls as such.

    The schema of a request that is not to be constrained is not sent: its prompt has it.

    The first answer of an LLM is streamed only once it is whole, unless its host knows the LLM:
    if only the end of its thoughts is marked, nothing shows before that they are no answer.

    Args:
        inner: The hosts.
        habits: Of the LLMs; it is added to.
    """

    def __init__(self, inner: Llm, habits: Habits) -> None:
        super().__init__(inner)
        self._habits = habits

    async def complete(self, request: LlmRequest, on_text: OnText | None = None) -> LlmAnswer:
        if not request.constrained:
            request = replace(request, json_schema=None)
        is_new = request.llm not in self._habits.plain
        about_marks = _AboutMarks(request)
        stream = ThoughtFilter(
            on_text or _ignore,
            wait=is_new and self._waits(request),
            about_marks=about_marks,
            on_thought=on_text.thought if isinstance(on_text, Listener) else _ignore,
        )
        try:
            answer = await self._inner.complete(request, listening(stream.feed, on_text))
        except (OrchestrationError, asyncio.CancelledError) as error:
            report_withheld(error, stream.withheld_chars)
            raise
        stream.end()
        if not stream.is_plain(answer.text):
            answer = self._without_marks(answer, request, about_marks)
        if answer.thoughts and answer.text.startswith("<"):
            # Its host split the thoughts off, but not what surrounds the answer behind them.
            answer = replace(answer, text=bare_answer(answer.text))
        if is_new:
            self._note_habit(answer, request)
        return _with_calls(answer, request) if request.tools else _without_calls(answer)

    def _waits(self, request: LlmRequest) -> bool:
        """Whether what comes may turn out as thoughts only once they end."""
        if self._leaves_out_marks(request.llm):
            return True
        # An answer that has to be JSON begins with no thoughts.
        return request.json_schema is None and not marks_thoughts(self._inner, request.llm)

    def _leaves_out_marks(self, llm: str) -> bool:
        return llm in self._habits.unopened or _may_reason(llm)

    def _note_habit(self, answer: LlmAnswer, request: LlmRequest) -> None:
        is_free = request.json_schema is None and answer.finish == "stop"
        if is_free and answer.text.strip() and not self._leaves_out_marks(request.llm):
            self._habits.plain.add(request.llm)

    def _without_marks(
        self, answer: LlmAnswer, request: LlmRequest, about_marks: Callable[[], bool]
    ) -> LlmAnswer:
        if may_have_turn_marks(answer.text):
            answer = _without_turns(answer, request)
        if may_have_marks(answer.text):
            answer = self._without_thoughts(answer, request.llm, about_marks)
        return answer

    def _without_thoughts(
        self, answer: LlmAnswer, llm: str, about_marks: Callable[[], bool]
    ) -> LlmAnswer:
        split = split_thoughts(answer.text, about_marks=about_marks())
        if split.marks == "closing":
            self._habits.unopened.add(llm)
            self._habits.plain.discard(llm)
        if split.marks == "none":
            return answer
        thoughts = "\n".join(part for part in (answer.thoughts, split.thoughts) if part)
        return replace(answer, text=split.text, thoughts=thoughts)


def _without_calls(answer: LlmAnswer) -> LlmAnswer:
    """The answer without calls of tools that nobody offered."""
    if not answer.tool_calls:
        return answer
    finish = "stop" if answer.finish == "tool_calls" else answer.finish
    return replace(answer, tool_calls=(), finish=finish)


def _without_turns(answer: LlmAnswer, request: LlmRequest) -> LlmAnswer:
    text = without_turn_marks(answer.text, (message.content for message in request.messages))
    if text == answer.text:
        return answer
    return replace(answer, text=text, verbatim=answer.verbatim or answer.text)


@lru_cache(maxsize=256)
def _may_reason(llm: str) -> bool:
    return bool(_REASONING.search(llm))


def _with_calls(answer: LlmAnswer, request: LlmRequest) -> LlmAnswer:
    """The answer with the tool calls that it has as text."""
    if answer.tool_calls or answer.finish == "length":
        return answer
    from hocket.llm.spoken_calls import spoken_calls  # noqa: PLC0415 - compiles large patterns

    wants_json = request.json_schema is not None
    spoken = spoken_calls(answer.text, request.tools, marked_only=wants_json)
    thoughts = answer.thoughts
    if spoken is None and thoughts and not answer.text.strip():
        # Some LLMs call a tool before they end their thoughts, which nothing follows then.
        spoken = spoken_calls(thoughts, request.tools, marked_only=True)
        thoughts = spoken.before if spoken else thoughts
        spoken = replace(spoken, before="") if spoken else None
    if spoken is None:
        return answer
    return replace(
        answer,
        text=spoken.before,
        thoughts=thoughts,
        tool_calls=spoken.calls,
        finish="tool_calls",
        verbatim=answer.verbatim or answer.text,
    )


def _ignore(_: str) -> None:
    pass
