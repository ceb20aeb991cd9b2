"""Requests that fit no form: refused with 400, whatever is in them."""

from __future__ import annotations

import json

import pytest

from facade_clients import facade

ODD = [None, True, 0, -1, "", "x", [], {}, [[]], [{}], [None], {"type": []}, [{"type": []}]]
ODD += [{"type": "json_schema"}, [{"type": "text", "text": 3}], [{"type": "function"}], "\ud800"]
ODD += [[{"type": "tool_result", "content": 3}], [{"type": "function_call_output", "output": {}}]]
ODD += [[{"role": "user", "content": 3}], {"format": "x"}, {"format": {"type": []}}]
ODD += [[{"role": "user", "content": [{"type": {}, "text": []}]}], 1e400]
ODD += [[{"function": {"name": "f", "parameters": {"type": "nothing"}}}], {"type": "object"}]
ODD += [[{"role": "tool", "content": "a"}], [{"role": "user", "content": "\ud800"}]]
ODD += [[{"role": "user", "content": [{"type": "image_url", "image_url": 3}]}]]
ODD += [[{"role": "user", "content": [{"type": "image", "source": {"url": []}}]}]]
ODD += [{"type": "function", "function": {"name": []}}, {"type": "allowed_tools", "tools": [3]}]
SAID = [{"role": "user", "content": "rain"}]
FORMS = {
    "/v1/chat/completions": (
        {"messages": SAID},
        ("tools", "tool_choice", "response_format", "stop", "seed"),
    ),
    "/v1/responses": ({"input": "rain"}, ("text", "tools", "tool_choice", "instructions", "top_p")),
    "/v1/embeddings": ({"input": "rain"}, ("encoding_format", "dimensions")),
    "/v1/messages": ({"messages": SAID, "max_tokens": 9}, ("system", "tools", "tool_choice")),
    "/v1/messages/count_tokens": ({"messages": SAID}, ("output_config", "thinking")),
    "/api/chat": ({"messages": SAID, "stream": False}, ("options", "format", "tools")),
    "/api/generate": ({"prompt": "rain", "stream": False}, ("system", "keep_alive", "images")),
    "/api/embed": ({"input": "rain"}, ("options", "truncate")),
    "/api/embeddings": ({"prompt": "rain"}, ("options",)),
    "/api/show": ({}, ("name",)),
}


@pytest.mark.timeout(300)  # more than a thousand requests, each in the audit log
async def test_no_request_is_a_fault_of_the_server(tmp_path):
    faults = []
    async with facade(tmp_path) as server, server.live.client("admin") as client:
        for path, (form, more) in FORMS.items():
            for name in ("model", *form, *more):
                for value in ODD:
                    body = {"model": "scripted", **form, name: value}
                    done = await client.post(path, content=json.dumps(body))
                    if done.status_code >= 500:
                        faults.append((path, name, value, done.text))
    assert faults == []
