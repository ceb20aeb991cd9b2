"""Count the bytecodes and the calls of Python functions in S1 to S5, of two checkouts.

    python bench/bytecodes.py BASE [S1 S3 ...] [--functions 10]

BASE is another checkout or a git revision of this one. The counts are nearly the same each time,
whatever else the machine does; they say nothing of C code, so they explain times and do not
replace them. `--functions` lists those whose bytecodes grew most in each row.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import uvloop

from against import ROOT, source_of
from scenarios import SCENARIOS, opened

if TYPE_CHECKING:
    from types import CodeType, FrameType

    from scenarios import Action

RUNS = 20
"""Calls in one count, or one run of a scenario that has more."""

Row = dict[str, float]
"""The bytecodes of each function, and under ``""`` the calls of all; of one unit."""


async def counted(action: Action) -> tuple[Counter[CodeType], int]:
    """The bytecodes by function, and the number of calls, of a run and all that it starts."""
    codes: Counter[CodeType] = Counter()
    calls = 0

    def trace(frame: FrameType, event: str, _: object) -> object:
        nonlocal calls
        if event == "call":
            frame.f_trace_opcodes, frame.f_trace_lines = True, False
            calls += 1
        elif event == "opcode":
            codes[frame.f_code] += 1
        return trace

    sys.settrace(trace)
    try:
        await action()
    finally:
        sys.settrace(None)
    return codes, calls


async def count(names: list[str]) -> list[Row]:
    """A row for each scenario and way; the runs before the count fill the caches."""
    rows = []
    for scenario in SCENARIOS:
        if names and scenario.name not in names:
            continue
        width = sum(scenario.layers)
        times = max(1, RUNS // width)
        units = times * (width if scenario.per_call else 1)
        async with opened(scenario) as ways:
            for way in ("bare", "story"):
                for _ in range(times):
                    await ways[way]()
                row: Row = Counter()
                for _ in range(times):
                    codes, calls = await counted(ways[way])
                    row[""] += calls / units
                    for code, number in codes.items():
                        row[name_of(code)] += number / units
                rows.append(row)
    return rows


def name_of(code: CodeType) -> str:
    file = Path(code.co_filename)
    return f"{file.parent.name}/{file.name} {code.co_qualname}"


def rows_of(source: Path, names: list[str]) -> list[Row]:
    """The rows of the package in a folder, counted by a process of its own."""
    command = [sys.executable, __file__, "--count", *names]
    env = {**os.environ, "PYTHONPATH": str(source), "PYTHONHASHSEED": "0"}
    out = subprocess.run(command, env=env, check=True, capture_output=True, text=True).stdout  # noqa: S603 - ourselves
    return json.loads(out)


def show(titles: list[str], before: list[Row], after: list[Row], functions: int) -> None:
    print(f"{'':<40}{'base':>10}{'this':>10}{'ratio':>8}{'calls':>9}{'this':>9}")
    for title, base, this in zip(titles, before, after, strict=True):
        base_calls, this_calls = base.pop(""), this.pop("")
        old, new = sum(base.values()), sum(this.values())
        print(
            f"{title:<40}{old:>10.0f}{new:>10.0f}{new / old:>8.3f}"
            f"{base_calls:>9.0f}{this_calls:>9.0f}"
        )
        grown = {name: this[name] - base.get(name, 0) for name in this}
        for name in sorted(grown, key=grown.__getitem__, reverse=True)[:functions]:
            print(f"    {base.get(name, 0):>8.0f}{this[name]:>8.0f}  {name}")


def main() -> None:
    if sys.argv[1:2] == ["--count"]:
        print(json.dumps(uvloop.run(count(sys.argv[2:]))))
        return
    parser = argparse.ArgumentParser()
    parser.add_argument("base", metavar="BASE", help="another checkout, or a git revision")
    parser.add_argument("names", nargs="*", metavar="SCENARIO", help="S1 to S5; all by default")
    parser.add_argument("--functions", type=int, default=0, metavar="N")
    options = parser.parse_args()
    chosen = [s for s in SCENARIOS if s.name in (options.names or [s.name])]
    titles = [f"{s.name} {s.what}, {way}" for s in chosen for way in ("bare calls", "stories")]
    with tempfile.TemporaryDirectory() as folder:
        base = rows_of(source_of(options.base, Path(folder)), options.names)
    show(titles, base, rows_of(ROOT / "src", options.names), options.functions)


if __name__ == "__main__":
    main()
