"""Candidates and tests: of several files with code, the one that most of both agree on.

Each candidate is run on each test and on inputs made up for it. Candidates that give the same
results form a group; the group that is large and passes many tests wins (B. Chen et al., "CodeT:
Code Generation with Generated Tests", ICLR 2023: the root of its size times the tests it passes).
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from hocket.agents.code.running import CHANGES, RAISED, UNSTABLE, Ran, Trials, failed, result_of
from hocket.agents.code.shape import unlike
from hocket.core.agreement import CANDIDATE, KNOWN, REPAIR, Agreement, Method

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hocket.agents.code.mending.repair import Repair

AGREED = 2
"""Programs that have to do the same."""
MOST_COPIES = 3
FEWEST_VALUES = 3
KNOWN_TOGETHER, KNOWN_ALONE = 0.25, -0.5
"""What a known algorithm is worth more than a program of the LLM: less than that, if none of the
LLM's does the same, though it was shown, as the goal may be of a variant that is not known."""
NOTICED = 0.66
"""Share of small changes of the code that inputs must notice; some change nothing."""
TOO_WEAK = "the inputs made up for it do not tell right from wrong"
ENOUGH_INPUTS = 4
LOOSE = 0.34
"""Share of the inputs for which one of two programs may raise and the other not."""
SHARE_OF_REPAIR = 0.66
"""Share of the guessed tests that must work for a repair: it may be of the fault of a version."""
SHARE = 0.5
"""Share of the tests that the LLM guessed, and of the inputs, that must work."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A file with code and what it did.

    Attributes:
        code: The file.
        ran: What it did on the tests and inputs.
        voice: Number of the candidate that it corrects, or its own: these count as one.
        complaints: What is wrong with it for certain: the goal or the file to mend says so.
        is_anew: Whether it was written without sight of the faults of a file to mend.
        repair: The edits that made it of the file to mend, if the LLM did not write it.
        is_known: Whether it is a known algorithm under other names, which no LLM wrote.
        is_meant: Whether the goal speaks of this very form of the algorithm.
    """

    code: str
    ran: Ran
    voice: int = 0
    complaints: tuple[str, ...] = ()
    is_anew: bool = False
    repair: Repair | None = None
    is_known: bool = False
    is_meant: bool = False

    @property
    def way(self) -> str:
        """What wrote it; candidates of the LLM are numbered where they are told apart."""
        return KNOWN if self.is_known else CANDIDATE if self.repair is None else REPAIR

    @property
    def is_backed(self) -> bool:
        """Whether it is a file with small edits that does what a version written anew does."""
        return self.repair is not None and not self.repair.doubt

    @property
    def is_cured(self) -> bool:
        """Whether known kinds of faults of the file to mend were mended in it by rule."""
        return self.repair is not None and self.repair.is_by_rule

    @property
    def passed(self) -> int:
        """Number of tests that it passed."""
        return sum(ok for _, ok in self.ran.tests)

    @property
    def restless(self) -> int:
        """Inputs that it changes, or for which it gives something else when asked again."""
        return sum(1 for _, marks in self.ran.probes if CHANGES in marks or UNSTABLE in marks)


