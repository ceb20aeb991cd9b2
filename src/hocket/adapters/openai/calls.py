"""The tool calls of one streamed answer, assembled from pieces.

By the letter a piece names its call by index. Hosts also number all calls 0, leave the index out,
repeat ids, repeat the name in each piece, or send whole calls.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from hocket.adapters.http.reading import count, parsed, table, word
from hocket.adapters.http.tool_calls import tool_call, with_own_ids

if TYPE_CHECKING:
    from hocket.ports.llm import ToolCall


@dataclass(slots=True)
class _Call:
    call_id: str = ""
    name: str = ""
    texts: list[str] = field(default_factory=list)
    whole: dict[str, Any] | None = None

    @property
    def arguments(self) -> Any:
        return "".join(self.texts) if self.whole is None else self.whole

    def is_whole(self) -> bool:
        if self.whole is not None:
            return True
        text = "".join(self.texts[-1:]).rstrip()
        if not text.endswith("}"):
            return False  # a host may repeat the name in each of many pieces
        try:
            return isinstance(parsed("".join(self.texts)), dict)
        except ValueError:
            return False


class CallPieces:
    """The calls so far, in the order in which they began."""

    def __init__(self) -> None:
        self._calls: list[_Call] = []
        self._at: dict[int, _Call] = {}

    @property
    def begun(self) -> bool:
        return bool(self._calls)

    @property
    def are_whole(self) -> bool:
        """Whether the arguments of each are complete."""
        return all(call.is_whole() for call in self._calls)

    @property
    def written(self) -> str:
        """The names and arguments, as far as they arrived."""
        return "".join(f"{call.name}{call.arguments}" for call in self._calls)

    def add(self, piece: dict[str, Any]) -> int:
        """Add a piece; returns the length of its arguments."""
        function = table(piece.get("function")) or piece
        call_id, name = word(piece.get("id")), word(function.get("name"))
        arguments = function.get("arguments", function.get("parameters"))
        call = self._call_of(piece.get("index"), call_id, name, has_arguments=bool(arguments))
        call.call_id = call.call_id or call_id
        if not call.name or name.startswith(call.name):
            call.name = name or call.name  # the first piece, or one that repeats the name
        elif not any(call.texts):
            call.name += name
        if isinstance(arguments, dict):
            call.whole = {**(call.whole or {}), **arguments}
            return len(str(arguments))
        text = word(arguments)
        call.texts.append(text)
        return len(text)

    def calls(self) -> tuple[ToolCall, ...]:
        """The calls, each with an id of its own."""
        return with_own_ids(tool_call(c.name, c.arguments, c.call_id) for c in self._calls)

    def _call_of(self, index: Any, call_id: str, name: str, *, has_arguments: bool) -> _Call:
        if index is None:
            last = self._calls[-1] if self._calls else None
            if call_id:
                last = next((c for c in self._calls[::-1] if c.call_id == call_id), None)
            is_same = last is not None and not (
                name and (not call_id or (has_arguments and last.is_whole()))
            )
            return last if is_same and last is not None else self._begin(None)
        call = self._at.get(count(index))
        if call is None or (name and self._is_another(call, call_id, has_arguments=has_arguments)):
            return self._begin(count(index))
        return call

    def _is_another(self, call: _Call, call_id: str, *, has_arguments: bool) -> bool:
        """Whether a piece with a name begins another call at the index of this one."""
        if call_id and call.call_id and call_id != call.call_id:
            return True
        return has_arguments and call.is_whole()

    def _begin(self, index: int | None) -> _Call:
        call = _Call()
        self._calls.append(call)
        if index is not None:
            self._at[index] = call
        return call
