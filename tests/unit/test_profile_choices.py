"""Columns that say which option of a row has the lowest, and what the row chose has."""

from __future__ import annotations

import pytest

from hocket.agents.ways.languages import PANDAS, ROWS, SQL
from hocket.agents.ways.loaded import Loaded, shown_tables
from hocket.documents.loading import loaded_profile, loaded_table
from hocket.documents.profile.choices import choices_in, of_row
from hocket.documents.profile.families import families_in
from hocket.execute.tables.inside.faults import columns_of
from hocket.execute.tables.inside.reading import tables_of

PLANS = (
    "line,plan,fee_basic,fee_flat,fee_mega,minutes_basic,minutes_flat,minutes_mega\n"
    "1,flat,9,14,14,100,400,900\n"
    "2,basic,9,12,20,100,400,900\n"
    "3,mega,11,11,11,50,400,900\n"
    "4,basic,,10,12,100,400,900\n"
)


def families_of(text: str):
    profile, table = loaded_profile("a.csv", text.encode()), loaded_table("a.csv", text.encode())
    return families_in(profile, table)


def found_in(text: str):
    profile = loaded_profile("a.csv", text.encode())
    return choices_in(profile, families_of(text))


def column(text: str, name: str, folder) -> list:
    """The values of a column that code names."""
    (folder / "a.csv").write_text(text)
    entries = [{"variable": "df", "name": str(folder / "a.csv")}]
    values = tables_of(entries, f"answer = df['{name}']")["df"][name]
    return [None if value != value else value for value in values.tolist()]  # noqa: PLR0124 - NaN


def test_columns_of_each_measure_have_names_that_need_no_quotes():
    fees, minutes = found_in(PLANS)
    assert fees.names == ("lowest_fee", "highest_fee", "min_fee", "max_fee", "fee_of_plan")
    assert minutes.own == "minutes_of_plan"
    [tea] = found_in("no,took,net price.ale,net price.tea\n1,ale,2,3\n2,tea,3,4\n")
    assert tea.lowest == "lowest_net_price"


def test_name_that_the_table_has_ends_with_a_mark():
    [one] = found_in("min_fee,plan,fee_a1,fee_b1\n1,a1,2,3\n2,b1,3,4\n")
    assert one.names == ("lowest_fee", "highest_fee", "min_fee_", "max_fee", "fee_of_plan")


def test_measure_that_only_says_whether_something_is_so_has_none():
    text = "no,took,sale_ale,sale_tea,price_ale,price_tea\n1,ale,0,1,2,3\n2,tea,1,0,3,4\n"
    assert [one.measure for one in found_in(text)] == ["price"]


@pytest.mark.parametrize(
    ("name", "values"),
    [
        ("lowest_fee", ["basic", "basic", "mega", "flat"]),
        ("highest_fee", ["flat", "mega", "mega", "mega"]),
        ("min_fee", [9, 9, 11, 10]),
        ("max_fee", [14, 20, 11, 12]),
        ("fee_of_plan", [14, 9, 11, None]),
        ("minutes_of_plan", [400, 100, 900, 100]),
        ("lowest_minutes", ["basic"] * 4),
    ],
)
def test_code_that_names_a_column_gets_it(name, values, tmp_path):
    assert column(PLANS, name, tmp_path) == values


def test_option_is_spelled_as_the_row_spells_its_choice(tmp_path):
    text = PLANS.replace(",flat,9", ",Flat,9").replace(",mega,11", ",Mega,11")
    assert column(text, "highest_fee", tmp_path) == ["Flat", "mega", "Mega", "mega"]


def test_columns_that_no_code_names_are_not_there(tmp_path):
    (tmp_path / "a.csv").write_text(PLANS)
    entries = [{"variable": "df", "name": str(tmp_path / "a.csv")}]
    table = tables_of(entries, "min_fee = df['fee_flat'].min()\nanswer = min_fee")["df"]
    assert len(table.columns) == 8


def test_row_without_a_number_says_nothing():
    assert of_row(("a", "b"), (None, None), "a").cells == (None,) * 5


