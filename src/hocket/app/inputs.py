"""Reads what you submit: goal files, JSON files and input files."""

from __future__ import annotations

import json
import stat
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from hocket.core.digest import digest
from hocket.core.goal import Goal, InputFile
from hocket.core.name import fault_of_name
from hocket.core.noun import parse
from hocket.core.plan import Plan
from hocket.core.task import Objective, Task
from hocket.documents.encoding import document_text, is_text
from hocket.errors import InvalidInputError

if TYPE_CHECKING:
    from collections.abc import Iterable

STDIN = Path("-")
INPUT_BYTES = 64 << 20


def read_inputs(paths: Iterable[Path | str]) -> tuple[tuple[InputFile, ...], dict[str, bytes]]:
    """Read input files.

    Returns:
        The files with their digests, and digest to content.

    Raises:
        InvalidInputError: A file is missing, not regular, over 64 MiB, or has a name twice.
    """
    files: dict[str, InputFile] = {}
    blobs: dict[str, bytes] = {}
    for path in map(Path, paths):
        if path.name in files:
            message = f"Input {path}: there is another file named {path.name}; rename one"
            raise InvalidInputError(message, path=str(path))
        if not is_text(path.name):
            message = f"Input {path}: its name is not UTF-8; rename it"
            raise InvalidInputError(message, path=str(path))
        if fault := fault_of_name(path.name):
            message = f"Input {path}: its name cannot be used: {fault}"
            raise InvalidInputError(message, path=str(path))
        content = _content(path)
        name = digest(content)
        blobs[name] = content
        fields = {"name": path.name, "digest": name, "size_bytes": len(content)}
        files[path.name] = parse(InputFile, fields, what=f"Input {path}")
    return tuple(files.values()), blobs


def _content(path: Path) -> bytes:
    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):
            message = f"Input {path}: not a regular file; choose a file"
            raise InvalidInputError(message, path=str(path))
        size = status.st_size
        if size > INPUT_BYTES:
            message = (
                f"Input {path}: {size} bytes exceed the limit of {INPUT_BYTES}; "
                "use an excerpt, or read it with a tool of your own"
            )
            raise InvalidInputError(message, path=str(path), size_bytes=size)
        return path.read_bytes()
    except OSError as error:
        message = f"Input {path}: {error.strerror or error}; check the path"
        raise InvalidInputError(message, path=str(path)) from error


def read_goal(path: Path) -> tuple[Goal, dict[str, bytes]]:
    """Read a goal file: the JSON of a Goal whose ``inputs`` are paths relative to the file.

    Returns:
        The goal, and digest to content of its input files.

    Raises:
        InvalidInputError: The file is missing, not JSON, or has an invalid field.
    """
    data = read_json_file(path)
    if not isinstance(data, dict):
        message = f"{_named(path)} holds a {type(data).__name__}; a goal is a JSON object"
        raise InvalidInputError(message, path=str(path))
    names = data.pop("inputs", [])
    if not isinstance(names, list) or not all(isinstance(n, str) for n in names):
        message = f"{path} at inputs: {names!r} — write a list of paths relative to the goal file"
        raise InvalidInputError(message, path=str(path))
    files, blobs = read_inputs(path.parent / n for n in names)
    goal = parse(Goal, data, what=path.name)
    return goal.model_copy(update={"inputs": files}), blobs


def read_json_file(path: Path, what: str = "") -> Any:
    """The JSON value in a file.

    Args:
        path: The file.
        what: How messages name the file; its path by default.

    Raises:
        InvalidInputError: The file is missing or not JSON.
    """
    named = what or _named(path)
    text = read_document(path, named)
    try:
        return json.loads(text)
    except (ValueError, RecursionError) as error:
        message = f"{named} is not JSON: {error}; correct the file"
        raise InvalidInputError(message, path=str(path)) from error


def _named(path: Path) -> str:
    return "standard input" if path == STDIN else str(path)


def read_document(path: Path, what: str = "") -> str:
    """The text of a file that has to be exact; ``-`` is the standard input.

    Args:
        path: The file.
        what: How messages name the file; its path by default.

    Raises:
        InvalidInputError: The file is missing, or has no byte order mark and is not UTF-8.
    """
    named = what or _named(path)
    try:
        content = sys.stdin.buffer.read() if path == STDIN else path.read_bytes()
    except OSError as error:
        message = f"{named}: {error.strerror or error}; check the path"
        raise InvalidInputError(message, path=str(path)) from error
    try:
        return document_text(content)
    except ValueError as error:
        message = f"{named}: {error}"
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
