"""Files that the way by columns brings into another form."""

from __future__ import annotations

from hocket.agents.ways.columns import ByColumns
from hocket.core.agent import AgentCard
from hocket.core.task import Objective, Task
from hocket.ports.agent import Assignment, Prospect

CARD = AgentCard(name="analyst", description="", types={"analysis": 1.0})


class Bench:
    """A workbench with one file, and no LLM to ask."""

    def __init__(self, name, text):
        self.files = {name: ""}
        self.tools = {"compute": None}
        self.contents = {name: text.encode()}
        self.agreement = None

    async def read(self, name):
        return self.contents[name]

    def attest(self, agreement):
        self.agreement = agreement

    def write(self, name, content):
        self.contents[name] = content


def task_of(goal, file, kind="convert"):
    objective = Objective(description=goal, deliverables=(file,))
    return Task(task_id="t1", type="analysis", objective=objective, kind=kind)


async def converted(goal, given, text, file="out.csv", feedback="", kind="convert"):
    bench = Bench(given, text)
    task = task_of(goal, file, kind)
    assignment = Assignment("run-1", "a-1", goal, task, files={given: 9}, feedback=feedback)
    assert ByColumns().fits(Prospect.of(assignment, bench))
    await ByColumns().work(assignment, bench, CARD)
    return bench.contents[file].decode()
