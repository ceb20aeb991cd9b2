"""What an answer of the LLM holds: a program, a text without what surrounds it, doubtful values."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from hocket.core.agreement import Agreement, Method

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hocket.ports.agent import Assignment
    from hocket.ports.llm import LlmAnswer

FENCE = r"(?s)```(?:python|py)?[ \t]*\n(.*?)(?:```|\Z)"
_BODY = "It rains."
"""Stands for what a block holds."""

_BLOCK = re.compile(
    r"\A([^`]*?)^```(?:markdown|md|text|txt|plaintext|rst|html)[ \t]*\n(.*)\n```[ \t]*(|\n[^`]*)\Z",
    re.DOTALL | re.MULTILINE,
)
ANY_FENCE = r"(?s)\A\s*```[a-z]*[ \t]*\n(.*?)\n?```\s*\Z"


def program_in(answer: LlmAnswer) -> str | None:
    """The program in an answer; None if it has none or was cut off."""
    if answer.finish == "length":
        return None
    blocks: Sequence[str] = re.findall(FENCE, answer.text)
    return max(blocks, key=len).strip() if blocks else None


def bare(text: str, assignment: Assignment) -> str:
    """The text of an answer without what an LLM says before and after it."""
    from hocket.agents.closing import without_closing  # noqa: PLC0415 - compiles large patterns
    from hocket.agents.lead_in import without_lead_in  # noqa: PLC0415 - as above

    objective = assignment.task.objective
    asked = (objective.description, objective.success_criteria)
    block = block_in(text)
    if block:
        before, body, after = block
        presents = not before or without_lead_in(f"{before}\n\n{_BODY}", *asked) == _BODY
        if presents and without_closing(f"{_BODY}\n{after}", *asked).strip() == _BODY:
            return body
    return without_closing(without_lead_in(text, *asked), *asked)


def block_in(text: str) -> tuple[str, str, str] | None:
    r"""The words before the one block of text in an answer, what it holds, and those after it.

    Examples:
        >>> block_in("Here it is:\n```markdown\n# Rain\n```\nBye")
        ('Here it is:', '# Rain', 'Bye')
        >>> block_in("Run it:\n```bash\nrain\n```")
    """
    match = _BLOCK.match(text)
    return (match[1].strip(), match[2], match[3].strip()) if match else None


def unfenced(text: str) -> str:
    """The text without a code fence around all of it."""
    match = re.match(ANY_FENCE, text)
    return match.group(1) if match else text


def doubted(way: str, wrong: str) -> Agreement:
    """The evidence of a result whose values are not what is asked for: nothing makes it right."""
    return Agreement(methods=(Method(way=way),), reason=wrong)
