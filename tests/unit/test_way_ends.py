"""The two ends of something that a program takes from one place."""

from __future__ import annotations

import json

import pytest

from hocket.agents.ways.ends import same_ends
from hocket.agents.ways.program import ByProgram
from table_bench import CARD, Bench, assignment

TASK = "Between which two seasons did the mill grind most more? Write o.json with from and to."


@pytest.mark.parametrize(
    "code",
    [
        "answer = {'from': row['season'], 'to': row['season'], 'more': 3}",
        "answer = [{'mill': m, 'to_season': y, 'from_season': y} for m, y in best]",
        "for r in rows:\n    out.append({'startSeason': r['s'], 'endSeason': r['s']})",
        'SELECT mill, season AS "from", season AS "to" FROM df',
        "WITH t AS (SELECT 1) SELECT t.season AS old_season, t.Season AS new_season FROM t",
    ],
)
def test_ends_that_are_taken_from_one_place_are_named(code):
    assert "are both" in same_ends(TASK, code)
    assert same_ends("How much does each mill grind?", code) == ""


@pytest.mark.parametrize(
    "code",
    [
        "answer = {'from': before['season'], 'to': row['season']}",
        "answer = {'from': None, 'to': None}",
        "answer = {'from': row['season'], 'mill': row['season']}",
        "answer = {'from_mill': row['season'], 'to_town': row['season']}",
        "run = {'start': r['day'], 'end': r['day']}\nfor r in rows:\n    run['end'] = r['day']",
        "answer = {",
        "SELECT before AS from_season, season AS to_season FROM df",
        "SELECT NULL AS from_season, NULL AS to_season FROM df",
        "SELECT season AS a, season AS b FROM df",
    ],
)
def test_ends_from_two_places_are_taken(code):
    assert same_ends(TASK, code) == ""


async def test_ends_that_are_always_equal_are_asked_for_again():
    first = "answer = {'from': year, 'to': year}"
    codes = [f"```python\n{code}\n```" for code in (first, first.replace("r, 't", "r - 1, 't"))]
    values = [{"from": 7, "to": 7}, {"from": 6, "to": 7}]
    bench = Bench(codes, [{"kind": "value", "value": value} for value in values])
    await ByProgram().work(assignment(TASK, ("o.json",)), bench, CARD)
    assert "from and to are both year" in bench.prompts[1][-1]
    assert json.loads(bench.files["o.json"]) == values[1]
