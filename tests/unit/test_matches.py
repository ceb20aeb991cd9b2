"""Matches that a report tells in plain words: opponent, place, and the score from the own side."""

from __future__ import annotations

import pytest

from hocket.agents.records.matches import told_matches

KEYS = ["opponent", "home", "scored", "conceded"]


@pytest.mark.parametrize(
    ("told", "matches"),
    [
        (
            (
                "We opened the year at home against Oakby and drew 1-1. On 4 May we visited Penn "
                "Hollow, where we lost by three goals to two."
            ),
            ["Oakby home 1 1", "Penn Hollow away 2 3"],
        ),
        (
            "Harrow Mill hosted us on Saturday. It was 10:8 at half-time, and we won 24:19.",
            ["Harrow Mill away 24 19"],
        ),
        (
            "Northgate visited us in the rain: 3-0 for us, with two goals by Mia.",
            ["Northgate home 3 0"],
        ),
        ("In June we received Dunmore. They won 5-2, and rightly so.", ["Dunmore home 2 5"]),
        (
            "We beat Ashby 3-1 at home and lost 2-0 at Corley.",
            ["Ashby home 3 1", "Corley away 0 2"],
        ),
        (
            (
                "Then we went over to Redfield with half a team. Nil all at the break, two to one "
                "for them at the end."
            ),
            ["Redfield away 1 2"],
        ),
        (
            (
                "We hosted Calder Vale on our own boards and won by four boards to two. Last year "
                "they beat us 5-1. (The paper wrote 4-1.)"
            ),
            ["Calder Vale home 4 2"],
        ),
        ("Against Elm Park (away) we drew 2-2.", ["Elm Park away 2 2"]),
        (
            (
                "On 3 October we should have met Wick at home, but their bus broke down. On 10 "
                "October we drove to Shaw and took both points with a 7-5."
            ),
            ["Shaw away 7 5"],
        ),
        ("Grove came to us, and it was a goalless draw.", ["Grove home 0 0"]),
        (
            "Kirby welcomed us on 8 November; they were too strong for us, 6-0.",
            ["Kirby away 0 6"],
        ),
        ("On 9 May Long Moor came to us. 2-2, which nobody minds.", ["Long Moor home 2 2"]),
        ("The away game at Low Fell was abandoned at 2-0. It will be replayed in May.", []),
        ("Next month we'll go to Hartley; they won the cup with a 4-0 in spring.", []),
        ("Thanks to Ida for the new nets. The fee stays at 30.", []),
    ],
)
def test_matches_of_a_report_are_read_from_the_own_side(told, matches):
    rows = told_matches(KEYS, told)
    assert rows is not None
    places = {True: "home", False: "away"}
    said = [f"{r['opponent']} {places[r['home']]} {r['scored']} {r['conceded']}" for r in rows]
    assert said == matches


@pytest.mark.parametrize(
    "told",
    [
        "The quiz evening against Bell Inn ended 12-9.",
        "We travelled to Heath and almost won 3-2.",
        "Dunmore came to us and lost 3-1.",
        "Oakby won 3-1 on our own pitch against us.",
        "The hosts won 2-1 when we went to Penn.",
        "They lost 3-0 when they came to our hall; Penn visited us.",
        "On 2-3 May we won at Ulm.",
        "Ulm took both points with a 3-1; we had travelled to Ulm by bus.",
        "At home again, we defeated Stoke 2-1. The reserves lost 4-0 at Byfield.",
        "We went to Wick. It ended 3-3, and we won 4-2 in the shoot-out.",
        "We visited Ryde, who had more players, and won.",
        "We won against Hill 3-1 away, having lost 0-2 there last season.",
        "Last season we lost 0-2 at Hill, this time we won 3-1.",
        "We beat Hill 3-1 at home, who had been champions last year.",
        "Mia scored twice, and that was enough in the match of the day.",
        "We won 3-1 in front of 40 people.",
        "We visited Ryde and won 3-1 (really it was 4-1).",
    ],
)
def test_passage_with_a_result_that_is_not_clear_is_left_to_the_llm(told):
    assert told_matches(KEYS, told) is None


def test_match_without_a_place_is_read_where_no_key_asks_for_it():
    told = "We faced Ryde in May and won 3-1."
    assert told_matches(KEYS, told) is None
    assert told_matches(["against", "our_points", "their_points"], told) == [
        {"against": "Ryde", "our_points": 3, "their_points": 1}
    ]


def test_rows_of_other_things_than_matches_are_left_to_the_llm():
    assert told_matches(["opponent", "scored", "referee"], "We beat Ryde 3-1 at home.") is None
