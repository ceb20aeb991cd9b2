"""Asking again: an answer that is no work is asked for once more, with what was wrong with it."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import replace
from typing import TYPE_CHECKING

from hocket.core.event import StructureMended
from hocket.errors import EmptyAnswerError
from hocket.llm.noting import NotingLlm
from hocket.ports.llm import ChatMessage

if TYPE_CHECKING:
    from hocket.ports.llm import LlmAnswer, LlmRequest, OnText

ASKS = 3
_NO_WORK = re.compile(
    r"^[ \t]*(?:`{3,}|~{3,})[\w+-]*[ \t]*$|<\|[\w-]+\|>|</?s>|<(?:eos|end_of_turn)>"
    r"|</?(?:answer|response|output|final_answer)>",
    re.MULTILINE,
)
"""Lines that open or close a code block, marks of the end of a text, and an empty wrapper."""

_FILLERS = frozenset("\u115f\u1160\u2800\u3164\uffa0")
"""Letters and symbols that are invisible; other invisible characters are known by category."""


def is_blank(text: str) -> bool:
    r"""Whether a text says nothing: it is empty, invisible, or a code block without content.

    Examples:
        >>> is_blank(" \n\u200b"), is_blank("```python\n```"), is_blank("0")
        (True, True, False)
    """
    first = text[:1]
    if first.isascii() and first.isalnum():
        return False
    return all(
        char in _FILLERS or unicodedata.category(char)[0] in "ZC" for char in _NO_WORK.sub("", text)
    )


def asked_again(request: LlmRequest, said: str, complaint: str) -> LlmRequest:
    """The request with an answer that will not do, and why.

    A blank answer is left out, and two messages in a row have different roles, since many hosts
    refuse others.
    """
    *before, last = request.messages
    if not is_blank(said):
        added = [last, ChatMessage("assistant", said), ChatMessage("user", complaint)]
    elif last.role == "user":
        added = [replace(last, content=f"{last.content}\n\n{complaint}")]
    else:
        added = [last, ChatMessage("user", complaint)]
    return replace(request, messages=(*before, *added), seed=request.seed + 1)


class InsistingLlm(NotingLlm):
    """Asks again for a text that is blank.

    Args:
        inner: The LLM.
        attempt_id: The attempt for which each new ask is journaled.
        note: Journals an event.
    """

    async def complete(self, request: LlmRequest, on_text: OnText | None = None) -> LlmAnswer:
        """The answer; JSON and single tokens are left to those who ask for them.

        Raises:
            EmptyAnswerError: It was blank in three asks.
        """
        current = request
        for ask in range(ASKS):
            answer = await self._inner.complete(current, on_text)
            is_text = request.json_schema is None and not request.logprobs
            if not is_text or answer.tool_calls or not is_blank(answer.text):
                return answer
            last = ask + 1 == ASKS
            await self._note(
                StructureMended(
                    attempt_id=self._attempt_id,
                    ordinal=ask,
                    step="gave_up" if last else "asked_again",
                    subject="text",
                    fault="the answer was only thoughts" if answer.thoughts else "it was empty",
                )
            )
            way = "Answer with text, or call a tool." if request.tools else "Answer with text."
            again = asked_again(request, "", f"Your last answer was empty. {way}")
            # What ends an answer may be what this one begins with.
            current = replace(again, stop=())
        message = (
            f"{request.llm} answered nothing in {ASKS} asks; state the task in other words, or use "
            "another LLM"
        )
        raise EmptyAnswerError(message, llm=request.llm)
