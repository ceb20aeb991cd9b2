"""Values as text: rounded as asked, dates in their form, tables in Markdown."""

from __future__ import annotations

import datetime as dt
import re
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from hocket.agents.forms.asked import VALUE
from hocket.agents.forms.bounds import in_percent, wrong_percent
from hocket.agents.forms.conforming import conformed_rows
from hocket.agents.forms.figures import number_text, rounded
from hocket.agents.forms.headings import asks_headings, code_of
from hocket.agents.forms.naming import heading_of
from hocket.agents.forms.options import Options
from hocket.agents.forms.shaping import Lacking, normal, records_of, rows_for
from hocket.core.late_pattern import late_pattern

if TYPE_CHECKING:
    from collections.abc import Mapping

    from hocket.agents.forms.wanted import Form

_DATE = late_pattern(r"(\d{4})-(\d\d)(?:-(\d\d))?(?:[ T]00:00:00)?")
_UNSPACED = late_pattern(
    r"\b(?:as|like|in the (?:form|format)(?: of)?:?) [\"'`]?\w+(?:,\w+)+\b(?![,.]?\d)"
    r"|\b(?:no|without(?: any)?) (?:spaces?|blanks?)\b",
    re.IGNORECASE,
)
"""What asks for values with commas and no spaces between them."""
_BETWEEN = late_pattern(
    r"\b(?:separated by|with) (?:a )?(?P<semicolon>semicolons?)\b(?! in)"
    r"|\b(?:one|each) (?:per|on a|on its own|in a)(?: new| separate)? line\b"
    r"|\b(?:separated by|on) (?:line breaks|newlines|separate lines)\b",
    re.IGNORECASE,
)
_OF_INPUT = late_pattern(
    r"(?:\b(?:files?|tables?|data\w*|inputs?|sources?|columns?|fields?|values|logs?|lines?"
    r"|\w+\.\w{2,4}) "
    r"(?:\w+ )?(?:is|are|was|were|has|have|comes?|contains?|holds?) (?:[^.?!;]* )?"
    r"|\b(?:contains?|holds?|has|have) [^.?!;]*)$",
    re.IGNORECASE,
)
"""What stands before the marks that the values have where they are read."""
_PERCENTAGE = late_pattern(
    r"\b(?:(?:what|which) per ?cent(?:age)?|how many per ?cent|per ?cent(?:age)? of"
    r"|(?:what|which) (?:share|proportion)\b[^?]*\bper ?cent)\b",
    re.IGNORECASE,
)
_UNROUNDED = late_pattern(
    r"(?:(?:\bnot|n['\u2019]t|\bnever|\bwithout|\bno) round(?:ed|ing)?\b"
    r"(?! (?:until|before|inter|in between))"
    r"|\bunrounded|\b(?:full|maximum) precision"
    r"|\b(?:with|to|give|show|keep|state|report) all (?:the |its )?(?:digits|decimals))\b",
    re.IGNORECASE,
)
DIGITS = 15
"""Significant digits of which a float is certain."""

LONG = 4
"""Decimals of a number whose rounding is open, in words."""


def spelled(form: Form, value: Any, key: str = "") -> Any:
    """Plain JSON with numbers rounded and dates written as the form says."""
    if isinstance(value, dict):
        return {k: spelled(form, v, k) for k, v in value.items()}
    if isinstance(value, list):
        return [spelled(form, v, key) for v in value]
    if isinstance(value, float):
        decimals = form.decimals_of.get(key, form.decimals)
        return value if decimals is None else rounded(value, decimals) if decimals else round(value)
    if isinstance(value, str) and form.date and key not in form.looks:
        return _dated(value, form.date)
    return value


