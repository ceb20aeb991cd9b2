"""The embedded LLM with real weights: its child process, limits and tool choices."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import sys
from contextlib import suppress
from pathlib import Path

import httpx
import platformdirs
import pytest

from hocket.adapters.llamacpp.llm import LlamaCpp
from hocket.adapters.llamacpp.weights import WEIGHTS, fetch
from hocket.cli.remedies import REMEDIES
from hocket.core.egress import EgressGate
from hocket.errors import UnavailableError
from hocket.ports.llm import ChatMessage, LlmRequest, ToolSpec

pytestmark = [pytest.mark.llamacpp, pytest.mark.timeout(240)]

CACHE = platformdirs.user_cache_path("hocket") / "weights"
TINY, SMALL = "smollm2:135m", "qwen2.5-coder:0.5b"
TOOLS = (
    ToolSpec(
        "weather",
        "The weather in a city.",
        {
            "type": "object",
            "properties": {"city": {"type": "string"}},
            "required": ["city"],
            "additionalProperties": False,
        },
    ),
    ToolSpec(
        "add",
        "The sum of two numbers.",
        {
            "type": "object",
            "properties": {"a": {"type": "number"}, "b": {"type": "number"}},
            "required": ["a", "b"],
            "additionalProperties": False,
        },
    ),
)
PARENT = """
import asyncio, sys
from pathlib import Path
from hocket.adapters.llamacpp.llm import LlamaCpp
from hocket.core.egress import EgressGate

async def main():
    llm = LlamaCpp(cache=Path(sys.argv[1]), gate=EgressGate(), context_tokens=1024)
    await llm.load("smollm2:135m")
    print(next(iter(llm._loaded.values()))._process.pid, flush=True)
    await asyncio.sleep(3600)

