"""An opinion: the judgement of an LLM other than the author's on a piece of work."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hocket.core.excerpt import excerpt
from hocket.documents.encoding import shown_text
from hocket.errors import StructureError, TruncatedError
from hocket.ports.llm import ChatMessage, LlmRequest

if TYPE_CHECKING:
    from collections.abc import Mapping

    from hocket.core.agent import AgentCard
    from hocket.core.run import RunState, TaskState
    from hocket.ports.scope import Scope

SCHEMA = {
    "type": "object",
    "properties": {
        "problems": {"type": "array", "items": {"type": "string"}, "maxItems": 3},
        "does_the_task": {"type": "boolean"},
    },
    "required": ["problems", "does_the_task"],
    "additionalProperties": False,
}
EXCERPT_CHARS = 3000


async def opinion_of(
    task: TaskState, answer: str, files: Mapping[str, bytes], scope: Scope
) -> tuple[str, bool, str] | None:
    """(reviewer, whether the work does the task, feedback); None if there is no reviewer.

    An LLM that fails to answer in the required form has no opinion: None.
    """
    reviewer = reviewer_for(scope.state, task)
    if reviewer is None:
        return None
    llm = reviewer_llm(scope.state, reviewer)
    if not llm:
        return None
    request = LlmRequest(
        llm=llm,
        messages=(
            ChatMessage("system", reviewer.instructions or "You review the work of others."),
            ChatMessage("user", _prompt(task, answer, files)),
        ),
        json_schema=SCHEMA,
        max_tokens=300,
    )
    try:
        data = (await scope.llm.complete(request)).data
    except (StructureError, TruncatedError):
        return None
    return reviewer.name, bool(data["does_the_task"]), "; ".join(data["problems"])


def reviewer_for(state: RunState, task: TaskState) -> AgentCard | None:
    """The supervisor that reviews, never the author; None if there is no other."""
    author = task.award.agent if task.award else ""
    others = [c for c in state.agents if c.name != author and c.kind == "supervisor"]
    return min(others, key=lambda c: c.name, default=None)


def reviewer_llm(state: RunState, reviewer: AgentCard) -> str:
    """The LLM that a reviewer uses."""
    return state.llms.get("reviewer", state.llms.get(reviewer.role, ""))


def has_second_view(state: RunState, task: TaskState) -> bool:
    """Whether the reviewer's LLM differs from the author's; otherwise it judges its own text."""
    reviewer = reviewer_for(state, task)
    author = state.card_of(task.award.agent) if task.award else None
    if reviewer is None or author is None:
        return False
    return reviewer_llm(state, reviewer) != state.llm_of(author.role)


def _prompt(task: TaskState, answer: str, files: Mapping[str, bytes]) -> str:
    parts = [
        f"Task: {task.task.objective.description}",
        f"\nAnswer:\n{excerpt(answer, EXCERPT_CHARS)}",
    ]
    for name in task.outcome.files if task.outcome else ():
        text = excerpt(shown_text(files.get(name, b"")), EXCERPT_CHARS)
        parts.append(f"\nFile {name}:\n{text}")
    parts.append("\nDoes this do the task? List real problems only, none if there are none.")
    return "\n".join(parts)
