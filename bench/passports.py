"""Passports: whether they tell beforehand which LLM gets which goals right, and what that saves.

Compares what passports lead to expect of each LLM at each kind of goal with the rows that
`bench/goals.py` left, and simulates the choice of an LLM for goal after goal, from flat priors and
from those of the passports. No LLM is asked.

    python bench/passports.py --rows out/goals out/goals-05 [--home FOLDER]
"""

from __future__ import annotations

import argparse
import asyncio
import math
import random
import sys
from collections import defaultdict
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from statistics import fmean
from typing import TYPE_CHECKING, NamedTuple

from goals import HOCKET, Rows
from hocket.adapters.system.clock import SystemClock
from hocket.app.defaults import has_journal, store_in
from hocket.app.passports import Passports
from hocket.award.priors import PRIORS, WEIGHT, prior_of
from hocket.config import load
from hocket.llm.passport.scoring import aptitude_of
from hocket.llm.passport.suite import SUITE

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from carried import Row
    from hocket.core.aptitude import Aptitude

SHUFFLES = 1000
SEED = 1
ENOUGH = 5
"""LLMs from which on a rank correlation over LLMs alone says more than chance would."""


class Cell(NamedTuple):
    """What was expected of an LLM at a kind of goal, and what came of it."""

    llm: str
    kind: str
    expected: float
    right: int
    goals: int

    @property
    def share(self) -> float:
        return self.right / self.goals


def expected_of(kind: str, aptitude: Aptitude | None) -> float:
    """The prior of the best way at a kind of task; of other kinds, that of answering by text."""
    ways = [way for of, way in PRIORS if of == kind] or ["text"]
    return max(prior_of(kind, way, aptitude).right for way in ways)


def cells_of(rows: Sequence[Row], aptitudes: Mapping[str, Aptitude]) -> list[Cell]:
    """A cell for each LLM and kind that there are rows of; an LLM without a passport is flat."""
    grouped: dict[tuple[str, str], list[Row]] = defaultdict(list)
    for row in rows:
        grouped[row.llm, row.task or row.kind].append(row)
    return [
        Cell(
            llm,
            kind,
            expected_of(kind, aptitudes.get(llm)),
            sum(row.right is True for row in group),
            len(group),
        )
        for (llm, kind), group in sorted(grouped.items())
    ]


def spearman(one: Sequence[float], other: Sequence[float]) -> float:
    """The rank correlation of Spearman, ties by their mean rank; nan if a side is all alike.

    Examples:
        >>> spearman([1, 2, 3], [10, 20, 30]), round(spearman([1, 2, 3], [3, 1, 2]), 2)
        (1.0, -0.5)
    """
    return _pearson(_ranks(one), _ranks(other))


def kendall(one: Sequence[float], other: Sequence[float]) -> float:
    """Kendall's tau-b, which allows for ties; nan if a side is all alike.

    Source: M. G. Kendall, "The Treatment of Ties in Ranking Problems", Biometrika 33 (1945).

    Examples:
        >>> kendall([1, 2, 3], [1, 3, 2]), round(kendall([1, 1, 2], [1, 2, 3]), 2)
        (0.3333333333333333, 0.82)
    """
    signs = [
        (_sign(a - b), _sign(x - y))
        for (a, x), (b, y) in combinations(zip(one, other, strict=True), 2)
    ]
    untied = math.sqrt(sum(a != 0 for a, _ in signs) * sum(b != 0 for _, b in signs))
    return sum(a * b for a, b in signs) / untied if untied else math.nan


def _ranks(values: Sequence[float]) -> list[float]:
    places: dict[float, list[int]] = defaultdict(list)
    for place, value in enumerate(sorted(values), start=1):
        places[value].append(place)
    return [fmean(places[value]) for value in values]


def _pearson(one: Sequence[float], other: Sequence[float]) -> float:
    means = fmean(one), fmean(other)
    pairs = [(a - means[0], b - means[1]) for a, b in zip(one, other, strict=True)]
    spread = math.sqrt(sum(a * a for a, _ in pairs) * sum(b * b for _, b in pairs))
    return sum(a * b for a, b in pairs) / spread if spread else math.nan


