"""Journaled calls: each answer is durable before it is used, and no call is made twice.

A call is identified by (attempt, ordinal, request digest). After a crash the code of the attempt
runs again from the start and gets the journaled answers in order; the first call without one is
made.
"""

from __future__ import annotations

import asyncio
import json
from typing import TYPE_CHECKING, Literal

from hocket.core import ids
from hocket.core.digest import digest as digest_of
from hocket.core.event import Asked, CallAnswered, EffectDoubtful, EffectIntended
from hocket.core.fault import fault_of, is_interruption
from hocket.core.receipt import effects_in
from hocket.core.spending import usage_in
from hocket.core.usage import NO_USAGE
from hocket.engine.call_events import answer_of, stopped_try
from hocket.engine.calling import STOP_S, Calling
from hocket.engine.journaled import JournaledLlm
from hocket.engine.receipts import Receipts
from hocket.errors import (
    DoubtfulError,
    EngineError,
    OrchestrationError,
    PermanentError,
    ReplayDivergedError,
    error_of,
)

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from hocket.core.event import Event
    from hocket.core.question import Answer, Question
    from hocket.core.receipt import Receipt
    from hocket.core.run import RunState
    from hocket.core.usage import Usage
    from hocket.engine.calling import Begun
    from hocket.engine.owner import ScopeOwner
    from hocket.ports.llm import Llm
    from hocket.ports.scope import Action, EarlierCall
    from hocket.ports.tool import Effect


