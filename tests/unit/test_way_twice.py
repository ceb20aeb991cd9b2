"""Results with different names that are computed alike."""

from __future__ import annotations

import pytest

from hocket.agents.ways.program import ByProgram
from hocket.agents.ways.twice import computed_alike
from table_bench import CARD, Bench, assignment

ALIKE = "are computed alike"


@pytest.mark.parametrize(
    "code",
    [
        "answer = {'a': df['x'].mean(), 'b': df['x'].mean()}",
        "m = df['x'].mean()\nn = df['x'].mean()\nanswer = {'a': round(m, 2), 'b': n}",
        "df['m'] = df['y'].max()\nanswer = {'a': round(df['y'].max(), 2), 'b': round(df['m'], 2)}",
        "SELECT avg(CASE WHEN s THEN x END) AS a, avg(CASE WHEN s THEN x END) AS b FROM t",
        'WITH t AS (SELECT max(x) AS a FROM df) SELECT\n sum(x) AS a,\n SUM( x ) AS "b" FROM t',
        "SELECT avg(x) AS a, n, avg(x) AS b",
        "SELECT avg(x) AS a, -- (of men\n avg(x) AS b FROM t",
        "a = df['x'].sum()\nmen = df[df['s'] == 'm']\nb = df['x'].sum()\nanswer = {'a': a, 'b': b}",
    ],
)
def test_two_results_of_one_computation_are_told(code):
    assert ALIKE in computed_alike(code)


@pytest.mark.parametrize(
    "code",
    [
        "answer = {'a': df['x'].mean(), 'b': df['y'].mean()}",
        "a = df['x'].mean()\ndf = df[df['x'] < 9]\nb = df['x'].mean()\nanswer = {'a': a, 'b': b}",
        "a = df['x'].sum()\ndf['x'] = df['x'].fillna(0)\nanswer = {'a': a, 'b': df['x'].sum()}",
        "a = df['x'].sum()\ndf.loc[df['x'] > 9, 'x'] = 9\nanswer = {'a': a, 'b': df['x'].sum()}",
        "a = df['x'].sum()\ndf.dropna(inplace=True)\nanswer = {'a': a, 'b': df['x'].sum()}",
        "a = len(df)\ndf = df[df['x'] > 1]\nanswer = {'a': a, 'b': len(df)}",
        "answer = {'a': 0, 'b': 0}",
        "a = b = 1\nanswer = {'a': a, 'b': b}",
        "answer = [df['x'].mean(), df['x'].mean()]",
        "answer = {",
        "SELECT avg(x) AS a, avg(y) AS b, x AS c, x AS d FROM df",
        "SELECT avg(x) FILTER (WHERE s = 'M') AS a, avg(x) FILTER (WHERE s = 'm') AS b FROM df",
        "SELECT (SELECT avg(x) AS a FROM t) AS a, (SELECT avg(x) AS a FROM u) AS b",
    ],
)
def test_results_of_different_computations_are_taken(code):
    assert computed_alike(code) == ""


@pytest.mark.parametrize(
    "step",
    [
        "df, n = df.dropna(), 3",
        "df: pd.DataFrame = df.dropna()",
        "n = len(df := df.dropna())",
        "_ = df.drop_duplicates(inplace=True)",
        "y = df.pop('y')",
        "clean(df)",
        "sub = df\nsub['x'] = sub['x'].clip(0, 1)",
        "sub = df['x']\nsub.fillna(0, inplace=True)",
        "for df in parts:\n    pass",
        "from cleaned import df",
        "del df['x']",
        "df.x = df.x.clip(0, 1)",
    ],
)
def test_results_before_and_after_a_step_are_of_different_computations(step):
    code = f"before = df['x'].mean()\n{step}\nafter = df['x'].mean()\n"
    assert computed_alike(f"{code}answer = {{'before': before, 'after': after}}") == ""


@pytest.mark.parametrize(
    "code",
    [
        "a = df['x'].sum(); df = df.dropna(); b = df['x'].sum()\nanswer = {'a': a, 'b': b}",
        "def f(x):\n    rows.pop()\na = len(rows)\nn = f(1)\nanswer = {'a': a, 'b': len(rows)}",
        "a = mse(y, m.predict(z))\nn = m.fit(v)\nanswer = {'a': a, 'b': mse(y, m.predict(z))}",
        "answer = {'first': next(values), 'second': next(values)}",
        "answer = {'a': rng.normal(), 'b': rng.normal()}",
        "m = df['x'].mean()\nanswer = {'two': round(m, 2), 'four': round(m, 4)}",
        "m = df['x'].mean()\nanswer = {'mean': m, 'truncated': int(m)}",
        "answer = {'men': list(), 'women': list()}",
        "answer = {'a': df['x'].mean()}\nanswer = {'b': df['x'].mean()}",
        "answer = {'a': f(x)}\nanswer = {'a': f(x), 'b': 1}",
        "m = f(x)\nfor m, n in pairs:\n    pass\nanswer = {'a': m, 'b': f(x)}",
        "SELECT random() AS a, random() AS b",
        "SELECT sum(not a) AS p, sum(nota) AS q FROM t",
    ],
)
def test_results_that_differ_in_what_stands_around_them_are_taken(code):
    assert computed_alike(code) == ""


async def test_results_that_are_computed_alike_are_asked_for_again_and_corroborated_by_nothing():
    first = "answer = {'a': df['people'].mean(), 'b': df['people'].mean()}"
    second = first.replace("'b': df['people'].mean()", "'b': df['people'].mean() * 1.0 * 1")
    answer = {"kind": "value", "value": {"a": 228.75, "b": 228.75}}
    codes = [f"```python\n{code}\n```" for code in (first, second)]
    task = "The mean of people, twice. Answer in this form: @a[mean] @b[mean]"
    bench = Bench(codes, [answer, answer])
    assert await ByProgram().work(assignment(task), bench, CARD) == "@a[228.75] @b[228.75]"
    assert "a and b are computed alike" in bench.prompts[1][-1]
    assert bench.by == (second, "python")
    bench = Bench([codes[0]] * 3, [answer])
    await ByProgram().work(assignment(task, number=2), bench, CARD)
    assert not bench.attested.counts
