"""Threads in which numbers stand without their thing: 3 of those, one of each, take 3 off."""

from __future__ import annotations

import pytest

from hocket.agents.threads.items import Items
from hocket.agents.threads.kept import counted_names
from hocket.agents.threads.ledger import MOST_CHARS, Ledger, counts_of
from hocket.documents.passages import passages_of

THREADS = [
    (
        """\
Camp Oak: We need 14 mattresses, 6 stoves, 20 torches and 3 pairs of scissors for the summer.
Outfitter: Torches: there are only 12 left.
Camp Oak: Then we take the 12, the small kids can share. Ovens we have, but no lamps.
Outfitter: Lamps are 8 each, or shall I send 5?
Camp Oak: Yes, please do. The scouts have lent us 4 mattresses, so please take 4 off. Stoves: we
won't need them after all, the older ones like to cook on a fire.
""",
        {"mattresses": 10, "stoves": 0, "torches": 12, "scissors": 3, "lamps": 5},
    ),
    (
        """\
Lee & Daughters: Please send 30 shirts, 12 ties and 200 buttons.
Mill: Gladly. The ties come in packs of five. 10 or 15?
Lee & Daughters: 15. And let us have 8 pairs of braces, if they come in black.
Mill: All our braces are black, so you get your eight.
Lee & Daughters: Very good.
Mill: Anything else?
Lee & Daughters: Shirts and ties: two more of each, please.
""",
        {"shirts": 32, "ties": 17, "buttons": 200, "braces": 8},
    ),
    (
        """\
Uma: For the fair we want 10 bottles of cider, 6 bags of flour, then 4 hams please, and 2 cheeses.
Farm: Hello Uma.
Farm: Cider is sold out. Perry instead?
Uma: Then no cider. Perry we don't know. Hams: we found 2 in the larder, so we only need 2 of those.
""",
        {"cider": 0, "flour": 6, "hams": 2, "cheeses": 2},
    ),
    (
        """\
Otto: 5 drums, 3 horns and 2 harps for the class, please.
Shop: Fine. 2 of them are second-hand, is that all right?
Otto: Sure.
Otto: My pupils want to drum all day, so make that 6 drums.
""",
        {"drums": 6, "horns": 3, "harps": 2},
    ),
    (
        """\
Bea: Dear shop, please send 24 bottles of oil, 12 of vinegar and 6 of the honey.
Shop: Of the vinegar I have 8 bottles left. There is a new mustard, 4 jars for 10 euros.
Bea: 8 of the vinegar are enough. We'd like to try the mustard: 4, please. And make the honey 9.
Shop: Thank you. Baskets, do you need them at all?
Bea: One for the window will do. And 10 spoons, please.
Bea: The neighbours lend us 4 spoons. So we only need 6 from you.
""",
        {"oil": 24, "vinegar": 8, "honey": 9, "mustard": 4, "baskets": 1, "spoons": 6},
    ),
    (
        """\
Pia: We'd like 8 cakes and 20 rolls.
Café: With pleasure, and may I put in two quiches?
Pia: No thanks.
Pia: The office next door wants to drink coffee with us, so 3 cakes on top.
""",
        {"cakes": 11, "rolls": 20},
    ),
]


def read(text: str, names: list[str]) -> tuple[dict[str, float], list[str]]:
    """The counts at the end of a chat, and the sentences that rules left open."""
    passages = passages_of(text)
    assert all(passage.author for passage in passages)
    ledger = Ledger(Items(counted_names(names, [passage.body for passage in passages])))
    left = [
        step.sentence
        for passage in passages
        for step in ledger.read(passage.author, passage.body)
        if step.is_open
    ]
    return counts_of(ledger.counts), left


@pytest.mark.parametrize(("text", "counts"), THREADS)
def test_numbers_without_their_thing_are_of_what_was_named_last(text, counts):
    told, left = read(text, list(counts))

    assert ({name: told.get(name, 0) for name in counts}, left) == (counts, [])


