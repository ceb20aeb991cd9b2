"""The runtime: the journal, store, profile, hosts and engine of one process, wired together."""

from __future__ import annotations

from abc import ABC, abstractmethod
from contextlib import AsyncExitStack, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Self

from hocket.adapters.system.clock import SystemClock
from hocket.app.collector import calm_collector
from hocket.app.defaults import (
    default_documents,
    default_sandbox,
    is_in_memory,
    journal_in,
    memory_journal,
    memory_store,
    store_in,
)
from hocket.app.lifetime import Lifetime
from hocket.engine.feed import Feed
from hocket.engine.slots import Slots
from hocket.engine.traffic import Traffic
from hocket.errors import InvalidInputError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from types import TracebackType

    from hocket.agents.own import Agent as OwnAgent
    from hocket.app.aptitudes import Aptitudes
    from hocket.app.learning import Learning
    from hocket.app.neighbours import Neighbours
    from hocket.app.pack import Pack
    from hocket.app.profile import Profile
    from hocket.app.wiring import Stages
    from hocket.config import Settings
    from hocket.core.agent import AgentCard
    from hocket.core.run import RunState
    from hocket.engine.engine import Engine
    from hocket.engine.loop import RunLoop
    from hocket.ports.agent import Agent
    from hocket.ports.clock import Clock
    from hocket.ports.journal import Journal, Request
    from hocket.ports.llm import Llm, OnProgress
    from hocket.ports.sandbox import Sandbox
    from hocket.ports.store import Store

LOCAL_ATTEMPTS = 4
"""Attempts at once on a local LLM: one generates while the others run tools or are checked."""


