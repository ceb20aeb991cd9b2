"""Calls of LLMs through other APIs: counted, limited and recorded in the audit log."""

from __future__ import annotations

import asyncio
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING, Any

from hocket.app.chat import answer, counted, refuse_images
from hocket.app.directory import Listed
from hocket.app.orchestra import (
    NAME,
    goal_of,
    is_orchestra,
    new_run,
    orchestra_info,
    perform,
    unseen,
)
from hocket.app.pictures import fetched_picture
from hocket.core.spending import estimated_tokens, usage_in
from hocket.core.usage import NO_USAGE, Usage
from hocket.errors import InvalidInputError, OrchestrationError
from hocket.server.access import admitted
from hocket.server.capacity import counted_stream, refuse_while_draining
from hocket.server.facades.pictures import fetch_into
from hocket.server.problems import Problem, problem_of

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Iterator

    from starlette.requests import Request

    from hocket.app.chat import Chat
    from hocket.ports.llm import LlmAnswer, OnText
    from hocket.server.access import Caller
    from hocket.server.facades.delivery import Work
    from hocket.server.service import Service

LEFT = "client left"
FAULT = "failed"
DONE = "done"


class Ledger:
    """Writes what calls took to the audit log.

    Args:
        service: A loaded service.
        caller: Who calls.
        request: The request of the call.
    """

    def __init__(self, service: Service, caller: Caller, request: Request) -> None:
        self._service = service
        self._caller = caller
        self._address = request.client.host if request.client else "local"

    async def write(self, action: str, llm: str, outcome: str, usage: Usage) -> None:
        """Add an entry on one call."""
        await self._service.audit.write(
            subject=self._caller.subject,
            role=self._caller.principal.role,
            action=action,
            target=llm,
            outcome=outcome,
            address=self._address,
            usage=usage,
        )

    def write_later(self, action: str, llm: str, outcome: str, usage: Usage) -> None:
        """The same where the caller is being cancelled, and must not wait."""
        self._service.spawn(self.write(action, llm, outcome, usage))


async def chat_work(service: Service, caller: Caller, request: Request, chat: Chat) -> Work:
    """The work of answering a chat: by the LLM that it names, or by a run.

    Raises:
        NotFoundError: There is no such LLM.
        InvalidInputError: Its name is that of several, or the chat is none that a run answers.
        Problem: 403, the caller may start no runs; 503, the server is stopping.
    """
    refuse_while_draining(service)
    ledger = Ledger(service, caller, request)
    if is_orchestra(chat.llm):
        admitted(caller.principal, "run.submit")
        goal_of(chat)

        async def performed(on_text: OnText, on_thought: OnText) -> LlmAnswer:
            with counted_stream(service):
                return await _performed(service, ledger, chat, on_text, on_thought)

        return performed
    llm = await service.directory.find(chat.llm)

    async def work(on_text: OnText, on_thought: OnText) -> LlmAnswer:
        with in_traffic(service):
            return await _answered(service, ledger, chat, llm, on_text, on_thought)

    return work


def with_pictures(service: Service) -> Callable[[dict[str, Any]], Awaitable[bool]]:
    """Fetches the images of a request that are at addresses, as far as the settings permit.

    None is fetched for a model that would not be shown it.
    """
    settings = service.hocket.settings

    async def prepare(body: dict[str, Any]) -> bool:
        async def admit(field: str) -> None:
            if is_orchestra(body["model"]):
                raise unseen(field)
            llm = await service.directory.find(body["model"])
            await refuse_images(service.hocket, llm, field)

        fetch = partial(fetched_picture, settings)
        return await fetch_into(body, admit, fetch, service.bounds.upload_bytes)

    return prepare


async def listed_llms(service: Service) -> list[Listed]:
    """The orchestra, and the LLMs of all hosts that answer."""
    return [Listed(NAME, orchestra_info()), *await service.directory.all()]


async def one_llm(service: Service, name: str) -> Listed:
    """The orchestra, or one LLM.

    Raises:
        NotFoundError: No host lists it.
        InvalidInputError: Several hosts have it.
    """
    if is_orchestra(name):
        return Listed(NAME, orchestra_info())
    return await service.directory.get(name)


