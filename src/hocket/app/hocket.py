"""Hocket: the whole system in one object, for programs and for the command line."""

from __future__ import annotations

import asyncio
from contextlib import AsyncExitStack, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

from hocket.adapters.memory.journal import MemoryJournal
from hocket.adapters.memory.store import MemoryStore
from hocket.adapters.system.clock import SystemClock
from hocket.adapters.system.folder import temporary_folder
from hocket.adapters.system.ids import new_id
from hocket.app.collector import calm_collector
from hocket.app.defaults import default_sandbox, journal_in, store_in
from hocket.app.delegation import Delegation
from hocket.app.inbox import ANSWER, heed_answer
from hocket.app.inputs import read_inputs, single_task
from hocket.app.profile import Profile
from hocket.app.registry import Registry
from hocket.app.roster import builtin_agents
from hocket.app.session import Session
from hocket.app.wiring import Stages
from hocket.config import DEFAULT_EMBEDDED, Settings, load
from hocket.core import ids
from hocket.core.event import GoalAccepted, PlanMade
from hocket.core.goal import Goal
from hocket.core.noun import parse
from hocket.core.run import llm_of
from hocket.engine.engine import Engine
from hocket.engine.feed import Feed
from hocket.engine.slots import Slots
from hocket.engine.traffic import Traffic
from hocket.errors import InvalidInputError
from hocket.llm.router import RouterLlm
from hocket.llm.selection import choose_llms
from hocket.projections.finished import Finished, finished_of

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Iterable, Mapping
    from types import TracebackType

    from hocket.agents.own import Agent as OwnAgent
    from hocket.app.pack import Pack
    from hocket.core.agent import AgentCard
    from hocket.core.plan import Plan
    from hocket.core.run import RunState
    from hocket.engine.loop import RunLoop
    from hocket.ports.agent import Agent
    from hocket.ports.clock import Clock
    from hocket.ports.journal import Journal, Request
    from hocket.ports.llm import Llm
    from hocket.ports.sandbox import Sandbox
    from hocket.ports.store import Store

LOCAL_ATTEMPTS = 4
"""At once on a local LLM: one speaks while the others compute or are checked."""


