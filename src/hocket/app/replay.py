"""Replay: a run walked through again from its journal alone, each step compared with what it was.

Every command is carried out once more by the same handlers, whose calls are answered from the
journal; what they give must equal the recorded events byte for byte. Where only words for people
differ, as another release of hocket may choose them, that is counted and is no divergence. What
came from outside (the goal, a cancel, a timer, a crash) is taken as it stands. No LLM, no tool and
no sandbox is touched.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from hocket.adapters.bubblewrap.sandbox import Bubblewrap
from hocket.adapters.system.clock import SystemClock
from hocket.adapters.system.folder import temporary_folder
from hocket.agents.llm import LlmAgent
from hocket.app.delegation import no_delegation
from hocket.app.registry import Registry
from hocket.app.replayer import Divergence, Replayer
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
    """What a replay found.

    Attributes:
        events: Events in the journal.
        compared: Of these, made again by the handlers and found the same.
        reworded: Of these, how many say the same in other words.
        llm_calls: LLM answers given from the journal.
        tool_calls: Answers of tools and of checks that ran code, given from the journal.
        state: Digest of the final state.
        deliverable: SHA-256 of the result's text; empty where there is none.
        divergence: None if all was identical.
        missing: What the run could use and is not here, such as ``check kind rhyme``.
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
    """Walk through a run again and compare.

    Args:
        journal: Only read.
        run_id: The run.
        agents: The user's own by name; all others are made from the cards in the journal.
        tools: The user's own by name; asked for what they are called, never used.
        packs: The user's own; those of installed packages are used too.

    Raises:
        RunNotFoundError: There is no such run.
        JournalCorruptError: It cannot be read.
    """
    registry = Registry.installed(packs)
    history = await history_of(journal, run_id, registry.checks.nouns)
    sandbox = Bubblewrap()  # what is wired is named in prompts; no call reaches it
    every_tool = {
        **registry.tools(sandbox),
        **{tool.name: tool for agent in registry.agents for tool in agent.tools},
        **(tools or {}),
    }

    def stages(folder: Path, cards: Sequence[Any], *, opinions: bool) -> Stages:
        everyone: dict[str, Agent] = {card.name: LlmAgent(card) for card in cards}
        everyone |= {agent.card.name: agent for agent in registry.agents} | dict(agents or {})
        return Stages(
            agents=everyone,
            tools=every_tool,
            registry=registry,
            sandbox=sandbox,
            folder=folder,
            clock=SystemClock(),
            slots=Slots(SLOTS),
            agent_slots={name: Slots(SLOTS) for name in everyone},
            opinions=opinions,
            delegate=no_delegation,
        )

    async with temporary_folder() as folder:
        replayer = Replayer(journal, history, partial(stages, folder))
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
    """What a run could use and is not here."""
    tasks = state.plan.tasks if state.plan else ()
    checks = [c for task in tasks for c in task.objective.success_criteria]
    checks += state.goal.checks if state.goal else ()
    used = {name for card in state.agents for name in card.tools if name not in tools}
    kinds = {c.kind for c in checks if isinstance(c, UnknownCheck)}
    return {f"check kind {kind}" for kind in kinds} | {f"tool {name}" for name in used}
