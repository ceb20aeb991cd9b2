"""A value or rows put into the form that is asked for, without a model; what lacks is named."""

from __future__ import annotations

import csv
import io
import json
import re
from dataclasses import dataclass, replace
from pathlib import PurePath
from typing import TYPE_CHECKING, Any

from hocket.agents.forms.conforming import conformed, conformed_rows
from hocket.agents.forms.ending import is_measured
from hocket.agents.forms.figures import number_text
from hocket.agents.forms.files import FILES, NEEDED, NESTED, Rows, title_of, yaml_text
from hocket.agents.forms.naming import words_of
from hocket.agents.forms.options import Options
from hocket.agents.forms.ordering import order_of
from hocket.agents.forms.refused import refuse_row_by_row, refuse_unset
from hocket.agents.forms.shapes import delimiter_of
from hocket.agents.forms.shaping import (
    PAIR,
    Lacking,
    records_of,
    rows_for,
    shaped,
)
from hocket.agents.forms.slots import read_json, template
from hocket.agents.forms.sorting import numbers
from hocket.agents.forms.wanted import DELIMITED
from hocket.agents.forms.wording import in_words, markdown, spelled
from hocket.core.json_text import is_all_zero
from hocket.documents.delimited import is_table
from hocket.documents.encoding import decoded
from hocket.documents.profile import read_table
from hocket.documents.profile.endings import is_data

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from hocket.agents.forms.orders import Order
    from hocket.agents.forms.wanted import Form

MARKUP = {
    ".html": r"(?i)\s*<(?:!doctype html|html|table)\b",
    ".htm": r"(?i)\s*<(?:!doctype html|html|table)\b",
    ".xml": r"\s*<(?:\?xml|[A-Za-z][\w.-]*>)",
}


@dataclass(frozen=True, slots=True)
class Filled:
    """An answer in its form.

    Attributes:
        text: The answer for people.
        content: The content of the file; None without one.
        lacks: What the answer lacks, in words for the LLM; empty if it is whole.
        wrong: What its values are not that they should be, in words for the LLM. Such an answer
            can be handed over, but nothing makes it right.
        is_empty: Whether its file is a list or a mapping of nothing, a table without rows, or data
            all of whose numbers are 0: what a condition that never holds gives.
    """

    text: str = ""
    content: bytes | None = None
    lacks: str = ""
    wrong: str = ""
    is_empty: bool = False


def fill(form: Form, answer: Mapping[str, Any]) -> Filled:
    """The answer in the form; or what it lacks.

    Args:
        form: What is asked for.
        answer: ``kind`` ``value`` with ``value``, or ``table`` with ``columns`` and ``rows``.
    """
    try:
        refuse_unset(answer)
        refuse_row_by_row(form, answer)
        form, answer = _in_order(form, answer)
        if form.kind == "template":
            text, wrong = template(form.slots, answer)
            return Filled(text, wrong=wrong)
        if form.kind == "json":
            return _json(form, answer)
        if form.kind == "csv":
            return _rows(form, answer)
        if form.kind == "markdown":
            return _document(form, answer)
        text, wrong = in_words(form, answer)
        return Filled(text, wrong=wrong)
    except Lacking as fault:
        return Filled(lacks=str(fault))


def _in_order(form: Form, answer: Mapping[str, Any]) -> tuple[Form, Mapping[str, Any]]:
    """(the form, an answer in the order that it asks for).

    An answer can have the column that is meant although it is none of the keys. Then, and where
    it has others that could be meant, the form asks for no order any more.
    """
    value = answer.get("value")
    is_table = answer["kind"] == "table"
    if form.order is None or not (is_table or (isinstance(value, list) and value)):
        return form, answer
    try:
        names, rows = records_of(answer, ())
    except Lacking:
        return form, answer
    order = form.order
    if is_measured(form) and _means_number(order, names, rows):
        order = replace(order, parts=(("", order.parts[0][1]),))  # the only number is meant
        answer, is_table = {"kind": "table", "columns": names, "rows": rows}, True
    places = order_of(order, names, rows)
    if places is not None or len(names) > max(1, len(form.keys)):
        form = replace(form, order=None)
    if places is None:
        return form, answer
    if is_table:
        return form, {**answer, "rows": [rows[place] for place in places]}
    return form, {**answer, "value": [answer["value"][place] for place in places]}


