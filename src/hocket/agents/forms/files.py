"""Files of rows in the forms that people ask for beside CSV: pages, XML, YAML, JSON lines."""

from __future__ import annotations

import html
import json
import re
from dataclasses import dataclass
from pathlib import PurePath
from typing import TYPE_CHECKING, Any

from hocket.agents.forms.cards import address_book, calendar
from hocket.agents.forms.workbook import NO_XML, workbook

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

NESTED = (".json", ".yaml", ".yml")
"""Endings of files that hold nested data."""

_PLAIN_KEY = re.compile(r"[A-Za-z_][\w -]*\w|[A-Za-z_]")
_WORDS = frozenset({"true", "false", "null", "yes", "no", "on", "off", "y", "n", "nan", "inf"})


@dataclass(frozen=True, slots=True)
class Rows:
    """What a file is to hold.

    Attributes:
        title: What the file is called, for people.
        names: The names of the columns.
        values: The rows, rounded and spelled, as plain JSON.
        texts: The same, each value as text.
    """

    title: str
    names: Sequence[str]
    values: Sequence[Sequence[Any]]
    texts: Sequence[Sequence[str]]


def page(rows: Rows) -> bytes:
    """A page with the rows as a table.

    Examples:
        >>> b"<td>A &amp; B</td>" in page(Rows("towns", ["town"], [["A & B"]], [["A & B"]]))
        True
    """
    title = html.escape(rows.title)
    lines = ["<!doctype html>", '<html lang="en">', "<head>", '<meta charset="utf-8">']
    lines += [
        f"<title>{title}</title>",
        "</head>",
        "<body>",
        "<table>",
        f"<caption>{title}</caption>",
    ]
    lines += ["<thead>", _line("th", rows.names), "</thead>", "<tbody>"]
    lines += [_line("td", row) for row in rows.texts]
    lines += ["</tbody>", "</table>", "</body>", "</html>"]
    return _bytes(lines)


def markup(rows: Rows) -> bytes:
    """The rows as elements, with an element for each value.

    Examples:
        >>> print(markup(Rows("", ["no of"], [[5]], [["5"]])).decode())
        <?xml version="1.0" encoding="UTF-8"?>
        <rows>
          <row>
            <no_of>5</no_of>
          </row>
        </rows>
        <BLANKLINE>
    """
    tags = [_tag(name) for name in rows.names]
    lines = ['<?xml version="1.0" encoding="UTF-8"?>', "<rows>"]
    for row in rows.texts:
        lines.append("  <row>")
        lines += [
            f"    <{tag}>{html.escape(NO_XML.sub('', text), quote=False)}</{tag}>"
            for tag, text in zip(tags, row, strict=True)
        ]
        lines.append("  </row>")
    return _bytes([*lines, "</rows>"])


def json_lines(rows: Rows) -> bytes:
    r"""An object a line.

    Examples:
        >>> json_lines(Rows("", ["town", "n"], [["Köln", 5]], [])).decode()
        '{"town": "Köln", "n": 5}\n'
    """
    objects = (dict(zip(rows.names, row, strict=True)) for row in rows.values)
    return _bytes([json.dumps(one, ensure_ascii=False) for one in objects])


FILES: dict[str, Callable[[Rows], bytes]] = {
    ".html": page,
    ".htm": page,
    ".xml": markup,
    ".jsonl": json_lines,
    ".ndjson": json_lines,
    ".ics": lambda rows: calendar(rows.names, rows.values),
    ".vcf": lambda rows: address_book(rows.names, rows.texts),
    ".xlsx": lambda rows: workbook(rows.title, rows.names, rows.values),
}
"""What writes a file, by its ending; nothing if the columns are not those that it needs."""

NEEDED = {
    ".ics": "answer needs the columns summary, start and end, with ISO dates or times",
    ".vcf": "answer needs the columns name, phone and email",
}
"""What rows need that do not give such a file, in words for the LLM."""


def yaml_text(value: Any, indent: str = "") -> str:
    """Plain JSON as YAML.

    Examples:
        >>> print(yaml_text({"towns": [{"name": "Bonn", "open": "09:30"}], "all": 1}))
        towns:
          - name: Bonn
            open: "09:30"
        all: 1
    """
    if isinstance(value, dict) and value:
        return "\n".join(_entry(f"{indent}{_scalar(str(k))}:", v, indent) for k, v in value.items())
    if isinstance(value, list) and value:
        return "\n".join(_item(item, indent) for item in value)
    return f"{indent}{_scalar(value)}"


def _entry(key: str, value: Any, indent: str) -> str:
    if isinstance(value, dict | list) and value:
        return f"{key}\n{yaml_text(value, f'{indent}  ')}"
    return f"{key} {_scalar(value)}"


def _item(value: Any, indent: str) -> str:
    """An item of a list, what it holds beside its dash."""
    inner = yaml_text(value, f"{indent}  ")
    return f"{indent}- {inner[len(indent) + 2 :]}"


def _scalar(value: Any) -> str:
    """A value in one line; a text that could be taken for something else is quoted."""
    is_word = isinstance(value, str) and value.lower() not in _WORDS
    if is_word and _PLAIN_KEY.fullmatch(value) and value.isascii():
        return str(value)
    return json.dumps(value, ensure_ascii=False)


def title_of(file: str) -> str:
    """What a file is called for people.

    Examples:
        >>> title_of("out/mean_by-town.html")
        'mean by town'
    """
    return re.sub(r"[_-]+", " ", PurePath(file).stem).strip() or "table"


def _line(tag: str, texts: Sequence[str]) -> str:
    return f"<tr>{''.join(f'<{tag}>{html.escape(text)}</{tag}>' for text in texts)}</tr>"


def _tag(name: str) -> str:
    """A name that an element can have."""
    tag = re.sub(r"[^\w.-]+", "_", name).strip("_") or "value"
    return tag if re.match(r"[^\W\d]", tag) and not tag.lower().startswith("xml") else f"_{tag}"


def _bytes(lines: Sequence[str]) -> bytes:
    return "".join(f"{line}\n" for line in lines).encode(errors="replace")
