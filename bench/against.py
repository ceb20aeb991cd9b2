"""Compare the speed of two checkouts: S1 to S6 of both, in turn, in one run.

    python bench/against.py BASE [S1 S3 ...] [--rounds 7] [--starts 5]

BASE is another checkout or a git revision of this one. A process for each imports its own `src`;
the scenarios and the installed packages are those of this checkout. Each round takes one sample of
both, and the order alternates. The processes restart several times, because memory layout alone can
make one of them a few percent faster. Printed are the median times, then of the ratios within the
rounds (this checkout divided by BASE) the median and the quartiles, and the ratio of the fastest
samples, which other work on the machine disturbs least.
"""

from __future__ import annotations

import argparse
import asyncio
import io
import json
import os
import statistics
import subprocess
import sys
import tarfile
import tempfile
from contextlib import AsyncExitStack, ExitStack, suppress
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import uvloop

import hocket
from scenarios import IMPORTS, SCENARIOS, Sample, imported, opened, sampled

if TYPE_CHECKING:
    from scenarios import Action

ROOT = Path(__file__).parent.parent
TOLERATED = 1.05


class Side:
    """A process that gives samples of one checkout.

    Args:
        source: The folder that holds the package.
    """

    def __init__(self, source: Path) -> None:
        self._process = subprocess.Popen(  # noqa: S603 - ourselves
            [sys.executable, __file__, "--serve"],
            env={**os.environ, "PYTHONPATH": str(source)},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        loaded = self._answer()
        if not Path(loaded).is_relative_to(source):
            raise SystemExit(f"{source} was to be measured, but {loaded} was loaded")

    def sample(self, row: int) -> Sample:
        print(row, file=self._process.stdin, flush=True)
        return Sample(**self._answer())

    def close(self) -> None:
        with suppress(BrokenPipeError):
            self._process.stdin.close()
        self._process.wait()

    def _answer(self):
        line = self._process.stdout.readline()
        if not line:
            raise SystemExit("A measured process ended; its error stands above")
        return json.loads(line)


def rows() -> list[tuple[str, str]]:
    """Scenario and title of everything that is compared."""
    calls = [
        (s.name, f"{s.name} {s.what}, {title}")
        for s in SCENARIOS
        for title in ("bare calls", "whole stories")
    ]
    return [*calls, *(("S6", f"S6 {statement}") for statement in IMPORTS[1:])]


async def serve() -> None:
    """Give a sample of each row whose number is asked for."""
    print(json.dumps(hocket.__file__), flush=True)
    async with AsyncExitStack() as stack:
        ready: dict[int, dict[str, Action]] = {}
        while line := await asyncio.to_thread(sys.stdin.readline):
            number, way = divmod(int(line), 2)
            if number < len(SCENARIOS):
                scenario = SCENARIOS[number]
                if number not in ready:
                    ready[number] = await stack.enter_async_context(opened(scenario))
                sample = await sampled(scenario, ready[number][("bare", "story")[way]])
            else:
                sample = imported(IMPORTS[1 + int(line) - 2 * len(SCENARIOS)])
            print(json.dumps(asdict(sample)), flush=True)


def compared(base: Path, this: Path, names: list[str], starts: int, rounds: int) -> list[str]:
    """Print a line for each row; the titles of those that are slower than allowed."""
    chosen = [n for n, (name, _) in enumerate(rows()) if name in (names or [name])]
    pairs: dict[int, list[tuple[Sample, Sample]]] = {row: [] for row in chosen}
    for _ in range(starts):
        with ExitStack() as stack:
            sides = [Side(base), Side(this)]
            for side in sides:
                stack.callback(side.close)
            for row in chosen:
                for number in range(rounds):
                    order = (0, 1) if number % 2 == 0 else (1, 0)
                    samples = {n: sides[n].sample(row) for n in order}
                    pairs[row].append((samples[0], samples[1]))
    print(f"{'':<48}{'base':>12}{'this':>12}   {'wall':<25}fastest   cpu")
    worse = []
    for row in chosen:
        name, title = rows()[row]
        wall, cpu = ratios(pairs[row], "wall_s"), ratios(pairs[row], "cpu_s")
        base_ms, this_ms = (
            statistics.median(s.wall_s for s in side) * 1000
            for side in zip(*pairs[row], strict=True)
        )
        fastest = fastest_ratio(pairs[row])
        memory = f"   memory {spread(ratios(pairs[row], 'resident_mb'))}" if name == "S6" else ""
        print(
            f"{title:<48}{base_ms:>9.3f} ms{this_ms:>9.3f} ms   {spread(wall):<25}"
            f"{fastest:<10.3f}{spread(cpu)}{memory}"
        )
        if min(statistics.median(wall), fastest) > TOLERATED:
            worse.append(title)
    return worse


def ratios(pairs: list[tuple[Sample, Sample]], figure: str) -> list[float]:
    return [getattr(this, figure) / getattr(base, figure) for base, this in pairs]


def fastest_ratio(pairs: list[tuple[Sample, Sample]]) -> float:
    base, this = (min(sample.wall_s for sample in side) for side in zip(*pairs, strict=True))
    return this / base


def spread(values: list[float]) -> str:
    low, middle, high = statistics.quantiles(values, n=4)
    return f"{middle:.3f} ({low:.3f} to {high:.3f})"


def source_of(base: str, folder: Path) -> Path:
    """The folder with the package of a checkout, or of a revision that is unpacked for it."""
    if (Path(base) / "src" / "hocket").is_dir():
        return (Path(base) / "src").resolve()
    command = ["git", "archive", base, "src"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, check=False)  # noqa: S603
    if done.returncode:
        raise SystemExit(f"{base!r} is no checkout and no revision: {done.stderr.decode().strip()}")
    with tarfile.open(fileobj=io.BytesIO(done.stdout)) as archive:
        archive.extractall(folder, filter="data")
    return (folder / "src").resolve()


def main() -> None:
    if sys.argv[1:] == ["--serve"]:
        uvloop.run(serve())
        return
    parser = argparse.ArgumentParser()
    parser.add_argument("base", metavar="BASE", help="another checkout, or a git revision")
    parser.add_argument("names", nargs="*", metavar="SCENARIO", help="S1 to S6; all by default")
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--starts", type=int, default=5)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        base = source_of(options.base, Path(folder))
        worse = compared(base, ROOT / "src", options.names, options.starts, options.rounds)
    print(
        f"slower by more than 5 %, by the median and by the fastest: {', '.join(worse) or 'none'}"
    )


if __name__ == "__main__":
    main()
