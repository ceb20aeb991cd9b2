"""Sampling and stop texts through the APIs of others: passed on, or refused by their names."""

from __future__ import annotations

import anthropic
import ollama
import openai
import pytest

from facade_clients import StreamingHost, facade
from hocket import Agent
from hocket.core.sampling import Sampling
from hocket.ports.llm import ChatMessage, LlmAnswer

ASK = [{"role": "user", "content": "rain"}]
ALL = {"top_p": 0.9, "top_k": 40, "min_p": 0.1, "presence_penalty": 0.5, "frequency_penalty": 0.25}
PENAL = {**ALL, "repeat_penalty": 1.1}


class PlainHost(StreamingHost):
    """Takes no sampling but temperature and seed."""

    def takes(self, _):
        return frozenset()


async def test_sampling_of_every_api_reaches_the_host(tmp_path):
    async with facade(tmp_path) as server:
        url, seen = server.url, server.host.requests
        async with openai.AsyncOpenAI(base_url=f"{url}/v1", api_key=server.key) as api:
            own = {"top_p": 0.9, "presence_penalty": 0.5, "frequency_penalty": 0.25}
            more = {"top_k": 40, "min_p": 0.1, "repeat_penalty": 1.1}
            await api.chat.completions.create(
                model="scripted", messages=ASK, **own, extra_body=more
            )
            assert seen[-1].sampling == Sampling(**PENAL)
            done = await api.responses.create(model="scripted", input="rain", top_p=0.9)
            assert (seen[-1].sampling, done.top_p) == (Sampling(top_p=0.9), 0.9)
        async with anthropic.AsyncAnthropic(base_url=url, api_key=server.key) as api:
            kept = {"top_p": 0.9, "top_k": 40}
            await api.messages.create(model="scripted", max_tokens=9, messages=ASK, extra_body=kept)
            assert seen[-1].sampling == Sampling(**kept)
        api = ollama.AsyncClient(url, headers={"Authorization": f"Bearer {server.key}"})
        await api.chat("scripted", ASK, options=PENAL)
        await api._client.aclose()
        assert seen[-1].sampling == Sampling(**PENAL)
        assert seen[-1].temperature == 0.8


@pytest.mark.parametrize("name", PENAL)
async def test_sampling_that_a_host_lacks_is_refused_with_its_field_and_model(tmp_path, name):
    async with facade(tmp_path, PlainHost()) as server:
        api = ollama.AsyncClient(server.url, headers={"Authorization": f"Bearer {server.key}"})
        with pytest.raises(ollama.ResponseError, match=rf"options\.{name}: .*scripted") as raised:
            await api.chat("scripted", ASK, options={name: PENAL[name]})
        await api._client.aclose()
        async with openai.AsyncOpenAI(base_url=f"{server.url}/v1", api_key=server.key) as api:
            with pytest.raises(openai.BadRequestError) as param:
                await api.chat.completions.create(
                    model="scripted", messages=ASK, extra_body={name: PENAL[name]}
                )
        assert (raised.value.status_code, param.value.param) == (400, name)
        assert not server.host.requests


@pytest.mark.parametrize(
    "options",
    [
        {"top_p": 1, "top_k": 0, "min_p": 0, "presence_penalty": 0, "repeat_penalty": 1},
        {"top_p": 0.5, "top_k": 3, "temperature": 0},
    ],
)
async def test_sampling_that_changes_nothing_is_no_reason_to_refuse(tmp_path, options):
    async with facade(tmp_path, PlainHost()) as server:
        api = ollama.AsyncClient(server.url, headers={"Authorization": f"Bearer {server.key}"})
        assert (await api.chat("scripted", ASK, options=options)).done
        await api._client.aclose()
        assert server.host.requests[-1].sampling == Sampling()


@pytest.mark.parametrize("stream", [False, True])
async def test_stop_text_that_ended_an_answer_is_told(tmp_path, stream):
    class Stopped(StreamingHost):
        async def complete(self, request, _=None):
            self.requests.append(request)
            ended = "END" if request.stop else ""
            return LlmAnswer("It rains.", llm=request.llm, stopped_by=ended)

    ends = []
    async with (
        facade(tmp_path, Stopped()) as server,
        anthropic.AsyncAnthropic(base_url=server.url, api_key=server.key) as api,
    ):
        for stops in (["END"], []):
            ask = {"model": "scripted", "max_tokens": 9, "messages": ASK, "stop_sequences": stops}
            if stream:
                async with api.messages.stream(**ask) as events:
                    done = await events.get_final_message()
            else:
                done = await api.messages.create(**ask)
            ends.append((done.stop_reason, done.stop_sequence))
    assert ends == [("stop_sequence", "END"), ("end_turn", None)]


async def test_answer_of_a_run_tells_the_remarks_and_ends_at_a_stop_text(tmp_path):
    async def long(_, bench):
        words = " ".join(f"Word {n} of a long file." for n in range(400))
        await bench.ask([ChatMessage("user", f"Sum up:\n{words}")], max_tokens=20)
        return "It rains. END Or not."

    host = StreamingHost(context_tokens=400)
    async with facade(tmp_path, host, agents=(Agent("worker", work=long),)) as server:
        async with anthropic.AsyncAnthropic(base_url=server.url, api_key=server.key) as api:
            done = await api.messages.create(
                model="hocket", max_tokens=99, messages=ASK, stop_sequences=["END"]
            )
        async with openai.AsyncOpenAI(base_url=f"{server.url}/v1", api_key=server.key) as api:
            form = {"type": "json_object"}
            as_json = await api.chat.completions.create(
                model="hocket", messages=ASK, response_format=form
            )
    text = done.content[-1].text
    assert text.startswith("It rains.")
    assert "Or not" not in text
    assert (done.stop_reason, done.stop_sequence) == ("stop_sequence", "END")
    remark = "left out of a prompt to fit the window of 400 tokens:"
    assert f"Remarks on the run:\n- {remark}" in text
    assert text.splitlines()[-1].startswith("*unproven")
    thoughts = as_json.choices[0].message.reasoning_content
    assert (remark in thoughts) == ("left out" not in as_json.choices[0].message.content)
