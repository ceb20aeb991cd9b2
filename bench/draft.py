"""Speculative decoding: whether a small LLM as the draft of a larger one writes faster here.

The larger LLM answers prompts of the kinds that hocket sends (a query, a program on a table, an
answer by quotes), greedily, alone and with the draft. Both servers are loaded at once and asked by
turns, so that what else the machine does weighs on both alike; only the ratio is of use.

    python bench/draft.py [--llm qwen2.5-coder:1.5b] [--draft qwen2.5-coder:0.5b] [--ahead 3]
        [--tokens 120] [--repeats 1] [--only query program quote] [--most 6]
"""

from __future__ import annotations

import argparse
import asyncio
import math
from contextlib import ExitStack
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import httpx
import platformdirs

from cutting_server import llama_server
from hocket import AgentCard
from hocket.adapters.llamacpp.weights import find
from hocket.agents.ways.program import ByProgram
from hocket.agents.ways.query import ByQuery
from hocket.agents.ways.quote import ByQuote
from hocket.core.task import Objective, Task
from hocket.documents.profile import profile_of
from hocket.ports.agent import Assignment
from hocket.ports.llm import ChatMessage

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hocket.ports.agent import Way

WINDOW_TOKENS = 4096
TIMEOUT_S = 900.0
CARD = AgentCard(name="any")
STALLS = b"""\
day,stall,fruit,kilos,price
2025-05-03,north,apples,12.5,2.40
2025-05-03,south,pears,7.0,3.10
2025-05-10,north,pears,4.5,3.10
2025-05-10,south,apples,15.0,2.30
2025-05-17,north,plums,9.0,4.20
2025-05-17,south,apples,11.5,2.40
"""
NOTES = b"""\
Notes on the hut

1. The hut was let to the club on 3 March 2024 for 36 months. The rent is 210 a quarter.

2. The roof was mended in June by Hale and Sons for 1,450. The stove is checked every autumn.

3. Keys are with Ida Berg at the mill. Dogs may stay, if they sleep outside.
"""
TASKS: tuple[tuple[str, Way, str, str, bytes], ...] = (
    ("query", ByQuery(), "Which fruit brought in most at each stall?", "stalls.csv", STALLS),
    ("query", ByQuery(), "How many kilos were sold on each day?", "stalls.csv", STALLS),
    ("program", ByProgram(), "What is the mean price of a kilo sold?", "stalls.csv", STALLS),
    ("program", ByProgram(), "On which day was the income highest?", "stalls.csv", STALLS),
    ("quote", ByQuote(), "What did the roof cost?", "notes.txt", NOTES),
    ("quote", ByQuote(), "Who has the keys?", "notes.txt", NOTES),
)
"""Kind, way, question and file of each prompt."""


@dataclass(frozen=True)
class Asked:
    """What a way sends to the LLM first: its prompt, and the schema of its answer, if any."""

    kind: str
    question: str
    messages: Sequence[ChatMessage]
    json_schema: Any


WARMING = Asked("", "", (ChatMessage("user", "Hello"),), None)


class _SentError(Exception):
    """The prompt is there, so nothing further has to be done."""


class _Bench:
    """A workbench with one file, which takes the first prompt and stops there."""

    def __init__(self, name: str, content: bytes) -> None:
        self.tools = {"compute": None, "query": None}
        self.files = {name: "digest"}
        self._content = content
        self.sent: tuple[Sequence[ChatMessage], Any] = ((), None)

    async def read(self, _: str) -> bytes:
        return self._content

    async def ask(self, messages: Sequence[ChatMessage], **options: Any) -> None:
        self.sent = messages, options.get("json_schema")
        raise _SentError


async def prompts(only: Sequence[str] = ()) -> list[Asked]:
    """The prompts that hocket's ways send for these tasks; of some kinds ``only``."""
    asked = []
    for kind, way, question, name, content in TASKS:
        if only and kind not in only:
            continue
        bench = _Bench(name, content)
        task = Task(task_id="t1", kind="table", objective=Objective(description=question))
        assignment = Assignment(
            "run",
            "t1#1",
            question,
            task,
            files={name: len(content)},
            profiles={name: profile_of(name, content)},
        )
        try:
            await way.work(assignment, bench, CARD)  # type: ignore[arg-type]  # as much as it needs
        except _SentError:
            asked.append(Asked(kind, question, *bench.sent))
    return asked


@dataclass(frozen=True)
class Answer:
    """An answer with the speed at which it was written, and what became of the draft."""

    text: str
    tokens: int
    tokens_per_s: float
    drafted: int = 0
    accepted: int = 0


