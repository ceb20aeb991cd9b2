"""Programs and queries in the sandbox with the tables loaded."""

from __future__ import annotations

import json

import pytest

from hocket.execute.tables.tool import Compute, Query
from shops import computed, place_of_shops, queried

pytestmark = [pytest.mark.sandbox, pytest.mark.timeout(120)]


async def test_program_gets_the_table_with_the_right_types(sandbox, place):
    code = "answer = [[str(v) for v in row] for row in df.itertuples(index=False)]"
    assert await computed(sandbox, place, code) == [
        ["007", "2020-01-03 00:00:00", "1234.5", "12", "Köln"],
        ["012", "2021-02-28 00:00:00", "89.0", "5", "Bonn"],
        ["013", "2022-03-01 00:00:00", "nan", "7", "nan"],
    ]


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        (
            "df['turnover'].sum()",
            1323.5,
        ),  # a name that differs in case; the last line is the answer
        ("print(df['Shop_No'].iloc[0])", "007"),  # printed, not set
        ("t = pd.read_csv('data/shops.csv')\nanswer = len(t)", 3),  # read out of habit
        ("df['Town'].fillna('?', inplace=True)\nanswer = df['Town'].iloc[2]", "?"),
        ("answer = round(pearsonr([1, 2, 3], [1, 2, 4])[0], 2)", 0.98),  # not imported
        ("answer = len(df[df['Share'] == 5 | df['Share'] == 7])", 2),
        ("answer = len(df[(df['Share'] > 5) & df['Turnover'] > 0])", 1),  # & binds more tightly
        ("answer = pd.cut(df['Share'], [5, 9, 99]).notna().sum()", 3),  # 5 is within
        ("answer = pd.cut(df['Share'], bins=[5, 9], right=False).notna().sum()", 2),
        ("answer = pd.cut(df['Share'], [5, 9], labels=['6-9']).notna().sum()", 1),  # says 6
        ("grösse = 2\nanswer = grosse", 2),  # without the accent
        ("answer = df['Share'].size() + df.shape()[1]", 8),  # values that are called
        ("answer = df.groupby('Share').size().sum() / df['Share'].size()", 1.0),
        ("answer = df.mean()", {"Turnover": 661.75, "Share": 8.0}),  # text columns left out
        ("answer = df['Opened'].str[:4].tolist()", ["2020", "2021", "2022"]),
        ("answer = df[df['Share'].idxmax()]['Town']", "Köln"),  # a row by its label
        ("answer = df['Turnover'].astype(int).sum()", 1323),  # one is missing
        (
            "answer = df.groupby('Town')['Share'].agg({'n': 'sum'})['n'].tolist()",
            [5, 12],
        ),
        ("answer = df.groupby('Town')['share'].sum().tolist()", [5, 12]),
        # the groups stay with the records, and are columns still
        (
            "g = df.groupby('Town').agg(n=('Share', 'sum'))\nanswer = g.to_dict(orient='records')",
            [{"Town": "Bonn", "n": 5}, {"Town": "Köln", "n": 12}],
        ),
        (
            "answer = df.groupby('Town')['Share'].agg(groups='sum')['groups'].tolist()",
            [5, 12],
        ),
        (
            "g = df.groupby('Town').agg(n=('Share', 'sum'))\nanswer = g['Town'].tolist()",
            ["Bonn", "Köln"],
        ),
        (
            "g = df.groupby('Town').agg(n=('Share', 'sum'))\nanswer = g.to_markdown()",
            "| Town | n |\n| --- | --- |\n| Bonn | 5 |\n| Köln | 12 |",
        ),
        ("answer = {1: float('nan'), 'd': df['Opened'].max()}", {"1": None, "d": "2022-03-01"}),
    ],
)
async def test_program_with_a_slip_that_is_unmistakable_works(sandbox, place, code, expected):
    assert await computed(sandbox, place, code) == expected


