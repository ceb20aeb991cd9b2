"""Handover: have the process that holds the journal do something, and get its reply.

The request goes through the journal and the reply through the store beside it, so an error raised
there is raised here too.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from hocket.adapters.system.ids import new_id
from hocket.app.inbox import place_of
from hocket.app.uploads import keep_upload
from hocket.core.noun import Noun
from hocket.errors import UnavailableError, error_of
from hocket.ports.journal import Request

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from hocket.app.inbox import Reply
    from hocket.core.event import EffectSettled
    from hocket.core.goal import Goal
    from hocket.core.plan import Plan
    from hocket.errors import OrchestrationError
    from hocket.ports.clock import Clock
    from hocket.ports.journal import Journal
    from hocket.ports.store import Store

SUBMIT, CANCEL, ANSWER, RESUME = "submit", "cancel", "answer", "resume"
REPLIES = "reply"
"""The store's space for replies, by the id named in the request."""

WAIT_S = 10.0
"""The holder polls four times a second, and accepts a goal within one more write."""

POLL_S = 0.1
KEPT_S = 600
"""How long a reply is kept that nobody reads."""


class HandoverRequest(Noun):
    """The body of a request: where to reply, how long the sender waits, and the arguments."""

    reply_to: str = ""
    until_us: int = 0
    body: dict[str, Any]


class Holder:
    """The process that holds a journal, as seen from another process.

    Args:
        journal: Open at least for reading.
        store: In the same file.
        clock: The time.
    """

    def __init__(self, journal: Journal, store: Store, clock: Clock) -> None:
        self._journal = journal
        self._store = store
        self._clock = clock

    async def submit(
        self, run_id: str, goal: Goal, blobs: Mapping[str, bytes], plan: Plan | str | None
    ) -> None:
        """Submit a goal; its run has begun when this returns.

        Args:
            run_id: The id for the run.
            goal: The goal; the profile applies to what it leaves unset.
            blobs: Contents of its files, by digest.
            plan: A ready plan, or ``"single"`` for one task; else the planner makes one.

        Raises:
            OrchestrationError: The error of ``hocket.app.submission.submit`` there.
            UnavailableError: It accepts no goals or does not reply; no run will start later.
        """
        for digest, content in blobs.items():
            await keep_upload(self._store, self._clock, digest, content)
        fields = goal.model_dump(mode="json") | {
            "limits": goal.limits.model_dump(mode="json", exclude_unset=True),
            "consent": goal.consent.model_dump(mode="json", exclude_unset=True),
        }
        ready = plan if plan is None or isinstance(plan, str) else plan.model_dump(mode="json")
        await self._ask(SUBMIT, run_id, {"goal": fields, "plan": ready})

    async def cancel(self, run_id: str, by: str) -> None:
        """Cancel a run; it may still be ending when this returns.

        Raises:
            OrchestrationError: The error of ``hocket.app.cancellation.cancel`` there.
            UnavailableError: It does not reply.
        """
        await self._ask(CANCEL, run_id, {"by": by})

    async def answer(self, question: str, reply: Reply, by: str) -> None:
        """Answer a question.

        Raises:
            OrchestrationError: The error of ``hocket.app.inbox.answer`` there.
            UnavailableError: It does not reply.
        """
        run_id, _ = place_of(question)
        body = {"question": question, "reply": reply.model_dump(mode="json"), "by": by}
        await self._ask(ANSWER, run_id, body)

    async def resume(self, run_id: str, settlements: Sequence[EffectSettled]) -> None:
        """Continue a run that is not in progress, after these decisions on its effects.

        Raises:
            OrchestrationError: The error of ``hocket.app.settlement.settle``, or of the engine.
            UnavailableError: It executes only a run of its own, or does not reply.
        """
        decided = [settlement.model_dump(mode="json") for settlement in settlements]
        await self._ask(RESUME, run_id, {"settlements": decided})

    async def _ask(self, kind: str, run_id: str, body: Mapping[str, Any]) -> None:
        reply_id, until_us = new_id("reply-"), self._clock.now_us() + round(WAIT_S * 1e6)
        handover = HandoverRequest(reply_to=reply_id, until_us=until_us, body=dict(body))
        await self._journal.ask(Request(run_id, kind, handover.model_dump_json()))
        while (answered := await self._reply(reply_id)) is None:
            if self._clock.now_us() > until_us:
                message = (
                    f"The process that holds the journal did not reply within {WAIT_S:g} s; "
                    "it may be stopping: try again in a moment"
                )
                raise UnavailableError(message, run_id=run_id, request=kind)
            await self._clock.sleep(POLL_S)
        if "error" in answered:
            raise error_of(answered["error"])

    async def _reply(self, reply_id: str) -> dict[str, Any] | None:
        document = await self._store.get(REPLIES, reply_id, now_us=self._clock.now_us())
        return None if document is None else dict(json.loads(document.body))


async def is_answered(store: Store, clock: Clock, reply_id: str) -> bool:
    """Whether a request has its reply already, so that only its removal is missing."""
    if not reply_id:
        return False
    return await store.get(REPLIES, reply_id, now_us=clock.now_us()) is not None


async def reply(
    store: Store, clock: Clock, reply_id: str, error: OrchestrationError | None
) -> None:
    """Tell the process that sent a request that it is done, or why it failed."""
    body = {} if error is None else {"error": error.to_json()}
    expires_us = clock.now_us() + KEPT_S * 1_000_000
    data = json.dumps(body, default=str).encode()
    await store.put(REPLIES, reply_id, data, expires_us=expires_us)
