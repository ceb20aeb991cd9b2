"""The tables in dumps of databases: each row is read, or it is said which is not."""

from __future__ import annotations

import csv
import io
import sqlite3

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hocket.documents.contained import contained_tables

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
# What writes the values, a row of its statements, and the values.
VALUES = [
    ("", r"(1, 'C:\dir\', 'a\nb')", ["1", "C:\\dir\\", "a\\nb"]),
    ("", r"(1, E'it\'s\t\u00e4', 'a')", ["1", "it's\tä", "a"]),
    ("", r"(1, 'it\'s', 'b')", ["1", "it's", "b"]),
    ("-- MySQL dump 10.13\n", r"(1, 'it\'s', 'C:\\dir\\')", ["1", "it's", "C:\\dir\\"]),
    ("-- MySQL dump 10.13\n", r"(1, _binary 'a\'b', 0xff)", ["1", "a'b", "0xff"]),
    ("-- MariaDB dump 10.19\n", "(1, _utf8mb4'x', \"a,'b\")", ["1", "x", "a,'b"]),
    ("", "(1, X'00ff', 'b')", ["1", "X'00ff'", "b"]),
    ("", "(1, N'b', CAST(N'2024' AS date))", ["1", "b", "CAST(N'2024' AS date)"]),
    ("", "(1, '{a,b}'::text[], DATE '2024-01-02')", ["1", "{a,b}", "2024-01-02"]),
    ("", "(1, ARRAY['a','b'], f(g('x)'), 2))", ["1", "ARRAY['a','b']", "f(g('x)'), 2)"]),
    ("", "(-1.5e3 /* it's */, -- one's\n NULL, true)", ["-1.5e3", "", "true"]),
    ("", r"(1, replace('a\nb','\n',char(10)), 'c')", ["1", "a\nb", "c"]),
]


def tables(text):
    files = contained_tables("all.sql", text.encode()).files
    return {name: list(csv.reader(io.StringIO(file.decode()))) for name, file in files.items()}


def notes(text):
    return contained_tables("all.sql", text.encode()).note


def test_dump_gives_the_rows_of_each_table():
    files = contained_tables("all.sql", DUMP.encode()).files
    assert {name: file.decode() for name, file in files.items()} == {
        "towns.csv": "id,name,area\n1,Köln; O'Hara,405.02\n2,L'Aquila (AQ),\n3,Ulm,-1e2\n",
        "rivers.csv": 'name,length\nRhine,1230\n"Main\n",CAST(527 AS int)\n',
        "trees.csv": "id,name\n1,oak\n2,\n",
    }
    assert notes(DUMP) == ""


@pytest.mark.parametrize(("head", "row", "values"), VALUES, ids=[case[1] for case in VALUES])
def test_value_of_any_form_is_read_and_so_are_the_rows_behind_it(head, row, values):
    text = f"{head}INSERT INTO t (a, b, c) VALUES\n{row},\n(2, 'x', 'y');\n"
    assert tables(text) == {"t.csv": [["a", "b", "c"], values, ["2", "x", "y"]]}
    assert notes(text) == ""


CELLS = st.one_of(
    st.none(),
    st.integers(-(10**9), 10**9),
    st.text(st.characters(exclude_categories=("Cs", "Cc")) | st.sampled_from("'\\\n\",()-/;")),
)


@given(st.lists(st.tuples(CELLS, CELLS, CELLS), min_size=1, max_size=5))
def test_dump_that_sqlite_writes_gives_the_rows_of_its_table(rows):
    with sqlite3.connect(":memory:") as database:
        database.execute('CREATE TABLE "my towns" (a, "b c", d)')
        database.executemany('INSERT INTO "my towns" VALUES (?, ?, ?)', rows)
        text = "\n".join(["PRAGMA foreign_keys=OFF;", *database.iterdump()])
    database.close()
    read = tables(text)["my_towns.csv"]
    assert read[0] == ["a", "b c", "d"]
    assert read[1:] == [["" if cell is None else str(cell) for cell in row] for row in rows]
    assert notes(text) == ""


