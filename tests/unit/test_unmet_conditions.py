"""Conditions that no row meets: what is said of them in programs and statements."""

from __future__ import annotations

import pytest

from hives import TABLES, answered, doubted, remark_on, said_of
from hocket.execute.tables.inside import conditions
from hocket.execute.tables.inside.blank import NO_ROW

FAR = (
    'No row has "Honey" > 500: it runs from 7.25 to 12. So 500 is no condition on "Honey": leave '
    "the condition out."
)


@pytest.mark.parametrize(
    "code",
    [
        "answer = df[df['Honey'] > 500].groupby('Keeper').size().to_dict()",
        "answer = df.loc[500 < df.Honey, 'Keeper'].tolist()",
        "answer = int((df['Honey'].gt(500) & (df['Month'] == 5)).sum())",
        "answer = df.query('Honey > 500 and Month == 5')['Keeper'].tolist()",
        "limit = 500\nanswer = len(df[df['Honey'] > limit])",
        "answer = {}\nfor row in rows:\n    if row['Honey'] > 500:\n        answer['a'] = 1",
        "answer = [r['Keeper'] for r in rows if r['Month'] == 5 and float(r['Honey']) > 500]",
        "answer = {k: sum(1 for r in rows if r.get('Honey', 0) > 500) for k in ('Ana', 'Ben')}",
        "answer = max(r['Bees'] for r in rows if r['Honey'] > 500)",
        "found = df[df['Honey'] > 500]\nanswer = found['Keeper'].iloc[0]",
        "def is_rich(row):\n    return row['Honey'] > 500\nanswer = [*filter(is_rich, rows)]",
    ],
)
def test_number_that_no_value_of_a_column_reaches_is_named_with_the_column(code):
    assert doubted(code) == FAR


@pytest.mark.parametrize(
    "sql",
    [
        "SELECT Keeper FROM df WHERE Honey > 500",
        "SELECT count(*) FROM df h WHERE 500 < h.Honey AND Month = 5",
        "SELECT Keeper, count(*) FILTER (WHERE Honey > 500) AS n FROM df GROUP BY Keeper",
        "SELECT Keeper, sum(CASE WHEN Honey > 500 THEN 1 ELSE 0 END) FROM df GROUP BY Keeper",
        "WITH rich AS (SELECT * FROM df WHERE Honey > 500) SELECT max(Bees) FROM rich",
        "SELECT Keeper FROM (SELECT Keeper, Honey FROM df) WHERE Honey > 500 ORDER BY 1 LIMIT 1",
    ],
)
def test_number_that_no_value_of_a_column_reaches_is_named_by_a_statement_too(sql):
    assert said_of(sql) == FAR


@pytest.mark.parametrize(
    ("condition", "statement", "said"),
    [
        ("r['Honey'] > 20000", "Honey > 20000", 'compare "Bees" with it if the task means that'),
        ("r['Month'] == 7", "Month = 7", "it runs from 5 to 6. If the task asks for just that"),
        ("r['Month'] == 9", "Month = 9", "it runs from 5 to 6. So 9 is no condition"),
        ("r['Honey'] == 9", "Honey = 9", "its values are 7.25, 8.5, 9.5, 10, 11, 12"),
        ("20 <= r['Honey'] < 30", "Honey BETWEEN 20 AND 30", "it runs from 7.25 to 12"),
        ("r['Month'] in (1, 2)", "Month IN (1, 2)", "its values are 5, 6"),
        ("r['Honey'] > 10000", "Honey > 10000", "If it counts in units of 1000, write 10;"),
        ("r['Bees'] + 1 > 1e9", "Bees + 1 > 1e9", "it runs from 15001 to 42001"),
        (
            "r['Month'] == 5 and r['Kind'] == 'light' and r['Honey'] < 11",
            "Month = 5 AND Kind = 'light' AND Honey < 11",
            "(holds 3 times)",
        ),
    ],
)
def test_condition_that_no_row_meets_comes_with_what_there_is(condition, statement, said):
    assert said in doubted(f"answer = [r['Keeper'] for r in rows if {condition}]")
    assert said in said_of(f"SELECT Keeper FROM df WHERE {statement}")  # noqa: S608 - a test's


