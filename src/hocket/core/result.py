"""What a run hands over."""

from __future__ import annotations

from pydantic import Field

from hocket.core.check import CheckResult
from hocket.core.mark import Digest, Wording
from hocket.core.noun import Noun
from hocket.core.review import Verdict


class Result(Noun):
    """The deliverable: digests of text and files, the verdict and the evidence."""

    text: Digest
    files: dict[str, Digest] = Field(default_factory=dict)
    verdict: Verdict
    results: tuple[CheckResult, ...] = ()
    unproven: tuple[str, ...] = ()
    missing: tuple[Wording, ...] = ()
