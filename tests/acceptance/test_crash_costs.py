"""An LLM call in flight when the process ends was sent: it counts, and limits hold with it."""

from __future__ import annotations

import asyncio
import signal
import sys
from decimal import Decimal

import pytest

from hocket import Goal, Limits
from hocket.app.forking import fork
from hocket.app.replay import replay
from hocket.core.event import EffectIntended, RunResumed
from hocket.core.spending import Price
from hocket.errors import TransientError, UnavailableError
from hocket.ports.llm import ChatMessage
from hocket.resilience.retry import RetryingLlm
from hocket.testing import FakeClock, MemoryJournal, ScriptedLlm
from stories import agent, events_of, hocket_of

RUN = "run-1"
PRICE = Price(Decimal(2), Decimal(8))


class Remote(ScriptedLlm):
    """A host outside of this process."""

    in_process = False


async def work(_, bench):
    first = await bench.ask([ChatMessage("user", "one")], max_tokens=10)
    return f"{first.text} {(await bench.ask([ChatMessage('user', 'two')], max_tokens=10)).text}"


async def killed_during_a_call(*, limits=None, at: int = 2) -> MemoryJournal:
    """The journal of a run whose process was killed while its nth call was in flight."""
    journal, entered = MemoryJournal(), asyncio.Event()
    snapshot = MemoryJournal()

    class Hanging(Remote):
        async def complete(self, request, on_text=None):
            if len(self.requests) == at - 1:
                for record in await journal.read(RUN):
                    await snapshot.append(RUN, record.seq - 1, [record.entry])
                snapshot._blobs = dict(journal._blobs)
                entered.set()
                await asyncio.Event().wait()
            return await super().complete(request, on_text)

    goal = Goal(text="go", limits=limits or Limits())
    llm = Hanging(["a", "b"], price=PRICE)
    async with hocket_of(agent(work), llm=llm, journal=journal) as hocket:
        await hocket.submit(goal, plan="single", run_id=RUN)
        await entered.wait()
    return snapshot


async def test_call_in_flight_at_a_crash_counts_as_sent_with_marked_estimates():
    journal = await killed_during_a_call()
    llm = Remote(["b"], price=PRICE)
    async with hocket_of(agent(work), llm=llm, journal=journal) as hocket:
        done = await hocket.resume(RUN)
        events = await events_of(hocket, RUN)
    spent = done.state.spent
    assert (done.text, len(llm.requests), spent.calls) == ("a b", 1, 3)
    [lost] = [e for e in events if isinstance(e, EffectIntended)][1:2]
    assert lost.usage.completion_tokens == 10, "nobody knows how far it came"
    assert spent.estimated_tokens == lost.usage.tokens > 0
    assert lost.usage.usd == PRICE.of(lost.usage.prompt_tokens, 10)
    replayed = await replay(journal, RUN, agents={"worker": agent(work)})
    assert replayed.divergence is None


async def test_call_in_flight_at_a_crash_counts_against_the_limit_of_calls():
    journal = await killed_during_a_call(limits=Limits(calls=2))
    llm = Remote(["b"], price=PRICE)
    async with hocket_of(agent(work), llm=llm, journal=journal) as hocket:
        done = await hocket.resume(RUN)
    assert (len(llm.requests), done.state.spent.calls) == (0, 2)
    assert "limit of 2 calls" in done.state.limit


async def test_two_crashes_during_a_call_count_twice():
    journal = await killed_during_a_call(at=1)
    async with hocket_of(agent(work), llm=Remote(["a", "b"]), journal=journal) as hocket:
        loop = hocket.loop(RUN)
        await loop.load()
        await loop.commit([RunResumed(down_s=1), *_intents(await events_of(hocket, RUN))])
        done = await hocket.resume(RUN)
    assert done.state.spent.calls == 4


def _intents(events) -> list[EffectIntended]:
    return [event for event in events if isinstance(event, EffectIntended)]


