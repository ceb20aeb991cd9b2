"""A review: the results of the checks, and the verdict."""

from __future__ import annotations

from typing import Literal

from hocket.core.agreement import Agreement
from hocket.core.check import CheckResult
from hocket.core.mark import Wording
from hocket.core.noun import Noun

Verdict = Literal["accepted", "corroborated", "unproven", "rejected"]
"""``corroborated``: no check proves the work, but independent methods agree on it."""


class Review(Noun):
    """A verdict with its evidence. ``reviewer``: ``checks``, or an agent that is not the author."""

    verdict: Verdict
    reviewer: str
    results: tuple[CheckResult, ...] = ()
    feedback: Wording = ""
    agreement: Agreement | None = None
