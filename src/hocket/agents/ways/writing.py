"""What an LLM writes on loaded tables: how it is asked for it, what it gives, and asked again.

The LLM never copies a figure. An error goes back to it as it is, with what there is instead.
"""

from __future__ import annotations

import asyncio
import json
import re
from dataclasses import dataclass, replace
from pathlib import PurePath
from typing import TYPE_CHECKING, Any

from hocket.agents.forms import NO_NUMBER, Filled, ending_of, fill, form_of, written
from hocket.agents.forms.listed import order_doubted
from hocket.agents.prompts import OUTPUT_CHARS
from hocket.agents.ways.aliases import aliases_of, said_of_aliases, under_keys
from hocket.agents.ways.alike import are_one
from hocket.agents.ways.all_others import with_all_others
from hocket.agents.ways.chosen import unnamed_option
from hocket.agents.ways.concepts import said_of_concepts
from hocket.agents.ways.conditions import Comparison, Scaled, in_its_unit, without_void
from hocket.agents.ways.counting import counted_once
from hocket.agents.ways.decades import whole_decades
from hocket.agents.ways.divisions import undivided
from hocket.agents.ways.doubts import doubt_in
from hocket.agents.ways.ends import same_ends
from hocket.agents.ways.examples import examples_for
from hocket.agents.ways.gaps import gaps_in
from hocket.agents.ways.invented import invented, said_of_invented
from hocket.agents.ways.joining import joins_in
from hocket.agents.ways.lacking import lacking_left_out
from hocket.agents.ways.loaded import Loaded, counted, shown_tables
from hocket.agents.ways.loaded_forms import known_as
from hocket.agents.ways.logged import one_of_all
from hocket.agents.ways.measures import mismeasured
from hocket.agents.ways.misreading import misread, weights_in
from hocket.agents.ways.once import once_of
from hocket.agents.ways.opening import sampling
from hocket.agents.ways.pairing import paired
from hocket.agents.ways.ratios import in_units_of
from hocket.agents.ways.spans import span_left_out
from hocket.agents.ways.topmost import filled_with
from hocket.agents.ways.twice import computed_alike
from hocket.core.excerpt import tail
from hocket.documents.loading import WHOLE
from hocket.documents.profile.day_parts import hours_in
from hocket.documents.profile.wide import WIDE
from hocket.ports.llm import ChatMessage

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from hocket.agents.forms import Form
    from hocket.agents.ways.examples import Trait
    from hocket.agents.ways.languages import Language
    from hocket.ports.agent import Assignment, Workbench
    from hocket.ports.llm import LlmAnswer
    from hocket.ports.tool import ToolResult

