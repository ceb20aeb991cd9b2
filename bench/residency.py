"""How often LLMs are swapped: first come, first served, against the order of hocket.

    python bench/residency.py [--svg FILE]    simulated, on recorded runs (seconds)
    python bench/residency.py --order         what putting calls in order takes (seconds)
    python bench/residency.py --real          on the three embedded LLMs (minutes)

The simulation replays the calls of recorded runs (`residency_runs.json`: of each call who made it,
the tokens of its prompt that were not cached, and those of its answer) with load times and speeds
that were measured on two cores, which had other work too. Several runs go on at once; the calls of
a run follow one another. As all recorded runs used one LLM, their roles are given to three in turn.
Memory holds one LLM at a time.
"""

from __future__ import annotations

import argparse
import asyncio
import heapq
import json
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import platformdirs

from hocket.adapters.llamacpp.llm import LlamaCpp
from hocket.adapters.system.clock import SystemClock
from hocket.core.egress import EgressGate
from hocket.llm.residency.call import Call, Rules
from hocket.llm.residency.machine import Machine
from hocket.llm.residency.policy import next_step
from hocket.llm.residency.scheduled import ScheduledLlm
from hocket.llm.residency.step import Hold, Load, Send
from hocket.ports.llm import ChatMessage, LlmRequest
from hocket.ports.wrapper import WrapperLlm

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

FOLDER = Path(__file__).parent
THINK_S = 0.3
"""Between an answer and the next call of a run: a program, a query, a check."""


@dataclass(frozen=True)
class Speed:
    """As measured: seconds to load, tokens per second of prompts and of answers."""

    load_s: float
    prompt_per_s: float
    answer_per_s: float


SPEEDS = {
    "smollm2:135m": Speed(2.64, 48.3, 12.6),
    "qwen2.5-coder:0.5b": Speed(8.17, 24.5, 5.5),
    "qwen2.5-coder:1.5b": Speed(9.94, 15.3, 4.2),
}
LLMS = tuple(SPEEDS)


@dataclass
class Story:
    """What a simulation came to; ``stays`` has (LLM, from, to) in seconds."""

    swaps: int = 0
    makespan_s: float = 0.0
    waits_s: list[float] = field(default_factory=list)
    overtaken: int = 0
    stays: list[tuple[str, float, float]] = field(default_factory=list)


class Simulation:
    """Runs that go on at once on a machine with memory for one LLM, one call at a time."""

    def __init__(self, runs: list[list[tuple[str, float]]], at_once: int) -> None:
        self.now_s = 0.0
        self.story = Story()
        self._queue: list[tuple[float, int, Callable[[], None]]] = []
        self._count = 0
        self._runs = iter(runs)
        self._answered: dict[Call, Callable[[], None]] = {}
        self._service_s: dict[Call, float] = {}
        for _ in range(at_once):
            self._next_run()

    def run(self) -> Story:
        while self._queue:
            self.now_s, _, do = heapq.heappop(self._queue)
            do()
        self.story.makespan_s = self.now_s
        return self.story

    def after(self, seconds: float, do: Callable[[], None]) -> None:
        self._count += 1
        heapq.heappush(self._queue, (self.now_s + seconds, self._count, do))

    def arrive(self, call: Call) -> None:
        raise NotImplementedError

    def free(self, call: Call) -> None:
        raise NotImplementedError

    def serve(self, call: Call, load_s: float) -> None:
        """Answer a call after a load; then its run goes on."""
        self.story.waits_s.append(self.now_s + load_s - call.ready_us / 1e6)
        if load_s:
            self.story.swaps += 1
            if self.story.stays:
                llm, since, _ = self.story.stays.pop()
                self.story.stays.append((llm, since, self.now_s))
            self.story.stays.append((call.llm, self.now_s, self.now_s))
        self.after(load_s + self._service_s[call], lambda: self._end(call))

    def _end(self, call: Call) -> None:
        llm, since, _ = self.story.stays.pop()
        self.story.stays.append((llm, since, self.now_s))
        self.after(THINK_S, self._answered.pop(call))
        self.free(call)

    def _next_run(self) -> None:
        calls = next(self._runs, None)
        if calls is not None:
            self._go_on(iter(calls))

    def _go_on(self, calls: Iterator[tuple[str, float]]) -> None:
        entry = next(calls, None)
        if entry is None:
            self._next_run()
            return
        call = Call(entry[0], round(self.now_s * 1e6))
        self._service_s[call] = entry[1]
        self._answered[call] = lambda: self._go_on(calls)
        self.after(0, lambda: self.arrive(call))


