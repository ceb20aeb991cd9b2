"""Replay: run the commands of a run again from its journal alone and compare every event.

The same handlers carry out every command again; their calls are answered from the journal. The
events they return must equal the recorded ones byte for byte. Differences in wording only, as
between releases of hocket, are counted and are no divergence. Events from outside (the goal, a
cancellation, a timer, a crash) are taken from the journal. No LLM, tool or sandbox is used.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from hocket.adapters.bubblewrap.sandbox import Bubblewrap
from hocket.adapters.system.folder import temporary_folder
from hocket.agents.llm import LlmAgent
from hocket.app.delegation import no_delegation
from hocket.app.exits import contained_exits
from hocket.app.registry import Registry
from hocket.app.replayer import Divergence, RecordedClock, Replayer
from hocket.app.state_digest import state_digest
from hocket.app.wiring import Stages
from hocket.core.check import UnknownCheck
from hocket.engine.slots import Slots
from hocket.projections.history import history_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

    from hocket.app.pack import Pack
    from hocket.core.run import RunState
    from hocket.ports.agent import Agent
    from hocket.ports.journal import Journal
    from hocket.ports.tool import Tool

SLOTS = 10_000


@dataclass(frozen=True, slots=True)
class Replay:
    """The report of a replay.

    Attributes:
        events: Number of events in the journal.
        compared: Number of events that the handlers made again, identical.
        reworded: Number of these whose wording differs.
        llm_calls: LLM calls answered from the journal.
        tool_calls: Calls of tools and of checks that run code, answered from the journal.
        state: Digest of the final state.
        deliverable: SHA-256 of the result text; empty if there is none.
        divergence: The first difference; None if the replay is identical.
        missing: What the run uses but this process lacks, such as ``check kind rhyme``.
    """

    run_id: str
    events: int
    compared: int
    reworded: int
    llm_calls: int
    tool_calls: int
    state: str
    deliverable: str
    divergence: Divergence | None
    missing: tuple[str, ...] = ()


async def replay(
    journal: Journal,
    run_id: str,
    *,
    agents: Mapping[str, Agent] | None = None,
    tools: Mapping[str, Tool] | None = None,
    packs: Iterable[Pack] = (),
) -> Replay:
    """Replay a run and compare every event.

    Args:
        journal: Is only read.
        run_id: The run.
        agents: Your agents by name; all others are made from the cards in the journal.
        tools: Your tools by name; only their descriptions are used, they are never called.
        packs: Your packs, in addition to those of installed packages.

    Raises:
        RunNotFoundError: There is no such run.
        JournalCorruptError: The run is not readable.
    """
    registry = Registry.installed(packs)
    history = await history_of(journal, run_id, registry.checks.nouns)
    sandbox = Bubblewrap()  # prompts name the wired sandbox; no call reaches it
    every_tool = {
        **registry.tools(sandbox),
        **{tool.name: tool for agent in registry.agents for tool in agent.tools},
        **(tools or {}),
    }

    clock = RecordedClock()

    def stages(folder: Path, cards: Sequence[Any], *, opinions: bool) -> Stages:
        everyone: dict[str, Agent] = {card.name: LlmAgent(card) for card in cards}
        everyone |= {agent.card.name: agent for agent in registry.agents} | dict(agents or {})
        everyone = {name: agent.with_ways(registry.ways) for name, agent in everyone.items()}
        return Stages(
            agents=everyone,
            tools=every_tool,
            registry=registry,
            sandbox=sandbox,
            folder=folder,
            clock=clock,
            slots=Slots(SLOTS),
            agent_slots={name: Slots(SLOTS) for name in everyone},
            opinions=opinions,
            delegate=no_delegation,
        )

    async with temporary_folder() as folder:
        replayer = Replayer(journal, history, partial(stages, folder), clock)
        with contained_exits():
            divergence = await replayer.run()
    state = replayer.state
    return Replay(
        run_id=run_id,
        events=len(history),
        compared=replayer.compared,
        reworded=replayer.reworded,
        llm_calls=replayer.calls["llm"],
        tool_calls=replayer.calls["tool"],
        state=state_digest(state),
        deliverable=state.result.text if state.result else "",
        divergence=divergence,
        missing=tuple(sorted(_missing(state, every_tool))),
    )


def _missing(state: RunState, tools: Mapping[str, Tool]) -> set[str]:
    """The check kinds and tools that a run uses but this process lacks."""
    tasks = state.plan.tasks if state.plan else ()
    checks = [c for task in tasks for c in task.objective.success_criteria]
    checks += state.goal.checks if state.goal else ()
    used = {name for card in state.agents for name in card.tools if name not in tools}
    kinds = {c.kind for c in checks if isinstance(c, UnknownCheck)}
    return {f"check kind {kind}" for kind in kinds} | {f"tool {name}" for name in used}
