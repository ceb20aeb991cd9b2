"""Which files are loaded as tables, and under which names."""

from __future__ import annotations

import pytest

from hocket.documents.loading import loaded_profile, loaded_table, variables_of


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
    ("text", "name"),
    [
        ("2005-03-01 10:00:00\n2005-03-02 11:30:00\n", "time"),
        ("2005-03-01\n2005-03-02\n", "date"),
        ("3\n17\n4\n", "number"),
        ("1.5\n2.25\n", "number"),
        ("3\nfour\n", "line"),
        ("a walk\na day\n", "line"),
    ],
)
def test_only_column_of_a_file_of_lines_is_named_by_what_it_holds(text, name):
    assert [c.name for c in loaded_profile("a.txt", text.encode()).columns] == [name]
    assert loaded_table("a.txt", text.encode()).names == (name,)