def _means_number(order: Order, names: Sequence[str], rows: Sequence[Sequence[Any]]) -> bool:
    """Whether the number beside a name must be what is meant: nothing else is named."""
    if len(names) != PAIR:
        return False
    said = words_of(order.parts[0][0])
    columns = zip(names, zip(*rows, strict=True), strict=True) if rows else ()
    return not said or any(numbers(list(c)) and said & words_of(name) for name, c in columns)


def written(name: str, content: bytes) -> dict[str, Any]:
    """The answer in a file that a program wrote itself, as the tools give it."""
    text = decoded(content)
    if text is None:
        return {"kind": "none"}
    if name.endswith(".json"):
        return {"kind": "value", "value": read_json(text.text)}
    if is_table(name):
        header, *rows = list(csv.reader(io.StringIO(text.text, newline=""))) or [[]]
        whole = [[_number_or_text(v) for v in row] for row in rows if len(row) == len(header)]
        return {"kind": "table", "columns": header, "rows": whole}
    if is_data(name) and (table := read_table(name, content)) is not None:
        return {
            "kind": "table",
            "columns": list(table.names),
            "rows": [list(r) for r in table.rows],
        }
    return {"kind": "value", "value": text.text}


def _number_or_text(text: str) -> Any:
    if re.fullmatch(r"-?\d+\.\d+", text):
        return float(text)
    return text or None


def _json(form: Form, answer: Mapping[str, Any]) -> Filled:
    value, wrong = conformed(form, shaped(form, answer))
    whole = spelled(form, value)
    is_yaml = _ending(form) in NESTED[1:]
    text = yaml_text(whole) if is_yaml else json.dumps(whole, ensure_ascii=False, indent=2)
    return Filled(
        text,
        f"{text}\n".encode(),
        wrong=wrong,
        is_empty=value in ([], {}) or is_all_zero(value, form.task),
    )


def _rows(form: Form, answer: Mapping[str, Any]) -> Filled:
    """The rows in a file; markup that the program made of them itself is taken as it is."""
    value = answer.get("value")
    if (
        _ending(form) in MARKUP
        and isinstance(value, str)
        and re.match(MARKUP[_ending(form)], value)
    ):
        return Filled(form.file, f"{value.strip()}\n".encode())
    names, given = rows_for(form, answer)
    rows, wrong = conformed_rows(form, names, given)
    texts = [[_cell(form, n, v) for n, v in zip(names, row, strict=True)] for row in rows]
    write = FILES.get(_ending(form))
    if write is None:
        delimiter = delimiter_of(form.task, form.file) or DELIMITED.get(_ending(form), ",")
        content = _delimited(delimiter, names, texts)
    else:
        values = [[spelled(form, v, n) for n, v in zip(names, row, strict=True)] for row in rows]
        content = write(Rows(title_of(form.file), names, values, texts))
        if not content and rows:
            raise Lacking(NEEDED[_ending(form)])
    text = f"{form.file}: {len(rows)} rows with {', '.join(names)}"
    return Filled(text, content, wrong=wrong, is_empty=not rows)


def _delimited(delimiter: str, names: Sequence[str], texts: Sequence[Sequence[str]]) -> bytes:
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=delimiter, lineterminator="\n")
    writer.writerow(names)
    writer.writerows(texts)
    return out.getvalue().encode()


def _ending(form: Form) -> str:
    return PurePath(form.file).suffix.lower()


def _cell(form: Form, name: str, value: Any) -> str:
    if isinstance(value, bool):
        options = next((o for o in form.looks.get(name, ()) if isinstance(o, Options)), None)
        return options.text_of(value) if options else str(value)
    decimals = form.decimals_of.get(name)
    if isinstance(value, float) or (isinstance(value, int) and decimals is not None):
        return number_text(value, form.decimals if decimals is None else decimals)
    value = spelled(form, value, name)
    if isinstance(value, list | dict):
        return json.dumps(value, ensure_ascii=False)
    return "" if value is None else str(value)


def _document(form: Form, answer: Mapping[str, Any]) -> Filled:
    text, wrong = markdown(form, answer)
    return Filled(text, f"{text.rstrip()}\n".encode(), wrong=wrong)
