"""What each sentence of a text claims about tables without times, and whether they bear it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from hocket.prose.grid import Grid, figures_of
from hocket.prose.judging import Judged, claims_without_source, unknown_names
from hocket.prose.mentions import numbers_in, times_in
from hocket.prose.splitting import said_in
from hocket.prose.unit import Unit, key_of, of_header

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from hocket.core.fact import Fact
    from hocket.prose.mentions import Number
    from hocket.prose.splitting import Said

FEW = 12
"""Numbers up to this may count what a sentence itself lists."""
FACTORS = {"": 1.0, "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12}
_MORE = r"higher|larger|bigger|greater|more|longer|taller|heavier|older|richer|wider|faster|deeper"
_LESS = r"lower|smaller|fewer|less|shorter|lighter|younger|poorer|narrower|slower|cheaper|shallower"
_THAN = rf"\b(?:(?P<more>{_MORE})|(?P<less>{_LESS}))\b[^.;]*?\bthan\b"
_MOST = (
    r"(?<!second )(?<!third )(?<!second-)(?<!third-)(?<!one of the )(?<!among the )\b(?:"
    r"(?P<max>highest|largest|biggest|greatest|most|maximum|longest|tallest|heaviest|oldest|top)|"
    r"(?P<min>lowest|smallest|fewest|least|minimum|shortest|lightest|youngest|cheapest))\b"
    r"(?! of (?:the|all)\b)(?! (?:likely|often|recent|common))"
)
_AVERAGE = r"\b(?:average|mean)\b"


def judged_by_grids(text: str, grids: Sequence[Grid], known: str) -> list[Judged]:
    """Every sentence of a text with its faults and the facts that bear it.

    Args:
        text: In Markdown.
        grids: Tables without times, which it may speak of.
        known: Texts whose names and numbers it may use, such as the goal.
    """
    return [_judged(said, grids, known) for said in said_in(text)]


def _judged(said: Said, grids: Sequence[Grid], known: str) -> Judged:
    words = " ".join([known, *(grid.words for grid in grids)])
    if said.is_heading:
        return Judged(said)
    faults = [*claims_without_source(said.text), *unknown_names(said.text, words)]
    figures = [fact for grid in grids for fact in figures_of(grid, said.text)]
    is_of_rows = any(grid.named_in(said.text) for grid in grids)
    facts: list[Fact] = []
    for number in numbers_in(said.text, _units(grids)):
        fitting = [fact for fact in figures if _fits(number, fact)]
        facts += fitting[:1]
        few = number.value <= FEW and number.step == 1 and not number.unit and not is_of_rows
        if not (fitting or few or _is_given(number.text, words)):
            faults.append(f"{number.text} is no figure of what the sentence speaks of")
    for mention in times_in(said.text):
        year = str(mention.time[0])
        if year not in words and not any(year in cell for g in grids for cell in g.cells):
            faults.append(f"{year} stands nowhere in the goal or the files")
    for grid in grids:
        faults += [*_comparisons(said.text, grid), *_superlatives(said.text, grid)]
    return Judged(said, tuple(dict.fromkeys(faults)), tuple(dict.fromkeys(facts)))


def _units(grids: Sequence[Grid]) -> tuple[Unit, ...]:
    headers = [grid.table.header[column] for grid in grids for column in grid.measures]
    return tuple({of_header(header)[1] for header in headers} - {Unit()})


def _fits(number: Number, fact: Fact) -> bool:
    """Whether a number is a figure, also where the figure is counted in thousands or millions."""
    if isinstance(fact.value, str) or not _is_of_kind(number.unit, fact):
        return False
    factor = FACTORS.get(number.factor, 1.0)
    return number.is_close(fact.value) or (factor > 1 and number.is_close(fact.value / factor))


def _is_of_kind(unit: str, fact: Fact) -> bool:
    """Whether a unit goes with a figure: percentages and multiples are no amounts."""
    kind = fact.name.partition(" ")[0]
    if key_of(unit) == "percent" and unit:
        return kind in {"percent", "correlation"} or key_of(fact.unit) == "percent"
    if re.fullmatch(r"times|-?fold", unit, re.IGNORECASE):
        return kind == "ratio"
    return kind not in {"percent", "ratio"}


def _is_given(text: str, words: str) -> bool:
    return bool(re.search(rf"(?<![\w.]){re.escape(text)}(?![\w]|\.\d)", words))


def _of_label(grid: Grid, label: str, column: int, *, averaged: bool) -> float | None:
    """The value of a row, or the average of several if that is what is spoken of."""
    values = grid.values(column, grid.labels[label])
    if len(values) == 1 or (averaged and values):
        return sum(values) / len(values)
    return None


def _column_of(grid: Grid, text: str) -> int | None:
    """The one column of numbers that a text can speak of."""
    columns = grid.columns_in(text) or grid.measures
    return columns[0] if len(columns) == 1 else None


def _comparisons(text: str, grid: Grid) -> list[str]:
    """Of two things that are compared, which has more."""
    match = re.search(_THAN, text, re.IGNORECASE)
    column = _column_of(grid, text)
    if match is None or column is None:
        return []
    left = [*grid.named_in(text[: match.end()])][-1:]
    right = [*grid.named_in(text[match.end() :])][:1]
    if not left or not right or left == right:
        return []
    averaged = bool(re.search(_AVERAGE, text, re.IGNORECASE))
    a, b = (_of_label(grid, label, column, averaged=averaged) for label in (*left, *right))
    if a is None or b is None:
        return []
    return [] if (a - b) * (1 if match["more"] else -1) > 0 else ["the comparison is wrong"]


def _superlatives(text: str, grid: Grid) -> list[str]:
    """The highest or lowest that is named must be so."""
    match = re.search(_MOST, text, re.IGNORECASE)
    column, labels = _column_of(grid, text), [*grid.named_in(text)]
    if match is None or column is None or len(labels) != 1:
        return []
    averaged = bool(re.search(_AVERAGE, text, re.IGNORECASE))
    own = _of_label(grid, labels[0], column, averaged=averaged)
    rivals = _rivals(grid, labels[0], column, averaged=averaged)
    if own is None or not rivals:
        return []
    best = max(rivals.values()) if match["max"] else min(rivals.values())
    return [] if own == best else [f"{labels[0]} has not the {match[0].lower()}"]


def _rivals(grid: Grid, label: str, column: int, *, averaged: bool) -> Mapping[str, float]:
    """The values of all things that stand in the same column as one."""
    place = next(c for c in range(len(grid.table.header)) if label in grid.table.column(c))
    texts = set(grid.table.column(place))
    values = {t: _of_label(grid, t, column, averaged=averaged) for t in texts if t in grid.labels}
    return {text: value for text, value in values.items() if value is not None}
