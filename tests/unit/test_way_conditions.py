"""Comparisons that are no conditions are taken out of what gave nothing because of them."""

from __future__ import annotations

import json

import pytest

from hocket.agents.ways.conditions import without_unmet
from hocket.agents.ways.query import ByQuery
from hocket.ports.tool import ToolResult
from table_bench import CARD, Bench, assignment

SAID = (
    'No row has "kg" > 400: it runs from 3 to 9. So 400 is no condition on "kg": leave the '
    "condition out."
)


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
    assert without_unmet(code, SAID) == left


@pytest.mark.parametrize(
    "code",
    ["a = df[df['kg'] > 4000]", "a = df[df['kg'] < 400]", "a = df[df['pkg'] > 400]",
     "SELECT n FROM t WHERE kg > 4000", "SELECT n FROM t WHERE pkg > 400", "SELECT 1"],
)  # fmt: skip
def test_other_comparisons_stay(code):
    assert not without_unmet(code, SAID)


def test_condition_that_may_be_meant_stays():
    near = (
        'No row has "kg" > 10: it runs from 3 to 9. If the task asks for just that, write the same.'
    )
    assert not without_unmet("a = df[df['kg'] > 10]", near)


def gave(rows, doubt=""):
    answer = {"kind": "table", "columns": ["town", "n"], "rows": rows}
    return ToolResult("", data={"answer": json.dumps(answer), "doubt": doubt})


async def test_condition_that_the_llm_writes_again_is_left_out_by_code():
    statement = "SELECT town, count(*) AS n FROM df WHERE people > 4000000 GROUP BY town"
    doubt = SAID.replace("kg", "people").replace("400", "4000000")
    again = statement.replace("town, count", "town, people, count")
    answers = [f"```sql\n{one}\n```" for one in (statement, again)]
    bench = Bench(answers, [gave([], doubt), gave([], doubt), gave([["Ulm", 3]])])
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
    doubt = (
        'No row has "People" > 100: it runs from 9 to 12. So 100 is no condition on "People": '
        "leave the condition out."
    )
    assert bool(without_unmet('df[df["People"] > 100]', doubt, task)) != is_asked


@pytest.mark.parametrize(
    "code",
    [
        'df[(df["kg"] > 400) | (df["town"] == "Ulm")]',
        '[r for r in rows if r["kg"] > 400 or r["town"] == "Ulm"]',
        'df[~(df["kg"] > 400)]',
    ],
)
def test_comparison_that_keeps_no_row_out_stays(code):
    assert not without_unmet(code, SAID)
