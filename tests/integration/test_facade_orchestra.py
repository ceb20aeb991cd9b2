"""The model ``hocket``: a run answers a chat, through the official clients of three APIs."""

from __future__ import annotations

import asyncio

import anthropic
import ollama
import openai
import pytest

from facade_clients import WEATHER, facade
from hocket import Agent
from hocket.projections.history import history_of
from live_server import until

ASK = [
    {"role": "system", "content": "Be brief."},
    {"role": "user", "content": "My town is Zürich."},
    {"role": "assistant", "content": "Noted."},
    {"role": "user", "content": "Say hello to my town."},
]


async def greet(_, __):
    return "Hello!"


def worker() -> Agent:
    return Agent("worker", work=greet)


async def test_run_answers_with_its_verdict_and_tells_its_progress(tmp_path):
    async with facade(tmp_path, agents=(worker(),)) as server:
        async with openai.AsyncOpenAI(base_url=f"{server.url}/v1", api_key=server.key) as api:
            stream = await api.chat.completions.create(model="hocket", messages=ASK, stream=True)
            deltas = [c.choices[0].delta async for c in stream]
        text = "".join(d.content or "" for d in deltas)
        thoughts = "".join(getattr(d, "reasoning_content", None) or "" for d in deltas)
        async with server.live.client() as admin:
            [run] = await until(admin, "/api/v1/runs")
            history = await history_of(server.live.service.journal, run["run_id"])
        assert text.startswith("Hello!")
        assert text.splitlines()[-1].startswith("*unproven")
        assert text.endswith(f"({run['run_id']})*")
        assert "orchestrator: The plan has" in thoughts
        first, *before = history.first.goal.text.split("\n\n")
        assert first == "Say hello to my town."
        assert before[1:] == [
            "Instructions: Be brief.",
            "User: My town is Zürich.",
            "Assistant: Noted.",
        ]


async def test_same_run_in_the_other_forms_has_thoughts_then_the_answer(tmp_path):
    async with facade(tmp_path, agents=(worker(),)) as server:
        asked = [{"role": "user", "content": "Say hello."}]
        headers = {"Authorization": f"Bearer {server.key}"}
        api = ollama.AsyncClient(server.url, headers=headers)
        chat = await api.chat("hocket", asked)
        await api._client.aclose()
        assert chat.message.thinking.startswith("Run run-")
        assert chat.message.content.startswith("Hello!")
        async with (
            anthropic.AsyncAnthropic(base_url=server.url, api_key=server.key) as api,
            api.messages.stream(model="hocket", max_tokens=100, messages=asked) as stream,
        ):
            done = await stream.get_final_message()
        assert [block.type for block in done.content] == ["thinking", "text"]
        assert done.content[1].text.startswith("Hello!")


async def test_client_that_leaves_cancels_the_run(tmp_path):
    started = asyncio.Event()

    async def linger(_, __):
        started.set()
        await asyncio.Event().wait()

    async with facade(tmp_path, agents=(Agent("worker", work=linger),)) as server:
        async with openai.AsyncOpenAI(base_url=f"{server.url}/v1", api_key=server.key) as api:
            stream = await api.chat.completions.create(model="hocket", messages=ASK, stream=True)
            async with asyncio.timeout(20):
                await started.wait()
            await stream.close()
        async with server.live.client() as admin, asyncio.timeout(20):
            while True:
                [run] = await until(admin, "/api/v1/runs")
                if run["ended_at"]:
                    break
                await asyncio.sleep(0.02)
        assert run["outcome"] == "cancelled"


async def test_tools_and_keys_that_may_start_no_runs_are_refused(tmp_path):
    tool = {"type": "function", "function": {"name": "weather", "parameters": WEATHER}}
    async with facade(tmp_path, agents=(worker(),)) as server:
        url = f"{server.url}/v1"
        async with openai.AsyncOpenAI(base_url=url, api_key=server.key, max_retries=0) as api:
            with pytest.raises(openai.BadRequestError, match="tools"):
                await api.chat.completions.create(model="hocket", messages=ASK, tools=[tool])
        async with openai.AsyncOpenAI(base_url=url, api_key=server.keys["observer"]) as api:
            with pytest.raises(openai.PermissionDeniedError):
                await api.chat.completions.create(model="hocket", messages=ASK)
