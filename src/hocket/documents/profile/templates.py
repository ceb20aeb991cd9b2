"""Columns out of the messages of a log: names with values, or the templates that messages follow.

Messages that begin alike are aligned; the words that differ are what they are about. It follows
P. He et al., "Drain: An Online Log Parsing Approach with Fixed Depth Tree" (ICWS 2017), and M. Du
and F. Li, "Spell: Streaming Parsing of System Event Logs" (ICDM 2016) for messages of unequal
length.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from hocket.documents.profile.alignment import (
    BEGINNING,
    FEW_NAMES,
    HAPPENED,
    LINKS,
    PLAIN,
    VARIABLE,
    acts_on_things,
    frame_of,
    varying_places,
)
from hocket.documents.profile.column import free_name
from hocket.documents.profile.partial import done_of
from hocket.documents.profile.reasons import REASON, parted_reasons

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

EVENT, MESSAGE = "event", "message"
MOST_SLOTS = 10
LEAST = 2
"""Number of messages from which a varying word has a column."""

MOST_COUNT = 10_000
"""A message is counted again at most this often; more is an error in the log."""

MOST_WORDS = 60
REGULAR = 0.9
MOST_KINDS = 2 / 3
"""Kinds of messages as a share of the messages; with more they have no pattern."""

_REPEATED = re.compile(
    r"((?:[\w./-]+(?:\[\d+\])?: +)?)(?:last )?message (?:was )?repeated (\d+) times?"
    r"(?::?\s*\[\s*(.*?)\s*\])?\.?",
    re.IGNORECASE,
)
OFTEN = 0.3
"""Share of messages that have a name with a value, and how many such names make columns."""
_FIELD = re.compile(r"(?<![\w.])([A-Za-z][\w-]{0,20})=(<[^>]*>|\"[^\"]*\"|'[^']*'|[^\s,;]+)")
_PAIR = re.compile(r"""([A-Za-z_][\w.-]*)=("(?:[^"\\]|\\.)*"|'[^']*'|[^\s,;]*)[,;]?""")
_WORD = re.compile(r"(?<==)\"[^\"]*\"|[^\s=]+=|[^\s,;\[\]()]+|[\[\](),;]")


@dataclass(frozen=True, slots=True)
class _Slot:
    """A word of a message that differs between messages of its kind."""

    at: int
    name: str


def repeated(messages: Sequence[str]) -> list[tuple[int, int, str]]:
    """(index, count, message) of each message, with those that a log only counts.

    Examples:
        >>> repeated(["on", "message repeated 2 times: [ off]", "last message repeated 3 times"])
        [(0, 1, 'on'), (1, 2, 'off'), (2, 3, 'off')]
        >>> repeated(["a: on", "a: last message repeated 3 times", "b: message repeated 2 times"])
        [(0, 1, 'a: on'), (1, 3, 'a: on'), (2, 1, 'b: message repeated 2 times')]
    """
    counted: list[tuple[int, int, str]] = []
    for index, message in enumerate(messages):
        match = _REPEATED.fullmatch(message.strip())
        before = counted[-1][2] if counted else ""
        said = match and (match[1] + match[3] if match[3] else before)
        if match and said and said.startswith(match[1]):
            counted.append((index, min(int(match[2]), MOST_COUNT), said))
        else:
            counted.append((index, 1, message))
    return counted


def columns_of(messages: Sequence[str]) -> dict[str, list[str]]:
    """The columns that messages hold, with a value for each message; none without a pattern.

    Examples:
        >>> columns_of(["door=a ok=yes", "door=b ok=no"])
        {'door': ['a', 'b'], 'ok': ['yes', 'no']}
        >>> columns_of(["Opened door 1 wide", "Opened door 2 wide"])["event"]
        ['Opened door <door> wide', 'Opened door <door> wide']
    """
    return _pairs(messages) or _templates(messages) or _some_pairs(messages)


def _some_pairs(messages: Sequence[str]) -> dict[str, list[str]]:
    """The values of ``name=value`` by name, beside messages of which many have the same names.

    Examples:
        >>> said = ["A1: to=<x@a.org>, status=sent (250 ok)", "A2: to=<y@b.org>, status=bounced"]
        >>> columns = _some_pairs([*said, *said, "A2: removed"])
        >>> columns["to"][:2], columns["status"][-1]
        (['x@a.org', 'y@b.org'], '')
    """
    every = [dict(_FIELD.findall(message)) for message in messages]
    counts = Counter(name for pairs in every for name in pairs)
    names = [name for name, count in counts.items() if count >= OFTEN * len(messages)]
    if len(names) < FEW_NAMES or MESSAGE in names:
        return {}
    columns = {n: [_bare(pairs.get(n, "").strip("<>")) for pairs in every] for n in names}
    return {**columns, MESSAGE: list(messages)}


def _pairs(messages: Sequence[str]) -> dict[str, list[str]]:
    """The values of ``name=value`` by name, if nearly all messages are made of such."""
    every = [_PAIR.findall(message) for message in messages]
    rests = [_PAIR.sub("", message).strip() for message in messages]
    regular = sum(
        len(p) > 1 and len(r) * 2 < len(m) for p, r, m in zip(every, rests, messages, strict=True)
    )
    if not messages or regular < REGULAR * len(messages):
        return {}
    named = [{name: _bare(value) for name, value in pairs} for pairs in every]
    names = dict.fromkeys(name for pairs in named for name in pairs)
    columns = {name: [pairs.get(name, "") for pairs in named] for name in names}
    if any(rests):
        columns.setdefault(MESSAGE, rests)
    return columns