def in_words(form: Form, answer: Mapping[str, Any]) -> tuple[str, str]:
    """(an answer without a file, the value first; what is wrong with its values).

    Raises:
        Lacking: There is none.
    """
    if answer["kind"] == "table":
        rows = answer["rows"]
        if not rows:
            raise Lacking("answer is an empty table; check the conditions")
        if len(rows) == 1 and len(answer["columns"]) == 1:
            return _single(form, rows[0][0])
        return markdown(form, answer)
    if answer.get("value") is None:
        raise Lacking("answer is not set; end with `answer = ...`")
    value = answer["value"]
    if isinstance(value, list) and not any(isinstance(item, list | dict) for item in value):
        value = [row[0] for row in conformed_rows(form, [VALUE], [[item] for item in value])[0]]
        return _words(form, value), ""
    return _single(form, value)


def _single(form: Form, value: Any) -> tuple[str, str]:
    """(a single value in words, what is wrong with it)."""
    wrong = ""
    if not isinstance(value, list | dict):
        if form.is_ratio and _PERCENTAGE.search(form.task):
            [value] = in_percent("percent", [value], form.task, is_scaled=form.is_scaled)
        rows, wrong = conformed_rows(form, [VALUE], [[value]])
        value = rows[0][0]
    options = next((x for x in form.looks.get(VALUE, ()) if isinstance(x, Options)), None)
    if options is not None and isinstance(value, bool):
        value = options.text_of(value)
    if not wrong and _PERCENTAGE.search(form.task):
        wrong = wrong_percent("percent", [value], form.task, is_scaled=form.is_scaled)
    return _words(form, value), wrong


def _words(form: Form, value: Any) -> str:  # noqa: PLR0911 - by its kind
    if isinstance(value, dict):
        return "\n".join(f"{k}: {_words(form, v)}" for k, v in value.items())
    if isinstance(value, list):
        if value and all(isinstance(item, dict) for item in value):
            return markdown(form, {"kind": "value", "value": value})[0]
        return _mark(form.task).join(_words(form, item) for item in value)
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        if form.decimals is not None:
            return number_text(value, form.decimals)
        if _UNROUNDED.search(form.task):
            return f"{value:.{DIGITS}g}"
        return f"{round(value, LONG):.{LONG}f}".rstrip("0").rstrip(".")
    text = str(spelled(form, value, VALUE)).strip()
    return text.removesuffix(".") if form.value_only and " " not in text else text


def _mark(task: str) -> str:
    """What a task asks to have between several values; a comma and a space if it does not say."""
    match = next(
        (m for m in _BETWEEN.finditer(task) if not _OF_INPUT.search(task[: m.start()])), None
    )
    mark = ("; " if match["semicolon"] else "\n") if match else ", "
    return mark.rstrip(" ") if _UNSPACED.search(task) else mark


def markdown(form: Form, answer: Mapping[str, Any]) -> tuple[str, str]:
    """(tables in Markdown, each below its heading if there are several; what is wrong with them).

    Raises:
        Lacking: The answer holds no table.
    """
    value = answer.get("value")
    if isinstance(value, str):
        return value, ""
    if form.is_bulleted:
        return _bulleted(answer, has_headings="heading" in form.task.lower()), ""
    if form.headings:
        value = _by_heading(form, _parted(form, answer) or value)
    if isinstance(value, dict) and value and all(isinstance(v, list) for v in value.values()):
        tables = {name: _table(form, {"kind": "value", "value": v}) for name, v in value.items()}
        text = "\n\n".join(f"## {name}\n\n{table}" for name, (table, _) in tables.items())
        return text, "; ".join(wrong for _, wrong in tables.values() if wrong)
    table, wrong = _table(form, answer)
    lacks = "the task asks for headings; leave a dict of headings to DataFrames"
    return table, wrong or (lacks if asks_headings(form.task) else "")


