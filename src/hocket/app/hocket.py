"""Hocket: the whole system in one object, for your programs and the command line."""

from __future__ import annotations

import asyncio
from functools import cached_property, partial
from typing import TYPE_CHECKING, Any

from hocket.app.runtime import Runtime

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Iterable, Mapping
    from pathlib import Path

    from hocket.app.conversation import Conversations
    from hocket.app.requests import Requests
    from hocket.core.goal import Goal
    from hocket.core.plan import Plan
    from hocket.core.run import RunState
    from hocket.ports.journal import Journal, Request
    from hocket.projections.finished import FinishedRun


class Hocket(Runtime):
    """Runs goals. Use as an async context manager.

    Args:
        agents: Your agents, in addition to the built-in ones; with ``builtin=False``, instead.
        packs: Your packs, in addition to those of installed packages.
        builtin: Whether the five built-in specialists bid too.
        llm: Your own host for all LLM calls, such as a fake; default: the hosts of the settings.
        llms: Role to ``adapter:name``; with ``llm``, the names are passed to it unchanged.
        journal: Where runs are kept: a file, created if missing, or a journal of your own.
            Default: in memory until this closes.
        store: Where the profile is kept: your agents and the defaults of new goals. Default: in
            the file of the journal, or in memory if the journal is no file.
        settings: Default: read from your configuration and environment.
        sandbox: Where code runs. Default: bubblewrap.
        clock: Default: the clock of this machine.
        attempts: Maximum number of attempts at once.
        fetch: Whether missing weights may be fetched.
        resume: Whether unfinished runs are resumed at the start. Default: if the journal is a
            file. Runs that need agents missing here are left as they are.

    Examples:
        >>> import asyncio
        >>> from hocket import Agent, Hocket
        >>> async def greet(assignment, bench):
        ...     return "Hello!"
        >>> async def main():
        ...     async with Hocket([Agent("host", work=greet)], builtin=False) as hocket:
        ...         done = await hocket.run("Greet me", plan="single")
        ...         return done.text, done.verdict
        >>> asyncio.run(main())
        ('Hello!', 'unproven')
    """

    @property
    def conversations(self) -> Conversations:
        """Conversations with single agents, without plan or auction; continue one with ``say``."""
        self.check_open()
        return self._conversations

    @cached_property
    def _conversations(self) -> Conversations:
        from hocket.app.conversation import Conversations  # noqa: PLC0415 - loaded when used

        return Conversations(self)

    @property
    def requests(self) -> Requests:
        """Handles the requests of other processes, because this one holds the journal."""
        self.check_open()
        return self._requests

    @cached_property
    def _requests(self) -> Requests:
        from hocket.app.requests import Requests  # noqa: PLC0415 - loaded when used

        return Requests(self)

    async def handle_request(self, request: Request) -> None:
        """Handle a request of another process, and reply."""
        await self.requests.take(request)

    async def run(self, goal: Goal | str, **options: Any) -> FinishedRun:
        """Run a goal and return the finished run.

        Takes the options of ``submit``. If the caller is cancelled, so is the run.

        Raises:
            NotOpenError: This is not open, or in another event loop or thread; so does every
                other method.
        """
        run_id, end = await self.submit(goal, **options)
        return await self.finish(run_id, end)

    async def submit(
        self,
        goal: Goal | str,
        *,
        inputs: Iterable[Path | str] = (),
        blobs: Mapping[str, bytes] | None = None,
        plan: Plan | str | None = None,
        run_id: str | None = None,
        request: str = "",
    ) -> tuple[str, asyncio.Future[RunState]]:
        """Start the run of a goal and return without waiting for its end.

        Args:
            goal: A goal or its text. Limits and consent that it leaves unset come from the profile.
            inputs: Paths of files, added to the input files of the goal.
            blobs: Contents of the goal's input files, by digest; missing ones are read from the
                uploads and the journal.
            plan: A ready plan; ``"single"`` makes the goal one task. Default: the planner plans.
            run_id: Id of the run. Default: a new one.
            request: Digest of the client's request, to recognise a repeated one.

        Returns:
            The run id, and a future of the final state.

        Raises:
            InvalidInputError: The goal, an input or the plan is invalid.
            JournalFullError: The disk is full; no run was started.
        """
        self.check_open()
        return await self._submit(
            goal, inputs=inputs, blobs=blobs, plan=plan, run_id=run_id, request=request
        )

    async def resume(self, run_id: str) -> FinishedRun:
        """Continue an unfinished run and return it when it is over.

        Raises:
            InvalidInputError: There is no such run, or it is over.
        """
        return await self.finish(run_id, await self.engine.resume(run_id))

    async def finish(self, run_id: str, end: asyncio.Future[RunState]) -> FinishedRun:
        """Wait for the end of a run; if the caller is cancelled, the run is cancelled first."""
        self.check_open()
        try:
            state = await asyncio.shield(end)
        except asyncio.CancelledError:
            if not end.done():
                await self.engine.cancel(run_id, "the user")
                await asyncio.wait([end])
            raise
        return await self.finished(state)

    async def finished(self, state: RunState) -> FinishedRun:
        """The finished run of a final state, with its texts read from the journal."""
        self.check_open()
        return await self._finished_of(self.journal, state)

    # Looked up once: the statement of an import takes as long as a call of a small function.

    @cached_property
    def _submit(self) -> Callable[..., Awaitable[tuple[str, asyncio.Future[RunState]]]]:
        from hocket.app.submission import submit  # noqa: PLC0415 - loaded when used

        return partial(submit, self)

    @cached_property
    def _finished_of(self) -> Callable[[Journal, RunState], Awaitable[FinishedRun]]:
        from hocket.projections.finished import finished_of  # noqa: PLC0415 - loaded when used

        return finished_of
