"""The worker: lets the agent that won a task work on it, and journals the outcome."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hocket.core.event import Event, Executed
from hocket.core.fault import cause_of, described, fault_of, is_interruption
from hocket.core.noun import unchecked
from hocket.core.urgency import urgent
from hocket.errors import (
    BudgetExceededError,
    DeadlineExceededError,
    EngineError,
    LoopError,
    NoAgentError,
    OrchestrationError,
    PermanentError,
    UserCodeError,
)
from hocket.execute.answers import Answers, limit_met
from hocket.execute.consent import AskPerson, ConsentGate
from hocket.execute.earlier import earlier_effects
from hocket.execute.holding import AttemptSlots, TimeLimit
from hocket.execute.profiles import profiles_of
from hocket.execute.workbench import AttemptWorkbench, Delegate, InnerRun
from hocket.ports.agent import Agent, Assignment
from hocket.ports.second import Second
from hocket.ports.tool import RISKS

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping, Sequence
    from pathlib import Path

    from hocket.core.attempt import Outcome
    from hocket.core.command import Execute
    from hocket.core.goal import Goal
    from hocket.core.question import Answer, Question
    from hocket.core.run import RunState, TaskState
    from hocket.execute.consent import Consult
    from hocket.execute.holding import SlotSource
    from hocket.ports.scope import Scope
    from hocket.ports.second import Offered
    from hocket.ports.tool import Tool

    Offer = Callable[[str, RunState, Collection[str]], Offered | None]
    """Chooses who does a task again and how; takes its id, the run and the ways to leave out."""


SECONDS = 500
"""Added to the number of an attempt for the seed of another one at the same."""


class Worker:
    """Carries out ``Execute``, and does a task again by another way.

    Args:
        agents: Agents by name.
        tools: Tools by name; the card of an agent lists those that it may use.
        folder: Folder for the folders of attempts.
        slots: Limits the attempts in progress.
        agent_slots: Limits the attempts in progress per agent, by its name.
        delegate: Runs a goal within a run.
        offered: Chooses the agent and the way for another attempt.
    """

    def __init__(
        self,
        agents: Mapping[str, Agent],
        tools: Mapping[str, Tool],
        folder: Path,
        slots: SlotSource,
        agent_slots: Mapping[str, SlotSource],
        delegate: Delegate,
        offered: Offer,
    ) -> None:
        self._agents = agents
        self._tools = tools
        self._folder = folder
        self._slots = slots
        self._agent_slots = agent_slots
        self._delegate = delegate
        self.offered = offered

    async def __call__(self, command: Execute, scope: Scope) -> Sequence[Event]:
        state = scope.state
        task = state.tasks[command.task_id]
        agent = self._agent_for(task, state)
        slots = self._slots_for(agent, task)
        scope.rest()
        async with slots:
            scope.work()
            with urgent(task.task.priority):
                outcome = await self._attempt(agent, task, scope, slots)
        _refuse_unchanged(task, outcome)
        return [unchecked(Executed, attempt_id=scope.attempt_id, outcome=outcome)]

    async def again(self, task: TaskState, scope: Scope, without: Collection[str]) -> Second | None:
        """Do a task again by another way, blind to the first answer and its files.

        The calls are journaled in ``scope``, which is that of a review. The attempt uses only
        tools without effects that no person has to approve, asks nobody and delegates nothing.

        Args:
            task: The task, with its award.
            scope: The scope of the review.
            without: Names of the ways that do not count.

        Returns:
            Its outcome, or why there is none; None if no other way fits.

        Raises:
            BudgetExceededError: A limit of the run is reached.
            EngineError: The run cannot go on.
        """
        offered = self.offered(task.task.task_id, scope.state, without)
        if offered is None or task.award is None:
            return None
        award = task.award.model_copy(update={"agent": offered.agent, "way": offered.way})
        blind = task.replace(award=award, outcome=None, review=None, attempts=1)
        seed = SECONDS + 10 * task.attempts + len(without)
        try:
            agent = self._agent_for(blind, scope.state)
            slots = self._slots_for(agent, task)
            scope.rest()
            async with slots:
                scope.work()
                with urgent(task.task.priority):
                    outcome = await self._attempt(agent, blind, scope, slots, second=seed)
        except (EngineError, BudgetExceededError):
            raise
        except BaseException as error:  # any error of its code is a reason
            if is_interruption(error):
                raise
            return Second(*offered, reason=_reason_of(fault_of(error)))
        return Second(*offered, outcome)

    def _slots_for(self, agent: Agent, task: TaskState) -> AttemptSlots:
        sources = (self._agent_slots[agent.card.name], self._slots)
        return AttemptSlots(sources, priority=task.task.priority)

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
        self,
        agent: Agent,
        task: TaskState,
        scope: Scope,
        slots: AttemptSlots,
        *,
        second: int = 0,
    ) -> Outcome:
        """The outcome of the agent's work; ``second`` is the seed of one that does it again."""

        async def delegate(run_id: str, key: str, goal: Goal) -> InnerRun:
            # This attempt only waits, so the inner run may use its slots.
            scope.rest()
            try:
                async with slots.released():
                    return await self._delegate(run_id, key, goal)
            finally:
                scope.work()

        limit = TimeLimit(task.task.constraints.time_limit)

        async def consult(question: Question, blobs: Mapping[str, bytes]) -> Answer:
            # While a person thinks, the attempt frees its slots and its time limit is paused.
            async with slots.released(), limit.paused():
                return await scope.consult(question, blobs)

        state = scope.state
        base = state.files_for(task.task.task_id)
        # Rework starts with the files of the rejected attempt.
        files = {**base, **task.outcome.files} if task.outcome else base
        answers = Answers(scope, base, task.award.way if task.award else "", holds=not second)
        bench = AttemptWorkbench(
            scope,
            llm=state.llm_of(agent.card.role),
            tools=self._tools_for(agent, scope, None if second else consult),
            files=files,
            # The review of the first attempt has a folder of the same name.
            root=self._folder / "second" if second else self._folder,
            delegate=_no_delegation if second else delegate,
            gate=ConsentGate(scope.attempt_id, state, consult, scope.read),
            answers=answers,
        )
        assignment = await self._assignment(task, scope, files, second or task.attempts)
        try:
            async with limit.timeout:
                text = await agent.work(assignment, bench)
        except TimeoutError as error:
            if not limit.timeout.expired():
                raise
            limit_s = task.task.constraints.time_limit
            if cut := answers.cut(f"its time limit of {limit_s} s was reached"):
                return cut
            message = f"{scope.attempt_id} took longer than its time limit of {limit_s} s; raise it"
            raise DeadlineExceededError(message, attempt_id=scope.attempt_id) from error
        except (OrchestrationError, ExceptionGroup) as error:
            met = limit_met(cause_of(error))
            if met and (cut := answers.cut(met)):
                return cut
            raise
        finally:
            await bench.clear()
        if not isinstance(text, str):
            message = f"{agent.card.name} returned {type(text).__name__}; return a text"
            raise UserCodeError(message, attempt_id=scope.attempt_id)
        return answers.outcome(text, bench.work)

    def _tools_for(self, agent: Agent, scope: Scope, consult: Consult | None) -> dict[str, Tool]:
        """The tools of an attempt; without ``consult`` only those that need no person."""
        tools = {n: self._tools[n] for n in agent.card.tools if n in self._tools}
        goal = scope.state.goal
        if consult is None:
            return {n: tool for n, tool in tools.items() if _needs_nobody(tool, goal)}
        if goal is not None and goal.consent.questions:
            ask_person = AskPerson(scope.attempt_id, consult)
            tools[ask_person.name] = ask_person
        return tools

    async def _assignment(
        self, task: TaskState, scope: Scope, files: Mapping[str, str], seed: int
    ) -> Assignment:
        state = scope.state
        assert state.goal is not None  # noqa: S101 - an awarded task has a goal
        way = task.award.way if task.award else ""
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
            repeats=task.missed.count(way) if way else max(0, task.attempts - 1),
            seed=state.goal.seed * 1000 + seed,
            effects=await earlier_effects(scope),
            profiles=await profiles_of(state.goal, files, scope),
            way=way,
        )


def _reason_of(error: Exception) -> str:
    return error.message if isinstance(error, OrchestrationError) else described(error)


def _needs_nobody(tool: Tool, goal: Goal | None) -> bool:
    return tool.effect == "none" and (goal is None or goal.consent.allows(RISKS[tool.effect]))


async def _no_delegation(*_: object) -> InnerRun:
    message = "An attempt that only checks another one cannot delegate; do the task yourself"
    raise PermanentError(message)


def _refuse_unchanged(task: TaskState, outcome: Outcome) -> None:
    """Stop rework that is identical to the work that checks rejected.

    Raises:
        LoopError: Text and files are those of the rejected attempt.
    """
    before, review = task.outcome, task.review
    if before is None or review is None or all(r.passed is not False for r in review.results):
        return
    if (before.text, before.files) == (outcome.text, outcome.files):
        message = f"Stopped: {task.attempt_id} returned the same work that was rejected before"
        raise LoopError(message, attempt_id=task.attempt_id)
