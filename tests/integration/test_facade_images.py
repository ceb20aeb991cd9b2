"""Images through the APIs of others: shown to models that see, refused for all others."""

from __future__ import annotations

from base64 import b64encode
from dataclasses import replace

import anthropic
import ollama
import openai
import pytest

from facade_clients import StreamingHost, facade
from hocket import Agent
from hocket.adapters.ollama.llm import Ollama
from hocket.config import Settings
from hocket.core.egress import EgressGate
from hocket.core.image import Image
from hocket.server.facades.pictures import MOST_FETCHED
from live_server import BOUNDS
from raw_host import ndjson, raw_host

PNG = b"\x89PNG\r\n\x1a\n" + bytes(40)
GIF = b"GIF89a" + bytes(20)
PICTURE, OTHER = (
    Image("image/png", b64encode(PNG).decode()),
    Image("image/gif", b64encode(GIF).decode()),
)
REMOTE = "https://example.org/a.png"


class BlindHost(StreamingHost):
    """Its models see no images."""

    def takes(self, _):
        return frozenset()


def in_chat(url: str) -> list[dict]:
    parts = [{"type": "text", "text": "What is it?"}]
    return [{"role": "user", "content": [*parts, {"type": "image_url", "image_url": {"url": url}}]}]


def in_response(url: str) -> list[dict]:
    parts = [{"type": "input_text", "text": "What is it?"}]
    parts.append({"type": "input_image", "image_url": url, "detail": "auto"})
    return [{"role": "user", "content": parts}]


def in_message(source: dict) -> list[dict]:
    parts = [{"type": "image", "source": source}, {"type": "text", "text": "What is it?"}]
    return [{"role": "user", "content": parts}]


BASE64 = {"type": "base64", "media_type": "image/png", "data": PICTURE.base64}


async def ask(server, kind: str, *, url: str = PICTURE.data_url, model: str = "scripted"):
    """Show a model an image by an official client."""
    if kind in ("completions", "responses"):
        root = f"{server.url}/v1"
        async with openai.AsyncOpenAI(base_url=root, api_key=server.key, max_retries=0) as api:
            if kind == "completions":
                await api.chat.completions.create(model=model, messages=in_chat(url))
            else:
                await api.responses.create(model=model, input=in_response(url))
    elif kind in ("messages", "count"):
        source = BASE64 if url == PICTURE.data_url else {"type": "url", "url": url}
        asked = {"model": model, "messages": in_message(source)}
        async with anthropic.AsyncAnthropic(base_url=server.url, api_key=server.key) as api:
            if kind == "count":
                await api.messages.count_tokens(**asked)
            else:
                await api.messages.create(max_tokens=99, **asked)
    else:
        api = ollama.AsyncClient(server.url, headers={"Authorization": f"Bearer {server.key}"})
        given = [{"role": "user", "content": "What is it?", "images": [PNG]}]
        try:
            if kind == "chat":
                await api.chat(model, given)
            else:
                await api.generate(model, "What is it?", images=[PNG])
        finally:
            await api._client.aclose()


@pytest.mark.parametrize("kind", ["completions", "responses", "messages", "chat", "generate"])
async def test_image_of_every_api_reaches_a_model_that_sees(tmp_path, kind):
    async with facade(tmp_path) as server:
        await ask(server, kind)
        [message] = server.host.requests[-1].messages
        assert (message.content, message.images) == ("What is it?", (PICTURE,))


FIELDS = {
    "completions": "messages.0.content.1.image_url",
    "responses": "input.0.content.1.image_url",
    "messages": "messages.0.content.0.source",
    "count": "messages.0.content.0.source",
    "chat": "messages.0.images.0",
    "generate": "images.0",
}
REFUSED = (openai.BadRequestError, anthropic.BadRequestError, ollama.ResponseError)


@pytest.mark.parametrize("kind", FIELDS)
async def test_model_that_sees_nothing_is_never_asked_without_the_image(tmp_path, kind):
    async with facade(tmp_path, BlindHost()) as server:
        with pytest.raises(REFUSED, match="scripted is shown no images") as raised:
            await ask(server, kind)
        assert raised.value.status_code == 400
        assert f"{FIELDS[kind]}: " in str(raised.value)
        assert not server.host.requests


