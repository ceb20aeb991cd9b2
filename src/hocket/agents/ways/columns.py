"""By columns: code gives the rows of a file the form that is asked for; no LLM is asked.

It does what needs no understanding: columns by their names, dates and numbers in another form, a
column for each year or each part of it, or a row. Where that does not give all that is asked for,
others do the task.
"""

from __future__ import annotations

import asyncio
import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from hocket.agents.forms import Filled, fill, form_of
from hocket.agents.forms.shaping import normal
from hocket.agents.ways.accounted import is_accounted_for
from hocket.agents.ways.computing import LEFT_OUT, computes
from hocket.agents.ways.fitting import COMPUTE, works_on_tables
from hocket.agents.ways.halved import halved, halves_of, without_halves
from hocket.agents.ways.made import with_made
from hocket.agents.ways.melting import is_ordered_otherwise
from hocket.agents.ways.periods import in_time, is_by_time
from hocket.agents.ways.plain import (
    Asked,
    asked_plainly,
    by_examples,
    follows_examples,
    rows_of_name,
)
from hocket.agents.ways.reference import consulted
from hocket.agents.ways.reshaping import reshaped, wants_no_totals, without_total
from hocket.agents.ways.retraced import cuts_open_marks, retraced
from hocket.agents.ways.timed import asks_parts
from hocket.agents.ways.united import clocks_of, units_of
from hocket.core.agreement import Agreement, Method
from hocket.documents.delimited import is_table
from hocket.documents.loading import PARQUET, loaded_profile, loaded_table, variables_of
from hocket.documents.profile.endings import ending_of
from hocket.documents.profile.events import event_table
from hocket.documents.profile.subtotals import are_left_out
from hocket.errors import PermanentError

if TYPE_CHECKING:
    from hocket.agents.forms import Form
    from hocket.core.agent import AgentCard
    from hocket.core.task import Objective
    from hocket.ports.agent import Assignment, Prospect, Workbench

_HEADINGS = re.compile(r"\bheadings?\b", re.IGNORECASE)
_SPEAKS_OF_GAPS = re.compile(r"\b(?:empty|blank|missing)\b", re.IGNORECASE)
"""What says of gaps something that only the way itself has read."""
_ROUNDS = re.compile(r"\bround", re.IGNORECASE)
_PART_OF_ONE = re.compile(r"\b(?:like|such as|as in|e\.g\.) '?0[.,]\d")
ROW_CHECK = "row check"
"""The method that finds each value of a result in the rows of its source."""
REFUSED = "the columns of the file alone do not give what is asked for"


class ByColumns:
    name = "columns"

    def fits(self, prospect: Prospect) -> bool:
        """Whether one table is to be brought into another form, and nothing is to be computed."""
        objective, kind = prospect.task.objective, prospect.task.usual_kind
        tables = variables_of(prospect.files)
        return (
            kind in ("convert", "table")
            and len(objective.deliverables) == 1
            and len(tables) == 1
            and not any(ending_of(name) == PARQUET for name in tables)
            and works_on_tables(prospect, COMPUTE)
            and _takes_on(_form_of(objective), kind)
        )

    async def work(self, assignment: Assignment, bench: Workbench, card: AgentCard) -> str:  # noqa: ARG002 - no LLM is instructed
        """The file in the form that is asked for.

        Raises:
            PermanentError: Its columns alone do not give that.
        """
        form = _form_of(assignment.task.objective)
        [name] = variables_of(assignment.files)
        asked = asked_plainly(form)
        of = f"What is the ISO 3166 code of {asked.name}?" if asked and asked.name else ""
        answer = (await consulted(bench, of)).answer if of else ""
        content = await bench.read(name)
        filled = None if assignment.feedback else _filled(name, content, form, asked, answer)
        if filled is None or filled.content is None or _asks_parts_of_one(form.task, content):
            raise PermanentError(REFUSED, attempt_id=assignment.attempt_id)
        is_csv = is_table(name) and form.kind == "csv"
        is_whole = is_csv and not _ROUNDS.search(form.task)
        if is_whole and await asyncio.to_thread(cuts_open_marks, content, filled.content):
            raise PermanentError(REFUSED, attempt_id=assignment.attempt_id)
        is_open = _SPEAKS_OF_GAPS.search(form.task) and b",\n" in filled.content.replace(
            b",,", b",\n"
        )
        if is_csv and not is_open and is_accounted_for(form, name):
            values = await asyncio.to_thread(retraced, content, filled.content)
            if values:
                bench.attest(_agreement(values))
        bench.write(form.file, filled.content)
        return filled.text


