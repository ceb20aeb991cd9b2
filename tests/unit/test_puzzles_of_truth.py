"""Puzzles of truth that rules read and a search over all cases solves."""

from __future__ import annotations

import random
from itertools import product

import pytest

from hocket.plan.kinds import kind_of
from hocket.puzzles import is_read, solved
from puzzle_texts import puzzles

PEOPLE = ("Ann", "Bo", "Cy", "Di", "Ed")
ISLAND = "On an island, knights always tell the truth and knaves always lie. "
SOLVED = """\
Four books - an atlas, a novel, a cookbook and a thesaurus - lie in a stack. The novel is somewhere
above the atlas. The cookbook is at the very bottom. The thesaurus is two places above the
cookbook. Which book is on top?
-> The novel is on top.

On an island, knights always tell the truth and knaves always lie. You meet Al, Bo and Cy. Al
says: "Bo is a knave." Bo says: "Al and Cy are both knaves." Cy says: "Al is a knave." Which of
them are knights?
-> Al is a knight.

On an island, knights always tell the truth and knaves always lie. You meet Al and Bo. Al says
that we are both knaves. What is Al?
-> Al is a knave.

On an island, knights always tell the truth and knaves always lie. You meet Al and Bo. Al says:
At least one of us is a knave. What are they?
-> Al is a knight. Bo is a knave.

On an island, knights always tell the truth and knaves always lie. You meet Al and Bo. Al says:
Bo and I are of different kinds. Is Bo a knight?
-> Bo is a knave.

On an island live knights, who always tell the truth, and knaves, who always lie. You meet two
islanders, Al and Bo. Al says: "Neither of us is a knight." What are Al and Bo?
-> Al is a knave. Bo is a knight.

Knights always tell the truth, and knaves always lie. Al says, "If I am a knight, then Bo is a
knave." What is Bo?
-> Bo is a knave.

Knights always tell the truth, and knaves always lie. Al says, "Bo is not a knave." Bo says, "Al and
Cy are not both knights." Cy says, "Al isn't a knight." Who is the knave?
-> Cy is a knave.

Everyone in the village is either a truth-teller or a liar. Al says that both Bo and Cy are liars.
Bo says that Al is telling the truth. Cy says that Al and Bo are of the same kind. Who are the
liars?
-> Al and Bo lie.

Everyone in the village is either a truth-teller or a liar. Al says: Exactly two of us three are
liars. Bo says: Al is a liar. Cy says: I am a liar or Bo is a truth-teller. Who is telling the
truth?
-> Bo and Cy tell the truth.

A knight always tells the truth; a knave always lies. Al says: 'Bo is a knave.' Bo says: 'We are
both knights.' Who is the knight?
-> Al is a knight.

On the island of Ubu, every islander is either a knight, who always tells the truth, or a knave, who
always lies. Al: "Bo isn't a knight." Bo: "Al and I are of the same kind." What is Al?
-> Al is a knight.

Each of Una, Vic and Wes always lies or always tells the truth. Una says that Vic lies. Vic
says that Wes lies. Wes says that Una and Vic both lie. Who lies?
-> Una and Wes lie.

Kim and Lou are neighbours who each always lie or always tell the truth. Kim says: “Lou lies.”
Lou says: “We both lie.” Who tells the truth?
-> Kim tells the truth."""
DOUBTED = """\
On an island, knights always tell the truth and knaves always lie. You meet Al and Bo. Al says:
Bo is a knight. What is Al?
-> several solutions

On an island, knights always tell the truth and knaves always lie. You meet Al and Bo. Al says:
I am a knave. What is Al?
-> no solution"""
LEFT = """\
On an island, knights always tell the truth, knaves always lie, and spies do either. Al says:
Bo is a knave. Who is a knight?

On an island, knights always tell the truth and knaves always lie. Sometimes a knave tells the
truth. Al says: Bo is a knave. Who is a knight?

On an island, knights always tell the truth and knaves always lie. You meet Al and Bo. Al says:
If I am a knight, so is Bo. What is Bo?

On an island, knights always tell the truth and knaves always lie. You meet Al and Bo. Al says:
One of us is a knave. What is Al?

On an island, knights always tell the truth and knaves always lie. You meet Al, Bo and Cy. Al
says: We both lie. What is Al?

Al says: Bo lies. Bo says: We both lie. Who lies?

On an island, knights always tell the truth and knaves always lie. You meet Al and Bo. Al says:
Di is a knave. What is Al?

Knights always tell the truth and knaves always lie. You meet three people, Al and Bo. Al says:
Exactly one of us is a knave. Bo says: Al is a knave. What is Al?

It is not so that knights always tell the truth and knaves always lie. Al says: Bo is a knave.
What is Al?

Knights always tell the truth and knaves always lie. Al says: Bo is a knight or I am a knave. Bo
says: I am a knight. What is Al?

Every islander is either a knight, who always lies, or a knave, who always tells the truth. Al says:
Bo is a knave. What is Al?

Knights always tell the truth; knaves always lie; spies do both. Al says: Bo is a knave. What is Al?

Knights always tell the truth and knaves always lie. Rule: Al lies. Al says: Bo is a knave. What
is Bo?

Knights always tell the truth and knaves always lie. Al says: We are not both knights. Cy says: Bo
is a knave. What is Al?

Knights always tell the truth and knaves always lie. You meet Al, Bo and Cy. Al says: Exactly one
of us two is a knave. Bo says: Al is a knave. Cy says: Al is a knave. What is Al?

On an island, knights always tell the truth and knaves always lie. Al says: Bo is a knave.
Everybody says: Al is a knight. Who is a knight?

Each of the four islanders always lies or always tells the truth. Kim says: At least one of us lies.
Lou says: Kim lies. Who tells the truth?"""
"""Words or questions that rules do not read, kinds of other people."""


