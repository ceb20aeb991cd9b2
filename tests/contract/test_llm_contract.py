"""The contract of ``Llm``, run over the fakes and over real servers.

Each host declares what it can do; for the rest the suite requires that it refuses.
"""

from __future__ import annotations

import asyncio
import json
import os
import socket
import subprocess
import sys
import time
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from pathlib import Path

import httpx
import jsonschema
import platformdirs
import pytest

from anthropic_host import process as anthropic_host
from hocket.adapters.anthropic.llm import Anthropic
from hocket.adapters.llamacpp.llm import LlamaCpp
from hocket.adapters.llamacpp.weights import WEIGHTS, fetch
from hocket.adapters.ollama.llm import Ollama
from hocket.adapters.openai.llm import OpenAi
from hocket.core.egress import EgressGate
from hocket.errors import (
    AdapterError,
    ContextOverflowError,
    DeadlineExceededError,
    OrchestrationError,
    RefusedError,
    UnavailableError,
)
from hocket.ports.llm import ChatMessage, LlmRequest
from hocket.testing.recorded import RecordedLlm
from hocket.testing.scripted import ScriptedLlm

pytestmark = [pytest.mark.llamacpp, pytest.mark.ollama, pytest.mark.timeout(180)]

KEY = "sk-of-this-test"
CACHE = platformdirs.user_cache_path("hocket") / "weights"
GATE = EgressGate()
SCHEMA = {
    "type": "object",
    "properties": {"city": {"enum": ["Paris", "Rome"]}, "sure": {"type": "boolean"}},
    "required": ["city", "sure"],
    "additionalProperties": False,
}
ALL = frozenset({"embed", "length", "logprobs", "names", "schema", "streams"})
FAKE = ALL - {"logprobs", "streams"}


@dataclass(frozen=True)
class Host:
    """An ``Llm`` under test, the names of its LLMs, and its capabilities.

    ``slow`` names the LLM that takes long over a story; by default ``name``.
    """

    llm: object
    name: str
    embedder: str = ""
    slow: str = ""
    can: frozenset[str] = ALL


class RecordThenReplay:
    """Records each call, then answers it from the recording alone."""

    def __init__(self, inner: ScriptedLlm, path: Path) -> None:
        self._recorder = RecordedLlm(inner, path)
        self._player = RecordedLlm(None, path)
        self._path = path
        self._playing = asyncio.Lock()

    def __getattr__(self, name: str):
        async def call(*arguments):
            with suppress(OrchestrationError):
                await getattr(self._recorder, name)(
                    *arguments[:2] if name == "embed" else arguments[:1]
                )
            # One at a time: reloading the file for one call must not disturb another.
            async with self._playing:
                self._player._entries = None
                return await getattr(self._player, name)(*arguments)

        return call

    async def close(self) -> None:
        await self._recorder.close()
        await self._player.close()


def scripted() -> ScriptedLlm:
    def answer(request: LlmRequest) -> str:
        if request.json_schema:
            return json.dumps({"city": "Paris", "sure": True})
        return f"You said: {request.messages[-1].content}"

    return ScriptedLlm(answer, latency_s=0.01, context_tokens=4096)


@contextmanager
def child(*command: str, **environment: str):
    with subprocess.Popen(
        [sys.executable, *command],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=os.environ | environment,
        text=True,
    ) as process:
        yield process
        process.stdin.close()
        process.terminate()


@pytest.fixture(scope="session")
def ollama_url():
    script = Path(__file__).parents[1] / "integration" / "ollama_server.py"
    with child(str(script)) as process:
        yield f"http://127.0.0.1:{process.stdout.readline().strip()}"


@pytest.fixture(scope="session")
def anthropic_url():
    with anthropic_host.served() as url:
        yield url


@pytest.fixture(scope="session")
def llamacpp_url():
    weights = asyncio.run(fetch(WEIGHTS["smollm2:135m"], CACHE))
    with child(str(Path(__file__).with_name("llamacpp_server.py")), str(weights), KEY) as process:
        yield process.stdout.readline().strip()