@pytest.mark.parametrize("kind", ["completions", "responses", "messages", "count"])
async def test_address_of_an_image_is_not_opened_unless_the_settings_name_its_host(tmp_path, kind):
    async with facade(tmp_path) as server:
        with pytest.raises(REFUSED, match="not fetched from example") as raised:
            await ask(server, kind, url=REMOTE)
        assert FIELDS[kind] in str(raised.value)
        # Not even this machine, which the callers of a server may not reach.
        with pytest.raises(REFUSED, match=r"not fetched from 127\.0\.0\.1"):
            await ask(server, kind, url=f"{server.url}/health")
        assert not server.host.requests


@pytest.mark.parametrize("kind", ["completions", "responses", "messages"])
async def test_image_at_a_host_that_the_settings_name_is_fetched(tmp_path, kind):
    settings = Settings(
        home=tmp_path, cache=tmp_path, server=BOUNDS, hosts=frozenset({"127.0.0.1"})
    )
    paths = []

    def get(path):
        paths.append(path)
        return (200, PNG) if path == "/a.png?size=1" else (404, b"gone")

    async with (
        raw_host(lambda _, __: (404, b""), get) as url,
        facade(tmp_path, settings=settings) as server,
    ):
        await ask(server, kind, url=f"{url}/a.png?size=1")
        [message] = server.host.requests[-1].messages
        assert message.images == (PICTURE,)
        with pytest.raises(REFUSED, match="404") as raised:
            await ask(server, kind, url=f"{url}/b.png")
        assert FIELDS[kind] in str(raised.value)
    assert paths == ["/a.png?size=1", "/b.png"]


REMOTE_KINDS = ["completions", "responses", "messages", "count"]


@pytest.mark.parametrize("kind", REMOTE_KINDS)
async def test_address_of_an_image_is_not_opened_for_a_model_that_sees_nothing(tmp_path, kind):
    paths = []

    def get(path):
        paths.append(path)
        return 200, PNG

    async with (
        raw_host(lambda _, __: (404, b""), get) as url,
        facade(tmp_path, BlindHost(), settings=from_loopback(tmp_path)) as server,
    ):
        with pytest.raises(REFUSED, match="scripted is shown no images") as raised:
            await ask(server, kind, url=f"{url}/a.png")
        assert raised.value.status_code == 400
        assert f"{FIELDS[kind]}: " in str(raised.value)
        assert (paths, server.host.requests) == ([], [])


async def test_address_of_an_image_is_not_opened_for_a_request_that_is_refused(tmp_path):
    paths = []

    def get(path):
        paths.append(path)
        return 200, PNG

    async with (
        raw_host(lambda _, __: (404, b""), get) as url,
        facade(tmp_path, settings=from_loopback(tmp_path)) as server,
        server.live.client("orchestrator") as client,
    ):
        messages = in_chat(f"{url}/a.png")
        for body, status, words in (
            ({"model": "absent"}, 404, "there is no 'absent'"),
            ({"model": "hocket"}, 400, "content.1.image_url: hocket takes no images"),
            ({"model": 3}, 400, "model: "),
            ({"model": "scripted", "stream": "x"}, 400, "stream: "),
        ):
            done = await client.post("/v1/chat/completions", json={"messages": messages, **body})
            assert (done.status_code, paths) == (status, [])
            assert words in done.json()["error"]["message"]


def from_loopback(tmp_path) -> Settings:
    return Settings(home=tmp_path, cache=tmp_path, server=BOUNDS, hosts=frozenset({"127.0.0.1"}))


async def test_redirect_of_a_host_that_the_settings_name_is_not_followed(tmp_path):
    paths = []

    def get(path):
        paths.append(path)
        return 302, b""

    async with (
        raw_host(lambda _, __: (404, b""), get, "Location: /secret\r\n") as url,
        facade(tmp_path, settings=from_loopback(tmp_path)) as server,
    ):
        with pytest.raises(REFUSED, match="302"):
            await ask(server, "completions", url=f"{url}/a.png")
        assert (paths, server.host.requests) == (["/a.png"], [])


