"""What a run uses of earlier ones enters it as an event, and is all that it uses of them."""

from __future__ import annotations

import asyncio
import json

from click.testing import CliRunner

from hocket import Goal, Hocket
from hocket.adapters.memory.store import MemoryStore
from hocket.app.forking import fork
from hocket.app.replay import replay
from hocket.cli.main import cli
from hocket.core.event import ExperienceTaken, GoalAccepted
from hocket.core.learned import Learned
from hocket.learn.forecast import forecast_of
from hocket.ports.llm import ChatMessage
from hocket.ports.projection import SPACE
from hocket.projections.history import history_of
from hocket.testing import MemoryJournal, ScriptedLlm
from live_server import live, over, until
from stories import agent, events_of, hocket_of, names, plan_of

GOAL = {"goal": {"text": "go", "consent": {"plan": True}}, "plan": "single"}


async def asking(assignment, bench):
    answer = await bench.ask([ChatMessage("user", assignment.goal)])
    return answer.text


def over_journal(journal, *agents, **options) -> Hocket:
    return hocket_of(*(agents or (agent(asking),)), journal=journal, **options)


async def run_once(journal, run_id: str) -> list:
    async with over_journal(journal) as hocket:
        await hocket.run("go", plan="single", run_id=run_id)
        return await events_of(hocket, run_id)


async def test_first_run_has_no_experience_and_the_next_begins_with_that_of_the_first():
    journal = MemoryJournal()
    assert "ExperienceTaken" not in names(await run_once(journal, "run-1"))
    end = (await journal.read("run-1"))[-1].position
    events = await run_once(journal, "run-2")
    assert names(events[:3]) == ["GoalAccepted", "ExperienceTaken", "PlanMade"]
    taken = events[1]
    assert taken.cursor == end
    assert taken.learned.agents["worker"].unproven == 1
    assert taken.learned.tasks["reasoning"].attempts == 1
    assert len({record.entry.at_us for record in (await journal.read("run-2"))[:3]}) == 1


async def test_snapshot_holds_all_that_was_known_and_the_event_what_its_agents_may_use():
    journal = MemoryJournal()
    await run_once(journal, "run-1")
    async with over_journal(journal, agent(asking, "newcomer")) as hocket:
        await hocket.run("go", plan="single", run_id="run-2")
        taken = (await events_of(hocket, "run-2"))[1]
    assert taken.learned.agents == {}
    whole = Learned.model_validate_json(await journal.blob(taken.snapshot))
    assert list(whole.agents) == ["worker"]
    assert whole.tasks == taken.learned.tasks


async def test_state_has_the_experience_before_the_first_auction_and_the_run_replays():
    journal = MemoryJournal()
    await run_once(journal, "run-1")
    events = await run_once(journal, "run-2")
    history = await history_of(journal, "run-2")
    assert history.until(3).state().experience == events[1]
    assert (await replay(journal, "run-2", agents={"worker": agent(asking)})).divergence is None


async def test_run_within_a_run_begins_with_the_experience_of_the_outer_one():
    async def outer(assignment, bench):
        if assignment.goal == "go":
            return (await bench.delegate(Goal(text="part"))).text
        return "part done"

    journal = MemoryJournal()
    await run_once(journal, "run-1")
    llm = ScriptedLlm(lambda _: '{"kind": "simple"}')
    async with over_journal(journal, agent(outer), llm=llm) as hocket:
        await hocket.run("go", plan="single", run_id="run-2")
        inner = next(h.run_id for h in await journal.heads() if h.run_id.startswith("run-2."))
        first, second, *_ = await events_of(hocket, inner)
        assert isinstance(first, GoalAccepted)
        assert second == (await events_of(hocket, "run-2"))[1]


async def test_fork_keeps_the_experience_of_the_run_it_was_copied_from():
    journal = MemoryJournal()
    await run_once(journal, "run-1")
    taken = (await run_once(journal, "run-2"))[1]
    async with over_journal(journal) as hocket:
        await hocket.run("go", plan="single", run_id="run-3")
        state = await (await fork(hocket, "run-2", "run-4", 3, by="ann"))
    assert state.experience == taken


class SlowStore(MemoryStore):
    async def get(self, space, key, *, now_us):
        await asyncio.sleep(0.01)
        return await super().get(space, key, now_us=now_us)


