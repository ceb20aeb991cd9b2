"""What a process asks of the one that holds the journal is done there, or its error comes back."""

from __future__ import annotations

import asyncio
import io
import json
from contextlib import asynccontextmanager

import pytest
from rich.console import Console

from hocket import Agent, Goal, Hocket, Plan, tool
from hocket.adapters.sqlite.journal import SqliteJournal
from hocket.adapters.sqlite.store import SqliteStore
from hocket.adapters.system.clock import SystemClock
from hocket.app.handover import REPLIES, SUBMIT, HandoverRequest, Holder, reply
from hocket.app.inbox import Reply, open_questions
from hocket.cli.server_run import resume_in_server
from hocket.cli.view import SilentView
from hocket.core.digest import digest
from hocket.core.event import EffectSettled, GoalAccepted
from hocket.core.goal import InputFile
from hocket.core.question import Consent
from hocket.core.task import Objective, Task
from hocket.engine.engine import Engine
from hocket.errors import (
    InvalidInputError,
    JournalConflictError,
    OrchestrationError,
    PlanCycleError,
    Remedy,
    RunNotFoundError,
    RunOverError,
    SettledError,
    UnavailableError,
    error_of,
)
from hocket.ports.journal import Request
from hocket.projections.history import state_of
from hocket.testing import ScriptedLlm
from hocket.testing.clock import FakeClock


async def work(assignment, bench):
    return f"read {(await bench.read('notes.txt')).decode()}"


async def wait_for_ever(_, __):
    await asyncio.Event().wait()


@asynccontextmanager
async def held(path, *, takes_goals=True, do=work, agent=None, resume=None):
    """A Hocket that holds the journal, and the holder as another process reaches it."""
    llm = ScriptedLlm(lambda _: "said")
    agents = [agent or Agent("worker", work=do)]
    async with Hocket(agents, builtin=False, llm=llm, journal=path, resume=resume) as hocket:
        hocket.requests.takes_goals = takes_goals
        journal = await SqliteJournal.open(path, read_only=True)
        store = SqliteStore.open(path)
        try:
            yield hocket, Holder(journal, store, hocket.clock)
        finally:
            await store.close()
            await journal.close()


def file_of(content: bytes, name: str = "notes.txt") -> InputFile:
    return InputFile(name=name, digest=digest(content), size_bytes=len(content))


def plan_of(**task) -> Plan:
    objective = Objective(description="read it")
    return Plan(tasks=(Task(task_id="t1", objective=objective, **task),))


async def test_goal_handed_over_runs_with_its_files_and_its_plan(tmp_path):
    goal = Goal(text="go", inputs=(file_of(b"all of it"),))
    async with held(tmp_path / "journal.db") as (hocket, holder):
        await holder.submit("run-1", goal, {file_of(b"all of it").digest: b"all of it"}, plan_of())
        end = hocket.engine.completion_of("run-1")
        state = await (end or state_of(hocket.journal, "run-1"))
        assert state.status == "reached"
        assert (await hocket.finished(state)).text == "read all of it"


NOTES = file_of(b"x")
UNKNOWN = {"checks": [{"kind": "hologram"}]}


@pytest.mark.parametrize(
    ("goal", "plan", "kind", "fault"),
    [
        ({"inputs": [NOTES.model_dump()]}, None, InvalidInputError, "the content of notes"),
        (
            {"inputs": [NOTES.model_dump()] * 2},
            None,
            InvalidInputError,
            "two files are named 'notes.txt'",
        ),
        (UNKNOWN, None, InvalidInputError, "no such check kind"),
        ({"texts": 1}, None, InvalidInputError, "goal at texts"),
        (
            {},
            {
                "tasks": [
                    {"task_id": i, "objective": {"description": i}, "depends_on": [j]}
                    for i, j in ("ab", "ba")
                ]
            },
            PlanCycleError,
            "is a cycle",
        ),
        ({}, {"tasks": []}, InvalidInputError, "plan at tasks"),
    ],
)
async def test_goal_that_is_refused_there_raises_that_error_here(tmp_path, goal, plan, kind, fault):
    async with held(tmp_path / "journal.db") as (hocket, holder):
        body = {"goal": {"text": "go", **goal}, "plan": plan}
        with pytest.raises(kind, match=fault) as refused:
            await holder._ask(SUBMIT, "run-1", body)
        assert type(refused.value) is kind
        assert await hocket.journal.heads() == []


async def test_error_comes_back_with_its_context_and_remedy(tmp_path):
    async with held(tmp_path / "journal.db") as (_, holder):
        with pytest.raises(InvalidInputError) as refused:
            await holder.submit("run-1", Goal(text="go", inputs=(NOTES,)), {}, None)
    assert refused.value.context["digest"] == NOTES.digest
    assert refused.value.remedy == Remedy("upload_file")


