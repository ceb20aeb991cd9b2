"""Limits hold for any plan, any number of attempts at once and any host; what fits is done."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field, replace
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from hocket import Goal, Limits, Plan
from hocket.core.spending import FREE, Price
from hocket.errors import UnavailableError
from hocket.ports.llm import ChatMessage
from hocket.resilience.retry import RetryingLlm
from hocket.testing import FakeClock, ScriptedLlm
from stories import agent, hocket_of, task

PRICE = Price(Decimal(1000), Decimal(4000))
"""A thousandth of a dollar for each token of a prompt, four for each of an answer."""


@dataclass(frozen=True)
class Ask:
    """One call of a task. ``stops`` says that the agent stops it after so many steps."""

    prompt: int
    answer: int
    most: int
    steps: int = 0
    stops: int | None = None


@dataclass
class Host(ScriptedLlm):
    """A host that takes its time, fails, and counts as ``counts`` says; keeps its own books."""

    asks: dict[str, Ask]
    counts: str = "all"
    fails: frozenset[int] = frozenset()
    charges: Price | None = FREE
    calls: int = field(default=0, init=False)
    tokens: int = field(default=0, init=False)
    usd: Decimal = field(default=Decimal(0), init=False)

    def __post_init__(self) -> None:
        super().__init__(self.said, price=self.charges)

    def said(self, request) -> str:
        return "four" * self.ask_of(request).answer

    def ask_of(self, request) -> Ask:
        return self.asks[request.messages[-1].content.split()[0]]

    async def complete(self, request, on_text=None):
        self.calls += 1
        number, ask = self.calls, self.ask_of(request)
        for _ in range(ask.steps):
            await asyncio.sleep(0)
        if number in self.fails:
            message = "broke off"
            raise UnavailableError(message)
        answer = await super().complete(request, on_text)
        self.tokens += answer.prompt_tokens + answer.completion_tokens
        self.usd += answer.usd
        match self.counts:
            case "nothing":
                return replace(answer, prompt_tokens=0, completion_tokens=0)
            case "one":
                return replace(answer, prompt_tokens=1, completion_tokens=1)
            case "most":
                return replace(answer, completion_tokens=request.max_tokens)
        return answer


async def asked(bench, name: str, ask: Ask) -> None:
    text = f"{name} ".ljust(4 * ask.prompt, "x")
    question = bench.ask([ChatMessage("user", text)], max_tokens=ask.most)
    if ask.stops is None:
        await question
        return
    call = asyncio.ensure_future(question)
    for _ in range(ask.stops):
        await asyncio.sleep(0)
    call.cancel()
    await asyncio.wait([call])
    if not call.cancelled():
        call.result()


async def outcome(asks, needs, host: Host, limits: dict, attempts: int, inner=frozenset()):
    """The state of a run in which each task makes its calls, one after the other.

    The tasks in ``inner`` have a run within the run make them.
    """

    async def work(assignment, bench):
        is_outer = assignment.goal == "go"
        task_id = assignment.task.task_id if is_outer else assignment.goal
        if is_outer and task_id in inner:
            return (await bench.delegate(Goal(text=task_id))).status
        for name in (n for n in asks if n.startswith(f"{task_id}.")):
            await asked(bench, name, asks[name])
        return f"did {task_id}"

    plan = Plan(tasks=tuple(task(t, *above) for t, above in needs.items()))
    goal = Goal(text="go", limits=Limits(**{"seconds": None, **limits}))
    llm = RetryingLlm(host, clock=FakeClock(), seed=0)
    async with hocket_of(agent(work, capacity=100), llm=llm, attempts=attempts) as hocket:
        return (await hocket.run(goal, plan=plan)).state


@st.composite
def plans(draw, asks):
    """The calls of each task, by name, and what each task depends on."""
    count = draw(st.integers(1, 5))
    made, needs = {}, {}
    for n in range(count):
        above = st.lists(st.integers(0, n - 1), unique=True, max_size=2) if n else st.just([])
        needs[f"t{n}"] = [f"t{i}" for i in draw(above)]
        for k in range(draw(st.integers(1, 3))):
            made[f"t{n}.{k}"] = draw(asks)
    return made, needs


SIZES = st.integers(2, 60)
HONEST = st.builds(
    lambda prompt, answer, more, steps: Ask(prompt, answer, answer + more, steps),
    SIZES,
    SIZES,
    st.integers(0, 200),
    st.integers(0, 3),
)
ANY = st.builds(
    Ask,
    SIZES,
    SIZES,
    st.integers(1, 100),
    st.integers(0, 3),
    st.none() | st.none() | st.integers(0, 8),
)
LIMITS = st.fixed_dictionaries(
    {},
    optional={
        "calls": st.integers(0, 12),
        "tokens": st.integers(0, 900),
        "usd": st.decimals(0, 2, places=2),
    },
)


@settings(max_examples=60)
@given(
    plan=plans(ANY),
    limits=LIMITS,
    attempts=st.integers(1, 6),
    counts=st.sampled_from(["all", "nothing", "one", "most"]),
    fails=st.frozensets(st.integers(1, 12)),
    charges=st.sampled_from([FREE, PRICE]),
    inner=st.frozensets(st.sampled_from(["t0", "t1", "t2", "t3", "t4"])),
)
def test_limits_hold_for_any_plan_and_host(plan, limits, attempts, counts, fails, charges, inner):
    asks, needs = plan
    host = Host(asks, counts, fails, charges)
    state = asyncio.run(outcome(asks, needs, host, limits, attempts, inner))
    bounds = Limits(**limits)
    assert state.spent.calls <= bounds.calls
    assert host.calls == state.spent.calls, "each call that came counts, and no other"
    assert state.spent.tokens <= bounds.tokens
    assert max(state.spent.usd, host.usd) <= bounds.usd
    if counts == "all":
        assert host.tokens <= bounds.tokens


@settings(max_examples=60)
@given(
    plan=plans(HONEST),
    limits=LIMITS,
    attempts=st.integers(2, 6),
    charges=st.sampled_from([FREE, PRICE]),
)
def test_plan_that_fits_one_after_the_other_fits_at_once(plan, limits, attempts, charges):
    asks, needs = plan
    alone = asyncio.run(outcome(asks, needs, Host(asks, charges=charges), limits, 1))
    host = Host(asks, charges=charges)
    together = asyncio.run(outcome(asks, needs, host, limits, attempts))
    assert alone.status != "reached" or together.status == "reached", together.reason
    if together.status == "reached":
        assert together.spent.calls == host.calls == len(asks)
