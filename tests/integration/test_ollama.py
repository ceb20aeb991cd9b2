from __future__ import annotations

import asyncio
import json
import subprocess
import sys
from pathlib import Path

import httpx
import pytest

from hocket.adapters.ollama.llm import Ollama
from hocket.core.egress import EgressGate
from hocket.errors import (
    ConfigError,
    ContextOverflowError,
    DeadlineExceededError,
    EgressDeniedError,
    RefusedError,
    TruncatedError,
    UnavailableError,
)
from hocket.ports.llm import ChatMessage, LlmRequest, ToolCall, ToolSpec

WEATHER = ToolSpec(
    "weather",
    "The weather in a city.",
    {"type": "object", "properties": {"city": {"type": "string"}}, "required": ["city"]},
)


@pytest.fixture(scope="module")
def url():
    script = Path(__file__).with_name("ollama_server.py")
    with subprocess.Popen(
        [sys.executable, str(script)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as server:
        yield f"http://127.0.0.1:{server.stdout.readline().strip()}"
        server.stdin.close()


@pytest.fixture
async def ollama(url):
    llm = Ollama(url=url, gate=EgressGate())
    yield llm
    await llm.close()


def ask(llm: str, text: str = "hello there", **changes) -> LlmRequest:
    return LlmRequest(llm, (ChatMessage("user", text),), **{"max_tokens": 64, **changes})


async def traffic(url: str) -> dict:
    async with httpx.AsyncClient() as client:
        return (await client.get(f"{url}/traffic")).json()


async def last_body(url: str, path: str) -> dict:
    return [body for body in (await traffic(url))["bodies"] if body["path"] == path][-1]


async def test_answer_streamed_has_all_counts(ollama):
    pieces: list[str] = []
    answer = await ollama.complete(ask("tiny"), pieces.append)
    assert answer.text == "You said: hello there "
    assert pieces == ["You ", "said: ", "hello ", "there "]
    assert (answer.prompt_tokens, answer.completion_tokens) == (12, 4)
    assert (answer.total_s, answer.load_s, answer.prompt_s, answer.completion_s) == (
        pytest.approx(5.0), pytest.approx(1.0), pytest.approx(1.5), pytest.approx(2.5),
    )  # fmt: skip
    assert answer.finish == "stop"


async def test_request_sets_window_and_options_explicitly(ollama, url):
    await ollama.complete(ask("tiny", seed=7, stop=("END",), temperature=0.5))
    body = await last_body(url, "/api/chat")
    assert body["options"] == {
        "num_ctx": 4096,  # the LLM's own, smaller than the configured 8192
        "num_predict": 64,
        "temperature": 0.5,
        "seed": 7,
        "stop": ["END"],
    }
    assert (body["truncate"], body["shift"], body["keep_alive"]) == (False, False, "10m")
    assert "think" not in body


async def test_thinking_llm_has_thinking_turned_off(ollama, url):
    await ollama.complete(ask("thinker"))
    assert (await last_body(url, "/api/chat"))["think"] is False


async def test_answer_at_the_token_limit_finishes_with_length(ollama):
    answer = await ollama.complete(ask("tiny", max_tokens=2))
    assert (answer.finish, answer.text) == ("length", "You said: ")


async def test_schema_is_sent_as_format(ollama, url):
    schema = {"type": "object", "properties": {"n": {"type": "integer"}}, "required": ["n"]}
    answer = await ollama.complete(ask("tiny", json_schema=schema))
    assert json.loads(answer.text) == {"n": 4}
    assert (await last_body(url, "/api/chat"))["format"] == schema


async def test_tool_call_is_parsed_and_its_result_names_the_tool(ollama, url):
    answer = await ollama.complete(ask("tiny", tools=(WEATHER,)))
    assert answer.tool_calls == (ToolCall("weather", {"city": "Paris"}, "call-1"),)
    assert answer.finish == "tool_calls"
    call = ToolCall("weather", {"city": "Paris"}, "c1")
    messages = (
        ChatMessage("user", "weather?"),
        ChatMessage("assistant", "", tool_calls=(call,)),
        ChatMessage("tool", "rain", call_id="c1"),
    )
    await ollama.complete(LlmRequest("tiny", messages, tools=(WEATHER,), max_tokens=64))
    sent = (await last_body(url, "/api/chat"))["messages"]
    assert sent[1]["tool_calls"][0]["function"] == {
        "name": "weather",
        "arguments": {"city": "Paris"},
    }
    assert sent[2]["tool_name"] == "weather"


async def test_first_token_alternatives_have_probabilities(ollama):
    answer = await ollama.complete(ask("tiny", logprobs=2))
    assert answer.first_token == pytest.approx({"You ": 0.905, "no": 0.0498}, abs=1e-3)


async def test_long_prompt_is_refused_before_it_is_sent(ollama, url):
    before = len((await traffic(url))["bodies"])
    with pytest.raises(ContextOverflowError, match="window of 4096"):
        await ollama.complete(ask("tiny", "word " * 5000))
    after = (await traffic(url))["bodies"][before:]
    assert [body["path"] for body in after if body["path"] == "/api/chat"] == []


async def test_prompt_refused_by_the_server_is_a_context_overflow(ollama):
    with pytest.raises(ContextOverflowError, match="shorten"):
        await ollama.complete(ask("strict"))


async def test_prompt_truncated_by_an_old_server_is_detected(ollama):
    messages = tuple(ChatMessage("user", "word " * 300) for _ in range(5))
    with pytest.raises(TruncatedError, match="such as 512"):
        await ollama.complete(LlmRequest("truncating", messages, max_tokens=64))
    # The detected window now applies: the next prompt is refused before it is sent.
    assert await ollama.context_tokens("truncating") == 512
    with pytest.raises(ContextOverflowError):
        await ollama.complete(LlmRequest("truncating", messages, max_tokens=64))


async def test_error_within_a_stream_is_unavailable(ollama):
    with pytest.raises(UnavailableError, match="while running the model"):
        await ollama.complete(ask("faulty"))


async def test_stream_without_an_end_is_unavailable(ollama):
    with pytest.raises(UnavailableError, match=r"too early|closed the connection"):
        await ollama.complete(ask("vanishing"))


async def test_unknown_name_is_refused_with_the_command_to_get_it(ollama):
    with pytest.raises(RefusedError, match="ollama pull absent"):
        await ollama.complete(ask("absent"))


async def test_llm_too_large_for_memory_is_not_retried(ollama):
    with pytest.raises(RefusedError, match="smaller"):
        await ollama.complete(ask("large"))


async def test_busy_server_is_retryable(ollama):
    with pytest.raises(UnavailableError) as caught:
        await ollama.complete(ask("busy"))
    assert caught.value.retryable


async def test_cancelled_answer_closes_its_stream(ollama, url):
    started = asyncio.Event()

    async def run() -> None:
        await ollama.complete(ask("slow"), lambda _: started.set())

    async with asyncio.timeout(20), asyncio.TaskGroup() as group:
        task = group.create_task(run())
        await started.wait()
        before = len((await traffic(url))["cancelled"])
        task.cancel()
        while len((await traffic(url))["cancelled"]) == before:
            await asyncio.sleep(0.01)


async def test_answer_past_its_deadline_raises(ollama):
    with pytest.raises(DeadlineExceededError, match=r"within 0\.2 s"):
        await ollama.complete(ask("slow", timeout_s=0.2))


async def test_embedding_gives_unit_vectors_in_order(ollama, url):
    vectors = await ollama.embed("embedder", ["a", "banana"])
    assert [sum(x * x for x in vector) for vector in vectors] == [pytest.approx(1.0)] * 2
    assert vectors[0] != vectors[1]
    body = await last_body(url, "/api/embed")
    assert (body["truncate"], body["options"]) == (False, {"num_ctx": 512})


async def test_embedding_of_too_long_a_text_is_refused(ollama):
    with pytest.raises(ContextOverflowError):
        await ollama.embed("embedder", ["word " * 600])


async def test_list_has_windows_and_capabilities(ollama):
    by_name = {entry.name: entry for entry in await ollama.models()}
    assert list(by_name) == sorted(by_name)
    tiny, embedder = by_name["tiny:latest"], by_name["embedder:latest"]
    assert (tiny.can_chat, tiny.can_embed, tiny.context_tokens) == (True, False, 4096)
    assert (embedder.can_chat, embedder.can_embed) == (False, True)
    assert tiny.details["quantization_level"] == "Q4_0"
    assert tiny.digest == "ab12"


async def test_load_then_unload_shows_in_the_list(ollama):
    await ollama.load("thinker:latest")
    loaded = {entry.name: entry for entry in await ollama.models() if entry.loaded}
    assert loaded["thinker:latest"].memory_bytes == 2 << 30
    await ollama.unload("thinker:latest")
    assert "thinker:latest" not in {entry.name for entry in await ollama.models() if entry.loaded}


async def test_load_of_an_absent_llm_pulls_it_with_progress(ollama):
    steps: list[tuple[str, int, int]] = []
    await ollama.load("fresh", lambda *progress: steps.append(progress))
    assert ("pulling ab12", 40, 100) in steps
    assert steps[-1] == ("success", 0, 0)
    assert (await ollama.complete(ask("fresh"))).finish == "stop"


async def test_pull_of_an_unknown_name_is_refused_with_the_reason(ollama):
    with pytest.raises(RefusedError, match="file does not exist"):
        await ollama.load("nowhere")


async def test_pull_that_stops_early_is_unavailable(ollama):
    with pytest.raises(UnavailableError, match="load it again"):
        await ollama.load("halfway")


async def test_embedding_llm_can_be_loaded(ollama):
    await ollama.load("embedder")
    assert "embedder:latest" in {entry.name for entry in await ollama.models() if entry.loaded}


async def test_version_is_the_servers(ollama):
    assert await ollama.version() == "0.12.6"


async def test_unreachable_server_raises_an_error_with_the_start_command():
    llm = Ollama(url="http://127.0.0.1:9", gate=EgressGate())
    with pytest.raises(UnavailableError, match="ollama serve"):
        await llm.models()
    await llm.close()


async def test_host_not_configured_is_never_called():
    llm = Ollama(url="http://ollama.example.org:11434", gate=EgressGate())
    with pytest.raises(EgressDeniedError, match=r"ollama\.example\.org"):
        await llm.models()
    await llm.close()


def test_url_without_a_scheme_is_a_config_error():
    with pytest.raises(ConfigError, match=r"127\.0\.0\.1:11434"):
        Ollama(url="127.0.0.1:11434", gate=EgressGate())
