"""Candidates and tests: of several files with code, the one that most of both agree on.

Each candidate is run on each test and on inputs made up for it. Candidates that give the same
results form a group; the group that is large and passes many tests wins (B. Chen et al., "CodeT:
Code Generation with Generated Tests", ICLR 2023: the root of its size times the tests it passes).
"""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from hocket.agents.code.running import CHANGES, UNSTABLE, Ran, Trials, failed, result_of
from hocket.agents.code.shape import unlike
from hocket.core.agreement import Agreement, Method

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

AGREED = 2
"""Programs that have to do the same."""
MOST_COPIES = 3
ENOUGH_INPUTS = 4
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
    """

    code: str
    ran: Ran
    voice: int = 0
    complaints: tuple[str, ...] = ()

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

    def results(self, candidate: Candidate) -> tuple[str, ...]:
        """What it gave for each test and input; equal for candidates that do the same."""
        asked = tuple(seen for seen, _ in candidate.ran.tests)
        rows = (result_of(row, names_errors=self.names_errors) for row in candidate.ran.rows)
        return (*asked, *rows)

    def best(self) -> tuple[Candidate, list[Candidate]]:
        """The best candidate and those that do the same."""
        results = {id(one): self.results(one) for one in self.candidates}
        groups = {
            id(one): [other for other in self.candidates if results[id(other)] == results[id(one)]]
            for one in self.candidates
        }
        votes = self._votes(results)

        def worth(one: Candidate) -> tuple[float, ...]:
            group = groups[id(one)]
            tests = (1 + one.passed) / (1 + len(one.ran.tests))
            voices = math.sqrt(len({other.voice for other in group}))
            return (
                not one.ran.fault,
                -len(one.complaints),
                self.said(one),
                voices * tests + votes[id(one)],
                -one.restless,
            )

        winner = max(self.candidates, key=worth)
        return winner, groups[id(winner)]

    def _votes(self, results: Mapping[int, tuple[str, ...]]) -> dict[int, float]:
        """For each candidate, the share of the others that give the same for an input."""
        width = max((len(row) for row in results.values()), default=0)
        whole = {key: row for key, row in results.items() if len(row) == width}
        counts = [Counter(column) for column in zip(*whole.values(), strict=True)]
        most = max(1, width * (len(whole) - 1))
        return {
            key: sum(count[one] - 1 for count, one in zip(counts, row, strict=False)) / most
            if key in whole
            else 0.0
            for key, row in results.items()
        }

    def said(self, candidate: Candidate) -> int:
        """Number of examples of the goal and the docstrings that it passes."""
        pairs = zip(self.trials.cases, candidate.ran.tests, strict=False)
        return sum(ok for case, (_, ok) in pairs if case.is_said)

    def agreement(self, evidence: Sequence[str] = ()) -> Agreement:
        """What the candidates agree on, with why that proves nothing where it does not.

        Args:
            evidence: What is known of the winner beside.
        """
        winner, group = self.best()
        reason = self._doubt(winner, group)
        methods = []
        for number, one in enumerate(self.candidates, 1):
            gave = "; ".join([_measured(one), *(evidence if one is winner else ())])
            differs = one not in group and not one.ran.fault
            methods.append(
                Method(way=f"candidate {number}", gave=gave, fault=one.ran.fault, differs=differs)
            )
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
        programs = {one.voice: unlike(one.code) for one in group}
        if winner.ran.fault or winner.complaints:
            return winner.ran.fault or winner.complaints[0]
        if self.said(winner) < sum(case.is_said for case in cases):
            return "it fails an example of the goal"
        if len(set(programs.values())) < AGREED:
            return "no second program, written apart from it, gave the same results"
        if len(rows) < ENOUGH_INPUTS or len(results) < AGREED or failed(rows) > SHARE * len(rows):
            return "the inputs made up for it do not tell right from wrong"
        if guessed and passed <= SHARE * guessed:
            return "most of the tests that the LLM wrote fail"
        return ""


def _measured(candidate: Candidate) -> str:
    """What a candidate did in numbers."""
    parts = []
    if candidate.ran.tests:
        parts.append(f"passes {candidate.passed} of {len(candidate.ran.tests)} tests")
    if candidate.ran.rows:
        rows = candidate.ran.rows
        parts.append(f"works on {len(rows) - failed(rows)} of {len(rows)} inputs")
    return "; ".join([*parts, *candidate.complaints[:1]])
