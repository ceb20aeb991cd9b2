"""What is in memory, as calls are cancelled, fail, or cross an unload."""

from __future__ import annotations

import asyncio

import pytest

from hocket.errors import (
    ContextOverflowError,
    DeadlineExceededError,
    RefusedError,
    UnavailableError,
)
from hocket.ports.residence import Footprint, Held
from resident_host import SIZES, Host, answered, request_to, scheduled, settled


async def test_answer_arrives_also_if_a_person_unloads_its_llm_meanwhile():
    host = Host()
    llm = scheduled(host)
    gate = host.hold(1)
    async with asyncio.TaskGroup() as group:
        call = group.create_task(llm.complete(request_to("small")))
        await settled()
        await llm.unload("small")
        gate.set()
    assert call.result().text == "fine"
    assert llm.machine.users == 0
    await answered(llm, "small", "large")
    assert llm.machine.used_bytes == SIZES["large"]


async def test_unload_that_another_call_goes_on_with_is_not_undone_by_the_cancelled_one():
    host = Host()
    llm = scheduled(host)
    await answered(llm, "small")
    go_on = asyncio.Event()
    unload = host.unload

    async def slow(name):
        await go_on.wait()
        await unload(name)

    host.unload = slow
    async with asyncio.TaskGroup() as group:
        first = group.create_task(llm.complete(request_to("large")))
        await settled()
        second = group.create_task(llm.complete(request_to("large")))
        await settled()
        first.cancel()
        await settled()
        assert [r.leaving for r in llm.machine.residents.values()] == [True]
        go_on.set()
    assert second.result().text == "fine"
    assert list(llm.machine.residents) == ["large"]


async def test_llm_that_was_loaded_for_a_cancelled_call_still_takes_its_memory():
    host = Host()
    llm = scheduled(host)
    host.hold(1)
    async with asyncio.TaskGroup() as group:
        first = group.create_task(llm.complete(request_to("small")))
        await settled()
        first.cancel()
    await answered(llm, "large")
    assert host.log == ["small", "-small", "large"]


async def test_llm_that_was_loaded_for_a_failed_call_still_takes_its_memory():
    host = Host(context_tokens=10)
    llm = scheduled(host)
    with pytest.raises(ContextOverflowError):
        await llm.complete(request_to("small"))
    assert list(llm.machine.residents) == ["small"]


async def test_memory_that_was_measured_is_known_when_the_llm_is_loaded_again():
    host = Host()

    async def footprint(_):
        return Footprint(1)

    host.footprint = footprint
    llm = scheduled(host)
    await answered(llm, "small", "large")
    await answered(llm, "small")
    assert host.log == ["small", "large", "-large", "small"], "both turned out too large"
    host.log.clear()
    await answered(llm, "large")
    assert host.log == ["-small", "large"]


async def test_capacity_is_not_learned_from_an_unload_that_was_cancelled_halfway():
    host = Host()
    llm = scheduled(host, capacity_bytes=8)
    await answered(llm, "small")

    async def halfway(name):
        host.memory.pop(name)
        await asyncio.Event().wait()

    unload, host.unload = host.unload, halfway
    async with asyncio.TaskGroup() as group:
        call = group.create_task(llm.complete(request_to("large")))
        await settled()
        call.cancel()
    host.unload = unload
    await answered(llm, "other")
    assert llm.machine.capacity_bytes == 8


async def test_llm_that_is_loaded_while_the_host_is_asked_stays_in_the_books():
    host = Host()
    llm = scheduled(host, capacity_bytes=9)
    gate, reply, loaded = host.hold(1), asyncio.Event(), asyncio.Event()
    warm = host.warm

    async def held():
        before = dict(host.memory)
        await reply.wait()
        return before

    async def slow(name):
        await loaded.wait()
        await warm(name)

    host.held, host.warm = held, slow
    async with asyncio.TaskGroup() as group:
        group.create_task(llm.complete(request_to("small")))
        await settled()
        group.create_task(llm.complete(request_to("large")))
        await settled()
        host.hold(2)
        gate.set()
        await settled()
        loaded.set()
        await settled()
        reply.set()
        await settled()
        assert llm.machine.capacity_bytes == 9
        assert list(llm.machine.residents) == ["small", "large"]
        host.gates[2].set()


@pytest.mark.parametrize("error", [DeadlineExceededError, RefusedError, None])
async def test_call_is_made_also_if_the_host_does_not_say_what_its_memory_holds(error):
    host = Host()

    async def silent(*_):
        if error is not None:
            raise error("not here")
        await asyncio.Event().wait()

    host.footprint = host.held = silent
    llm = scheduled(host, ask_s=0.0)
    await answered(llm, "small", "large", "small")
    assert llm.machine.users == 0


async def test_footprint_is_asked_for_once_by_all_calls_that_arrive_together():
    host = Host()
    asked = []

    async def footprint(llm):
        asked.append(llm)
        await settled()
        return Footprint(SIZES[llm])

    host.footprint = footprint
    await answered(scheduled(host), *["small", "large"] * 20)
    assert sorted(asked) == ["large", "small"]


async def test_call_cancelled_while_it_asks_for_a_footprint_holds_up_no_other():
    host = Host()

    async def footprint(_):
        await asyncio.Event().wait()

    usual, host.footprint = host.footprint, footprint
    llm = scheduled(host)
    async with asyncio.TaskGroup() as group:
        first = group.create_task(llm.complete(request_to("small")))
        await settled()
        second = group.create_task(llm.complete(request_to("small")))
        await settled()
        host.footprint = usual
        first.cancel()
    assert second.result().text == "fine"
    assert llm.machine.used_bytes == SIZES["small"]


async def test_llm_whose_weights_come_with_its_first_call_takes_its_memory():
    host = Host()
    fetched = []

    async def footprint(llm):
        if llm not in fetched:
            fetched.append(llm)
            raise UnavailableError("not here yet")
        return Footprint(SIZES[llm])

    async def held():
        return {llm: Held(1) for llm in host.memory}

    host.footprint, host.held = footprint, held
    llm = scheduled(host)
    await answered(llm, "small")
    assert llm.machine.used_bytes == SIZES["small"]
