"""Threads of orders whose numbers are said by others: half of them, as many as, boxes of 12."""

from __future__ import annotations

import pytest

from hocket.agents.threads.items import Items
from hocket.agents.threads.kept import counted_names
from hocket.agents.threads.ledger import Ledger, counts_of
from hocket.documents.passages import passages_of

THREADS = [
    (
        """\
Caterer: What may I put down for the christening?
Rosa: 40 spring rolls, 24 tartlets and 3 cheese boards, please.
Caterer: The tartlets come in trays of 8. Spring rolls are 90 cents.
Rosa: Then two trays of tartlets, please. My sister says 30 spring rolls are enough. I think 50 are
right.
Caterer: 50 spring rolls, 16 tartlets, 3 cheese boards.
""",
        {"spring_rolls": 50, "tartlets": 16, "cheese_boards": 3},
    ),
    (
        """\
School: Hello, we need 30 exercise books, 12 boxes of 24 pencils and 6 rulers.
Stationer: Pencils are dear just now. The rulers are in stock.
School: Half of the pencils will do. And we want as many rulers as exercise books.
Stationer: Gladly.
""",
        {"exercise_books": 30, "pencils": 144, "rulers": 30},
    ),
    (
        """\
Ute: Could you put aside 20 tulip bulbs, 12 heathers and 6 pansies?
Garden: They are put aside. Pansies are sold in packs of 6.
Ute: Three packs of pansies then. And twice as many bulbs as heathers, please.
Garden: Noted.
""",
        {"tulip_bulbs": 24, "heathers": 12, "pansies": 18},
    ),
    (
        """\
Groom: We need 90 chairs, 12 tables and 12 lanterns for the wedding.
Hire: The chairs are white. Should the lanterns be large?
Groom: Large, yes. Chairs and lanterns: two more of each, please.
Hire: So 92 chairs and 14 lanterns.
Groom: A third of the tables is enough, we eat in the garden.
""",
        {"chairs": 92, "tables": 4, "lanterns": 14},
    ),
    (
        """\
IT: Please order 8 cartridges, 2 toners and 10 cables.
Shop: Cartridges: 4 to a pack. Cables come in bags of 5.
IT: Then 3 packs of cartridges, please. Four bags of cables are plenty. Toners: make that 3 instead
of 2.
Shop: Ordered.
""",
        {"cartridges": 12, "toners": 3, "cables": 20},
    ),
    (
        """\
Reading club: We'd like to borrow 10 novels, 4 cookbooks and 6 comics.
Library: The comics come in sets of 3. Of the novels we have only 7.
Reading club: 7 should do. One more set of comics, please. Cookbooks: half of them are enough.
Library: Good.
""",
        {"novels": 7, "cookbooks": 2, "comics": 9},
    ),
]


@pytest.mark.parametrize(("text", "counts"), THREADS, ids=[next(iter(end)) for _, end in THREADS])
def test_thread_with_numbers_told_by_others_has_these_counts_at_its_end(text, counts):
    passages = passages_of(text)
    assert all(passage.author for passage in passages)
    ledger = Ledger(Items(counted_names(list(counts), [passage.body for passage in passages])))
    steps = [s for passage in passages for s in ledger.read(passage.author, passage.body)]

    assert {name: counts_of(ledger.counts).get(name, 0) for name in counts} == counts
    assert [step.sentence for step in steps if step.is_open] == []


def told(said: str, before: str = "") -> tuple[dict[str, float], bool]:
    """The counts that a message changes, and whether it leaves something open."""
    ledger = Ledger(Items(["plates", "forks", "cakes", "candles"]))
    ledger.read("Ann", "We need 40 plates, 30 forks and 8 cakes.")
    ledger.read("Shop", before)
    counts = dict(ledger.counts)
    steps = ledger.read("Ann", said)
    changed = {n: count for n, count in ledger.counts.items() if counts.get(n) != count}
    return counts_of(changed), any(step.is_open for step in steps)


CUT = {"forks": 20, "plates": 36}


@pytest.mark.parametrize(
    ("said", "changed"),
    [
        ("We need as many forks as plates.", {"forks": 40}),
        ("As many forks as plates, please.", {"forks": 40}),
        ("We need twice as many plates as forks.", {"plates": 60}),
        ("We want as many candles as there are cakes.", {"candles": 8}),
        ("We'd like the same number of candles as forks.", {"candles": 30}),
        ("Half of the plates will do.", {"plates": 20}),
        ("We need only half the plates.", {"plates": 20}),
        ("Cancel a quarter of the plates.", {"plates": 30}),
        ("Please halve the cakes.", {"cakes": 4}),
        ("3 boxes of 12 candles, please.", {"candles": 36}),
        ("Please add 2 packs of 10 candles.", {"candles": 20}),
        ("5 bags of 20 candles each, please.", {"candles": 100}),
        ("We need 24 candles, in boxes of 12.", {"candles": 24}),
        ("I think we need 10 cakes.", {"cakes": 10}),
        ("10 cakes should be enough.", {"cakes": 10}),
        ("It should be 9 cakes, not 8.", {"cakes": 9}),
        ("9 cakes rather than 8, please.", {"cakes": 9}),
        ("Not 8 cakes but 9.", {"cakes": 9}),
        ("Two plates and three forks less, please.", {"plates": 38, "forks": 27}),
        ("As for the cakes, half of them will do.", {"cakes": 4}),
        ("The plates can be reduced to 36.", {"plates": 36}),
        ("Ten guests cancelled, so ten forks fewer, and the plates can be cut by 4.", CUT),
        ("Change the forks from 30 to 25.", {"forks": 25}),
        ("Round the forks up to 36.", {"forks": 36}),
        ("Two more of everything, please.", {"plates": 42, "forks": 32, "cakes": 10}),
        ("Plates and forks: 50 of each, please.", {"plates": 50, "forks": 50}),
    ],
)
def test_number_that_is_told_by_another_one_counts(said, changed):
    assert told(said) == (changed, False)


