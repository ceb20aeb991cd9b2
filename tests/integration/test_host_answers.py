"""Answers that are unmistakable though not to the letter, from hosts of both HTTP adapters."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from hocket.adapters.ollama.llm import Ollama
from hocket.adapters.openai.llm import OpenAi
from hocket.core.egress import EgressGate
from hocket.errors import (
    OrchestrationError,
    UnavailableError,
)
from hocket.llm.repeating import StoppingLlm
from hocket.ports.llm import LlmRequest, ToolCall
from raw_host import ASK, chunk, ndjson, openai_host, raw_host, sse

DONE = b"data: [DONE]\n\n"
MESSAGE = {"role": "assistant", "content": "Rain falls."}
LINE = {"model": "m", "message": {"content": "Rain falls."}, "done": True, "done_reason": "stop"}


async def answer_of(data: bytes, request: LlmRequest = ASK):
    async with openai_host(data) as host:
        return await host.complete(request)


async def ollama_answer_of(data: bytes, request: LlmRequest = ASK, get=None):
    def post(_, path):
        return (200, data if path == "/api/chat" else b'{"capabilities": ["completion"]}')

    async with raw_host(post, *([get] if get else [])) as url:
        host = Ollama(url=url, gate=EgressGate())
        try:
            return await host.complete(request)
        finally:
            await host.close()


def document(**choice) -> dict:
    return {"object": "chat.completion", "choices": [{"index": 0, **choice}]}


WHOLE = {
    "finish reason missing": sse(chunk("Rain falls.")),
    "finish reason null, then usage": sse(
        chunk("Rain falls."), {"choices": [], "usage": {"completion_tokens": 3}}, end=b""
    ),
    "finish reason in capitals": sse(chunk("Rain falls."), chunk(finish="STOP")),
    "finish reason of its own": sse(chunk("Rain falls."), chunk(finish="eos_token")),
    "finish reason an object": sse(chunk("Rain falls."), chunk(finish={"type": "stop"})),
    "finish reason empty": sse(chunk("Rain falls."), chunk(finish="")),
    "events without empty lines": sse(chunk("Rain "), chunk("falls.", "stop")).replace(
        b"\n\n", b"\n"
    ),
    "no space after data": sse(chunk("Rain falls.", "stop")).replace(b"data: ", b"data:"),
    "carriage returns": sse(chunk("Rain falls.", "stop")).replace(b"\n", b"\r\n"),
    "named events and ids": b"id: 7\nevent: message\nretry: 9\n"
    + sse(chunk("Rain falls.", "stop")),
    "an event over several lines": (
        b'data: {"choices": [{"delta":\ndata: {"content": "Rain falls."},\n'
        b'data: "finish_reason": "stop"}]}\n\n'
    )
    + DONE,
    "one object per line": ndjson(chunk("Rain "), chunk("falls.", "stop")),
    "events and lines mixed": sse(chunk("Rain "), end=b"") + ndjson(chunk("falls.", "stop")) + DONE,
    "a document": json.dumps(document(message=MESSAGE, finish_reason="stop")).encode(),
    "a document in many lines": json.dumps(document(message=MESSAGE), indent=2).encode(),
    "a document as an event": sse(document(message=MESSAGE), end=b""),
    "an array": json.dumps([chunk("Rain "), chunk("falls.", "stop")], indent=1).encode(),
    "a byte order mark": b"\xef\xbb\xbf" + json.dumps(document(message=MESSAGE)).encode(),
    "the old API": sse({"choices": [{"text": "Rain "}]}, {"choices": [{"text": "falls."}]}),
    "content as a list of parts": sse(
        chunk(content=[{"type": "text", "text": "Rain "}, "falls."]), chunk(finish="stop")
    ),
    "content as an object": sse(chunk(content={"text": {"value": "Rain falls."}}, finish="stop")),
    "the whole repeated at the end": sse(
        chunk("Rain falls."), document(message=MESSAGE, finish_reason="stop")
    ),
    "finish reason under another name": sse(
        chunk("Rain falls."), {"choices": [{"finishReason": "FINISH_REASON_STOP"}]}, end=b""
    ),
    "done in small letters": sse(chunk("Rain falls."), end=b"data: [done]\n\n"),
    "error without content": sse(
        {**chunk("Rain falls.", "stop"), "error": {"code": 0, "message": ""}}
    ),
    "error null": sse({**chunk("Rain falls.", "stop"), "error": None}),
    "usage null": sse({**chunk("Rain falls.", "stop"), "usage": None, "model": None}),
    "choice index missing": sse({"choices": [{"delta": MESSAGE, "finish_reason": "stop"}]}),
    "lone carriage returns": sse(chunk("Rain falls.", "stop")).replace(b"\n", b"\r"),
    "an end without a field": ndjson(chunk("Rain falls.")) + b"[DONE]\n",
    "words among the events": b"data: ping\n\ndata: null\n\n" + sse(chunk("Rain falls.", "stop")),
    "a second choice": sse(
        {"choices": [{"index": i, "delta": {"content": t}} for i, t in ((0, "Rain"), (1, "Snow"))]},
        {"choices": [{"index": 1, "delta": {"content": " melts"}}]},
        chunk(" falls.", "stop"),
    ),
    "messages in pieces": sse(
        *({"choices": [{"message": {"content": text}}]} for text in ("Rain ", "falls")),
        {"choices": [{"message": {"content": "."}, "finish_reason": "stop"}]},
    ),
    "messages that grow": sse(
        *({"choices": [{"message": {"content": t}}]} for t in ("Rain", "Rain falls", "Rain falls."))
    ),
    "the whole after its pieces": sse(
        chunk("Rain "),
        chunk("falls."),
        {"choices": [{"message": MESSAGE, "finish_reason": "stop"}]},
    ),
    "encoded twice": json.dumps(json.dumps({"choices": [{"message": MESSAGE}]})).encode(),
    "choices an object": sse({"choices": {"delta": MESSAGE, "finish_reason": "stop"}}),
}


@pytest.mark.parametrize("form", WHOLE)
async def test_answer_not_to_the_letter_is_taken(form):
    answer = await answer_of(WHOLE[form])
    assert (answer.text, answer.finish) == ("Rain falls.", "stop")


CUT = {
    "nothing": b"",
    "no end and no count": sse(chunk("Rain"), end=b""),
    "a line of a stream that ends": ndjson(chunk("Rain")),
    "a piece of a message of Ollama": ndjson({"message": {"content": "Rain"}, "done": False}),
    "pieces of messages": sse(
        *({"choices": [{"message": {"content": text}}]} for text in ("Rain", " fa")), end=b""
    ),
    "an aborted answer": sse(chunk("Rain", "abort")),
    "a fault of the engine": sse(chunk("Rain", "error")),
    "half an event": b'data: {"choices": [{"delta": {"con',
    "an event too deep": b"data: " + b"[" * 100_000 + b"\n\n",
}


@pytest.mark.parametrize("form", CUT)
async def test_answer_that_broke_off_is_unavailable(form):
    with pytest.raises(UnavailableError):
        await answer_of(CUT[form])


def calls(*pieces: dict, **more) -> bytes:
    deltas = [chunk(tool_calls=[piece]) for piece in pieces]
    return sse(*deltas, chunk(finish="tool_calls"), **more)


def piece(index, call_id, name, arguments) -> dict:
    call = {"index": index, "id": call_id, "function": {"name": name, "arguments": arguments}}
    call["function"] = {k: v for k, v in call["function"].items() if v is not None}
    return {k: v for k, v in call.items() if v is not None}


A, B = ToolCall("a", {"n": 1}, "x"), ToolCall("b", {"n": 2}, "y")
CALLS = {
    "to the letter": (
        calls(
            piece(0, "x", "a", '{"n"'),
            piece(0, None, None, ": 1}"),
            piece(1, "y", "b", ""),
            piece(1, None, None, '{"n": 2}'),
        ),
        (A, B),
    ),
    "index 0 for all": (
        calls(piece(0, "x", "a", '{"n": 1}'), piece(0, "y", "b", '{"n": 2}')),
        (A, B),
    ),
    "index 0 and one id for all": (
        calls(piece(0, "x", "a", '{"n": 1}'), piece(0, "x", "b", '{"n": 2}')),
        (A, ToolCall("b", {"n": 2}, "x-2")),
    ),
    "no index": (
        calls(
            piece(None, "x", "a", '{"n"'),
            piece(None, None, None, ":1}"),
            piece(None, "y", "b", '{"n":2}'),
        ),
        (A, B),
    ),
    "no index and one id for all": (
        calls(piece(None, "x", "a", '{"n": 1}'), piece(None, "x", "b", '{"n": 2}')),
        (A, ToolCall("b", {"n": 2}, "x-2")),
    ),
    "no index, pieces of both mixed": (
        calls(
            piece(None, "x", "a", '{"n"'),
            piece(None, "y", "b", '{"n"'),
            piece(None, "x", None, ": 1}"),
            piece(None, "y", None, ": 2}"),
        ),
        (A, B),
    ),
    "no index, the name in each piece": (
        calls(piece(None, "x", "a", '{"n"'), piece(None, "x", "a", ": 1}")),
        (A,),
    ),
    "no ids": (
        calls(piece(0, None, "a", '{"n": 1}'), piece(1, None, "b", '{"n": 2}')),
        (ToolCall("a", {"n": 1}, "call-1"), ToolCall("b", {"n": 2}, "call-2")),
    ),
    "one id for all": (
        calls(piece(0, "x", "a", '{"n": 1}'), piece(1, "x", "b", '{"n": 2}')),
        (A, ToolCall("b", {"n": 2}, "x-2")),
    ),
    "index a string": (
        calls(piece("0", "x", "a", '{"n": 1}'), piece("1", "y", "b", '{"n": 2}')),
        (A, B),
    ),
    "the name in each piece": (
        calls(piece(0, "x", "a", '{"n"'), piece(0, "x", "a", ": 1}")),
        (A,),
    ),
    "the name in pieces": (
        calls(piece(0, "x", "get_", ""), piece(0, None, "rain", '{"n": 1}')),
        (ToolCall("get_rain", {"n": 1}, "x"),),
    ),
    "arguments an object": (calls(piece(0, "x", "a", {"n": 1})), (A,)),
    "arguments null": (
        calls({"index": 0, "id": "x", "function": {"name": "a", "arguments": None}}),
        (ToolCall("a", {}, "x"),),
    ),
    "arguments as JSON in JSON": (calls(piece(0, "x", "a", json.dumps('{"n": 1}'))), (A,)),
    "no function around it": (calls({"id": "x", "name": "a", "arguments": {"n": 1}}), (A,)),
    "a legacy function call": (
        sse(
            chunk(function_call={"name": "a", "arguments": '{"n"'}),
            chunk(function_call={"arguments": ": 1}"}),
            chunk(finish="function_call"),
        ),
        (ToolCall("a", {"n": 1}, "call-1"),),
    ),
    "a document with finish stop": (
        json.dumps(
            document(
                message={"content": None, "tool_calls": [piece(None, "x", "a", '{"n": 1}')]},
                finish_reason="stop",
            )
        ).encode(),
        (A,),
    ),
}


@pytest.mark.parametrize("form", CALLS)
async def test_tool_calls_not_to_the_letter_are_told_apart(form):
    data, expected = CALLS[form]
    answer = await answer_of(data)
    assert (answer.tool_calls, answer.finish) == (expected, "tool_calls")


OLLAMA_WHOLE = {
    "to the letter": ndjson(LINE),
    "done reason missing": ndjson({**LINE, "done_reason": None}),
    "done reason in capitals": ndjson({**LINE, "done_reason": "STOP"}),
    "done reason of its own": ndjson({**LINE, "done_reason": "eos"}),
    "done missing, but counted": ndjson({"message": MESSAGE, "eval_count": 3}),
    "a document in many lines": json.dumps(LINE, indent=2).encode(),
    "server-sent events": sse(LINE),
    "events without done": sse({"message": MESSAGE}),
    "events and lines mixed": sse({"message": {"content": "Rain "}}, end=b"")
    + ndjson({**LINE, "message": {"content": "falls."}}),
    "content as a list of parts": ndjson(
        {**LINE, "message": {"content": [{"text": "Rain falls."}]}}
    ),
    "the API for one prompt": ndjson({"response": "Rain falls.", "done": True}),
    "done as text": ndjson({**LINE, "done_reason": None, "done": "true"}),
    "the message a text": ndjson({**LINE, "message": "Rain falls."}),
    "chunks of OpenAI": sse(chunk("Rain "), chunk("falls.", "stop")),
    "a document of OpenAI": json.dumps(document(message=MESSAGE, finish_reason="stop")).encode(),
    "counts as text": ndjson({**LINE, "prompt_eval_count": "30", "eval_count": "x"}),
}


@pytest.mark.parametrize("form", OLLAMA_WHOLE)
async def test_ollama_answer_not_to_the_letter_is_taken(form):
    answer = await ollama_answer_of(OLLAMA_WHOLE[form])
    assert (answer.text, answer.finish) == ("Rain falls.", "stop")


@pytest.mark.parametrize(
    "data",
    [
        ndjson({"message": {"content": "Rain"}, "done": False}),
        ndjson({**LINE, "done_reason": "load"}),
        ndjson({"message": {"content": "Rain"}}),
    ],
)
async def test_ollama_answer_that_broke_off_is_unavailable(data):
    with pytest.raises(UnavailableError):
        await ollama_answer_of(data)


@pytest.mark.parametrize(
    "listed",
    [
        (404, b"404 page not found"),
        (500, b"{}"),
        (200, b"[]"),
        (200, b'{"models": null}'),
        (200, b'{"models": [{"model": "m"}, "m", 7, {"name": 5}]}'),
        (200, b'{"models": [{"name": "m", "context_length": "x"}]}'),
        (200, b"<html>"),
    ],
)
async def test_ollama_answer_is_kept_whatever_the_list_of_loaded_llms(listed):
    assert (await ollama_answer_of(ndjson(LINE), get=lambda _: listed)).text == "Rain falls."


@pytest.mark.parametrize(
    "shown",
    [(404, b"404 page not found"), (405, b""), (500, b""), (501, b""), (503, b""), (200, b"<")],
)
async def test_ollama_without_the_call_to_show_answers(shown):
    def post(_, path):
        return (200, ndjson(LINE)) if path == "/api/chat" else shown

    async with raw_host(post) as url:
        host = Ollama(url=url, gate=EgressGate())
        assert (await host.complete(ASK)).text == "Rain falls."
        await host.close()


@pytest.mark.parametrize(
    ("shown", "is_asked_again"), [((404, b"404 page not found"), False), ((503, b""), True)]
)
async def test_ollama_is_asked_again_to_show_only_what_it_may_show_later(shown, is_asked_again):
    calls = 0

    def post(_, path):
        nonlocal calls
        calls += path == "/api/show"
        return (200, ndjson(LINE)) if path == "/api/chat" else shown

    async with raw_host(post) as url:
        host = Ollama(url=url, gate=EgressGate())
        await host.complete(ASK)
        before = calls
        await host.complete(ASK)
        await host.close()
    assert (calls > before) is is_asked_again


@pytest.mark.parametrize(
    "body",
    [
        {"data": [{"id": "b"}, {"id": "a"}]},
        {"models": ["b", "a"]},
        [{"name": "a"}, {"model": "b"}],
        {"data": [{"id": "a"}, None, {}, {"id": {"x": 1}}, {"id": "b", "meta": 7}]},
    ],
)
async def test_list_of_another_form_is_read(body):
    async with raw_host(lambda *_: (404, b""), lambda _: (200, json.dumps(body).encode())) as url:
        host = OpenAi(url=url, gate=EgressGate())
        assert [entry.name for entry in await host.models()] == ["a", "b"]
        await host.close()


@pytest.mark.parametrize("answer", [answer_of, ollama_answer_of])
@pytest.mark.parametrize(
    "start", [b"data: ", b'{"message": {"content": "', b"", b'data: {"a": 1,\n']
)
async def test_line_without_an_end_is_refused(answer, start):
    with pytest.raises(OrchestrationError):
        await answer(start + b"x" * (20 << 20))


@pytest.mark.parametrize("ids", [("x", "x"), (None, None), ("", "call-1")])
async def test_ollama_calls_have_ids_of_their_own_so_that_each_result_has_its_tool(ids):
    names = ("a", "b")
    pieces = [piece(None, i, name, {"n": 1}) for i, name in zip(ids, names, strict=True)]
    data = ndjson({**LINE, "message": {"content": "", "tool_calls": pieces}})
    calls = (await ollama_answer_of(data)).tool_calls
    assert tuple(call.name for call in calls) == names
    assert all(call.call_id for call in calls)
    assert len({call.call_id for call in calls}) == len(names)


async def test_answers_in_a_loop_that_come_at_once_leave_no_connection_in_use():
    looping = sse(chunk("It was chosen in 1908. " * 200), chunk(finish="stop"))
    async with openai_host(looping) as host:
        llm = StoppingLlm(host)
        answers = [await llm.complete(replace(ASK, timeout_s=5.0)) for _ in range(10)]
    assert {answer.text for answer in answers} == {"It was chosen in 1908."}


async def test_ollama_answer_far_beyond_its_limit_is_cut_off():
    piece = {"message": {"content": "word " * 2000}, "done": False}
    answer = await ollama_answer_of(ndjson(*[piece] * 200, LINE))
    assert answer.finish == "length"
    assert len(answer.text) < 100_000
