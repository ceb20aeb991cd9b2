"""Questions on how things changed between two times, and on lines through data, read by rules."""

from __future__ import annotations

import json

import pytest

from hocket.agents.forms import form_of
from hocket.agents.grammar.reading import answered

HIVES = """hive,year,honey
A,2001,10
A,2002,12
A,2003,20
B,2001,40
B,2002,44
B,2003,42
C,2001,8
C,2002,6
C,2003,4
"""
WELL = "year,depth,rain\n2000,10,5\n2001,8,4\n2002,12,6\n2003,6,3\n2004,20,10\n"


def asked(goal, out="", hives=HIVES, well=WELL):
    """What the rules answer on a table that the goal names; None if they leave it to others."""
    name, text = ("hives.csv", hives) if "hives.csv" in goal else ("well.csv", well)
    filled = answered(form_of(goal, [out] if out else []), {name: text.encode()})
    if filled is None:
        return None
    return json.loads(filled.content) if out else filled.text.rstrip(".")


def test_things_are_ranked_by_how_much_more_they_had():
    goal = (
        "Rank the hives in hives.csv by how many percent more honey they had in 2003 than in 2001. "
        "Write a.json, a list of {hive, percent}, the biggest increase first."
    )
    told = goal.replace("more honey they had", "their honey grew").replace(
        "in 2003 than in 2001", "from 2001 to 2003"
    )
    assert asked(told, "a.json") == [
        {"hive": "A", "percent": 100},
        {"hive": "B", "percent": 5},
        {"hive": "C", "percent": -50},
    ]


def test_thing_that_rose_most_is_named():
    goal = "Which hive had the largest {} in honey from 2001 to 2003 in hives.csv? Only the name."
    assert asked(goal.format("increase")) == "A"
    assert asked(goal.format("fall")) == "C"
    assert asked(goal.format("increase").replace("largest", "smallest")) is None


@pytest.mark.parametrize(
    ("times", "expected"),
    [("in 2003 than in 2002", "1"), ("in the last year than in the first", "2")],
)
def test_things_that_had_more_are_counted(times, expected):
    goal = f"How many hives had more honey {times}, by hives.csv? Just the number."
    assert asked(goal) == expected


def test_things_that_lack_one_of_two_values_are_left_to_others():
    goal = "How many hives had more honey in 2003 than in 2002, by hives.csv? Just the number."
    assert asked(goal, hives=HIVES.replace("C,2003,4\n", "")) is None
    assert asked(goal, hives=f"{HIVES}C,2003,9\n") is None


def test_rise_between_times_that_lie_apart_is_found():
    goal = (
        "Between which two years that lie two years apart did the depth in well.csv rise most{}? "
        "Write a.json with from, to and {}."
    )
    assert asked(goal.format("", "rise"), "a.json") == {"from": 2002, "to": 2004, "rise": 8}
    in_percent = {"from": 2002, "to": 2004, "percent": 66.66666666666667}
    assert asked(goal.format(", in percent", "percent"), "a.json") == in_percent
    assert asked(goal.format("", "percent"), "a.json") is None


def test_slope_is_that_of_the_line_of_least_squares():
    goal = (
        "By a straight line through the data (least squares), how much more depth goes with each "
        "further unit of rain in well.csv? One decimal."
    )
    assert asked(goal) == "2.0"
    assert asked(goal.replace("By a straight line through the data (least squares), ", "")) is None


def test_things_that_fell_are_counted_and_their_number_in_each_year():
    goal = "In how many hives did the honey fall from 2001 to 2003, by hives.csv? Just the number."
    assert asked(goal) == "1"
    goal = (
        "hives.csv has a row for each hive and year. How many hives had more than 10 honey in each "
        "year? Write a.json: year -> number of hives."
    )
    assert asked(goal, "a.json") == {"2001": 1, "2002": 2, "2003": 2}
    numbered = HIVES.replace("A,", "1,").replace("B,", "2,").replace("C,", "3,")
    assert asked(goal, "a.json", hives=numbered) == {"2001": 1, "2002": 2, "2003": 2}


