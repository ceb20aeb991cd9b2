"""Code by source for a known algorithm: it is shown, and what the LLM guesses of it is not."""

from __future__ import annotations

from benches import ScriptedBench, assignment_of
from hocket import AgentCard
from hocket.agents.algorithms import ALGORITHMS
from hocket.agents.ways.source import BySource

GOAL = "Write card.py with ok(number): whether a card number passes Luhn's check."


async def written(tmp_path, first, tests, *others):
    blocks = [f"```python\n{code}\n```" for code in (first, tests, *others)]
    bench = ScriptedBench(tmp_path, *blocks)
    task = assignment_of(GOAL, "code", "card.py")
    await BySource().work(task, bench, AgentCard(name="any"))
    return bench.contents["card.py"].decode().strip(), bench


async def test_known_algorithm_is_shown_to_all_candidates_but_the_last(tmp_path):
    codes = [f"def ok(number):\n    return len(number) > {least}" for least in (1, 3, 5, 7)]
    _, bench = await written(tmp_path, codes[0], 'assert ok("18")', *codes[1:])
    is_shown = ["every second digit" in "".join(shown) for shown in bench.shown]
    assert is_shown == [True, False, True, True, False]  # the second one asks for tests


async def test_what_the_llm_guesses_of_a_known_algorithm_does_not_count(tmp_path):
    right = next(one.code for one in ALGORITHMS if one.name == "luhn").replace("is_valid", "ok")
    guessed = 'assert not ok("18")\nassert ok("19")'
    code, bench = await written(tmp_path, right, guessed, *[right] * 3)
    assert code == right
    assert "passes 0 of" not in bench.agreement.methods[0].gave
    assert "inputs" in bench.agreement.methods[0].gave