async def counted_tokens(service: Service, chat: Chat) -> int:
    """The length of a prompt: exact if its host can count, else an estimate not too low.

    Raises:
        NotFoundError: There is no such LLM.
        InvalidInputError: Its name is that of several, or of the orchestra.
    """
    if is_orchestra(chat.llm):
        message = f"model: {NAME} has no tokens of its own; count those of another model"
        raise InvalidInputError(message, param="model")
    llm = await service.directory.find(chat.llm)
    return await counted(service.hocket, chat, llm)


@dataclass(frozen=True, slots=True)
class Embedded:
    """The vectors of texts, in their order, and what they took."""

    vectors: list[list[float]]
    usage: Usage


async def embedded(
    service: Service, caller: Caller, request: Request, name: str, texts: list[str]
) -> Embedded:
    """Embed texts, and record it.

    Raises:
        NotFoundError: There is no such LLM.
        InvalidInputError: Its name is that of several.
        UnavailableError, RefusedError: From the host, also where it has no embeddings.
        Problem: 503, the server is stopping.
    """
    refuse_while_draining(service)
    llm = await service.directory.find(name)
    ledger = Ledger(service, caller, request)
    tokens = sum(map(estimated_tokens, texts))
    usage = Usage(calls=1, prompt_tokens=tokens, estimated_tokens=tokens)
    began_us = service.clock.now_us()
    with in_traffic(service):
        try:
            vectors = await service.hocket.llm.embed(llm, texts)
        except OrchestrationError as error:
            await ledger.write("embed", llm, str(problem_of(error).status), NO_USAGE)
            raise
    seconds = (service.clock.now_us() - began_us) / 1e6
    usage = usage.model_copy(update={"seconds": seconds})
    await ledger.write("embed", llm, DONE, usage)
    return Embedded(vectors, usage)


@contextmanager
def in_traffic(service: Service) -> Iterator[None]:
    """Count a call: it is one of the open streams, and a shutdown waits for it.

    Raises:
        Problem: 503, too many streams are open.
    """
    traffic = service.hocket.traffic
    with counted_stream(service):
        traffic.begin()
        try:
            yield
        finally:
            traffic.end()


async def _answered(
    service: Service, ledger: Ledger, chat: Chat, llm: str, on_text: OnText, on_thought: OnText
) -> LlmAnswer:
    began_us = service.clock.now_us()

    def spent(error: OrchestrationError | asyncio.CancelledError) -> Usage:
        seconds = (service.clock.now_us() - began_us) / 1e6
        usage = usage_in(error)
        return usage.model_copy(update={"seconds": usage.seconds or seconds})

    try:
        said = await answer(service.hocket, chat, llm, on_text, on_thought)
    except asyncio.CancelledError as error:
        ledger.write_later("answer", llm, LEFT, spent(error))
        raise
    except OrchestrationError as error:
        await ledger.write("answer", llm, str(problem_of(error).status), spent(error))
        raise
    except Problem as problem:
        await ledger.write("answer", llm, str(problem.status), NO_USAGE)
        raise
    except Exception:
        await ledger.write("answer", llm, FAULT, NO_USAGE)
        raise
    await ledger.write("answer", llm, DONE, said.usage)
    return said.answer


async def _performed(
    service: Service, ledger: Ledger, chat: Chat, on_text: OnText, on_thought: OnText
) -> LlmAnswer:
    """The answer of a run; what its calls took is in its own journal too."""
    run_id = new_run()
    target = f"{NAME} {run_id}"
    began_us = service.clock.now_us()
    try:
        said = await perform(service.hocket, chat, run_id, on_text, on_thought)
    except asyncio.CancelledError:
        ledger.write_later("answer", target, LEFT, NO_USAGE)
        raise
    except OrchestrationError as error:
        await ledger.write("answer", target, str(problem_of(error).status), NO_USAGE)
        raise
    except Exception:
        await ledger.write("answer", target, FAULT, NO_USAGE)
        raise
    said = replace(said, total_s=(service.clock.now_us() - began_us) / 1e6)
    await ledger.write("answer", target, DONE, said.usage)
    return said
