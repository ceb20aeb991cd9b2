"""How often the checks of a goal accept its result, with the LLM that your settings choose.

`python bench/accepted.py [GOAL.json] [RUNS]` runs the goal with the seeds 0, 1, 2 …, each with a
new journal, and prints each run and the total. Slow: with a small LLM a run takes minutes.
"""

from __future__ import annotations

import json
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parent.parent
HOCKET = Path(sys.executable).with_name("hocket")


def main() -> None:
    goal = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "examples/nile/goal.json"
    runs = int(sys.argv[2]) if len(sys.argv) > 2 else 10
    accepted, seconds = 0, []
    for seed in range(runs):
        with tempfile.TemporaryDirectory() as folder:
            began = time.perf_counter()
            command = [HOCKET, "--home", folder, "run", "--goal", goal, "--json"]
            command += ["--seed", str(seed), "--out", f"{folder}/out"]
            done = subprocess.run(  # noqa: S603 - our own command
                command,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                check=False,
            )
            seconds.append(time.perf_counter() - began)
        summary = json.loads(done.stdout)
        verdict = summary.get("verdict") or summary.get("reason") or summary
        accepted += done.returncode == 0
        print(f"seed {seed}: {verdict}, exit {done.returncode}, {seconds[-1]:.0f} s", flush=True)
    print(f"accepted {accepted} of {runs}; median {statistics.median(seconds):.0f} s")


if __name__ == "__main__":
    main()
