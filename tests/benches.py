"""A workbench for tests of ways: the LLM is scripted, programs run in this Python."""

from __future__ import annotations

import asyncio
import subprocess
import sys
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from hocket.core.task import Objective, Task
from hocket.ports.agent import NO_FILES, Assignment, Prospect
from hocket.ports.llm import LlmAnswer
from hocket.ports.tool import ToolResult

if TYPE_CHECKING:
    from collections.abc import Mapping

    from hocket.core.agreement import Agreement

PYTHON = "run_python"


@dataclass(frozen=True)
class Held:
    """An answer that a way held."""

    text: str
    lacks: str
    files: Mapping[str, bytes]
    program: str


class Holding:
    """What the workbenches of tests share: they keep the answers that a way holds."""

    @cached_property
    def held(self) -> list[Held]:
        return []

    async def hold(self, text, lacks="", *, files=NO_FILES, program="", language="python"):
        del language
        self.held.append(Held(text, lacks, files, program))


class ScriptedBench(Holding):
    """Answers in order; ``prompts`` holds what was asked, ``shown`` what stood before it."""

    def __init__(
        self, folder, *answers: str | LlmAnswer | Exception, files: dict[str, bytes] | None = None
    ):
        self._folder = folder
        self._answers = list(answers)
        self.tools = {PYTHON: None}
        self.contents = dict(files or {})
        self.prompts: list[str] = []
        self.shown: list[list[str]] = []
        self.programs: list[str] = []
        self.agreement: Agreement | None = None
        self.program = ""

    @property
    def files(self):
        return dict.fromkeys(self.contents, "digest")

    async def ask(self, messages, **_):
        self.prompts.append(messages[-1].content)
        self.shown.append([message.content for message in messages[:-1]])
        answer = self._answers.pop(0)
        if isinstance(answer, Exception):
            raise answer
        return answer if isinstance(answer, LlmAnswer) else LlmAnswer(answer)

    async def use(self, tool, arguments):
        assert tool == PYTHON
        self.programs.append(arguments["code"])
        result = await asyncio.to_thread(self._run, arguments["code"])
        output = result.stdout + result.stderr
        printed = {"printed": result.stdout.strip()}
        return ToolResult(output, ok=result.returncode == 0, data=printed)

    def _run(self, code):
        for name, content in self.contents.items():
            (self._folder / name).write_bytes(content)
        command = [sys.executable, "-c", code]
        return subprocess.run(
            command, cwd=self._folder, capture_output=True, text=True, check=False
        )

    async def read(self, name):
        return self.contents[name]

    def write(self, name, content):
        self.contents[name] = content

    def attest(self, agreement):
        self.agreement = agreement

    def computed_by(self, program, _="python"):
        self.program = program

    def doubt(self, text):
        self.doubted = text


def task_of(text: str, kind: str, *deliverables: str) -> Task:
    objective = Objective(description=text, deliverables=deliverables)
    return Task(task_id="t1", kind=kind, objective=objective)


def assignment_of(text: str, kind: str, *deliverables: str, files=()) -> Assignment:
    task = task_of(text, kind, *deliverables)
    return Assignment("run", "run/t1#1", text, task, files=dict.fromkeys(files, 1))


def prospect_of(text: str, kind: str, *deliverables: str, files=()) -> Prospect:
    return Prospect(text, task_of(text, kind, *deliverables), files, (PYTHON,))
