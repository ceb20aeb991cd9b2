"""Programs for older libraries, queries in other dialects of SQL, and numbers within texts."""

from __future__ import annotations

import json

import pytest

from hocket.documents.loading import loaded_profile
from hocket.documents.profile import described
from hocket.documents.profile.values import read_number
from hocket.execute.tables.tool import Compute, Query
from shops import computed, queried

pytestmark = [pytest.mark.sandbox, pytest.mark.timeout(120)]


RETIRED = [
    ("answer = df['Share'].append(pd.Series([1])).sum()", 25),
    ("answer = len(df.append({'Share': 4}, ignore_index=True))", 4),
    ("answer = df['Town'].fillna(method='ffill').tolist()", ["Köln", "Bonn", "Bonn"]),
    ("answer = round(df['Share'].mad(), 3)", 2.667),
    ("answer = [name for name, _ in df.iteritems()][-1]", "Town"),
    ("answer = df[['Share']].applymap(lambda v: v + 1)['Share'].tolist()", [13, 6, 8]),
    ("answer = df['Share'].astype(np.float).iloc[0] + (0 if np.NaN == 1 else 1)", 13.0),
    ("answer = df.set_index('Opened')['Share'].resample('Y').sum().tolist()", [12, 5, 7]),
    ("answer = df.groupby(pd.Grouper(key='Opened', freq='12M'))['Share'].sum().size", 4),
    ("answer = str(df['Opened'].dt.to_period('M').iloc[0])", "2020-01"),
    ("answer = mean_squared_error([1, 2], [4, 5], squared=False)", 3.0),
    ("answer = OneHotEncoder(sparse=False).fit_transform(df[['Shop No']]).shape[1]", 3),
    ("answer = LinearRegression(normalize=True).fit([[1], [2]], [1, 2]).coef_[0].round(6)", 1.0),
]


@pytest.mark.parametrize(("code", "expected"), RETIRED)
async def test_program_with_what_libraries_no_longer_have_works(sandbox, place, code, expected):
    assert await computed(sandbox, place, code) == expected


FOREIGN = [
    ("date_format(max(Opened), '%Y-%m')", "2022-03"),
    ("to_char(min(Opened), 'DD.MM.YYYY')", "03.01.2020"),
    ("to_char(min(Opened), 'yyyy-mm')", "2020-01"),
    ("date_format(min(Opened), '%e %M %Y')", "3 January 2020"),
    ("datediff(max(Opened), min(Opened))", 788),
    ("datediff('day', min(Opened), max(Opened))", 788),
    ("isnull(max(Turnover), 0) + nvl(NULL, 1)", 1235.5),
    ("iif(count(*) > 2, 'many', 'few')", "many"),
    ("charindex('l', max(Town)) + locate('K', max(Town))", 4),
    ("iqr(Share)", 3.5),
    ("percentile(Share, 0.5)", 7.0),
    ("round(stdev(Share), 3)", 3.606),
    ("sumif(Share, Share > 6)", 19),
    ("count(*) FILTER (WHERE left(Opened, 4) = '2021')", 1),
    ("count(*) FILTER (WHERE substring(Opened, 6, 2) = '03')", 1),
    ("count(*) FILTER (WHERE Opened LIKE '2021%')", 1),
    ("count(*) FILTER (WHERE NOT (Opened LIKE '2021%' OR Share LIKE '1%'))", 1),
    ("round(100 * avg(Share > 6), 1)", 66.7),
    ("count(*) FILTER (WHERE Turnover != '' AND Opened <> '')", 2),
    ("count(*) FILTER (WHERE Turnover = '')", 1),
    ("count(DISTINCT town_name)", 2),
    ("count(*) FILTER (WHERE dayofweek(Opened) IN (5, 7))", 2),
    ("count(*) FILTER (WHERE dayofweek(Opened) = 0)", 1),
    ("count(*) FILTER (WHERE regexp_like(Town, '^K'))", 1),
    ("CAST(max(Share) AS unsigned) + truncate(1.29, 1)", 13.2),
]


