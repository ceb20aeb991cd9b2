"""Cut prompts: how many are detected at the first call, and how many honest calls are refused.

Hosts on loopback cut a share of each prompt, drop its tools, or cut nothing; the adapters talk to
them. Then llama.cpp itself does, with a small window. `docs/truncation.md` holds the tables.

    python bench/truncation.py [--repeat 3] [--kinds csv,code] [--texts FOLDER] [--no-llama]
"""

from __future__ import annotations

import argparse
import asyncio
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

import platformdirs

from cutting_server import LARGEST, llama_server, served
from hocket.adapters.llamacpp.llm import LlamaCpp
from hocket.adapters.llamacpp.weights import find
from hocket.adapters.ollama.llm import Ollama
from hocket.adapters.openai.llm import OpenAi
from hocket.core.egress import EgressGate
from hocket.errors import ContextOverflowError, OrchestrationError, TruncatedError
from hocket.ports.llm import ChatMessage
from hocket.testing.cutting import CuttingHost
from prompt_texts import Texts, tokenizers

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from hocket.ports.llm import Llm, LlmRequest

SHARES = (0.1, 0.2, 0.4, 0.8)
CHARS = (2500, 12_000, 5000)
PARTS = ("start", "middle", "end")
SYSTEM = "You are a helpful assistant. "
"""What some templates begin with where a request has no system prompt."""
TURNS = 5
LLM = "smollm2:135m"
LLAMA_WINDOW = 2048


@dataclass(slots=True)
class Tally:
    """How many of some calls raised TruncatedError, and what measuring cost.

    Attributes:
        calls: Calls to the adapter.
        raised: Those that raised TruncatedError.
        unverified: Those whose answer says that nothing shows whether the prompt was read.
        sent: Requests that the host got.
        read: Tokens that it read, and those of the calls themselves.
    """

    calls: int = 0
    raised: int = 0
    unverified: int = 0
    sent: int = 0
    read: int = 0
    own: int = 0

    def add(self, other: Tally) -> None:
        for name in self.__slots__:
            setattr(self, name, getattr(self, name) + getattr(other, name))

    @property
    def share(self) -> str:
        return f"{self.raised}/{self.calls}"

    @property
    def cost(self) -> str:
        more = (self.read - self.own) / max(1, self.own)
        return f"{self.sent / max(1, self.calls) - 1:.1f} calls, {more:+.0%} tokens"


def ollama(url: str) -> Llm:
    return Ollama(url=url, gate=EgressGate(), context_tokens=LARGEST)


def openai(url: str) -> Llm:
    return OpenAi(url=f"{url}/v1", gate=EgressGate(), context_tokens=LARGEST)


ADAPTERS: dict[str, Callable[[str], Llm]] = {"Ollama": ollama, "OpenAI-compatible": openai}


async def called(make: Callable[[str], Llm], host: CuttingHost, *requests: LlmRequest) -> Tally:
    """The tally of these calls, by one adapter that knows nothing of the host yet."""
    tally = Tally()
    with served(host) as url:
        llm = make(url)
        for request in requests:
            before = len(host.read)
            tally.calls += 1
            try:
                answer = await llm.complete(request)
                tally.unverified += bool(answer.unverified)
            except TruncatedError:
                tally.raised += 1
            tally.own += host.read[before]
        await llm.close()
    tally.sent, tally.read = len(host.read), sum(host.read)
    return tally


async def cuts(texts: Texts, repeat: int, kinds: list[str]) -> Iterator[str]:
    """The lines of the table of cuts at the first call."""
    lines = [
        f"| adapter | text | {' | '.join(f'{share:.0%} cut' for share in SHARES)} | to detect it |"
    ]
    lines.append("|---" * (len(SHARES) + 3) + "|")
    for name, make in ADAPTERS.items():
        for kind in kinds:
            tallies = [Tally() for _ in SHARES]
            for tokens in tokenizers().values():
                for number in range(repeat):
                    request = texts.prompt(kind, CHARS[number % len(CHARS)])
                    for share, tally in zip(SHARES, tallies, strict=True):
                        host = CuttingHost(tokens, where=PARTS[number % len(PARTS)])
                        host.window_tokens = int(host.tokens_of(request) * (1 - share))
                        tally.add(await called(make, host, request))
            whole = Tally()
            for tally in tallies:
                whole.add(tally)
            shares = " | ".join(tally.share for tally in tallies)
            lines.append(f"| {name} | {kind} | {shares} | {whole.cost} |")
    return iter(lines)


async def parts(texts: Texts, repeat: int, kinds: list[str]) -> Iterator[str]:
    """The lines of the table of dropped tools, dropped results, and hosts without counts."""
    cases = {
        "tools dropped": {"ignores": ("tools",)},
        "results of tools dropped": {"ignores": ("results",)},
        "10 % of every prompt dropped": {"drops": 0.1},
        "50 % of every prompt dropped": {"drops": 0.5, "where": "middle"},
        "12 % cut, no counts, marks repeated": {"counts": "nothing", "repeats_marks": True},
        "12 % cut, no counts, no marks": {"counts": "nothing"},
        "nothing cut, no counts, marks repeated": {"counts": "nothing", "repeats_marks": True},
    }
    lines = ["| adapter | host | detected | said to be unverified |", "|---|---|---|---|"]
    for name, make in ADAPTERS.items():
        for case, ways in cases.items():
            tally = Tally()
            for tokens in tokenizers().values():
                for kind in kinds * repeat:
                    host = CuttingHost(tokens, **ways)
                    drops = "ignores" in ways
                    request = texts.with_tools(kind) if drops else texts.prompt(kind, CHARS[-1])
                    if case.startswith("12 %"):
                        host.window_tokens = int(host.tokens_of(request) * 0.88)
                    tally.add(await called(make, host, request))
            lines.append(f"| {name} | {case} | {tally.share} | {tally.unverified}/{tally.calls} |")
    return iter(lines)


