"""The end of a run: its result, and the files written for it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from rich.text import Text

from hocket.cli.exits import exit_of_run
from hocket.cli.streams import visible
from hocket.core import ids
from hocket.errors import InvalidInputError
from hocket.projections.verdict import verdict_in_words

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from rich.console import Console

    from hocket.core.event import Doubt
    from hocket.core.run import RunState, TaskState
    from hocket.core.usage import Usage
    from hocket.projections.finished import FinishedRun


@dataclass(frozen=True, slots=True)
class WrittenFiles:
    """The files written for a run.

    Attributes:
        folder: The folder they were written to.
        files: Name in the result to path on disk.
        aside: Names written under another name, because a different file had theirs.
    """

    folder: Path | None = None
    files: Mapping[str, Path] = field(default_factory=dict)
    aside: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Delivery:
    """A finished run with the files written for it.

    Attributes:
        finished: The run.
        took_s: The time from its first event to its last.
        written: Its files on disk.
        spent: What each task, the plan and the result took.
    """

    finished: FinishedRun
    took_s: float
    written: WrittenFiles = WrittenFiles()
    spent: Mapping[str, Usage] = field(default_factory=dict)


def write_out(finished: FinishedRun, folder: Path) -> WrittenFiles:
    """Write the result and its files to a folder; a different file is never overwritten.

    Raises:
        InvalidInputError: The folder is not writable, or a file would land outside it.
    """
    name = "result.json" if _is_json(finished.state) else "result.md"
    contents = {name: (finished.text.rstrip() + "\n").encode(), **finished.files}
    files: dict[str, Path] = {}
    aside = set()
    for name, content in contents.items():
        target = folder / name
        if not target.resolve().is_relative_to(folder.resolve()):
            message = f"The result names {name!r}, which is outside {folder}; it was not written"
            raise InvalidInputError(message, path=name)
        try:
            path = _free(target, content)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
        except OSError as error:
            message = f"--out {folder}: {error.strerror or error}; choose another folder"
            raise InvalidInputError(message, path=str(folder)) from error
        files[name] = path
        if path != target:
            aside.add(name)
    return WrittenFiles(folder, files, frozenset(aside))


def _free(target: Path, content: bytes) -> Path:
    """The path if it is free or has this content, else a numbered one such as ``report-2.md``."""
    path, number = target, 1
    while path.exists() and not (path.is_file() and path.read_bytes() == content):
        number += 1
        path = target.with_stem(f"{target.stem}-{number}")
    return path


def to_json(delivery: Delivery) -> dict[str, Any]:
    """The JSON document of a finished run."""
    finished, written = delivery.finished, delivery.written
    state, result = finished.state, finished.state.result
    return {
        "run_id": finished.run_id,
        "status": finished.status,
        "verdict": finished.verdict,
        "says": verdict_in_words(state) if state.is_over else "",
        "reason": finished.reason,
        "text": finished.text,
        "files": {
            name: {
                "digest": digest,
                "size_bytes": len(finished.files[name]),
                "path": str(written.files[name]) if name in written.files else None,
            }
            for name, digest in (result.files if result else {}).items()
        },
        "written": {name: str(path) for name, path in written.files.items()},
        "results": [r.model_dump(mode="json") for r in result.results] if result else [],
        "tasks": [_task_json(task) for task in tasks_of(state)],
        "unproven": list(result.unproven) if result else [],
        "missing": list(result.missing) if result else [],
        "notes": list(finished.notes),
        "remarks": list(finished.state.remarks),
        "economies": [{**e.model_dump(mode="json"), "says": e.words()} for e in state.economies],
        "doubtful": [d.model_dump(mode="json") for d in state.doubtful],
        "limit": state.limit,
        "seconds": delivery.took_s,
        "spent": state.spent.model_dump(mode="json"),
        "llms": dict(state.llms.items()),
        "exit": int(exit_of_run(state)) if state.is_over else None,
    }


def _task_json(task: TaskState) -> dict[str, Any]:
    return {
        "task_id": task.task.task_id,
        "status": task.status,
        "agent": task.award.agent if task.award else None,
        "attempts": task.attempts,
        "review": task.review.model_dump(mode="json") if task.review else None,
        "reason": task.reason,
    }


def tasks_of(state: RunState) -> list[TaskState]:
    """The tasks in the order of the plan."""
    return [state.tasks[task.task_id] for task in state.plan.tasks] if state.plan else []


def print_deliverable(finished: FinishedRun, console: Console) -> None:
    """Print the result text: rendered on a terminal, unchanged elsewhere."""
    if not finished.text:
        return
    if not console.is_terminal:
        console.file.write(finished.text.rstrip() + "\n")
    elif _is_json(finished.state):
        _print_json(finished.text, console)
    else:
        from rich.markdown import Markdown  # noqa: PLC0415 - slow to import, only for terminals

        # The address of a link is shown: behind its words it could lead anywhere.
        console.print(Markdown(visible(finished.text), hyperlinks=False))


def _print_json(text: str, console: Console) -> None:
    try:
        console.print_json(text)
    except ValueError:  # a run that failed may deliver something else
        console.print(Text(text))


def print_notes(finished: FinishedRun, console: Console) -> None:
    """Print how input files were read, if not plainly, and what was left out of prompts."""
    for note in finished.notes:
        style = "red" if "not read" in note else "yellow"
        console.print(Text(f"input {note}", style=style), soft_wrap=not console.is_terminal)
    for remark in finished.state.remarks:
        console.print(Text(remark, style="yellow"), soft_wrap=not console.is_terminal)


def print_doubts(run_id: str, doubts: Sequence[Doubt], out: Console) -> None:
    """Print which effects of an unfinished run may have happened, and how to settle them."""
    for doubt in doubts:
        place = ids.call(doubt.attempt_id, doubt.ordinal)
        warning = f"doubtful: {doubt.tool} may have run before the crash; it will not be repeated."
        remedy = f"If you know, run: hocket resume {run_id} --settle {place}=done (or =not_done)"
        out.print(Text(f"{warning} {remedy}", style="red"))


def _is_json(state: RunState) -> bool:
    return state.goal is not None and state.goal.deliverable.kind == "json"