@pytest.mark.parametrize(
    "said",
    [
        "We need 3 bags of onions.",
        "3 of each, please.",
        "Two of them are for Rita, the rest for us.",
        "So 4 leeks, and onions too: one more of each.",
        "Two more of everything we eat.",
        "The landlord says onions are forbidden.",
        "Nobody likes leeks.",
        "My father doesn't want one any more.",
        "Then we order without it.",
        "The leeks can wait until next week.",
        "Three of us need neither onions nor leeks.",
    ],
)
def test_number_that_no_rule_reads_leaves_its_sentence_open(said):
    ledger = Ledger(Items(["onions", "leeks"]))
    ledger.read("Ann", "9 onions and 4 leeks, please. How fresh are the onions?")

    steps = ledger.read("Ann", said)

    assert any(step.is_open for step in steps)
    assert ledger.counts == {"onions": 9, "leeks": 4}


def test_what_one_brings_is_on_no_list_but_others_own_leaves_an_order_open():
    ledger = Ledger(Items(["mugs", "forks"]))
    ledger.read("Ann", "We order 20 mugs.")

    of_other = ledger.read("Bo", "We bring our own mugs.")
    of_nobody = ledger.read("Bo", "And we bring our own forks.")
    of_her = ledger.read("Ann", "No, then we all bring our own mugs.")

    assert [step.is_open for step in of_other + of_nobody + of_her] == [True, False, False]
    assert ledger.counts == {"mugs": 0, "forks": 0}


def test_more_people_are_no_more_of_a_thing_and_exactly_accepts_what_was_asked():
    ledger = Ledger(Items(["maps", "flags"]))
    ledger.read("Ann", "4 flags and 6 maps.")
    ledger.read("Ann", "Maps we like. Two more walkers have joined us. Can I swap the flags?")
    ledger.read("Shop", "So 7 maps and no flags?")
    ledger.read("Ann", "Exactly.")

    assert ledger.counts == {"maps": 7, "flags": 0}


@pytest.mark.parametrize(
    ("said", "count", "is_open"),
    [
        ("Ribbons would be nice: 5, of course.", 5, False),
        ("Ribbons would be nice: 5 or so.", 0, True),
    ],
)
def test_number_behind_a_colon_is_of_the_thing_before_it_or_open(said, count, is_open):
    ledger = Ledger(Items(["ribbons", "vases"]))
    ledger.read("Ann", "We need 3 vases.")
    ledger.read("Shop", "Shall I put ribbons on the vases?")

    steps = ledger.read("Ann", said)

    assert any(step.is_open for step in steps) is is_open
    assert ledger.counts.get("ribbons", 0) == count


def test_everything_is_doubled_at_once():
    ledger = Ledger(Items(["lamps", "beds", "rugs"]))
    ledger.read("Ann", "We need 6 beds and 4 lamps, no rugs.")
    ledger.read("Ann", "Another class joins in, so please double everything.")

    assert ledger.counts == {"beds": 12, "lamps": 8, "rugs": 0}


def test_all_of_a_stock_is_taken_by_its_number():
    ledger = Ledger(Items(["lamps", "beds"]))
    ledger.read("Ann", "We need 6 beds.")
    ledger.read(
        "Inn", "Fine. We have 10 lamps that we lend free of charge. Beds are made on Monday."
    )
    ledger.read("Ann", "Good. We'd gladly take all ten.")

    assert ledger.counts == {"beds": 6, "lamps": 10}


def test_sentence_without_an_end_is_left_open():
    ledger = Ledger(Items(["mugs"]))

    steps = ledger.read("Ann", "we have 12 mugs and a list of things " * (MOST_CHARS // 30))

    assert [step.is_open for step in steps] == [True]
    assert ledger.counts == {}


@pytest.mark.parametrize(
    "said",
    [
        "Double everything for the second day.",
        "I said 9 beds, that means 3 rows of 4 beds.",
        "We'll be 30 beds short.",
    ],
)
def test_number_of_something_else_than_what_is_wanted_is_left_open(said):
    ledger = Ledger(Items(["lamps", "beds"]))
    ledger.read("Ann", "We need 6 beds and 4 lamps.")

    assert any(step.is_open for step in ledger.read("Ann", said))
    assert ledger.counts == {"beds": 6, "lamps": 4}


def test_number_that_answers_with_something_behind_it_is_left_open():
    ledger = Ledger(Items(["lamps", "beds"]))
    ledger.read("Ann", "We need 6 beds and 4 lamps.")
    ledger.read("Inn", "How many beds?")

    assert any(step.is_open for step in ledger.read("Ann", "8, and 2 people can share."))
