"""What an LLM has shown in its passport: how many of the probes of each skill it passed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pydantic import Field

from hocket.core.noun import Noun

if TYPE_CHECKING:
    from collections.abc import Iterable

MARK = "/"
"""Between a skill and what was told apart in it, as in ``json/constrained``."""


class Aptitude(Noun):
    """The counts of a passport, by skill and by ``skill/mark``: probes passed, and those judged.

    ``weights`` is the digest of the LLM that was tested; other weights have another passport.
    """

    weights: str
    skills: dict[str, tuple[int, int]] = Field(default_factory=dict)

    def of(self, skills: Iterable[str]) -> tuple[int, int]:
        """The counts of several skills together; a skill without a probe adds nothing.

        Examples:
            >>> Aptitude(weights="a", skills={"code": (1, 2), "sql": (2, 2)}).of(["code", "sql"])
            (3, 4)
        """
        counts = [self.skills.get(skill, (0, 0)) for skill in skills]
        return sum(passed for passed, _ in counts), sum(judged for _, judged in counts)

    @property
    def overall(self) -> tuple[int, int]:
        """The counts of all skills together.

        Examples:
            >>> Aptitude(weights="a", skills={"json": (1, 2), "json/as said": (0, 1)}).overall
            (1, 2)
        """
        return self.of(skill for skill in self.skills if MARK not in skill)
