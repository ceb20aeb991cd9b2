"""Columns that a file gives no name: the numbers of its rows, and years."""

from __future__ import annotations

import pytest

from hocket.agents.ways.languages import PANDAS
from hocket.agents.ways.loaded import Loaded, shown_tables
from hocket.documents.profile import described, table_profile
from hocket.documents.profile.nameless import nameless_years, numbers_rows
from hocket.execute.tables.inside.reading import tables_of

YEARS = b'"","Cod","Hake","Ling"\n"1951",45939,2876,555\n"1956",60423,4708,733\n'


def profile_of(text):
    return table_profile("a.csv", text.encode())


@pytest.mark.parametrize(
    ("text", "counts"),
    [
        (",town,people\n1,Ulm,5\n2,Bonn,7\n3,Kiel,9\n", True),
        ("Unnamed: 0,town,people\n0,Ulm,5\n1,Bonn,7\n2,Kiel,9\n", True),
        ("column0,town,people\n2,Ulm,5\n1,Bonn,7\n", True),
        ("rownames,town,people\n1,Ulm,5\n2,Bonn,7\n", True),
        ("rank,town,people\n1,Ulm,5\n2,Bonn,7\n", False),
        (",town,people\n1,Ulm,5\n2,Bonn,7\n4,Kiel,9\n", False),
        (",town,people\n1,Ulm,5\n1,Bonn,7\n3,Kiel,9\n", False),
        (",town,people\n1.5,Ulm,5\n2,Bonn,7\n", False),
        (",town,people\nA,Ulm,5\nB,Bonn,7\n", False),
    ],
)
def test_numbers_of_rows_are_described_as_no_data(text, counts):
    profile = profile_of(text)
    assert numbers_rows(profile.columns[0], profile) is counts
    shown = described(profile, 2000)
    assert ("number of the row, no data" in shown) is counts
    assert f"rows and {2 if counts else 3} columns" in shown


def test_numbers_of_rows_are_no_column_of_numbers():
    file = Loaded("a.csv", "df", b",town,people\n1,Ulm,5\n2,Bonn,7\n")
    assert file.numbers == ["people"]
    assert Loaded("a.bin", "df", bytes(range(256))).numbers == []


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (",Ulm,Bonn\n1951,5,7\n1956,6,8\n", "column1"),
        ("Unnamed: 0,Ulm,Bonn\n1951,5,7\n1956,6,8\n", "Unnamed: 0"),
        (",year,Bonn\n1951,5,7\n1956,6,8\n", None),
        (",Ulm,Bonn\n1951,5,7\n3956,6,8\n", None),
        ("code,Ulm,Bonn\n1951,5,7\n1956,6,8\n", None),
        ("Unnamed: 0,Ulm,column1\n1951,5,1962\n1956,6,1963\n", None),
    ],
)
def test_years_without_a_name_are_known_unless_another_column_is_the_year(text, name):
    years = nameless_years(profile_of(text))
    assert (years.name if years is not None else None) == name


def test_years_without_a_name_are_described_with_the_name_that_programs_may_use():
    shown = shown_tables(Loaded("a.csv", "df", YEARS), PANDAS, about="")[0]
    assert "- 'column1': integer, 1951 to 1956, surely years\n" in shown
    assert shown.endswith("- 'year': the same as 'column1', which has no name in the file")


@pytest.mark.parametrize(
    ("code", "first", "long"),
    [
        ("answer = df.set_index('year')", "year", "year"),
        ("answer = df.year.max()", "year", "year"),
        ("SELECT year, Cod FROM df ORDER BY year", "year", "year"),
        ("SELECT column1 AS year FROM df", "column1", "year"),
        ("answer = {'year': df['column1'].max()}", "column1", "year"),
        ("answer = df_long['year'].max()", "year", "year"),
        ("SELECT max(year(d)) FROM df", "column1", "year"),
        ("answer = df['Cod'].max()", "column1", "year"),
    ],
)
def test_years_without_a_name_are_called_as_the_code_calls_them(
    tmp_path, monkeypatch, code, first, long
):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.csv").write_bytes(YEARS)
    tables = tables_of([{"variable": "df", "name": "a.csv"}], code)
    assert list(tables["df"].columns) == [first, "Cod", "Hake", "Ling"]
    assert list(tables["df_long"].columns) == [long, "name", "value"]
