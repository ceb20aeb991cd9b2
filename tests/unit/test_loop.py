"""The loop of a run: it does not end while new events are being written."""

from __future__ import annotations

import asyncio

from hocket import Agent, Goal, Hocket
from hocket.adapters.memory.journal import MemoryJournal
from hocket.app.inbox import Reply, answer
from hocket.core.question import Consent
from hocket.testing import ScriptedLlm

LONG = {"Asked": 20, "Answered": 200}


class SlowJournal(MemoryJournal):
    """Writes a question slowly, and its answer more slowly."""

    async def append(self, run_id, expected_seq, entries, blobs=None):
        seq = await super().append(run_id, expected_seq, entries, blobs)
        for _ in range(sum(LONG.get(entry.type, 0) for entry in entries)):
            await asyncio.sleep(0)
        return seq


async def work(_, __):
    return "done"


async def test_run_continues_when_its_question_is_answered_during_the_write():
    journal = SlowJournal()
    llm = ScriptedLlm(lambda _: "said")
    goal = Goal(text="go", consent=Consent(plan=True))
    agents = [Agent("worker", work=work)]
    async with Hocket(agents, builtin=False, llm=llm, journal=journal) as hocket:
        run_id, end = await hocket.submit(goal, plan="single")
        async with asyncio.timeout(10):
            while not hocket.engine.loop(run_id).state.questions:
                await asyncio.sleep(0)
        # The question is asked but not durable yet: the answer comes before anyone waits for it.
        await answer(
            hocket.engine, hocket.registry, f"{run_id}~plan", Reply(decision="approve"), "ann"
        )
        async with asyncio.timeout(10):
            assert (await end).status == "reached"
