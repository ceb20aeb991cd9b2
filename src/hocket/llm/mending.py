"""The straight path of a call: an answer that can be used as it is passes no layer.

The layers of an attempt make an answer usable: they give room to think, shorten a prompt, and ask
again for what repeats itself, is blank or does not fit a schema. Most answers need none of that, so
the layers are made, and see an answer, only once one does.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from hocket.errors import ContextOverflowError, TruncatedError
from hocket.llm.asking import is_blank
from hocket.ports.wrapper import WrapperLlm

if TYPE_CHECKING:
    from collections.abc import Callable

    from hocket.ports.llm import Llm, LlmAnswer, LlmRequest, OnText

    Outcome = LlmAnswer | ContextOverflowError | TruncatedError


class MendingLlm(WrapperLlm):
    """Hands over an answer that is usable; from any other outcome the layers go on.

    Args:
        inner: The LLM.
        layered: Puts the layers around an LLM. They must send the request as it is at first.
    """

    def __init__(self, inner: Llm, layered: Callable[[Llm], Llm]) -> None:
        super().__init__(inner)
        self._layered = layered
        self._layers: _Layers | None = None

    async def complete(self, request: LlmRequest, on_text: OnText | None = None) -> LlmAnswer:
        """The answer; once the layers were needed, they take part in every call.

        Raises:
            OrchestrationError: Whatever the LLM or a layer raises.
        """
        if self._layers is not None or request.json_schema is not None:
            return await self._made().outer.complete(request, on_text)
        outcome: Outcome
        try:
            outcome = answer = await self._inner.complete(request, on_text)
        except (ContextOverflowError, TruncatedError) as error:
            outcome = error
        else:
            if is_usable(answer, request):
                return answer
        return await self._made().go_on(request, outcome, on_text)

    def _made(self) -> _Layers:
        if self._layers is None:
            self._layers = _Layers(self._inner, self._layered)
        return self._layers


class _Layers:
    """The layers of an attempt around an LLM.

    Attributes:
        outer: The outermost layer.
    """

    def __init__(self, inner: Llm, layered: Callable[[Llm], Llm]) -> None:
        self._begun = _Begun(inner)
        self.outer = layered(self._begun)

    async def go_on(
        self, request: LlmRequest, outcome: Outcome, on_text: OnText | None
    ) -> LlmAnswer:
        """The answer to a request that was sent already, with this outcome."""
        request = replace(request)  # a copy, as the same request may be in progress twice
        self._begun.outcomes[id(request)] = outcome
        try:
            return await self.outer.complete(request, on_text)
        finally:
            self._begun.outcomes.pop(id(request), None)


def is_usable(answer: LlmAnswer, request: LlmRequest) -> bool:
    """Whether no layer would do anything about the answer to a request without a schema."""
    if answer.finish == "length" or answer.repeats:
        return False
    return bool(answer.tool_calls or request.logprobs) or not is_blank(answer.text)


class _Begun(WrapperLlm):
    """The LLM within the layers, which knows the first outcome of calls that were made already.

    Attributes:
        outcomes: By the identity of the request; each is given once.
    """

    def __init__(self, inner: Llm) -> None:
        super().__init__(inner)
        self.outcomes: dict[int, Outcome] = {}

    async def complete(self, request: LlmRequest, on_text: OnText | None = None) -> LlmAnswer:
        outcome = self.outcomes.pop(id(request), None) if self.outcomes else None
        if outcome is None:
            return await self._inner.complete(request, on_text)
        if isinstance(outcome, Exception):
            raise outcome
        return outcome
