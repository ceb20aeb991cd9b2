"""The tables of a suite: how many are right, what is called right and is, and what it takes."""

from __future__ import annotations

import statistics
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from carried import Row

ALL = "all"
WIDTH, HEIGHT, LEFT, ROW = 640, 40, 260, 30
"""Pixels of the plot: its width, its margins above and below, its labels, and each of its bars."""


@dataclass(frozen=True, slots=True)
class Totals:
    """The sums over some rows."""

    count: int
    right: int
    called: int
    right_of_called: int
    median_s: float
    tokens: int

    @property
    def cells(self) -> tuple[str, ...]:
        per_right = f"{self.tokens / self.right:,.0f}" if self.right else "none is right"
        return (
            str(self.count),
            _share(self.right, self.count),
            _share(self.called, self.count),
            _share(self.right_of_called, self.called),
            f"{self.median_s:.0f}",
            per_right,
        )


HEADS = ("goals", "right", "called right", "right among called", "median s", "tokens per right")


def totals(rows: Sequence[Row]) -> Totals:
    """The sums; a case that its judge could not judge is not right."""
    called = [row for row in rows if row.called]
    return Totals(
        count=len(rows),
        right=sum(row.right is True for row in rows),
        called=len(called),
        right_of_called=sum(row.right is True for row in called),
        median_s=statistics.median([row.seconds for row in rows]) if rows else 0,
        tokens=sum(row.tokens for row in rows),
    )


def by_kind(rows: Sequence[Row]) -> str:
    """A table with a row for each kind, and one for all."""
    kinds = list(dict.fromkeys(row.kind for row in rows))
    lines = [(kind, *totals([r for r in rows if r.kind == kind]).cells) for kind in kinds]
    return table(("kind", *HEADS), [*lines, (ALL, *totals(rows).cells)])


def by_label(runs: Mapping[str, Sequence[Row]]) -> str:
    """A table with a row for each way in which the suite was run, on the cases that all have."""
    common = set.intersection(*({row.name for row in rows} for rows in runs.values()))
    lines = [
        (label, *totals([row for row in rows if row.name in common]).cells)
        for label, rows in runs.items()
    ]
    return table(("run", *HEADS), lines)


def calibration(rows: Sequence[Row]) -> list[tuple[str, int, int]]:
    """How many are right of how many, by verdict and by the ways that agreed."""
    groups: dict[str, list[bool]] = defaultdict(list)
    for row in rows:
        groups[row.verdict].append(row.right is True)
        if row.pair:
            groups[f"{row.verdict}: {row.pair}"].append(row.right is True)
    return [(name, sum(of), len(of)) for name, of in sorted(groups.items())]


def calibration_table(rows: Sequence[Row]) -> str:
    """The calibration as a table."""
    lines = [(name, _share(right, count)) for name, right, count in calibration(rows)]
    return table(("verdict, and the ways that agreed", "right"), lines)


def by_way(rows: Sequence[Row]) -> str:
    """How often each way, and each pair that agreed, is right, by kind of task: what is believed.

    The priors of ways and the trust in pairs are taken from it.
    """
    groups: dict[tuple[str, str], list[bool]] = defaultdict(list)
    for row in rows:
        for name in filter(None, (row.way, row.pair if row.pair != row.way else "")):
            groups[row.task, name].append(row.right is True)
    lines = [(*key, _share(sum(of), len(of))) for key, of in sorted(groups.items()) if key[0]]
    return table(("kind of task", "way, or ways that agreed", "right"), lines)


def table(heads: Sequence[str], lines: Iterable[Sequence[str]]) -> str:
    """A Markdown table with aligned columns."""
    rows = [list(heads), *map(list, lines)]
    widths = [max(len(row[column]) for row in rows) for column in range(len(heads))]
    rows.insert(1, ["-" * width for width in widths])
    padded = [[cell.ljust(width) for cell, width in zip(row, widths, strict=True)] for row in rows]
    return "\n".join(f"| {' | '.join(row)} |" for row in padded)


def calibration_svg(rows: Sequence[Row]) -> str:
    """The calibration as a bar for each group: its share right, and how many it stands for."""
    groups = calibration(rows)
    room = WIDTH - LEFT - 60
    parts = []
    for number, (name, right, count) in enumerate(groups):
        y, share = HEIGHT + number * ROW, right / count
        parts.append(
            f'<text x="{LEFT - 10}" y="{y + 15}" text-anchor="end">{_escaped(name)}</text>'
            f'<rect x="{LEFT}" y="{y}" width="{room}" height="20" fill="#8883"/>'
            f'<rect x="{LEFT}" y="{y}" width="{room * share:.0f}" height="20" fill="#3a7d44"/>'
            f'<text x="{LEFT + room + 8}" y="{y + 15}">{right}/{count}</text>'
        )
    height = HEIGHT * 2 + len(groups) * ROW
    title = "Share right, by verdict and by the ways that agreed"
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" '
        f'font-family="sans-serif" font-size="13" fill="#777" role="img" aria-label="{title}">'
        f'<text x="10" y="22" font-size="15">{title}</text>{"".join(parts)}</svg>\n'
    )


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;")


def _share(part: int, whole: int) -> str:
    return f"{part} of {whole} ({100 * part / whole:.0f} %)" if whole else "0"
