"""The inbox: the questions of all runs to a person, and their answers, each given once."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Protocol

from pydantic import Field

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

FITTING: dict[str, tuple[str, ...]] = {
    "plan": ("approve", "reject", "edit"),
    "effect": ("approve", "reject", "edit"),
    "result": ("approve", "reject", "edit"),
    "question": ("answer", "reject"),
}
"""Kind of question to the decisions that answer it."""


class Reply(Noun, defer_build=False):
    """What a person sends: a decision, with words or an edited draft where it needs them."""

    decision: AnswerDecision
    words: str = ""
    draft: str | None = Field(default=None, description="the edited text itself")
    covers: bool = False


def place_of(given: str) -> tuple[str, str]:
    """(run id, id within the run) of a question's id over all runs.

    Raises:
        NotFoundError: It is none.

    Examples:
        >>> place_of("run-1~t1~1~0")
        ('run-1', 't1~1~0')
    """
    parts = ids.question_parts(given)
    if parts is None:
        message = f"{given!r} is not the id of a question"
        raise NotFoundError(message, remedy=Remedy("list_questions"), question_id=given)
    return parts


async def open_questions(
    journal: Journal, run_id: str | None = None
) -> list[tuple[RunState, Question]]:
    """What waits for a person, with the run it belongs to; oldest run first.

    Args:
        journal: Only read.
        run_id: Only this run's.
    """
    from hocket.projections.history import state_of  # noqa: PLC0415 - not needed to answer

    found = []
    for head in reversed(await journal.heads()):
        other = not ids.is_run(head.run_id)
        if other or head.is_over or run_id not in (None, head.run_id):
            continue
        state = await state_of(journal, head.run_id)
        found += [(state, question) for _, question in sorted(state.questions.items())]
    return found


class Teller(Protocol):
    """Journals what a person decided about a run: an engine, or what stands in for one."""

    async def tell(
        self, run_id: str, make: Callable[[RunState], Sequence[Event]], blobs: Mapping[str, bytes]
    ) -> RunState: ...


async def answer(
    engine: Teller, registry: Registry, question: str, reply: Reply, by: str
) -> RunState:
    """Answer a question; what waited for it goes on where its run is carried.

    Args:
        engine: Whose journal has the run.
        registry: What an edited plan may name.
        question: Its id over all runs.
        reply: What was decided.
        by: Who decides.

    Raises:
        SettledError: It was answered already, or is not asked any more.
        InvalidInputError: There is no such question, or the reply does not fit it.
    """
    run_id, question_id = place_of(question)
    blobs = {} if reply.draft is None else {digest(reply.draft.encode()): reply.draft.encode()}
    told = Answer(
        decision=reply.decision,
        words=reply.words.strip(),
        draft=next(iter(blobs), None),
        covers=reply.covers,
        by=by,
    )

    def make(state: RunState) -> list[Event]:
        asked = _open(state, question_id)
        _check(asked, reply)
        events: list[Event] = [Answered(question_id=question_id, answer=told)]
        if asked.kind == "plan" and reply.decision == "edit":
            plan = parse(Plan, reply.draft or "", what="draft")
            events.append(PlanMade(plan=registry.admit_plan(plan, "draft")))
        return events

    return await engine.tell(run_id, make, blobs)


def _open(state: RunState, question_id: str) -> Question:
    asked = state.questions.get(question_id)
    if asked is not None:
        return asked
    known = state.answers.get(question_id)
    if known is not None:
        message = f"Question {question_id} was answered already: {known.decision} by {known.by}"
        raise SettledError(message, question_id=question_id, decision=known.decision)
    message = f"Run {state.run_id} does not ask {question_id}, or no longer"
    remedy = Remedy("list_questions")
    raise InvalidInputError(message, remedy=remedy, question_id=question_id, run_id=state.run_id)


def _check(asked: Question, reply: Reply) -> None:
    fitting = FITTING[asked.kind]
    if reply.decision not in fitting:
        message = f"decision: {reply.decision!r} does not answer this; use {' or '.join(fitting)}"
        raise InvalidInputError(message, decision=reply.decision)
    needs_words = reply.decision == "answer" or (
        reply.decision == "reject" and asked.kind in ("plan", "result")
    )
    if needs_words and not reply.words.strip():
        message = f"words: a decision to {reply.decision} needs some; say why, or what"
        raise InvalidInputError(message, decision=reply.decision)
    if reply.decision != "edit":
        return
    if not reply.draft or not reply.draft.strip():
        message = "draft: it is empty; give the whole edited text"
        raise InvalidInputError(message, decision="edit")
    if asked.kind == "effect" and not isinstance(_json(reply.draft), dict):
        message = "draft: a call's arguments are a JSON object; correct the text"
        raise InvalidInputError(message, decision="edit")


def _json(text: str) -> Any:
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return None
