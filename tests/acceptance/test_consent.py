"""People in the loop: what waits for their word, and that each word counts once."""

from __future__ import annotations

import asyncio

import pytest

from hocket import Agent, Goal, Hocket, tool
from hocket.app.inbox import Reply, answer, open_questions
from hocket.app.replay import replay
from hocket.core.command import StartTimer
from hocket.core.event import Answered, Asked, GoalAccepted, PlanMade
from hocket.core.ids import PLAN_QUESTION
from hocket.core.question import Answer, Consent, Question
from hocket.errors import (
    InvalidInputError,
    JournalFullError,
    SettledError,
)
from hocket.flow.decide import decide
from hocket.projections.history import fold
from hocket.testing import MemoryJournal, ScriptedLlm
from stories import agent, asked, goal_of, hocket_of, plain, plan_of

RUN = "run-1"


async def test_plan_waits_for_approval_before_any_task_starts():
    journal = MemoryJournal(turn_every=1)
    async with hocket_of(agent(plain), journal=journal) as hocket:
        run_id, end = await hocket.submit(goal_of(plan=True), plan=plan_of("a", "b"))
        [question] = await asked(journal)
        assert hocket.engine.loop(run_id).state.attempts == 0
        assert hocket.engine.loop(run_id).state.phase == "plan"
        await answer(hocket.engine, hocket.registry, question, Reply(decision="approve"), "ann")
        assert (await end).status == "reached"
    replayed = await replay(journal, run_id, agents={"worker": Agent("worker", work=plain)})
    assert replayed.divergence is None


async def test_plan_that_is_rejected_ends_the_run_with_the_reason():
    journal = MemoryJournal(turn_every=1)
    async with hocket_of(agent(plain), journal=journal) as hocket:
        _, end = await hocket.submit(goal_of(plan=True), plan=plan_of("a"))
        [question] = await asked(journal)
        await answer(
            hocket.engine,
            hocket.registry,
            question,
            Reply(decision="reject", words="too dear"),
            "ann",
        )
        state = await end
    assert (state.status, state.reason) == ("failed", "the plan was rejected by ann: too dear")


async def test_plan_that_is_edited_replaces_the_first_one_and_replays():
    journal = MemoryJournal(turn_every=1)
    async with hocket_of(agent(plain), journal=journal) as hocket:
        run_id, end = await hocket.submit(goal_of(plan=True), plan=plan_of("a"))
        [question] = await asked(journal)
        edited = plan_of("x", "y").model_dump_json()
        await answer(
            hocket.engine, hocket.registry, question, Reply(decision="edit", draft=edited), "ann"
        )
        state = await end
        assert set(state.tasks) == {"x", "y"}
        assert state.status == "reached"
    replayed = await replay(journal, run_id, agents={"worker": Agent("worker", work=plain)})
    assert replayed.divergence is None


async def test_effects_wait_by_risk_and_are_allowed_edited_or_refused():
    journal, sent = MemoryJournal(turn_every=1), []

    @tool(effect="unsafe")
    def send(text: str) -> str:
        """Send a text."""
        sent.append(text)
        return f"sent {text}"

    @tool(effect="none")
    def look() -> str:
        """Look."""
        return "seen"

    async def work(_, bench):
        await bench.use("look", {})
        results = [await bench.use("send", {"text": t}) for t in ("one", "two", "three")]
        return "; ".join(r.text for r in results)

    async with hocket_of(agent(work, tools=(send, look)), journal=journal) as hocket:
        run_id, end = await hocket.submit(goal_of(effects="high"), plan="single")
        replies = (
            Reply(decision="approve"),
            Reply(decision="edit", draft='{"text": "2"}'),
            Reply(decision="reject", words="enough"),
        )
        for reply in replies:
            [question] = await asked(journal)
            await answer(hocket.engine, hocket.registry, question, reply, "ann")
        state = await end
        done = await hocket.finished(state)
    assert sent == ["one", "2"]
    assert done.text.startswith("sent one; sent 2; A person did not allow send: enough")
    tools = (send, look)
    agents = {"worker": Agent("worker", work=work, tools=tools)}
    replayed = await replay(journal, run_id, agents=agents, tools={t.name: t for t in tools})
    assert replayed.divergence is None


