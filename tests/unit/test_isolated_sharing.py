"""What the judge and the work tell one another: changes in shared containers, and what is done."""

from __future__ import annotations

import asyncio
import contextlib
import socket

import pytest

from hocket.review.isolated.awaiting import Loop, Notices
from hocket.review.isolated.shared import Shared
from hocket.review.isolated.wire import Wire


class Side:
    """A side that shares containers and refers to nothing."""

    def __init__(self) -> None:
        self.shared = Shared(self)
        self.key_of, self.container = self.shared.key_of, self.shared.container


def sharing(value, containers: int) -> Shared:
    shared = Side().shared
    shared.add(value, range(containers))
    return shared


def append(value):
    value[0].append(5)


def into_tuple(value):
    value[1][0].append(5)


def replace(value):
    value[0] = [7]


def swap(value):
    value[0], value[1] = value[1], value[0]


@pytest.mark.parametrize(
    ("change", "changed"), [(append, [1]), (into_tuple, [0]), (replace, [0]), (swap, [0])]
)
def test_change_in_a_shared_container_is_told_once(change, changed):
    value = [[1, 2], ([3],), "text"]
    shared = sharing(value, 2)
    assert shared.changes() == {}
    change(value)
    assert [key for key, *_ in shared.changes()["shared"]] == changed
    assert "shared" not in shared.changes()


def test_change_in_a_container_that_the_other_side_dropped_is_told_by_the_one_around_it():
    value = [[1, 2]]
    shared = sharing(value, 2)
    shared.apply({"dropped": [1]})
    value[0].append(3)
    assert [key for key, *_ in shared.changes()["shared"]] == [0]


def test_same_values_in_the_place_of_others_are_not_told():
    value = [1.5, "a"]
    shared = sharing(value, 1)
    value[:] = [float("1.5"), str(b"a", "ascii")]
    assert shared.changes() == {}


def test_message_that_was_read_with_an_earlier_one_is_known():
    ours, theirs = (Wire(s.detach()) for s in socket.socketpair())
    theirs.send({"r": 1})
    theirs.send({"done": 2})
    assert ours.receive() == {"r": 1}
    assert ours.holds_message()
    assert ours.receive() == {"done": 2}
    assert not ours.holds_message()
    for wire in (ours, theirs):
        wire._socket.close()


async def test_judge_is_told_of_a_coroutine_only_if_it_asked_too_early():
    told = []
    loop, gate = Loop(told.append), asyncio.Event()
    early, late = loop.begin(gate.wait()), loop.begin(asyncio.sleep(0, "late"))
    assert loop.result(early) == [False, None]
    gate.set()
    while not told:
        await asyncio.sleep(0)
    assert told == [early]
    assert loop.result(early) == [True, True]
    assert loop.result(late) == [True, "late"]


async def test_notice_ends_the_wait_whenever_it_comes():
    notices, attended = Notices(), []
    ours, theirs = socket.socketpair()
    with ours, theirs:
        notices.note(1)
        await notices.wait(1, ours.fileno(), lambda: attended.append(1))
        ours.setblocking(False)  # noqa: FBT003 - its name

        def attend() -> None:
            with contextlib.suppress(BlockingIOError):
                notices.note(ours.recv(1)[0])

        waiting = asyncio.ensure_future(notices.wait(2, ours.fileno(), attend))
        await asyncio.sleep(0)
        theirs.send(bytes([2]))
        await waiting
    assert attended == [1]
