"""Refusals in the form of other APIs: of every kind, by any part of the server, on every route.

The types of errors that Anthropic's API has by status are those of
https://platform.claude.com/docs/en/api/errors; the types of its client lack that of 413.
"""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any, Literal

import pytest
from pydantic import BaseModel, ConfigDict, Field

from facade_clients import facade
from live_server import BOUNDS

ASK = [{"role": "user", "content": "Grüezi"}]
ROUTES = {
    "/v1/chat/completions": {"messages": ASK},
    "/v1/responses": {"input": "Grüezi"},
    "/v1/embeddings": {"input": "Grüezi"},
    "/v1/messages": {"messages": ASK, "max_tokens": 9},
    "/v1/messages/count_tokens": {"messages": ASK},
    "/api/chat": {"messages": ASK},
    "/api/generate": {"prompt": "Grüezi"},
    "/api/embed": {"input": "Grüezi"},
    "/api/embeddings": {"prompt": "Grüezi"},
}
USES_NO_HOST = "/v1/messages/count_tokens"
"""Counts are no work, so they are given while the server stops."""


class Fact(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)


class OpenAiFault(Fact):
    message: str = Field(min_length=1)
    type: Literal[
        "invalid_request_error",
        "authentication_error",
        "permission_error",
        "rate_limit_error",
        "server_error",
    ]
    param: str | None
    code: str | None


class OpenAiError(Fact):
    error: OpenAiFault


class AnthropicFault(Fact):
    type: str
    message: str = Field(min_length=1)


class AnthropicError(Fact):
    type: Literal["error"]
    error: AnthropicFault
    request_id: str | None


class OllamaError(Fact):
    error: str = Field(min_length=1)


ANTHROPIC_TYPES = {
    400: "invalid_request_error",
    401: "authentication_error",
    403: "permission_error",
    404: "not_found_error",
    405: "invalid_request_error",
    413: "request_too_large",
    429: "rate_limit_error",
    529: "overloaded_error",
}


def check(path: str, done: Any, status: int) -> None:
    """Fail unless a response is a refusal in the form of the API of its path."""
    is_anthropic = path.startswith("/v1/messages")
    if is_anthropic and status == 503:
        status = 529
    assert done.status_code == status, (path, done.status_code, done.text)
    assert done.headers["content-type"].partition(";")[0] == "application/json", path
    if is_anthropic:
        error = AnthropicError.model_validate_json(done.content)
        assert error.error.type == ANTHROPIC_TYPES[status], (path, status)
    elif path.startswith("/v1/"):
        OpenAiError.model_validate_json(done.content)
    else:
        OllamaError.model_validate_json(done.content)


async def post(client, path: str, key: str = "", **body: Any):
    headers = {"Authorization": f"Bearer {key}"} if key else {}
    asked = {"model": "scripted", **ROUTES.get(path, {}), **body}
    return await client.post(path, json=asked, headers=headers)


@pytest.mark.timeout(120)
async def test_refusal_of_every_kind_is_in_the_form_of_the_api_of_its_route(tmp_path):
    async with facade(tmp_path) as server, server.live.client(None) as client:
        for path in ROUTES:
            check(path, await post(client, path), 401)
            check(path, await post(client, path, server.keys["observer"]), 403)
            check(path, await post(client, path, server.key, model="absent"), 404)
            check(path, await post(client, path, server.key, model=3), 400)
            check(path, await post(client, path, server.key, unheard_of={"a": 1}), 400)
            headers = {"Authorization": f"Bearer {server.key}"}
            check(path, await client.post(path, content=b"{", headers=headers), 400)
            check(path, await client.delete(path, headers=headers), 405)
        for path in ("/v1/nothing", "/v1/messages/nothing", "/api/nothing"):
            check(path, await client.get(path, headers=headers), 404)
        server.live.service.is_draining = True
        for path in ROUTES.keys() - {USES_NO_HOST}:
            check(path, await post(client, path, server.key), 503)
        assert not server.host.requests


@pytest.mark.timeout(120)
async def test_refusal_of_what_is_too_large_or_too_often_is_in_the_form_of_its_api(tmp_path):
    tight = replace(BOUNDS, body_bytes=1000, upload_bytes=1000, rate_per_s=1, burst=1)
    async with facade(tmp_path, bounds=tight) as server, server.live.client(None) as client:
        for path in ROUTES:
            _, key = await server.live.service.keyring.create(f"of {path}", "orchestrator")
            large = await post(client, path, key, user="x" * 2000)
            check(path, large, 413)
            often = await post(client, path, key)
            check(path, often, 429)
            assert int(often.headers["retry-after"]) >= 1


def test_types_of_errors_are_those_that_the_official_client_has_but_for_one():
    from anthropic.types.shared import ErrorResponse  # noqa: PLC0415 - heavy

    for status, kind in ANTHROPIC_TYPES.items():
        body = {"type": "error", "error": {"type": kind, "message": "x"}, "request_id": None}
        try:
            ErrorResponse.model_validate_json(json.dumps(body), strict=True)
        except ValueError:
            assert status == 413
