"""An LLM that journals every answer and every try, and sends nothing that exceeds the budget."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

from hocket.core import ids
from hocket.core.digest import digest
from hocket.core.event import EffectIntended, TryFailed
from hocket.core.spending import (
    FREE,
    cost_of,
    of_answer,
    of_unfinished,
    report_usage,
    sending,
    usage_in,
)
from hocket.core.structure import StructureAsked, shape_of
from hocket.core.usage import NO_USAGE, Usage
from hocket.engine.llm_wire import decode_answer, encode_answer, encode_request
from hocket.engine.tries import Tries
from hocket.errors import AWAY_S, OrchestrationError, PermanentError
from hocket.ports.scope import CallResult
from hocket.ports.wrapper import WrapperLlm

if TYPE_CHECKING:
    from hocket.core.goal import Limits
    from hocket.core.spending import Asked
    from hocket.engine.budget import Budget
    from hocket.engine.reservation import Reservation
    from hocket.ports.llm import Llm, LlmAnswer, LlmRequest, OnText
    from hocket.ports.retry import RetryPolicy
    from hocket.ports.scope import Scope


@dataclass(slots=True)
class _Outgoing:
    """A call on its way: its exact request, its key, what is reserved for it, and its answer."""

    data: bytes
    key: str = ""
    held: Reservation | None = None
    answer: LlmAnswer | None = None

    @property
    def ordinal(self) -> int:
        return int(ids.call_parts(self.key)[1])


class _Stream:
    """Passes a streamed text on, and keeps it for the cost of a call that fails."""

    __slots__ = ("_show", "pieces")

    def __init__(self, show: OnText) -> None:
        self._show = show
        self.pieces: list[str] = []

    def __call__(self, text: str) -> None:
        self.pieces.append(text)
        self._show(text)


class JournaledLlm(WrapperLlm):
    """Wraps the hosts for one scope.

    Args:
        inner: The hosts.
        scope: Journals the calls.
        budget: Reserves the most that each try can cost, until its real cost is in the journal.
        retry: Decides whether a failed call is retried; by default it is not.
        limits: Limits of this scope within the budget, on calls and tokens; None for none.
    """

    def __init__(
        self,
        inner: Llm,
        scope: Scope,
        budget: Budget,
        retry: RetryPolicy | None = None,
        limits: Limits | None = None,
    ) -> None:
        super().__init__(inner)
        self._scope = scope
        self._budget = budget
        self._retry = retry
        self._owner = (scope.run_id, scope.attempt_id)
        self._limits, self._spent = limits, NO_USAGE
        if limits is not None:
            limits = limits.model_copy(update={"usd": None})
            self._budget = budget.within(limits, lambda: self._spent, self._reached)

    async def complete(self, request: LlmRequest, on_text: OnText | None = None) -> LlmAnswer:
        outgoing = _Outgoing(encode_request(request))
        send = partial(self._until_answered, request, on_text, outgoing)
        try:
            response = await self._scope.perform("llm", request.llm, outgoing.data, "none", send)
        finally:
            # Only now is the cost in the journal, and no longer counted as in flight.
            self._release(outgoing)
        if outgoing.answer is not None:
            return outgoing.answer
        answer = decode_answer(response)
        self._note_spent(answer.usage)
        return answer

    def _release(self, outgoing: _Outgoing) -> None:
        call, outgoing.held = outgoing.held, None
        if call is not None:
            self._budget.release(call)

    async def close(self) -> None:
        """Do nothing: the hosts outlive a scope."""

    async def _until_answered(
        self, request: LlmRequest, on_text: OnText | None, outgoing: _Outgoing, key: str
    ) -> CallResult:
        """The answer of the first try that has one; each that fails before it is journaled."""
        outgoing.key = key
        number = self._scope.failed_tries(key)
        tries: Tries | None = None
        while True:
            number += 1
            try:
                if self._may_exceed(request.llm):
                    answer, usage = await self._reserved(request, on_text, outgoing)
                    break
                if not self.in_process:
                    await self._note_sending(request, outgoing, None)
                answer, usage = await self._try(request, on_text, None)
                break
            except OrchestrationError as error:
                tries = tries or self._tries(key)
                wait_s = None if tries is None else tries.wait_s(error)
                if tries is None or wait_s is None:
                    raise
                failed = TryFailed(
                    attempt_id=self._scope.attempt_id,
                    ordinal=outgoing.ordinal,
                    name=request.llm,
                    number=number,
                    code=error.code,
                    reason=error.message,
                    wait_s=wait_s,
                    usage=usage_in(error),
                )
            await self._scope.note(failed)
            self._release(outgoing)
            await tries.policy.sleep(wait_s)
        outgoing.answer = answer
        return CallResult(
            response=encode_answer(answer),
            usage=usage,
            truncated=answer.finish == "length" or bool(answer.repeats),
            unverified=str(answer.unverified),
            structure=self._asked(request),
        )

    def _may_exceed(self, llm: str) -> bool:
        """Whether a call could exceed a limit, so that it needs a reservation.

        A free one exceeds no limit on money, unless answers of the run turned out to cost some.
        """
        binds = self._budget.binds
        if binds != "money":
            return binds == "calls"
        return self.price(llm) is not FREE or bool(self._scope.state.spent.usd)

    def _asked(self, request: LlmRequest) -> StructureAsked | None:
        """The schema that an answer has to keep; None if it may be any text."""
        if request.json_schema is None:
            return None
        return StructureAsked(
            rung="constrained" if request.constrained else "free",
            shape=shape_of(request.json_schema),
            weights=self.weights(request.llm),
        )

    def _tries(self, key: str) -> Tries | None:
        """Those of a call that fails for the first time here; None if it is not tried again."""
        if self._retry is None:
            return None
        goal = self._scope.state.goal
        # Without a goal it is a conversation.
        limit_s = None if goal is None else goal.limits.seconds
        failures = self._scope.failed_tries(key)
        return Tries(self._retry, failures, waits=goal is not None, limit_s=limit_s)

    async def _reserved(
        self, request: LlmRequest, on_text: OnText | None, outgoing: _Outgoing
    ) -> tuple[LlmAnswer, Usage]:
        call = await self._budget.reserve(request, self._inner, self._owner)
        outgoing.held = call
        if call.max_tokens < request.max_tokens:
            request = replace(request, max_tokens=call.max_tokens)
        if not self.in_process:
            await self._note_sending(request, outgoing, call)
        with sending(partial(self._send_again, call), partial(self._budget.can_spare, call)):
            answer, usage = await self._try(request, on_text, call)
        if call.refusal is not None and answer.finish == "length":
            report_usage(call.refusal, usage)
            raise call.refusal
        return answer, usage

    async def _note_sending(
        self, request: LlmRequest, outgoing: _Outgoing, call: Reservation | None
    ) -> None:
        """Journal that a try is about to be sent, so that it counts even if the process ends."""
        usage = of_unfinished(Usage(calls=1), call or request, "")
        price = self.price(request.llm)
        if price is not None:
            usd = price.of(usage.prompt_tokens, usage.completion_tokens)
            usage = usage.model_copy(update={"usd": usd})
        intended = EffectIntended(
            attempt_id=self._scope.attempt_id,
            ordinal=outgoing.ordinal,
            tool=request.llm,
            request=digest(outgoing.data),
            idempotent=True,
            usage=self._marked(request, usage),
        )
        await self._scope.note(intended, blobs={intended.request: outgoing.data})

    async def _try(
        self, request: LlmRequest, on_text: OnText | None, call: Reservation | None
    ) -> tuple[LlmAnswer, Usage]:
        stream = _Stream(on_text or self._scope.show)
        try:
            answer = await self._inner.complete(request, stream)
        except (OrchestrationError, asyncio.CancelledError) as error:
            usage = self._marked(request, cost_of(error, call or request, "".join(stream.pieces)))
            if isinstance(error, OrchestrationError) and AWAY_S in error.context:
                usage = NO_USAGE  # a host that did no work is waited for; that is no call
            report_usage(error, usage)
            self._note_spent(usage)
            if call is not None and usage.usd:
                self._budget.learn(call, usage)
            raise
        usage = self._marked(request, of_answer(answer.usage, call or request, _written(answer)))
        self._note_spent(usage)
        if call is not None:
            self._budget.learn(call, usage)
        if answer.verification is not NO_USAGE:
            usage = self._verified(request, answer, usage)
        return answer, usage

    def _verified(self, request: LlmRequest, answer: LlmAnswer, usage: Usage) -> Usage:
        """The usage, with what it took to verify that the host read the whole prompt."""
        more = self._marked(request, answer.verification)
        self._note_spent(more)
        return usage + more

    def _note_spent(self, usage: Usage) -> None:
        if self._limits is not None:
            self._spent += usage

    def _send_again(self, call: Reservation, request: Asked | None) -> None:
        try:
            self._budget.send_again(call, request)
        except OrchestrationError as error:
            report_usage(error, NO_USAGE.model_copy(update={"calls": call.calls}))
            raise

    def _reached(self, name: str, bound: str, reason: str) -> OrchestrationError:
        message = (
            f"The task's limit of {bound} {name} per attempt would be exceeded ({reason}); raise it"
        )
        return PermanentError(message, attempt_id=self._scope.attempt_id, limit=name)

    def _marked(self, request: LlmRequest, usage: Usage) -> Usage:
        """The usage, with a mark on tokens whose price nobody knows."""
        if self.price(request.llm) is not None or usage.usd or not usage.tokens:
            return usage
        return usage.model_copy(update={"unpriced_tokens": usage.tokens})


def _written(answer: LlmAnswer) -> str:
    """All that the LLM wrote."""
    if answer.repeats:
        return answer.verbatim
    if not answer.tool_calls and not answer.thoughts:
        return answer.text
    calls = (f"{call.name} {dict(call.arguments)}" for call in answer.tool_calls)
    return "".join((answer.text, answer.thoughts, *calls))
