from __future__ import annotations

import io
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.markdown import Markdown
from rich.table import Table
from rich.text import Text

from hocket.cli.console import SafeConsole
from hocket.cli.streams import CONTROL, SafeStream, escaped_json, visible

ANY = st.text(st.characters(exclude_categories=()))


@given(ANY)
def test_visible_text_has_no_control_character_and_the_same_length(text):
    assert not CONTROL.search(visible(text))
    assert len(visible(text)) == len(text)


@given(ANY, st.sampled_from(["ascii", "cp1252", "utf-8", "shift-jis", "utf-16"]))
def test_safe_stream_writes_any_text_in_any_encoding(text, encoding):
    buffer = io.BytesIO()
    stream = SafeStream(io.TextIOWrapper(buffer, encoding=encoding, newline=""))
    stream.write(text)
    stream.flush()
    assert not CONTROL.search(buffer.getvalue().decode(encoding))


@given(ANY, st.sampled_from(["ascii", "cp1252", "utf-8", "shift-jis"]))
def test_escaped_json_loses_nothing_in_any_encoding(text, encoding):
    document = escaped_json({text: [text]}, encoding)
    assert json.loads(document.encode(encoding).decode(encoding)) == {text: [text]}
    assert not CONTROL.search(document)


@given(ANY, st.integers(10, 60))
def test_safe_console_prints_no_control_character_of_any_content(text, columns):
    out = io.StringIO()
    console = SafeConsole(out, {"COLUMNS": str(columns), "TERM": "dumb"})
    table = Table(title=text)
    table.add_column(text)
    table.add_row(text)
    for content in (text, Text(text), Markdown(text, hyperlinks=False), table):
        console.print(content)
    assert not CONTROL.search(out.getvalue())


@pytest.mark.parametrize("columns", ["0", "1", "-3", "x", "", "٣"])
def test_safe_console_ignores_a_width_that_no_terminal_has(columns):
    console = SafeConsole(io.StringIO(), {"COLUMNS": columns, "LINES": columns})
    assert console.width >= 10
    assert console.height >= 10


def test_safe_stream_in_ascii_writes_its_own_signs_as_plain_ones():
    buffer = io.BytesIO()
    stream = SafeStream(io.TextIOWrapper(buffer, encoding="ascii", newline=""))
    stream.write("✓ a … b\x1b é")
    stream.flush()
    assert buffer.getvalue() == b"+ a ... b^[ \\xe9"
