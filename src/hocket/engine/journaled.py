"""An LLM that journals every answer and sends nothing that exceeds the budget."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hocket.core.usage import Usage
from hocket.engine.llm_wire import decode_answer, encode_answer, encode_request
from hocket.errors import ContextOverflowError, EgressDeniedError, OrchestrationError
from hocket.ports.scope import Performed
from hocket.ports.wrapper import WrapperLlm

if TYPE_CHECKING:
    from hocket.engine.budget import Budget
    from hocket.ports.llm import Llm, LlmAnswer, LlmRequest, OnText
    from hocket.ports.scope import Scope

TOKEN_CHARS = 4
"""Assumed length of a token, used to reserve tokens for a call until its true count is known."""


class JournaledLlm(WrapperLlm):
    """Wraps the hosts for one scope."""

    def __init__(self, inner: Llm, scope: Scope, budget: Budget) -> None:
        super().__init__(inner)
        self._scope = scope
        self._budget = budget

    async def complete(self, request: LlmRequest, on_text: OnText | None = None) -> LlmAnswer:
        show = on_text or self._scope.show
        fresh: LlmAnswer | None = None

        async def send(_: str) -> Performed:
            nonlocal fresh
            reserved = (
                request.max_tokens + sum(len(m.content) for m in request.messages) // TOKEN_CHARS
            )
            self._budget.reserve(reserved)
            try:
                fresh = answer = await self._inner.complete(request, show)
            except (ContextOverflowError, EgressDeniedError):
                raise  # nothing was sent
            except OrchestrationError as error:
                error.context.setdefault("tries", 1)
                raise
            finally:
                self._budget.release(reserved)
            return Performed(
                response=encode_answer(answer),
                usage=usage_of(answer),
                truncated=answer.finish == "length",
            )

        response = await self._scope.perform(
            "llm", request.llm, encode_request(request), "none", send
        )
        return fresh or decode_answer(response)

    async def close(self) -> None:
        """Do nothing: the hosts outlive a scope."""


def usage_of(answer: LlmAnswer) -> Usage:
    """The cost of an answer, as limits count it."""
    return Usage(
        calls=1,
        prompt_tokens=answer.prompt_tokens,
        cached_tokens=answer.cached_tokens,
        completion_tokens=answer.completion_tokens,
        usd=answer.usd,
        seconds=answer.total_s,
    )
