"""Prices of LLMs: which one holds, and what a file of them may have."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal

import pytest
from click.testing import CliRunner

from hocket.app.hosts import hosts_of
from hocket.app.prices import Prices
from hocket.cli.main import cli
from hocket.config import load
from hocket.core.spending import Price
from hocket.errors import ConfigError
from hocket.llm.prices import PriceTable

FAMILY = """
[[family]]
hosts = ["api.example.org"]
of = 2026-11-01
source = "https://example.org/prices"
[family.llms]
"large-mini*" = { prompt = 0.1, answer = 0.4 }
"large" = { prompt = 1, cached = 0.5, answer = 4, above = 9, long = { prompt = 2, answer = 6 } }
"large-2026-01-01" = { prompt = 9, answer = 9 }
"""
CONFIG = """
[openai.hosted]
url = "https://api.example.org/v1"
usd_per_million = {"mine" = [3, 5]}
[openai.near]
url = "http://127.0.0.1:9/v1"
"""


@pytest.fixture
def settings(tmp_path):
    def made(prices: str | None = FAMILY, config: str = CONFIG):
        (tmp_path / "config.toml").write_text(config)
        if prices is not None:
            (tmp_path / "prices.toml").write_text(prices)
        return load({"HOCKET_CONFIG": str(tmp_path / "config.toml")})

    return made


@pytest.mark.parametrize(
    ("llm", "usd"),
    [
        ("large", 1),
        ("large-2026-07-01", 1),
        ("large-20260701", 1),
        ("large-2026-01-01", 9),
        ("large-mini-2", Decimal("0.1")),
        ("models/large", 1),
        ("larger", None),
        ("lar", None),
    ],
)
def test_price_is_that_of_the_name_or_of_the_name_without_its_date(settings, llm, usd):
    held = Prices(settings()).held("hosted", llm)
    assert (held.price.prompt_usd if held.price else None) == usd


def test_price_says_where_it_is_from_and_unknown_is_not_free(settings):
    prices = Prices(settings())
    assert prices.held("hosted", "mine").of == "settings"
    assert prices.held("near", "any").price == Price(0, 0)
    assert prices.held("llamacpp", "any").of == "own machine"
    unknown = prices.held("hosted", "other")
    assert (unknown.of, unknown.price) == ("unknown", None)
    listed = prices.held("hosted", "large")
    assert (listed.of, listed.day, listed.source) == (
        "file",
        date(2026, 11, 1),
        "https://example.org/prices",
    )


def test_your_settings_come_before_your_file_and_that_before_the_one_of_hocket(settings):
    own = FAMILY.replace("api.example.org", "api.openai.com").replace("large-mini*", "gpt-4o")
    made = settings(own, CONFIG.replace("api.example.org", "api.openai.com"))
    prices = Prices(made)
    assert prices.held("hosted", "gpt-4o").price.prompt_usd == Decimal("0.1")
    assert prices.held("hosted", "gpt-4o-mini").file.endswith("of hocket")
    assert prices.held("hosted", "mine").of == "settings"


def test_prices_of_hocket_hold_at_their_own_hosts_only():
    table = PriceTable.shipped()
    assert table.quote("api.openai.com", "gpt-4o").price.answer_usd == 10
    assert table.quote("openrouter.ai", "gpt-4o") is None


async def test_hosts_state_the_price_that_holds(settings):
    hosts = hosts_of(settings())
    try:
        assert hosts["hosted"].price("large").long == Price(2, 6)
        assert hosts["hosted"].price("mine") == Price(3, 5)
        assert hosts["hosted"].price("other") is None
        assert hosts["near"].price("large") == Price(0, 0)
    finally:
        for host in hosts.values():
            await host.close()


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ("[[family]", "it is no TOML"),
        ("[prices]", "[[family]] is needed"),
        (FAMILY.replace("of = 2026-11-01", ""), "family 1.of: the day of these prices"),
        (FAMILY.replace('["api.example.org"]', '"api.example.org"'), "family 1.hosts: 'api.exam"),
        (FAMILY.replace("api.example.org", "https://api.example.org"), "without https://"),
        (FAMILY.replace("api.example.org", "api.example.org:443"), "org:443'] — a list of host"),
        (FAMILY.replace("prompt = 0.1", "prompt = 1e999999"), "to 1000000"),
        (FAMILY.replace("prompt = 0.1", "prompt = 1e-999999"), "prompt: 1E-999999 — an amount"),
        (FAMILY.replace("prompt = 0.1", 'prompt = "0.1"'), "prompt: '0.1' — US dollars"),
        (FAMILY.replace("= 0.1", f"= {'[' * 5000}"), "it is no TOML"),
        (FAMILY.replace("answer = 0.4", "answr = 0.4"), "answr: there is no such entry"),
        (FAMILY.replace("prompt = 0.1, ", ""), "'large-mini*'.prompt: US dollars per million"),
        (FAMILY.replace("prompt = 0.1", "prompt = -1"), "prompt: -1 — an amount from 0"),
        (FAMILY.replace("prompt = 0.1", "prompt = true"), "prompt: True — US dollars per million"),
        (FAMILY.replace("prompt = 0.1", "prompt = inf"), "prompt: Infinity — an amount"),
        (FAMILY.replace("above = 9, ", ""), "above and long go together"),
        (FAMILY.replace("answer = 0.4", "answer = 1, batch = [1]"), "batch: [1] — two prices"),
        (FAMILY + '\n"new" = 5', "'new': 5 — a table is needed"),
    ],
)
def test_file_with_something_else_is_refused_with_the_place(settings, wrong, said):
    with pytest.raises(ConfigError) as caught:
        Prices(settings(wrong)).held("hosted", "large")
    assert said in caught.value.message
    assert "prices.toml" in caught.value.message


def test_file_without_prices_changes_nothing(settings):
    made = settings("# of later use\n", CONFIG.replace("api.example.org", "api.openai.com"))
    assert Prices(made).held("hosted", "gpt-4o").of == "file"


def test_host_that_the_settings_do_not_have_has_no_price(settings):
    held = Prices(settings()).held("earlier", "large")
    assert (held.of, held.price) == ("unknown", None)


def test_long_prompts_and_written_caches_have_their_price():
    price = Price(
        1, 4, cached_usd="0.1", cache_write_usd="1.25", above_tokens=100, long=Price(2, 8)
    )
    assert price.of(100, 0) * 10_000 == 1
    assert price.of(101, 0) * 1_000_000 == 202
    assert price.most_of(100, 0) * 1_000_000 == 125
    assert price.most_of(101, 1) * 1_000_000 == 210


def test_command_shows_each_price_with_its_source_and_age(settings, monkeypatch):
    made = settings(None, CONFIG + '\n[llms]\nworker = "hosted:mine"\nplanner = "hosted:other"\n')
    monkeypatch.setenv("HOCKET_CONFIG", str(made.prices.with_name("config.toml")))
    monkeypatch.setenv("OLLAMA_HOST", "http://127.0.0.1:9")
    made.prices.write_text(FAMILY)
    call = ["--home", str(made.prices.parent), "models", "--prices"]
    told = json.loads(CliRunner().invoke(cli, [*call, "--json"]).stdout)
    assert told["hosted:mine"]["usd_per_million"]["prompt"] == "3"
    assert told["hosted:other"] == {
        "from": "unknown",
        "file": None,
        "source": None,
        "of": None,
        "days": None,
        "usd_per_million": None,
    }
    later = FAMILY.replace("2026-11-01", "9999-01-01").replace("large-mini*", "other")
    made.prices.write_text(later)
    words = CliRunner().invoke(cli, call).stdout.split()
    assert "come;" in words, "the day of the file is later than today"
    made.prices.write_text(FAMILY)
    words = CliRunner().invoke(cli, call).stdout.split()
    for said in ("settings", "unknown;", "?"):
        assert said in words
