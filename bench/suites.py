"""The suites of goals with judges: where they lie, and what a goal of theirs is.

A suite is a folder outside this repository. Its judges are its own and are imported from there, so
nothing here knows a goal.
"""

from __future__ import annotations

import importlib.util
import json
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path
    from types import ModuleType


@dataclass(frozen=True, slots=True)
class Case:
    """A goal with its files and its judge.

    Attributes:
        judge: Whether the folder and the answer that were handed over are right.
        files: Names of the files that it asks for.
    """

    name: str
    kind: str
    text: str
    inputs: tuple[Path, ...]
    judge: Callable[[Path, str], bool]
    files: tuple[str, ...] = ()


def goals(folder: Path) -> list[Case]:
    """The cases of a suite of goals: ``goals.json``, ``judges.py`` and ``inputs``."""
    entries = json.loads(_read(folder / "goals.json"))
    sys.path.insert(0, str(folder))  # its judges import what they share
    judges = _module(folder / "judges.py").JUDGES
    return [
        Case(
            name=entry["name"],
            kind=entry["kind"],
            text=entry["goal"],
            inputs=tuple(folder / "inputs" / name for name in entry["inputs"]),
            judge=judges[entry["name"]],
            files=tuple(name for name in entry.get("schema", {}) if name != "answer"),
        )
        for entry in entries
    ]


def questions(folder: Path) -> list[Case]:
    """The cases of a suite of questions: ``questions.jsonl``, ``run.py`` and ``tables``."""
    run = _module(folder / "run.py")
    entries = map(json.loads, _read(folder / "questions.jsonl").splitlines())
    return [
        Case(
            name=str(entry["id"]),
            kind=entry["level"],
            text=f"{entry['question']}\n{entry['constraints']}\n"
            f"Answer in this form: {entry['format']}",
            inputs=(folder / "tables" / entry["file_name"],),
            judge=_by_answers(run, entry["answers"]),
        )
        for entry in entries
    ]


def _by_answers(run: ModuleType, answers: Sequence[Any]) -> Callable[[Path, str], bool]:
    def judge(folder: Path, answer: str) -> bool:
        texts = [path.read_text(errors="replace") for path in folder.glob("*") if path.is_file()]
        return bool(run.is_right("\n".join(texts) or answer, answers))

    return judge


def spread(cases: Sequence[Case], count: int) -> list[Case]:
    """So many cases, of each kind alike many as far as there are."""
    by_kind: dict[str, list[Case]] = {}
    for case in cases:
        by_kind.setdefault(case.kind, []).append(case)
    rounds = max(map(len, by_kind.values()), default=0)
    turns = [of[n] for n in range(rounds) for of in by_kind.values() if n < len(of)]
    chosen = set(map(id, turns[:count]))
    return [case for case in cases if id(case) in chosen]


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except OSError as error:
        sys.exit(f"{path}: {error.strerror}; name the folder of the suite with --suite")


def _module(path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location(f"suite_{path.stem}", path)
    if spec is None or spec.loader is None:
        sys.exit(f"{path} is no Python file; name the folder of the suite with --suite")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
