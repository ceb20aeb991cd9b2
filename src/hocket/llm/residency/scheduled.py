"""A host whose calls are held and sent in the order that needs few loads of LLMs."""

from __future__ import annotations

import asyncio
from collections import deque
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING, TypeVar

from hocket.core.spending import before_sending
from hocket.core.urgency import URGENCY
from hocket.errors import OrchestrationError, UnavailableError
from hocket.llm.residency.call import Call, Rules
from hocket.llm.residency.machine import NO_LIMIT, Machine
from hocket.llm.residency.memory import learn_capacity
from hocket.llm.residency.policy import first_overdue, next_step
from hocket.llm.residency.step import Hold, Load, Send, Step, Unload
from hocket.ports.llm import LlmAnswer
from hocket.ports.residence import Footprint
from hocket.ports.wrapper import WrapperLlm

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Mapping, Sequence

    from hocket.ports.clock import Clock
    from hocket.ports.llm import LlmRequest, OnProgress, OnText
    from hocket.ports.residence import Commons, Held, ResidentHost

T = TypeVar("T")

NOTHING_KNOWN = Footprint(0)
ASK_S = 5.0
"""How long a host may take to say what its memory holds, which is only an estimate."""

LOOK_US = 1_000_000
"""How often it is looked what other processes take while several LLMs are in memory."""


class _Waiter:
    """A held call: what it has to do before it is sent, and its wake-up."""

    __slots__ = ("call", "is_sent", "steps", "wake")

    def __init__(self, call: Call) -> None:
        self.call = call
        self.is_sent = False
        self.steps: deque[Step] = deque()
        self.wake: asyncio.Future[None] | None = None

    def rouse(self) -> None:
        if self.wake is not None and not self.wake.done():
            self.wake.set_result(None)