@pytest.mark.parametrize(("selected", "expected"), FOREIGN)
async def test_query_in_another_dialect_works(sandbox, place, selected, expected):
    _, [[value]] = await queried(sandbox, place, f"FROM df SELECT {selected}")
    assert value == pytest.approx(expected) if isinstance(value, float) else value == expected


@pytest.mark.parametrize(
    "code",
    [
        "answer = df['n'].astype(int).mean()",
        "answer = pd.to_numeric(df['n']).mean()",
        "answer = sum(float(v) for v in df['n'])",
    ],
)
async def test_number_within_a_text_is_told_with_how_to_take_it(sandbox, place, code):
    (place.folder / "shops.csv").write_text("n,m\n630[495-801],1\n12[9-15],2\nabout 5,3\n")
    faults = [await Compute(sandbox).use({"code": code}, place)]
    faults.append(await Query(sandbox).use({"sql": "SELECT avg(CAST(n AS INT)) FROM df"}, place))
    for fault in faults:
        assert not fault.ok
        assert "such as '630[495-801]'; take the number by" in fault.text
    taken = "answer = df['n'].astype(str).str.extract(r'(-?\\d+\\.?\\d*)')[0].astype(float).sum()"
    assert await computed(sandbox, place, taken) == 647
    sql = "SELECT sum(CAST(regexp_extract(n, '-?[0-9.]+') AS DOUBLE)) FROM df"
    assert (await queried(sandbox, place, sql))[1] == [[647]]


async def test_ranges_are_compared_by_where_they_begin(sandbox, place):
    text = 'age,n\n60-64,1\n65-69,2\n"1,000+",4\nunknown,8\n<70,16\n'
    (place.folder / "shops.csv").write_text(text)
    code = "answer = int(df[df['age_from'] >= 65]['n'].sum())"
    assert await computed(sandbox, place, code) == 6
    rows = "answer = sum(row['n'] for row in rows if (row['age_from'] or 0) >= 65)"
    assert await computed(sandbox, place, rows) == 6
    sql = "SELECT sum(n) FROM df WHERE AGE_FROM >= 65"
    assert (await queried(sandbox, place, sql))[1] == [[6]]
    code = "answer = int(df[df['age_to'] <= 69]['n'].sum())"
    assert await computed(sandbox, place, code) == 3


async def test_bounds_of_ranges_are_no_columns_of_a_table_that_is_taken_whole(sandbox, place):
    (place.folder / "shops.csv").write_text("age,n\n60-64,1\n65-69,2\n")
    assert (await queried(sandbox, place, "SELECT * FROM df LIMIT 1"))[1] == [["60-64", 1]]


async def test_text_that_several_values_begin_with_is_told_how_to_find_them_all(sandbox, place):
    rows = "shut by Ann,1\nshut by Bo,2\nopened by Bo,3\n"
    (place.folder / "shops.csv").write_text(f"event,n\n{rows}")
    code = "answer = int(df[df['event'] == 'shut']['n'].sum())"
    result = await Compute(sandbox).use({"code": code}, place)
    hint = result.data["doubt"].partition("2 of its values begin so: for all of them write ")[2]
    assert hint == "df['event'].str.startswith('shut')"
    assert await computed(sandbox, place, f"answer = int(df[{hint}]['n'].sum())") == 3
    result = await Query(sandbox).use({"sql": "SELECT n FROM df WHERE event = 'shut'"}, place)
    hint = result.data["doubt"].partition("for all of them write ")[2]
    statement = f"SELECT sum(n) FROM df WHERE {hint}"  # noqa: S608 - of this test
    assert (await queried(sandbox, place, statement))[1] == [[3]]


GROUPS = "sex,age,n\nfemale,65-69,1\nmale,70-74,2\nFemale ,70-74,4\n"


