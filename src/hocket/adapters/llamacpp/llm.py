"""The embedded LLM: llama.cpp in a child process, called through its native API.

The server applies the chat template and counts the tokens before anything is generated; schemas
and tool choices constrain decoding.
"""

from __future__ import annotations

import asyncio
import time
from contextlib import aclosing, asynccontextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from hocket.adapters.http.events import EventReader
from hocket.adapters.http.reading import (
    count,
    first_token_in,
    most_chars,
    table,
    tables,
    text_in,
    word,
)
from hocket.adapters.http.thoughts import opens_thoughts
from hocket.adapters.http.truncation import EXACT_SHARE, cut_error
from hocket.adapters.llamacpp import wire
from hocket.adapters.llamacpp.gguf import footprint_of
from hocket.adapters.llamacpp.process import LlamaProcess, check_runtime
from hocket.adapters.llamacpp.weights import WEIGHTS, fetch, find
from hocket.core.digest import canonical
from hocket.core.spending import FREE, Price, before_sending, report_usage
from hocket.errors import ContextOverflowError, RefusedError, Remedy, UnavailableError
from hocket.ports.llm import LlmAnswer, LlmInfo, LlmRequest
from hocket.ports.residence import Footprint, Held

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Mapping, Sequence

    from hocket.core.egress import EgressGate
    from hocket.ports.llm import OnProgress, OnText

TEMPLATES = 32