@pytest.mark.parametrize("fault", [UnavailableError("down", status=503), TransientError("odd")])
async def test_calls_that_came_to_an_end_are_not_counted_again(fault):
    clock = FakeClock()
    llm = RetryingLlm(Remote(["", "a", "b"], faults={1: fault}), clock=clock, seed=0)
    journal, entered, go = MemoryJournal(), asyncio.Event(), asyncio.Event()

    async def waits(assignment, bench):
        text = await work(assignment, bench)
        entered.set()
        await go.wait()
        return text

    async with hocket_of(agent(waits), llm=llm, journal=journal) as hocket:
        await hocket.submit("go", plan="single", run_id=RUN)
        await entered.wait()
        before = hocket.engine.loop(RUN).state.spent
    go.set()
    async with hocket_of(agent(waits), llm=llm, journal=journal) as hocket:
        done = await hocket.resume(RUN)
    assert done.state.spent == before


async def test_call_that_is_stopped_in_order_counts_once():
    journal, entered = MemoryJournal(), asyncio.Event()

    class Hanging(Remote):
        async def complete(self, *_):
            entered.set()
            await asyncio.Event().wait()

    async with hocket_of(agent(work), llm=Hanging(["a"]), journal=journal) as hocket:
        await hocket.submit("go", plan="single", run_id=RUN)
        await entered.wait()
    async with hocket_of(agent(work), llm=Remote(["a", "b"]), journal=journal) as hocket:
        done = await hocket.resume(RUN)
    assert done.state.spent.calls == 3


async def test_fork_during_a_call_does_not_count_the_call_of_the_other_run():
    journal = MemoryJournal()
    async with hocket_of(agent(work), llm=Remote(["a", "b", "a", "b"]), journal=journal) as hocket:
        await hocket.run("go", plan="single", run_id=RUN)
        events = await events_of(hocket, RUN)
        at = next(n for n, event in enumerate(events, 1) if isinstance(event, EffectIntended))
        state = await (await fork(hocket, RUN, "run-2", at, by="ann"))
    assert state.spent.calls == 2


async def test_call_within_this_process_needs_no_write_of_its_own():
    journal = MemoryJournal()
    async with hocket_of(agent(work), llm=ScriptedLlm(["a", "b"]), journal=journal) as hocket:
        await hocket.run("go", plan="single", run_id=RUN)
        assert not _intents(await events_of(hocket, RUN))


PROGRAM = """
import asyncio, os, signal, sys
from hocket import Agent, Hocket
from hocket.ports.llm import ChatMessage
from hocket.testing import ScriptedLlm

class Remote(ScriptedLlm):
    in_process = False

    async def complete(self, request, on_text=None):
        if "kill" in sys.argv:
            os.kill(os.getpid(), signal.SIGKILL)
        return await super().complete(request, on_text)

async def work(assignment, bench):
    return (await bench.ask([ChatMessage("user", "x")])).text

async def main():
    agents, llm = [Agent("a", work=work)], Remote(["done"])
    async with Hocket(agents, builtin=False, llm=llm, journal=sys.argv[1], resume=False) as hocket:
        if "kill" in sys.argv:
            await hocket.run("go", plan="single", run_id="run-1")
        else:
            print((await hocket.resume("run-1")).state.spent.calls)

asyncio.run(main())
"""


async def test_process_killed_while_its_call_is_in_flight_has_counted_it(tmp_path):
    script, journal = tmp_path / "program.py", tmp_path / "journal.db"
    script.write_text(PROGRAM)
    outs = []
    for argument in ("kill", "resume"):
        process = await asyncio.create_subprocess_exec(
            sys.executable, str(script), str(journal), argument, stdout=asyncio.subprocess.PIPE
        )
        out, _ = await process.communicate()
        outs.append((process.returncode, out.strip()))
    assert outs == [(-signal.SIGKILL, b""), (0, b"2")]
