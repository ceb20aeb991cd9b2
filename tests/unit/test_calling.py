"""Calls in progress when their scope ends."""

from __future__ import annotations

import asyncio

import pytest

from hocket.core.run import RunState
from hocket.engine.budget import Budget
from hocket.engine.calling import Calling
from hocket.engine.scope import CallScope
from hocket.engine.traffic import Traffic
from hocket.errors import PermanentError
from hocket.ports.scope import CallResult


async def stubborn(calling: Calling, go_on: asyncio.Event) -> None:
    """A call that ends when it wants to, whoever stops it."""
    calling.begin(1, "search", b"{}", "unsafe")
    try:
        while not go_on.is_set():
            try:
                await go_on.wait()
            except asyncio.CancelledError:
                continue
        calling.require(1)
    finally:
        calling.end(1)


async def test_call_that_swallows_its_cancellation_is_left_and_its_answer_refused():
    calling, go_on = Calling("a#1", stop_s=0.0), asyncio.Event()
    call = asyncio.ensure_future(stubborn(calling, go_on))
    await asyncio.sleep(0)
    await calling.stop()
    assert [(n, c.name, c.effect) for n, c in calling.left.items()] == [(1, "search", "unsafe")]
    go_on.set()
    with pytest.raises(PermanentError, match="a#1 ended before search did"):
        await call


async def test_call_that_ends_when_it_is_stopped_is_not_left():
    calling, go_on = Calling("a#1"), asyncio.Event()

    async def obedient() -> None:
        calling.begin(1, "search", b"{}", "none")
        try:
            await go_on.wait()
        finally:
            calling.end(1)

    call = asyncio.ensure_future(obedient())
    await asyncio.sleep(0)
    await calling.stop()
    assert calling.left == {}
    await asyncio.wait([call])
    assert call.cancelled()


class Owner:
    """The loop of a run, as a scope sees it, that only keeps what is journaled."""

    run_id = "run-1"

    def __init__(self) -> None:
        self.state = RunState.made(run_id=self.run_id)
        self.budget = Budget.of_run(lambda: self.state)
        self.traffic = Traffic()
        self.events = []

    async def commit(self, events, _=None):
        self.events += events


@pytest.mark.parametrize("fails", [False, True])
async def test_scope_ends_without_a_call_that_does_not_and_journals_nothing_of_it_later(fails):
    owner, go_on = Owner(), asyncio.Event()
    scope = CallScope(owner, "a#1", stop_s=0.0)

    async def action(_):
        while not go_on.is_set():
            try:
                await go_on.wait()
            except asyncio.CancelledError:
                continue
        if fails:
            raise ValueError(fails)
        return CallResult(b"sent")

    call = asyncio.ensure_future(scope.perform("tool", "mail", b"{}", "unsafe", action))
    while not owner.events:
        await asyncio.sleep(0)
    await asyncio.sleep(0)
    await scope.aclose()
    noted = ["EffectIntended", "TryFailed", "EffectDoubtful"]
    assert [type(event).__name__ for event in owner.events] == noted
    assert owner.events[1].reason.startswith("it was stopped, but did not end")
    go_on.set()
    with pytest.raises(PermanentError, match="ended before mail did"):
        await call
    assert [type(event).__name__ for event in owner.events] == noted
