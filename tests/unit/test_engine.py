"""The engine: what comes at once for a run that is not in progress is done one after the other."""

from __future__ import annotations

import asyncio

import pytest

from hocket import Agent, Goal, Hocket
from hocket.adapters.system.clock import SystemClock
from hocket.app.inbox import Reply, answer
from hocket.core.question import Consent
from hocket.engine.engine import Engine
from hocket.errors import InvalidInputError, OrchestrationError, SettledError
from hocket.ports.journal import Request
from hocket.testing import MemoryJournal, ScriptedLlm
from stories import asked


async def work(_, __):
    return "done"


def opened(journal: MemoryJournal) -> Hocket:
    agents = [Agent("worker", work=work)]
    return Hocket(agents, builtin=False, llm=ScriptedLlm(lambda _: "said"), journal=journal)


@pytest.fixture
async def waiting():
    """The journal of a run that waits for a person and that nobody carries; and its question."""
    journal = MemoryJournal(turn_every=1)
    async with opened(journal) as hocket:
        await hocket.submit(Goal(text="go", consent=Consent(plan=True)), plan="single")
        [question] = await asked(journal)
    return journal, question, question.partition("~")[0]


async def outcomes(*calls) -> list:
    """What each of these calls, made at once, returned or raised."""

    async def outcome(call):
        try:
            return await call
        except OrchestrationError as error:
            return error

    async with asyncio.TaskGroup() as group:
        tasks = [group.create_task(outcome(call)) for call in calls]
    return [task.result() for task in tasks]


async def test_two_answers_at_once_to_a_run_that_is_not_in_progress_are_one_answer(waiting):
    journal, question, run_id = waiting
    async with opened(journal) as hocket:
        first, second = await outcomes(
            *(
                answer(hocket.engine, hocket.registry, question, Reply(decision="approve"), by)
                for by in ("ann", "bob")
            )
        )
        assert first.answers["plan"].by == "ann"
        assert isinstance(second, SettledError), second
        async with asyncio.timeout(10):
            assert (await (await hocket.engine.resume(run_id))).status == "reached"


@pytest.mark.parametrize("resumed_first", [True, False])
async def test_answer_and_resume_at_once_both_take_effect(waiting, resumed_first):
    journal, question, run_id = waiting
    async with opened(journal) as hocket:
        calls = [
            hocket.engine.resume(run_id),
            answer(hocket.engine, hocket.registry, question, Reply(decision="approve"), "ann"),
        ]
        results = await outcomes(*(calls if resumed_first else reversed(calls)))
        end = results[0 if resumed_first else 1]
        async with asyncio.timeout(10):
            assert (await end).status == "reached"


async def test_two_resumes_at_once_start_a_run_once(waiting):
    journal, question, run_id = waiting
    async with opened(journal) as hocket:
        end, refused = await outcomes(hocket.engine.resume(run_id), hocket.engine.resume(run_id))
        assert isinstance(refused, InvalidInputError), refused
        await answer(hocket.engine, hocket.registry, question, Reply(decision="approve"), "ann")
        async with asyncio.timeout(10):
            assert (await end).status == "reached"


async def test_cancel_and_resume_at_once_end_the_run(waiting):
    journal, _, run_id = waiting
    async with opened(journal) as hocket:
        end, _ = await outcomes(hocket.engine.resume(run_id), hocket.engine.cancel(run_id, "ann"))
        async with asyncio.timeout(10):
            assert (await end).status == "cancelled"


async def test_engine_that_closes_finishes_the_request_it_has_taken():
    taken, replied = asyncio.Event(), []

    async def handle(request):
        taken.set()
        await asyncio.sleep(0.05)
        replied.append(request.kind)

    class Asked(MemoryJournal):
        async def requests(self):
            return [] if taken.is_set() else [Request("run-1", "cancel", "{}")]

    engine = Engine(Asked(), SystemClock(), make_loop=lambda _: None, handle_request=handle)
    async with engine:
        await taken.wait()
    assert replied == ["cancel"]
