"""Whatever the limit: it is kept, and with a higher one the result is never of a worse kind."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from hocket import Agent, Goal, Limits, Plan
from hocket.core.spending import Price
from hocket.ports.llm import ChatMessage
from hocket.projections.verdict import verdict_in_words
from hocket.testing import ScriptedLlm
from stories import hocket_of, task

PRICE = Price(Decimal(1000), Decimal(1000))
CALL = {"calls": Decimal(1), "tokens": Decimal(10), "usd": Decimal("0.010")}
"""What each call takes."""


@dataclass(frozen=True)
class Course:
    """How the work on a task goes.

    Attributes:
        answers: What each method gives, where no check proves it.
        right_at: The first attempt that passes its check; 0 for a task without one.
        calls: How often each attempt asks the LLM.
    """

    answers: tuple[str, ...]
    right_at: int
    calls: int


@dataclass(frozen=True)
class Method:
    """A way of working that gives what the course of its task says."""

    name: str
    number: int
    courses: dict[str, Course]

    def fits(self, _) -> bool:
        return True

    async def work(self, assignment, bench, _) -> str:
        course = self.courses[assignment.task.task_id]
        for _ in range(course.calls):
            await bench.ask([ChatMessage("user", "x" * 32)], max_tokens=2)
        if not course.right_at:
            return course.answers[self.number]
        is_right = assignment.number >= course.right_at
        return f"{'right' if is_right else 'wrong'} {assignment.number}"


@st.composite
def plans(draw):
    """The tasks with what they depend on, and how the work on each goes."""
    calls = draw(st.integers(1, 2))
    needs: dict[str, list[str]] = {}
    courses: dict[str, Course] = {}
    for n in range(draw(st.integers(1, 4))):
        above = st.lists(st.sampled_from(list(needs)), unique=True, max_size=2)
        needs[f"t{n}"] = draw(above) if needs else []
        answers = draw(st.tuples(*[st.sampled_from(["41", "42"])] * 3))
        courses[f"t{n}"] = Course(answers, draw(st.sampled_from([0, 0, 1, 2, 3])), calls)
    return needs, courses


async def outcome(needs, courses, name: str, times: int, attempts: int):
    tasks = [
        task(t, *above, check="right" if courses[t].right_at else "", kind="table")
        for t, above in needs.items()
    ]
    ways = [Method(way, n, courses) for n, way in enumerate(("one", "two", "three"))]
    bound = type(getattr(Limits(), name))(CALL[name] * times)
    goal = Goal(text="go", limits=Limits(**{"seconds": None, name: bound}))
    llm = ScriptedLlm(lambda _: "said so!", price=PRICE)
    card = Agent("ann", ways=ways, capacity=9)
    async with hocket_of(card, llm=llm, attempts=attempts) as hocket:
        return await hocket.run(goal, plan=Plan(tasks=tuple(tasks)))


def kind_of(done) -> int:
    """Nothing, a part, all of it unproven, or all of it shown."""
    if done.status != "reached":
        return 1 if done.text else 0
    return 2 if done.verdict == "unproven" else 3


@settings(max_examples=80)
@given(
    plan=plans(),
    name=st.sampled_from(list(CALL)),
    limits=st.lists(st.integers(0, 24), min_size=2, max_size=2, unique=True),
    attempts=st.integers(1, 4),
)
def test_limit_is_kept_and_a_higher_one_gives_no_worse_kind_of_result(plan, name, limits, attempts):
    kinds = []
    for times in sorted(limits):
        done = asyncio.run(outcome(*plan, name, times, attempts))
        assert Decimal(getattr(done.state.spent, name)) <= CALL[name] * times
        kinds.append(kind_of(done))
        if done.state.economies or done.state.limit:
            assert "limit of" in f"{done.reason} {verdict_in_words(done.state)}"
    assert kinds == sorted(kinds), [kinds, sorted(limits)]
