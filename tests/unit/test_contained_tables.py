"""Tables that are drawn in texts, or that a dump of a database holds."""

from __future__ import annotations

import json

import pytest

from hocket.documents.contained import contained_tables
from hocket.documents.loading import loaded_table

MARKDOWN = """\
# Stock

| item | price | note |
|:-----|------:|------|
| **Pen** | 1.50 | a \\| b |
| [Ink](http://x) | `2` |

## Staff
name | age
--- | ---
Ada | 36
"""


def tables(name, text):
    contained = contained_tables(name, text.encode())
    return {ending: table.decode() for ending, table in contained.files.items()}


def test_document_of_tables_gives_each_of_them():
    assert tables("stock.md", MARKDOWN) == {
        "table-1.csv": "item,price,note\nPen,1.50,a | b\nInk,2,\n",
        "table-2.csv": "name,age\nAda,36\n",
    }


def test_document_with_a_table_among_prose_is_a_text():
    assert tables("notes.md", "We met.\n\nIt rained.\n\nAll came.\n\n| a | b |\n|---|---|\n") == {}
    prose = "\n\n".join(["We met again, as said."] * 9)
    assert tables("notes.md", f"{prose}\n\n{MARKDOWN}") == {}


@pytest.mark.parametrize(
    "text",
    [
        "+-----+---+\n| a   | b |\n+-----+---+\n| 1 x | 2 |\n| 3   |   |\n+-----+---+\n",
        " a   | b \n-----+---\n 1 x | 2\n 3   | \n(2 rows)\n",
        "a    b\n---  -\n1 x  2\n3\n",
        "| a | b |\n|---|---|\n| 1 x | 2 |\n| 3 | |\n",
    ],
)
def test_table_that_is_drawn_in_a_text_is_loaded(text):
    table = loaded_table("out.txt", text.encode())
    assert table.names == ("a", "b")
    assert [list(row) for row in table.rows] == [["1 x", "2"], ["3", ""]]


def test_lists_of_a_json_document_are_tables_of_their_own():
    nodes = [{"name": name, "at": {"x": n}} for n, name in enumerate("abc")]
    links = [{"from": 0, "to": n} for n in range(3)]
    text = json.dumps({"title": "Net", "the nodes": nodes, "links": links})
    contained = contained_tables("net.json", text.encode())
    assert list(contained.files) == ["the_nodes.json", "links.json"]
    table = loaded_table("net.json.the_nodes.json", contained.files["the_nodes.json"])
    assert table is not None
    assert (table.names, table.rows[1]) == (("name", "at.x"), ["b", 1])


@pytest.mark.parametrize(
    "document",
    [
        [{"a": 1}] * 3,
        {"rows": [{"a": 1}] * 9, "pages": [{"next": 2}]},
        {"rows": [{"a": 1}] * 9, "years": [1990, 1991, 1992]},
        {"a": {"b": [{"c": 1}] * 3}},
    ],
)
def test_json_with_one_list_of_objects_is_one_table(document):
    assert contained_tables("a.json", json.dumps(document).encode()).files == {}


def test_json_that_does_not_parse_has_no_tables():
    assert contained_tables("a.json", b'{"a": [').files == {}
    assert contained_tables("a.json", b"[" * 100_000).files == {}