async def honest(texts: Texts, repeat: int, kinds: list[str]) -> Iterator[str]:
    """The lines of the table of honest conversations."""
    lines = [
        "| adapter | host counts | refused of honest calls | to verify them |",
        "|---|---|---|---|",
    ]
    for name, make in ADAPTERS.items():
        for counts in ("all", "uncached"):
            tally = Tally()
            for tokens in tokenizers().values():
                for number, kind in enumerate(kinds * repeat):
                    host = CuttingHost(tokens, counts=counts, system=SYSTEM * number)
                    tally.add(await called(make, host, *conversation(texts, kind, number)))
            counted = "all that it reads" if counts == "all" else "only what it has not cached"
            lines.append(f"| {name} | {counted} | {tally.share} | {tally.cost} |")
    return iter(lines)


def conversation(texts: Texts, kind: str, number: int) -> Iterator[LlmRequest]:
    """Requests that each add to the one before; half of them have no system prompt."""
    request = texts.prompt(kind, (1500, 3000)[number // 2 % 2])
    request = replace(request, messages=request.messages[number % 2 :])
    for turn in range(TURNS):
        yield request
        added = texts.text(kind if turn % 2 else "prose", (200, 4000, 600, 8000, 50)[turn])
        turns = ChatMessage("assistant", "An answer."), ChatMessage("user", added)
        request = replace(request, messages=(*request.messages, *turns))


async def llama(texts: Texts, kinds: list[str]) -> Iterator[str]:
    """The lines of the table of llama.cpp itself, with a small window."""
    cache = platformdirs.user_cache_path("hocket") / "weights"
    weights = await asyncio.to_thread(find, LLM, cache)
    if weights is None:
        return iter([f"The weights of {LLM} are not here: `hocket models load llamacpp:{LLM}`"])
    lines = [
        f"| llama.cpp, window of {LLAMA_WINDOW} | text | 60 % full | 10 % too long | 3 times |",
        "|---|---|---|---|---|",
    ]
    embedded = LlamaCpp(cache=cache, gate=EgressGate(), context_tokens=LLAMA_WINDOW)
    for kind in kinds:
        cells = [await outcome(embedded, texts, kind, fill) for fill in (0.6, 1.1, 3.0)]
        lines.append(f"| embedded | {kind} | {' | '.join(cells)} |")
    await embedded.close()
    for adapter, shifts in ((OpenAi, False), (Unaware, False), (Unaware, True)):
        with llama_server(weights, LLAMA_WINDOW, shifts=shifts) as url:
            for kind in kinds:
                cells = []
                for fill in (0.6, 1.1, 3.0):
                    server = adapter(url=f"{url}/v1", gate=EgressGate(), context_tokens=LARGEST)
                    cells.append(await outcome(server, texts, kind, fill))
                    await server.close()
                where = "its server" + (", window not listed" if adapter is Unaware else "")
                where += ", context shift" if shifts else ""
                lines.append(f"| {where} | {kind} | {' | '.join(cells)} |")
    return iter(lines)


class Unaware(OpenAi):
    """The adapter, as if the host did not list its window."""

    async def context_tokens(self, llm: str) -> int:
        self._windows[llm] = LARGEST
        return LARGEST


async def outcome(llm: Llm, texts: Texts, kind: str, fill: float) -> str:
    """What becomes of a prompt that fills this much of the window."""
    names = [info.name for info in await llm.models()]
    name = LLM if LLM in names else names[0]
    request = replace(texts.prompt(kind, 100), llm=name, max_tokens=8)
    system, _ = request.messages
    tokens = tokenizers()["llama2"]
    body = ""
    while tokens(system.content + body) < fill * LLAMA_WINDOW:
        body += texts.text(kind, 100)
    request = replace(request, messages=(system, ChatMessage("user", body)))
    try:
        answer = await llm.complete(request)
    except ContextOverflowError as error:
        return "refused by the host" if "status" in error.context else "refused before it is sent"
    except TruncatedError:
        return "cut, and detected"
    except OrchestrationError as error:
        return f"failed: {error.code}"
    return f"read, {answer.verification.calls} calls to verify"


async def main() -> None:
    options = argparse.ArgumentParser()
    options.add_argument("--repeat", type=int, default=3)
    options.add_argument("--kinds", default="")
    options.add_argument("--texts", type=Path)
    options.add_argument("--no-llama", action="store_true")
    chosen = options.parse_args()
    texts = Texts(1, chosen.texts)
    kinds = chosen.kinds.split(",") if chosen.kinds else texts.kinds
    for title, table in (
        ("A share of the prompt is cut, at the first call", cuts(texts, chosen.repeat, kinds)),
        (
            "Parts are dropped, or nothing is counted",
            parts(texts, max(1, chosen.repeat // 3), kinds),
        ),
        ("Nothing is cut", honest(texts, chosen.repeat, kinds)),
    ):
        print(f"### {title}\n", *await table, sep="\n", end="\n\n", flush=True)
    if not chosen.no_llama:
        print(
            "### llama.cpp itself\n",
            *await llama(texts, [k for k in ("prose", "csv") if k in kinds]),
            sep="\n",
        )


if __name__ == "__main__":
    asyncio.run(main())
