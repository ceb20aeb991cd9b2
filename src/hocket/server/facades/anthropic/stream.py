"""The stream of an answer in Anthropic's form: blocks that begin, grow and end, as named events.

Source: https://platform.claude.com/docs/en/build-with-claude/streaming.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from hocket.server.facades.anthropic.errors import problem_body
from hocket.server.facades.anthropic.messages import called, end_of, head, usage_of
from hocket.server.facades.delivery import event

if TYPE_CHECKING:
    from hocket.ports.llm import LlmAnswer
    from hocket.server.problems import Problem


class BlockWriter:
    """Writes the events of one answer.

    Args:
        call_id: Id of the answer.
        llm: Name of the LLM, as the program has it.
        shows_thoughts: Whether thoughts are blocks of it, rather than left out.
    """

    media_type = "text/event-stream"

    def __init__(self, call_id: str, llm: str, *, shows_thoughts: bool) -> None:
        self._call_id = call_id
        self._llm = llm
        self._shows_thoughts = shows_thoughts
        self._has_thoughts = False
        self._index = 0
        self._open = ""

    def begin(self) -> bytes:
        return _event("message_start", message=head(self._call_id, self._llm))

    def idle(self) -> bytes:
        return _event("ping")

    def text(self, piece: str) -> bytes:
        begun = self._in("text", {"type": "text", "text": "", "citations": None})
        return begun + self._delta({"type": "text_delta", "text": piece})

    def thought(self, piece: str) -> bytes:
        if not self._shows_thoughts:
            return self.idle()
        self._has_thoughts = True
        begun = self._in("thinking", {"type": "thinking", "thinking": "", "signature": ""})
        return begun + self._delta({"type": "thinking_delta", "thinking": piece})

    def end(self, answer: LlmAnswer) -> bytes:
        written = b""
        if answer.thoughts and self._shows_thoughts and not self._has_thoughts:
            written += self.thought(answer.thoughts)
        for block in called(answer, self._call_id):
            written += self._close() + self._in("tool_use", {**block, "input": {}})
            arguments = json.dumps(block["input"], ensure_ascii=False)
            written += self._delta({"type": "input_json_delta", "partial_json": arguments})
        written += self._close()
        written += _event("message_delta", delta=end_of(answer), usage=usage_of(answer))
        return written + _event("message_stop")

    def failed(self, problem: Problem) -> bytes:
        return event(problem_body(problem), "error")

    def _in(self, kind: str, block: dict[str, Any]) -> bytes:
        """Begin a block of a kind, unless one is open."""
        if self._open == kind:
            return b""
        closed = self._close()
        self._open = kind
        return closed + _event("content_block_start", index=self._index, content_block=block)

    def _close(self) -> bytes:
        if not self._open:
            return b""
        self._open = ""
        self._index += 1
        return _event("content_block_stop", index=self._index - 1)

    def _delta(self, delta: dict[str, Any]) -> bytes:
        return _event("content_block_delta", index=self._index, delta=delta)


def _event(kind: str, **data: Any) -> bytes:
    return event({"type": kind, **data}, kind)
