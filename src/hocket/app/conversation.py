"""Conversations: you talk with one agent; every message is journaled."""

from __future__ import annotations

import uuid
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from hocket.adapters.system.ids import new_id
from hocket.app.submission import submit
from hocket.core import ids
from hocket.core.digest import digest
from hocket.core.event import (
    ConversationHandedOver,
    MessagePosted,
    PromptCompacted,
    SessionOpened,
)
from hocket.core.message import (
    Content,
    Conversation,
    ConversationMetrics,
    Message,
    Metadata,
    Participant,
    PerformanceMetrics,
    Recipient,
    Sender,
)
from hocket.core.noun import Noun
from hocket.core.urgency import WAITED_FOR, urgent
from hocket.errors import InvalidInputError, NotFoundError
from hocket.llm.compaction.record import decoded
from hocket.llm.headroom import growing
from hocket.ports.llm import ChatMessage, LlmRequest
from hocket.projections.history import History

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from hocket.app.runtime import Runtime
    from hocket.core.agent import AgentCard
    from hocket.engine.loop import RunLoop

PERSON = "user"
ANSWER_TOKENS = 1024
TITLE_CHARS = 80


@dataclass(slots=True)
class ConversationRecord:
    """A conversation as its journal has it.

    ``length`` is its number of events, ``compaction`` the digest of the record of the last
    compaction of its prompt; empty if there was none. ``handovers`` counts how often it outgrew its
    window.
    """

    conversation_id: str
    card: AgentCard
    llm: str
    started_us: int
    last_us: int
    messages: list[Message]
    length: int
    compaction: str = ""
    handovers: int = 0

    @property
    def title(self) -> str:
        """The first message, shortened to one line."""
        if not self.messages:
            return ""
        text = " ".join(str(self.messages[0].content.payload.get("text", "")).split())
        return text if len(text) <= TITLE_CHARS else f"{text[: TITLE_CHARS - 1]}…"

    def document(self) -> Conversation:
        """The published form; its id there is a UUID derived from ours."""
        tokens = [
            m.metadata.performance_metrics.tokens_used or 0
            for m in self.messages
            if m.metadata.performance_metrics
        ]
        return Conversation(
            conversation_id=_uuid(self.conversation_id),
            participants=(
                Participant(agent_id=PERSON, role="user"),
                Participant(agent_id=self.card.name, role="agent"),
            ),
            messages=tuple(self.messages),
            metrics=ConversationMetrics(total_tokens=sum(tokens)),
        )


class ConversationReply(Noun):
    """The reply to what a person said: the agent's answer, or a note about the run it started."""

    message: Message
    run_id: str | None = None


async def say(
    conversations: Conversations,
    conversation_id: str,
    text: str,
    *,
    as_run: bool = False,
    remember: int | None = None,
    max_tokens: int = ANSWER_TOKENS,
) -> ConversationReply:
    """Say something to the agent; the reply is durable when this returns.

    Args:
        conversations: Those of an open runtime.
        conversation_id: The conversation.
        text: What to say.
        as_run: Whether to start a run with this text as its goal, instead of asking the agent.
        remember: How many of the last messages are in the prompt, including the new one; None for
            all. What does not fit the window of the LLM is compacted, on record.
        max_tokens: The limit on the answer.

    Raises:
        NotFoundError: There is no such conversation.
        InvalidInputError: The text is empty, or the last message is still being answered.
        ContextOverflowError, UnavailableError, DeadlineExceededError: From the LLM's host. The
            message stays; saying the same again asks the agent again.
    """
    if not text.strip():
        message = "text: it is empty; write a message"
        raise InvalidInputError(message)
    with conversations.turn(conversation_id):
        record = await conversations.read(conversation_id)
        if not as_run:
            return ConversationReply(
                message=await conversations.answer(record, text, remember, max_tokens)
            )
        run_id, _ = await submit(conversations.runtime, text)
        await conversations.runtime.engine.accepted(run_id)
        note = await conversations.note_run(record, text, run_id)
        return ConversationReply(message=note, run_id=run_id)


