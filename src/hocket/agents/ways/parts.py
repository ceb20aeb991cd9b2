"""By parts: each value of several is computed by a program of its own, on the same tables.

A small LLM that is to compute several things in one program mixes them up; asked for one of them
it often writes the right one (T. Khot et al., "Decomposed Prompting", ICLR 2023). The prompts
differ in their last line only, so a host has the rest in its cache.
"""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from hocket.agents.forms import Filled, form_of
from hocket.agents.ways.languages import PANDAS
from hocket.agents.ways.loaded import loaded
from hocket.agents.ways.tables import TablesWay, handed_over
from hocket.agents.ways.writing import Writing, files_of, text_of
from hocket.errors import PermanentError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hocket.agents.forms import Form
    from hocket.agents.ways.writing import Written
    from hocket.core.agent import AgentCard
    from hocket.ports.agent import Assignment, Prospect, Workbench

JSON = ".json"
FEWEST, MOST = 2, 8
"""How many values are computed one by one."""
ONE = "Compute only {name!r} now. answer: a dict with the key {name!r}"


class ByParts(TablesWay):
    name = "parts"
    language = PANDAS

    def fits(self, prospect: Prospect) -> bool:
        objective = prospect.task.objective
        parts = parts_of(form_of(objective.description, objective.deliverables))
        return FEWEST <= len(parts) <= MOST and super().fits(prospect)

    async def work(self, assignment: Assignment, bench: Workbench, card: AgentCard) -> str:  # noqa: ARG002 - the rules of the way replace the instructions
        """The values together, in the form that is asked for.

        Raises:
            PermanentError: No program gave one of them within the allowed tries.
        """
        objective = assignment.task.objective
        form = form_of(objective.description, objective.deliverables)
        tables = await loaded(assignment, bench)
        writing = Writing(assignment, bench, self.language, tables, is_part=True)
        done: list[Written] = []
        parts = parts_of(form)
        for name, part in parts.items():
            if done:
                await self._hold(form, done, list(parts)[len(done) :], bench)
            tries = await writing.tried(part, ONE.format(name=name))
            taken = next((one for one in tries if one.has_values and not one.fault), None)
            taken = taken or next((one for one in tries if one.has_values), None)
            if taken is None:
                message = f"No program gave {name!r}: {tries[0].fault}; try a larger LLM"
                raise PermanentError(message, attempt_id=assignment.attempt_id)
            done.append(replace(taken, code=f"# {name}\n{taken.code}"))
        return handed_over(form, *_together(form, done), bench, self.language)

    async def _hold(
        self, form: Form, done: Sequence[Written], left: Sequence[str], bench: Workbench
    ) -> None:
        """Hold the values that there are."""
        filled, code = _together(form, done)
        lacks = f"it has no value for {', '.join(left)}"
        files, language = files_of(form, filled), self.language.name
        await bench.hold(text_of(form, filled), lacks, files=files, program=code, language=language)


def _together(form: Form, done: Sequence[Written]) -> tuple[Filled, str]:
    """What single programs gave as one answer, and the programs."""
    filled = [one.filled for one in done if one.filled is not None]
    return joined(form, filled), "\n\n".join(one.code for one in done)


def parts_of(form: Form) -> dict[str, Form]:
    """The form of each single value by its name; none if the form has no named values.

    Examples:
        >>> list(parts_of(form_of("Write a.json with mean and days.", ["a.json"])))
        ['mean', 'days']
        >>> parts_of(form_of("Write a.json, a list of {town, people}.", ["a.json"]))
        {}
    """
    if form.kind == "template":
        return {slot.name: replace(form, slots=(slot,)) for slot in form.slots}
    if form.shape == "object" and form.file.lower().endswith(JSON):
        return {key: replace(form, keys=(key,)) for key in form.keys}
    return {}


def joined(form: Form, parts: Sequence[Filled]) -> Filled:
    """The single values as one answer in the form."""
    wrong = "; ".join(part.wrong for part in parts if part.wrong)
    if form.kind == "template":
        return Filled(" ".join(part.text for part in parts), wrong=wrong)
    values: dict[str, Any] = {}
    for part in parts:
        values |= json.loads(part.text)
    text = json.dumps(values, ensure_ascii=False, indent=2)
    return Filled(text, f"{text}\n".encode(), wrong=wrong)
