"""A conversation as the Messages API wants it: its system text apart, then turns that alternate.

Source: https://platform.claude.com/docs/en/api/messages/create. The first turn is the user's, and
so is the last: newer LLMs do not continue a text of their own. The results of all calls of a turn
are at the start of the next one. A call without a result, a result without a call, two calls with
one id, and a blank text are refused.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from hocket.adapters.http.reading import parsed, table, tables, text_in, word

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from hocket.core.image import Image
    from hocket.ports.llm import ChatMessage, ToolCall

Block = dict[str, Any]

BEGIN = "The conversation begins with your words."
GO_ON = "Go on."
NO_RESULT = "There is no result of this call."
_NOT_IN_IDS = re.compile(r"[^a-zA-Z0-9_-]")


def system_and_turns(
    messages: Sequence[ChatMessage], names: Mapping[str, str], *, signed: bool = True
) -> tuple[list[Block], list[Block]]:
    """The blocks of the system text, and the turns.

    Args:
        messages: The messages, oldest first.
        names: The sent name of each tool.
        signed: Whether turns with signed thoughts are sent back as the host wrote them.

    Examples:
        >>> from hocket.ports.llm import ChatMessage
        >>> talk = [ChatMessage("system", "Be brief."), ChatMessage("user", "Rain?")]
        >>> system_and_turns(talk, {})[1]
        [{'role': 'user', 'content': [{'type': 'text', 'text': 'Rain?'}]}]
    """
    first = next((i for i, m in enumerate(messages) if m.role != "system"), len(messages))
    system = [block for m in messages[:first] for block in text_blocks(m.content)]
    conversation = _Conversation(names, signed=signed)
    for message in messages[first:]:
        conversation.add(message)
    turns = conversation.finished()
    if not turns and system:
        return [], [{"role": "user", "content": system}]
    return system, turns or [_turn("user", text_blocks(GO_ON))]


def text_blocks(text: str) -> list[Block]:
    """The block of a text; none if the text is blank."""
    return [{"type": "text", "text": _valid(text)}] if text.strip() else []


class _Conversation:
    """The turns so far.

    Args:
        names: The sent name of each tool.
        signed: Whether turns with signed thoughts are sent back as the host wrote them.
    """

    def __init__(self, names: Mapping[str, str], *, signed: bool) -> None:
        self._names = names
        self._signed = signed
        self._turns: list[Block] = []
        self._used: set[str] = set()
        self._open: list[tuple[ToolCall, str]] = []
        """The calls without a result, and the ids under which they are sent."""

    def add(self, message: ChatMessage) -> None:
        if message.role == "tool":
            self._add_result(message)
            return
        self._close()
        if message.role != "assistant":
            images = [_image_block(image) for image in message.images]
            self._extend("user", [*images, *text_blocks(message.content)])
            return
        if not self._turns:
            self._extend("user", text_blocks(BEGIN))
        signed = _signed_turn(message) if self._signed else []
        if signed and self._used.isdisjoint(call.call_id for call in message.tool_calls):
            for call in message.tool_calls:
                self._begin(call)
            self._extend("assistant", signed)
            return
        calls = [self._call(call) for call in message.tool_calls]
        self._extend("assistant", text_blocks(message.content) + calls)

    def finished(self) -> list[Block]:
        """All turns, the last of the user."""
        self._close()
        if self._turns and self._turns[-1]["role"] == "assistant":
            self._extend("user", text_blocks(GO_ON))
        return self._turns

    def _call(self, call: ToolCall) -> Block:
        name = self._names.get(call.name, call.name)
        sent = self._begin(call)
        return {"type": "tool_use", "id": sent, "name": name, "input": dict(call.arguments)}

    def _begin(self, call: ToolCall) -> str:
        """Open a call; returns an id of its own."""
        base = _NOT_IN_IDS.sub("_", call.call_id) or "call"
        sent, number = base, 1
        while sent in self._used:
            number += 1
            sent = f"{base}-{number}"
        self._used.add(sent)
        self._open.append((call, sent))
        return sent

    def _add_result(self, message: ChatMessage) -> None:
        for place, (call, sent) in enumerate(self._open):
            if call.call_id == message.call_id:
                del self._open[place]
                is_error = bool(call.fault)
                self._put_first(_result_block(sent, message.content, is_error=is_error))
                return
        self._extend("user", text_blocks(f"Result of a tool:\n{message.content}"))

    def _close(self) -> None:
        """Answer the calls that have no result."""
        for _, sent in self._open:
            self._put_first(_result_block(sent, NO_RESULT, is_error=True))
        self._open.clear()

    def _put_first(self, result: Block) -> None:
        """Put a result behind those of its turn, and before all else in it."""
        if self._turns[-1]["role"] != "user":
            self._extend("user", [result])
            return
        blocks = self._turns[-1]["content"]
        blocks.insert(sum(block["type"] == "tool_result" for block in blocks), result)

    def _extend(self, role: str, blocks: list[Block]) -> None:
        if not blocks:
            return
        if self._turns and self._turns[-1]["role"] == role:
            self._turns[-1]["content"] += blocks
        else:
            self._turns.append(_turn(role, blocks))


def _image_block(image: Image) -> Block:
    source = {"type": "base64", "media_type": image.media_type, "data": image.base64}
    return {"type": "image", "source": source}


def _turn(role: str, blocks: list[Block]) -> Block:
    return {"role": role, "content": blocks}


def _result_block(call_id: str, text: str, *, is_error: bool) -> Block:
    block: Block = {"type": "tool_result", "tool_use_id": call_id}
    if content := text_blocks(text):
        block["content"] = content
    return {**block, "is_error": True} if is_error else block


def _signed_turn(message: ChatMessage) -> list[Block]:
    """The turn as its host wrote it, bar blank texts, if the message says the same; else none."""
    if not message.tool_calls or not message.tool_calls[0].turn:
        return []
    try:
        written = tables(parsed(message.tool_calls[0].turn))
    except ValueError:
        return []
    # LLMs write blank texts that the API refuses to take back.
    blocks = [b for b in written if b.get("type") != "text" or word(b.get("text")).strip()]
    text = text_in([b for b in blocks if b.get("type") == "text"])
    calls = [
        (word(b.get("id")), table(b.get("input"))) for b in blocks if b.get("type") == "tool_use"
    ]
    said = [(call.call_id, dict(call.arguments)) for call in message.tool_calls]
    return blocks if text.strip() == message.content.strip() and calls == said else []


def signed_turn_text(blocks: Sequence[Block]) -> str:
    """A turn as text, to be kept with its first call."""
    return json.dumps(list(blocks), ensure_ascii=False, separators=(",", ":"))


def _valid(text: str) -> str:
    """The text without halves of surrogate pairs, which the API takes for invalid JSON."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return text