class Fifo(Simulation):
    """First come, first served."""

    def __init__(self, *arguments) -> None:
        self._waiting: list[Call] = []
        self._busy = False
        self._loaded = ""
        super().__init__(*arguments)

    def arrive(self, call: Call) -> None:
        self._waiting.append(call)
        self._serve_next()

    def free(self, _: Call) -> None:
        self._busy = False
        self._serve_next()

    def _serve_next(self) -> None:
        if self._waiting and not self._busy:
            self._busy = True
            call = self._waiting.pop(0)
            load_s = 0.0 if call.llm == self._loaded else SPEEDS[call.llm].load_s
            self._loaded = call.llm
            self.serve(call, load_s)


class Policy(Simulation):
    """The order of ``hocket.llm.residency.policy``."""

    def __init__(self, *arguments) -> None:
        self.machine = Machine(lambda _, __: 1, Rules(), capacity_bytes=1)
        self.machine.load_us = {llm: round(s.load_s * 1e6) for llm, s in SPEEDS.items()}
        super().__init__(*arguments)

    def arrive(self, call: Call) -> None:
        self.machine.arrive(call)
        self._advance()

    def free(self, call: Call) -> None:
        self.machine.end(call.llm, self._now_us, is_answered=True)
        self._advance()

    @property
    def _now_us(self) -> int:
        return round(self.now_s * 1e6)

    def _advance(self) -> None:
        while (step := next_step(self.machine, self._now_us)) is not None:
            if isinstance(step, Send):
                is_new = step.call.llm not in self.machine.residents
                overtaken = self.machine.waiting.overtaken(step.call)
                self.story.overtaken = max(self.story.overtaken, overtaken)
                self.machine.send(step.call, step.window, self._now_us)
                self.serve(step.call, SPEEDS[step.call.llm].load_s if is_new else 0.0)
            elif isinstance(step, Hold):
                self.machine.begin(step)
                self.after(step.until_us / 1e6 - self.now_s, self._released)
            else:
                assert not isinstance(step, Load), "memory holds one"
                self.machine.begin(step)
                self.machine.end_unload(step.llm, is_gone=True, now_us=self._now_us)
            assert len(self.machine.residents) <= 1, "memory is never over-committed"

    def _released(self) -> None:
        self.machine.held = None
        self._advance()


def recorded() -> list[list[tuple[str, float]]]:
    """The calls of each run: LLM and seconds of work."""
    runs = []
    recordings = json.loads((FOLDER / "residency_runs.json").read_text(encoding="utf-8"))
    for number, calls in enumerate(recordings):
        roles = ("worker", "reviewer")
        cast = {role: LLMS[(number + n) % len(LLMS)] for n, role in enumerate(roles)}
        runs.append([(cast[role], _work_s(cast[role], *tokens)) for role, *tokens in calls])
    return runs


def _work_s(llm: str, prompt: int, answer: int) -> float:
    return prompt / SPEEDS[llm].prompt_per_s + answer / SPEEDS[llm].answer_per_s


def simulated(at_once: int) -> dict[str, Story]:
    orders = {"first come": Fifo, "hocket": Policy}
    return {name: order(recorded(), at_once).run() for name, order in orders.items()}


def print_table() -> None:
    runs = recorded()
    calls = sum(map(len, runs))
    print(f"{len(runs)} recorded runs, {calls} calls, memory for one of {len(LLMS)} LLMs")
    print()
    print(
        "| runs at once | order | loads | makespan | longest wait | mean wait | overtaken at most |"
    )
    print("| --- | --- | --- | --- | --- | --- | --- |")
    for at_once in (2, 4, 8, 16):
        stories = simulated(at_once)
        for order, story in stories.items():
            mean_s = sum(story.waits_s) / len(story.waits_s)
            print(
                f"| {at_once} | {order} | {story.swaps} | {story.makespan_s:.0f} s "
                f"| {max(story.waits_s):.0f} s | {mean_s:.0f} s | {story.overtaken} |"
            )
        fifo, ours = stories.values()
        fewer, sooner = (1 - ours.swaps / fifo.swaps), (1 - ours.makespan_s / fifo.makespan_s)
        print(f"| {at_once} | *saved* | **{fewer:.0%}** | **{sooner:.0%}** | | | |")


