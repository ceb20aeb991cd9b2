"""How often a way of working is right at a kind of task: what an auction starts from.

A share is a guess until it is measured on the development goals; ``cases`` says on how many. What a
run itself shows is added to it, so a way that fails here loses its lead.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from hocket.award.aptitudes import share_left, shown_for

if TYPE_CHECKING:
    from hocket.core.aptitude import Aptitude


class Prior(NamedTuple):
    """The share of right results, and the number of cases that it was measured on."""

    right: float
    cases: int = 0


PRIORS: dict[tuple[str, str], Prior] = {
    ("table", "columns"): Prior(0.7),
    ("table", "grammar"): Prior(0.75),
    ("table", "program"): Prior(0.6),
    ("table", "parts"): Prior(0.48),
    ("table", "rows"): Prior(0.4),
    ("table", "query"): Prior(0.5),
    ("table", "query again"): Prior(0.46),
    ("table", "program again"): Prior(0.44),
    ("table", "text"): Prior(0.1),
    ("convert", "columns"): Prior(0.7),
    ("convert", "program"): Prior(0.6),
    ("convert", "rows"): Prior(0.4),
    ("convert", "query"): Prior(0.5),
    ("convert", "query again"): Prior(0.46),
    ("convert", "program again"): Prior(0.44),
    ("convert", "text"): Prior(0.1),
    ("text", "quote"): Prior(0.6),
    ("text", "reading"): Prior(0.5),
    ("text", "text"): Prior(0.15),
    ("text", "program"): Prior(0.1),
    ("extraction", "extract"): Prior(0.6),
    ("extraction", "ballot"): Prior(0.65),
    ("extraction", "scan"): Prior(0.45),
    ("extraction", "text"): Prior(0.15),
    ("extraction", "program"): Prior(0.15),
    ("code", "source"): Prior(0.6),
    ("code", "program"): Prior(0.5),
    ("code", "text"): Prior(0.3),
    ("reasoning", "steps"): Prior(0.6),
    ("reasoning", "program"): Prior(0.4),
    ("reasoning", "text"): Prior(0.4),
    ("knowledge", "recall"): Prior(0.6),
    ("knowledge", "text"): Prior(0.4),
    ("report", "report"): Prior(0.6),
    ("report", "text"): Prior(0.4),
    ("report", "program"): Prior(0.1),
}
"""By (kind of task, way)."""

UNKNOWN = Prior(0.5)
"""Of a way of yours, or of a pack."""
UNSUITED = Prior(0.1)
"""Of a way in the table, at a kind of task for which the table does not list it."""
GENERAL = frozenset({"text", "tools", "program"})
"""Ways for any kind of task: where the table does not list them they count as unknown."""
WEIGHT = 4
"""A prior counts as much as this number of results in the run."""

_LISTED = frozenset(way for _, way in PRIORS) - GENERAL


def prior_of(kind: str, way: str, aptitude: Aptitude | None = None) -> Prior:
    """The prior of a way at a kind of task, for an LLM with this passport, if it has one."""
    prior = PRIORS.get((kind, way), UNSUITED if way in _LISTED else UNKNOWN)
    return prior._replace(right=prior.right * share_left(way, aptitude))


def suitability(
    kind: str, way: str, record: tuple[int, int] = (0, 0), aptitude: Aptitude | None = None
) -> float:
    """The expected share of right results, from the prior and the record in this run.

    It is the mean of a Beta distribution, as the performance of an agent is.

    Args:
        kind: Kind of the task.
        way: Name of the way.
        record: How often it succeeded at this kind of task in this run, and was tried.
        aptitude: What the passport of the LLM says; None if it has none.

    Examples:
        >>> suitability("table", "program"), round(suitability("table", "program", (0, 2)), 2)
        (0.6, 0.4)
    """
    wins, total = record
    return (prior_of(kind, way, aptitude).right * WEIGHT + wins) / (WEIGHT + total)


def reason_for(
    kind: str, way: str, record: tuple[int, int], aptitude: Aptitude | None = None
) -> str:
    """What the suitability rests on, for people to read.

    Examples:
        >>> reason_for("table", "program", (1, 2))
        'right in 60 of 100 tasks of kind table (a guess, not measured); 1 of 2 here'
    """
    prior = prior_of(kind, way)
    basis = f"measured on {prior.cases}" if prior.cases else "a guess, not measured"
    wins, total = record
    here = f"; {wins} of {total} here" if total else ""
    probes = shown_for(way, aptitude)
    less = 100 * prior_of(kind, way, aptitude).right
    passport = f"; {probes}, hence {less:.0f} of 100" if probes else ""
    return f"right in {100 * prior.right:.0f} of 100 tasks of kind {kind} ({basis}){passport}{here}"
