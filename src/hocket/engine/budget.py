"""The budget of a run: no call is sent that could exceed its limits, calls in flight included.

The most that a call can cost is reserved before it is sent. A call that does not fit waits for
those in flight, whose real cost is less as a rule. Where none is in flight and it still does not
fit, it is sent with the shorter answer that fits; if there is none, the limit is reached.

Budgets form a tree: a run within a run counts against the outer run's limits too, and an attempt
with limits of its own against those of its run. Reservations are not state: after a crash the
events say what was spent.
"""

from __future__ import annotations

import asyncio
from collections import deque
from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

from hocket.core.usage import NO_USAGE
from hocket.engine.account import Account
from hocket.engine.reservation import Habit, Reservation
from hocket.errors import ContextOverflowError, OrchestrationError

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable
    from typing import Literal

    from hocket.core.goal import Limits
    from hocket.core.run import RunState
    from hocket.core.spending import Asked
    from hocket.core.usage import Usage
    from hocket.engine.account import Refusal
    from hocket.ports.llm import Llm, LlmRequest

PATIENCE_S = 30.0
"""How long a call that cannot fit waits for work that needs no calls, before it ends the run."""

_CERTAINLY = 2
"""An estimate of so many windows shows that a prompt does not fit its window."""


@dataclass(slots=True, eq=False)
class _Waiter:
    """A call that does not fit yet.

    Attributes:
        call: The call.
        budget: The innermost budget that it is charged to.
        turn: Done once it may be sent.
        timer: Ends its patience with work that needs no calls.
    """

    call: Reservation
    budget: Budget
    turn: asyncio.Future[None]
    timer: asyncio.TimerHandle | None = None
    is_patient: bool = True


