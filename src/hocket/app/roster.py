"""The roster: agents that a user makes, edits and switches, kept with every version they had."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from hocket.adapters.memory.store import MemoryStore
from hocket.agents.llm import LlmAgent
from hocket.agents.specialists import CARDS
from hocket.core.agent import AgentCard
from hocket.core.noun import Noun, parse
from hocket.errors import InvalidInputError, JournalConflictError, NoAgentError

if TYPE_CHECKING:
    from hocket.app.hocket import Hocket
    from hocket.ports.clock import Clock
    from hocket.ports.store import Store

SPACE = "agent"
Source = Literal["builtin", "own", "program"]


class Listing(Noun):
    """An agent on the roster. ``versions`` are its cards before, oldest first."""

    card: AgentCard
    enabled: bool = True
    removed: bool = False
    versions: tuple[AgentCard, ...] = ()


class Roster:
    """Keeps the agents of a ``Hocket`` in step with what the user wants.

    Args:
        hocket: Whose agents they are; open.
        store: Where what differs from the program's own is kept.
        clock: Time.
    """

    def __init__(self, hocket: Hocket, store: Store | None, clock: Clock) -> None:
        self._hocket = hocket
        self._store = store or MemoryStore()
        self._clock = clock
        self._given = dict(hocket.agents)
        self._listings = {n: Listing(card=a.card) for n, a in hocket.agents.items()}

    async def load(self) -> None:
        """Take over what was kept; to be called once, before runs are taken up."""
        for document in await self._store.all(SPACE, now_us=self._clock.now_us()):
            self._install(parse(Listing, document.body))

    def listings(self) -> list[Listing]:
        """The agents there are, by name; those that were removed are not among them."""
        return [entry for _, entry in sorted(self._listings.items()) if not entry.removed]

    def listing(self, name: str) -> Listing:
        """One agent.

        Raises:
            NoAgentError: There is none of this name; the message lists them.
        """
        found = self._listings.get(name)
        if found is None or found.removed:
            names = ", ".join(entry.card.name for entry in self.listings())
            message = f"There is no agent {name!r}; there are: {names}"
            raise NoAgentError(message, agent=name)
        return found

    def source(self, name: str) -> Source:
        """Whether it comes with hocket, with the program, or was made here."""
        if name not in self._given:
            return "own"
        return "builtin" if any(card.name == name for card in CARDS) else "program"

    async def edit(self, card: AgentCard, *, expected: int | None) -> Listing:
        """Make an agent, or a new version of one; runs under way go on with the version they have.

        Args:
            card: What it is from now on; its version is set here.
            expected: The version it must have now, 0 for none; None for any.

        Raises:
            JournalConflictError: It has another version.
            InvalidInputError: It names a tool that is not there.
        """
        known = self._listings.get(card.name)
        version = known.card.version if known and not known.removed else 0
        if expected is not None and expected != version:
            message = f"Agent {card.name} has version {version}, not {expected}; read it again"
            raise JournalConflictError(message, agent=card.name, version=version)
        unknown = [t for t in card.tools if t not in self._hocket.tool_names]
        if unknown:
            there = ", ".join(sorted(self._hocket.tool_names))
            message = f"tools: there is no {unknown[0]!r}; there are: {there}"
            raise InvalidInputError(message, tool=unknown[0])
        last = known.card.version if known else 0
        listing = Listing(
            card=card.model_copy(update={"version": last + 1}),
            enabled=known.enabled if known and not known.removed else True,
            versions=(*known.versions, known.card) if known else (),
        )
        await self._keep(listing)
        return listing

    async def switch(self, name: str, *, enabled: bool) -> Listing:
        """Offer an agent to new runs, or not.

        Raises:
            NoAgentError: There is none of this name.
        """
        listing = self.listing(name).model_copy(update={"enabled": enabled})
        await self._keep(listing)
        return listing

    async def remove(self, name: str) -> None:
        """Take an agent that was made here off the roster; its unfinished runs go on.

        Raises:
            NoAgentError: There is none of this name.
            InvalidInputError: It was not made here; it can be switched off.
        """
        listing = self.listing(name)
        if self.source(name) != "own":
            message = f"{name} was not made here and cannot be removed; switch it off instead"
            raise InvalidInputError(message, agent=name)
        await self._keep(listing.model_copy(update={"removed": True, "enabled": False}))

    async def _keep(self, listing: Listing) -> None:
        body = listing.model_dump_json().encode()
        await self._store.put(SPACE, listing.card.name, body)
        self._install(listing)

    def _install(self, listing: Listing) -> None:
        name = listing.card.name
        self._listings[name] = listing
        given = self._given.get(name)
        agent = LlmAgent(listing.card) if given is None else given.with_card(listing.card)
        if name not in self._hocket.agents or self._hocket.agents[name].card != listing.card:
            self._hocket.enlist(agent)
        (self._hocket.off.discard if listing.enabled else self._hocket.off.add)(name)
