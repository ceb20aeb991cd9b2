"""A goal in plain words that wants a Python file: written, tried in the sandbox, and judged."""

from __future__ import annotations

import pytest

from hocket import Hocket
from hocket.testing import ScriptedLlm

pytestmark = pytest.mark.sandbox

MOST = '''\
def most(values):
    """The value that occurs most often; of those that occur equally often, the first."""
    best = values[0]
    for value in values:
        if values.count(value) > values.count(best):
            best = value
    while values.count(best) == 2:
        pass
    return best'''
RIGHT = """\
def most(values):
    best = values[0]
    for value in values:
        if values.count(value) > values.count(best):
            best = value
    return best"""
ALSO_RIGHT = """\
def most(values):
    counts = {}
    for value in values:
        counts[value] = counts.get(value, 0) + 1
    return max(counts, key=counts.get)"""
TESTS = "assert most([1, 2, 2]) == 2\nassert most([3, 1]) == 3\nassert most([4, 4, 4, 1]) == 4"


def block(code: str) -> str:
    return f"```python\n{code}\n```"


def coder(*codes: str, tests: str = TESTS) -> tuple[ScriptedLlm, list[str]]:
    """An LLM that gives these files in turn, and tests when it is asked for some."""
    left, prompts = list(codes), []

    def answer(request):
        prompts.append(request.messages[-1].content)
        if "Give 6 tests" in prompts[-1]:
            return block(tests)
        return block(left.pop(0)) if left else "nothing"

    return ScriptedLlm(answer), prompts


async def test_file_to_mend_is_corroborated_by_two_programs_and_an_example_of_the_goal(tmp_path):
    (tmp_path / "most.py").write_text(MOST)
    llm, prompts = coder(RIGHT, ALSO_RIGHT)
    async with Hocket(llm=llm) as hocket:
        done = await hocket.run(
            "most.py hangs on some lists, and most([1, 2, 2]) should give 2. Fix it and hand over "
            "most.py.",
            inputs=[tmp_path / "most.py"],
        )
    assert done.verdict == "corroborated", done.state.tasks["t1"].outcome.agreement
    assert done.files["most.py"].decode().strip() == RIGHT
    shown = next(prompt for prompt in prompts if "Running the file as it is shows" in prompt)
    assert "most([1, 2, 2]) does not end in line" in shown
    assert len(prompts) == 3


async def test_file_that_only_one_program_stands_for_is_unproven():
    llm, prompts = coder(*[RIGHT.replace("best", f"best{n}") for n in range(5)])
    async with Hocket(llm=llm) as hocket:
        done = await hocket.run(
            "Write most.py with most(values), the value that occurs most often."
        )
    assert done.verdict == "unproven", (done.reason, prompts)
    assert "no second program" in done.state.tasks["t1"].outcome.agreement.reason
    assert len(prompts) == 4


async def test_two_programs_of_one_llm_alone_do_not_corroborate_one_another():
    llm, _ = coder(RIGHT, ALSO_RIGHT)
    async with Hocket(llm=llm) as hocket:
        done = await hocket.run(
            "Write most.py with most(values), the value that occurs most often."
        )
    assert done.verdict == "unproven"
    assert "are right in only" in done.state.tasks["t1"].review.agreement.reason
