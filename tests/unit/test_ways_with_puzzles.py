"""Puzzles by steps: what a search finds and a program confirms, and what it leaves open."""

from __future__ import annotations

from benches import ScriptedBench, assignment_of
from hocket import AgentCard
from hocket.agents.ways.steps import BySteps

CARD = AgentCard(name="any")
QUEUE = (
    "Tim, Una, Vic and Wes stand in a queue. Una is directly behind Wes. Tim is ahead of Wes. Vic "
    "is last. Who is second?"
)
OPEN = "Tim, Una and Vic stand in a queue. Tim is ahead of Vic. Who is second?"


def printing(name: str) -> str:
    return f"```python\nprint('{name} is second.')\n```"


def returning(name: str) -> str:
    return f"```python\ndef answer():\n    return '{name}'\n```"


async def worked(tmp_path, puzzle, *answers):
    bench = ScriptedBench(tmp_path, *answers)
    return await BySteps().work(assignment_of(puzzle, "reasoning"), bench, CARD), bench


async def test_puzzle_that_a_program_confirms_is_corroborated_by_one_call(tmp_path):
    answer, bench = await worked(tmp_path, QUEUE, printing("Wes"))
    assert answer == ("Wes is second.\n\nIt is so in each case in which all statements hold.")
    assert bench.agreement.words().startswith("search and program agree;")
    assert len(bench.prompts) == 1


async def test_puzzle_that_a_function_confirms_is_corroborated_against_a_program(tmp_path):
    answer, bench = await worked(tmp_path, QUEUE, printing("Una"), returning("Wes"))
    assert answer.startswith("Wes is second.")
    assert bench.agreement.counts


async def test_puzzle_that_no_program_confirms_keeps_what_the_search_found(tmp_path):
    voices = [printing("Una"), returning("Una"), "Answer: Una is second.", printing("Una")]
    answer, bench = await worked(tmp_path, QUEUE, *voices)
    assert answer.startswith("Wes is second.")
    assert not bench.agreement.counts


async def test_puzzle_that_is_open_is_not_corroborated_by_programs_that_agree(tmp_path):
    voices = [printing("Una"), returning("Una"), "Answer: Una is second.", printing("Una")]
    _, bench = await worked(tmp_path, OPEN, *voices)
    assert not bench.agreement.counts
    assert bench.agreement.words() == "as read by rules, the puzzle has several solutions"
