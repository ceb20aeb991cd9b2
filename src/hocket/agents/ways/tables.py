"""Work on tables: the LLM writes a program or a statement, and code puts its result into form.

The LLM never copies a figure. An error goes back to it as it is, with what there is instead; the
same text twice ends the way, so that another is taken.
"""

from __future__ import annotations

import asyncio
import json
import re
from dataclasses import dataclass, replace
from pathlib import PurePath
from typing import TYPE_CHECKING

from hocket.agents.forms import Filled, ending_of, fill, form_of, written
from hocket.agents.forms.listed import order_doubted
from hocket.agents.prompts import OUTPUT_CHARS
from hocket.agents.ways.answer import doubted
from hocket.agents.ways.counting import counted_once
from hocket.agents.ways.examples import examples_for
from hocket.agents.ways.fitting import works_on_tables
from hocket.agents.ways.joining import joins_in
from hocket.agents.ways.loaded import is_wide, shown_tables
from hocket.agents.ways.misreading import misread
from hocket.agents.ways.opening import sampling
from hocket.core.excerpt import tail
from hocket.documents.loading import loaded_profile, loaded_table, variables_of
from hocket.errors import PermanentError
from hocket.ports.llm import ChatMessage

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hocket.agents.forms import Form
    from hocket.agents.ways.languages import Language
    from hocket.core.agent import AgentCard
    from hocket.documents.profile import Column, TableProfile
    from hocket.ports.agent import Assignment, Prospect, Workbench
    from hocket.ports.llm import LlmAnswer
    from hocket.ports.tool import ToolResult

TRIES = 2
ANSWER_TOKENS = 500
AGAIN = "Give it again, whole and corrected, from its first line."
EARLIER = "An earlier program failed; do it otherwise:"
EMPTY = "It gave nothing, as no row met its conditions; look what is to be compared with what."
_HUNDRED = re.compile(
    r"\*=? *(?:100(?:\.0*)?|1e2)(?![\d.])|(?<![\d.])(?:100(?:\.0*)?|1e2) *\*"
    r"|\b(?:mul|multiply)\( *100(?![\d.]\d)|/=? *0?\.01(?!\d)|:[\d,.]*%"
)
"""What in a program gives percent; any other 100 may be a bound or a number of rows."""
_FENCE = re.compile(r"```[a-z]*[ \t]*\n(.*?)(?:```|\Z)", re.DOTALL)


class TablesWay:
    """A way that is nothing but work on tables in one language."""

    name: str
    language: Language
    warmer = 0
    """Steps of sampling by which it is varied from the start."""

    def fits(self, prospect: Prospect) -> bool:
        return works_on_tables(prospect, self.language.tool)

    async def work(self, assignment: Assignment, bench: Workbench, card: AgentCard) -> str:  # noqa: ARG002 - the rules of the way replace the instructions
        """The answer in the form that is asked for.

        Raises:
            PermanentError: Nothing that the LLM wrote gave it within the allowed tries.
        """
        return await work_on_tables(assignment, bench, self.language, self.warmer)


async def work_on_tables(
    assignment: Assignment, bench: Workbench, language: Language, warmer: int = 0
) -> str:
    """The answer in the form that the task asks for; its file is on the workbench.

    An answer with values that are not what is asked for, or with none, makes room for another way.
    If this is not the first attempt it is handed over, with what is wrong with it, so that nothing
    makes it right.

    Args:
        assignment: The task.
        bench: Its files, tools and LLM.
        language: What the LLM writes.
        warmer: Steps of sampling by which the first program is varied already.

    Raises:
        PermanentError: Nothing that the LLM wrote gave such an answer.
    """
    objective = assignment.task.objective
    form = form_of(objective.description, objective.deliverables)
    tables = [
        _Loaded(name, variable, content := await bench.read(name), loaded_profile(name, content))
        for name, variable in variables_of(assignment.files).items()
    ]
    numbers = tuple(name for table in tables for name in table.numbers)
    columns = tables[0].columns if len(tables) == 1 else ()
    writing = _Writing(assignment, bench, language, form, warmer, numbers, columns)
    first = await asyncio.to_thread(_opening, assignment, tables, language, form)
    one = two = await writing.asked(first, 0)
    if one.fault or one.is_empty or one.doubt:
        two = await writing.asked(_again(first, one, language), 1, known=one)
        if two is one and one.has_run and one.fault:
            # The LLM copies what it is shown; without it, it writes another.
            two = await writing.asked(_again(first, one, language, shown=False), 2, known=one)
    doubtful = [w for w in (two, one) if assignment.number > 1 and w.filled and not w.filled.lacks]
    for taken in (*(w for w in (two, one) if not w.fault and not w.is_empty), *doubtful):
        if taken.filled is not None:
            return _handed_over(form, taken.filled, taken.code, bench, language)
    fault = two.fault or EMPTY
    message = f"No {language.name} gave the answer in {TRIES} tries: {fault}; try a larger LLM"
    raise PermanentError(message, attempt_id=assignment.attempt_id)


@dataclass(frozen=True, slots=True)
class _Loaded:
    """A file with the variable of its table, and what it holds."""

    name: str
    variable: str
    content: bytes
    profile: TableProfile | None

    @property
    def columns(self) -> tuple[Column, ...]:
        """Its columns; none if it is no text."""
        return self.profile.columns if self.profile is not None else ()

    @property
    def numbers(self) -> list[str]:
        """The columns of numbers."""
        return [column.name for column in self.columns if column.is_number]


