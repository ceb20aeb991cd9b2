"""Models on an Ollama server, over its native API.

Every request sets the context window (``num_ctx``): without it the server uses a small one and
silently truncates longer prompts. Newer servers are asked to refuse such prompts instead; what
others read is compared with what was sent (``adapters/http/truncation.py``).
"""

from __future__ import annotations

from contextlib import aclosing, suppress
from dataclasses import replace
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from hocket.adapters.http.asking import asked
from hocket.adapters.http.endings import Endings
from hocket.adapters.http.events import EventReader
from hocket.adapters.http.host import HttpHost
from hocket.adapters.http.parts import LeftOut
from hocket.adapters.http.reading import (
    count,
    digest_of,
    first_token_in,
    listed,
    most_chars,
    table,
    tables,
    text_in,
    vector_in,
    word,
)
from hocket.adapters.http.refusal import HttpRefusal, fault_in, reason_in, status_in
from hocket.adapters.http.thoughts import thoughts_in
from hocket.adapters.http.token_estimate import most_tokens, most_tokens_in, refuse_too_long
from hocket.adapters.http.tool_calls import with_own_ids
from hocket.adapters.http.truncation import TruncationDetector
from hocket.adapters.ollama.refusal import error_of
from hocket.adapters.ollama.wire import (
    SEES,
    TAKEN,
    answer_of,
    can_of,
    chat_body,
    context_length,
    info_of,
    native,
    sent_parts,
    tool_call_of,
)
from hocket.core.spending import FREE, Price, before_sending, was_sent
from hocket.errors import (
    AdapterError,
    DeadlineExceededError,
    OrchestrationError,
    RefusedError,
    TruncatedError,
    UnavailableError,
)
from hocket.ports.llm import tell_thought

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Collection, Iterable, Mapping, Sequence

    from hocket.adapters.http.lines import Lines
    from hocket.adapters.http.memory import RefusalMemory
    from hocket.core.egress import EgressGate
    from hocket.ports.llm import (
        LlmAnswer,
        LlmInfo,
        LlmRequest,
        OnProgress,
        OnText,
        ToolCall,
    )

DEFAULT_URL = "http://127.0.0.1:11434"
_LOAD_S = 600.0
_PULL_S = 24 * 3600.0
_NOT_FOUND = 404
_DENIED = (401, 402, 403)
_TRUE = (True, "true", "True")
_NO_TEXT = {"num_predict": 1}
"""Ollama generates nothing for an empty prompt, but a proxy in its place may."""


