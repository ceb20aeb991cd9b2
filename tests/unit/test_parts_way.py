"""The way by parts: each value by a program of its own, joined in the form of the task."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from benches import Holding
from hocket.agents.ways.parts import ByParts
from hocket.core.agent import AgentCard
from hocket.core.task import Objective, Task
from hocket.errors import PermanentError
from hocket.ports.agent import Assignment, Prospect
from hocket.ports.llm import LlmAnswer
from hocket.ports.tool import ToolResult

CARD = AgentCard(name="analyst", description="", types={"analysis": 1.0})
TOWNS = b"town;people\nBonn;331,5\nUlm;126,0\n"
BOTH = "Write both.json with mean (one decimal) and largest (the town)."


class Bench(Holding):
    """A workbench on which each program gives the next of some values, or fails with a text."""

    def __init__(self, *results):
        self.tools = dict.fromkeys(("compute", "query"))
        self.files = {"towns.csv": ""}
        self.prompts, self.sampled = [], []
        self.program = ""
        self.attested = None
        self._results = list(results)

    async def ask(self, messages, **options):
        self.prompts.append(messages[-1].content)
        self.sampled.append(options)
        return LlmAnswer(f"```python\nanswer = {len(self.prompts)}\n```")

    async def use(self, *_):
        result = self._results.pop(0)
        if isinstance(result, str):
            return ToolResult(result, ok=False)
        return ToolResult("", data={"answer": json.dumps({"kind": "value", "value": result})})

    async def read(self, _):
        return TOWNS

    def write(self, name, content):
        self.files[name] = content

    def attest(self, agreement):
        self.attested = agreement

    def computed_by(self, program, _="python"):
        self.program = program


def assignment(text=BOTH, deliverables=("both.json",)):
    objective = Objective(description=text, deliverables=deliverables)
    task = Task(task_id="t1", type="analysis", objective=objective)
    return Assignment("run-1", "a-1", text, task, files={"towns.csv": len(TOWNS)})


def fits(text, deliverables=()):
    return ByParts().fits(Prospect.of(assignment(text, deliverables), Bench()))


async def test_each_value_is_asked_for_alone_on_prompts_that_share_all_but_their_end():
    bench = Bench({"mean": 228.75}, {"largest": "Bonn"})
    await ByParts().work(assignment(), bench, CARD)
    assert json.loads(bench.files["both.json"]) == {"mean": 228.8, "largest": "Bonn"}
    first, second = bench.prompts
    assert first.endswith("Compute only 'mean' now. answer: a dict with the key 'mean'")
    assert second.endswith("Compute only 'largest' now. answer: a dict with the key 'largest'")
    assert first.split("Compute only")[0] == second.split("Compute only")[0]


async def test_programs_of_all_values_are_told_with_the_values_that_they_are_of():
    bench = Bench(1.5, {"largest": "Ulm"})
    await ByParts().work(assignment(), bench, CARD)
    assert bench.program == "# mean\nanswer = 1\n\n# largest\nanswer = 2"


async def test_places_of_a_template_are_filled_one_by_one():
    bench = Bench(1.5, 2)
    text = "Answer in this form: @mean[number] @towns[number]"
    assert await ByParts().work(assignment(text, ()), bench, CARD) == "@mean[1.5] @towns[2]"


async def test_value_that_fails_is_asked_for_again_and_the_others_stay():
    bench = Bench("KeyError: 'x'", {"mean": 1.5}, {"largest": "Ulm"})
    await ByParts().work(assignment(), bench, CARD)
    assert json.loads(bench.files["both.json"]) == {"mean": 1.5, "largest": "Ulm"}
    assert "KeyError: 'x'" in bench.prompts[1]


async def test_value_that_no_program_gives_makes_room_for_another_way():
    bench = Bench({"mean": 1.5}, "an error", "another error")
    with pytest.raises(PermanentError, match="No program gave 'largest'"):
        await ByParts().work(assignment(), bench, CARD)


async def test_what_looks_wrong_with_one_value_is_attested_of_the_whole():
    bench = Bench({"when": "soon"}, {"when": "later"}, {"mean": 1.5})
    text = "Write both.json with when (like 2005-03-01) and mean."
    await ByParts().work(assignment(text), bench, CARD)
    assert bench.attested is not None and "when holds" in bench.attested.reason  # noqa: PT018


@pytest.mark.parametrize(
    ("text", "deliverables", "expected"),
    [
        (BOTH, ("both.json",), True),
        ("Answer as @mean[number] @towns[number]", (), True),
        ("Write mean.json with mean.", ("mean.json",), False),
        ("Write a.json, a list of {town, people}.", ("a.json",), False),
        ("Write a.yaml with mean and largest.", ("a.yaml",), False),
        ("How many towns are there?", (), False),
    ],
)
def test_way_fits_named_values_alone(text, deliverables, expected):
    assert fits(text, deliverables) is expected


async def test_first_program_of_a_way_is_greedy_also_in_a_later_attempt():
    for repeats, temperature in ((0, 0.0), (1, 0.4)):
        bench = Bench(1.5, {"largest": "Ulm"})
        work = replace(assignment(), number=3, repeats=repeats)
        await ByParts().work(work, bench, CARD)
        assert bench.sampled[0]["temperature"] == temperature


async def test_values_that_there_are_are_held_while_the_next_is_computed():
    bench = Bench({"mean": 2.5}, {"largest": "Ulm"})
    await ByParts().work(assignment(), bench, CARD)
    [held] = bench.held
    assert (json.loads(held.text), held.lacks) == ({"mean": 2.5}, "it has no value for largest")
    assert list(held.files) == ["both.json"]
