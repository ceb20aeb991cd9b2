"""Record what an LLM answered, then replay it without one: strict, keyed by the whole request."""

from __future__ import annotations

import asyncio
import json
from collections import defaultdict
from dataclasses import asdict
from difflib import SequenceMatcher
from typing import TYPE_CHECKING, Any

from hocket.core.digest import canonical, digest
from hocket.engine.llm_wire import decode_answer, encode_answer, encode_request
from hocket.errors import InvalidInputError, OrchestrationError, RefusedError, UnavailableError
from hocket.ports.llm import LlmInfo

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Sequence
    from pathlib import Path

    from hocket.ports.llm import Llm, LlmAnswer, LlmRequest, OnProgress, OnText

_EXCERPT_CHARS = 40


class RecordedLlm:
    """An ``Llm`` played from a file; with an inner one, the recorder that writes it.

    The file has one JSON object a line. A request made several times gets its recorded answers in
    order, the last one again when they run out. Errors are recorded and raised again.

    Args:
        inner: Asked and recorded; None replays and calls nothing.
        path: The file; a recorder adds to it.
    """

    def __init__(self, inner: Llm | None, path: Path) -> None:
        self._inner = inner
        self._path = path
        self._lock = asyncio.Lock()
        self._takes: dict[tuple[str, str], list[dict[str, Any]]] | None = None
        self._played: defaultdict[tuple[str, str], int] = defaultdict(int)
        self._closed = False

    async def complete(self, request: LlmRequest, on_text: OnText | None = None) -> LlmAnswer:
        """The recorded answer to exactly this request; its text is shown in one piece.

        Raises:
            RefusedError: It was not recorded; names the digest and how the nearest one differs.
            InvalidInputError: The file cannot be read; names the line.
        """

        async def ask(inner: Llm) -> Any:
            return json.loads(encode_answer(await inner.complete(request, on_text)))

        answer = decode_answer(canonical(await self._take("complete", _plain(request), ask)))
        if self._inner is None and on_text is not None and answer.text:
            on_text(answer.text)
        return answer

    async def embed(self, llm: str, texts: Sequence[str]) -> list[list[float]]:
        """The recorded vectors."""

        async def ask(inner: Llm) -> Any:
            return await inner.embed(llm, texts)

        vectors: list[list[float]] = await self._take(
            "embed", {"llm": llm, "texts": list(texts)}, ask
        )
        return vectors

    async def models(self) -> tuple[LlmInfo, ...]:
        """The recorded list."""

        async def ask(inner: Llm) -> Any:
            return [asdict(entry) for entry in await inner.models()]

        return tuple(LlmInfo(**entry) for entry in await self._take("models", {}, ask))

    async def load(self, llm: str, on_progress: OnProgress | None = None) -> None:
        """Load on the inner LLM; recorded, so that a replay refuses what the recording did."""

        async def ask(inner: Llm) -> Any:
            await inner.load(llm, on_progress)

        await self._take("load", {"llm": llm}, ask)

    async def unload(self, llm: str) -> None:
        """Unload on the inner LLM; recorded."""

        async def ask(inner: Llm) -> Any:
            await inner.unload(llm)

        await self._take("unload", {"llm": llm}, ask)

    async def context_tokens(self, llm: str) -> int:
        """The recorded window."""

        async def ask(inner: Llm) -> Any:
            return await inner.context_tokens(llm)

        return int(await self._take("context_tokens", {"llm": llm}, ask))

    async def count_tokens(self, request: LlmRequest) -> int:
        """The recorded count."""

        async def ask(inner: Llm) -> Any:
            return await inner.count_tokens(request)

        return int(await self._take("count_tokens", _plain(request), ask))

    async def close(self) -> None:
        """Close the inner LLM; further calls raise UnavailableError."""
        self._closed = True
        if self._inner is not None:
            await self._inner.close()

    async def _take(self, call: str, request: Any, ask: Callable[[Llm], Awaitable[Any]]) -> Any:
        if self._closed:
            message = f"the recording {self._path} was closed; open it anew"
            raise UnavailableError(message)
        key = digest(canonical(request))
        if self._inner is None:
            return await self._replay(call, key, request)
        take: dict[str, Any] = {"call": call, "digest": key, "request": request}
        try:
            take["answer"] = await ask(self._inner)
        except OrchestrationError as error:
            await self._write(take | {"error": error.to_json()})
            raise
        await self._write(take)
        return take["answer"]

    async def _replay(self, call: str, key: str, request: Any) -> Any:
        async with self._lock:
            if self._takes is None:
                self._takes = await asyncio.to_thread(_read, self._path)
        takes = self._takes.get((call, key))
        if not takes:
            raise self._unknown(call, key, request)
        take = takes[min(self._played[call, key], len(takes) - 1)]
        self._played[call, key] += 1
        if "error" in take:
            raise _error(take["error"])
        return take["answer"]

    async def _write(self, take: dict[str, Any]) -> None:
        line = canonical(take) + b"\n"
        async with self._lock:
            await asyncio.to_thread(_append, self._path, line)

    def _unknown(self, call: str, key: str, request: Any) -> RefusedError:
        alike = [takes[0] for (kind, _), takes in (self._takes or {}).items() if kind == call]
        message = f"{self._path} has no {call} with digest {key}"
        if not alike:
            return RefusedError(f"{message}, and none to compare; record it", digest=key)
        asked = canonical(request).decode()
        matcher = SequenceMatcher(b=asked, autojunk=False)

        def likeness(take: dict[str, Any]) -> float:
            matcher.set_seq1(canonical(take["request"]).decode())
            return matcher.quick_ratio()

        nearest = max(alike, key=likeness)
        where = difference(nearest["request"], request)
        nearest_key = nearest["digest"]
        return RefusedError(
            f"{message}; the nearest, {nearest_key[:12]}, differs at {where}; record it anew",
            digest=key,
            nearest=nearest_key,
        )