class CallScope:
    """Access of one command to its run; implements ``hocket.ports.scope.Scope``."""

    def __init__(
        self,
        loop: ScopeOwner,
        attempt_id: str,
        answered: Sequence[CallAnswered] = (),
        intended: Sequence[EffectIntended] = (),
        settled: Mapping[int, str] | None = None,
        tried: Mapping[int, int] | None = None,
        stop_s: float = STOP_S,
    ) -> None:
        self.run_id = loop.run_id
        self.attempt_id = attempt_id
        self._loop = loop
        self._answered = {a.ordinal: a for a in answered} if answered else {}
        self._intended = {i.ordinal: i for i in intended} if intended else {}
        self._settled = settled or {}
        self._tried = tried or {}
        self._met: Receipts | None = None
        self._next = 0
        self._calling = Calling(attempt_id, stop_s=stop_s)
        self._llm: Llm | None = None

    @property
    def state(self) -> RunState:
        return self._loop.state

    @property
    def llm(self) -> Llm:
        if self._llm is None:
            loop = self._loop
            limits = self.state.limits_of(self.attempt_id)
            journaled = JournaledLlm(loop.llm, self, loop.budget, loop.retry, limits)
            self._llm = loop.wrap(journaled, self)
        return self._llm

    @property
    def _receipts(self) -> Receipts:
        """The effects of earlier attempts; most attempts never ask for them."""
        if self._met is None:
            self._met = Receipts(self.attempt_id, lambda: self.state, self.read)
        return self._met

    def rest(self) -> None:
        self._loop.budget.leave((self.run_id, self.attempt_id))

    def work(self) -> None:
        self._loop.budget.enter((self.run_id, self.attempt_id))

    async def aclose(self) -> None:
        """Make no more calls, and leave no circle of references to the garbage collector."""
        try:
            await self._calling.stop()
        finally:
            for ordinal, call in self._calling.left.items():
                await self._note_left(ordinal, call)
        self._llm = self._met = None

    async def perform(
        self,
        kind: Literal["llm", "tool"],
        name: str,
        request: bytes,
        effect: Effect,
        action: Action,
    ) -> bytes:
        ordinal = self._next
        self._next += 1
        loop, calling = self._loop, self._calling
        key = ids.call_key(self.run_id, self.attempt_id, ordinal)
        calling.begin(ordinal, name, request, effect)
        try:
            request_digest = digest_of(request)
            journaled = self._answered.pop(ordinal, None) if self._answered else None
            if journaled is not None:
                return await self._recall(journaled, kind, name, request_digest)
            if effect != "none" or loop.state.is_over:
                response = await self._prepared(ordinal, name, request, effect)
                if response is not None:
                    return response
            traffic = loop.traffic
            # Repeating a tool call without effects costs nothing; LLM calls and effects do.
            counted = int(kind == "llm" or effect != "none")
            try:
                if not traffic.is_open:
                    await traffic.opened()
                traffic.begin(counted)
                try:
                    done = await action(key)
                finally:
                    traffic.end(counted)
                    calling.require(ordinal)
            except EngineError:
                raise
            except BaseException as error:
                calling.require(ordinal)
                await self._note_failure(error, key, kind, name, request, effect)
                if isinstance(error, OrchestrationError) or is_interruption(error):
                    raise
                raise fault_of(error) from None
            event = answer_of(self.attempt_id, ordinal, kind, name, request_digest, done)
            blobs = {request_digest: request, event.response: done.response}
            if done.blobs:
                blobs.update(done.blobs)
            await loop.commit([event], blobs)
            return done.response
        finally:
            loop.budget.settle(key)
            calling.end(ordinal)

    async def _prepared(
        self, ordinal: int, name: str, request: bytes, effect: Effect
    ) -> bytes | None:
        """The response of an equal call before; None, with an intent, if it is to be made."""
        if self.state.is_over:
            message = f"Run {self.run_id} is over; {name} was not called"
            raise PermanentError(message, run_id=self.run_id, attempt_id=self.attempt_id)
        intent = self._intended.pop(ordinal, None)
        if effect == "unsafe":
            await self._refuse_to_repeat(ordinal, name, request, intent)
            receipt = await self._receipts.of(name, request)
            if receipt is not None:
                return await self._reuse(receipt, ordinal, name, request)
        if intent is None:
            intended = EffectIntended(
                attempt_id=self.attempt_id,
                ordinal=ordinal,
                tool=name,
                request=digest_of(request),
                idempotent=effect == "idempotent",
            )
            await self._loop.commit([intended], {intended.request: request})
        return None

    async def _note_failure(
        self,
        error: BaseException,
        key: str,
        kind: Literal["llm", "tool"],
        name: str,
        request: bytes,
        effect: Effect,
    ) -> None:
        """Journal what a call raised, before anybody sees it."""
        ordinal = _ordinal_of(key)
        if isinstance(error, OrchestrationError):
            if isinstance(error, DoubtfulError):
                await self._note_doubt(ordinal, name, request)
            await self._journal_error(ordinal, kind, name, request, error)
            return
        if isinstance(error, asyncio.CancelledError):
            cost = usage_in(error)
            cost = self._loop.budget.cost_of_stopped(key) if cost == NO_USAGE else cost
            await self._note_stopped(ordinal, name, cost, effects_in(error))
        if effect == "unsafe":
            await self._note_doubt(ordinal, name, request)

    async def note(self, *events: Event, blobs: Mapping[str, bytes] | None = None) -> None:
        await self._loop.commit(events, blobs)

    async def earlier(self, tool: str, request: bytes) -> EarlierCall | None:
        if not self.state.effects and not self.state.doubtful:
            return None
        return await self._receipts.earlier(tool, request)

    def failed_tries(self, key: str) -> int:
        return self._tried.get(_ordinal_of(key), 0) if self._tried else 0

    def keep(self, data: bytes) -> str:
        return self._loop.keep(data)

    async def read(self, digest: str) -> bytes:
        return await self._loop.text(digest)

    async def consult(self, question: Question, blobs: Mapping[str, bytes] | None = None) -> Answer:
        answer = self.state.answers.get(question.question_id)
        if answer is not None:
            return answer
        if question.question_id not in self.state.questions:
            await self._loop.commit([Asked(question=question)], blobs)
        self.rest()
        try:
            return await self._loop.answer_to(question.question_id)
        finally:
            self.work()

    def show(self, text: str) -> None:
        self._loop.stream(self.attempt_id, text)

    async def _recall(
        self, journaled: CallAnswered, kind: str, name: str, request_digest: str
    ) -> bytes:
        if (journaled.kind, journaled.name, journaled.request) != (kind, name, request_digest):
            message = (
                f"Call {journaled.ordinal} of {self.attempt_id} is {kind} {name} "
                f"({request_digest[:12]}), but the journal has {journaled.kind} {journaled.name} "
                f"({journaled.request[:12]}); the agent's code must make the same calls when it "
                "runs again"
            )
            raise ReplayDivergedError(
                message, attempt_id=self.attempt_id, ordinal=journaled.ordinal
            )
        if journaled.receipt_of:
            self._receipts.claim(journaled.receipt_of)
        if journaled.error == DoubtfulError.code:
            self._receipts.claim_doubts(name, request_digest)
        response = await self._loop.journal.blob(journaled.response)
        if journaled.error:
            raise error_of(json.loads(response))
        return response

    async def _refuse_to_repeat(
        self, ordinal: int, name: str, request: bytes, intent: EffectIntended | None
    ) -> None:
        """Raise, and journal the error, if this effect may already have happened.

        That is so if this call, or the same call of an earlier attempt, was in progress at a crash.
        The call is made only if a person says that the effect did not happen.
        """
        request_digest = digest_of(request)
        verdict = self._settled.get(ordinal)
        if intent is not None and verdict is None:
            await self._note_doubt(ordinal, name, request)
            message = f"{name} may have happened before the crash, so it is not repeated"
        elif intent is not None and verdict == "done":
            message = f"{name} happened before the crash, as a person confirmed; its answer is lost"
        elif any((d.tool, d.request) == (name, request_digest) for d in self.state.doubtful):
            message = f"{name} may have happened in an earlier attempt, so it is not repeated"
        else:
            return
        self._receipts.claim_doubts(name, request_digest)
        error = DoubtfulError(message, attempt_id=self.attempt_id, ordinal=ordinal)
        await self._journal_error(ordinal, "tool", name, request, error)
        raise error

    async def _reuse(self, receipt: Receipt, ordinal: int, name: str, request: bytes) -> bytes:
        """The response of an equal call of an earlier attempt, journaled for this one too.

        Raises:
            PermanentError: Nobody knows the response.
        """
        if not receipt.response:
            message = (
                f"{name} happened in {receipt.attempt_id}, or may have; its answer is lost, so it "
                "is not repeated"
            )
            error = PermanentError(message, attempt_id=self.attempt_id, ordinal=ordinal)
            await self._journal_error(ordinal, "tool", name, request, error)
            raise error
        self._receipts.claim(receipt.call_id)
        request_digest = digest_of(request)
        event = CallAnswered(
            attempt_id=self.attempt_id,
            ordinal=ordinal,
            kind="tool",
            name=name,
            request=request_digest,
            response=receipt.response,
            receipt_of=receipt.call_id,
        )
        await self._loop.commit([event], {request_digest: request})
        return await self._loop.text(receipt.response)

    async def _note_stopped(
        self, ordinal: int, name: str, usage: Usage, effects: tuple[Receipt, ...]
    ) -> None:
        """Journal what a stopped call cost and did; it is made again, as it has no answer."""
        if usage == NO_USAGE and ids.call(self.attempt_id, ordinal) not in self.state.intents:
            return
        number = self._tried.get(ordinal, 0) + 1
        event = stopped_try(self.attempt_id, ordinal, name, number, usage, effects)
        await self._loop.commit([event])

    async def _note_left(self, ordinal: int, call: Begun) -> None:
        """Journal that a call went on when it was stopped, with its cost as far as it is known."""
        cost = self._loop.budget.cost_of_stopped(
            ids.call_key(self.run_id, self.attempt_id, ordinal)
        )
        number = self._tried.get(ordinal, 0) + 1
        event = stopped_try(self.attempt_id, ordinal, call.name, number, cost, is_left=True)
        await self._loop.commit([event])
        if call.effect == "unsafe":
            await self._note_doubt(ordinal, call.name, call.request)

    async def _note_doubt(self, ordinal: int, name: str, request: bytes) -> None:
        doubt = EffectDoubtful(
            attempt_id=self.attempt_id, ordinal=ordinal, tool=name, request=digest_of(request)
        )
        await self._loop.commit([doubt], {doubt.request: request})

    async def _journal_error(
        self,
        ordinal: int,
        kind: Literal["llm", "tool"],
        name: str,
        request: bytes,
        error: OrchestrationError,
    ) -> None:
        usage = usage_in(error)  # which takes it out of the error
        response = json.dumps(error.to_json(), default=str).encode()
        event = CallAnswered(
            attempt_id=self.attempt_id,
            ordinal=ordinal,
            kind=kind,
            name=name,
            request=digest_of(request),
            response=digest_of(response),
            usage=usage,
            ok=False,
            error=error.code,
        )
        await self._loop.commit([event], {event.request: request, event.response: response})


def _ordinal_of(key: str) -> int:
    return int(ids.call_parts(key)[1])
