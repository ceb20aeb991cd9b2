"""How many answers a host generates at once: your setting, else what a passport measured."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

import pytest

from hocket import Hocket
from hocket.adapters.memory.store import MemoryStore
from hocket.adapters.sqlite.journal import SqliteJournal
from hocket.app.defaults import store_in
from hocket.app.doctor import diagnose
from hocket.app.passports import Passports, this_machine
from hocket.app.slots import measured_slots, with_slots
from hocket.config import Settings
from hocket.llm.passport.passport import Passport, ProbeResult, Subject
from hocket.llm.passport.suite import SUITE
from hocket.testing import FakeClock

if TYPE_CHECKING:
    from pathlib import Path

DEFAULT = "llamacpp:qwen2.5-coder:1.5b"


def speed(slots: int, total: float, *, waiting: float = 0.0) -> ProbeResult:
    figures = {"slots": slots, "tokens_per_s": total / slots, "total_tokens_per_s": total}
    return ProbeResult(
        probe=f"speed/{slots}",
        skill="speed",
        right=True,
        at_us=1,
        figures={**figures, "waiting_per_core": waiting},
    )


async def passport(llm: str, *results: ProbeResult, suite: int = SUITE, **machine) -> Passport:
    subject = Subject(
        llm=llm,
        digest=(llm.encode().hex() * 64)[:64],
        digest_of="weights",
        size_bytes=1,
        context_tokens=8192,
        can_chat=True,
        can_embed=False,
    )
    here = (await this_machine()).model_copy(update=machine)
    return Passport(suite=suite, subject=subject, machine=here, results=results)


async def measured(settings: Settings, *passports: Passport) -> list[tuple[str, int, str]]:
    store, clock = MemoryStore(), FakeClock()
    for one in passports:
        await Passports(store, clock).take(one)
    found = await measured_slots(settings, store, clock)
    return [(one.host, one.slots, one.llm) for one in found]


TWO = (speed(1, 10), speed(2, 14), speed(4, 15))


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(home=tmp_path / "home", cache=tmp_path / "cache")


async def test_number_that_was_best_is_taken_where_nothing_is_set(settings):
    found = await measured(settings, await passport(DEFAULT, *TWO))
    assert found == [("llamacpp", 2, DEFAULT)]


async def test_setting_comes_first(settings, tmp_path):
    own = Settings(home=tmp_path, cache=tmp_path, parallel=3)
    assert await measured(own, await passport(DEFAULT, *TWO)) == []
    assert own.slots == 3


@pytest.mark.parametrize(
    "results",
    [(), (speed(1, 10),), (speed(1, 10), speed(2, 30, waiting=2.0))],
    ids=["none", "one", "busy"],
)
async def test_passport_without_two_measurements_of_an_idle_machine_says_nothing(settings, results):
    assert await measured(settings, await passport(DEFAULT, *results)) == []
    assert (settings.slots, settings.most_ollama_calls) == (1, 8)


async def test_passport_of_another_machine_or_suite_says_nothing(settings):
    other = await passport(DEFAULT, *TWO, fingerprint="0" * 16)
    old = await passport(DEFAULT, *TWO, suite=SUITE + 1)
    assert await measured(settings, other) == []
    assert await measured(settings, old) == []


async def test_least_of_the_llms_that_the_settings_name_counts(tmp_path):
    named = Settings(
        home=tmp_path, cache=tmp_path, llm="llamacpp:a", llms={"reviewer": "llamacpp:b"}
    )
    every = [
        await passport("llamacpp:a", speed(1, 10), speed(2, 14), speed(4, 30)),
        await passport("llamacpp:b", *TWO),
        await passport(DEFAULT, speed(1, 10), speed(2, 10)),
    ]
    assert await measured(named, *every) == [("llamacpp", 2, "llamacpp:b")]


async def test_most_calls_of_ollama_are_bounded_only_below_what_was_tried(settings):
    one = await passport("ollama:a", speed(1, 10), speed(2, 11), speed(4, 11))
    four = await passport("ollama:a", speed(1, 10), speed(2, 20), speed(4, 40))
    assert await measured(settings, one) == [("ollama", 1, "ollama:a")]
    assert await measured(settings, four) == []


async def test_program_takes_what_was_measured_and_logs_it(settings, caplog):
    store, clock = MemoryStore(), FakeClock()
    await Passports(store, clock).take(await passport(DEFAULT, *TWO))
    with caplog.at_level(logging.INFO, logger="hocket.slots"):
        async with Hocket(builtin=False, store=store, settings=settings) as hocket:
            assert hocket.settings.slots == 2
    assert f"llamacpp: 2 answers at once: the passport of {DEFAULT} measured" in caplog.text


async def test_doctor_says_how_many_and_why(settings):
    async def said(host: str) -> str:
        diagnosis = await diagnose(settings)
        return next(f.summary for f in diagnosis.findings if f.name == f"slots of {host}")

    default = "the default; no passport measured it"
    assert await said("llamacpp") == f"1 answer at once: {default}"
    assert await said("ollama") == f"up to 8 answers at once: {default}"
    settings.home.mkdir()
    await (await SqliteJournal.open(settings.journal)).close()
    store = store_in(settings.journal)
    await Passports(store, FakeClock()).take(await passport(DEFAULT, *TWO))
    await store.close()
    assert await said("llamacpp") == (
        f"2 answers at once: the passport of {DEFAULT} measured that as best here"
    )


def test_measured_numbers_fill_only_what_is_open(settings):
    assert with_slots(settings, []) == settings
