"""The ways of working that come with hocket; of two that suit a task alike, the first is taken."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hocket.agents.ways.ballot import ByBallot
from hocket.agents.ways.columns import ByColumns
from hocket.agents.ways.extract import ByExtraction
from hocket.agents.ways.grammar import ByGrammar
from hocket.agents.ways.parts import ByParts
from hocket.agents.ways.program import ByProgram
from hocket.agents.ways.query import ByQuery
from hocket.agents.ways.quote import ByQuote
from hocket.agents.ways.reading import ByReading
from hocket.agents.ways.recall import ByRecall
from hocket.agents.ways.repeated import ByProgramAgain, ByQueryAgain
from hocket.agents.ways.report import ByReport
from hocket.agents.ways.rows import ByRows
from hocket.agents.ways.scan import ByScan
from hocket.agents.ways.source import BySource
from hocket.agents.ways.steps import BySteps
from hocket.agents.ways.text import ByText
from hocket.agents.ways.tools import ByTools

if TYPE_CHECKING:
    from hocket.ports.agent import Way

WAYS: tuple[Way, ...] = (
    ByTools(),
    BySource(),
    ByReport(),
    ByColumns(),
    ByGrammar(),
    ByProgram(),
    ByParts(),
    ByRows(),
    ByQuery(),
    ByQueryAgain(),
    ByProgramAgain(),
    BySteps(),
    ByRecall(),
    ByQuote(),
    ByReading(),
    ByBallot(),
    ByExtraction(),
    ByScan(),
    ByText(),
)
