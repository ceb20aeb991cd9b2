"""Settings, the choice of LLMs, and the egress gate, with and without your settings."""

from __future__ import annotations

import os
import traceback
from decimal import Decimal
from pathlib import Path

import pytest

from hocket.app.hosts import gate_of, hosts_of, listing_of
from hocket.config import DEFAULT_EMBEDDED, load
from hocket.config.runtime import runtime_folder
from hocket.errors import ConfigError, EgressDeniedError, RefusedError, UnavailableError
from hocket.llm.router import RouterLlm
from hocket.llm.selection import choose_llms
from hocket.ports.llm import ChatMessage, LlmInfo, LlmRequest
from hocket.testing import ScriptedLlm


class Host(ScriptedLlm):
    """A host that lists the given LLMs."""

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
async def test_llm_without_a_setting_is_a_chat_llm_of_ollama_else_the_embedded(host, llm):
    assert set((await chosen(host)).values()) == {llm}


@pytest.mark.parametrize(
    ("passed", "llm"),
    [
        ({"large": (3, 40), "small": (38, 40)}, "ollama:small"),
        ({"large": (36, 40), "small": (38, 40)}, "ollama:large"),
        ({"large": (3, 40)}, "ollama:large"),
        ({"small": (38, 40)}, "ollama:large"),
    ],
    ids=["worse", "alike", "nothing to compare", "untested"],
)
async def test_llm_is_passed_over_where_its_passport_is_worse_than_that_of_another(passed, llm):
    host = Host(info("small", size_bytes=1), info("large", size_bytes=9))
    llms = await chosen(host, passed=lambda _, listed: passed.get(listed.name, (0, 0)))
    assert set(llms.values()) == {llm}


async def test_llm_of_a_role_wins_over_the_one_for_all():
    llms = await chosen(Host(info("there")), llm="a:b", llms={"planner": "c:d"})
    assert llms["planner"] == "c:d"
    assert llms["worker"] == llms["reviewer"] == llms["synthesiser"] == "a:b"


async def test_router_sends_each_call_to_the_host_of_its_name():
    a, b = ScriptedLlm(["from a"], names=["x"]), ScriptedLlm(["from b"], names=["x:7b"])
    router = RouterLlm({"a": a, "b": b})
    ask = (ChatMessage("user", "?"),)
    assert (await router.complete(LlmRequest("b:x:7b", ask))).text == "from b"
    assert (await router.complete(LlmRequest("a:x", ask))).text == "from a"
    for name in ("c:x", "x", ""):
        with pytest.raises(RefusedError, match="HOST one of a, b"):
            await router.complete(LlmRequest(name, ask))


def test_settings_of_the_environment_override_the_file(tmp_path):
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


def config(tmp_path, text: str, **environment: str) -> dict[str, str]:
    """An environment whose settings file has this text."""
    path = tmp_path / "config.toml"
    path.write_text(text)
    return {"HOCKET_CONFIG": str(path), **environment}


def raise_fault(environment: dict[str, str]) -> None:
    """Raise the first fault of the settings, whether all of hocket needs them or a host does."""
    raise next(iter(load(environment).faults.values()))


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("llm = ", "cannot be read"),
        ("lmm = 'a'", "at lmm: there is no such setting; known: home"),
        ("attempts = 'many'", "at attempts: 'many' does not fit"),
        ("openai = 'x'", "at openai: this text does not fit .a table is needed"),
        ("[openai.x]\nurll = 'y'", "at openai.x.urll: there is no such setting; known: url"),
        ("[openai.x]\napi_key = 'y'", "at openai.x: url is missing"),
        ("[openai.x]\nurl = 'host/v1'", "at openai.x.url: this text does not fit .a URL like"),
        ("[openai.x]\nurl = 'http://h'\ncontext_tokens = 0", "openai.x.context_tokens: 0 does"),
        ("[openai.x.usd_per_million]\ny = [1]", "at openai.x.usd_per_million.y: this list does"),
        ("[openai.x.usd_per_million]\ny = ['a', 'b']", "two prices in US dollars are needed"),
        ("[openai.x.usd_per_million]\ny = [1, -1]", "two prices in US dollars are needed"),
        ("[openai.x.usd_per_million]\ny = [1, nan]", "two prices in US dollars are needed"),
        ("[anthropic.x]\nurl = 'host'", "at anthropic.x.url: this text does not fit .a URL like"),
        ("[anthropic.x.thinking_tokens]\ny = 9", "at anthropic.x.thinking_tokens.y: 9 does not"),
        ("anthropic = 'x'", "at anthropic: this text does not fit .a table is needed"),
        ("ollama_url = 'box'", "at ollama_url: this text does not fit .a URL like"),
        ("hosts = ['https://box']", "at hosts: 'https://box' does not fit .a bare host name"),
        ("[server]\nports = 1", "at server.ports: there is no such setting; known: host"),
        ("[server]\nport = -1", "at server.port: -1 does not fit .a whole number from 0"),
        ("server = 1", "at server: 1 does not fit .a table is needed"),
        ("llms = ['a']", "at llms: this list does not fit .a table is needed"),
    ],
)
def test_wrong_setting_is_refused_with_its_name_and_the_remedy(tmp_path, text, fault):
    with pytest.raises(ConfigError, match=fault):
        raise_fault(config(tmp_path, text))


