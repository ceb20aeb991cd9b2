"""Passports as priors: they enter a run as an event, and nothing else of them is used."""

from __future__ import annotations

import asyncio
from dataclasses import replace

import pytest
from click.testing import CliRunner

from hocket import Agent
from hocket.adapters.memory.store import MemoryStore
from hocket.app.aptitudes import FRESH_S, Aptitudes, passed_at
from hocket.app.defaults import store_in
from hocket.app.passports import Passports, subject_of
from hocket.app.replay import replay
from hocket.award.auction import within_reach
from hocket.award.ways import SuitedWay
from hocket.cli.main import cli
from hocket.config import load
from hocket.core.event import BidsReceived, ExperienceTaken
from hocket.errors import UnavailableError
from hocket.llm.passport.passport import Machine, Passport, ProbeResult
from hocket.llm.passport.suite import SUITE
from hocket.ports.llm import LlmInfo
from hocket.testing import FakeClock, MemoryJournal, ScriptedLlm
from stories import events_of, hocket_of, names

MACHINE = Machine(fingerprint="0" * 16, system="Linux", architecture="x", cores=2, memory_gb=8)
SKILLS = ("code", "sql", "instructions")


class Host(ScriptedLlm):
    """A host that lists a digest of its LLM, and counts how often it was asked."""

    def __init__(self, digest: str = "a" * 64, *, away: bool = False) -> None:
        super().__init__(lambda _: "said")
        self.digest, self.away, self.listed = digest, away, 0

    async def models(self):
        self.listed += 1
        if self.away and self.listed > 1:
            raise UnavailableError("the host is away")
        return tuple(replace(i, digest=self.digest) for i in await super().models())


class SomeWay:
    def __init__(self, name: str) -> None:
        self.name = name

    def fits(self, _) -> bool:
        return True

    async def work(self, _, __, ___) -> str:
        return "done"


def worker(*ways: str, name: str = "worker") -> Agent:
    return Agent(name, "x", ways=[SomeWay(w) for w in ways], types={"reasoning": 1.0})


def probe(skill: str, number: int, *, right: bool, **fields) -> ProbeResult:
    return ProbeResult(probe=f"{skill}/{number}", skill=skill, right=right, at_us=1, **fields)


def failed_calls() -> list[ProbeResult]:
    marks = {"right tool": False}
    return [probe("tools", n, right=False, marks=marks) for n in range(3)]


async def passport_in(store, results, *, digest="a" * 64, suite=SUITE) -> None:
    info = LlmInfo("scripted", "scripted", digest=digest)
    subject = subject_of("scripted", info)
    passport = Passport(suite=suite, subject=subject, machine=MACHINE, results=tuple(results))
    await Passports(store, FakeClock()).take(passport)


def weak() -> list[ProbeResult]:
    return [probe(skill, n, right=False) for skill in SKILLS for n in range(2)]


async def run_with(store, *, host=None, agent=None, journal=None, run_id="run-1"):
    """The events of a run with these passports."""
    journal = journal or MemoryJournal()
    agents = [agent or worker("program", "columns")]
    async with hocket_of(*agents, journal=journal, store=store, llm=host or Host()) as hocket:
        await hocket.run("go", plan="single", run_id=run_id)
        return await events_of(hocket, run_id)


def bids_in(events) -> dict[str, float]:
    received = next(event for event in events if isinstance(event, BidsReceived))
    return {bid.option: bid.suitability for bid in received.bids}


async def test_home_without_passports_has_the_events_of_before_and_asks_no_host():
    host, tested = Host(), MemoryStore()
    await passport_in(tested, weak(), digest="b" * 64)
    events = await run_with(MemoryStore(), host=host)
    assert names(events[:2]) == ["GoalAccepted", "PlanMade"]
    assert host.listed == 1  # for the choice of an LLM, as before
    of_another = await run_with(tested, host=Host())
    assert names(of_another) == names(events)
    assert bids_in(of_another) == bids_in(events)


async def test_passport_lowers_what_is_expected_of_ways_that_need_what_was_failed():
    store = MemoryStore()
    before = bids_in(await run_with(MemoryStore()))
    await passport_in(store, weak())
    events = await run_with(store)
    (taken,) = [event for event in events if isinstance(event, ExperienceTaken)]
    assert taken.learned.aptitudes["scripted"].weights == "a" * 64
    after = bids_in(events)
    assert after["worker by program"] < before["worker by program"]
    assert after["worker by columns"] == before["worker by columns"]
    received = next(event for event in events if isinstance(event, BidsReceived))
    reason = next(b for b in received.bids if b.way == "program").reasons["way"]
    assert "by its passport (aaaaaaaaaaaa) the LLM passed 0 of 4 probes" in reason