@pytest.mark.parametrize(
    ("code", "expected", "doubt"),
    [
        ("answer = int(df[df['age'] == '70-74 ']['n'].sum())", 6, ""),
        ("answer = int(df[df['age'].isin(['65+', '70-74'])]['n'].sum())", 6, ""),
        ("answer = int(df[df['age'] == '65+']['n'].sum())", 0, "'age' has no value '65+'; it has "),
        ("df['age'] = df['age'].str[:2]\nanswer = int((df['age'] == '70').sum())", 2, ""),
        ("answer = sum(row['n'] for row in rows if row['age'] == '65+')", 0, "'age' has no value"),
        (
            "d = df.assign(sex=df['sex'].str.upper())\nanswer = int((d['sex'] == 'MALE').sum())",
            1,
            "",
        ),
        ("d = df.replace({'sex': {'male': 'M'}})\nanswer = int((d['sex'] == 'M').sum())", 1, ""),
    ],
)
async def test_text_that_a_column_does_not_hold_is_doubted(sandbox, place, code, expected, doubt):
    (place.folder / "shops.csv").write_text(GROUPS)
    result = await Compute(sandbox).use({"code": code}, place)
    assert json.loads(result.data["answer"])["value"] == expected
    assert result.data["doubt"].startswith(doubt)
    assert bool(result.data["doubt"]) is bool(doubt)


@pytest.mark.parametrize(
    ("sql", "expected", "doubt"),
    [
        ("SELECT sum(n) FROM df WHERE Age = '65-69' OR df.age = '70-74'", 7, ""),
        ("SELECT count(*) FROM df WHERE age = '65+'", 0, "'age' has no value '65+'"),
        ("SELECT count(*) FROM (SELECT left(age, 2) AS age FROM df) WHERE age = '65'", 1, ""),
        ("SELECT count(*) FROM df WHERE n = 4 AND sex <> 'it''s'", 1, "'sex' has no value"),
        ("SELECT count(*) FROM (SELECT upper(sex) sex FROM df) WHERE sex = 'MALE'", 1, ""),
        ("SELECT count(*) FROM df WHERE n = 1 AND 'sex = ''x''' <> sex", 1, ""),
    ],
)
async def test_text_that_a_column_does_not_hold_is_doubted_in_sql(
    sandbox, place, sql, expected, doubt
):
    (place.folder / "shops.csv").write_text(GROUPS)
    result = await Query(sandbox).use({"sql": sql}, place)
    assert json.loads(result.data["answer"])["rows"] == [[expected]]
    assert result.data["doubt"].startswith(doubt)
    assert bool(result.data["doubt"]) is bool(doubt)


async def test_lists_in_cells_and_columns_of_several_tables_are_compared_as_they_are(
    sandbox, place
):
    (place.folder / "shops.csv").unlink()
    (place.folder / "a.json").write_text(
        '[{"town": "x", "tags": ["p"]}, {"town": "y", "tags": []}]'
    )
    (place.folder / "b.csv").write_text("town,n\nX,1\n")
    assert await computed(sandbox, place, "answer = int((a['town'] == 'x').sum())") == 1
    assert (await queried(sandbox, place, "SELECT n FROM b WHERE town = 'X'"))[1] == [[1]]


async def test_text_in_another_case_is_the_value_of_the_column(sandbox, place):
    (place.folder / "shops.csv").write_text("sex,n\nfemale,1\nmale,2\n")
    assert await computed(sandbox, place, "answer = int((df['sex'] == 'Female').sum())") == 1
    assert (await queried(sandbox, place, "SELECT n FROM df WHERE sex = 'MALE'"))[1] == [[2]]


async def test_times_are_counted_in_seconds(sandbox, place):
    (place.folder / "shops.csv").write_text("name,wait\na,00:01:04\nb,00:00:06\nc,\n")
    assert await computed(sandbox, place, "answer = seconds_of(df['wait']).mean()") == 35
    rows = "answer = sum(seconds_of(row['wait']) for row in rows if row['wait'])"
    assert await computed(sandbox, place, rows) == 70
    sql = "SELECT avg(seconds_of(wait)) FROM df"
    assert (await queried(sandbox, place, sql))[1] == [[35]]


async def test_number_with_a_note_in_brackets_is_a_number(sandbox, place):
    text = "n;m\n1,5 [1-2];3*\n2 (est.);4\n7;(5)\n"
    (place.folder / "shops.csv").write_text(text)
    for other in ("1200 (thousand)", "10 (USD)", "12 (A)", "01067 (Dresden)", "3 (2)"):
        assert read_number(other) is None
    assert await computed(sandbox, place, "answer = [df['n'].sum(), df['m'].sum()]") == [10.5, 2]
    profile = described(loaded_profile("shops.csv", text.encode()), 900)
    assert "written as '1,5 [1-2]' without what is in brackets" in profile