def answer_of(body: dict[str, Any]) -> Answer:
    """The answer of llama.cpp's server, with its own timings."""
    timings = body["timings"]
    return Answer(
        body["choices"][0]["message"]["content"],
        timings["predicted_n"],
        timings["predicted_per_second"],
        timings.get("draft_n", 0),
        timings.get("draft_n_accepted", 0),
    )


def answered(client: httpx.Client, url: str, asked: Asked, tokens: int) -> Answer:
    """The greedy answer of a server; its prompt is read anew."""
    messages = [{"role": m.role, "content": m.content} for m in asked.messages]
    body: dict[str, Any] = {
        "messages": messages,
        "max_tokens": tokens,
        "temperature": 0,
        "cache_prompt": False,
    }
    if asked.json_schema is not None:
        schema = {"name": "answer", "schema": asked.json_schema}
        body["response_format"] = {"type": "json_schema", "json_schema": schema}
    response = client.post(f"{url}/v1/chat/completions", json=body)
    response.raise_for_status()
    return answer_of(response.json())


@dataclass(frozen=True)
class Pair:
    """A prompt with both answers."""

    asked: Asked
    alone: Answer
    drafted: Answer

    @property
    def ratio(self) -> float:
        """How many times as fast the LLM writes with the draft."""
        return self.drafted.tokens_per_s / self.alone.tokens_per_s

    @property
    def is_same(self) -> bool:
        return self.alone.text == self.drafted.text


def table(pairs: Sequence[Pair]) -> str:
    """The pairs by kind as a table, with a line for all.

    The ratio is the geometric mean; of the drafted tokens the share counts that was accepted.
    """
    rows = ["| kind | prompts | same answer | accepted | with the draft, times as fast |"]
    rows.append("|---|---|---|---|---|")
    kinds = dict.fromkeys(pair.asked.kind for pair in pairs)
    groups = [(kind, [p for p in pairs if p.asked.kind == kind]) for kind in kinds]
    for name, group in [*groups, ("all", list(pairs))]:
        ratio = math.exp(sum(math.log(pair.ratio) for pair in group) / len(group))
        drafted = sum(pair.drafted.drafted for pair in group)
        accepted = sum(pair.drafted.accepted for pair in group)
        share = f"{accepted / drafted:.0%} of {drafted}" if drafted else "none drafted"
        same = sum(pair.is_same for pair in group)
        rows.append(f"| {name} | {len(group)} | {same} | {share} | {ratio:.2f} |")
    return "\n".join(rows)


def measured(
    urls: tuple[str, str], asked: Sequence[Asked], tokens: int, repeats: int
) -> list[Pair]:
    """Both answers to each prompt; which server goes first changes each time."""
    pairs = []
    with httpx.Client(timeout=TIMEOUT_S) as client:
        for url in urls:  # the first call of a server warms it
            answered(client, url, WARMING, 1)
        for number in range(repeats * len(asked)):
            one = asked[number % len(asked)]
            order = urls if number % 2 == 0 else urls[::-1]
            given = {url: answered(client, url, one, tokens) for url in order}
            pair = Pair(one, given[urls[0]], given[urls[1]])
            print(f"{one.kind}: {pair.ratio:.2f} times as fast, {one.question}", flush=True)
            pairs.append(pair)
    return pairs


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--llm", default="qwen2.5-coder:1.5b")
    parser.add_argument("--draft", default="qwen2.5-coder:0.5b")
    parser.add_argument("--ahead", type=int, default=3, help="tokens that the draft writes ahead")
    parser.add_argument("--tokens", type=int, default=120, help="of an answer at most")
    parser.add_argument("--repeats", type=int, default=1)
    parser.add_argument("--only", nargs="*", default=())
    parser.add_argument("--most", type=int, default=len(TASKS), help="prompts at most")
    args = parser.parse_args()
    folder = platformdirs.user_cache_path("hocket") / "weights"
    large, small = find(args.llm, folder), find(args.draft, folder)
    if large is None or small is None:
        missing = args.llm if large is None else args.draft
        parser.error(f"{missing} is not here; hocket models --fetch {missing} fetches it")
    asked = asyncio.run(prompts(args.only))[: args.most]
    with ExitStack() as stack:
        alone = stack.enter_context(llama_server(large, WINDOW_TOKENS, shifts=False))
        drafted = stack.enter_context(
            llama_server(large, WINDOW_TOKENS, shifts=False, draft=small, ahead=args.ahead)
        )
        pairs = measured((alone, drafted), asked, args.tokens, args.repeats)
    print(f"\n{args.llm} with {args.draft} as its draft, {args.ahead} tokens ahead\n")
    print(table(pairs))


if __name__ == "__main__":
    main()
