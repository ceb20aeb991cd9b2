"""What the built-in ways ask of a task to know whether they fit it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from hocket.documents.loading import PARQUET, is_loaded
from hocket.documents.profile.endings import ending_of, is_data

if TYPE_CHECKING:
    from hocket.core.task import Task
    from hocket.ports.agent import Prospect

IN_CELLS = r"(?i)table|bullet"
"""What a document is called whose content is that of tables."""

PYTHON = "run_python"
COMPUTE, QUERY = "compute", "query"
LOOK_UP = "look_up"
HANDLED_TOOLS = frozenset(
    {PYTHON, COMPUTE, QUERY, LOOK_UP, "read_file", "write_file", "list_files"}
)
"""The tools that a way uses itself, so that the LLM need not call them."""
TEXT_FILES = (".md", ".markdown", ".txt", ".rst", ".html")
CODE = ".py"
PAGE = ".html"
PROSE_FILES = (".txt", ".rst", PAGE)


def has_own_tools(prospect: Prospect) -> bool:
    """Whether the agent has tools that only its LLM can use."""
    return any(name not in HANDLED_TOOLS for name in prospect.tools)


def computes(prospect: Prospect) -> bool:
    """Whether the agent can run programs and the task is one to compute."""
    task = prospect.task
    wants_data = any(not n.endswith(TEXT_FILES) for n in task.objective.deliverables)
    # Without input files there is nothing to compute, so the analysis is a text.
    data = task.type == "analysis" and bool(prospect.files)
    return PYTHON in prospect.tools and (data or task.type == "coding" or wants_data)


def works_on_tables(prospect: Prospect, tool: str) -> bool:
    """Whether a tool on tables can do the task: it has tables, and one result at most to leave."""
    deliverables = prospect.task.objective.deliverables
    return (
        tool in prospect.tools
        and not has_own_tools(prospect)
        and len(deliverables) <= 1
        and not any(name.endswith(CODE) or _is_prose(name, prospect.task) for name in deliverables)
        and (
            not _texts(prospect.task)
            or re.search(IN_CELLS, prospect.task.objective.description) is not None
        )
        and any(_is_table(name, prospect) for name in prospect.files)
    )


def _is_prose(name: str, task: Task) -> bool:
    """Whether a file is a text that no table makes; a page that data is turned into is one."""
    is_converted = name.endswith(PAGE) and task.usual_kind == "convert"
    return name.endswith(PROSE_FILES) and not is_converted


def _texts(task: Task) -> list[str]:
    return [n for n in text_files(task) if not n.endswith(PAGE) or _is_prose(n, task)]


def _is_table(name: str, prospect: Prospect) -> bool:
    """Whether a file is a table; a text is one of its lines where the task computes on tables."""
    computes_on_it = prospect.task.usual_kind in ("table", "convert") and is_loaded(name)
    return is_data(name) or ending_of(name) == PARQUET or computes_on_it


def source_file(prospect: Prospect) -> str | None:
    """The one Python file that is asked for, if the agent can run programs."""
    deliverables = prospect.task.objective.deliverables
    if PYTHON in prospect.tools and len(deliverables) == 1 and deliverables[0].endswith(CODE):
        return deliverables[0]
    return None


def text_files(task: Task) -> list[str]:
    """The text files among the deliverables of a task."""
    return [name for name in task.objective.deliverables if name.endswith(TEXT_FILES)]
