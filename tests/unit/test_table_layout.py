"""Which files are loaded as tables, and how each is read."""

from __future__ import annotations

import pytest

from hocket.execute.tables.layout import parts_of, variables_of


def test_variables_of_a_single_table_is_df_whatever_lies_beside_it():
    assert variables_of(["notes.md", "b c.csv", "main.py"]) == {"b c.csv": "df"}


def test_variables_of_several_tables_are_distinct_identifiers():
    names = ["a-b.csv", "a b.csv", "2020.json", "class.tsv"]
    assert variables_of(names) == {
        "2020.json": "t2020",
        "a b.csv": "a_b",
        "a-b.csv": "a_b_2",
        "class.tsv": "tclass",
    }


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"a;b\n1,5;2\n", {"delimiter": ";", "decimal": ",", "header": True, "skip": 0}),
        (b"sep=|\na|b\n1|2\n", {"delimiter": "|", "skip": 1}),
        (b"Stock at the end of May,,\n,,\nname,kind,count\nbolt,x,3\nnut,y,4\n", {"skip": 1}),
        ("Ort,Größe\nKöln,2\n".encode("cp1252"), {"encoding": "cp1252"}),
    ],
)
def test_part_of_a_delimited_file_states_its_dialect(content, expected):
    (part,) = parts_of({"t.csv": content})
    assert part["form"] == "delimited"
    assert {name: part[name] for name in expected} == expected


def test_part_of_other_files_states_their_form():
    files = {"a.jsonl": b"{}", "b.ics": b"BEGIN:VCALENDAR", "c.txt": b"x", "d.parquet": b"PAR1"}
    forms = {part["name"]: part["form"] for part in parts_of(files)}
    assert forms == {
        "a.jsonl": "json",
        "b.ics": "calendar",
        "c.txt": "lines",
        "d.parquet": "parquet",
    }


def test_file_without_text_is_not_loaded():
    assert parts_of({"a.csv": b"\x00\x01\x02\xff\xfe\x00\x00" * 50}) == []
