"""The examination of an LLM: it is resumed, taken again for other weights, and handed on."""

from __future__ import annotations

import asyncio
import json
import re
from contextlib import asynccontextmanager
from dataclasses import replace

import pytest
from click.testing import CliRunner

from hocket.adapters.llamacpp.weights import WEIGHTS, fetch
from hocket.adapters.memory.store import MemoryStore
from hocket.adapters.system.clock import SystemClock
from hocket.app.defaults import default_sandbox
from hocket.app.examination import examine
from hocket.app.examiners import Examiners, host_of
from hocket.app.passports import Passports
from hocket.cli.main import cli
from hocket.config import load
from hocket.errors import (
    ContextOverflowError,
    HostUnusableError,
    InvalidInputError,
    RefusedError,
    SandboxUnavailableError,
    UnavailableError,
)
from hocket.llm.passport.forms import CALLS
from hocket.llm.passport.scoring import card_of
from hocket.ports.llm import LlmAnswer, LlmInfo, ToolCall
from hocket.ports.sandbox import SandboxResult
from hocket.testing import FakeClock, ScriptedLlm
from raw_host import chunk, raw_host, sse

INFO = LlmInfo("one", "fake", size_bytes=7, context_tokens=3000, digest="a" * 64)


class Host:
    """Opens a scripted host, and counts how often it was opened with how many slots."""

    def __init__(self, script, clock=None, **options) -> None:
        self.clock = clock or FakeClock()
        options = {"context_tokens": 3000, "latency_s": 0.5, "clock": self.clock, **options}
        self.llm = ScriptedLlm(script, names=("fake:one",), **options)
        self.opened: list[int] = []

    @asynccontextmanager
    async def __call__(self, _llm, slots, _window):
        self.opened.append(slots)
        yield self.llm


class PassingSandbox:
    """Says that every program passed, or that none can run."""

    def __init__(self, *, there: bool = True) -> None:
        self._there = there
        self.codes: list[str] = []

    async def probe(self):
        raise NotImplementedError

    async def run_python(self, *_, stdin="", **__):
        if not self._there:
            raise SandboxUnavailableError("this machine has no sandbox")
        part = json.loads(stdin)
        self.codes.append(part["code"])
        return SandboxResult(0, f"{part['end']}\n", "", 0.1)


def clever(request):
    """Answers as an LLM that knows how to call tools, to add, and to write code."""
    text = request.messages[-1].content
    for question, tool, arguments in CALLS.values():
        if text == question and request.tools:
            return LlmAnswer("", "tool_calls", tool_calls=(ToolCall(tool, arguments),))
    if "47 + 38" in text:
        return LlmAnswer("85", prompt_tokens=20, completion_tokens=2, prompt_s=0.1)
    if "Python function" in text:
        return "Here:\n```python\nx = 1\n```"
    if request.logprobs:
        return LlmAnswer("yes", first_token={"yes": 0.9, "no": 0.1})
    return LlmAnswer(
        "Well.", prompt_tokens=200, completion_tokens=5, prompt_s=1.0, completion_s=0.5
    )


def examiners(host, store=None, sandbox=None) -> Examiners:
    passports = Passports(store or MemoryStore(), host.clock)
    return Examiners(host, passports, sandbox or PassingSandbox(), host.clock)


async def test_examination_grades_all_probes_and_measures_with_several_slots():
    host, sandbox, seen = Host(clever), PassingSandbox(), []
    with_ = examiners(host, sandbox=sandbox)
    passport = await examine(
        "fake:one", INFO, with_, on_probe=lambda done, total, name: seen.append((done, total, name))
    )
    results = {result.probe: result for result in passport.results}
    assert passport.subject.digest == INFO.digest
    assert results["arithmetic/sum"].right
    assert not results["arithmetic/product"].right
    assert results["arithmetic/sum"].prompt_tokens == 20
    assert json.loads(results["tools/call/weather"].answer)["tool"] == "get_weather"
    assert results["code/runs"].right
    assert sandbox.codes[0] == "x = 1"
    assert {name for name in results if name.startswith("needle")} == {
        f"needle/{length}/{where}" for length in (500, 1000, 2000) for where in ("early", "late")
    }
    assert [results[f"speed/{n}"].figures["slots"] for n in (1, 2, 4)] == [1, 2, 4]
    assert results["embed"].figures["dimensions"] == 64
    assert host.opened == [1, 4, 1]
    scores = {score.skill: score for score in card_of(passport).skills}
    assert (scores["tools"].marks["right tool"], scores["yes_no"].right) == ((3, 3), 4)
    assert [done for done, _, _ in seen] == list(range(len(passport.results)))
    assert seen[-1][1] == len(passport.results)


