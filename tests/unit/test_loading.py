"""Which files are loaded as tables, and under which names."""

from __future__ import annotations

from hocket.documents.loading import variables_of


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
