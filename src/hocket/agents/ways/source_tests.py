"""The tests and inputs of the way by source, some guessed by the LLM before it sees a candidate."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hocket.agents.code.cases import asserts_in, cases_of, examples_in
from hocket.agents.code.inverses import BACK, round_trips
from hocket.agents.code.probes import moments_of, probes_for
from hocket.agents.code.promises import promised
from hocket.agents.code.refusals import refusals_in
from hocket.agents.code.running import Trials
from hocket.agents.code.shape import names_in, shape_of
from hocket.agents.code.stubs import passed_by_a_stub, worthwhile
from hocket.agents.ways.opening import one_voice
from hocket.agents.ways.source_prompts import TEST_EXAMPLES, TEST_RULES
from hocket.ports.llm import ChatMessage

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hocket.ports.agent import Assignment, Workbench

TEST_TOKENS = 240
TEST_ENDS = ("\n```\n", "\ndef ", "\nclass ", "\nimport unittest")
STUB_SHARE = 0.75
"""Tests of which one stub passes so many say nothing."""


async def guessed_tests(
    assignment: Assignment, bench: Workbench, code: str, given: str
) -> list[str]:
    """Tests of the LLM for code with the names of a file.

    Args:
        assignment: The task, whose goal the tests hold the code against.
        bench: Asks the LLM.
        code: The file whose names they call.
        given: The file to mend, which is shown; empty if there is none.
    """
    about = f"The code as it is, with faults:\n```python\n{given}\n```\n\n" if given else ""
    heads = "\n".join(shape_of(code).heads())
    goal = assignment.task.objective.description
    question = f"{about}There is:\n{heads}\n\nIt was asked for so: {goal}\n\nGive 6 tests."
    answer = await one_voice(
        bench,
        [ChatMessage("system", TEST_RULES), *TEST_EXAMPLES, ChatMessage("user", question)],
        max_tokens=TEST_TOKENS,
        seed=assignment.seed,
        stop=TEST_ENDS,
    )
    return asserts_in(answer.text)


def telling_tests(said: Sequence[str], guessed: Sequence[str]) -> list[str]:
    """The guessed tests that a stub would fail; none if one stub passes nearly all tests."""
    tests = worthwhile(guessed)
    both = [*said, *tests]
    return [] if passed_by_a_stub(both) >= STUB_SHARE * len(both) else tests


async def trials_of(
    assignment: Assignment, bench: Workbench, code: str, given: str, *, is_known: bool
) -> tuple[Trials, frozenset[str]]:
    """The tests and inputs for a file that is imported, and which tests are examples of the goal.

    Args:
        assignment: The task.
        bench: Asks the LLM.
        code: A candidate or a skeleton, for its names and parameters.
        given: The file to mend; empty if there is none.
        is_known: Whether it is a known algorithm. What an LLM guesses of one it remembers wrong,
            so only the inputs of its tests count.
    """
    goal = assignment.task.objective.description
    said = [*examples_in(goal), *examples_in(given)]
    guessed = await guessed_tests(assignment, bench, code, given)
    # Without a hint in the goal, what the old file defines counts.
    shape = shape_of(given or code)
    every = [*shape.functions, *(one for kind in shape.types for one in kind.methods)]
    if moments_of(every, f"{goal} {given}"):
        guessed = [test for test in guessed if "date" in test]  # of numbers, it would be no input
    trips = round_trips([f.name for f in shape.functions], [*said, *guessed])
    said += trips if BACK.search(goal) else []
    examples = frozenset(said)
    telling = [] if is_known else telling_tests(said, guessed)
    if not given:
        known = [*said, *guessed]
        said += refusals_in(goal, shape.functions, known)
        said += promised(goal, shape.functions, known)
    cases = cases_of(said, [*trips, *telling])
    inputs = cases_of(said, guessed)
    probes = probes_for(shape, inputs, f"{goal} {given}", names_in(goal))
    return Trials(tuple(cases), tuple(probes)), examples
