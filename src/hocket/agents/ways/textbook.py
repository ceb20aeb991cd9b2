"""The kinds of problems that textbooks have, and which of them a question is of."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hocket.agents.ways.problems import PROBLEMS

if TYPE_CHECKING:
    from hocket.agents.ways.problems import Problem

MOST = 2


def problems_for(question: str) -> list[Problem]:
    """The kinds that the words of a question indicate, at least two words each, the nearest last.

    Examples:
        >>> [one.answer for one in problems_for("Two ships leave at noon; when do they meet?")]
        ['09:30:00']
    """
    near = [(len({w.lower() for w in one.words.findall(question)}), one) for one in PROBLEMS]
    ranked = sorted((pair for pair in near if pair[0] >= MOST), key=lambda pair: pair[0])
    return [one for _, one in ranked[-MOST:]]
