"""The catalogue: one line per run; old lines are read again instead of kept."""

from __future__ import annotations

import pytest

from hocket.adapters.memory.journal import MemoryJournal
from hocket.core.event import Asked, GoalAccepted, GoalCancelled, PlanMade, RunForked, TimerFired
from hocket.core.goal import Goal
from hocket.core.plan import Plan
from hocket.core.question import Question
from hocket.core.task import Objective, Task
from hocket.ports.journal import Entry
from hocket.projections.catalogue import LONG, READ_AT_ONCE, Catalogue
from hocket.projections.follower import Follower


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
    old = await catalogue.summary("run-0")
    assert (old.goal, old.outcome, old.reason) == ("a", "cancelled", "enough")
    assert await catalogue.summary("run-9") is None


async def test_catalogue_keeps_open_runs_that_ask_and_the_newest_of_those_that_are_over():
    journal = MemoryJournal()
    catalogue = Catalogue(journal, kept=2)
    plan = Asked(question=Question(question_id="plan", kind="plan", title="Right?"))
    for number in range(6):
        events = [GoalAccepted(goal=Goal(text="go")), plan, GoalCancelled(reason="enough")]
        still_open = number < 2
        entries = [Entry.of(event, number) for event in events[: 2 if still_open else 3]]
        await journal.append(f"run-{number}", 0, entries)
    for record in await journal.read_all(0, 100):
        catalogue.take(record)
    assert await catalogue.asking_runs() == ["run-5", "run-4", "run-1", "run-0"]


async def test_catalogue_that_is_behind_answers_from_the_journal_as_it_does_later():
    journal = MemoryJournal()
    follower = Follower(journal)
    catalogue = Catalogue(journal, follower=follower)
    plan = Asked(question=Question(question_id="plan", kind="plan", title="Right?"))
    for number in range(6):
        events = [
            GoalAccepted(goal=Goal(text=f"go {number}")),
            plan,
            GoalCancelled(reason="enough"),
        ]
        entries = [Entry.of(event, number) for event in events[: 2 if number < 2 else 3]]
        await journal.append(f"run-{number}", 0, entries)
    follower.add(catalogue.take, 0)
    follower.add(lambda _: None, await journal.end())
    answers = []
    for is_behind in (True, False):
        assert catalogue.is_behind == is_behind
        runs = [run async for run in catalogue.newest_first()]
        entries = [await catalogue.find(f"run-{number}") for number in range(7)]
        places = [e and (e.last_seq, e.cursor, e.parent, e.asked, e.tasks) for e in entries]
        answers.append((runs, places, await catalogue.asking_runs()))
        await catalogue.catch_up()
    assert answers[0] == answers[1]
    assert len(answers[0][0]) == 6


async def test_last_event_of_a_long_run_counts_once_while_the_catalogue_is_behind():
    journal = MemoryJournal()
    follower = Follower(journal)
    catalogue = Catalogue(journal, follower=follower)
    middle = [Entry.of(TimerFired(timer_id="x"), 1_000_000)] * (LONG + 1)
    forked = RunForked(run_id="run-0", seq=1, by="ann", down_s=30)
    entries = [
        Entry.of(GoalAccepted(goal=Goal(text="go")), 0),
        *middle,
        Entry.of(forked, 9_000_000),
    ]
    await journal.append("run-1", 0, entries)
    follower.add(catalogue.take, 0)
    follower.add(lambda _: None, await journal.end())
    started = []
    for _ in range(2):
        entry = await catalogue.find("run-1")
        started.append(entry.started_us)
        await catalogue.catch_up()
    assert started[0] == started[1]


async def test_list_that_looks_at_many_runs_waits_until_the_catalogue_has_them():
    journal = MemoryJournal()
    follower = Follower(journal)
    catalogue = Catalogue(journal, follower=follower)
    for number in range(READ_AT_ONCE + 20):
        event = GoalAccepted(goal=Goal(text="go"))
        await journal.append(f"run-{number:04}", 0, [Entry.of(event, number)])
    follower.add(catalogue.take, 0)
    follower.add(lambda _: None, await journal.end())
    first = [run.run_id async for run in islice_async(catalogue.newest_first(), 5)]
    assert (first[0], catalogue.is_behind) == (f"run-{READ_AT_ONCE + 19:04}", True)
    listed = [run.run_id async for run in catalogue.newest_first()]
    assert listed == sorted(set(listed), reverse=True)
    assert (len(listed), catalogue.is_behind) == (READ_AT_ONCE + 20, False)


async def islice_async(values, count):
    async for value in values:
        if count == 0:
            return
        count -= 1
        yield value


async def test_catalogue_leaves_other_journals_alone():
    journal = MemoryJournal()
    catalogue = Catalogue(journal)
    await journal.append("session-1", 0, [Entry(1, "SessionOpened", 1, b"{}")])
    await journal.append("run-1", 0, [Entry(1, "Unheard", 9, b"{}")])
    for record in await journal.read_all(0, 100):
        catalogue.take(record)
    assert [line async for line in catalogue.newest_first()] == []
    assert (await catalogue.find("run-1")).fault.startswith("The journal has Unheard version 9")


async def test_catalogue_knows_the_tasks_of_runs_also_after_a_snapshot_and_from_the_journal():
    journal = MemoryJournal()
    kept = Catalogue(journal, kept=1)
    objective = Objective(description="x")
    plan = Plan(tasks=tuple(Task(task_id=name, objective=objective) for name in ("t1", "t2")))
    events = (GoalAccepted(goal=Goal(text="go")), PlanMade(plan=plan), GoalCancelled(reason="x"))
    for run_id, last in (("run-1", 3), ("run-2", 3), ("run-3", 2)):
        await journal.append(run_id, 0, [Entry.of(event, 1) for event in events[:last]])
    for record in await journal.read_all(0, 100):
        kept.take(record)
    restored = Catalogue(journal, kept=1)
    restored.load(kept.dump())
    for record in await journal.read("run-3"):
        restored.take(record)
    for catalogue in (kept, restored):
        tasks = {e.run_id: e.tasks async for e in catalogue.newest_entries()}
        assert list(tasks) == ["run-3", "run-2", "run-1"]
        assert [len(keys) for keys in tasks.values()] == [2, 2, 2]
        assert tasks["run-1"] == tasks["run-2"]
