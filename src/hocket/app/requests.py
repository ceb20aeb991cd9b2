"""Requests of other processes to this one, which holds the journal."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING

from hocket.app.cancellation import cancel
from hocket.app.handover import (
    ANSWER,
    CANCEL,
    RESUME,
    SUBMIT,
    HandoverRequest,
    is_answered,
    reply,
)
from hocket.app.inbox import Reply, answer
from hocket.app.settlement import settle
from hocket.app.submission import submit
from hocket.core.event import EffectSettled, GoalAccepted
from hocket.core.goal import Goal
from hocket.core.noun import parse
from hocket.core.plan import Plan
from hocket.errors import EngineError, InvalidInputError, OrchestrationError, UnavailableError

if TYPE_CHECKING:
    from hocket.app.runtime import Runtime
    from hocket.ports.journal import Request

Action = Callable[[str, HandoverRequest], Awaitable[None]]
SETTLED = EffectSettled.__name__
LOG = logging.getLogger("hocket.app")


class Requests:
    """Handles requests and replies to them.

    A request stays in the journal until it is handled, so one may come again after a kill: what it
    asks for is then not done twice.

    Args:
        runtime: Where they are carried out; open.

    Attributes:
        takes_goals: Whether other processes may submit goals: to a server they may, to a command
            that ends with its own run they may not.
    """

    def __init__(self, runtime: Runtime) -> None:
        self._runtime = runtime
        self._actions: dict[str, Action] = {
            SUBMIT: self._submit,
            CANCEL: self._cancel,
            ANSWER: self._answer,
            RESUME: self._resume,
        }
        self.takes_goals = False

    async def take(self, request: Request) -> None:
        """Handle a request; the reply is its error, if there is one."""
        error: OrchestrationError | None = None
        handover = _handover_in(request)
        store, clock = self._runtime.store, self._runtime.clock
        if await is_answered(store, clock, handover.reply_to):
            return
        try:
            await self._actions[request.kind](request.run_id, handover)
        except OrchestrationError as raised:
            error = raised
        except Exception as raised:
            LOG.exception("A request of another process (%s) failed", request.kind)
            message = f"The request failed in the process that holds the journal: {raised!r}"
            error = EngineError(message, request=request.kind)
        if handover.reply_to:
            await reply(store, clock, handover.reply_to, error)

    def _require_server(self, run_id: str) -> None:
        if not self.takes_goals:
            message = (
                "The process that holds the journal executes its own run and accepts no others; "
                "wait until it ends"
            )
            raise UnavailableError(message, run_id=run_id)

    async def _submit(self, run_id: str, handover: HandoverRequest) -> None:
        self._require_server(run_id)
        if await self._has_begun(run_id, handover.reply_to):
            return
        if self._runtime.clock.now_us() > handover.until_us:
            return  # the other process has given up waiting, and may have submitted it again
        goal, plan = parse(Goal, handover.body["goal"], what="goal"), handover.body["plan"]
        ready = parse(Plan, plan, what="plan") if isinstance(plan, dict) else plan
        await submit(self._runtime, goal, plan=ready, run_id=run_id, request=handover.reply_to)
        await self._runtime.engine.accepted(run_id)

    async def _has_begun(self, run_id: str, request: str) -> bool:
        """Whether this request began the run before this process was started."""
        first = await self._runtime.journal.read(run_id, limit=1)
        event = first[0].entry.event() if first else None
        return isinstance(event, GoalAccepted) and event.request == request

    async def _resume(self, run_id: str, handover: HandoverRequest) -> None:
        self._require_server(run_id)
        engine = self._runtime.engine
        settlements = [parse(EffectSettled, s) for s in handover.body["settlements"]]
        records = await self._runtime.journal.read(run_id)
        known = [record.entry.event() for record in records if record.entry.type == SETTLED]
        if pending := [s for s in settlements if s not in known]:
            await settle(engine, run_id, pending)
        if engine.completion_of(run_id) is None:
            await engine.resume(run_id)

    async def _cancel(self, run_id: str, handover: HandoverRequest) -> None:
        await cancel(self._runtime.engine, self._runtime.journal, run_id, handover.body["by"])

    async def _answer(self, _: str, handover: HandoverRequest) -> None:
        decided = parse(Reply, handover.body["reply"], what="answer")
        runtime = self._runtime
        await answer(
            runtime.engine,
            runtime.registry,
            handover.body["question"],
            decided,
            handover.body["by"],
        )


def _handover_in(request: Request) -> HandoverRequest:
    try:
        return parse(HandoverRequest, request.body)
    except InvalidInputError:
        # In the first release the body of a request to cancel is the name of whoever cancels.
        return HandoverRequest(body={"by": request.body})
