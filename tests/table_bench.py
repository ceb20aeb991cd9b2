"""A workbench for the ways on tables, with scripted answers of the LLM and results of the tools."""

from __future__ import annotations

import json

from benches import Holding
from hocket.core.agent import AgentCard
from hocket.core.task import Objective, Task
from hocket.ports.agent import Assignment
from hocket.ports.llm import LlmAnswer
from hocket.ports.tool import ToolResult

CARD = AgentCard(name="analyst", description="", types={"analysis": 1.0})
TOWNS = b"town;people\nBonn;331,5\nUlm;126,0\n"


class Bench(Holding):
    """A workbench with scripted answers and results."""

    def __init__(self, answers, results, tools=("compute", "query")):
        self.tools = dict.fromkeys(tools)
        self.files = {"towns.csv": ""}
        self.contents = {"towns.csv": TOWNS}
        self.prompts, self.sampled = [], []
        self.used = []
        self.by = None
        self.attested = None
        self.doubted = ""
        self._answers = list(answers)
        self._results = list(results)

    async def ask(self, messages, **options):
        self.sampled.append(options)
        self.prompts.append([message.content for message in messages])
        return LlmAnswer(text=self._answers.pop(0))

    async def use(self, tool, arguments):
        self.used.append((tool, arguments))
        result = self._results.pop(0)
        if isinstance(result, ToolResult):
            return result
        if isinstance(result, str):
            return ToolResult(result, ok=False)
        return ToolResult("", data={"answer": json.dumps(result)})

    async def read(self, name):
        return self.contents[name]

    def write(self, name, content):
        self.files[name] = content

    def attest(self, agreement):
        self.attested = agreement

    def computed_by(self, program, language="python"):
        self.by = (program, language)

    def doubt(self, text):
        self.doubted = text


def assignment(text="How many people has the largest town?", deliverables=(), way="", number=1):
    objective = Objective(description=text, deliverables=deliverables)
    task = Task(task_id="t1", type="analysis", objective=objective)
    files = {"towns.csv": len(TOWNS)}
    return Assignment("run-1", "a-1", text, task, files=files, way=way, number=number)
