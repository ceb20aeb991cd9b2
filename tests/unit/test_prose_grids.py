"""Sentences on tables without times, true and false, and the evidence of the true ones."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from hocket.prose.report import evidence_of_text
from hocket.prose.writing import judged_by_files

if TYPE_CHECKING:
    from hocket.prose.judging import Judged

TOWNS = {
    "towns.csv": (
        b"town,region,people,area_km2,parks\n"
        b"Ulm,South,126000,118.7,14\nBonn,West,336000,141.1,22\nTrier,West,112000,117.1,9\n"
        b"Passau,South,53000,69.6,6\nAachen,West,252000,160.9,17\n"
    )
}
TOWNS_GOAL = "Write towns.md: compare the towns by people and parks."
DOGS = {
    "dogs.json": (
        b'[{"breed":"Beagle","size":"small","weight":10.5},'
        b'{"breed":"Boxer","size":"large","weight":30.0},'
        b'{"breed":"Poodle","size":"small","weight":7.2},'
        b'{"breed":"Mastiff","size":"large","weight":79.0},'
        b'{"breed":"Collie","size":"large","weight":27.1}]'
    )
}
DOGS_GOAL = "Write dogs.md about the weight of the breeds (in kilograms)."
TRUE = [
    (TOWNS, TOWNS_GOAL, text)
    for text in (
        "The table lists 5 towns in 2 regions.",
        "Bonn has 336,000 people and 22 parks.",
        "With 336,000 people, Bonn is the largest town by people.",
        "Passau has the fewest people, 53,000.",
        "Bonn has more people than Aachen.",
        "Trier has 9 parks, fewer parks than Ulm with 14.",
        "The average number of people is 175,800.",
        "Together the towns have 879,000 people.",
        "Bonn has 84,000 more people than Aachen.",
        "Bonn has three times as many people as Trier.",
        "Three of the towns lie in the West.",
        "The towns of the West have 700,000 people in all.",
        "The median area is 118.7 square kilometres.",
        "Bonn is home to 38.2 percent of all people.",
        "Ulm has about 126 thousand people.",
        "The number of parks ranges from 6 to 22.",
        "On average, a town has 13.6 parks.",
        "In the South, Ulm has 14 parks and Passau 6.",
        "Aachen has the largest area_km2, with 160.9.",
        "Perhaps Bonn has many parks because it is large.",
    )
] + [
    (DOGS, DOGS_GOAL, text)
    for text in (
        "The Mastiff has the highest weight, 79.0 kilograms.",
        "A Poodle weighs 7.2 kilograms.",
        "The Boxer has more weight than the Collie.",
        "The mean weight of the large breeds is 45.4 kilograms.",
        "The small breeds have a mean weight of 8.85 kilograms.",
        "Of the 5 breeds, 3 are large.",
        "The Poodle has the lowest weight.",
        "The Mastiff has 71.8 kilograms more weight than the Poodle.",
        "The average weight is 30.8 kilograms.",
        "Two fifths of the breeds are small.",
    )
]
FALSE = [
    (TOWNS, TOWNS_GOAL, text)
    for text in (
        "The table lists 25 towns.",
        "Bonn has 363,000 people and 22 parks.",
        "Aachen has 22 parks.",
        "Passau has the most people.",
        "Aachen has more people than Bonn.",
        "Trier has more parks than Ulm.",
        "The average number of people is 195,800.",
        "Together the towns have 979,000 people.",
        "Bonn has 94,000 more people than Aachen.",
        "Bonn has four times as many people as Trier.",
        "Ulm has about 226 thousand people.",
        "The number of parks ranges from 6 to 32.",
        "On average, a town has 16.3 parks.",
        "The town of Berlin has 14 parks.",
        "In 1987 the town of Ulm had 14 parks.",
        "Bonn has many parks because it is large.",
        "The people of Trier will soon be 120,000.",
        "Trier has 112,000 people, the fewest people of all.",
        "Alarmingly, Passau has 6 parks.",
        "The towns of the West have 800,000 people in all.",
    )
] + [
    (DOGS, DOGS_GOAL, text)
    for text in (
        "The Boxer has the highest weight.",
        "A Poodle weighs 72 kilograms.",
        "The Collie has more weight than the Boxer.",
        "The mean weight of the large breeds is 54.4 kilograms.",
        "The small breeds have a mean weight of 9.85 kilograms.",
        "The Beagle has the lowest weight.",
        "The Mastiff has 61.8 kilograms more weight than the Poodle.",
        "The average weight is 38.8 kilograms.",
        "The Dalmatian, like the Boxer, is large.",
        "The Spaniel was left out, so the Husky leads.",
    )
]


def results_of(files: dict[str, bytes], goal: str, text: str) -> list[Judged]:
    return judged_by_files(text, files, goal)


def faults_in(files: dict[str, bytes], goal: str, text: str) -> list[str]:
    return [fault for result in results_of(files, goal, text) for fault in result.faults]


@pytest.mark.parametrize(("files", "goal", "text"), TRUE, ids=[text for _, _, text in TRUE])
def test_true_sentence_on_a_table_without_times_has_no_fault(files, goal, text):
    assert faults_in(files, goal, text) == []


@pytest.mark.parametrize(("files", "goal", "text"), FALSE, ids=[text for _, _, text in FALSE])
def test_false_sentence_on_a_table_without_times_has_a_fault(files, goal, text):
    assert faults_in(files, goal, text)


def test_sentence_rests_on_the_cell_and_row_that_it_states():
    [result] = results_of(TOWNS, TOWNS_GOAL, "Bonn has 22 parks.")
    [fact] = result.facts
    assert (fact.value, fact.of, fact.source, fact.rows) == (22, "Bonn", "towns.csv", (2,))


def test_evidence_marks_the_guess_of_an_author_and_leaves_faults_out():
    text = "# Towns\n\nPerhaps the towns grow. Bonn has 22 parks. Bonn has 91 parks."
    evidence = evidence_of_text(results_of(TOWNS, TOWNS_GOAL, text), {"towns.csv": "d" * 64})
    assert [entry["sentence"] for entry in evidence] == [
        "Perhaps the towns grow.",
        "Bonn has 22 parks.",
    ]
    assert [entry.get("judgement", False) for entry in evidence] == [True, False]


def test_text_about_files_without_tables_is_not_judged():
    assert judged_by_files("Ulm has 9 parks.", {"a.txt": b"no table"}, "Write a.md") == []