def ordering_s(count: int) -> float:
    """The processor time to put so many waiting calls over three LLMs in order."""
    machine = Machine(lambda _, __: 1, Rules(), capacity_bytes=1)
    for number in range(count):
        machine.arrive(Call(LLMS[number % len(LLMS)], 0))
    now_us, began = 0, time.process_time()
    while machine.waiting:
        step = next_step(machine, now_us)
        if isinstance(step, Send):
            machine.send(step.call, step.window, now_us)
            machine.end(step.call.llm, now_us, is_answered=True)
        elif isinstance(step, Hold):
            now_us = step.until_us
        else:
            machine.begin(step)
            machine.end_unload(step.llm, is_gone=True, now_us=now_us)
    return time.process_time() - began


COLOURS = dict(zip(LLMS, ("#e0a030", "#4080c0", "#a04080"), strict=True))


def picture(at_once: int = 8) -> str:
    """Which LLM is in memory over time, under both orders, as SVG."""
    stories = simulated(at_once)
    longest_s = max(story.makespan_s for story in stories.values())
    scale = 800 / longest_s
    parts = [
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 920 150" role="img"',
        ' font-family="sans-serif" font-size="12" aria-label="The LLM in memory over time">',
        '<rect width="920" height="150" fill="#fff"/>',
    ]
    for row, (order, story) in enumerate(stories.items()):
        y = 20 + 45 * row
        parts.append(f'<text x="8" y="{y + 19}">{order}</text>')
        parts += (
            f'<rect x="{90 + since * scale:.1f}" y="{y}" width="{(until - since) * scale:.2f}" '
            f'height="30" fill="{COLOURS[llm]}"/>'
            for llm, since, until in story.stays
        )
        end = 90 + story.makespan_s * scale
        parts.append(
            f'<text x="{end:.0f}" y="{y - 5}" text-anchor="end">{story.swaps} loads, '
            f"{story.makespan_s / 60:.0f} min</text>"
        )
    for n, llm in enumerate(LLMS):
        x = 90 + 200 * n
        parts.append(f'<rect x="{x}" y="122" width="12" height="12" fill="{COLOURS[llm]}"/>')
        parts.append(f'<text x="{x + 18}" y="132">{llm}</text>')
    return "\n".join([*parts, "</svg>"]) + "\n"


async def real(count: int) -> None:
    """The same calls on the embedded LLMs, with memory for one at a time."""
    print("| order | loads | makespan | longest wait |\n| --- | --- | --- | --- |")
    for order in ("first come", "hocket"):
        host = Counting(
            cache=platformdirs.user_cache_path("hocket") / "weights",
            gate=EgressGate(),
            context_tokens=1024,
        )
        clock = SystemClock()
        # Less than any LLM takes, so that each is alone.
        ours = order == "hocket"
        llm = ScheduledLlm(host, clock, 1, capacity_bytes=1) if ours else InTurn(host)
        began, waits = time.monotonic(), []

        async def ask(number: int, llm=llm, began=began, waits=waits) -> None:
            prompt = ChatMessage("user", f"Name a colour, number {number}.")
            request = LlmRequest(LLMS[number % len(LLMS)], (prompt,), max_tokens=8)
            answer = await llm.complete(request)
            waits.append(time.monotonic() - began - answer.total_s)

        try:
            async with asyncio.TaskGroup() as group:
                for number in range(count):
                    group.create_task(ask(number))
            total_s = time.monotonic() - began
        finally:
            await llm.close()
        print(f"| {order} | {host.loads} | {total_s:.0f} s | {max(waits):.0f} s |", flush=True)


class InTurn(WrapperLlm):
    """One call at a time, first come, first served."""

    def __init__(self, inner: LlamaCpp) -> None:
        super().__init__(inner)
        self._turn = asyncio.Lock()

    async def complete(self, request, on_text=None):
        async with self._turn:
            return await super().complete(request, on_text)


class Counting(LlamaCpp):
    """Counts how often it starts a process."""

    loads = 0

    async def _make_room(self) -> None:
        self.loads += 1
        await super()._make_room()


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--svg", metavar="FILE", type=Path, help="write the picture here")
    parser.add_argument("--real", action="store_true", help="on the embedded LLMs")
    parser.add_argument(
        "--order", action="store_true", help="how long putting calls in order takes"
    )
    parser.add_argument("--calls", type=int, default=12, help="calls of --real")
    options = parser.parse_args()
    if options.real:
        asyncio.run(real(options.calls))
        return
    if options.order:
        few, many = ordering_s(2000), ordering_s(8000)
        print(f"Ordering 2000 waiting calls takes {few:.2f} s of CPU time, 8000 take {many:.2f} s.")
        return
    print_table()
    if options.svg is not None:
        options.svg.write_text(picture(), encoding="utf-8")


if __name__ == "__main__":
    main()