async def test_runs_that_begin_at_once_have_the_same_experience_and_none_counts_twice():
    journal = MemoryJournal()
    await run_once(journal, "run-1")
    async with (
        over_journal(journal, store=SlowStore()) as hocket,
        asyncio.TaskGroup() as group,
    ):
        for number in range(2, 6):
            group.create_task(hocket.run("go", plan="single", run_id=f"run-{number}"))
    begun = [(await history_of(journal, f"run-{n}")).state().experience for n in range(2, 6)]
    assert [taken.learned.agents["worker"].unproven for taken in begun] == [1, 1, 1, 1]


async def test_experience_of_one_process_is_renewed_after_a_minute():
    class Clock:
        now = 0

        def now_us(self) -> int:
            return self.now

        async def sleep(self, _: float) -> None:
            await asyncio.Event().wait()

    clock = Clock()
    async with over_journal(MemoryJournal(), clock=clock) as hocket:
        for number, minutes in enumerate([0, 0, 1, 1], 1):
            clock.now = minutes * 60_000_000
            await hocket.run("go", plan="single", run_id=f"run-{number}")
        known = [
            [e.learned.agents["worker"].unproven for e in await events_of(hocket, f"run-{n}")
             if isinstance(e, ExperienceTaken)]
            for n in range(1, 5)
        ]  # fmt: skip
    assert known == [[], [], [2], [2]]


async def test_experience_is_kept_in_the_journals_file_and_caught_up_from_there(tmp_path):
    path = tmp_path / "journal.db"
    for number in (1, 2, 3):
        async with hocket_of(agent(asking), journal=path) as hocket:
            plan = plan_of(*(f"t{n}" for n in range(200)))
            await hocket.run("go", plan=plan, run_id=f"run-{number}")
            taken = (await events_of(hocket, f"run-{number}"))[1]
            kept = await hocket.store.get(SPACE, "experience", now_us=0)
    assert taken.learned.tasks["reasoning"].attempts == 400
    assert f'"cursor":{taken.cursor}'.encode() in kept.body.partition(b"\n")[0]


def test_explain_tells_what_experience_a_run_began_with(tmp_path, monkeypatch):
    async def runs() -> None:
        for number in (1, 2):
            async with hocket_of(agent(asking), journal=tmp_path / "journal.db") as hocket:
                await hocket.run("go", plan="single", run_id=f"run-{number}")

    asyncio.run(runs())
    (tmp_path / "config.toml").touch()
    monkeypatch.setenv("HOCKET_CONFIG", str(tmp_path / "config.toml"))
    call = ["--home", str(tmp_path), "explain"]
    text = CliRunner().invoke(cli, [*call, "run-2"]).stdout
    assert "experience: of 1 attempt in earlier runs, as of event " in text
    told = json.loads(CliRunner().invoke(cli, [*call, "run-2", "--json"]).stdout)
    assert told["experience"]["learned"]["tasks"]["reasoning"]["attempts"] == 1
    assert (
        json.loads(CliRunner().invoke(cli, [*call, "run-1", "--json"]).stdout)["experience"] is None
    )


async def test_forecast_of_a_run_is_the_same_after_more_was_learned(tmp_path):
    async with live(tmp_path) as server, server.client() as client:
        for _ in range(2):
            made = await client.post(
                "/api/v1/runs", json={"goal": {"text": "go"}, "plan": "single"}
            )
            await over(client, made.json()["run_id"])
        waiting = (await client.post("/api/v1/runs", json=GOAL)).json()["run_id"]
        await until(client, "/api/v1/approvals")
        path = f"/api/v1/runs/{waiting}"
        before = (await client.get(path)).json()
        made = await client.post("/api/v1/runs", json={"goal": {"text": "go"}, "plan": "single"})
        await over(client, made.json()["run_id"])
        assert (await client.get(path)).json()["forecast"] == before["forecast"]
        events = (await client.get(f"{path}/events")).json()["items"]
        taken = next(e for e in events if e["type"] == "ExperienceTaken")["event"]
        assert taken["learned"]["agents"]["worker"]["unproven"] == 2
        state = (await history_of(server.service.journal, waiting)).state()
        assert forecast_of(state).model_dump(mode="json") == before["forecast"]
        assert json.loads(await server.service.journal.blob(taken["snapshot"]))["agents"]
