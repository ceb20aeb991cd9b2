"""From files to a report: on the figures that were asked for, else on the facts of tables."""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from hocket.prose.chart import chart_of
from hocket.prose.columns import table_of
from hocket.prose.figures import TAKEN, Figure, figures_in
from hocket.prose.grid import grids_in
from hocket.prose.grid_judging import judged_by_grids
from hocket.prose.judging import Judged, judged
from hocket.prose.naming import in_words_of, tokens
from hocket.prose.reading import series_in, with_shares
from hocket.prose.report import Report, answers_of, report_on, report_with
from hocket.prose.rereading import difference_of
from hocket.prose.told import sentences_of
from hocket.prose.unit import of_header
from hocket.prose.unread import unread_in
from hocket.prose.wanted import wanted_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from hocket.prose.draft import Sentence
    from hocket.prose.series import Series
    from hocket.prose.wanted import Wanted

_BEYOND = r"\b(?:why|explain\w*|reasons?|causes?|recommend\w*|forecast\w*|predict\w*|correlat\w*)\b"
"""What no sentence of such a report answers."""

_FOREIGN = (
    r"\b(?:in|into) (?:simple |plain |easy )?(?:German|French|Spanish|Italian|Dutch|Portuguese"
    r"|Polish|Czech|Danish|Swedish|Norwegian|Finnish|Greek|Turkish|Russian|Ukrainian|Arabic|Chinese"
    r"|Japanese|Hungarian|Romanian|Latin|Welsh|Irish)(?=[,.:;()]|\s+(?:please|for|how|on|about|with|and)\b|$)"
)
"""Languages that no rule writes; 'in German towns' is none."""
SHORT = 0.75
"""Share of the words that are wanted, below which a report is too short."""

_REFERS = re.compile(r"(?:It|Its|They|Their|Them|This|These)\b")
"""How a sentence begins that speaks of what the one before it named."""


@dataclass(frozen=True)
class Written:
    """A report whose sentences were checked.

    Attributes:
        report: Without the sentences that had faults.
        dropped: Those sentences.
        chart: Its series as SVG; empty without any.
        doubt: Why it does not answer all of the goal for sure; empty if it does.
    """

    report: Report
    dropped: tuple[str, ...] = ()
    doubt: str = ""
    chart: str = ""


def series_of(files: Mapping[str, bytes], goal: str) -> list[Series]:
    """The series of all tables among some files that a goal is about."""
    series = [one for name, content in files.items() for one in series_in(name, content, goal)]
    return with_shares(series) if wanted_of(goal).shares else series


def figures_of(files: Mapping[str, bytes], goal: str, series: Sequence[Series]) -> list[Figure]:
    """The figures that earlier tasks left in JSON objects."""
    return [
        figure
        for name, content in files.items()
        if name.lower().endswith(".json")
        for figure in figures_in(name, content, goal, series)
    ]


def report_from(files: Mapping[str, bytes], goal: str) -> Written | None:
    """The report that a goal asks for; None if the files hold nothing that code can tell.

    Args:
        files: Contents by name; figures of earlier tasks are JSON objects.
        goal: Text of the goal, with what the task says.
    """
    if re.search(_FOREIGN, goal):
        return None  # the sentences are English
    wanted = wanted_of(goal)
    series = series_of(files, goal)
    figures = figures_of(files, goal, series)
    if figures:
        report = report_with(sentences_of(figures, series), series, wanted)
    elif series:
        report = report_on(series, wanted)
    else:
        return None
    results = judged(report.markdown(), series, figures, f"{goal} {' '.join(files)}")
    bad = [r.said.text for r in results if r.faults and not r.said.is_heading]
    kept = tuple(without(paragraph, bad) for paragraph in report.paragraphs)
    report = replace(report, paragraphs=tuple(paragraph for paragraph in kept if paragraph))
    chart = chart_of(series, report.title) if series else ""
    doubt = f"its check left out: {bad[0]}" if bad else _doubt(report, series, goal)
    doubt = doubt or _differing(series, files) or _not_read(series, files, goal, figures)
    return Written(report, tuple(bad), doubt, chart)


