"""By extraction: data out of texts, passage by passage; the state is kept by code.

In a thread later messages override earlier ones: the LLM says for each only what it changes. What
it says is dropped unless its quote stands in the passage, and numbers unless they stand there.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from hocket.agents.backing import numbers_in
from hocket.agents.forms import fill, form_of
from hocket.agents.records.backed import backed_rows, stands_in
from hocket.agents.records.conditions import condition_in
from hocket.agents.records.entries import told_entries
from hocket.agents.records.matches import told_matches, wants_all
from hocket.agents.records.owned import with_headings
from hocket.agents.records.votes import told_votes
from hocket.agents.threads.duties import Duties, duties_of, duties_told
from hocket.agents.threads.items import Items
from hocket.agents.threads.kept import counted_names, is_borne, is_of_other
from hocket.agents.threads.ledger import Ledger, counts_of
from hocket.agents.threads.names import first_name
from hocket.agents.threads.plans import roster_rows, roster_values
from hocket.agents.threads.tally import is_tally, tallied
from hocket.agents.ways.answer import doubted
from hocket.agents.ways.extracting import (
    TOKENS,
    changes_schema,
    changing,
    joining,
    members_schema,
    rows_schema,
    taking_out,
)
from hocket.agents.ways.fitting import has_own_tools
from hocket.agents.ways.judged import judged_rows
from hocket.agents.ways.quote import WHOLE_CHARS, may_be_text, texts_of
from hocket.core.late_pattern import late_pattern
from hocket.documents.passages import Passage, passages_of
from hocket.documents.passages import form_of as form_of_text
from hocket.documents.quotes import place_of
from hocket.errors import PermanentError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from hocket.agents.forms import Form
    from hocket.core.agent import AgentCard
    from hocket.ports.agent import Assignment, Prospect, Workbench

KIND = "extraction"
MOST_PASSAGES = 60
"""A longer text takes too many calls; a program over its lines serves it better."""

THREADS = ("mails", "chat")
_ZERO = late_pattern(r"\b(?:0|zero) (?:for|if|where)\b", re.IGNORECASE)
_COUNTED = late_pattern(
    r"\b(?:how (?:often|many|much)|numbers? of|count\w*|total\w*|sum(?:s|med)?|altogether|in all"
    r"|together|combined|overall|cumulat\w*|tall(?:y|ies)|add(?:s|ed|ing)? up|averages?|means?"
    r"|medians?|frequenc\w+|differences?|ratios?|shares?|percent\w*|balances?|max\w*|min(?:imum)?"
    r"|most|least|fewest|highest|lowest|longest|shortest|largest|biggest|greatest|smallest|dearest"
    r"|cheapest|earliest|best|worst|votes? (?:received|won|got|gained|obtained)"
    r"|(?:received|won|got|gained|obtained) (?:\w+ )?votes?)\b",
    re.IGNORECASE,
)
"""What has to be computed of several rows, of which none replaces another."""
_TAKEN_OFF = late_pattern(
    r"(?i)\b(?:leave\b[^.!?]{0,40}\bout|(?<!n't )(?<!not )(?:cancel(?:led)?|drop(?:ped)?)"
    r"|sold out|not (?:needed|wanted)|(?:don't|do not) (?:need|want))\b"
)


class ByExtraction:
    name = "extract"

    def fits(self, prospect: Prospect) -> bool:
        task = prospect.task
        if has_own_tools(prospect) or task.kind != KIND or len(prospect.files) != 1:
            return False
        form = extracted_form(task.objective.description, task.objective.deliverables)
        return form is not None and all(may_be_text(name) for name in prospect.files)

    async def work(self, assignment: Assignment, bench: Workbench, card: AgentCard) -> str:
        """What was taken out, in the file that is asked for.

        Raises:
            PermanentError: The text has too many passages, nothing was in it, or its form lacks
                something.
        """
        del card  # its instructions are those for other ways
        objective = assignment.task.objective
        form = extracted_form(objective.description, objective.deliverables)
        text = next(iter((await texts_of(assignment, bench)).values()))
        passages = passages_of(text)
        if form is None or len(passages) > MOST_PASSAGES:
            message = f"{len(passages)} passages are too many to read one by one; use a program"
            raise PermanentError(message, attempt_id=assignment.attempt_id)
        reader = _Reader(objective.description, assignment, bench)
        kind = form_of_text(text)
        if kind in ("items", "paragraphs"):
            reader.take_entries(passages)
        answer = await _answer(reader, form, passages, is_thread=kind in THREADS)
        return handed_over(form, answer, assignment, bench, self.name)


class _Reader:
    """Asks for what each passage has."""

    def __init__(self, goal: str, assignment: Assignment, bench: Workbench) -> None:
        self.goal = goal
        self.bench = bench
        self._seed = assignment.seed * 16
        self._temperature = 0.25 * min(2, assignment.repeats)
        self._ledger = Ledger(Items([]))
        self._duties: Duties | None = None
        self._has_entries = self._is_numbered = False

    def take_entries(self, passages: Sequence[Passage]) -> None:
        """Take the passages for entries of things, each with its number or its name."""
        self._has_entries = True
        self._is_numbered = any(passage.mark for passage in passages)

    def keep_by_rules(self, names: Sequence[str], passages: Sequence[Passage]) -> None:
        """Keep counts of things, and who has which shift, along a thread by rules."""
        counted = counted_names(names, [passage.body for passage in passages])
        self._ledger = Ledger(Items(counted))
        self._duties = None if counted else duties_of(self.goal, names, passages)

    async def values(self, state: dict[str, Any], names: Sequence[str], passage: Passage) -> None:
        """Add what a message says of each name to the values that they had before it.

        Counts are changed as rules read its sentences; the LLM is asked about those that they
        leave open, and about other values.
        """
        ledger, duties = self._ledger, self._duties
        author = first_name(passage.author)
        taken = duties.read(author, passage.body, state) if duties else {}
        steps = ledger.read(passage.author, passage.body)
        certain = {change.name for step in steps for change in step.changes}
        left = [step.sentence for step in steps if step.is_open]
        counted = [name for name in ledger.items.names if name not in certain and left]
        asked = [name for name in names if name not in ledger.items.names or name in counted]
        if asked:
            prompt = changing(self.goal, state, passage.author, passage.body)
            for change in (await self._asked(prompt, changes_schema(asked)))["changes"]:
                name, quote = change["name"], change["quote"]
                value: Any = value_by_quote(change["value"], quote)
                is_firm = duties is None or duties.is_firm(quote, passage.body)
                if not (is_firm and _is_quoted(change, passage)):
                    continue
                if name in counted and is_borne(name, value, quote, ledger.items, left):
                    ledger.take(passage.author, name, float(value))
                elif name not in ledger.items.names and _is_said(
                    name, value, quote, passage, ledger.items
                ):
                    state[name] = value
        state |= counts_of(ledger.counts) | taken

    async def members(self, state: dict[str, Any], passage: Passage) -> None:
        """Add whether a message has names on the list to the names so far, as first named."""
        prompt = joining(self.goal, passage.author, passage.body)
        for change in (await self._asked(prompt, members_schema()))["changes"]:
            name = _known_name(change["name"], state)
            if _is_quoted(change, passage) and place_of(name, passage.text):
                state[name] = change["in"] == "yes"

    async def rows(self, keys: Sequence[str], passage: Passage) -> list[dict[str, Any]]:
        """The rows of a passage, but for those with a value from elsewhere or of other things.

        The LLM isn't asked where rules read all of it.
        """
        told = told_matches(keys, passage.text) if wants_all(self.goal) else None
        if told is None and not condition_in(self.goal):
            told = told_votes(keys, passage, self.goal)
        if told is None:
            told = self._told_entries(keys, passage)
        if told is not None:
            return told
        prompt = taking_out(self.goal, passage.text)
        data = await self._asked(prompt, rows_schema(keys))
        rows = backed_rows(data["rows"], passage.text)
        return await judged_rows(self.goal, rows, keys, passage, self.bench)

    def _told_entries(self, keys: Sequence[str], passage: Passage) -> list[dict[str, Any]] | None:
        if not self._has_entries:
            return None
        return told_entries(keys, passage, self.goal, is_numbered=self._is_numbered)

    async def _asked(self, prompt: Sequence[Any], schema: Mapping[str, Any]) -> Any:
        answer = await self.bench.ask(
            prompt,
            json_schema=schema,
            max_tokens=TOKENS,
            temperature=self._temperature,
            seed=self._seed,
        )
        return answer.data


def handed_over(
    form: Form, answer: Mapping[str, Any], assignment: Assignment, bench: Workbench, way: str
) -> str:
    """The answer in words, with its file on the workbench and what is wrong with its values.

    Raises:
        PermanentError: It lacks something of the form.
    """
    filled = fill(form, answer)
    if filled.lacks or filled.content is None:
        message = f"What the text has does not fill {form.file}: {filled.lacks or 'no content'}"
        raise PermanentError(message, attempt_id=assignment.attempt_id)
    bench.write(form.file, filled.content)
    if filled.wrong:
        bench.attest(doubted(way, filled.wrong))
    return filled.text or f"Wrote {form.file}."


async def hold_filled(form: Form, answer: Mapping[str, Any], lacks: str, bench: Workbench) -> None:
    """Hold an answer in the form that is asked for, if it fills that."""
    filled = fill(form, answer)
    if filled.content is not None and not filled.lacks:
        text = filled.text or f"Wrote {form.file}."
        await bench.hold(text, lacks, files={form.file: filled.content})


def extracted_form(text: str, deliverables: Sequence[str]) -> Form | None:
    """The form that is asked for, if it is one that passages can fill."""
    form = form_of(text, deliverables)
    if form.kind == "csv" or form.shape in ("object", "objects"):
        return form if form.keys else None
    is_mapping = form.shape == "mapping" and all(form.pair) and not _COUNTED.search(text)
    return form if form.shape == "list" or is_mapping else None


async def _answer(
    reader: _Reader, form: Form, passages: Sequence[Passage], *, is_thread: bool
) -> dict[str, Any]:
    """The answer for ``fill``; what the passages so far gave is held before the next is read."""
    if form.shape == "object" and not is_thread:
        # Outside a thread the order of statements makes no difference, so one call reads all.
        passages = _whole(passages)
    if is_thread and (roster := _roster(form, reader.goal, passages)) is not None:
        return roster
    state: dict[str, Any] = {}
    rows: list[dict[str, Any]] = []
    if form.shape != "list" and not is_thread:
        passages = with_headings(passages)
    if form.shape == "object" and is_thread:
        reader.keep_by_rules(form.keys, passages)
    messages: list[tuple[str, str]] = []
    for number, passage in enumerate(passages):
        if state or rows:
            read = f"{number} of {len(passages)} passages of the text were read"
            so_far = _answer_so_far(form, state, rows, messages, reader.goal)
            await hold_filled(form, so_far, read, reader.bench)
        if form.shape == "list":
            await reader.members(state, passage)
        elif form.shape == "object":
            await reader.values(state, form.keys, passage)
        else:
            rows += await reader.rows(fields_of(form), passage)
        messages += [(passage.author, passage.body)] if is_thread else []
    return _answer_so_far(form, state, rows, messages, reader.goal)


def _roster(form: Form, goal: str, passages: Sequence[Passage]) -> dict[str, Any] | None:
    """The answer for ``fill`` of who has which slot of a plan; None if it asks otherwise."""
    if form.shape == "object":
        values = roster_values(form.keys, goal, passages)
        values = values or duties_told(goal, form.keys, passages)
        return None if values is None else answer_of_values(form, values, goal)
    rows = None if form.shape == "list" else roster_rows(fields_of(form), goal, passages)
    return None if rows is None else answer_of_rows(form, rows)


def _answer_so_far(
    form: Form,
    state: Mapping[str, Any],
    rows: list[dict[str, Any]],
    messages: Sequence[tuple[str, str]],
    goal: str,
) -> dict[str, Any]:
    """The answer for ``fill`` from what was read: members and values by name, or rows."""
    if form.shape == "list":
        return {"kind": "value", "value": [name for name, belongs in state.items() if belongs]}
    if form.shape == "object":
        return answer_of_values(form, state, goal)
    if messages and is_tally(fields := fields_of(form)):
        rows = tallied(fields, rows, messages, with_none=bool(_ZERO.search(goal)))
    return answer_of_rows(form, rows)


def answer_of_values(form: Form, values: Mapping[str, Any], goal: str) -> dict[str, Any]:
    """The values of the keys for ``fill``, with what the goal writes where there is none."""
    none = 0 if _ZERO.search(goal) else None
    return {"kind": "value", "value": {key: values.get(key, none) for key in form.keys}}


def fields_of(form: Form) -> tuple[str, ...]:
    """What each row of a text has for the form: its keys, or the name and value of a mapping."""
    return form.pair if form.shape == "mapping" else form.keys


def answer_of_rows(form: Form, rows: list[dict[str, Any]]) -> dict[str, Any]:
    """The rows for ``fill``: objects, a table, or a mapping in which later rows replace earlier."""
    if form.shape == "mapping":
        name, value = form.pair
        named = [row for row in rows if row[name] is not None]
        return {"kind": "value", "value": {str(row[name]): row[value] for row in named}}
    if form.shape == "objects":
        return {"kind": "value", "value": rows}
    cells = [[row.get(key) for key in form.keys] for row in rows]
    return {"kind": "table", "columns": list(form.keys), "rows": cells}


def _whole(passages: Sequence[Passage]) -> list[Passage]:
    """All passages as one, if that fits a prompt."""
    text = "\n\n".join(passage.text for passage in passages)
    if len(text) > WHOLE_CHARS:
        return list(passages)
    return [Passage(text, passages[0].first, passages[-1].last)]


def value_by_quote(value: object, quote: str) -> object:
    """The value, or 0 where its quote has no number but takes the thing off the list.

    Examples:
        >>> value_by_quote(6, "leave the staplers out"), value_by_quote(6, "only 6 staplers")
        (0, 6)
    """
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    return 0 if is_number and not numbers_in(quote) and _TAKEN_OFF.search(quote) else value


def _is_said(name: str, value: object, quote: str, passage: Passage, items: Items) -> bool:
    """Whether a message says the value of a name, and not the count of one of the things."""
    if not isinstance(value, int | float) or isinstance(value, bool):
        return stands_in(value, passage.text)
    return stands_in(value, quote) and not is_of_other(name, value, quote, items)


def _is_quoted(change: Mapping[str, Any], passage: Passage) -> bool:
    return place_of(change["quote"], passage.text) is not None


def _known_name(name: str, state: Mapping[str, bool]) -> str:
    """The name as the list has it: a full name and its first word are the same."""
    first = name.split(maxsplit=1)[0] if name.split() else name
    return next((known for known in state if known.split()[0] == first), name)