@pytest.mark.parametrize(
    ("condition", "said"),
    [
        ("df['Checked'] > '2030-01-01'", "it runs from '2021-05-02' to '2021-06-20'"),
        ("df['Checked'].dt.year == 1999", "it runs from 2021 to 2021"),
        ("df['Honey'].between(20, 30)", 'No row has "Honey" between 20 and 30: it runs from'),
        ("df['Month'].isin([1, 2])", 'No row has "Month" in [1, 2]: its values are 5, 6'),
        ("df['Month'] == '5'", "holds numbers and '5' is a text, so write 5 without quotes"),
        ("df['Kind'].str.contains('red')", "No row meets \"Kind\".contains('red')"),
        (
            "(df['Kind'] == 'light') & (df['Month'] == 5) & (df['Honey'] < 11)",
            '"Kind" == \'light\' (holds 2 times), "Month" == 5 (holds 3 times), "Honey" < 11',
        ),
    ],
)
def test_mask_that_no_row_meets_comes_with_what_there_is(condition, said):
    assert said in doubted(f"answer = df[{condition}]['Keeper'].tolist()")


def test_dates_of_rows_are_not_compared_with_texts():
    code = "answer = [r for r in rows if r['Checked'] == '2021-05-02']"
    assert "holds dates and '2021-05-02' is a text" in doubted(code)
    dates = said_of("SELECT Keeper FROM df WHERE Checked > '2030-01-01'")
    assert "it runs from '2021-05-02' to '2021-06-20'" in dates


@pytest.mark.parametrize(
    ("condition", "is_far"),
    [("Honey > 500", True), ("Honey > 13", False), ("Honey == 9", False), ("Month == 12", True)],
)
def test_single_zero_is_doubted_only_for_a_number_that_is_far_from_all_values(condition, is_far):
    column, sign, number = condition.split()
    watch = answered(f"answer = sum(r['{column}'] {sign} {number} for r in rows)")[2]
    assert bool(conditions.doubt_of(watch, TABLES, only_far=True).text) is is_far
    assert conditions.doubt_of(watch, TABLES).text
    sql = f"SELECT count(*) FROM df WHERE {condition.replace('==', '=')}"  # noqa: S608 - a test's
    assert bool(said_of(sql)) is is_far
    assert said_of("SELECT count(*) FROM df WHERE Month = 5 AND Bees > 30000") == ""


@pytest.mark.parametrize(
    ("column", "sign", "number", "is_void"),
    [
        ("Honey", ">", 500, True),
        ("Honey", ">=", 500.5, True),
        ("Month", "==", 90, True),
        ("Honey", ">", 13, False),  # near
        ("Honey", ">", 20000, False),  # bees
        ("Honey", ">", 10000, False),  # grams
        ("Honey", "==", 9, False),  # between others
        ("Honey", ">", 10**20, False),
        ("Kind", "==", "'red'", False),
    ],
)
def test_comparison_is_void_if_its_number_is_far_from_all_values(column, sign, number, is_void):
    watch = answered(f"answer = [r for r in rows if r['{column}'] {sign} {number}]")[2]
    said = conditions.doubt_of(watch, TABLES)
    assert (said.text != "", [*said.void]) == (True, [(column, sign, number)] * is_void)
    of_sql = sign.replace("==", "=")
    said = remark_on(f"SELECT Keeper FROM df WHERE {column} {of_sql} {number}")  # noqa: S608 - a test's
    assert (said.text != "", [*said.void]) == (True, [(column, of_sql, number)] * is_void)


@pytest.mark.parametrize("condition", ["BETWEEN 500 AND 600", "IN (500, 600)"])
def test_comparison_with_several_numbers_is_never_void(condition):
    said = remark_on(f"SELECT Keeper FROM df WHERE Honey {condition}")  # noqa: S608 - a test's
    assert (said.text != "", said.void) == (True, ())