async def test_passport_of_passed_probes_changes_no_bid():
    store = MemoryStore()
    await passport_in(store, [probe(s, n, right=True) for s in SKILLS for n in range(2)])
    assert bids_in(await run_with(store)) == bids_in(await run_with(MemoryStore()))


@pytest.mark.parametrize("found", [{"digest": "b" * 64}, {"suite": SUITE + 1}])
async def test_passport_of_other_weights_or_another_suite_is_not_used(found):
    store = MemoryStore()
    await passport_in(store, weak(), **found)
    assert "ExperienceTaken" not in names(await run_with(store))


async def test_passport_is_not_used_while_its_host_does_not_say_which_weights_it_has():
    store = MemoryStore()
    await passport_in(store, weak())
    assert "ExperienceTaken" not in names(await run_with(store, host=Host(away=True)))


async def test_run_replays_the_same_after_its_passport_is_gone():
    store, journal = MemoryStore(), MemoryJournal()
    await passport_in(store, weak())
    await run_with(store, journal=journal)
    replayed = await replay(journal, "run-1", agents={"worker": worker("program", "columns")})
    assert replayed.divergence is None


async def test_llm_that_failed_calls_of_tools_is_offered_them_only_where_there_is_nothing_else():
    store = MemoryStore()
    await passport_in(store, failed_calls())
    both = bids_in(await run_with(store, agent=worker("tools", "columns")))
    assert "worker by columns" in both
    assert "worker by tools" not in both
    assert "worker by tools" in bids_in(await run_with(MemoryStore(), agent=worker("tools")))


def auction_of(*agents):
    """The bidders and declines of an auction in which each has these (way, is_beyond)."""
    bidders = [
        (
            worker(name=name).card,
            None,
            [SuitedWay(way, 0.5, "0 of 3", beyond) for way, beyond in ways],
        )
        for name, ways in agents
    ]
    able, declines = within_reach(bidders)
    return [(card.name, [way.name for way in ways]) for card, _, ways in able], declines


def test_tools_are_offered_to_an_llm_that_failed_them_where_there_is_nothing_else():
    able, declines = auction_of(("caller", [("tools", True)]))
    assert (able, declines) == ([("caller", ["tools"])], [])


def test_agent_left_without_a_way_declines_and_says_why():
    able, declines = auction_of(("caller", [("tools", True)]), ("other", [("text", False)]))
    assert able == [("other", ["text"])]
    assert [(d.agent, d.reason) for d in declines] == [
        ("caller", "its LLM fails at calls of tools: 0 of 3")
    ]


async def test_passport_that_was_taken_since_counts_after_a_minute():
    store, clock, hosts = MemoryStore(), FakeClock(), {"given": Host()}
    aptitudes, found = Aptitudes(store, clock), []
    for wait_s in (0.0, FRESH_S / 2, FRESH_S / 2):
        await clock.sleep(wait_s)
        found.append(set(await aptitudes.of({"scripted"}, lambda: hosts)))
        await passport_in(store, weak())
    assert found == [set(), set(), {"scripted"}]


async def test_passport_says_nothing_where_there_is_no_host():
    store = MemoryStore()
    await passport_in(store, weak())
    assert await Aptitudes(store, FakeClock()).of({"scripted"}, dict) == {}


async def one_run_in(settings):
    """A run in a home with a passport, and what counts for the choice of an LLM there."""
    store = store_in(settings.journal)
    await passport_in(store, weak())
    await store.close()
    agents = [worker("program", "columns")]
    async with hocket_of(*agents, journal=settings.journal, llm=Host()) as hocket:
        await hocket.run("go", plan="single", run_id="run-1")
    return await passed_at(settings)


def test_explanation_names_the_passport_and_what_follows_from_it(tmp_path, monkeypatch):
    (tmp_path / "config.toml").touch()
    monkeypatch.setenv("HOCKET_CONFIG", str(tmp_path / "config.toml"))
    passed = asyncio.run(one_run_in(replace(load(), home=tmp_path)))
    said = CliRunner().invoke(cli, ["--home", str(tmp_path), "explain", "run-1"]).stdout
    assert "passport: scripted (aaaaaaaaaaaa) passed 0 of 6 probes" in said
    assert "the LLM passed 0 of 4 probes of code and of instructions, hence" in said
    assert "experience: " not in said  # there was no earlier run
    assert passed("scripted", LlmInfo("scripted", "scripted", digest="a" * 64)) == (0, 6)
    assert passed("scripted", LlmInfo("scripted", "scripted", digest="b" * 64)) == (0, 0)
