"""Questions to a person: approval of a tool call, and questions of an agent."""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable, Mapping
from typing import TYPE_CHECKING, Any, ClassVar

from hocket.core import ids
from hocket.core.digest import digest
from hocket.core.question import Answer, Question
from hocket.errors import PermanentError, printable
from hocket.ports.tool import ASK_PERSON, RISKS, ToolResult

if TYPE_CHECKING:
    from hocket.core.run import RunState
    from hocket.ports.scope import EarlierCall
    from hocket.ports.tool import Effect, Tool, ToolPlace

Consult = Callable[[Question, Mapping[str, bytes]], Awaitable[Answer]]
"""Waits for a person's answer; takes the texts that the question names by digest."""

TITLE_CHARS = 120


class ConsentGate:
    """Asks a person before a tool call, if the goal's consent requires it.

    Args:
        attempt_id: The attempt that makes the calls.
        state: The run at the start of the attempt.
        consult: Asks a person and waits for the answer.
        read: Returns an edited text by its digest.
    """

    def __init__(
        self,
        attempt_id: str,
        state: RunState,
        consult: Consult,
        read: Callable[[str], Awaitable[bytes]],
    ) -> None:
        self._attempt_id = attempt_id
        self._consent = state.goal.consent if state.goal else None
        plan = state.answers.get(ids.PLAN_QUESTION)
        self._covered = plan is not None and plan.covers
        self._consult = consult
        self._read = read
        self._count = 0

    async def approve(self, tool: Tool, arguments: Mapping[str, Any]) -> Mapping[str, Any]:
        """The arguments for the call: those given, or as a person edited them.

        Raises:
            PermanentError: A person rejected the call; the message has the reason.
        """
        if self._consent is None or self._covered or self._consent.allows(RISKS[tool.effect]):
            return arguments
        return await self._ask(tool, arguments, f"Use {tool.name}?", tool.description)

    async def confirm(
        self, tool: Tool, arguments: Mapping[str, Any], earlier: EarlierCall
    ) -> Mapping[str, Any]:
        """As ``approve``, for a call that repeats an earlier one with other arguments in part.

        Raises:
            PermanentError: A person rejected the call; the message has the reason.
        """
        done = json.dumps(json.loads(earlier.request)["arguments"], ensure_ascii=False)
        detail = (
            f"{earlier.call_id} has already used {tool.name} for this task, with {done}. "
            "Approve to use it once more, or reject to leave it at that."
        )
        return await self._ask(tool, arguments, f"Use {tool.name} again?", detail)

    async def _ask(
        self, tool: Tool, arguments: Mapping[str, Any], title: str, detail: str
    ) -> Mapping[str, Any]:
        draft = json.dumps(dict(arguments), indent=2, ensure_ascii=False, default=str)
        content = draft.encode("utf-8", "surrogatepass")
        question = Question(
            question_id=ids.effect_question(self._attempt_id, self._count),
            kind="effect",
            title=title,
            detail=printable(detail),
            risk=RISKS[tool.effect],
            task_id=ids.task_of(self._attempt_id),
            attempt_id=self._attempt_id,
            draft=digest(content),
        )
        self._count += 1
        answer = await self._consult(question, {digest(content): content})
        if answer.decision == "reject":
            message = f"A person did not allow {tool.name}: {answer.words or 'no reason given'}"
            raise PermanentError(message, attempt_id=self._attempt_id, tool=tool.name)
        if answer.decision == "edit" and answer.draft is not None:
            edited: dict[str, Any] = json.loads(await self._read(answer.draft))
            return edited
        return arguments


class AskPerson:
    """Tool that asks a person a question and waits for the answer."""

    name: ClassVar[str] = ASK_PERSON
    description: ClassVar[str] = (
        "Ask the user one short question, only if the task cannot be done well without the answer."
    )
    effect: ClassVar[Effect] = "none"
    uses_files: ClassVar[bool] = False
    parameters: ClassVar[Mapping[str, Any]] = {
        "type": "object",
        "properties": {
            "question": {"type": "string"},
            "options": {"type": "array", "items": {"type": "string"}},
        },
        "required": ["question"],
    }

    def __init__(self, attempt_id: str, consult: Consult) -> None:
        self._attempt_id = attempt_id
        self._consult = consult

    async def use(self, arguments: Mapping[str, Any], place: ToolPlace) -> ToolResult:
        text, options = arguments.get("question"), arguments.get("options", [])
        if not isinstance(text, str) or not text.strip():
            return ToolResult("Say in `question` what you want to know", ok=False)
        if not isinstance(options, list) or not all(isinstance(o, str) for o in options):
            return ToolResult("`options` is a list of texts, or left out", ok=False)
        question = Question(
            question_id=ids.agent_question(self._attempt_id, ids.call_parts(place.key)[1]),
            kind="question",
            title=text.strip()[:TITLE_CHARS],
            detail=text.strip(),
            task_id=ids.task_of(self._attempt_id),
            attempt_id=self._attempt_id,
            options=tuple(options),
        )
        answer = await self._consult(question, {})
        if answer.decision == "reject":
            return ToolResult(f"The user does not answer. {answer.words}".strip(), ok=False)
        return ToolResult(answer.words)
