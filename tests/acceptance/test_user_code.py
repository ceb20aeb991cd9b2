"""Whatever comes out of user code is its fault, said at once; no run or process ends with it."""

from __future__ import annotations

import asyncio
import signal
import sys

import pytest

from hocket import Agent, Goal, Pack, RegexCheck, tool
from hocket.app.replay import replay
from hocket.core.check import Check
from hocket.core.event import BidAnswered
from hocket.ports.llm import LlmAnswer, ToolCall
from hocket.ports.tool import ToolResult
from hocket.review.kinds import CheckKind
from hocket.testing import MemoryJournal, ScriptedLlm
from stories import agent, events_of, hocket_of, plain


class Odd(BaseException):
    """An error that is no ``Exception``."""


class Mute(Exception):  # noqa: N818 - as users write it
    """An error whose words raise too."""

    def __str__(self) -> str:
        raise KeyboardInterrupt


def group(error: BaseException) -> BaseException:
    return BaseExceptionGroup("tasks", [error])


ERRORS = {
    "cancelled": (asyncio.CancelledError, "CancelledError"),
    "exit": (lambda: SystemExit(3), "SystemExit: 3"),
    "interrupt": (KeyboardInterrupt, "KeyboardInterrupt"),
    "closed": (GeneratorExit, "GeneratorExit"),
    "odd": (lambda: Odd("x"), "Odd: x"),
    "error": (lambda: ValueError("x"), "ValueError: x"),
    "stop": (StopIteration, "StopIteration"),
    "stop async": (StopAsyncIteration, "StopAsyncIteration"),
    "group": (lambda: group(group(ValueError("inside"))), "ValueError: inside"),
    "group of exits": (lambda: group(SystemExit(3)), "SystemExit: 3"),
    "late": (lambda: TimeoutError("late"), "TimeoutError: late"),
    "deep": (RecursionError, "RecursionError"),
    "full": (MemoryError, "MemoryError"),
    "mute": (Mute, "Mute"),
}
RAISED = pytest.mark.parametrize("name", ERRORS)


def calls_a_tool(request) -> LlmAnswer:
    if any(message.role == "tool" for message in request.messages):
        return LlmAnswer(text="I said so")
    return LlmAnswer(text="", finish="tool_calls", tool_calls=(ToolCall("try_it", {}, "c1"),))


class ToolOfAClass:
    name = "try_it"
    description = "Try it."
    parameters = {"type": "object", "properties": {}}  # noqa: RUF012 - as users write it
    effect = "none"
    uses_files = False

    def __init__(self, function) -> None:
        self.function = function

    async def use(self, _, __):
        return self.function()


def tools_that_raise(make) -> dict:
    @tool(effect="none")
    def try_it() -> str:
        """Try it."""
        raise make()

    synchronous = try_it

    @tool(effect="none")
    async def try_it() -> str:
        """Try it."""
        await asyncio.sleep(0)
        raise make()

    def fails():
        raise make()

    return {"sync": synchronous, "async": try_it, "class": ToolOfAClass(fails)}


@RAISED
@pytest.mark.parametrize("kind", ["sync", "async", "class"])
async def test_tool_that_raises_is_told_to_the_llm_at_once(name, kind):
    make, text = ERRORS[name]
    llm = ScriptedLlm(calls_a_tool)
    tools = (tools_that_raise(make)[kind],)
    async with hocket_of(agent(None, tools=tools), llm=llm) as hocket:
        done = await hocket.run("go", plan="single")
    assert (done.text, done.state.tasks["t1"].attempts) == ("I said so", 1)
    assert text in llm.requests[-1].messages[-1].content


@RAISED
async def test_agent_that_raises_fails_its_attempt_with_the_place_and_another_works(name):
    make, text = ERRORS[name]
    journal = MemoryJournal()

    async def work(assignment, _):
        if assignment.number == 1:
            raise make()
        return "done"

    async with hocket_of(agent(work), journal=journal) as hocket:
        done = await hocket.run("go", plan="single")
        failed = [e for e in await events_of(hocket, done.run_id) if hasattr(e, "retryable")]
    assert done.text == "done"
    assert [f.code for f in failed] == ["fault"]
    assert text in failed[0].reason
    # Python turns a StopIteration into an error of its own, outside of the agent.
    assert "test_user_code.py:" in failed[0].reason or name == "stop"
    replayed = await replay(journal, done.run_id, agents={"worker": agent(work)})
    assert replayed.divergence is None


@RAISED
async def test_bid_that_raises_is_a_decline(name):
    make, text = ERRORS[name]

    async def bid(_):
        raise make()

    agents = agent(plain, "odd", bid=bid), agent(plain, "other")
    async with hocket_of(*agents) as hocket:
        done = await hocket.run("go", plan="single")
        bids = [e for e in await events_of(hocket, done.run_id) if isinstance(e, BidAnswered)]
    assert done.status == "reached"
    assert bids[0].fault.startswith("its bid failed: ")
    assert text in bids[0].fault


class LookedAt(Check):
    kind: str = "looked_at"


class Ran(Check):
    kind: str = "ran"


@RAISED
async def test_check_that_raises_is_no_verdict_on_the_work(name):
    make, text = ERRORS[name]

    def look(check, work):
        raise make()

    async def run(check, work, environment):
        raise make()

    pack = Pack("odd", checks=[CheckKind(LookedAt, look=look), CheckKind(Ran, run=run)])
    goal = Goal(text="go", checks=(LookedAt(says="seen"), Ran(says="run"), RegexCheck(pattern="d")))
    async with hocket_of(agent(plain), packs=[pack]) as hocket:
        done = await hocket.run(goal, plan="single")
    assert (done.status, done.verdict) == ("reached", "unproven")
    results = {r.says: r for r in done.state.result.results}
    for says in ("seen", "run"):
        assert results[says].passed is None
        assert text in results[says].evidence