class Budget:
    """What is left for the calls of a run, or of an attempt.

    Args:
        account: Its limits, and what it has spent.
        outer: The budget that is charged too.

    Attributes:
        waiting: Calls that do not fit yet, in order of arrival.
        at_work: Work in progress with no call in flight or waiting; it may end without any more.
        habits: What calls have shown about the costs of LLMs, kept in the outermost budget.
    """

    def __init__(self, account: Account, outer: Budget | None = None) -> None:
        self.account = account
        self.outer = outer
        self.waiting: deque[_Waiter] = deque()
        self.at_work: set[Hashable] = set()
        self._open: dict[Hashable, int] = {}
        self._is_kept: dict[str, Callable[[], bool]] = {}
        self.habits: dict[str, Habit] = {}

    @classmethod
    def of_run(cls, state: Callable[[], RunState]) -> Self:
        """The budget of a run, whose current state ``state`` returns."""

        def limits() -> Limits | None:
            goal = state().goal
            return None if goal is None else goal.limits

        return cls(Account(limits, lambda: state().spent))

    def within(self, limits: Limits, spent: Callable[[], Usage], refusal: Refusal) -> Budget:
        """The budget of a part of this, such as an attempt, with limits of its own."""
        return Budget(Account(lambda: limits, spent, refusal), outer=self)

    def attach(self, outer: Budget) -> None:
        """Reserve calls in another budget too, until ``detach``: that of the outer run."""
        self.outer = outer
        for budget in outer.outwards():
            budget.account.add(self.account, 1)
            budget.at_work |= self.at_work

    def detach(self) -> None:
        """Reserve calls only here; the outer budget is charged by ``charge``."""
        outer, self.outer = self.outer, None
        if outer is None:
            return
        for budget in outer.outwards():
            budget.account.add(self.account, -1)
            budget.at_work -= self.at_work
        outer.serve_all()

    def charge(self, key: str, spent: Callable[[], Usage], is_kept: Callable[[], bool]) -> None:
        """Count what a call has spent that is not journaled yet, until ``settle``.

        Args:
            key: The call.
            spent: Returns what it has spent so far.
            is_kept: Returns whether the call, if it is stopped now, is made again and then reports
                all of its cost.
        """
        self.account.inner[key] = spent
        self._is_kept[key] = is_kept

    def cost_of_stopped(self, key: str) -> Usage:
        """What a call that is stopped now has spent and no event will report."""
        spent = self.account.inner.get(key)
        return NO_USAGE if spent is None or self._is_kept[key]() else spent()

    def settle(self, key: str) -> None:
        """Stop counting what a call has spent: the run's own events report it."""
        if self.account.inner.pop(key, None) is not None:
            del self._is_kept[key]

    def freeze(self) -> None:
        """Keep the limits and what is spent as they are now that the run is over.

        Until then the budget asks the run, which has the budget. This circle would leave all that
        the run knows to the garbage collector.
        """
        self.account.freeze()

    @property
    def spent(self) -> Usage:
        """What the run and the runs in progress within it have spent."""
        return self.account.spent()

    @property
    def binds(self) -> Literal["nothing", "money", "calls"]:
        """What the limits bound, here and further out: money alone, or calls or tokens too."""
        binds: Literal["nothing", "money"] = "nothing"
        budget: Budget | None = self
        while budget is not None:
            bounds = budget.account.bounds
            if bounds is not None:
                if bounds.calls is not None or bounds.tokens is not None:
                    return "calls"
                binds = "money"
            budget = budget.outer
        return binds

    @property
    def root(self) -> Budget:
        """The outermost budget."""
        return self if self.outer is None else self.outer.root

    def outwards(self) -> tuple[Budget, ...]:
        """This budget and those around it."""
        return (self,) if self.outer is None else (self, *self.outer.outwards())

    async def reserve(self, request: LlmRequest, llm: Llm, owner: Hashable) -> Reservation:
        """Reserve the most that a call can cost; waits until it fits.

        Args:
            request: The call.
            llm: The host; knows prices and counts tokens.
            owner: The work that makes it, until ``leave``.

        Raises:
            BudgetExceededError: It does not fit; or the error of the attempt's own limits.
            ContextOverflowError: It exceeds its window too, so that it may fit once shortened.
        """
        call = Reservation(request, llm, self.root.habits.get(request.llm), owner)
        self._open[owner] = self._open.get(owner, 0) + 1
        for budget in self.outwards():
            budget.at_work.discard(owner)
        if self._must_queue(call) is None:
            self._hold(call, 1)
            return call
        try:
            await _refuse_beyond_window(request, llm)
            # The bound is in bytes; most prompts have far fewer tokens.
            call.estimate(await self._counted(request, llm))
            tight = self._must_queue(call)
            if tight is None:
                self._hold(call, 1)
            else:
                await tight.turn_of(call, self)
        except BaseException:
            self._close(owner)
            raise
        return call

    def release(self, call: Reservation) -> None:
        """Release a reservation, once what was spent is in the events."""
        self._hold(call, -1)
        if not self._close(call.owner):
            for budget in self.outwards():
                budget.at_work.add(call.owner)
        self.serve_all()

    def enter(self, owner: Hashable) -> None:
        """Expect calls of some work, or its end without any."""
        budget: Budget | None = self
        while budget is not None:  # as `outwards`, which makes a tuple: each command comes here
            budget.at_work.add(owner)
            budget = budget.outer

    def leave(self, owner: Hashable) -> None:
        """Expect no more of this work: it is over, or waits for something else than calls."""
        budget: Budget | None = self
        while budget is not None:
            budget.at_work.discard(owner)
            if budget.waiting:
                budget.serve()
            budget = budget.outer

    def learn(self, call: Reservation, usage: Usage) -> None:
        """Take note of what a call really cost, so that later ones reserve enough."""
        habits = self.root.habits
        habits[call.llm] = call.shown_by(usage, habits.get(call.llm))

    def send_again(self, call: Reservation, request: Asked | None = None) -> None:
        """Reserve one more call, as this one is sent again.

        Args:
            call: The call.
            request: What is sent besides it; None if it is the same again.

        Raises:
            BudgetExceededError: It does not fit; as for ``reserve``.
        """
        self._hold(call, -1)
        call.extend(request, 1)
        for budget in self.outwards():
            lack = budget.account.lack(call)
            if lack == "calls" or (lack and request is not None):
                error = budget.account.error(call, lack)
                call.extend(request, -1)
                self._hold(call, 1)
                raise error
        self._hold(call, 1)

    def can_spare(self, call: Reservation, calls: int, tokens: int) -> bool:
        """Whether no work may lack what is spent besides it on a call, such as to measure it."""
        usd = call.usd_of(tokens)
        return all(b.account.can_spare(calls, tokens, usd) for b in self.outwards())

    def serve_all(self) -> None:
        """Serve the calls that wait here and further out."""
        budget: Budget | None = self
        while budget is not None:
            if budget.waiting:
                budget.serve()
            budget = budget.outer

    def serve(self) -> None:
        """Let the calls that wait here be sent, in order, as long as they fit."""
        while self.waiting:
            waiter = self.waiting[0]
            call, budget = waiter.call, waiter.budget
            if waiter.turn.done():
                self.waiting.popleft()
                continue
            call.know(self.root.habits.get(call.llm))
            tight = next((b for b in budget.outwards() if b.account.lack(call)), None)
            if tight is None:
                self.waiting.popleft()
                budget._hold(call, 1)  # noqa: SLF001 - of the same class
                waiter.turn.set_result(None)
            elif tight is not self:
                self.waiting.popleft()
                tight.waiting.append(waiter)
                tight.serve()
            elif self.account.calls:
                return
            elif not self.account.shorten(call):
                if self._must_wait(waiter):
                    return
                self.waiting.popleft()
                waiter.turn.set_exception(self.account.error(call))

    async def turn_of(self, call: Reservation, budget: Budget) -> None:
        """Wait until a call that is charged to ``budget`` may be sent."""
        turn = asyncio.get_running_loop().create_future()
        waiter = _Waiter(call, budget, turn)
        self.waiting.append(waiter)
        budget.serve_all()
        try:
            await turn
        except asyncio.CancelledError:
            if turn.done() and not turn.cancelled() and turn.exception() is None:
                budget._hold(call, -1)
            budget.serve_all()
            raise
        finally:
            if waiter.timer is not None:
                waiter.timer.cancel()

    async def _counted(self, request: LlmRequest, llm: Llm) -> int:
        """The length of a prompt, with what the host has been seen to add to one."""
        count = await _counted(request, llm)
        habit = self.root.habits.get(request.llm)
        if habit is None or habit.request is None:
            return count
        return count + max(0, habit.prompt_tokens - await _counted(habit.request, llm))

    def _close(self, owner: Hashable) -> int:
        """Count a call of some work as ended; returns how many it has in flight or waiting."""
        count = self._open.pop(owner) - 1
        if count:
            self._open[owner] = count
        return count

    def _hold(self, call: Reservation, sign: Literal[1, -1]) -> None:
        for budget in self.outwards():
            budget.account.add(call, sign)

    def _must_queue(self, call: Reservation) -> Budget | None:
        """The first budget outwards in which a new call has to wait; None if there is none."""
        for budget in self.outwards():
            if budget.waiting or budget.account.lack(call):
                return budget
        return None

    def _must_wait(self, waiter: _Waiter) -> bool:
        """Whether a call that cannot fit waits all the same, for work that may need no more calls.

        Its error would end the run, and stop that work.
        """
        if not waiter.is_patient or not self.at_work:
            return False
        if waiter.timer is None:
            loop = asyncio.get_running_loop()
            waiter.timer = loop.call_later(PATIENCE_S, self._lose_patience, waiter)
        return True

    def _lose_patience(self, waiter: _Waiter) -> None:
        waiter.is_patient = False
        waiter.budget.serve_all()


async def _counted(request: LlmRequest, llm: Llm) -> int:
    """The length of a prompt as its host counts or estimates it, within the bounds."""
    try:
        async with asyncio.timeout(request.timeout_s):
            count = await llm.count_tokens(request)
    except (OrchestrationError, TimeoutError):
        return request.most_tokens  # the call itself will say what is wrong
    return min(max(count, request.least_tokens), request.most_tokens)


async def _refuse_beyond_window(request: LlmRequest, llm: Llm) -> None:
    """Raise if a prompt is certainly too long for its window, whatever the limits are."""
    tokens = request.estimated_tokens
    try:
        async with asyncio.timeout(request.timeout_s):
            window = await llm.context_tokens(request.llm)
    except (OrchestrationError, TimeoutError):
        return  # the call itself will say it
    if tokens > _CERTAINLY * window > 0:
        message = (
            f"{request.llm}: a prompt of about {tokens} tokens exceeds its window of {window}; "
            "shorten the prompt"
        )
        raise ContextOverflowError(message, prompt_tokens=tokens, window=window)
