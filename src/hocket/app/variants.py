"""Variants of how to run a goal: as asked, and cheaper ones, each with what is given up for it."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from hocket.app.inputs import single_task
from hocket.core.economy import LIMITED, Economy, Shortage
from hocket.learn.forecast import Need, forecast, spread_of
from hocket.plan.analyse import files_asked_for
from hocket.plan.kinds import kind_of
from hocket.review.corroboration import CHEAP

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from hocket.config import Settings
    from hocket.core.economy import Bounded, Step
    from hocket.core.forecast import Forecast
    from hocket.core.goal import Care, Goal, Limits
    from hocket.core.learned import Learned
    from hocket.core.plan import Plan
    from hocket.core.spending import Price

EMBEDDED = "llamacpp"
LEAST = Decimal("1e-9")
"""Stands for a limit of nothing, of which there are no shares."""
SOME_TASKS = 3
"""An LLM is proposed once it has done so many tasks here."""


@dataclass(frozen=True, slots=True)
class Variant:
    """One way to run a goal.

    Attributes:
        llm: The LLM that works.
        care: Which work is done twice.
        needs: Its tasks; the plan may have others.
        steps: What differs from what was asked.
        cost: Time of calls and tools, calls, tokens and money, with 80 % intervals.
        is_known: Whether tasks of all its kinds have run here with this LLM.
    """

    llm: str
    care: Care
    needs: tuple[Need, ...]
    steps: tuple[Step, ...]
    cost: Forecast
    is_known: bool

    def instead(self, step: Step) -> str:
        """What takes the place of what was asked for in one of its steps."""
        return {"care": self.care, "llm": self.llm, "planning": "single"}.get(step, "")

    def over(self, limits: Limits) -> dict[Bounded, bool]:
        """The limits that the high end exceeds, and whether what is expected does too."""
        over: dict[Bounded, bool] = {}
        for name in LIMITED:
            limit, high = getattr(limits, name), getattr(self.cost.high, name)
            if limit is not None and high is not None and Decimal(high) > Decimal(limit):
                over[name] = Decimal(getattr(self.cost, name)) > Decimal(limit)
        return over

    def excess(self, limits: Limits) -> float:
        """What is expected, as a share of the limit that it fills most; above 1: exceeds it."""
        # Not as floats, which the largest limits exceed.
        shares = [Decimal(0)]
        for name in LIMITED:
            limit, value = getattr(limits, name), getattr(self.cost, name)
            if limit is not None and value is not None and Decimal(value) > 0:
                shares.append(Decimal(value) / max(Decimal(limit), LEAST))
        return float(max(shares))


@dataclass(frozen=True, slots=True)
class Market:
    """What variants are computed from.

    Attributes:
        learned: What earlier runs have shown.
        llms: The LLM that is asked for, then others that are at hand.
        price: Returns the price of an LLM; None if nobody knows it.
        slots: Returns how many tasks can be worked on at once with an LLM.
    """

    learned: Learned
    llms: Sequence[str]
    price: Callable[[str], Price | None]
    slots: Callable[[str], int]

    def variants(self, goal: Goal, plan: Plan | str | None) -> list[Variant]:
        """The variants: as asked, then those that give up less before those that give up more.

        Args:
            goal: The goal.
            plan: Its plan, or ``single`` for one task; None if one will be made.
        """
        needs = needs_of(goal, plan)
        is_twice = any(_is_twice(goal.care, need.kind) for need in needs)
        cares: list[Care] = [goal.care, "low"] if is_twice else [goal.care]
        plans = [needs, needs[:1]] if plan is None and len(needs) > 1 else [needs]
        return [
            self._variant(goal, llm, care, tasks, needs)
            for llm in self.llms
            for tasks in plans
            for care in cares
        ]

    def _variant(
        self, goal: Goal, llm: str, care: Care, tasks: tuple[Need, ...], asked: tuple[Need, ...]
    ) -> Variant:
        differs: dict[Step, bool] = {
            "llm": llm != self.llms[0],
            "planning": tasks != asked,
            "care": care != goal.care,
        }
        cost = forecast(
            tasks,
            self.learned,
            llm=llm,
            care=care,
            price=self.price(llm),
            slots=self.slots(llm),
            seed=goal.seed,
        )
        spreads = [spread_of(self.learned, need.kind, care, llm) for need in tasks]
        return Variant(
            llm=llm,
            care=care,
            needs=tasks,
            steps=tuple(step for step, is_other in differs.items() if is_other),
            cost=cost,
            is_known=all(spread.seconds.n for spread in spreads),
        )


def needs_of(goal: Goal, plan: Plan | str | None = None) -> tuple[Need, ...]:
    """The tasks of a plan; without one those that it will probably have.

    These are one, or one for each of several files.
    """
    if isinstance(plan, str):
        plan = single_task(goal)
    if plan is not None:
        return tuple(Need.of(task) for task in plan.tasks)
    files = files_asked_for(goal)
    kind = kind_of(goal.text, [file.name for file in goal.inputs], files)
    return tuple(Need(f"t{number}", kind) for number in range(1, max(1, len(files)) + 1))


def tried(learned: Learned) -> list[str]:
    """The LLMs that have done some tasks here, by name."""
    counts: dict[str, int] = {}
    for key, spread in learned.spreads.items():
        llm = key.split(" ", 2)[2]
        counts[llm] = counts.get(llm, 0) + spread.seconds.n
    return sorted(llm for llm, count in counts.items() if count >= SOME_TASKS)


def slots_of(settings: Settings) -> Callable[[str], int]:
    """Returns the slots of an LLM with these settings."""

    def slots(llm: str) -> int:
        is_embedded = llm.partition(":")[0] == EMBEDDED
        return settings.slots if is_embedded else max(1, settings.attempts)

    return slots


def chosen_of(limits: Limits, variants: Sequence[Variant]) -> Variant:
    """The first variant that is expected to keep the limits; if none is, that which exceeds least.

    The one that is asked for if too little is known of it or of all others.

    Args:
        limits: The limits.
        variants: Begin with the one that is asked for.
    """
    asked, *others = variants
    known = [asked, *(variant for variant in others if variant.is_known)]
    if asked.excess(limits) <= 1 or not asked.is_known:
        return asked
    fitting = next((v for v in known if v.excess(limits) <= 1), None)
    return fitting or min(known, key=lambda variant: variant.excess(limits))


def economies_of(limits: Limits, asked: Variant, chosen: Variant) -> list[Economy]:
    """What a variant gives up of the one that is asked for, and the limit that this is for."""
    exceeded = [name for name, is_likely in asked.over(limits).items() if is_likely]
    if not exceeded:
        return []
    found = Shortage(limit=exceeded[0], bound=str(getattr(limits, exceeded[0])))
    return [
        Economy(step=step, instead=chosen.instead(step), shortage=found) for step in chosen.steps
    ]


def _is_twice(care: Care, kind: str) -> bool:
    """Whether the work on a task of a kind is done twice, where no check proves it."""
    return care == "high" or (care == "normal" and kind in CHEAP)