ANSWER_TOKENS = 500
AGAIN = "Give it again, whole and corrected, from its first line."
EARLIER = "An earlier program failed; do it otherwise:"
EMPTY = "It gave nothing, as no row met its conditions; look what is to be compared with what."
_FENCE = re.compile(r"```[a-z]*[ \t]*\n(.*?)(?:```|\Z)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Written:
    """What the LLM wrote, what it gave in its form, and what is wrong with it or looks so.

    ``void`` has the comparisons in it that the task cannot mean, as no value is near their numbers,
    ``scaled`` those whose numbers are among the values in another unit, and ``made_up`` those with
    numbers that stand nowhere.
    """

    code: str = ""
    filled: Filled | None = None
    fault: str = ""
    doubt: str = ""
    void: Sequence[Comparison] = ()
    scaled: Sequence[Scaled] = ()
    made_up: Sequence[Comparison] = ()

    @property
    def has_run(self) -> bool:
        return self.filled is not None

    @property
    def is_empty(self) -> bool:
        """Whether it gave nothing."""
        return self.filled is not None and self.filled.is_empty

    @property
    def lacks(self) -> str:
        """What is wrong with it or looks so, as it goes back to the LLM."""
        return "\n".join(filter(None, (self.fault, self.doubt))) or EMPTY

    @property
    def has_values(self) -> bool:
        """Whether it gave values in the form, right or wrong."""
        return self.filled is not None and not self.filled.lacks


@dataclass(frozen=True, slots=True)
class Writing:
    """Has the LLM write in a language on the tables of a task, and runs it.

    Attributes:
        assignment: The task.
        bench: Its files, tools and LLM.
        language: What the LLM writes.
        tables: The tables.
        warmer: Steps of sampling by which the first program is varied already.
        is_part: Whether what it gives is only a part of the answer, which nothing holds.
    """

    assignment: Assignment
    bench: Workbench
    language: Language
    tables: Sequence[Loaded]
    warmer: int = 0

    @property
    def task(self) -> str:
        return self.assignment.task.objective.description

    is_part: bool = False

    async def tried(self, form: Form, ending: str = "") -> list[Written]:
        """What the LLM wrote for a form in its tries, the newest first.

        Args:
            form: The form of the answer.
            ending: What it has to leave, in words; empty for what the form says.
        """
        first = await asyncio.to_thread(self._opening, form, ending)
        one = await self._asked(form, first, 0)
        if one.is_empty and (code := in_its_unit(one.code, one.scaled, self.task)):
            one = await self._of_code(form, code)
        two = one
        if one.fault or one.is_empty or one.doubt:
            await self._hold(form, one)
            two = await self._asked(form, self._again(first, one), 1, known=one)
            if two is one and one.has_run and one.fault:
                # The LLM copies what it is shown; without it, it writes another.
                two = await self._asked(form, self._again(first, one, shown=False), 2, known=one)
            left_out = without_void(two.code, two.void, self.task) if two.is_empty else ""
            if code := left_out or without_void(two.code, two.made_up):
                return [await self._of_code(form, code), two, one]
        return [two] if two is one else [two, one]

    async def _hold(self, form: Form, one: Written) -> None:
        """Hold what was written before something else is asked for, if it gave values."""
        if one.filled is None or not one.has_values or self.is_part:
            return
        lacks = one.lacks if one.fault or one.is_empty else ""
        await self.bench.hold(
            text_of(form, one.filled),
            tail(lacks, OUTPUT_CHARS),
            files=files_of(form, one.filled),
            program=one.code,
            language=self.language.name,
        )

    async def _asked(
        self, form: Form, messages: Sequence[ChatMessage], step: int, known: Written | None = None
    ) -> Written:
        """What the LLM writes and what comes of it; ``known`` if it writes that again."""
        varied = sampling(self.assignment, step + self.warmer)
        code = _code(await self.bench.ask(messages, max_tokens=ANSWER_TOKENS, **varied))
        if code is None:
            fault = f"the answer held no whole {self.language.name} block; keep it short"
            return Written(fault=fault)
        columns = self.tables[0].columns if len(self.tables) == 1 else ()
        code = counted_once(self.task, whole_decades(self.task, code), self.language.way, columns)
        forms = [one.forms for one in self.tables if one.forms is not None]
        if len(forms) == len(self.tables) == 1 and (things := forms[0].things):
            code = with_all_others(self.task, code, things.columns)
        if known is not None and code == known.code:
            return known
        one = await self._of_code(form, code)
        shown = [m.content.partition(EARLIER)[0] for m in messages if self.task in m.content]
        made_up = (
            invented(self.task, code, "\n".join(shown), form.file) if one.has_run and shown else []
        )
        doubt = one.doubt or (said_of_invented(made_up) if made_up else "")
        return replace(one, doubt=doubt, made_up=made_up)

    async def _of_code(self, form: Form, code: str) -> Written:
        """What comes of a program or a statement."""
        columns = self.tables[0].columns if len(self.tables) == 1 else ()
        aliases = self._aliases()
        result = await self.bench.use(self.language.tool, self._call(code, aliases))
        form = in_units_of(form, code)
        filled = await _filled(form, result, self.bench, code, aliases)
        if filled is None:
            return Written(code, fault=result.text)
        counters = [one.column for table in self.tables for one in table.counters]
        misreads = misread(self.task, code, self._numbers(), self._kinds()) or self._paired(code)
        wrong = misreads or mismeasured(self.task, code, columns, counters)
        names = [column.name for table in self.tables for column in table.columns]
        wrong = wrong or span_left_out(self.task, code, columns)
        wrong = wrong or undivided(self.task, code, names)
        families = [one.forms.families for one in self.tables if one.forms is not None]
        wrong = wrong or unnamed_option(self.task, code, families)
        if not wrong and NO_NUMBER in filled.lacks and (gaps := gaps_in(code, columns)):
            wrong = f"{filled.lacks}; {gaps}"
        if wrong:
            filled = Filled(lacks=wrong)
        elif not filled.lacks and not filled.wrong:
            alike = computed_alike(code) or same_ends(self.task, code)
            filled = replace(filled, wrong=alike or self._one_of_all(code, filled))
        doubt = result.data.get("doubt", "") or order_doubted(form, filled, code)
        if not self.is_part:  # what the task says of another value is none of its
            every = [column for table in self.tables for column in table.columns]
            doubt = doubt or lacking_left_out(self.task, code, every)
            doubt = doubt or doubt_in(self.task, code, columns, form, filled)
        void = [Comparison(*one) for one in result.data.get("void", ())]
        others = [Scaled(*one) for one in result.data.get("scaled", ())]
        return Written(code, filled, filled.lacks or filled.wrong, doubt, void, others)

    def _one_of_all(self, code: str, filled: Filled) -> str:
        """What is wrong with a program that takes a part of a table for all that is asked."""
        return one_of_all(self.task, code, filled, self.tables[0]) if len(self.tables) == 1 else ""

    def _aliases(self) -> dict[str, str]:
        """The columns that are wanted under other names, if there is one table.

        All keys of the task show which column each is, also where only some are asked for.
        """
        columns = self.tables[0].columns if len(self.tables) == 1 else ()
        objective = self.assignment.task.objective
        whole = form_of(objective.description, objective.deliverables)
        return aliases_of(self.assignment.task, whole, columns)

    def _call(self, code: str, aliases: Mapping[str, str]) -> dict[str, Any]:
        """What the tool is told: the code, what names in it mean, and how tables are loaded."""
        files = sorted(self.assignment.files)
        call: dict[str, Any] = {self.language.argument: code, "files": files}
        if are_one(self.assignment.task):
            call["alike"] = True
        if once := self._once():
            call["once"] = once
        if units := next((one.units for one in self.tables if one.units), ()):
            call["units"] = list(units)
        if wide := {one.name: one.wide.as_json() for one in self.tables if one.wide is not None}:
            call["wide"] = wide
        if thing := next((one.thing for one in self.tables if one.thing), ""):
            call["thing"] = thing
        if hours := hours_in(self.task):
            call["day_parts"] = [list(one) for one in hours]
        if aliases:
            call["aliases"] = dict(aliases)
        return call

    def _once(self) -> str:
        """What rows that count once have in common; they are left out where a table is loaded."""
        names = [column.name for table in self.tables for column in table.columns]
        return once_of(self.task, names)

    def _paired(self, code: str) -> str:
        """What is wrong with the rows of several tables that a program takes for the same."""
        rows = {t.variable: t.profile.rows for t in self.tables if t.profile is not None}
        return paired(code, rows) if self.language.way == "program" else ""

    def _numbers(self) -> list[str]:
        """The columns of numbers of all tables."""
        return [name for table in self.tables for name in table.numbers]

    def _kinds(self) -> list[str]:
        """The values of the columns of text of all tables."""
        columns = (column for table in self.tables for column in table.columns)
        return [text for column in columns if column.type == "text" for text, _ in column.values]

    def _again(
        self, first: Sequence[ChatMessage], before: Written, *, shown: bool = True
    ) -> list[ChatMessage]:
        """What is asked after a fault.

        A program that ran is shown, to be changed. One that failed is not: a small LLM copies it
        with its fault, and writes a better one when it only knows what went wrong. Nor is one that
        gave nothing, as what is wrong with it is not known.
        """
        fault = tail(before.lacks, OUTPUT_CHARS) + self._hint(before.code)
        if shown and before.has_run and before.fault:
            said = ChatMessage("assistant", f"```{self.language.name}\n{before.code}\n```")
            asked = ChatMessage("user", f"That failed:\n{fault}\n{AGAIN}")
            return [first[0], first[-1], said, asked]
        return [*first[:-1], ChatMessage("user", f"{first[-1].content}\n\n{EARLIER}\n{fault}")]

    def _hint(self, code: str) -> str:
        """That the values compared are in one row of another form, for code that takes another."""
        for one in self.tables:
            if one.wide is not None and one.variable + WIDE not in code:
                known = known_as(one.variable + WIDE, self.language)
                return f"\n{known} has each {one.wide.column!r} as a column: compare them there."
        return ""

    def _opening(self, form: Form, ending: str) -> list[ChatMessage]:
        """The rules, worked examples, the tables and the task."""
        parts = [
            part
            for one in self.tables
            for part in shown_tables(one, self.language, about=self.task)
            + [counted(one)] * bool(one.counters)
        ]
        if once := self._once():
            of = "a row" if once == WHOLE else f"a {once!r}"
            parts.append(f"Rows that repeat {of} are left out already.")
        every = [column for table in self.tables for column in table.columns]
        meant = (said_of_aliases(self._aliases()), said_of_concepts(self.task, every))
        parts += [said for said in meant if said]
        joins = _joins(self.tables)
        parts += [f"Columns of one table that refer to another: {'; '.join(joins)}"] * bool(joins)
        ending = ending or ending_of(form, self.language.way)
        parts.append("\n".join(filter(None, (f"Task: {self.task}", ending))))
        full = [one for one in self.tables if one.profile is None or one.profile.rows]  # no notes
        examples = examples_for(
            self.task,
            self.language.way,
            len(full),
            ends=bool(ending),
            traits=self._traits(),
        )
        return [
            ChatMessage("system", self.language.rules),
            *examples,
            ChatMessage("user", "\n\n".join([*parts, *self._conditions()])),
        ]

    def _traits(self) -> frozenset[Trait]:
        """What the task and its tables have that has a worked example of its own."""
        weighed = weights_in(self.task, self._numbers(), self._kinds())
        asked: frozenset[Trait] = frozenset(["weighed"]) if weighed else frozenset()
        return asked.union(*(one.traits for one in self.tables))

    def _conditions(self) -> list[str]:
        """What the result has to meet, and what was wrong with an earlier one."""
        criteria = self.assignment.task.objective.success_criteria
        briefs = [f"- {text}" for check in criteria if (text := check.brief())]
        asked = ["\n".join(["It is accepted only if:", *briefs])] if briefs else []
        if self.assignment.feedback:
            feedback = tail(self.assignment.feedback, 400)
            asked.append(f"An earlier attempt was not accepted: {feedback}")
        return asked


def files_of(form: Form, filled: Filled) -> dict[str, bytes]:
    """The file that an answer fills, by its name; none if it fills none."""
    return {form.file: filled.content} if form.file and filled.content is not None else {}


def text_of(form: Form, filled: Filled) -> str:
    """An answer in words; of a table in a file only the name of that."""
    if filled.content is not None and PurePath(form.file).suffix == ".csv":
        return f"Wrote {form.file}."
    return filled.text


def _joins(tables: Sequence[Loaded]) -> list[str]:
    """The joins of several tables; none of a single one."""
    if len(tables) < 2:  # noqa: PLR2004 - nothing to join
        return []
    known = {
        one.variable: (one.profile, one.table)
        for one in tables
        if one.profile is not None and one.table is not None
    }
    return joins_in(known)


def _code(answer: LlmAnswer) -> str | None:
    if answer.finish == "length":
        return None
    blocks = _FENCE.findall(answer.text)
    return max(blocks, key=len).strip() if blocks else None


async def _filled(
    form: Form, result: ToolResult, bench: Workbench, code: str, aliases: Mapping[str, str]
) -> Filled | None:
    """The result in its form, also where the program wrote the file itself; None if it failed."""
    if not result.ok:
        return None
    answer = json.loads(result.data["answer"])
    if answer["kind"] == "none" and form.file in bench.files:
        content = await bench.read(form.file)
        return fill(form, written(form.file, content))
    return filled_with(form, code, under_keys(answer, form.keys, aliases))
