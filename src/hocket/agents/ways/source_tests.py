"""The tests of the way by source that the LLM guesses, without sight of a candidate."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hocket.agents.code.cases import asserts_in
from hocket.agents.code.shape import shape_of
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
