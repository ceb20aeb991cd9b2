"""From files to a report: on the figures that were asked for, else on the facts of tables."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hocket.prose.figures import figures_in
from hocket.prose.reading import series_in, with_shares
from hocket.prose.report import Report, report_on, report_with
from hocket.prose.told import sentences_of
from hocket.prose.wanted import wanted_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from hocket.prose.series import Series


def series_of(files: Mapping[str, bytes], goal: str) -> list[Series]:
    """The series of all tables among some files that a goal is about."""
    series = [one for name, content in files.items() for one in series_in(name, content, goal)]
    return with_shares(series) if wanted_of(goal).shares else series


def report_from(files: Mapping[str, bytes], goal: str) -> Report | None:
    """The report that a goal asks for; None if the files hold nothing that code can tell.

    Args:
        files: Contents by name; figures of earlier tasks are JSON objects.
        goal: Text of the goal, with what the task says.
    """
    wanted = wanted_of(goal)
    series = series_of(files, goal)
    figures = [
        figure
        for name, content in files.items()
        if name.lower().endswith(".json")
        for figure in figures_in(name, content, goal, series)
    ]
    if figures:
        return report_with(sentences_of(figures, series), series, wanted)
    return report_on(series, wanted) if series else None
