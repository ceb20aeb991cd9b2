"""A host that holds LLMs in memory, and what tests of the order of its calls need."""

from __future__ import annotations

import asyncio

from hocket.errors import UnavailableError
from hocket.llm.residency.scheduled import ScheduledLlm
from hocket.ports.llm import ChatMessage, LlmRequest
from hocket.ports.residence import Footprint, Held
from hocket.testing import FakeClock, ScriptedLlm

SIZES = {"small": 3, "large": 6}
NAMES = ("large", "other", "small")


class Host(ScriptedLlm):
    """Answers when the test says so; ``log`` has what it did, ``room`` what it holds by itself."""

    counts_in_memory = True

    def __init__(self, *, room: int = 1 << 40, **options) -> None:
        super().__init__(lambda _: "fine", names=NAMES, **options)
        self.log: list[str] = []
        self.memory: dict[str, Held] = {}
        self.room = room
        self.windows: dict[str, int] = {}
        self.gates: dict[int, asyncio.Event] = {}
        self.calls = 0

    def hold(self, number: int) -> asyncio.Event:
        return self.gates.setdefault(number, asyncio.Event())

    async def complete(self, request, on_text=None):
        self.calls += 1
        number = self.calls
        self._take(request.llm)
        self.log.append(request.llm)
        if number in self.gates:
            await self.gates[number].wait()
        try:
            return await super().complete(request, on_text)
        except UnavailableError:  # it could not be loaded
            self.memory.pop(request.llm)
            raise

    async def unload(self, llm):
        self.log.append(f"-{llm}")
        self.memory.pop(llm, None)

    async def warm(self, llm):
        self.log.append(f"+{llm}")
        self._take(llm)

    async def footprint(self, llm):
        return Footprint(SIZES.get(llm, 5))

    async def held(self):
        return dict(self.memory)

    def use_window(self, llm, tokens):
        self.windows[llm] = tokens

    def _take(self, llm):
        self.memory.setdefault(llm, Held(SIZES.get(llm, 5), 2.0))
        while sum(h.size_bytes for h in self.memory.values()) > self.room:
            self.memory.pop(next(iter(self.memory)))


def request_to(llm: str) -> LlmRequest:
    return LlmRequest(llm, (ChatMessage("user", "go"),))


def scheduled(host: Host, concurrent: int = 1, *, capacity_bytes: int = 7, **options):
    return ScheduledLlm(host, FakeClock(), concurrent, capacity_bytes=capacity_bytes, **options)


async def settled() -> None:
    for _ in range(20):
        await asyncio.sleep(0)


async def answered(llm: ScheduledLlm, *names: str) -> None:
    async with asyncio.TaskGroup() as group:
        for name in names:
            group.create_task(llm.complete(request_to(name)))
