"""Calls that are held: one LLM after the other, cancelled, failed, counted, measured."""

from __future__ import annotations

import asyncio

import pytest

from hocket.core.urgency import WAITED_FOR, urgent
from hocket.errors import ContextOverflowError, UnavailableError
from hocket.llm.residency.call import Rules
from hocket.llm.residency.machine import NO_LIMIT
from hocket.ports.residence import Footprint
from resident_host import SIZES, Host, answered, request_to, scheduled, settled


async def test_calls_of_the_llm_in_memory_go_before_a_swap():
    host = Host()
    llm = scheduled(host)
    await answered(llm, "small", "large", "small", "large", "small")
    assert host.log == ["small", "small", "small", "-small", "large", "large"]
    assert llm.machine.users == 0
    assert not llm.machine.waiting


async def test_llms_that_fit_together_are_never_unloaded():
    host = Host()
    await answered(scheduled(host, capacity_bytes=9), "small", "large", "small", "large")
    assert not [entry for entry in host.log if entry.startswith("-")]


async def test_next_llm_is_loaded_while_the_current_one_answers():
    host = Host()
    llm = scheduled(host, capacity_bytes=9)
    gate = host.hold(1)
    async with asyncio.TaskGroup() as group:
        group.create_task(llm.complete(request_to("small")))
        await settled()
        group.create_task(llm.complete(request_to("large")))
        await settled()
        assert host.log == ["small", "+large"]
        gate.set()
    assert host.log == ["small", "+large", "large"]


async def test_call_that_a_person_waits_for_goes_first():
    host = Host()
    llm = scheduled(host)
    gate = host.hold(1)
    async with asyncio.TaskGroup() as group:
        group.create_task(llm.complete(request_to("small")))
        await settled()
        group.create_task(llm.complete(request_to("small")))
        await settled()
        with urgent(WAITED_FOR):
            group.create_task(llm.complete(request_to("large")))
        await settled()
        gate.set()
    assert host.log == ["small", "-small", "large", "-large", "small"]


async def test_call_waits_no_longer_than_it_may_be_passed_over():
    host = Host()
    llm = scheduled(host, rules=Rules(overtakings=2))
    gate = host.hold(1)
    async with asyncio.TaskGroup() as group:
        group.create_task(llm.complete(request_to("small")))
        await settled()
        for name in ("large", *["small"] * 4):
            group.create_task(llm.complete(request_to(name)))
            await settled()
        gate.set()
    assert host.log == ["small"] * 3 + ["-small", "large", "-large", "small", "small"]


async def test_cancelled_waiter_leaves_and_what_it_was_doing_is_done_by_another():
    host = Host()
    llm = scheduled(host)
    gate = host.hold(1)
    async with asyncio.TaskGroup() as group:
        group.create_task(llm.complete(request_to("small")))
        await settled()
        waiters = [group.create_task(llm.complete(request_to("large"))) for _ in range(2)]
        await settled()
        waiters[0].cancel()
        await settled()
        gate.set()
    assert waiters[1].result().text == "fine"
    assert host.log == ["small", "-small", "large"]
    assert not llm.machine.waiting


async def test_call_cancelled_while_it_unloads_leaves_the_books_right():
    host = Host()
    llm = scheduled(host)
    await answered(llm, "small")
    started, go_on = asyncio.Event(), asyncio.Event()
    unload = host.unload

    async def slow(name):
        started.set()
        await go_on.wait()
        await unload(name)

    host.unload = slow
    async with asyncio.TaskGroup() as group:
        task = group.create_task(llm.complete(request_to("large")))
        await started.wait()
        task.cancel()
        await settled()
        assert [r.leaving for r in llm.machine.residents.values()] == [False]
        go_on.set()
        other = group.create_task(llm.complete(request_to("large")))
    assert other.result().text == "fine"
    assert llm.machine.used_bytes == SIZES["large"]


async def test_cancelled_call_in_progress_frees_its_slot():
    host = Host()
    llm = scheduled(host)
    host.hold(1)
    async with asyncio.TaskGroup() as group:
        first = group.create_task(llm.complete(request_to("small")))
        await settled()
        second = group.create_task(llm.complete(request_to("small")))
        await settled()
        first.cancel()
    assert second.result().text == "fine"
    assert llm.machine.users == 0


async def test_llm_whose_first_call_fails_takes_no_memory():
    host = Host(faults={1: UnavailableError("not here")})
    llm = scheduled(host)
    with pytest.raises(UnavailableError, match="not here"):
        await llm.complete(request_to("large"))
    assert llm.machine.residents == {}
    await answered(llm, "small")
    assert host.log == ["large", "small"]


