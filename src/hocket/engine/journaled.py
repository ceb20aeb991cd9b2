"""An LLM whose every answer is journaled, and which sends nothing that the budget does not hold."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hocket.core.usage import Usage
from hocket.errors import ContextOverflowError, EgressDeniedError, OrchestrationError
from hocket.ports.llm_wire import decode_answer, encode_answer, encode_request
from hocket.ports.scope import Performed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hocket.engine.budget import Budget
    from hocket.engine.scope import CallScope
    from hocket.ports.llm import Llm, LlmAnswer, LlmInfo, LlmRequest, OnProgress, OnText

CHARS = 4
"""A token's length, taken for granted while a call is under way; its true count comes with it."""


class JournaledLlm:
    """Wraps the hosts for one scope."""

    def __init__(self, inner: Llm, scope: CallScope, budget: Budget) -> None:
        self._inner = inner
        self._scope = scope
        self._budget = budget

    async def complete(self, request: LlmRequest, on_text: OnText | None = None) -> LlmAnswer:
        speak = on_text or self._scope.show
        fresh: LlmAnswer | None = None

        async def send(_: str) -> Performed:
            nonlocal fresh
            held = request.max_tokens + sum(len(m.content) for m in request.messages) // CHARS
            self._budget.reserve(held)
            try:
                fresh = answer = await self._inner.complete(request, speak)
            except (ContextOverflowError, EgressDeniedError):
                raise  # before anything was sent
            except OrchestrationError as error:
                error.context.setdefault("tries", 1)
                raise
            finally:
                self._budget.release(held)
            return Performed(
                response=encode_answer(answer),
                usage=usage_of(answer),
                note="" if answer.finish != "length" else "truncated",
            )

        response = await self._scope.perform(
            "llm", request.llm, encode_request(request), "none", send
        )
        return fresh or decode_answer(response)

    async def embed(self, llm: str, texts: Sequence[str]) -> list[list[float]]:
        return await self._inner.embed(llm, texts)

    async def models(self) -> tuple[LlmInfo, ...]:
        return await self._inner.models()

    async def load(self, llm: str, on_progress: OnProgress | None = None) -> None:
        await self._inner.load(llm, on_progress)

    async def unload(self, llm: str) -> None:
        await self._inner.unload(llm)

    async def context_tokens(self, llm: str) -> int:
        return await self._inner.context_tokens(llm)

    async def count_tokens(self, request: LlmRequest) -> int:
        return await self._inner.count_tokens(request)

    async def close(self) -> None:
        """Nothing: the hosts outlive a scope."""


def usage_of(answer: LlmAnswer) -> Usage:
    """What an answer cost, as limits count it."""
    return Usage(
        calls=1,
        prompt_tokens=answer.prompt_tokens,
        cached_tokens=answer.cached_tokens,
        completion_tokens=answer.completion_tokens,
        usd=answer.usd,
        seconds=answer.total_s,
    )
