from __future__ import annotations

import pytest

from hocket.core.digest import digest
from hocket.engine.llm_wire import encode_request
from hocket.errors import InvalidInputError, RefusedError, UnavailableError
from hocket.ports.llm import ChatMessage, LlmRequest
from hocket.testing.recorded import RecordedLlm, difference
from hocket.testing.scripted import ScriptedLlm


def ask(text: str = "What is the capital of France?", **changes) -> LlmRequest:
    return LlmRequest("scripted", (ChatMessage("user", text),), **changes)


@pytest.fixture
def path(tmp_path):
    return tmp_path / "recording.jsonl"


async def test_replay_gives_what_was_recorded(path):
    recorder = RecordedLlm(ScriptedLlm(["Paris.", "Rome."]), path)
    recorded = [await recorder.complete(ask()), await recorder.complete(ask("And of Italy?"))]
    pieces: list[str] = []
    player = RecordedLlm(None, path)
    replayed = [
        await player.complete(ask(), pieces.append),
        await player.complete(ask("And of Italy?"), pieces.append),
    ]
    assert replayed == recorded
    assert pieces == ["Paris.", "Rome."]


async def test_replay_of_repeated_request_gives_its_answers_in_order(path):
    recorder = RecordedLlm(ScriptedLlm(["one", "two"]), path)
    await recorder.complete(ask())
    await recorder.complete(ask())
    player = RecordedLlm(None, path)
    assert [(await player.complete(ask())).text for _ in range(3)] == ["one", "two", "two"]


async def test_replay_of_unknown_request_names_digest_and_difference(path):
    await RecordedLlm(ScriptedLlm(["Paris."]), path).complete(ask())
    request = ask("What is the capital of Finland?")
    with pytest.raises(RefusedError) as caught:
        await RecordedLlm(None, path).complete(request)
    assert digest(encode_request(request)) in caught.value.message
    assert "messages.0.content (character 24)" in caught.value.message
    assert "recorded ' is the capital of France?'" in caught.value.message
    assert caught.value.context["nearest"] == digest(encode_request(ask()))


async def test_replay_raises_the_recorded_error(path):
    fault = UnavailableError("down", retry_after_s=3.0)
    recorder = RecordedLlm(ScriptedLlm(["x"], faults={1: fault}), path)
    with pytest.raises(UnavailableError):
        await recorder.complete(ask())
    with pytest.raises(UnavailableError) as caught:
        await RecordedLlm(None, path).complete(ask())
    assert caught.value.to_json() == fault.to_json()


async def test_replay_has_lists_windows_and_vectors(path):
    scripted = ScriptedLlm([])
    recorder = RecordedLlm(scripted, path)
    await recorder.models()
    await recorder.context_tokens("scripted")
    await recorder.count_tokens(ask())
    await recorder.embed("scripted", ["a text"])
    player = RecordedLlm(None, path)
    assert await player.models() == await scripted.models()
    assert await player.context_tokens("scripted") == 32_768
    assert await player.count_tokens(ask()) == await scripted.count_tokens(ask())
    assert await player.embed("scripted", ["a text"]) == await scripted.embed(
        "scripted", ["a text"]
    )


async def test_replay_without_a_file_is_an_error_that_says_to_record(path):
    with pytest.raises(InvalidInputError, match="record it first"):
        await RecordedLlm(None, path).complete(ask())


async def test_replay_of_a_broken_file_names_the_line(path):
    await RecordedLlm(ScriptedLlm(["Paris."]), path).complete(ask())
    with path.open("ab") as file:
        file.write(b'{"call": "comp')
    with pytest.raises(InvalidInputError, match="line 2"):
        await RecordedLlm(None, path).complete(ask())


def test_difference_of_equal_values_is_empty():
    assert difference({"a": [1, {"b": "c"}]}, {"a": [1, {"b": "c"}]}) == ""


def test_difference_in_length_counts_entries():
    assert difference({"a": [1]}, {"a": [1, 2]}) == "a: recorded 1 entries, requested 2"