@pytest.mark.parametrize(
    "sql",
    ["SELECT `Shop No` FROM df", "SELECT [Shop No] FROM df", "SELECT d.`Shop No` FROM df AS d"],
)
async def test_names_in_quotes_of_other_dialects_are_known(sandbox, place, sql):
    assert (await queried(sandbox, place, sql))[1] == [["007"], ["012"], ["013"]]


async def test_query_that_takes_a_date_for_a_number_is_told_what_to_do(sandbox, place):
    result = await Query(sandbox).use({"sql": "SELECT 1 FROM df WHERE Opened = 2021"}, place)
    assert not result.ok
    assert "use year(d)" in result.text


async def test_letter_of_the_rules_means_the_only_column_of_dates(sandbox, place):
    (place.folder / "rain.csv").write_text("date,mm,mark\n2024-05-02,3,a d\n2024-06-03,1,a d\n")
    sql = "SELECT strftime(d, '%d %m') AS day FROM rain WHERE mark LIKE '% d%' ORDER BY d DESC"
    result = await Query(sandbox).use({"sql": sql, "files": ["rain.csv"]}, place)
    assert json.loads(result.data["answer"])["rows"] == [["03 06"], ["02 05"]]


async def test_letter_of_the_rules_means_none_of_two_columns_of_dates(sandbox, place):
    (place.folder / "rain.csv").write_text("begin,until\n2024-05-02,2024-05-03\n")
    call = {"sql": "SELECT max(d) FROM rain", "files": ["rain.csv"]}
    result = await Query(sandbox).use(call, place)
    assert not result.ok
    assert '"d" not found' in result.text


TYPED = "team,n\nNorth Side,1\nNORTH SIDE,2\nnorth  side ,3\nNorth Side,4\nHarbour,5\nharbour,6\n"


async def test_names_typed_by_hand_are_one_where_they_are_to_be(sandbox, place):
    (place.folder / "shops.csv").write_text(TYPED)
    code = "answer = df.groupby('team')['n'].sum().to_dict()"
    result = await Compute(sandbox).use({"code": code, "alike": True}, place)
    assert json.loads(result.data["answer"])["value"] == {"Harbour": 11, "North Side": 10}
    result = await Query(sandbox).use(
        {"sql": "SELECT count(DISTINCT team) FROM df", "alike": True}, place
    )
    assert json.loads(result.data["answer"])["rows"] == [[2]]
    assert len(await computed(sandbox, place, code)) == 5


async def test_names_of_two_tables_are_one_where_they_are_joined(sandbox, place):
    (place.folder / "shops.csv").write_text(TYPED)
    (place.folder / "teams.csv").write_text("team,city\nNORTH SIDE,Ulm\nHARBOUR,Kiel\n")
    code = "answer = shops.merge(teams, on='team').groupby('city')['n'].sum().to_dict()"
    result = await Compute(sandbox).use({"code": code, "alike": True}, place)
    assert json.loads(result.data["answer"])["value"] == {"Kiel": 11, "Ulm": 10}


async def test_times_of_day_are_compared_as_texts_of_one_form(sandbox, place):
    times = "runner,time\na,2:06:44\nb,01:24:14\nc,10:00:00\nd,DNF\n"
    (place.folder / "shops.csv").write_text(times)
    assert await computed(sandbox, place, "answer = df['time'].min()") == "01:24:14"
    sql = "SELECT runner FROM df WHERE time <> 'DNF' ORDER BY time"
    assert (await queried(sandbox, place, sql))[1] == [["b"], ["a"], ["c"]]


UNITS = "Product,Price (EUR),Left over\nroll,0.5,3\nloaf,5,1\n"


@pytest.mark.parametrize(
    ("sql", "expected"),
    [
        ("SELECT d.product, d.price * d.left_over AS x FROM df d ORDER BY x", [1.5, 5.0]),
        ("SELECT p.price FROM df AS p WHERE p.left_over > 2", [0.5]),
    ],
)
async def test_columns_of_an_alias_are_those_that_are_meant(sandbox, place, sql, expected):
    (place.folder / "shops.csv").write_text(UNITS)
    assert [row[-1] for row in (await queried(sandbox, place, sql))[1]] == expected


