"""Ways that are used again with other sampling, where the first results differ.

The host has their prompts in its cache, so they cost little. A slip of the LLM seldom happens again
(X. Wang et al., "Self-Consistency Improves Chain of Thought Reasoning", ICLR 2023).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from hocket.agents.ways.languages import PANDAS
from hocket.agents.ways.program import ByProgram
from hocket.agents.ways.query import ByQuery
from hocket.agents.ways.tables import TablesWay
from hocket.core.agreement import AGAIN

if TYPE_CHECKING:
    from hocket.ports.agent import Prospect


class ByProgramAgain(TablesWay):
    name = ByProgram.name + AGAIN
    language = PANDAS
    warmer = 1

    def fits(self, prospect: Prospect) -> bool:
        return super().fits(prospect) and ByProgram().fits(prospect)


class ByQueryAgain(ByQuery):
    name = ByQuery.name + AGAIN
    warmer = 1
