"""Sentences that state the figures of earlier tasks, each figure once."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from hocket.core.fact import Fact
from hocket.prose.draft import Sentence
from hocket.prose.phrases import percentage
from hocket.prose.times import worded

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hocket.prose.figures import Figure
    from hocket.prose.series import Series


def sentences_of(figures: Sequence[Figure], series: Sequence[Series]) -> list[Sentence]:
    """Every figure in a sentence, in the order of the files."""
    sentences = [_opening(series)] if series else []
    parts = {figure.source: i for i, figure in enumerate(figures, 1)}
    done: set[str] = set()
    for figure in figures:
        if figure.name in done:
            continue
        part = parts[figure.source]
        pair = _times_of(figure, figures)
        terms = _terms(figure, figures)
        if pair is not None and pair.name not in done:
            text = f"{_start(figure)} was {figure.shown}, in {pair.shown}."
            sentences.append(Sentence(text, (figure.fact(), pair.fact()), part=part))
            done |= {figure.name, pair.name}
        elif terms is not None:
            sentences += _difference(figure, terms, part)
            done.add(figure.name)
        elif not any(_times_of(other, figures) is figure for other in figures):
            text = f"{_start(figure)} was {figure.shown}."
            sentences.append(Sentence(text, (figure.fact(),), part=part))
            done.add(figure.name)
    return sentences


def _start(figure: Figure) -> str:
    meaning = re.sub(r"^(?!the |a |an |its |their )", "the ", figure.meaning)
    return meaning[:1].upper() + meaning[1:]


def _bare(figure: Figure) -> str:
    return re.sub(r"^(?:the|a|an)\s+", "", figure.meaning)


def _times_of(figure: Figure, figures: Sequence[Figure]) -> Figure | None:
    """The figure that says when another one was reached."""
    if figure.is_when:
        return None
    for other in figures:
        if other.is_when and _bare(figure) in other.meaning and other.source == figure.source:
            return other
    return None


def _terms(figure: Figure, figures: Sequence[Figure]) -> tuple[Figure, Figure] | None:
    """The figures whose difference a figure is, the one that is taken away last."""
    match = re.search(r"(\w+) minus (\w+)", figure.meaning)
    if match is None or isinstance(figure.value, str):
        return None
    named = {other.name: other for other in figures}
    one, other = named.get(match[1]), named.get(match[2])
    if one is None or other is None or isinstance(one.value, str) or isinstance(other.value, str):
        return None
    exact = abs(one.value - other.value - figure.value) <= 0.01 * max(1.0, abs(figure.value))
    return (one, other) if exact else None


def _difference(figure: Figure, terms: tuple[Figure, Figure], part: int) -> list[Sentence]:
    one, other = terms
    program = f"{one.name} minus {other.name}"
    own = figure.fact().model_copy(update={"program": program})
    facts = (own, one.fact(), other.fact())
    lower = float(figure.value) < 0
    if not figure.value:
        return [Sentence(f"{_start(one)} and {other.meaning} are the same.", facts, part=part)]
    way = "less" if lower else "more"
    text = f"{_start(one)} is {figure.size} {way} than {other.meaning}."
    return [Sentence(text, facts, part=part), *_in_percent(one, other, facts, part)]


def _in_percent(one: Figure, other: Figure, facts: tuple[Fact, ...], part: int) -> list[Sentence]:
    """A difference in percent of the figure that is compared with; not of percentages."""
    base, value = float(other.value), float(one.value)
    if base <= 0 or value <= 0 or other.unit.is_percent:
        return []
    share = 100 * (value - base) / base
    text = f"That is {percentage(share)} {'less' if share < 0 else 'more'}."
    program = f"100 * ({one.name} / {other.name} - 1)"
    fact = Fact(name="difference in percent", value=share, unit="percent", program=program)
    return [Sentence(text, (fact, *facts[1:]), weight=1, part=part)]


def _opening(series: Sequence[Series]) -> Sentence:
    one = series[0]
    ends = f"from {worded(one.first)} to {worded(one.last)}"
    text = f"The figures of this report come from {one.source}, whose rows reach {ends}."
    return Sentence(text, (), weight=1)
