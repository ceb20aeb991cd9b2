"""The prompts for a task; their stable part comes first, so that the host can cache it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from hocket.core.excerpt import excerpt, tail
from hocket.documents.delimited import is_table
from hocket.documents.encoding import decoded
from hocket.documents.preview import first_lines, how_to_read, stand_in
from hocket.errors import printable
from hocket.ports.llm import ChatMessage

if TYPE_CHECKING:
    from hocket.ports.agent import Assignment, Workbench

PREVIEW_LINES = 4
PREVIEW_CHARS = 400
RESULT_CHARS = 6000
OUTPUT_CHARS = 1500
FULL_CHARS = 1500
PROFILE_CHARS = 1200
TABLE_CHARS = 4000
"""A table with more characters is described also to an agent that gets whole files."""

PREVIOUS_CHARS = 6000
MAX_FIGURES = 40
MAX_EFFECTS = 20
EFFECT_CHARS = 300
LAST_CORRECTION = 2
"""Number of the last attempt that corrects rejected work; later ones start again."""
SHORT_CHARS = 9

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
- When the file is imported it prints nothing and runs nothing: no tests, no example calls."""

EXAMPLE_TASK = """\
File towns.csv (312 lines, of which these are the first):
town,people,founded
Aldea,1200,1822
Brook,340,1910

Task: stats.json: a JSON object computed from towns.csv: mean (the mean of people), fewest (the \
smallest number of people), smallest_town (the town that has the fewest people), mean_old (the \
mean of people of the towns founded before 1850).

Leave these files: stats.json"""
EXAMPLE_PROGRAM = """\
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
WORKED_EXAMPLE = (ChatMessage("user", EXAMPLE_TASK), ChatMessage("assistant", EXAMPLE_PROGRAM))
"""How to compute figures from a table: small LLMs follow an example better than rules."""


async def brief(assignment: Assignment, bench: Workbench, *, for_text: bool = False) -> str:
    """The prompt for a task: excerpts of its files, earlier results, its objective and its checks.

    Args:
        assignment: The task.
        bench: Holds its files.
        for_text: Whether the agent writes a text and cannot read files. The prompt then has whole
            files and lists the figures in JSON files.
    """
    parts = []
    for name, size in assignment.files.items():
        parts.append(await _file_excerpt(assignment, bench, name, size, whole=for_text))
    # If there are files, they are the results; the answers beside them only distract.
    has_data = any(n.endswith(".json") for n in assignment.files)
    results = {} if has_data else assignment.results
    for task_id, text in results.items():
        parts.append(f"Result of {task_id}:\n{excerpt(text, RESULT_CHARS)}")
    objective = assignment.task.objective
    parts.append(f"Task: {objective.description}")
    if objective.deliverables:
        parts.append(f"Leave these files: {', '.join(objective.deliverables)}")
    criteria = [text for check in objective.success_criteria if (text := check.brief())]
    if criteria:
        parts.append("It is accepted only if:\n" + "\n".join(f"- {text}" for text in criteria))
    figures = await _figures(assignment, bench) if for_text else []
    if figures:
        parts.append("The figures, each of which the text may need:\n" + "\n".join(figures))
    if assignment.effects:
        parts.append(_already_done(assignment))
    if assignment.feedback and (assignment.number > LAST_CORRECTION or not assignment.previous):
        parts.append(
            f"An earlier attempt failed, be careful: {tail(assignment.feedback, OUTPUT_CHARS)}"
        )
    return "\n\n".join(parts)


def _already_done(assignment: Assignment) -> str:
    """What earlier attempts did that must not be done twice, newest last."""
    lines = ["An earlier attempt has already done this. It counts, so do not do it again:"]
    for effect in assignment.effects[-MAX_EFFECTS:]:
        arguments = excerpt(json.dumps(effect.arguments, ensure_ascii=False), EFFECT_CHARS)
        answer = excerpt(effect.answer, EFFECT_CHARS) or "its answer is lost"
        if not effect.is_certain:
            answer = "nobody knows whether it happened; go on without it"
        lines.append(f"- {effect.tool} {arguments}: {answer}")
    return printable("\n".join(lines))


def rework_messages(assignment: Assignment) -> list[ChatMessage]:
    """Two messages with the rejected work and the reason; none if the attempt starts again.

    A small LLM that sees its wrong work too often only copies it.
    """
    if not assignment.feedback or not assignment.previous or assignment.number > LAST_CORRECTION:
        return []
    feedback = tail(assignment.feedback, OUTPUT_CHARS)
    complaint = f"This was not accepted:\n{feedback}\nGive it again, whole, with that corrected."
    return [
        ChatMessage("assistant", tail(assignment.previous, PREVIOUS_CHARS)),
        ChatMessage("user", complaint),
    ]


def repair_messages(program: str, fault: str, output: str) -> list[ChatMessage]:
    """Two messages with a program that failed, and its fault and output."""
    printed = f"\nOutput:\n{tail(output, OUTPUT_CHARS)}" if output else ""
    complaint = f"That did not do it: {fault}.{printed}\nGive the whole corrected program."
    return [ChatMessage("assistant", program), ChatMessage("user", complaint)]


async def _file_excerpt(
    assignment: Assignment, bench: Workbench, name: str, size: int, *, whole: bool
) -> str:
    """A file for a prompt; compaction shortens a prompt that becomes too long."""
    content = await bench.read(name)
    instead = stand_in(name, content, assignment.files)
    if instead:
        return f"File {name} ({size} bytes): {instead}"
    text = decoded(content)
    if text is None:
        return f"File {name} ({size} bytes, binary)"
    # An agent that writes a text runs no program.
    reading = "" if whole else how_to_read(name, text)
    if reading:
        reading = f"\nA program reads it so:\n{reading}"
    profile = assignment.profiles.get(name)
    is_long_table = profile is not None and profile.kind == "table" and len(text.text) > TABLE_CHARS
    if (whole and not is_long_table) or (size <= FULL_CHARS and not is_table(name)):
        return f"File {name}:\n{text.text.rstrip()}{reading}"
    columns = ""
    if profile is not None:
        from hocket.documents.profile import described  # noqa: PLC0415 - slow to import

        about = f"{assignment.goal} {assignment.task.objective.description}"
        columns = f"\n{described(profile, PROFILE_CHARS, about)}"
    count = len(text.text.splitlines())
    preview = excerpt(first_lines(name, text, PREVIEW_LINES), PREVIEW_CHARS)
    first = f"File {name} ({count} lines, of which these are the first):\n{preview}"
    return f"{first}{reading}{columns}"


async def _figures(assignment: Assignment, bench: Workbench) -> list[str]:
    """``- name: value`` for every number in the JSON files; long ones have six digits."""
    figures: list[str] = []
    for name in assignment.files:
        if name.endswith(".json"):
            try:
                figures += _numbers(json.loads(await bench.read(name)), "")
            except ValueError:
                continue
    more = len(figures) - MAX_FIGURES
    return figures[:MAX_FIGURES] + ([f"- … and {more} more in the files"] if more > 0 else [])


def _numbers(value: Any, name: str) -> list[str]:
    if isinstance(value, dict):
        return [line for key, v in value.items() for line in _numbers(v, f"{name} {key}".strip())]
    if isinstance(value, list):
        return [line for i, v in enumerate(value) for line in _numbers(v, f"{name} {i}".strip())]
    if isinstance(value, bool) or not isinstance(value, int | float):
        return [f"- {name}: {value}"] if isinstance(value, str) and value else []
    text = repr(value)
    return [f"- {name}: {text if len(text) <= SHORT_CHARS else f'{value:.6g}'}"]


def code_turn(asked: str, code: str) -> tuple[ChatMessage, ChatMessage]:
    """A worked example as a turn of a conversation: what is asked, and the code that does it."""
    return ChatMessage("user", asked), ChatMessage("assistant", f"```python\n{code}\n```")
