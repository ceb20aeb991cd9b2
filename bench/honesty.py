"""How often a check passes wrong work, or fails right work, on a suite of its own.

Prints the table of docs/honesty.md and fails if a share is over 2 %; ``--each`` names the cases
that went wrong.
"""

from __future__ import annotations

import asyncio
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent / "tests"))

from trials.case import SANDBOX, Case, judged
from trials.cheats import CHEATS
from trials.failures_left import FAILURES_LEFT
from trials.figures import LIES
from trials.further_cheats import FURTHER_CHEATS
from trials.hidden_failures import HIDDEN_FAILURES
from trials.honest import HONEST
from trials.later_cheats import LATER_CHEATS
from trials.names_and_numbers import SHADOWS
from trials.stranger_processes import STRANGER_PROCESSES
from trials.stranger_subclasses import STRANGER_SUBCLASSES
from trials.stranger_values import STRANGER_VALUES
from trials.unseen_failures import UNSEEN_FAILURES

AT_ONCE = 2
MOST = 0.02
"""The largest share of a suite that may be judged wrongly."""

STRANGER = [*STRANGER_PROCESSES, *STRANGER_SUBCLASSES, *STRANGER_VALUES]
ATTACKS = [*CHEATS, *LATER_CHEATS, *SHADOWS, *HIDDEN_FAILURES, *UNSEEN_FAILURES]
ATTACKS += [*FAILURES_LEFT, *FURTHER_CHEATS, *STRANGER]
SUITES = (
    ("lies: wrong texts and figures", LIES, "accepted"),
    ("cheats: work that attacks its check", ATTACKS, "accepted"),
    ("honest work", HONEST, "refused"),
)


async def errors_of(cases: list[Case]) -> list[str]:
    """What went wrong, one line for each case: wrong work that passed, right work that did not."""
    turns = asyncio.Semaphore(AT_ONCE)
    errors: list[str] = []

    async def run(case: Case) -> None:
        async with turns:
            with tempfile.TemporaryDirectory() as folder:
                result = await judged(case, Path(folder))
        wrong = result.passed is not True if case.passes else result.passed is not False
        if wrong:
            errors.append(f"{case.name}: {result.passed}, {result.evidence}")

    async with asyncio.TaskGroup() as group:
        for case in cases:
            group.create_task(run(case))
    return errors


async def main() -> int:
    report = await SANDBOX.probe()
    if not report.available:
        print(report.missing)
        return 2
    print("| suite | cases | wrongly judged | share |")
    print("|---|---|---|---|")
    errors, too_many = [], False
    for name, cases, word in SUITES:
        wrong = await errors_of(cases)
        print(f"| {name} | {len(cases)} | {len(wrong)} {word} | {len(wrong) / len(cases):.1%} |")
        errors += wrong
        too_many = too_many or len(wrong) > MOST * len(cases)
    if "--each" in sys.argv:
        print(*errors, sep="\n")
    return int(too_many)


if __name__ == "__main__":
    sys.exit(asyncio.run(main()))
