"""A Hocket works only where it is open; anywhere else every public method says so at once."""

from __future__ import annotations

import asyncio
import inspect
import threading

import pytest

from hocket import Agent, Hocket
from hocket.core.run import RunState
from hocket.errors import NotOpenError
from hocket.ports.journal import Request
from hocket.testing import ScriptedLlm

ALWAYS = {
    "settings",
    "has_own_hosts",
    "registry",
    "sandbox",
    "journal",
    "store",
    "clock",
    "documents",
    "feed",
    "traffic",
}
"""What can be read at any time: what was passed in, and what holds no event loop."""

STATE = RunState("run-1")
ARGUMENTS = {
    "admit": (STATE,),
    "fetch": ("fake:1", lambda *_: None),
    "finish": ("run-1", None),
    "finished": (STATE,),
    "handle_request": (Request("run-1", "cancel", "me"),),
    "loop": ("run-1",),
    "partner": ("host",),
    "resume": ("run-1",),
    "run": ("go",),
    "submit": ("go",),
}
NAMES = sorted(
    {name for name in dir(Hocket) if not name.startswith("_")}
    | {name for name in vars(Hocket()) if not name.startswith("_")}
)
USES = [name for name in NAMES if name not in ALWAYS]


async def greet(_, __):
    return "hello"


def made() -> Hocket:
    return Hocket([Agent("host", work=greet)], builtin=False, llm=ScriptedLlm(["x"]))


async def use(hocket: Hocket, name: str) -> None:
    value = getattr(hocket, name)
    if callable(value):
        value = value(*ARGUMENTS.get(name, ()))
    if inspect.isawaitable(value):
        await value


@pytest.mark.parametrize("name", USES)
async def test_use_before_it_is_open_says_how_to_open_it(name):
    with pytest.raises(NotOpenError, match=r"not open yet; use it inside `async with Hocket"):
        await use(made(), name)


@pytest.mark.parametrize("name", USES)
async def test_use_after_it_is_closed_says_so(name):
    async with made() as hocket:
        pass
    with pytest.raises(NotOpenError, match="This Hocket is closed; use it inside"):
        await use(hocket, name)


@pytest.mark.parametrize("name", USES)
async def test_use_in_another_event_loop_says_so_at_once(name):
    errors = []

    def handler():
        try:
            asyncio.run(use(hocket, name))
        except NotOpenError as error:
            errors.append(error)

    async with made() as hocket:
        await asyncio.to_thread(handler)
    assert "open in another event loop" in errors[0].message


@pytest.mark.parametrize("name", ["hosts", "now", "engine", "conversations"])
async def test_use_in_a_thread_without_event_loop_says_so(name):
    async with made() as hocket:
        with pytest.raises(NotOpenError, match="open in another event loop"):
            await asyncio.to_thread(_touched, hocket, name)


def _touched(hocket: Hocket, name: str) -> None:
    value = getattr(hocket, name)
    if callable(value):
        value()


async def test_conversations_kept_after_the_end_say_that_it_is_closed():
    async with made() as hocket:
        conversations = hocket.conversations
        talk = await conversations.open("host")
    for call in (conversations.open("host"), conversations.read(talk.conversation_id)):
        with pytest.raises(NotOpenError, match="is closed"):
            await call


async def test_hocket_that_is_open_is_not_opened_again_and_stays_open():
    async with made() as hocket:
        with pytest.raises(NotOpenError, match="is open already; enter `async with` once"):
            await hocket.__aenter__()
        assert (await hocket.run("go", plan="single")).text == "hello"


def test_hocket_is_not_closed_from_another_event_loop_and_stays_open():
    async def main():
        async with made() as hocket:
            errors = await asyncio.to_thread(_closing, hocket)
            assert "another event loop" in errors[0].message
            return (await hocket.run("go", plan="single")).text

    assert asyncio.run(main()) == "hello"


def _closing(hocket: Hocket) -> list[NotOpenError]:
    with pytest.raises(NotOpenError) as caught:
        asyncio.run(hocket.__aexit__(None, None, None))
    return [caught.value]


def test_hocket_that_is_closed_can_be_opened_in_another_event_loop():
    hocket = made()

    async def main():
        async with hocket:
            return (await hocket.run("go", plan="single")).text

    assert [asyncio.run(main()), asyncio.run(main())] == ["hello", "hello"]


def test_hocket_is_used_between_the_steps_of_an_event_loop_of_its_thread():
    hocket = made()
    with asyncio.Runner() as runner:
        runner.run(hocket.__aenter__())
        assert list(hocket.hosts()) == ["given"]
        assert runner.run(hocket.run("go", plan="single")).text == "hello"
        runner.run(hocket.__aexit__(None, None, None))


def test_four_threads_with_a_hocket_each_do_not_meet():
    texts = []

    async def main():
        async with made() as hocket:
            texts.append((await hocket.run("go", plan="single")).text)

    threads = [threading.Thread(target=asyncio.run, args=(main(),)) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert texts == ["hello"] * 4