def _sign(value: float) -> int:
    return (value > 0) - (value < 0)


@dataclass(frozen=True)
class Regret:
    """Of choosing an LLM for each goal: goals that the best one would have got right besides.

    ``worse`` is the share of choices that fell on another LLM than the best one of that kind.
    """

    goals: float
    worse: float


def regret(rows: Sequence[Row], priors: Mapping[tuple[str, str], float], *, seed: int) -> Regret:
    """The mean regret over shuffled orders of the goals that every LLM has a row of.

    An LLM is chosen by Thompson sampling from Beta distributions by (LLM, kind) that start from a
    prior of ``WEIGHT`` results, as an auction does, and follow what its goals showed.

    Args:
        rows: The rows of at least two LLMs.
        priors: The expected share by (LLM, kind).
        seed: Seed of the orders and the draws.
    """
    table = common(rows)
    best = _best_by_kind(table)
    draw = random.Random(seed)
    lost, worse = 0.0, 0
    for _ in range(SHUFFLES):
        record: dict[tuple[str, str], list[float]] = {}
        for (_, kind), rights in draw.sample(sorted(table.items()), len(table)):
            drawn = {}
            for llm in sorted(rights):
                wins, total = record.setdefault((llm, kind), [0, 0])
                hoped = priors[llm, kind] * WEIGHT
                drawn[llm] = draw.betavariate(hoped + wins, WEIGHT - hoped + total - wins)
            chosen = max(drawn, key=lambda llm: drawn[llm])
            counts = record[chosen, kind]
            counts[0] += rights[chosen]
            counts[1] += 1
            lost += rights[best[kind]] - rights[chosen]
            worse += chosen != best[kind]
    return Regret(lost / SHUFFLES, worse / SHUFFLES / len(table))


def common(rows: Sequence[Row]) -> dict[tuple[str, str], dict[str, bool]]:
    """(Goal, kind) to what each LLM made of it, for the goals that all of them had."""
    by_goal: dict[str, dict[str, Row]] = defaultdict(dict)
    for row in rows:
        by_goal[row.name][row.llm] = row
    llms = {row.llm for row in rows}
    return {
        (name, _kind(group)): {llm: row.right is True for llm, row in group.items()}
        for name, group in by_goal.items()
        if group.keys() == llms
    }


def _kind(group: Mapping[str, Row]) -> str:
    """The kind of a goal; an LLM that planned it otherwise may have had another last task."""
    kinds = [row.task or row.kind for _, row in sorted(group.items())]
    return max(kinds, key=kinds.count)


def _best_by_kind(table: Mapping[tuple[str, str], Mapping[str, bool]]) -> dict[str, str]:
    sums: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for (_, kind), rights in table.items():
        for llm, right in rights.items():
            sums[kind][llm] += right
    return {kind: max(sorted(by_llm), key=lambda llm: by_llm[llm]) for kind, by_llm in sums.items()}


async def aptitudes_in(home: Path | None) -> dict[str, Aptitude]:
    """What the passports of this suite in a home say, by LLM."""
    path = home / "journal.db" if home else load().journal
    if not has_journal(path):
        return {}
    store = store_in(path)
    try:
        kept = await Passports(store, SystemClock()).all()
    finally:
        await store.close()
    return {p.subject.llm: aptitude_of(p) for p in kept if p.suite == SUITE}


def rows_in(folders: Sequence[Path]) -> list[Row]:
    """The rows of the normal runs in these folders that were judged; of doubles the last."""
    rows = [row for folder in folders for row in Rows(folder / HOCKET).rows.values()]
    judged = [row for row in rows if isinstance(row.right, bool) and row.llm]
    return list({(row.llm, row.name): row for row in judged}.values())