class ScheduledLlm(WrapperLlm):
    """An ``Llm`` that sends calls in the order of ``hocket.llm.residency.policy``.

    Calls do what they wait for: the one that needs room unloads what is in its place. So nothing
    runs beside the calls, and nothing polls. ``models`` and ``close`` are passed on at once.

    Args:
        inner: The host.
        clock: Tells how long calls wait.
        concurrent: Maximum number of calls in progress, at least 1.
        capacity_bytes: Memory for LLMs; by default it is learned from what the host unloads.
        rules: How calls are ordered.
        most_waiting: Maximum number of calls held; a further one raises UnavailableError at once.
        ask_s: How long the host may take to say what is or will be in its memory.
        commons: What other processes take of the same memory; None if there are none.

    Attributes:
        machine: What is in memory and what waits.
    """

    def __init__(
        self,
        inner: ResidentHost,
        clock: Clock,
        concurrent: int,
        *,
        capacity_bytes: int = NO_LIMIT,
        rules: Rules | None = None,
        most_waiting: int = 10_000,
        ask_s: float = ASK_S,
        commons: Commons | None = None,
    ) -> None:
        super().__init__(inner)
        self._host = inner
        self._clock = clock
        self._most_waiting = most_waiting
        self._ask_s = ask_s
        self._commons = commons
        self._shared_us = 0
        self._footprints: dict[str, Footprint] = {}
        self._learning: dict[str, asyncio.Lock] = {}
        self._asked: dict[str, int] = {}
        self._waiters: dict[Call, _Waiter] = {}
        self.machine = Machine(
            self._bytes_of, rules or Rules(), concurrent, capacity_bytes=capacity_bytes
        )

    def resize(self, concurrent: int) -> None:
        """Have at most so many calls in progress from now on; those that are go on."""
        self.machine.concurrent = concurrent
        self._advance()

    def set_aside(self, size_bytes: int) -> None:
        """Leave so much of the memory to something else from now on; 0 gives it back.

        If the residents then have too much, one that no call waits for leaves before the next call.
        """
        self.machine.set_aside_bytes = size_bytes
        self._advance()

    async def complete(self, request: LlmRequest, on_text: OnText | None = None) -> LlmAnswer:
        """See ``Llm``.

        Raises:
            UnavailableError: Too many calls are waiting.
        """
        call = partial(self._inner.complete, request, on_text)
        return await self._in_turn(request.llm, call, request)

    async def embed(self, llm: str, texts: Sequence[str]) -> list[list[float]]:
        """See ``Llm`` and ``complete``."""
        return await self._in_turn(llm, partial(self._inner.embed, llm, texts))

    async def load(self, llm: str, on_progress: OnProgress | None = None) -> None:
        """See ``Llm`` and ``complete``."""
        await self._in_turn(llm, partial(self._inner.load, llm, on_progress))

    async def unload(self, llm: str) -> None:
        """See ``Llm``; calls that wait for the LLM load it again."""
        resident = self.machine.residents.get(llm)
        if resident is None or resident.leaving or resident.loading:
            await self._inner.unload(llm)
            return
        self.machine.begin_unload(llm)
        is_gone = False
        try:
            await self._inner.unload(llm)
            is_gone = True
        finally:
            self._end_unload(llm, is_gone=is_gone)
            self._advance()
            await self._share()

    async def vacate(self) -> None:
        """Unload what no call uses, such as for another program that needs the memory."""
        for llm in self.machine.idle():
            with suppress(OrchestrationError):  # it is loaded again, or gone, when it is needed
                await self.unload(llm)

    async def context_tokens(self, llm: str) -> int:
        """See ``Llm``; a host that has to load the LLM for it does so in turn."""
        return await self._loaded(llm, partial(self._inner.context_tokens, llm))

    async def count_tokens(self, request: LlmRequest) -> int:
        """See ``Llm`` and ``context_tokens``."""
        return await self._loaded(request.llm, partial(self._inner.count_tokens, request))

    async def _in_turn(
        self, llm: str, call: Callable[[], Awaitable[T]], request: LlmRequest | None = None
    ) -> T:
        """What a call gives that is sent once it may be.

        Args:
            llm: The LLM.
            call: Sends it.
            request: Its request, if it has a prompt.
        """
        if self._commons is not None and len(self.machine.residents) > 1:
            await self._look_at_others()
        is_first = self.machine.try_send(llm, self._clock.now_us())
        if is_first is None:
            is_first = await self._admitted(llm, await self._window_for(request))
        is_answered = is_gone = False
        try:
            result = await call()
            is_answered = True
            if is_first:
                await self._measure(llm, result.load_s if isinstance(result, LlmAnswer) else 0.0)
        except OrchestrationError:
            is_gone = is_first and await self._is_gone(llm)
            raise
        finally:
            self._end(llm, is_answered=is_answered, is_gone=is_gone)
            if is_first:
                await self._share()
        return result

    async def _loaded(self, llm: str, call: Callable[[], Awaitable[T]]) -> T:
        """As ``_in_turn``, for what is no work for the host: it waits only for the LLM.

        It also waits if a call is overdue, so that it keeps no LLM in memory that has to leave.
        """
        if not self._host.counts_in_memory:
            return await call()
        now_us = self._clock.now_us()
        if first_overdue(self.machine, now_us) or not self.machine.try_pin(llm, now_us):
            return await self._in_turn(llm, call)
        try:
            return await call()
        finally:
            self.machine.unpin(llm, self._clock.now_us())
            self._advance()

    async def _admitted(self, llm: str, window: int) -> bool:
        """Return once the call may be sent; whether its LLM is to be loaded for it."""
        if len(self._waiters) >= self._most_waiting:
            message = (
                f"{self.machine.users} calls are in progress and {len(self._waiters)} are waiting; "
                "try again later, or allow more concurrent calls"
            )
            raise UnavailableError(message, waiting=len(self._waiters), sent=False)
        ready_us = self._clock.now_us()
        if llm not in self._footprints:
            with before_sending():
                await self._learn_footprint(llm)
        if llm not in self.machine.residents:
            await self._share(llm)
        call = Call(llm, ready_us, URGENCY.get(), window)
        waiter = self._waiters[call] = _Waiter(call)
        self.machine.arrive(call)
        try:
            with before_sending():
                self._advance()
                await self._carried(waiter)
        except BaseException:
            self._abandon(waiter)
            await self._share()
            raise
        del self._waiters[call]
        return not self.machine.residents[llm].proven

    async def _carried(self, waiter: _Waiter) -> None:
        """Carry out what the call waits for, until it is sent."""
        while waiter.steps or not waiter.is_sent:
            if waiter.steps:
                await self._carry(waiter.steps[0])
                step = waiter.steps.popleft()
                self._advance()
                if isinstance(step, Unload):
                    await self._share()
                continue
            waiter.wake = asyncio.get_running_loop().create_future()
            await waiter.wake

    async def _carry(self, step: Step) -> None:
        if isinstance(step, Hold):
            await self._clock.sleep(max(0.0, (step.until_us - self._clock.now_us()) / 1e6))
            if self.machine.held is step.call:
                self.machine.held = None
        elif isinstance(step, Load):
            begun_us = self._clock.now_us()
            with suppress(OrchestrationError):  # its calls say what is wrong
                await self._host.warm(step.call.llm)
            now_us = self._clock.now_us()
            self.machine.end_load(step.call.llm, now_us)
            self.machine.load_us[step.call.llm] = now_us - begun_us
        elif not isinstance(step, Send):
            with suppress(OrchestrationError):  # the host makes room by itself, or says why not
                await self._inner.unload(step.llm)
            self._end_unload(step.llm, is_gone=True)

    async def close(self) -> None:
        """See ``Llm``."""
        await self._inner.close()
        if self._commons is not None and self._shared_us:
            await self._commons.claim(0)

    async def _share(self, *more: str) -> None:
        """Say what this process takes, with these LLMs if they are loaded, and see what others do.

        It is said before an LLM is loaded, so of two processes at least one sees the other.
        """
        if self._commons is not None:
            claimed = self.machine.wanted_bytes(*more)
            self.machine.others_bytes = await self._commons.claim(claimed)
            self._shared_us = self._clock.now_us()

    async def _look_at_others(self) -> None:
        """Several LLMs are in memory: one has to leave if others took what is missing."""
        if self._clock.now_us() - self._shared_us >= LOOK_US:
            await self._share()

    def _end_unload(self, llm: str, *, is_gone: bool) -> None:
        self.machine.end_unload(llm, is_gone=is_gone, now_us=self._clock.now_us())

    def _advance(self) -> None:
        """Take all steps that can be taken now; those that take time are done by their calls."""
        machine = self.machine
        while machine.waiting:
            step = next_step(machine, self._clock.now_us())
            if step is None:
                return
            waiter = self._waiters[step.call]
            if isinstance(step, Send):
                self._set_window(step.call.llm, step.window)
                machine.send(step.call, step.window, self._clock.now_us())
                waiter.is_sent = True
            else:
                machine.begin(step)
                if isinstance(step, Load):
                    self._set_window(step.call.llm, step.window)
                waiter.steps.append(step)
            waiter.rouse()

    def _end(self, llm: str, *, is_answered: bool, is_gone: bool) -> None:
        self.machine.end(llm, self._clock.now_us(), is_answered=is_answered, is_gone=is_gone)
        if self.machine.waiting:
            self._advance()

    def _abandon(self, waiter: _Waiter) -> None:
        """The call was cancelled, or failed, before it was sent: leave what it was to do."""
        del self._waiters[waiter.call]
        machine, call = self.machine, waiter.call
        while waiter.steps:
            machine.undo(waiter.steps.popleft(), self._clock.now_us())
        if waiter.is_sent:
            machine.end(call.llm, self._clock.now_us(), is_answered=False)
        else:
            machine.withdraw(call)
        self._advance()

    def _bytes_of(self, llm: str, window: int) -> int:
        return self._footprints.get(llm, NOTHING_KNOWN).bytes_for(window)

    def _set_window(self, llm: str, window: int) -> None:
        if self.machine.rules.windows and llm not in self.machine.residents:
            self._host.use_window(llm, window)

    async def _window_for(self, request: LlmRequest | None) -> int:
        """The context class of a request; 0 for any where memory is not known to be short.

        Only prompts have a context class; whatever else is asked may need all.
        """
        windows = self.machine.rules.windows
        if request is None:
            return max(windows, default=0)
        if not windows or self.machine.capacity_bytes == NO_LIMIT:
            return 0
        tokens = await self._inner.count_tokens(request) + request.max_tokens
        return next((w for w in windows if w >= tokens), windows[-1])

    async def _learn_footprint(self, llm: str) -> None:
        """Ask for it once, however many calls arrive meanwhile; they wait for the reply."""
        asked = self._asked.get(llm, 0)
        async with self._learning.setdefault(llm, asyncio.Lock()):
            if self._asked.get(llm, 0) != asked:
                return
            # The call itself says what is wrong; it may be right the next time.
            with suppress(OrchestrationError, TimeoutError):
                async with asyncio.timeout(self._ask_s):
                    self._footprints[llm] = await self._host.footprint(llm)
            self._asked[llm] = asked + 1

    async def _measure(self, llm: str, load_s: float) -> None:
        """Compare the books with what is in memory, after an LLM was loaded."""
        if llm not in self._footprints:  # its weights may have come with the call
            await self._learn_footprint(llm)
            self.machine.measure(llm, self._bytes_of(llm, self.machine.residents[llm].window))
        idle = self.machine.idle()
        held = await self._held()
        if held is None:
            return
        now_us = self._clock.now_us()
        learn_capacity(self.machine, held, idle, now_us)
        mine = held.get(llm)
        if mine is not None and (load_s or mine.load_s):
            self.machine.load_us[llm] = round((load_s or mine.load_s) * 1e6)

    async def _is_gone(self, llm: str) -> bool:
        """Whether an LLM whose first call failed is not in memory, as it then takes none."""
        if self.machine.capacity_bytes == NO_LIMIT:
            return True
        held = await self._held()
        return held is not None and llm not in held

    async def _held(self) -> Mapping[str, Held] | None:
        """What the host holds; None if it does not say."""
        with suppress(OrchestrationError, TimeoutError):
            async with asyncio.timeout(self._ask_s):
                return await self._host.held()
        return None
