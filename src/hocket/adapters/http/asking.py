"""Asking a host again without the part of a request that it refused."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Collection
from dataclasses import replace
from typing import TYPE_CHECKING

from hocket.adapters.http.rewriting import rewritten
from hocket.core.spending import report_tries, send_again
from hocket.core.stops import cut_at_stop
from hocket.errors import OrchestrationError

if TYPE_CHECKING:
    from hocket.adapters.http.parts import LeftOut
    from hocket.ports.llm import LlmAnswer, LlmRequest

Ask = Callable[["LlmRequest", frozenset[str]], Awaitable["LlmAnswer"]]
Sent = Callable[["LlmRequest", Collection[str]], frozenset[str]]


async def asked(
    request: LlmRequest, left_out: LeftOut, *, digest: str, sent: Sent, ask: Ask
) -> LlmAnswer:
    """The answer to a request, without the parts that the host refuses.

    Args:
        request: The whole request.
        left_out: What is left out for this LLM; learns what the host refuses.
        digest: Of the weights of the LLM; empty if the host does not say.
        sent: The optional parts that a request has, given those that are left out.
        ask: Sends a request without these parts.
    """
    refusals = 0
    await left_out.recall()
    while True:
        without = left_out.of(request.llm, digest)
        said = rewritten(request, without)
        try:
            answer = await ask(said, without)
        except OrchestrationError as error:
            if not left_out.learn(request.llm, digest, error, sent(said, without)):
                if refusals:
                    report_tries(error, refusals)
                    await left_out.settle(request.llm, digest, taken=False)
                raise
            refusals += 1
            send_again()
        else:
            await left_out.settle(request.llm, digest, taken=True)
            text, mark = cut_at_stop(answer.text, request.stop if "stop" in without else ())
            missing = tuple(sorted(without & sent(request, ())))
            refusals += answer.failed_calls
            answer = replace(answer, text=text, stopped_by=mark or answer.stopped_by)
            return replace(answer, failed_calls=refusals, left_out=missing)
