"""Puzzles of order that rules read and a search over all cases solves."""

from __future__ import annotations

import random

import pytest

from hocket.plan.kinds import kind_of
from hocket.puzzles import is_read, solved
from puzzle_texts import puzzles

SOLVED = """\
Ida, Jo and Kai sit in a row. Jo is right of Ida. Kai is right of Jo. Who is second from the left?
-> Jo is second from the left.

Ida, Jo and Kai stand in a line. Kai stands right behind Jo. Ida is not last. Who is first?
-> Ida is first.

Anna is older than Ben, Ben is older than Cleo. Who is the youngest?
-> Cleo is

Pia, Quinn and Rob ran a race. Quinn was not first, Rob was behind Quinn. Who came second?
-> Quinn came second.

Four friends, Tim, Una, Vic and Wes, stand in a queue. Una is directly behind Wes. Tim is ahead
of Wes. Vic is last. Who is second?
-> Wes is second.

Kim, Lea, Mo, Nia and Olaf sit on a bench. Mo sits in the middle. Kim sits immediately to the
left of Mo. Nia is not at an end. Olaf is to the right of Nia. Who sits at the left end?
-> Lea sits at the left end.

Ann is taller than Bo but shorter than Cy. Di is taller than Cy. Who is the second tallest?
-> Cy is the second tallest.

On a sill stand an ivy, a fern, a lily and a cactus. The lily is to the left of the fern, the cactus
is at the right end, and the ivy is to the left of the lily. Which is second from the left?
-> The lily is second from the left.

In a marathon Uma finished ahead of Vic, Wim behind Vic, and Xan finished ahead of Uma. Who came \
second?
-> Uma came second.

Ella finished before Finn and after Gus. Hana finished after Finn. Who won?
-> Gus won.

There are three boxes. The red box is heavier than the blue box. The green box is lighter than
the blue box. Which box is the second heaviest?
-> The blue box is the second heaviest.

Ida, Jo and Kai sit in a row. Jo is next to Ida and next to Kai. Ida is left of Kai. In what
order do they sit from left to right?
-> The order is Ida, Jo, Kai.

Ida, Jo and Kai sit in a row. Ida sits between Jo and Kai. Who sits in the middle?
-> Ida sits in the middle.

Al, Bo, Cy, Di and Ed ran a race. Cy came third. Al came after Cy, but before Di. Bo was not
first. Who came second?
-> Bo came second.

Ann is older than Bo, who is older than Cy. Who is the youngest?
-> Cy is the youngest.

Kurt, Lilo, Mona and Nele took part in a swimming race, and no two of them came in together. Mona
beat Lilo but lost to Nele. Kurt finished one place behind Nele. Give the order from first to last.
-> The order is Nele, Kurt, Mona, Lilo.

Six people stand in a queue: Ava, Ben, Cleo, Dan, Eve and Fay. Exactly two people stand between
Ava and Ben. Ava is at the front, Cleo directly in front of Ben. Dan is last. Eve isn't next to
Dan. Who is second?
-> Eve is second.

A red, a green, a yellow and a blue house stand in a row. The yellow house is immediately to the
right of the green one. The red house is at the left end, while the blue one is not next to the
red one. Which house is second from the left?
-> The green house is second from the left.

The lamp costs more than the chair, but less than the table. The rug is cheaper than the chair.
Which is the cheapest?
-> The rug is the cheapest.

Mr. Smith, Mr. Jones and Mr. Brown live in a row of three houses. Mr. Smith lives to the left of
Mr. Jones. Mr. Brown lives in the middle. Who lives on the far left?
-> Mr Smith lives on the far left.

Peter, Quincy, Rosa and Sam arrived at a party one after the other. Rosa arrived before Sam but
after Peter. Quincy was the last to arrive. Who arrived third?
-> Sam arrived third.

Peter is not as tall as Rosa. Sam is much taller than Rosa and Quincy is shorter than Peter. List
them from tallest to shortest.
-> The order is Sam, Rosa, Peter, Quincy.

Five runners, Abe, Bea, Cal, Deb and Eli, finished a race. There were no ties. Neither Abe nor Bea
won. Deb finished right before Cal. Eli finished after Cal, and Abe was last. Bea came second to
last. How many runners finished before Eli?
-> 2 are before Eli.

Vera, Walt, Xena, Yuri and Zoe live on five floors, one on each. Vera lives two floors above Walt.
Xena lives on the ground floor. Yuri lives on the top floor. Walt does not live on the second
floor or directly below Yuri. Zoe lives higher than Walt. Who lives directly above Walt?
-> Zoe lives directly above Walt.

Ann, Bo, Cy and Di run a race. Either Ann or Bo came first. Cy was third. Di came in ahead of Bo.
Is Di ahead of Cy?
-> Yes.

Ann, Bo, Cy and Di stand in a queue. Ann is third. Bo is right in front of Ann. Cy is not last. How
many people are between Cy and Di?
-> 2 are between Cy and Di.

Ann, who is taller than Bo, is shorter than Cy. Who is taller, Ann or Cy?
-> Cy is taller.

Ann, Bo and Cy stand in a queue. If Cy is not first, then Ann is first. Bo is directly behind Cy.
Ann is not last. In which place is Cy?
-> Cy is in second place.

There were three runners in total. Ida was faster than Jo and Kai did not come last. Ida did not
win. Which runner won?
-> Kai won.

Ida, Jo and Kai ran a race. Either Ida or Jo won, but not both. Kai finished right after Jo, and Ida
did not win. Who came third?
-> Ida came third.

Ida, Jo and Kai wait at the bakery for fresh bread. Ida is first or Jo is first. Kai is directly
behind Ida. Jo isn't first. Who is third in line?
-> Jo is third in line.

Ida, Jo, Kai and Lou live in a four-storey building, one person per floor. Ida lives on the floor
directly above Jo. Lou lives on a higher floor than Kai. Kai lives on a higher floor than Ida. Who
lives on the second floor?
-> Ida lives on the second floor.

Ida, Jo, Kai and Lou sit in a row. At least two people sit between Ida and Kai. Ida has the leftmost
seat. Lou sits next door to Kai. Who sits second from the left?
-> Jo sits second from the left.

Ida, Jo, Kai and Lou stand in a row. There are fewer than two places between Ida and Lou. Ida is on
the far left. Lou is not next to Ida. Jo is next to Kai or Jo is on the far right. Who is on the far
right?
-> Jo is on the far right.

The oak is taller than the elm, and the fir is shorter than the elm. Which tree is the shortest?
-> The fir is the shortest.

The red bag is heavier than the blue one, but the green one is heavier than both. The black one is
the lightest. Which bag is the second lightest?
-> The blue bag is the second lightest.

The Novaks live above the Silvas but below the Perezes. The Grants don't live above the Silvas. Who
lives at the top?
-> The Perezes lives at the top.

Ida, Jo and Kai sang one after another. Ida sang before Jo. Kai was the last to sing. In which order
did they sing?
-> The order is Ida, Jo, Kai.

Ida, Jo and Kai were born in different years. Ida was born before Jo. Kai is older than Ida. Who
is the youngest?
-> Jo is the youngest.

Jo, Kai and Lou sat down on a bench in the park. Jo sat in the seat between Kai and Lou. Lou was on
the far right. Who's on the far left?
-> Kai is on the far left.

Ida, Jo, Kai and Lou live in a tower with four floors. Jo lives on the floor between Ida and Kai.
Lou lives at the top. Exactly three of them live above Kai. Who lives on the third floor?
-> Ida lives on the third floor.

Three athletes crossed the finish line at different times. Jo finished before Ida, and Kai was in
the lead. Arrange them from first to last.
-> The order is Kai, Jo, Ida.

Ann finished before Bo, and Cy and Di finished before Ann. Who finished last?
-> Bo finished last."""
DOUBTED = """\
Ann is taller than Bo. Cy is taller than Bo. Who is the tallest?
-> several solutions

Ann is taller than Bo and Bo is taller than Ann. Who is the tallest?
-> no solution

Ann, Bo, Cy and Di sit in a row. Ann is left of Bo. Who sits at the left end?
-> several solutions"""
LEFT = """\
Ann is taller than Bo. Bo sits next to Cy. Cy is shorter than Ann. Who is the tallest?

Ann arrived before Bo. Bo sits next to Cy. Who arrived last?

Ann is directly taller than Bo. Bo is taller than Cy. Who is the tallest?

Ann, Bo and Cy are in the same class. Bo is taller than Ann and is in the middle. Who is the
tallest?

Ann is taller than her sister Bo. Cy is taller than Ann. Who is the tallest?

Ann is twice as old as Bo. Bo is older than Cy. Who is the youngest?

Ann is two years older than Bo. Bo is older than Cy. Who is the youngest?

If Ann is older than Bo, Bo is older than Cy. Who is the youngest?

Ann is not taller than Bo. Bo is not taller than Cy. Who is the tallest?

Ann is taller than Bo. He is taller than Cy. Who is the tallest?

Ann is usually faster than Bo. Bo is faster than Cy. Who is the fastest?

Ann is taller than Bo. Bo is older than Cy. Who is the tallest?

Ann, Bo, Cy and Di sit around a round table. Ann is left of Bo. Who sits in the middle?

Ann and Bo stand in a queue. Ann is before Bo. Cy is last. Who is first?

Five friends, Ann, Bo and Cy, stand in a queue. Ann is before Bo. Cy is last. Who is first?

There are four boxes. The red box is heavier than the blue box. Which box is the heaviest?

Ann came before Bo. Bo came second. Who came first?

Ann is older than Bo. Bo is older than Cy. How much older is Ann than Cy?

Ann is older than Bo. Is Bo old? Who is the oldest?

Who is the oldest?

Ann is older than Bo.

Ann, Bo, Cy and Di ran a race. Ann finished before Bo and Cy and Di finished before Ann. Who
finished last?

In London, Ann and Bo ran a race. Ann was first. Who was last?

Ann, Bo and Cy sit in a row. No two of them sit together. Ann is on the far left. Who sits in the
middle?

Ann, Bo and Cy stand in a queue with some friends. Ann is behind Bo. Cy is behind Ann. Who is first?

Ann, Bo, Cy and her dog stand in a queue. Ann is behind Bo. Cy is behind Ann. Who is first?

Ann, Bo and Cy are three of the friends in a queue. Ann is behind Bo. Cy is last. Who is first?

Ann, Bo and Cy stand in a row from left to right. Cy is left of Bo. Who is on the far left?

Ann, Bo and Cy sit in a row. Ann is not next to Bo and at the left end. Who is on the far right?

Ann, Bo and Cy sit in a row. Ann is not left of Bo and Cy. Who is on the far right?

Ann, Bo and Cy stand in a queue. Ann is first or Bo is last. Who is second?

Ann, Bo and Cy ran a race. Ann started before Bo. Bo finished before Cy. Who finished first?

Ann arrived before Bo. Bo left before Cy. Who arrived first?

Ann started before Bo. Bo spoke before Cy. Who started first?

Ann lives above Bo. Bo works above Cy. Who lives at the top?

Ann, Bo and Cy ran a race. Ann finished three seconds behind Bo. Cy finished first. Who was last?

Ann weighs more than Bo. Bo costs more than Cy. Who costs the most?

Ann and Tom are taller than Cy. Ann is taller than Tom. Which girl is the tallest?

Ann is taller than Bo. Who is older, Ann or Bo?

Anna's cat is older than Bo's cat. Bo's cat is older than Cy's. Whose cat is the oldest?

The red car is left of the blue car. The car is left of the red car. Which car is leftmost?

Ann is taller than Bo. Nobody is taller than Ann. Who is the tallest?

Ann, Bo, Cy and Di sit at a small table. Ann is directly left of Bo. Bo is directly left of Cy. Cy
is directly left of Di. Who is on the far right?

Ann, Bo and Cy stand in a circle. Ann is directly left of Bo. Bo is directly left of Cy. Who is
directly right of Ann?

Ann, Bo and Cy left the party one after another. Ann was the first to arrive. Bo left before Cy. Who
left last?

Three dogs and Ann, Bo and Cy wait in a queue. Ann is before Bo. Bo is before Cy. Who is first?

Four people live in a house with five floors: Ann, Bo, Cy and Di. Ann lives above Bo. Bo lives above
Cy. Cy lives above Di. Who lives on the second floor?

Ann, Bo and Cy arrived at the same time. Ann arrived before Bo. Bo arrived before Cy. Who arrived
last?

Ann, Bo and Cy wait in the reverse order. Ann is before Bo. Bo is before Cy. Who is first?

Ann, Bo and Cy stand in a queue with three friends. Ann is before Bo. Bo is before Cy. Who is first?

Ann, Bo and Cy live in a tower of seven floors. Ann lives above Bo. Bo lives above Cy. Who lives on
the second floor?

Ann, Bo and Cy sit on a round bench. Ann is directly left of Bo. Bo is directly left of Cy. Who is
directly right of Ann?

Ann, Bo and Cy wait at the back. Ann is before Bo. Bo is before Cy. Who is first?

Ann was born before Bo. Nobody is older than Ann. Bo was born before Cy. Who is the oldest?

Either Ann is older than Bo or Bo is older than Cy, but not both. Who is the oldest?

Ann is first or Bo is last and Cy is second. Cy is behind Ann. Who is first?

Al, Bo, Cy and Di sit in a row. Bo is between Al and Cy. Al is left of Cy. Who sits second from
the left?"""
"""Words or questions that rules do not read, more than are named."""


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


