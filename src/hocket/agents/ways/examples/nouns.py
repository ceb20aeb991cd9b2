"""What a worked example on tables is: tables of a domain of its own, a task, and what does it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from hocket.agents.forms import ending_of, form_of
from hocket.core.late_pattern import late_pattern
from hocket.documents.profile.wide import WIDE
from hocket.ports.llm import ChatMessage

if TYPE_CHECKING:
    from hocket.agents.forms.ending import Way

Trait = Literal["things", "weighed", "cases", "sides", "options", "beside"]
"""What tables have, or are asked for, that has an example of its own: a column for each of several
things of a kind, a share of what a column counts, the cases of an event log, rows of two sides,
measures of each of several options, values that are compared side by side."""

_NAMES = {
    "<most>": r"(?:most|least|fewest|best|worst|(?:high|low|larg|bigg|small|great|long|short|tall"
    r"|old|young|fast|slow|cheap|dear|heavi|light|hott|cold|warm|wett|dri|busi|rich|poor|strong"
    r"|weak|wid|narrow|deep|quiet|earli|lat)est)",
    "<count>": r"(?:two|three|four|five|six|seven|eight|nine|ten|twelve|\d+)",
    "<spans>": r"(?:hours|days|nights|weeks|months|quarters|years|seasons)",
    "<span>": r"(?:hour|day|night|week|month|quarter|year|season)",
    "<month>": r"(?:january|february|march|april|may|june|july|august|september|october|november"
    r"|december)",
    "<year>": r"[12]\d{3}",
    "<each>": r"(?:each|every)",
    "<percent>": r"(?:per ?cent\w*|share|proportion|fraction|part)",
    " … ": r"\b[^.?;]{0,60}?\b",
}
"""What patterns name: kinds of words, and what stands between two of them in one sentence."""

_FIELD = re.compile(r"(?m)^- '([^']+)':")
_FILE = re.compile(r"\b\w+\.(?:json|csv|md)\b")


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table as it is described to the LLM: its name, and a line for each column.

    Attributes:
        name: Its name.
        columns: A line for each column.
        form: How the variable of its other form ends, if it has one.
        holds: What that form is.
        fields: A line for each of its columns.
    """

    name: str
    columns: str
    form: str = ""
    holds: str = ""
    fields: str = ""

    def shown(self, way: Way, *, alone: bool) -> str:
        """The description, with the name under which the way knows the table."""
        variable = "df" if alone else self.name
        known = {
            "program": f"DataFrame {variable}",
            "query": f"Table {variable}",
            "rows": "List rows" if alone else f"List {self.name}_rows",
        }[way]
        shown = f"{known} ({self.name}.csv)\n{self.columns}"
        if self.form:
            form = f"df{self.form}_rows" if way == "rows" else f"df{self.form}"
            kind = known.partition(" ")[0]
            fields = self.fields
            if way == "query" and self.form == WIDE:
                fields = _FIELD.sub(r'- "\1":', fields)  # values as names need their quotes
            shown += f"\n\n{kind} {form} ({self.holds})\n{fields}"
        return shown


@dataclass(frozen=True, slots=True)
class Example:
    """A worked example.

    Attributes:
        words: What tasks say that are done alike, as others do.
        sheets: The tables.
        task: What is asked.
        program: What does it with pandas.
        loop: What does it in plain Python.
        statement: What does it in SQL; empty where SQL is not the way to do it.
        trait: What a task or its tables have where alone it is shown; empty for any.
        signs: Phrases that hardly any task says that is done otherwise.
    """

    words: re.Pattern[str]
    sheets: tuple[Sheet, ...]
    task: str
    program: str
    loop: str
    statement: str = ""
    trait: Trait | Literal[""] = ""
    signs: re.Pattern[str] | None = None

    def code(self, way: Way) -> str:
        """What does the task in a way; empty if nothing is shown for that way."""
        return {"program": self.program, "query": self.statement, "rows": self.loop}[way].strip()

    def shown(self, way: Way, *, ends: bool) -> tuple[ChatMessage, ChatMessage]:
        """The question and the answer; ``ends``: with the line on what to leave, if it has one."""
        alone = len(self.sheets) == 1
        tables = "\n\n".join(sheet.shown(way, alone=alone) for sheet in self.sheets)
        language = "sql" if way == "query" else "python"
        return (
            ChatMessage(
                "user", f"{tables}\n\nTask: {self.task}{self._ending(way) if ends else ''}"
            ),
            ChatMessage("assistant", f"```{language}\n{self.code(way)}\n```"),
        )

    def _ending(self, way: Way) -> str:
        """The line on what to leave, as a task of a user has it."""
        files = _FILE.findall(self.task)
        ending = ending_of(form_of(self.task, files[:1]), way)
        return f"\n{ending}" if ending else ""

    def said(self, task: str) -> frozenset[str]:
        """The words of a task that say that it is done like this one, in small letters."""
        return frozenset(match.lower() for match in self.words.findall(task))

    def phrases(self, task: str) -> frozenset[str]:
        """The signs that a task has, in small letters."""
        found = self.signs.finditer(task) if self.signs is not None else ()
        return frozenset(match.group().lower() for match in found)


def about(words: str) -> re.Pattern[str]:
    """A pattern of whole words in any case.

    ``<count>`` and the like stand for their words; `` … `` for what is between two in a sentence.

    Examples:
        >>> about("<count> … in a row").findall("Which three wet months in a row?")
        ['three wet months in a row']
    """
    for name, pattern in _NAMES.items():
        words = words.replace(name, pattern)
    return late_pattern(rf"\b(?:{words})\b", re.IGNORECASE)
