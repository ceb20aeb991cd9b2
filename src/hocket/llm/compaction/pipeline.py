"""The steps of a compaction, in order: deduplicate, drop, extract; a summary is added by who asks.

What never changes, as long as it fits by itself: system messages, the task, the newest exchange.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from hocket.llm.compaction.cutting import cut_by, leveled
from hocket.llm.compaction.extract import extract_of
from hocket.llm.compaction.folding import Fold, folded
from hocket.llm.compaction.layout import (
    asked_in,
    between,
    parts_of,
    place_of,
    size_of,
    tokens_in,
)
from hocket.llm.compaction.repeats import without_repeats
from hocket.llm.compaction.superseded import without_superseded

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hocket.ports.llm import ChatMessage

ROUNDS = 6

OLDER, FULL = 0.3, 0.8
"""What older messages get beside long protected ones: a share of the goal, up to this fill."""

Step = Literal["deduplicate", "drop", "extract", "summarise", "cut"]


@dataclass(frozen=True, slots=True)
class Change:
    """What a step did to a message, by its number in the prompt as it was.

    ``places`` are the files in it that lost something, or the message in words. ``left_chars`` is 0
    for a message that was dropped.
    """

    step: Step
    message: int
    places: tuple[str, ...]
    chars: int
    left_chars: int


@dataclass(frozen=True, slots=True)
class Compaction:
    """A compacted prompt.

    Attributes:
        messages: To be sent instead.
        numbers: Of each message, its number in the prompt as it was; -1 for what a fresh
            conversation starts with.
        changes: In the order of the steps, without a summary.
        fold: Set if a fresh conversation takes over.
    """

    messages: tuple[ChatMessage, ...]
    numbers: tuple[int, ...]
    changes: tuple[Change, ...] = ()
    fold: Fold | None = None


@dataclass(frozen=True, slots=True)
class Room:
    """The room for messages, in estimated tokens.

    Attributes:
        goal: What a conversation that grows is compacted to.
        most: What fits the window at most.
    """

    goal: float
    most: float


def compact(messages: Sequence[ChatMessage], room: Room, *, grows: bool) -> Compaction:
    """The messages, made to fit; the same if they do.

    Args:
        messages: The prompt.
        room: Where they are to fit.
        grows: Whether it is a conversation to which more will be added: older messages of it are
            shortened to ``room.goal``. If all of it is longer than ``room.most``, a fresh
            conversation takes over. Other prompts are shortened no more than they have to be.
    """
    originals = tuple(messages)
    numbers = tuple(range(len(originals)))
    if size_of(originals) <= (room.goal if grows else room.most):
        return Compaction(originals, numbers)
    done = _shortened(originals, room) if grows else Compaction(originals, numbers)
    return _fitted(done, originals, room)


def _shortened(originals: tuple[ChatMessage, ...], room: Room) -> Compaction:
    """The conversation with its older messages shortened, or folded."""
    start, end = between(originals)
    if all(message.role == "system" for message in originals[start:end]):
        return Compaction(originals, tuple(range(len(originals))))
    # What stays may take more than the goal; what matters of the rest gets some room all the same.
    staying = size_of((*originals[:start], *originals[end:]))
    goal = max(room.goal, min(FULL * room.most, staying + OLDER * room.goal))
    unique = without_repeats(originals, start, end)
    changes = _changes("deduplicate", originals, originals, unique)
    if size_of(unique) <= goal:
        return _compaction(unique, changes)
    standing = without_superseded(unique, start, end)
    changes += _changes("drop", originals, unique, standing)
    if size_of([m for m in standing if m is not None]) <= goal:
        return _compaction(standing, changes)
    if size_of(originals) <= room.most:
        extracted = _extracted(originals, standing, goal)
        if size_of([m for m in extracted if m is not None]) <= goal:
            changes += _changes("extract", originals, standing, extracted)
            return _compaction(extracted, changes)
    fold = folded(originals, standing, goal)
    changes += _changes("extract", originals, standing, _replaced(standing, start, fold.kept))
    return Compaction(fold.messages(), fold.numbers, changes, fold)


def _compaction(messages: Sequence[ChatMessage | None], changes: tuple[Change, ...]) -> Compaction:
    kept = [(number, message) for number, message in enumerate(messages) if message is not None]
    return Compaction(
        tuple(message for _, message in kept), tuple(number for number, _ in kept), changes
    )


def _extracted(
    originals: Sequence[ChatMessage], standing: Sequence[ChatMessage | None], goal: float
) -> Sequence[ChatMessage | None]:
    """The older messages, each with what is worth most in it."""
    start, end = between(originals)
    middle = [m.content for m in standing[start:end] if m is not None and m.role != "system"]
    whole = size_of([message for message in standing if message is not None])
    tokens = max(0.0, goal - whole + sum(map(tokens_in, middle)))
    extract = extract_of(middle, tokens, asked_in(originals), ends=True)
    return _replaced(standing, start, extract.texts)


def _replaced(
    messages: Sequence[ChatMessage | None], start: int, texts: Sequence[str]
) -> tuple[ChatMessage | None, ...]:
    """The messages; those from ``start`` on that are left get these texts, one after the other.

    System messages keep theirs.
    """
    shorter = iter(texts)
    return tuple(
        message
        if message is None or number < start or message.role == "system"
        else replace(message, content=next(shorter, message.content))
        for number, message in enumerate(messages)
    )


def _fitted(done: Compaction, originals: tuple[ChatMessage, ...], room: Room) -> Compaction:
    """The prompt within the window: its longest messages are extracted, then cut if need be."""
    messages, asked = done.messages, asked_in(originals)
    if size_of(messages) <= room.most:
        return done
    # What is no content, such as tool calls, stays.
    frame = size_of(messages) - sum(tokens_in(message.content) for message in messages)
    levels = leveled(messages, room.most - frame)
    extracted = tuple(
        message
        if tokens >= tokens_in(message.content)
        else replace(
            message, content=extract_of([message.content], tokens, asked, ends=True).texts[0]
        )
        for message, tokens in zip(messages, levels, strict=True)
    )
    changes = _changes_of(done, "extract", originals, messages, extracted)
    cut = _cut(extracted, room.most)
    changes += _changes_of(done, "cut", originals, extracted, cut)
    return replace(done, messages=cut, changes=done.changes + changes)


def _cut(messages: tuple[ChatMessage, ...], most: float) -> tuple[ChatMessage, ...]:
    """The messages with the middle of the longest cut until they fit, as far as it may be."""
    cut = messages
    for number in range(ROUNDS):
        excess = size_of(cut) - most
        # Each round takes more than is missing, as the length of what is left is an estimate.
        shorter = cut_by(messages, cut, excess * 2**number) if excess > 0 else None
        if shorter is None:
            break
        cut = shorter
    return cut


def _changes_of(
    done: Compaction,
    step: Step,
    originals: Sequence[ChatMessage],
    before: Sequence[ChatMessage],
    after: Sequence[ChatMessage],
) -> tuple[Change, ...]:
    """The changes to messages that are in another order of numbers than the originals."""
    old, new = (
        dict(zip(done.numbers, before, strict=True)),
        dict(zip(done.numbers, after, strict=True)),
    )
    numbers = range(len(originals))
    return _changes(step, originals, [old.get(n) for n in numbers], [new.get(n) for n in numbers])


def _changes(
    step: Step,
    originals: Sequence[ChatMessage],
    before: Sequence[ChatMessage | None],
    after: Sequence[ChatMessage | None],
) -> tuple[Change, ...]:
    """What a step did to each message."""
    return tuple(
        Change(
            step,
            number,
            _places(originals, number, "" if new is None else new.content),
            len(old.content),
            0 if new is None else len(new.content),
        )
        for number, (old, new) in enumerate(zip(before, after, strict=True))
        if old is not None and (new is None or old.content != new.content)
    )


def _places(originals: Sequence[ChatMessage], number: int, left: str) -> tuple[str, ...]:
    """The files in a message that are not whole any more, or the message in words."""
    content = originals[number].content
    names = [p.name for p in parts_of(content) if p.name and content[p.start : p.end] not in left]
    return tuple(dict.fromkeys(names)) or (place_of(originals, number),)
