"""How a task is put to an LLM: the stable part first, so that its host can reuse what it read."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from hocket.core.excerpt import excerpt, tail
from hocket.ports.llm import ChatMessage

if TYPE_CHECKING:
    from hocket.ports.agent import Assignment, Workbench

PREVIEW_LINES = 4
PREVIEW_CHARS = 400
RESULT_CHARS = 6000
OUTPUT_CHARS = 1500
FULL_CHARS = 1500
PREVIOUS_CHARS = 6000
MAX_FIGURES = 40
AFRESH = 2
"""Up to this attempt rejected work is shown and corrected; later ones start anew."""
SHORT = 9

CODE_RULES = """\
Answer with one complete Python program in a ```python block and nothing else.
- It runs with the standard library only (csv, json, statistics, math, re, datetime ...).
- The named files are in the current folder. Read them; never type in data yourself.
- Write the files the task asks for, then print what you found.
- CSV values are strings: convert them to numbers. Do not round. Keep it short."""

TEXT_RULES = "Answer in at most 300 words, unless the task asks for more."
SOURCE_RULES = """\
Answer with the whole content of the file in one ```python block and nothing else.
- Standard library only. Define what the task asks for, by the names it uses; read no input.
- When the file is imported it prints nothing and runs nothing."""

ASKED = """\
File towns.csv (312 lines, of which these are the first):
town,people,founded
Aldea,1200,1822
Brook,340,1910

Task: stats.json: a JSON object computed from towns.csv: mean (the mean of people), fewest (the \
smallest number of people), smallest_town (the town that has the fewest people), mean_old (the \
mean of people of the towns founded before 1850).

Leave these files: stats.json"""
PROGRAM = """\
```python
import csv, json

with open("towns.csv", newline="") as file:
    rows = [
        {"town": r["town"], "people": float(r["people"]), "founded": int(r["founded"])}
        for r in csv.DictReader(file)
    ]
people = [r["people"] for r in rows]
old = [r["people"] for r in rows if r["founded"] < 1850]
smallest = min(rows, key=lambda r: r["people"])
mean = sum(people) / len(people)
mean_old = sum(old) / len(old)
stats = {
    "mean": mean,
    "fewest": smallest["people"],
    "smallest_town": smallest["town"],
    "mean_old": mean_old,
}
with open("stats.json", "w") as file:
    json.dump(stats, file, indent=2)
print(json.dumps(stats))
```"""
WORKED_EXAMPLE = (ChatMessage("user", ASKED), ChatMessage("assistant", PROGRAM))
"""How figures are computed from a table: small LLMs follow an example where rules confuse them."""
TABLES = (".csv", ".tsv")


async def brief(assignment: Assignment, bench: Workbench, *, for_text: bool = False) -> str:
    """The task as a prompt: files with a look into each, earlier results, the work, its checks.

    Args:
        assignment: The task.
        bench: Where its files are.
        for_text: Whether it is for a text by who can read no file himself: then files stand in it
            whole, and figures of JSON files are listed.
    """
    parts = []
    for name, size in assignment.files.items():
        parts.append(await _shown(bench, name, size, whole=for_text))
    # Where files were made they are the result; what was said while making them only distracts.
    told_by_files = any(n.endswith(".json") for n in assignment.files)
    results = {} if told_by_files else assignment.results
    for task_id, text in results.items():
        parts.append(f"Result of {task_id}:\n{excerpt(text, RESULT_CHARS)}")
    objective = assignment.task.objective
    parts.append(f"Task: {objective.description}")
    if objective.deliverables:
        parts.append(f"Leave these files: {', '.join(objective.deliverables)}")
    told = [words for c in objective.success_criteria if (words := c.brief())]
    if told:
        parts.append("It is accepted only if:\n" + "\n".join(f"- {t}" for t in told))
    listed = await _figures(assignment, bench) if for_text else []
    if listed:
        parts.append("The figures, each of which the text may need:\n" + "\n".join(listed))
    if assignment.feedback and (assignment.number > AFRESH or not assignment.previous):
        parts.append(
            f"An earlier attempt failed, be careful: {tail(assignment.feedback, OUTPUT_CHARS)}"
        )
    return "\n\n".join(parts)


def correcting(assignment: Assignment) -> list[ChatMessage]:
    """The two messages that show an LLM its rejected work and why; none where it starts anew.

    Shown its own wrong work once too often, a small LLM only copies it.
    """
    if not assignment.feedback or not assignment.previous or assignment.number > AFRESH:
        return []
    feedback = tail(assignment.feedback, OUTPUT_CHARS)
    complaint = f"This was not accepted:\n{feedback}\nGive it again, whole, with that corrected."
    return [
        ChatMessage("assistant", tail(assignment.previous, PREVIOUS_CHARS)),
        ChatMessage("user", complaint),
    ]


def mending(program: str, fault: str, output: str) -> list[ChatMessage]:
    """The two messages that show an LLM its program and what came of it."""
    came = f"\nOutput:\n{tail(output, OUTPUT_CHARS)}" if output else ""
    complaint = f"That did not do it: {fault}.{came}\nGive the whole corrected program."
    return [ChatMessage("assistant", program), ChatMessage("user", complaint)]


async def _shown(bench: Workbench, name: str, size: int, *, whole: bool) -> str:
    """A file in a prompt; a prompt that grows too long by it is shortened on record."""
    content = await bench.read(name)
    try:
        text = content.decode()
    except UnicodeDecodeError:
        return f"File {name} ({size} bytes, binary)"
    if whole or (size <= FULL_CHARS and not name.endswith(TABLES)):
        return f"File {name}:\n{text.rstrip()}"
    lines = text.splitlines()
    shown = excerpt("\n".join(lines[:PREVIEW_LINES]), PREVIEW_CHARS)
    return f"File {name} ({len(lines)} lines, of which these are the first):\n{shown}"


async def _figures(assignment: Assignment, bench: Workbench) -> list[str]:
    """``name: value`` for every number in the JSON files; long ones to six digits."""
    found: list[str] = []
    for name in assignment.files:
        if name.endswith(".json"):
            try:
                found += _numbers(json.loads(await bench.read(name)), "")
            except ValueError:
                continue
    more = len(found) - MAX_FIGURES
    return found[:MAX_FIGURES] + ([f"- … and {more} more in the files"] if more > 0 else [])


def _numbers(value: Any, name: str) -> list[str]:
    if isinstance(value, dict):
        return [line for key, v in value.items() for line in _numbers(v, f"{name} {key}".strip())]
    if isinstance(value, list):
        return [line for i, v in enumerate(value) for line in _numbers(v, f"{name} {i}".strip())]
    if isinstance(value, bool) or not isinstance(value, int | float):
        return [f"- {name}: {value}"] if isinstance(value, str) and value else []
    text = repr(value)
    return [f"- {name}: {text if len(text) <= SHORT else f'{value:.6g}'}"]
