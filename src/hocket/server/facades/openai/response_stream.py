"""The stream of a response in OpenAI's form: numbered events on items that begin, grow and end.

Source: https://platform.openai.com/docs/api-reference/responses-streaming.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from hocket.server.facades.delivery import comment, event
from hocket.server.facades.openai.errors import problem_body
from hocket.server.facades.openai.responses import (
    call_item,
    head,
    message_item,
    reasoning_item,
    response_body,
    text_part,
)

if TYPE_CHECKING:
    from hocket.ports.llm import LlmAnswer
    from hocket.server.facades.openai.responses import ResponseForm
    from hocket.server.problems import Problem


class ResponseWriter:
    """Writes the events of one response.

    Args:
        form: The request.
        call_id: Id of the response.
        created: Time in whole seconds.
    """

    media_type = "text/event-stream"

    def __init__(self, form: ResponseForm, call_id: str, created: int) -> None:
        self._form = form
        self._call_id = call_id
        self._created = created
        self._sequence = 0
        self._index = 0
        self._open = ""
        self._own = call_id
        self._begun: set[str] = set()
        self._pieces: list[str] = []
        self._items: list[dict[str, Any]] = []

    def begin(self) -> bytes:
        response = head(self._form, self._call_id, self._created)
        created = self._event("response.created", response=response)
        return created + self._event("response.in_progress", response=response)

    def idle(self) -> bytes:
        return comment()

    def text(self, piece: str) -> bytes:
        written = self._begin_text()
        self._pieces.append(piece)
        return written + self._part("response.output_text.delta", delta=piece, logprobs=[])

    def thought(self, piece: str) -> bytes:
        written = self._begin_thoughts()
        self._pieces.append(piece)
        return written + self._summary("response.reasoning_summary_text.delta", delta=piece)

    def end(self, answer: LlmAnswer) -> bytes:
        written = b""
        if "text" not in self._begun and (answer.text or not answer.tool_calls):
            written += self._begin_text()
        written += self._close()
        if answer.thoughts and "thoughts" not in self._begun:
            written += self.thought(answer.thoughts) + self._close()
        for place, call in enumerate(answer.tool_calls):
            written += self._call(call_item(self._call_id, call, place))
        response = response_body(self._form, answer, self._call_id, self._created)
        # Thoughts may have come between the words, or after them.
        response["output"] = self._items
        kind = "incomplete" if response["status"] == "incomplete" else "completed"
        return written + self._event(f"response.{kind}", response=response)

    def failed(self, problem: Problem) -> bytes:
        error = problem_body(problem)["error"]
        named = {"code": error["code"], "message": error["message"], "param": error["param"]}
        return self._event("error", **named)

    def _begin_text(self) -> bytes:
        if self._open == "text":
            return b""
        written = self._close()
        self._begin("text")
        item = message_item(self._own, "", "in_progress")
        written += self._item("response.output_item.added", item)
        return written + self._part("response.content_part.added", part=text_part(""))

    def _begin_thoughts(self) -> bytes:
        if self._open == "thoughts":
            return b""
        written = self._close()
        self._begin("thoughts")
        written += self._item("response.output_item.added", reasoning_item(self._own, ""))
        part = {"type": "summary_text", "text": ""}
        return written + self._summary("response.reasoning_summary_part.added", part=part)

    def _begin(self, kind: str) -> None:
        """Open an item; a second one of its kind has another id."""
        self._own = f"{self._call_id}_{self._index}" if kind in self._begun else self._call_id
        self._begun.add(kind)
        self._open = kind

    def _close(self) -> bytes:
        """End the item that is open."""
        kind, text = self._open, "".join(self._pieces)
        self._open = ""
        self._pieces.clear()
        if kind == "text":
            written = self._part("response.output_text.done", text=text, logprobs=[])
            written += self._part("response.content_part.done", part=text_part(text))
            item = message_item(self._own, text)
        elif kind == "thoughts":
            part = {"type": "summary_text", "text": text}
            written = self._summary("response.reasoning_summary_text.done", text=text)
            written += self._summary("response.reasoning_summary_part.done", part=part)
            item = reasoning_item(self._own, text)
        else:
            return b""
        return written + self._end(item)

    def _call(self, item: dict[str, Any]) -> bytes:
        begun = {**item, "arguments": "", "status": "in_progress"}
        named = {"item_id": item["id"], "output_index": self._index}
        kind, arguments = "response.function_call_arguments", item["arguments"]
        written = self._item("response.output_item.added", begun)
        written += self._event(f"{kind}.delta", **named, delta=arguments)
        written += self._event(f"{kind}.done", **named, name=item["name"], arguments=arguments)
        return written + self._end(item)

    def _end(self, item: dict[str, Any]) -> bytes:
        written = self._item("response.output_item.done", item)
        self._items.append(item)
        self._index += 1
        return written

    def _item(self, kind: str, item: dict[str, Any]) -> bytes:
        return self._event(kind, output_index=self._index, item=item)

    def _part(self, kind: str, **data: Any) -> bytes:
        item_id = self._own.replace("resp_", "msg_", 1)
        place = {"item_id": item_id, "output_index": self._index, "content_index": 0}
        return self._event(kind, **place, **data)

    def _summary(self, kind: str, **data: Any) -> bytes:
        item_id = self._own.replace("resp_", "rs_", 1)
        place = {"item_id": item_id, "output_index": self._index, "summary_index": 0}
        return self._event(kind, **place, **data)

    def _event(self, kind: str, **data: Any) -> bytes:
        number, self._sequence = self._sequence, self._sequence + 1
        return event({"type": kind, "sequence_number": number, **data}, kind)
