"""Which tasks set values of a column side by side, so that their table has a wide form."""

from __future__ import annotations

import re

import pytest

from hocket.agents.forms import form_of
from hocket.agents.ways.languages import PANDAS, ROWS, SQL
from hocket.agents.ways.loaded import Loaded, shown_tables

TOWNS = ("Ash", "Bray", "Cove", "Dale", "Elm")


def csv(header, rows):
    return "\n".join([header, *(",".join(map(str, row)) for row in rows), ""]).encode()


def grid(header, *parts):
    """A row for each combination, with a number that is never the same in two ways."""
    rows = [[]]
    for part in parts:
        rows = [[*row, one] for row in rows for one in part]
    return csv(header, [[*row, 3 + n * 37 % 101] for n, row in enumerate(rows)])


TABLES = {
    "crops": grid("crop,field,year,tons", ("Oats", "Rye", "Flax"), TOWNS, (1951, 1952)),
    "fuels": grid(
        "year,fuel,heat", range(1990, 2010), ("Wood Pellets", "Heating Oil", "Natural Gas")
    ),
    "firms": csv(
        "firm,year,paid,owed",
        [(f, y, 10 + (n * 31 + y * 7) % 97, 5 + (n * 17 + y * 3) % 89)
         for n, f in enumerate(("Ball and Co", "Crane Works", "Dyer")) for y in range(1925, 1945)],
    ),
    "prizes": csv(
        "no,club,sport,medal",
        [(n, TOWNS[n * 3 % 5], ("row", "run")[n % 2], ("Gold", "Silver", "Bronze")[n % 7 % 3])
         for n in range(70)],
    ),
    "games": csv(
        "game,team,venue,goals",
        [(n, TOWNS[(n + k) % 5], ("home", "away")[k], (n * 7 + k * 3) % 5)
         for n in range(30) for k in (0, 1)],
    ),
    "pulse": csv(
        "person,group,when,pulse",
        [(p, ("treated", "control")[p % 2], w, 60 + (p * 13 + k * 7) % 41)
         for p in range(24) for k, w in enumerate(("before", "after"))],
    ),
    "visits": grid("person,visit,weight", range(101, 121), (1, 2, 3)),
    "marks": grid("pupil,subject,mark", TOWNS, ("Maths", "Physics", "Music")),
    "votes": grid("ward,party,votes", TOWNS, ("Labour", "Liberal", "Green Party")),
    "lands": csv(
        "land,part,year,people,income",
        [(f"{t}land", ("North", "South")[k % 2], y, 900 + k * 71 + y % 50, 40 + k * y % 77)
         for k, t in enumerate(TOWNS) for y in range(1950, 2001, 5)],
    ),
    "hall": csv(
        "name,sex,class,fare",
        [(f"N{n}", ("male", "female")[n % 3 % 2], ("First", "Second")[n % 2], 3 + n * 7 % 50)
         for n in range(80)],
    ),
    "sales": csv(
        "day,order,buyer,kind,amount",
        [(f"2024-0{n % 9 + 1}-11", n, TOWNS[n % 5], ("Tea", "Coffee", "Cocoa")[n * 5 % 3], n % 40)
         for n in range(90)],
    ),
    "air": grid("day,place,heat", [f"2021-{m:02}-15" for m in range(1, 13)], ("Hill", "Port")),
}  # fmt: skip


def loaded(name, task):
    made = re.findall(r"\w+\.(?:csv|json)", task)
    return Loaded(f"{name}.csv", "df", TABLES[name], task=task, keys=form_of(task, made).keys)


