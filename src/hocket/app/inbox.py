"""The inbox: open questions of all runs, and the answers to them; each is answered once."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Protocol

from pydantic import Field

from hocket.app.admission import check_plan
from hocket.core import ids
from hocket.core.digest import digest
from hocket.core.event import Answered, Event, PlanMade
from hocket.core.noun import Noun, parse
from hocket.core.plan import Plan
from hocket.core.question import Answer, AnswerDecision
from hocket.errors import InvalidInputError, NotFoundError, Remedy, SettledError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from hocket.app.registry import Registry
    from hocket.core.question import Question
    from hocket.core.run import RunState
    from hocket.ports.journal import Journal

ACCEPTED: dict[str, tuple[str, ...]] = {
    "plan": ("approve", "reject", "edit"),
    "effect": ("approve", "reject", "edit"),
    "result": ("approve", "reject", "edit"),
    "question": ("answer", "reject"),
}
"""Kind of question to the decisions that it accepts."""


class Reply(Noun, defer_build=False):
    """Your reply to a question: a decision, with words or an edited draft where needed."""

    decision: AnswerDecision
    words: str = ""
    draft: str | None = Field(default=None, description="the edited text itself")
    covers: bool = False


def place_of(question: str) -> tuple[str, str]:
    """(run id, id within the run) of the full id of a question.

    Raises:
        NotFoundError: The text is not the id of a question.

    Examples:
        >>> place_of("run-1~t1~1~0")
        ('run-1', 't1~1~0')
    """
    parts = ids.question_parts(question)
    if parts is None:
        message = f"{question!r} is not the id of a question"
        raise NotFoundError(message, remedy=Remedy("list_questions"), question_id=question)
    return parts


async def open_questions(
    journal: Journal, run_id: str | None = None
) -> list[tuple[RunState, Question]]:
    """The open questions with the state of their run; oldest run first.

    Args:
        journal: Is only read.
        run_id: Limits the list to this run.
    """
    from hocket.projections.history import state_of  # noqa: PLC0415 - not needed to answer

    questions = []
    for head in reversed(await journal.heads()):
        other = not ids.is_run(head.run_id)
        if other or head.is_over or run_id not in (None, head.run_id):
            continue
        state = await state_of(journal, head.run_id)
        questions += [(state, question) for _, question in sorted(state.questions.items())]
    return questions


class Answers(Protocol):
    """What can journal an answer: an engine, or ``DormantRuns``."""

    async def record(
        self, run_id: str, make: Callable[[RunState], Sequence[Event]], blobs: Mapping[str, bytes]
    ) -> RunState: ...


async def answer(
    engine: Answers, registry: Registry, question: str, reply: Reply, by: str
) -> RunState:
    """Answer a question; if its run is in progress, it continues at once.

    Args:
        engine: Journals the answer.
        registry: The check kinds and task types that an edited plan may name.
        question: Full id of the question.
        reply: The decision.
        by: Who decides.

    Raises:
        SettledError: The question was already answered.
        InvalidInputError: There is no such open question, or it does not accept this reply.
    """
    run_id, question_id = place_of(question)
    blobs = {} if reply.draft is None else {digest(reply.draft.encode()): reply.draft.encode()}
    decided = Answer(
        decision=reply.decision,
        words=reply.words.strip(),
        draft=next(iter(blobs), None),
        covers=reply.covers,
        by=by,
    )

    def make(state: RunState) -> list[Event]:
        pending = _open(state, question_id)
        _check(pending, reply)
        events: list[Event] = [Answered(question_id=question_id, answer=decided)]
        if pending.kind == "plan" and reply.decision == "edit":
            plan = parse(Plan, reply.draft or "", what="draft")
            plan = registry.admit_plan(plan, "draft")
            check_plan(plan, "draft")
            events.append(PlanMade(plan=plan))
        return events

    return await engine.record(run_id, make, blobs)


def _open(state: RunState, question_id: str) -> Question:
    question = state.questions.get(question_id)
    if question is not None:
        return question
    earlier = state.answers.get(question_id)
    if earlier is not None:
        by = earlier.by or "someone"
        message = f"Question {question_id} was already answered: {earlier.decision} by {by}"
        raise SettledError(message, question_id=question_id, decision=earlier.decision)
    message = f"Run {state.run_id} has no open question {question_id}"
    remedy = Remedy("list_questions")
    raise InvalidInputError(message, remedy=remedy, question_id=question_id, run_id=state.run_id)


def _check(question: Question, reply: Reply) -> None:
    accepted = ACCEPTED[question.kind]
    if reply.decision not in accepted:
        message = f"decision: {reply.decision!r} does not answer this; use {' or '.join(accepted)}"
        raise InvalidInputError(message, decision=reply.decision)
    needs_words = reply.decision == "answer" or (
        reply.decision == "reject" and question.kind in ("plan", "result")
    )
    if needs_words and not reply.words.strip():
        message = f"words: they are empty; to {reply.decision}, write why or what"
        raise InvalidInputError(message, decision=reply.decision)
    if reply.decision != "edit":
        return
    if not reply.draft or not reply.draft.strip():
        message = "draft: it is empty; send the whole edited text"
        raise InvalidInputError(message, decision="edit")
    if question.kind == "effect" and not isinstance(_json(reply.draft), dict):
        message = "draft: the arguments of a call must be a JSON object; correct the text"
        raise InvalidInputError(message, decision="edit")


def _json(text: str) -> Any:
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return None
