"""An exit in a thread of user code, in what it schedules, or in a protocol is its fault."""

from __future__ import annotations

import _thread
import asyncio
import sys
import threading
from concurrent.futures import Executor, Future
from contextlib import suppress

import pytest
import uvloop

from exits import ERROR, ERRORS, SAID, collected
from hocket import tool
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
@pytest.mark.parametrize("way", ["callback", "coroutine", "task of a callback", "executor"])
async def test_exit_that_a_thread_of_its_own_schedules_is_the_answer_of_the_tool(error, way):
    def boom() -> None:
        raise ERRORS[error].with_traceback(None)

    async def task() -> None:
        boom()

    @tool(effect="none")
    async def wait() -> str:
        """Start a thread that schedules an exit here."""
        loop, kept = asyncio.get_running_loop(), []

        def schedule() -> None:
            if way == "callback":
                loop.call_soon_threadsafe(boom)
            elif way == "coroutine":
                asyncio.run_coroutine_threadsafe(task(), loop)
            else:
                loop.call_soon_threadsafe(lambda: kept.append(loop.create_task(task())))

        if way == "executor":
            loop.run_in_executor(None, loop.call_soon_threadsafe, boom)
        else:
            threading.Thread(target=schedule).start()
        await asyncio.Event().wait()

    async def work(_, bench):
        return (await bench.use("wait", {})).text

    async with hocket_of(agent(work, tools=(wait,))) as hocket:
        assert SAID[error] in (await hocket.run("go", plan="single")).text


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
