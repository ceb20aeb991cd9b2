"""Code by source for a known algorithm: it is shown, and what the LLM guesses of it is not."""

from __future__ import annotations

import pytest

from benches import ScriptedBench, assignment_of
from hocket import AgentCard
from hocket.agents.algorithms import ALGORITHMS, VARIANTS
from hocket.agents.code.running import Ran
from hocket.agents.ways.source import BySource
from hocket.agents.ways.source_known import candidate_of, form_taken, takes_data

GOAL = "Write card.py with ok(number): whether a card number passes Luhn's check."


async def written(tmp_path, tests, *codes, goal=GOAL):
    blocks = [f"```python\n{code}\n```" for code in (tests, *codes)]
    bench = ScriptedBench(tmp_path, *blocks)
    task = assignment_of(goal, "code", "card.py")
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


SETS = "assert after({(0, 0)}) == set()\nassert after({(0, 0), (1, 0), (2, 0)}) == {(1, 0)}"
LIFE = "Write card.py with after(cells): the next generation of Conway's Game of Life."


async def test_form_that_takes_the_inputs_is_the_candidate_and_shown(tmp_path):
    code = "def after(cells):\n    return set()"
    given, bench = await written(tmp_path, SETS, *[code] * 4, goal=LIFE)
    is_shown = ["is the set of the (x, y)" in "".join(shown) for shown in bench.shown]
    assert is_shown == [False, False, True, True, True]
    assert "works on 0 of" not in bench.agreement.methods[0].gave
    assert given == code
    assert not bench.agreement.counts


REFUSED = Ran(probes=(("TypeError", "E"), ("IndexError", "E")))
TAKEN = Ran(probes=(("TypeError", "E"), ("{(1, 0)}", "")))


@pytest.mark.parametrize(
    ("ran", "takes"),
    [(REFUSED, False), (TAKEN, True), (Ran(), True), (Ran(probes=(("ValueError", "E"),)), True)],
)
def test_file_that_raises_errors_of_types_for_all_inputs_takes_none(ran, takes):
    assert takes_data(ran) is takes


async def runs_of(goal, *rans):
    numbers = []

    async def run(code, number):
        assert "def after" in code
        numbers.append(number)
        return rans[min(len(numbers), len(rans)) - 1]

    return await form_taken(goal, run), numbers


async def test_next_form_is_tried_after_one_that_takes_no_input():
    taken, numbers = await runs_of(LIFE, REFUSED, TAKEN)
    assert taken is not None
    assert taken[0].of == "game of life"
    assert taken[2] is TAKEN
    assert numbers == [1, 0]


async def test_usual_form_is_kept_if_no_form_takes_an_input():
    taken, numbers = await runs_of(LIFE, REFUSED)
    assert taken is not None
    assert taken[0].name == "game of life"
    assert len(numbers) > 1


async def test_algorithm_for_other_data_than_the_goal_names_is_none_of_it():
    goal = "Write card.py with after(cells): the Game of Life, cells is a dictionary."
    taken, _ = await runs_of(goal, REFUSED)
    assert taken is None


UNDO = "Write card.py with a class Past(value): set(value), undo() and redo() return the value."
STUB = """\
class Past:
    def __init__(self, value):
        self.value = value

    def set(self, value):
        self.value = value
        return {}

    def undo(self):
        return self.value

    def redo(self):
        return self.value"""


async def test_form_that_the_goal_speaks_of_counts_more_than_one_program_of_the_llm(tmp_path):
    codes = [STUB.format(one) for one in ("value", "[value]", "{value}", "None")]
    code, bench = await written(tmp_path, "assert Past(1).undo() == 1", *codes, goal=UNDO)
    assert "self._undo.pop()" in code
    assert not bench.agreement.counts


async def test_known_algorithm_is_held_before_the_llm_writes_anything(tmp_path):
    _, bench = await written(tmp_path, 'assert ok("18")', BLIND)
    assert "value -= 9" in bench.held[0].text


def test_form_with_other_numbers_than_the_goal_has_is_not_what_it_means():
    form = next(one for one in VARIANTS if one.name == "notes of an amount")
    right = "Write atm.py: withdraw(amount), the notes of 50, 20 and 10 of a cash machine."
    assert candidate_of((form, form.code, Ran()), right).is_meant
    assert not candidate_of((form, form.code, Ran()), right.replace("50", "100")).is_meant


def test_form_without_the_limits_of_the_goal_is_not_what_it_means():
    form = next(one for one in VARIANTS if one.name == "history of a value")
    right = "Write past.py with a class Past(value): get(), set(value), undo() and redo()."
    assert candidate_of((form, form.code, Ran()), right).is_meant
    limited = f"{right} At most ten old values are kept."
    assert not candidate_of((form, form.code, Ran()), limited).is_meant