asyncio.run(main())
"""


@pytest.fixture(scope="module")
def weights() -> None:
    for name in (TINY, SMALL):
        asyncio.run(fetch(WEIGHTS[name], CACHE))


@pytest.fixture
async def llm(weights):
    embedded = LlamaCpp(cache=CACHE, gate=EgressGate(), context_tokens=2048)
    yield embedded
    await embedded.close()


def ask(llm: str, text: str, **options) -> LlmRequest:
    return LlmRequest(llm, (ChatMessage("user", text),), **{"max_tokens": 32, **options})


def is_running(pid: int) -> bool:
    with suppress(OSError):
        stat = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8")
        return stat.rpartition(")")[2].split()[0] != "Z"
    return False


async def has_ended(pid: int) -> bool:
    for _ in range(100):
        if not is_running(pid):
            return True
        await asyncio.sleep(0.05)
    return False


async def test_llamacpp_child_dies_with_its_killed_parent(weights):
    parent = await asyncio.create_subprocess_exec(
        sys.executable, "-c", PARENT, str(CACHE), stdout=asyncio.subprocess.PIPE
    )
    pid = int(await parent.stdout.readline())
    assert is_running(pid)
    parent.send_signal(signal.SIGKILL)
    await parent.wait()
    assert await has_ended(pid)


async def test_llamacpp_child_listens_on_loopback_and_requires_its_key(llm):
    await llm.load(TINY)
    url = next(iter(llm._loaded.values())).host._url
    assert url.startswith("http://127.0.0.1:")
    async with httpx.AsyncClient() as client:
        body = {"prompt": "hello", "n_predict": 1}
        response = await client.post(f"{url}/completion", json=body)
        assert response.status_code == 401
        headers = {"Origin": "https://example.org", "Access-Control-Request-Method": "POST"}
        preflight = await client.options(f"{url}/completion", headers=headers)
        assert preflight.headers.get("access-control-allow-origin") not in ("*", headers["Origin"])


async def test_llamacpp_child_that_crashed_is_reported_and_restarted(llm):
    await llm.load(TINY)
    child = next(iter(llm._loaded.values()))
    task = asyncio.create_task(llm.complete(ask(TINY, "Tell a long story.", max_tokens=900)))
    await asyncio.sleep(0.5)
    os.kill(child._process.pid, signal.SIGKILL)
    with pytest.raises(UnavailableError):
        await task
    answer = await llm.complete(ask(TINY, "Say yes."))
    assert answer.completion_tokens > 0


async def test_llamacpp_unload_ends_the_child(llm):
    await llm.load(TINY)
    pid = next(iter(llm._loaded.values()))._process.pid
    await llm.unload(TINY)
    assert not is_running(pid)
    assert not next(i for i in await llm.models() if i.name == TINY).loaded


async def test_llamacpp_second_llm_unloads_the_first(llm):
    await llm.complete(ask(TINY, "Say yes."))
    await llm.complete(ask(SMALL, "Say yes."))
    infos = {info.name: info for info in await llm.models()}
    assert [name for name, info in infos.items() if info.loaded] == [SMALL]
    small, tiny = infos[SMALL], infos[TINY]
    assert (small.digest, tiny.digest) == (WEIGHTS[SMALL].sha256, WEIGHTS[TINY].sha256)
    assert small.memory_bytes > small.size_bytes / 2
    assert tiny.memory_bytes == 0


async def test_llamacpp_counted_tokens_equal_those_of_the_prompt_sent(llm):
    request = ask(SMALL, "Count these words, please. " * 10)
    counted = await llm.count_tokens(request)
    answer = await llm.complete(request)
    assert answer.prompt_tokens == counted
    again = await llm.complete(request)
    assert again.cached_tokens >= counted - 1, "the prompt is cached"


@pytest.mark.parametrize(
    ("question", "tool", "arguments"),
    [
        ("What is the weather in Oslo?", "weather", {"city": "Oslo"}),
        ("What is the sum of 17 and 25?", "add", {"a": 17, "b": 25}),
    ],
)
async def test_llamacpp_small_llm_chooses_the_right_tool(llm, question, tool, arguments):
    answer = await llm.complete(ask(SMALL, question, tools=TOOLS, max_tokens=100))
    (call,) = answer.tool_calls
    assert (call.name, dict(call.arguments)) == (tool, arguments)
    assert answer.finish == "tool_calls"
    messages = (
        ChatMessage("user", question),
        ChatMessage("assistant", answer.text, answer.tool_calls),
        ChatMessage("tool", "It is 42.", call_id=call.call_id),
    )
    last = await llm.complete(LlmRequest(SMALL, messages, tools=TOOLS, max_tokens=100))
    assert last.text or last.tool_calls


async def test_llamacpp_missing_weights_raise_an_error_with_the_fetch_command(tmp_path):
    llm = LlamaCpp(cache=tmp_path, gate=EgressGate())
    with pytest.raises(UnavailableError, match=r"weights of qwen2\.5-coder:0\.5b") as missing:
        await llm.complete(ask(SMALL, "Hello"))
    assert missing.value.worded(REMEDIES) == (
        "The weights of qwen2.5-coder:0.5b are not here yet; "
        "fetch them with `hocket models --fetch qwen2.5-coder:0.5b`"
    )
    await llm.close()


async def test_llamacpp_invalid_file_is_refused_with_its_log(tmp_path):
    path = tmp_path / "broken.gguf"
    path.write_bytes(b"GGUF" + bytes(1000))
    llm = LlamaCpp(cache=tmp_path, gate=EgressGate())
    with pytest.raises(UnavailableError, match="complete GGUF file"):
        await llm.complete(ask(str(path), "Hello"))
    await llm.close()


async def test_llamacpp_keeps_the_rest_of_a_schema_with_keywords_that_no_grammar_has(llm):
    schema = {
        "type": "object",
        "properties": {
            "people": {
                "type": "array",
                "items": {"type": "string", "pattern": "^(?!x)", "maxLength": 3},
                "minItems": 2,
                "maxItems": 2,
                "uniqueItems": True,
                "contains": {"const": "Bob"},
            }
        },
        "required": ["people"],
        "additionalProperties": False,
        "not": {"const": {}},
    }
    answer = await llm.complete(ask(TINY, "Who?", json_schema=schema))
    people = json.loads(answer.text)["people"]
    assert len(people) == 2
    assert all(len(name) <= 3 for name in people)


async def test_llamacpp_writes_no_white_space_without_an_end(llm):
    schema = {"type": "object", "additionalProperties": {"type": "object"}, "minProperties": 1}
    answer = await llm.complete(ask(TINY, "Ann is 30.", json_schema=schema))
    assert "  " not in answer.text
    assert "\n" not in answer.text
