"""The engine: carries many runs at once in one process, takes up what a crash left, cancels."""

from __future__ import annotations

import asyncio
import logging
from typing import TYPE_CHECKING, Self

from hocket.core import ids
from hocket.core.event import TERMINAL, CancelRequested, Event, RunResumed
from hocket.errors import (
    InvalidInputError,
    JournalConflictError,
    OrchestrationError,
    RunNotFoundError,
)

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Mapping, Sequence
    from types import TracebackType

    from hocket.core.run import RunState
    from hocket.engine.loop import RunLoop
    from hocket.ports.clock import Clock
    from hocket.ports.journal import Journal, Request

LOG = logging.getLogger("hocket.engine")
POLL_S = 0.25


class Engine:
    """Carries runs; use as an async context manager.

    Args:
        journal: Where all runs are kept.
        clock: Time.
        make_loop: Gives the loop for a run id, wired.
        take_requests: Whether to look for what other processes ask, four times a second.
        admit: Raises if a run that is taken up cannot be carried here.
        heed: Does what is asked beside cancelling; what it raises is lost, who asked looks himself.
    """

    def __init__(
        self,
        journal: Journal,
        clock: Clock,
        make_loop: Callable[[str], RunLoop],
        *,
        take_requests: bool = False,
        admit: Callable[[RunState], None] | None = None,
        heed: Callable[[Request], Awaitable[None]] | None = None,
    ) -> None:
        self._journal = journal
        self._clock = clock
        self._make_loop = make_loop
        self._take_requests = take_requests
        self._admit = admit
        self._heed = heed
        self._loops: dict[str, RunLoop] = {}
        self._tasks: dict[str, asyncio.Task[None]] = {}
        self._ends: dict[str, asyncio.Future[RunState]] = {}
        self.is_closing = False
        self._group = asyncio.TaskGroup()
        self._poller: asyncio.Task[None] | None = None

    async def __aenter__(self) -> Self:
        await self._group.__aenter__()
        if self._take_requests:
            self._poller = self._group.create_task(self._poll())
        return self

    async def __aexit__(
        self,
        _kind: type[BaseException] | None,
        _error: BaseException | None,
        _trace: TracebackType | None,
    ) -> None:
        """Stop carrying. Runs under way stay unfinished in the journal, to be taken up again."""
        self.is_closing = True
        if self._poller is not None:
            self._poller.cancel()
        for task in list(self._tasks.values()):
            task.cancel()
        # Not told of the caller's error, which passes as it is instead of within a group.
        await self._group.__aexit__(None, None, None)

    def begin(
        self, run_id: str, events: Sequence[Event], blobs: Mapping[str, bytes] | None = None
    ) -> asyncio.Future[RunState]:
        """Start a run with these events; its state when it is over.

        Cancelling the future's awaiter does not cancel the run: ``cancel`` does.

        Raises:
            JournalConflictError: A run of this id is under way here.
        """
        return self._carry(self._make_loop(run_id), events, blobs)

    async def accepted(self, run_id: str) -> None:
        """Wait until a run that was begun here is durable.

        Raises:
            JournalFullError: It could not be written; nothing was begun.
        """
        loop, end = self._loops.get(run_id), self._ends.get(run_id)
        if loop is None or end is None:
            return
        await loop.begun.wait()
        if end.done() and not end.cancelled() and (error := end.exception()) is not None:
            raise error

    async def resume(self, run_id: str) -> asyncio.Future[RunState]:
        """Take up a run from the journal where it was left.

        Raises:
            RunNotFoundError: There is no such run.
            InvalidInputError: It is over, or it cannot be carried here.
        """
        loop = self._make_loop(run_id)
        if run_id in self._loops:
            message = f"Run {run_id} is under way in this process already"
            raise InvalidInputError(message, run_id=run_id)
        if not await loop.load():
            raise RunNotFoundError.of(run_id)
        if loop.state.is_over:
            message = f"Run {run_id} is over ({loop.state.status}); nothing is left to resume"
            raise InvalidInputError(message, run_id=run_id, status=loop.state.status)
        if self._admit is not None:
            self._admit(loop.state)
        down_s = max(0.0, (self._clock.now_us() - loop.last_us) / 1e6)
        return self._carry(loop, [RunResumed(down_s=down_s)], None)

    async def unfinished(self) -> list[str]:
        """The ids of runs that are in the journal, not over, and not carried here; oldest first.

        A run within another is taken up by that, so it is not among them while the other is.
        """
        heads = await self._journal.heads()
        found = [
            h.run_id
            for h in reversed(heads)
            if h.last_type not in TERMINAL and h.run_id not in self._loops and ids.is_run(h.run_id)
        ]
        return [r for r in found if ids.outer_of(r) not in found]

    async def cancel(self, run_id: str, by: str) -> None:
        """End a run; if it is carried here, its calls are stopped and its slots freed.

        An unknown run, or one that is over, is left as it is.
        """
        loop = self._loops.get(run_id)
        if loop is None:
            loop = self._make_loop(run_id)
            if await loop.load() and not loop.state.is_over:
                self._carry(loop, [CancelRequested(by=by)], None)
        elif not loop.state.is_over:
            await loop.commit([CancelRequested(by=by)])

    async def tell(
        self, run_id: str, make: Callable[[RunState], Sequence[Event]], blobs: Mapping[str, bytes]
    ) -> RunState:
        """Journal what a person decided about a run, whether it is carried here or by nobody.

        Args:
            run_id: The run.
            make: Gives the events from the state in which they will be folded; raises if they do
                not fit it.
            blobs: Texts that the events name by digest.

        Raises:
            RunNotFoundError: There is no such run; or what ``make`` raised.
        """
        loop = self._loops.get(run_id)
        if loop is None:
            loop = self._make_loop(run_id)
            if not await loop.load():
                raise RunNotFoundError.of(run_id)
        await loop.commit(make(loop.state), blobs)
        return loop.state

    def loop(self, run_id: str) -> RunLoop | None:
        """The loop of a run that is carried here."""
        return self._loops.get(run_id)

    def end_of(self, run_id: str) -> asyncio.Future[RunState] | None:
        """The future of the final state of a run that is carried here."""
        return self._ends.get(run_id)

    def _carry(
        self, loop: RunLoop, events: Sequence[Event], blobs: Mapping[str, bytes] | None
    ) -> asyncio.Future[RunState]:
        if loop.run_id in self._loops:
            message = f"Run {loop.run_id} is under way in this process already"
            raise JournalConflictError(message, run_id=loop.run_id)
        end: asyncio.Future[RunState] = asyncio.get_running_loop().create_future()
        self._loops[loop.run_id] = loop
        self._ends[loop.run_id] = end
        task = self._group.create_task(self._to_end(loop, events, blobs, end))
        self._tasks[loop.run_id] = task
        return end

    async def _to_end(
        self,
        loop: RunLoop,
        events: Sequence[Event],
        blobs: Mapping[str, bytes] | None,
        end: asyncio.Future[RunState],
    ) -> None:
        try:
            state = await loop.carry(events, blobs)
            if not end.done():
                end.set_result(state)
        except asyncio.CancelledError:
            end.cancel()
            raise
        except Exception as error:  # noqa: BLE001 - one run's fault must not end the others
            if not end.done():
                end.set_exception(error)
        finally:
            loop.begun.set()
            self._loops.pop(loop.run_id, None)
            self._tasks.pop(loop.run_id, None)
            self._ends.pop(loop.run_id, None)

    def take_no_requests(self) -> None:
        """Leave what other processes ask for the next one that works on the journal."""
        if self._poller is not None:
            self._poller.cancel()

    async def _heeded(self, request: Request) -> None:
        assert self._heed is not None  # noqa: S101 - asked before
        try:
            await self._heed(request)
        except OrchestrationError:
            return  # who asked looks himself whether it was done
        except Exception:
            LOG.exception("what another process asked (%s) could not be read", request.kind)

    async def _poll(self) -> None:
        while True:
            await self._clock.sleep(POLL_S)
            try:
                requests = await self._journal.take_requests()
            except OrchestrationError:
                continue  # a busy file: they are still there next time
            for request in requests:
                if request.kind == "cancel":
                    await self.cancel(request.run_id, request.body or "another process")
                elif self._heed is not None:
                    await self._heeded(request)
