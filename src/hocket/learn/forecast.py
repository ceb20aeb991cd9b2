"""The forecast: what a run will still cost, from the cost of earlier tasks, with intervals."""

from __future__ import annotations

import math
import random
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from hocket.core.forecast import Bounds, Forecast
from hocket.core.learned import Learned, Spread, TaskSpread, spread_key
from hocket.core.run import WORKER
from hocket.learn.intervals import WIDEST, Belief, Ends, Luck, amount, interval, makespan, widened

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from hocket.core.run import RunState
    from hocket.core.spending import Price
    from hocket.core.task import Task

ASSUMED_CALLS, ASSUMED_TOKENS, ASSUMED_S = 2, 1500, 15.0
"""Assumed cost of a task where nothing is known; a fifth of the tokens are of answers."""

DRAWS, LEAST_DRAWS, MOST_AMOUNTS = 400, 40, 4000
"""Draws of a plan; fewer for one with many tasks, so that they take milliseconds."""

_ASSUMED = {
    "calls": ASSUMED_CALLS,
    "prompt_tokens": ASSUMED_TOKENS * 0.8,
    "answer_tokens": ASSUMED_TOKENS * 0.2,
    "seconds": ASSUMED_S,
}


@dataclass(frozen=True, slots=True)
class Need:
    """A task to be done, as far as its cost depends on it.

    Attributes:
        task_id: Its id.
        kind: Its usual kind.
        needs: The tasks that it waits for.
    """

    task_id: str
    kind: str
    needs: tuple[str, ...] = ()

    @classmethod
    def of(cls, task: Task) -> Need:
        return cls(task.task_id, task.usual_kind, task.depends_on)


@dataclass(frozen=True, slots=True)
class Drawn:
    """The intervals of a plan: low end, median, high end."""

    calls: Ends
    tokens: Ends
    seconds: Ends
    usd: Ends | None
    seen: int
    """How many earlier tasks of these kinds they rest on."""


def forecast_of(state: RunState, slots: int = 1) -> Forecast | None:
    """What the open tasks of a run will cost; None if none is open.

    It uses the experience that the run started with, so it does not change by other runs. Money is
    what earlier tasks cost, as no prices are in the journal.
    """
    tasks = [t.task for t in state.tasks.values() if not t.is_over]
    if not tasks or state.is_over:
        return None
    return _of_run(state, tasks, slots)


def forecast_at_start(state: RunState, slots: int = 1) -> Forecast | None:
    """What all tasks were to cost: as journaled when the run began, else of the plan; or None."""
    if state.forecast is not None:
        return state.forecast
    return None if state.plan is None else _of_run(state, state.plan.tasks, slots)


def _of_run(state: RunState, tasks: Iterable[Task], slots: int) -> Forecast:
    learned = state.experience.learned if state.experience is not None else Learned()
    care = state.goal.care if state.goal is not None else "normal"
    seed = state.goal.seed if state.goal is not None else 0
    ordered = sorted(tasks, key=lambda task: task.task_id)
    made = forecast(
        [Need.of(task) for task in ordered],
        learned,
        llm=state.llm_of(WORKER),
        care=care,
        slots=slots,
        seed=seed,
    )
    costs = [learned.tasks.get(task.type) for task in ordered]
    usd = sum((c.usd / c.attempts for c in costs if c is not None and c.attempts), Decimal(0))
    return made.model_copy(update={"usd": f"{usd:.4f}"})


def forecast(
    needs: Sequence[Need],
    learned: Learned,
    *,
    llm: str,
    care: str,
    price: Price | None = None,
    slots: int = 1,
    seed: int = 0,
) -> Forecast:
    """The forecast of a plan, with the width that past forecasts have shown to be right.

    Args:
        needs: Its tasks, in order; at least one.
        learned: What earlier runs have shown.
        llm: The LLM that works on them.
        care: The care of the goal.
        price: Of the LLM; None if nobody knows it.
        slots: Tasks that can be worked on at once.
        seed: Of the draws: the same gives the same.
    """
    drawn = draw(needs, learned, llm=llm, care=care, price=price, slots=slots, seed=seed)
    widths = {name: track.width for name, track in learned.tracks.items()}
    calls = widened(drawn.calls, widths.get("calls", 0.0))
    tokens = widened(drawn.tokens, widths.get("tokens", 0.0))
    seconds = widened(drawn.seconds, widths.get("seconds", 0.0))
    usd = None if drawn.usd is None else _usd(drawn.usd, widths.get("tokens", 0.0))
    ends = [
        Bounds(
            calls=round(calls[end]),
            tokens=round(tokens[end]),
            usd=None if usd is None else f"{usd[end]:.4f}",
            seconds=round(seconds[end], 1),
        )
        for end in range(3)
    ]
    low, middle, high = ends
    return Forecast(**dict(middle), basis=_basis(drawn.seen, needs), low=low, high=high)


