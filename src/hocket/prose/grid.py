"""A table whose rows are things and not times: what its cells and their statistics are."""

from __future__ import annotations

import re
import statistics
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations
from typing import TYPE_CHECKING

from hocket.core.fact import Fact
from hocket.prose.columns import Table, numeric, table_of, times_in
from hocket.prose.naming import in_words_of
from hocket.prose.unit import of_header

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

MAX_LABELS = 5000
"""Different texts of a column that are looked for in a sentence."""
MAX_ROWS = 12
MIN_LABEL = 2
EVERY = "all rows"
MAX_CELLS = 300_000
"""Tables with more take long to compute for every sentence."""
_COMPARES = (
    r"\b(?:more|less|fewer|than|differ\w*|above|below|ahead|behind|gap|times|twice|half|share|"
    r"per ?cent|lead\w*|beyond|exceed\w*|larger|smaller|higher|lower|by|of (?:the|all))\b|%|fold"
)
"""The words by which a sentence compares."""
_WORDS = {
    "mean": r"\b(?:mean|average)",
    "sum": r"\b(?:sum|total|together|all|altogether)\b",
    "lowest value": r"\b(?:lowest|smallest|least|fewest|minimum|from|between)\b",
    "highest value": r"\b(?:highest|largest|most|greatest|biggest|maximum|to|and)\b",
    "number of values": r"\b(?:of the|all|number)\b",
    "standard deviation": r"deviat",
    "standard deviation of the whole": r"deviat",
}
"""The words by which a sentence speaks of a statistic."""
MANY = 4
"""Values that have quartiles and a deviation worth telling."""


@dataclass(frozen=True)
class Grid:
    """A table without times.

    Attributes:
        name: Name of the file.
        table: Its rows.
    """

    name: str
    table: Table

    @cached_property
    def measures(self) -> Sequence[int]:
        """The columns of numbers."""
        return numeric(self.table, set())

    @cached_property
    def numbers(self) -> dict[int, list[float | None]]:
        return {column: self.table.numbers(column) for column in self.measures}

    @cached_property
    def labels(self) -> dict[str, frozenset[int]]:
        """The texts of the other columns with the rows that they stand in."""
        rows: dict[str, set[int]] = {}
        for column in range(len(self.table.header)):
            if column in self.measures or len(set(self.table.column(column))) > MAX_LABELS:
                continue
            for row, text in enumerate(self.table.column(column)):
                if len(text) >= MIN_LABEL:
                    rows.setdefault(text, set()).add(row)
        return {text: frozenset(places) for text, places in rows.items()}

    @cached_property
    def cells(self) -> frozenset[str]:
        """The texts of all its cells."""
        return frozenset(cell for row in self.table.rows for cell in row)

    @cached_property
    def whole(self) -> dict[int, dict[str, float]]:
        """The statistics of each column of numbers."""
        return {column: dict(_statistics(self.values(column))) for column in self.measures}

    @cached_property
    def words(self) -> str:
        """All names that it holds."""
        return " ".join([*self.table.header, *self.labels])

    def named_in(self, text: str) -> dict[str, frozenset[int]]:
        """The labels that a text names, in the order of the text; the longest of several."""
        spans: list[tuple[int, int, str]] = []
        lower = text.lower()
        for label in sorted(self.labels, key=len, reverse=True):
            if label.lower() not in lower:
                continue
            form = rf"(?<!\w){re.escape(label)}(?:s|es)?(?!\w)"
            for match in re.finditer(form, text, re.IGNORECASE):
                if not any(start <= match.start() < end for start, end, _ in spans):
                    spans.append((*match.span(), label))
        return {label: self.labels[label] for _, _, label in sorted(spans)}

    def columns_in(self, text: str) -> list[int]:
        """The columns of numbers that a text names."""
        header = self.table.header
        return [c for c in self.measures if in_words_of(of_header(header[c])[0], text)]

    def values(self, column: int, rows: frozenset[int] | None = None) -> list[float]:
        numbers = self.numbers[column]
        chosen = range(len(numbers)) if rows is None else sorted(rows)
        return [value for row in chosen if (value := numbers[row]) is not None]

    def fact(self, name: str, value: float, column: int, label: str) -> Fact:
        """A fact on some rows of a column."""
        header, unit = of_header(self.table.header[column])
        rows = sorted(self.labels.get(label, ()))[:MAX_ROWS]
        where = f" where the row names {label}" if label != EVERY else ""
        return Fact(
            name=name,
            value=value,
            unit=unit.after("").strip(),
            of=label,
            source=self.name,
            program=f"{name} of {header}{where}",
            rows=tuple(self.table.places[row] for row in rows),
        )


