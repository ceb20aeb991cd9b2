"""Steps of programs and statements that change nothing: groups of one row, unused results."""

from __future__ import annotations

import pytest

from hives import noted, said_of

MAY = "df[df['Month'] == 5]"


@pytest.mark.parametrize(
    ("code", "called"),
    [
        ((f"d = {MAY}.copy()\nd['top'] = d.groupby('Keeper')['Honey'].transform('max')\n"
         "answer = int((d['Honey'] == d['top']).sum())"), "transform('max')"),
        (f"answer = {MAY}.groupby('Keeper')['Honey'].rank().tolist()", "rank()"),
        (f"d = {MAY}\nanswer = d.loc[d.groupby(['Keeper'])['Honey'].idxmax(), 'Month'].tolist()",
         "idxmax()"),
        (f"answer = {MAY}.groupby('Keeper')['Honey'].diff().tolist()", "diff()"),
    ],
)  # fmt: skip
def test_method_of_groups_of_one_row_is_to_be_taken_of_all_rows_first(code, called):
    said = noted(code)
    assert said.startswith("Each group of 'Keeper' has one row only, as rows were chosen before")
    assert f"df.groupby('Keeper')['Honey'].{called}, then choose" in said


def test_extreme_of_lists_of_one_row_is_to_be_taken_of_all_rows_first():
    code = (
        "lists = {}\nfor row in rows:\n    if row['Month'] == 5:\n"
        "        lists.setdefault(row['Keeper'], []).append(row['Honey'])\n"
        "answer = {name: max(values) for name, values in lists.items()}\n"
    )
    assert noted(code).startswith("max(values) takes one row only each time")
    assert noted(code.replace("row['Month'] == 5", "row['Month'] > 4")) == ""
    assert noted(code.replace("max(values)", "values[0]")) == ""


@pytest.mark.parametrize(
    "code",
    [
        "answer = df.groupby('Keeper')['Honey'].transform('max').tolist()",
        "answer = df[df['Kind'] == 'dark'].groupby('Keeper')['Honey'].idxmax().tolist()",
        f"answer = {MAY}.groupby('Keeper')['Honey'].sum().to_dict()",
        f"answer = {MAY}.groupby('Keeper')['Honey'].max().idxmax()",
        f"answer = {MAY}.groupby('Keeper')['Honey'].transform('size').tolist()",
        f"answer = {MAY}.groupby('Kind')['Honey'].transform('max').tolist()",
        f"answer = {MAY}['Honey'].rank().tolist()",
        "answer = df.groupby(['Keeper', 'Month'])['Honey'].rank().tolist()",
        "answer = [max(r['Honey'], 10) for r in rows if r['Month'] == 5]",
        "answer = max(r['Honey'] for r in rows if r['Month'] == 5)",
        "answer = [max([r['Honey']]) for r in rows]",
        "answer = max([], default=0)",
        "answer = df['Honey'].rank(method='min', ascending=False).tolist()",
    ],
)
def test_groups_of_several_rows_and_values_of_single_ones_are_not_doubted(code):
    assert noted(code) == ""


@pytest.mark.parametrize(
    "sql",
    [
        "SELECT Keeper, max(Honey) OVER (PARTITION BY Keeper) AS top FROM df WHERE Month = 5",
        "SELECT Bees FROM df WHERE Month = 5 QUALIFY Honey = max(Honey) OVER (PARTITION BY Keeper)",
        (
            "WITH may AS (SELECT * FROM df WHERE Month = 5) "
            "SELECT Keeper, rank() OVER (PARTITION BY Keeper ORDER BY Honey) AS place FROM may"
        ),
        "SELECT Keeper, arg_max(Month, Honey) AS month FROM df WHERE Month = 5 GROUP BY Keeper",
        (
            "SELECT count(*) FROM (SELECT Honey, min(Honey) OVER (PARTITION BY Keeper) AS low "
            "FROM df WHERE Month = 5) WHERE Honey = low"
        ),
    ],
)
def test_statement_on_groups_of_one_row_is_to_take_all_rows_first(sql):
    said = said_of(sql)
    assert said.startswith("Each group of Keeper has one row only, as WHERE chose rows before")
    assert "WITH t AS (SELECT *, " in said


@pytest.mark.parametrize(
    "sql",
    [
        "SELECT Keeper, max(Honey) OVER (PARTITION BY Keeper) AS top FROM df",
        "SELECT Keeper, max(Honey) OVER (PARTITION BY Keeper) AS top FROM df WHERE Honey > 8",
        "SELECT Keeper, sum(Honey) FROM df WHERE Month = 5 GROUP BY Keeper",
        "SELECT Keeper, max(Honey) FROM df WHERE Month = 5 GROUP BY Keeper",
        "SELECT Keeper, count(*) OVER (PARTITION BY Keeper) AS n FROM df WHERE Month = 5",
        "SELECT Keeper, rank() OVER (ORDER BY Honey) AS place FROM df WHERE Month = 5",
        "SELECT Honey, max(Honey) OVER (PARTITION BY Keeper, Month) AS top FROM df WHERE Month > 4",
        "SELECT arg_max(Keeper, Honey) FROM df WHERE Month = 5",
    ],
)
def test_statement_on_groups_of_several_rows_is_not_doubted(sql):
    assert said_of(sql) == ""


