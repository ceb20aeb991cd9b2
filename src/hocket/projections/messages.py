"""A run as messages: announcements, bids, answers, verdicts and questions."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING, Any, Literal

from hocket.core import event as ev
from hocket.core import ids
from hocket.core.digest import digest
from hocket.core.message import Content, Message, Metadata, Recipient, Sender
from hocket.projections.moment import moment
from hocket.projections.speech import bid_words, decline_words, verdict_words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from hocket.core.agent import AgentCard
    from hocket.core.bid import Decline
    from hocket.core.task import Task
    from hocket.engine.feed import DurableEvent

Kind = Literal["task", "query", "response", "notification", "error"]
ORCHESTRATOR = Sender(agent_id="orchestrator", agent_type="orchestrator")
PERSON = Sender(agent_id="user", agent_type="human")
ALL = Recipient(broadcast=True)
_KINDS: dict[str, Literal["specialist", "meta", "orchestrator"]] = {
    "specialist": "specialist",
    "meta": "meta",
    "supervisor": "orchestrator",
}


class Messages:
    """Turns the events of a run into messages.

    Args:
        run_id: The run; message ids derive from it, so they are the same each time.
    """

    def __init__(self, run_id: str) -> None:
        self._run_id = run_id
        self._agents: dict[str, AgentCard] = {}
        self._authors: dict[str, str] = {}
        self._tasks: dict[str, Task] = {}
        self._answers: dict[tuple[str, int, str], ev.BidAnswered] = {}
        self._records: dict[str, tuple[int, int]] = {}
        self._rules: dict[type[ev.Event], Callable[[Any], Iterable[_Draft]]] = {
            ev.GoalAccepted: self._goal,
            ev.PlanMade: self._plan,
            ev.BidAnswered: self._bid_answered,
            ev.BidsReceived: self._bids,
            ev.Awarded: self._award,
            ev.NoBids: self._no_bids,
            ev.Executed: self._executed,
            ev.AttemptFailed: self._failed,
            ev.Accepted: self._judged,
            ev.Rejected: self._judged,
            ev.Corroborated: self._judged,
            ev.LeftUnproven: self._judged,
            ev.Asked: self._asked,
            ev.Answered: self._answered,
            ev.DeadLettered: self._dead_lettered,
            ev.GoalReached: self._over,
            ev.GoalFailed: self._over,
            ev.GoalCancelled: self._over,
        }

    @property
    def types(self) -> frozenset[str]:
        """The types of the events that have messages; no other needs to be read."""
        return frozenset(kind.__name__ for kind in self._rules)

    def of(self, happened: DurableEvent) -> list[Message]:
        """The messages for one event; ``payload.digest`` names a text that belongs to one."""
        rule = self._rules.get(type(happened.event))
        drafts = list(rule(happened.event)) if rule else []
        seq, at_us = happened.seq, happened.at_us
        return [self._message(draft, f"{seq}.{n}", at_us) for n, draft in enumerate(drafts)]

    def _message(self, draft: _Draft, place: str, at_us: int) -> Message:
        raw = bytes.fromhex(digest(f"{self._run_id}/{place}".encode())[:32])
        return Message(
            message_id=str(uuid.UUID(bytes=raw, version=4)),
            timestamp=moment(at_us),
            sender=draft.sender,
            recipient=draft.recipient,
            content=Content(type=draft.kind, payload=draft.payload),
            metadata=Metadata(task_id=draft.task_id, correlation_id=self._run_id),
        )

    def _goal(self, event: ev.GoalAccepted) -> Iterable[_Draft]:
        self._agents = {card.name: card for card in event.agents}
        yield _Draft(PERSON, _to(ORCHESTRATOR), "task", event.goal.text)

    def _plan(self, event: ev.PlanMade) -> Iterable[_Draft]:
        self._tasks = {t.task_id: t for t in event.plan.tasks}
        names = ", ".join(self._tasks)
        count = "one task" if len(self._tasks) == 1 else f"{len(self._tasks)} tasks"
        text = f"The plan has {count}: {names}. {event.plan.why}".strip()
        yield _Draft(ORCHESTRATOR, ALL, "notification", text)

    def _bid_answered(self, event: ev.BidAnswered) -> Iterable[_Draft]:
        # Its message follows with the other bids of the round.
        self._answers[event.task_id, event.round, event.agent] = event
        return ()

    def _bids(self, event: ev.BidsReceived) -> Iterable[_Draft]:
        task_id, task = event.task_id, self._tasks[event.task_id]
        text = f"Who can do {task_id}? {task.objective.description}"
        yield _Draft(ORCHESTRATOR, ALL, "task", text, task_id)
        for bid in sorted(event.bids, key=lambda b: -b.score):
            answer = self._answers.get((task_id, event.round, bid.agent))
            text = bid_words(
                bid,
                task,
                self._agents[bid.agent],
                self._records.get(bid.agent, (0, 0)),
                answer.offer if answer else None,
            )
            yield _Draft(self._agent(bid.agent), _to(ORCHESTRATOR), "response", text, task_id)
        for decline in event.declines:
            yield self._declined(decline, event)

    def _declined(self, decline: Decline, event: ev.BidsReceived) -> _Draft:
        name, task_id = decline.agent, event.task_id
        answer = self._answers.get((task_id, event.round, name))
        if answer is not None and answer.fault:
            # The orchestrator explains why the agent has no bid.
            text = f"No bid from {name}: {answer.fault}"
            return _Draft(ORCHESTRATOR, ALL, "error", text, task_id)
        own = answer.declined if answer else ""
        text = decline_words(decline.reason, self._tasks[task_id], self._agents.get(name), own)
        return _Draft(self._agent(name), _to(ORCHESTRATOR), "response", text, task_id)

    def _award(self, event: ev.Awarded) -> Iterable[_Draft]:
        award = event.award
        again = award.agent in (self._authors.get(a) for a in self._attempts_of(award.task_id))
        self._authors[event.attempt_id] = award.agent
        score = award.choice.candidates.get(award.option)
        text = f"{award.task_id} is yours{' again' if again else ''}"
        if award.way:
            text += f", by {award.way}"
        if score is not None:
            text += f" with a bid of {score:.1f}"
        if award.fallback is not None:
            text += f"; {award.fallback_option} is the fallback"
        to = Recipient(agent_id=award.agent)
        yield _Draft(ORCHESTRATOR, to, "task", f"{text}.", award.task_id)

    def _no_bids(self, event: ev.NoBids) -> Iterable[_Draft]:
        text = f"No agent bids for {event.task_id}: {event.reason}"
        yield _Draft(ORCHESTRATOR, ALL, "error", text, event.task_id)

    def _executed(self, event: ev.Executed) -> Iterable[_Draft]:
        task_id, files = ids.task_of(event.attempt_id), sorted(event.outcome.files)
        listed = f" I made these files: {', '.join(files)}." if files else ""
        text = f"I have finished {task_id}.{listed} Here is my answer."
        author = self._author(event.attempt_id)
        draft = _Draft(author, _to(ORCHESTRATOR), "response", text, task_id)
        draft.payload["digest"] = event.outcome.text
        yield draft

    def _failed(self, event: ev.AttemptFailed) -> Iterable[_Draft]:
        author, task_id = self._author(event.attempt_id), ids.task_of(event.attempt_id)
        text = f"I could not finish {task_id}: {event.reason}"
        yield _Draft(author, _to(ORCHESTRATOR), "error", text, task_id)

    def _judged(
        self, event: ev.Accepted | ev.Corroborated | ev.Rejected | ev.LeftUnproven
    ) -> Iterable[_Draft]:
        review, author = event.review, self._author(event.attempt_id).agent_id
        if review.verdict != "unproven":
            accepted, judged = self._records.get(author, (0, 0))
            self._records[author] = (accepted + (review.verdict != "rejected"), judged + 1)
        judge = Sender(agent_id=review.reviewer, agent_type="meta")
        kind: Kind = "query" if review.verdict == "rejected" else "notification"
        to, task_id = Recipient(agent_id=author), ids.task_of(event.attempt_id)
        yield _Draft(judge, to, kind, verdict_words(review), task_id)

    def _asked(self, event: ev.Asked) -> Iterable[_Draft]:
        question = event.question
        sender = self._author(question.attempt_id or "")
        text = f"{question.title}\n{question.detail}".strip()
        yield _Draft(sender, _to(PERSON), "query", text, question.task_id)

    def _answered(self, event: ev.Answered) -> Iterable[_Draft]:
        answer = event.answer
        sender = Sender(agent_id=answer.by or PERSON.agent_id, agent_type="human")
        text = f"{answer.decision}: {answer.words}".rstrip(": ")
        yield _Draft(sender, ALL, "response", text)

    def _dead_lettered(self, event: ev.DeadLettered) -> Iterable[_Draft]:
        yield _Draft(
            ORCHESTRATOR,
            ALL,
            "error",
            f"I give up on {event.task_id}: {event.reason}",
            event.task_id,
        )

    def _over(self, event: ev.GoalReached | ev.GoalFailed | ev.GoalCancelled) -> Iterable[_Draft]:
        if isinstance(event, ev.GoalReached):
            draft = _Draft(
                ORCHESTRATOR,
                _to(PERSON),
                "response",
                f"Here is the result. It is {event.result.verdict}.",
            )
            draft.payload["digest"] = event.result.text
        else:
            draft = _Draft(ORCHESTRATOR, _to(PERSON), "error", event.reason)
        yield draft

    def _attempts_of(self, task_id: str) -> list[str]:
        return [attempt for attempt in self._authors if ids.task_of(attempt) == task_id]

    def _author(self, attempt_id: str) -> Sender:
        name = self._authors.get(attempt_id)
        return ORCHESTRATOR if name is None else self._agent(name)

    def _agent(self, name: str) -> Sender:
        card = self._agents.get(name)
        return Sender(agent_id=name, agent_type=_KINDS[card.kind] if card else "specialist")


class _Draft:
    def __init__(
        self,
        sender: Sender,
        recipient: Recipient,
        kind: Kind,
        text: str,
        task_id: str | None = None,
    ) -> None:
        self.sender = sender
        self.recipient = recipient
        self.kind: Kind = kind
        self.payload: dict[str, Any] = {"text": text}
        self.task_id = task_id


def _to(sender: Sender) -> Recipient:
    return Recipient(agent_id=sender.agent_id)