async def test_examination_goes_on_where_it_stopped_and_asks_nothing_twice():
    store = MemoryStore()
    down = UnavailableError("the host is down")
    broken = Host(clever, faults={12: down})
    with pytest.raises(UnavailableError, match="the host is down"):
        await examine("fake:one", INFO, examiners(broken, store), quick=True)
    whole = Host(clever, broken.clock)
    with_ = examiners(whole, store)
    passport = await examine("fake:one", INFO, with_, quick=True)
    first, second = ([r.messages for r in host.llm.requests] for host in (broken, whole))
    assert second[0] == first[-1], "what was interrupted is asked again"
    assert not [messages for messages in second if messages in first[:-1]]
    asked = len(whole.llm.requests)
    assert await examine("fake:one", INFO, with_, quick=True) == passport
    assert len(whole.llm.requests) == asked
    assert (await with_.passports.named("one"))[0].results == passport.results


async def test_long_form_goes_on_from_the_short_one():
    host, store = Host(clever), MemoryStore()
    short = await examine("fake:one", INFO, examiners(host, store), quick=True)
    asked = len(host.llm.requests)
    whole = await examine("fake:one", INFO, examiners(host, store))
    assert whole.results[: len(short.results)] == short.results
    assert len(whole.results) > len(short.results)
    again = [r.messages for r in host.llm.requests[asked:]]
    assert not [r.messages for r in host.llm.requests[:asked] if r.messages in again]


async def test_other_weights_under_the_same_name_are_another_llm():
    host, store = Host(clever), MemoryStore()
    await examine("fake:one", INFO, examiners(host, store), quick=True)
    asked = len(host.llm.requests)
    other = replace(INFO, digest="b" * 64)
    await examine("fake:one", other, examiners(host, store), quick=True)
    assert len(host.llm.requests) == 2 * asked
    passports = await examiners(host, store).passports.named("fake:one")
    assert [p.subject.digest[0] for p in passports] == ["a", "b"]


async def test_all_is_taken_again_on_request():
    host, store = Host(clever), MemoryStore()
    await examine("fake:one", INFO, examiners(host, store), quick=True)
    asked = len(host.llm.requests)
    await examine("fake:one", INFO, examiners(host, store), quick=True, again=True)
    assert len(host.llm.requests) == 2 * asked
    assert len(await examiners(host, store).passports.all()) == 1


async def test_host_without_digests_gets_a_passport_by_name_and_size_with_a_remark():
    bare = replace(INFO, digest="")
    host = Host(clever)
    passport = await examine("fake:one", bare, examiners(host), quick=True)
    assert passport.subject.digest_of == "name"
    assert "no digest" in passport.subject.remark
    larger = await examine("fake:one", replace(bare, size_bytes=8), examiners(host), quick=True)
    assert larger.subject.digest != passport.subject.digest


async def test_code_that_nothing_can_run_is_not_judged():
    with_ = examiners(Host(clever), sandbox=PassingSandbox(there=False))
    passport = await examine("fake:one", INFO, with_, quick=True)
    scores = {score.skill: score for score in card_of(passport).skills}
    assert (scores["code"].tries, scores["code"].unjudged) == (0, 1)
    assert scores["code"].note == "this machine has no sandbox"


async def test_embedder_is_asked_for_embeddings_alone():
    host = Host(clever)
    info = replace(INFO, can_chat=False, can_embed=True)
    passport = await examine("fake:one", info, examiners(host))
    assert [result.probe for result in passport.results] == ["embed"]
    assert not host.llm.requests


