"""Parts divided by their wholes: told from other ratios, and handed over in percent if asked."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from hocket.agents.forms import fill, form_of
from hocket.agents.ways.program import ByProgram
from hocket.agents.ways.query import ByQuery
from hocket.agents.ways.ratios import divides_whole
from table_bench import CARD, Bench, assignment

OF_REGION = """\
of_region = {}
for row in rows:
    of_region[row["region"]] = of_region.get(row["region"], 0) + (row["sales"] or 0)
answer = {row["shop"]: row["sales"] / of_region[row["region"]] for row in rows}"""
COLUMN = """\
df["all"] = df.groupby("ministry")["budget"].transform("sum")
answer = (df["budget"] / df["all"]).to_dict()"""
PARTS = """\
gold = df[df["medal"] == "gold"]
answer = {"percent": len(gold) / len(df)}"""


@pytest.mark.parametrize(
    "code",
    [
        'answer = df["sales"] / df.groupby("region")["sales"].transform("sum")',
        'total = df["votes"].sum()\npart = df[df["a"] == "b"]["votes"].sum()\nx = part / total',
        'answer = df["tea"] / df[["tea", "milk"]].sum(axis=1)',
        'answer = df["tea"] / (df["tea"] + df["milk"])',
        'answer = df["valid"] / df["total_votes"]',
        'answer = (df["pay"] > 30).mean()',
        'answer = (df["pay"] > 30).sum() / len(df)',
        'answer = df["team"].value_counts(normalize=True).to_dict()',
        'n = df["team"].value_counts()\nanswer = n["A"] / n.sum()',
        "answer = sum(1 for r in rows if r['pay'] > 30) / len(rows)",
        "answer = sum(r['n'] for r in rows if r['a'] == 'x') / sum(r['n'] for r in rows)",
        OF_REGION,
        COLUMN,
        PARTS,
        "SELECT shop, sales / sum(sales) OVER (PARTITION BY region) AS percent FROM df",
        "SELECT sum(n) FILTER (WHERE a = 'x/y') / sum(n) AS percent FROM df",
        "SELECT team, count(*) / (SELECT count(*) FROM df) AS percent FROM df GROUP BY team",
        "SELECT avg(CASE WHEN pay > 30 THEN 1.0 ELSE 0 END) AS percent FROM df",
        "SELECT CAST(count(*) FILTER (WHERE a) AS DOUBLE) / count(*) AS percent FROM df",
        "WITH t AS (SELECT *, sum(n) OVER (PARTITION BY k) AS w FROM df) SELECT a, n / w FROM t",
        "SELECT a, sum(n)::DOUBLE / nullif((SELECT sum(n) FROM df), 0) AS p FROM df GROUP BY a",
    ],
)
def test_division_of_a_part_by_its_whole_is_seen(code):
    assert divides_whole(code)


@pytest.mark.parametrize(
    "code",
    [
        'answer = df["pay"].sum() / df["hours"].sum()',
        'answer = df["pay"].sum() / len(df)',
        'answer = df["pay"].mean()',
        'answer = df[df["town"] == "Ulm"]["people"] / df[df["town"] == "Ulm"]["area"]',
        'answer = df["a"].values / df["b"].values',
        'answer = df["tea"] / df[["tea", "milk"]].sum(axis=1) + df["pay"] / df["hours"]',
        'answer = df["pay"].sum() / df["pay"].count()',
        "answer = sum(r['n'] for r in rows) / len(rows)",
        "answer = rows / 2",
        "SELECT sum(pay) / sum(hours) FROM df",
        "SELECT sum(pay) / count(*) FROM df",
        "SELECT avg(pay) FROM df",
        "SELECT a FROM df WHERE b = 'x / x'",
        "no program / no program",
    ],
)
def test_other_divisions_are_no_parts_of_wholes(code):
    assert not divides_whole(code)


@pytest.mark.parametrize(
    ("task", "value", "given"),
    [
        ("Write p.json: shop -> percent of its region.", {"Oak": 0.25}, {"Oak": 25.0}),
        ("Write p.json: office -> percentage with one decimal.", {"A": 0.1284}, {"A": 12.8}),
        ("Write p.json: shop -> share in percent.", {"Oak": 0.25}, {"Oak": 25.0}),
        ("Write p.json with the key share (in %).", {"share": 0.5}, {"share": 50.0}),
        ("Write p.json: shop -> share.", {"Oak": 0.25}, {"Oak": 0.25}),
        ("Write p.json: shop -> percent.", {"Oak": 25.0, "Elm": 0.5}, {"Oak": 25.0, "Elm": 0.5}),
        ("By how many percent did it grow? p.json: shop -> percent.", {"A": 0.5}, {"A": 0.5}),
    ],
)
def test_parts_of_wholes_are_given_in_percent_where_it_is_asked_for(task, value, given):
    form = replace(form_of(task, ["p.json"]), is_ratio=True)
    assert json.loads(fill(form, {"kind": "value", "value": value}).content) == given


def test_percentage_in_words_is_of_a_hundred():
    form = replace(form_of("What percentage of the votes did the Foxes get?"), is_ratio=True)
    assert fill(form, {"kind": "value", "value": 0.405}).text == "40.5"


SHARES = {"kind": "value", "value": {"Oak": 0.25, "Elm": 0.125}}
ROWS = {"kind": "table", "columns": ["shop", "percent"], "rows": [["Oak", 0.25], ["Elm", 0.125]]}


@pytest.mark.parametrize(
    ("way", "written", "found"),
    [
        (ByProgram(), f"```python\n{OF_REGION}\n```", SHARES),
        (ByQuery(), "```sql\nSELECT shop, n / sum(n) OVER (PARTITION BY k) FROM df\n```", ROWS),
    ],
)
async def test_share_that_a_program_leaves_as_a_part_of_one_is_handed_over_in_percent(
    way, written, found
):
    task = (
        "What percentage of the sales of its region has each shop? Write p.json: shop -> percent."
    )
    bench = Bench([written], [found])
    await way.work(assignment(task, ("p.json",)), bench, CARD)
    assert json.loads(bench.files["p.json"]) == {"Oak": 25.0, "Elm": 12.5}
    assert not bench.doubted
