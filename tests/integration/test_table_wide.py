"""Tables in their wide form: a column for each year or kind, as programs and queries take them."""

from __future__ import annotations

import json

import pytest

from hocket.documents.profile.wide import WideForm
from hocket.execute.tables.tool import Compute, Query

pytestmark = [pytest.mark.sandbox, pytest.mark.timeout(120)]

PLOTS = """\
crop,field,year,tons,owner
Oats,North,1951,3.5,Ann
Oats,South,1951,4,Ann
Rye,North,1951,2,Bo
Rye,South,1951,5,Bo
Oats,North,1952,4.5,Ann
Oats,South,1952,6,Ann
Rye,North,1952,1,Bo
"""
BY_YEAR = WideForm("year", ("1951", "1952"), ("crop", "field"), ("owner",), ("tons",))
HEAT = """\
year,source,heat
2001,Wood Pellets,5
2001,Heating Oil,9
2001,Gas,20
2002,Wood Pellets,7
2002,Heating Oil,6
2002,Gas,21
"""
BY_SOURCE = WideForm("source", ("Wood Pellets", "Heating Oil", "Gas"), ("year",), (), ("heat",))


@pytest.fixture
def answered(sandbox, place):
    """What a program or a statement on a table with a wide form gives."""

    async def answer(code, form=BY_YEAR, content=PLOTS, name="field-plots.csv"):
        for file in place.folder.iterdir():
            file.unlink()
        (place.folder / name).write_text(content)
        is_query = code.lstrip().lower().startswith(("select", "with"))
        tool = Query(sandbox) if is_query else Compute(sandbox)
        argument = {"sql" if is_query else "code": code}
        result = await tool.use({**argument, "wide": {name: form.as_json()}}, place)
        assert result.ok, result.text
        given = json.loads(result.data["answer"])
        return given["rows"] if is_query else given.get("value", given)

    return answer


@pytest.mark.parametrize(
    "table",
    ["df_wide", "df", '"field-plots"', "field-plots", '"field-plots.csv"', "df_wide AS w"],
)
async def test_statement_that_takes_columns_of_the_wide_form_is_on_it(answered, table):
    sql = f'SELECT crop, field FROM {table} WHERE "1952" > "1951" ORDER BY field'  # noqa: S608 - a test
    assert await answered(sql) == [["Oats", "North"], ["Oats", "South"]]


@pytest.mark.parametrize(
    "condition",
    ["1952 > 1951", "'1952' > '1951'", "df_wide.1952 > df_wide.1951", "y1952 > y1951",
     "tons_1952 > tons_1951", '"1952" > "1951"'],
)  # fmt: skip
async def test_years_that_name_columns_are_taken_so_however_they_are_written(answered, condition):
    sql = f"SELECT field FROM df_wide WHERE {condition} ORDER BY field"  # noqa: S608 - a test
    assert await answered(sql) == [["North"], ["South"]]


async def test_year_of_a_row_stays_a_number(answered):
    sql = "SELECT count(*) FROM df_wide w JOIN df USING (crop, field) WHERE df.year = 1952"
    assert await answered(sql) == [[3]]


@pytest.mark.parametrize(
    "condition",
    [
        "df_wide['1952'] > df_wide['1951']",
        "df_wide[1952] > df_wide[1951]",
        "df_wide['1952'] > df_wide[1951]",
        "df[1952] > df[1951]",
        "df['1952'] > df['1951']",
        "df_wide['tons_1952'] > df_wide['tons_1951']",
        "df_wide.loc[:, 1952] > df_wide.loc[:, 1951]",
    ],
)
async def test_program_takes_years_as_texts_or_as_numbers(answered, condition):
    table = "df" if condition.startswith("df[") else "df_wide"
    code = f"kept = {table}[{condition}]\nanswer = sorted(kept['field'])"
    assert await answered(code) == ["North", "South"]


async def test_program_takes_years_from_a_variable(answered):
    code = "answer = {}\nfor year in (1951, 1952):\n    answer[str(year)] = df_wide[year].sum()"
    assert await answered(code) == {"1951": 14.5, "1952": 11.5}


@pytest.mark.parametrize("rows", ["df_wide_rows", "rows"])
@pytest.mark.parametrize("year", ["'195{}'", "195{}"])
async def test_loop_takes_years_as_texts_or_as_numbers(answered, rows, year):
    first, last = year.format(1), year.format(2)
    code = (
        f"answer = [r['field'] for r in {rows} if r[{last}] is not None and r[{last}] > r[{first}]]"
    )
    assert await answered(code) == ["North", "South"]


async def test_what_says_the_same_of_each_row_is_there_too(answered):
    code = "answer = df_wide.groupby('owner')['1952'].sum().to_dict()"
    assert await answered(code) == {"Ann": 10.5, "Bo": 1.0}


