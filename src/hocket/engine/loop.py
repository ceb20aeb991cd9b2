"""The loop that carries one run: fold what happened, journal it, start what follows.

It knows the reducer only by its signature, and commands only by their key.
"""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from hocket.core.command import Withdraw
from hocket.core.digest import digest
from hocket.core.event import (
    Answered,
    CallAnswered,
    EffectIntended,
    EffectSettled,
    Event,
    encode,
)
from hocket.core.run import RunState
from hocket.engine.budget import Budget
from hocket.engine.feed import Feed, Happened, Spoken
from hocket.engine.scope import CallScope
from hocket.engine.traffic import Traffic
from hocket.errors import EngineError, ReplayDivergedError, cause_of
from hocket.ports.journal import Entry, Journal

if TYPE_CHECKING:
    from hocket.core.check import CheckClasses
    from hocket.core.command import Command
    from hocket.core.question import Answer
    from hocket.ports.clock import Clock
    from hocket.ports.llm import Llm
    from hocket.ports.scope import Scope

Decide = Callable[[RunState, Event, int], tuple[RunState, tuple["Command", ...]]]
Events = Sequence[Event]
Handler = Callable[[Any, "Scope"], Awaitable[Events]]
"""Carries out a command: begun once what led to it is durable."""

InstantHandler = Callable[[Any, RunState, Mapping[str, bytes]], Events | None]
"""Carries out a command that needs no waiting: its events go into the same journal write.

Gets the texts that this write stores, by digest; None means that it needs waiting after all.
"""

Failed = Callable[["Command", Exception], Events]
"""What it means for the run that a handler raised."""


