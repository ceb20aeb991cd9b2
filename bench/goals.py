"""Run a suite of plain goals and print how many are right, called right, and what they take.

`python bench/goals.py --suite FOLDER` (`make goals`) carries out every goal of the suite one after
another with the LLM loaded once. Its rows are kept in `--out`, so a second start goes on where the
first one stopped. Slow: with a small LLM the suite takes an hour.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import re
import sys
from contextlib import AsyncExitStack
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from carried import SOLO, Lent, Row, by_bare_call, by_hocket, by_program
from hocket import Hocket
from hocket.config import load
from suites import goals, spread
from tables import by_kind, by_label, by_way, calibration_svg, calibration_table

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from suites import Case

ROOT = Path(__file__).parent.parent
HOCKET, BARE, PROGRAM = "hocket", "bare", "program"
CARRY = {HOCKET: by_hocket, BARE: by_bare_call, PROGRAM: by_program}


def arguments(name: str, words: Sequence[str] | None = None) -> argparse.Namespace:
    """What the command line asks for, for the suite of this name."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--suite", type=Path, default=ROOT.parent / "shared" / name)
    parser.add_argument("--out", type=Path, default=ROOT / "out" / name, help="folder of the rows")
    parser.add_argument("--llm", default="", help="LLM for every role, as ADAPTER:NAME")
    parser.add_argument("--only", nargs="+", default=[], metavar="NAME", help="these cases")
    parser.add_argument("--count", type=int, help="so many cases, of each kind alike many")
    parser.add_argument("--care", choices=("low", "normal", "high"), default="normal")
    parser.add_argument(
        "--without", action="append", default=[], metavar="MECHANISM", help="switch it off"
    )
    parser.add_argument(
        "--baseline", action="append", default=[], choices=(BARE, PROGRAM), help="run it as well"
    )
    parser.add_argument("--limit", type=float, default=900, help="seconds for each case")
    parser.add_argument("--again", action="store_true", help="also cases that have a row")
    parser.add_argument("--table", action="store_true", help="only print the tables")
    parser.add_argument("--write", action="store_true", help="write the tables into docs/goals.md")
    return parser.parse_args(words)


def label_of(asked: argparse.Namespace) -> str:
    """The name of a run of the suite by hocket: how it differs from the normal one."""
    off = "".join(f" without {name}" for name in sorted(asked.without))
    care = "" if asked.care == "normal" else f", care {asked.care}"
    return f"{HOCKET}{off}{care}"