@pytest.mark.parametrize(
    ("name", "task", "keys", "values"),
    [
        ("crops", "Which crops had more tons in 1952 than in 1951 in more than one field?",
         "crop field", "1951 1952"),
        ("crops", "Rank the crops by how many percent their tons fell from 1951 to 1952.",
         "crop field", "1951 1952"),
        ("fuels", "Make mix.csv, a line per year: year, wood, heating, natural and total.",
         "year", "Wood Pellets,Heating Oil,Natural Gas"),
        ("fuels", "In how many years did wood give more than twice the heat of oil from heating?",
         "year", "Wood Pellets,Heating Oil,Natural Gas"),
        ("firms", "Rank the firms by how many percent more they paid in 1944 than in 1925.",
         "firm", "1925 1944"),
        ("prizes", "Write prizes.json, a list of {club, gold, silver, bronze}.",
         "club", "Bronze Gold Silver"),
        ("prizes", "Which clubs won more gold than silver medals?", "club", "Bronze Gold Silver"),
        ("games", "Write g.csv with the columns team, home and away, the total goals of each.",
         "team", "away home"),
        ("games", "In how many games did the home team score more goals than the away team?",
         "game", "away home"),
        ("pulse", "How many people had a lower pulse after than before?", "person", "after before"),
        ("pulse", "List the five whose pulse changed most between before and after.",
         "person", "after before"),
        ("visits", "Which people weighed less (weight) at visit 3 than at visit 1?",
         "person", "1 2 3"),
        ("visits", "How many people weighed less at the last visit than at the first?",
         "person", "1 2 3"),
        ("visits", "Who gained most weight between the first and the third visit?",
         "person", "1 2 3"),
        ("marks", "Who is better in physics than in maths?", "pupil", "Maths Music Physics"),
        ("marks", "Write m.csv with the columns pupil, maths, physics, music and mean.",
         "pupil", "Maths Music Physics"),
        ("votes", "In which wards did the Greens get more votes than Labour?",
         "ward", "Green Party,Labour,Liberal"),
        ("lands", "Which land gained most income between 1950 and 2000?", "land", "1950 2000"),
        ("lands", "Write l.csv: land, people_1950, people_2000 and ratio.", "land", "1950 2000"),
        ("lands", "In which years had Ashland more people than Elmland?",
         "year", "Ashland Brayland Coveland Daleland Elmland"),
        ("sales", "Write b.json, a list of {buyer, tea, coffee, cocoa}, the total amount of each.",
         "buyer", "Cocoa Coffee Tea"),
        ("air", "On how many days was it hotter at Hill than at Port?", "day", "Hill Port"),
    ],
)  # fmt: skip
def test_values_that_a_task_compares_or_lists_are_columns(name, task, keys, values):
    form = loaded(name, task).wide
    assert form is not None
    assert form.keys == tuple(keys.split())
    wanted = values.split(",") if "," in values else values.split()
    assert sorted(form.values) == sorted(wanted)


@pytest.mark.parametrize(
    ("name", "task"),
    [
        ("crops", "What was the mean number of tons in 1951?"),
        ("crops", "Which field had the most tons in 1952?"),
        ("crops", "What is the mean of each crop over both years?"),
        ("fuels", "What share of the heat came from heating oil in 1999?"),
        ("fuels", "In which year did wood pellets give most?"),
        ("firms", "What did Dyer pay on average between 1930 and 1940?"),
        ("firms", "In which year did what Dyer owed rise most compared with the year before?"),
        ("firms", "How did the paid sums of Crane Works change from 1925 to 1944 in each year?"),
        ("prizes", "How many gold medals did Ash win?"),
        ("prizes", "Which club won the most medals?"),
        ("games", "How many goals were there in all?"),
        ("pulse", "What is the mean pulse before the treatment?"),
        ("visits", "What is the median weight at visit 2?"),
        ("marks", "What is the mean mark in maths compared with all marks?"),
        ("votes", "Who won each ward?"),
        ("votes", "How many more votes than all others together did the winner get?"),
        ("lands", "What was the average income in the North in 1975?"),
        ("lands", "How many lands had more than 950 people in 1980?"),
        ("lands", "Which land had the lowest income in 1950?"),
        ("hall", "How many percent of the female guests came first class?"),
        ("hall", "Was the mean fare of males lower than that of females?"),
        ("hall", "What is the mean fare of the first and second class?"),
        ("sales", "Which buyer spent most on tea?"),
        ("sales", "How much was sold in March 2024 compared with all?"),
        ("air", "What was the longest run of days above 20 at Hill?"),
        ("air", "Was it warmer than the mean on more days at Hill or at Port?"),
        ("air", "How many days were colder than 10 degrees at Hill or Port?"),
    ],
)
def test_other_tasks_get_no_wide_form(name, task):
    assert loaded(name, task).wide is None


def test_measure_is_the_one_that_the_task_names():
    task = "Rank the firms by how many percent more they owed in 1944 than in 1925."
    assert loaded("firms", task).wide.measures == ("owed",)
    both = "Which firms paid more and owed less in 1944 than in 1925?"
    assert loaded("firms", both).wide.measures == ("paid", "owed")
    assert loaded("firms", "Which firms did better in 1944 than in 1925?").wide is None


