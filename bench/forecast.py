"""How often the 80 % intervals of forecasts cover what came true, in journals of past runs.

The runs are taken in the order of the journals, and each is forecast from those before it alone.
Without journals, runs of a made-up machine are: kinds of tasks whose costs are lognormal, of which
one becomes twice as dear halfway. Prints the coverage and by what factor the expectation was off.
"""

from __future__ import annotations

import asyncio
import math
import random
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from hocket.app.defaults import journal_in
from hocket.core.usage import Usage
from hocket.learn.experience import Experience, OpenRun
from hocket.projections.follower import Follower

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hocket.core.learned import Track

RUNS, SEED = 400, 7
KINDS = {"table": (8.0, 0.7), "code": (7.5, 0.4), "extraction": (8.3, 0.9), "knowledge": (5.5, 0.6)}
"""Mean and deviation of the logarithm of the tokens of tasks, about those of real runs."""


async def read(experience: Experience, paths: Sequence[Path]) -> None:
    """Have the experience take the runs of journals, one journal after the other."""
    for path in paths:
        journal = await journal_in(path, read_only=True)
        try:
            follower = Follower(journal)
            follower.add(experience.take, 0)
            await follower.catch_up()
        finally:
            await journal.close()


def made_up(experience: Experience) -> None:
    """Have it take runs that never were."""
    dice = random.Random(SEED)
    for number in range(RUNS):
        kinds = [dice.choice(list(KINDS)) for _ in range(dice.choice((1, 1, 1, 3)))]
        plan = {f"t{n}": kind for n, kind in enumerate(kinds)}
        costs = {task: cost(kind, number, dice) for task, kind in plan.items()}
        run = OpenRun(llm="made:up", plan=plan, costs=costs, alone=costs)
        experience._count_run(run)  # noqa: SLF001 - the end of a run, without its events


def cost(kind: str, number: int, dice: random.Random) -> Usage:
    mean, deviation = KINDS[kind]
    if kind == "code" and number >= RUNS / 2:
        mean += math.log(2)
    tokens = round(dice.lognormvariate(mean, deviation))
    calls = max(1, round(tokens / 700))
    return Usage(
        calls=calls,
        prompt_tokens=tokens * 4 // 5,
        completion_tokens=tokens - tokens * 4 // 5,
        seconds=tokens / 90 * dice.lognormvariate(0, 0.3),
    )


def line(name: str, track: Track) -> str:
    share = track.covered / track.runs
    off = math.exp(track.error / track.runs)
    return (
        f"{name:8} {track.covered:4} of {track.runs:4} runs covered ({share:.0%}); "
        f"the expectation is off by a factor of {off:.2f}; width {track.width:+.2f}"
    )


def main() -> None:
    experience = Experience()
    paths = [Path(argument) for argument in sys.argv[1:]]
    if paths:
        asyncio.run(read(experience, paths))
    else:
        made_up(experience)
    for name, track in experience.tracks.items():
        print(line(name, track))
    for name, coverage in experience.journaled.items():
        print(f"{name:8} {coverage.covered:4} of {coverage.runs:4} forecasts in journals covered")


if __name__ == "__main__":
    main()