def grids_in(files: Mapping[str, bytes]) -> list[Grid]:
    """The tables without times among some files.

    Raises:
        csv.Error: A table is damaged.
    """
    tables = [(name, table_of(name, content)) for name, content in files.items()]
    known = [(name, table) for name, table in tables if table is not None and table.rows]
    small = [pair for pair in known if len(pair[1].rows) * len(pair[1].header) <= MAX_CELLS]
    return [Grid(name, table) for name, table in small if not times_in(table)[1]]


def figures_of(grid: Grid, sentence: str) -> Iterator[Fact]:
    """The figures that a sentence may state: of the rows and columns that it names, or of all."""
    labels = grid.named_in(sentence)
    parts = dict(labels)
    if len(labels) > 1:
        shared = frozenset.intersection(*labels.values())
        parts |= {" and ".join(labels): shared} if shared else {}
    for column in grid.columns_in(sentence) or grid.measures:
        known = {label: dict(_statistics(grid.values(column, r))) for label, r in parts.items()}
        known[EVERY] = grid.whole[column]
        for label, own in known.items():
            meant = own if label != EVERY or not labels else _worded(own, sentence)
            yield from (grid.fact(name, value, column, label) for name, value in meant.items())
        if re.search(_COMPARES, sentence, re.IGNORECASE):
            yield from _compared(grid, column, known)
        if not labels:
            yield from (grid.fact("value", v, column, EVERY) for v in set(grid.values(column)))
    yield from _counts(grid, labels)
    yield from _correlations(grid, sentence)


def _worded(known: Mapping[str, float], sentence: str) -> dict[str, float]:
    """The statistics of all rows that a sentence about some of them speaks of."""
    return {
        name: value
        for name, value in known.items()
        if re.search(_WORDS.get(name, name), sentence, re.IGNORECASE)
    }


def _statistics(values: Sequence[float]) -> Iterator[tuple[str, float]]:
    if not values:
        return
    if len(values) == 1:
        yield "value", values[0]
        return
    low, high = min(values), max(values)
    yield from (("mean", statistics.fmean(values)), ("median", statistics.median(values)))
    yield from (("sum", sum(values)), ("lowest value", low), ("highest value", high))
    yield from (("number of values", float(len(values))), ("range", high - low))
    if len(values) >= MANY:
        yield "standard deviation", statistics.stdev(values)
        yield "standard deviation of the whole", statistics.pstdev(values)
        first, _, third = statistics.quantiles(values, n=4, method="inclusive")
        yield from (("first quartile", first), ("third quartile", third))


def _compared(grid: Grid, column: int, known: dict[str, dict[str, float]]) -> Iterator[Fact]:
    """Differences, ratios and percentages between the rows that are named, and shares of all."""
    for (one, own), (other, others) in combinations(known.items(), 2):
        for name in {*own, *others}:
            a = own.get(name, own.get("value"))
            b = others.get(name, others.get("value"))
            if a is None or b is None:
                continue
            of = f"{one} and {other}"
            yield grid.fact(f"difference of {name}", abs(a - b), column, of)
            for top, base in ((a, b), (b, a)):
                if base:
                    yield grid.fact(f"ratio of {name}", top / base, column, of)
                    yield grid.fact(f"percent of {name}", 100 * top / base, column, of)
                    yield grid.fact(f"percent more {name}", abs(100 * top / base - 100), column, of)


def _counts(grid: Grid, labels: dict[str, frozenset[int]]) -> Iterator[Fact]:
    """Numbers of rows, columns and different texts; the share of rows with a label."""

    def count(name: str, value: float) -> Fact:
        return Fact(name=name, value=value, source=grid.name, program=name)

    total = len(grid.table.rows)
    yield from (count("number of rows", total), count("number of columns", len(grid.table.header)))
    for column, header in enumerate(grid.table.header):
        texts = [text for text in grid.table.column(column) if text]
        yield count(f"number of different values of {header}", len(set(texts)))
        yield count(f"number of missing values of {header}", total - len(texts))
    for label, rows in labels.items():
        yield count(f"number of rows with {label}", len(rows))
        yield count(f"percent of rows with {label}", 100 * len(rows) / total)


def _correlations(grid: Grid, sentence: str) -> Iterator[Fact]:
    for one, other in combinations(grid.columns_in(sentence), 2):
        pairs = [
            (a, b)
            for a, b in zip(grid.numbers[one], grid.numbers[other], strict=True)
            if a is not None and b is not None
        ]
        left, right = [a for a, _ in pairs], [b for _, b in pairs]
        if len(set(left)) > 1 and len(set(right)) > 1:
            value = statistics.correlation(left, right)
            name = f"correlation with {grid.table.header[other]}"
            yield grid.fact(name, value, one, EVERY)
