"""Records the answers of an LLM and replays them without it, keyed by the whole request."""

from __future__ import annotations

import asyncio
import json
from collections import defaultdict
from dataclasses import asdict
from difflib import SequenceMatcher
from typing import TYPE_CHECKING, Any

from hocket.core.digest import canonical, digest
from hocket.core.spending import FREE
from hocket.engine.llm_wire import decode_answer, encode_answer, encode_request
from hocket.errors import InvalidInputError, OrchestrationError, RefusedError, UnavailableError
from hocket.ports.llm import LlmInfo, price_of

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Sequence
    from pathlib import Path

    from hocket.core.spending import Price
    from hocket.ports.llm import Llm, LlmAnswer, LlmRequest, OnProgress, OnText

_EXCERPT_CHARS = 40


class RecordedLlm:
    """An ``Llm`` that replays a recording or, with an inner LLM, makes one.

    The file has one JSON object per line. A repeated request gets its recorded answers in order,
    then the last one again. Errors are recorded and raised again.

    Args:
        inner: The LLM to record; None to replay.
        path: The file of the recording; a recorder appends to it.
    """

    def __init__(self, inner: Llm | None, path: Path) -> None:
        self._inner = inner
        self._path = path
        self._lock = asyncio.Lock()
        self._entries: dict[tuple[str, str], list[dict[str, Any]]] | None = None
        self._played: defaultdict[tuple[str, str], int] = defaultdict(int)
        self._closed = False

    async def complete(self, request: LlmRequest, on_text: OnText | None = None) -> LlmAnswer:
        """The recorded answer to this exact request; its text is streamed in one piece.

        Raises:
            RefusedError: It is not in the recording; names its digest and the nearest request.
            InvalidInputError: The file cannot be read; names the line.
        """

        async def ask(inner: Llm) -> Any:
            return json.loads(encode_answer(await inner.complete(request, on_text)))

        answer = decode_answer(canonical(await self._call("complete", _plain(request), ask)))
        if self._inner is None and on_text is not None and answer.text:
            on_text(answer.text)
        return answer

    async def embed(self, llm: str, texts: Sequence[str]) -> list[list[float]]:
        """The recorded vectors."""

        async def ask(inner: Llm) -> Any:
            return await inner.embed(llm, texts)

        vectors: list[list[float]] = await self._call(
            "embed", {"llm": llm, "texts": list(texts)}, ask
        )
        return vectors

    async def models(self) -> tuple[LlmInfo, ...]:
        """The recorded list of LLMs."""

        async def ask(inner: Llm) -> Any:
            return [asdict(entry) for entry in await inner.models()]

        return tuple(LlmInfo(**entry) for entry in await self._call("models", {}, ask))

    async def load(self, llm: str, on_progress: OnProgress | None = None) -> None:
        """Load an LLM; recorded, so that a replay raises the same errors."""

        async def ask(inner: Llm) -> Any:
            await inner.load(llm, on_progress)

        await self._call("load", {"llm": llm}, ask)

    async def unload(self, llm: str) -> None:
        """Unload an LLM; recorded."""

        async def ask(inner: Llm) -> Any:
            await inner.unload(llm)

        await self._call("unload", {"llm": llm}, ask)

    async def context_tokens(self, llm: str) -> int:
        """The recorded context window."""

        async def ask(inner: Llm) -> Any:
            return await inner.context_tokens(llm)

        return int(await self._call("context_tokens", {"llm": llm}, ask))

    async def count_tokens(self, request: LlmRequest) -> int:
        """The recorded number of tokens."""

        async def ask(inner: Llm) -> Any:
            return await inner.count_tokens(request)

        return int(await self._call("count_tokens", _plain(request), ask))

    def price(self, llm: str) -> Price | None:
        """The price of the LLM while it is recorded; a replay costs nothing."""
        return FREE if self._inner is None else price_of(self._inner, llm)

    async def close(self) -> None:
        """Close the inner LLM; further calls raise UnavailableError."""
        self._closed = True
        if self._inner is not None:
            await self._inner.close()

    async def _call(self, call: str, request: Any, ask: Callable[[Llm], Awaitable[Any]]) -> Any:
        if self._closed:
            message = f"The recording {self._path} is closed; open it again"
            raise UnavailableError(message)
        key = digest(canonical(request))
        if self._inner is None:
            return await self._replay(call, key, request)
        entry: dict[str, Any] = {"call": call, "digest": key, "request": request}
        try:
            entry["answer"] = await ask(self._inner)
        except OrchestrationError as error:
            await self._write(entry | {"error": error.to_json()})
            raise
        await self._write(entry)
        return entry["answer"]

    async def _replay(self, call: str, key: str, request: Any) -> Any:
        async with self._lock:
            if self._entries is None:
                self._entries = await asyncio.to_thread(_read, self._path)
        entries = self._entries.get((call, key))
        if not entries:
            raise self._unknown(call, key, request)
        entry = entries[min(self._played[call, key], len(entries) - 1)]
        self._played[call, key] += 1
        if "error" in entry:
            raise _error(entry["error"])
        return entry["answer"]

    async def _write(self, entry: dict[str, Any]) -> None:
        line = canonical(entry) + b"\n"
        async with self._lock:
            await asyncio.to_thread(_append, self._path, line)

    def _unknown(self, call: str, key: str, request: Any) -> RefusedError:
        candidates = [
            entries[0] for (kind, _), entries in (self._entries or {}).items() if kind == call
        ]
        message = f"{self._path} has no {call} with digest {key}"
        if not candidates:
            return RefusedError(f"{message} and none to compare; record it", digest=key)
        text = canonical(request).decode()
        matcher = SequenceMatcher(b=text, autojunk=False)

        def similarity(entry: dict[str, Any]) -> float:
            matcher.set_seq1(canonical(entry["request"]).decode())
            return matcher.quick_ratio()

        nearest = max(candidates, key=similarity)
        where = difference(nearest["request"], request)
        nearest_key = nearest["digest"]
        return RefusedError(
            f"{message}; the nearest, {nearest_key[:12]}, differs at {where}; record it again",
            digest=key,
            nearest=nearest_key,
        )