@dataclass(frozen=True, slots=True)
class _Written:
    """What the LLM wrote, what it gave in its form, and what is wrong with it or looks so."""

    code: str = ""
    filled: Filled | None = None
    fault: str = ""
    doubt: str = ""

    @property
    def has_run(self) -> bool:
        return self.filled is not None

    @property
    def is_empty(self) -> bool:
        """Whether it gave nothing."""
        return self.filled is not None and self.filled.is_empty


@dataclass(frozen=True, slots=True)
class _Writing:
    """Has the LLM write in a language, and runs it."""

    assignment: Assignment
    bench: Workbench
    language: Language
    form: Form
    warmer: int
    numbers: tuple[str, ...]
    columns: tuple[Column, ...]

    async def asked(
        self, messages: Sequence[ChatMessage], step: int, known: _Written | None = None
    ) -> _Written:
        """What the LLM writes and what comes of it; ``known`` if it writes that again."""
        varied = sampling(self.assignment, step + self.warmer)
        code = _code(await self.bench.ask(messages, max_tokens=ANSWER_TOKENS, **varied))
        if code is None:
            fault = f"the answer held no whole {self.language.name} block; keep it short"
            return _Written(fault=fault)
        task = self.assignment.task.objective.description
        code = counted_once(task, code, self.language.way, self.columns)
        if known is not None and code == known.code:
            return known
        call = {self.language.argument: code, "files": sorted(self.assignment.files)}
        result = await self.bench.use(self.language.tool, call)
        form = replace(self.form, is_scaled=bool(_HUNDRED.search(code)))
        filled = await _filled(form, result, self.bench)
        if filled is None:
            return _Written(code, fault=result.text)
        if wrong := misread(task, code, self.numbers):
            filled = Filled(lacks=wrong)
        doubt = result.data.get("doubt", "") or order_doubted(form, filled, code)
        return _Written(code, filled, filled.lacks or filled.wrong, doubt)


def _again(
    first: Sequence[ChatMessage], before: _Written, language: Language, *, shown: bool = True
) -> list[ChatMessage]:
    """What is asked after a fault.

    A program that ran is shown, to be changed. One that failed is not: a small LLM copies it with
    its fault, and writes a better one when it only knows what went wrong. Nor is one that gave
    nothing, as what is wrong with it is not known.
    """
    fault = tail(before.fault or before.doubt or EMPTY, OUTPUT_CHARS)
    if shown and before.has_run and before.fault:
        said = ChatMessage("assistant", f"```{language.name}\n{before.code}\n```")
        return [first[0], first[-1], said, ChatMessage("user", f"That failed:\n{fault}\n{AGAIN}")]
    return [*first[:-1], ChatMessage("user", f"{first[-1].content}\n\n{EARLIER}\n{fault}")]


def _opening(
    assignment: Assignment, tables: Sequence[_Loaded], language: Language, form: Form
) -> list[ChatMessage]:
    task = assignment.task.objective.description
    parts = [
        part
        for one in tables
        for part in shown_tables(
            one.name, one.variable, one.content, one.profile, language, about=task
        )
    ]
    joins = _joins(tables)
    parts += [f"Columns of one table that refer to another: {'; '.join(joins)}"] if joins else []
    wide = any(one.profile is not None and is_wide(one.profile) for one in tables)
    full = [one for one in tables if one.profile is None or one.profile.rows]  # no empty notes
    ending = ending_of(form, language.way)
    asked = "\n".join(filter(None, (f"Task: {task}", ending)))
    criteria = [
        text for check in assignment.task.objective.success_criteria if (text := check.brief())
    ]
    if criteria:
        asked += "\n\nIt is accepted only if:\n" + "\n".join(f"- {text}" for text in criteria)
    if assignment.feedback:
        asked += f"\n\nAn earlier attempt was not accepted: {tail(assignment.feedback, 400)}"
    return [
        ChatMessage("system", language.rules),
        *examples_for(task, language.way, len(full), ends=bool(ending), wide=wide),
        ChatMessage("user", "\n\n".join([*parts, asked])),
    ]


def _joins(tables: Sequence[_Loaded]) -> list[str]:
    """The joins of several tables; none of a single one."""
    if len(tables) < 2:  # noqa: PLR2004 - nothing to join
        return []
    known = {
        one.variable: (one.profile, table)
        for one in tables
        if one.profile is not None and (table := loaded_table(one.name, one.content)) is not None
    }
    return joins_in(known)


def _code(answer: LlmAnswer) -> str | None:
    if answer.finish == "length":
        return None
    blocks = _FENCE.findall(answer.text)
    return max(blocks, key=len).strip() if blocks else None


async def _filled(form: Form, result: ToolResult, bench: Workbench) -> Filled | None:
    """The result in its form, also where the program wrote the file itself; None if it failed."""
    if not result.ok:
        return None
    answer = json.loads(result.data["answer"])
    if answer["kind"] == "none" and form.file in bench.files:
        content = await bench.read(form.file)
        return fill(form, written(form.file, content))
    return fill(form, answer)


def _handed_over(
    form: Form, filled: Filled, code: str, bench: Workbench, language: Language
) -> str:
    if form.file and filled.content is not None:
        bench.write(form.file, filled.content)
    if filled.wrong:
        bench.attest(doubted(language.way, filled.wrong))
    bench.computed_by(code, language.name)
    if filled.content is None:
        return filled.text
    return f"Wrote {form.file}." if PurePath(form.file).suffix == ".csv" else filled.text
