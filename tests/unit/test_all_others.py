"""All the other columns of a kind: those that a program forgets are added, and no others."""

from __future__ import annotations

import json

import pytest

from hocket.agents.ways.all_others import with_all_others
from hocket.agents.ways.program import ByProgram
from hocket.agents.ways.query import ByQuery
from table_bench import CARD, Bench, assignment

TASK = "In which years did the Navy get more money than all the other services together?"
SERVICES = ["paid.Navy", "paid.Army", "paid.Guard", "paid.Police", "paid.Rescue"]
REST = '"paid.Army", "paid.Guard", "paid.Police", "paid.Rescue"'


HERE = "\u2193"
"""Where a column is added."""


@pytest.mark.parametrize(
    ("code", "added"),
    [
        (f'df[["paid.Army", "paid.Guard", "paid.Police"{HERE}]].sum(axis=1)', ', "paid.Rescue"'),
        (f'df[["Army", "Police", "Guard"{HERE}]].sum(axis=1)', ', "paid.Rescue"'),
        (
            f"df['paid.Army'] + df['paid.Guard'] + df['paid.Rescue'].fillna(0){HERE}",
            " + df['paid.Police'].fillna(0)",
        ),
        (
            f'sum(row[n] or 0 for n in ("paid.Rescue", "paid.Guard", "paid.Army"{HERE}))',
            ', "paid.Police"',
        ),
        (
            'x > coalesce("paid.Army", 0) + coalesce("paid.Guard", 0) + coalesce("paid.Police", 0)'
            + HERE,
            ' + coalesce("paid.Rescue", 0)',
        ),
        (f"paid.Navy > (paid.Army + paid.Guard + paid.Rescue{HERE})", ' + "paid.Police"'),
    ],
)
def test_column_that_is_left_out_of_all_the_others_is_added(code, added):
    if "df" not in code and "row" not in code:
        code = f"SELECT year FROM df WHERE {code} ORDER BY year"  # noqa: S608 - it is not run
    assert with_all_others(TASK, code.replace(HERE, ""), SERVICES) == code.replace(HERE, added)


@pytest.mark.parametrize(
    "code",
    [
        f"rest = df[[{REST}]].sum(axis=1)",
        'part = df[["paid.Navy", "paid.Army", "paid.Guard"]]',
        'part = df[["year", "paid.Army", "paid.Guard"]]',
        'rest = df[["paid.Army"]].sum(axis=1)',
        'sums = [sum(row[n] or 0 for n in ("paid.Army", "paid.Guard")) for row in rows]',
        'rest = df["paid.Army"] + df["paid.Guard"] + df["paid.Police"] + df["paid.Rescue"]',
        'all = df["paid.Navy"] + df["paid.Army"] + df["paid.Guard"] + df["paid.Police"]',
        "SELECT paid.Navy + paid.Army + paid.Guard FROM df",
        "SELECT 'paid.Army + paid.Guard + paid.Rescue' FROM df",
    ],
)
def test_code_with_all_the_others_or_with_few_of_them_is_left_alone(code):
    assert with_all_others(TASK, code, SERVICES) == code


@pytest.mark.parametrize(
    ("task", "is_mended"),
    [
        ("When did the navy outspend everything else put together?", True),
        ("When was the Navy ahead of all the others taken together?", True),
        ("When did the Navy get more than the rest combined?", True),
        ("When did the Navy get more than all the other services except Rescue together?", False),
        ("When did the Navy get more than all the other armed services together?", False),
        ("When did the Navy get more than the other three together?", False),
        ("When did the Navy get more than Army, Guard and Police together?", False),
        ("When did the Navy get more than Army and all the others together?", False),
        ("When was it more than all the others together?", False),
    ],
)
def test_others_are_all_of_them_only_where_the_task_says_so(task, is_mended):
    code = 'rest = df[["paid.Army", "paid.Guard", "paid.Police"]].sum(axis=1)'
    assert (with_all_others(task, code, SERVICES) != code) is is_mended


DRINKS = b"day,tea,milk,cocoa,juice\n" + b"".join(
    f"2024-05-{n:02},{30 + n},{10 + n % 7},{12 + n % 5},{9 + n % 3}\n".encode()
    for n in range(1, 29)
)


@pytest.mark.parametrize(
    ("way", "written", "run"),
    [
        (ByProgram(), '```python\nx = df[["milk", "juice"]].sum(axis=1)\n```', '"juice", "cocoa"]'),
        (ByQuery(), "```sql\nSELECT day FROM df WHERE tea > milk + juice\n```", '+ "cocoa"'),
    ],
)
async def test_program_that_forgets_a_column_runs_with_it(way, written, run):
    bench = Bench([written], [{"kind": "value", "value": ["2024-05-09"]}])
    bench.contents = {"towns.csv": DRINKS}
    task = (
        "On which days did tea sell more than all the other drinks together? Write o.json, a list."
    )
    await way.work(assignment(task, ("o.json",)), bench, CARD)
    [(_, call)] = bench.used
    assert run in call.get("code", call.get("sql"))
    assert json.loads(bench.files["o.json"]) == ["2024-05-09"]
