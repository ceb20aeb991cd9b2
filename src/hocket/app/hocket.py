"""Hocket: the whole system in one object, for programs and for the command line."""

from __future__ import annotations

import asyncio
from functools import cached_property
from typing import TYPE_CHECKING, Any

from hocket.app.conversation import Conversations
from hocket.app.requests import Requests
from hocket.app.runtime import Runtime
from hocket.app.submission import submit
from hocket.projections.finished import FinishedRun, finished_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from hocket.core.goal import Goal
    from hocket.core.plan import Plan
    from hocket.core.run import RunState
    from hocket.ports.journal import Request


class Hocket(Runtime):
    """Runs goals. Use as an async context manager.

    Args:
        agents: Own agents, beside the built-in ones or, with ``builtin=False``, instead of them.
        packs: Used beside those of installed packages.
        builtin: Whether the five built-in specialists bid too.
        llm: An own host for all LLM calls, such as a fake; else those of the settings.
        llms: Role to ``adapter:name``; with ``llm`` given, names are passed on as they are.
        journal: Where runs are kept: a file, made if it is not there, or a journal of your own.
            Without one, in memory until this closes.
        store: Where the profile is kept, with agents that the user made and what new goals get.
            Unless given, in the journal's file; in memory where the journal is not given as a file.
        settings: Your settings; by default read from files and the environment.
        sandbox: Where code runs; bubblewrap unless given.
        clock: Time; this machine's unless given.
        attempts: How many attempts work at once.
        fetch: Whether weights that are missing may be fetched.
        resume: Whether unfinished runs are taken up at the start; they are, unless said otherwise,
            where the journal is given as a file. Those that cannot be carried here are left.

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

    @cached_property
    def conversations(self) -> Conversations:
        """Talks with single agents, without a plan or an auction; go on with one by ``say``."""
        return Conversations(self)

    @cached_property
    def requests(self) -> Requests:
        """What other processes ask for, since this one holds the journal."""
        return Requests(self)

    async def handle_request(self, request: Request) -> None:
        """Do what another process asks for, and reply."""
        await self.requests.take(request)

    async def run(self, goal: Goal | str, **options: Any) -> FinishedRun:
        """Take a goal in, see it through, and give what came of it.

        Takes the options of ``submit``. If the caller is cancelled, so is the run.
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
        """Take a goal in; its run goes on by itself.

        Args:
            goal: Or only its text. Where it leaves limits and consent unset, the profile's hold.
            inputs: Files to read, added to the goal's own.
            blobs: Contents of the goal's own input files, by digest; others are looked for among
                the uploads and in the journal.
            plan: A ready plan; ``"single"`` makes the goal one task; else the planner makes one.
            run_id: To use instead of a new one.
            request: Digest of the request that handed it in, to be recognised by.

        Returns:
            The run's id, and a future of its final state.

        Raises:
            InvalidInputError: The goal, an input or the plan does not fit.
            JournalFullError: No room to take it in; nothing was begun.
        """
        return await submit(
            self, goal, inputs=inputs, blobs=blobs, plan=plan, run_id=run_id, request=request
        )

    async def resume(self, run_id: str) -> FinishedRun:
        """See an unfinished run through from where it was left.

        Raises:
            InvalidInputError: There is no such run, or it is over.
        """
        return await self.finish(run_id, await self.engine.resume(run_id))

    async def finish(self, run_id: str, end: asyncio.Future[RunState]) -> FinishedRun:
        """Wait for a run's end. If the caller is cancelled meanwhile, so is the run, first."""
        try:
            state = await asyncio.shield(end)
        except asyncio.CancelledError:
            if not end.done():
                await self.engine.cancel(run_id, "the user")
                await asyncio.wait([end])
            raise
        return await self.finished(state)

    async def finished(self, state: RunState) -> FinishedRun:
        """A final state with its texts read from the journal."""
        return await finished_of(self.journal, state)
