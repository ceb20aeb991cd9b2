"""Tables that are drawn in texts, or that a dump of a database holds."""

from __future__ import annotations

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
DUMP = """\
-- made by hand
CREATE TABLE `towns` (
  `id` int NOT NULL AUTO_INCREMENT,
  `name` varchar(40) DEFAULT 'a,b',
  `area` decimal(5,2),
  PRIMARY KEY (`id`)
);
INSERT INTO `towns` VALUES (1,'Köln; O\\'Hara',405.02),(2,'L''Aquila (AQ)',NULL);
INSERT INTO `towns` VALUES (3,'Ulm',-1e2);
INSERT INTO "public"."rivers" (name, length) VALUES
  ('Rhine', 1230),
  (E'Main\\n', CAST(527 AS int));
COPY public.trees (id, name) FROM stdin;
1\toak
2\t\\N
\\.
"""


def tables(name, text):
    return {
        ending: table.decode() for ending, table in contained_tables(name, text.encode()).items()
    }


def test_document_of_tables_gives_each_of_them():
    assert tables("stock.md", MARKDOWN) == {
        "table-1.csv": "item,price,note\nPen,1.50,a | b\nInk,2,\n",
        "table-2.csv": "name,age\nAda,36\n",
    }


def test_document_with_a_table_among_prose_is_a_text():
    assert tables("notes.md", "We met.\n\nIt rained.\n\nAll came.\n\n| a | b |\n|---|---|\n") == {}
    prose = "\n\n".join(["We met again, as said."] * 9)
    assert tables("notes.md", f"{prose}\n\n{MARKDOWN}") == {}


def test_dump_gives_the_rows_of_each_table():
    assert tables("all.sql", DUMP) == {
        "towns.csv": "id,name,area\n1,Köln; O'Hara,405.02\n2,L'Aquila (AQ),\n3,Ulm,-1e2\n",
        "rivers.csv": 'name,length\nRhine,1230\n"Main\n",CAST(527 AS int)\n',
        "trees.csv": "id,name\n1,oak\n2,\n",
    }


@pytest.mark.parametrize(
    "text", ["SELECT 1;", "INSERT INTO t SELECT 1;", "INSERT INTO t VALUES (1"]
)
def test_statements_without_rows_give_no_table(text):
    assert tables("a.sql", text) == {}


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