class Ollama:
    """An ``Llm`` on an Ollama server.

    Args:
        url: Where the server listens.
        gate: Checks every call.
        context_tokens: Context window of a request, unless the LLM was trained for a smaller one.
        keep_alive: How long the server keeps an LLM in memory after a call, such as ``10m``.
        connections: Maximum number of concurrent calls.
        leave_out: Optional parts of a request that the server refuses, by name of the LLM, where
            ``*`` stands for all; what it refuses besides is learned from its refusals.
        memory: Keeps what was learned between processes.

    Raises:
        ConfigError: ``url`` is not a URL.
    """

    def __init__(
        self,
        *,
        url: str = DEFAULT_URL,
        gate: EgressGate,
        context_tokens: int = 8192,
        keep_alive: str = "10m",
        connections: int = 8,
        leave_out: Mapping[str, Collection[str]] = MappingProxyType({}),
        memory: RefusalMemory | None = None,
    ) -> None:
        self._host = HttpHost(
            url,
            gate=gate,
            name="Ollama",
            way_out="start it with `ollama serve`, or set its URL",
            refusal=lambda refusal: error_of(refusal, self._host.title),
            connections=connections,
        )
        self._max_context_tokens = context_tokens
        self._keep_alive = keep_alive
        self._details: dict[str, dict[str, Any]] = {}
        self._windows: dict[str, int] = {}
        self._classes: dict[str, int] = {}
        self._digests: dict[str, str] = {}
        self._left_out = LeftOut(leave_out, memory)
        self._truncation = TruncationDetector(self._host.title)
        self._endings = Endings(self._host.title)

    async def version(self) -> str:
        """The server's version; the cheapest way to check that it is running."""
        body = await self._host.call("GET", "/api/version", timeout_s=5.0)
        return word(table(body).get("version"))

    async def complete(self, request: LlmRequest, on_text: OnText | None = None) -> LlmAnswer:
        """The answer to a prompt; see ``Llm``.

        Raises:
            ContextOverflowError: Prompt and answer may exceed the window, and nothing was sent; or
                the server refused the prompt.
            TruncatedError: The server's counts show that it did not read the whole prompt.
        """
        answer = await self._send(request, on_text)
        try:
            return await self._truncation.checked(
                request, answer, self._send, key=self._digests.get(request.llm, "")
            )
        except TruncatedError as error:
            await self._learn_window(request.llm, error)
            raise

    async def _send(self, request: LlmRequest, on_text: OnText | None = None) -> LlmAnswer:
        with before_sending():
            details = await self._show(request.llm)
            thinks = "thinking" in can_of(details)
        return await asked(
            request,
            self._left_out,
            digest=self._digests.get(request.llm, ""),
            sent=lambda said, left_out: sent_parts(said, left_out, thinks=thinks),
            ask=lambda said, left_out: self._ask(said, left_out, on_text, thinks=thinks),
        )

    async def _ask(
        self,
        request: LlmRequest,
        left_out: frozenset[str],
        on_text: OnText | None,
        *,
        thinks: bool,
    ) -> LlmAnswer:
        with before_sending():
            window = await self.context_tokens(request.llm)
            window = min(window, self._classes.get(request.llm, window))
        refuse_too_long(request, window)
        body = chat_body(
            request,
            sent_parts(request, left_out, thinks=thinks),
            window=window,
            keep_alive=self._keep_alive,
        )
        async with self._host.stream("/api/chat", body, timeout_s=request.timeout_s) as lines:
            return await self._read_answer(request, lines, on_text)

    async def embed(self, llm: str, texts: Sequence[str]) -> list[list[float]]:
        """One vector of norm 1 per text; see ``Llm``."""
        if not texts:
            return []
        body = {
            "model": llm,
            "input": list(texts),
            "truncate": False,
            "keep_alive": self._keep_alive,
            "options": {"num_ctx": await self.context_tokens(llm)},
        }
        answer = await self._host.call("POST", "/api/embed", body, timeout_s=_LOAD_S)
        listed = table(answer).get("embeddings")
        vectors = [vector_in(vector) for vector in listed] if isinstance(listed, list) else []
        if len(vectors) != len(texts) or not all(vectors):
            message = (
                f"{self._host.title}: {llm} gave {sum(map(bool, vectors))} vectors for "
                f"{len(texts)} texts; use an LLM with embeddings"
            )
            raise RefusedError(message, llm=llm)
        return vectors

    async def models(self) -> tuple[LlmInfo, ...]:
        """The LLMs that the server has, sorted by name."""
        tags = listed(await self._host.call("GET", "/api/tags"))
        self._note_digests(tags)
        loaded = await self._running()
        self._details.clear()  # an LLM may have been pulled again under the same name
        infos = []
        for name, tag in tags:
            details = await self._show_or_nothing(name)
            window = self._window(name, details)
            infos.append(info_of(name, tag, details, window, loaded.get(name)))
        return tuple(infos)

    async def load(self, llm: str, on_progress: OnProgress | None = None) -> None:
        """Load an LLM into memory; it is pulled first if the server does not have it.

        While it is pulled, ``on_progress`` gets (status, bytes done, bytes of the part).
        """
        if not await self._has(llm):
            await self._pull(llm, on_progress)
        details = await self._show(llm)
        options = {"num_ctx": self._window(llm, details), **_NO_TEXT}
        body: dict[str, Any] = {"model": llm, "keep_alive": self._keep_alive, "options": options}
        if "completion" in (can_of(details) or ("completion",)):
            # An empty prompt loads the LLM and generates nothing.
            await self._host.call(
                "POST", "/api/generate", body | {"stream": False}, timeout_s=_LOAD_S
            )
        else:
            await self._host.call("POST", "/api/embed", body | {"input": []}, timeout_s=_LOAD_S)

    async def unload(self, llm: str) -> None:
        """Free the memory of an LLM; no error if it is not loaded."""
        body = {"model": llm, "keep_alive": 0, "stream": False, "options": _NO_TEXT}
        await self._host.call("POST", "/api/generate", body)

    async def context_tokens(self, llm: str) -> int:
        """The context window of a request: the configured one or the LLM's own, if smaller."""
        return self._window(llm, await self._show(llm))

    async def count_tokens(self, request: LlmRequest) -> int:
        """An upper estimate: Ollama offers no tokenizer."""
        return most_tokens(request)

    def takes(self, llm: str) -> frozenset[str]:
        """All of sampling; images if the server said that the LLM sees them: old ones drop them."""
        details = self._details.get(llm) or self._details.get(f"{llm}:latest", {})
        return TAKEN | ({"images"} if SEES in can_of(details) else set())

    def price(self, llm: str) -> Price:  # noqa: ARG002 - all cost the same
        """Free: it runs on a machine of yours."""
        return FREE

    async def close(self) -> None:
        """Close all connections; further calls raise UnavailableError."""
        await self._host.close()

    def _window(self, llm: str, details: dict[str, Any]) -> int:
        limits = (self._max_context_tokens, context_length(details), self._windows.get(llm, 0))
        return min(limit for limit in limits if limit)

    async def _show(self, llm: str) -> dict[str, Any]:
        if llm not in self._details:
            try:
                details = await self._host.call("POST", "/api/show", {"model": llm})
                self._details[llm] = table(details)
            except (RefusedError, UnavailableError) as error:
                status = error.context.get("status")
                if not was_sent(error) or status in _DENIED or "llm_missing" in error.context:
                    raise
                if isinstance(error, RefusedError):
                    self._details[llm] = {}  # a server that has Ollama's API without this call
            with suppress(AdapterError, DeadlineExceededError):  # only what is learned needs it
                self._note_digests(listed(await self._host.call("GET", "/api/tags")))
        return self._details.get(llm, {})

    def _note_digests(self, tags: Iterable[tuple[str, dict[str, Any]]]) -> None:
        for name, tag in tags:
            self._digests[name] = self._digests[name.removesuffix(":latest")] = digest_of(tag)

    async def _has(self, llm: str) -> bool:
        try:
            await self._show(llm)
        except RefusedError as error:
            if error.context.get("status") == _NOT_FOUND:
                return False
            raise
        return True

    async def _show_or_nothing(self, llm: str) -> dict[str, Any]:
        try:
            return await self._show(llm)
        except RefusedError:
            return {}  # removed since it was listed, or a proxy without this call

    async def _running(self) -> dict[str, dict[str, Any]]:
        """What is in memory, by name; nothing if the server does not say: no answer needs it."""
        try:
            return dict(listed(await self._host.call("GET", "/api/ps")))
        except (AdapterError, DeadlineExceededError):
            return {}

    async def _pull(self, llm: str, on_progress: OnProgress | None) -> None:
        async with self._host.stream("/api/pull", {"model": llm}, timeout_s=_PULL_S) as lines:
            async for line in self._objects(EventReader(lines, self._host.title)):
                status = word(line.get("status"))
                if on_progress is not None:
                    on_progress(status, count(line.get("completed")), count(line.get("total")))
                if status == "success":
                    return
        message = f"{self._host.title} stopped while pulling {llm}; load it again to continue"
        raise UnavailableError(message, llm=llm)

    async def _read_answer(
        self, request: LlmRequest, lines: Lines, on_text: OnText | None
    ) -> LlmAnswer:
        texts: list[str] = []
        thoughts: list[str] = []
        chars = 0
        calls: list[ToolCall] = []
        first_token: dict[str, float] = {}
        last: dict[str, Any] = {}
        reader = EventReader(lines, self._host.title)
        async for value in self._objects(reader):
            last = line = native(value)
            message = table(line.get("message"))
            if hidden := "".join(thoughts_in(message)):
                thoughts.append(hidden)
                tell_thought(on_text, hidden)
                chars += len(hidden)
            if text := text_in(message.get("content")) or text_in(line.get("response")):
                texts.append(text)
                chars += len(text)
                if on_text is not None:
                    on_text(text)
            calls += map(tool_call_of, tables(message.get("tool_calls")))
            if request.logprobs and not first_token:
                first_token = first_token_in(line.get("logprobs"))
            if chars > most_chars(request.max_tokens):
                last = {**line, "done_reason": "length", "done": True}
                break
            if line.get("done") in _TRUE:
                break
        # A server that does not say when it is done may end its stream, or count its tokens.
        counted = last.get("done_reason") or count(last.get("eval_count"))
        unverified = self._endings.judge(
            request.llm,
            is_said=bool(last.get("done") in _TRUE or reader.is_complete or counted),
            has_arrived=lines.is_framed and chars > 0,
        )
        if unverified and most_tokens_in("".join(thoughts + texts)) >= request.max_tokens:
            last = {**last, "done_reason": "length"}  # nobody says that it was not cut there
        answer = answer_of(request, last, "".join(texts), with_own_ids(calls), first_token)
        return replace(answer, thoughts="".join(thoughts), unverified=unverified)

    async def _objects(self, reader: EventReader) -> AsyncIterator[dict[str, Any]]:
        async with aclosing(reader.events()) as events:
            async for value in events:
                fault = fault_in(value)
                if fault is not None:
                    # The status came before the error, which within a stream is the server's.
                    reason = self._host.clean(reason_in(fault))
                    raise error_of(
                        HttpRefusal(status_in(fault, 500), reason, value), self._host.title
                    )
                yield value

    async def _learn_window(self, llm: str, error: TruncatedError) -> None:
        """Remember the window that the server really uses; the one that it reports, if smaller."""
        windows = [count(error.context.get("window"))]
        with suppress(OrchestrationError):  # the window that its count shows is enough
            running = await self._running()
            entry = running.get(llm) or running.get(f"{llm}:latest") or {}
            windows.append(count(entry.get("context_length")))
        self._windows[llm] = min(filter(None, windows), default=0)
