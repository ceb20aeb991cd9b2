"""Limits under load: what runs spend of their limits, against hosts that make it hard.

Each scenario is a run against an OpenAI-compatible host on loopback, which keeps books of its own.
The table shows the limit, what was spent before the most of each call was reserved, what is spent
now (as the run says, and as the host says), how many tasks were done, and whether the run finished.
`docs/limits.md` holds it as printed.

    python bench/limits.py [--json]
"""

from __future__ import annotations

import argparse
import asyncio
import json
import tempfile
import threading
import time
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from decimal import Decimal
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import islice, product
from pathlib import Path
from typing import Any

from hocket import Agent, Goal, Hocket, Limits, Objective, Plan, Task
from hocket.config import OpenAiHost, Settings
from hocket.ports.llm import ChatMessage

MILLION = 1_000_000
PRICE = (Decimal(0), Decimal(5000))
"""US dollars per million tokens: an answer of 400 tokens costs two dollars."""

WORDS = tuple(map("".join, product("lmnrt", "aeiou", repeat=2)))
"""What hosts answer with: different words, as an answer that repeats itself would be stopped."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Scenario:
    """A plan of equal tasks, all at once, each with some calls; lengths are in tokens.

    Attributes:
        bounds: The limits; all others are off.
        fits: Whether the plan fits the limits if its tasks run one after the other.
        counts: What the host reports: ``all``, ``nothing``, ``one`` token, or ``more`` than it got.
        fails: Each how many-th call breaks off; 0 for none.
        stops: Whether the agent stops its calls before their answers come.
        inner: Whether each task hands its calls to a run within the run.
    """

    name: str
    bounds: dict[str, Any]
    fits: bool
    tasks: int = 6
    calls: int = 1
    prompt: int = 100
    answer: int = 300
    most: int = 400
    price: tuple[Decimal, Decimal] | None = None
    counts: str = "all"
    fails: int = 0
    stops: bool = False
    inner: bool = False

    @property
    def limit(self) -> str:
        return ", ".join(f"{name}={bound}" for name, bound in self.bounds.items())


SCENARIOS = (
    Scenario(name="calls of $2, no money", bounds={"usd": 0}, fits=False, answer=400, price=PRICE),
    Scenario(name="free calls, no money", bounds={"usd": 0}, fits=True),
    Scenario(
        name="12 calls of $2 for $1",
        bounds={"usd": 1},
        fits=False,
        tasks=12,
        answer=400,
        price=PRICE,
    ),
    Scenario(
        name="12 calls of $2 for $24",
        bounds={"usd": 24},
        fits=True,
        tasks=12,
        answer=400,
        price=PRICE,
    ),
    Scenario(
        name="12 calls of up to 1,200 tokens",
        bounds={"tokens": 5000},
        fits=False,
        tasks=12,
        prompt=800,
        answer=400,
    ),
    Scenario(
        name="6 tasks of 400 tokens, 1,024 asked for", bounds={"tokens": 3000}, fits=True, most=1024
    ),
    Scenario(name="6 tasks, 3 calls", bounds={"calls": 3}, fits=False),
    Scenario(name="6 tasks, 6 calls", bounds={"calls": 6}, fits=True),
    Scenario(
        name="host counts nothing",
        bounds={"tokens": 3000},
        fits=False,
        tasks=1,
        calls=20,
        counts="nothing",
    ),
    Scenario(
        name="host counts one token",
        bounds={"tokens": 3000},
        fits=False,
        tasks=1,
        calls=20,
        counts="one",
    ),
    Scenario(
        name="host counts 50 tokens more",
        bounds={"tokens": 3000},
        fits=False,
        tasks=1,
        calls=20,
        counts="more",
    ),
    Scenario(name="each 3rd call breaks off", bounds={"calls": 12}, fits=True, fails=3),
    Scenario(
        name="calls that the agent stops",
        bounds={"tokens": 3000},
        fits=False,
        tasks=1,
        calls=20,
        stops=True,
    ),
    Scenario(name="runs within the run", bounds={"tokens": 3000}, fits=True, inner=True),
)

BEFORE = {
    "calls of $2, no money": ("12.00", 6),
    "free calls, no money": ("0.00", 6),
    "12 calls of $2 for $1": ("24.00", 12),
    "12 calls of $2 for $24": ("24.00", 12),
    "12 calls of up to 1,200 tokens": ("0", 0),
    "6 tasks of 400 tokens, 1,024 asked for": ("0", 0),
    "6 tasks, 3 calls": ("0", 0),
    "6 tasks, 6 calls": ("6", 6),
    "host counts nothing": ("2000", 0),
    "host counts one token": ("8000", 1),
    "host counts 50 tokens more": ("2400", 0),
    "each 3rd call breaks off": ("8", 6),
    "calls that the agent stops": ("8000", 1),
    "runs within the run": ("2000", 6),
}
"""What was spent by the host's count, and the tasks done, at commit 7c84168."""


@dataclass(slots=True)
class Outcome:
    """What came of a scenario; ``host`` is what the host counts of what the limit bounds."""

    name: str
    spent: str
    host: str
    done: int
    finished: bool


@dataclass(slots=True)
class Books:
    """What a host was asked for and generated, by its own count."""

    calls: int = 0
    tokens: int = 0
    usd: Decimal = field(default=Decimal(0))
    lock: threading.Lock = field(default_factory=threading.Lock)

    def of(self, bound: str) -> str:
        return f"{getattr(self, bound):.2f}" if bound == "usd" else str(getattr(self, bound))


