"""Settings of hosts with Anthropic's API: which there are, and which gets which key."""

from __future__ import annotations

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
    assert "also that of a host in `openai`" in settings.faults["x"].message
