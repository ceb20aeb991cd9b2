"""The loop that executes one run: folds events, journals them and starts the commands that follow.

It knows the reducer only by its signature, and commands only by their keys.
"""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from hocket.core.command import Withdraw
from hocket.core.containment import watched
from hocket.core.digest import digest
from hocket.core.event import (
    Answered,
    CallAnswered,
    EffectIntended,
    EffectSettled,
    Event,
    TryFailed,
)
from hocket.core.fault import cause_of, fault_of, is_interruption
from hocket.core.run import RunState
from hocket.core.spending import STOPPED
from hocket.engine.budget import Budget
from hocket.engine.feed import Feed, StreamedText
from hocket.engine.recent import RecentTexts
from hocket.engine.scope import CallScope
from hocket.engine.traffic import Traffic
from hocket.errors import EngineError, ReplayDivergedError
from hocket.ports.journal import Entry, Journal

if TYPE_CHECKING:
    from hocket.core.check import CheckClasses
    from hocket.core.command import Command
    from hocket.core.event import Doubt
    from hocket.core.question import Answer
    from hocket.ports.clock import Clock
    from hocket.ports.llm import Llm
    from hocket.ports.retry import RetryPolicy
    from hocket.ports.scope import Scope

Decide = Callable[[RunState, Event, int], tuple[RunState, tuple["Command", ...]]]
Events = Sequence[Event]
Handler = Callable[[Any, "Scope"], Awaitable[Events]]
"""Carries out a command; it starts once the events that led to it are durable."""

InstantHandler = Callable[[Any, RunState, Mapping[str, bytes]], Events | None]
"""Carries out a command without waiting, so that its events join the same journal write.

Gets the texts in this write, by digest; returns None if it has to wait after all.
"""

OnFailure = Callable[["Command", Exception], Events]
"""Turns the error of a handler into events."""


