"""Scenarios S1 to S6: bare calls and whole stories, each beside the floor of the same run.

A figure is the median of several rounds. A ratio is taken within a round, so that it holds on a
machine whose speed drifts. `--list` prints what each scenario runs, its unit and its floor, as
`docs/bench.md` has it.

    python bench/story.py [S1 S3 ...] [--rounds 7] [--list]
"""

from __future__ import annotations

import argparse
import statistics
from typing import TYPE_CHECKING

import uvloop

from scenarios import IMPORTS, SCENARIOS, WAYS, Sample, imported, opened, peak_mb, sampled

if TYPE_CHECKING:
    from collections.abc import Sequence

    from scenarios import Scenario

HEADING = (
    f"{'':<22}{'unit':>12}  │{'floor wall':>11}{'cpu':>9}  │{'bare calls wall':>16}{'cpu':>9}"
    f"{'ratio':>8}  │{'whole stories wall':>19}{'cpu':>9}{'ratio':>8}"
)


async def measured(scenario: Scenario, rounds: int) -> str:
    """The line of a scenario."""
    async with opened(scenario) as ways:
        rows = [[await sampled(scenario, ways[way]) for way in WAYS] for _ in range(rounds)]
    scale, sign = (1e6, "µs") if scenario.per_call else (1e3, "ms")
    floor, bare, story = (median(column) for column in zip(*rows, strict=True))
    of_bare, of_story = (
        statistics.median(row[way].wall_s / row[0].wall_s for row in rows) for way in (1, 2)
    )

    def figures(sample: Sample, width: int) -> str:
        return f"{sample.wall_s * scale:>{width}.1f}{sample.cpu_s * scale:>9.1f}"

    unit = f"{sign} a call" if scenario.per_call else f"{sign} in all"
    return (
        f"{scenario.name} {scenario.what:<19}{unit:>12}  │{figures(floor, 11)}  │"
        f"{figures(bare, 16)}{of_bare:>8.2f}  │{figures(story, 19)}{of_story:>8.2f}"
    )


def median(samples: Sequence[Sample]) -> Sample:
    return Sample(
        statistics.median(s.wall_s for s in samples),
        statistics.median(s.cpu_s for s in samples),
        statistics.median(s.resident_mb for s in samples),
    )


def import_line(statement: str, rounds: int) -> str:
    cost = median([imported(statement) for _ in range(rounds)])
    return (
        f"S6 {statement:<46} wall {cost.wall_s * 1e3:6.1f} ms  cpu {cost.cpu_s * 1e3:6.1f} ms  "
        f"resident {cost.resident_mb:5.1f} MB"
    )


def table() -> str:
    """A Markdown table of the scenarios."""
    rows = [
        "| scenario | what runs | LLM takes | journal | unit | floor |",
        "|---|---|---|---|---|---|",
    ]
    for s in SCENARIOS:
        latency = f"{s.latency_s * 1000:g} ms"
        journal = "SQLite" if s.disk else "memory"
        rows.append(f"| {s.name} | {s.what} | {latency} | {journal} | {s.unit} | {s.floor} |")
    rows += [f"| S6 | `{statement}` | | | import | `{IMPORTS[0]}` |" for statement in IMPORTS[1:]]
    return "\n".join(rows)


async def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("names", nargs="*", metavar="SCENARIO", help="S1 to S6; all by default")
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--list", action="store_true", help="print what each scenario runs")
    options = parser.parse_args()
    if options.list:
        print(table())
        return
    print(HEADING)
    for scenario in SCENARIOS:
        if scenario.name in (options.names or [scenario.name]):
            print(await measured(scenario, options.rounds), flush=True)
    if "S6" in (options.names or ["S6"]):
        for statement in IMPORTS:
            print(import_line(statement, options.rounds), flush=True)
    print(f"peak memory of this process {peak_mb():.0f} MB")


if __name__ == "__main__":
    uvloop.run(main())