class LlamaCpp:
    """Implements ``hocket.ports.llm.Llm`` and ``hocket.ports.residence.ResidentHost``.

    Args:
        cache: Folder of the fetched weights.
        gate: Checks every call.
        context_tokens: Context window per answer; an LLM trained for a smaller one gets that.
        parallel: Answers generated at once.
        fetch: Whether missing weights are fetched on first use.
        max_loaded: LLMs kept in memory; the least recently used one is unloaded first.
    """

    counts_in_memory = True

    def __init__(
        self,
        *,
        cache: Path,
        gate: EgressGate,
        context_tokens: int = 8192,
        parallel: int = 1,
        fetch: bool = False,
        max_loaded: int = 1,
    ) -> None:
        self._cache = cache
        self._gate = gate
        self._context_tokens = context_tokens
        self._parallel = parallel
        self._fetch = fetch
        self._max_loaded = max_loaded
        self._loaded: dict[str, LlamaProcess] = {}
        self._loading = asyncio.Lock()
        self._free = asyncio.Condition()
        self._closed = False
        self._counted: dict[tuple[object, ...], tuple[str, int]] = {}

    async def complete(self, request: LlmRequest, on_text: OnText | None = None) -> LlmAnswer:
        """The answer to a prompt; see ``Llm``.

        Raises:
            ContextOverflowError: Prompt and answer exceed the window; nothing was sent.
            MissingExtraError: The runtime is not installed.
            TruncatedError: The process read less of the prompt than it counted before.
            UnavailableError: The weights are not fetched, or the child process died; the message
                ends with its log.
        """
        started = time.monotonic()
        async with self._using(request.llm) as child:
            with before_sending():
                prompt, prompt_tokens = await self._prompt(child, request)
            window = child.context_tokens
            if prompt_tokens + request.max_tokens > window:
                message = (
                    f"{request.llm}: a prompt of {prompt_tokens} tokens and an answer of "
                    f"{request.max_tokens} exceed its window of {window}; shorten the prompt"
                )
                raise ContextOverflowError(message, prompt_tokens=prompt_tokens, window=window)
            body = wire.completion_body(request, prompt)
            # Without the mark in the prompt, the answer would begin within the thoughts.
            opened = "" if "json_schema" in body else opens_thoughts(prompt)
            answer = await self._stream(child, request, body, on_text, opened)
            if 0 < answer.prompt_tokens < EXACT_SHARE * prompt_tokens:
                error = cut_error(
                    child.host.title, request.llm, answer.prompt_tokens, prompt_tokens
                )
                report_usage(error, answer.usage)
                raise error
        return wire.completed(answer, request, time.monotonic() - started)

    async def embed(self, llm: str, texts: Sequence[str]) -> list[list[float]]:  # noqa: ARG002
        """Always refused: chat models produce poor embeddings."""
        message = (
            f"{llm} has no embeddings; use an LLM that does, such as wordllama:l2-supercat or "
            "ollama:nomic-embed-text"
        )
        raise RefusedError(message, llm=llm)

    async def models(self) -> tuple[LlmInfo, ...]:
        """The fetched and the loaded LLMs, in the order of the catalogue.

        Raises:
            MissingExtraError: The runtime is not installed.
        """
        check_runtime()
        fetched = await asyncio.to_thread(self._fetched)
        files = [name for name in self._loaded if name not in WEIGHTS]
        sizes = await asyncio.to_thread(_sizes, files)
        taken = await asyncio.to_thread(self._memory)
        infos = [self._info(n, WEIGHTS[n].size_bytes, WEIGHTS[n].purpose, taken) for n in fetched]
        infos += [self._info(name, sizes[name], "a file", taken) for name in files]
        return tuple(infos)

    async def load(self, llm: str, on_progress: OnProgress | None = None) -> None:
        """Start the LLM's process; weights in the catalogue are fetched first if they are missing.

        Raises:
            RefusedError: The name is neither in the catalogue nor the path of a ``.gguf`` file.
        """
        check_runtime()
        if await asyncio.to_thread(find, llm, self._cache) is None:
            await self._get(llm, on_progress)
        async with self._using(llm):
            return

    async def unload(self, llm: str) -> None:
        """Stop the LLM's process once it has no answers in progress."""
        async with self._free:
            child = self._loaded.get(llm)
            if child is None:
                return
            await self._free.wait_for(lambda: child.users == 0)
            self._loaded.pop(llm, None)
        await child.end()

    async def footprint(self, llm: str) -> Footprint:
        """The memory that the header of its file amounts to.

        Raises:
            UnavailableError: Its weights are not fetched, or cannot be read.
        """
        try:
            path = await asyncio.to_thread(find, llm, self._cache)
            if path is None:
                message = f"The weights of {llm} are not here yet"
                raise UnavailableError(message, llm=llm)
            footprint = await asyncio.to_thread(footprint_of, path, self._parallel)
        except OSError as error:
            message = f"The weights of {llm} cannot be read: {error.strerror}"
            raise UnavailableError(message, llm=llm) from error
        # It is loaded for one window, whatever a call needs.
        return Footprint(footprint.bytes_for(self._context_tokens))

    async def held(self) -> dict[str, Held]:
        """The loaded LLMs, as large as their processes are."""
        loaded = {llm: child for llm, child in self._loaded.items() if child.is_alive}
        return {
            llm: Held(await asyncio.to_thread(child.memory_bytes), child.load_s)
            for llm, child in loaded.items()
        }

    async def warm(self, llm: str) -> None:
        """Start the LLM's process, as the next call would."""
        async with self._using(llm):
            return

    def use_window(self, llm: str, tokens: int) -> None:
        """Do nothing: an LLM has one window here."""

    async def context_tokens(self, llm: str) -> int:
        async with self._using(llm) as child:
            return child.context_tokens

    async def count_tokens(self, request: LlmRequest) -> int:
        """The exact length of the prompt in tokens."""
        async with self._using(request.llm) as child:
            return (await self._prompt(child, request))[1]

    def marks_thoughts(self, llm: str) -> bool:  # noqa: ARG002 - of every LLM
        """A prompt that opens the thoughts has its mark put back before the answer."""
        return True

    def takes(self, llm: str) -> frozenset[str]:  # noqa: ARG002 - the same for all
        """All of sampling, and that a tool has to be called."""
        return wire.TAKEN

    def weights(self, llm: str) -> str:
        """The digest of weights that it fetches; empty of files of yours, which nobody hashed."""
        return WEIGHTS[llm].sha256 if llm in WEIGHTS else ""

    def price(self, llm: str) -> Price:  # noqa: ARG002 - all cost the same
        """Free: it runs on this machine."""
        return FREE

    async def close(self) -> None:
        """Stop all child processes; further calls raise UnavailableError."""
        self._closed = True
        async with self._loading:
            children = list(self._loaded.values())
            self._loaded.clear()
        for child in children:
            await child.end()

    def _fetched(self) -> list[str]:
        return [n for n, weights in WEIGHTS.items() if (self._cache / weights.file_name).is_file()]

    def _memory(self) -> dict[str, int]:
        """What each loaded LLM holds in memory, in bytes."""
        return {name: child.memory_bytes() for name, child in list(self._loaded.items())}

    def _info(self, name: str, size_bytes: int, purpose: str, memory: Mapping[str, int]) -> LlmInfo:
        child = self._loaded.get(name)
        return LlmInfo(
            name=name,
            adapter="llamacpp",
            size_bytes=size_bytes,
            context_tokens=child.context_tokens if child else self._context_tokens,
            loaded=child is not None and child.is_alive,
            details={"purpose": purpose},
            digest=self.weights(name),
            memory_bytes=memory.get(name, 0),
        )

    async def _get(self, llm: str, on_progress: OnProgress | None = None) -> Path:
        weights = WEIGHTS.get(llm)
        if weights is None:
            message = (
                f"{llm!r} is not an embedded LLM; use one of {', '.join(WEIGHTS)}, or the path of "
                "a .gguf file"
            )
            raise RefusedError(message, llm=llm)
        return await fetch(weights, self._cache, on_progress)

    @asynccontextmanager
    async def _using(self, llm: str) -> AsyncIterator[LlamaProcess]:
        """The LLM's process, which is not unloaded while the block runs."""
        child = self._loaded.get(llm)
        if child is None or not child.is_alive or self._closed:
            # One is loaded at a time; those that are loaded answer meanwhile.
            async with self._loading:
                with before_sending():
                    child = await self._ready(llm)
                child.users += 1
        else:
            self._loaded[llm] = self._loaded.pop(llm)  # the most recently used one is last
            child.users += 1
        try:
            yield child
        except UnavailableError as error:
            if not await child.has_ended():
                raise
            message = (
                f"The process of {llm} died; the next call starts it again. Its log:\n{child.log()}"
            )
            raise UnavailableError(message, llm=llm) from error
        finally:
            async with self._free:
                child.users -= 1
                self._free.notify_all()

    async def _ready(self, llm: str) -> LlamaProcess:
        if self._closed:
            message = "The embedded LLMs are closed; create a new LlamaCpp"
            raise UnavailableError(message)
        child = self._loaded.pop(llm, None)
        if child is not None and not child.is_alive:
            await child.end()
            child = None
        if child is None:
            check_runtime()
            path = await asyncio.to_thread(find, llm, self._cache)
            if path is None:
                path = await self._missing(llm)
            await self._make_room()
            child = await LlamaProcess.start(
                path,
                gate=self._gate,
                context_tokens=self._context_tokens,
                parallel=self._parallel,
            )
            await self._cap_window(child)
        self._loaded[llm] = child
        return child

    async def _missing(self, llm: str) -> Path:
        if self._fetch or llm not in WEIGHTS:
            return await self._get(llm)
        message = f"The weights of {llm} are not here yet"
        raise UnavailableError(message, remedy=Remedy("fetch_llm", {"llm": llm}), llm=llm)

    async def _make_room(self) -> None:
        while len(self._loaded) >= self._max_loaded:
            async with self._free:
                await self._free.wait_for(lambda: any(c.users == 0 for c in self._loaded.values()))
                name = next(n for n, c in self._loaded.items() if c.users == 0)
                child = self._loaded.pop(name)
            await child.end()

    async def _cap_window(self, child: LlamaProcess) -> None:
        """Limit the window to the one the LLM was trained for; the server may allot more."""
        listed = await child.host.call("GET", "/v1/models")
        entry = next(iter(tables(table(listed).get("data"))), {})
        trained_tokens = count(table(entry.get("meta")).get("n_ctx_train"))
        child.context_tokens = min(child.context_tokens, trained_tokens or child.context_tokens)

    async def _prompt(self, child: LlamaProcess, request: LlmRequest) -> tuple[str, int]:
        """The exact text of the prompt and its length in tokens."""
        template = {"messages": wire.chat(request)}
        key = (request.llm, canonical(template))
        cached = self._counted.get(key)
        if cached is not None:
            return cached
        applied = table(await child.host.call("POST", "/apply-template", template))
        prompt = word(applied.get("prompt"))
        body = {"content": prompt, "add_special": True, "parse_special": True}
        tokens = table(await child.host.call("POST", "/tokenize", body)).get("tokens")
        if not prompt or not isinstance(tokens, list):
            message = f"The process of {request.llm} did not count its prompt; try again"
            raise UnavailableError(message, llm=request.llm)
        while len(self._counted) >= TEMPLATES:
            self._counted.pop(next(iter(self._counted)))
        self._counted[key] = (prompt, len(tokens))
        return prompt, len(tokens)

    async def _stream(
        self,
        child: LlamaProcess,
        request: LlmRequest,
        body: dict[str, Any],
        on_text: OnText | None,
        text: str,
    ) -> LlmAnswer:
        if text and on_text is not None:
            on_text(text)
        first_token: dict[str, float] = {}
        async with (
            child.host.stream("/completion", body, timeout_s=request.timeout_s) as lines,
            aclosing(EventReader(lines, "the embedded LLM").events()) as events,
        ):
            async for event in events:
                if "error" in event:
                    raise wire.error_of(event["error"])
                piece = text_in(event.get("content"))
                text += piece
                if piece and on_text is not None:
                    on_text(piece)
                if not first_token:
                    first_token = first_token_in(event.get("completion_probabilities"))
                if event.get("stop") is True or len(text) > most_chars(request.max_tokens):
                    return wire.answer_of(event, text, first_token)
        message = f"{request.llm} stopped in the middle of its answer; try again"
        raise UnavailableError(message, llm=request.llm)


def _sizes(files: Sequence[str]) -> dict[str, int]:
    """The sizes of these files in bytes; 0 for one that is gone."""
    paths = {name: Path(name).expanduser() for name in files}
    return {name: path.stat().st_size if path.is_file() else 0 for name, path in paths.items()}