@pytest.mark.parametrize(
    "sql",
    [
        'SELECT year, "Wood Pellets", "Heating Oil", Gas FROM df_wide ORDER BY year',
        "SELECT year, wood, heating, gas FROM df_wide ORDER BY year",
        "SELECT year, wood, heating, gas FROM df ORDER BY year",
        (
            "SELECT year, SUM(wood) AS wood, SUM(heating) AS heating, SUM(gas) AS gas "
            "FROM heat-log GROUP BY year ORDER BY year"
        ),
        "SELECT year, wood_pellets, heating_oil, gas FROM heat-log ORDER BY year",
        "SELECT year, 'Wood Pellets', 'Heating Oil', 'Gas' FROM df_wide ORDER BY year",
        "SELECT w.year, w.wood_heat, w.heating_heat, w.gas_heat FROM df_wide w ORDER BY w.year",
    ],
)
async def test_statement_calls_columns_by_their_first_words(answered, sql):
    rows = await answered(sql, BY_SOURCE, HEAT, "heat-log.csv")
    assert rows == [[2001, 5, 9, 20], [2002, 7, 6, 21]]


@pytest.mark.parametrize(
    "code",
    [
        (
            "df['total'] = df['wood'] + df['heating'] + df['gas']\n"
            "answer = df[['year', 'wood', 'total']]"
        ),
        (
            "df_wide['total'] = df_wide['wood'] + df_wide['heating'] + df_wide['gas']\n"
            "answer = df_wide[['year', 'wood', 'total']]"
        ),
        "df['total'] = df.wood + df.heating + df.gas\nanswer = df[['year', 'wood', 'total']]",
        (
            "answer = [{'year': r['year'], 'wood': r['wood'], 'total': r['wood'] + r['heating'] + "
            "r['gas']} for r in rows]"
        ),
        (
            "wide = df_wide.rename(columns={'Wood Pellets': 'wood'})\n"
            "wide['total'] = wide['wood'] + wide['Heating Oil'] + wide['Gas']\n"
            "answer = wide[['year', 'wood', 'total']]"
        ),
    ],
)
async def test_program_calls_columns_by_their_first_words(answered, code):
    given = await answered(code, BY_SOURCE, HEAT)
    records = (
        given
        if isinstance(given, list)
        else [dict(zip(given["columns"], row, strict=True)) for row in given["rows"]]
    )
    assert records == [
        {"year": 2001, "wood": 5, "total": 34},
        {"year": 2002, "wood": 7, "total": 34},
    ]


async def test_program_on_the_table_itself_is_not_changed(answered):
    code = (
        "found = df[df['year'] == 1952].set_index('field')['tons']\n"
        "places = {1951: 'a', 1952: 'b'}\nanswer = [places[1952], found['South']]"
    )
    assert await answered(code) == ["b", 6.0]


async def test_rows_are_counted_where_no_measure_is(answered):
    content = "club,medal\nAsh,Gold\nAsh,Gold\nBray,Tin\nAsh,Tin\n"
    form = WideForm("medal", ("Gold", "Tin"), ("club",))
    rows = await answered("SELECT club, gold, tin FROM df_wide ORDER BY club", form, content)
    assert rows == [["Ash", 2, 1], ["Bray", 0, 1]]


async def test_file_that_is_called_like_the_wide_form_is_read(sandbox, place):
    for file in place.folder.iterdir():
        file.unlink()
    (place.folder / "plots.csv").write_text(PLOTS)
    (place.folder / "plots_wide.csv").write_text("a\n1\n2\n")
    arguments = {"sql": "SELECT sum(a) FROM plots_wide", "wide": {"plots.csv": BY_YEAR.as_json()}}
    result = await Query(sandbox).use(arguments, place)
    assert json.loads(result.data["answer"])["rows"] == [[3]]
    result = await Compute(sandbox).use({"code": "answer = plots['a'].sum()"}, place)
    assert json.loads(result.data["answer"])["value"] == 3


async def test_names_that_are_one_have_one_row_and_one_column(sandbox, place):
    for file in place.folder.iterdir():
        file.unlink()
    rows = "ash,Tea,1\nAsh,Milk,2\nAsh,TEA,\nElm,Tea,4\nElm,Milk,1\nElm,Tea,\n"
    (place.folder / "cups.csv").write_text(f"town,drink,cups\n{rows}")
    form = WideForm("drink", ("Tea", "Milk"), ("town",), (), ("cups",), sums=True)
    sql = "SELECT town, Tea, Milk FROM df_wide ORDER BY town"
    arguments = {"sql": sql, "wide": {"cups.csv": form.as_json()}, "alike": True}
    result = await Query(sandbox).use(arguments, place)
    assert json.loads(result.data["answer"])["rows"] == [["Ash", 1, 2], ["Elm", 4, 1]]
