"""Puzzles of order: who is left of whom, older, faster, above; all orders are tried."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from hocket.puzzles.axes import AXES, FLOORS
from hocket.puzzles.phrases import Phrases
from hocket.puzzles.questions import answer_to
from hocket.puzzles.rules import MOST_THINGS, Rule, orders_of
from hocket.puzzles.solution import UNREAD, Solution, the_only
from hocket.puzzles.statements import Statements
from hocket.puzzles.things import Things

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hocket.puzzles.axes import Axis

_BULLET = re.compile(r"^\s*(?:[-*\u2022]|\d{1,2}[.)])\s+")
_TITLE = re.compile(r"\b(Mr|Mrs|Ms|Dr)\. ")
_SENTENCE = re.compile(r"[^.?!]+(?:[.?!]+|$)")
_ASKING = re.compile(
    r"(?:please )?(?:tell|give|list|name|say|state|rank|sort|order|arrange|put|write"
    r"|find|work out|determine)\b",
    re.IGNORECASE,
)
_ROUND = re.compile(
    r"\b(?:at|around|round) (?:an?|the|their|one)(?: [a-z]+){0,2} tables?\b|\bround table\b"
    r"|\b(?:circles?|circular|clockwise|counter-?clockwise|carousel|campfire)\b"
    r"|\b(?:in|around) a ring\b",
    re.IGNORECASE,
)
"""What has no ends, or need not have any."""
_GROUND = re.compile(r"\bground floor\b", re.IGNORECASE)


def solution_of(text: str) -> Solution:
    """What follows from a puzzle of order.

    Examples:
        >>> told = "Al, Bo, Cy and Di sit in a row. Al is left of Bo, and Cy is not at an end."
        >>> told += " Di sits next to Al and at the right end."
        >>> solution_of(told + " Who sits at the left end?").doubt
        'as read by rules, the puzzle has no solution'
    """
    *told, question = _sentences(text) or [""]
    is_asked = question.endswith("?") or _ASKING.match(question)
    if not told or not is_asked or any("?" in sentence for sentence in told):
        return UNREAD
    things = Things([sentence.rstrip(".!?:; ") for sentence in told])
    if not 1 < len(things.names) <= MOST_THINGS:
        return UNREAD
    marked = [things.marked(sentence) for sentence in told]
    asked = things.marked(question)
    said = " ".join((*marked, asked))
    axes = [axis for axis in AXES if not axis.has_sides] if _ROUND.search(said) else AXES
    for axis in axes:
        if re.search(axis.cue, said):
            found = _on_axis(axis, marked, asked, things)
            if found != UNREAD:
                return found
    return UNREAD


def _sentences(text: str) -> list[str]:
    """The sentences, without bullets; what is behind a bullet is one."""
    lines = [
        f"{line[found.end() :].rstrip('.;, ')}." if (found := _BULLET.match(line)) else line
        for line in text.splitlines()
    ]
    plain = _TITLE.sub(r"\1 ", " ".join(" ".join(lines).split()))
    return [sentence.strip() for sentence in _SENTENCE.findall(plain) if sentence.strip()]


def _on_axis(axis: Axis, told: Sequence[str], asked: str, things: Things) -> Solution:
    """What follows from marked statements on an axis, in each way of counting its places."""
    is_on_ground = axis in FLOORS and any(map(_GROUND.search, (*told, asked)))
    answers: set[str] = set()
    is_loose = False
    for offset in (0, 1) if is_on_ground else (0,):
        phrases = Phrases(axis, len(things.names), [things.group] if things.group else [], offset)
        reader = Statements(phrases)
        rules = _rules(reader, told)
        answer = answer_to(asked, reader, things) if rules else None
        if rules is None or answer is None:
            return UNREAD
        for order in orders_of(phrases.many, rules):
            answers.add(answer(order))
            if len(answers) > 1:
                break
        is_loose |= any(rule.is_loose for rule in rules)
    found = the_only(answers)
    return UNREAD if is_loose and not found.answer else found


def _rules(reader: Statements, told: Sequence[str]) -> list[Rule] | None:
    """What all statements demand; None if one is not read, or not all things are named."""
    rules: list[Rule] = []
    counts: set[int] = set()
    is_listed = False
    for sentence in told:
        read = reader.read(sentence)
        if read is None:
            return None
        for part in read:
            if isinstance(part, Rule):
                rules.append(part)
            else:
                counts |= part.counts
                is_listed |= part.is_listed
    many = reader.phrases.many
    is_told = is_listed or many in counts or not any(rule.counts_all for rule in rules)
    return rules if rules and is_told and counts <= {many} else None
