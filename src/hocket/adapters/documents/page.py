"""Web pages (HTML): the visible text, and each table."""

from __future__ import annotations

import codecs
import re
from html.parser import HTMLParser
from typing import TYPE_CHECKING

from hocket.adapters.documents.output import UnreadableError
from hocket.documents.encoding import decoded

if TYPE_CHECKING:
    from pathlib import Path

    from hocket.adapters.documents.output import Output

HIDDEN = frozenset({"script", "style", "template", "noscript", "svg", "head"})
INLINE = frozenset(
    {"a", "abbr", "b", "bdi", "bdo", "cite", "code", "data", "dfn", "em", "font", "i", "kbd"}
    | {"label", "mark", "q", "s", "samp", "small", "span", "strong", "sub", "sup", "time", "u"}
    | {"var", "wbr"}
)
_CHARSET = re.compile(rb"""<meta[^>]+charset\s*=\s*["']?\s*([\w-]+)""", re.IGNORECASE)
_HEAD_BYTES = 4096
MOST_SPAN = 1000
"""As in browsers."""


def read(path: Path, output: Output) -> None:
    """Add the text and the tables.

    Raises:
        UnreadableError: It shows no text, as when a script makes it.
    """
    parser = _Page()
    parser.feed(_text_of(path.read_bytes()))
    parser.close()
    lines = re.sub(r"[ \t]*\n[ \t]*", "\n", "".join(parser.pieces))
    text = re.sub(r"\n{3,}", "\n\n", lines).strip()
    if not text:
        message = "it shows no text; save the page as your browser shows it"
        raise UnreadableError(message)
    output.text("txt", f"{parser.title.strip()}\n\n{text}\n".lstrip())
    for number, rows in enumerate(parser.tables, 1):
        output.table(f"table-{number}", rows, f"table {number}")


def _text_of(content: bytes) -> str:
    """The markup, in the encoding that it states unless it has a byte order mark or is UTF-8."""
    text = decoded(content)
    stated = _CHARSET.search(content[:_HEAD_BYTES])
    if stated and (text is None or text.guessed):
        try:
            name = codecs.lookup(stated[1].decode("ascii")).name
            return content.decode("cp1252" if name == "iso8859-1" else name, errors="replace")
        except LookupError:
            pass
    return text.text if text is not None else content.decode(errors="replace")


class _Page(HTMLParser):
    """Collects the title, the text and the tables; a table within a table is text of its cell."""

    def __init__(self) -> None:
        super().__init__()
        self.pieces: list[str] = []
        self.tables: list[list[list[str]]] = []
        self.title = ""
        self._hidden = 0
        self._in_title = False
        self._depth = 0
        self._cell = 0
        self._said: list[str] = []
        self._spans: list[tuple[int, int, int]] = []
        self._reach: dict[int, int] = {}

    def close(self) -> None:
        super().close()
        self._end_table()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._in_title = tag == "title"
        if tag == "body":
            self._hidden = 0  # an unclosed <head> ends here
        self._hidden += tag in HIDDEN
        if tag == "table":
            self._depth += 1
            if self._depth == 1:
                self._end_table()
                self.tables.append([])
        elif tag == "tr" and self._depth == 1:
            self._add_row()
        elif tag in ("td", "th") and self._depth == 1:
            if not self.tables[-1]:
                self._add_row()
            self._add_cell(dict(attrs))
        if tag in ("td", "th"):
            self.pieces.append("\t")
        elif tag not in INLINE:
            self.pieces.append("\n")

    def _add_row(self) -> None:
        self._end_cell()
        self.tables[-1].append([])

    def _add_cell(self, attrs: dict[str, str | None]) -> None:
        """Begin a cell, after those that reach into its row from above."""
        self._end_cell()
        rows = self.tables[-1]
        row, at = rows[-1], len(rows) - 1
        while self._reach.get(len(row), 0) > at:
            row.append("")
        height, width = (_span(attrs.get(name)) for name in ("rowspan", "colspan"))
        self._cell = len(row)
        row += [""] * width
        if height > 1:
            self._spans.append((at, self._cell, height))
            for column in range(self._cell, len(row)):
                self._reach[column] = max(at + height, self._reach.get(column, 0))

    def _end_cell(self) -> None:
        """Give the last cell what was said in it."""
        if self._said:
            self.tables[-1][-1][self._cell] = "".join(self._said).lstrip()
            self._said.clear()

    def _end_table(self) -> None:
        """End the last table; each row gets the value of a cell that spans several of them."""
        self._end_cell()
        for top, column, height in self._spans:
            for row in self.tables[-1][top + 1 : top + height]:
                row.extend([""] * (column + 1 - len(row)))
                row[column] = self.tables[-1][top][column]
        self._spans.clear()
        self._reach.clear()

    def handle_endtag(self, tag: str) -> None:
        self._in_title = False
        if tag in HIDDEN:
            self._hidden = max(0, self._hidden - 1)
        if tag == "table":
            self._depth = max(0, self._depth - 1)
        if tag not in INLINE and tag not in ("td", "th"):
            self.pieces.append("\n")

    def handle_data(self, data: str) -> None:
        if self._in_title:
            self.title += data
        if self._hidden:
            return
        flat = re.sub(r"\s+", " ", data)
        self.pieces.append(flat)
        if self._depth and self.tables[-1] and self.tables[-1][-1]:
            self._said.append(flat)


def _span(text: str | None) -> int:
    return min(MOST_SPAN, int(text)) if text and text.isdecimal() and int(text) else 1
