"""The search in the sandbox: edits of a file, until a function does what another version does.

The programs that come nearest to it are edited further (beam search; the fitness by which programs
are chosen is that of search-based repair: C. Le Goues et al., "GenProg: A Generic Method for
Automatic Software Repair", IEEE TSE 38(1), 2012).
"""

from __future__ import annotations

import difflib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from hocket.agents.code.mending.edits import edits_of
from hocket.agents.code.mending.steps import Counter, Program

if TYPE_CHECKING:
    from collections.abc import Sequence

MOST_EDITS = 4
WIDTH = 10
"""Programs that are edited further in each round."""
MOST_TRIES = 3000
"""Programs that are run for one file."""
STEPS_OF_ALL = 12_000_000
FITTING = 48
"""Inputs by which programs are chosen; the others confirm what does all of these."""
PARTLY = 0.6
"""What a result is worth at most that is only like the one that is wanted."""


@dataclass(slots=True)
class Spent:
    """What a search has spent; it ends for all units together."""

    counter: Counter = field(default_factory=Counter)
    tries: int = 0
    most: int = MOST_TRIES

    @property
    def is_up(self) -> bool:
        """Whether no more programs are run."""
        return self.tries >= self.most or self.counter.taken >= STEPS_OF_ALL


@dataclass(frozen=True, slots=True)
class Found:
    """A program that does what is wanted, with the kinds of its edits."""

    code: str
    kinds: tuple[str, ...] = ()


Beam = tuple[Found, float, list[str]]
"""A program to be edited further, how near it is, and what it gives."""


@dataclass(slots=True)
class Aim:
    """What a unit is to give: inputs with results, the telling ones first."""

    inputs: list[Any]
    wanted: list[str]

    def score(self, program: Program, least: float) -> tuple[float, list[str]]:
        """How near the results are, and the results; cut off where ``least`` is out of reach."""
        score, left = 0.0, float(len(self.inputs))
        given = []
        for steps, wanted in zip(self.inputs, self.wanted, strict=True):
            got = program.gives(steps)
            score += likeness(got, wanted)
            left -= 1
            given.append(got)
            if score + left <= least:
                break
        return score, given


def likeness(got: str, wanted: str) -> float:
    """1 for what is wanted, less for what begins and ends like it, 0 for an error.

    Examples:
        >>> likeness("[1, 2]", "[1, 2]"), likeness("!KeyError", "3"), likeness("[1, 3]", "[1, 2]")
        (1.0, 0.0, 0.5)
    """
    if got == wanted:
        return 1.0
    if got[:1] == "!" or not got or not wanted:
        return 0.0
    shortest, longest = sorted((len(got), len(wanted)))
    head = 0
    while head < shortest and got[head] == wanted[head]:
        head += 1
    tail = 0
    while tail < shortest - head and got[-1 - tail] == wanted[-1 - tail]:
        tail += 1
    return PARTLY * (head + tail) / longest


@dataclass(slots=True)
class Round:
    """One round of a search: the programs that were tried, and those that do all that is wanted.

    Attributes:
        aim: What the programs are to give.
        rest: What those that do must also give.
        spent: Counts programs and steps.
        known: The texts that were tried in any round.
        seen: What programs gave, since of those that give the same one is enough.
    """

    aim: Aim
    rest: Aim
    spent: Spent
    known: set[str]
    seen: set[tuple[str, ...]]
    grown: list[Beam] = field(default_factory=list)
    whole: list[Found] = field(default_factory=list)

    def edit(self, found: Found, names: frozenset[str]) -> None:
        """Try the edits of a program, as long as programs may be run."""
        for kind, text in edits_of(found.code, names):
            if self.spent.is_up:
                return
            if text not in self.known:
                self.known.add(text)
                self._try(Found(text, (*found.kinds, kind)))

    def _try(self, one: Found) -> None:
        self.spent.tries += 1
        program = Program(one.code, self.spent.counter)
        if program.fault:
            return
        scores = sorted(score for _, score, _ in self.grown)
        score, given = self.aim.score(program, scores[-WIDTH] if len(scores) >= WIDTH else 0.0)
        if len(given) < len(self.aim.inputs) or tuple(given) in self.seen:
            return
        if score == len(self.aim.wanted) and _holds(one, self.rest, self.spent):
            self.whole.append(one)
            return
        self.seen.add(tuple(given))
        self.grown.append((one, score, given))

    def best(self) -> list[Beam]:
        """The programs to be edited further, the nearest first."""
        return sorted(self.grown, key=lambda beam: -beam[1])[:WIDTH]


def mended(
    code: str, names: frozenset[str], inputs: Sequence[Any], wanted: Sequence[str], spent: Spent
) -> Found | None:
    """The program nearest to a file that gives what is wanted for all inputs.

    Args:
        code: The file.
        names: The functions and classes of it that may be changed.
        inputs: Compiled steps.
        wanted: What each is to give.
        spent: Counts programs and steps.

    Returns:
        None if none was found.
    """
    aim = Aim([*inputs[:FITTING]], [*wanted[:FITTING]])
    rest = Aim([*inputs[FITTING:]], [*wanted[FITTING:]])
    known = {code}
    beam: list[Beam] = [(Found(code), *aim.score(Program(code, spent.counter), -1.0))]
    if beam[0][1] == len(aim.wanted) and _holds(beam[0][0], rest, spent):
        return beam[0][0]
    for _ in range(MOST_EDITS):
        if not beam or len(beam[0][2]) < len(aim.inputs):
            break
        beam = _put_telling_first(aim, beam)
        one = Round(aim, rest, spent, known, {tuple(given) for _, _, given in beam})
        for found, _, _ in beam:
            one.edit(found, names)
            if one.whole:
                return _nearest(code, one.whole)
        beam = one.best()
    return None


def _put_telling_first(aim: Aim, beam: list[Beam]) -> list[Beam]:
    """Inputs that the best program so far has wrong go first, so that bad ones are soon told."""
    best = beam[0][2]
    order = sorted(range(len(best)), key=lambda place: best[place] == aim.wanted[place])
    aim.inputs = [aim.inputs[place] for place in order]
    aim.wanted = [aim.wanted[place] for place in order]
    return [(found, score, [gave[place] for place in order]) for found, score, gave in beam]


def _holds(found: Found, rest: Aim, spent: Spent) -> bool:
    """Whether a program gives what is wanted also for the inputs that it was not chosen by."""
    program = Program(found.code, spent.counter)
    return all(
        program.gives(steps) == wanted
        for steps, wanted in zip(rest.inputs, rest.wanted, strict=True)
    )


def _nearest(code: str, whole: Sequence[Found]) -> Found:
    def nearness(one: Found) -> float:
        return difflib.SequenceMatcher(None, code, one.code, autojunk=False).ratio()

    return max(whole, key=nearness)
