"""An exit in a thread of user code, in what it schedules, or in a protocol is its fault."""

from __future__ import annotations

import _thread
import asyncio
import sys
import threading
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from contextlib import suppress

import pytest
import uvloop

from exits import ERROR, ERRORS, SAID, collected
from hocket import tool
from hocket.core.containment import WATCH
from stories import agent, hocket_of

__all__ = ["collected"]


@pytest.fixture(autouse=True)
def quiet_threads(monkeypatch):
    """No traceback of a thread: Python before 3.11.5 cannot write two at once (gh-106905)."""
    monkeypatch.setattr(threading, "excepthook", lambda _: None)


@ERROR
@pytest.mark.parametrize("way", ["a thread", "a thread of a thread", "a timer"])
async def test_exit_of_a_thread_of_its_own_is_the_answer_of_a_tool_that_waits(error, way):
    def boom() -> None:
        raise ERRORS[error].with_traceback(None)

    def start() -> None:
        threading.Thread(target=boom).start()

    @tool(effect="none")
    async def wait() -> str:
        """Start a thread and wait for what it never says."""
        if way == "a timer":
            threading.Timer(0, boom).start()
        else:
            threading.Thread(target=boom if way == "a thread" else start).start()
        await asyncio.Event().wait()

    async def work(_, bench):
        return (await bench.use("wait", {})).text

    async with hocket_of(agent(work, tools=(wait,))) as hocket:
        assert SAID[error] in (await hocket.run("go", plan="single")).text


async def test_thread_that_ends_itself_plainly_ends_that_thread_only():
    @tool(effect="none")
    def start() -> str:
        """Start a thread and wait for it."""
        thread = threading.Thread(target=sys.exit)
        thread.start()
        thread.join()
        return "joined"

    async def work(_, bench):
        return (await bench.use("start", {})).text

    async with hocket_of(agent(work, tools=(start,))) as hocket:
        assert (await hocket.run("go", plan="single")).text == "joined"


@ERROR
@pytest.mark.parametrize(
    "way", ["callback", "coroutine", "task of a callback", "executor", "its own executor", "map"]
)
async def test_exit_that_a_thread_of_its_own_schedules_is_the_answer_of_the_tool(error, way):
    def boom() -> None:
        raise ERRORS[error].with_traceback(None)

    async def task() -> None:
        boom()

    @tool(effect="none")
    async def wait() -> str:
        """Start a thread that schedules an exit here."""
        loop, own, kept = asyncio.get_running_loop(), ThreadPoolExecutor(1), []
        soon = loop.call_soon_threadsafe
        schedule = {
            "callback": lambda: soon(boom),
            "coroutine": lambda: asyncio.run_coroutine_threadsafe(task(), loop),
            "task of a callback": lambda: soon(lambda: kept.append(loop.create_task(task()))),
        }
        use = {
            "executor": lambda: loop.run_in_executor(None, soon, boom),
            "its own executor": lambda: own.submit(soon, boom),
            "map": lambda: kept.append(own.map(soon, [boom])),
        }
        use.get(way, lambda: threading.Thread(target=schedule[way]).start())()
        await asyncio.Event().wait()

    async def work(_, bench):
        return (await bench.use("wait", {})).text

    async with hocket_of(agent(work, tools=(wait,))) as hocket:
        assert SAID[error] in (await hocket.run("go", plan="single")).text


async def test_executor_of_a_program_is_not_watched_after_the_tool_has_used_it():
    seen = []
    with ThreadPoolExecutor(1) as own:

        @tool(effect="none")
        def use() -> str:
            """Use the executor of the program."""
            return str(own.submit(int, "42").result())

        async def work(_, bench):
            return (await bench.use("use", {})).text

        async with hocket_of(agent(work, tools=(use,))) as hocket:
            assert (await hocket.run("go", plan="single")).text == "42"
            own.submit(lambda: seen.append(WATCH.get(None))).result()
    assert seen == [None]


