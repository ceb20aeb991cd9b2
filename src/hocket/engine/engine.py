"""The engine: executes many runs in one process, resumes them after a crash, cancels them."""

from __future__ import annotations

import asyncio
import logging
from contextlib import suppress
from typing import TYPE_CHECKING, Self
from weakref import WeakValueDictionary

from hocket.core import ids
from hocket.core.event import CancelRequested, Event, RunResumed
from hocket.errors import (
    HostAwayError,
    InvalidInputError,
    JournalConflictError,
    OrchestrationError,
    RunNotFoundError,
    RunOverError,
)

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Mapping, Sequence
    from types import TracebackType

    from hocket.core.event import Doubt
    from hocket.core.run import RunState
    from hocket.engine.loop import RunLoop
    from hocket.ports.clock import Clock
    from hocket.ports.journal import Journal, Request

LOG = logging.getLogger("hocket.engine")
POLL_S = 0.25
REPLY_S = 5.0
"""How long the end waits for a request that was taken: its sender waits for the reply."""


class Engine:
    """Executes runs; use it as an async context manager.

    Args:
        journal: Stores all runs.
        clock: The time.
        make_loop: Makes the loop for a run id.
        admit: Raises if a run that is to be resumed cannot be executed here.
        charge: Charges a run that is to be resumed with what runs within it have spent.
        handle_request: Handles what other processes ask for, and replies; None where none can ask.
    """

    def __init__(
        self,
        journal: Journal,
        clock: Clock,
        make_loop: Callable[[str], RunLoop],
        *,
        admit: Callable[[RunState], None] | None = None,
        charge: Callable[[RunLoop], Awaitable[None]] | None = None,
        handle_request: Callable[[Request], Awaitable[None]] | None = None,
    ) -> None:
        self._journal = journal
        self._clock = clock
        self._make_loop = make_loop
        self._admit = admit
        self._charge = charge
        self._handle_request = handle_request
        self._loops: dict[str, RunLoop] = {}
        self._tasks: dict[str, asyncio.Task[None]] = {}
        self._ends: dict[str, asyncio.Future[RunState]] = {}
        self._reading: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()
        self.is_closing = False
        self.on_parked: Callable[[RunState, HostAwayError], None] | None = None
        self._group = asyncio.TaskGroup()
        self._poller: asyncio.Task[None] | None = None
        self._handling = asyncio.Lock()

    async def __aenter__(self) -> Self:
        await self._group.__aenter__()
        if self._handle_request is not None:
            self._poller = self._group.create_task(self._poll(self._handle_request))
        return self

    async def __aexit__(
        self,
        _kind: type[BaseException] | None,
        _error: BaseException | None,
        _trace: TracebackType | None,
    ) -> None:
        """Stop all runs; they stay unfinished in the journal and can be resumed."""
        self.is_closing = True
        try:
            await self.stop_taking_requests()
        finally:
            await self._stop_runs()

    async def _stop_runs(self) -> None:
        for task in list(self._tasks.values()):
            task.cancel()
        # Without the caller's error, which is then not wrapped in an exception group.
        await self._group.__aexit__(None, None, None)

    def begin(
        self, run_id: str, events: Sequence[Event], blobs: Mapping[str, bytes] | None = None
    ) -> asyncio.Future[RunState]:
        """Start a run with these events; returns a future of its final state.

        Cancelling whoever awaits the future does not cancel the run; use ``cancel``.

        Raises:
            JournalConflictError: A run with this id is already in progress here.
        """
        return self._start(self._make_loop(run_id), events, blobs)

    async def accepted(self, run_id: str) -> None:
        """Wait until the first events of a run started here are durable.

        Raises:
            JournalFullError: They could not be written; the run did not start.
        """
        loop, end = self._loops.get(run_id), self._ends.get(run_id)
        if loop is None or end is None:
            return
        await loop.begun.wait()
        if end.done() and not end.cancelled() and (error := end.exception()) is not None:
            raise error

    async def resume(self, run_id: str) -> asyncio.Future[RunState]:
        """Continue a run from the journal; returns a future of its final state.

        Raises:
            RunNotFoundError: There is no such run.
            InvalidInputError: The run is over, in progress here, or cannot be executed here.
        """
        async with self._alone(run_id):
            if run_id in self._loops:
                message = f"Run {run_id} is already in progress in this process"
                raise InvalidInputError(message, run_id=run_id)
            loop = await self._loaded(run_id)
            if loop.state.is_over:
                raise RunOverError.of(run_id, loop.state.status)
            if self._admit is not None:
                self._admit(loop.state)
            if self._charge is not None:
                await self._charge(loop)
            down_s = max(0.0, (self._clock.now_us() - loop.last_us) / 1e6)
            return self._start(loop, [RunResumed(down_s=down_s)], None)

    async def unfinished(self) -> list[str]:
        """The ids of runs in the journal that are neither over nor in progress here; oldest first.

        A run within another unfinished run is left out, since the outer run resumes it.
        """
        heads = await self._journal.heads()
        run_ids = [
            h.run_id
            for h in reversed(heads)
            if not h.is_over and h.run_id not in self._loops and ids.is_run(h.run_id)
        ]
        return [r for r in run_ids if ids.outer_of(r) not in run_ids]

    async def cancel(self, run_id: str, by: str) -> None:
        """Cancel a run; its calls in progress here are stopped and its slots freed.

        A run that is unknown or over does not change.
        """
        async with self._alone(run_id):
            loop = self._loops.get(run_id)
            if loop is None:
                loop = self._make_loop(run_id)
                if await loop.load() and not loop.state.is_over:
                    self._start(loop, [CancelRequested(by=by)], None)
                return
        if not loop.state.is_over:
            await loop.commit([CancelRequested(by=by)])

    async def record(
        self, run_id: str, make: Callable[[RunState], Sequence[Event]], blobs: Mapping[str, bytes]
    ) -> RunState:
        """Journal what a person decided about a run, whether or not it is in progress here.

        Args:
            run_id: The run.
            make: Makes the events from the current state; raises if they do not fit it.
            blobs: Texts that the events name by digest.

        Raises:
            RunNotFoundError: There is no such run.
            Exception: Whatever ``make`` raises.
        """
        async with self._alone(run_id):
            loop = self._loops.get(run_id)
            if loop is None:
                loop = await self._loaded(run_id)
                await loop.commit(make(loop.state), blobs)
                return loop.state
        await loop.commit(make(loop.state), blobs)
        return loop.state

    async def doubts(self, run_id: str) -> list[Doubt]:
        """The effects of a run that may or may not have happened.

        Raises:
            RunNotFoundError: There is no such run.
            RunOverError: It is over.
        """
        loop = self._loops.get(run_id) or await self._loaded(run_id)
        if loop.state.is_over:
            raise RunOverError.of(run_id, loop.state.status)
        return loop.doubts()

    def loop(self, run_id: str) -> RunLoop | None:
        """The loop of a run in progress here; None if it is not."""
        return self._loops.get(run_id)

    def at_work(self) -> list[str]:
        """The ids of the runs in progress here that wait for no person."""
        return [run_id for run_id, loop in self._loops.items() if not loop.state.questions]

    def completion_of(self, run_id: str) -> asyncio.Future[RunState] | None:
        """The future of the final state of a run in progress here; None if it is not."""
        return self._ends.get(run_id)

    def _alone(self, run_id: str) -> asyncio.Lock:
        """Held from the reading of a run that is not in progress here to the writing to it.

        Two that read the same state would both write after it; the second write would be refused.
        """
        return self._reading.setdefault(run_id, asyncio.Lock())

    async def _loaded(self, run_id: str) -> RunLoop:
        """The loop of a run that is not in progress here, as the journal has it."""
        loop = self._make_loop(run_id)
        if not await loop.load():
            raise RunNotFoundError.of(run_id)
        return loop

    def _start(
        self, loop: RunLoop, events: Sequence[Event], blobs: Mapping[str, bytes] | None
    ) -> asyncio.Future[RunState]:
        if loop.run_id in self._loops:
            message = f"Run {loop.run_id} is already in progress in this process"
            raise JournalConflictError(message, run_id=loop.run_id)
        end: asyncio.Future[RunState] = asyncio.get_running_loop().create_future()
        self._loops[loop.run_id] = loop
        self._ends[loop.run_id] = end
        task = self._group.create_task(self._run(loop, events, blobs, end))
        self._tasks[loop.run_id] = task
        return end

    async def _run(
        self,
        loop: RunLoop,
        events: Sequence[Event],
        blobs: Mapping[str, bytes] | None,
        end: asyncio.Future[RunState],
    ) -> None:
        try:
            state = await loop.run(events, blobs)
            if not end.done():
                end.set_result(state)
        except asyncio.CancelledError:
            end.cancel()
            raise
        except Exception as error:  # noqa: BLE001 - an error of one run must not end the others
            if not end.done():
                end.set_exception(error)
            if isinstance(error, HostAwayError) and self.on_parked is not None:
                self.on_parked(loop.state, error)
        finally:
            loop.begun.set()
            self._loops.pop(loop.run_id, None)
            self._tasks.pop(loop.run_id, None)
            self._ends.pop(loop.run_id, None)

    async def stop_taking_requests(self) -> None:
        """Leave requests to the next process that executes runs; those taken get their reply."""
        if self._poller is None:
            return
        try:
            with suppress(TimeoutError):
                async with asyncio.timeout(REPLY_S), self._handling:
                    self._poller.cancel()
        finally:
            self._poller.cancel()

    async def _poll(self, handle: Callable[[Request], Awaitable[None]]) -> None:
        """Look for requests of other processes, four times a second, until cancelled."""
        while True:
            await self._clock.sleep(POLL_S)
            async with self._handling:
                await self._handle_requests(handle)

    async def _handle_requests(self, handle: Callable[[Request], Awaitable[None]]) -> None:
        try:
            requests = await self._journal.requests()
        except OrchestrationError:
            return  # the file is busy: the requests are still there next time
        for request in requests:
            try:
                await handle(request)
            except OrchestrationError as error:
                LOG.warning("A request (%s) got no reply: %s", request.kind, error)
            with suppress(OrchestrationError):  # it is handled again, which changes nothing
                await self._journal.drop_request(request.number)
