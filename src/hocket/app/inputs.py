"""What a user hands in, made ready: a goal from words or a file, input files by content."""

from __future__ import annotations

import json
import stat
from pathlib import Path
from typing import TYPE_CHECKING, Any

from hocket.core.digest import digest
from hocket.core.goal import Goal, InputFile
from hocket.core.noun import parse
from hocket.core.plan import Plan
from hocket.core.task import Objective, Task
from hocket.errors import InvalidInputError

if TYPE_CHECKING:
    from collections.abc import Iterable

INPUT_BYTES = 64 << 20


def read_inputs(paths: Iterable[Path | str]) -> tuple[tuple[InputFile, ...], dict[str, bytes]]:
    """Files by content.

    Returns:
        The files' names and digests, and digest to content.

    Raises:
        InvalidInputError: One is not there, is no file, is over 64 MiB, or shares its name.
    """
    files: dict[str, InputFile] = {}
    blobs: dict[str, bytes] = {}
    for given in paths:
        path = Path(given)
        if path.name in files:
            message = f"Input {path}: a file named {path.name} was given already; rename one"
            raise InvalidInputError(message, path=str(path))
        content = _content(path)
        name = digest(content)
        blobs[name] = content
        told = {"name": path.name, "digest": name, "size_bytes": len(content)}
        files[path.name] = parse(InputFile, told, what=f"Input {path}")
    return tuple(files.values()), blobs


def _content(path: Path) -> bytes:
    try:
        found = path.stat()
        if not stat.S_ISREG(found.st_mode):
            message = f"Input {path}: it is no regular file; give a file"
            raise InvalidInputError(message, path=str(path))
        size = found.st_size
        if size > INPUT_BYTES:
            message = (
                f"Input {path}: {size} bytes are more than the {INPUT_BYTES} that are taken; "
                "give an excerpt, or let a tool of yours read it"
            )
            raise InvalidInputError(message, path=str(path), size_bytes=size)
        return path.read_bytes()
    except OSError as error:
        message = f"Input {path}: {error.strerror or error}; check the path"
        raise InvalidInputError(message, path=str(path)) from error


def read_goal(path: Path) -> tuple[Goal, dict[str, bytes]]:
    """A goal file: the JSON of a Goal whose ``inputs`` are paths relative to the file.

    Raises:
        InvalidInputError: It is not there, is no JSON, or something in it does not fit.
    """
    data = read_json_file(path)
    if not isinstance(data, dict):
        message = f"{path} holds a {type(data).__name__}; a goal is a JSON object"
        raise InvalidInputError(message, path=str(path))
    names = data.pop("inputs", [])
    if not isinstance(names, list) or not all(isinstance(n, str) for n in names):
        message = f"{path} at inputs: {names!r} — give a list of file names beside the goal file"
        raise InvalidInputError(message, path=str(path))
    files, blobs = read_inputs(path.parent / n for n in names)
    goal = parse(Goal, data, what=path.name)
    return goal.model_copy(update={"inputs": files}), blobs


def read_json_file(path: Path, what: str = "") -> Any:
    """What a file of the user's holds as JSON.

    Args:
        path: The file.
        what: How messages name it; by its path unless given.

    Raises:
        InvalidInputError: It is not there, or is no JSON.
    """
    named = what or str(path)
    try:
        return json.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        message = f"{named}: {error.strerror or error}; check the path"
        raise InvalidInputError(message, path=str(path)) from error
    except ValueError as error:
        message = f"{named} is not JSON: {error}; correct it there"
        raise InvalidInputError(message, path=str(path)) from error


def single_task(goal: Goal) -> Plan:
    """The plan that makes the whole goal one task."""
    task = Task(
        task_id="t1",
        objective=Objective(description=goal.text, success_criteria=goal.checks),
        inputs=tuple(f.name for f in goal.inputs),
        priority=goal.priority,
    )
    return Plan(tasks=(task,), complexity="simple", why="the caller asked for one task")