class Conversations:
    """Opens, continues and reads conversations.

    Args:
        runtime: Open.
    """

    def __init__(self, runtime: Runtime) -> None:
        self._runtime = runtime
        self._answering: set[str] = set()

    @property
    def runtime(self) -> Runtime:
        """The runtime, if it can be used here and now.

        Raises:
            NotOpenError: It is not open, or in another event loop or thread.
        """
        self._runtime.check_open()
        return self._runtime

    async def open(self, agent: str) -> ConversationRecord:
        """Open a conversation with an agent.

        Raises:
            NoAgentError: There is no agent of this name.
        """
        conversation_id = new_id(ids.CONVERSATION)
        card, llm = await self.runtime.partner(agent)
        loop = self.runtime.loop(conversation_id)
        await loop.commit([SessionOpened(agent=card, llm=llm)])
        return await self.read(conversation_id)

    async def read(self, conversation_id: str) -> ConversationRecord:
        """The conversation with its messages so far.

        Raises:
            NotFoundError: There is no such conversation.
        """
        history = None
        if ids.is_conversation(conversation_id):
            history = await self._history(conversation_id)
        if not history:
            message = f"There is no conversation {conversation_id!r}"
            raise NotFoundError(message, conversation_id=conversation_id)
        return record_of(history)

    async def all(self) -> list[ConversationRecord]:
        """All conversations, newest first."""
        heads = await self.runtime.journal.heads()
        names = [h.run_id for h in heads if ids.is_conversation(h.run_id)]
        return [record_of(await self._history(i)) for i in names]

    @contextmanager
    def turn(self, conversation_id: str) -> Iterator[None]:
        """Hold the turn within the block: one message at a time is answered.

        Raises:
            InvalidInputError: The last message is still being answered.
        """
        if conversation_id in self._answering:
            message = f"{conversation_id} is being answered; wait for the answer, then send again"
            raise InvalidInputError(message, conversation_id=conversation_id)
        self._answering.add(conversation_id)
        try:
            yield
        finally:
            self._answering.discard(conversation_id)

    async def answer(
        self, record: ConversationRecord, text: str, remember: int | None, max_tokens: int
    ) -> Message:
        """Journal a message and the agent's answer; call it within a ``turn``."""
        loop = await self._post(record, text)
        head = [ChatMessage("system", record.card.instructions)] if record.card.instructions else []
        said = (*head, *_prompt(record.messages[-remember:] if remember else record.messages))
        prompt = await self._continued(record, said)
        request = LlmRequest(record.llm, prompt, max_tokens=max_tokens)
        # Each try has its own scope, apart from earlier answers and failures.
        scope = ids.turn(record.conversation_id, record.length)
        with urgent(WAITED_FOR), growing(said, prompt):
            answer = await loop.scope(scope).llm.complete(request)
        await self._note_handover(record, loop)
        measured = PerformanceMetrics(
            latency_ms=round(answer.total_s * 1000, 1),
            tokens_used=answer.prompt_tokens + answer.completion_tokens,
        )
        agent = Sender(agent_id=record.card.name, agent_type="specialist", model=record.llm)
        payload = {"text": answer.text, "finish": answer.finish}
        reply = self._message(record, agent, Content(type="response", payload=payload), measured)
        await loop.commit([MessagePosted(message=reply)])
        return reply

    async def _continued(
        self, record: ConversationRecord, said: tuple[ChatMessage, ...]
    ) -> tuple[ChatMessage, ...]:
        """What was said, in the short form that the last turn had, if it was compacted."""
        if not record.compaction:
            return said
        last = decoded(await self.runtime.journal.blob(record.compaction))
        return last.continued(said) or said

    async def _note_handover(self, record: ConversationRecord, loop: RunLoop) -> None:
        """Journal a note if the conversation outgrew its window with this turn."""
        history = await self._history(record.conversation_id)
        handed = [*history.only(ConversationHandedOver)]
        if len(handed) == record.handovers:
            return
        text = (
            f"This conversation outgrew the room in a window of {handed[-1].window_tokens} tokens; "
            f"it goes on from a short form: {handed[-1].before_tokens} tokens became "
            f"{handed[-1].after_tokens}. The journal has all of it."
        )
        orchestrator = Sender(agent_id="orchestrator", agent_type="orchestrator")
        content = Content(type="notification", payload={"text": text})
        await loop.commit([MessagePosted(message=self._message(record, orchestrator, content))])

    async def note_run(self, record: ConversationRecord, text: str, run_id: str) -> Message:
        """Journal a message that starts a run, and a note on it; call it within a ``turn``."""
        loop = await self._post(record, text)
        payload = {"text": f"This started a run: {run_id}", "run_id": run_id}
        orchestrator = Sender(agent_id="orchestrator", agent_type="orchestrator")
        note = self._message(record, orchestrator, Content(type="notification", payload=payload))
        await loop.commit([MessagePosted(message=note)])
        return note

    async def _post(self, record: ConversationRecord, text: str) -> RunLoop:
        loop = self.runtime.loop(record.conversation_id)
        await loop.load()
        last = record.messages[-1] if record.messages else None
        if last is not None and _unanswered(last) and last.content.payload.get("text") == text:
            return loop  # sent again because no answer came: it is journaled already
        person = Sender(agent_id=PERSON, agent_type="human")
        posted = self._message(record, person, Content(type="query", payload={"text": text}))
        await loop.commit([MessagePosted(message=posted)])
        record.messages.append(posted)
        return loop

    async def _history(self, conversation_id: str) -> History:
        return History(conversation_id, await self.runtime.journal.read(conversation_id))

    def _message(
        self,
        record: ConversationRecord,
        sender: Sender,
        content: Content,
        measured: PerformanceMetrics | None = None,
    ) -> Message:
        to = record.card.name if sender.agent_type == "human" else PERSON
        return Message(
            message_id=str(uuid.UUID(bytes=bytes.fromhex(_new_hex()), version=4)),
            timestamp=self.runtime.now(),
            sender=sender,
            recipient=Recipient(agent_id=to),
            content=content,
            metadata=Metadata(
                conversation_id=_uuid(record.conversation_id), performance_metrics=measured
            ),
        )