async def test_probe_that_the_host_refuses_is_a_miss_and_one_beyond_its_window_does_not_count():
    def refusing(request):
        if request.tools:
            raise RefusedError("it takes no tools")
        if len(request.messages[0].content) > 6000:
            raise ContextOverflowError("too long", prompt_tokens=9, window=5)
        return clever(request)

    passport = await examine("fake:one", INFO, examiners(Host(refusing)))
    scores = {score.skill: score for score in card_of(passport).skills}
    assert (scores["tools"].right, scores["tools"].tries) == (0, 5)
    assert (scores["needle"].tries, scores["needle"].unjudged) == (4, 2)


async def test_host_that_cannot_be_used_ends_the_test():
    def denied(request):
        if request.tools:
            raise HostUnusableError("the key is refused")
        return clever(request)

    with pytest.raises(HostUnusableError, match="the key is refused"):
        await examine("fake:one", INFO, examiners(Host(denied)))


async def test_facts_are_asked_within_the_window_that_the_loaded_llm_has():
    listed = replace(INFO, context_tokens=8192)
    passport = await examine("fake:one", listed, examiners(Host(clever, context_tokens=1400)))
    assert card_of(passport).window_tokens == 1400
    lengths = {r.probe.split("/")[1] for r in passport.results if r.skill == "needle"}
    assert lengths == {"500", "1000"}
    assert all(r.counts for r in passport.results if r.skill == "needle")


async def test_passport_of_an_unknown_llm_names_those_that_there_are():
    with_ = examiners(Host(clever))
    with pytest.raises(InvalidInputError, match="There is no passport of 'two'; there are none"):
        await with_.passports.named("two")
    await examine("fake:one", INFO, with_, quick=True)
    with pytest.raises(InvalidInputError, match="there are some of: fake:one"):
        await with_.passports.named("two")


async def test_passport_from_a_file_takes_the_place_of_the_earlier_one():
    with_ = examiners(Host(clever))
    passport = await examine("fake:one", INFO, with_, quick=True)
    fewer = passport.model_copy(update={"results": passport.results[:3]})
    await with_.passports.take(fewer)
    assert await with_.passports.all() == (fewer,)


async def test_result_that_cannot_be_read_hides_no_other_and_is_taken_again():
    store = MemoryStore()
    with_ = examiners(Host(clever), store)
    passport = await examine("fake:one", INFO, with_, quick=True)
    kept = passport.results[0]
    later = b'{"probe": "a", "of a later release": 1}'
    await store.put("probe", f"{passport.key}/{kept.probe}", later)
    await store.put("passport", "of another", later)
    (found,) = await with_.passports.all()
    assert found.results == passport.results[1:]
    again = await examine("fake:one", INFO, with_, quick=True)
    assert {r.probe for r in again.results} == {r.probe for r in passport.results}


async def test_clock_that_is_set_back_meanwhile_does_not_end_a_test():
    class Backwards(FakeClock):
        def now_us(self) -> int:
            self.times = getattr(self, "times", 0) + 1
            return super().now_us() + 10**9 - self.times * 10**6

    passport = await examine("fake:one", INFO, examiners(Host(clever, Backwards())), quick=True)
    assert {result.seconds for result in passport.results} >= {0.0}


async def test_command_tests_the_other_llms_where_one_fails_and_then_says_why(tmp_path):
    def answer(body: dict, _path: str) -> tuple[int, bytes]:
        if body["model"] == "broken":
            return 404, b'{"error": {"message": "no such weights"}}'
        return 200, sse(chunk("yes"), chunk(finish="stop"))

    listed = json.dumps({"data": [{"id": "broken"}, {"id": "whole"}]}).encode()
    async with raw_host(answer, lambda _: (200, listed)) as url:
        (tmp_path / "config.toml").write_text(f'[openai.near]\nurl = "{url}/v1"\n')
        runner = CliRunner(env={"HOCKET_CONFIG": str(tmp_path / "config.toml"), "COLUMNS": "80"})
        home = ["--home", str(tmp_path / "home")]
        words = ["models", "test", "--quick", "near:broken", "near:whole"]
        tested = await asyncio.to_thread(runner.invoke, cli, [*home, *words])
    assert tested.exit_code != 0
    assert "no such weights" in tested.stderr
    assert tested.stdout.startswith("near:whole")
    assert re.search(r"1 answer: writes \S+ tokens/s\n", tested.stdout), (
        "how fast it reads is not known, which is not 0"
    )