@pytest.mark.parametrize(
    ("said", "cakes"),
    [
        ("Then half of them will do.", 4),
        ("Take half of them off.", 4),
        ("Twice as many, please.", 16),
        ("My wife says 6 are enough. I think 10 is right.", 10),
        ("I'd say 6.", 6),
        ("Then 2 boxes of 6, please.", 12),
    ],
)
def test_number_of_what_was_named_right_before_counts(said, cakes):
    assert told(said, "The cakes cost 30 each.") == ({"cakes": cakes}, False)


@pytest.mark.parametrize(
    ("before", "said", "candles"),
    [
        ("The candles come in boxes of 12.", "Then two boxes of candles will do.", 24),
        ("The candles come in boxes of 12.", "Two boxes will do.", 24),
        ("The candles come in boxes of 12.", "Then a box of candles, please.", 12),
        ("A box of candles holds 10.", "3 boxes of candles, please.", 30),
        ("There are 6 candles in a pack.", "We take four packs.", 24),
    ],
)
def test_packs_whose_size_was_told_are_counted_by_what_they_hold(before, said, candles):
    assert told(said, before) == ({"candles": candles}, False)


@pytest.mark.parametrize(
    ("before", "said"),
    [
        ("The candles come in boxes of 6 or 12.", "Two boxes, please."),
        ("The candles come in boxes of 12.", "Then three crates, please."),
        ("Candles are cheap.", "Two boxes of candles, please."),
        ("Do the candles come in boxes of 12?", "Then 2 boxes."),
        ("", "Half of the plates are broken."),
        ("", "We need as many candles as possible."),
        ("", "We need twice as many candles."),
        ("", "A third of the cakes is enough."),
        ("", "Tom thinks we need 50 plates."),
        ("The cakes cost 30 each.", "My wife says 6 are enough."),
        ("Should the cakes be vegan?", "Half of them, please."),
        ("Should the cakes be vegan?", "Two of them, please."),
        ("", "The same again, please."),
        ("The cakes are fresh.", "Everything for 9, please."),
        ("How many candles would you like?", "4 pairs."),
    ],
)
def test_number_that_is_not_certain_is_left_open(before, said):
    assert told(said, before) == ({}, True)


def test_number_of_what_there_is_of_another_thing_is_left_open():
    before = "Of the plates we have only 35. The cakes are baked on Friday."
    assert told("35 will do.", before) == ({}, True)


def test_container_stands_for_the_only_thing_that_is_in_such_ones():
    ledger = Ledger(Items(["kegs_of_beer", "crates_of_water", "cups"]))
    ledger.read("Ann", "3 kegs of beer, 10 crates of water and 200 cups, please.")
    ledger.read("Ann", "Then 15 crates. And two kegs are enough.")
    assert counts_of(ledger.counts) == {"kegs_of_beer": 2, "crates_of_water": 15, "cups": 200}


def test_number_that_others_can_give_is_taken_and_a_number_for_people_is_none():
    before = "Others need plates as well, so I can only give you 35."
    assert told("35 is fine.", before) == ({"plates": 35}, False)
    assert told("There is soup for 30!", "The plates are washed.") == ({}, False)


def test_wish_for_more_is_granted_by_the_number_in_all():
    ledger = Ledger(Items(["plates", "forks"]))
    ledger.read("Ann", "We need 40 plates and 30 forks.")
    ledger.read("Ann", "Could we have ten more plates?")
    assert not any(step.is_open for step in ledger.read("Shop", "Sure, 50 plates."))
    assert ledger.counts == {"plates": 50, "forks": 30}


def test_packs_that_are_things_themselves_are_counted_as_such():
    ledger = Ledger(Items(["boxes_of_chalk", "sponges"]))
    ledger.read("Ann", "3 boxes of chalk and 4 sponges, please.")
    ledger.read("Shop", "A box of chalk holds 12.")
    ledger.read("Ann", "Then 2 boxes of chalk.")
    assert counts_of(ledger.counts) == {"boxes_of_chalk": 2, "sponges": 4}