async def test_error_of_a_call_passes_through_and_frees_its_slot():
    host = Host(context_tokens=10)
    llm = scheduled(host)
    with pytest.raises(ContextOverflowError):
        await llm.complete(request_to("small"))
    assert llm.machine.users == 0


async def test_too_many_waiting_calls_are_refused_at_once():
    host = Host()
    llm = scheduled(host, most_waiting=1)
    gate = host.hold(1)
    async with asyncio.TaskGroup() as group:
        for _ in range(2):
            group.create_task(llm.complete(request_to("small")))
            await settled()
        with pytest.raises(UnavailableError, match="1 are waiting") as raised:
            await llm.complete(request_to("small"))
        gate.set()
    assert raised.value.context["sent"] is False


async def test_counting_needs_no_slot_where_the_llm_is_in_memory():
    host = Host()
    llm = scheduled(host)
    gate = host.hold(1)
    async with asyncio.TaskGroup() as group:
        group.create_task(llm.complete(request_to("small")))
        await settled()
        assert await llm.count_tokens(request_to("small")) > 0
        assert await llm.context_tokens("small") > 0
        counting = group.create_task(llm.count_tokens(request_to("large")))
        await settled()
        assert not counting.done()
        gate.set()
    assert counting.result() > 0
    assert host.log == ["small", "-small"]


async def test_memory_is_learned_from_what_the_host_unloads_by_itself():
    host = Host(room=8)
    llm = scheduled(host, capacity_bytes=NO_LIMIT)
    await answered(llm, "small")
    await answered(llm, "large")
    assert llm.machine.capacity_bytes == 8
    assert list(llm.machine.residents) == ["large"]
    await answered(llm, "small")
    assert host.log == ["small", "large", "-large", "small"]
    assert llm.machine.load_us == {"small": 2_000_000, "large": 2_000_000}


async def test_context_class_is_the_least_that_fits_where_memory_is_short():
    host = Host()
    sizes = Footprint(3, 1)

    async def footprint(_):
        return sizes

    host.footprint = footprint
    llm = scheduled(host, capacity_bytes=2100, rules=Rules(windows=(1030, 2060, 4120)))
    await answered(llm, "small")
    assert host.windows == {"small": 2060}
    await answered(llm, "large")
    assert host.windows == {"small": 2060, "large": 2060}


async def test_unloading_by_a_person_lets_waiting_calls_load_it_again():
    host = Host()
    llm = scheduled(host)
    await answered(llm, "small")
    await llm.unload("small")
    assert llm.machine.residents == {}
    await answered(llm, "small")
    assert host.log == ["small", "-small", "small"]


async def test_unloading_by_a_person_that_fails_says_so_and_a_swap_goes_on():
    host = Host()
    llm = scheduled(host)
    await answered(llm, "small")

    async def failing(_):
        raise UnavailableError("it is away")

    host.unload = failing
    with pytest.raises(UnavailableError, match="it is away"):
        await llm.unload("small")
    assert list(llm.machine.residents) == ["small"]
    await answered(llm, "large")
    assert list(llm.machine.residents) == ["large"]


async def test_memory_is_vacated_but_for_what_answers_a_call():
    host = Host()
    llm = scheduled(host, capacity_bytes=9)
    await answered(llm, "small")
    gate = host.hold(2)
    async with asyncio.TaskGroup() as group:
        group.create_task(llm.complete(request_to("large")))
        while "large" not in host.log:
            await asyncio.sleep(0)
        await llm.vacate()
        assert list(llm.machine.residents) == ["large"]
        gate.set()
    await llm.vacate()
    assert llm.machine.residents == {}
    await answered(llm, "small")
    assert host.log == ["small", "large", "-small", "-large", "small"]


async def test_memory_that_is_set_aside_is_not_there_for_llms_until_it_is_given_back():
    host = Host()
    llm = scheduled(host, capacity_bytes=9)
    await answered(llm, "small", "large")
    assert host.log == ["small", "large"], "both fit"
    llm.set_aside(1)
    await answered(llm, "large")
    assert host.log == ["small", "large", "-small", "large"]
    await answered(llm, "small", "large")
    assert host.log[4:] == ["large", "-large", "small"]
    llm.set_aside(0)
    await answered(llm, "small", "large")
    assert host.log[7:] == ["small", "large"]


async def test_llm_that_does_not_fit_beside_what_is_set_aside_is_loaded_alone():
    host = Host()
    llm = scheduled(host, capacity_bytes=9)
    llm.set_aside(9)
    await answered(llm, "small", "large")
    assert host.log == ["small", "-small", "large"]
