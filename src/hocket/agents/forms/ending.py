"""What a program has to leave for a form, in words for the LLM that writes it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal

from hocket.core.late_pattern import late_pattern

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hocket.agents.forms.wanted import Form

Way = Literal["program", "query", "rows"]
"""In which way a table is worked on."""

FEW = 2

MEASURED = "two columns, the name and the number that it is sorted by"
_LIST_OF = late_pattern(r"\blist of ([^,.;:()]*)", re.IGNORECASE)
_NAMES = late_pattern(
    r"(?:(?:the|all|its|their) )*(?:[\w'\u2019-]+ )?(?:names|titles)\b", re.IGNORECASE
)
_THINGS = late_pattern(r"(?:(?:the|all|those|these) )*(\w+)\b", re.IGNORECASE)
_MEASURES = late_pattern(
    r"\b(?:\w+est|most|least|more|less|prices?|ages?|totals?|sums?|amounts?|numbers?|values?|counts?"
    r"|scores?|points|temperatures?|percent\w*|shares?|years?|dates?|days|months?|sizes?|lengths?"
    r"|heights?|weights?|costs?|rates?|figures?|averages?|means?|times?|results?)\b",
    re.IGNORECASE,
)
"""What tells that a list may be of the numbers themselves."""
_COLUMNS = {
    "list": "Select one column",
    "mapping": "Select two columns, such as a town and its number",
}


def ending_of(form: Form, way: Way) -> str:
    """One line that says what to set ``answer`` to, or which rows to select; empty if it is open.

    Args:
        form: What is asked for.
        way: What the LLM writes: a program on data frames or on rows, or a query.

    Examples:
        >>> from hocket.agents.forms import form_of
        >>> form = form_of("Write top.json with town and people.", ["top.json"])
        >>> ending_of(form, "program"), ending_of(form, "query")
        ("answer: a dict with the keys 'town' and 'people'", 'Select one row: town, people')
    """
    if form.shape == "object" and len(form.keys) > FEW:
        return ""  # a long list of keys leads a small LLM to compute each on its own
    return _selected(form) if way == "query" else _set(form, way)


def is_measured(form: Form) -> bool:
    """Whether a list of names is in the order of a number, by which code can sort it if told."""
    if form.shape != "list" or form.order is None:
        return False
    is_by_name = form.order.kind == "columns" and form.order.parts[0][1]
    if form.order.kind != "size" and not is_by_name:
        return False
    items = [match[1] for match in _LIST_OF.finditer(form.task)]
    return bool(items) and all(_is_of_names(item, form.task) for item in items)


def _is_of_names(item: str, task: str) -> bool:
    """Whether what a list is of are names: by that word, or a thing that is asked for by which."""
    if _MEASURES.search(item):
        return False
    thing = _THINGS.match(item)
    asked = rf"\bwhich (?:\w+ )?{re.escape(thing[1])}\b" if thing else r"(?!)"
    return bool(_NAMES.match(item) or re.search(asked, task, re.IGNORECASE))


def _set(form: Form, way: Way) -> str:  # noqa: PLR0911 - a form a line
    rows = "a DataFrame" if way == "program" else "a list of dicts"
    named = f" with the {'columns' if way == 'program' else 'keys'} {_listed(form.keys)}"
    if form.slots:
        return f"answer: a dict with the {_keys([slot.name for slot in form.slots])}"
    if form.is_bulleted:
        return "answer: a dict of headings to lists of texts, or one list of texts"
    if form.headings:
        return f"answer: a dict of {_listed(form.headings)} to {rows}"
    if form.kind in ("csv", "markdown") or (form.kind == "json" and form.shape == "objects"):
        return f"answer: {rows}{named}" if form.keys else ""
    if form.kind != "json":
        return ""
    if form.shape == "object":
        return f"answer: a dict with the {_keys(form.keys)}"
    if form.shape == "mapping of objects":
        return f"answer: a dict of names to dicts with the {_keys(form.keys)}"
    if form.shape == "list":
        return f"answer: {rows} of {MEASURED}" if is_measured(form) else "answer: a list"
    return "answer: a dict of names to values" if form.shape == "mapping" else ""


def _selected(form: Form) -> str:
    keys = [slot.name for slot in form.slots] or list(form.keys)
    if form.is_bulleted:
        return "Select two columns: the heading, and the text below it"
    if form.headings or form.shape == "nested":
        return ""
    if form.kind == "template" or (form.kind == "json" and form.shape == "object"):
        return f"Select one row: {', '.join(keys)}"
    if form.kind == "json" and form.shape in _COLUMNS:
        return f"Select {MEASURED}" if is_measured(form) else _COLUMNS[form.shape]
    if form.kind == "json" and form.shape == "mapping of objects":
        return f"Select what is named, then {', '.join(keys)}"
    return f"Select the columns {', '.join(keys)}" if keys and form.kind != "words" else ""


def _keys(keys: Sequence[str]) -> str:
    return f"key{'' if len(keys) == 1 else 's'} {_listed(keys)}"


def _listed(names: Sequence[str]) -> str:
    """The names in quotes, joined as in a sentence."""
    quoted = [repr(name) for name in names]
    return " and ".join(filter(None, (", ".join(quoted[:-1]), *quoted[-1:])))