def test_what_follows_from_a_key_stays():
    task = "Which land gained most income between 1950 and 2000?"
    assert loaded("lands", task).wide.kept == ("part",)


def test_names_that_differ_in_capitals_alone_are_one_where_the_task_takes_them_so():
    rows = (
        TABLES["votes"].replace(b"Bray,Labour", b"BRAY ,labour").replace(b"Cove,Lib", b"cove,Lib")
    )
    task = "In which wards did Labour get more votes than the Greens?"
    file = Loaded("votes.csv", "df", rows * 2, merges=True, task=task)
    assert file.wide is None  # each row is there twice
    kinds = [
        Loaded("votes.csv", "df", rows, merges=merges, task=task).wide for merges in (True, False)
    ]
    assert [sorted(form.values) for form in kinds] == [
        ["Green Party", "Labour", "Liberal"],
        ["Green Party", "Labour", "Liberal", "labour"],
    ]


@pytest.mark.parametrize(
    ("language", "name", "quoted"),
    [(SQL, "Table df_wide", '"{}"'), (PANDAS, "DataFrame df_wide", "'{}'"),
     (ROWS, "List df_wide_rows", "'{}'")],
)  # fmt: skip
def test_prompt_says_in_a_few_lines_what_the_wide_form_is(language, name, quoted):
    task = "Which crops had more tons in 1952 than in 1951 in more than one field?"
    file = loaded("crops", task)
    assert "beside" in file.traits
    assert shown_tables(file, language, about=task)[-1].splitlines() == [
        f"{name} (one row for each 'crop' and 'field', one column for each 'year')",
        "- 'crop', 'field': as above",
        f"- {quoted.format(1951)}: the 'tons' of 1951",
        f"- {quoted.format(1952)}: the 'tons' of 1952",
    ]


def test_prompt_says_what_is_counted_or_added_up():
    of_counts = shown_tables(
        loaded("prizes", "Which clubs won more gold than silver medals?"), SQL, about=""
    )
    assert '- "Gold": how many rows are of Gold' in of_counts[-1]
    task = "Write g.csv with the columns team, home and away, the total goals of each."
    of_sums = shown_tables(loaded("games", task), SQL, about="")
    assert "- \"home\": the sum of 'goals' of home" in of_sums[-1]


def test_short_values_are_named_behind_their_column_or_beside_one_another():
    table = grid("plot,kind,yield", TOWNS, ("A", "B"))
    for task in ("Where was kind A better than kind B?", "Where was B better than A?"):
        assert Loaded("a.csv", "df", table, task=task).wide is None or "than" in task
    compared = Loaded("a.csv", "df", table, task="Where did kind B yield more than kind A?")
    assert compared.wide.values == ("A", "B")
    article = Loaded("a.csv", "df", table, task="A plot with a yield higher than 20: where?")
    assert article.wide is None


def test_words_among_the_years_are_none_of_them():
    rows = [(f"T{n}", y, 3 + n * y % 7) for n in range(40) for y in (1951, 1952)]
    table = csv("town,year,n", [*rows, ("Fay", "tie", 1)])
    form = Loaded("a.csv", "df", table, task="Where was n higher in 1952 than in 1951?").wide
    assert form.values == ("1951", "1952")


def test_no_other_form_is_offered_beside_a_second_table():
    content = b"site,year,yield\nBray,1931,3\nCove,1931,4\nBray,1932,5\nCove,1932,2\n"
    task = "Which sites had a higher yield in 1932 than in 1931?"
    assert Loaded("a.csv", "df", content, task=task).wide is not None
    assert Loaded("a.csv", "a", content, task=task, is_alone=False).wide is None


def test_columns_that_a_task_names_are_not_offered_as_rows():
    rows = [b"%d,%d,%d,%d" % (y, y % 7 + 40, y % 5 + 30, y % 3 + 50) for y in range(1990, 2010)]
    content = b"\n".join([b"year,Norway,Sweden,Denmark", *rows])
    offered = Loaded("a.csv", "df", content, task="Rank the countries by their mean.")
    named = Loaded("a.csv", "df", content, task="In which years had Sweden more than Norway?")
    assert ("things" in offered.traits, "things" in named.traits) == (True, False)
