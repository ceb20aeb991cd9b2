"""SIGKILL at every journal write of a run, then a restart: nothing is lost or repeated."""

from __future__ import annotations

import asyncio
import json
import shutil
import signal
import sys
import tempfile
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import pytest

from hocket.adapters.sqlite.journal import SqliteJournal
from hocket.core.event import BidAnswered, CallAnswered, EffectIntended

CARRIER = Path(__file__).with_name("carrier.py")
RUN = "run-chaos"
AT_ONCE = 2


@dataclass(frozen=True)
class Before:
    """What the journal held when the process had been killed."""

    events: int
    answered: frozenset[str]
    bids: frozenset[str]
    open_effects: frozenset[tuple[str, str]]


async def follow_here(folder: Path, kill_at: int, when: str, *more: str) -> tuple[int, dict]:
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        str(CARRIER),
        str(folder),
        str(kill_at),
        when,
        *more,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    out, err = await process.communicate()
    assert process.returncode in (0, -signal.SIGKILL), err.decode()
    return process.returncode, json.loads(out) if out else {}


async def journal_of(folder: Path) -> Before:
    journal = await SqliteJournal.open(folder / "journal.db", read_only=True)
    try:
        records = await journal.read(RUN)
    finally:
        await journal.close()
    events = [r.entry.event() for r in records]
    calls = [e for e in events if isinstance(e, CallAnswered)]
    receipts = {(e.attempt_id, e.ordinal) for e in calls}
    intents = [e for e in events if isinstance(e, EffectIntended) and not e.idempotent]
    return Before(
        len(events),
        frozenset(e.request for e in calls if e.kind == "llm"),
        frozenset(f"{e.agent} {e.task_id} {e.round}" for e in events if isinstance(e, BidAnswered)),
        frozenset(
            (e.attempt_id, e.tool) for e in intents if (e.attempt_id, e.ordinal) not in receipts
        ),
    )


def lines(path: Path) -> list[str]:
    return path.read_text(encoding="utf-8").splitlines() if path.exists() else []


async def kill_and_restart(folder: Path, kill_at: int, when: str, whole: dict, *more: str) -> str:
    """Kill there, restart, and compare; which of the outcomes it came to."""
    code, _ = await follow_here(folder, kill_at, when, *more)
    assert code == -signal.SIGKILL, f"write {kill_at} was never reached"
    asked_before = len(lines(folder / "llm.log"))
    bid_before = len(lines(folder / "bids.log"))
    before = await journal_of(folder)
    _, report = (
        await follow_here(folder, 0, "after", *more)
        if not is_over(before, kill_at, when, whole)
        else (0, {})
    )
    asked_again = lines(folder / "llm.log")[asked_before:]
    assert not before.answered & set(asked_again), "an answered call was sent again"
    bid_again = lines(folder / "bids.log")[bid_before:]
    assert not before.bids & set(bid_again), "an agent was asked again for a bid that it had made"
    effects = Counter(line for line in lines(folder / "effects.log") if line.startswith("order"))
    assert all(n == 1 for n in effects.values()), f"a side effect was repeated: {effects}"
    if not report:
        return "over"
    assert {(a, t) for a, t in report["doubtful"]} == before.open_effects
    assert report["status"] == "reached"
    if before.open_effects:
        assert report["verdict"] == "unproven", "what is doubtful is not called accepted"
        return "doubtful"
    same = ("verdict", "text", "files", "tasks", "calls", "answers")
    assert {k: report[k] for k in same} == {k: whole[k] for k in same}
    return "same"


def is_over(before: Before, kill_at: int, when: str, whole: dict) -> bool:
    """Whether the kill came after the last write: then the run is over and stays so."""
    return kill_at == whole["writes"] and when == "after" and before.events > 0


@pytest.mark.timeout(600)
@pytest.mark.parametrize(
    ("when", "more"),
    [("before", ()), ("after", ()), ("after", ("asking",))],
    ids=["before", "after", "after, with a person who is asked"],
)
async def test_run_killed_at_every_write_ends_the_same(
    tmp_path: Path, when: str, more: tuple[str, ...]
) -> None:
    (tmp_path / "whole").mkdir()
    _, whole = await follow_here(tmp_path / "whole", 0, "after", *more)
    assert whole["verdict"] == "accepted"
    assert bool(whole["answers"]) == bool(more)
    assert whole["tasks"]["t2"][2] == 1, "the story has a rework in it"
    limit = asyncio.Semaphore(AT_ONCE)
    outcomes: Counter[str] = Counter()

    async def one(kill_at: int) -> None:
        async with limit:
            folder = Path(tempfile.mkdtemp(dir=tmp_path))
            outcomes[await kill_and_restart(folder, kill_at, when, whole, *more)] += 1
            shutil.rmtree(folder)

    async with asyncio.TaskGroup() as group:
        for kill_at in range(1, whole["writes"] + 1):
            group.create_task(one(kill_at))
    assert outcomes["same"] > 20
    assert outcomes["doubtful"] >= 2, "the kills met intents without receipts"
