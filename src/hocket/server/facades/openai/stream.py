"""The stream of a chat completion, as server-sent events.

Source: https://platform.openai.com/docs/api-reference/chat-streaming. Thoughts are in
``reasoning_content``, the field of other hosts with this API, as OpenAI's has none for them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from hocket.server.facades.delivery import comment, event
from hocket.server.facades.openai.chat import called, usage_of
from hocket.server.facades.openai.errors import problem_body

if TYPE_CHECKING:
    from hocket.ports.llm import LlmAnswer
    from hocket.server.problems import Problem

DONE = b"data: [DONE]\n\n"


class ChatWriter:
    """Writes the chunks of one answer.

    Args:
        call_id: Id of the answer.
        created: Time in whole seconds.
        llm: Whole name of the LLM.
        counts: Whether a last chunk has the counts of tokens.
    """

    media_type = "text/event-stream"

    def __init__(self, call_id: str, created: int, llm: str, *, counts: bool) -> None:
        self._call_id = call_id
        self._created = created
        self._llm = llm
        self._counts = counts
        self._has_thoughts = False

    def begin(self) -> bytes:
        return self._delta({"role": "assistant", "content": ""})

    def idle(self) -> bytes:
        return comment()

    def text(self, piece: str) -> bytes:
        return self._delta({"content": piece})

    def thought(self, piece: str) -> bytes:
        self._has_thoughts = True
        return self._delta({"reasoning_content": piece})

    def end(self, answer: LlmAnswer) -> bytes:
        written = b""
        if answer.thoughts and not self._has_thoughts:
            written += self.thought(answer.thoughts)
        for place, call in enumerate(answer.tool_calls):
            data = {"index": place, **called(call, self._call_id, place)}
            written += self._delta({"tool_calls": [data]})
        written += self._delta({}, answer.finish)
        if self._counts:
            written += self._chunk([], usage=usage_of(answer))
        return written + DONE

    def failed(self, problem: Problem) -> bytes:
        return event(problem_body(problem)) + DONE

    def _delta(self, delta: dict[str, Any], finish: str | None = None) -> bytes:
        choice = {"index": 0, "delta": delta, "logprobs": None, "finish_reason": finish}
        return self._chunk([choice])

    def _chunk(self, choices: list[dict[str, Any]], **more: Any) -> bytes:
        return event(
            {
                "id": self._call_id,
                "object": "chat.completion.chunk",
                "created": self._created,
                "model": self._llm,
                "choices": choices,
                **more,
            }
        )
