"""Answers that repeat themselves: stopped while they stream, cut back, and asked for anew.

``StoppingLlm`` is next to the hosts, within the journal, so that after a crash an answer is cut at
the same place without its host. ``RepeatingLlm`` is above the journal and asks anew.
"""

from __future__ import annotations

import asyncio
import re
from dataclasses import replace
from time import monotonic
from typing import TYPE_CHECKING

from hocket.core.event import StructureMended
from hocket.core.spending import usage_in
from hocket.core.usage import NO_USAGE
from hocket.errors import BudgetExceededError
from hocket.llm.noting import NotingLlm
from hocket.llm.repetition import LoopWatch, loop_in
from hocket.ports.llm import LlmAnswer, listening
from hocket.ports.wrapper import WrapperLlm

if TYPE_CHECKING:
    from typing import Literal

    from hocket.llm.repetition import Loop
    from hocket.ports.llm import LlmRequest, OnText

WARMER = 0.5
"""By how much the temperature of a new ask is higher."""

LONG_PROMPT_TOKENS = 1000
"""Only where a prompt is longer does a missing count mean that its host may have cut it."""

_WANTED = re.compile(r"\b(?:\d+|twenty|fifty|hundred|thousand)\s+times\b", re.IGNORECASE)


class StoppingLlm(WrapperLlm):
    """Stops the host when its answer is in a loop; where it does not stream, cuts afterwards."""

    async def complete(self, request: LlmRequest, on_text: OnText | None = None) -> LlmAnswer:
        """The answer; one in a loop is cut back, with ``repeats`` and all that was said."""
        asked = request.messages[-1].content if request.messages else ""
        if request.logprobs or ("times" in asked.lower() and _WANTED.search(asked)):
            return await self._inner.complete(request, on_text)
        began_s = monotonic()
        stream = _Stream(on_text)
        try:
            answer = await self._inner.complete(request, listening(stream.take, on_text))
        except _LoopSeen as stop:
            stopped = _stopped(request, stop, monotonic() - began_s)
            return _cut(stopped, stream.text, stop.loop, request)
        if answer.tool_calls or (stream.has_text and stream.loop is None):
            return answer
        repeated = loop_in(answer.text)
        return answer if repeated is None else _cut(answer, answer.text, repeated, request)


class _LoopSeen(asyncio.CancelledError):
    """Stops a stream at the piece that shows a loop, as a cancellation from within.

    A real cancellation would come a little later. If the rest of the answer is there by then, it
    hits the closing of the connection, which the pool of the host then counts as in use for ever.
    """

    def __init__(self, loop: Loop) -> None:
        super().__init__(loop.says)
        self.loop = loop


class _Stream(LoopWatch):
    """Passes text on until it is in a loop, and stops the stream then."""

    def __init__(self, on_text: OnText | None) -> None:
        self._on_text = on_text
        self._pieces: list[str] = []

    @property
    def text(self) -> str:
        return "".join(self._pieces)

    @property
    def has_text(self) -> bool:
        return any(self._pieces)

    def take(self, piece: str) -> None:
        self._pieces.append(piece)
        if self.loop is not None:
            return
        if self._on_text is not None:
            self._on_text(piece)
        if self.feed(piece) and self.loop is not None:
            raise _LoopSeen(self.loop)


def _stopped(request: LlmRequest, stop: _LoopSeen, seconds: float) -> LlmAnswer:
    """An answer whose host was stopped, with the counts that it reported."""
    usage = usage_in(stop)
    is_long = request.estimated_tokens > LONG_PROMPT_TOKENS and not usage.prompt_tokens
    if usage.estimated_tokens:
        usage = NO_USAGE  # estimated again, and marked so, where it is journaled
    return LlmAnswer(
        "",
        llm=request.llm,
        prompt_tokens=usage.prompt_tokens,
        cached_tokens=usage.cached_tokens,
        completion_tokens=usage.completion_tokens,
        usd=usage.usd,
        total_s=seconds,
        unverified="it was stopped before its host counted the prompt" if is_long else "",
    )


def _cut(answer: LlmAnswer, said: str, loop: Loop, request: LlmRequest) -> LlmAnswer:
    """The answer up to its loop; one that is no whole program or JSON then counts as cut off."""
    text = said[: loop.kept].rstrip()
    is_part = request.json_schema is not None or text.count("```") % 2 == 1
    finish: Literal["stop", "length"] = "length" if is_part else "stop"
    return replace(answer, text=text, verbatim=said, repeats=loop.says, finish=finish)


class RepeatingLlm(NotingLlm):
    """Asks once more, with other sampling, where an answer repeated itself.

    Args:
        inner: Marks such answers by ``repeats``.
        attempt_id: The attempt for which the new ask is journaled.
        note: Journals an event.
    """

    async def complete(self, request: LlmRequest, on_text: OnText | None = None) -> LlmAnswer:
        """The answer; where both repeat themselves, the longer one, cut."""
        first = await self._inner.complete(request, on_text)
        if not first.repeats:
            return first
        await self._journal(0, "asked_again", first)
        warmer = min(1.0, request.temperature + WARMER)
        varied = replace(request, temperature=warmer, seed=request.seed + 1)
        try:
            second = await self._inner.complete(varied, on_text)
        except BudgetExceededError:  # what there is of the first is better than nothing
            second = first
        if not second.repeats:
            return second
        longer = max(first, second, key=lambda answer: len(answer.text))
        await self._journal(1, "gave_up" if longer.finish == "length" else "repaired", longer)
        return longer

    async def _journal(
        self, ordinal: int, step: Literal["asked_again", "repaired", "gave_up"], answer: LlmAnswer
    ) -> None:
        kept, said = len(answer.text), len(answer.verbatim)
        await self._note(
            StructureMended(
                attempt_id=self._attempt_id,
                ordinal=ordinal,
                step=step,
                subject="repetition",
                fault=f"{answer.repeats}; {kept} of {said} characters are left",
            )
        )
