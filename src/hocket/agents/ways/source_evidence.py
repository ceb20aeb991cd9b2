"""What is known of a file with code beside its tests, for the agreement of its candidates."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hocket.agents.code.findings import differences
from hocket.agents.code.lint import complaints_about, complexity

if TYPE_CHECKING:
    from hocket.agents.code.candidates import Candidate
    from hocket.agents.code.running import Ran, Trials


def kept_by(best: Candidate, old: Ran | None, trials: Trials) -> int:
    """Inputs on which a candidate still gives what the old file gave; 0 if any differs.

    Args:
        best: The candidate.
        old: What the file to mend did; None if there is none, or nothing is known of it.
        trials: What both were run on.
    """
    if old is None or old.fault or differences(old, best.ran, trials):
        return 0
    return sum(1 for _, marks in old.rows if not marks)


def evidence_of(best: Candidate, measured: Ran, old: Ran | None, trials: Trials) -> list[str]:
    """Lint, complexity, coverage and differences of a candidate, a line for each.

    Args:
        best: The candidate.
        measured: Its run that measures how much of it tests and inputs run and notice.
        old: As for ``kept_by``.
        trials: As for ``kept_by``.
    """
    lines = [f"lint: {'; '.join(complaints_about(best.code)) or 'nothing'}"]
    lines.append(f"complexity {complexity(best.code)}")
    ran, lines_of_code = measured.covered
    if lines_of_code:
        lines.append(f"its tests and inputs run {ran} of {lines_of_code} lines")
    noticed, changes = measured.noticed
    if changes:
        lines.append(f"they notice {noticed} of {changes} small changes of it")
    if old is not None and not old.fault:
        changed = differences(old, best.ran, trials)
        differs = f"differs from the old file on {len(changed)} of {len(best.ran.rows)} inputs"
        lines.append(f"{differs}{f', first: {changed[0]}' if changed else ''}")
    return lines