@pytest.fixture(scope="session")
def proxy_url(llamacpp_url):
    """A third party's Ollama API in front of llama.cpp."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = str(free.getsockname()[1])
    settings = {
        "PROVIDERS_LOCAL_API_KEY": KEY,
        "PROVIDERS_LOCAL_BASE_URL": f"{llamacpp_url}/v1",
        "EXTRA_MODELS": "local/smollm2",
    }
    command = ("-m", "ollama_proxy", "serve", "--host", "127.0.0.1", "--port", port)
    with child(*command, **settings) as process:
        url = f"http://127.0.0.1:{port}"
        while process.poll() is None:
            with suppress(httpx.TransportError):
                httpx.get(f"{url}/api/version")
                break
            time.sleep(0.1)
        yield url


@pytest.fixture(scope="session")
def facade_url(tmp_path_factory):
    """A hocket server, with a key as the password of the login."""
    script = Path(__file__).with_name("facade_server.py")
    with child(str(script), str(tmp_path_factory.mktemp("facade"))) as process:
        port, key = process.stdout.readline().split()
        yield f"http://me:{key}@127.0.0.1:{port}"


@pytest.fixture(
    params=[
        *("scripted", "recorded", "ollama", "ollama-proxy"),
        *("openai", "anthropic", "anthropic-llamacpp", "llamacpp"),
        *("hocket-openai", "hocket-ollama", "hocket-anthropic"),
    ]
)
def kind(request):
    return request.param


@pytest.fixture
def url(request, kind):
    """URL of the server; started here, as that is not allowed on a running event loop."""
    servers = {"ollama": "ollama_url", "ollama-proxy": "proxy_url", "openai": "llamacpp_url"}
    servers |= {"anthropic": "anthropic_url", "anthropic-llamacpp": "llamacpp_url"}
    servers |= {f"hocket-{api}": "facade_url" for api in ("openai", "ollama", "anthropic")}
    return request.getfixturevalue(servers[kind]) if kind in servers else ""


def facade_host(kind: str, url: str) -> Host:
    """A hocket server as the host of an adapter of hocket."""
    if kind == "hocket-openai":
        return Host(OpenAi(url=f"{url}/v1", gate=GATE), "scripted", "scripted", can=FAKE)
    if kind == "hocket-ollama":
        return Host(Ollama(url=url, gate=GATE), "scripted", "scripted", can=FAKE)
    return Host(Anthropic(url=url, gate=GATE), "scripted", can=FAKE - {"embed"})


@pytest.fixture
async def host(kind, url, tmp_path):
    match kind:
        case "scripted":
            host = Host(scripted(), "scripted", "scripted", can=FAKE)
        case "recorded":
            llm = RecordThenReplay(scripted(), tmp_path / "recording.jsonl")
            host = Host(llm, "scripted", "scripted", can=FAKE)
        case "ollama":
            llm = Ollama(url=url, gate=GATE)
            host = Host(llm, "tiny:latest", "embedder:latest", "slow:latest")
        case "ollama-proxy":
            # It accepts any name of its provider, counts words, and hides the finish reason.
            llm = Ollama(url=url, gate=GATE)
            host = Host(llm, "local/smollm2", can=frozenset({"names", "schema", "streams"}))
        case "anthropic":
            llm = Anthropic(url=url, gate=GATE, api_key=anthropic_host.KEY)
            can = ALL - {"embed", "logprobs"}
            host = Host(llm, "claude-plain", slow="claude-slow", can=can)
        case "anthropic-llamacpp":
            # llama.cpp's own Messages API: it answers under any name and ignores schemas.
            llm = Anthropic(url=url, gate=GATE, api_key=KEY, context_tokens=4096)
            name = (await llm.models())[0].name
            host = Host(llm, name, can=frozenset({"length", "streams"}))
        case "hocket-openai" | "hocket-ollama" | "hocket-anthropic":
            host = facade_host(kind, url)
        case "llamacpp":
            llm = LlamaCpp(cache=CACHE, gate=GATE, context_tokens=4096)
            await llm.load("smollm2:135m")
            host = Host(llm, "smollm2:135m", can=ALL - {"embed"})
        case _:
            llm = OpenAi(url=f"{url}/v1", gate=GATE, api_key=KEY)
            # llama.cpp answers under any name.
            name = (await llm.models())[0].name
            host = Host(llm, name, can=ALL - {"embed", "names"})
    yield host
    await host.llm.close()


def ask(host: Host, text: str = "Name a city.", **changes) -> LlmRequest:
    return LlmRequest(host.name, (ChatMessage("user", text),), **{"max_tokens": 48, **changes})


def long_story(host: Host) -> LlmRequest:
    story = ChatMessage("user", "Tell a long story.")
    return LlmRequest(host.slow or host.name, (story,), max_tokens=2000)


async def test_answer_text_equals_the_streamed_pieces(host):
    pieces: list[str] = []
    answer = await host.llm.complete(ask(host), pieces.append)
    assert answer.text
    assert "".join(pieces) == answer.text
    assert answer.finish in ("stop", "length")


async def test_answer_to_a_schema_fits_it(host):
    answer = await host.llm.complete(ask(host, json_schema=SCHEMA))
    if "schema" in host.can:
        jsonschema.validate(json.loads(answer.text), SCHEMA)
    else:
        assert answer.text


async def test_answer_at_temperature_zero_is_repeatable(host):
    first = await host.llm.complete(ask(host, seed=3))
    again = await host.llm.complete(ask(host, seed=3))
    assert first.text == again.text


async def test_answer_over_the_token_limit_finishes_with_length(host):
    answer = await host.llm.complete(ask(host, "Count from one to a hundred.", max_tokens=2))
    assert (answer.finish == "length") is ("length" in host.can)


async def test_answer_has_token_counts(host):
    request = ask(host)
    answer = await host.llm.complete(request)
    assert 0 < answer.prompt_tokens <= await host.llm.count_tokens(request)
    assert 0 < answer.completion_tokens <= request.max_tokens


async def test_first_token_has_probabilities_where_the_host_supports_them(host):
    answer = await host.llm.complete(ask(host, logprobs=3))
    assert bool(answer.first_token) is ("logprobs" in host.can)
    assert all(0.0 <= p <= 1.0 for p in answer.first_token.values())


async def test_prompt_over_the_window_is_refused(host):
    window = await host.llm.context_tokens(host.name)
    assert window > 0
    with pytest.raises(ContextOverflowError):
        await host.llm.complete(ask(host, "word " * window))


async def test_limit_over_the_window_is_refused(host):
    window = await host.llm.context_tokens(host.name)
    with pytest.raises(ContextOverflowError):
        await host.llm.complete(ask(host, max_tokens=window))


async def test_unknown_name_is_refused(host):
    request = LlmRequest("absent/absent", (ChatMessage("user", "hi"),), max_tokens=4)
    if "names" in host.can:
        with pytest.raises(RefusedError, match="absent"):
            await host.llm.complete(request)
    else:
        assert (await host.llm.complete(request)).text


async def test_embedding_is_one_unit_vector_per_text(host):
    if "embed" not in host.can:
        with pytest.raises(AdapterError):
            await host.llm.embed(host.name, ["a text"])
        return
    vectors = await host.llm.embed(host.embedder, ["a text", "another", "a text"])
    assert vectors[0] == vectors[2] != vectors[1]
    assert len({len(vector) for vector in vectors}) == 1
    assert [sum(x * x for x in vector) for vector in vectors] == [pytest.approx(1.0)] * 3


async def test_list_is_stable_and_contains_the_llm(host):
    listed = await host.llm.models()
    assert listed == await host.llm.models()
    by_name = {entry.name: entry for entry in listed}
    assert by_name[host.name].can_chat
    assert by_name[host.name].context_tokens == await host.llm.context_tokens(host.name)


async def test_load_and_unload_may_be_repeated(host):
    for _ in range(2):
        await host.llm.load(host.name)
    for _ in range(2):
        await host.llm.unload(host.name)
    assert (await host.llm.complete(ask(host))).text


async def test_concurrent_calls_are_all_answered(host):
    async with asyncio.TaskGroup() as group:
        tasks = [group.create_task(host.llm.complete(ask(host, seed=n))) for n in range(4)]
    assert all(task.result().text for task in tasks)


async def test_cancelled_call_frees_its_slot(host):
    story, begun = long_story(host), asyncio.Event()
    async with asyncio.TaskGroup() as group:
        task = group.create_task(host.llm.complete(story, lambda _: begun.set()))
        await (begun.wait() if "streams" in host.can else asyncio.sleep(0))
        task.cancel()
    assert task.cancelled()
    # A host with one slot answers only if the cancelled call was aborted.
    assert (await host.llm.complete(ask(host, timeout_s=30.0, max_tokens=4))).text


async def test_call_past_its_deadline_raises(host):
    with pytest.raises(DeadlineExceededError):
        await host.llm.complete(replace(long_story(host), timeout_s=0.001))


async def test_closed_host_is_unavailable(host):
    await host.llm.close()
    with pytest.raises(UnavailableError):
        await host.llm.complete(ask(host))