async def test_approved_plan_covers_its_effects_if_the_approval_says_so():
    journal, sent = MemoryJournal(turn_every=1), []

    @tool(effect="unsafe")
    def send(text: str) -> str:
        """Send."""
        sent.append(text)
        return "sent"

    async def work(_, bench):
        return (await bench.use("send", {"text": "x"})).text

    async with hocket_of(agent(work, tools=(send,)), journal=journal) as hocket:
        _, end = await hocket.submit(goal_of(plan=True, effects="low"), plan="single")
        [question] = await asked(journal)
        await answer(
            hocket.engine, hocket.registry, question, Reply(decision="approve", covers=True), "ann"
        )
        await end
    assert sent == ["x"]


async def test_result_is_rejected_with_a_reason_then_edited_by_the_person():
    journal, feedback = MemoryJournal(turn_every=1), []

    async def work(assignment, _):
        feedback.append(assignment.feedback)
        return f"draft {len(feedback)}"

    async with hocket_of(agent(work), journal=journal) as hocket:
        _, end = await hocket.submit(goal_of(results=True), plan="single")
        [question] = await asked(journal)
        await answer(
            hocket.engine,
            hocket.registry,
            question,
            Reply(decision="reject", words="shorter"),
            "ann",
        )
        while (later := await asked(journal)) == [question]:
            await asyncio.sleep(0)
        await answer(
            hocket.engine, hocket.registry, later[0], Reply(decision="edit", draft="mine"), "ann"
        )
        state = await end
        done = await hocket.finished(state)
    assert feedback == ["", "shorter"]
    assert (done.text, done.verdict) == ("mine", "unproven")


async def test_many_questions_are_answered_in_any_order_after_a_restart():
    journal = MemoryJournal(turn_every=1)

    async def work(assignment, bench):
        answer = await bench.use("ask_person", {"question": f"{assignment.task.task_id}?"})
        return answer.text

    async with hocket_of(agent(work), journal=journal) as hocket:
        await hocket.submit(goal_of(questions=True), plan=plan_of("a", "b", "c"), run_id=RUN)
        before = await asked(journal, 3)
    async with hocket_of(agent(work), journal=journal) as hocket:
        end = await hocket.engine.resume(RUN)
        assert await asked(journal, 3) == before
        for question in sorted(before, reverse=True):
            words = question.split("~")[1].upper()
            await answer(
                hocket.engine,
                hocket.registry,
                question,
                Reply(decision="answer", words=words),
                "ann",
            )
            with pytest.raises(SettledError, match="already answered: answer by ann"):
                await answer(
                    hocket.engine,
                    hocket.registry,
                    question,
                    Reply(decision="answer", words="no"),
                    "bob",
                )
        state = await end
        texts = [await journal.blob(state.tasks[i].outcome.text) for i in "abc"]
    assert texts == [b"A", b"B", b"C"]


async def test_answer_to_a_run_that_is_not_in_progress_is_kept():
    journal = MemoryJournal(turn_every=1)

    async def work(_, bench):
        return (await bench.use("ask_person", {"question": "which?"})).text

    async with hocket_of(agent(work), journal=journal) as hocket:
        await hocket.submit(goal_of(questions=True), plan="single", run_id=RUN)
        [question] = await asked(journal)
    async with hocket_of(agent(work), journal=journal) as hocket:
        await answer(
            hocket.engine, hocket.registry, question, Reply(decision="answer", words="this"), "ann"
        )
        assert await open_questions(journal) == []
        done = await hocket.resume(RUN)
    assert done.text == "this"