@pytest.mark.parametrize(
    ("code", "what"),
    [
        ("top = df['Honey'].max()\nanswer = len(df)", "`top` is computed, df['Honey'].max(), but"),
        ("rich = df['Honey'] > 9\nanswer = df['Keeper'].tolist()", "`rich` is computed"),
        (("df['low'] = df.groupby('Keeper')['Honey'].transform('min')\n"
         "answer = len(df[df['Month'] == 5])"), "The column 'low' is computed"),
        (("df['low'] = df.groupby('Keeper')['Honey'].transform('min')\nd = df[df['Month'] == 5]\n"
         "answer = d.groupby('Kind').size().to_dict()"), "The column 'low' is computed"),
        ("df['low'] = df['Honey'].min()\nanswer = df.loc[df['Month'] == 5, 'Keeper'].tolist()",
         "The column 'low' is computed"),
    ],
)  # fmt: skip
def test_what_a_program_computes_to_compare_with_and_never_does_is_named(code, what):
    assert noted(code).startswith(what)


@pytest.mark.parametrize(
    "code",
    [
        "top = df['Honey'].max()\nanswer = len(df[df['Honey'] == top])",
        "total = df['Honey'].sum()\nanswer = len(df)",
        "n = len(df)\nanswer = df['Honey'].max()",
        "top = df['Honey'].max()\nanswer = df.query('Honey == @top')",
        "_ = df['Honey'].max()\nanswer = 1",
        "df['low'] = df['Honey'].min()\nanswer = df",
        "df['low'] = df['Honey'].min()\nanswer = df.to_dict('records')",
        "df['low'] = df['Honey'].min()\nanswer = len(df.query('Honey == low'))",
        "df['low'] = df['Honey'].min()\nanswer = len(df[df.low == df.Honey])",
        "df['low'] = df['Honey'].min()\nd = df[df['Month'] == 5]\nanswer = d.iloc[0].to_dict()",
        "df['low'] = df['Honey'].min()\nanswer = df.groupby('Keeper').max(numeric_only=True)",
        "df['low'] = df['Honey'].min()\nanswer = [r for _, r in df.iterrows()]",
        "df['low'] = df['Honey'].min()\nanswer = df.groupby('Kind').agg(n=('low', 'size'))",
    ],
)
def test_what_a_program_uses_or_gives_whole_is_not_doubted(code):
    assert noted(code) == ""


@pytest.mark.parametrize(
    "sql",
    [
        (
            "SELECT count(*) FROM (SELECT *, min(Honey) OVER (PARTITION BY Keeper) AS low FROM df) "
            "WHERE Month = 5"
        ),
        "WITH t AS (SELECT Keeper, max(Honey) AS low FROM df GROUP BY Keeper) SELECT Keeper FROM t",
    ],
)
def test_what_a_statement_computes_to_compare_with_and_never_does_is_named(sql):
    said = said_of(sql)
    assert said.startswith("low is computed, m")
    assert "add the condition on it, such as WHERE Honey = low, or leave it out" in said


@pytest.mark.parametrize(
    "sql",
    [
        (
            "SELECT count(*) FROM (SELECT *, min(Honey) OVER (PARTITION BY Keeper) AS low FROM df) "
            "WHERE Honey = LOW"
        ),
        "SELECT * FROM (SELECT *, min(Honey) OVER (PARTITION BY Keeper) AS low FROM df)",
        "WITH t AS (SELECT Keeper, count(*) AS n FROM df GROUP BY Keeper) SELECT Keeper FROM t",
        (
            "WITH t AS (SELECT max(Honey) AS low FROM df) SELECT Keeper FROM df WHERE Honey = "
            "(SELECT * FROM t)"
        ),
        "SELECT Keeper, max(Honey) AS top FROM df GROUP BY Keeper",
        "SELECT a FROM (SELECT max(Honey) AS x FROM df) t(a)",
        "SELECT Keeper FROM df JOIN (SELECT max(Honey) AS Honey FROM df) t USING (Honey)",
        "SELECT Keeper FROM (SELECT Keeper, rank() OVER (ORDER BY Bees) AS n FROM df) ORDER BY n",
    ],
)
def test_what_a_statement_uses_is_not_doubted(sql):
    assert said_of(sql) == ""
