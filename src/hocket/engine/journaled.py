"""An LLM that journals every answer and every try, and sends nothing that exceeds the budget."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from hocket.core import ids
from hocket.core.event import TryFailed
from hocket.core.spending import cost_of, report_usage, usage_in, with_estimates
from hocket.engine.llm_wire import decode_answer, encode_answer, encode_request
from hocket.errors import OrchestrationError
from hocket.ports.scope import CallResult
from hocket.ports.wrapper import WrapperLlm

if TYPE_CHECKING:
    from hocket.engine.budget import Budget
    from hocket.ports.llm import Llm, LlmAnswer, LlmRequest, OnText
    from hocket.ports.retry import RetryPolicy
    from hocket.ports.scope import Scope


class JournaledLlm(WrapperLlm):
    """Wraps the hosts for one scope.

    Args:
        inner: The hosts.
        scope: Journals the calls.
        budget: Reserves the possible cost of each try while it is in progress.
        retry: Decides whether a failed call is retried; by default it is not.
    """

    def __init__(
        self, inner: Llm, scope: Scope, budget: Budget, retry: RetryPolicy | None = None
    ) -> None:
        super().__init__(inner)
        self._scope = scope
        self._budget = budget
        self._retry = retry

    async def complete(self, request: LlmRequest, on_text: OnText | None = None) -> LlmAnswer:
        fresh: LlmAnswer | None = None

        async def send(key: str) -> CallResult:
            nonlocal fresh
            fresh = answer = await self._until_answered(request, on_text, key)
            return CallResult(
                response=encode_answer(answer),
                usage=with_estimates(answer.usage, request.estimated_tokens, len(answer.text)),
                truncated=answer.finish == "length",
            )

        response = await self._scope.perform(
            "llm", request.llm, encode_request(request), "none", send
        )
        return fresh or decode_answer(response)

    async def close(self) -> None:
        """Do nothing: the hosts outlive a scope."""

    async def _until_answered(
        self, request: LlmRequest, on_text: OnText | None, key: str
    ) -> LlmAnswer:
        """The answer of the first try that has one; each that fails before it is journaled."""
        number = self._scope.failed_tries(key)
        while True:
            number += 1
            try:
                return await self._try(request, on_text)
            except OrchestrationError as error:
                wait_s = None if self._retry is None else self._retry.wait_s(number, error)
                if self._retry is None or wait_s is None:
                    raise
                failed = TryFailed(
                    attempt_id=self._scope.attempt_id,
                    ordinal=int(ids.call_parts(key)[1]),
                    name=request.llm,
                    number=number,
                    code=error.code,
                    reason=error.message,
                    wait_s=wait_s,
                    usage=usage_in(error),
                )
            await self._scope.note(failed)
            await self._retry.sleep(wait_s)

    async def _try(self, request: LlmRequest, on_text: OnText | None) -> LlmAnswer:
        show, streamed_chars = on_text or self._scope.show, 0

        def shown(text: str) -> None:
            nonlocal streamed_chars
            streamed_chars += len(text)
            show(text)

        reserved = request.max_tokens + request.estimated_tokens
        self._budget.reserve(reserved)
        try:
            return await self._inner.complete(request, shown)
        except (OrchestrationError, asyncio.CancelledError) as error:
            report_usage(error, cost_of(error, request.estimated_tokens, streamed_chars))
            raise
        finally:
            self._budget.release(reserved)