def draw(
    needs: Sequence[Need],
    learned: Learned,
    *,
    llm: str,
    care: str,
    price: Price | None = None,
    slots: int = 1,
    seed: int = 0,
    draws: int = DRAWS,
) -> Drawn:
    """The intervals of a plan as earlier tasks alone give them; takes what ``forecast`` takes."""
    if not needs:  # the plan of a damaged journal may be missing
        none = (0.0, 0.0, 0.0)
        return Drawn(none, none, none, None if price is None else none, 0)
    dice = random.Random(seed)  # noqa: S311 - not a secret
    beliefs = {need.kind: _beliefs(learned, need.kind, care, llm) for need in needs}
    graph = {need.task_id: need.needs for need in needs}
    known = graph.keys()
    graph = {task: tuple(n for n in waits if n in known) for task, waits in graph.items()}
    count = max(LEAST_DRAWS, min(draws, MOST_AMOUNTS // len(needs)))
    sums: dict[str, list[float]] = {name: [] for name in ("calls", "tokens", "seconds", "usd")}
    for _ in range(count):
        luck = {kind: Luck.drawn(b["seconds"], dice) for kind, b in beliefs.items()}
        totals, durations = dict.fromkeys(("calls", "tokens", "usd"), 0.0), {}
        for need in needs:
            chance = dice.gauss(0.0, 1.0)
            cost = {
                name: amount(belief, luck[need.kind], chance)
                for name, belief in beliefs[need.kind].items()
            }
            prompt, answer = cost["prompt_tokens"], cost["answer_tokens"]
            totals["calls"] += cost["calls"]
            totals["tokens"] += prompt + answer
            if price is not None:
                totals["usd"] += float(price.of(round(prompt), round(answer)))
            durations[need.task_id] = cost["seconds"]
        for name, total in totals.items():
            sums[name].append(total)
        sums["seconds"].append(makespan(durations, graph, slots))
    return Drawn(
        calls=interval(sums["calls"]),
        tokens=interval(sums["tokens"]),
        seconds=interval(sums["seconds"]),
        usd=None if price is None else interval(sums["usd"]),
        seen=sum(spread_of(learned, kind, care, llm).seconds.n for kind in beliefs),
    )


def spread_of(learned: Learned, kind: str, care: str, llm: str) -> TaskSpread:
    """What tasks of a kind have cost; of another care, where none had this one."""
    cares = (care, *(other for other in ("normal", "high", "low") if other != care))
    for each in cares:
        spread = learned.spreads.get(spread_key(kind, each, llm))
        if spread is not None:
            return spread
    return TaskSpread()


def _beliefs(learned: Learned, kind: str, care: str, llm: str) -> dict[str, Belief]:
    """What is believed of each quantity: from the kind, drawn towards all kinds of the LLM."""
    spread = spread_of(learned, kind, care, llm)
    return {
        name: _belief(getattr(spread, name), _usual(learned, llm, name, assumed))
        for name, assumed in _ASSUMED.items()
    }


def _belief(spread: Spread, prior_mean: float) -> Belief:
    belief = Belief.of(spread, prior_mean)
    if spread.n:
        return belief
    # Kinds differ more than the tasks of one kind.
    return Belief(belief.mean, belief.tasks, belief.shape, belief.shape * WIDEST / 3)


def _usual(learned: Learned, llm: str, name: str, assumed: float) -> float:
    """The mean logarithm over all kinds of tasks of an LLM, from the assumption as if one task."""
    total, weight = math.log1p(assumed), 1.0
    for key, spread in learned.spreads.items():
        if key.endswith(f" {llm}") and key.split(" ", 2)[2] == llm:
            one: Spread = getattr(spread, name)
            total, weight = total + one.mean * one.n, weight + one.n
    return total / weight


def _usd(drawn: Ends, width: float) -> Ends:
    """Money, widened as tokens are; in millionths, as the logarithm of one more is meant."""
    low, middle, high = widened((drawn[0] * 1e6, drawn[1] * 1e6, drawn[2] * 1e6), width)
    return low / 1e6, middle / 1e6, high / 1e6


def _basis(seen: int, needs: Sequence[Need]) -> str:
    if not seen:
        return "assumption: no such task has run here yet"
    many = "" if len(needs) == 1 else f", for {len(needs)} tasks"
    return f"{seen} earlier task{'s' if seen > 1 else ''} of such kinds with this LLM{many}"
