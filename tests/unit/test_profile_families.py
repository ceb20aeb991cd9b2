"""Tables with several measures of each of several options, with a row for each option."""

from __future__ import annotations

import pytest

from hocket.agents.ways.chosen import unnamed_option
from hocket.agents.ways.languages import PANDAS, SQL
from hocket.agents.ways.loaded import Loaded, shown_tables
from hocket.documents.loading import loaded_profile, loaded_table
from hocket.documents.profile.families import families_in, families_table


def table_of(text: str):
    profile, table = loaded_profile("a.csv", text.encode()), loaded_table("a.csv", text.encode())
    assert profile is not None
    assert table is not None
    return profile, table


def options_of(text: str):
    """The columns and rows of the form; None for a table without it."""
    profile, table = table_of(text)
    found = families_in(profile, table)
    if found is None:
        return None
    made = families_table(profile, table, found)[1]
    return list(made.names), [[str(cell) for cell in row] for row in made.rows]


def filled(header: str, rows: int = 6, **texts: list[str]) -> str:
    """A table with numbers in all columns but those with texts."""
    names = header.split(",")
    lines = [
        ",".join(
            texts[name][n % len(texts[name])] if name in texts else f"{n + p}"
            for p, name in enumerate(names)
        )
        for n in range(rows)
    ]
    return "\n".join([header, *lines])


@pytest.mark.parametrize(
    ("header", "names", "first"),
    [
        (
            "id,cost.car,cost.bus,cost.rail,time.car,time.bus,time.rail",
            ["id", "option", "cost", "time"],
            ["0", "car", "1", "4"],
        ),
        (
            "north_price,north_stock,south_price,south_stock,east_price,east_stock",
            ["row", "option", "price", "stock"],
            ["1", "north", "0", "1"],
        ),
        (
            "option,cost_ink,cost_oil,cost_wax,kg_ink,kg_oil,kg_wax",
            ["option", "option_", "cost", "kg"],
            ["0", "ink", "1", "4"],
        ),
        (
            "id,unit price-tea,unit price-ale,unit price-oil,cups-tea,cups-ale,cups-oil",
            ["id", "option", "unit price", "cups"],
            ["0", "tea", "1", "4"],
        ),
    ],
)
def test_row_of_several_options_is_there_once_for_each(header, names, first):
    found, rows = options_of(filled(header))
    assert found == names
    assert rows[0] == first
    assert len(rows) == 18


def test_one_measure_of_two_options_is_enough_where_a_column_says_which_was_chosen():
    text = filled("id,took,cost_car,cost_bus", took=["car", "bus"])
    names, rows = options_of(text)
    assert names == ["id", "took", "option", "cost"]
    assert rows[:2] == [["0", "car", "car", "2"], ["0", "car", "bus", "3"]]
    assert options_of(filled("id,took,cost_car,cost_bus", took=["red", "blue"])) is None


@pytest.mark.parametrize(
    "header",
    [
        "id,sepal_length,sepal_width,petal_length,petal_width",
        "id,cases_min,cases_max,cases_median,deaths_min,deaths_max,deaths_median",
        "id,sales_2001,sales_2002,sales_2003,costs_2001,costs_2002,costs_2003",
        "id,sales_jan,sales_feb,sales_mar,costs_jan,costs_feb,costs_mar",
        "id,first_seen,last_seen,max_speed,mean_speed",
        "a,b,c",
    ],
)
def test_columns_that_are_no_options_stay(header):
    assert options_of(filled(header)) is None


@pytest.mark.parametrize("language", [PANDAS, SQL])
def test_form_is_described_in_each_language(language):
    text = filled("id,took,cost_car,cost_bus", took=["car", "bus"]).encode()
    shown = "\n".join(shown_tables(Loaded("a.csv", "df", text), language, about=""))
    assert "df_options (the same, with one row for each option that 'took' could be)" in shown
    assert "- 'id', 'took': as above\n- 'option': text, 'car' (6), 'bus' (6)" in shown


@pytest.mark.parametrize(
    ("task", "code", "is_wrong"),
    [
        ("How many took the fastest way?", 'n = (df["took"] == "car").sum()', True),
        ("How many took the fastest way?", "SELECT count(*) FROM df WHERE took = 'bus'", True),
        ("How many took the car?", 'n = (df["took"] == "car").sum()', False),
        ("How many took the fastest way?", 'n = (df["option"] == df["took"]).sum()', False),
        ("How many took the fastest way?", 'n = (df["took"] == "train").sum()', False),
    ],
)
def test_option_that_no_task_names_is_not_asked_for(task, code, is_wrong):
    form = families_in(*table_of(filled("id,took,cost_car,cost_bus", took=["car", "bus"])))
    assert bool(unnamed_option(task, code, [form, None])) == is_wrong
