"""The worker: lets the agent that won a task work on it, and hands on what it left."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

from hocket.core.attempt import Outcome
from hocket.core.digest import digest
from hocket.core.event import Event, Executed
from hocket.errors import DeadlineExceededError, LoopError, NoAgentError
from hocket.execute.consent import AskPerson, Gate
from hocket.execute.workbench import Bench, Delegate
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
        async def take(self, priority: int = 5) -> None: ...
        def give(self) -> None: ...


class Worker:
    """Carries out ``Execute``.

    Args:
        agents: By name; each must be one whose card the run knows.
        tools: By name; a card says which of them its agent may use.
        folder: Under which attempts get theirs.
        slots: How many attempts work at once.
        agent_slots: The same for one agent, by its name.
        delegate: Carries a goal as a run within another.
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
        place = _Place(
            (self._agent_slots[agent.card.name], self._slots), priority=task.task.priority
        )
        async with place:
            return await self._attempt(agent, task, scope, place)

    def _agent_for(self, task: TaskState, state: RunState) -> Agent:
        name = task.award.agent if task.award else ""
        agent = self._agents.get(name)
        if agent is None:
            message = f"Agent {name!r} won {task.task.task_id} but is not registered here"
            raise NoAgentError(message, agent=name)
        recorded = state.card_of(name) or agent.card
        # A card that was edited since counts for new runs; this one goes on as it began.
        same = recorded is agent.card or recorded == agent.card
        return agent if same else agent.with_card(recorded)

    async def _attempt(
        self, agent: Agent, task: TaskState, scope: Scope, place: _Place
    ) -> Sequence[Event]:
        async def delegate(run_id: str, key: str, goal: Goal) -> tuple[Delegated, Usage]:
            # The run within needs the place that this attempt would hold while it only waits.
            async with place.left():
                return await self._delegate(run_id, key, goal)

        limit = _Limit(task.task.constraints.time_limit)

        async def consult(question: Question, blobs: Mapping[str, bytes]) -> Answer:
            # A person takes his time: neither the place nor the time limit is his to use up.
            async with place.left(), limit.stopped():
                return await scope.consult(question, blobs)

        state = scope.state
        base = state.files_for(task.task.task_id)
        # Its own files from a rejected attempt are there: rework begins where that stopped.
        files = {**base, **task.outcome.files} if task.outcome else base
        bench = Bench(
            scope,
            llm=state.llm_of(agent.card.role),
            tools=self._tools_for(agent, scope, consult),
            files=files,
            root=self._folder,
            delegate=delegate,
            gate=Gate(scope.attempt_id, state, consult, scope.read),
            limits=task.task.constraints.resource_limit,
        )
        assignment = await self._assignment(task, scope, files)
        try:
            async with limit.timeout:
                text = await agent.work(assignment, bench)
        except TimeoutError as error:
            if not limit.timeout.expired():
                raise
            limit_s = task.task.constraints.time_limit
            message = f"{scope.attempt_id} took longer than its time limit of {limit_s} s"
            raise DeadlineExceededError(message, attempt_id=scope.attempt_id) from error
        finally:
            bench.clear()
        left = {n: d for n, d in bench.files.items() if base.get(n) != d}
        _refuse_the_same(task, text, left)
        outcome = Outcome(
            text=scope.keep(text.encode()),
            files=left,
            tool_calls=bench.tool_calls,
            doubtful=tuple(
                d.tool for d in scope.state.doubtful if d.attempt_id == scope.attempt_id
            ),
        )
        return [Executed(attempt_id=scope.attempt_id, outcome=outcome)]

    def _tools_for(self, agent: Agent, scope: Scope, consult: Consult) -> dict[str, Tool]:
        tools = {n: self._tools[n] for n in agent.card.tools if n in self._tools}
        goal = scope.state.goal
        if goal is not None and goal.consent.questions:
            asking = AskPerson(scope.attempt_id, consult)
            tools[asking.name] = asking
        return tools

    async def _assignment(
        self, task: TaskState, scope: Scope, files: Mapping[str, str]
    ) -> Assignment:
        state = scope.state
        assert state.goal is not None  # noqa: S101 - an awarded task has a goal
        results = {}
        for needed in task.task.depends_on:
            outcome = state.tasks[needed].outcome
            if outcome is not None:
                results[needed] = (await scope.read(outcome.text)).decode()
        sizes = {name: len(await scope.read(d)) for name, d in files.items()}
        previous = ""
        if task.outcome is not None:
            previous = (await scope.read(task.outcome.text)).decode()
        return Assignment(
            run_id=scope.run_id,
            attempt_id=scope.attempt_id,
            goal=state.goal.text,
            task=task.task,
            results=results,
            files=sizes,
            feedback=_feedback(task),
            previous=previous,
            number=task.attempts,
            seed=state.goal.seed * 1000 + task.attempts,
        )


class _Limit:
    """An attempt's time limit, which stands still while a person is waited for.

    Args:
        seconds: None for none.
    """

    def __init__(self, seconds: float | None) -> None:
        self.timeout = asyncio.timeout(seconds)
        self._waiting = 0
        self._left_s: float | None = None

    @asynccontextmanager
    async def stopped(self) -> AsyncIterator[None]:
        """Not running within the block, nor within others like it at the same time."""
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


def _refuse_the_same(task: TaskState, text: str, files: Mapping[str, str]) -> None:
    """Stop work that comes back as checks rejected it: the same again brings no new evidence.

    Raises:
        LoopError: Text and files are those of the rejected attempt.
    """
    before, review = task.outcome, task.review
    if before is None or review is None or all(r.passed is not False for r in review.results):
        return
    if (before.text, before.files) == (digest(text.encode()), dict(files)):
        message = f"Stopped: {task.attempt_id} handed in the very work that was rejected before"
        raise LoopError(message, attempt_id=task.attempt_id)


class _Place:
    """An attempt's slots: its agent's first, then one of all; held within the block."""

    def __init__(self, slots: Sequence[SlotSource], priority: int) -> None:
        self._slots = slots
        self._priority = priority
        self._held: list[SlotSource] = []
        self._waiting = 0

    async def __aenter__(self) -> None:
        try:
            for slot in self._slots:
                await slot.take(self._priority)
                self._held.append(slot)
        except BaseException:
            self._give()
            raise

    async def __aexit__(self, *_: object) -> None:
        self._give()

    @asynccontextmanager
    async def left(self) -> AsyncIterator[None]:
        """Free for others within the block; taken again when the last one who waits is back."""
        self._waiting += 1
        self._give()
        try:
            yield
        except Exception:
            await self._back()
            raise
        except BaseException:
            self._waiting -= 1
            raise
        await self._back()

    async def _back(self) -> None:
        self._waiting -= 1
        if not self._waiting:
            await self.__aenter__()

    def _give(self) -> None:
        while self._held:
            self._held.pop().give()


def _feedback(task: TaskState) -> str:
    """Why the last work was rejected; that an attempt broke off says nothing about the work."""
    rejected = task.review is not None and task.review.verdict == "rejected"
    return task.review.feedback if rejected and task.review is not None else ""