@pytest.mark.parametrize("rest", ["\x00", "?a=\x7f", "a" * 70_000], ids=["nul", "del", "long"])
async def test_address_that_no_address_can_be_is_refused_by_its_field(tmp_path, rest):
    async with facade(tmp_path, settings=from_loopback(tmp_path)) as server:
        with pytest.raises(REFUSED, match="has no address like this") as raised:
            await ask(server, "completions", url=f"http://127.0.0.1:9/{rest}")
        assert raised.value.status_code == 400
        assert FIELDS["completions"] in str(raised.value)


async def test_images_at_addresses_are_together_no_larger_than_a_request_may_be(tmp_path):
    bounds = replace(BOUNDS, upload_bytes=100)  # two of 48 bytes, and 4 left
    paths = []

    def get(path):
        paths.append(path)
        return 200, PNG

    async with (
        raw_host(lambda _, __: (404, b""), get) as url,
        facade(tmp_path, settings=from_loopback(tmp_path)) as server,
    ):
        server.live.service.bounds = bounds
        part = in_chat(f"{url}/a.png")[0]["content"][1]
        async with server.live.client("orchestrator") as client:
            body = {"model": "scripted", "messages": [{"role": "user", "content": [part] * 2}]}
            done = await client.post("/v1/chat/completions", json=body)
            assert done.status_code == 200
            body["messages"][0]["content"].append(part)
            done = await client.post("/v1/chat/completions", json=body)
        assert (done.status_code, len(paths)) == (400, 5)
        error = done.json()["error"]
        assert error["param"] == "messages.0.content.2.image_url"
        assert "has more than 4 bytes" in error["message"]


async def test_more_images_at_addresses_than_one_request_may_have_are_refused(tmp_path):
    paths = []

    def get(path):
        paths.append(path)
        return 200, PNG

    async with (
        raw_host(lambda _, __: (404, b""), get) as url,
        facade(tmp_path, settings=from_loopback(tmp_path)) as server,
        server.live.client("orchestrator") as client,
    ):
        part = in_chat(f"{url}/a.png")[0]["content"][1]
        many = [{"role": "user", "content": [part] * (MOST_FETCHED + 1)}]
        done = await client.post("/v1/chat/completions", json={"model": "x", "messages": many})
        assert (done.status_code, paths) == (400, [])
        assert "send fewer in one request" in done.json()["error"]["message"]


@pytest.mark.parametrize("address", [REMOTE, "file:///etc/passwd"])
async def test_address_in_the_form_of_ollama_is_refused(tmp_path, address):
    async with facade(tmp_path) as server, server.live.client("orchestrator") as client:
        message = {"role": "user", "content": "x", "images": [address]}
        done = await client.post("/api/chat", json={"model": "scripted", "messages": [message]})
        assert (done.status_code, server.host.requests) == (400, [])
        assert "an address has no place here" in done.json()["error"]


@pytest.mark.parametrize("kind", ["completions", "messages", "chat"])
async def test_model_hocket_takes_no_images(tmp_path, kind):
    async def work(_, __):
        return "It is wet."

    async with facade(tmp_path, agents=(Agent("worker", work=work),)) as server:
        with pytest.raises(REFUSED, match="hocket takes no images"):
            await ask(server, kind, model="hocket")


async def test_images_between_texts_keep_their_places(tmp_path):
    parts = [
        {"type": "text", "text": "Before:"},
        {"type": "image_url", "image_url": {"url": PICTURE.data_url}},
        {"type": "text", "text": "After:"},
        {"type": "image_url", "image_url": {"url": OTHER.data_url}},
    ]
    async with facade(tmp_path) as server, server.live.client("orchestrator") as client:
        body = {"model": "scripted", "messages": [{"role": "user", "content": parts}]}
        assert (await client.post("/v1/chat/completions", json=body)).status_code == 200
        seen = [(m.images, m.content) for m in server.host.requests[-1].messages]
        assert seen == [((), "Before:"), ((PICTURE,), "After:"), ((OTHER,), "")]


