"""Each thing that talks to an LLM, with a real one: the small Qwen on the embedded runtime."""

from __future__ import annotations

import asyncio
import json
from dataclasses import replace

import platformdirs
import pytest

from conversations import filler
from hocket import Goal, Hocket
from hocket.adapters.llamacpp.weights import WEIGHTS, fetch
from hocket.app.conversation import say
from hocket.config import load
from hocket.core.event import CallAnswered, ConversationHandedOver
from hocket.core.goal import Deliverable

pytestmark = [pytest.mark.llamacpp, pytest.mark.sandbox, pytest.mark.timeout(300)]

NAME = "qwen2.5-coder:0.5b"
CAPITAL = {
    "type": "object",
    "properties": {"country": {"type": "string"}, "capital": {"type": "string"}},
    "required": ["country", "capital"],
    "additionalProperties": False,
}


@pytest.fixture(scope="module")
def settings():
    asyncio.run(fetch(WEIGHTS[NAME], platformdirs.user_cache_path("hocket") / "weights"))
    return replace(load({}), llm=f"llamacpp:{NAME}")


async def calls_of(hocket: Hocket, run_id: str) -> dict[str, list[CallAnswered]]:
    """By the stage that made them: plan, attempts, reviews, synthesis."""
    calls: dict[str, list[CallAnswered]] = {}
    for record in await hocket.journal.read(run_id):
        event = record.entry.event()
        if isinstance(event, CallAnswered) and event.kind == "llm":
            stage = event.attempt_id.rpartition("/")[2].partition("#")[0].partition(":")[0]
            calls.setdefault(stage, []).append(event)
    return calls


async def test_goal_in_words_becomes_json_that_fits_the_users_schema(settings):
    goal = Goal(
        text="Name the capital of France.",
        deliverable=Deliverable(kind="json", json_schema=CAPITAL),
    )
    async with Hocket(settings=settings) as hocket:
        done = await hocket.run(goal)
        calls = await calls_of(hocket, done.run_id)
    assert (done.status, done.verdict) == ("reached", "corroborated"), "a table says it too"
    assert "Paris" in json.loads(done.text)["capital"]
    assert set(calls) == {"t1", "synthesis"}, "an LLM is not asked for its opinion of its own work"
    assert all(c.usage.prompt_tokens and c.usage.completion_tokens for c in calls["t1"])


async def test_goal_with_files_is_planned_as_a_graph_by_the_llm(settings):
    text = (
        "Make three files:\n- sums.json: the sum of the numbers 3, 4 and 5\n"
        "- names.json: a list of three names\n- page.md: a short page about both files"
    )
    async with Hocket(settings=settings) as hocket:
        run_id, end = await hocket.submit(text)
        async with asyncio.timeout(200):
            while hocket.engine.loop(run_id).state.plan is None:
                await asyncio.sleep(0.05)
        plan = hocket.engine.loop(run_id).state.plan
        await hocket.engine.cancel(run_id, "the test")
        await end
    assert [t.objective.deliverables for t in plan.tasks] == [
        ("sums.json",),
        ("names.json",),
        ("page.md",),
    ]
    assert set(plan.tasks[2].depends_on) == {"t1", "t2"}
    assert plan.tasks[0].depends_on == ()


async def test_function_is_corroborated_only_by_programs_that_agree(settings):
    async with Hocket(settings=settings) as hocket:
        done = await hocket.run("Write a Python function add(a, b) that returns the sum.")
    assert "def add(" in done.files["solution.py"].decode(), done.reason
    agreement = done.state.tasks["t1"].outcome.agreement
    assert done.verdict == ("corroborated" if agreement.counts else "unproven")
    assert len([method for method in agreement.methods if not method.fault]) > 1


async def test_fact_is_told_after_its_conversation_outgrew_the_window(settings):
    async with Hocket(settings=replace(settings, context_tokens=512)) as hocket:
        talks = hocket.conversations
        talk = (await talks.open("creative")).conversation_id
        fact = "We decided that the ship leaves from Lisbon."
        for said in (f"{fact}\n{filler(1)}", filler(2)):
            await say(talks, talk, f"{said}\nOnly say OK.", max_tokens=5)
        reply = await say(talks, talk, "From which town does the ship leave?", max_tokens=30)
        events = [r.entry.event() for r in await hocket.journal.read(talk)]
    handed = [event for event in events if isinstance(event, ConversationHandedOver)]
    assert handed[0].window_tokens == 512
    assert handed[0].after_tokens < 0.8 * 512
    assert "Lisbon" in reply.message.content.payload["text"]
