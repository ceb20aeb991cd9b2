"""What programs and queries on tables are told, or given, where small LLMs err again and again."""

from __future__ import annotations

import json
import re

import pytest

from hocket.execute.tables.tool import Compute, Query
from shops import computed, queried

pytestmark = [pytest.mark.sandbox, pytest.mark.timeout(120)]


@pytest.fixture
def place(place):
    (place.folder / "shops.csv").unlink()
    return place


async def test_query_for_what_are_columns_of_a_wide_table_is_told_of_its_long_form(sandbox, place):
    (place.folder / "w.csv").write_text("Year,a,b,c,d,e,f\n2010,1,9,2,3,4,5\n2011,1,2,2,3,4,5\n")
    sql = "SELECT field FROM df WHERE Year = 2010 ORDER BY value DESC LIMIT 1"
    result = await Query(sandbox).use({"sql": sql}, place)
    assert "If each of the columns of df is a field, take them from df_long." in result.text
    _, rows = await queried(sandbox, place, sql.replace("df", "df_long").replace("field", "name"))
    assert rows == [["b"]]


async def test_query_for_what_are_columns_is_told_how_they_become_rows(sandbox, place):
    (place.folder / "w.csv").write_text(
        "Year,a,b,c,d,e,f\n2010,1,9000,2,300000,4,5\n2011,1,2,2000000,3,40000,5\n"
    )
    sql = "SELECT field FROM df WHERE Year = 2010 ORDER BY value DESC LIMIT 1"
    result = await Query(sandbox).use({"sql": sql}, place)
    [taken] = re.findall(r"If each other column is a field, take FROM (.*)\.", result.text)
    _, rows = await queried(sandbox, place, sql.replace("df", taken, 1))
    assert rows == [["d"]]
    again = sql.replace("df", taken, 1).replace("BY value", "BY percent")
    result = await Query(sandbox).use({"sql": again}, place)
    assert "The values of these columns are in value then, so take value." in result.text


async def test_query_has_what_scipy_computes(sandbox, place):
    (place.folder / "n.csv").write_text("a\n" + "".join(f"{n * n}\n" for n in range(9)))
    sql = "SELECT shapiro_w(a), skewness_pop(a), kurtosis_pop(a) FROM df"
    _, [row] = await queried(sandbox, place, sql)
    code = "answer = [stats.shapiro(df.a).statistic, stats.skew(df.a), stats.kurtosis(df.a)]"
    assert row == pytest.approx(await computed(sandbox, place, code))


@pytest.mark.parametrize("first", ["", "from __future__ import annotations\n"])
async def test_import_from_another_module_is_mended(sandbox, place, first):
    code = (
        f"{first}"
        "from sklearn.preprocessing import MinMaxScaler, KNeighborsClassifier\n"
        "model = KNeighborsClassifier(n_neighbors=1).fit([[1], [9]], [0, 1])\n"
        "answer = model.predict([[8]]).tolist()"
    )
    assert await computed(sandbox, place, code) == [1]


@pytest.mark.parametrize(
    ("code", "said"),
    [
        (
            "from sklearn.linear_model import Ridge\nRidge().fit(df[['at']], df['Share'])",
            "make numbers of each text column first",
        ),
        ("answer = df.loc[4321]", "4321 is no place of a row but a value of 'year': take df[df["),
        ("answer = ','.join(df['Town'].max().index)", "join a list, such as"),
    ],
)
async def test_error_that_llms_make_again_says_what_to_do(sandbox, place, code, said):
    (place.folder / "n.csv").write_text(
        "year,Town,at,Share\n4321,Ulm,a,1\n4321,Bonn,b,2\n4323,Ulm,c,1\n"
    )
    result = await Compute(sandbox).use({"code": code}, place)
    assert said in result.text


async def test_value_that_a_column_repeats_in_each_row_is_one(sandbox, place):
    (place.folder / "n.csv").write_text("a,b\n1,x\n2,x\n6,y\n")
    code = "df['mean'] = df['a'].mean()\nanswer = {'mean': round(df['mean'], 1), 'rows': len(df)}"
    assert await computed(sandbox, place, code) == {"mean": 3, "rows": 3}
    part = "df['mean'] = df['a'].mean()\nanswer = {'mean': df['mean']}"
    assert await computed(sandbox, place, part) == {"mean": 3}
    rows = "df['mean'] = df['a'].mean()\nanswer = {'a': df['a'], 'mean': df['mean']}"
    assert await computed(sandbox, place, rows) == {"a": [1, 2, 6], "mean": [3, 3, 3]}
    groups = "answer = {'sizes': df.groupby('b').size() * 0, 'rows': 3}"
    assert await computed(sandbox, place, groups) == {"sizes": {"x": 0, "y": 0}, "rows": 3}


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("answer = {'a': df['a'], 'n': len(df)}", {"a": [4, 4, 4], "n": 3}),
        ("answer = {'a': df[df['b'] > 1]['a'], 'n': 2}", {"a": [4, 4], "n": 2}),
        (
            "df['big'] = df['a'] > 3\nanswer = {'big': df['big'], 'n': 3}",
            {"big": [True, True, True], "n": 3},
        ),
        ("answer = {'a': pd.Series([5, 5, 5]), 'n': 3}", {"a": [5, 5, 5], "n": 3}),
        (
            "answer = {'per': pd.Series({2001: 3, 2002: 3, 2003: 3}), 'n': 9}",
            {"per": {"2001": 3, "2002": 3, "2003": 3}, "n": 9},
        ),
    ],
    ids=["column of the table", "rows that were chosen", "marks", "list", "counts by year"],
)
async def test_equal_values_that_are_no_repeated_result_stay(sandbox, place, code, expected):
    (place.folder / "n.csv").write_text("a,b\n4,1\n4,2\n4,3\n")
    assert await computed(sandbox, place, code) == expected