@dataclass(slots=True)
class Choice:
    """The candidates so far, and which of them is the best.

    Attributes:
        trials: What they are run on.
        names_errors: Whether the goal says which exceptions are raised.
        candidates: In the order in which they were written.
    """

    trials: Trials
    names_errors: bool = False
    candidates: list[Candidate] = field(default_factory=list)

    def agree(self, one: Candidate, other: Candidate) -> bool:
        """Whether two candidates do the same.

        They give the same for the tests and wherever both give something. What is made up may be
        no input at all: there one may raise and the other not, unless the goal names exceptions.
        """
        if [s for s, _ in one.ran.tests] != [s for s, _ in other.ran.tests]:
            return False
        pairs = [*zip(one.ran.rows, other.ran.rows, strict=False)]
        split = [(a, b) for a, b in pairs if self._result(a) != self._result(b)]
        raising = sum(1 for a, b in split if (RAISED in a[1]) != (RAISED in b[1]))
        is_whole = len(one.ran.rows) == len(other.ran.rows)
        loose = 0 if self.names_errors or one.ran.samples else LOOSE
        return is_whole and len(split) == raising and raising <= loose * len(pairs)

    def _result(self, row: tuple[str, str]) -> str:
        return result_of(row, names_errors=self.names_errors)

    def replace_repairs(self, code: str) -> None:
        """Make room for a file that was edited: of others only what rules made of it is kept."""
        self.candidates = [
            one
            for one in self.candidates
            if one.repair is None or (one.is_cured and one.code != code)
        ]

    def best(self) -> tuple[Candidate, list[Candidate]]:
        """The best candidate and those that do the same."""
        votes = self._votes()

        def worth(one: Candidate) -> tuple[float, ...]:
            tests = (1 + one.passed) / (1 + len(one.ran.tests))
            voices = math.sqrt(len(_voices([*self._group(one), *self._careless(one)])))
            return (
                not one.ran.fault,
                not one.ran.rows or failed(one.ran.rows) < len(one.ran.rows),
                -len(one.complaints),
                self.said(one),
                self._mended(one),
                one.is_backed,
                voices * tests + votes[id(one)] + self._known_weight(one),
                -failed(one.ran.rows),
                -one.restless,
            )

        winner = max(self.candidates, key=worth)
        return winner, self._group(winner)

    def _mended(self, one: Candidate) -> int:
        """How much a file without the help of an LLM is worth: what rules mended needs no version.

        More edits than those count only if more of the tests pass by them.
        """
        cured = [other.passed for other in self.candidates if other.is_cured]
        if one.is_backed and all(one.passed > passed for passed in cured):
            return 2
        return 1 if one.is_cured else 0

    def _known_weight(self, one: Candidate) -> float:
        if not one.is_known:
            return 0.0
        others = [other for other in self.candidates if other is not one]
        is_confirmed = self._careless(one) or any(self.agree(one, other) for other in others)
        return KNOWN_TOGETHER if is_confirmed or one.is_meant else KNOWN_ALONE

    def _careless(self, one: Candidate) -> list[Candidate]:
        """Programs of the LLM that do what a known algorithm does, but take what it refuses."""
        others = self.candidates if one.is_known else ()
        return [other for other in others if other is not one and self._restricts(one, other)]

    def _restricts(self, one: Candidate, other: Candidate) -> bool:
        """Whether one gives what another does wherever it gives anything, but refuses more.

        So does a right program beside a careless one where the goal names an error.
        """
        rows = zip(one.ran.rows, other.ran.rows, strict=False)
        given = [(a, b) for a, b in rows if RAISED not in a[1]]
        values = {self._result(a) for a, _ in given}
        same = all(self._result(a) == self._result(b) for a, b in given)
        return self.names_errors and same and len(values) >= FEWEST_VALUES

    def _group(self, one: Candidate) -> list[Candidate]:
        return [other for other in self.candidates if other is one or self.agree(one, other)]

    def _votes(self) -> dict[int, float]:
        """For each candidate, the share of the other programs that give the same for an input.

        One that gives nothing for any input has no vote: it would be for whichever fails too.
        """
        votes = {}
        voting = [one for one in self.candidates if failed(one.ran.rows) < len(one.ran.rows)]
        for one in self.candidates:
            others = {unlike(other.code): other for other in voting if other.voice != one.voice}
            others.pop(unlike(one.code), None)
            shares = [self._share(one, other) for other in others.values()]
            votes[id(one)] = sum(shares) / len(shares) if shares else 0.0
        return votes

    def _share(self, one: Candidate, other: Candidate) -> float:
        pairs = [*zip(one.ran.rows, other.ran.rows, strict=False)]
        same = sum(self._result(a) == self._result(b) for a, b in pairs)
        return same / max(1, len(one.ran.rows))

    def said(self, candidate: Candidate) -> int:
        """Number of examples of the goal and the docstrings that it passes."""
        pairs = zip(self.trials.cases, candidate.ran.tests, strict=False)
        return sum(ok for case, (_, ok) in pairs if case.is_said)

    def agreement(
        self, measured: Ran, evidence: Sequence[str] = (), *, examples: int = 0, kept: int = 0
    ) -> Agreement:
        """What the candidates agree on, with why that proves nothing where it does not.

        Examples of the goal, and what the old file gave where it worked, are not of the LLM, so
        they are methods of their own.

        Args:
            measured: The run of the winner that measures its inputs.
            evidence: What is known of the winner beside.
            examples: Number of examples of the goal and the old file that hold.
            kept: Number of inputs on which the winner gives what the old file gave; 0 if it need
                not, or does not.
        """
        winner, group = self.best()
        reason = self._doubt(winner, group) or (TOO_WEAK if is_weak(measured) else "")
        methods = []
        for number, one in enumerate(self.candidates, 1):
            gave = "; ".join([_measured(one), *(evidence if one is winner else ())])
            differs = one not in group and not one.ran.fault
            way = f"{one.way} {number}" if one.way == CANDIDATE else one.way
            methods.append(Method(way=way, gave=gave, fault=one.ran.fault, differs=differs))
        if examples:
            methods.append(Method(way="examples", gave=f"{examples} of the goal hold"))
        if kept:
            methods.append(Method(way="old file", gave=f"the same on {kept} inputs"))
        return Agreement(
            methods=tuple(methods),
            agrees=not reason,
            reason=reason,
            tolerance=f"{winner.passed} of {len(winner.ran.tests)} tests by {len(group)} of "
            f"{len(self.candidates)} candidates, which give the same results for "
            f"{len(winner.ran.rows)} inputs made up for them",
        )

    def is_settled(self) -> bool:
        """Whether another candidate would change nothing."""
        return bool(self.candidates) and not self._doubt(*self.best())

    def repeats(self) -> bool:
        """Whether the LLM has written nothing but one program again and again, without a fault."""
        programs = {unlike(one.code) for one in self.candidates}
        sound = all(not one.ran.fault and not one.complaints for one in self.candidates)
        return len(self.candidates) >= MOST_COPIES and len(programs) == 1 and sound

    def _doubt(self, winner: Candidate, group: Sequence[Candidate]) -> str:
        """Why the candidates of a group do not corroborate one another; empty if they do."""
        rows = winner.ran.rows
        results = {result_of(row, names_errors=True) for row in rows if not failed([row])}
        cases = self.trials.cases
        guessed = len(cases) - sum(case.is_said for case in cases)
        passed = winner.passed - self.said(winner)
        doubts = (
            (bool(winner.ran.fault or winner.complaints), _fault_of(winner)),
            (self.said(winner) < len(cases) - guessed, "it fails an example of the goal"),
            (
                len(_voices(group)) < AGREED,
                "no second program, written apart from it, gave the same results",
            ),
            (failed(winner.ran.samples) > 0, "it fails on standard input that was made up for it"),
            (
                len(rows) < ENOUGH_INPUTS
                or len(results) < AGREED
                or failed(rows) > SHARE * len(rows),
                TOO_WEAK,
            ),
            (
                self.names_errors and not any(RAISED in marks for _, marks in rows),
                "the task names an error, but no input made the program raise one",
            ),
            (
                guessed > 0 and passed <= SHARE * guessed,
                "most of the tests that the LLM wrote fail",
            ),
            (
                winner.repair is not None and passed < SHARE_OF_REPAIR * guessed,
                "too many of the tests that the LLM wrote fail",
            ),
            (
                winner.repair is not None and not winner.is_backed and not _is_seconded(group),
                _doubt_of(winner.repair),
            ),
        )
        return next((reason for applies, reason in doubts if applies), "")


