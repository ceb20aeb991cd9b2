"""Comparisons that are no conditions are taken out of what gave nothing because of them."""

from __future__ import annotations

import json

import pytest

from hocket.agents.ways.conditions import Comparison, without_void
from hocket.agents.ways.query import ByQuery
from hocket.ports.tool import ToolResult
from table_bench import CARD, Bench, assignment

FAR = [Comparison("kg", ">", 400)]


@pytest.mark.parametrize(
    ("code", "left"),
    [
        ("a = df[df['kg'] > 400].groupby('town').size()", "a = df.groupby('town').size()"),
        ("a = df.loc[df['kg'] > 400]", "a = df"),
        ("a = df.loc[df['kg'] > 400, 'town']", "a = df.loc[:, 'town']"),
        ("a = df[(df['kg'] > 400) & (df['town'] == 'Ulm')]", "a = df[df['town'] == 'Ulm']"),
        (
            "a = [r for r in rows if r['kg'] > 400 and r['n'] > 1]",
            "a = [r for r in rows if r['n'] > 1]",
        ),
        ("a = [r for r in rows if r['kg'] > 400]", "a = [r for r in rows if True]"),
        ("SELECT n FROM t WHERE t.kg > 400.0", "SELECT n FROM t WHERE TRUE"),
        ('SELECT sum("kg" > 400) FROM t', "SELECT sum(TRUE) FROM t"),
    ],
)
def test_comparison_that_is_no_condition_is_taken_out(code, left):
    assert without_void(code, FAR) == left


@pytest.mark.parametrize(
    "code",
    ["a = df[df['kg'] > 4000]", "a = df[df['kg'] < 400]", "a = df[df['pkg'] > 400]",
     "SELECT n FROM t WHERE kg > 4000", "SELECT n FROM t WHERE pkg > 400", "SELECT 1"],
)  # fmt: skip
def test_other_comparisons_stay(code):
    assert not without_void(code, FAR)


def test_nothing_is_taken_out_where_no_comparison_is_void():
    assert not without_void("a = df[df['kg'] > 10]", [])


def gave(rows, doubt="", void=()):
    answer = {"kind": "table", "columns": ["town", "n"], "rows": rows}
    return ToolResult("", data={"answer": json.dumps(answer), "doubt": doubt, "void": void})


async def test_condition_that_the_llm_writes_again_is_left_out_by_code():
    statement = "SELECT town, count(*) AS n FROM df WHERE people > 4000000 GROUP BY town"
    said = 'No row has "people" > 4000000', [["people", ">", 4e6]]
    again = statement.replace("town, count", "town, people, count")
    answers = [f"```sql\n{one}\n```" for one in (statement, again)]
    bench = Bench(answers, [gave([], *said), gave([], *said), gave([["Ulm", 3]])])
    task = "Write n.json: town -> how many over 4000000 kilometres."
    await ByQuery().work(assignment(task, ("n.json",)), bench, CARD)
    assert json.loads(bench.files["n.json"]) == {"Ulm": 3}
    assert bench.used[-1][1]["sql"] == again.replace("people > 4000000", "TRUE")
    assert len(bench.prompts) == 2


@pytest.mark.parametrize(
    ("task", "is_asked"),
    [
        ("Which towns have more than 100 people?", True),
        ("Which towns have over 100 million people?", True),
        ("Towns whose number of people is above 100", True),
        ("Which towns are over 100 miles away from people?", False),
        ("Who won most over 100 metres?", False),
    ],
)
def test_limit_of_the_column_that_the_task_names_stays(task, is_asked):
    far = [Comparison("People", ">", 100)]
    assert bool(without_void('df[df["People"] > 100]', far, task)) != is_asked


@pytest.mark.parametrize(
    "code",
    [
        'df[(df["kg"] > 400) | (df["town"] == "Ulm")]',
        '[r for r in rows if r["kg"] > 400 or r["town"] == "Ulm"]',
        'df[~(df["kg"] > 400)]',
    ],
)
def test_comparison_that_keeps_no_row_out_stays(code):
    assert not without_void(code, FAR)
