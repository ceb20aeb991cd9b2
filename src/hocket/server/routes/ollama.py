"""Ollama's API over hocket's models: list and describe them, chat, generate, embed."""

from __future__ import annotations

import re
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Request
from pydantic import Field
from starlette.responses import Response

from hocket.app.orchestra import is_orchestra
from hocket.projections.moment import moment
from hocket.server.access import Caller, Need, admitted
from hocket.server.facades.calls import chat_work, embedded, listed_llms, one_llm
from hocket.server.facades.delivery import Streamed, Whole, json_response
from hocket.server.facades.forms import Form, misfit, read_form, refuse_others
from hocket.server.facades.ollama.chat import (
    AnyForm,
    ChatForm,
    PromptForm,
    chat_of,
    chat_of_prompt,
    counts_of,
    message_body,
    prompt_body,
)
from hocket.server.facades.ollama.models import entry_of, running_entry, shown
from hocket.server.facades.ollama.stream import LineWriter
from hocket.server.routes.parts import Served
from hocket.server.routes.system import VERSION
from hocket.server.service import Service

router = APIRouter(prefix="/api", include_in_schema=False)

API_LEVEL = "0.12.0"
"""The version of Ollama whose API this is, by which programs choose what to send."""

Reader = Annotated[Caller, Depends(Need("model.read"))]
User = Annotated[Caller, Depends(Need("model.use"))]


class ModelForm(Form):
    """A request about one model; old programs call it ``name``."""

    model: str = ""
    name: str = ""


class EmbedForm(Form):
    """A request to ``/api/embed``."""

    model: str = Field(min_length=1, max_length=200)
    input: str | list[str]
    options: dict[str, Any] | None = None


class EmbeddingForm(Form):
    """A request to ``/api/embeddings``, the older one."""

    model: str = Field(min_length=1, max_length=200)
    prompt: str
    options: dict[str, Any] | None = None


@router.api_route("/version", methods=["GET", "HEAD"])
async def get_ollama_version(request: Request) -> Response:
    """Tell the version of Ollama that is spoken here, and of hocket."""
    return json_response({"version": API_LEVEL, "hocket": VERSION})


@router.api_route("/tags", methods=["GET", "HEAD"])
async def list_tags(request: Request, service: Served, caller: Reader) -> Response:
    """List the models of all hosts that answer."""
    return json_response({"models": [entry_of(e) for e in await listed_llms(service)]})


@router.api_route("/ps", methods=["GET", "HEAD"])
async def list_running(request: Request, service: Served, caller: Reader) -> Response:
    """List the models in memory."""
    listed = await service.directory.all()
    return json_response({"models": [running_entry(e) for e in listed if e.info.loaded]})


@router.post("/show")
async def show_model(request: Request, service: Served, caller: Reader) -> Response:
    """Describe a model."""
    form = await read_form(request, ModelForm)
    if not (name := form.model or form.name):
        raise misfit("model", "it is missing; name a model")
    return json_response(shown(await one_llm(service, name)))


@router.post("/chat")
async def chat(request: Request, service: Served, caller: User) -> Response:
    """Answer a chat, as a stream unless told otherwise."""
    form = await read_form(request, ChatForm)
    if not form.messages:
        loaded = {"message": {"role": "assistant", "content": ""}}
        return await _load(service, caller, form, loaded)
    work = await chat_work(service, caller, request, chat_of(form))
    if form.stream is not False:
        writer = LineWriter(form.model, lambda: _now(service), is_chat=True)
        return Streamed(work, writer, service.bounds.silence_s)
    return Whole(work, lambda a: {**_head(service, form), **message_body(a), **counts_of(a)})


@router.post("/generate")
async def generate(request: Request, service: Served, caller: User) -> Response:
    """Answer a prompt, as a stream unless told otherwise."""
    form = await read_form(request, PromptForm)
    if not form.prompt:
        return await _load(service, caller, form, {"response": ""})
    work = await chat_work(service, caller, request, chat_of_prompt(form))
    if form.stream is not False:
        writer = LineWriter(form.model, lambda: _now(service), is_chat=False)
        return Streamed(work, writer, service.bounds.silence_s)
    return Whole(work, lambda a: {**_head(service, form), **prompt_body(a), **counts_of(a)})


@router.post("/embed")
async def embed(request: Request, service: Served, caller: User) -> Response:
    """Give a vector for each text; none is cut."""
    form = await read_form(request, EmbedForm)
    refuse_others(form.model_extra, harmless=("keep_alive", "truncate"), neutral={})
    texts = [form.input] if isinstance(form.input, str) else form.input
    done = await embedded(service, caller, request, form.model, texts)
    return json_response(
        {
            "model": form.model,
            "embeddings": done.vectors,
            "total_duration": round(done.usage.seconds * 1e9),
            "load_duration": 0,
            "prompt_eval_count": done.usage.prompt_tokens,
        }
    )


@router.post("/embeddings")
async def embed_prompt(request: Request, service: Served, caller: User) -> Response:
    """Give the vector of one text; it is not cut."""
    form = await read_form(request, EmbeddingForm)
    refuse_others(form.model_extra, harmless=("keep_alive",), neutral={})
    done = await embedded(service, caller, request, form.model, [form.prompt])
    return json_response({"embedding": done.vectors[0]})


async def _load(service: Service, caller: Caller, form: AnyForm, said: dict[str, Any]) -> Response:
    """Load a model, or unload it, as a request without words asks for."""
    is_out = _is_nothing((form.model_extra or {}).get("keep_alive"))
    if not is_orchestra(form.model):
        admitted(caller.principal, "model.manage")
        listed = await service.directory.get(form.model)  # never one that would be fetched
        llm = service.hocket.llm
        await (llm.unload(listed.name) if is_out else llm.load(listed.name))
    end = {"done": True, "done_reason": "unload" if is_out else "load"}
    return json_response({**_head(service, form), **said, **end})


def _is_nothing(duration: Any) -> bool:
    """Whether a time to stay in memory, in seconds or such as ``0s`` or ``5m``, is none."""
    if isinstance(duration, str):
        return bool(re.fullmatch(r"0+(\.0*)?(ns|us|µs|ms|s|m|h)?", duration.strip()))
    return isinstance(duration, int | float) and duration == 0


def _head(service: Service, form: AnyForm) -> dict[str, str]:
    return {"model": form.model, "created_at": _now(service)}


def _now(service: Service) -> str:
    return moment(service.clock.now_us()).isoformat().replace("+00:00", "Z")
