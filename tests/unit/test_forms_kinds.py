"""Values that are what the name of their column says, mended where that is sure."""

from __future__ import annotations

import json

import pytest

from hocket.agents.forms import fill, form_of
from hocket.agents.forms.kinds import as_named, kind_of


@pytest.mark.parametrize(
    ("name", "noun"),
    [
        ("year", "year"),
        ("Year", "year"),
        ("birth_year", "year"),
        ("firstYear", "year"),
        ("year of birth", "year"),
        ("month", "month"),
        ("busiest month", "month"),
        ("weekday", "day of the week"),
        ("day_of_week", "day of the week"),
        ("order_date", "date"),
        ("e-mail", "e-mail address"),
        ("mean", "number"),
        ("number of towns", "number"),
        ("percent", "number"),
        ("cost per year", None),
        ("school year", None),
        ("years", None),
        ("name", None),
        ("order number", None),
        ("day", None),
        ("total", None),
        ("highest", None),
        ("yearly", None),
    ],
)
def test_kind_of_a_column_is_read_from_its_name(name, noun):
    kind = kind_of(name)
    assert (kind.noun if kind else None) == noun


@pytest.mark.parametrize(
    ("name", "values", "mended"),
    [
        ("year", ["pop_1952", "pop_1957"], [1952, 1957]),
        ("year", ["Year 1952", "Year 1957"], [1952, 1957]),
        ("year", ["1990 (kg)", "1995 (kg)", None], [1990, 1995, None]),
        ("year", ["y1990"], [1990]),
        ("month", ["rain_Jan", "rain_Feb"], ["Jan", "Feb"]),
        ("month", ["rain 2020-01", "rain 2020-02"], ["2020-01", "2020-02"]),
        ("month", ["January_mm", "May_mm"], ["January", "May"]),
        ("weekday", ["sales_Mon", "sales_Thu"], ["Mon", "Thu"]),
        ("date", ["on_2020-01-05", "on_2021-11-30"], ["2020-01-05", "2021-11-30"]),
        ("email", ["mailto:a@b.org", "mailto:c@d.eu"], ["a@b.org", "c@d.eu"]),
        ("email", ["Ann <a@b.org>", "Bob <c@d.eu>"], ["a@b.org", "c@d.eu"]),
        ("count", ["n=3", "n=4"], ["n=3", "n=4"]),
    ],
)
def test_value_beside_a_name_that_all_rows_share_is_taken_out(name, values, mended):
    assert as_named(name, values) == (mended, "")


@pytest.mark.parametrize(
    ("name", "values", "wrong"),
    [
        ("year", ["pop_1952", "gdp_1952"], "year holds 'pop_1952', which is no year"),
        ("year", ["Norway", "Chad"], "year holds 'Norway', which is no year"),
        ("year", ["1952-03-01", "1953-07-02"], "year holds '1952-03-01', which is no year"),
        ("month", ["rain_Jan", "snow_Jan"], "month holds 'rain_Jan', which is no month"),
        ("date", ["Ann", "Bob"], "date holds 'Ann', which is no date"),
        ("email", ["Ann", "Bob"], "email holds 'Ann', which is no e-mail address"),
        ("mean", ["Ann", "Bob"], "mean holds 'Ann', which is no number"),
        ("number of towns", ["many"], "number of towns holds 'many', which is no number"),
        ("count", [3, -1], "count holds -1, but a count is never negative"),
    ],
)
def test_column_with_no_value_of_its_kind_is_a_fault(name, values, wrong):
    assert as_named(name, values) == (values, wrong)


