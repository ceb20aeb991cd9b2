"""Decomposition: a goal becomes typed tasks with dependencies, deliverables and checks.

The schema has one position per task, with a fixed id and dependencies limited to earlier ids, so an
LLM can only answer with a graph without cycles. The critic checks what the schema cannot: it
repairs the plan, or the LLM is asked again with the exact faults.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from hocket.core.plan import Plan
from hocket.core.task import Objective, Task
from hocket.errors import PlanError, StructureError, TruncatedError
from hocket.plan.analyse import Analysis, analyse, files_asked_for, is_prose
from hocket.plan.checks import checks_for
from hocket.plan.critic import Draft, Fault, faults_of, repaired
from hocket.plan.kinds import kind_of
from hocket.plan.settled import settled
from hocket.plan.task_types import TASK_TYPES
from hocket.ports.llm import ChatMessage, LlmRequest

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from hocket.core.agent import AgentCard
    from hocket.core.goal import Goal
    from hocket.plan.task_types import TaskTypes
    from hocket.ports.llm import Llm

ASKS = 3
PROGRAM = "program"
"""Capability required for a data file: an agent must compute it, not write it down."""
TOKENS_PER_TASK = 160
TYPE_OF_KIND: dict[str, str] = {
    "code": "coding",
    "convert": "analysis",
    "knowledge": "reasoning",
    "reasoning": "reasoning",
    "table": "analysis",
}
"""The type of a task of one of these kinds, unless a pack has a type for it."""

TYPE_NAMES = frozenset(kind.name for kind in TASK_TYPES)
SOLUTION = "solution.py"
"""File for code when the goal names none: only code in a file can be tested."""

SYSTEM = """\
You split a goal into tasks for different workers who do not see the goal, only their task.
- Each objective says completely what to do and with which values; copy exact names and numbers \
from the goal.
- A task depends on the tasks whose results it needs, and on no others: independent tasks run at \
the same time.
- Types: {types}."""


async def make_plan(
    goal: Goal,
    agents: Sequence[AgentCard],
    task_types: TaskTypes,
    llm: Llm,
    llm_name: str,
    previews: Mapping[str, str],
    seed: int,
    *,
    tables: Collection[str] = (),
) -> Plan:
    """A plan without faults.

    Args:
        goal: The goal to plan for.
        agents: Agents that could work on it.
        task_types: The types that tasks may have.
        llm: Sets ``answer.data`` for a request with a schema, or raises.
        llm_name: The LLM to ask.
        previews: What each input file holds, or its first lines, by name.
        seed: Sampling seed.
        tables: Those of the input files that hold a table, by their content.

    Raises:
        PlanError: Every plan of three asks had faults; the message lists the last ones.
        OrchestrationError: The LLM's host failed.
    """
    types = task_types.offered(agents)
    analysis = await analyse(goal, llm, llm_name, types.endings, tables)
    if analysis.pieces == 1:
        return _single(goal, analysis, types)
    max_tasks = goal.limits.agents
    drafts = settled(goal, analysis, types)
    faults = faults_of(drafts, files=analysis.files, agents=agents, max_tasks=max_tasks)
    if drafts and not faults:
        return _plan(goal, drafts, analysis, tables)
    faults = []
    for ask in range(ASKS):
        request = _request(goal, analysis, types, llm_name, previews, seed + ask, faults)
        try:
            data = (await llm.complete(request)).data
        except (StructureError, TruncatedError) as error:
            faults = [Fault("structure", "", error.message)]
            continue
        drafts = repaired(_drafts(data, analysis))
        faults = faults_of(drafts, files=analysis.files, agents=agents, max_tasks=max_tasks)
        if not faults:
            return _plan(goal, drafts, analysis, tables)
    descriptions = [fault.description for fault in faults]
    listed = "; ".join(descriptions)
    message = f"No usable plan in {ASKS} tries: {listed}; state the goal in simpler parts"
    raise PlanError(message, faults=descriptions)


def whole_plan(
    goal: Goal,
    agents: Sequence[AgentCard],
    task_types: TaskTypes,
    tables: Collection[str],
    why: str,
) -> Plan:
    """The plan that keeps a goal one task; no LLM is asked.

    Args:
        goal: The goal.
        agents: Agents that could work on it.
        task_types: The types that tasks may have.
        tables: Those of the input files that hold a table, by their content.
        why: Why it is kept one task.
    """
    types = task_types.offered(agents)
    files = files_asked_for(goal, types.endings)
    kind = kind_of(goal.text, [file.name for file in goal.inputs], files, tables=tables)
    return _single(goal, Analysis(1, files, why, kind), types)


def _single(goal: Goal, analysis: Analysis, types: TaskTypes) -> Plan:
    type_name = types.of_goal(goal.text, analysis.files)
    if type_name in TYPE_NAMES:
        type_name = TYPE_OF_KIND.get(analysis.kind, type_name)
    files = analysis.files or ((SOLUTION,) if type_name == "coding" else ())
    task = Task(
        task_id="t1",
        type=type_name,
        kind=analysis.kind,
        objective=Objective(
            description=goal.text, success_criteria=goal.checks, deliverables=files
        ),
        inputs=tuple(f.name for f in goal.inputs),
        priority=goal.priority,
    )
    return Plan(tasks=(task,), complexity="simple", why=analysis.why)


def _request(
    goal: Goal,
    analysis: Analysis,
    types: TaskTypes,
    llm_name: str,
    previews: Mapping[str, str],
    seed: int,
    faults: Sequence[Fault],
) -> LlmRequest:
    parts = [f"File {name}:\n{text}" for name, text in previews.items()]
    parts.append(f"Goal: {goal.text}")
    if analysis.files:
        listed = ", ".join(f"t{i} leaves {f}" for i, f in enumerate(analysis.files, 1))
        parts.append(f"Make {analysis.pieces} tasks, one for each file: {listed}.")
    else:
        last = f"t{analysis.pieces}"
        parts.append(f"Make {analysis.pieces} tasks; {last} puts the results together.")
    if faults:
        parts.append("Your last plan had these faults: " + "; ".join(f.description for f in faults))
    return LlmRequest(
        llm=llm_name,
        messages=(
            ChatMessage("system", SYSTEM.format(types=types.described())),
            ChatMessage("user", "\n\n".join(parts)),
        ),
        json_schema=_schema(goal, analysis, types),
        max_tokens=100 + TOKENS_PER_TASK * analysis.pieces,
        temperature=0.0 if not faults else 0.4,
        seed=seed,
    )


def _schema(goal: Goal, analysis: Analysis, types: TaskTypes) -> dict[str, Any]:
    """An object with one property per task, which fixes their ids and order."""
    tasks = {}
    for i in range(1, analysis.pieces + 1):
        leaves_file = i <= len(analysis.files)
        fitting = types.for_file(analysis.files[i - 1]) if leaves_file else types.for_answer(goal)
        earlier = [f"t{k}" for k in range(1, i)]
        depends_on: dict[str, Any] = {"type": "array", "maxItems": 0}
        if earlier:
            depends_on = {
                "type": "array",
                "items": {"enum": earlier},
                "maxItems": len(earlier),
            }
        tasks[f"t{i}"] = {
            "type": "object",
            "properties": {
                "objective": {"type": "string", "minLength": 10, "maxLength": 600},
                "type": {"enum": list(fitting)},
                "depends_on": depends_on,
            },
            "required": ["objective", "type", "depends_on"],
            "additionalProperties": False,
        }
    return {
        "type": "object",
        "properties": tasks,
        "required": list(tasks),
        "additionalProperties": False,
    }


def _drafts(data: Mapping[str, Any], analysis: Analysis) -> list[Draft]:
    drafts = []
    for i, (task_id, answer) in enumerate(data.items()):
        files = (analysis.files[i],) if i < len(analysis.files) else ()
        drafts.append(
            Draft(
                task_id=task_id,
                type=answer["type"],
                objective=answer["objective"].strip(),
                files=files,
                depends_on=tuple(dict.fromkeys(answer["depends_on"])),
            )
        )
    return drafts


def _plan(goal: Goal, drafts: Sequence[Draft], analysis: Analysis, tables: Collection[str]) -> Plan:
    tasks = []
    inputs = tuple(f.name for f in goal.inputs)
    for draft in drafts:
        objective = Objective(
            description=_described(goal, draft, analysis.files),
            success_criteria=checks_for(draft, drafts, goal),
            deliverables=draft.files,
        )
        tasks.append(
            Task(
                task_id=draft.task_id,
                type=draft.type,
                kind=kind_of(goal.text, inputs, draft.files, tables=tables),
                objective=objective,
                depends_on=draft.depends_on,
                inputs=inputs,
                requires=() if not draft.files or is_prose(draft.files[0]) else (PROGRAM,),
                priority=goal.priority,
            )
        )
    return Plan(tasks=tuple(tasks), complexity="composite", why=analysis.why)


def _described(goal: Goal, draft: Draft, files: Sequence[str]) -> str:
    """The lines of the goal about the draft's files, then those about all; else the objective.

    A small LLM drops names or reverses conditions when it rephrases a text.
    """
    lines = goal.text.splitlines()
    words = [line.strip(" -*\t") for line in lines if _starts_with_name(line, draft.files)]
    if not words:
        return draft.objective
    shared = [line.strip() for line in lines if not _starts_with_name(line, files)]
    return "\n".join(line for line in (*words, *shared) if line)


def _starts_with_name(line: str, files: Sequence[str]) -> bool:
    """Whether a line begins with the name of one of these files, as an item of a list does."""
    return any(re.match(rf"\s*[-*\d.)]*\s*{re.escape(name)}\b", line) for name in files)
