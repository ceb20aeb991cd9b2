"""The blocks of one answer, assembled from pieces.

Source: https://platform.claude.com/docs/en/build-with-claude/streaming. A block begins with what it
is, grows by deltas, and is named by its index throughout. Hosts also begin it with its whole
content, or send deltas of a block that they never began.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from hocket.adapters.http.reading import count, parsed, table, word
from hocket.adapters.http.tool_calls import tool_call

if TYPE_CHECKING:
    from hocket.ports.llm import ToolCall

_GROWING = {
    "text_delta": ("text", "text"),
    "thinking_delta": ("thinking", "thinking"),
    "signature_delta": ("thinking", "signature"),
    "input_json_delta": ("tool_use", "partial_json"),
}
"""The kind of block that each delta belongs to, and the field that has the piece."""

_SIGNED = frozenset({"thinking", "redacted_thinking"})


@dataclass(slots=True)
class _Block:
    kind: str
    start: dict[str, Any] = field(default_factory=dict)
    pieces: dict[str, list[str]] = field(default_factory=dict)

    def joined(self, name: str) -> str:
        """What a field began with and all that was added to it."""
        return word(self.start.get(name)) + "".join(self.pieces.get(name, ()))

    @property
    def input(self) -> Any:
        """The arguments of a call: an object, or the text of one."""
        return self.joined("partial_json") or self.start.get("input")


class Blocks:
    """The blocks so far, by their index."""

    def __init__(self) -> None:
        self._blocks: dict[int, _Block] = {}

    def begin(self, index: Any, start: dict[str, Any]) -> str:
        """Begin a block; returns the text that it begins with."""
        block = self._blocks[count(index)] = _Block(word(start.get("type")), start)
        return block.joined("text") if block.kind == "text" else ""

    def add(self, index: Any, delta: dict[str, Any]) -> str:
        """Add a delta; returns the text in it."""
        kind, name = _GROWING.get(word(delta.get("type")), ("", ""))
        piece = word(delta.get(name)) if name else ""
        if piece:
            block = self._blocks.setdefault(count(index), _Block(kind))
            block.pieces.setdefault(name, []).append(piece)
        return piece if kind == "text" else ""

    @property
    def text(self) -> str:
        return "".join(b.joined("text") for b in self._of("text"))

    @property
    def thoughts(self) -> str:
        return "".join(b.joined("thinking") for b in self._of("thinking"))

    @property
    def written(self) -> str:
        """All that the LLM wrote: the text, the thoughts and the calls."""
        calls = (f"{word(b.start.get('name'))}{b.input or ''}" for b in self._of("tool_use"))
        return "".join((self.text, self.thoughts, *calls))

    @property
    def are_whole(self) -> bool:
        """Whether the arguments of each call are complete."""
        return not any(call.fault for call in self.calls())

    def calls(self) -> list[ToolCall]:
        """The calls with the names and ids that the host gave them."""
        return [
            tool_call(word(b.start.get("name")), b.input, word(b.start.get("id")))
            for b in self._of("tool_use")
        ]

    def signed_turn(self) -> list[dict[str, Any]]:
        """All blocks as the host wants them back; none if it signed no thoughts, or lost some."""
        if not any(block.kind in _SIGNED for block in self._blocks.values()):
            return []
        turn = [_sent_back(block) for _, block in sorted(self._blocks.items())]
        return [] if {} in turn else turn

    def _of(self, kind: str) -> list[_Block]:
        return [block for _, block in sorted(self._blocks.items()) if block.kind == kind]


def _sent_back(block: _Block) -> dict[str, Any]:
    """The block in the form of a request; empty if it cannot be sent back as it was."""
    if block.kind == "text":
        return {"type": "text", "text": block.joined("text")}
    if block.kind == "thinking":
        thinking, signature = block.joined("thinking"), block.joined("signature")
        signed = {"type": "thinking", "thinking": thinking, "signature": signature}
        return signed if signature else {}
    if block.kind == "redacted_thinking":
        return {"type": "redacted_thinking", "data": block.joined("data")}
    if block.kind == "tool_use":
        try:
            given = parsed(block.input) if isinstance(block.input, str) else block.input
        except ValueError:
            return {}
        kept = [n for n in ("id", "name", "caller") if n in block.start]
        return {"type": "tool_use", **{n: block.start[n] for n in kept}, "input": table(given)}
    return {}