@given(
    st.lists(
        st.text(st.characters(exclude_categories=("Cs", "Cc")) | st.sampled_from("'\\\n")),
        min_size=1,
    )
)
def test_texts_that_mysql_escapes_are_read_as_they_were(texts):
    escaped = [t.replace("\\", "\\\\").replace("'", "\\'").replace("\n", "\\n") for t in texts]
    rows = ",".join(f"({i},'{text}')" for i, text in enumerate(escaped))
    text = f"-- MySQL dump 10.13\nINSERT INTO `t` (`a`,`b`) VALUES {rows};"
    assert [row[1] for row in tables(text)["t.csv"][1:]] == texts


@pytest.mark.parametrize(
    ("names", "files"),
    [
        (['"a b"', "a$b"], {"a_b.csv", "a_b_2.csv"}),
        (["a.users", "b.users"], {"a.users.csv", "b.users.csv"}),
        (["`a`.`users`", "[b].[users]", '"c"."users"'],
         {"a.users.csv", "b.users.csv", "c.users.csv"}),
        (["public.users"], {"users.csv"}),
    ],
)  # fmt: skip
def test_tables_of_like_names_are_kept_apart(names, files):
    text = "".join(
        f"CREATE TABLE {name} (n{i} int, -- it's a number\n m int);\n"
        f"INSERT INTO {name} VALUES ({i}, 0);\n"
        for i, name in enumerate(names)
    )
    read = tables(text)
    assert set(read) == files
    assert sorted(read.values()) == [[[f"n{i}", "m"], [str(i), "0"]] for i in range(len(names))]
    assert notes(text) == ""


def test_statements_with_other_columns_fill_one_table():
    text = "INSERT INTO t (a, b) VALUES (1, 2);REPLACE INTO t (b, c) VALUES (3, 4);"
    assert tables(text) == {"t.csv": [["a", "b", "c"], ["1", "2", ""], ["", "3", "4"]]}


def test_statements_of_sql_server_are_read():
    head = "INSERT [dbo].[a b] ([id], [my name]) VALUES"
    text = f"{head} (1, N'x')\nGO\n{head} (2, NULL)\n"
    assert tables(text) == {"a_b.csv": [["id", "my name"], ["1", "x"], ["2", ""]]}
    assert notes(text) == ""


def test_what_stands_in_texts_comments_and_bodies_gives_no_rows():
    text = (
        "-- INSERT INTO a VALUES (1);\n/*\nINSERT INTO b VALUES (1);\n*/\n"
        "CREATE FUNCTION f() RETURNS trigger AS $$\nBEGIN\nINSERT INTO c VALUES (1);\nEND;\n$$;\n"
        "CREATE TRIGGER x AFTER INSERT ON t BEGIN\nINSERT INTO d VALUES (1);\nEND;\n"
        "INSERT INTO t (s) VALUES ('\nINSERT INTO e VALUES (1);\n');\n"
        "COPY u (s) FROM stdin;\nINSERT INTO f VALUES (1);\n\\.\n"
    )
    assert set(tables(text)) == {"t.csv", "u.csv"}
    assert notes(text) == ""


@pytest.mark.parametrize(
    ("text", "note"),
    [
        ("SELECT 1;", ""),
        ("INSERT INTO t SELECT 1;", "1 statement was not read, or not to the end; line 1: 'INSERT"),
        ("\n\nINSERT INTO t VALUES (1", "line 3: 'INSERT INTO t VALUES (1'"),
        ("INSERT INTO t VALUES ('a'b');\nINSERT INTO t VALUES ('c'd');", "2 statements were not"),
        ("COPY t (a) FROM stdin WITH (FORMAT csv);\n1\n\\.\n", "line 1: 'COPY t (a) FROM stdin"),
    ],
)
def test_statements_that_are_not_read_are_told(text, note):
    assert tables(text) == {}
    assert note in notes(text)


def test_rows_and_tables_that_are_left_out_are_told():
    text = (
        "INSERT INTO t (a, b) VALUES (1, 2), (3), (4, 5), (6, 'x'y);\nINSERT INTO t VALUES (7, 8);"
    )
    assert tables(text)["t.csv"][1:3] == [["1", "2"], ["4", "5"]]
    assert "rows of 't' with another number of values are left out: 1" in notes(text)
    assert "1 statement was not read, or not to the end; line 1" in notes(text)
    many = "".join(f"COPY t{i} (a) FROM stdin;\n1\n\\.\n" for i in range(60))
    assert len(tables(many)) == 50
    assert notes(many) == "only the first 50 of 60 tables are taken"