async def test_fault_of_an_unknown_column_names_those_of_each_table(sandbox, place):
    (place.folder / "shops.csv").write_text(UNITS)
    (place.folder / "towns.csv").write_text("town,people\nUlm,3\n")
    result = await Query(sandbox).use({"sql": "SELECT weight FROM towns"}, place)
    assert not result.ok
    assert "The columns of towns are 'town', 'people'." in result.text
    assert "The columns of shops are 'Product', " in result.text


async def test_words_among_numbers_leave_them_numbers_and_are_a_column_if_named(sandbox, place):
    rents = "flat,rent\n" + "".join(f"{n},{n * 10} EUR\n" for n in range(1, 9))
    (place.folder / "shops.csv").write_text(rents + "9,on request\n10,\u20ac 50\n11,on request\n")
    assert await computed(sandbox, place, "answer = float(df['rent'].sum())") == 410
    code = "answer = int((df['rent_word'] == 'on request').sum())"
    assert await computed(sandbox, place, code) == 2
    profile = described(loaded_profile("a.csv", (place.folder / "shops.csv").read_bytes()), 1000)
    assert "- 'rent': integer (\u20ac), 10 to 80, 2 odd: 'on request'" in profile


async def test_values_are_taken_by_their_place_and_dates_are_not_summed(sandbox, place):
    (place.folder / "shops.csv").write_text(
        "month,team,n\n2024-01-01,a,3\n2024-01-01,b,4\n2024-02-01,a,9\n"
    )
    code = "answer = int(df.groupby('team')['n'].max()[0])"
    assert await computed(sandbox, place, code) == 9
    code = "answer = int(df.groupby('team').sum()['n'].loc['a'])"
    assert await computed(sandbox, place, code) == 12


GROUPED = "SELECT p.product, {} AS x FROM sales s JOIN prices p ON s.product = p.product"


@pytest.mark.parametrize(
    ("sql", "expected"),
    [
        (f"{GROUPED.format('p.price * sum(s.n)')} GROUP BY p.product ORDER BY x DESC", [15.0, 3.5]),
        (f"{GROUPED.format('p.price * sum(s.n)')} GROUP BY p.product LIMIT 5", [15.0, 3.5]),
    ],
)
async def test_groups_determine_what_a_table_has_once_for_each(sandbox, place, sql, expected):
    (place.folder / "shops.csv").unlink()
    (place.folder / "prices.csv").write_text("product,price (EUR)\nroll,0.5\nloaf,5\n")
    (place.folder / "sales.csv").write_text("product,n\nroll,3\nloaf,1\nroll,4\nloaf,2\n")
    rows = (await queried(sandbox, place, sql))[1]
    assert sorted((row[-1] for row in rows), reverse=True) == expected


async def test_groups_that_do_not_determine_a_column_are_told_to_sum(sandbox, place):
    (place.folder / "shops.csv").unlink()
    (place.folder / "sales.csv").write_text("product,n\nroll,3\nloaf,1\nroll,4\nloaf,2\n")
    sql = "SELECT product, n * 2 AS x FROM df GROUP BY product"
    result = await Query(sandbox).use({"sql": sql}, place)
    assert not result.ok
    assert "sum(a * b) of what is computed in each row" in result.text


async def test_rows_without_the_only_mark_differ_from_it(sandbox, place):
    (place.folder / "shops.csv").write_text("plant,state,sex\na,,f\nb,sold,m\nc,,\nd,sold,f\n")
    for sql in (
        "SELECT plant FROM df WHERE state != 'sold' ORDER BY plant",
        "SELECT d.plant FROM df d WHERE d.\"state\" <> 'Sold' ORDER BY plant",
    ):
        assert (await queried(sandbox, place, sql))[1] == [["a"], ["c"]]
    sql = "SELECT plant FROM df WHERE sex <> 'm'"  # where there are others, none is unknown
    assert (await queried(sandbox, place, sql))[1] == [["a"], ["d"]]