MONTHLY = [(2001 + n // 12, n % 12 + 1) for n in range(36)]
POLL = [40, 42, 41, 45, 44, 50, 47, 43, 46, 48, 49, 51, 55, 57, 52, 53, 30, 35, 36, 37, 38, 39, 33,
        34, 31, 32, 60, 61, 59, 58, 56, 54, 29, 28, 27, 26]  # fmt: skip
SHARES = "month;year;yes;no\n" + "".join(
    f"{month};{year};{value};{100 - value}\n"
    for (year, month), value in [*zip(MONTHLY, POLL, strict=True)][::-1]
)
"""The share of voters of a party, in no order."""
SIX = "Between which two months that lie six months"


def of_poll(goal, keys, text=SHARES):
    filled = answered(
        form_of(f"{goal} Write a.json with {keys}.", ["a.json"]), {"a.csv": text.encode()}
    )
    return None if filled is None else json.loads(filled.content)


@pytest.mark.parametrize(
    ("question", "keys", "expected"),
    [
        (
            f"{SIX} apart did the share of voters for the party (yes) in a.csv fall most?",
            "from and to (like 2001-05) and points, by how many percentage points it fell",
            ["2003-04", "2003-10", 33],
        ),
        (
            "Between which two months a year apart did yes in a.csv rise most?",
            "start, end (like May 2001) and rise",
            ["May 2002", "May 2003", 29],
        ),
        (
            "Between which two consecutive months did yes in a.csv rise most, and by how much?",
            "from, to (like 5/2001) and by",
            ["2/2003", "3/2003", 28],
        ),
        (
            "In which month did yes in a.csv fall most against the month before?",
            "month (like 2001-05) and points, by how many points it fell",
            ["2003-09", 25],
        ),
        (
            "In which month did yes in a.csv rise most compared with the year before?",
            "month (like 2001-05) and rise",
            ["2003-05", 29],
        ),
    ],
)
def test_months_whose_year_stands_in_another_column_are_compared(question, keys, expected):
    found = of_poll(question, keys)
    assert found is not None
    assert [*found.values()] == expected


@pytest.mark.parametrize(
    ("question", "keys"),
    [
        ("In which month did yes in a.csv rise most?", "month and rise"),
        (
            "Between which two months did yes in a.csv rise most?",
            "from, to (like 2001-05), rise",
        ),
        (
            "Between which two months a week apart did yes in a.csv rise most?",
            "from, to (like 2001-05) and rise",
        ),
        (
            "Between which two months a year apart did the mean share (yes) in a.csv rise most?",
            "from, to (like 2001-05) and rise",
        ),
        (
            "Between which two months a year apart did yes in a.csv rise most?",
            "from, to (like 2001-05) and percent",
        ),
        (
            "Between which two months a year apart did yes in Wales in a.csv rise most?",
            "from, to (like 2001-05) and rise",
        ),
        (
            "Between which two months a year apart did yes in a.csv rise most?",
            "from, to (like 2001-05) and voters, how many there were then",
        ),
    ],
)
def test_changes_of_months_that_leave_something_open_are_left_to_others(question, keys):
    assert of_poll(question, keys) is None


def test_rise_that_two_pairs_of_months_share_is_left_to_others():
    twice = "month,year,rain\n1,2001,5\n2,2001,9\n3,2001,5\n4,2001,9\n"
    goal = "In which month did rain in a.csv rise most against the month before?"
    assert of_poll(goal, "month (like 2001-05)", twice) is None
    once = twice.replace("4,2001,9", "4,2001,8")
    assert of_poll(goal, "month (like 2001-05)", once) == {"month": "2001-02"}


def test_quarters_and_decades_lie_apart_by_the_calendar():
    visits = "year,quarter,visitors\n" + "".join(
        f"{2001 + n // 4},Q{n % 4 + 1},{visitors}\n"
        for n, visitors in enumerate([10, 20, 30, 15, 12, 40, 33, 18])
    )
    goal = "Between which two quarters a year apart did the visitors in a.csv rise most?"
    keys = "from, to (like 2001-Q2) and visitors, by how many visitors it rose"
    found = of_poll(goal, keys, visits)
    assert found == {"from": "2001-Q2", "to": "2002-Q2", "visitors": 20}
    births = "year,births\n" + "".join(
        f"{y},{b}\n"
        for y, b in zip(
            range(1980, 2001),
            [50, 52, 51, 49, 48, 47, 46, 45, 44, 43, 42, 60, 39, 38, 37, 36, 35, 34, 33, 32, 31],
            strict=True,
        )
    )
    goal = "Between which two years a decade apart did births in a.csv fall most?"
    assert of_poll(goal, "from, to and fall", births) == {"from": 1982, "to": 1992, "fall": 12}
    goal = "In which year did births in a.csv change most from one year to the next?"
    assert of_poll(goal, "year and change", births) == {"year": 1992, "change": -21}
    assert of_poll(goal, "year and size, by how much it changed", births) is None


def test_prices_of_days_lie_weeks_apart():
    days = [f"2024-03-{day:02}" for day in range(1, 29) if day not in (9, 10)]
    prices = "day,price\n" + "".join(f"{d},{n * n * 7 % 101}\n" for n, d in enumerate(days))
    goal = "Between which two days two weeks apart did the price in a.csv rise most?"
    found = of_poll(goal, "from, to and rise", prices)
    by_day = {int(d[-2:]): n * n * 7 % 101 for n, d in enumerate(days)}
    best = max((by_day[d + 14] - by_day[d], d) for d in by_day if d + 14 in by_day)
    assert found == {
        "from": f"2024-03-{best[1]:02}",
        "to": f"2024-03-{best[1] + 14:02}",
        "rise": best[0],
    }


RAIN = "month,year,rain (mm)\n" + "".join(
    f"{name},{2001 + year},{(n + 12 * year) ** 2 * 13 % 97}.{n % 7}\n"
    for year in range(3)
    for n, name in enumerate(["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep"])
)
VISITS = "date,visitors\n" + "".join(f"2020-{n:02}-01,{n * n * 31 % 101}\n" for n in range(1, 13))


@pytest.mark.parametrize(
    ("question", "keys", "text"),
    [
        (
            "Between which two months that are three months apart did rain in a.csv rise most?",
            "from, to (like 2001-05) and mm, by how many millimetres it rose",
            RAIN,
        ),
        (
            "In which month did rain rise most against the same month of the year before in a.csv?",
            "month (like May 2001) and millimetres, by how many millimetres it rose",
            RAIN,
        ),
        (
            "From which month to the next did the number of guests (visitors) in a.csv drop most?",
            "from, to (like 2001-05) and visitors, by how many they dropped",
            VISITS,
        ),
        (
            "In which month did the visitors in a.csv rise most compared with the previous month?",
            "month (like 2001-05) and rise",
            VISITS,
        ),
    ],
)
def test_other_ways_to_ask_for_changes_come_to_the_change_of_a_plain_loop(question, keys, text):
    header, *lines = text.splitlines()
    is_rain = text == RAIN
    months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep"]
    values = {}
    for line in lines:
        first, *rest = line.split(",")
        time = 12 * int(rest[0]) + months.index(first) if is_rain else int(first[5:7])
        values[time] = float(rest[-1])
    apart = 3 if "three" in question else 12 if "same month" in question else 1
    sign = -1 if "drop" in question else 1
    changes = [sign * (values[t + apart] - values[t]) for t in values if t + apart in values]
    assert header
    found = of_poll(question, keys, text)
    assert found is not None
    assert [*found.values()][-1] == pytest.approx(max(changes))


def test_answer_in_words_is_the_month_with_its_year():
    goal = "In which month did the rain in a.csv change most? Answer like 2001-05."
    filled = answered(form_of(goal, []), {"a.csv": RAIN.encode()})
    assert filled is not None
    assert filled.text.startswith("200")


RENTS = "district;year;month;rent\n" + "".join(
    f"{district};{2001 + n // 12};{n % 12 + 1};{(n + 3) ** 2 * factor % 211}\n"
    for n in range(30)
    for district, factor in (("Lakeside", 7), ("North", 11))
)


@pytest.mark.parametrize(("district", "factor"), [("Lakeside", 7), ("North", 11)])
def test_months_of_one_of_several_things_are_compared(district, factor):
    goal = f"Between which two months a year apart did the rent in {district} in a.csv rise most?"
    values = [(n + 3) ** 2 * factor % 211 for n in range(30)]
    rises = [now - then for then, now in zip(values, values[12:], strict=False)]
    start = rises.index(max(rises))
    assert of_poll(goal, "from, to (like 2001-05) and rise", RENTS) == {
        "from": f"{2001 + start // 12}-{start % 12 + 1:02}",
        "to": f"{2002 + start // 12}-{start % 12 + 1:02}",
        "rise": max(rises),
    }


def test_months_that_several_things_have_are_left_to_others():
    goal = "Between which two months a year apart did the rent in a.csv rise most?"
    assert of_poll(goal, "from, to (like 2001-05) and rise", RENTS) is None


@pytest.mark.parametrize(
    ("question", "keys", "expected"),
    [
        ("Between which two consecutive years was there the largest drop in depth in a.csv?",
         "from, to and drop", [2002, 2003, 6]),
        ("Which year saw the biggest rise in depth in a.csv compared with the year before?",
         "year and rise", [2004, 14]),
        ("In which year was the largest fall of depth in a.csv against the previous year?",
         "year and fall", [2003, 6]),
        ("Between which two years three years apart was the greatest increase in rain in a.csv?",
         "start, end and increase", [2001, 2004, 6]),
    ],
)  # fmt: skip
def test_change_that_is_told_by_a_noun_is_that_of_the_verb(question, keys, expected):
    found = of_poll(question, keys, WELL)
    assert found is not None
    assert [*found.values()] == expected


def test_largest_value_is_no_change():
    goal = "Which year had the largest depth in a.csv?"
    assert of_poll(goal, "year and depth", WELL) == {"year": 2004, "depth": 20}