def test_time_spent_waiting_for_a_person_does_not_count():
    goal = Goal(text="go", consent=Consent(plan=True), limits={"seconds": 60})
    question = Question(question_id=PLAN_QUESTION, kind="plan", title="so?")
    approved = Answered(question_id=PLAN_QUESTION, answer=Answer(decision="approve"))
    events = [GoalAccepted(goal=goal), PlanMade(plan=plan_of("a")), Asked(question=question)]
    waiting = fold(RUN, [(event, 10_000_000 * n) for n, event in enumerate(events)])
    assert "timer:deadline" not in waiting.pending
    state, commands = decide(waiting, approved, 1_000_000_000)
    [timer] = [c for c in commands if isinstance(c, StartTimer)]
    assert timer.fire_at.timestamp() == 1_000 + 60 - 20
    assert timer.key in state.pending


@pytest.mark.parametrize(
    ("reply", "fault"),
    [
        (Reply(decision="answer", words="x"), "'answer' does not answer this; use approve"),
        (Reply(decision="reject"), "words: they are empty; to reject, write why"),
        (Reply(decision="edit"), "draft: it is empty"),
        (Reply(decision="edit", draft="{}"), "draft at tasks"),
    ],
)
async def test_reply_that_does_not_fit_names_the_fault_and_changes_nothing(reply, fault):
    journal = MemoryJournal(turn_every=1)
    async with hocket_of(agent(plain), journal=journal) as hocket:
        await hocket.submit(goal_of(plan=True), plan=plan_of("a"))
        [question] = await asked(journal)
        with pytest.raises(InvalidInputError, match=fault):
            await answer(hocket.engine, hocket.registry, question, reply, "ann")
        assert await asked(journal) == [question]


async def test_cancelled_run_withdraws_its_questions():
    journal = MemoryJournal(turn_every=1)
    async with hocket_of(agent(plain), journal=journal) as hocket:
        run_id, end = await hocket.submit(goal_of(plan=True), plan=plan_of("a"))
        [question] = await asked(journal)
        await hocket.engine.cancel(run_id, "ann")
        await end
        with pytest.raises(InvalidInputError, match="has no open question plan"):
            await answer(hocket.engine, hocket.registry, question, Reply(decision="approve"), "ann")


async def test_two_questions_at_once_of_one_attempt_free_its_slot():
    journal = MemoryJournal(turn_every=1)

    async def work(_, bench):
        async with asyncio.TaskGroup() as group:
            answers = [
                group.create_task(bench.use("ask_person", {"question": f"{n}?"})) for n in "ab"
            ]
        return " ".join(sorted(t.result().text for t in answers))

    agents = [Agent("worker", work=work, capacity=1)]
    llm = ScriptedLlm(lambda _: "said")
    async with Hocket(agents, builtin=False, llm=llm, journal=journal, attempts=1) as hocket:
        _, end = await hocket.submit(goal_of(questions=True), plan="single")
        for number, question in enumerate(await asked(journal, 2)):
            reply = Reply(decision="answer", words=str(number))
            await answer(hocket.engine, hocket.registry, question, reply, "ann")
        async with asyncio.timeout(10):
            done = await hocket.finished(await end)
    assert (done.text, done.state.attempts) == ("0 1", 1)


async def test_answer_that_cannot_be_written_leaves_the_question_open():
    class FullJournal(MemoryJournal):
        full = False

        async def append(self, *args, **kwargs):
            if self.full:
                message = "no room"
                raise JournalFullError(message)
            return await super().append(*args, **kwargs)

    journal = FullJournal()
    async with hocket_of(agent(plain), journal=journal) as hocket:
        run_id, end = await hocket.submit(goal_of(plan=True), plan=plan_of("a"))
        [question] = await asked(journal)
        journal.full = True
        with pytest.raises(JournalFullError):
            await answer(hocket.engine, hocket.registry, question, Reply(decision="approve"), "ann")
        with pytest.raises(JournalFullError):
            await end
        journal.full = False
        again = await hocket.engine.resume(run_id)
        assert await asked(journal) == [question]
        await answer(hocket.engine, hocket.registry, question, Reply(decision="approve"), "ann")
        assert (await again).status == "reached"
