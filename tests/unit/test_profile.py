from __future__ import annotations

import asyncio
import json
from decimal import Decimal

import pytest
from click.testing import CliRunner

from hocket import Agent, AgentCard, Goal, Hocket, Limits
from hocket.adapters.memory.store import MemoryStore
from hocket.adapters.system.clock import SystemClock
from hocket.app.profile import Preferences, Profile
from hocket.app.registry import Registry
from hocket.app.roster import builtin_agents
from hocket.cli.main import cli
from hocket.core.question import Consent
from hocket.errors import InvalidInputError, JournalConflictError, NoAgentError
from hocket.testing import ScriptedLlm

POET = AgentCard(name="poet", types={"creative": 1.0}, instructions="Rhyme.")


def profile_over(store, given=None) -> Profile:
    agents = builtin_agents() if given is None else given
    return Profile(store, SystemClock(), agents, frozenset({"read_file"}), Registry())


def offered(profile: Profile) -> list[str]:
    return [card.name for card in profile.roster.offer().cards]


async def work(assignment, _):
    return f"did {assignment.task.task_id}"


def hocket_on(journal, **options) -> Hocket:
    return Hocket(journal=journal, llm=ScriptedLlm(lambda _: "said"), **options)


async def state_after(hocket: Hocket, goal: Goal | str):
    return (await hocket.run(goal, plan="single")).state


def test_preferences_apply_to_each_field_that_the_goal_leaves_open():
    preferences = Preferences(limits=Limits(calls=9, usd=Decimal(3)), consent=Consent(plan=True))
    goal = Goal(text="go", limits=Limits(calls=200), consent=Consent(results=True))
    applied = preferences.applied_to(goal)
    assert (applied.limits.calls, applied.limits.usd) == (200, 3), "set, even if to the default"
    assert (applied.consent.plan, applied.consent.results) == (True, True)


async def test_preferences_are_changed_by_named_fields_and_read_by_the_next_process():
    store = MemoryStore()
    await profile_over(store).prefer(limits={"calls": 7})
    await profile_over(store).prefer(consent={"plan": True})
    stored = await profile_over(store).preferences()
    assert (stored.limits.calls, stored.limits.tokens, stored.consent.plan) == (7, 500_000, True)
    with pytest.raises(InvalidInputError, match=r"settings at limits\.calls: 'many'"):
        await profile_over(store).prefer(limits={"calls": "many"})


async def test_agent_of_the_profile_is_offered_by_another_process_with_its_versions():
    store = MemoryStore()
    here, there = profile_over(store), profile_over(store)
    await here.roster.edit(POET)
    await here.roster.edit(POET.model_copy(update={"instructions": "Rhyme well."}))
    await here.roster.switch("coding", enabled=False)
    await there.roster.refresh()
    assert offered(there) == ["reasoning", "analytical", "creative", "supervisor", "poet"]
    listing = await there.roster.listing("poet")
    assert (listing.card.version, listing.source) == (2, "own")
    assert [card.instructions for card in listing.versions] == ["Rhyme."]
    await there.roster.remove("poet")
    await here.roster.refresh()
    assert "poet" not in offered(here)
    assert "poet" in here.roster.agents, "a run keeps the version it started with"
    with pytest.raises(NoAgentError, match="no agent 'poet'"):
        await here.roster.listing("poet")


async def test_offered_agents_have_one_order_whenever_they_were_created():
    store = MemoryStore()
    here = profile_over(store, {})
    for name in ("zoe", "amy"):
        await here.roster.edit(AgentCard(name=name))
    there = profile_over(store, {})
    await there.roster.refresh()
    assert offered(here) == offered(there) == ["amy", "zoe"]


class Interrupted(MemoryStore):
    """A store in which another process writes just before this one does."""

    def __init__(self, between) -> None:
        super().__init__()
        self._between = between

    async def put(self, space, key, body, *, expected=None, expires_us=None) -> int:
        between, self._between = self._between, None
        if between is not None:
            await between(self)
        return await super().put(space, key, body, expected=expected, expires_us=expires_us)


async def test_change_by_another_process_is_not_overwritten():
    async def other_agent(store):
        await profile_over(store).roster.edit(POET.model_copy(update={"instructions": "Theirs."}))

    profile = profile_over(Interrupted(other_agent))
    with pytest.raises(JournalConflictError, match="Another process has just changed agent poet"):
        await profile.roster.edit(POET)
    listing = await profile.roster.listing("poet")
    assert (listing.card.instructions, listing.card.version) == ("Theirs.", 1)

    async def other_settings(store):
        await profile_over(store).prefer(limits={"calls": 1})

    profile = profile_over(Interrupted(other_settings))
    with pytest.raises(JournalConflictError, match="Another process has just changed the settings"):
        await profile.prefer(limits={"calls": 2})
    assert (await profile.preferences()).limits.calls == 1


async def test_hocket_on_a_file_uses_the_profile_and_one_in_memory_its_own(tmp_path):
    path = tmp_path / "journal.db"
    async with hocket_on(path) as hocket:
        await hocket.profile.roster.edit(POET)
        await hocket.profile.prefer(limits={"calls": 50})
    async with hocket_on(path) as hocket:
        state = await state_after(hocket, Goal(text="go", limits=Limits(seconds=60)))
        assert "poet" in [card.name for card in state.agents]
        assert (state.goal.limits.calls, state.goal.limits.seconds) == (50, 60)
    async with hocket_on(None) as hocket:
        state = await state_after(hocket, "go")
        assert "poet" not in [card.name for card in state.agents]
        assert state.goal.limits.calls == 200


async def test_program_without_builtin_agents_gets_custom_agents_only(tmp_path):
    path = tmp_path / "journal.db"
    async with hocket_on(path, agents=[Agent("worker", work=work)]) as hocket:
        await hocket.profile.roster.edit(POET)
        await hocket.profile.roster.switch("coding", enabled=True)
        await hocket.profile.roster.switch("worker", enabled=True)
    async with hocket_on(path, builtin=False) as hocket:
        state = await state_after(hocket, "go")
    # `worker` is a function of another program, and the built-in ones are not wanted.
    assert [card.name for card in state.agents] == ["poet"]


async def test_run_with_an_agent_of_the_profile_is_resumed_by_any_hocket_on_the_file(tmp_path):
    path = tmp_path / "journal.db"
    async with hocket_on(path, builtin=False) as hocket:
        await hocket.profile.roster.edit(POET)
        goal = Goal(text="go", consent=Consent(plan=True))
        run_id, _ = await hocket.submit(goal, plan="single")
        await hocket.engine.accepted(run_id)
        await hocket.profile.roster.remove("poet")
    async with hocket_on(path, builtin=False) as hocket:
        assert hocket.engine.loop(run_id) is not None


async def test_agents_command_lists_those_of_the_profile(tmp_path):
    async def listed(*options: str):
        words = ["--home", str(tmp_path), "agents", *options]
        return (await asyncio.to_thread(CliRunner().invoke, cli, words)).stdout

    assert len(json.loads(await listed("--json"))) == 5
    assert not list(tmp_path.iterdir()), "a list makes no journal"
    async with hocket_on(tmp_path / "journal.db") as hocket:
        await hocket.profile.roster.edit(POET)
        await hocket.profile.roster.switch("coding", enabled=False)
    by_name = {agent["name"]: agent for agent in json.loads(await listed("--json"))}
    assert (by_name["poet"]["source"], by_name["coding"]["enabled"]) == ("own", False)
    assert "disabled. Writes programs" in " ".join((await listed()).split())