async def test_wrong_setting_of_a_host_fails_only_what_uses_the_host(tmp_path):
    text = (
        "[openai.x]\nurl = 'box'\n[openai.y]\nurl = 'http://h'\n[openai.z]\nurl = 'http://h'\n"
        "api_key = 'a b'\n[openai.z.leave_out]\nm = ['sed']\n[server]\nport = 'x'\n"
    )
    settings = load(config(tmp_path, text, OLLAMA_HOST="ftp://x"))
    assert set(settings.openai) == {"y"}
    assert set(settings.faults) == {"x", "z", "ollama", "server"}
    hosts = hosts_of(settings)
    assert set(hosts) == {"llamacpp", "wordllama", "ollama", "x", "y", "z"}
    for name, place in (("x", "openai.x.url"), ("z", "openai.z"), ("ollama", "OLLAMA_HOST")):
        with pytest.raises(ConfigError, match=place):
            await RouterLlm(hosts).complete(LlmRequest(f"{name}:m", (ChatMessage("user", "?"),)))
    listing = await listing_of(hosts["x"])
    assert listing.state == "unavailable"
    assert "openai.x.url" in listing.fault


@pytest.mark.parametrize("name", ["ollama", "llamacpp", "wordllama", '"a:b"', '" "'])
def test_host_with_a_name_that_is_taken_or_cannot_be_written_is_refused(tmp_path, name):
    settings = load(config(tmp_path, f"[openai.{name}]\nurl = 'http://h/v1'"))
    assert settings.openai == {}
    (fault,) = settings.faults.values()
    assert "choose another" in fault.message or "choose a name" in fault.message


def test_parts_to_leave_out_are_set_for_one_llm_or_for_all(tmp_path):
    text = (
        "[openai.x]\nurl = 'http://h'\nleave_out = ['seed']\n"
        "[openai.y]\nurl = 'http://h'\n[openai.y.leave_out]\nm = ['temperature', 'system']\n"
        "[ollama_leave_out]\n'*' = ['thinking']\n"
    )
    settings = load(config(tmp_path, text))
    assert settings.openai["x"].leave_out == {"*": {"seed"}}
    assert settings.openai["y"].leave_out == {"m": {"temperature", "system"}}
    assert settings.ollama_leave_out == {"*": {"thinking"}}
    text = "[openai.x]\nurl = 'http://h'\nleave_out = ['sed']\n"
    with pytest.raises(ConfigError, match="no part 'sed' to leave out; known: cache_control"):
        raise_fault(config(tmp_path, text))


HUSH = "hush-1234"