def is_weak(measured: Ran) -> bool:
    """Whether the inputs of a file notice too few small changes of it."""
    noticed, mutants = measured.noticed
    return mutants > 0 and noticed < NOTICED * mutants


def _doubt_of(repair: Repair | None) -> str:
    return repair.doubt if repair is not None else ""


def _is_seconded(group: Sequence[Candidate]) -> bool:
    """Whether programs of the LLM corroborate one another, without a file that was edited."""
    return len(_voices([one for one in group if one.repair is None])) >= AGREED


def _fault_of(candidate: Candidate) -> str:
    return candidate.ran.fault or "".join(candidate.complaints[:1])


def _voices(group: Sequence[Candidate]) -> set[str]:
    """The programs of a group, without copies and corrections of one another."""
    return set({one.voice: unlike(one.code) for one in group}.values())


def _measured(candidate: Candidate) -> str:
    """What a candidate did in numbers."""
    parts = []
    if candidate.ran.tests:
        parts.append(f"passes {candidate.passed} of {len(candidate.ran.tests)} tests")
    if candidate.ran.rows:
        rows = candidate.ran.rows
        parts.append(f"works on {len(rows) - failed(rows)} of {len(rows)} inputs")
    if candidate.repair is not None:
        parts.append(f"{len(candidate.repair.edits)} small edits of the file as it was")
    return "; ".join([*parts, *candidate.complaints[:1]])
