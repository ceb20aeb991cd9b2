"""Whether the values of an answer are what is asked for, column by column; mended where certain.

An answer that lacks nothing can still hold the wrong values. What code cannot mend is named in
words for the LLM, and such a result is never called right.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from hocket.agents.forms.asked import NAME, VALUE
from hocket.agents.forms.bounds import in_percent, wrong_percent
from hocket.agents.forms.falls import sized
from hocket.agents.forms.figures import PER_CENT, Figures, is_written_out
from hocket.agents.forms.kinds import as_named
from hocket.agents.forms.listing import lacks_listed
from hocket.agents.forms.marks import marked
from hocket.agents.forms.moments import Moments
from hocket.agents.forms.named import only_named, within_years
from hocket.agents.forms.ordering import ordered
from hocket.agents.forms.periods import periods_of
from hocket.agents.forms.rounding import directed, said_of_direction
from hocket.documents.profile.values import MISSING, MISSING_ALWAYS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hocket.agents.forms.wanted import Form

_SORTED_LISTS = re.compile(
    r"\b(?:list|array)s? of [^.;,]{0,60}?,? (?:\w+ )?(?:in |sorted )?(?:in )?alphabetical"
    r"|\b(?:alphabetical(?:ly sorted)?|sorted) (?:list|array)s?\b",
    re.IGNORECASE,
)
"""What says that the lists are sorted, and not what they stand under."""

_WHOLE_WITHIN = re.compile(r"(?<![\d.,])(\d+)\.0(?=[^\W\d]|[-/]\d)")
_GAPS = MISSING | MISSING_ALWAYS | {""}


def conformed(form: Form, value: Any) -> tuple[Any, str]:
    """(JSON in the shape of the form with its values mended, what is wrong with them)."""
    if form.shape == "object" and isinstance(value, dict):
        rows, wrong = conformed_rows(form, list(value), [list(value.values())])
        return dict(zip(value, rows[0], strict=True)), wrong
    if form.shape in ("mapping", "mapping of objects") and isinstance(value, dict):
        is_flat = form.shape == "mapping" and not any(isinstance(v, dict) for v in value.values())
        if is_flat and (other := lacks_listed(form.task, list(map(str, value)))):
            return value, other
        named = within_years(form.task, only_named(form.task, list(map(str, value))))
        return _conformed_mapping(form, {k: v for k, v in value.items() if str(k) in named})
    if isinstance(value, list) and value and all(isinstance(item, dict) for item in value):
        return _conformed_objects(form, value)
    if form.shape == "list" and isinstance(value, list):
        rows, wrong = conformed_rows(form, [VALUE], [[item] for item in value])
        return [row[0] for row in rows], wrong
    return value, ""


def conformed_rows(
    form: Form, names: Sequence[str], rows: Sequence[Sequence[Any]]
) -> tuple[list[list[Any]], str]:
    """(the rows in order with their values mended, what is wrong with them)."""
    columns = [list(column) for column in zip(*rows, strict=True)]
    faults = []
    for place, (name, given) in enumerate(zip(names, columns, strict=False)):
        columns[place] = column = periods_of(given, form.looks.get(name, ()))
        if any(isinstance(value, list | dict) for value in column):
            continue
        columns[place], wrong = _conformed_column(form, name, column)
        faults += [wrong] if wrong else []
    mended = [list(row) for row in zip(*columns, strict=True)]
    return ordered(form.order, names, mended), "; ".join(faults)


def _conformed_column(form: Form, name: str, values: list[Any]) -> tuple[list[Any], str]:
    """(the values of one column, mended; what is wrong with them)."""
    values, wrong = as_named(name, values)
    looks = form.looks.get(name, ())
    has_sign = any(isinstance(one, Figures) and one.after.strip() == PER_CENT for one in looks)
    if form.is_ratio:
        meant = "percent" if has_sign else name
        values = in_percent(meant, values, form.task, is_scaled=form.is_scaled)
    said = said_of_direction(form.task, form.keys, name)
    values = directed(values, form.decimals_of.get(name, form.decimals), said)
    values = sized(form.task, name, values)
    if has_sign:
        # With the sign they are texts, which do not show that they are parts of one.
        wrong = wrong or wrong_percent("percent", values, form.task, is_scaled=form.is_scaled)
    for look in looks:
        places = [place for place, value in enumerate(values) if not _is_missing(value)]
        given = [values[place] for place in places]
        if form.in_seconds and isinstance(look, Moments):
            given = look.of_seconds(given)
        given = look.mended(given if "." in look.example else [*map(_without_zero, given)])
        mended = dict(zip(places, given, strict=True))
        values = [mended.get(place, value) for place, value in enumerate(values)]
        unlike = [value for value in given if not look.fits(value)]
        if unlike and (look.strict or len(unlike) == len(given) or _are_written_out(look, unlike)):
            wrong = wrong or f"{name} holds {unlike[0]!r}, which is not like {look.example}"
    wrong = wrong or marked(form.task, name, values)
    return values, wrong or wrong_percent(name, values, form.task, is_scaled=form.is_scaled)


def _without_zero(value: Any) -> Any:
    """A text without the decimals of a whole number in it, as in ``1850.0s``."""
    is_text = isinstance(value, str) and _WHOLE_WITHIN.search(value) is not None
    return _WHOLE_WITHIN.sub(r"\1", value) if is_text else value


def _are_written_out(look: Any, values: Sequence[Any]) -> bool:
    """Whether one of the values that are no plain number is one with its unit or its thousands."""
    return isinstance(look, Figures) and any(is_written_out(value) for value in values)


def _is_missing(value: Any) -> bool:
    """Whether a value is a gap, or a mark such as ``NA`` that stands for one."""
    return value is None or str(value).strip().casefold() in _GAPS


def _conformed_objects(form: Form, items: list[dict[str, Any]]) -> tuple[Any, str]:
    names = list(items[0])
    if any(list(item) != names for item in items):
        return items, ""
    rows, wrong = conformed_rows(form, names, [list(item.values()) for item in items])
    return [dict(zip(names, row, strict=True)) for row in rows], wrong


def _spelled_in_order(form: Form, item: Any) -> Any:
    """A list of texts in the order that is asked for; anything else as it is."""
    if not isinstance(item, list) or not all(isinstance(text, str) for text in item):
        return item
    return [row[0] for row in ordered(form.order, [VALUE], [[text] for text in item])]


def _conformed_mapping(form: Form, value: dict[str, Any]) -> tuple[Any, str]:
    """The names of a mapping are a column, and so are its values or those of each key."""
    inner = list(value.values())
    if form.order and form.order.kind == "alphabet" and _SORTED_LISTS.search(form.task):
        value = {name: _spelled_in_order(form, item) for name, item in value.items()}
        inner = list(value.values())
    of_objects = bool(inner) and all(isinstance(item, dict) for item in inner)
    names = list(inner[0]) if of_objects else [form.pair[1] or VALUE]
    if of_objects and any(list(item) != names for item in inner):
        return value, ""
    cells = [list(item.values()) for item in inner] if of_objects else [[item] for item in inner]
    lines = [[name, *line] for name, line in zip(value, cells, strict=True)]
    rows, wrong = conformed_rows(form, [form.pair[0] or NAME, *names], lines)
    if len({row[0] for row in rows}) < len(rows):
        return value, wrong
    mended = {
        str(row[0]): dict(zip(names, row[1:], strict=True)) if of_objects else row[1]
        for row in rows
    }
    return mended, wrong
