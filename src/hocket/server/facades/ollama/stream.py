"""The stream of an answer in Ollama's form: lines of JSON, the last with counts and durations."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from hocket.server.facades.ollama.chat import called, counts_of
from hocket.server.facades.ollama.errors import problem_body

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from hocket.ports.llm import LlmAnswer
    from hocket.server.problems import Problem


class LineWriter:
    """Writes the lines of one answer.

    Args:
        llm: Name of the LLM, as the program has it.
        now: The time, as this API writes it.
        is_chat: Whether it is a message of a chat, rather than the text for a prompt.
    """

    media_type = "application/x-ndjson"

    def __init__(self, llm: str, now: Callable[[], str], *, is_chat: bool) -> None:
        self._llm = llm
        self._now = now
        self._is_chat = is_chat
        self._has_thoughts = False

    def begin(self) -> bytes:
        return b""

    def idle(self) -> bytes:
        return self._piece("")  # its clients read every line as JSON, also an empty one

    def text(self, piece: str) -> bytes:
        return self._piece(piece)

    def thought(self, piece: str) -> bytes:
        self._has_thoughts = True
        return self._piece("", thinking=piece)

    def end(self, answer: LlmAnswer) -> bytes:
        written = b""
        if answer.thoughts and not self._has_thoughts:
            written += self.thought(answer.thoughts)
        if answer.tool_calls:
            written += self._piece("", tool_calls=[called(call) for call in answer.tool_calls])
        return written + self._piece("", end=counts_of(answer))

    def failed(self, problem: Problem) -> bytes:
        return line(problem_body(problem))

    def _piece(self, text: str, *, end: Mapping[str, Any] | None = None, **more: Any) -> bytes:
        head = {"model": self._llm, "created_at": self._now()}
        said: dict[str, Any] = {"response": text, **more}
        if self._is_chat:
            said = {"message": {"role": "assistant", "content": text, **more}}
        return line({**head, **said, **(end or {"done": False})})


def line(data: Mapping[str, Any]) -> bytes:
    """An object on a line."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return text.encode("utf-8", "backslashreplace") + b"\n"
