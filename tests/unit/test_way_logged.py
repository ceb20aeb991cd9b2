"""What looks wrong with a program on a log: one ending of several, groups that are none."""

from __future__ import annotations

import json

import pytest

from hocket.agents.forms import fill, form_of
from hocket.agents.ways.loaded import Loaded
from hocket.agents.ways.logged import one_ending, one_of_all
from hocket.agents.ways.program import ByProgram
from hocket.errors import PermanentError
from table_bench import CARD, Bench, assignment

MAILS = [
    "delivery to <to> failed at gate <gate>",
    "delivery to <to> failed for good",
    "delivery to <to> done",
    "cleaning of <of> failed at gate <gate>",
]
TASK = "How often did the delivery to each customer fail? Write n.json: customer -> how often."


@pytest.mark.parametrize(
    "code",
    [
        "answer = df[df['event'] == 'delivery to <to> failed at gate <gate>'].groupby('to').size()",
        f'for r in rows:\n    if r["event"] == "{MAILS[0]}":\n        n += 1',
        f"WHERE event = '{MAILS[1]}' AND day = 3",
    ],
)
def test_program_that_takes_one_of_several_endings_is_told_of_another(code):
    wrong = one_ending(TASK, code, MAILS)
    assert "says that the same happened" in wrong
    assert wrong.endswith("take each event that begins with 'delivery to <to> failed'")


@pytest.mark.parametrize(
    ("task", "code"),
    [
        (TASK, f"df['event'].isin({MAILS[:2]!r})"),
        (TASK, f"WHERE event = '{MAILS[0]}' OR event = '{MAILS[1]}'"),
        (TASK, "df['event'].str.startswith('delivery to <to> failed')"),
        (TASK, "WHERE event LIKE 'delivery to <to> failed%'"),
        (TASK, f"if '{MAILS[0]}' in row['event']: n += 1"),
        (TASK.replace("fail", "fail at a gate"), f"df['event'] == '{MAILS[0]}'"),
        (TASK.replace("fail", "get done"), f"df['event'] == '{MAILS[2]}'"),
        (TASK, f"df['event'] != '{MAILS[0]}'"),
    ],
)
def test_program_that_takes_all_or_what_the_task_names_is_not(task, code):
    assert one_ending(task, code, MAILS) == ""


def test_shortest_template_is_one_of_several_too_unless_the_others_say_otherwise():
    code = "WHERE event = 'scan <scan> finished'"
    task = "How many scans finished each day?"
    assert one_ending(task, code, ["scan <scan> finished", "scan <scan> finished by <by>"])
    others = ["scan <scan> finished", "scan <scan> finished without a page"]
    assert one_ending(task, code, others) == ""


LOG = "".join(
    f"2025-03-0{day} 07:0{n}:00 box mailer[7]: delivery to {name} failed: {why}\n"
    for day in (1, 2)
    for n, (name, why) in enumerate([("ada", "mailbox full"), ("ben", "timeout"), ("ada", "busy")])
).encode()


def wrong_with(task, value, content=LOG, name="mail.log"):
    filled = fill(form_of(task, ["n.json"]), {"kind": "value", "value": value})
    return one_of_all(task, "answer = 1", filled, Loaded(name, "df", content))


def test_only_group_of_what_each_row_has_is_told_apart_by_another_column():
    assert wrong_with(TASK, {"box": 6}) == (
        "'host' is 'box' in every row, so it tells nothing apart; group by the column that names"
        " what the task asks of, such as 'to'"
    )


@pytest.mark.parametrize(
    ("task", "value"),
    [
        (TASK, {"ada": 4, "ben": 2}),
        (TASK, {"ada": 4}),
        (TASK.replace("each customer", "each host"), {"box": 6}),
        (TASK.replace("each customer", "each customer of box"), {"box": 6}),
        ("How often did deliveries fail? Write n.json: host -> how often.", {"box": 6}),
    ],
)
def test_group_that_is_one_or_that_the_task_names_is_right(task, value):
    assert wrong_with(task, value) == ""


def test_only_row_of_a_list_is_told_apart_as_that_of_a_mapping_is():
    task = "Count the trips of each driver: write n.json, a list of {driver, trips}."
    content = b"depot,who,km\nnorth,ada,3\nnorth,ben,4\nnorth,ada,5\nnorth,cyd,6\n"
    rows = [{"driver": "north", "trips": 4}]
    assert "'depot' is 'north' in every row" in wrong_with(task, rows, content, "trips.csv")
    rows = [{"driver": "ada", "trips": 2}, {"driver": "ben", "trips": 1}]
    assert wrong_with(task, rows, content, "trips.csv") == ""


GROUPED = "```python\nanswer = df.groupby('host').size().to_dict()\n```"
BY_TO = "```python\nanswer = df.groupby('to').size().to_dict()\n```"


def bench_of(answers, results):
    bench = Bench(answers, [{"kind": "value", "value": value} for value in results])
    bench.contents["towns.csv"] = b"host,to\nbox,ada\nbox,ada\nbox,ben\nbox,ada\nbox,ada\nbox,ben\n"
    return bench


async def test_llm_is_told_of_the_only_group_and_groups_otherwise():
    bench = bench_of([GROUPED, BY_TO], [{"box": 6}, {"ada": 4, "ben": 2}])
    await ByProgram().work(assignment(TASK, ("n.json",)), bench, CARD)
    assert "it tells nothing apart" in bench.prompts[1][-1]
    assert json.loads(bench.files["n.json"]) == {"ada": 4, "ben": 2}


async def test_the_only_group_given_again_makes_room_for_another_way():
    bench = bench_of([GROUPED] * 3, [{"box": 6}] * 3)
    with pytest.raises(PermanentError, match="tells nothing apart"):
        await ByProgram().work(assignment(TASK, ("n.json",)), bench, CARD)
    assert "n.json" not in bench.files
