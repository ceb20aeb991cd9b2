"""The catalogue: runs in lines, of which old ones are told again instead of kept."""

from __future__ import annotations

import pytest

from hocket.adapters.memory.journal import MemoryJournal
from hocket.core.event import GoalAccepted, GoalCancelled
from hocket.core.goal import Goal
from hocket.ports.journal import Entry
from hocket.projections.catalogue import Catalogue


async def catalogue_of(*goals: str, kept: int, skip: bool) -> Catalogue:
    journal = MemoryJournal()
    catalogue = Catalogue(journal, kept=kept)
    for number, text in enumerate(goals):
        events = (GoalAccepted(goal=Goal(text=text)), GoalCancelled(reason="enough"))
        entries = [Entry.of(event, number) for event in events]
        await journal.append(f"run-{number}", 0, entries)
    if skip:
        await catalogue.skip_old()
    for record in await journal.read_all(0, 100):
        catalogue.take(record)
    return catalogue


@pytest.mark.parametrize("skip", [False, True])
async def test_catalogue_lists_all_runs_whether_cached_or_not(skip):
    catalogue = await catalogue_of("a", "b", "c", "d", kept=2, skip=skip)
    assert len(catalogue) == 2
    assert [line.goal async for line in catalogue.newest_first()] == ["d", "c", "b", "a"]
    old = await catalogue.line("run-0")
    assert (old.goal, old.outcome, old.reason) == ("a", "cancelled", "enough")
    assert await catalogue.line("run-9") is None


async def test_catalogue_leaves_other_journals_alone():
    journal = MemoryJournal()
    catalogue = Catalogue(journal)
    await journal.append("session-1", 0, [Entry(1, "SessionOpened", 1, b"{}")])
    await journal.append("run-1", 0, [Entry(1, "Unheard", 9, b"{}")])
    for record in await journal.read_all(0, 100):
        catalogue.take(record)
    assert [line async for line in catalogue.newest_first()] == []
    assert (await catalogue.find("run-1")).fault.startswith("The journal has Unheard version 9")
