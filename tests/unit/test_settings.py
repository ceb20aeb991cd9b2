"""Settings, the choice of LLMs, and the gate: what is used when the user said nothing."""

from __future__ import annotations

from decimal import Decimal

import pytest

from hocket.app.hosts import gate_of, hosts_of
from hocket.config import DEFAULT_EMBEDDED, load
from hocket.errors import ConfigError, EgressDeniedError, RefusedError, UnavailableError
from hocket.llm.router import RouterLlm
from hocket.llm.selection import choose_llms
from hocket.ports.llm import ChatMessage, LlmInfo, LlmRequest
from hocket.testing import ScriptedLlm


class Host(ScriptedLlm):
    """A host that lists what it is told to."""

    def __init__(self, *infos: LlmInfo, fault: Exception | None = None) -> None:
        super().__init__(["x"])
        self._infos, self._fault = infos, fault

    async def models(self):
        if self._fault:
            raise self._fault
        return self._infos


def info(name: str, **fields) -> LlmInfo:
    return LlmInfo(name=name, adapter="ollama", **fields)


async def chosen(host: Host | None, **options) -> dict[str, str]:
    hosts = {"ollama": host} if host else {}
    return await choose_llms(
        hosts, **{"llm": "", "llms": {}, "embedded": DEFAULT_EMBEDDED, **options}
    )


@pytest.mark.parametrize(
    ("host", "llm"),
    [
        (None, DEFAULT_EMBEDDED),
        (Host(), DEFAULT_EMBEDDED),
        (Host(fault=UnavailableError("not there")), DEFAULT_EMBEDDED),
        (Host(info("embedder", can_chat=False)), DEFAULT_EMBEDDED),
        (Host(info("small", size_bytes=1), info("large", size_bytes=9)), "ollama:large"),
        (Host(info("small", size_bytes=1, loaded=True), info("l", size_bytes=9)), "ollama:small"),
    ],
)
async def test_llm_without_a_setting_is_ollamas_if_it_can_chat_else_the_embedded(host, llm):
    assert set((await chosen(host)).values()) == {llm}


async def test_llm_of_a_role_wins_over_the_one_for_all():
    found = await chosen(Host(info("there")), llm="a:b", llms={"planner": "c:d"})
    assert found["planner"] == "c:d"
    assert found["worker"] == found["reviewer"] == found["synthesiser"] == "a:b"


async def test_router_sends_each_call_to_the_host_of_its_name():
    a, b = ScriptedLlm(["from a"], names=["x"]), ScriptedLlm(["from b"], names=["x:7b"])
    router = RouterLlm({"a": a, "b": b})
    ask = (ChatMessage("user", "?"),)
    assert (await router.complete(LlmRequest("b:x:7b", ask))).text == "from b"
    assert (await router.complete(LlmRequest("a:x", ask))).text == "from a"
    for name in ("c:x", "x", ""):
        with pytest.raises(RefusedError, match="HOST one of a, b"):
            await router.complete(LlmRequest(name, ask))


def test_settings_are_read_from_file_and_environment_the_latter_winning(tmp_path):
    path = tmp_path / "config.toml"
    path.write_text(
        'llm = "ollama:a"\nattempts = 3\nhosts = ["gpu.lan"]\n'
        '[llms]\nplanner = "x:y"\n'
        '[openai.x]\nurl = "https://api.example.org/v1"\napi_key = "sk-1"\n'
        "[openai.x.usd_per_million]\ny = [0.5, 1.5]\n"
    )
    env = {"HOCKET_CONFIG": str(path), "HOCKET_LLM": "ollama:b", "OLLAMA_HOST": "box:1234"}
    settings = load(env)
    assert (settings.llm, settings.attempts) == ("ollama:b", 3)
    assert settings.ollama_url == "http://box:1234"
    assert settings.openai["x"].usd_per_million["y"] == (Decimal("0.5"), Decimal("1.5"))
    assert "sk-1" not in repr(settings), "a key is not shown"
    assert set(hosts_of(settings)) == {"llamacpp", "ollama", "wordllama", "x"}


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("llm = ", "cannot be read"),
        ("lmm = 'a'", "at lmm: there is no such setting; known: home"),
        ("attempts = 'many'", "at attempts: 'many' does not fit"),
        ("[openai.x]\nurll = 'y'", "at openai"),
    ],
)
def test_wrong_setting_is_told_with_its_name(tmp_path, text, told):
    path = tmp_path / "config.toml"
    path.write_text(text)
    with pytest.raises(ConfigError, match=told):
        load({"HOCKET_CONFIG": str(path)})


def test_missing_file_that_is_named_is_an_error_the_default_one_is_not(tmp_path):
    with pytest.raises(ConfigError, match="which is not there"):
        load({"HOCKET_CONFIG": str(tmp_path / "none.toml")})
    load({"XDG_CONFIG_HOME": str(tmp_path)})


def test_gate_lets_through_loopback_and_configured_hosts_only(tmp_path):
    path = tmp_path / "config.toml"
    path.write_text('hosts = ["gpu.lan"]\n[openai.x]\nurl = "https://api.example.org/v1"\n')
    gate = gate_of(load({"HOCKET_CONFIG": str(path)}))
    for url in ("http://127.0.0.1:1", "http://[::1]:2/", "http://localhost/", "http://gpu.lan:9"):
        gate.check(url)
    gate.check("https://api.example.org/v1/models")
    for url in ("https://example.org", "http://api.example.org.evil.net", "http://10.0.0.1"):
        with pytest.raises(EgressDeniedError):
            gate.check(url)
