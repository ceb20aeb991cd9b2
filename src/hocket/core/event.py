"""Events: what happened in a run, in the past tense, readable for ever.

The journal holds nothing else; state, replay, explanations and screens are folds over events.
A changed event gets a higher ``version`` and an upcaster in ``core/upcast.py``; stored events are
never rewritten. ``core/codec.py`` writes and reads them.
"""

from __future__ import annotations

from typing import ClassVar, Literal

from pydantic import Field

from hocket.core.agent import AgentCard
from hocket.core.attempt import Outcome
from hocket.core.award import Award
from hocket.core.bid import Bid, Decline, Offer
from hocket.core.check import CheckResult
from hocket.core.compaction import CompactionStep
from hocket.core.goal import Goal, Limits
from hocket.core.happened import Event as Event  # noqa: PLC0414 - as below
from hocket.core.learned import Learned
from hocket.core.limit_event import Economised as Economised  # noqa: PLC0414 - events are read from here
from hocket.core.limit_event import ForecastMade as ForecastMade  # noqa: PLC0414 - events are read from here
from hocket.core.limit_event import LimitReached as LimitReached  # noqa: PLC0414 - events are read from here
from hocket.core.limit_event import StageEntered as StageEntered  # noqa: PLC0414 - events are read from here
from hocket.core.mark import Digest, Wording
from hocket.core.message import Message
from hocket.core.plan import Plan
from hocket.core.question import Answer, Question
from hocket.core.receipt import Receipt
from hocket.core.result import Result
from hocket.core.review import Review
from hocket.core.stage import Thresholds
from hocket.core.structure import StructureAsked
from hocket.core.usage import NO_USAGE, Usage


class GoalAccepted(Event):
    """A goal was accepted; from now on nothing of it is lost."""

    version: ClassVar[int] = 2

    goal: Goal
    agents: tuple[AgentCard, ...] = ()
    bidders: tuple[str, ...] = Field(default=(), description="agents that are asked for their bid")
    ways: dict[str, tuple[str, ...]] = Field(default_factory=dict, description="those of agents")
    llms: dict[str, str] = Field(default_factory=dict, description="role -> adapter:llm")
    parent: str | None = None
    request: str = Field(default="", description="digest of the request that submitted it")
    effects: tuple[Receipt, ...] = Field(
        default=(), description="what earlier attempts of the outer run at the same have done"
    )
    reasoning_tokens: int = Field(
        default=0, ge=0, description="what an LLM may think beyond the length of an answer"
    )
    thresholds: Thresholds | None = Field(
        default=None,
        exclude_if=lambda thresholds: thresholds is None,
        description="from which shares of its limits on the run goes on with less",
    )


class ExperienceTaken(Event):
    """What earlier runs have shown entered this run; it uses nothing that they show later."""

    snapshot: Digest = Field(description="of all that was known")
    cursor: int = Field(ge=0, description="position of the last record that this rests on")
    learned: Learned = Field(description="of all that was known, what this run may use")


class PlanMade(Event):
    plan: Plan


class PlanFailed(Event):
    version: ClassVar[int] = 2

    reason: Wording
    error: str = Field(default="", description="code of the error")


class BidAnswered(Event):
    """An agent was asked for its bid: it made an offer, declined, or did neither by a fault."""

    task_id: str
    round: int
    agent: str
    offer: Offer | None = None
    declined: Wording = Field(default="", description="in its own words")
    fault: Wording = Field(default="", description="why there is no answer that counts")


class BidsReceived(Event):
    task_id: str
    round: int
    bids: tuple[Bid, ...]
    declines: tuple[Decline, ...] = ()


class Awarded(Event):
    attempt_id: str
    award: Award


class NoBids(Event):
    task_id: str
    round: int
    reason: Wording


class CallAnswered(Event):
    """A call outside the process was answered: an LLM, a tool, or a check that runs code.

    ``attempt_id``, ``ordinal`` and ``request`` identify the call after a crash.
    """

    version: ClassVar[int] = 2

    attempt_id: str
    ordinal: int
    kind: Literal["llm", "tool"]
    name: str
    request: Digest = Field(description="digest of the exact request")
    response: Digest = Field(description="digest of the exact response")
    usage: Usage = NO_USAGE
    ok: bool = True
    error: str = Field(default="", description="code of the error that it ended in")
    truncated: bool = Field(default=False, description="the answer was cut off at its limit")
    unverified: Wording = Field(
        default="", description="why nothing shows that prompt and answer are whole"
    )
    left: tuple[Digest, ...] = Field(
        default=(), description="texts stored with the answer, such as files that a tool wrote"
    )
    receipt_of: str = Field(
        default="", description="the call of an earlier attempt whose response this is; not made"
    )
    effects: tuple[Receipt, ...] = Field(default=(), description="unsafe effects of its inner run")
    structure: StructureAsked | None = Field(
        default=None,
        exclude_if=lambda asked: asked is None,
        description="the schema that the answer had to keep",
    )


class TryFailed(Event):
    """A try of a call failed and another follows; the last one of a call is its CallAnswered."""

    attempt_id: str
    ordinal: int
    name: str
    number: int = Field(ge=1, description="of the try, counted over restarts")
    code: str
    reason: Wording
    wait_s: float = Field(ge=0, description="until the next try, at least")
    usage: Usage = NO_USAGE
    effects: tuple[Receipt, ...] = Field(default=(), description="as of CallAnswered")


