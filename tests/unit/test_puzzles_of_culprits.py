"""Puzzles of who did it that rules read and a search over all cases solves."""

from __future__ import annotations

import random

import pytest

from hocket.plan.kinds import kind_of
from hocket.puzzles import solved

VASE = "One of Kim, Lou and Mo broke the vase. "
SOLVED = {
    f'{VASE}Kim says: "Lou did it." Lou says: "It wasn\'t me." Mo says: "I didn\'t break the vase."'
    " Exactly one of them told the truth. Who broke the vase?": "Mo broke the vase.",
    f"{VASE}Kim says that Mo broke it. Lou says that Kim is lying. Mo says, 'I did not do it.'"
    " Only one of these statements is true. Who did it?": "Mo broke the vase.",
    f"{VASE}Kim says that Mo broke it. Lou says that Kim is lying. Mo says, 'I did not do it.'"
    " Only two of these statements are true. Who did it?": "",
    f"{VASE}Kim says, 'I broke it.' Lou says, 'I broke it.' Mo says, 'Kim is telling the truth.'"
    " Just one of the three is telling the truth. Who broke it?": "Lou broke the vase.",
    'Exactly one of three girls stole the ring. Kim said: "It was Lou." Lou said: "Mo stole it."'
    ' Mo said: "Lou lied." Only one of the three girls lied. Who stole the ring?': (
        "Lou stole the ring."
    ),
}
LEFT = [
    f"{VASE}{told} Who broke the vase?"
    for told in (
        "Kim says: Lou did it. Lou says: It was not me.",
        "Kim says: I saw it. Lou says: I did it. Exactly one of them told the truth.",
        "Kim says: Lou did it. Lou says: I did it. At least one of them told the truth.",
        "Kim says: Lou did it. Kim says: Mo did it. Exactly one of them told the truth.",
        "Kim says: Lou did it. Lou says: Mo lies. Exactly one of them told the truth.",
        "Kim says: Nan did it. Lou says: I did it. Exactly one of them told the truth.",
        "Kim says: Lou did it. Lou says: I did it. The culprit lied. Exactly one of them lied.",
    )
]
"""Other claims and counts, people who are not named, somebody who speaks twice or not at all."""


@pytest.mark.parametrize(("puzzle", "answer"), SOLVED.items())
def test_puzzle_of_culprits_that_is_read_as_a_whole_is_solved_or_doubted(puzzle, answer):
    found = solved(puzzle)
    assert found.answer == answer
    assert bool(found.doubt) == (not answer)
    assert kind_of(puzzle) == "reasoning"


@pytest.mark.parametrize("puzzle", LEFT)
def test_puzzle_of_culprits_that_is_not_read_as_a_whole_is_left_to_others(puzzle):
    assert solved(puzzle) == solved("")


@pytest.mark.parametrize("seed", range(40))
def test_answer_to_a_puzzle_of_culprits_holds_in_each_case_that_is_possible(seed):
    dice = random.Random(seed)
    people = ("Kim", "Lou", "Mo")
    claims = [(dice.choice(people), dice.random() < 0.5) for _ in people]
    told = [
        f"{one} says: It was{'' if yes else ' not'} {'me' if of == one else of}."
        for one, (of, yes) in zip(people, claims, strict=True)
    ]
    many = dice.randint(1, 2)
    possible = [one for one in people if sum((one == of) == yes for of, yes in claims) == many]
    count = ("one", "two")[many - 1]
    found = solved(
        f"{VASE}{' '.join(told)} Exactly {count} of them told the truth. Who broke the vase?"
    )
    assert found.answer == (f"{possible[0]} broke the vase." if len(possible) == 1 else "")
    assert bool(found.doubt) == (len(possible) != 1)