MEANT = pytest.mark.parametrize(
    "code",
    [
        "answer = len(df[df['to'].isin(df[df['height'] > 6000]['iata'])])",
        "answer = len(routes[routes['to'].isin(routes.loc[routes['height'] > 6000, 'iata'])])",
        "m = routes.merge(df[['iata', 'height']], left_on='to', right_on='iata')\n{count}",
        "m = routes.merge(airports, left_on='to', right_on='iata')\n{count}",
    ],
)


async def test_program_that_works_keeps_its_tables(sandbox, place):
    (place.folder / "shops.csv").unlink()
    (place.folder / "sales.csv").write_text("day,shop\n1,A\n2,B\n3,A\n4,A\n")
    (place.folder / "shops.csv").write_text("shop,town\nA,Ulm\nB,Bonn\nC,Kiel\n")
    code = "sales['town'] = sales['shop'].map(shops.set_index('shop')['town'])\n"
    counted = f"{code}answer = sales['town'].value_counts().to_dict()"
    assert await computed(sandbox, place, counted) == {"Ulm": 3, "Bonn": 1}
    merged = "answer = len(sales.merge(shops, on='shop')['town'])"
    assert await computed(sandbox, place, merged) == 4


@MEANT
async def test_table_that_has_the_columns_is_meant_whatever_its_name(sandbox, place, code):
    code = code.format(count="answer = len(m[m['height'] > 6000])")
    (place.folder / "shops.csv").unlink()
    (place.folder / "airports.csv").write_text("iata,height\nABC,12\nDEF,8001\n")
    (place.folder / "routes.csv").write_text("line,to\n1,ABC\n2,DEF\n3,DEF\n4,ABC\n")
    assert await computed(sandbox, place, code) == 2


async def test_program_hands_over_a_table_with_its_columns(sandbox, place):
    answer = await computed(sandbox, place, "answer = df.groupby('Town')['Share'].sum().to_frame()")
    assert answer == {
        "kind": "table",
        "columns": ["Town", "Share"],
        "rows": [["Bonn", 5], ["Köln", 12]],
    }


@pytest.mark.parametrize(
    ("code", "parts"),
    [
        (
            "x = 1\nanswer = df['Profit']",
            ["line 2: answer = df['Profit']", "KeyError", "'Turnover'"],
        ),
        ("answer = 1 +", ["line 1", "SyntaxError"]),
        ("answer = f\"{df['Share']}\"", ["shows a whole Series"]),
        ("raise SystemExit(3)", ["SystemExit: 3"]),
        ("answer = df['Opened'].dt.weekday.isin([6, 7]).sum()", ["never 7"]),
        ("answer = [d for d in df['Opened'] if d.weekday() in (6, 7)]", ["never 7"]),
        ("answer = df[df['Opened'].dt.dayofweek >= 7]", ["never 7"]),
        ("import markdown\nmarkdown.go()", ["line 1", "import nothing else"]),
        (
            "from scipy import stats\nanswer = [stats.zscore(x) for x in df['Share']]",
            ["line 2", "take a whole column"],
        ),
        (
            "d = pd.concat([df, df])\nd.pivot(index='Town', columns='Share', values='Turnover')",
            ["line 2", "aggfunc='sum'"],
        ),
    ],
)
async def test_program_that_fails_names_the_line_and_what_there_is(sandbox, place, code, parts):
    result = await Compute(sandbox).use({"code": code}, place)
    assert not result.ok
    assert all(part in result.text for part in parts), result.text


async def test_query_gives_typed_rows(sandbox, place):
    sql = 'SELECT "Shop No", Opened, Turnover FROM df WHERE year(Opened) < 2022 ORDER BY Opened'
    columns, rows = await queried(sandbox, place, sql)
    assert columns == ["Shop No", "Opened", "Turnover"]
    assert rows == [["007", "2020-01-03", 1234.5], ["012", "2021-02-28", 89.0]]