async def test_goal_under_the_id_of_a_run_under_way_is_refused(tmp_path):
    async with held(tmp_path / "journal.db", do=wait_for_ever) as (_, holder):
        await holder.submit("run-1", Goal(text="go"), {}, "single")
        with pytest.raises(JournalConflictError, match="run-1"):
            await holder.submit("run-1", Goal(text="go"), {}, "single")


async def test_process_that_carries_its_own_run_takes_no_goals_and_says_so(tmp_path):
    async with held(tmp_path / "journal.db", takes_goals=False) as (hocket, holder):
        with pytest.raises(UnavailableError, match="accepts no others"):
            await holder.submit("run-1", Goal(text="go"), {}, "single")
        assert await hocket.journal.heads() == []


async def test_run_is_cancelled_once_and_an_unknown_one_is_named(tmp_path):
    async with held(tmp_path / "journal.db", do=wait_for_ever) as (hocket, holder):
        _, end = await hocket.submit("go", plan="single", run_id="run-1")
        await holder.cancel("run-1", "ann")
        assert (await end).reason == "cancelled by ann"
        with pytest.raises(RunOverError, match="run-1 is over"):
            await holder.cancel("run-1", "ann")
        with pytest.raises(RunNotFoundError, match="no run 'run-2'"):
            await holder.cancel("run-2", "ann")


async def test_run_is_cancelled_by_a_request_as_the_first_release_wrote_it(tmp_path):
    async with held(tmp_path / "journal.db", do=wait_for_ever) as (hocket, _):
        _, end = await hocket.submit("go", plan="single", run_id="run-1")
        await hocket.journal.ask(Request("run-1", "cancel", "ann"))
        assert (await end).reason == "cancelled by ann"


async def test_question_is_answered_once_and_only_by_what_fits(tmp_path):
    async with held(tmp_path / "journal.db") as (hocket, holder):
        goal = Goal(text="go", consent=Consent(plan=True))
        await hocket.submit(goal, plan="single", run_id="run-1")
        while not await open_questions(hocket.journal):
            await asyncio.sleep(0)
        with pytest.raises(InvalidInputError, match="use approve or reject or edit"):
            await holder.answer("run-1~plan", Reply(decision="answer", words="x"), "ann")
        await holder.answer("run-1~plan", Reply(decision="approve"), "ann")
        assert (await state_of(hocket.journal, "run-1")).answers["plan"].by == "ann"
        with pytest.raises(SettledError, match="already answered: approve by ann"):
            await holder.answer("run-1~plan", Reply(decision="approve"), "bob")


async def test_goal_that_nobody_takes_in_time_is_not_begun_later(tmp_path):
    path, clock = tmp_path / "journal.db", FakeClock()
    journal = await SqliteJournal.open(path)
    store = SqliteStore.open(path)
    with pytest.raises(UnavailableError, match="did not reply within 10 s"):
        await Holder(journal, store, clock).submit("run-1", Goal(text="go"), {}, "single")
    await store.close()
    await journal.close()
    async with held(path) as (hocket, again):
        await again.submit("run-2", Goal(text="go"), {}, "single")
        assert [head.run_id for head in await hocket.journal.heads()] == ["run-2"]


async def test_request_that_cannot_be_read_does_not_stop_those_after_it(tmp_path):
    async with held(tmp_path / "journal.db") as (hocket, holder):
        for body in ("{", "7", json.dumps({"body": {"goal": 3}})):
            await hocket.journal.ask(Request("run-0", SUBMIT, body))
        await hocket.journal.ask(Request("run-0", "dance", "{}"))
        with pytest.raises(OrchestrationError, match="The request failed") as failed:
            await holder._ask("dance", "run-0", {})
        assert failed.value.code == "engine"
        await holder.submit("run-1", Goal(text="go"), {}, "single")


def test_error_of_an_unknown_code_is_permanent_and_keeps_its_words():
    error = error_of({"code": "from_the_future", "message": "no", "context": {"a": 1}})
    assert (error.code, str(error), error.context) == ("permanent", "no", {"a": 1})


async def left_over(path, *requests: Request) -> None:
    """Requests that a process leaves in the journal when it is killed."""
    journal = await SqliteJournal.open(path)
    for request in requests:
        await journal.ask(request)
    await journal.close()


def handover(**body) -> str:
    until_us = SystemClock().now_us() + 60_000_000
    return HandoverRequest(reply_to="reply-1", until_us=until_us, body=body).model_dump_json()


