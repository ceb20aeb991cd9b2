"""The structure ladder: how often embedded LLMs keep 53 hard schemas and 7 sets of tools, by rung.

Each schema is asked for freely, then with the fault of that answer, with decoding constrained by
the host, and through the whole ladder. `docs/local-models.md` holds the tables.

    python bench/ladder.py [--llm smollm2:135m,qwen2.5-coder:0.5b] [--every 4] [--misses]
"""

from __future__ import annotations

import argparse
import asyncio
import json
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import platformdirs

from hocket.adapters.llamacpp.llm import LlamaCpp
from hocket.adapters.llamacpp.weights import WEIGHTS, find
from hocket.core.egress import EgressGate
from hocket.errors import AdapterError, AttemptError
from hocket.llm.asking import asked_again
from hocket.llm.habits import Habits
from hocket.llm.passport.probe import Observed, calls, is_json
from hocket.llm.reading import ReadingLlm
from hocket.llm.structure import StructuredLlm, read_json
from hocket.ports.llm import ChatMessage, LlmRequest
from schemas import CHOICES, SHAPES

if TYPE_CHECKING:
    from hocket.ports.llm import Llm
    from schemas import Choice, Shape

CACHE = platformdirs.user_cache_path("hocket") / "weights"
MAX_TOKENS = 120
RUNGS = ("as said", "repaired", "asked again", "constrained", "whole ladder")
"""As said: JSON and nothing else. Repaired: after the deterministic repair. Asked again: with the
fault, once. Constrained: the first answer under the grammar. Whole ladder: as in runs."""


@dataclass
class Tally:
    """How often each rung was kept, by feature, and what was missed."""

    kept: Counter[tuple[str, str]] = field(default_factory=Counter)
    tried: Counter[str] = field(default_factory=Counter)
    tools: Counter[str] = field(default_factory=Counter)
    misses: list[str] = field(default_factory=list)

    def share(self, rung: str) -> str:
        kept = sum(count for (_, name), count in self.kept.items() if name == rung)
        return f"{kept} of {self.tried.total()}"


async def ask_shape(llm: Llm, name: str, shape: Shape, tally: Tally) -> None:
    """Count which rungs a schema is kept on."""
    prompt = (
        "Give this as JSON that fits the JSON Schema. Answer with the JSON alone.\n"
        f"Schema: {json.dumps(shape.schema, ensure_ascii=False)}\nText: {shape.text}"
    )
    free = LlmRequest(name, (ChatMessage("user", prompt),), max_tokens=MAX_TOKENS)
    bound = LlmRequest(name, free.messages, json_schema=shape.schema, max_tokens=MAX_TOKENS)
    tally.tried[shape.feature] += 1
    kept = set()
    answer = await llm.complete(free)
    fault = _fault(answer.text, answer.finish, shape)
    if not fault:
        kept |= {"repaired", "asked again"} | ({"as said"} if is_json(answer.text) else set())
    else:
        complaint = f"That does not fit: {fault}\nAnswer again with the whole JSON, corrected."
        second = await llm.complete(asked_again(free, answer.text, complaint))
        kept |= set() if _fault(second.text, second.finish, shape) else {"asked again"}
    try:
        answer = await llm.complete(bound)
        fault = _fault(answer.text, answer.finish, shape)
        kept |= set() if fault else {"constrained", "whole ladder"}
        if fault:
            await StructuredLlm(llm, "bench", _unnoted).complete(bound)
            kept.add("whole ladder")
    except (AttemptError, AdapterError) as error:
        tally.misses.append(f"{shape.feature}/{shape.name}: {error.message[:200]}")
    tally.kept.update((shape.feature, rung) for rung in kept)


async def ask_choice(llm: Llm, name: str, choice: Choice, tally: Tally) -> None:
    """Count whether the right tool is called, with the right arguments."""
    prompt = (ChatMessage("user", choice.question),)
    request = LlmRequest(name, prompt, tools=choice.tools, max_tokens=MAX_TOKENS)
    try:
        answer = await llm.complete(request)
    except (AttemptError, AdapterError) as error:
        tally.misses.append(f"tools/{choice.name}: {error.message[:200]}")
        return
    marks = calls(choice.tool, choice.arguments)(Observed(answer)).marks
    tally.tools.update(mark for mark, passed in marks.items() if passed)


def _fault(text: str, finish: str, shape: Shape) -> str:
    return "it was cut off" if finish == "length" else read_json(text, shape.schema)[1]


async def _unnoted(_: object) -> None:
    pass


async def measured(name: str, every: int) -> Tally:
    """What one embedded LLM keeps."""
    host = LlamaCpp(cache=CACHE, gate=EgressGate(frozenset()), context_tokens=4096)
    tally = Tally()
    llm = ReadingLlm(host, Habits())
    try:
        for shape in SHAPES[::every]:
            await ask_shape(llm, name, shape, tally)
        for choice in CHOICES[::every]:
            await ask_choice(llm, name, choice, tally)
    finally:
        await host.close()
    return tally


def show(tallies: dict[str, Tally], every: int, *, misses: bool) -> None:
    print("| rung | " + " | ".join(tallies) + " |")
    print("|---|" + "---|" * len(tallies))
    for rung in RUNGS:
        print(f"| {rung} | " + " | ".join(t.share(rung) for t in tallies.values()) + " |")
    count = len(CHOICES[::every])
    for mark in ("well-formed", "right tool", "right arguments"):
        cells = (f"{tally.tools[mark]} of {count}" for tally in tallies.values())
        print(f"| tools: {mark} | " + " | ".join(cells) + " |")
    print("\n| whole ladder, by feature | " + " | ".join(tallies) + " |")
    print("|---|" + "---|" * len(tallies))
    for feature in dict.fromkeys(shape.feature for shape in SHAPES[::every]):
        cells = (
            f"{tally.kept[feature, 'whole ladder']} of {tally.tried[feature]}"
            for tally in tallies.values()
        )
        print(f"| {feature} | " + " | ".join(cells) + " |")
    for name, tally in tallies.items() if misses else ():
        print(f"\n{name} missed with the whole ladder:")
        for miss in tally.misses:
            print(f"- {miss}")


async def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--llm", default=",".join(WEIGHTS), help="names, separated by commas")
    parser.add_argument(
        "--every", type=int, default=1, help="only each Nth schema and set of tools"
    )
    parser.add_argument("--misses", action="store_true", help="list what was missed, and why")
    options = parser.parse_args()
    names = [name for name in options.llm.split(",") if find(name, CACHE) is not None]
    tallies = {name: await measured(name, options.every) for name in names}
    if not tallies:
        print("None of these LLMs is fetched; `hocket models --fetch NAME` fetches one.")
        return
    show(tallies, options.every, misses=options.misses)


if __name__ == "__main__":
    asyncio.run(main())
