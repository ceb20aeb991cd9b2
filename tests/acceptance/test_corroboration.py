"""Work that no check proves is corroborated where independent methods agree on it."""

from __future__ import annotations

import pytest

from hocket import Goal
from hocket.adapters.memory.journal import MemoryJournal
from hocket.app.replay import replay
from hocket.core.agreement import Agreement, Method
from hocket.core.check import RegexCheck
from stories import agent, events_of, hocket_of, names

METHODS = (Method(way="query", gave="42"), Method(way="program", gave="42"))
AGREED = Agreement(methods=METHODS, agrees=True)


def attesting(agreement: Agreement):
    async def work(_, bench):
        bench.attest(agreement)
        return "42"

    return agent(work)


@pytest.mark.parametrize(
    ("agreement", "verdict"),
    [
        (AGREED, "corroborated"),
        (Agreement(methods=METHODS), "unproven"),
        (AGREED.model_copy(update={"reason": "both are empty"}), "unproven"),
    ],
    ids=["agree", "disagree", "does-not-count"],
)
async def test_run_whose_methods_agree_is_corroborated(agreement, verdict):
    journal = MemoryJournal()
    async with hocket_of(attesting(agreement), journal=journal) as hocket:
        done = await hocket.run("what is it?", plan="single")
        events = names(await events_of(hocket, done.run_id))
    assert (done.status, done.verdict) == ("reached", verdict)
    assert ("Corroborated" in events) == (verdict == "corroborated")
    assert [*done.state.agreements.values()] == [agreement]
    cast = {"worker": attesting(agreement)}
    assert (await replay(journal, done.run_id, agents=cast)).divergence is None


@pytest.mark.parametrize(("pattern", "verdict"), [("42", "accepted"), ("43", "rejected")])
async def test_check_that_proves_counts_more_than_methods_that_agree(pattern, verdict):
    async with hocket_of(attesting(AGREED)) as hocket:
        goal = Goal(text="what is it?", checks=(RegexCheck(pattern=pattern),))
        assert (await hocket.run(goal, plan="single")).verdict == verdict
