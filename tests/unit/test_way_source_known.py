"""Code by source for a known algorithm: it is shown, and what the LLM guesses of it is not."""

from __future__ import annotations

from benches import ScriptedBench, assignment_of
from hocket import AgentCard
from hocket.agents.algorithms import ALGORITHMS
from hocket.agents.ways.source import BySource

GOAL = "Write card.py with ok(number): whether a card number passes Luhn's check."


async def written(tmp_path, tests, *codes):
    blocks = [f"```python\n{code}\n```" for code in (tests, *codes)]
    bench = ScriptedBench(tmp_path, *blocks)
    task = assignment_of(GOAL, "code", "card.py")
    await BySource().work(task, bench, AgentCard(name="any"))
    return bench.contents["card.py"].decode().strip(), bench


RIGHT = next(one.code for one in ALGORITHMS if one.name == "luhn").replace("is_valid", "ok")
BLIND = """\
def ok(number):
    digits = [int(c) for c in number if c not in " -" and c.isdigit()]
    if len(digits) < 2 or not all(c.isdigit() or c in " -" for c in number):
        return False
    doubled = [sum(divmod(2 * digit, 10)) for digit in digits[-2::-2]]
    return (sum(digits[-1::-2]) + sum(doubled)) % 10 == 0"""


def wrong(least):
    return f"def ok(number):\n    return len(number) > {least}"


async def test_known_algorithm_is_a_candidate_and_shown_to_all_but_the_first(tmp_path):
    codes = [wrong(least) for least in (1, 3, 5, 7)]
    code, bench = await written(tmp_path, 'assert ok("18")', *codes)
    is_shown = ["every second digit" in "".join(shown) for shown in bench.shown]
    assert is_shown == [False, False, True, True, True]  # tests are asked for first
    assert "value -= 9" not in code  # the LLM saw it and wrote something else each time
    assert bench.agreement.methods[0].way == "known algorithm"
    assert not bench.agreement.counts


async def test_what_the_llm_writes_without_sight_of_it_confirms_it(tmp_path):
    code, bench = await written(tmp_path, 'assert ok("18")', BLIND)
    assert "value -= 9" in code
    assert bench.agreement.counts
    assert [method.way for method in bench.agreement.methods] == ["known algorithm", "candidate 2"]
    assert len(bench.prompts) == 2


async def test_what_the_llm_writes_with_sight_of_it_confirms_nothing(tmp_path):
    _, bench = await written(tmp_path, 'assert ok("18")', wrong(2), *[RIGHT] * 3)
    assert not bench.agreement.counts


async def test_what_the_llm_guesses_of_a_known_algorithm_does_not_count(tmp_path):
    guessed = 'assert not ok("18")\nassert ok("19")'
    code, bench = await written(tmp_path, guessed, BLIND)
    assert "value -= 9" in code
    assert "passes 0 of" not in bench.agreement.methods[0].gave
    assert "inputs" in bench.agreement.methods[0].gave
