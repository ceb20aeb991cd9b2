"""Messages and conversations between agents, in the form of the published schemas."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

from pydantic import AwareDatetime, Field

from hocket.core.noun import Noun, unchecked

if TYPE_CHECKING:
    from datetime import datetime

UUID4 = r"^[a-f0-9]{8}-[a-f0-9]{4}-4[a-f0-9]{3}-[89ab][a-f0-9]{3}-[a-f0-9]{12}$"


class Sender(Noun):
    agent_id: str
    agent_type: Literal["specialist", "meta", "orchestrator", "human"] = "specialist"
    model: str | None = None


class Recipient(Noun):
    agent_id: str | None = None
    broadcast: bool = False


class Content(Noun):
    type: Literal["task", "query", "response", "notification", "error"]
    payload: dict[str, Any] = Field(default_factory=dict)
    encoding: str = "utf-8"
    compression: str = "none"


class PerformanceMetrics(Noun):
    latency_ms: float | None = None
    tokens_used: int | None = None
    confidence_score: float | None = None


class Metadata(Noun):
    priority: int = Field(default=5, ge=0, le=10)
    correlation_id: str | None = None
    conversation_id: str | None = None
    task_id: str | None = None
    ttl: int | None = Field(default=None, ge=0, description="seconds from the timestamp")
    routing_hints: tuple[str, ...] = ()
    performance_metrics: PerformanceMetrics | None = None


class Message(Noun):
    """One message. ``message_id`` is a lower-case UUID version 4 (RFC 9562)."""

    message_id: str = Field(pattern=UUID4)
    timestamp: AwareDatetime
    sender: Sender
    recipient: Recipient
    content: Content
    metadata: Metadata

    def is_expired(self, now: datetime) -> bool:
        """Whether its time to live is over."""
        ttl = self.metadata.ttl
        return ttl is not None and (now - self.timestamp).total_seconds() > ttl


class Participant(Noun):
    agent_id: str
    role: str = "member"


class ConversationContext(Noun):
    task_context: dict[str, Any] = Field(default_factory=dict)
    shared_memory: dict[str, Any] = Field(default_factory=dict)
    decision_history: tuple[dict[str, Any], ...] = ()


class ConversationMetrics(Noun):
    total_tokens: int = Field(default=0, ge=0)
    total_latency: float = Field(default=0.0, ge=0)
    quality_score: float | None = Field(default=None, ge=0, le=1)


class Conversation(Noun):
    """Messages among participants, in the order in which they were posted."""

    conversation_id: str = Field(pattern=UUID4)
    participants: tuple[Participant, ...]
    messages: tuple[Message, ...] = ()
    context: ConversationContext = unchecked(ConversationContext)
    metrics: ConversationMetrics | None = None