def host_of(scenario: Scenario, books: Books) -> ThreadingHTTPServer:
    """A host for a scenario, which serves until it is shut down."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def log_message(self, *_: Any) -> None:
            pass

        def do_GET(self) -> None:
            self.say(b'{"data": [{"id": "m", "max_model_len": 32768}]}')

        def do_POST(self) -> None:
            body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            prompt = sum(len(message["content"].split()) for message in body["messages"])
            most = min(scenario.answer, body.get("max_tokens") or body["max_completion_tokens"])
            with books.lock:
                books.calls += 1
                fails = scenario.fails and books.calls % scenario.fails == 0
                books.tokens += prompt + (0 if fails else most)
                if scenario.price is not None and not fails:
                    books.usd += scenario.price[1] * most / MILLION
            time.sleep(0.2 if scenario.stops else 0.02)
            if fails:
                self.close_connection = True
                return
            usage = {
                "all": {"prompt_tokens": prompt, "completion_tokens": most},
                "nothing": None,
                "one": {"prompt_tokens": 1, "completion_tokens": 1},
                "more": {"prompt_tokens": prompt + 50, "completion_tokens": most},
            }[scenario.counts]
            delta = {"content": " ".join(islice(WORDS, most))}
            finish = "length" if most < scenario.answer else "stop"
            events = [
                {"choices": [{"delta": delta, "finish_reason": None}]},
                {"choices": [{"delta": {}, "finish_reason": finish}], "usage": usage},
            ]
            lines = b"".join(b"data: %s\n\n" % json.dumps(event).encode() for event in events)
            self.say(lines + b"data: [DONE]\n\n")

        def say(self, data: bytes) -> None:
            try:
                self.send_response(200)
                self.send_header("Content-Length", str(len(data)))
                self.end_headers()
                self.wfile.write(data)
            except OSError:
                self.close_connection = True  # the agent has stopped the call

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server


def worker_of(scenario: Scenario) -> Agent:
    async def calls(bench: Any) -> str:
        for n in range(scenario.calls):
            text = f"{n} " + "word " * (scenario.prompt - 1)
            with suppress(TimeoutError):
                async with asyncio.timeout(0.1 if scenario.stops else None):
                    await bench.ask([ChatMessage("user", text)], max_tokens=scenario.most)
        return "done"

    async def work(assignment: Any, bench: Any) -> str:
        if scenario.inner and assignment.goal != "inner":
            return str((await bench.delegate(Goal(text="inner"))).status)
        return await calls(bench)

    return Agent("worker", work=work, capacity=100)


async def outcome_of(scenario: Scenario) -> Outcome:
    """Run a scenario."""
    books = Books()
    server = host_of(scenario, books)
    bounds: dict[str, Any] = {"calls": None, "tokens": None, "usd": None, "seconds": 60.0}
    goal = Goal(text="bench", limits=Limits(**{**bounds, **scenario.bounds}))
    tasks = [
        Task(task_id=f"t{n}", objective=Objective(description=f"task {n}"))
        for n in range(scenario.tasks)
    ]
    try:
        with tempfile.TemporaryDirectory() as folder:
            host = OpenAiHost(
                f"http://127.0.0.1:{server.server_port}/v1",
                context_tokens=32_768,
                usd_per_million={"m": scenario.price} if scenario.price else {},
            )
            settings = Settings(
                home=Path(folder),
                cache=Path(folder),
                llm="openai:m",
                openai={"openai": host},
                attempts=scenario.tasks,
                opinions=False,
            )
            async with Hocket([worker_of(scenario)], builtin=False, settings=settings) as hocket:
                done = await hocket.run(goal, plan=Plan(tasks=tuple(tasks)))
    finally:
        await asyncio.to_thread(server.shutdown)
        server.server_close()
    bound = next(iter(scenario.bounds))
    spent = getattr(done.state.spent, bound)
    return Outcome(
        name=scenario.name,
        spent=f"{spent:.2f}" if bound == "usd" else str(spent),
        host=books.of(bound),
        done=sum(task.is_usable for task in done.state.tasks.values()),
        finished=done.status == "reached",
    )


def table(outcomes: list[Outcome]) -> str:
    """A Markdown table of the scenarios."""
    columns = (
        *("scenario", "limit", "spent before", "done before"),
        *("spent now", "the host says", "done now", "finished"),
    )
    rows = [f"| {' | '.join(columns)} |", "|---" * len(columns) + "|"]
    for scenario, now in zip(SCENARIOS, outcomes, strict=True):
        spent, done = BEFORE.get(scenario.name, ("", 0))
        finished = "yes" if now.finished else "at its limit"
        cells = (scenario.name, scenario.limit, spent, f"{done} of {scenario.tasks}")
        cells += (now.spent, now.host, f"{now.done} of {scenario.tasks}", finished)
        rows.append(f"| {' | '.join(cells)} |")
    return "\n".join(rows)


async def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--json", action="store_true", help="print the outcomes as JSON")
    options = parser.parse_args()
    outcomes = [await outcome_of(scenario) for scenario in SCENARIOS]
    print(json.dumps([asdict(o) for o in outcomes]) if options.json else table(outcomes))


if __name__ == "__main__":
    asyncio.run(main())
