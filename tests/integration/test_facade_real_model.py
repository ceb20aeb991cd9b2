"""The smallest embedded model, through the official clients of three APIs."""

from __future__ import annotations

import json

import anthropic
import ollama
import openai
import platformdirs
import pytest

from hocket.adapters.llamacpp.weights import WEIGHTS, fetch
from hocket.config import Settings
from live_server import BOUNDS, live

pytestmark = [pytest.mark.llamacpp, pytest.mark.timeout(300)]

ASK = [{"role": "user", "content": "Name a fruit."}]


CITY = {
    "type": "object",
    "properties": {"city": {"$ref": "#/$defs/City"}},
    "required": ["city"],
    "additionalProperties": False,
    "$defs": {"City": {"enum": ["Basel", "Bern"]}},
}
NONE = {"type": "object", "properties": {}, "additionalProperties": False}


async def test_embedded_model_answers_through_every_api(tmp_path):
    cache = platformdirs.user_cache_path("hocket")
    await fetch(WEIGHTS["smollm2:135m"], cache / "weights")
    settings = Settings(home=tmp_path, cache=cache, llm="llamacpp:smollm2:135m", server=BOUNDS)
    async with live(tmp_path, settings=settings) as server:
        _, key = await server.service.keyring.create("chat", "orchestrator")
        async with openai.AsyncOpenAI(base_url=f"{server.url}/v1", api_key=key) as api:
            names = [model.id async for model in await api.models.list()]
            assert {"hocket", "llamacpp:smollm2:135m"} <= set(names)
            done = await api.chat.completions.create(
                model="smollm2:135m", messages=ASK, max_tokens=8, temperature=0
            )
            text = done.choices[0].message.content
            assert 0 < done.usage.completion_tokens <= 8
            long = [{"role": "user", "content": "word " * 9000}]
            with pytest.raises(openai.BadRequestError) as raised:
                await api.chat.completions.create(model="smollm2:135m", messages=long)
            assert raised.value.code == "context_length_exceeded"
            # Of all tokens only the likeliest: as at temperature 0, whatever the seed.
            sampled = await api.chat.completions.create(
                model="smollm2:135m", messages=ASK, max_tokens=8, extra_body={"top_k": 1}
            )
            assert sampled.choices[0].message.content == text
            tools = [
                {"type": "function", "function": {"name": name, "parameters": schema}}
                for name, schema in (("weather", CITY), ("wait", NONE))
            ]
            named = {"type": "function", "function": {"name": "wait"}}
            for choice, names in (("required", {"weather", "wait"}), (named, {"wait"})):
                forced = await api.chat.completions.create(
                    model="smollm2:135m", messages=ASK, tools=tools, tool_choice=choice
                )
                [call] = forced.choices[0].message.tool_calls
                assert call.function.name in names
                made = json.loads(call.function.arguments)
                assert made == {} or made["city"] in ("Basel", "Bern")
            dot = "data:image/gif;base64,R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7"
            shown = [{"type": "image_url", "image_url": {"url": dot}}]
            with pytest.raises(openai.BadRequestError, match="is shown no images"):
                await api.chat.completions.create(
                    model="smollm2:135m", messages=[{"role": "user", "content": shown}]
                )
        headers = {"Authorization": f"Bearer {key}"}
        api = ollama.AsyncClient(server.url, headers=headers)
        options = {"temperature": 0, "num_predict": 8}
        parts = [
            part async for part in await api.chat("smollm2:135m", ASK, stream=True, options=options)
        ]
        await api._client.aclose()
        assert "".join(part.message.content for part in parts) == text
        assert parts[-1].eval_count == done.usage.completion_tokens
        assert parts[-1].eval_duration > 0
        async with anthropic.AsyncAnthropic(base_url=server.url, api_key=key) as api:
            counted = await api.messages.count_tokens(model="smollm2:135m", messages=ASK)
            said = await api.messages.create(
                model="smollm2:135m", max_tokens=8, messages=ASK, extra_body={"temperature": 0}
            )
            last = text.split()[-1]
            ended = await api.messages.create(
                model="smollm2:135m",
                max_tokens=8,
                messages=ASK,
                stop_sequences=[last],
                extra_body={"temperature": 0},
            )
        assert said.content[0].text == text
        assert (ended.stop_reason, ended.stop_sequence) == ("stop_sequence", last)
        assert ended.content[0].text == text.partition(last)[0]
        assert counted.input_tokens == done.usage.prompt_tokens
        assert said.usage.input_tokens + said.usage.cache_read_input_tokens == counted.input_tokens
