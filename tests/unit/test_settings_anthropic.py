"""Settings of hosts with Anthropic's API: which there are, and which gets which key."""

from __future__ import annotations

from dataclasses import replace

import pytest

from hocket.app.hosts import gate_of, hosts_of
from hocket.config import load
from hocket.errors import EgressDeniedError


def config(tmp_path, text: str, **environment: str) -> dict[str, str]:
    """An environment whose settings file has this text."""
    path = tmp_path / "config.toml"
    path.write_text(text)
    return {"HOCKET_CONFIG": str(path), **environment}


def test_host_of_anthropic_needs_no_more_than_a_table_and_a_key(tmp_path):
    text = (
        "[anthropic.anthropic]\n"
        "[anthropic.mine]\nurl = 'http://127.0.0.1:9/v1/messages'\n"
        "[anthropic.gateway]\nurl = 'https://gate.example.org'\n"
        "[anthropic.told]\nurl = 'https://gate.example.org'\napi_key_env = 'ANTHROPIC_API_KEY'\n"
        "[anthropic.own]\napi_key = 'sk-ant-2'\n[anthropic.own.thinking_tokens]\n'*' = 2048\n"
    )
    settings = load(config(tmp_path, text, ANTHROPIC_API_KEY="sk-ant-1"))
    hosts = settings.anthropic
    keys = {name: host.api_key for name, host in hosts.items()}
    # Only Anthropic and this machine get the key that is meant for Anthropic.
    assert keys == {
        "anthropic": "sk-ant-1",
        "mine": "sk-ant-1",
        "gateway": "",
        "told": "sk-ant-1",
        "own": "sk-ant-2",
    }
    assert (hosts["anthropic"].url, hosts["mine"].url) == (
        "https://api.anthropic.com",
        "http://127.0.0.1:9",
    )
    assert hosts["own"].thinking_tokens == {"*": 2048}
    assert "sk-ant" not in repr(settings)
    assert set(hosts) <= set(hosts_of(settings))
    gate_of(settings).check("https://api.anthropic.com/v1/messages")


def test_host_of_anthropic_may_be_in_the_environment(tmp_path):
    env = {"HOCKET_ANTHROPIC_URL": "https://gate.example.org/v1", "ANTHROPIC_API_KEY": "sk-ant-1"}
    assert load(config(tmp_path, "", **env)).anthropic["anthropic"].api_key == ""
    env["HOCKET_ANTHROPIC_API_KEY"] = "sk-ant-2"
    host = load(config(tmp_path, "", **env)).anthropic["anthropic"]
    assert (host.url, host.api_key) == ("https://gate.example.org", "sk-ant-2")
    settings = load(config(tmp_path, "", HOCKET_ANTHROPIC_URL="box"))
    assert "HOCKET_ANTHROPIC_URL" in settings.faults["anthropic"].message


def test_llm_of_anthropic_in_the_settings_needs_only_its_key(tmp_path):
    llm = "[llms]\nplanner = 'anthropic:claude-x'\n"
    host = load(config(tmp_path, llm, ANTHROPIC_API_KEY="sk-ant-1")).anthropic["anthropic"]
    assert (host.url, host.api_key) == ("https://api.anthropic.com", "sk-ant-1")
    settings = load(config(tmp_path, llm, ANTHROPIC_API_KEY="a b"))
    assert "ANTHROPIC_API_KEY in the environment" in settings.faults["anthropic"].message
    own = "[openai.anthropic]\nurl = 'http://h/v1'\n"
    assert load(config(tmp_path, llm + own)).anthropic == {}


def test_key_of_anthropic_alone_configures_no_host(tmp_path):
    settings = load(config(tmp_path, "", ANTHROPIC_API_KEY="sk-ant-1"))
    assert settings.anthropic == {}
    with pytest.raises(EgressDeniedError):
        gate_of(settings).check("https://api.anthropic.com/v1/messages")


def test_name_of_two_hosts_is_a_fault_of_both(tmp_path):
    text = "[openai.x]\nurl = 'http://h/v1'\n[anthropic.x]\n[anthropic.y]\n"
    settings = load(config(tmp_path, text))
    assert (set(settings.openai), set(settings.anthropic)) == (set(), {"y"})
    fault = settings.faults["x"].message
    assert "openai.x in" in fault
    assert "anthropic.x in" in fault


@pytest.mark.parametrize(
    ("text", "variable"),
    [
        ("[openai.anthropic]\nurl = 'http://h/v1'\n", "HOCKET_ANTHROPIC_URL"),
        ("[anthropic.openai]\n", "HOCKET_OPENAI_URL"),
    ],
)
def test_name_of_two_hosts_is_a_fault_also_where_one_is_in_the_environment(
    tmp_path, text, variable
):
    settings = load(config(tmp_path, text, **{variable: "http://h/v1"}))
    name = text.partition(".")[2].partition("]")[0]
    assert name not in {**settings.openai, **settings.anthropic}
    fault = settings.faults[name].message
    assert f"{variable} in the environment" in fault
    assert text[1:].partition("]")[0] in fault


def test_variable_changes_only_what_it_names(tmp_path):
    text = (
        "[anthropic.anthropic]\napi_key = 'sk-ant-1'\ncontext_tokens = 9000\n"
        "[anthropic.anthropic.usd_per_million]\n'*' = [3, 15]\n"
        "[anthropic.anthropic.thinking_tokens]\n'*' = 2048\n"
    )
    before = load(config(tmp_path, text)).anthropic["anthropic"]
    key = {"HOCKET_ANTHROPIC_API_KEY": "sk-ant-2"}
    assert load(config(tmp_path, text, **key)).anthropic["anthropic"] == replace(
        before, api_key="sk-ant-2"
    )
    url = {"HOCKET_ANTHROPIC_URL": "https://gate.example.org", "ANTHROPIC_API_KEY": "sk-ant-3"}
    there = replace(before, url="https://gate.example.org")
    # The keys in the file and of Anthropic are not for a host elsewhere.
    assert load(config(tmp_path, text, **url)).anthropic["anthropic"] == replace(there, api_key="")
    assert load(config(tmp_path, text, **url, **key)).anthropic["anthropic"] == replace(
        there, api_key="sk-ant-2"
    )


@pytest.mark.parametrize(
    ("url", "key"),
    [
        ("https://api.anthropic.com:443/v1", "sk-ant-1"),
        ("http://api.anthropic.com", ""),
        ("https://api.anthropic.com:8443", ""),
        ("https://api.anthropic.com.example.org", ""),
        ("http://localhost:8080", "sk-ant-1"),
    ],
)
def test_key_of_anthropic_is_never_sent_in_clear_or_elsewhere(tmp_path, url, key):
    env = {"ANTHROPIC_API_KEY": "sk-ant-1"}
    table = load(config(tmp_path, f"[anthropic.anthropic]\nurl = '{url}'\n", **env))
    assert table.anthropic["anthropic"].api_key == key
    named = load(config(tmp_path, "", HOCKET_ANTHROPIC_URL=url, **env))
    assert named.anthropic["anthropic"].api_key == key
