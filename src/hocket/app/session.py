"""A session: a person or program talks to one agent, call by call, each answer journaled."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hocket.core.event import SessionOpened
from hocket.ports.llm import ChatMessage, LlmRequest

if TYPE_CHECKING:
    from hocket.core.agent import AgentCard
    from hocket.engine.loop import RunLoop
    from hocket.ports.llm import LlmAnswer


class Session:
    """One agent's LLM under the agent's instructions, with what was said before.

    Args:
        loop: Of the session's own journal.
        card: The agent talked to.
        llm: ``adapter:name``.
        remember: How many earlier exchanges each prompt repeats; 0 for none.
    """

    def __init__(self, loop: RunLoop, card: AgentCard, llm: str, remember: int) -> None:
        self.session_id = loop.run_id
        self._loop = loop
        self._card = card
        self._llm = llm
        self._remember = remember
        self._said: list[ChatMessage] = []
        self._scope = loop.scope("session")
        self._opened = False

    async def ask(self, text: str, *, max_tokens: int = 1024) -> LlmAnswer:
        """The agent's answer; durable when this returns.

        Raises:
            ContextOverflowError, UnavailableError, DeadlineExceededError: From the LLM's host.
        """
        if not self._opened:
            self._opened = True
            await self._loop.commit([SessionOpened(agent=self._card, llm=self._llm)])
        question = ChatMessage("user", text)
        head = (ChatMessage("system", self._card.instructions),) if self._card.instructions else ()
        request = LlmRequest(self._llm, (*head, *self._said, question), max_tokens=max_tokens)
        answer = await self._scope.llm.complete(request)
        if self._remember:
            self._said += [question, ChatMessage("assistant", answer.text)]
            self._said = self._said[-2 * self._remember :]
        return answer
