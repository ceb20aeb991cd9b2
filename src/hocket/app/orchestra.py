"""The orchestra as a model: a chat that a run answers.

The last message of the user is the goal; what was said before follows it in its text. It is no
input file: agents would look for the answer in it, and nowhere else. The run is in the journal as
any other. Its messages are the thoughts of this model, its result is the answer.
"""

from __future__ import annotations

import asyncio
from dataclasses import replace
from typing import TYPE_CHECKING

from hocket.adapters.system.ids import new_id
from hocket.core import ids
from hocket.core.event import GoalCancelled, GoalFailed, GoalReached
from hocket.core.goal import Deliverable, Goal
from hocket.core.plan import Plan
from hocket.core.stops import cut_at_stop
from hocket.core.task import Objective, Task
from hocket.engine.feed import DurableEvent
from hocket.errors import InvalidInputError, OrchestrationError
from hocket.plan.kinds import kind_of
from hocket.ports.llm import LlmAnswer, LlmInfo
from hocket.projections.messages import PERSON, Messages
from hocket.projections.verdict import verdict_in_words

if TYPE_CHECKING:
    from hocket.app.chat import Chat
    from hocket.app.hocket import Hocket
    from hocket.core.message import Message
    from hocket.engine.feed import Watch
    from hocket.ports.llm import ChatMessage, OnText
    from hocket.projections.finished import FinishedRun

NAME = "hocket"
"""The name of the model."""

CONTEXT = "The conversation before this, for what it refers to:"
"""What the earlier messages begin with, below the last one."""

REMARKS = "Remarks on the run:"
"""What the remarks begin with that a run has, such as which prompts were shortened."""

LINE_CHARS = 300
_OVER = GoalReached | GoalFailed | GoalCancelled
_SPEAKERS = {"system": "Instructions", "user": "User", "assistant": "Assistant", "tool": "Tool"}


def is_orchestra(name: str) -> bool:
    """Whether a name is that of this model, also with the tag that Ollama adds.

    Examples:
        >>> is_orchestra("hocket"), is_orchestra("hocket:latest"), is_orchestra("hocket:small")
        (True, True, False)
    """
    return name.removesuffix(":latest") == NAME


def orchestra_info() -> LlmInfo:
    """This model, as hosts list theirs; it has no window of its own."""
    return LlmInfo(NAME, NAME, loaded=True, details={"family": NAME})


async def perform(
    hocket: Hocket, chat: Chat, run_id: str, on_text: OnText, on_thought: OnText
) -> LlmAnswer:
    """Answer a chat by a run; a cancellation cancels the run.

    How the LLMs of the run sample and how long they answer is the affair of its agents. A stop text
    ends the result, not what an LLM says within the run.

    Args:
        hocket: Open.
        chat: The conversation.
        run_id: Id of the run.
        on_text: Called with the answer; the remarks on the run follow it, such as which prompts
            were shortened, and a line at its end has the verdict and the run.
        on_thought: Called with what happens in the run, line by line.

    Raises:
        InvalidInputError: The chat has tools or images, does not end with words of the user, or
            asks for a form that no goal may have.
        JournalFullError: The disk is full; no run was started.
    """
    goal = goal_of(chat)
    told: list[str] = []

    def tell(line: str) -> None:
        told.append(line)
        on_thought(line)

    with hocket.feed.watch(run_id) as watch:
        _, end = await hocket.submit(goal, plan=plan_of(goal, chat), run_id=run_id)
        fault: OrchestrationError | None = None
        async with asyncio.TaskGroup() as group:
            group.create_task(_tell(watch, run_id, tell))
            try:
                done = await hocket.finish(run_id, end)
            except OrchestrationError as error:
                fault = error  # raised outside the group, which would wrap it
            finally:
                watch.close()
    if fault is not None:
        raise fault
    answer = _answer(done, chat, tell)
    on_text(answer.text)
    return replace(answer, thoughts="".join(told))


def new_run() -> str:
    """An id for the run of a chat."""
    return new_id(ids.RUN)


def unseen(field: str) -> InvalidInputError:
    """The refusal of an image, which no run takes; ``field`` is what the program calls it."""
    message = f"{field}: {NAME} takes no images; describe them, or use another model"
    return InvalidInputError(message, param=field)


def goal_of(chat: Chat) -> Goal:
    """The goal of a chat.

    Raises:
        InvalidInputError: See ``perform``.
    """
    if chat.tools:
        message = f"tools: {NAME} uses those of its agents; leave them out, or use another model"
        raise InvalidInputError(message, param="tools")
    if any(message.images for message in chat.messages):
        raise unseen(chat.fields.get("images", "messages"))
    *before, last = chat.messages
    if last.role != "user" or not last.content.strip():
        message = f"messages: the last one is the goal of {NAME}; end with words of the user"
        raise InvalidInputError(message, param="messages")
    deliverable = Deliverable()
    if chat.json_schema is not None:
        deliverable = Deliverable(kind="json", json_schema=dict(chat.json_schema))
    said = [message for message in before if message.content.strip()]
    text = "\n\n".join((last.content, CONTEXT, *map(_told, said))) if said else last.content
    return Goal(text=text, deliverable=deliverable)


def plan_of(goal: Goal, chat: Chat) -> Plan | None:
    """The plan of a goal within a conversation: one task; None to have a first message planned.

    Such a question is none of general knowledge, as what was said before may answer it, and its
    parts cannot be told apart from what it refers to.
    """
    *before, last = chat.messages
    if all(message.role == "system" for message in before):
        return None
    kind = kind_of(last.content)
    objective = Objective(description=goal.text)
    task = Task(task_id="t1", objective=objective, kind="other" if kind == "knowledge" else kind)
    return Plan(tasks=(task,), complexity="simple", why="it continues a conversation")


def _told(message: ChatMessage) -> str:
    return f"{_SPEAKERS[message.role]}: {message.content.strip()}"


async def _tell(watch: Watch, run_id: str, tell: OnText) -> None:
    """Tell the messages of a run until it is over, or nobody watches it any more."""
    messages = Messages(run_id)
    tell(f"Run {run_id}\n")
    async for signal in watch:
        if not isinstance(signal, DurableEvent):
            continue
        for message in messages.of(signal):
            if message.sender != PERSON:
                tell(_line(message))
        if isinstance(signal.event, _OVER):
            return


def _line(message: Message) -> str:
    text = " ".join(str(message.content.payload.get("text", "")).split())
    text = text if len(text) <= LINE_CHARS else f"{text[: LINE_CHARS - 1]}…"
    return f"{message.sender.agent_id}: {text}\n"


def _answer(done: FinishedRun, chat: Chat, tell: OnText) -> LlmAnswer:
    verdict = f"{verdict_in_words(done.state)} ({done.run_id})"
    text, mark = cut_at_stop(done.text, chat.stop)
    remarks = [f"- {remark}" for remark in done.state.remarks]
    if chat.json_schema is not None and text:
        # Words behind it would make it no JSON.
        tell("".join(f"{line}\n" for line in (*remarks, verdict)))
    else:
        names = ", ".join(done.files)
        files = f"Files of the run: {names}\n\n" if names else ""
        noted = f"{REMARKS}\n{chr(10).join(remarks)}\n\n" if remarks else ""
        text = f"{text}\n\n{files}{noted}*{verdict}*".lstrip()
    spent = done.state.spent
    return LlmAnswer(
        text,
        llm=NAME,
        prompt_tokens=spent.prompt_tokens,
        cached_tokens=spent.cached_tokens,
        completion_tokens=spent.completion_tokens,
        usd=spent.usd,
        stopped_by=mark,
    )
