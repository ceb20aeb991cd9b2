"""What the acceptance tests share: tasks, plans, agents, and a Hocket that has no other agents."""

from __future__ import annotations

import asyncio

from hocket import Agent, Goal, Hocket, Objective, Plan, RegexCheck, Task
from hocket.app.inbox import open_questions
from hocket.core.question import Consent
from hocket.testing import ScriptedLlm


def task(task_id: str, *depends_on: str, check: str = "", **fields) -> Task:
    checks = (RegexCheck(pattern=check, says=f"it says {check}"),) if check else ()
    objective = Objective(description=f"do {task_id}", success_criteria=checks)
    return Task(task_id=task_id, objective=objective, depends_on=depends_on, **fields)


def plan_of(*ids: str) -> Plan:
    return Plan(tasks=tuple(Task(task_id=i, objective=Objective(description=i)) for i in ids))


def goal_of(**consent) -> Goal:
    return Goal(text="go", consent=Consent(**consent))


def agent(work, name: str = "worker", **card) -> Agent:
    return Agent(name, work=work, **card)


def hocket_of(*agents: Agent, **options) -> Hocket:
    options.setdefault("llm", ScriptedLlm(lambda r: f"said {r.messages[-1].content}"))
    return Hocket(agents, builtin=False, **options)


async def plain(assignment, _):
    return f"did {assignment.task.task_id}"


async def events_of(hocket: Hocket, run_id: str) -> list:
    records = await hocket.journal.read(run_id)
    return [r.entry.event() for r in records]


def names(events) -> list[str]:
    return [type(event).__name__ for event in events]


async def asked(journal, count: int = 1) -> list[str]:
    """The ids of the open questions, once there are ``count``."""
    async with asyncio.timeout(10):
        while len(questions := await open_questions(journal)) < count:
            await asyncio.sleep(0)
    return [f"{state.run_id}~{question.question_id}" for state, question in questions]
