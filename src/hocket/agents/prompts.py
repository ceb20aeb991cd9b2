"""How a task is put to an LLM: the stable part first, so that its host can reuse what it read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hocket.core.check import Check, CountCheck, FileCheck, NumberCheck, RegexCheck, SchemaCheck
from hocket.ports.llm import ChatMessage

if TYPE_CHECKING:
    from hocket.ports.agent import Assignment, Workbench

PREVIEW_LINES = 4
PREVIEW_CHARS = 400
RESULT_CHARS = 2000
OUTPUT_CHARS = 1500
FULL_CHARS = 1500

CODE_RULES = """\
Answer with one complete Python program in a ```python block and nothing else.
- It runs with the standard library only (csv, json, statistics, math, re, datetime ...).
- The named files are in the current folder. Read them; never type in data yourself.
- Write the files the task asks for, then print what you found, with names.
- CSV values are strings: convert them to numbers. Round only where the task says so."""


async def brief(assignment: Assignment, bench: Workbench) -> str:
    """The task as a prompt: files with a look into each, earlier results, the work, its checks."""
    parts = []
    for name, size in assignment.files.items():
        parts.append(await _preview(bench, name, size))
    for task_id, text in assignment.results.items():
        parts.append(f"Result of {task_id}:\n{text[:RESULT_CHARS]}")
    objective = assignment.task.objective
    parts.append(f"Task: {objective.description}")
    if objective.deliverables:
        parts.append(f"Leave these files: {', '.join(objective.deliverables)}")
    told = [t for c in objective.success_criteria if (t := _told(c))]
    if told:
        parts.append("It is accepted only if:\n" + "\n".join(f"- {t}" for t in told))
    if assignment.feedback:
        if assignment.previous:
            parts.append(f"Your last answer:\n{assignment.previous[:RESULT_CHARS]}")
        parts.append(f"It was not accepted:\n{assignment.feedback}\nCorrect this.")
    return "\n\n".join(parts)


def mending(program: str, fault: str, output: str) -> list[ChatMessage]:
    """The two messages that show an LLM its program and what came of it."""
    came = f"\nOutput:\n{output[-OUTPUT_CHARS:]}" if output else ""
    complaint = f"That did not do it: {fault}.{came}\nGive the whole corrected program."
    return [ChatMessage("assistant", program), ChatMessage("user", complaint)]


async def _preview(bench: Workbench, name: str, size: int) -> str:
    content = await bench.read(name)
    try:
        text = content.decode()
    except UnicodeDecodeError:
        return f"File {name} ({size} bytes, binary)"
    if size <= FULL_CHARS and not name.endswith(".csv"):
        return f"File {name}:\n{text.rstrip()}"
    lines = text.splitlines()
    shown = "\n".join(lines[:PREVIEW_LINES])[:PREVIEW_CHARS]
    return f"File {name} ({len(lines)} lines) begins:\n{shown}"


def _told(check: Check) -> str:
    """A check in words; its own, where the user gave some."""
    if check.says:
        return check.says
    where = check.path or "the answer"
    match check:
        case FileCheck():
            told = f"{check.path} is there and reads as {check.parses}"
        case CountCheck():
            most = f", at most {check.at_most}" if check.at_most is not None else ""
            told = f"{where} has at least {check.at_least} {check.of}{most}"
        case RegexCheck():
            told = f"{where} matches /{check.pattern}/"
        case NumberCheck():
            told = f"the number at {check.pointer or 'the top'} of {where} is right"
        case SchemaCheck():
            told = f"{where} is JSON with the asked fields"
        case _:
            told = ""
    return told
