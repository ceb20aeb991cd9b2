"""The roster: all agents that may bid, and every version of those a user creates or edits."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

from hocket.agents.llm import LlmAgent
from hocket.agents.specialists import CARDS
from hocket.core.agent import AgentCard
from hocket.core.noun import Noun, parse
from hocket.engine.slots import Slots
from hocket.errors import InvalidInputError, JournalConflictError, NoAgentError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from hocket.app.registry import Registry
    from hocket.ports.agent import Agent
    from hocket.ports.clock import Clock
    from hocket.ports.store import Store

SPACE = "agent"
BUILTIN = frozenset(card.name for card in CARDS)
Source = Literal["builtin", "own", "program"]


class Listing(Noun):
    """An agent on the roster.

    Attributes:
        card: The current version.
        enabled: Whether new runs may use it.
        removed: Whether the user has deleted it.
        versions: Earlier cards, oldest first.
        source: Built in, created by the user, or registered by a program; None in older records.
    """

    card: AgentCard
    enabled: bool = True
    removed: bool = False
    versions: tuple[AgentCard, ...] = ()
    source: Source | None = None


class Offer(NamedTuple):
    """What a new run may use.

    Attributes:
        cards: Those of its agents: default ones first, then the user's.
        bidders: The names of those among them that make their bids themselves.
        ways: The ways that each of them can work by, where it has any.
    """

    cards: tuple[AgentCard, ...]
    bidders: tuple[str, ...]
    ways: Mapping[str, tuple[str, ...]]


class Roster:
    """The agents of one process, kept in step with the store.

    The store is authoritative: it is read again before each use, and a write fails if another
    process has changed the same agent since.

    Args:
        defaults: Agents by name that exist without the store: built-in ones and those of a program.
        tools: Names of the tools that a card may list.
        registry: The task types that a card may name.
        store: Where the user's changes are stored.
        clock: The time.
    """

    def __init__(
        self,
        defaults: Mapping[str, Agent],
        tools: frozenset[str],
        registry: Registry,
        store: Store,
        clock: Clock,
    ) -> None:
        self._defaults = dict(defaults)
        self._tools = tools
        self._registry = registry
        self._store = store
        self._clock = clock
        self._listings = {
            name: Listing(card=agent.card, source=_default_source(name))
            for name, agent in defaults.items()
        }
        self._stored: dict[str, int] = {}
        self._offered: Offer | None = None
        self.agents: dict[str, Agent] = dict(defaults)
        """By name, with those that are disabled or removed, for the runs that know them."""
        self.slots = {name: Slots(agent.card.capacity) for name, agent in defaults.items()}

    async def refresh(self) -> None:
        """Apply what this or another process has written since the last time."""
        for document in await self._store.all(SPACE, now_us=self._clock.now_us()):
            if self._stored.get(document.key) != document.version:
                self._stored[document.key] = document.version
                self._install(parse(Listing, document.body))

    def offer(self) -> Offer:
        """What new runs may use; made anew only when an agent has changed."""
        if self._offered is None:
            others = sorted(self._listings.keys() - self._defaults.keys())
            listings = [self._listings[name] for name in (*self._defaults, *others)]
            cards = tuple(listing.card for listing in listings if listing.enabled)
            agents = {card.name: self.agents[card.name] for card in cards}
            self._offered = Offer(
                cards,
                bidders=tuple(name for name, agent in agents.items() if agent.bid is not None),
                ways={n: tuple(way.name for way in a.ways) for n, a in agents.items() if a.ways},
            )
        return self._offered

    async def listings(self) -> list[Listing]:
        """The agents by name, without the removed ones."""
        await self.refresh()
        return self._present()

    async def listing(self, name: str) -> Listing:
        """One agent.

        Raises:
            NoAgentError: No agent has this name; the message lists the names.
        """
        await self.refresh()
        listing = self._listings.get(name)
        if listing is None or listing.removed:
            names = ", ".join(listing.card.name for listing in self._present())
            message = f"There is no agent {name!r}; there are: {names}"
            raise NoAgentError(message, agent=name)
        return listing

    async def edit(self, card: AgentCard, *, expected: int | None = None) -> Listing:
        """Create an agent, or a new version of one; runs in progress keep the version they have.

        Args:
            card: The new card; its version is set here.
            expected: The version it must have now, 0 for none; None accepts any.

        Raises:
            JournalConflictError: It has another version, or another process has just changed it.
            InvalidInputError: It names an unknown tool or task type.
        """
        await self.refresh()
        earlier = self._listings.get(card.name)
        version = earlier.card.version if earlier and not earlier.removed else 0
        if expected is not None and expected != version:
            message = f"Agent {card.name} has version {version}, not {expected}; read it again"
            raise JournalConflictError(message, agent=card.name, version=version)
        unknown = [tool for tool in card.tools if tool not in self._tools]
        if unknown:
            message = (
                f"tools: there is no {unknown[0]!r}; there are: {', '.join(sorted(self._tools))}"
            )
            raise InvalidInputError(message, tool=unknown[0])
        self._registry.check_card(card)
        last = earlier.card.version if earlier else 0
        listing = Listing(
            card=card.model_copy(update={"version": last + 1}),
            enabled=earlier.enabled if earlier and not earlier.removed else True,
            versions=(*earlier.versions, earlier.card) if earlier else (),
            source=earlier.source if earlier else "own",
        )
        await self._keep(listing)
        return listing

    async def switch(self, name: str, *, enabled: bool) -> Listing:
        """Let new runs use an agent, or not.

        Raises:
            NoAgentError: No agent has this name.
            JournalConflictError: Another process has just changed it.
        """
        listing = (await self.listing(name)).model_copy(update={"enabled": enabled})
        await self._keep(listing)
        return listing

    async def remove(self, name: str) -> None:
        """Delete an agent that the user created; its unfinished runs go on.

        Raises:
            NoAgentError: No agent has this name.
            InvalidInputError: The user did not create it; it can only be disabled.
            JournalConflictError: Another process has just changed it.
        """
        listing = await self.listing(name)
        if listing.source != "own":
            message = f"You did not create {name}, so it cannot be removed; disable it instead"
            raise InvalidInputError(message, agent=name)
        await self._keep(listing.model_copy(update={"removed": True, "enabled": False}))

    def _present(self) -> list[Listing]:
        return [listing for _, listing in sorted(self._listings.items()) if not listing.removed]

    async def _keep(self, listing: Listing) -> None:
        name = listing.card.name
        body = listing.model_dump_json().encode()
        try:
            version = await self._store.put(SPACE, name, body, expected=self._stored.get(name, 0))
        except JournalConflictError as error:
            message = f"Another process has just changed agent {name}; read it again"
            raise JournalConflictError(message, agent=name) from error
        self._stored[name] = version
        self._install(listing)

    def _install(self, listing: Listing) -> None:
        name = listing.card.name
        default = self._defaults.get(name)
        source = listing.source or ("own" if default is None else _default_source(name))
        if default is None and (source == "program" or name in BUILTIN):
            return  # only another program has this agent, or built-in agents are not wanted here
        self._listings[name] = listing.model_copy(update={"source": source})
        self._offered = None
        if name not in self.agents or self.agents[name].card != listing.card:
            own = LlmAgent(listing.card, self._registry.ways)
            self.agents[name] = own if default is None else default.with_card(listing.card)
            self.slots[name] = Slots(listing.card.capacity)


def builtin_agents() -> dict[str, Agent]:
    """The agents that come with hocket, by name."""
    return {card.name: LlmAgent(card) for card in CARDS}


def _default_source(name: str) -> Source:
    return "builtin" if name in BUILTIN else "program"