@pytest.mark.parametrize(
    ("text", "place"),
    [
        (f"[openai.x]\napi_key = '{HUSH}'\nurl = 5", "openai.x.url"),
        (f"[openai.x]\napi_key = '{HUSH}'\nurll = 'http://h'", "openai.x.urll"),
        (f"[openai.x]\napikey = '{HUSH}'\nurl = 'http://h'", "openai.x.apikey"),
        (f"[openai.x]\napi_key = ['{HUSH}']\nurl = 'http://h'", "openai.x.api_key"),
        (f"[openai.x]\napi_key = 'a {HUSH}'\nurl = 'http://h'", "openai.x.api_key"),
        (f"[openai.x]\napi_key = '{HUSH}ß'\nurl = 'http://h'", "openai.x.api_key"),
        (f"[openai.x]\nurl = '{HUSH}'", "openai.x.url"),
        (f"[openai.x]\nurl = 'http://h/v1?key={HUSH}'", "openai.x.url"),
        (f"[openai.x]\nurl = 'http://me:{HUSH}/x@h:y/v1'", "openai.x.url"),
        (f"[openai.x]\nurl = 'http://[me:{HUSH}@h/v1'", "openai.x.url"),
        (f"[openai.x]\nusd_per_million = '{HUSH}'\nurl = 'h'", "openai.x.usd_per_million"),
        (f"[openai.x]\nusd_per_million = {{y = '{HUSH}'}}", "openai.x.usd_per_million.y"),
        (f"[openai]\nurl = 'http://h'\napi_key = '{HUSH}'", "openai.url"),
        (f"[openai]\napi_key = '{HUSH}'", "openai.api_key"),
        (f"openai = ['{HUSH}']", "openai"),
        (f"[anthropic.x]\napi_key = 'a {HUSH}'", "anthropic.x.api_key"),
        (f"[anthropic.x]\nurl = 'http://me:{HUSH}/x@h:y'", "anthropic.x.url"),
        (f"[anthropic]\napi_key = '{HUSH}'", "anthropic.api_key"),
        (f"api_key = '{HUSH}'", "api_key"),
        (f"llm = {{api_key = '{HUSH}'}}", "llm"),
        (f"attempts = {{api_key = '{HUSH}'}}", "attempts"),
        (f"attempts = 'http://me:{HUSH}@h'", "attempts"),
        (f"attempts = 'sk-{HUSH}'", "attempts"),
        (f"hosts = ['https://me:{HUSH}@h']", "hosts"),
        (f"hosts = ['me:{HUSH}@h']", "hosts"),
        (f"ollama_url = 'me:{HUSH}@h'", "ollama_url"),
        (f"ollama_url = 'http://me:{HUSH}@:0'", "ollama_url"),
        (f"[openai.x]\napi_key = '{HUSH}", "config.toml"),
        (f"[openai.x]\napi_key = {HUSH}", "config.toml"),
    ],
)
def test_secret_is_in_no_error_of_the_settings_and_no_traceback(tmp_path, text, place):
    with pytest.raises(ConfigError) as caught:
        raise_fault(config(tmp_path, text))
    error = caught.value
    trace = "".join(traceback.format_exception(error))
    assert HUSH not in f"{error!r} {error.to_json()} {trace} {vars(error)}"
    assert place in error.message


@pytest.mark.parametrize(
    ("environment", "place"),
    [
        ({"HOCKET_OPENAI_URL": f"h/?key={HUSH}"}, "HOCKET_OPENAI_URL"),
        ({"HOCKET_OPENAI_URL": "http://h", "HOCKET_OPENAI_API_KEY": f"{HUSH} a"}, "API_KEY"),
        ({"OLLAMA_HOST": f"me:{HUSH}@b ox:port"}, "OLLAMA_HOST"),
        ({"OLLAMA_HOST": f"ftp://{HUSH}"}, "OLLAMA_HOST"),
        ({"K": f"a {HUSH}"}, "openai.x.api_key_env"),
    ],
)
def test_secret_of_the_environment_is_in_no_error(tmp_path, environment, place):
    text = "[openai.x]\nurl = 'http://h'\napi_key_env = 'K'"
    with pytest.raises(ConfigError) as caught:
        raise_fault(config(tmp_path, text, **environment))
    assert HUSH not in "".join(traceback.format_exception(caught.value))
    assert place in caught.value.message


def test_settings_show_no_secret(tmp_path):
    text = (
        f"ollama_url = 'http://me:{HUSH}@127.0.0.1:9'\n"
        f"[openai.x]\nurl = 'http://me:{HUSH}@127.0.0.1:9/v1'\napi_key = '{HUSH}'\n"
    )
    settings = load(config(tmp_path, text))
    assert HUSH in settings.openai["x"].url, "the login is kept"
    text = f"{settings!r} {settings} {gate_of(settings)} {hosts_of(settings)!r}"
    assert HUSH not in text


def test_key_is_read_from_the_given_environment(tmp_path):
    text = "[openai.x]\nurl = 'http://h/'\napi_key_env = 'SOME_KEY'\n"
    host = load(config(tmp_path, text, SOME_KEY=f"{HUSH}\n")).openai["x"]
    assert (host.url, host.api_key) == ("http://h", HUSH), "the line's end is no part of it"
    assert load(config(tmp_path, text)).openai["x"].api_key == ""


