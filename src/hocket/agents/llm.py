"""An agent whose work is done by an LLM: it writes, or computes by code, or uses tools.

Four manners, chosen from the task and the tools at hand:

- *text*: one answer, which becomes the file where one text file is asked for.
- *code*: the answer is a Python program; it is run, and what it prints is shown until it does its
  work. Small LLMs write a program in a fenced block far more surely than inside JSON.
- *source*: where a Python file is asked for, the answer is that file.
- *tools*: the LLM chooses a tool and its arguments until it answers.

What counts is what the tools did, never what the answer says was done.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, TypedDict

from hocket.agents.prompts import (
    CODE_RULES,
    SOURCE_RULES,
    TABLES,
    TEXT_RULES,
    WORKED_EXAMPLE,
    brief,
    correcting,
    mending,
)
from hocket.errors import PermanentError, TruncatedError
from hocket.ports.llm import ChatMessage, ToolSpec

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hocket.core.agent import AgentCard
    from hocket.ports.agent import Assignment, Workbench
    from hocket.ports.llm import LlmAnswer

MAX_STEPS = 8
MAX_PROGRAMS = 5
CODE_TOKENS = 900
TEXT_TOKENS = 1400
PYTHON = "run_python"
FILE_TOOLS = {"read_file", "write_file", "list_files"}
TEXT_FILES = (".md", ".markdown", ".txt", ".rst", ".html")
FENCE = re.compile(r"```(?:python|py)?[ \t]*\n(.*?)(?:```|\Z)", re.DOTALL)
ANY_FENCE = re.compile(r"\A\s*```[a-z]*[ \t]*\n(.*?)\n?```\s*\Z", re.DOTALL)


class LlmAgent:
    """Works on tasks with the LLM of its card's role."""

    def __init__(self, card: AgentCard) -> None:
        self.card = card

    def with_card(self, card: AgentCard) -> LlmAgent:
        """Another one, which works by that card."""
        return LlmAgent(card)

    async def work(self, assignment: Assignment, bench: Workbench) -> str:
        """The answer; files are left on the bench.

        Raises:
            PermanentError: No program did its work within its tries.
            TruncatedError: The answer was cut off, twice.
            LoopError: The same was done again without anything new.
        """
        own = [n for n in bench.tools if n != PYTHON and n not in FILE_TOOLS]
        if own:
            return await self._with_tools(assignment, bench)
        deliverables = assignment.task.objective.deliverables
        if PYTHON in bench.tools and len(deliverables) == 1 and deliverables[0].endswith(".py"):
            return await self._by_source(assignment, bench, deliverables[0])
        wants_data = any(not n.endswith(TEXT_FILES) for n in deliverables)
        # Without a file there is nothing to compute from: then analysis is done in words.
        data = assignment.task.type == "analysis" and bool(assignment.files)
        computes = data or assignment.task.type == "coding" or wants_data
        if PYTHON in bench.tools and computes:
            return await self._by_code(assignment, bench)
        return await self._by_text(assignment, bench)

    async def _by_text(self, assignment: Assignment, bench: Workbench) -> str:
        opening = await self._opening(assignment, bench, TEXT_RULES, for_text=True)
        messages = [*opening, *correcting(assignment)]
        answer = await bench.ask(messages, max_tokens=TEXT_TOKENS, **_sampling(assignment, 0))
        if answer.finish == "length":
            # Not shown again: text that ran on only leads it to run on once more.
            messages.append(ChatMessage("user", "Be brief: at most 150 words."))
            answer = await bench.ask(messages, max_tokens=TEXT_TOKENS, **_sampling(assignment, 1))
        if answer.finish == "length":
            message = f"The answer was cut off at {TEXT_TOKENS} tokens, twice"
            raise TruncatedError(message, attempt_id=assignment.attempt_id)
        text = _unfenced(answer.text)
        files = [n for n in assignment.task.objective.deliverables if n.endswith(TEXT_FILES)]
        if len(files) == 1:
            bench.write(files[0], (text.rstrip() + "\n").encode())
        return text

    async def _by_code(self, assignment: Assignment, bench: Workbench) -> str:
        """Write a program, run it, mend it; the answer is what it printed, and the program."""
        opening = await self._opening(assignment, bench, CODE_RULES)
        messages = [*opening, *correcting(assignment)]
        wanted = assignment.task.objective.deliverables
        fault = ""
        tried: set[str] = set()
        for step in range(MAX_PROGRAMS):
            answer = await bench.ask(
                messages, max_tokens=CODE_TOKENS, **_sampling(assignment, step)
            )
            code = _program(answer)
            if code in tried:
                # It copies what it was shown; without that in sight it thinks anew.
                messages = [*opening]
                continue
            if code is None:
                fault = "the answer held no whole Python program in a ```python block"
                output = ""
            else:
                tried.add(code)
                result = await bench.use(PYTHON, {"code": code})
                output = result.text
                missing = [n for n in wanted if n not in bench.files]
                if result.ok and not missing:
                    return f"{output}\n\n```python\n{code}\n```"
                fault = f"it did not leave {', '.join(missing)}" if result.ok else "it failed"
            # Only the newest program is shown again: old ones fill the window and mislead.
            shown = f"```python\n{code}\n```" if code else answer.text
            messages = [*opening, *mending(shown, fault, output)]
        message = f"No program did the work in {MAX_PROGRAMS} tries: {fault}"
        raise PermanentError(message, attempt_id=assignment.attempt_id)

    async def _by_source(self, assignment: Assignment, bench: Workbench, name: str) -> str:
        """Write a Python file and see that it can be imported; its checks do the rest."""
        opening = await self._opening(assignment, bench, SOURCE_RULES)
        messages = [*opening, *correcting(assignment)]
        trial = f"import runpy\nrunpy.run_path({name!r}, run_name='trial')"
        fault = ""
        for step in range(MAX_PROGRAMS):
            answer = await bench.ask(
                messages, max_tokens=CODE_TOKENS, **_sampling(assignment, step)
            )
            code = _program(answer)
            if code is None:
                fault, output = "the answer held no whole ```python block", ""
            else:
                bench.write(name, f"{code}\n".encode())
                result = await bench.use(PYTHON, {"code": trial})
                if result.ok:
                    return f"```python\n{code}\n```"
                fault, output = "it cannot be imported", result.text
            shown = f"```python\n{code}\n```" if code else answer.text
            messages = [*opening, *mending(shown, fault, output)]
        message = f"No file that can be imported was written in {MAX_PROGRAMS} tries: {fault}"
        raise PermanentError(message, attempt_id=assignment.attempt_id)

    async def _with_tools(self, assignment: Assignment, bench: Workbench) -> str:
        messages = await self._opening(assignment, bench)
        specs = [ToolSpec(t.name, t.description, t.parameters) for t in bench.tools.values()]
        for step in range(MAX_STEPS):
            answer = await bench.ask(
                messages, tools=specs, max_tokens=CODE_TOKENS, **_sampling(assignment, step)
            )
            if not answer.tool_calls:
                if answer.finish == "length":
                    message = f"The answer was cut off at {CODE_TOKENS} tokens"
                    raise TruncatedError(message, attempt_id=assignment.attempt_id)
                return _unfenced(answer.text)
            messages.append(ChatMessage("assistant", answer.text, answer.tool_calls))
            for call in answer.tool_calls:
                result = await bench.use(call.name, call.arguments)
                messages.append(ChatMessage("tool", result.text, call_id=call.call_id))
        message = f"No answer after {MAX_STEPS} rounds of tool calls"
        raise PermanentError(message, attempt_id=assignment.attempt_id)

    async def _opening(
        self, assignment: Assignment, bench: Workbench, rules: str = "", *, for_text: bool = False
    ) -> list[ChatMessage]:
        system = "\n\n".join(s for s in (self.card.instructions, rules) if s)
        example = WORKED_EXAMPLE if rules is CODE_RULES and _has_table(assignment) else ()
        return [
            ChatMessage("system", system or "You do the task you are given."),
            *example,
            ChatMessage("user", await brief(assignment, bench, for_text=for_text)),
        ]


def _has_table(assignment: Assignment) -> bool:
    return any(name.endswith(TABLES) for name in assignment.files)


class Sampling(TypedDict):
    temperature: float
    seed: int


def _sampling(assignment: Assignment, step: int) -> Sampling:
    """Greedy at first; each further try may differ more, or it would only repeat the fault."""
    tries = assignment.number - 1 + step
    return {"temperature": min(0.5, 0.25 * tries), "seed": assignment.seed * 16 + step}


def _program(answer: LlmAnswer) -> str | None:
    """The program in an answer; None if there is none, or it was cut off."""
    if answer.finish == "length":
        return None
    blocks: Sequence[str] = FENCE.findall(answer.text)
    return max(blocks, key=len).strip() if blocks else None


def _unfenced(text: str) -> str:
    """The text without a fence around the whole of it."""
    found = ANY_FENCE.match(text)
    return found.group(1) if found else text
