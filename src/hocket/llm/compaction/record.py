"""The record of a compaction: the messages before and after, so that nothing of it is lost."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from hocket.core.compaction import CompactionStep
from hocket.core.digest import canonical
from hocket.llm.compaction.pipeline import Change
from hocket.ports.llm import ChatMessage, ToolCall

if TYPE_CHECKING:
    from collections.abc import Sequence

MAX_PLACES = 8
"""More places than these are told together."""


@dataclass(frozen=True, slots=True)
class Record:
    """What a compaction did.

    Attributes:
        before: The messages as they were.
        after: Those that were sent instead.
        changes: What each step did to which message.
        summary: What the LLM wrote of passages that had no room, as far as it is believed.
        refused: How many of its sentences are not.
    """

    before: tuple[ChatMessage, ...]
    after: tuple[ChatMessage, ...]
    changes: tuple[Change, ...] = ()
    summary: str = ""
    refused: int = 0

    def continued(self, messages: tuple[ChatMessage, ...]) -> tuple[ChatMessage, ...] | None:
        """Messages that go on from those before, going on from those after; None if they do not."""
        count = len(self.before)
        if messages[:count] != self.before:
            return None
        return (*self.after, *messages[count:])

    @property
    def steps(self) -> tuple[CompactionStep, ...]:
        """The steps that changed something, in order."""
        found = []
        for step in dict.fromkeys(change.step for change in self.changes):
            made = [change for change in self.changes if change.step == step]
            chars = sum(change.chars - change.left_chars for change in made)
            found.append(CompactionStep(step=step, messages=len(made), chars=chars))
        if self.summary or self.refused:
            summarised = CompactionStep(
                step="summarise", messages=1, chars=-len(self.summary), refused=self.refused
            )
            found.append(summarised)
        return tuple(found)

    @property
    def omissions(self) -> tuple[str, ...]:
        """What was left out, in words: how much of which file, result or message."""
        whole: dict[int, int] = {}
        left: dict[int, int] = {}
        places: dict[int, str] = {}
        for change in self.changes:
            whole.setdefault(change.message, change.chars)
            left[change.message] = change.left_chars
            places[change.message] = ", ".join(change.places)
        lost: dict[str, tuple[int, int]] = {}
        for number, chars in whole.items():
            missing, of = lost.get(places[number], (0, 0))
            lost[places[number]] = (missing + max(0, chars - left[number]), of + chars)
        told = [(place, *of) for place, of in lost.items()]
        rest = told[MAX_PLACES:] if len(told) > MAX_PLACES + 1 else []
        if rest:
            more = sum(lost for _, lost, _ in rest), sum(of for _, _, of in rest)
            told = [*told[:MAX_PLACES], (f"{len(rest)} other messages", *more)]
        return tuple(f"{lost} of {of} characters of {place}" for place, lost, of in told)

    def encoded(self) -> bytes:
        """As JSON."""
        return canonical(
            {
                "before": [_plain(message) for message in self.before],
                "after": [_plain(message) for message in self.after],
                "changes": [asdict(change) for change in self.changes],
                "summary": self.summary,
                "refused": self.refused,
            }
        )


def decoded(data: bytes) -> Record:
    """The record that these bytes were made from.

    Raises:
        ValueError: The bytes are no record.
    """
    try:
        fields = json.loads(data)
        return Record(
            _messages(fields["before"]),
            _messages(fields["after"]),
            tuple(
                Change(**{**change, "places": tuple(change["places"])})
                for change in fields["changes"]
            ),
            fields["summary"],
            fields["refused"],
        )
    except (KeyError, TypeError) as error:
        message = f"these bytes are no record of a compaction: {error}"
        raise ValueError(message) from error


def _plain(message: ChatMessage) -> dict[str, Any]:
    """A message in JSON's types, without what is empty."""
    fields: dict[str, Any] = {"role": message.role, "content": message.content}
    if message.call_id:
        fields["call_id"] = message.call_id
    if message.tool_calls:
        fields["tool_calls"] = [
            {
                "name": call.name,
                "arguments": dict(call.arguments),
                "call_id": call.call_id,
                "fault": call.fault,
                "turn": call.turn,
            }
            for call in message.tool_calls
        ]
    return fields


def _messages(items: Sequence[dict[str, Any]]) -> tuple[ChatMessage, ...]:
    return tuple(
        ChatMessage(
            **{**fields, "tool_calls": tuple(ToolCall(**c) for c in fields.get("tool_calls", ()))}
        )
        for fields in items
    )