FIT = "from sklearn.linear_model import LinearRegression\nm = LinearRegression().fit"


async def test_text_column_of_two_values_is_numbers_to_a_model(sandbox, place):
    (place.folder / "n.csv").write_text("sex,o,n,pay\nm,yes,1,3\nf,no,2,6\nm,no,3,9\nf,no,4,12\n")
    code = f"x, y = df[['sex', 'o', 'n']], df['pay']\n{FIT}(x, y)\nanswer = round(m.score(x, y), 3)"
    assert await computed(sandbox, place, code) == 1
    assert await computed(sandbox, place, f"df = pd.read_csv('n.csv')\n{code}") == 1


@pytest.mark.parametrize(
    ("rows", "first"),
    [
        ("m,1,3\nf,2,6\nx,3,9\n", ""),
        ("m,1,3\nf,2,6\nm,3,9\n", "df = df[df['sex'] == 'm']\n"),
        ("m,1,3\nf,2,6\nm,3,9\n", "sizes = df.groupby('sex').size()\n"),
        ("m,1,3\nf,2,6\nm,3,9\n", "signs = lambda model: model.coef_\n"),
        ("m,1,3\nf,2,6\nm,3,9\n", "answer = df.sort_values('n')['sex'].iloc[0]\n"),
    ],
    ids=["three values", "a value that the program names", "groups", "signs", "a value"],
)
async def test_text_column_that_may_be_meant_as_text_is_none(sandbox, place, rows, first):
    (place.folder / "n.csv").write_text(f"sex,n,pay\n{rows}")
    code = (
        f"{first}{FIT}(df[['sex', 'n']], df['pay'])\nscore = m.score(df[['sex', 'n']], df['pay'])"
    )
    result = await Compute(sandbox).use({"code": code}, place)
    assert "make numbers of each text column first" in result.text


async def test_number_that_a_dict_of_the_program_lacks_is_not_told_to_be_of_a_row(sandbox, place):
    (place.folder / "n.csv").write_text("year,n\n4321,1\n4322,2\n")
    result = await Compute(sandbox).use({"code": "counts = {}\ncounts[4321] += 1"}, place)
    assert "KeyError: 4321" in result.text
    assert "no place of a row" not in result.text


async def test_condition_that_no_row_meets_is_doubted_where_nothing_came_of_it(sandbox, place):
    (place.folder / "n.csv").write_text("town,at,n\nUlm,9,100\nBonn,12,400\nKiel,10,250\n")
    said = 'No row has "at" > 200: it runs from 9 to 12.'
    for code in (
        "answer = df[df['at'] > 200]['town'].tolist()",
        "answer = {r['town']: r['n'] for r in rows if r['at'] > 200}",
    ):
        result = await Compute(sandbox).use({"code": code}, place)
        assert result.data["doubt"].startswith(said)
    result = await Compute(sandbox).use(
        {"code": "answer = max(r['n'] for r in rows if r['at'] > 200)"}, place
    )
    assert not result.ok
    assert said in result.text
    for sql in ("SELECT town FROM df WHERE at > 200", "SELECT max(n) FROM df WHERE at > 200"):
        result = await Query(sandbox).use({"sql": sql}, place)
        assert result.data["doubt"].startswith(said)
    met = await Query(sandbox).use({"sql": "SELECT town FROM df WHERE n > 200"}, place)
    assert met.data["doubt"] == ""


async def test_number_of_another_unit_comes_with_that_unit(sandbox, place):
    (place.folder / "n.csv").write_text("town,pay\nUlm,9.5\nBonn,12\nKiel,10\n")
    code = "answer = df[df['pay'] > 11000]['town'].tolist()"
    result = await Compute(sandbox).use({"code": code}, place)
    assert result.data["scaled"] == [["pay", ">", 11000.0, 1000]]
    sql = "SELECT town FROM df WHERE pay > 11000"
    result = await Query(sandbox).use({"sql": sql}, place)
    assert result.data["scaled"] == [["pay", ">", 11000.0, 1000]]
    assert result.data["void"] == []