class Hocket:
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
        settings: The user's; read from his files and environment unless given.
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

    def __init__(
        self,
        agents: Iterable[OwnAgent] = (),
        *,
        packs: Iterable[Pack] = (),
        builtin: bool = True,
        llm: Llm | None = None,
        llms: Mapping[str, str] | None = None,
        journal: Journal | Path | str | None = None,
        store: Store | None = None,
        settings: Settings | None = None,
        sandbox: Sandbox | None = None,
        clock: Clock | None = None,
        attempts: int | None = None,
        fetch: bool = False,
        resume: bool | None = None,
    ) -> None:
        own = list(agents)
        self.registry = Registry.installed(packs)
        own += self.registry.agents
        everyone: list[Agent] = [*own, *(builtin_agents().values() if builtin else ())]
        self._given = {a.card.name: a for a in everyone}
        if len(self._given) < len(everyone):
            names = [a.card.name for a in everyone]
            twice = next(n for n in names if names.count(n) > 1)
            message = f"Two agents are named {twice!r}; give each its own name"
            raise InvalidInputError(message, name=twice)
        for agent in everyone:
            self.registry.check_card(agent.card)
        self.heeds: dict[str, Callable[[Request], Awaitable[None]]] = {
            ANSWER: lambda request: heed_answer(self.engine, self.registry, request)
        }
        """What other processes may ask, by kind, beside cancelling a run."""
        self.feed = Feed()
        self.traffic = Traffic()
        self.journal: Journal = MemoryJournal()
        self.store: Store = store or MemoryStore()
        self._has_own_store = store is not None
        self._journal_file = Path(journal) if isinstance(journal, Path | str) else None
        if journal is not None and not isinstance(journal, Path | str):
            self.journal = journal
        self.clock = clock or SystemClock()
        self._settings = settings
        self._given_llm = llm
        self._given_llms = dict(llms or {})
        self._sandbox = sandbox
        self._attempts = attempts
        self._fetch = fetch
        self._resumes = self._journal_file is not None if resume is None else resume
        self._own_tools = {t.name: t for a in own for t in a.tools}
        self._exit = AsyncExitStack()
        self.llm: Llm
        self.engine: Engine
        self.profile: Profile
        self._stages: Stages
        self._llms: dict[str, str] | None = None

    @property
    def settings(self) -> Settings:
        """The settings in force, read at first need."""
        if self._settings is None:
            self._settings = load()
        return self._settings

    @property
    def has_own_hosts(self) -> bool:
        """Whether the hosts are those of the settings, rather than one that was given."""
        return self._given_llm is None

    async def __aenter__(self) -> Self:
        """Open the hosts, the journal's file and the profile.

        Raises:
            JournalHeldError: Another process works on the file.
            JournalCorruptError: The file is damaged or no journal.
            ConfigError: A setting is wrong.
        """
        try:
            await self._open()
        except BaseException:
            await self._exit.aclose()
            raise
        return self

    async def _open(self) -> None:
        self._exit.enter_context(calm_collector())
        if self._journal_file is not None:
            self.journal = await journal_in(self._journal_file, self.settings.retain_bytes)
            self._exit.push_async_callback(self.journal.close)
            if not self._has_own_store:
                self.store = store_in(self._journal_file)
                self._exit.push_async_callback(self.store.close)
        self.llm = self._given_llm or self._hosts()
        if self._given_llm is None:
            self._exit.push_async_callback(self.llm.close)
        folder = await self._exit.enter_async_context(temporary_folder())
        sandbox = self._sandbox or default_sandbox()
        count = self._attempts or (
            10_000 if self._given_llm is not None else self.settings.attempts or LOCAL_ATTEMPTS
        )
        tools = {**self.registry.tools(sandbox), **self._own_tools}
        self.profile = Profile(self.store, self.clock, self._given, frozenset(tools), self.registry)
        roster = self.profile.roster
        await roster.refresh()
        self._stages = Stages(
            agents=roster.agents,
            tools=tools,
            registry=self.registry,
            sandbox=sandbox,
            folder=folder,
            clock=self.clock,
            slots=Slots(count),
            agent_slots=roster.slots,
            opinions=self._given_llm is None and self.settings.opinions,
            delegate=Delegation(lambda: self.engine, self.journal, self.clock, self.registry),
        )
        shared = not isinstance(self.journal, MemoryJournal)
        self.engine = Engine(
            self.journal,
            self.clock,
            self.loop,
            take_requests=shared,
            admit=self._admit,
            handle_request=self._heed,
        )
        await self._exit.enter_async_context(self.engine)
        if self._resumes:
            await self._take_up()

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        await self._exit.__aexit__(kind, error, trace)

    async def run(self, goal: Goal | str, **options: Any) -> Finished:
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
            blobs: Contents of the goal's own input files, by digest.
            plan: A ready plan; ``"single"`` makes the goal one task; else the planner makes one.
            run_id: To use instead of a new one.
            request: Digest of the request that handed it in, to be recognised by.

        Returns:
            The run's id, and a future of its final state.

        Raises:
            InvalidInputError: The goal, an input or the plan does not fit.
            JournalFullError: No room to take it in; nothing was begun.
        """
        goal = parse(Goal, {"text": goal}) if isinstance(goal, str) else goal
        files, contents = read_inputs(inputs)
        if files:
            goal = goal.model_copy(update={"inputs": (*goal.inputs, *files)})
        contents.update(blobs or {})
        goal = self.registry.admit_goal(goal)
        run_id = run_id or new_id(ids.RUN)
        await self.profile.roster.refresh()
        accepted = GoalAccepted(
            goal=(await self.profile.preferences()).applied_to(goal),
            agents=self.profile.roster.offered(),
            llms=await self.llms(),
            request=request,
        )
        events = [accepted]
        if plan is not None:
            made = single_task(goal) if isinstance(plan, str) else self.registry.admit_plan(plan)
            return run_id, self.engine.begin(run_id, [*events, PlanMade(plan=made)], contents)
        return run_id, self.engine.begin(run_id, events, contents)

    async def resume(self, run_id: str) -> Finished:
        """See an unfinished run through from where it was left.

        Raises:
            InvalidInputError: There is no such run, or it is over.
        """
        return await self.finish(run_id, await self.engine.resume(run_id))

    async def finish(self, run_id: str, end: asyncio.Future[RunState]) -> Finished:
        """Wait for a run's end. If the caller is cancelled meanwhile, so is the run, first."""
        try:
            state = await asyncio.shield(end)
        except asyncio.CancelledError:
            if not end.done():
                await self.engine.cancel(run_id, "the user")
                await asyncio.wait([end])
            raise
        return await self.finished(state)

    async def finished(self, state: RunState) -> Finished:
        """A final state with its texts read from the journal."""
        return await finished_of(self.journal, state)

    async def session(self, agent: str, *, remember: int = 10) -> Session:
        """A conversation with one agent, without a plan or an auction; each answer is journaled.

        Raises:
            NoAgentError: There is none of this name; the message lists them.
        """
        card, llm = await self.partner(agent)
        return Session(self.loop(new_id(ids.CONVERSATION)), card, llm, remember)

    async def partner(self, agent: str) -> tuple[AgentCard, str]:
        """An agent to talk to: its card, and the LLM of its role.

        Raises:
            NoAgentError: There is none of this name; the message lists them.
        """
        card = (await self.profile.roster.listing(agent)).card
        return card, llm_of(await self.llms(), card.role)

    def now(self) -> datetime:
        """The time by this one's clock."""
        return datetime.fromtimestamp(self.clock.now_us() / 1e6, UTC)

    def hosts(self) -> dict[str, Llm]:
        """Host name to host; one that was given goes by its own name."""
        if self._given_llm is not None:
            return {"given": self._given_llm}
        return self._hosts_by_name

    async def llms(self) -> dict[str, str]:
        """Role to LLM, as chosen once for this process."""
        if self._llms is None:
            if self._given_llm is not None:
                first = next(i.name for i in await self._given_llm.models() if i.can_chat)
                self._llms = self._given_llms or {"worker": first}
            else:
                self._llms = await choose_llms(
                    self._hosts_by_name,
                    llm=self.settings.llm,
                    llms={**self.settings.llms, **self._given_llms},
                    embedded=DEFAULT_EMBEDDED,
                )
        return self._llms

    def _hosts(self) -> Llm:
        from hocket.app.hosts import hosts_of, retrying  # noqa: PLC0415 - loaded when used

        self._hosts_by_name = hosts_of(self.settings, fetch=self._fetch)
        return retrying(RouterLlm(self._hosts_by_name), self.clock)

    async def _take_up(self) -> None:
        for run_id in await self.engine.unfinished():
            with suppress(InvalidInputError):
                await self.engine.resume(run_id)

    def _admit(self, state: RunState) -> None:
        """Refuse to take up a run whose agents are not all here: they would be missed midway.

        Raises:
            InvalidInputError: One is missing; names it.
        """
        missing = sorted({a.name for a in state.agents} - self.profile.roster.agents.keys())
        if missing:
            message = (
                f"Run {state.run_id} needs {', '.join(missing)}, which is not registered here; "
                "take it up in the program that it began in"
            )
            raise InvalidInputError(message, run_id=state.run_id, missing=missing)

    async def _heed(self, request: Request) -> None:
        heed = self.heeds.get(request.kind)
        if heed is not None:
            await heed(request)

    def loop(self, run_id: str) -> RunLoop:
        """A loop over this one's journal, agents and hosts, not carried by the engine."""
        return self._stages.loop(
            run_id,
            journal=self.journal,
            llm=self.llm,
            clock=self.clock,
            feed=self.feed,
            traffic=self.traffic,
        )