class Rows:
    """The rows of one label, kept in a file.

    Args:
        folder: Where they are, and the folders of the cases.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._path = folder / "rows.json"
        entries = json.loads(self._path.read_text()) if self._path.exists() else []
        self.rows = {entry["name"]: Row(**entry) for entry in entries}

    def add(self, row: Row) -> None:
        """Keep a row; a program that is stopped meanwhile leaves the old file or the new one."""
        self.rows[row.name] = row
        entries = [kept.to_json() for kept in self.rows.values()]
        part = self._path.with_suffix(".part")
        part.write_text(json.dumps(entries, indent=1, ensure_ascii=False))
        part.replace(self._path)

    def fresh(self, name: str) -> Path:
        """An empty folder for a case; an older one is kept beside it."""
        folder, number = self.folder / name, 1
        while (aside := folder.with_name(f"{name}~{number}")).exists():
            number += 1
        if folder.exists():
            folder.rename(aside)
        folder.mkdir(parents=True)
        return folder


async def carry_out(asked: argparse.Namespace, cases: Sequence[Case]) -> None:
    """Run the cases that have no row yet, by hocket and by each baseline that is asked for."""
    settings = replace(load(), without=frozenset(asked.without))
    if asked.llm:
        settings = replace(settings, llm=asked.llm, llms={})
    asked.out.mkdir(parents=True, exist_ok=True)
    async with AsyncExitStack() as stack:
        journal = asked.out / f"{_folder(label_of(asked))}.db"
        main = Hocket(journal=journal, settings=settings, resume=False)
        hocket = await stack.enter_async_context(main)
        hockets = {HOCKET: hocket, BARE: hocket}
        if PROGRAM in asked.baseline:
            alone = Hocket(
                [SOLO],
                builtin=False,
                llm=Lent(hocket.llm, (await hocket.llms())["worker"]),
                journal=asked.out / f"{PROGRAM}.db",
                attempts=1,
                resume=False,
            )
            hockets[PROGRAM] = await stack.enter_async_context(alone)
        for way in (HOCKET, *asked.baseline):
            label = label_of(asked) if way == HOCKET else way
            rows = Rows(asked.out / _folder(label))
            await _each(
                asked,
                cases,
                rows,
                lambda case, folder, way=way: CARRY[way](
                    hockets[way], case, folder, asked.limit, asked.care
                ),
                label,
            )


async def _each(
    asked: argparse.Namespace,
    cases: Sequence[Case],
    rows: Rows,
    carry: Callable,
    label: str,
) -> None:
    todo = [case for case in cases if asked.again or case.name not in rows.rows]
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    console = Console(stderr=True)
    with Progress(*columns, TimeElapsedColumn(), console=console) as progress:
        bar = progress.add_task(label, total=len(todo))
        for case in todo:
            progress.update(bar, description=f"{label}: {case.name}")
            row = await carry(case, rows.fresh(case.name))
            rows.add(row)
            progress.console.print(line_of(row), highlight=False, markup=False)
            progress.advance(bar)


def line_of(row: Row) -> str:
    """A row in one line."""
    right = {True: "RIGHT", False: "wrong"}.get(row.right, str(row.right))
    cost = f"{row.seconds:7.1f}s {row.calls:4} calls {row.tokens:7} tokens"
    return f"{row.name:14} {row.kind:8} {right:6} {cost}  {row.says or row.verdict}"


def kept_runs(out: Path) -> dict[str, list[Row]]:
    """All rows that there are, by label; the normal run first."""
    folders = sorted(path.parent for path in out.glob("*/rows.json"))
    folders.sort(key=lambda folder: folder.name != HOCKET)
    return {f.name.replace("_", " "): list(Rows(f).rows.values()) for f in folders}


def report(asked: argparse.Namespace) -> str:
    """All tables, from the rows that there are."""
    runs = kept_runs(asked.out)
    if not runs:
        return f"There are no rows in {asked.out} yet."
    first = next(iter(runs.values()))
    parts = [by_kind(first), calibration_table(first)]
    parts += [by_way(first)] if any(row.way for row in first) else []
    return "\n\n".join([by_label(runs), *parts] if len(runs) > 1 else parts)


def write(name: str, asked: argparse.Namespace) -> None:
    """Put the tables into the document, between the marks of this suite, and the plot beside it."""
    path = ROOT / "docs/goals.md"
    begin, end = f"<!-- {name} -->", f"<!-- end of {name} -->"
    document = path.read_text(encoding="utf-8")
    if begin not in document or end not in document:
        sys.exit(f"{path} has no lines {begin!r} and {end!r}; put them where the tables belong")
    before, _, rest = document.partition(begin)
    _, _, after = rest.partition(end)
    tables = f"{before}{begin}\n\n{report(asked)}\n\n{end}{after}"
    path.write_text(tables, encoding="utf-8")
    runs = kept_runs(asked.out)
    if runs:
        svg = calibration_svg(next(iter(runs.values())))
        (path.parent / f"calibration-{name}.svg").write_text(svg, encoding="utf-8")


def _folder(label: str) -> str:
    return re.sub(r"[^\w.-]+", "_", label)


def main(
    name: str, cases_of: Callable[[Path], list[Case]], words: Sequence[str] | None = None
) -> None:
    """Run the suite of this name."""
    asked = arguments(name, words)
    cases = cases_of(asked.suite)
    unknown = set(asked.only) - {case.name for case in cases}
    if unknown:
        sys.exit(f"--only: {asked.suite} has no {', '.join(sorted(unknown))}")
    if asked.only:
        cases = [case for case in cases if case.name in asked.only]
    if asked.count:
        cases = spread(cases, asked.count)
    if not asked.table:
        asyncio.run(carry_out(asked, cases))
    print(report(asked))
    if asked.write:
        write(name, asked)


if __name__ == "__main__":
    main("goals", goals)
