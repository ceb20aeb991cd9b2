"""Results with different names that are computed alike."""

from __future__ import annotations

import pytest

from hocket.agents.ways.twice import computed_alike

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