async def waiting_requests(journal) -> list[Request]:
    """The requests in the journal, once none of them waits or time is up."""
    async with asyncio.timeout(10):
        while rows := await journal._rows("requests"):
            await asyncio.sleep(0.01)
    return rows


async def test_request_is_removed_only_once_it_is_handled(tmp_path):
    asked, handled = asyncio.Event(), asyncio.Event()

    async def handle(_):
        asked.set()
        await handled.wait()

    journal = await SqliteJournal.open(tmp_path / "journal.db")
    engine = Engine(journal, SystemClock(), make_loop=lambda _: None, handle_request=handle)
    async with engine:
        await journal.ask(Request("run-1", "cancel", "ann"))
        await asked.wait()
        assert len(await journal._rows("requests")) == 1
        handled.set()
        assert await waiting_requests(journal) == []
    await journal.close()


async def test_goal_begun_just_before_a_kill_is_not_begun_again_and_is_answered(tmp_path):
    path = tmp_path / "journal.db"
    asked = handover(goal={"text": "go"}, plan="single")
    async with held(path) as (hocket, _):
        await hocket.journal.ask(Request("run-1", SUBMIT, asked))
        await waiting_requests(hocket.journal)
        await hocket.store.delete(REPLIES, "reply-1")
    await left_over(path, Request("run-1", SUBMIT, asked))
    async with held(path) as (hocket, holder):
        await waiting_requests(hocket.journal)
        assert await holder._reply("reply-1") == {}
        events = [r.entry.event() for r in await hocket.journal.read("run-1")]
    assert sum(isinstance(event, GoalAccepted) for event in events) == 1


async def test_request_that_was_answered_is_only_removed(tmp_path):
    path = tmp_path / "journal.db"
    async with held(path, do=wait_for_ever) as (hocket, _):
        await hocket.submit("go", plan="single", run_id="run-1")
        await reply(hocket.store, hocket.clock, "reply-1", None)
        await hocket.journal.ask(Request("run-1", "cancel", handover(by="ann")))
        await waiting_requests(hocket.journal)
        assert not (await state_of(hocket.journal, "run-1")).is_over


class Till:
    """An agent that is killed while it pays, and pays or not as a person says."""

    def __init__(self) -> None:
        self.paid, self.paying = 0, asyncio.Event()

        @tool
        async def pay() -> str:
            """Pay."""
            self.paid += 1
            if self.paid == 1:
                self.paying.set()
                await asyncio.Event().wait()
            return "paid"

        async def work(_, bench):
            return (await bench.use("pay", {})).text

        self.agent = Agent("worker", work=work, tools=(pay,))


@pytest.mark.parametrize(("verdict", "paid"), [("done", 1), ("not_done", 2)])
async def test_effect_is_settled_in_the_server_and_its_run_shown_to_the_end(
    tmp_path, verdict, paid
):
    path, till = tmp_path / "journal.db", Till()
    async with held(path, agent=till.agent) as (hocket, _):
        await hocket.submit("go", plan="single", run_id="run-1")
        await till.paying.wait()
    decided = [EffectSettled(attempt_id="t1#1", ordinal=0, verdict=verdict)]
    view = SilentView(Console(file=io.StringIO()))
    async with held(path, agent=till.agent, resume=False) as (hocket, holder):
        delivery = await resume_in_server(hocket.journal, holder, "run-1", decided, view)
        events = [r.entry.event() for r in await hocket.journal.read("run-1")]
        with pytest.raises(RunOverError):
            await holder.resume("run-1", [])
    assert delivery.finished.state.is_over
    assert till.paid == paid
    assert [e.verdict for e in events if isinstance(e, EffectSettled)] == [verdict]


async def test_effect_that_is_not_doubtful_is_refused_there_with_those_that_are(tmp_path):
    path, till = tmp_path / "journal.db", Till()
    async with held(path, agent=till.agent) as (hocket, _):
        await hocket.submit("go", plan="single", run_id="run-1")
        await till.paying.wait()
    decided = [EffectSettled(attempt_id="t1#1", ordinal=7, verdict="done")]
    async with held(path, agent=till.agent, resume=False) as (hocket, holder):
        with pytest.raises(InvalidInputError, match="doubtful are: t1#1/0"):
            await holder.resume("run-1", decided)
        assert hocket.engine.completion_of("run-1") is None


async def test_process_that_carries_its_own_run_resumes_no_other(tmp_path):
    async with held(tmp_path / "journal.db", takes_goals=False) as (_, holder):
        with pytest.raises(UnavailableError, match="accepts no others"):
            await holder.resume("run-1", [])