@pytest.mark.parametrize(
    "sql",
    [
        "SELECT a.land, count(*) FROM shops AS a JOIN towns AS b ON a.town = b.town GROUP BY 1",
        "SELECT shops.land, count(*) FROM shops JOIN towns USING (town) GROUP BY shops.land",
    ],
)
async def test_column_that_only_the_other_table_has_is_taken_of_that(sandbox, place, sql):
    (place.folder / "shops.csv").write_text("shop,town\nA,Ulm\nB,Bonn\nC,Ulm\n")
    (place.folder / "towns.csv").write_text("town,land\nUlm,South\nBonn,West\n")
    result = await Query(sandbox).use({"sql": sql}, place)
    rows = json.loads(result.data["answer"])["rows"]
    assert sorted(rows) == [["South", 2], ["West", 1]]


async def test_column_that_no_table_has_is_a_fault_with_those_that_there_are(sandbox, place):
    (place.folder / "shops.csv").write_text("shop,town\nA,Ulm\n")
    (place.folder / "towns.csv").write_text("town,land\nUlm,South\n")
    sql = "SELECT a.region FROM shops AS a JOIN towns AS b ON a.town = b.town"
    result = await Query(sandbox).use({"sql": sql}, place)
    assert not result.ok
    assert "'land'" in result.text


async def test_sum_across_one_column_comes_with_that_across_all(sandbox, place):
    (place.folder / "n.csv").write_text("year,rye,oats,hops\n2020,3,4,1\n2021,5,2,2\n")
    code = "answer = df[df['rye'] > 0.5 * df['rye'].sum(axis=1)]['year'].tolist()"
    result = await Compute(sandbox).use({"code": code}, place)
    assert "df[['rye', 'oats', 'hops']].sum(axis=1)" in result.text
    other = await Compute(sandbox).use({"code": "answer = df['year'].sum(axis=1)"}, place)
    assert not other.ok
    assert "of each row" not in other.text


async def test_years_that_a_query_formats_as_dates_are_the_numbers_themselves(sandbox, place):
    (place.folder / "h.csv").write_text("year,herd\n2001,5\n2002,9\n2003,8\n")
    sql = (
        "WITH t AS (SELECT year, lag(year) OVER (ORDER BY year) AS before, "
        "herd - lag(herd) OVER (ORDER BY year) AS more FROM df) "
        "SELECT strftime(before, '%Y') AS a, strftime(year, '%Y') AS b FROM t "
        "ORDER BY more DESC NULLS LAST LIMIT 1"
    )
    _, rows = await queried(sandbox, place, sql)
    assert [[int(value) for value in row] for row in rows] == [[2001, 2002]]


async def test_column_within_another_is_found_by_its_own_name(sandbox, place):
    (place.folder / "w.jsonl").write_text(
        '{"well": "a", "site": {"depth": 9, "width": 3}}\n'
        '{"well": "b", "site": {"depth": 2, "width": 4}}\n'
    )
    _, rows = await queried(sandbox, place, "SELECT well FROM df WHERE depth > width")
    assert rows == [["a"]]
    code = 'answer = df[df["depth"] > df["width"]]["well"].tolist()'
    assert await computed(sandbox, place, code) == ["a"]


async def test_sum_of_a_number_is_taken_of_what_became_the_number(sandbox, place):
    (place.folder / "h.csv").write_text("year,herd\n2001,5\n2002,9\n2003,8\n")
    assert await computed(sandbox, place, 'answer = int(df["herd"] > 5).sum()') == 2
    assert await computed(sandbox, place, 'answer = float(df["herd"]).max()') == 9


async def test_rows_taken_by_the_value_of_a_column_are_found(sandbox, place):
    (place.folder / "h.csv").write_text("year,herd\n2001,5\n2002,9\n2003,8\n")
    code = 'answer = int(df.loc[2003, "herd"] - df.loc[2001, "herd"])'
    assert await computed(sandbox, place, code) == 3
    (place.folder / "h.csv").write_text("year,herd\n2001,5\n2002,9\n2002,8\n")
    result = await Compute(sandbox).use({"code": code.replace("2003", "2002")}, place)
    assert not result.ok


@pytest.mark.parametrize(
    ("where", "rows"),
    [
        ("WHERE won = 1", [[1]]),
        ("AS t WHERE won = 1 OR won = 2", [[1]]),
        ("t WHERE won = 1 LIMIT 5", [[1]]),
        ("WHERE won = 1 AND bid < top", [[1]]),
    ],
)
async def test_extreme_of_groups_is_compared_with_where_a_query_lacks_that(
    sandbox, place, where, rows
):
    (place.folder / "b.csv").write_text("lot,bid,won\n1,5,1\n1,7,0\n2,9,1\n2,4,0\n3,8,0\n3,2,0\n")
    ranked = "SELECT *, max(bid) OVER (PARTITION BY lot) AS top FROM df"
    sql = f"SELECT count(*) FROM ({ranked}) {where}"  # noqa: S608 - a file of the test
    assert (await queried(sandbox, place, sql))[1] == rows