async def test_agent_and_tool_that_cancel_their_own_task_are_at_fault():
    @tool(effect="none")
    async def try_it() -> str:
        """Cancel the task that it is in."""
        asyncio.current_task().cancel()
        await asyncio.sleep(3600)

    async def work(assignment, bench):
        if assignment.number == 1:
            return (await bench.use("try_it", {})).text
        if assignment.number == 2:
            asyncio.current_task().cancel()
            await asyncio.sleep(3600)
        return "done"

    async def rejects(assignment, bench):
        return await work(assignment, bench)

    goal = Goal(text="go", checks=(RegexCheck(pattern="done"),))
    async with hocket_of(agent(rejects, tools=(try_it,))) as hocket:
        done = await hocket.run(goal, plan="single")
    assert (done.text, done.state.tasks["t1"].attempts) == ("done", 3)


async def test_llm_whose_own_code_is_cancelled_fails_the_attempt_only():
    calls = []

    class Cancels(ScriptedLlm):
        async def complete(self, request, on_text=None):
            calls.append(request)
            if len(calls) == 1:
                raise asyncio.CancelledError
            return await super().complete(request, on_text)

    async with hocket_of(Agent("worker", "You work."), llm=Cancels(["done"])) as hocket:
        done = await hocket.run("go", plan="single")
    assert (done.text, len(calls)) == ("done", 2)


@pytest.mark.parametrize("inside", ["tool", "agent"])
async def test_cancellation_by_hocket_still_stops_user_code_that_waits(inside):
    entered, stopped = asyncio.Event(), []

    async def wait():
        entered.set()
        try:
            await asyncio.Event().wait()
        finally:
            stopped.append(inside)

    @tool(effect="none")
    async def linger() -> str:
        """Wait."""
        await wait()

    async def work(_, bench):
        if inside == "agent":
            await wait()
        return (await bench.use("linger", {})).text

    async with hocket_of(agent(work, tools=(linger,))) as hocket:
        run_id, end = await hocket.submit("go", plan="single")
        await entered.wait()
        await hocket.engine.cancel(run_id, "ann")
        assert (await end).status == "cancelled"
    assert stopped == [inside]


PROGRAM = """
import asyncio, os, signal, sys
from hocket import Agent, Hocket, tool
from hocket.testing import ScriptedLlm

@tool(effect="none")
async def interrupted() -> str:
    "A person presses Ctrl-C while this works."
    os.kill(os.getpid(), signal.SIGINT)
    for _ in range(10**9):
        await asyncio.sleep(0)

async def work(assignment, bench):
    return (await bench.use("interrupted", {})).text

async def main():
    if "own" in sys.argv:
        signal.signal(signal.SIGINT, signal.default_int_handler)
    agents = [Agent("a", work=work, tools=[interrupted])]
    async with Hocket(agents, builtin=False, llm=ScriptedLlm(["x"])) as hocket:
        print((await hocket.run("go", plan="single")).text)

signal.signal(signal.SIGINT, signal.default_int_handler)  # ignored if started in the background
asyncio.run(main())
"""


@pytest.mark.parametrize("handler", ["asyncio", "own"])
async def test_ctrl_c_during_a_tool_still_ends_the_program(handler, tmp_path):
    script = tmp_path / "program.py"
    script.write_text(PROGRAM)
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        str(script),
        handler,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    try:
        async with asyncio.timeout(40):
            out, err = await process.communicate()
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()
    assert process.returncode == -signal.SIGINT, err.decode()
    assert (out, b"KeyboardInterrupt" in err) == (b"", True)


async def test_tool_that_forgets_async_or_returns_no_result_counts_as_done():
    paid = []

    class Pay(ToolOfAClass):
        effect = "unsafe"

        def use(self, _, __):
            paid.append(1)
            return self.function()

    async def later():
        return ToolResult("paid")

    async def work(_, bench):
        return (await bench.use("try_it", {})).text

    for made, text in (
        (lambda: ToolResult("paid"), "paid"),
        (lambda: "paid", "paid"),
        (lambda: None, "done"),
        (later, "paid"),
    ):
        paid.clear()
        async with hocket_of(agent(work, tools=(Pay(made),))) as hocket:
            assert (await hocket.run("go", plan="single")).text == text
        assert paid == [1]


async def test_decorated_async_function_is_awaited():
    def wrapper(function):
        def wrapped():
            return function()

        return wrapped

    async def greet():
        return "hello"

    async def work(_, bench):
        return (await bench.use("wrapped", {})).text

    tools = (tool(effect="none")(wrapper(greet)),)
    async with hocket_of(agent(work, tools=tools)) as hocket:
        assert (await hocket.run("go", plan="single")).text == "hello"


async def test_answer_of_an_agent_with_a_lone_surrogate_is_kept():
    async def work(_, __):
        return "caf\udce9"

    async with hocket_of(agent(work)) as hocket:
        done = await hocket.run("go", plan="single")
    assert (done.text, done.state.tasks["t1"].attempts) == ("caf\\udce9", 1)


async def test_agent_that_returns_no_text_is_told_so():
    async def work(_, __):
        return None

    async with hocket_of(agent(work)) as hocket:
        done = await hocket.run("go", plan="single")
    assert "worker returned NoneType; return a text" in str(done.state.result.missing)