@pytest.mark.parametrize(("puzzle", "answer"), puzzles(SOLVED))
def test_puzzle_that_is_read_as_a_whole_is_solved(puzzle, answer):
    assert answer in solved(puzzle).answer


@pytest.mark.parametrize(("puzzle", "doubt"), puzzles(DOUBTED))
def test_puzzle_without_one_answer_is_doubted(puzzle, doubt):
    found = solved(puzzle)
    assert found.answer == ""
    assert found.doubt.endswith(doubt)


@pytest.mark.parametrize(("puzzle", "_"), puzzles(LEFT))
def test_puzzle_that_is_not_read_as_a_whole_is_left_to_others(puzzle, _):
    assert solved(puzzle) == solved("")


@pytest.mark.parametrize("seed", range(40))
def test_answer_to_a_puzzle_of_truth_holds_in_each_case_that_is_possible(seed):
    dice = random.Random(seed)
    names = PEOPLE[: dice.randint(2, 4)]
    said = {
        one: (dice.choice([n for n in names if n != one]), dice.random() < 0.5) for one in names
    }
    told = [
        f"{one} says: {of} {'is a knight' if t else 'is a knave'}." for one, (of, t) in said.items()
    ]
    found = solved(f"{ISLAND}{' '.join(told)} What is {names[0]}?")
    possible = {
        case[0]
        for case in product((True, False), repeat=len(names))
        if all(
            case[names.index(one)] == (case[names.index(of)] == t) for one, (of, t) in said.items()
        )
    }
    expected = {True: "knight", False: "knave"}
    if len(possible) == 1:
        assert found.answer == f"{names[0]} is a {expected[possible.pop()]}."
    else:
        assert found.answer == ""
        assert found.doubt


@pytest.mark.parametrize(("puzzle", "_"), puzzles(SOLVED) + puzzles(DOUBTED))
def test_kind_of_a_puzzle_that_is_read_is_reasoning(puzzle, _):
    assert kind_of(puzzle) == "reasoning"
    assert is_read(puzzle)


def test_number_of_people_that_are_all_named_is_read():
    told = "Each of the two islanders always lies or always tells the truth. Kim says: Lou lies. "
    assert solved(f"{told}Lou says: We both lie. Who tells the truth?").answer.startswith("Kim")