def test_commands_show_export_and_import_a_passport_and_refuse_what_is_none(tmp_path):
    file = tmp_path / "one.json"
    file.write_text("{}", encoding="utf-8")
    environment = {"HOCKET_CONFIG": str(tmp_path / "config.toml"), "COLUMNS": "80"}
    (tmp_path / "config.toml").write_text("", encoding="utf-8")

    def models(*words: str):
        runner = CliRunner(env=environment)
        return runner.invoke(cli, ["--home", str(tmp_path / "home"), "models", *words])

    refused = models("import", str(file))
    assert refused.exit_code == 2
    assert "one.json is no passport" in refused.output
    missing = models("show", "fake:one")
    assert "there are none yet; test it with `hocket models test fake:one`" in missing.output
    assert not (tmp_path / "home").exists(), "looking creates no journal"

    passport = {
        "format": "hocket.passport",
        "version": 1,
        "suite": 1,
        "subject": {"llm": "fake:one", "digest": "abc123def456", "digest_of": "name"},
        "machine": {
            "fingerprint": "0123456789abcdef",
            "system": "Linux",
            "architecture": "x86_64",
            "cores": 2,
            "memory_gb": 8,
        },
        "results": [
            {"probe": "tools/call/a", "skill": "tools", "right": True, "at_us": 1},
            {"probe": "tools/call/b", "skill": "tools", "right": False, "at_us": 2},
        ],
    }
    file.write_text(json.dumps(passport), encoding="utf-8")
    taken = models("import", str(file))
    shown = models("show", "one").output
    assert taken.output == shown
    lines = shown.splitlines()
    assert lines[0] == "fake:one"
    assert "digest abc123def456" in lines[1]
    assert any(line.startswith("its host lists no digest") for line in lines)
    assert any(line.startswith("probes of suite 1, here it is") for line in lines)
    assert any(line.startswith("tool calls") and "1 of 2" in line for line in lines)
    assert max(map(len, lines)) <= 80
    document = json.loads(models("show", "abc123", "--json").output)
    assert document[0]["card"]["skills"][0]["tries"] == 2
    out = tmp_path / "out.json"
    models("export", "one", "--out", str(out))
    assert json.loads(out.read_text(encoding="utf-8"))["results"][1]["probe"] == "tools/call/b"
    assert models("export", "one").output == out.read_text(encoding="utf-8")
    nowhere = models("export", "one", "--out", str(tmp_path / "no" / "out.json"))
    assert nowhere.exit_code == 2
    assert "No such file or directory; choose another file" in nowhere.output.replace("\n", " ")

    passport["machine"]["fingerprint"] = "fedcba9876543210"
    file.write_text(json.dumps(passport), encoding="utf-8")
    models("import", str(file))
    several = models("export", "one")
    assert several.exit_code == 2
    assert "abc123def456.01234567, abc123def456.fedcba98" in several.output.replace("\n", " ")
    chosen = json.loads(models("export", "abc123def456.fedcba98").output)
    assert chosen["machine"]["fingerprint"] == "fedcba9876543210"
    assert models("show", "").exit_code == 2


@pytest.mark.llamacpp
@pytest.mark.sandbox
@pytest.mark.timeout(600)
async def test_smallest_embedded_llm_gets_a_passport_with_its_digest_speed_and_memory(tmp_path):
    name = "smollm2:135m"
    settings = load({"HOCKET_HOME": str(tmp_path)})
    await fetch(WEIGHTS[name], settings.cache / "weights")
    clock = SystemClock()
    with_ = Examiners(host_of(settings), Passports(MemoryStore(), clock), default_sandbox(), clock)
    info = LlmInfo(name, "llamacpp", context_tokens=8192, digest=WEIGHTS[name].sha256)
    passport = await examine(f"llamacpp:{name}", info, with_, quick=True)
    card = card_of(passport)
    assert passport.subject.digest == WEIGHTS[name].sha256
    assert card.memory_bytes > 50_000_000
    assert card.speeds[0].tokens_per_s > 0
    judged = {score.skill: score for score in card.skills}
    assert judged["code"].tries == 1
    assert all(result.answer for result in passport.results if result.skill == "classes")
