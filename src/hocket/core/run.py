"""The state of a run: a fold over its events. It is frozen; a change copies the changed part."""

from __future__ import annotations

from dataclasses import MISSING, dataclass, field, fields
from typing import TYPE_CHECKING, Any, Literal, Self

from rpds import HashTrieMap

from hocket.core import ids
from hocket.core.quick import Computed
from hocket.core.usage import NO_USAGE, Usage

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping
    from datetime import datetime

    from hocket.core.agent import AgentCard
    from hocket.core.agreement import Agreement
    from hocket.core.aptitude import Aptitude
    from hocket.core.attempt import Outcome
    from hocket.core.award import Award
    from hocket.core.command import Command
    from hocket.core.economy import Economy, Shortage
    from hocket.core.event import (
        AnswerHeld,
        BidAnswered,
        EffectDoubtful,
        EffectIntended,
        ExperienceTaken,
        StageEntered,
    )
    from hocket.core.forecast import Forecast
    from hocket.core.goal import Goal, Limits
    from hocket.core.plan import Plan
    from hocket.core.question import Answer, Question
    from hocket.core.receipt import Receipt
    from hocket.core.result import Result
    from hocket.core.review import Review
    from hocket.core.stage import Thresholds
    from hocket.core.task import Task

RunStatus = Literal["new", "running", "winding_down", "reached", "failed", "cancelled"]
TaskStatus = Literal[
    "waiting", "announced", "working", "reviewing", "accepted", "corroborated", "unproven", "dead"
]
USABLE: frozenset[TaskStatus] = frozenset(("accepted", "corroborated", "unproven"))
Phase = Literal["specify", "plan", "act", "review", "correct", "done"]
WORKER = "worker"
"""The role whose LLM is used for every role that has none."""


class Folded:
    """A frozen dataclass that is made and changed several times faster than by ``dataclasses``."""

    @classmethod
    def made(cls, **values: Any) -> Self:
        """An instance with these fields, and the defaults of the others; names are not checked."""
        kind: Any = cls
        made: Self = _new(kind)
        _set_values(made, _defaults[kind] | values)
        return made

    def replace(self, **changes: Any) -> Self:
        """A copy with these fields changed; names are not checked at run time."""
        copy = _new(type(self))
        _set_values(copy, self.__dict__ | changes)
        return copy


_new = object.__new__
_set_values = vars(Folded)["__dict__"].__set__
"""Past ``object.__setattr__``, which looks the name up."""


def _defaults_of(folded: type[Folded]) -> dict[str, Any]:
    """The defaults of its fields; all are immutable, so its instances may share them."""
    defaults: dict[str, Any] = {}
    for item in fields(folded):  # type: ignore[arg-type]  # a dataclass
        if item.default_factory is not MISSING:
            defaults[item.name] = item.default_factory()
        elif item.default is not MISSING:
            defaults[item.name] = item.default
    return defaults


_defaults: Computed[type[Folded], dict[str, Any]] = Computed(_defaults_of)


def llm_of(llms: Mapping[str, str], role: str) -> str:
    """The LLM of a role: its own, else the worker's; empty if there is neither.

    Examples:
        >>> llm_of({"worker": "ollama:qwen3"}, "planner")
        'ollama:qwen3'
    """
    return llms.get(role, llms.get(WORKER, ""))


@dataclass(frozen=True)
class TaskState(Folded):
    """The state of a task. ``waiting_for`` counts dependencies that are not accepted yet.

    ``answers`` are those of the agents that were asked for their bid in this round. ``missed`` are
    the ways whose work failed or was rejected, one entry each time. ``held`` is the newest answer
    of an attempt that was not finished, until there is finished work; one that lacks something does
    not take the place of a whole one of an earlier attempt.
    """

    task: Task
    waiting_for: int
    status: TaskStatus = "waiting"
    round: int = 0
    attempts: int = 0
    failures: int = 0
    outages: int = 0
    rejections: int = 0
    award: Award | None = None
    outcome: Outcome | None = None
    review: Review | None = None
    reason: str = ""
    answers: tuple[BidAnswered, ...] = ()
    missed: tuple[str, ...] = ()
    held: AnswerHeld | None = None

    def cut_short(self, reason: str) -> Self:
        """The task with the answer that it holds as its outcome, as a limit ends all work on it.

        An answer that lacks something takes the place of none that was finished before.
        """
        if self.held is None:
            return self
        if self.held.lacks and self.outcome is not None:
            return self.replace(held=None)
        return self.replace(outcome=self.held.outcome.model_copy(update={"cut": reason}))

    @property
    def feedback(self) -> str:
        """Why the last work was rejected; empty if it was not."""
        review = self.review
        return review.feedback if review is not None and review.verdict == "rejected" else ""

    @property
    def attempt_id(self) -> str:
        """The id of the newest attempt: ``<task_id>#<n>``."""
        return ids.attempt(self.task.task_id, self.attempts)

    @property
    def is_over(self) -> bool:
        return self.is_usable or self.status == "dead"

    @property
    def is_usable(self) -> bool:
        """Whether tasks that depend on it may start."""
        return self.status in USABLE