def difference(recorded: Any, asked: Any, path: str = "") -> str:
    """Where two JSON values first differ, in words; empty if nowhere.

    Examples:
        >>> difference({"llm": "a", "seed": 1}, {"llm": "a", "seed": 2})
        'seed: recorded 1, asked 2'
    """
    if isinstance(recorded, dict) and isinstance(asked, dict):
        for name in sorted(recorded.keys() | asked.keys()):
            found = difference(recorded.get(name), asked.get(name), f"{path}.{name}".lstrip("."))
            if found:
                return found
        return ""
    if isinstance(recorded, list) and isinstance(asked, list) and len(recorded) == len(asked):
        pairs = enumerate(zip(recorded, asked, strict=True))
        return next(filter(None, (difference(r, a, f"{path}.{i}") for i, (r, a) in pairs)), "")
    if recorded == asked:
        return ""
    if isinstance(recorded, list) and isinstance(asked, list):
        return f"{path}: recorded {len(recorded)} entries, asked {len(asked)}"
    if isinstance(recorded, str) and isinstance(asked, str):
        pairs = enumerate(zip(recorded, asked, strict=False))
        at = next((i for i, (r, a) in pairs if r != a), min(len(recorded), len(asked)))
        start = max(0, at - _EXCERPT_CHARS // 2)
        recorded, asked = (text[start : start + _EXCERPT_CHARS] for text in (recorded, asked))
        path = f"{path} (character {at})"
    return f"{path}: recorded {recorded!r}, asked {asked!r}"


def _plain(request: LlmRequest) -> Any:
    return json.loads(encode_request(request))


def _read(path: Path) -> dict[tuple[str, str], list[dict[str, Any]]]:
    takes: defaultdict[tuple[str, str], list[dict[str, Any]]] = defaultdict(list)
    try:
        lines = path.read_bytes().splitlines()
    except OSError as error:
        message = f"the recording {path} cannot be read: {error.strerror}; record it first"
        raise InvalidInputError(message, path=str(path)) from error
    for number, line in enumerate(lines, 1):
        try:
            take = json.loads(line)
            takes[take["call"], take["digest"]].append(take)
        except (KeyError, TypeError, ValueError) as error:
            message = f"the recording {path} is broken at line {number}; remove the line"
            raise InvalidInputError(message, path=str(path), line=number) from error
    return dict(takes)


def _append(path: Path, line: bytes) -> None:
    with path.open("ab") as file:
        file.write(line)


def _error(data: dict[str, Any]) -> OrchestrationError:
    kinds: list[type[OrchestrationError]] = [OrchestrationError]
    for kind in kinds:
        kinds += kind.__subclasses__()
    made = next((kind for kind in kinds if kind.code == data["code"]), OrchestrationError)
    return made(data["message"], **data["context"])