class EffectIntended(Event):
    """A tool with side effects is about to run; without a later CallAnswered it is doubtful.

    Also a try of an LLM call that is about to be sent: ``tool`` is the LLM then.
    """

    attempt_id: str
    ordinal: int
    tool: str
    request: Digest
    idempotent: bool
    usage: Usage = Field(default=NO_USAGE, description="what it costs if its answer is lost")


class EffectDoubtful(Event):
    """It is unknown whether this effect happened before a crash; it was not repeated."""

    attempt_id: str
    ordinal: int
    tool: str
    request: Digest


Doubt = EffectIntended | EffectDoubtful
"""An effect that may or may not have happened."""


class StructureMended(Event):
    """A step towards an answer that can be used: JSON that fits its schema, or text at all."""

    attempt_id: str
    ordinal: int
    step: Literal["repaired", "asked_again", "gave_up"]
    fault: Wording
    subject: Literal["json", "text", "thoughts", "repetition"] = Field(
        default="json",
        description="what was wanted; ``thoughts``: what they left no room for; ``repetition``: "
        "what was stopped",
    )


class PromptCompacted(Event):
    """A prompt was shortened to fit its context window."""

    attempt_id: str
    before_tokens: int
    after_tokens: int
    window_tokens: int = Field(description="0 if unknown")
    dropped: tuple[Wording, ...]
    steps: tuple[CompactionStep, ...] = Field(default=(), description="in order, as far as known")
    record: Digest = Field(default="", description="of the messages before and after")


class ConversationHandedOver(Event):
    """A conversation outgrew the room in its window; a fresh one goes on from what matters."""

    attempt_id: str
    messages: int = Field(ge=1, description="messages that became one")
    before_tokens: int = Field(ge=0, description="length of the whole conversation, estimated")
    after_tokens: int = Field(ge=0, description="length of the fresh one, estimated")
    window_tokens: int = Field(ge=0)
    record: Digest = Field(description="as of PromptCompacted")


class AnswerHeld(Event):
    """An attempt has an answer and works on; if a limit ends the work, this is what it gives."""

    attempt_id: str
    number: int = Field(ge=1, description="of the answer; it is the same again after a crash")
    outcome: Outcome
    lacks: Wording = Field(
        default="", description="what it lacks, or what is wrong with it; empty if it is whole"
    )


class Executed(Event):
    attempt_id: str
    outcome: Outcome


class AttemptFailed(Event):
    attempt_id: str
    code: str
    reason: Wording
    retryable: bool


class Accepted(Event):
    attempt_id: str
    review: Review


class Rejected(Event):
    attempt_id: str
    review: Review


class Corroborated(Event):
    """No check proves the work, but independent methods agree on it."""

    attempt_id: str
    review: Review
    outcome: Outcome | None = Field(
        default=None, description="what most methods agree on, in place of the first outcome"
    )


class LeftUnproven(Event):
    """Nothing disproves the work and nothing proves it; it is used, marked as unproven."""

    version: ClassVar[int] = 2

    attempt_id: str
    review: Review
    error: str = Field(default="", description="code of the error that prevented the review")
    outcome: Outcome | None = Field(
        default=None, description="what most methods agree on, in place of the first outcome"
    )


class DeadLettered(Event):
    """A task was given up; tasks that depend on it cannot run."""

    task_id: str
    reason: Wording


class TimerFired(Event):
    timer_id: str


class ResultRejected(Event):
    """The result failed a check of the goal; these tasks are reopened."""

    iteration: int
    task_ids: tuple[str, ...]
    results: tuple[CheckResult, ...]


class RunResumed(Event):
    """A process resumed the run, which no process had executed for ``down_s``."""

    down_s: float = Field(ge=0)


class CancelRequested(Event):
    by: str


class EffectSettled(Event):
    """A person decided whether a doubtful effect happened."""

    attempt_id: str
    ordinal: int
    verdict: Literal["done", "not_done"]


class Asked(Event):
    """The run waits for a person to answer a question."""

    question: Question


class Answered(Event):
    """A person answered a question; what waited for it continues, even after a restart."""

    question_id: str
    answer: Answer


class TaskReopened(Event):
    """A person reopened tasks; they and all that depend on them run again."""

    task_ids: tuple[str, ...] = Field(min_length=1)
    words: str = Field(default="", description="what to do differently this time")
    by: str
    repeat_effects: bool = Field(default=False, description="unsafe effects may happen again")


class RunForked(Event):
    """This run started as a copy of the first events of another run."""

    run_id: str = Field(description="the other run")
    seq: int = Field(ge=1, description="seq of the last event that was copied")
    by: str
    down_s: float = Field(default=0.0, ge=0, description="time since that event")
    llms: dict[str, str] = Field(default_factory=dict, description="role -> adapter:llm, changed")
    limits: Limits | None = None
    agents: dict[str, str] = Field(default_factory=dict, description="task -> only agent that bids")


class MessagePosted(Event):
    """A person, or the agent they talk to, posted a message."""

    message: Message


class GoalReached(Event):
    ends: ClassVar[bool] = True

    result: Result


class GoalFailed(Event):
    version: ClassVar[int] = 2
    ends: ClassVar[bool] = True

    reason: Wording
    result: Result | None = None
    error: str = Field(default="", description="code of the error that prevented the result")


class GoalCancelled(Event):
    ends: ClassVar[bool] = True

    reason: Wording


class SessionOpened(Event):
    """A conversation with an agent started; the calls that follow belong to it."""

    agent: AgentCard
    llm: str