def without(paragraph: Sequence[Sentence], bad: Sequence[str]) -> tuple[Sentence, ...]:
    """The sentences of a paragraph without bad ones, and without those that refer to one."""
    kept: list[Sentence] = []
    is_clear = True
    for sentence in paragraph:
        is_bad = any(text in sentence.text for text in bad)
        refers = _REFERS.match(sentence.text) is not None
        is_clear = not is_bad if not refers else is_clear
        if is_clear and not is_bad:
            kept.append(sentence)
    return tuple(kept)


def judged_by_files(text: str, files: Mapping[str, bytes], goal: str) -> list[Judged]:
    """Every sentence of a text with its faults and the facts that bear it; none without tables."""
    series = series_of(files, goal)
    known = f"{goal} {' '.join(files)}"
    if series:
        return judged(text, series, figures_of(files, goal, series), known)
    try:
        grids = grids_in(files)
    except (csv.Error, ValueError):
        return []
    return judged_by_grids(text, grids, known) if grids else []


def _differing(series: Sequence[Series], files: Mapping[str, bytes]) -> str:
    """What a second reading of the files says of the series; empty if it gives them too."""
    read = (difference_of(one, files[one.source]) for one in series if not one.is_share)
    return next((difference for difference in read if difference), "")


def _not_read(
    series: Sequence[Series], files: Mapping[str, bytes], goal: str, figures: Sequence[Figure]
) -> str:
    """That the goal says something which no rule reads; empty if each word of it is read."""
    if figures:
        return ""  # most of the goal is about what those are
    tables = (table_of(name, files[name]) for name in {one.source for one in series})
    headers = [header for table in tables if table for header in table.header]
    unread = unread_in(goal, wanted_of(goal), series, headers)
    return f"the goal says {unread!r}, which no rule for reports reads" if unread else ""


def _is_open(report: Report, series: Sequence[Series], wanted: Wanted) -> bool:
    """Whether a question of the goal has no answer, or there was no room for it."""
    answers = [answer.text for answer in answers_of(series, wanted)]
    told = {sentence.text for sentence in report.sentences}
    return len(answers) < len(wanted.questions) * len(series) or not told >= {*answers}


def _words_of(report: Report) -> int:
    return len(report.markdown().split())


def _names_nothing(series: Sequence[Series], goal: str) -> bool:
    """Whether several columns are told because the goal names none of them."""
    headers = {of_header(one.column)[0] for one in series}
    return len(headers) > 1 and not any(in_words_of(header, goal) for header in headers)


def _doubt(report: Report, series: Sequence[Series], goal: str) -> str:
    """The first reason why the report may not answer the goal; empty if there is none."""
    if not series:
        return "no table shows how its figures were computed"
    wanted = wanted_of(goal)
    start = min(one.first[0] for one in series)
    end = max(one.last[0] for one in series)
    meant = next((one.doubt for one in series if one.doubt), "")
    if meant:
        return meant
    facts = [fact for sentence in report.sentences for fact in sentence.facts]
    plain = [one for one in series if not (one.mean_of or one.sum_of or one.figure)]
    doubts = {
        "the goal asks for more sentences than the figures give": len(report.sentences)
        < wanted.sentences,
        "the report has no answer to all that the goal asks": _is_open(report, series, wanted),
        "the goal asks for more words than the figures give": _words_of(report)
        < SHORT * wanted.about_words,
        "the goal asks for more than figures can tell": re.search(_BEYOND, goal, re.IGNORECASE),
        "the goal speaks of shares, which were not computed": wanted.shares
        and not any(one.unit.is_percent or "share" in tokens(one.column) for one in series),
        "the goal names none of the columns": _names_nothing(plain, goal),
        "a figure could not be computed again from the rows": any(
            fact.program.startswith(TAKEN) for fact in facts
        ),
        "the table has several rows for one time, of which the mean was taken": any(
            len(rows) > 1 for one in plain for rows in one.rows.values()
        ),
        f"the averages of some years are of fewer {wanted.averaged}": wanted.averaged
        and any(len({len(rows) for rows in one.rows.values()}) > 1 for one in series),
        "the table does not cover the period that the goal names": (
            wanted.start or start,
            wanted.end or end,
        )
        != (start, end),
    }
    return next((doubt for doubt, holds in doubts.items() if holds), "")
