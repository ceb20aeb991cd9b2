"""What the tables of a task do not bear in a text about them."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING

from hocket.documents.delimited import is_table
from hocket.errors import PermanentError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hocket.ports.agent import Assignment, Workbench
    from hocket.prose.judging import Judged

RECORDS = (".json", ".jsonl", ".ndjson")
MAX_BYTES = 20_000_000
"""Tables above this take long to read in Python."""
EVIDENCE = ".evidence.json"


def holds_data(name: str) -> bool:
    """Whether a file is a table, or figures, by its name."""
    lower = name.lower()
    return is_table(name) or (lower.endswith(RECORDS) and not lower.endswith(EVIDENCE))


async def data_of(assignment: Assignment, bench: Workbench) -> dict[str, bytes]:
    """The tables and figures of a task, by name."""
    names = [n for n in assignment.files if holds_data(n) and assignment.files[n] <= MAX_BYTES]
    return {name: await bench.read(name) for name in names}


def goal_of(assignment: Assignment) -> str:
    """What the goal and the task say, each once."""
    about, goal = assignment.task.objective.description, assignment.goal
    return goal if about in goal else f"{about}\n{goal}"


async def judged_text(text: str, assignment: Assignment, bench: Workbench) -> list[Judged]:
    """The sentences of a text, each with what the tables of its task say; none without tables."""
    files = await data_of(assignment, bench)
    if not any(is_table(name) for name in files):
        return []
    # The patterns of sentences are compiled in runs that have tables.
    from hocket.prose.writing import judged_by_files  # noqa: PLC0415

    return judged_by_files(text, files, goal_of(assignment))


def not_borne(results: Sequence[Judged]) -> list[Judged]:
    """The sentences that the tables do not bear."""
    return [result for result in results if result.faults and not result.said.is_heading]


def write_evidence(name: str, results: Sequence[Judged], bench: Workbench) -> None:
    """Write what the sentences of a file rest on beside it."""
    from hocket.prose.report import evidence_of_text  # noqa: PLC0415 - as above

    evidence = {"file": name, "sentences": evidence_of_text(results, bench.files)}
    content = json.dumps(evidence, indent=2, ensure_ascii=False)
    bench.write(f"{name.rpartition('.')[0]}{EVIDENCE}", f"{content}\n".encode())


def kept_of(text: str, faulty: Sequence[Judged], assignment: Assignment) -> str:
    """The text without the sentences that the tables do not bear.

    Raises:
        PermanentError: No other sentence is left.
    """
    if not faulty:
        return text
    from hocket.prose.judging import without_faults  # noqa: PLC0415 - as above
    from hocket.prose.splitting import said_in  # noqa: PLC0415

    kept = without_faults(text, faulty)
    if all(said.is_heading for said in said_in(kept)):
        message = (
            f"The tables of {assignment.task.task_id} bear no sentence of its text: "
            f"{faulty[0].faults[0]}; ask for what they hold, or try a larger LLM"
        )
        raise PermanentError(message, attempt_id=assignment.attempt_id)
    return kept


def corrected(assignment: Assignment, text: str, faulty: Sequence[Judged]) -> Assignment:
    """The same task, with the text and what is wrong with it."""
    lines = [f"- {result.said.text} ({'; '.join(result.faults)})" for result in faulty]
    feedback = "The figures do not bear these sentences:\n" + "\n".join(lines)
    return replace(assignment, feedback=feedback, previous=text, number=2)