def _bulleted(answer: Mapping[str, Any], *, has_headings: bool) -> str:
    """Bullet lists in Markdown, each below its heading if there are several.

    Raises:
        Lacking: The answer holds none.
    """
    value = answer.get("value")
    if answer["kind"] == "table" and not has_headings:
        value = [list(row) for row in answer["rows"]]
    elif answer["kind"] == "table":
        lists: dict[str, list[Any]] = {}
        for heading, *texts in answer["rows"]:
            lists.setdefault(str(heading), []).append(texts)
        value = lists if len(answer["columns"]) > 1 else list(lists)
    if isinstance(value, list):
        return "\n".join(map(_bullet, value))
    if not isinstance(value, dict) or not all(isinstance(v, list) for v in value.values()):
        raise Lacking("answer is no list of texts, nor a dict of headings to lists of texts")
    parts = ("\n".join([f"## {name}\n", *map(_bullet, texts)]) for name, texts in value.items())
    return "\n\n".join(parts)


def _bullet(item: Any) -> str:
    """An item as a line; of several values, those behind the first are in brackets."""
    first, *others = item if isinstance(item, list) else [item]
    if isinstance(item, dict):
        first, *others = item.values()
    return f"- {first} ({', '.join(map(str, others))})" if others else f"- {first}"


def _parted(form: Form, answer: Mapping[str, Any]) -> dict[str, Any] | None:
    """The rows of one table by the headings that a column of it names; None if none does."""
    if isinstance(answer.get("value"), dict):
        return None
    try:
        names, rows = records_of(answer, ())
    except Lacking:
        return None
    for place in range(len(names)):
        if not all(isinstance(row[place], str) for row in rows):
            continue
        meant = {text: _heading_of(text, form) for text in {row[place]: 0 for row in rows}}
        if set(meant.values()) == set(form.headings):
            return {
                heading: [
                    dict(zip(names, row, strict=True))
                    for row in rows
                    if meant[row[place]] == heading
                ]
                for heading in form.headings
            }
    return None


def _heading_of(value: str, form: Form) -> str:
    """The heading that a value says, or that the task has it as the code of."""
    coded = [one for one in form.headings if code_of(one, form.task).casefold() == value.casefold()]
    return coded[0] if len(coded) == 1 else heading_of(value, form.headings)


def _by_heading(form: Form, value: Any) -> dict[str, Any]:
    """The tables by the headings that are asked for.

    Raises:
        Lacking: One is not there, or has no rows.
    """
    named = ", ".join(map(repr, form.headings))
    named_by = {str(k): v for k, v in value.items()} if isinstance(value, dict) else {}
    tables = {normal(_heading_of(k, form) or k): v for k, v in named_by.items()}
    if any(not isinstance(tables.get(normal(heading)), list) for heading in form.headings):
        raise Lacking(f"answer needs a table for each heading: a dict of {named} to a DataFrame")
    empty = [heading for heading in form.headings if not tables[normal(heading)]]
    if empty:
        message = (
            f"the table for {empty[0]!r} is empty; compare with the values that the column has"
        )
        raise Lacking(message)
    for one, other in pairwise(form.headings):
        if len(tables[normal(one)]) > 1 and tables[normal(one)] == tables[normal(other)]:
            raise Lacking(
                f"the tables for {one!r} and {other!r} are the same; each has its own rows"
            )
    return {heading: tables[normal(heading)] for heading in form.headings}


def _table(form: Form, answer: Mapping[str, Any]) -> tuple[str, str]:
    names, given = rows_for(form, answer)
    rows, wrong = conformed_rows(form, names, given)
    lines = [names, ["---"] * len(names)]
    lines += [[_cell(form, n, v) for n, v in zip(names, row, strict=True)] for row in rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines), wrong


def _cell(form: Form, name: str, value: Any) -> str:
    decimals = form.decimals_of.get(name, form.decimals)
    if isinstance(value, float) and decimals:
        return number_text(value, decimals)
    value = spelled(form, value, name)
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return str(value).replace("|", "\\|").replace("\n", " ")


def _dated(text: str, form: str) -> str:
    match = _DATE.fullmatch(text)
    if match is None:
        return text
    try:
        return dt.date(int(match[1]), int(match[2]), int(match[3] or 1)).strftime(form)
    except ValueError:
        return text