def _asks_parts_of_one(task: str, content: bytes) -> bool:
    """Whether percentages are to become parts of one, which is computed: 5% as 0.05."""
    return b"%" in content and _PART_OF_ONE.search(task) is not None


def _agreement(values: int) -> Agreement:
    """The values were converted, and found again beside their source by other rules."""
    return Agreement(
        methods=(
            Method(way=ByColumns.name, gave=f"{values} values"),
            Method(way=ROW_CHECK, gave=f"{values} values stand in the source"),
        ),
        agrees=True,
        values=values,
        tolerance="as each figure is rounded",
    )


def _form_of(objective: Objective) -> Form:
    return form_of(objective.description, objective.deliverables)


def _takes_on(form: Form, kind: str) -> bool:
    """Whether nothing has to be computed, as far as the words show."""
    if asked_plainly(form) is not None:
        return True
    is_form = kind == "convert" or asks_parts(form)
    return is_form and not computes(without_halves(form), form.keys)


def _filled(
    name: str, content: bytes, form: Form, asked: Asked | None = None, answer: str = ""
) -> Filled | None:
    """The first form of the rows that is whole and right as far as the words show; None if none.

    Args:
        name: Name of the file.
        content: Its bytes.
        form: What is asked for.
        asked: The same, if it is nothing besides rows in columns.
        answer: What a work of reference says of the thing whose rows are wanted.
    """
    form = form if asked is None else asked.form
    thing = "" if asked is None else asked.name
    if is_ordered_otherwise(form) or _is_under_headings(form):
        return None  # in an order or by headings that are not understood
    halves = halves_of(form)
    content = without_total(name, content, form.task)
    units = (*units_of(form).values(), *clocks_of(form))
    profile, whole = loaded_profile(name, content, units), loaded_table(name, content)
    table = rows_of_name(whole, thing, answer) if whole and thing else whole
    if whole is not None and asked is not None and not follows_examples(whole, form):
        table = None
    if profile is not None and are_left_out(profile.notes) and not wants_no_totals(form.task):
        table = None
    if profile is None or whole is None or table is None or profile.sampled:
        return None
    made = (profile, table, form) if thing else with_made(profile, table, form)
    form = made[2]
    tables = [(by_examples(made[0], whole if thing else made[1], form), made[1], form)]
    if not thing and (events := event_table(profile, table)) is not None:
        about, plain = events
        is_sorted = is_by_time(form.order)
        sorted_form = replace(form, order=None) if is_sorted else form
        tables.insert(0, (about, in_time(plain, form) if is_sorted else plain, sorted_form))
    for names, rows in (rows for one in tables for rows in reshaped(*one)):
        if asked is not None and not _are_apart(names, rows, form):
            return None  # whether rows that are alike are wanted once nobody says
        parted = (names, rows) if halves is None else halved(names, rows, halves)
        if parted is None:
            return None
        filled = fill(form, {"kind": "table", "columns": parted[0], "rows": parted[1]})
        if rows and not (filled.lacks or filled.wrong or filled.is_empty):
            return filled
    return None


def _is_under_headings(form: Form) -> bool:
    """Whether tables are wanted under headings that are not understood."""
    return not form.headings and _HEADINGS.search(LEFT_OUT.sub("", form.task)) is not None


def _are_apart(names: list[str], rows: list[list[Any]], form: Form) -> bool:
    """Whether no two rows are alike in the columns that are wanted."""
    keys = {normal(key) for key in form.keys}
    wanted = [place for place, name in enumerate(names) if normal(name) in keys]
    return len({repr([row[place] for place in wanted]) for row in rows}) == len(rows)