@pytest.mark.parametrize(
    "chosen",
    [
        "light = df[df['Kind'] == 'light']\nanswer = light[light['Honey'] > 11]",
        "n = [r for r in rows if r['Kind'] == 'light']\nanswer = [r for r in n if r['Honey'] > 11]",
    ],
)
def test_condition_that_only_rows_left_out_before_meet_is_not_said_to_be_met_by_none(chosen):
    assert doubted(chosen).startswith('Rows have "Honey" > 11, but none of those that')
    sql = "WITH df AS (SELECT * FROM df WHERE Kind = 'light') SELECT Bees FROM df WHERE Honey > 11"
    assert said_of(sql).startswith('Rows have "Honey" > 11, but none of those that')


def test_groups_of_which_none_meets_a_condition_are_told_what_they_have():
    code = "g = df.groupby('Keeper')['Honey'].sum()\nanswer = g[g > 90].to_dict()"
    assert "No row has g > 90: it runs from 18.25 to 21.5" in doubted(code)
    sql = "SELECT Keeper FROM df GROUP BY Keeper HAVING sum(Honey) > 90"
    assert "No row has sum(Honey) > 90: it runs from 18.25 to 21.5" in said_of(sql)


@pytest.mark.parametrize(
    "code",
    [
        "answer = [r for r in rows if r['Month'] == 5 or r['Honey'] > 500]",
        "answer = df[(df['Month'] == 5) | (df['Honey'] > 500)]",
        "answer = df[~(df['Honey'] > 500)]",
        "answer = [r for r in rows if not r['Honey'] > 500]",
        "n = 0\nanswer = 0 if n == 1 else n",
        "answer = [r for r in rows if r['Honey'] is None]",
        "answer = [r for r in rows if r['Honey'] > r['Bees']]",
        "answer = [r for r in rows if r['Honey'] != r['Honey']]",
        "answer = df[df['Honey'] > df['Bees']]",
        "answer = [r for r in [] if r['Honey'] > 500]",
        "answer = [k for k in ('Ana', 'Ben') if any(r['Keeper'] == k + '?' for r in rows)]",
    ],
)
def test_condition_that_need_not_hold_is_not_doubted(code):
    assert doubted(code) == ""


@pytest.mark.parametrize(
    "sql",
    [
        "SELECT Keeper FROM df WHERE Honey > 500 OR Month = 5",
        "SELECT Keeper FROM df WHERE NOT Honey > 500",
        "SELECT Keeper FROM df LIMIT 0",
    ],
)
def test_statement_whose_conditions_rows_meet_is_not_doubted(sql):
    assert said_of(sql) == ""


def test_program_that_changes_what_it_compares_answers_alike_as_it_is_watched():
    code = (
        "seen = set()\nanswer = []\nfor row in rows:\n"
        "    if 5 < row['Honey'] < 11 and row['Keeper'] not in seen and len(seen) < 2:\n"
        "        seen.add(row['Keeper'])\n        answer.append((row['Keeper'], len(seen)))\n"
    )
    own, again, _ = answered(code)
    assert own == again == [("Ana", 1), ("Ben", 2)]


@pytest.mark.parametrize(
    "fault",
    ["max() arg is an empty sequence", "max() iterable argument is empty",
     "attempt to get argmax of an empty sequence", "single positional indexer is out-of-bounds",
     "list index out of range", "mean requires at least one data point", "division by zero"],
)  # fmt: skip
def test_error_of_an_empty_table_is_known(fault):
    assert NO_ROW.search(fault)
    assert not NO_ROW.search("could not convert string to float")


@pytest.mark.parametrize(
    ("code", "said"),
    [
        (
            "df[df['Honey'] > df['Honey'].sum()]",
            '"Honey" > 58.25, the sum of "Honey" over all rows',
        ),
        ("df[df['Honey'] >= df['Bees'].sum()]", '"Honey" >= 175000, the sum of "Bees" over all'),
    ],
)
def test_total_of_all_rows_is_told_from_that_of_other_columns_of_a_row(code, said):
    doubt = doubted(f"answer = {code}['Keeper'].tolist()")
    assert f"No row has {said}" in doubt
    assert doubt.endswith('of the same row together, add those up: df[["Bees"]].sum(axis=1).')
    assert "leave the condition out" not in doubt
