"""Programs and queries on a series with columns of its year and quarter, in the sandbox."""

from __future__ import annotations

import json

import pytest

from hocket.execute.tables.tool import Compute, Query

pytestmark = [pytest.mark.sandbox, pytest.mark.timeout(120)]

RATES = "year,quarter,rate\n1990,1,5\n1990,2,7\n1990,3,8\n1990,4,8\n1991,1,20\n1991,2,21\n"
GROUPED = "SELECT quarter, max(rate) AS m FROM df GROUP BY quarter"


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("df.sort_values('quarter')['rate'].diff().max()", 12),
        ("df.sort_values(by=['quarter'], ascending=False)['rate'].iloc[0]", 21),
        ("df.sort_values(['quarter'], ascending=[False])['rate'].iloc[0]", 21),
        ("df.groupby('quarter').max().reset_index().sort_values('quarter')['rate'].iloc[0]", 20),
        ("[r['rate'] for r in sorted(rows, key=lambda r: r['quarter'])][:3]", [5, 7, 8]),
        ("df.loc[df['rate'].idxmax(), 'period']", "1991Q2"),
        ("df['date'].dt.strftime('%YQ%q').tolist()[-1]", "1991Q2"),
        ("df['year'].dt.year.max()", 1991),
    ],
)
async def test_program_takes_a_series_in_the_order_of_time(sandbox, place, code, expected):
    (place.folder / "shops.csv").write_text(RATES)
    result = await Compute(sandbox).use({"code": f"answer = {code}"}, place)
    assert result.ok, result.text
    assert json.loads(result.data["answer"])["value"] == expected


async def test_program_that_takes_a_quarter_for_a_date_is_told_of_the_columns(sandbox, place):
    (place.folder / "shops.csv").write_text(RATES)
    code = "answer = df['quarter'].dt.strftime('%Y-%m')"
    result = await Compute(sandbox).use({"code": code}, place)
    assert "'quarter' holds numbers, which are no dates" in result.text
    assert "give the columns 'date' and 'period'" in result.text


@pytest.mark.parametrize(
    ("sql", "expected"),
    [
        ("SELECT max(c) FROM (SELECT rate - lag(rate) OVER (ORDER BY quarter) AS c FROM df)", 12),
        ("SELECT arg_max(period, rate) FROM df", "1991Q2"),
        ("SELECT strftime(max(date), '%YQ%q') FROM df", "1991Q2"),
        ("SELECT max(n) FROM (SELECT sum(m) OVER (ORDER BY quarter) AS n FROM GROUPED)", 57),
    ],
)
async def test_query_takes_a_series_in_the_order_of_time(sandbox, place, sql, expected):
    (place.folder / "shops.csv").write_text(RATES)
    sql = sql.replace("GROUPED", f"({GROUPED})")
    result = await Query(sandbox).use({"sql": sql}, place)
    assert result.ok, result.text
    assert json.loads(result.data["answer"])["rows"] == [[expected]]


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("df[df['at'].dt.quarter == 2]['rate'].tolist()", [1, 5]),
        ("pd.to_datetime(df['at']).dt.year.tolist()[-1]", 1991),
        ("df.groupby('year')['rate'].sum().tolist()", [6, 22]),
        ("[r['rate'] for r in rows if r['quarter'] == 4]", [3, 7]),
    ],
)
async def test_program_takes_years_with_a_fraction_as_their_quarters(
    sandbox, place, code, expected
):
    rates = "".join(f"{1990 + n / 4},{n}\n" for n in range(8))
    (place.folder / "shops.csv").write_text(f"at,rate\n{rates}")
    result = await Compute(sandbox).use({"code": f"answer = {code}"}, place)
    assert result.ok, result.text
    assert json.loads(result.data["answer"])["value"] == expected