def test_dump_of_broken_statements_is_given_up_and_that_is_told():
    note = notes("INSERT INTO t VALUES (1, (\n" * 1000)
    assert "nothing is read behind line 21" in note
    assert notes("/* " * 100_000) == ""


ROW = "INSERT INTO t VALUES "


@pytest.mark.parametrize(
    "text",
    [
        ROW + "(1);\nUPDATE o SET v='image/*';\nUPDATE o SET v='$$';\n" + ROW + "(2);",
        f'{ROW}(1);\nCOMMENT ON COLUMN "/*" IS NULL;\n/* no end\n{ROW}(2);',
        f"/* 1 */ {ROW}(1);\n/* 2 */ {ROW}(2);",
        f"IF NOT EXISTS (SELECT 1 FROM t) {ROW}(1);\nBEGIN TRANSACTION {ROW}(2) COMMIT",  # noqa: S608
        f"SET IDENTITY_INSERT t ON INSERT t VALUES (1);GRANT INSERT ON t TO u;{ROW}(2)",  # noqa: S608
        f"PROMPT don't\n{ROW}(1);\n# it's\n{ROW}(2);",
        f"{ROW}-- one\n(1) /* it's */, -- two\n/* (3) */ (2) -- end\n;",
    ],
)
def test_rows_are_read_wherever_their_statement_stands(text):
    assert tables(text)["t.csv"][1:] == [["1"], ["2"]]
    assert notes(text) == ""


@pytest.mark.parametrize(
    "body",
    [
        (
            f"GO\nCREATE PROCEDURE p AS BEGIN SELECT 1 END\nGO\n{ROW}(1)\nGO\n"
            f"CREATE PROC q AS SELECT 1; {ROW}(9);\nGO"
        ),
        f"CREATE PROCEDURE p AS BEGIN SELECT CASE a WHEN 1 THEN 2 END; {ROW}(9); END\n{ROW}(1);",
        (
            f"DELIMITER $$\nCREATE PROCEDURE p() BEGIN IF a THEN {ROW}(9); END IF; END $$\n"
            f"CREATE PROCEDURE q() {ROW}(9) $$\n{ROW}(1)$$\n"
            f"CREATE TRIGGER r BEGIN CASE a WHEN 1 THEN {ROW}(9); END CASE; END$$\nDELIMITER ;"
        ),
        f"CREATE RULE r AS ON INSERT TO t DO INSTEAD {ROW}(9);\n{ROW}(1);",
        f"CREATE OR REPLACE PROCEDURE p IS\n x NUMBER;\nBEGIN\n {ROW}(9);\nEND;\n/\n{ROW}(1);",
    ],
    ids=["batches", "case", "delimiters", "rule", "slash"],
)
def test_body_ends_where_its_dialect_says(body):
    text = f"{body}\n{ROW}(2);\nEND;\n"
    assert tables(text)["t.csv"][1:] == [["1"], ["2"]]
    assert notes(text) == ""


def test_body_without_an_end_and_statements_in_a_text_are_told():
    text = f"CREATE TRIGGER x BEGIN BEGIN {ROW}(9); END;\n{ROW}(1);\n"
    assert tables(text)["t.csv"][1:] == [["1"]]
    assert "line 1: 'CREATE TRIGGER x" in notes(text)
    assert "line 1: \"'x; INSERT" in notes(f"UPDATE t SET a = 'x;\n{ROW}('a');\n")  # noqa: S608


def test_names_without_quotes_are_the_same_in_upper_and_lower_case():
    text = (
        "INSERT INTO T (Id, Name) VALUES (1, 'a'); INSERT INTO t (name, id) VALUES ('b', 2);\n"
        'INSERT INTO "t" ("Id", "name") VALUES (3, \'c\');'
    )
    assert tables(text) == {
        "T.csv": [["Id", "Name"], ["1", "a"], ["2", "b"]],
        "t.csv": [["Id", "name"], ["3", "c"]],
    }


@pytest.mark.parametrize(
    "piece",
    ["CREATE PROCEDURE p AS BEGIN SELECT 1 END\nGO\n", "CREATE TRIGGER x BEGIN ", " ", "'\\", '"',
     "INSERT [", "CREATE TRIGGER x BEGIN BEGIN END; ", "INSERT OR ", "$a$b", "COPY t\n",
     f"{ROW}/*"],
)  # fmt: skip
def test_dump_of_one_piece_over_and_over_is_read_in_one_pass(piece):
    assert tables(piece * 10_000) == {}