class RunLoop:
    """One run in this process.

    Args:
        run_id: The run.
        journal: Stores its events.
        decide: The reducer.
        handlers: Handlers by class of command.
        instant: Handlers for commands that need no waiting, by class of command.
        failed: Turns the error of a handler into events.
        llm: The hosts, without journaling; scopes wrap them.
        wrap: Adds the layers of an attempt around a scope's journaled LLM.
        clock: Timestamps the events.
        feed: Gets each event once it is durable.
        traffic: The calls in progress of the process; by default only those of this run.
        checks: Classes of checks in stored events, by kind.
        retry: Whether an LLM call that failed is tried again; not at all unless given.
    """

    def __init__(
        self,
        run_id: str,
        *,
        journal: Journal,
        decide: Decide,
        handlers: Mapping[type[Any], Handler],
        instant: Mapping[type[Any], InstantHandler],
        failed: OnFailure,
        llm: Llm,
        wrap: Callable[[Llm, Scope], Llm],
        clock: Clock,
        feed: Feed,
        traffic: Traffic | None = None,
        checks: CheckClasses | None = None,
        retry: RetryPolicy | None = None,
    ) -> None:
        self.run_id = run_id
        self.state = RunState.made(run_id=run_id)
        self.journal = journal
        self.clock = clock
        self.feed = feed
        self.traffic = traffic or Traffic()
        self.llm = llm
        self.wrap = wrap
        self.retry = retry
        self.budget = Budget.of_run(lambda: self.state)
        self._decide = decide
        self._checks = checks
        self._handlers = handlers
        self._instant = instant
        self._failed = failed
        self._seq = self.last_us = 0
        self._staged: dict[str, bytes] = {}
        self._recent = RecentTexts()
        self._inflight: dict[str, asyncio.Task[None]] = {}
        self._group: asyncio.TaskGroup | None = None
        self._worker: asyncio.Task[Any] | None = None
        self.begun = asyncio.Event()
        self._writes, self._late = 0, False
        self._written = asyncio.Event()
        self._answered: dict[str, list[CallAnswered]] = {}
        self.intended: dict[str, list[EffectIntended]] = {}
        self._settled: dict[str, dict[int, str]] = {}
        self._tried: dict[str, dict[int, int]] = {}
        self._awaited: dict[str, list[asyncio.Future[Answer]]] = {}

    async def run(self, events: Events, blobs: Mapping[str, bytes] | None = None) -> RunState:
        """Start with these events and run to the end; returns the final state.

        Raises:
            EngineError: The journal failed; the run can be resumed from it.
        """
        await self._work(events, blobs)
        while not self.state.is_over:
            if not self._writes and not self._late:
                message = f"Run {self.run_id} is stuck with nothing to do; please report this bug"
                raise EngineError(message, run_id=self.run_id, pending=sorted(self.state.pending))
            # Another task, such as a person's answer, is writing events that bring new commands.
            if self._writes:
                self._written.clear()
                await self._written.wait()
            self._late = False
            await self._work((), None)
        self.budget.freeze()
        return self.state

    async def _work(self, events: Events, blobs: Mapping[str, bytes] | None) -> None:
        """Carry out the pending commands and those that follow, until none is in progress."""
        try:
            async with asyncio.TaskGroup() as group:
                self._group, self._worker = group, asyncio.current_task()
                await self.commit(events, blobs)
                self.begun.set()
                # What takes no time goes first, so that a stage begins before an attempt goes on.
                pending = self.state.pending.items()
                for key, command in sorted(pending, key=lambda one: type(one[1]) in self._handlers):
                    self._start(key, command)
        except BaseExceptionGroup as error:
            raise cause_of(error) from error
        finally:
            self._group = self._worker = None

    async def load(self) -> int:
        """Fold the events of this run in the journal; returns their number."""
        records = await self.journal.read(self.run_id)
        for record in records:
            entry = record.entry
            event = entry.event(self._checks)
            self.state, _ = self._decide(self.state, event, entry.at_us)
            self._seq = record.seq
            self.last_us = entry.at_us
            if isinstance(event, CallAnswered):
                self._answered.setdefault(event.attempt_id, []).append(event)
            elif isinstance(event, TryFailed) and event.code != STOPPED:
                self._tried.setdefault(event.attempt_id, {})[event.ordinal] = event.number
            elif isinstance(event, EffectIntended):
                self.intended.setdefault(event.attempt_id, []).append(event)
            elif isinstance(event, EffectSettled):
                self._settled.setdefault(event.attempt_id, {})[event.ordinal] = event.verdict
        return len(records)

    def doubts(self) -> list[Doubt]:
        """Effects of a run that may or may not have happened: no receipt and not settled.

        Idempotent effects are left out, since they can be repeated; so are calls in progress.
        """
        received = {(a.attempt_id, a.ordinal) for group in self._answered.values() for a in group}
        settled = {(i, n) for i, ordinals in self._settled.items() for n in ordinals}
        resolved = received | settled
        # Intents from before a crash are here until their attempt runs again and notes them.
        noted = {(d.attempt_id, d.ordinal): d for d in self.state.doubtful}
        intents = [
            intent
            for group in self.intended.values()
            for intent in group
            if not intent.idempotent
            and (intent.attempt_id, intent.ordinal) not in resolved | noted.keys()
        ]
        return [*intents, *noted.values()]

    async def commit(self, events: Events, blobs: Mapping[str, bytes] | None = None) -> None:
        """Fold events and those of instant handlers, journal all in one write, start the rest.

        The fold comes before the first await, so the order of calls is the order of the run.
        """
        if not events:
            return
        at_us = self.clock.now_us()
        texts: Mapping[str, bytes] = blobs or {}
        if self._staged:
            texts = {**self._staged, **texts}
            self._recent.add(self._staged)
            self._staged = {}
        folded, commands = self._fold(events, at_us, texts)
        first_seq = self._seq + 1
        self._seq += len(folded)
        entries = Entry.of_step(folded, at_us)
        cancelled: asyncio.CancelledError | None = None
        self._writes += 1
        try:
            await self.journal.append(self.run_id, first_seq - 1, entries, texts)
        except asyncio.CancelledError as error:
            # The events are folded and being written: what follows from them must not be lost.
            cancelled = error
        except Exception as error:
            self._stop(error)
            raise
        finally:
            self._writes -= 1
            if not self._writes:
                self._written.set()
        self._publish(folded, first_seq, at_us)
        pending = self.state.pending
        for command in commands:
            if type(command) is Withdraw:
                self._withdraw(command.keys)
            elif (key := command.key) in pending:
                self._start(key, command)
        if cancelled is not None:
            raise cancelled

    def _stop(self, error: Exception) -> None:
        """Stop the run here, as its state is ahead of the journal, from which it can be resumed."""
        if self._group is not None:
            self._group.create_task(_raise(error))

    def _publish(self, events: Events, first_seq: int, at_us: int) -> None:
        """Send durable events to watchers, and answers to the commands that wait for them."""
        if self.feed.watches:
            self.feed.publish(self.run_id, first_seq, at_us, events)
        if not self._awaited:
            return
        for event in events:
            if type(event) is Answered:
                for waiter in self._awaited.pop(event.question_id, ()):
                    if not waiter.done():
                        waiter.set_result(event.answer)

    def _fold(
        self, events: Events, at_us: int, texts: Mapping[str, bytes]
    ) -> tuple[list[Event], list[Command]]:
        """Fold these events and all events of the instant handlers that follow.

        The events of a command are folded before the next command is handled, so that each auction
        sees the awards of the auctions before it.
        """
        folded: list[Event] = []
        later: list[Command] = []
        commands: deque[Command] = deque()
        answer: Events | None = events
        while True:
            for event in answer or ():
                folded.append(event)
                self.state, following = self._decide(self.state, event, at_us)
                commands += following
            if not commands:
                return folded, later
            command = commands.popleft()
            answer = None
            handler = self._instant.get(type(command))
            if handler and self._group and command.key in self.state.pending:
                answer = self._answer(handler, command, texts)
            if answer is None:
                later.append(command)

    def _answer(
        self, handler: InstantHandler, command: Command, texts: Mapping[str, bytes]
    ) -> Events | None:
        try:
            return handler(command, self.state, texts)
        except BaseException as error:  # any error of a handler becomes events
            if isinstance(error, EngineError) or is_interruption(error):
                raise
            return self._failed(command, fault_of(error))

    def _start(self, key: str, command: Command) -> None:
        if self._group is None or key in self._inflight:
            return
        work = self._carry_out(key, command)
        try:
            task = self._group.create_task(work, name=key)
        except RuntimeError:
            # The last task of the group has just ended: `run` starts again with what is pending.
            work.close()
            self._late = True
            return
        self._inflight[key] = task
        self.budget.enter((self.run_id, key))

    async def _carry_out(self, key: str, command: Command) -> None:
        try:
            instant = self._instant.get(type(command))
            events = self._answer(instant, command, {}) if instant else None
            if events is None:
                events = await self._handled(key, command)
            # From here on a withdrawal must not stop this task: its events have to be journaled.
            self._inflight.pop(key, None)
            if key in self.state.pending:
                await self.commit(events)
        finally:
            self.budget.leave((self.run_id, key))

    async def _handled(self, key: str, command: Command) -> Events:
        try:
            scope = self.scope(key)
            try:
                return await watched(self._handlers[type(command)](command, scope))
            finally:
                await scope.aclose()
        except BaseException as error:  # any error becomes events, or the command stays pending
            if self._is_stopped(key, error):
                raise
            cause = fault_of(error)
            # An attempt that diverges from its journaled calls fails alone; any other engine error
            # ends the run here.
            if isinstance(cause, EngineError) and not isinstance(cause, ReplayDivergedError):
                raise cause from None
            return self._failed(command, cause)

    def _is_stopped(self, key: str, error: BaseException) -> bool:
        """Whether this command is withdrawn, or its run stopped; else the error is one of its own.

        The code of an agent may cancel the task that it is in, which must not count as withdrawn.
        """
        task = asyncio.current_task()
        if not isinstance(error, asyncio.CancelledError) or task is None or self._worker is None:
            return is_interruption(error)
        withdrawn = self._inflight.get(key) is not task
        if withdrawn or self._worker.cancelling():
            return True
        while task.uncancel():
            pass
        return False

    def _withdraw(self, keys: Sequence[str]) -> None:
        for key in keys:
            if task := self._inflight.pop(key, None):
                task.cancel()
                self.budget.leave((self.run_id, key))  # also if it has not begun yet

    def keep(self, data: bytes) -> str:
        """Store a text with the next commit; returns its digest."""
        name = digest(data)
        self._staged[name] = data
        return name

    async def text(self, name: str) -> bytes:
        """A text by its digest, including one that is not written yet."""
        text = self._staged.get(name)
        if text is None:
            text = self._recent.get(name)
        return text if text is not None else await self.journal.blob(name)

    async def answer_to(self, question_id: str) -> Answer:
        """Wait for a person's answer to a question."""
        answer = self.state.answers.get(question_id)
        if answer is not None:
            return answer
        waiter: asyncio.Future[Answer] = asyncio.get_running_loop().create_future()
        self._awaited.setdefault(question_id, []).append(waiter)
        return await waiter

    def stream(self, attempt_id: str, text: str) -> None:
        """Send a piece of text to watchers; it is not journaled."""
        if self.feed.watches:
            self.feed.send(StreamedText(self.run_id, attempt_id, text))

    def scope(self, attempt_id: str) -> CallScope:
        """A scope that journals calls under this id, with the answers already in the journal."""
        return CallScope(
            self,
            attempt_id,
            self._answered.pop(attempt_id, ()),
            self.intended.pop(attempt_id, ()),
            self._settled.pop(attempt_id, None),
            self._tried.pop(attempt_id, None),
        )


async def _raise(error: Exception) -> None:
    raise error