@pytest.mark.parametrize(
    ("text", "options", "measures"),
    [
        (
            "n,tea,cost_green_tea,cost_red,ml_green_tea,ml_red\n1,Green tea,2,3,1,2\n2,Red,3,4,2,1",
            ("Green tea", "Red"),
            {"cost": ("cost_green_tea", "cost_red"), "ml": ("ml_green_tea", "ml_red")},
        ),
        (
            "no,shop,oldTownPrice,quayPrice,hillSidePrice\n1,Quay,2,3,4\n2,Old Town,3,4,5\n",
            ("Old Town", "Quay", "hill side"),
            {"price": ("oldTownPrice", "quayPrice", "hillSidePrice")},
        ),
        (
            "no,took,price.ale,price.tea,price.cocoa\n1,ale,2,3,5\n2,tea,3,4,4\n",
            ("ale", "tea", "cocoa"),
            {"price": ("price.ale", "price.tea", "price.cocoa")},
        ),
        (
            "trip,way,rail,bus,ferry\n1,bus,20,35,60\n2,ferry,25,30,22\n3,rail,9,9,9\n",
            ("rail", "bus", "ferry"),
            {"value": ("rail", "bus", "ferry")},
        ),
    ],
)
def test_options_are_those_of_the_column_that_says_what_was_chosen(text, options, measures):
    found = families_of(text)
    assert (found.options, found.measures) == (options, measures)


@pytest.mark.parametrize(
    "text",
    [
        "no,drink,price_tea,price_ale\n1,tea,2,3\n2,wine,3,4\n",
        "no,kind,price_min,price_max\n1,min,2,3\n2,max,3,4\n",
        "no,drink,price_tea,cups_ale\n1,tea,2,3\n2,ale,3,4\n",
        "no,drink,tea,ale\n1,tea,2,3\n2,ale,3,4\n",
        "year,best,ale,tea,milk\n2001,port,2,3,5\n2002,tea,3,4,4\n",
        "trip,way,rail,bus,fine\n1,bus,20,35,4\n2,rail,25,30,9\n",
    ],
)
def test_values_that_are_no_options_make_none(text):
    assert families_of(text) is None


@pytest.mark.parametrize("language", [PANDAS, SQL, ROWS])
def test_columns_are_told_in_each_language(language):
    file = Loaded("lines.csv", "df", PLANS.encode(), task="How many have the cheapest?")
    shown = shown_tables(file, language, about="")[0]
    assert "- 'lowest_fee', 'highest_fee': text, the option with the lowest" in shown
    assert "- 'fee_of_plan': number, the fee of the option in 'plan'" in shown
    assert "where that is 'lowest_fee', it chose the one with the lowest fee" in shown
    assert "- 'cheapest' in the task: the option in 'lowest_fee', with 'min_fee'" in shown


def test_of_many_measures_those_that_the_task_names_are_told():
    heads = [f"{m}_{o}" for m in ("fee", "data", "calls", "texts", "days") for o in ("ink", "oil")]
    rows = "".join(f"{n},{('ink', 'oil')[n % 2]},{','.join('2345678923')}\n" for n in range(3))
    text = f"no,took,{','.join(heads)}\n{rows}"
    file = Loaded("a.csv", "df", text.encode(), task="Who took the one with fewer calls?")
    shown = shown_tables(file, SQL, about="")[0]
    assert "'lowest_calls'" in shown
    assert "'lowest_fee'" not in shown


@pytest.mark.parametrize(
    ("said", "is_told"),
    [("'fee'", True), ("Column not found: fee", True), ("'fee_flat_20'", False)],
)
def test_measure_that_code_takes_for_one_column_is_explained(said, is_told, tmp_path):
    (tmp_path / "a.csv").write_text(PLANS)
    tables = tables_of([{"variable": "df", "name": str(tmp_path / "a.csv")}])
    advice = "Each option has a 'fee' of its own: 'lowest_fee' is the option with the lowest"
    assert any(line.startswith(advice) for line in columns_of(said, tables)) is is_told
    assert ("'fee_of_plan' that of the option" in " ".join(columns_of(said, tables))) is is_told
