"""Comparisons that are no conditions are taken out of what gave nothing because of them."""

from __future__ import annotations

import json

import pytest

from hocket.agents.ways.conditions import Comparison, Scaled, in_its_unit, without_void
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


def gave(rows, doubt="", void=(), scaled=()):
    answer = json.dumps({"kind": "table", "columns": ["town", "n"], "rows": rows})
    said = {"doubt": doubt, "void": void, "scaled": scaled}
    return ToolResult("", data={"answer": answer, **said})


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


def scaled(name, unit=1000):
    return [Scaled(name, ">=", 20_000.0, unit)]


@pytest.mark.parametrize(
    ("name", "task"),
    [
        ("price (1000 $)", ""),
        ("price in thousands", ""),
        ("Price ('000 EUR)", ""),
        ("price", "See the cars (price, in thousands)."),
        ("price", "The price is in thousands of dollars."),
    ],
)
def test_number_is_put_in_the_unit_that_a_column_states(name, task):
    task = f"Which cars cost 20,000 dollars or more? {task}"
    program = f"n = len(df[df[{name!r}] >= 20000])"
    assert in_its_unit(program, scaled(name), task).endswith(">= 20])")
    statement = 'SELECT car FROM df WHERE "_" >= 20000 ORDER BY "_" DESC'.replace("_", name)
    assert in_its_unit(statement, scaled(name), task) == statement.replace("20000", "20")


@pytest.mark.parametrize(
    ("name", "task"),
    [
        ("price", "Which cars cost 20,000 dollars or more?"),
        ("price", "Which cars cost over 20,000? Thousands of cars have a price."),
        ("km (100000)", "Which cars went over 20,000?"),
        ("price (1,000,000 $)", "Which cars cost over 20,000?"),
        ("price (1000 $)", "How many cars are there for 20,000 people?"),
        ("price (1000 $)", "Which cars cost over 5,000?"),
    ],
)
def test_number_stays_where_no_column_states_such_a_unit_or_the_task_no_limit(name, task):
    assert in_its_unit(f"n = len(df[df[{name!r}] >= 20000])", scaled(name), task) == ""


def test_number_of_percent_is_put_in_shares_of_one():
    share = [Scaled("share", ">", 50.0, 100)]
    given = in_its_unit("SELECT 1 FROM t WHERE share > 50", share, "More than 50 percent?")
    assert given == "SELECT 1 FROM t WHERE share > 0.5"


def test_number_of_percent_needs_a_column_or_task_that_says_so():
    program = "n = len(df[df['faults'] > 50])"
    faults = [Scaled("faults", ">", 50.0, 100)]
    assert in_its_unit(program, faults, "How many had more than 50 faults?") == ""
    assert in_its_unit(program, faults, "Faults over 50% of the time?").endswith("> 0.5])")


async def test_statement_with_a_number_in_another_unit_needs_no_second_call():
    statement = 'SELECT town, n FROM df WHERE "Price (1000 $)" >= 20000'
    said = 'No row has "Price (1000 $)" >= 20000'
    other = [["Price (1000 $)", ">=", 2e4, 1000]]
    empty = gave([], said, scaled=other)
    bench = Bench([f"```sql\n{statement}\n```"], [empty, gave([["Ulm", 3]])])
    task = "Write n.json: town -> how many cost 20,000 dollars or more."
    await ByQuery().work(assignment(task, ("n.json",)), bench, CARD)
    assert json.loads(bench.files["n.json"]) == {"Ulm": 3}
    assert bench.used[-1][1]["sql"] == statement.replace("20000", "20")
    assert len(bench.prompts) == 1
