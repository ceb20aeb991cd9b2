"""OpenAI's API over hocket's models: list them, chat, embed.

Anthropic's API has its list of models at the same path: a request with its header gets that.
"""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Request
from starlette.responses import Response

from hocket.adapters.system.ids import new_id
from hocket.app.directory import Listed
from hocket.server.access import Caller, Need
from hocket.server.facades.anthropic.models import model_entry, model_list
from hocket.server.facades.calls import chat_work, embedded, listed_llms, one_llm, with_pictures
from hocket.server.facades.delivery import Streamed, Whole, json_response
from hocket.server.facades.errors import is_anthropic
from hocket.server.facades.forms import read_form
from hocket.server.facades.openai.chat import ChatForm, chat_of, completion
from hocket.server.facades.openai.embeddings import EmbeddingForm, embeddings, texts_of
from hocket.server.facades.openai.response_stream import ResponseWriter
from hocket.server.facades.openai.responses import ResponseForm, response_body
from hocket.server.facades.openai.responses import chat_of as response_chat
from hocket.server.facades.openai.stream import ChatWriter
from hocket.server.routes.parts import Served

router = APIRouter(prefix="/v1", include_in_schema=False)

Reader = Annotated[Caller, Depends(Need("model.read"))]
User = Annotated[Caller, Depends(Need("model.use"))]


@router.api_route("/models", methods=["GET", "HEAD"])
async def list_models(request: Request, service: Served, caller: Reader) -> Response:
    """List the models of all hosts that answer."""
    listed = await listed_llms(service)
    if is_anthropic(request.scope):
        return json_response(model_list(listed))
    return json_response({"object": "list", "data": [_model(entry) for entry in listed]})


@router.api_route("/models/{name:path}", methods=["GET", "HEAD"])
async def get_model(request: Request, service: Served, caller: Reader, name: str) -> Response:
    """Describe a model."""
    listed = await one_llm(service, name)
    return json_response(model_entry(listed) if is_anthropic(request.scope) else _model(listed))


@router.post("/chat/completions")
async def complete_chat(request: Request, service: Served, caller: User) -> Response:
    """Answer a chat, whole or as a stream."""
    form = await read_form(request, ChatForm, with_pictures(service))
    work = await chat_work(service, caller, request, chat_of(form))
    call_id, created = new_id("chatcmpl-"), service.clock.now_us() // 1_000_000
    if form.stream:
        counts = form.counts_in_stream
        writer = ChatWriter(call_id, created, form.model, counts=counts)
        return Streamed(work, writer, service.bounds.silence_s)
    return Whole(work, lambda answer: completion(answer, call_id, created))


@router.post("/responses")
async def create_response(request: Request, service: Served, caller: User) -> Response:
    """Answer a conversation in the newer form, whole or as a stream."""
    form = await read_form(request, ResponseForm, with_pictures(service))
    work = await chat_work(service, caller, request, response_chat(form))
    call_id, created = new_id("resp_"), service.clock.now_us() // 1_000_000
    if form.stream:
        writer = ResponseWriter(form, call_id, created)
        return Streamed(work, writer, service.bounds.silence_s)
    return Whole(work, lambda answer: response_body(form, answer, call_id, created))


@router.post("/embeddings")
async def create_embeddings(request: Request, service: Served, caller: User) -> Response:
    """Give a vector for each text."""
    form = await read_form(request, EmbeddingForm)
    texts = texts_of(form)
    done = await embedded(service, caller, request, form.model, texts)
    return json_response(embeddings(form, done.vectors, done.usage.prompt_tokens))


def _model(listed: Listed) -> dict[str, Any]:
    """A model in OpenAI's form, with its window under a name that hosts have for it."""
    entry: dict[str, Any] = {
        "id": listed.name,
        "object": "model",
        "created": 0,
        "owned_by": listed.info.adapter,
    }
    window = listed.info.context_tokens
    return entry | ({"max_model_len": window} if window else {})
