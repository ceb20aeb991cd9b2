"""Tables of a document under two headings: for the rows with a value in a column, and the rest."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from hocket.agents.forms.shaping import normal
from hocket.agents.ways.heads import text_of

if TYPE_CHECKING:
    from hocket.agents.forms import Form
    from hocket.agents.ways.spreading import Rows

TWO = 2
_HAVE = (
    r"['\"\u2019\u201d]? (?:for )?(?:(?:the|those|all|any) )?(?:(?!with\b)[a-z]+ )?"
    r"(?:with|that have|which have|having) (?:an? |the )?['\"\u2018\u201c]?"
    r"(?P<value>[\w-]+)['\"\u2019\u201d]? (?:in|as|for|under) (?:the column )?(?P<column>\w+)"
    r"(?=['\"\u2019\u201d]?(?:[,.;:]|$| and (?:an?|one|another|the|under|below|those)\b))"
)
_REST = (
    r"['\"\u2019\u201d]? (?:for )?(?:all )?(?:the )?(?:rest|others?|other [a-z]+)"
    r"(?: of (?:the [a-z]+|them))?(?=[,.;:]|$| and\b| (?:both|each|sorted)\b)"
)


@dataclass(frozen=True, slots=True)
class Halves:
    """What divides the rows.

    Attributes:
        column: The column with the value.
        value: The value, as text.
        first: The heading of the rows with it.
        rest: That of the others.
        said: The words that say so.
    """

    column: str
    value: str
    first: str
    rest: str
    said: tuple[str, str]


def halves_of(form: Form) -> Halves | None:
    """What divides the rows under two headings; None if the words do not say it.

    Examples:
        >>> from hocket.agents.forms import form_of
        >>> goal = "Make a.md with a table under the heading New for the cars with a 0 in used and "
        >>> goal += "one under the heading Used for the rest. Columns: car, price."
        >>> half = halves_of(form_of(goal, ["a.md"]))
        >>> half.column, half.value, half.first, half.rest
        ('used', '0', 'New', 'Used')
    """
    if len(form.headings) != TWO:
        return None
    for first, rest in (form.headings, form.headings[::-1]):
        have = re.search(rf"\b{re.escape(first)}{_HAVE}", form.task)
        others = re.search(rf"\b{re.escape(rest)}{_REST}", form.task)
        if have and others:
            said = (have[0], others[0])
            return Halves(have["column"], text_of(have["value"]), first, rest, said)
    return None


def without_halves(form: Form) -> str:
    """The task without what divides its rows."""
    task, halves = form.task, halves_of(form)
    for said in halves.said if halves else ():
        task = task.replace(said, "")
    return task


def halved(names: list[str], rows: list[list[object]], halves: Halves) -> Rows | None:
    """The rows with the heading of each; None if a row lacks the value, or none has it.

    Examples:
        >>> half = Halves("used", "0", "New", "Used", ("", ""))
        >>> halved(["car", "used"], [["A", 0], ["B", 1]], half)[1]
        [['New', 'A', 0], ['Used', 'B', 1]]
    """
    places = [p for p, name in enumerate(names) if normal(name) == normal(halves.column)]
    texts = [text_of(row[places[0]]) for row in rows] if len(places) == 1 else []
    if halves.value not in texts or any(row[places[0]] is None for row in rows):
        return None
    heads = [halves.first if text == halves.value else halves.rest for text in texts]
    return ["heading", *names], [[head, *row] for head, row in zip(heads, rows, strict=True)]
