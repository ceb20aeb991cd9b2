"""By report: code computes the facts and writes the sentences that state them.

A small LLM copies figures wrongly and says that something rose which fell; so it is given the task
only where the files hold nothing that code can tell.
"""

from __future__ import annotations

import json
import re
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from hocket.agents.ways.borne import EVIDENCE, data_of, goal_of, holds_data
from hocket.agents.ways.fitting import has_own_tools, text_files
from hocket.agents.ways.text import ByText
from hocket.core.agreement import Agreement, Method

if TYPE_CHECKING:
    from collections.abc import Mapping

    from hocket.core.agent import AgentCard
    from hocket.ports.agent import Assignment, Prospect, Workbench

_TELLS = (
    r"\b(?:report|article|essay|text|pages?|newsletter|magazine|newspaper|summary|overview|column"
    r"|briefing|write|describe|tell|how)\b"
)
_REPORTS = r"\b(?:reports?|articles?|essays?|newsletter|magazine|newspaper)\b"
MARKDOWN = (".md", ".markdown")
_RESHAPES = r"\btables?\b|\blists?\b|\bheadings?\b|\btranslat\w+|\bpoem\b|\bletter\b"


class ByReport:
    name = "report"

    def fits(self, prospect: Prospect) -> bool:
        """Whether one text is asked for about tables, or about figures of earlier tasks."""
        objective = prospect.task.objective
        if has_own_tools(prospect) or len(text_files(prospect.task)) != len(objective.deliverables):
            return False
        asked = {0: _REPORTS, 1: _TELLS}.get(len(objective.deliverables))
        words = objective.description
        if asked is None or not re.search(asked, words, re.IGNORECASE):
            return False
        reshapes = re.search(_RESHAPES, words, re.IGNORECASE)
        return not reshapes and any(holds_data(name) for name in prospect.files)

    async def work(self, assignment: Assignment, bench: Workbench, card: AgentCard) -> str:
        """The report as the file that is asked for, with its evidence beside it.

        Raises:
            TruncatedError: The LLM wrote it, and its answer was cut off twice.
        """
        files = await data_of(assignment, bench)
        # Rejected work would come out the same again.
        markdown = "" if assignment.feedback else self._written(assignment, bench, files)
        return markdown or await ByText().work(assignment, bench, card)

    def _written(self, assignment: Assignment, bench: Workbench, files: Mapping[str, bytes]) -> str:
        """The report that code can write; empty if the files hold nothing to tell."""
        # The patterns of a report are compiled in runs that write one.
        from hocket.prose.report import evidence_of  # noqa: PLC0415
        from hocket.prose.writing import report_from  # noqa: PLC0415

        task = assignment.task
        written = report_from(files, goal_of(assignment))
        if written is None:
            return ""
        name = next(iter(text_files(task)), "")
        stem = name.rpartition(".")[0] or "answer"
        if written.chart:
            bench.write(f"{stem}.svg", written.chart.encode())
        report = written.report
        shown = written.chart and report.illustrated and name.endswith(MARKDOWN)
        markdown = report.markdown(f"{PurePosixPath(stem).name}.svg" if shown else "")
        bench.attest(_agreement(len(report.sentences), written.doubt))
        if name:
            bench.write(name, markdown.encode())
        evidence = {"file": name, "sentences": evidence_of(report, bench.files)}
        content = json.dumps(evidence, indent=2, ensure_ascii=False)
        bench.write(f"{stem}{EVIDENCE}", f"{content}\n".encode())
        return markdown


def _agreement(sentences: int, doubt: str) -> Agreement:
    """The sentences were written from facts, and read again against the rows."""
    gave = f"{sentences} sentences"
    return Agreement(
        methods=(
            Method(way=ByReport.name, gave=f"{gave} written from facts"),
            Method(way="sentence check", gave=f"{gave} agree with the rows"),
        ),
        agrees=True,
        tolerance="as each figure is rounded",
        reason=doubt,
    )