@pytest.mark.parametrize(
    ("value", "url"),
    [
        ("", "http://127.0.0.1:11434"),
        (":", "http://127.0.0.1:11434"),
        (":9", "http://127.0.0.1:9"),
        ("box", "http://box:11434"),
        ("box/", "http://box:11434"),
        ("box/path/", "http://box:11434/path"),
        ("box:1234", "http://box:1234"),
        ("box:port", "http://box:11434"),
        ("box:0", "http://box:11434"),
        ("box:70000", "http://box:11434"),
        ("me:pw@box", "http://me:pw@box:11434"),
        ("0.0.0.0", "http://127.0.0.1:11434"),  # noqa: S104 - replaced
        ("0.0.0.0:9", "http://127.0.0.1:9"),
        ("[::]", "http://[::1]:11434"),
        ("::", "http://[::1]:11434"),
        ("::1", "http://[::1]:11434"),
        ("[::1]", "http://[::1]:11434"),
        ("[::1]:9", "http://[::1]:9"),
        ("[fe80::1]/x", "http://[fe80::1]:11434/x"),
        ("http://box", "http://box"),
        ("http://box:80", "http://box"),
        ("http://box:9/", "http://box:9"),
        ("https://box", "https://box"),
        ("https://box/ollama/", "https://box/ollama"),
        ("https://[::1]", "https://[::1]"),
        (' "box:9" ', "http://box:9"),
        ("'http://box:9'\n", "http://box:9"),
    ],
)
def test_ollama_host_is_read_as_ollama_reads_it(tmp_path, value, url):
    settings = load(config(tmp_path, "", OLLAMA_HOST=value))
    assert (settings.ollama_url, settings.faults) == (url, {})


@pytest.mark.parametrize("value", ["ftp://box", "bo x", "box?x=1", "http://box#x", "[::1"])
def test_ollama_host_that_is_none_is_refused_by_name(tmp_path, value):
    with pytest.raises(ConfigError, match="OLLAMA_HOST"):
        raise_fault(config(tmp_path, "", OLLAMA_HOST=value))


def test_missing_settings_file_is_an_error_only_if_it_was_named(tmp_path):
    with pytest.raises(ConfigError, match="which does not exist"):
        load({"HOCKET_CONFIG": str(tmp_path / "none.toml")})
    load({"XDG_CONFIG_HOME": str(tmp_path)})


def test_gate_allows_loopback_and_configured_hosts_only(tmp_path):
    path = tmp_path / "config.toml"
    path.write_text('hosts = ["gpu.lan"]\n[openai.x]\nurl = "https://api.example.org/v1"\n')
    gate = gate_of(load({"HOCKET_CONFIG": str(path)}))
    for url in ("http://127.0.0.1:1", "http://[::1]:2/", "http://localhost/", "http://gpu.lan:9"):
        gate.check(url)
    gate.check("https://api.example.org/v1/models")
    for url in ("https://example.org", "http://api.example.org.evil.net", "http://10.0.0.1"):
        with pytest.raises(EgressDeniedError):
            gate.check(url)


def test_mechanisms_are_switched_off_in_the_file_and_in_the_environment(tmp_path):
    path = tmp_path / "config.toml"
    path.write_text('without = ["opinions"]', encoding="utf-8")
    environ = {"HOCKET_CONFIG": str(path)}
    assert load(environ).without == {"opinions"}
    assert load({**environ, "HOCKET_WITHOUT": "program, stopping"}).without == {
        "program",
        "stopping",
    }


@pytest.mark.parametrize(
    "url",
    [
        "http://h/v1",
        " 'http://h/v1/' ",
        '"http://h/v1"',
        "http://h/v1/chat/completions",
        "http://h/v1/chat/completions/",
        "http://h/v1/models",
        "\ufeffhttp://h/v1",
    ],
)
@pytest.mark.parametrize("key", ["sk-1", ' "sk-1" ', "'sk-1'\n", "Bearer sk-1", "\ufeffsk-1\r\n"])
def test_address_and_key_are_read_without_what_is_put_around_them(tmp_path, url, key):
    [host] = load(
        config(tmp_path, "", HOCKET_OPENAI_URL=url, HOCKET_OPENAI_API_KEY=key)
    ).openai.values()
    assert (host.url, host.api_key) == ("http://h/v1", "sk-1")


def test_processes_of_a_user_meet_in_the_folder_of_the_session_or_in_one_of_the_user(tmp_path):
    user = str(os.geteuid())
    assert runtime_folder(tmp_path, tmp_path / "t") == tmp_path / "t" / f"hocket-{user}"
    (tmp_path / user).mkdir()
    assert runtime_folder(tmp_path, tmp_path / "t") == tmp_path / user / "hocket"


def test_folder_of_the_processes_is_that_of_the_environment_before_the_file_and_the_default(
    tmp_path,
):
    file = tmp_path / "config.toml"
    file.write_text('runtime = "/run/ours"\ntest_wait_s = 5\n')
    settings = load({"HOCKET_CONFIG": str(file)})
    assert (settings.runtime, settings.test_wait_s) == (Path("/run/ours"), 5)
    assert load({"HOCKET_CONFIG": str(file), "HOCKET_RUNTIME": "/r"}).runtime == Path("/r")
    assert load({}).runtime == runtime_folder()
