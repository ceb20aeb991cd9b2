"""By scan: data out of a whole text in one call, which sees all of it at once.

It is the second method of extraction passage by passage: what one passage hides stands in another,
and what a long text hides stands out in a short passage.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from hocket.agents.records.backed import backed_rows, stands_in
from hocket.agents.records.done import wanted_deed, was_done
from hocket.agents.records.entries import has_several
from hocket.agents.records.happened import row_did_not_happen, wants_happened
from hocket.agents.records.owned import numbers_of, placed_rows
from hocket.agents.threads.clauses import sentences_of, stance_of
from hocket.agents.threads.items import Items
from hocket.agents.threads.kept import counted_names, stands_alone
from hocket.agents.ways import scanning
from hocket.agents.ways.extract import (
    THREADS,
    ByExtraction,
    answer_of_rows,
    answer_of_values,
    extracted_form,
    fields_of,
    handed_over,
    value_by_quote,
)
from hocket.agents.ways.quote import WHOLE_CHARS, texts_of
from hocket.documents.passages import form_of, passages_of
from hocket.documents.quotes import place_of
from hocket.errors import PermanentError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from hocket.agents.forms import Form
    from hocket.core.agent import AgentCard
    from hocket.documents.passages import Passage
    from hocket.ports.agent import Assignment, Prospect, Workbench


class ByScan:
    name = "scan"

    def fits(self, prospect: Prospect) -> bool:
        return ByExtraction().fits(prospect)

    async def work(self, assignment: Assignment, bench: Workbench, card: AgentCard) -> str:
        """What was taken out, in the file that is asked for.

        Raises:
            PermanentError: The text is too long for one call, nothing was in it, or its form lacks
                something.
        """
        del card  # its instructions are those for other ways
        objective = assignment.task.objective
        form = extracted_form(objective.description, objective.deliverables)
        text = next(iter((await texts_of(assignment, bench)).values())).strip()
        if form is None or len(text) > WHOLE_CHARS:
            message = f"A text of {len(text)} characters is too long to read in one call"
            raise PermanentError(message, attempt_id=assignment.attempt_id)
        answer = await _answer(form, text, assignment, bench)
        return handed_over(form, answer, assignment, bench, self.name)


async def _answer(
    form: Form, text: str, assignment: Assignment, bench: Workbench
) -> dict[str, Any]:
    """The answer for ``fill``."""
    goal = assignment.task.objective.description
    if form.shape == "list":
        prompt, schema = scanning.members_prompt(goal, text), scanning.members_schema()
    elif form.shape == "object":
        prompt, schema = scanning.values_prompt(goal, text), scanning.values_schema(form.keys)
    else:
        prompt, schema = scanning.rows_prompt(goal, text), scanning.rows_schema(fields_of(form))
    answer = await bench.ask(
        prompt,
        json_schema=schema,
        max_tokens=scanning.TOKENS,
        temperature=0.25 * min(2, assignment.repeats),
        seed=assignment.seed * 16,
    )
    if form.shape == "list":
        names = [e["name"] for e in answer.data["state"] if e["in"] == "yes" and _is_said(e, text)]
        return {"kind": "value", "value": list(dict.fromkeys(names))}
    if form.shape == "object":
        state = answer.data["state"]
        is_counted = form_of(text) in THREADS
        bodies = [passage.body for passage in passages_of(text)] if is_counted else []
        items = Items(counted_names(form.keys, bodies))
        values = {
            e["name"]: value_by_quote(e["value"], e["last"])
            for e in state
            if _is_said(e, text) and _is_own(e, items, text)
        }
        return answer_of_values(form, values, goal)
    rows = backed_rows(answer.data["rows"], text)
    passages = passages_of(text)
    rows = placed_rows(
        rows, fields_of(form), passages, lambda row, shown: bool(backed_rows([row], shown))
    )
    if wants_happened(goal):
        rows = [row for row in rows if not _is_of_nothing(row, passages)]
    elif wanted_deed(goal):
        rows = [row for row in rows if was_done(goal, _entry_of(row, passages)) is not False]
    return answer_of_rows(form, rows)


def _is_of_nothing(row: Mapping[str, Any], passages: Sequence[Passage]) -> bool:
    """Whether the first passage with a row says that what it is about did not take place."""
    text = _text_of(row, passages)
    return bool(text) and row_did_not_happen(row, text) is True


def _text_of(row: Mapping[str, Any], passages: Sequence[Passage]) -> str:
    """The passage with the number or name of a row, or else the first with its values."""
    if entry := _entry_of(row, passages):
        return entry
    texts = (passage.text for passage in passages if backed_rows([dict(row)], passage.text))
    return next(texts, "")


def _entry_of(row: Mapping[str, Any], passages: Sequence[Passage]) -> str:
    """The one passage that the number or name of a row begins; empty if there is none."""
    key, value = next(iter(row.items()))
    if isinstance(value, int):
        own = [p.text for p in passages if p.mark and value in numbers_of(key, p)]
    else:
        name = rf"\W*(?:\d+\W+)?{re.escape(str(value))}\b"
        own = [p.text for p in passages if value and re.match(name, p.text)]
    return own[0] if len(own) == 1 and not has_several(own[0]) else ""


def _is_own(entry: Mapping[str, Any], items: Items, text: str) -> bool:
    """Whether a count, but for none, stands with its thing in words of the text."""
    name, last = entry["name"], entry["last"]
    value = value_by_quote(entry["value"], last)
    if name not in items.names:
        return True
    if place_of(last, text) is None:  # the LLM may put the thing in place of its pronoun
        said = [s for passage in passages_of(text) for s in sentences_of(passage.body)]
        firm = [s for s in said if stance_of(s, s) == "firm"]
        if not isinstance(value, int | float) or isinstance(value, bool):
            return False
        return any(stands_alone(name, value, sentence, items) for sentence in firm)
    return not value or any(m.name == name and m.amount == value for m in items.mentions(last))


def _is_said(entry: Mapping[str, Any], text: str) -> bool:
    """Whether a value stands in the text; of a list the name, and the last words on it."""
    if "value" in entry:
        value = value_by_quote(entry["value"], entry["last"])
        is_number = isinstance(value, int | float)
        return stands_in(value, text) and (not is_number or stands_in(value, entry["last"]))
    name = re.search(rf"\b{re.escape(str(entry['name']))}\b", text, re.IGNORECASE)
    return name is not None and place_of(entry["last"], text) is not None