PEOPLE = ("Ann", "Bo", "Cy", "Di", "Ed")
ORDINALS = ("first", "second", "third", "fourth", "fifth")


@pytest.mark.parametrize("seed", range(60))
def test_answer_to_a_puzzle_of_order_is_that_of_the_order_it_was_made_from(seed):
    dice = random.Random(seed)
    order = dice.sample(PEOPLE, dice.randint(3, 5))
    place = {name: number for number, name in enumerate(order, 1)}
    told = [f"{', '.join(sorted(order)[:-1])} and {max(order)} ran a race."]
    for _ in range(dice.randint(2, 6)):
        one, other = dice.sample(order, 2)
        gap = place[one] - place[other]
        how = "directly " if abs(gap) == 1 and dice.random() < 0.5 else ""
        told += dice.choice(
            [
                [f"{one} finished {how}{'ahead of' if gap < 0 else 'behind'} {other}."],
                [f"{one} was not {ORDINALS[place[other] - 1]}."],
                [f"{other} came {ORDINALS[place[other] - 1]}."],
            ]
        )
    asked = dice.randrange(len(order))
    found = solved(f"{' '.join(told)} Who came {ORDINALS[asked]}?")
    assert found.doubt.endswith("several solutions") or (
        found.answer == f"{order[asked]} came {ORDINALS[asked]}."
    )


@pytest.mark.parametrize(("puzzle", "_"), puzzles(SOLVED) + puzzles(DOUBTED))
def test_kind_of_a_puzzle_that_is_read_is_reasoning(puzzle, _):
    assert kind_of(puzzle) == "reasoning"
    assert is_read(puzzle)
