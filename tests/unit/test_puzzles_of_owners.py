"""Puzzles of who has what that rules read and a search over all ways to share out solves."""

from __future__ import annotations

import random
from itertools import permutations

import pytest

from hocket.plan.kinds import kind_of
from hocket.puzzles import solved
from puzzle_texts import puzzles

PETS = "Kim, Lou and Mo each own a different pet: a cat, a dog and a fish. "
SOLVED = """\
Kim, Lou and Mo each own a different pet: a cat, a dog and a fish. The cat belongs to Kim. The dog
doesn't belong to Mo. Who owns the dog?
-> Lou owns the dog.

Kim, Lou and Mo each own a different pet: a cat, a dog and a fish. Neither Kim nor Lou has the
dog, and Kim does not have the cat. Which pet does Lou own?
-> Lou owns the cat.

Kim, Lou and Mo each own a different pet: a cat, a dog and a fish. Kim owns either the dog or the
cat. Lou owns the dog or the cat. Who owns the fish?
-> Mo owns the fish.

Kim, Lou and Mo each have a different job (baker, nurse, pilot) and a different favourite colour
(red, green, blue). The nurse likes green. Kim is a pilot. Mo does not like green. Who is the
baker?
-> Mo is the baker.

Kim, Lou and Mo each have a different job (baker, nurse, pilot) and a different favourite colour
(red, green, blue). The person who likes red is the nurse. Lou is neither the nurse nor the pilot.
The pilot is not Mo. Lou's favourite colour is blue. Who is the nurse and which colour does Kim
like?
-> Mo is the nurse. Kim likes green.

Three friends, Kim, Lou and Mo, ordered a different dessert each: cake, pie or jelly. Kim did not
order cake or pie. Lou didn't order pie. What did Mo order?
-> Mo ordered pie.

There are three friends: Kim, Lou and Mo. Each of them plays exactly one instrument: violin, flute
or harp. No two of them play the same instrument. Mo plays neither the harp nor the flute. Lou
does not play the harp. Who plays the flute?
-> Lou plays flute.

Kim, Lou and Mo each have a different pet. The pets are a cat, a dog and a fish. Kim does not have
the cat or the dog. Lou doesn't have the cat. Who has the dog?
-> Lou has the dog.

Kim, Lou and Mo are a baker, a nurse and a pilot, but not necessarily in that order. Kim is not the
baker. Lou is neither the baker nor the pilot. Who is the pilot?
-> Kim is the pilot."""
LEFT = """\
Kim, Lou and Mo own a cat, a dog and a fish respectively. Kim does not own the dog. Who owns the
dog?

Kim, Lou and Mo each have one pet. The pets are a cat, a dog and a fish. Kim has the cat. Lou has
the dog. What does Mo have?

Kim, Lou and Mo each have a different pet. The pets are a cat, a dog, a bird and a fish. Kim has the
cat. Lou has the dog. What does Mo have?

Kim, Lou and Mo each own a different pet: a cat, a dog and a fish. The cat owns the dog. Who owns
the fish?

Kim, Lou and Mo each own a different pet: a cat, a dog and a fish. Kim owned the cat. Lou owns the
dog. Who owns the fish?

Kim, Lou and Mo each own a different pet: a cat, a dog and a fish. Kim likes the cat. Lou owns the
dog. Who owns the fish?

Kim, Lou and Mo each own a different pet: a cat, a dog and a fish. Kim does not own the cat and
the dog. Lou owns the cat. Who owns the fish?

Kim, Lou and Mo each own a different pet: a cat, a dog and a fish. Kim does not own the cat and
own the dog. Lou owns the cat. Who owns the fish?

Kim, Lou and Mo each own a different pet: a cat, a dog and a fish. If Kim owns the cat, Lou owns
the dog. Kim owns the cat. Who owns the fish?

Kim, Lou and Mo each own a different pet: a cat, a dog and a fish. Kim's sister owns the cat. Lou
owns the dog. Who owns the fish?

Kim, Lou and Mo each own a different pet: a cat, a dog and a fish. Kim and Lou own the cat. Who
owns the fish?

Kim, Lou and Mo each own a different pet: a cat, a dog and a fish. She owns the cat. Lou owns the
dog. Who owns the fish?

Kim, Lou and Mo each own a different pet: a cat, a dog and a fish. Kim owns the cat. Lou owns the
dog. What does the fish own?

Kim, Lou and Mo each own a different pet: a cat, a dog and a fish. Kim owns the cat. Lou owns the
dog. Who owned the fish before?

Kim, Lou and Mo each own a different pet: a cat, a dog and a fish. Kim owns the cat. Lou owns the
dog. What does Nan own?

Kim, Lou and Mo each own one pet: a cat, a dog or a fish. Kim owns a cat. Lou owns a dog. What
does Mo own?

Kim, Lou and Mo own a cat, a dog and a fish. Kim does not own the cat. Lou does not own the cat.
Who owns the cat?

Kim, Lou and Mo each own a different pet: a cat, a dog, a bird or a fish. Kim owns the cat. Lou
owns the dog. What does Mo own?

Four friends, Kim, Lou and Mo, each own a different pet: a cat, a dog or a fish. Kim owns the cat.
Lou owns the dog. What does Mo own?

Kim, Lou, Mo and her son each own a different pet: a cat, a dog or a fish. Kim owns the cat. Lou
owns the dog. What does Mo own?

Besides Nan, Kim, Lou and Mo each own a different pet: a cat, a dog or a fish. Kim owns the cat.
Lou owns the dog. What does Mo own?

Kim, Lou and Mo each wear a different colour: red, green or blue. Kim's favourite colour is red.
Lou wears green. Who wears blue?

Kim, Lou and Mo each have a different job (baker, nurse, pilot) and a different favourite colour
(red, green, blue). The nurse likes green. Kim is a pilot, but she is tall. Who likes green?"""
"""Words that rules do not read, more people or values than are named, the same for several."""


@pytest.mark.parametrize(("puzzle", "answer"), puzzles(SOLVED))
def test_puzzle_of_owners_that_is_read_as_a_whole_is_solved(puzzle, answer):
    assert solved(puzzle).answer == answer


@pytest.mark.parametrize(("puzzle", "_"), puzzles(LEFT))
def test_puzzle_of_owners_that_is_not_read_as_a_whole_is_left_to_others(puzzle, _):
    assert solved(puzzle) == solved("")


def test_kind_of_a_puzzle_of_owners_is_reasoning():
    assert {kind_of(puzzle) for puzzle, _ in puzzles(SOLVED)} == {"reasoning"}


@pytest.mark.parametrize("seed", range(40))
def test_answer_to_a_puzzle_of_owners_holds_in_each_case_that_is_possible(seed):
    dice = random.Random(seed)
    people, pets = ("Kim", "Lou", "Mo"), ("cat", "dog", "fish")
    clues = [(dice.choice(people), dice.choice(pets), dice.random() < 0.4) for _ in range(2)]
    told = [f"{one} {'owns' if yes else 'does not own'} the {pet}." for one, pet, yes in clues]
    possible = {
        shared["Mo"]
        for shared in (dict(zip(people, order, strict=True)) for order in permutations(pets))
        if all((shared[one] == pet) == yes for one, pet, yes in clues)
    }
    found = solved(f"{PETS}{' '.join(told)} What does Mo own?")
    assert found.answer == (f"Mo owns the {min(possible)}." if len(possible) == 1 else "")
    assert bool(found.doubt) == (len(possible) != 1)
