"""Results have what a task lists by name, and nothing else."""

from __future__ import annotations

import json

import pytest

from hocket.agents.forms import fill, form_of
from hocket.agents.forms.named import of_named_one, only_named

TOWNS = ["Bonn", "Jena", "Kiel", "L'Île", "Ulm"]


@pytest.mark.parametrize(
    ("task", "named"),
    [
        ("What share had Ulm, Kiel and L'Île in 2020?", ["Kiel", "L'Île", "Ulm"]),
        ("I need Bonn and Ulm.", ["Bonn", "Ulm"]),
        ("I need 'Bonn' or 'Ulm'.", ["Bonn", "Ulm"]),
        ("The share of the games that Bonn, Ulm and Kiel have won?", ["Bonn", "Kiel", "Ulm"]),
        ("How often Bonn, Ulm and Kiel sent a parcel.", ["Bonn", "Kiel", "Ulm"]),
        ("Towns such as Bonn, Ulm and Kiel.", TOWNS),
        ("Which towns did better than Bonn, Ulm and Kiel?", TOWNS),
        ("Leave out Bonn, Ulm and Kiel.", TOWNS),
        ("What had Ulm?", TOWNS),
        ("All towns but not Ulm and Bonn.", TOWNS),
        ("Which sold more than Ulm and Bonn?", TOWNS),
        ("From Ulm the parcels went to Bonn, and to Kiel.", TOWNS),
        ("Of Ulmen and Bonner houses.", TOWNS),
    ],
)
def test_names_that_a_task_lists_are_those_of_the_result(task, named):
    assert only_named(task, TOWNS) == named


def test_mappings_and_rows_are_of_the_things_that_are_listed():
    task = "How many came to Ulm and Kiel? Write came.json: town -> number."
    came = {"kind": "value", "value": dict.fromkeys(TOWNS, 3)}
    assert json.loads(fill(form_of(task, ["came.json"]), came).content) == {"Kiel": 3, "Ulm": 3}
    task = "How many came to Ulm and Kiel? Write came.csv with town and number."
    rows = {"kind": "table", "columns": ["town", "number"], "rows": [[t, 3] for t in TOWNS]}
    assert fill(form_of(task, ["came.csv"]), rows).content == b"town,number\nKiel,3\nUlm,3\n"


def test_years_of_a_mapping_are_those_of_the_span_that_is_asked_for():
    task = "What did it cost in each of the years from 2001 to 2003? Write cost.json: year -> cost."
    costs = {"kind": "value", "value": {str(year): 3 for year in range(1999, 2006)}}
    filled = fill(form_of(task, ["cost.json"]), costs)
    assert [*json.loads(filled.content)] == ["2001", "2002", "2003"]


def test_figures_of_one_thing_are_taken_from_those_of_all():
    task = "What did tin cost in each year? Write tin.json with the years as keys."
    both = {"kind": "value", "value": {"tin": {"2001": 5, "2002": 6}, "zinc": {"2001": 7}}}
    assert json.loads(fill(form_of(task, ["tin.json"]), both).content) == {"2001": 5, "2002": 6}
    task = "What did each metal cost in each year? Write all.json: metal -> {year: cost}."
    assert len(json.loads(fill(form_of(task, ["all.json"]), both).content)) == 2


@pytest.mark.parametrize(
    "task",
    [
        "What did each metal cost in each year relative to tin?",
        "Index each metal, with tin as the base, for each year.",
        "The cost of each metal but not of nickel, compared with tin, by year",
        "What did each metal cost in 2001 dollars, without tin?",
    ],
)
def test_figures_of_all_stay_where_one_is_what_they_are_held_against(task):
    both = {"tin": {"a": 5, "b": 6}, "zinc": {"a": 7}}
    assert of_named_one(task, both) == both


def test_year_of_money_is_not_the_one_that_is_asked_for():
    years = {"2001": {"tin": 5}, "2002": {"tin": 6}}
    assert of_named_one("What did each metal cost by year, in 2001 dollars?", years) == years
    assert of_named_one("What did each metal cost in 2001?", years) == {"tin": 5}


@pytest.mark.parametrize(
    ("said", "headings"),
    [
        (
            "one under the heading Sweet rolls (see kind), one under the heading Bread",
            "Sweet rolls",
        ),
        ("a table under the heading Bread and one under the heading Sweet rolls", "Sweet rolls"),
        ("under the heading Cakes listing the best first, and under the heading Bread", "Cakes"),
    ],
)
def test_headings_of_several_words_are_whole(said, headings):
    form = form_of(f"Make bakery.md out of b.csv: {said}.", ["bakery.md"])
    assert set(form.headings) == {headings, "Bread"}


def test_tables_under_two_headings_are_not_the_same():
    form = form_of(
        "Make bakery.md out of b.csv: one table under the heading Cakes and one under the heading "
        "Bread.",
        ["bakery.md"],
    )
    rows = [{"item": "roll", "price": 2}, {"item": "loaf", "price": 4}]
    same = fill(form, {"kind": "value", "value": {"Cakes": rows, "Bread": rows}})
    assert "'Cakes' and 'Bread' are the same" in same.lacks
    assert not fill(form, {"kind": "value", "value": {"Cakes": rows[:1], "Bread": rows[1:]}}).lacks


@pytest.mark.parametrize(
    ("asked", "names", "is_wrong"),
    [
        (
            "What percent of its ministry goes to each of Roads, Rail and Ports?",
            ["Transport"],
            True,
        ),
        ("What share has each of the shops Oak, Elm and Ash?", ["North", "South"], True),
        ("What share of its continent has each of Kenya, Chile and Per\u00fa?", ["Africa"], True),
        ("What share has each of the shops Oak, Elm and Ash?", ["The Oak", "Elm Street"], False),
        ("What share has each of Kenya, Chile and Per\u00fa?", ["Peru"], False),
        ("What share has each of Kenya, Chile and Japan?", ["KEN", "CHL"], False),
        ("Which shop sold most in each of Ulm, Hof and Ede?", ["Oak Street"], False),
        ("What did each of the shops of the town sell?", ["Oak Street"], False),
        ("What was sold in each of winter, spring and summer?", ["Oak Street"], False),
        ("In how many weeks did each farm pick each of Figs, Pears and Plums?", ["Hill"], False),
        ("What was sold of each of Figs, Pears and Plums, by farm?", ["Hill"], False),
        ("What did it rain in each of May, June and July?", ["2020-05"], False),
    ],
)
def test_result_with_none_of_the_names_that_are_listed_is_wrong(asked, names, is_wrong):
    task = f"{asked} Write o.json: name -> percent."
    given = {"kind": "value", "value": dict.fromkeys(names, 12.5)}
    filled = fill(form_of(task, ["o.json"]), given)
    assert ("the task asks for each of" in filled.wrong) is is_wrong