class RunLoop:
    """One run in this process.

    Args:
        run_id: The run.
        journal: Where its events go.
        decide: The reducer.
        handlers: Command class to what carries it out.
        instant: The same for commands that need no waiting.
        failed: Turns a handler's error into events.
        llm: The hosts, unjournaled; scopes wrap them.
        wrap: Puts the per-attempt layers around a scope's journaled LLM.
        clock: Stamps the events.
        feed: Told of each event once it is durable.
        traffic: Of the process; its own unless given.
        checks: Kind to class of the checks that stored events may hold.
    """

    def __init__(
        self,
        run_id: str,
        *,
        journal: Journal,
        decide: Decide,
        handlers: Mapping[type[Any], Handler],
        instant: Mapping[type[Any], InstantHandler],
        failed: Failed,
        llm: Llm,
        wrap: Callable[[Llm, Scope], Llm],
        clock: Clock,
        feed: Feed,
        traffic: Traffic | None = None,
        checks: CheckClasses | None = None,
    ) -> None:
        self.run_id = run_id
        self.state = RunState(run_id)
        self.journal = journal
        self.clock = clock
        self.feed = feed
        self.traffic = traffic or Traffic()
        self.llm = llm
        self.wrap = wrap
        self.budget = Budget(lambda: self.state)
        self._decide = decide
        self._checks = checks
        self._handlers = handlers
        self._instant = instant
        self._failed = failed
        self._seq = 0
        self.last_us = 0
        self._staged: dict[str, bytes] = {}
        self._inflight: dict[str, asyncio.Task[None]] = {}
        self._group: asyncio.TaskGroup | None = None
        self.begun = asyncio.Event()
        self._writes = 0
        self._late = False
        self._written = asyncio.Event()
        self._answered: dict[str, list[CallAnswered]] = {}
        self._intended: dict[str, list[EffectIntended]] = {}
        self._settled: dict[str, dict[int, str]] = {}
        self._awaited: dict[str, list[asyncio.Future[Answer]]] = {}

    async def carry(self, events: Events, blobs: Mapping[str, bytes] | None = None) -> RunState:
        """Begin with these events and go on until the run is over; the state it ends in.

        Raises:
            EngineError: The journal failed; the run goes on from it when it is taken up again.
        """
        await self._work(events, blobs)
        while not self.state.is_over:
            if not self._writes and not self._late:
                message = f"Run {self.run_id} stands still with nothing to do; this is a defect"
                raise EngineError(message, run_id=self.run_id, pending=sorted(self.state.pending))
            # Somebody outside, such as a person, is writing what brings more to do.
            if self._writes:
                await self._written.wait()
            self._late = False
            await self._work((), None)
        return self.state

    async def _work(self, events: Events, blobs: Mapping[str, bytes] | None) -> None:
        """Carry out what is pending, and what follows, until nothing is under way here."""
        try:
            async with asyncio.TaskGroup() as group:
                self._group = group
                await self.commit(events, blobs)
                self.begun.set()
                for command in list(self.state.pending.values()):
                    self._start(command)
        except BaseExceptionGroup as error:
            raise _first(error) from error
        finally:
            self._group = None

    async def load(self) -> int:
        """Fold what the journal holds of this run; how many records that were."""
        records = await self.journal.read(self.run_id)
        for record in records:
            entry = record.entry
            event = entry.event(self._checks)
            self.state, _ = self._decide(self.state, event, entry.at_us)
            self._seq = record.seq
            self.last_us = entry.at_us
            if isinstance(event, CallAnswered):
                self._answered.setdefault(event.attempt_id, []).append(event)
            elif isinstance(event, EffectIntended):
                self._intended.setdefault(event.attempt_id, []).append(event)
            elif isinstance(event, EffectSettled):
                self._settled.setdefault(event.attempt_id, {})[event.ordinal] = event.verdict
        return len(records)

    def doubts(self) -> list[EffectIntended]:
        """Effects of a loaded run that may have happened or not: intended, no receipt, unsettled.

        Those that can be repeated without harm are not among them.
        """
        received = {(a.attempt_id, a.ordinal) for group in self._answered.values() for a in group}
        settled = {(i, n) for i, ordinals in self._settled.items() for n in ordinals}
        known = received | settled
        return [
            intent
            for group in self._intended.values()
            for intent in group
            if not intent.idempotent and (intent.attempt_id, intent.ordinal) not in known
        ]

    async def commit(self, events: Events, blobs: Mapping[str, bytes] | None = None) -> None:
        """Fold events, with what handlers answer at once, journal all in one step, start the rest.

        The fold is done before the first await, so the order of calls is the order of the run.
        """
        if not events:
            return
        at_us = self.clock.now_us()
        texts = self._staged
        self._staged = {}
        if blobs:
            texts.update(blobs)
        happened, commands = self._fold(events, at_us, texts)
        first_seq = self._seq + 1
        expected = self._seq
        self._seq += len(happened)
        entries = [Entry(at_us, *encode(event)) for event in happened]
        cancelled = await self._append(expected, entries, texts)
        self._tell(happened, first_seq, at_us)
        pending = self.state.pending
        for command in commands:
            if type(command) is Withdraw:
                self._withdraw(command.keys)
            elif command.key in pending:
                self._start(command)
        if cancelled is not None:
            raise cancelled

    async def _append(
        self, expected: int, entries: Sequence[Entry], texts: Mapping[str, bytes]
    ) -> asyncio.CancelledError | None:
        """Write; a cancellation meanwhile is given back, for when what follows was begun."""
        cancelled: asyncio.CancelledError | None = None
        self._writes += 1
        self._written.clear()
        try:
            await self.journal.append(self.run_id, expected, entries, texts)
        except asyncio.CancelledError as error:
            # It is folded and on its way to the disk: what follows from it must not be lost.
            cancelled = error
        except Exception as error:
            # What is folded here is not in the journal: whoever wrote it, the run ends being
            # carried, and is taken up again from what the journal has.
            if self._group is not None:
                self._group.create_task(_raise(error))
            raise
        finally:
            self._writes -= 1
            if not self._writes:
                self._written.set()
        return cancelled

    def _tell(self, happened: Events, first_seq: int, at_us: int) -> None:
        """What is durable now: to whoever watches, and to who waits for a person's answer."""
        if self.feed.is_watched:
            for seq, event in enumerate(happened, first_seq):
                self.feed.send(Happened(self.run_id, seq, at_us, event))
        for event in happened:
            if type(event) is Answered:
                for waiting in self._awaited.pop(event.question_id, ()):
                    if not waiting.done():
                        waiting.set_result(event.answer)

    def _fold(
        self, events: Events, at_us: int, texts: Mapping[str, bytes]
    ) -> tuple[list[Event], list[Command]]:
        """Fold these events and all that follows from them at once.

        An answered command's events are folded before the next command is looked at, so that each
        auction sees the awards of those before it.
        """
        happened: list[Event] = []
        later: list[Command] = []
        queue = deque(events)
        commands: deque[Command] = deque()
        while queue or commands:
            if queue:
                event = queue.popleft()
                happened.append(event)
                self.state, following = self._decide(self.state, event, at_us)
                commands.extend(following)
                continue
            command = commands.popleft()
            answer = None
            handler = self._instant.get(type(command))
            if handler and self._group and command.key in self.state.pending:
                answer = self._answer(handler, command, texts)
            if answer is None:
                later.append(command)
            else:
                queue.extend(answer)
        return happened, later

    def _answer(
        self, handler: InstantHandler, command: Command, texts: Mapping[str, bytes]
    ) -> Events | None:
        try:
            return handler(command, self.state, texts)
        except EngineError:
            raise
        except Exception as error:  # noqa: BLE001 - whatever a handler raises becomes events
            return self._failed(command, error)

    def _start(self, command: Command) -> None:
        if self._group is None or command.key in self._inflight:
            return
        work = self._carry_out(command)
        try:
            task = self._group.create_task(work, name=command.key)
        except RuntimeError:
            # The last task of the group has just ended: `carry` begins anew with what is pending.
            work.close()
            self._late = True
            return
        self._inflight[command.key] = task

    async def _carry_out(self, command: Command) -> None:
        instant = self._instant.get(type(command))
        events = self._answer(instant, command, {}) if instant else None
        if events is None:
            scope = self.scope(command.key)
            try:
                events = await self._handlers[type(command)](command, scope)
            except Exception as error:  # noqa: BLE001 - whatever it raises becomes events
                cause = cause_of(error)
                # What an attempt did before a crash and cannot go through again has failed, no
                # more; any other error of the engine's concerns the run.
                if isinstance(cause, EngineError) and not isinstance(cause, ReplayDivergedError):
                    raise cause from None
                events = self._failed(command, cause)
        # From here on a withdrawal must not stop us: what is folded has to reach the journal.
        self._inflight.pop(command.key, None)
        if command.key in self.state.pending:
            await self.commit(events)

    def _withdraw(self, keys: Sequence[str]) -> None:
        for key in keys:
            task = self._inflight.pop(key, None)
            if task is not None:
                task.cancel()

    def keep(self, data: bytes) -> str:
        """Have a text stored with the next commit; its digest."""
        name = digest(data)
        self._staged[name] = data
        return name

    async def text(self, name: str) -> bytes:
        """A text by its digest, also one that is not written yet."""
        staged = self._staged.get(name)
        return staged if staged is not None else await self.journal.blob(name)

    async def answer_to(self, question_id: str) -> Answer:
        """What a person says to a question that was asked."""
        known = self.state.answers.get(question_id)
        if known is not None:
            return known
        waiting: asyncio.Future[Answer] = asyncio.get_running_loop().create_future()
        self._awaited.setdefault(question_id, []).append(waiting)
        return await waiting

    def speak(self, attempt_id: str, text: str) -> None:
        """Tell whoever watches; nothing is kept."""
        if self.feed.is_watched:
            self.feed.send(Spoken(self.run_id, attempt_id, text))

    def scope(self, attempt_id: str) -> CallScope:
        """A scope whose calls are journaled under this id, with the answers it already has."""
        return CallScope(
            self,
            attempt_id,
            self._answered.pop(attempt_id, ()),
            self._intended.pop(attempt_id, ()),
            self._settled.pop(attempt_id, None),
        )


async def _raise(error: Exception) -> None:
    raise error


def _first(group: BaseExceptionGroup[BaseException]) -> BaseException:
    """The one error that ended a group; what it cancelled is not the cause."""
    error: BaseException = group
    while isinstance(error, BaseExceptionGroup):
        error = error.exceptions[0]
    return error
