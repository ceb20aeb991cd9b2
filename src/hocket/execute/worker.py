"""The worker: lets the agent that won a task work on it, and journals the outcome."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

from hocket.core.attempt import Outcome
from hocket.core.digest import digest
from hocket.core.event import Event, Executed
from hocket.errors import (
    DeadlineExceededError,
    LoopError,
    NoAgentError,
    UserCodeError,
    printable,
)
from hocket.execute.consent import AskPerson, ConsentGate
from hocket.execute.earlier import earlier_effects
from hocket.execute.profiles import profiles_of
from hocket.execute.workbench import AttemptWorkbench, Delegate
from hocket.ports.agent import Agent, Assignment

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Mapping, Sequence
    from pathlib import Path
    from typing import Protocol

    from hocket.core.command import Execute
    from hocket.core.goal import Goal
    from hocket.core.question import Answer, Question
    from hocket.core.run import RunState, TaskState
    from hocket.core.usage import Usage
    from hocket.execute.consent import Consult
    from hocket.ports.agent import Delegated
    from hocket.ports.scope import Scope
    from hocket.ports.tool import Tool

    class SlotSource(Protocol):
        async def acquire(self, priority: int = 5) -> None: ...
        def release(self) -> None: ...


class Worker:
    """Carries out ``Execute``.

    Args:
        agents: Agents by name.
        tools: Tools by name; the card of an agent lists those that it may use.
        folder: Folder for the folders of attempts.
        slots: Limits the attempts in progress.
        agent_slots: Limits the attempts in progress per agent, by its name.
        delegate: Runs a goal within a run.
    """

    def __init__(
        self,
        agents: Mapping[str, Agent],
        tools: Mapping[str, Tool],
        folder: Path,
        slots: SlotSource,
        agent_slots: Mapping[str, SlotSource],
        delegate: Delegate,
    ) -> None:
        self._agents = agents
        self._tools = tools
        self._folder = folder
        self._slots = slots
        self._agent_slots = agent_slots
        self._delegate = delegate

    async def __call__(self, command: Execute, scope: Scope) -> Sequence[Event]:
        task = scope.state.tasks[command.task_id]
        agent = self._agent_for(task, scope.state)
        slots = _AttemptSlots(
            (self._agent_slots[agent.card.name], self._slots), priority=task.task.priority
        )
        scope.rest()
        async with slots:
            scope.work()
            return await self._attempt(agent, task, scope, slots)

    def _agent_for(self, task: TaskState, state: RunState) -> Agent:
        name = task.award.agent if task.award else ""
        agent = self._agents.get(name)
        if agent is None:
            message = f"Agent {name!r} won {task.task.task_id}, but is not registered here"
            raise NoAgentError(message, agent=name)
        recorded = state.card_of(name) or agent.card
        # A card edited since then applies to new runs; this run keeps the recorded one.
        same = recorded is agent.card or recorded == agent.card
        return agent if same else agent.with_card(recorded)

    async def _attempt(
        self, agent: Agent, task: TaskState, scope: Scope, slots: _AttemptSlots
    ) -> Sequence[Event]:
        async def delegate(run_id: str, key: str, goal: Goal) -> tuple[Delegated, Usage]:
            # This attempt only waits, so the inner run may use its slots.
            scope.rest()
            try:
                async with slots.released():
                    return await self._delegate(run_id, key, goal)
            finally:
                scope.work()

        limit = _TimeLimit(task.task.constraints.time_limit)

        async def consult(question: Question, blobs: Mapping[str, bytes]) -> Answer:
            # While a person thinks, the attempt frees its slots and its time limit is paused.
            async with slots.released(), limit.paused():
                return await scope.consult(question, blobs)

        state = scope.state
        base = state.files_for(task.task.task_id)
        # Rework starts with the files of the rejected attempt.
        files = {**base, **task.outcome.files} if task.outcome else base
        bench = AttemptWorkbench(
            scope,
            llm=state.llm_of(agent.card.role),
            tools=self._tools_for(agent, scope, consult),
            files=files,
            root=self._folder,
            delegate=delegate,
            gate=ConsentGate(scope.attempt_id, state, consult, scope.read),
        )
        assignment = await self._assignment(task, scope, files)
        try:
            async with limit.timeout:
                text = await agent.work(assignment, bench)
        except TimeoutError as error:
            if not limit.timeout.expired():
                raise
            limit_s = task.task.constraints.time_limit
            message = f"{scope.attempt_id} took longer than its time limit of {limit_s} s; raise it"
            raise DeadlineExceededError(message, attempt_id=scope.attempt_id) from error
        finally:
            await bench.clear()
        if not isinstance(text, str):
            message = f"{agent.card.name} returned {type(text).__name__}; return a text"
            raise UserCodeError(message, attempt_id=scope.attempt_id)
        text = printable(text)
        changed = {n: d for n, d in bench.files.items() if base.get(n) != d}
        owners = state.owners_for(task.task.task_id) if changed else {}
        refused = {name: owners[name] for name in changed if name in owners}
        changed = {n: d for n, d in changed.items() if n not in refused}
        _refuse_unchanged(task, text, changed)
        outcome = Outcome(
            text=scope.keep(text.encode()),
            files=changed,
            way=assignment.way,
            tool_calls=bench.tool_calls,
            refused=refused,
            program=scope.keep(bench.program.encode()) if bench.program else "",
            agreement=bench.agreement,
            doubtful=tuple(
                d.tool for d in scope.state.doubtful if d.attempt_id == scope.attempt_id
            ),
        )
        return [Executed(attempt_id=scope.attempt_id, outcome=outcome)]

    def _tools_for(self, agent: Agent, scope: Scope, consult: Consult) -> dict[str, Tool]:
        tools = {n: self._tools[n] for n in agent.card.tools if n in self._tools}
        goal = scope.state.goal
        if goal is not None and goal.consent.questions:
            ask_person = AskPerson(scope.attempt_id, consult)
            tools[ask_person.name] = ask_person
        return tools

    async def _assignment(
        self, task: TaskState, scope: Scope, files: Mapping[str, str]
    ) -> Assignment:
        state = scope.state
        assert state.goal is not None  # noqa: S101 - an awarded task has a goal
        texts = state.texts_for(task.task.task_id)
        results = {t: (await scope.read(d)).decode() for t, d in texts.items()}
        sizes = {name: len(await scope.read(d)) for name, d in files.items()}
        previous = ""
        if task.outcome is not None:
            parts = [d for d in (task.outcome.text, task.outcome.program) if d]
            previous = "\n\n".join([(await scope.read(d)).decode() for d in parts])
        return Assignment(
            run_id=scope.run_id,
            attempt_id=scope.attempt_id,
            goal=state.goal.text,
            task=task.task,
            results=results,
            files=sizes,
            feedback=task.feedback,
            previous=previous,
            number=task.attempts,
            seed=state.goal.seed * 1000 + task.attempts,
            effects=await earlier_effects(scope),
            profiles=await profiles_of(state.goal, files, scope),
            way=task.award.way if task.award else "",
        )


class _TimeLimit:
    """The time limit of an attempt, which can be paused while it waits for a person.

    Args:
        seconds: None for no limit.
    """

    def __init__(self, seconds: float | None) -> None:
        self.timeout = asyncio.timeout(seconds)
        self._waiting = 0
        self._left_s: float | None = None

    @asynccontextmanager
    async def paused(self) -> AsyncIterator[None]:
        """Pause the time limit within the block; blocks may overlap."""
        loop = asyncio.get_running_loop()
        due = self.timeout.when()
        if not self._waiting and due is not None:
            self._left_s = due - loop.time()
            self.timeout.reschedule(None)
        self._waiting += 1
        try:
            yield
        finally:
            self._waiting -= 1
        if not self._waiting and self._left_s is not None:
            self.timeout.reschedule(loop.time() + self._left_s)


def _refuse_unchanged(task: TaskState, text: str, files: Mapping[str, str]) -> None:
    """Stop rework that is identical to the work that checks rejected.

    Raises:
        LoopError: Text and files are those of the rejected attempt.
    """
    before, review = task.outcome, task.review
    if before is None or review is None or all(r.passed is not False for r in review.results):
        return
    if (before.text, before.files) == (digest(text.encode()), dict(files)):
        message = f"Stopped: {task.attempt_id} returned the same work that was rejected before"
        raise LoopError(message, attempt_id=task.attempt_id)


class _AttemptSlots:
    """The slots of an attempt: one of its agent, then one of the process; held within the block."""

    def __init__(self, slots: Sequence[SlotSource], priority: int) -> None:
        self._slots = slots
        self._priority = priority
        self._held: list[SlotSource] = []
        self._waiting = 0

    async def __aenter__(self) -> None:
        try:
            for slot in self._slots:
                await slot.acquire(self._priority)
                self._held.append(slot)
        except BaseException:
            self._release()
            raise

    async def __aexit__(self, *_: object) -> None:
        self._release()

    @asynccontextmanager
    async def released(self) -> AsyncIterator[None]:
        """Release the slots within the block; taken again when the last overlapping block ends."""
        self._waiting += 1
        self._release()
        try:
            yield
        except Exception:
            await self._take_again()
            raise
        except BaseException:
            self._waiting -= 1
            raise
        await self._take_again()

    async def _take_again(self) -> None:
        self._waiting -= 1
        if not self._waiting:
            await self.__aenter__()

    def _release(self) -> None:
        while self._held:
            self._held.pop().release()