@pytest.mark.parametrize(
    ("given", "fault"),
    [("AAAA", "PNG, JPEG, GIF or WebP"), ("a cat", "base64"), (3, "base64"), (None, "base64")],
)
async def test_what_is_no_image_is_refused(tmp_path, given, fault):
    async with facade(tmp_path) as server, server.live.client("orchestrator") as client:
        message = {"role": "user", "content": "x", "images": [given]}
        done = await client.post("/api/chat", json={"model": "scripted", "messages": [message]})
        assert done.status_code == 400
        assert done.json()["error"].startswith("messages.0.images.0: ")
        assert fault in done.json()["error"]


async def test_image_of_an_answer_or_a_result_is_refused(tmp_path):
    result = {"type": "tool_result", "tool_use_id": "a", "content": [in_message(BASE64)[0]]}
    ollamas = {"role": "assistant", "content": "x", "images": [PICTURE.base64]}
    async with facade(tmp_path) as server, server.live.client("orchestrator") as client:
        turns = [{"role": "user", "content": [result]}]
        body = {"model": "scripted", "max_tokens": 9, "messages": turns}
        assert (await client.post("/v1/messages", json=body)).status_code == 400
        turns = [ollamas, {"role": "user", "content": "x"}]
        body = {"model": "scripted", "messages": turns}
        assert (await client.post("/api/chat", json=body)).status_code == 400
        assert not server.host.requests


async def test_chat_with_an_image_may_be_as_large_as_an_upload(tmp_path):
    bounds = replace(BOUNDS, body_bytes=2000, upload_bytes=20_000)
    large = [{"role": "user", "content": "x", "images": [b64encode(PNG + bytes(6000)).decode()]}]
    async with (
        facade(tmp_path, bounds=bounds) as server,
        server.live.client("orchestrator") as client,
    ):
        body = {"model": "scripted", "messages": large, "stream": False}
        assert (await client.post("/api/chat", json=body)).status_code == 200
        body["messages"] *= 4
        assert (await client.post("/api/chat", json=body)).status_code == 413


@pytest.mark.parametrize("is_remote", [False, True])
@pytest.mark.parametrize(("can", "is_seen"), [("vision", True), ("tools", False)])
async def test_image_reaches_a_model_of_ollama_only_if_its_server_says_that_it_sees(
    tmp_path, can, is_seen, is_remote
):
    sent, fetched = [], []

    def post(body, path):
        if path == "/api/show":
            return 200, ndjson({"capabilities": ["completion", can]})
        sent.append(body)
        said = {"model": "scripted", "message": {"role": "assistant", "content": "A cat."}}
        return 200, ndjson({**said, "done": True, "done_reason": "stop", "prompt_eval_count": 900})

    def tags(path):
        if path == "/a.png":
            fetched.append(path)
            return 200, PNG
        models = [{"name": "scripted", "model": "scripted", "size": 1, "digest": "ab"}]
        return (200, ndjson({"models": models})) if path == "/api/tags" else (404, b"")

    async with raw_host(post, tags) as url:
        host = Ollama(url=url, gate=EgressGate())
        picture = f"{url}/a.png" if is_remote else PICTURE.data_url
        async with facade(tmp_path, host, settings=from_loopback(tmp_path)) as server:
            if is_seen:
                await ask(server, "completions", url=picture)
            else:
                with pytest.raises(openai.BadRequestError, match="is shown no images"):
                    await ask(server, "completions", url=picture)
            api = ollama.AsyncClient(server.url, headers={"Authorization": f"Bearer {server.key}"})
            assert ("vision" in (await api.show("scripted")).capabilities) == is_seen
            await api._client.aclose()
        await host.close()
    assert [body["messages"][0]["images"] for body in sent] == [[PICTURE.base64]] * is_seen
    assert len(fetched) == (is_remote and is_seen)