async def test_query_has_the_statistics_that_sql_lacks(sandbox, place):
    (place.folder / "shops.csv").unlink()
    (place.folder / "n.csv").write_text("a,b\n" + "".join(f"{n},{n * n}\n" for n in range(9)))
    sql = "SELECT skew(b), std(a), shapiro_p(a), pearson_p(a, b), spearman(a, b) FROM df"
    _, [[skew, std, shapiro, pearson, spearman]] = await queried(sandbox, place, sql)
    code = "answer = [df.b.skew(), df.a.std(), shapiro(df.a)[1], pearsonr(df.a, df.b)[1]]"
    same = await computed(sandbox, place, code)
    assert [skew, std, shapiro, pearson] == pytest.approx(same)
    assert spearman == pytest.approx(1)


@pytest.mark.parametrize(
    "sql",
    [
        "SELECT count(*) FROM df",
        "SELECT count(*) FROM shops",
        "SELECT count(*) FROM 'shops.csv'",
        "SELECT count(*) FROM the_shops",
    ],
)
async def test_the_only_table_has_every_name_that_a_query_gives_it(sandbox, place, sql):
    _, [[count]] = await queried(sandbox, place, sql)
    assert count == 3


@pytest.mark.parametrize("name", ["shops-2024.csv", "2024 shops.csv", "my.shops.csv"])
@pytest.mark.parametrize("joined", ["FROM {}", "from {} AS s WHERE Share > 0", "FROM\n  {}"])
async def test_name_of_a_file_that_needs_quotes_gets_them(sandbox, tmp_path, name, joined):
    place = place_of_shops(tmp_path, name)
    for known in (name, name.removesuffix(".csv")):
        sql = f"SELECT count(*) {joined.format(known)}"
        _, [[count]] = await queried(sandbox, place, sql)
        assert count == 3


@pytest.mark.parametrize(
    "sql", ["SELECT Shop No FROM df", 'SELECT "Shop No" FROM df', "SELECT shop no FROM df"]
)
async def test_name_of_a_column_that_needs_quotes_gets_them(sandbox, place, sql):
    _, rows = await queried(sandbox, place, sql)
    assert rows == [["007"], ["012"], ["013"]]


@pytest.mark.parametrize(
    ("sql", "rows"),
    [
        ("SELECT group, max(order) AS to FROM df GROUP BY group ORDER BY group",
         [["a", 3], ["b", 2]]),
        ("SELECT order AS from FROM df WHERE group = 'b' AND check IS NULL", [[2]]),
        ("SELECT 'a group' AS group, count(*) AS all FROM df WHERE order > 1", [["a group", 2]]),
        ("WITH t AS (SELECT * FROM df) SELECT t.group, CAST(t.order AS INT) AS end FROM t LIMIT 1",
         [["a", 1]]),
        ("WITH t AS (SELECT group AS from, order AS to FROM df) SELECT from, to FROM t",
         [["a", 1], ["a", 3], ["b", 2]]),
    ],
)  # fmt: skip
async def test_reserved_word_that_names_something_gets_quotes(sandbox, place, sql, rows):
    (place.folder / "shops.csv").write_text("group,order,check\na,1,x\na,3,y\nb,2,\n")
    assert (await queried(sandbox, place, sql))[1] == rows


async def test_column_whose_name_differs_in_a_mark_only_is_the_one_meant(sandbox, place):
    _, rows = await queried(sandbox, place, "SELECT shop_no FROM df WHERE shop_no = '012'")
    assert rows == [["012"]]


async def test_the_name_of_a_single_table_means_the_largest_of_several(sandbox, place):
    (place.folder / "notes.csv").write_text("note,by\nold,Ida\n")
    code = "answer = [len(df), len(rows), len(notes_rows)]"
    assert await computed(sandbox, place, code) == [3, 3, 1]


async def test_columns_whose_names_differ_in_case_only_are_both_there(sandbox, place):
    (place.folder / "shops.csv").write_text("a,A\n1,2\n")
    assert await queried(sandbox, place, "SELECT * FROM df") == (["a", "A_2"], [[1, 2]])