def _bare(value: str) -> str:
    return value[1:-1] if len(value) > 1 and value[0] == value[-1] and value[0] in "\"'" else value


def _templates(messages: Sequence[str]) -> dict[str, list[str]]:
    """The kind of each message, and its varying words by the word that stands before them."""
    heads, reasons = parted_reasons(messages)
    words = [_WORD.findall(head)[:MOST_WORDS] for head in heads]
    varying = varying_places(words)
    if varying is None:
        return {}  # hardly two of them are alike: these are sentences
    acts, named = acts_on_things(words, varying)
    frames = _frames(words, varying)
    frames |= {frame: frames[like] for frame, like in acts.items() if like in frames}
    frames |= {frame: name for frame, name in named.items() if frame in frames}
    lines = []
    for index, line in enumerate(words):
        known = varying[index] | _framed(line, frames)
        lines.append((line, list(_named(line, known, frames))))
    columns = _columns(heads, lines, has_reasons=any(reasons))
    if not columns:
        return {}
    done = done_of(messages, columns)
    columns |= {free_name(REASON, set(columns)): reasons} if any(reasons) else {}
    return columns | ({done[0]: done[1]} if done else {})


def _frames(
    words: Sequence[Sequence[str]], varying: Mapping[int, set[int]]
) -> dict[tuple[str, str], str]:
    """By (word before, word after) of varying words the name of their column.

    It is the word before; where that only links words, one that stands there in other messages.
    """
    said: dict[tuple[str, str], set[str]] = {}
    for index, places in varying.items():
        line = words[index]
        for at in places:
            # A word behind what a message is about would be named by this.
            if not (at - 1 in places and line[at - 1].endswith(":")):
                said.setdefault(frame_of(line, at), set()).add(line[at])
    plain = [frame for frame in said if PLAIN.fullmatch(frame[0].rstrip(":=#"))]
    better = {}
    for before, after in plain:
        name = before.rstrip(":=#").lower()
        if name in LINKS:
            # 'for ann from' and 'for user ben from': the same word is meant.
            others = [
                b.lower()
                for b, a in plain
                if a == after
                and b.lower() not in LINKS
                and len(said[b, a]) > 1
                and _follows(words, before, b)
            ]
            name = others[0] if others else name
        better[before, after] = name
    return better


def _follows(words: Iterable[Sequence[str]], first: str, second: str) -> bool:
    """Whether ``second`` stands at most two words after ``first`` in a message."""
    return any(
        second in line[at + 1 : at + 3] for line in words for at, w in enumerate(line) if w == first
    )


def _framed(line: Sequence[str], frames: Mapping[tuple[str, str], str]) -> set[int]:
    """The places of a message that stand where others have varying words."""
    return {at for at in range(1, len(line)) if frame_of(line, at) in frames and at >= BEGINNING}


def _named(
    line: Sequence[str], places: Iterable[int], frames: Mapping[tuple[str, str], str]
) -> Iterator[_Slot]:
    used: Counter[str] = Counter()
    for at in sorted(places):
        name = frames.get(frame_of(line, at))
        if name is None:
            continue
        used[name] += 1
        yield _Slot(at, name if used[name] == 1 else f"{name}_{used[name]}")


def _columns(
    messages: Sequence[str],
    lines: Sequence[tuple[Sequence[str], list[_Slot]]],
    *,
    has_reasons: bool,
) -> dict[str, list[str]]:
    lines = _without_ends(lines)
    counts = Counter(slot.name for _, slots in lines for slot in slots)
    names = [name for name, n in counts.most_common(MOST_SLOTS) if n >= LEAST]
    events = [_event(m, line, slots) for m, (line, slots) in zip(messages, lines, strict=True)]
    if not (names or has_reasons) or len(set(events)) > MOST_KINDS * len(events):
        return {}
    values = [{slot.name: _value(line[slot.at]) for slot in slots} for line, slots in lines]
    return {EVENT: events} | {n: [v.get(n, "") for v in values] for n in names if n != EVENT}


def _value(word: str) -> str:
    """A varying word without its quotes, and without the colon between it and what is said of it.

    Examples:
        >>> _value("ada:"), _value('"a b"'), _value("::")
        ('ada', 'a b', '::')
    """
    return _bare(word.removesuffix(":") if word.strip(":") else word)


def _without_ends(
    lines: Sequence[tuple[Sequence[str], list[_Slot]]],
) -> list[tuple[Sequence[str], list[_Slot]]]:
    """The lines without the words that say what happened, as far as there is one at its place.

    ``session closed`` beside ``session opened for ann`` has no value: it is an event.
    """
    values: dict[str, set[str]] = {}
    for line, slots in lines:
        for slot in slots:
            values.setdefault(slot.name, set()).add(line[slot.at])
    ends = {n for n, said in values.items() if len(said) == 1 and HAPPENED.fullmatch(min(said))}
    return [(line, [slot for slot in slots if slot.name not in ends]) for line, slots in lines]


def _event(message: str, line: Sequence[str], slots: Sequence[_Slot]) -> str:
    """A message with the names of its varying words instead of these."""
    colons = {slot.at: ":" if line[slot.at].endswith(":") else "" for slot in slots}
    by_place = {slot.at: f"<{slot.name}>{colons[slot.at]}" for slot in slots}
    parts, after = [], 0
    for at, match in enumerate(_WORD.finditer(message)):
        if at >= len(line):
            break
        word = by_place.get(at) or ("<*>" if VARIABLE.fullmatch(match.group()) else match.group())
        parts.append(message[after : match.start()] + word)
        after = match.end()
    return "".join(parts) + message[after:]
