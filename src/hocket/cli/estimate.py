"""Forecasts in words: what `hocket run --estimate` prints, and what a run took against its own."""

from __future__ import annotations

import math
from dataclasses import asdict
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from rich.table import Table
from rich.text import Text

from hocket.app.inputs import read_inputs
from hocket.cli.wording import count, dollars, length
from hocket.learn.forecast import forecast_at_start

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from rich.console import Console

    from hocket.app.estimates import Estimate, Estimates
    from hocket.cli.invocation import Invocation
    from hocket.config import Settings
    from hocket.core.forecast import Forecast
    from hocket.core.goal import Goal
    from hocket.core.run import RunState

UNITS = {"seconds": "time", "calls": "calls", "tokens": "tokens", "usd": "money"}


def rounded(value: float) -> float:
    """A number with two digits, as no forecast is known better.

    Examples:
        >>> rounded(12345), rounded(0.1234), rounded(0)
        (12000.0, 0.12, 0.0)
    """
    if value <= 0:
        return 0.0
    return round(float(value), 1 - math.floor(math.log10(value)))


def print_estimate(
    invocation: Invocation,
    settings: Settings,
    goal: Goal,
    inputs: Sequence[Path],
    *,
    single: bool,
) -> None:
    """Print what a goal would take, with these files besides its own.

    Raises:
        InvalidInputError: A file cannot be read.
        ConfigError: Your file of prices has something else; names it.
    """
    from hocket.app.estimates import estimates  # noqa: PLC0415 - slow to import

    files, _ = read_inputs(inputs) if inputs else ((), {})
    goal = goal.model_copy(update={"inputs": (*goal.inputs, *files)})
    made = invocation.run(estimates(settings, goal, single=single))
    if invocation.json:
        invocation.print_json(estimates_json(made))
    else:
        print_estimates(made, invocation.out())


def print_estimates(made: Estimates, out: Console) -> None:
    """Print the estimates: a line for each way, then what they rest on and what they may exceed."""
    many = "one task" if made.tasks == 1 else f"{made.tasks} tasks"
    out.print(Text(f"{many} of the kind {made.kind}, by {made.ways[0].llm}"), soft_wrap=True)
    table = Table(box=None, pad_edge=False)
    for column in ("", *UNITS.values()):
        table.add_column(column, header_style="dim", overflow="fold")
    for way in made.ways:
        table.add_row(way.name, *(_range(way.cost, name) for name in UNITS))
    out.print(table)
    for line in _remarks(made):
        out.print(Text(line, style="dim"), soft_wrap=True)


def estimates_json(made: Estimates) -> dict[str, Any]:
    """The same as a document."""
    return {
        "kind": made.kind,
        "tasks": made.tasks,
        "loads": made.loads,
        "ways": [{**_plain(way), "cost": way.cost.model_dump(mode="json")} for way in made.ways],
        "journaled": {
            name: coverage.model_dump() for name, coverage in made.learned.journaled.items()
        },
        "covered": {
            name: {"covered": track.covered, "runs": track.runs}
            for name, track in made.learned.tracks.items()
        },
    }


def forecast_lines(state: RunState) -> Iterator[str]:
    """What a run was expected to take, and what it took if it is over."""
    made = forecast_at_start(state)
    if made is None:
        return
    figures = ", ".join(
        f"{_range(made, name)}{'' if name == 'seconds' else f' {name}'}"
        for name in ("seconds", "calls", "tokens")
    )
    yield f"{figures} (80 % intervals; {made.basis})"
    if state.is_over:
        spent = state.spent
        took = f"{length(spent.seconds)}, {spent.calls} calls, {count(spent.tokens)} tokens"
        missed = [UNITS[name] for name in made.misses(spent)]
        outside = f"; outside the interval: {', '.join(missed)}" if missed else "; all within"
        yield f"it took {took}{outside}"


def _plain(way: Estimate) -> dict[str, Any]:
    return {name: value for name, value in asdict(way).items() if name != "cost"}


def _range(cost: Forecast, name: str) -> str:
    middle, low, high = (getattr(each, name) for each in (cost, cost.low, cost.high))
    if middle is None or low is None or high is None:
        return "unknown price"
    if float(high) == 0:
        return _worded(name, 0)
    low, middle, high = (_worded(name, rounded(float(v))) for v in (low, middle, high))
    return f"{middle} ({low} to {high})"


def _worded(name: str, value: float) -> str:
    if name == "usd":
        return dollars(Decimal(str(value)))
    return length(value) if name == "seconds" else count(round(value))


def _remarks(made: Estimates) -> Iterator[str]:
    first = made.ways[0]
    yield f"The ranges are to cover 80 % of runs. They rest on: {first.cost.basis}."
    track = made.learned.tracks.get("tokens")
    if track is not None:
        yield f"Earlier ranges of tokens covered {track.covered} of {track.runs} runs."
    kept = made.learned.journaled.get("tokens")
    if kept is not None:
        yield f"Forecasts that runs began with covered {kept.covered} of {kept.runs} runs."
    if made.loads:
        loaded = "1 LLM has" if made.loads == 1 else f"{made.loads} LLMs have"
        yield f"{loaded} to be loaded first, which is not in these times."
    for way in made.ways:
        if way.trade:
            yield f"{way.name}: {way.trade}."
        for limit, is_likely in way.over.items():
            chance = "will probably" if is_likely else "may"
            yield f"{way.name} {chance} exceed your limit on {limit}."