async def test_file_without_content_leaves_the_other_tables_to_queries(sandbox, place):
    (place.folder / "empty.csv").write_text("")
    (place.folder / "broken.json").write_bytes(bytes(range(256)))
    assert await queried(sandbox, place, "SELECT count(*) AS n FROM shops") == (["n"], [[3]])


async def test_quote_within_a_text_may_have_a_backslash(sandbox, place):
    _, rows = await queried(sandbox, place, r"SELECT 'Côte d\'Or' FROM df LIMIT 1")
    assert rows == [["Côte d'Or"]]


LAST = {
    "place,year,total,jan,feb,mar,apr\nDale,2001,10,1,2,3,4\nFell,2001,26,5,6,7,8\n": [
        ["place", "year", "month", "value"],
        ["Fell", 2001, "2001-04-01", 8],
    ],
    "place,Jahr,Jan,Feb,März,April\nDale,2001,1,2,3,4\nFell,,5,6,7,8\n": [
        ["place", "Jahr", "month", "value"],
        ["Fell", None, None, 8],
    ],
    "place,Jan 2001,Feb 2001,Mar 2001,Apr 2001\nDale,1,2,3,4\nFell,5,6,7,8\n": [
        ["place", "month", "value"],
        ["Fell", "2001-04-01", 8],
    ],
    "place,n_2001,n_2002,n_2003,n_2004\nDale,1,2,3,4\nFell,5,6,7,8\n": [
        ["place", "year", "value"],
        ["Fell", 2004, 8],
    ],
}


@pytest.mark.parametrize("text", LAST)
async def test_table_with_a_column_for_each_moment_has_a_long_form(sandbox, place, text):
    (place.folder / "shops.csv").write_text(text)
    answer = await computed(sandbox, place, "answer = df_long")
    assert [answer["columns"], answer["rows"][-1]] == LAST[text]
    assert len(answer["rows"]) == 8
    columns, rows = await queried(sandbox, place, "SELECT * FROM df_long")
    assert [columns, rows] == [answer["columns"], answer["rows"]]
    assert await computed(sandbox, place, "answer = len(df_long_rows)") == 8


async def test_unknown_name_of_one_of_several_tables_is_refused_with_those_there_are(
    sandbox, place
):
    (place.folder / "towns.csv").write_text("town,size\nBonn,141\n")
    result = await Query(sandbox).use({"sql": "SELECT * FROM cities"}, place)
    assert not result.ok
    assert "There is no table cities; the tables are shops, towns" in result.text


async def test_program_can_write_json_of_values_that_pandas_gave(sandbox, place):
    code = "import json\nanswer = json.dumps({'n': df.index.max(), 'first': df['Opened'].min()})"
    assert await computed(sandbox, place, code) == '{"n": 2, "first": "2020-01-03"}'


async def test_program_can_name_a_table_by_its_file(sandbox, place):
    assert await computed(sandbox, place, "answer = len(shops)") == 3


async def test_only_column_of_a_file_has_every_name_that_a_query_gives_it(sandbox, place):
    (place.folder / "shops.csv").unlink()
    (place.folder / "seen.txt").write_text("a duck\na crow\n")
    sql = "SELECT count(*) FROM df WHERE animal LIKE '%crow' AND \"animal\" <> ''"
    assert (await Query(sandbox).use({"sql": sql}, place)).ok


@pytest.mark.parametrize(
    ("sql", "fault"),
    [
        ("SELECT * FROM read_csv('shops.csv')", "disabled by configuration"),
        ("SELECT 1; SELECT 2", "one SELECT statement"),
        ("DROP TABLE df", "one SELECT statement"),
        ("SELECT Profit FROM df", "Turnover"),
        ("SELECT 1 FROM (", "syntax error"),
        ("SELECT count(*) FROM df WHERE dayofweek(Opened) IN (0, 7)", "use isodow"),
        ("SELECT count(*) FROM df WHERE dayofweek(Opened) IN (1, 7)", "use isodow"),
        ("SELECT count(*) FROM df WHERE weekday(Opened) = 7", "use isodow"),
        ("SELECT to_char(Opened, 'IW') FROM df", "write this form for strftime"),
        ("SELECT to_date(Town, 'DD.MM.YYYY') FROM df", "use strptime"),
    ],
)
async def test_query_that_is_refused_says_why(sandbox, place, sql, fault):
    result = await Query(sandbox).use({"sql": sql}, place)
    assert not result.ok
    assert fault in result.text


