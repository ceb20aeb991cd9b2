"""Puzzles made from random orders: what is answered is what trying all orders gives."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import permutations
from typing import TYPE_CHECKING

from hypothesis import given, settings
from hypothesis import strategies as st

from hocket.puzzles import solved

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    Rule = Callable[[dict[str, int]], bool]

NAMES = ("Freya", "Gus", "Hedda", "Ivan", "Jolie", "Knut")
ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth")


@dataclass(frozen=True)
class Told:
    """How an axis is told: a scene, relations from the low end, places, and the question."""

    scene: str
    verb: str
    lower: str
    higher: str
    unit: str
    lowest: str
    highest: str
    place: str
    asks: str
    answers: str


RACE = Told(
    "{names} entered a race.",
    "reached the finish",
    "ahead of",
    "behind",
    "places",
    "was the winner",
    "was the last to finish",
    "took {} place",
    "Which of them ended up in {} place?",
    "{} ended up in {} place.",
)
ROW = Told(
    "{names} are seated side by side.",
    "is sitting",
    "to the left of",
    "to the right of",
    "seats",
    "is on the extreme left",
    "is on the extreme right",
    "is the {} from the left",
    "Who is the {} from the left?",
    "{} is the {} from the left.",
)
FLOORS = Told(
    "{names} live in a house, each on a different floor.",
    "resides",
    "beneath",
    "higher than",
    "storeys",
    "resides on the lowest floor",
    "resides on the uppermost floor",
    "sleeps on the {} floor",
    "Who lives on the {} floor?",
    "{} lives on the {} floor.",
)


@st.composite
def puzzles(draw: st.DrawFn) -> tuple[str, set[str]]:
    """A puzzle with the answers of all orders in which what it says holds."""
    told = draw(st.sampled_from([RACE, ROW, FLOORS]))
    names = draw(st.lists(st.sampled_from(NAMES), min_size=3, max_size=6, unique=True))
    order = draw(st.permutations(names))
    said: list[str] = []
    rules: list[Rule] = []
    for _ in range(draw(st.integers(2, 6))):
        text, rule = draw(st.sampled_from(statements(told, order, draw)))
        said.append(text)
        rules.append(rule)
    glued = draw(st.sampled_from([". ", "; ", ", and ", ", while "]))
    asked = draw(st.integers(1, len(names)))
    answers = {
        told.answers.format(tried[asked - 1], ORDINALS[asked - 1])
        for tried in permutations(names)
        if all(rule({name: at for at, name in enumerate(tried, 1)}) for rule in rules)
    }
    scene = told.scene.format(names=f"{', '.join(names[:-1])} and {names[-1]}")
    return f"{scene} {glued.join(said)}. {told.asks.format(ORDINALS[asked - 1])}", answers


def statements(told: Told, order: Sequence[str], draw: st.DrawFn) -> list[tuple[str, Rule]]:
    """True statements on an order, each with what it means."""
    x, y = draw(st.lists(st.sampled_from(order), min_size=2, max_size=2, unique=True))
    place = {name: at for at, name in enumerate(order, 1)}
    gap = place[y] - place[x]
    side, sign = (told.lower, 1) if gap > 0 else (told.higher, -1)
    found: list[tuple[str, Rule]] = [
        (f"{x} {told.verb} {side} {y}", lambda at: (at[y] - at[x]) * sign > 0),
        (f"{x} {told.place.format(ORDINALS[place[x] - 1])}", lambda at: at[x] == place[x]),
    ]
    if abs(gap) > 1:
        count = ("one", "two", "three", "four", "five")[abs(gap) - 1]
        text = f"{x} {told.verb} {count} {told.unit} {side} {y}"
        found.append((text, lambda at: at[y] - at[x] == gap))
        many = "Only one person is" if abs(gap) == 2 else f"Exactly {abs(gap) - 1} people are"
        text = f"{many} between {x} and {y}"
        found.append((text, lambda at: abs(at[y] - at[x]) == abs(gap)))
    if place[x] == 1:
        found.append((f"{x} {told.lowest}", lambda at: at[x] == 1))
    elif place[x] == len(order):
        found.append((f"{x} {told.highest}", lambda at: at[x] == len(order)))
    elif told is RACE:
        text = f"{x} finished neither first nor last"
        found.append((text, lambda at: at[x] not in (1, len(order))))
    return found


@settings(max_examples=150, deadline=None)
@given(puzzles())
def test_order_of_a_random_puzzle_is_answered_as_all_orders_tell(
    puzzle: tuple[str, set[str]],
) -> None:
    text, answers = puzzle
    found = solved(text)
    if len(answers) == 1:
        assert found.answer == next(iter(answers))
    else:
        assert found.doubt.endswith("several solutions")