@dataclass(frozen=True)
class RunState(Folded):
    """The state of a run, from its events alone.

    ``ways`` are those of each agent; ``record`` and ``record_of_ways`` count what was accepted and
    what was judged, by agent and by kind of task and way. ``iteration`` counts the results that the
    goal's checks may still reject, ``syntheses`` how often putting one together was begun.
    ``questions`` are those that wait for a person; ``paused_s`` is what was left of the time limit
    when the first of them was asked. ``intents`` are the effects in progress by their call,
    ``effects`` the unsafe ones that happened, by task. ``origin`` is the run that this one is a
    copy of, at any remove.
    ``remarks`` say which prompts were shortened, or perhaps not read as a whole, and which answers
    repeated themselves and were cut, or never kept their schema.
    ``under_way`` is what attempts and reviews in progress have spent so far, by work, while other
    tasks are open.
    ``economies`` are what it left out to keep its limits, each once; ``stages`` the stages near a
    limit that it has entered, by its ``thresholds``.
    ``limit`` and ``fault`` say why the run was wound down; ``error`` is the code of the error that
    ended it.
    """

    run_id: str
    status: RunStatus = "new"
    goal: Goal | None = None
    agents: tuple[AgentCard, ...] = ()
    bidders: frozenset[str] = frozenset()
    ways: HashTrieMap[str, tuple[str, ...]] = field(default_factory=HashTrieMap)
    llms: HashTrieMap[str, str] = field(default_factory=HashTrieMap)
    reasoning_tokens: int = 0
    thresholds: Thresholds | None = None
    started_at: datetime | None = None
    experience: ExperienceTaken | None = None
    forecast: Forecast | None = None
    plan: Plan | None = None
    tasks: HashTrieMap[str, TaskState] = field(default_factory=HashTrieMap)
    open_tasks: int = 0
    dependents: HashTrieMap[str, tuple[str, ...]] = field(default_factory=HashTrieMap)
    pending: HashTrieMap[str, Command] = field(default_factory=HashTrieMap)
    busy: HashTrieMap[str, int] = field(default_factory=HashTrieMap)
    record: HashTrieMap[str, tuple[float, int]] = field(default_factory=HashTrieMap)
    record_of_ways: HashTrieMap[str, tuple[int, int]] = field(default_factory=HashTrieMap)
    attempts: int = 0
    iteration: int = 1
    syntheses: int = 0
    spent: Usage = NO_USAGE
    under_way: HashTrieMap[str, Usage] = field(default_factory=HashTrieMap)
    doubtful: tuple[EffectDoubtful, ...] = ()
    remarks: tuple[str, ...] = ()
    intents: HashTrieMap[str, EffectIntended] = field(default_factory=HashTrieMap)
    effects: HashTrieMap[str, tuple[Receipt, ...]] = field(default_factory=HashTrieMap)
    questions: HashTrieMap[str, Question] = field(default_factory=HashTrieMap)
    answers: HashTrieMap[str, Answer] = field(default_factory=HashTrieMap)
    paused_s: float | None = None
    forked_from: str = ""
    origin: str = ""
    economies: tuple[Economy, ...] = ()
    stages: tuple[StageEntered, ...] = ()
    limit: str = ""
    fault: str = ""
    result: Result | None = None
    reason: str = ""
    error: str = ""

    def effects_for(self, task_id: str, except_by: str) -> list[Receipt]:
        """The unsafe effects for a task, but for those of one attempt and of runs within it."""
        inherited = self.effects.get(ids.EVERY_TASK, ())
        receipts = (*inherited, *self.effects.get(task_id, ()))
        return [r for r in receipts if except_by not in (r.attempt_id, r.by)]

    @property
    def near(self) -> Shortage | None:
        """The limit that it is near, so that it begins nothing that it can do without."""
        return self.stages[-1].shortage if self.stages else None

    @property
    def is_consolidating(self) -> bool:
        return bool(self.stages) and self.stages[-1].stage == "consolidate"

    @property
    def is_over(self) -> bool:
        return self.status in ("reached", "failed", "cancelled")

    @property
    def cut_short(self) -> str:
        """Why the run was wound down before its work was done; empty if it was not."""
        return self.fault or self.limit

    @property
    def phase(self) -> Phase:
        """The SPARC phase that the run shows: specify, plan, act, review, correct, done."""
        if self.is_over:
            return "done"
        if self.plan is None or ids.PLAN_QUESTION in self.questions:
            return "plan" if self.goal else "specify"
        if self.iteration > 1 or any(t.rejections and not t.is_over for t in self.tasks.values()):
            return "correct"
        if self.open_tasks == 0 or any(t.status == "reviewing" for t in self.tasks.values()):
            return "review"
        return "act"

    def llm_of(self, role: str) -> str:
        """The LLM of a role; empty if the run has none."""
        return llm_of(self.llms, role)

    def aptitude_of(self, role: str) -> Aptitude | None:
        """What the passport of the LLM of a role said when the run began; None if it had none."""
        experience = self.experience
        return None if experience is None else experience.learned.aptitudes.get(self.llm_of(role))

    def limits_of(self, work_id: str) -> Limits | None:
        """The limits of an attempt itself; None if it has none, or for other work."""
        task = self.tasks.get(ids.task_of(work_id))
        is_attempt = task is not None and work_id == ids.attempt_of(work_id)
        return task.task.constraints.resource_limit if task is not None and is_attempt else None

    def record_of_way(self, task: Task, way: str) -> tuple[int, int]:
        """How often this way succeeded at this kind of task in this run, and was tried."""
        return self.record_of_ways.get(ids.way_key(task.usual_kind, way), (0, 0))

    def card_of(self, agent: str) -> AgentCard | None:
        """The card of an agent in this run; None if it does not take part."""
        return next((card for card in self.agents if card.name == agent), None)

    @property
    def agreements(self) -> dict[str, Agreement]:
        """What several methods gave, by the tasks that more than one was tried on."""
        reviews = {task_id: task.review for task_id, task in self.in_order.items()}
        return {t: r.agreement for t, r in reviews.items() if r is not None and r.agreement}

    @property
    def in_order(self) -> dict[str, TaskState]:
        """Every task by id, in the order of the plan; that of ``tasks`` differs between processes.

        Events and prompts must use this order, or a replay diverges.
        """
        planned = self.plan.tasks if self.plan else ()
        return {task.task_id: self.tasks[task.task_id] for task in planned}

    def inputs_except(self, deliverables: Collection[str]) -> dict[str, str]:
        """Digests of the goal's input files by name, without those that tasks should change.

        Checks against input files use the original files.
        """
        inputs = self.goal.inputs if self.goal else ()
        return {f.name: f.digest for f in inputs if f.name not in deliverables}

    def texts_for(self, task_id: str) -> dict[str, str]:
        """Task id to digest of the answers of what a task depends on."""
        outcomes = {t: self.tasks[t].outcome for t in self.tasks[task_id].task.depends_on}
        return {t: outcome.text for t, outcome in outcomes.items() if outcome is not None}

    def files_for(self, task_id: str) -> dict[str, str]:
        """Digests of a task's files by name: the input files, and the files of its ancestors.

        The result does not change while the task is in progress, so an attempt that runs again
        after a crash gets the same files.
        """
        inputs = self.goal.inputs if self.goal else ()
        reads = self.tasks[task_id].task.inputs
        files = {
            f.name: f.digest
            for f in inputs
            if not reads or f.name in reads or (f.source and f.source in reads)
        }
        outcomes = {t: task.outcome for t, task in self._ancestors(task_id).items()}
        left = {t: o.files for t, o in outcomes.items() if o is not None and o.files}
        if left and self.plan is not None:
            for other in self.plan.tasks:
                files.update(left.get(other.task_id, {}))
        return files

    def owners_for(self, task_id: str) -> dict[str, str]:
        """The files that are the work of other tasks, with their task; this one leaves them as is.

        Those are the files that another task is to deliver and those that its ancestors left. Its
        own deliverables are not among them: a task may be asked to change the work of others.
        """
        if self.plan is None:
            return {}
        ancestors = self._ancestors(task_id)
        owners: dict[str, str] = {}
        for other in self.plan.tasks:
            if other.task_id == task_id:
                continue
            outcome = self.tasks[other.task_id].outcome
            left = outcome.files if outcome is not None and other.task_id in ancestors else ()
            owners |= dict.fromkeys((*left, *other.objective.deliverables), other.task_id)
        own = self.tasks[task_id].task.objective.deliverables
        return {name: owner for name, owner in owners.items() if name not in own}

    def superseded_by(self, files: Mapping[str, str]) -> tuple[str, ...]:
        """The tasks whose accepted work has other contents under these names, as in the plan."""
        if not files:
            return ()
        return tuple(
            task_id
            for task_id, task in self.in_order.items()
            if task.is_usable
            and task.outcome is not None
            and any(files.get(name, d) != d for name, d in task.outcome.files.items())
        )

    def _ancestors(self, task_id: str) -> dict[str, TaskState]:
        tasks = self.tasks
        ancestors: dict[str, TaskState] = {}
        found = list(tasks[task_id].task.depends_on)
        while found:
            ancestor = found.pop()
            if ancestor not in ancestors:
                ancestors[ancestor] = task = tasks[ancestor]
                found += task.task.depends_on
        return ancestors