@pytest.mark.parametrize("name", ["watch", "function", "executor", "args"])
async def test_function_in_an_executor_may_have_arguments_of_any_name(name):
    @tool(effect="none")
    def use() -> str:
        """Use an executor."""
        with ThreadPoolExecutor(1) as own:
            return str(own.submit(dict, **{name: 42}).result()[name])

    async def work(_, bench):
        return (await bench.use("use", {})).text

    async with hocket_of(agent(work, tools=(use,))) as hocket:
        assert (await hocket.run("go", plan="single")).text == "42"


@pytest.mark.parametrize("loop", [asyncio.new_event_loop, uvloop.new_event_loop])
@pytest.mark.parametrize("way", ["itself", "a thread"])
def test_tool_that_stops_the_event_loop_ends_only_itself(loop, way):
    @tool(effect="none")
    async def stop() -> str:
        """Stop the event loop."""
        running = asyncio.get_running_loop()
        if way == "itself":
            running.stop()
        else:
            threading.Thread(target=running.call_soon_threadsafe, args=(running.stop,)).start()
        await asyncio.Event().wait()

    async def work(_, bench):
        return (await bench.use("stop", {})).text

    async def main() -> str:
        async with hocket_of(agent(work, tools=(stop,))) as hocket:
            return (await hocket.run("go", plan="single")).text

    with asyncio.Runner(loop_factory=loop) as runner:
        assert "it stopped the event loop" in runner.run(main())


async def test_executor_that_is_not_of_threads_gets_the_function_itself():
    class Other(Executor):
        def submit(self, function, /, *args):
            future = Future()
            future.set_result(function is int and int(*args))
            return future

    @tool(effect="none")
    async def compute() -> str:
        """Compute in an executor, which may have to pickle the function."""
        return str(await asyncio.get_running_loop().run_in_executor(Other(), int, "42"))

    async def work(_, bench):
        return (await bench.use("compute", {})).text

    async with hocket_of(agent(work, tools=(compute,))) as hocket:
        assert (await hocket.run("go", plan="single")).text == "42"


@ERROR
async def test_exit_that_nobody_can_be_blamed_for_is_logged_and_ends_nothing(error, caplog):
    def boom() -> None:
        raise ERRORS[error].with_traceback(None)

    async def work(_, __):
        loop = asyncio.get_running_loop()
        _thread.start_new_thread(loop.call_soon_threadsafe, (boom,))
        while SAID[error] not in caplog.text:
            await asyncio.sleep(0)
        return "done"

    async with hocket_of(agent(work)) as hocket:
        assert (await hocket.run("go", plan="single")).text == "done"


def raising(name: str, error: BaseException, base: type = asyncio.Protocol, **slots):
    """A class of protocols of which one callback raises the error."""

    def boom(_, *given) -> None:
        if name == "connection_made":
            given[0].abort()  # nobody else closes it
        raise error.with_traceback(None)

    return type("Odd", (base,), {name: boom, **slots})


@pytest.mark.parametrize(
    ("name", "slots", "error"),
    [
        ("connection_made", {}, "exit"),
        ("data_received", {}, "exit"),
        ("data_received", {"__slots__": ()}, "interrupt"),
        ("eof_received", {}, "exit"),
        ("connection_lost", {}, "interrupt"),
    ],
)
@pytest.mark.parametrize("loop", [asyncio.new_event_loop, uvloop.new_event_loop])
def test_exit_in_a_callback_of_a_protocol_is_the_answer_of_the_tool(error, name, slots, loop):
    protocol = raising(name, ERRORS[error], **slots)

    @tool(effect="none")
    async def serve() -> str:
        """Serve one connection, and wait."""
        running = asyncio.get_running_loop()
        running.set_exception_handler(lambda *_: None)
        async with await running.create_server(protocol, "127.0.0.1", 0) as server:
            port = server.sockets[0].getsockname()[1]
            _, writer = await asyncio.open_connection("127.0.0.1", port)
            try:
                writer.write(b"x")
                writer.write_eof()
                await asyncio.Event().wait()
            finally:
                writer.close()
                with suppress(OSError):
                    await writer.wait_closed()

    async def work(_, bench):
        return (await bench.use("serve", {})).text

    async def main() -> str:
        async with hocket_of(agent(work, tools=(serve,))) as hocket:
            return (await hocket.run("go", plan="single")).text

    with asyncio.Runner(loop_factory=loop) as runner:
        assert SAID[error] in runner.run(main())