def report(rows: Sequence[Row], aptitudes: Mapping[str, Aptitude], *, seed: int = SEED) -> str:
    """All tables, and what they do not show."""
    cells = cells_of(rows, aptitudes)
    llms = sorted({cell.llm for cell in cells})
    parts = [_cell_table(cells)]
    if len(llms) < 2:
        return "\n\n".join([*parts, "Rows of two LLMs or more are needed to compare them."])
    parts += [_correlations(cells, llms, aptitudes), _choice(rows, cells, llms, seed)]
    missing = [llm for llm in llms if llm not in aptitudes]
    if missing:
        parts.append(f"Without a passport, so with flat priors: {', '.join(missing)}.")
    return "\n\n".join(parts)


def _cell_table(cells: Sequence[Cell]) -> str:
    lines = ["| LLM | kind | expected | right |", "|---|---|---|---|"]
    lines += [f"| {c.llm} | {c.kind} | {c.expected:.2f} | {c.right} of {c.goals} |" for c in cells]
    return "\n".join(lines)


def _correlations(
    cells: Sequence[Cell], llms: Sequence[str], aptitudes: Mapping[str, Aptitude]
) -> str:
    expected, shares = [c.expected for c in cells], [c.share for c in cells]
    passed = [_overall(aptitudes.get(llm)) for llm in llms]
    reached = [_right(cells, llm) for llm in llms]
    lines = [
        "| rank correlation | values | Spearman | Kendall |",
        "|---|---|---|---|",
        _line("expected and right, by LLM and kind", expected, shares),
        _line("probes passed and goals right, by LLM", passed, reached),
    ]
    if len(llms) < ENOUGH:
        chance = math.factorial(len(llms))
        remark = (
            f"{len(llms)} LLMs are too few for a claim: by chance alone their ranks agree fully "
            f"once in {chance} times, and the kinds of one LLM are no independent values."
        )
        lines += ["", remark]
    return "\n".join(lines)


def _line(name: str, one: Sequence[float], other: Sequence[float]) -> str:
    figures = (f"{value:.2f}" for value in (spearman(one, other), kendall(one, other)))
    return f"| {name} | {len(one)} | {' | '.join(figures)} |"


def _overall(aptitude: Aptitude | None) -> float:
    passed, judged = aptitude.overall if aptitude else (0, 0)
    return passed / judged if judged else 0.5


def _right(cells: Sequence[Cell], llm: str) -> float:
    own = [cell for cell in cells if cell.llm == llm]
    return sum(cell.right for cell in own) / sum(cell.goals for cell in own)


def _choice(rows: Sequence[Row], cells: Sequence[Cell], llms: Sequence[str], seed: int) -> str:
    table = common(rows)
    if not table:
        return "No goal has a row of every LLM, so their choice is not simulated."
    kinds = {kind for _, kind in table} | {cell.kind for cell in cells}
    flat = {(llm, kind): expected_of(kind, None) for llm in llms for kind in kinds}
    own = {(cell.llm, cell.kind): cell.expected for cell in cells}
    title = (
        f"Choosing one of {len(llms)} LLMs for each of {len(table)} goals that all had "
        f"({SHUFFLES} orders, seed {seed}):"
    )
    lines = [
        title,
        "",
        "| priors | goals lost to the best LLM of each kind | choices of another LLM |",
        "|---|---|---|",
    ]
    for name, priors in (("flat", flat), ("passport", flat | own)):
        cost = regret(rows, priors, seed=seed)
        lines.append(f"| {name} | {cost.goals:.2f} | {100 * cost.worse:.0f} % |")
    return "\n".join(lines)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=Path, nargs="+", required=True, help="as goals.py --out")
    parser.add_argument("--home", type=Path, help="where the passports are; by default yours")
    parser.add_argument("--seed", type=int, default=SEED)
    asked = parser.parse_args()
    rows = rows_in(asked.rows)
    if not rows:
        sys.exit(f"There are no judged rows in {', '.join(map(str, asked.rows))}")
    print(report(rows, asyncio.run(aptitudes_in(asked.home)), seed=asked.seed))


if __name__ == "__main__":
    main()