def record_of(history: History) -> ConversationRecord:
    """The conversation that a journal holds."""
    opened = history.first
    assert isinstance(opened, SessionOpened)  # noqa: S101 - every such journal begins with it
    compactions = [*history.only(PromptCompacted)]
    return ConversationRecord(
        conversation_id=history.run_id,
        card=opened.agent,
        llm=opened.llm,
        started_us=history.started_us,
        last_us=history.last_us,
        messages=[posted.message for posted in history.only(MessagePosted)],
        length=len(history),
        handovers=len([*history.only(ConversationHandedOver)]),
        compaction=next((c.record for c in reversed(compactions) if c.record), ""),
    )


def _unanswered(last: Message) -> bool:
    return last.sender.agent_type == "human"


def _prompt(messages: Sequence[Message]) -> list[ChatMessage]:
    """The messages as a prompt, without notes on runs."""
    return [
        ChatMessage(
            "user" if m.sender.agent_type == "human" else "assistant",
            str(m.content.payload.get("text", "")),
        )
        for m in messages
        if m.content.type in ("query", "response")
    ]


def _uuid(conversation_id: str) -> str:
    raw = bytes.fromhex(digest(f"hocket:{conversation_id}".encode())[:32])
    return str(uuid.UUID(bytes=raw, version=4))


def _new_hex() -> str:
    return digest(new_id("message").encode())[:32]