async def test_tables_of_several_files_have_the_names_of_their_files(sandbox, place):
    (place.folder / "towns 2.json").write_text(json.dumps([{"town": "Bonn", "size": {"km2": 141}}]))
    (place.folder / "days.ics").write_text(
        "BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART;VALUE=DATE:20240501\nSUMMARY:May\\, first\n"
        "END:VEVENT\nEND:VCALENDAR\n"
    )
    (place.folder / "log.txt").write_text("Sat, 22 Apr 2017 15:11:58 -0500\n")
    code = (
        "answer = [len(shops), towns_2['size.km2'].iloc[0], days['SUMMARY'].iloc[0], "
        "days['DTSTART'].iloc[0], log['time'].dt.hour.iloc[0]]"
    )
    assert await computed(sandbox, place, code) == [3, 141, "May, first", "2024-05-01", 15]


async def test_tables_of_well_known_forms_are_loaded(sandbox, place):
    (place.folder / "crew.yaml").write_text("- name: Ada\n  shift: 09:30\n- name: Ben\n")
    (place.folder / "seats.xml").write_text('<r><seat no="1"/><seat no="2"/></r>')
    (place.folder / "people.vcf").write_text("BEGIN:VCARD\nFN:Ada\nTEL;CELL:017\nEND:VCARD\n")
    code = "answer = [crew['shift'][0], int(seats['no'].sum()), people['phone_mobile'][0]]"
    assert await computed(sandbox, place, code) == ["09:30", 3, "017"]


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("answer = [len(t) for t in pd.read_html('page.html')]", [1, 2]),
        ("answer = len(pd.read_excel('book.xlsx', sheet_name='Low'))", 1),
        ("answer = sorted(pd.read_excel('book.xlsx', sheet_name=None))", ["High", "Low"]),
        ("answer = int(pd.read_xml('seats.xml')['no'].sum())", 3),
    ],
)
async def test_document_read_out_of_habit_gives_its_loaded_tables(sandbox, place, code, expected):
    for name, rows in {"page.html.table-1": 1, "page.html.table-2": 2, "book.xlsx.Low": 1}.items():
        (place.folder / f"{name}.csv").write_text("a,b\n" + "1,2\n" * rows)
    (place.folder / "book.xlsx.High.csv").write_text("a,b\n1,2\n")
    (place.folder / "seats.xml").write_text('<r><seat no="1"/><seat no="2"/></r>')
    assert await computed(sandbox, place, code) == expected


async def test_program_that_takes_too_much_memory_is_stopped(sandbox, place):
    result = await Compute(sandbox).use({"code": "answer = len(np.ones(10**10))"}, place)
    assert not result.ok
    assert "memory" in result.text.lower()


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("df['Share'] / df.groupby('Town')['Share'].sum()", [1.0, 1.0]),
        ("df[df['Turnover'] > df[['Share']].sum(axis=1)]['Town'].tolist()", ["Köln", "Bonn"]),
        ("df[df['Share'] >= df.groupby('town')['share'].max()]['Town']", ["Köln", "Bonn"]),
    ],
)
async def test_rows_beside_groups_are_beside_their_own(sandbox, place, code, expected):
    given = await computed(sandbox, place, f"answer = {code}")
    values = [*given.values()] if isinstance(given, dict) else given
    assert [value for value in values if value is not None] == expected


async def test_shops_by_name_are_beside_the_sum_of_their_own_town(sandbox, place):
    code = """\
part = df.set_index("Shop No")["Share"].iloc[:2]
total = df.groupby("Town")["Share"].sum()
answer = part / total"""
    assert await computed(sandbox, place, code) == {"007": 1.0, "012": 1.0}
