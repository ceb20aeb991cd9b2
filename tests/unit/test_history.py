"""The reader of a run: from records to events, and from events to a state."""

from __future__ import annotations

import pytest

from hocket.core.event import (
    EffectIntended,
    GoalAccepted,
    GoalCancelled,
    PlanFailed,
    RunResumed,
)
from hocket.core.goal import Goal
from hocket.errors import InvalidInputError, RunNotFoundError
from hocket.ports.journal import Entry
from hocket.projections.history import history_of, past, state_of
from hocket.testing import MemoryJournal

EVENTS = (
    GoalAccepted(goal=Goal(text="go")),
    RunResumed(down_s=1.0),
    PlanFailed(reason="no"),
    GoalCancelled(reason="enough"),
)


async def journal_of(*entries: Entry) -> MemoryJournal:
    journal = MemoryJournal()
    await journal.append("run-1", 0, entries)
    return journal


async def told() -> MemoryJournal:
    return await journal_of(*(Entry.of(e, 10 * n) for n, e in enumerate(EVENTS, 1)))


async def test_history_has_the_events_in_order():
    history = await history_of(await told(), "run-1")
    assert [(h.seq, h.at_us, h.event) for h in history] == [
        (n, 10 * n, event) for n, event in enumerate(EVENTS, 1)
    ]
    assert history.first == EVENTS[0]
    assert (len(history), history.started_us, history.last_us) == (4, 10, 40)


async def test_history_ends_in_the_folded_state():
    journal = await told()
    history = await history_of(journal, "run-1")
    states = history.states()
    assert [state.status for state in states] == ["running", "running", "running", "cancelled"]
    assert states[-1] == history.state() == await state_of(journal, "run-1")
    assert states[1] == history.until(2).state()


@pytest.mark.parametrize("seq", [0, 5, -1])
async def test_history_until_an_unknown_event_names_the_last_one(seq):
    history = await history_of(await told(), "run-1")
    with pytest.raises(InvalidInputError, match=f"at: {seq} — run run-1 has events 1 to 4"):
        history.until(seq)


async def test_history_after_an_event_leaves_out_earlier_ones():
    journal = await told()
    later = (await history_of(journal, "run-1")).after(3)
    assert [h.event for h in later] == [EVENTS[3]]
    assert [h.seq for h in await past(journal, "run-1", 3)] == [4]


async def test_history_of_one_type_decodes_no_others():
    intended = EffectIntended(
        attempt_id="t1#1", ordinal=1, tool="send", request="0" * 64, idempotent=False
    )
    journal = await journal_of(Entry(1, "Unheard", 9, b"{}"), Entry.of(intended, 2))
    assert (await history_of(journal, "run-1")).only(EffectIntended) == [intended]


async def test_unknown_run_is_an_error_to_read_and_a_new_state_to_begin():
    journal = MemoryJournal()
    with pytest.raises(RunNotFoundError, match="There is no run 'run-9'"):
        await history_of(journal, "run-9")
    assert (await state_of(journal, "run-9")).status == "new"