def difference(recorded: Any, requested: Any, path: str = "") -> str:
    """The first difference of two JSON values, in words; empty if they are equal.

    Examples:
        >>> difference({"llm": "a", "seed": 1}, {"llm": "a", "seed": 2})
        'seed: recorded 1, requested 2'
    """
    if isinstance(recorded, dict) and isinstance(requested, dict):
        for name in sorted(recorded.keys() | requested.keys()):
            inner = difference(
                recorded.get(name), requested.get(name), f"{path}.{name}".lstrip(".")
            )
            if inner:
                return inner
        return ""
    if (
        isinstance(recorded, list)
        and isinstance(requested, list)
        and len(recorded) == len(requested)
    ):
        pairs = enumerate(zip(recorded, requested, strict=True))
        return next(filter(None, (difference(r, a, f"{path}.{i}") for i, (r, a) in pairs)), "")
    if recorded == requested:
        return ""
    if isinstance(recorded, list) and isinstance(requested, list):
        return f"{path}: recorded {len(recorded)} entries, requested {len(requested)}"
    if isinstance(recorded, str) and isinstance(requested, str):
        pairs = enumerate(zip(recorded, requested, strict=False))
        at = next((i for i, (r, a) in pairs if r != a), min(len(recorded), len(requested)))
        start = max(0, at - _EXCERPT_CHARS // 2)
        recorded, requested = (
            text[start : start + _EXCERPT_CHARS] for text in (recorded, requested)
        )
        path = f"{path} (character {at})"
    return f"{path}: recorded {recorded!r}, requested {requested!r}"


def _plain(request: LlmRequest) -> Any:
    return json.loads(encode_request(request))


def _read(path: Path) -> dict[tuple[str, str], list[dict[str, Any]]]:
    entries: defaultdict[tuple[str, str], list[dict[str, Any]]] = defaultdict(list)
    try:
        lines = path.read_bytes().splitlines()
    except OSError as error:
        message = f"The recording {path} cannot be read: {error.strerror}; record it first"
        raise InvalidInputError(message, path=str(path)) from error
    for number, line in enumerate(lines, 1):
        try:
            entry = json.loads(line)
            entries[entry["call"], entry["digest"]].append(entry)
        except (KeyError, TypeError, ValueError) as error:
            message = f"The recording {path} is invalid at line {number}; remove the line"
            raise InvalidInputError(message, path=str(path), line=number) from error
    return dict(entries)


def _append(path: Path, line: bytes) -> None:
    with path.open("ab") as file:
        file.write(line)


def _error(data: dict[str, Any]) -> OrchestrationError:
    kinds: list[type[OrchestrationError]] = [OrchestrationError]
    for kind in kinds:
        kinds += kind.__subclasses__()
    error_class = next((kind for kind in kinds if kind.code == data["code"]), OrchestrationError)
    return error_class(data["message"], **data["context"])