class Runtime(ABC):
    """Everything that use cases need, opened together and closed in reverse order.

    Takes the arguments of ``Hocket``, which adds the methods for programs.
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
        from hocket.app.registry import Registry  # noqa: PLC0415 - slow to import
        from hocket.app.roster import builtin_agents  # noqa: PLC0415 - as above

        own = list(agents)
        self.registry = Registry.installed(packs)
        own += self.registry.agents
        offered: list[Agent] = [*own, *(builtin_agents().values() if builtin else ())]
        everyone = [agent.with_ways(self.registry.ways) for agent in offered]
        self._given = {a.card.name: a for a in everyone}
        if len(self._given) < len(everyone):
            names = [a.card.name for a in everyone]
            twice = next(n for n in names if names.count(n) > 1)
            message = f"Two agents are named {twice!r}; give each its own name"
            raise InvalidInputError(message, name=twice)
        for agent in everyone:
            self.registry.check_card(agent.card)
        self.feed = Feed()
        self.traffic = Traffic()
        self.journal: Journal = memory_journal()
        self.store: Store = store or memory_store()
        self._has_own_store = store is not None
        self._journal_file = Path(journal) if isinstance(journal, Path | str) else None
        if journal is not None and not isinstance(journal, Path | str):
            self.journal = journal
        self.clock = clock or SystemClock()
        self.documents = default_documents()
        self._settings = settings
        self._given_llm = llm
        self._given_llms = dict(llms or {})
        self._sandbox = sandbox
        self._attempts = attempts
        self._fetch = fetch
        self._resumes = self._journal_file is not None if resume is None else resume
        self._own_tools = {t.name: t for a in own for t in a.tools}
        self._lifetime = Lifetime()
        self._exit = AsyncExitStack()
        self._llm: Llm
        self._engine: Engine
        self._profile: Profile
        self._learning: Learning
        self._aptitudes: Aptitudes
        self.neighbours: Neighbours
        self._stages: Stages
        self._llms: dict[str, str] | None = None

    @property
    def settings(self) -> Settings:
        """The settings in force, read at first need."""
        if self._settings is None:
            from hocket.config import load  # noqa: PLC0415 - loaded when used

            self._settings = load()
        return self._settings

    @property
    def has_own_hosts(self) -> bool:
        """Whether the hosts are those of the settings, rather than one passed in."""
        return self._given_llm is None

    def check_open(self) -> None:
        """Return if this can be used here and now.

        Raises:
            NotOpenError: It is not open, or in another event loop or thread.
        """
        self._lifetime.check()

    @property
    def llm(self) -> Llm:
        """The hosts."""
        self._lifetime.check()
        return self._llm

    @property
    def reader(self) -> Llm:
        """The hosts as runs see them: thoughts are split off and tool calls recognised."""
        self._lifetime.check()
        return self._stages.reader(self._llm)

    @property
    def sandbox(self) -> Sandbox:
        """Where code runs."""
        self._sandbox = self._sandbox or default_sandbox()
        return self._sandbox

    @property
    def engine(self) -> Engine:
        """Executes the runs."""
        self._lifetime.check()
        return self._engine

    @property
    def profile(self) -> Profile:
        """The agents of the user, and the defaults of new goals."""
        self._lifetime.check()
        return self._profile

    @property
    def learning(self) -> Learning:
        """The experience of earlier runs."""
        self._lifetime.check()
        return self._learning

    @property
    def aptitudes(self) -> Aptitudes:
        """What the passports of LLMs say."""
        self._lifetime.check()
        return self._aptitudes

    async def __aenter__(self) -> Self:
        """Open the hosts, the journal's file and the profile.

        Raises:
            NotOpenError: It is open already.
            JournalHeldError: Another process works on the file.
            JournalCorruptError: The file is damaged or no journal.
            ConfigError: A setting is wrong.
        """
        self._lifetime.begin()
        try:
            await self._open()
        except BaseException:
            await self._close()
            raise
        self._lifetime.opened()
        return self

    async def _open(self) -> None:
        from hocket.adapters.system.folder import temporary_folder  # noqa: PLC0415 - as below
        from hocket.app.aptitudes import Aptitudes  # noqa: PLC0415 - slow to import
        from hocket.app.delegation import Delegation  # noqa: PLC0415 - as above
        from hocket.app.exits import contained_exits  # noqa: PLC0415 - as above
        from hocket.app.learning import Learning  # noqa: PLC0415 - as above
        from hocket.app.presence import present  # noqa: PLC0415 - as above
        from hocket.app.profile import Profile  # noqa: PLC0415 - as above
        from hocket.app.wiring import Stages  # noqa: PLC0415 - as above
        from hocket.engine.engine import Engine  # noqa: PLC0415 - as above

        self._exit.enter_context(calm_collector())
        self._exit.enter_context(contained_exits())
        if self._journal_file is not None:
            self.journal = await journal_in(
                self._journal_file, retain_bytes=self.settings.retain_bytes
            )
            self._exit.push_async_callback(self.journal.close)
            if not self._has_own_store:
                self.store = store_in(self._journal_file)
                self._exit.push_async_callback(self.store.close)
        self._llm = self._given_llm or await self._hosts()
        if self._given_llm is None:
            self._exit.push_async_callback(self._llm.close)
        folder = await self._exit.enter_async_context(temporary_folder())
        sandbox = self.sandbox
        count = self._attempts or (
            10_000 if self._given_llm is not None else self.settings.attempts or LOCAL_ATTEMPTS
        )
        tools = {**self.registry.tools(sandbox), **self._own_tools}
        without = self.settings.without
        given = self._given
        if without:
            from hocket.app.mechanisms import without_ways  # noqa: PLC0415 - rarely needed

            given = without_ways(given, without)
        self._profile = Profile(self.store, self.clock, given, frozenset(tools), self.registry)
        self._learning = Learning(self.journal, self.store, self.clock)
        self._aptitudes = Aptitudes(self.store, self.clock)
        roster = self._profile.roster
        await roster.refresh()
        delegation = Delegation(lambda: self._engine, self.journal, self.clock, self.registry)
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
            without=without,
            reasoning_tokens=self.settings.reasoning_tokens,
            delegate=delegation,
        )
        shared = not is_in_memory(self.journal)
        self._engine = Engine(
            self.journal,
            self.clock,
            self.loop,
            admit=self.admit,
            charge=delegation.charge,
            handle_request=self.handle_request if shared else None,
        )
        await self._exit.enter_async_context(self._engine)
        # Hosts that were passed in are fakes, or take the machine's time elsewhere.
        place = self.settings.runtime if self.has_own_hosts else None
        presence = present(place, self._engine, self.traffic)
        self.neighbours = await self._exit.enter_async_context(presence)
        if self._resumes:
            await self.take_up()

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._lifetime.closing()
        await self._close(kind, error, trace)

    async def _close(
        self,
        kind: type[BaseException] | None = None,
        error: BaseException | None = None,
        trace: TracebackType | None = None,
    ) -> None:
        try:
            await self._exit.__aexit__(kind, error, trace)
        finally:
            self._lifetime.closed()

    @abstractmethod
    async def handle_request(self, request: Request) -> None:
        """Handle a request of another process to this one, which holds the journal."""

    async def partner(self, agent: str) -> tuple[AgentCard, str]:
        """An agent to talk to: its card, and the LLM of its role.

        Raises:
            NoAgentError: There is none of this name; the message lists them.
        """
        from hocket.core.run import llm_of  # noqa: PLC0415 - slow to import

        card = (await self.profile.roster.listing(agent)).card
        return card, llm_of(await self.llms(), card.role)

    def now(self) -> datetime:
        """The time by this one's clock."""
        self.check_open()
        return datetime.fromtimestamp(self.clock.now_us() / 1e6, UTC)

    def hosts(self) -> dict[str, Llm]:
        """Host name to host; one that was passed in is called ``given``."""
        self.check_open()
        if self._given_llm is not None:
            return {"given": self._given_llm}
        return self._hosts_by_name

    async def fetch(self, llm: str, on_progress: OnProgress) -> None:
        """Fetch an LLM that is not on this machine yet.

        Raises:
            RefusedError: There is no such host, or it does not know the LLM.
            UnavailableError: It cannot be fetched.
        """
        self.check_open()
        if self._given_llm is not None:
            await self._given_llm.load(llm, on_progress)
            return
        from hocket.app.hosts import fetching  # noqa: PLC0415 - loaded when used

        async with fetching(self.settings) as hosts:
            await hosts.load(llm, on_progress)

    async def llms(self) -> dict[str, str]:
        """Role to LLM, as chosen once for this process."""
        self.check_open()
        if self._llms is None:
            if self._given_llm is not None:
                first = next(i.name for i in await self._given_llm.models() if i.can_chat)
                self._llms = self._given_llms or {"worker": first}
            else:
                from hocket.config import DEFAULT_EMBEDDED  # noqa: PLC0415 - loaded when used
                from hocket.llm.selection import choose_llms  # noqa: PLC0415 - as above

                self._llms = await choose_llms(
                    self._hosts_by_name,
                    llm=self.settings.llm,
                    llms={**self.settings.llms, **self._given_llms},
                    embedded=DEFAULT_EMBEDDED,
                    passed=await self._aptitudes.passed(),
                )
        return self._llms

    async def _hosts(self) -> Llm:
        from hocket.app.hosts import hosts_of, retrying  # noqa: PLC0415 - loaded when used
        from hocket.app.slots import with_measured  # noqa: PLC0415 - as above
        from hocket.llm.router import RouterLlm  # noqa: PLC0415 - as above

        self._settings = await with_measured(self.settings, self.store, self.clock)
        self._hosts_by_name = hosts_of(self.settings, self.clock, fetch=self._fetch)
        return retrying(RouterLlm(self._hosts_by_name), self.clock)

    async def take_up(self) -> None:
        """Resume the unfinished runs; those that cannot run here are left as they are."""
        for run_id in await self.engine.unfinished():
            with suppress(InvalidInputError):
                await self.engine.resume(run_id)

    def admit(self, state: RunState) -> None:
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

    def loop(self, run_id: str) -> RunLoop:
        """A loop over this one's journal, agents and hosts, not carried by the engine."""
        self.check_open()
        return self._stages.loop(
            run_id,
            journal=self.journal,
            llm=self._llm,
            clock=self.clock,
            feed=self.feed,
            traffic=self.traffic,
        )
