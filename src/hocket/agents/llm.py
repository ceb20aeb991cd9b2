"""An agent that works with an LLM: it writes text, computes with programs, or calls tools.

It works in one of four ways, chosen from the task and the available tools:

- *text*: one answer; if the task asks for one text file, the answer becomes that file.
- *code*: the answer is a Python program, which runs; the LLM sees its output and corrects it until
  it works. Small LLMs write programs far more reliably in a fenced block than inside JSON.
- *source*: if the task asks for a Python file, the answer is that file.
- *tools*: the LLM calls tools until it answers.

The result is what the tools did, not what the answer claims.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, TypedDict

from hocket.agents.prompts import (
    CODE_RULES,
    SOURCE_RULES,
    TEXT_RULES,
    WORKED_EXAMPLE,
    brief,
    repair_messages,
    rework_messages,
)
from hocket.documents.delimited import is_table
from hocket.errors import EmptyAnswerError, PermanentError, TruncatedError
from hocket.ports.agent import BID_S
from hocket.ports.llm import ChatMessage, ToolSpec

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hocket.core.agent import AgentCard
    from hocket.ports.agent import Assignment, Bidding, Workbench
    from hocket.ports.llm import LlmAnswer

MAX_STEPS = 8
MAX_PROGRAMS = 5
CODE_TOKENS = 900
TEXT_TOKENS = 1400
PYTHON = "run_python"
FILE_TOOLS = {"read_file", "write_file", "list_files"}
TEXT_FILES = (".md", ".markdown", ".txt", ".rst", ".html")
FENCE = r"(?s)```(?:python|py)?[ \t]*\n(.*?)(?:```|\Z)"
ANY_FENCE = r"(?s)\A\s*```[a-z]*[ \t]*\n(.*?)\n?```\s*\Z"


class LlmAgent:
    """Works on tasks with the LLM of the role on its card; its bids are scored from its card."""

    bid: Bidding | None = None
    bid_timeout_s = BID_S

    def __init__(self, card: AgentCard) -> None:
        self.card = card

    def with_card(self, card: AgentCard) -> LlmAgent:
        """An agent with another card."""
        return LlmAgent(card)

    async def work(self, assignment: Assignment, bench: Workbench) -> str:
        """The answer to the task; the files are on the workbench.

        Raises:
            PermanentError: No program worked within the allowed tries.
            TruncatedError: The answer was cut off twice.
            LoopError: The agent repeated itself without a new result.
        """
        other_tools = [n for n in bench.tools if n != PYTHON and n not in FILE_TOOLS]
        if other_tools:
            return await self._with_tools(assignment, bench)
        deliverables = assignment.task.objective.deliverables
        if PYTHON in bench.tools and len(deliverables) == 1 and deliverables[0].endswith(".py"):
            return await self._by_source(assignment, bench, deliverables[0])
        wants_data = any(not n.endswith(TEXT_FILES) for n in deliverables)
        # Without input files there is nothing to compute, so the analysis is a text.
        data = assignment.task.type == "analysis" and bool(assignment.files)
        computes = data or assignment.task.type == "coding" or wants_data
        if PYTHON in bench.tools and computes:
            return await self._by_code(assignment, bench)
        return await self._by_text(assignment, bench)

    async def _by_text(self, assignment: Assignment, bench: Workbench) -> str:
        opening = await self._opening(assignment, bench, TEXT_RULES, for_text=True)
        messages = [*opening, *rework_messages(assignment)]
        answer = await bench.ask(messages, max_tokens=TEXT_TOKENS, **_sampling(assignment, 0))
        if answer.finish == "length":
            # Do not show the long answer again: it would only lead to another long one.
            messages.append(ChatMessage("user", "Be brief: at most 150 words."))
            answer = await bench.ask(messages, max_tokens=TEXT_TOKENS, **_sampling(assignment, 1))
        if answer.finish == "length":
            message = (
                f"The answer was cut off at {TEXT_TOKENS} tokens twice; ask for a shorter text"
            )
            raise TruncatedError(message, attempt_id=assignment.attempt_id)
        text = _unfenced(answer.text)
        files = [n for n in assignment.task.objective.deliverables if n.endswith(TEXT_FILES)]
        if len(files) == 1:
            bench.write(files[0], (text.rstrip() + "\n").encode())
            return text
        return _answer(text, assignment)

    async def _by_code(self, assignment: Assignment, bench: Workbench) -> str:
        """Write, run and correct a program; the answer is its output."""
        opening = await self._opening(assignment, bench, CODE_RULES)
        messages = [*opening, *rework_messages(assignment)]
        deliverables = assignment.task.objective.deliverables
        fault = ""
        tried: set[str] = set()
        for step in range(MAX_PROGRAMS):
            answer = await bench.ask(
                messages, max_tokens=CODE_TOKENS, **_sampling(assignment, step)
            )
            code = _program(answer)
            if code in tried:
                # The LLM copies the program it sees; start again without it.
                messages = [*opening]
                continue
            if code is None:
                fault = "the answer held no whole Python program in a ```python block"
                output = ""
            else:
                tried.add(code)
                result = await bench.use(PYTHON, {"code": code})
                output = result.text
                missing = [n for n in deliverables if n not in bench.files]
                printed = result.data.get("printed", output)
                if result.ok and not missing and (printed or deliverables):
                    bench.computed_by(code)
                    return printed or f"Wrote {', '.join(deliverables)}."
                fault = _fault_of(missing) if result.ok else "it failed"
            # Show only the newest program: older ones fill the window and mislead.
            previous = f"```python\n{code}\n```" if code else answer.text
            messages = [*opening, *repair_messages(previous, fault, output)]
        message = f"No program worked in {MAX_PROGRAMS} tries: {fault}; try a larger LLM"
        raise PermanentError(message, attempt_id=assignment.attempt_id)

    async def _by_source(self, assignment: Assignment, bench: Workbench, name: str) -> str:
        """Write a Python file and check that it can be imported; the checks test the rest."""
        opening = await self._opening(assignment, bench, SOURCE_RULES)
        messages = [*opening, *rework_messages(assignment)]
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
            previous = f"```python\n{code}\n```" if code else answer.text
            messages = [*opening, *repair_messages(previous, fault, output)]
        message = f"{name} could not be imported in {MAX_PROGRAMS} tries: {fault}; try a larger LLM"
        raise PermanentError(message, attempt_id=assignment.attempt_id)

    async def _with_tools(self, assignment: Assignment, bench: Workbench) -> str:
        messages = await self._opening(assignment, bench)
        deliverables = assignment.task.objective.deliverables
        specs = [ToolSpec(t.name, t.description, t.parameters) for t in bench.tools.values()]
        for step in range(MAX_STEPS):
            try:
                answer = await bench.ask(
                    messages, tools=specs, max_tokens=CODE_TOKENS, **_sampling(assignment, step)
                )
            except EmptyAnswerError:
                written = [n for n in deliverables if n in bench.files]
                if not written or len(written) < len(deliverables):
                    raise
                return f"Wrote {', '.join(written)}."  # the tools did the work
            if not answer.tool_calls:
                if answer.finish == "length":
                    message = (
                        f"The answer was cut off at {CODE_TOKENS} tokens; ask for a shorter answer"
                    )
                    raise TruncatedError(message, attempt_id=assignment.attempt_id)
                return _answer(_unfenced(answer.text), assignment)
            messages.append(ChatMessage("assistant", answer.text, answer.tool_calls))
            for call in answer.tool_calls:
                text = call.fault or (await bench.use(call.name, call.arguments)).text
                messages.append(ChatMessage("tool", text, call_id=call.call_id))
        message = (
            f"No answer after {MAX_STEPS} rounds of tool calls; split the task or try a larger LLM"
        )
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
    return any(is_table(name) for name in assignment.files)


class Sampling(TypedDict):
    temperature: float
    seed: int


def _sampling(assignment: Assignment, step: int) -> Sampling:
    """Greedy at first; later tries vary more, so as not to repeat the same fault."""
    tries = assignment.number - 1 + step
    return {"temperature": min(0.5, 0.25 * tries), "seed": assignment.seed * 16 + step}


def _fault_of(missing: Sequence[str]) -> str:
    """What is wrong with a program that worked."""
    return f"it did not leave {', '.join(missing)}" if missing else "it printed no answer"


def _program(answer: LlmAnswer) -> str | None:
    """The program in an answer; None if it has none or was cut off."""
    if answer.finish == "length":
        return None
    blocks: Sequence[str] = re.findall(FENCE, answer.text)
    return max(blocks, key=len).strip() if blocks else None


def _answer(text: str, assignment: Assignment) -> str:
    """The text of an answer without its lead-in."""
    objective = assignment.task.objective
    from hocket.agents.lead_in import without_lead_in  # noqa: PLC0415 - compiles large patterns

    return without_lead_in(text, objective.description, objective.success_criteria)


def _unfenced(text: str) -> str:
    """The text without a code fence around all of it."""
    match = re.match(ANY_FENCE, text)
    return match.group(1) if match else text
