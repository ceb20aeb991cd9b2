"""The content of the text file that an answer becomes: without what the LLM says around it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from hocket.agents.ways.answer import block_in, unfenced
from hocket.agents.ways.fitting import PAGE

if TYPE_CHECKING:
    from hocket.ports.agent import Assignment

_AROUND_CHARS = 300
"""Of the words before and after a block that holds the file; more have something to say."""

_PAGE = re.compile(
    r"\A(?P<before>[^<]*)(?P<body><(?:!doctype|html)\b.*</html>)[^<]*\Z", re.DOTALL | re.IGNORECASE
)


def content_of(file: str, text: str, assignment: Assignment) -> str:
    """The content of a file, from the answer of an LLM.

    Args:
        file: Its name.
        text: The answer.
        assignment: What was asked for; what a check of the file may look for stays.
    """
    from hocket.agents.closing import without_closing  # noqa: PLC0415 - compiles large patterns
    from hocket.agents.lead_in import without_lead_in  # noqa: PLC0415 - as above

    text = _in_block(unfenced(text))
    page = _PAGE.match(text) if file.endswith(PAGE) else None
    if page:
        return page["body"]
    objective = assignment.task.objective
    asked = (objective.description, objective.success_criteria)
    # Code in a file says nothing about the words before it.
    head, fence, rest = text.partition("```")
    return without_closing(
        without_lead_in(head, *asked, file=file) + fence + rest, *asked, file=file
    )


def _in_block(text: str) -> str:
    """What a block holds that is the file, if there are only a few words around it."""
    block = block_in(text)
    return block[1] if block and len(block[0] + block[2]) <= _AROUND_CHARS else text
