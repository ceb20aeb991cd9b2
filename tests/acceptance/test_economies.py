"""A goal that is expected to exceed its limits is run in a cheaper way, and says which and why."""

from __future__ import annotations

import asyncio
import json

import pytest
from click.testing import CliRunner

from hocket import Agent, Goal, Limits
from hocket.app.replay import replay
from hocket.cli.main import cli
from hocket.core.economy import Economy, Shortage
from hocket.core.event import Economised, ExperienceTaken, ForecastMade, PlanMade
from hocket.core.learned import Coverage
from hocket.learn.forecast import forecast_at_start
from hocket.ports.llm import ChatMessage
from hocket.projections.verdict import verdict_in_words
from hocket.testing import MemoryJournal, ScriptedLlm
from stories import events_of, hocket_of

QUESTION = "What is the total?"
BIG, SMALL = "big", "small"
LENGTHS = {BIG: 400, SMALL: 40}
"""Characters of an answer; four are a token."""


class Saying:
    """A way of working that asks the LLM once, and gives the first word of its answer."""

    def __init__(self, name: str) -> None:
        self.name = name

    def fits(self, _) -> bool:
        return True

    async def work(self, _, bench, __) -> str:
        text = (await bench.ask([ChatMessage("user", self.name.ljust(40))], max_tokens=110)).text
        return text.split()[0]


def said(request) -> str:
    return "42 ".ljust(LENGTHS[request.llm], "x")


def home(journal, llm: str = BIG):
    ann = Agent("ann", ways=[Saying("one"), Saying("two")])
    host = ScriptedLlm(said, names=(BIG, SMALL))
    return hocket_of(ann, llm=host, llms={"worker": llm}, journal=journal)


@pytest.fixture
async def journal():
    """A home in which both LLMs have answered such questions three times."""
    made = MemoryJournal()
    for llm in (BIG, SMALL):
        for number in range(3):
            async with home(made, llm) as hocket:
                await hocket.run(QUESTION, plan="single", run_id=f"run-{llm}-{number}")
    return made


async def run(journal, tokens: int, **fields):
    async with home(journal) as hocket:
        goal = Goal(text=QUESTION, limits=Limits(tokens=tokens), **fields)
        done = await hocket.run(goal, plan="single", run_id="run-1")
        return done, await events_of(hocket, "run-1")


@pytest.mark.parametrize(
    ("tokens", "steps", "llm"),
    [(1000, [], BIG), (180, ["care"], BIG), (70, ["llm"], SMALL), (30, ["llm", "care"], SMALL)],
)
async def test_cheapest_sacrifice_that_keeps_the_limit_is_made(journal, tokens, steps, llm):
    done, events = await run(journal, tokens)
    economies = [e.economy for e in events if isinstance(e, Economised)]
    assert [e.step for e in economies] == steps
    assert (done.status, done.text, done.state.llm_of("worker")) == ("reached", "42", llm)
    assert done.state.spent.tokens <= tokens
    twice = "care" not in steps
    assert done.verdict == ("corroborated" if twice else "unproven")
    assert done.state.spent.calls == (2 if twice else 1)
    if not twice:
        says = verdict_in_words(done.state)
        assert f"no second methods: the limit of {tokens} tokens leaves no room" in says
    replayed = await replay(journal, "run-1", agents={"ann": Agent("ann", ways=WAYS)})
    assert replayed.divergence is None


WAYS = [Saying("one"), Saying("two")]


async def test_limit_that_every_goal_has_gives_nothing_up(journal):
    async with home(journal) as hocket:
        done = await hocket.run(QUESTION, plan="single")
    assert done.state.economies == ()


async def test_run_of_which_nothing_is_known_is_begun_as_asked():
    done, events = await run(MemoryJournal(), 60)
    assert not [e for e in events if isinstance(e, Economised)]
    assert not [e for e in events if isinstance(e, ExperienceTaken)]
    assert done.status == "failed"


async def test_run_in_a_cheaper_way_teaches_what_that_way_takes(journal):
    await run(journal, 180)
    async with home(journal) as hocket:
        learned = await hocket.learning.learned()
    assert learned.spreads[f"reasoning low {BIG}"].seconds.n == 4


async def test_run_with_a_limit_begins_with_its_forecast_and_is_held_against_it(journal):
    done, events = await run(journal, 1000)
    [made] = [e for e in events if isinstance(e, ForecastMade)]
    assert done.state.forecast == made.forecast == forecast_at_start(done.state)
    assert made.forecast.misses(done.state.spent) == []
    async with home(journal) as hocket:
        journaled = (await hocket.learning.learned()).journaled
        await hocket.run(QUESTION, plan="single", run_id="run-2")
        without = await events_of(hocket, "run-2")
    assert journaled == {n: Coverage(covered=1, runs=1) for n in ("calls", "tokens", "seconds")}
    assert not [e for e in without if isinstance(e, ForecastMade)]


async def test_economies_are_shown_by_explain(tmp_path, monkeypatch):
    (tmp_path / "config.toml").write_text('llm = "scripted"')
    monkeypatch.setenv("HOCKET_CONFIG", str(tmp_path / "config.toml"))
    for number in range(3):
        async with home(tmp_path / "journal.db") as hocket:
            await hocket.run(QUESTION, plan="single", run_id=f"run-0{number}")
    await run(tmp_path / "journal.db", 180)

    def explained(*options: str) -> str:
        arguments = ["--home", str(tmp_path), "explain", "run-1", *options]
        return CliRunner().invoke(cli, arguments).stdout

    text = await asyncio.to_thread(explained)
    assert "no second methods: the limit of 180 tokens leaves no room; set it with" in text
    turns = json.loads(await asyncio.to_thread(explained, "--json"))["turns"]
    assert [t["economy"]["step"] for t in turns] == ["care"]


FILES = "Write a poem about rain to a.txt and one about sun to b.txt."


async def test_planning_that_does_not_fit_leaves_the_goal_one_task():
    async def work(_, bench):
        await bench.ask([ChatMessage("user", "x" * 40)], max_tokens=10)
        for name in ("a.txt", "b.txt"):
            bench.write(name, b"drip")
        return "done"

    host = ScriptedLlm(lambda _: "fine")
    goal = Goal(text=FILES, limits=Limits(tokens=60))
    async with hocket_of(Agent("ann", work=work), llm=host) as hocket:
        done = await hocket.run(goal)
        events = await events_of(hocket, done.run_id)
    shortage = Shortage(limit="tokens", bound="60")
    economy = Economy(step="planning", instead="single", shortage=shortage)
    assert [e.economy for e in events if isinstance(e, Economised)] == [economy]
    assert [len(e.plan.tasks) for e in events if isinstance(e, PlanMade)] == [1]
    assert sorted(done.files) == ["a.txt", "b.txt"]
    assert done.state.spent.tokens <= 60
