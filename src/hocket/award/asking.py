"""Asking for bids: agents that bid themselves are asked concurrently; each answer is journaled.

Neither recovery nor a replay asks again for an answer in the journal. The auction itself stays a
function of the run's state.
"""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from pydantic import ValidationError

from hocket.award.scoring import unasked
from hocket.core.bid import Decline, Offer
from hocket.core.containment import contained
from hocket.core.event import BidAnswered
from hocket.core.fault import described, is_interruption
from hocket.core.noun import faults_of
from hocket.errors import printable
from hocket.ports.agent import Announcement

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from hocket.award.auction import Auction
    from hocket.core.command import Announce
    from hocket.core.event import Event
    from hocket.ports.agent import Agent
    from hocket.ports.scope import Scope


REASON_CHARS = 1000
"""Length of the reason of a decline, as of that of an offer."""


class Asking:
    """Carries out ``Announce`` if agents bid themselves.

    Args:
        agents: Agents by name; those of the run that bid themselves are asked.
        auction: Holds the auction once all have answered.
    """

    def __init__(self, agents: Mapping[str, Agent], auction: Auction) -> None:
        self._agents = agents
        self._auction = auction

    async def __call__(self, command: Announce, scope: Scope) -> Sequence[Event]:
        """The events of the auction, once every agent has answered, failed or timed out."""
        state = scope.state
        names = unasked(state.tasks[command.task_id], state)
        announcement = await _announcement(command, scope)
        async with asyncio.TaskGroup() as group:
            for name in names:
                group.create_task(self._ask(name, announcement, scope))
        events = self._auction(command, scope.state, {})
        assert events is not None  # noqa: S101 - every agent has answered
        return events

    async def _ask(self, name: str, announcement: Announcement, scope: Scope) -> None:
        answer = await self._answer(name, announcement)
        await _note(name, answer, announcement, scope)

    async def _answer(self, name: str, announcement: Announcement) -> Offer | Decline | str:
        """The answer of an agent, or the reason that there is none; never stalls the auction."""
        agent = self._agents.get(name)
        if agent is None or agent.bid is None:
            return "cannot be asked: its code is not in this process"
        limit = asyncio.timeout(agent.bid_timeout_s)
        try:
            async with limit:
                return _checked(await contained(agent.bid, announcement))
        except ValidationError as error:
            fault = faults_of(error)[0]
            return f"its bid is invalid: {fault['path']} is {fault['value']}; {fault['fault']}"
        except BaseException as error:  # any error of its code is a decline
            if is_interruption(error):
                raise
            if limit.expired():
                return f"did not answer within {agent.bid_timeout_s:g} s"
            return f"its bid failed: {described(error)}"


async def _note(
    name: str, answer: Offer | Decline | str, announcement: Announcement, scope: Scope
) -> None:
    task_id, number = announcement.task.task_id, announcement.round
    event = BidAnswered(task_id=task_id, round=number, agent=name)
    if isinstance(answer, Offer):
        offer = answer.model_copy(update={"reason": printable(answer.reason)})
        event = event.model_copy(update={"offer": offer})
    elif isinstance(answer, Decline):
        reason = printable(answer.reason[:REASON_CHARS]) or "no reason given"
        event = event.model_copy(update={"declined": reason})
    else:
        event = event.model_copy(update={"fault": answer})
    await scope.note(event)


def _checked(answer: object) -> Offer | Decline | str:
    """A valid answer, or what is wrong with it.

    Raises:
        ValidationError: It was created without validation and does not fit.
    """
    if isinstance(answer, Offer | Decline):
        return type(answer).model_validate(answer.model_dump())
    return f"its bid is invalid: it returned a {type(answer).__name__}, not an Offer or a Decline"


async def _announcement(command: Announce, scope: Scope) -> Announcement:
    state = scope.state
    assert state.goal is not None  # noqa: S101 - only a run with a goal announces
    task = state.tasks[command.task_id]
    texts = state.texts_for(command.task_id)
    files = state.files_for(command.task_id)
    return Announcement(
        run_id=scope.run_id,
        goal=state.goal.text,
        task=task.task,
        round=command.round,
        results={t: (await scope.read(d)).decode() for t, d in texts.items()},
        files={name: len(await scope.read(d)) for name, d in files.items()},
        feedback=task.feedback,
        attempts=task.attempts,
    )
