"""Conditions with numbers that stand nowhere: they are asked about, and left out if they stay."""

from __future__ import annotations

import json

import pytest

from hocket.agents.ways.invented import invented, said_of_invented
from hocket.agents.ways.program import ByProgram
from hocket.agents.ways.query import ByQuery
from table_bench import CARD, Bench, assignment

SHARE = "What share of the budget of its ministry has each office?"
SHOWN = "DataFrame df: 'budget': number, 1,200 to 90 000\n'office': text\nTask: "


def numbers_of(task, code):
    return [one.number for one in invented(task, code, SHOWN + task)]


@pytest.mark.parametrize(
    ("code", "numbers"),
    [
        ('df = df[df["budget"] > 25000]', [25000]),
        ('df = df.loc[(df["office"] != "x") & (df["budget"] >= 3500.5)]', [3500.5]),
        ("df = df[df.budget < 70000]", [70000]),
        ("SELECT office FROM df WHERE budget > 25000 GROUP BY office", [25000]),
        ("SELECT office FROM df WHERE \"the budget\" <= 4000.5 AND office = 'x'", [4000.5]),
        ('df = df[df["budget"] > 1200]', []),  # it is shown
        ('df = df[df["budget"] < 90000]', []),
        ('df = df[df["budget"] < 99999]', []),  # what stands for a missing value
        ('df = df[df["year"] >= 2015]', []),
        ('df = df[df["seconds"] < 86400]', []),
        ('df = df[df["age"] >= 18]', []),
        ('df = df[df["budget"] > df["budget"].mean()]', []),
        ('df["size"] = np.where(df["budget"] > 25000, "L", "S")', []),
        ("SELECT CASE WHEN budget > 25000 THEN 'L' END FROM df WHERE office = 'x'", []),
        ("SELECT office FROM df GROUP BY office HAVING sum(budget) > 25000", []),
        ("no program > 25000", []),
    ],
)
def test_number_that_stands_nowhere_chooses_no_rows(code, numbers):
    assert numbers_of(SHARE, code) == numbers


@pytest.mark.parametrize(
    "task",
    [
        "Which large offices have the smallest share?",
        "Leave out implausible values. What is the mean?",
        "Of the offices with over 25 thousand, which is first?",
        "Which got more than 25,000 dollars?",
        "Which got more than 25 km of roads?",  # of a column in metres
        "Which of the larger offices has most?",
    ],
)
def test_number_that_a_task_states_or_leaves_open_is_not_made_up(task):
    assert numbers_of(task, 'df = df[df["budget"] > 25000]') == []


def test_word_that_describes_the_file_asks_for_no_limit():
    task = "offices.csv lists the larger offices. What share of the budget has each? Write o.json."
    code = 'df = df[df["budget"] > 25000]'
    assert [one.number for one in invented(task, code, SHOWN + task, "o.json")] == [25000]
    assert numbers_of("Which has a larger share than the mean? How high is it?", code) == [25000]


CODE = """\
df = df[df["people"] > 150000]
answer = (100 * df["people"] / df["people"].sum()).to_dict()"""
SQL = "SELECT town, 100.0 * people / sum(people) OVER () FROM df WHERE people > 150000"


@pytest.mark.parametrize(
    ("way", "language", "code", "left"),
    [
        (ByProgram(), "python", CODE, "df = df\n"),
        (ByQuery(), "sql", SQL, "WHERE TRUE"),
    ],
)
async def test_condition_that_stays_is_left_out(way, language, code, left):
    written = f"```{language}\n{code}\n```"
    few, whole = ({"kind": "value", "value": {"Ulm": share}} for share in (100.0, 35.5))
    bench = Bench([written, written], [few, whole])
    task = "What percentage of all people lives in each town? Write o.json: town -> percent."
    await way.work(assignment(task, ("o.json",)), bench, CARD)
    assert "150000 stands nowhere in the task: leave that condition out" in bench.prompts[1][-1]
    assert left in bench.used[1][1].get("code", bench.used[1][1].get("sql"))
    assert json.loads(bench.files["o.json"]) == {"Ulm": 35.5}
    assert not bench.doubted


async def test_condition_that_is_left_out_by_its_author_is_not_asked_about_again():
    plain = 'answer = {"Ulm": 100 * df["people"].max() / df["people"].sum()}'
    few, whole = ({"kind": "value", "value": {"Ulm": share}} for share in (100.0, 35.5))
    bench = Bench([f"```python\n{CODE}\n```", f"```python\n{plain}\n```"], [few, whole])
    task = "What percentage of all people lives in each town? Write o.json: town -> percent."
    await ByProgram().work(assignment(task, ("o.json",)), bench, CARD)
    assert len(bench.used) == 2
    assert json.loads(bench.files["o.json"]) == {"Ulm": 35.5}


def test_what_is_said_names_the_column_and_the_number():
    [one] = invented(SHARE, 'df[df["budget"] > 25000.0]', SHOWN)
    assert said_of_invented([one]).startswith('it keeps only rows with "budget" > 25000, but')