@pytest.mark.parametrize(
    ("name", "values"),
    [
        ("year", [1952, 1957]),
        ("year", ["1952", "1957"]),
        ("year", ["1950s", "1960s"]),
        ("year", ["2019/20", "2020/21"]),
        ("year", ["FY2019", "FY2020"]),
        ("year", ["44 BC", "AD 79"]),
        ("year", ["Year 7", "Year 8"]),
        ("year", ["Freshman", "Senior"]),
        ("year", ["1952", "all years"]),
        ("year", ["before 1950", "1951"]),
        ("year", [None, ""]),
        ("year", []),
        ("birth_year", [1952.0, None]),
        ("month", [1, 12]),
        ("month", ["januari", "maj"]),
        ("month", ["May 2020", "June 2020"]),
        ("month", ["2020M01", "2020M02"]),
        ("month", ["01/2020", "02/2020"]),
        ("weekday", [0, 6]),
        ("weekday", ["lundi", "mardi"]),
        ("date", ["3 May 2020", "4 May 2020"]),
        ("date", ["2020-01-05", "unknown"]),
        ("email", ["a@b.org", ""]),
        ("percent", ["12.5%", "3%"]),
        ("mean", [1.5, None]),
        ("count", ["3", "4"]),
        ("town", ["pop_1952"]),
        ("above_average", ["yes", "no"]),
        ("leap_year", ["Yes", "No"]),
        ("has_email", ["true", "false"]),
        ("up_to_date", ["no", "no"]),
        ("change_count", [-3, 4]),
        ("start_date", ["unknown", "open"]),
    ],
)
def test_honest_values_of_a_kind_stay_as_they_are(name, values):
    assert as_named(name, values) == (values, "")


@pytest.mark.parametrize("values", [["before 1952", "before 1957"], ["end of 1952", "end of 1957"]])
def test_year_is_not_taken_out_of_words_that_change_what_it_means(values):
    assert as_named("year", values)[0] == values


def table(columns, *rows):
    return {"kind": "table", "columns": list(columns), "rows": [list(row) for row in rows]}


def test_years_are_taken_out_of_the_names_of_columns_in_every_form():
    rows = [["A", "pop_1952", 8], ["B", "pop_1957", 9]]
    answer = table(["land", "year", "people"], *rows)
    as_csv = form_of("Make o.csv with the columns land, year and people.", ["o.csv"])
    assert fill(as_csv, answer).content == b"land,year,people\nA,1952,8\nB,1957,9\n"
    as_json = form_of("Write o.json, a list of {land, year, people}.", ["o.json"])
    assert [row["year"] for row in json.loads(fill(as_json, answer).content)] == [1952, 1957]
    document = form_of("Make o.md. Columns: land, year, people.", ["o.md"])
    assert "| A | 1952 | 8 |" in fill(document, answer).text


@pytest.mark.parametrize(
    ("text", "answer", "content"),
    [
        (
            "Write o.json: year -> mean.",
            {"kind": "value", "value": {"x_1950": 1, "x_1951": 2}},
            {"1950": 1, "1951": 2},
        ),
        (
            "Write o.json: year -> {low, high}.",
            table(["year", "low", "high"], ["x_1950", 1, 2]),
            {"1950": {"low": 1, "high": 2}},
        ),
        (
            "Write o.json with year and low.",
            {"kind": "value", "value": {"year": "x_1950", "low": 1}},
            {"year": 1950, "low": 1},
        ),
    ],
)
def test_names_and_values_of_objects_are_columns_too(text, answer, content):
    filled = fill(form_of(text, ["o.json"]), answer)
    assert (json.loads(filled.content), filled.wrong) == (content, "")


def test_what_is_wrong_with_values_is_named_and_the_answer_is_whole():
    form = form_of("Write o.json: year -> mean.", ["o.json"])
    filled = fill(form, {"kind": "value", "value": {"Ulm": 1, "Bonn": 2}})
    assert filled.wrong == "year holds 'Ulm', which is no year"
    assert json.loads(filled.content) == {"Ulm": 1, "Bonn": 2}
    form = form_of("Make o.csv with the columns land and mean.", ["o.csv"])
    filled = fill(form, table(["land", "mean"], ["A", "x"]))
    assert filled.wrong == "mean holds 'x', which is no number"
