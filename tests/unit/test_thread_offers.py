"""Threads of orders in which prices are asked, and offers taken with another number or in part."""

from __future__ import annotations

import pytest

from hocket.agents.threads.items import Items
from hocket.agents.threads.kept import counted_names
from hocket.agents.threads.ledger import Ledger, counts_of
from hocket.documents.passages import passages_of

THREADS = [
    (
        """\
Choir: For Sunday we need 50 sandwiches and 3 urns of tea. How much are 4 fruit bowls?
Caterer: A bowl is 18. Shall I add the four? We have sausage rolls on offer, too.
Choir: Yes please, but 6 of them. Sausage rolls we don't need.
Caterer: 50 sandwiches, 3 urns, 6 bowls.
""",
        {"sandwiches": 50, "fruit_bowls": 6, "sausage_rolls": 0},
    ),
    (
        """\
Clerk: 20 folders and 5 staplers, please. What would 10 desk pads cost? And have you got hole
punches?
Shop: Desk pads are 9 apiece. Would you like 5 hole punches and 2 more staplers?
Clerk: Yes to the staplers, no to the hole punches. The pads are too dear.
Shop: Very well.
""",
        {"folders": 20, "staplers": 7, "hole_punches": 0},
    ),
    (
        """\
Mo: Hello, 12 lavenders and 4 olive trees, please. What do 6 clay pots cost?
Nursery: 54 in all. Shall I put in 2 sacks of soil as well?
Mo: Good, we'll have the six. And of the soil only one sack, please.
Nursery: Done.
""",
        {"lavenders": 12, "olive_trees": 4, "clay_pots": 6},
    ),
    (
        """\
Planner: Could you reserve 80 chairs and 10 benches?
Hire: Gladly. 80 or 90 chairs? We could lend you 4 parasols.
Planner: 90, please. Parasols yes, but just three.
Hire: Noted.
""",
        {"chairs": 90, "benches": 10, "parasols": 3},
    ),
    (
        """\
Admin: Please send 3 black cartridges. How much are 4 colour cartridges?
Dealer: 28 each.
Admin: Then we take them.
Dealer: Would you like photo paper as well, 2 packs?
Admin: No, thanks.
""",
        {"black_cartridges": 3, "colour_cartridges": 4},
    ),
    (
        """\
Nurse: We'd like 15 picture books for the ward and 5 puzzles.
Library: 15 picture books are ready. Shall I add 3 audio books and 2 more puzzles?
Nurse: Only the puzzles, please.
Library: Shall I renew the picture books in May?
Nurse: Yes, please.
""",
        {"picture_books": 15, "puzzles": 7, "audio_books": 0},
    ),
]


@pytest.mark.parametrize(("text", "counts"), THREADS, ids=[next(iter(end)) for _, end in THREADS])
def test_thread_with_offers_has_these_counts_at_its_end(text, counts):
    passages = passages_of(text)
    assert all(passage.author for passage in passages)
    ledger = Ledger(Items(counted_names(list(counts), [passage.body for passage in passages])))
    steps = [s for passage in passages for s in ledger.read(passage.author, passage.body)]

    assert {name: counts_of(ledger.counts).get(name, 0) for name in counts} == counts
    assert [step.sentence for step in steps if step.is_open] == []


def told(*said: tuple[str, str]) -> tuple[dict[str, float], bool]:
    """The counts that messages change, and whether they leave something open."""
    ledger = Ledger(Items(["plates", "cakes", "candles"]))
    ledger.read("Ann", "We need 40 plates and 8 cakes.")
    counts = dict(ledger.counts)
    steps = [step for author, body in said for step in ledger.read(author, body)]
    changed = {n: count for n, count in ledger.counts.items() if counts.get(n) != count}
    return counts_of(changed), any(step.is_open for step in steps)


@pytest.mark.parametrize(
    ("offer", "answer", "changed"),
    [
        ("Shall I add 5 candles?", "Yes please, but 8 of them.", {"candles": 8}),
        ("Shall I add 5 candles?", "Yes, but only 3.", {"candles": 3}),
        ("Shall I add 5 candles?", "Gladly, but make it three.", {"candles": 3}),
        ("Shall I add 5 candles?", "OK, but just two, please.", {"candles": 2}),
        ("Shall I add 5 candles? The plates are here.", "Yes, but 8 of them.", {"candles": 8}),
        ("We could add 5 candles.", "Yes, better 10.", {"candles": 10}),
        ("Would you like 5 candles?", "Yes, 10 please.", {"candles": 10}),
        ("Would you like 5 candles?", "No, 4 are enough.", {"candles": 4}),
        ("Would you like 5 candles?", "Not 5, but 3.", {"candles": 3}),
        ("Would you like 5 candles?", "No, thanks.", {}),
        ("5 or 10 candles?", "10, please.", {"candles": 10}),
        ("Would you prefer 5 or 10 candles?", "Rather the ten.", {"candles": 10}),
        (
            "Would you like 5 candles and 2 cakes more?",
            "Yes, both please.",
            {"candles": 5, "cakes": 10},
        ),
        (
            "Would you like 5 candles and 2 cakes more?",
            "Yes to the candles, no to the cakes.",
            {"candles": 5},
        ),
        (
            "Would you like 5 candles and 2 cakes more?",
            "The candles yes, the cakes no.",
            {"candles": 5},
        ),
        ("Would you like 5 candles and 2 cakes more?", "Only the candles, please.", {"candles": 5}),
    ],
)
def test_offer_that_is_answered_counts_as_the_answer_says(offer, answer, changed):
    assert told(("Shop", offer), ("Ann", answer)) == (changed, False)


@pytest.mark.parametrize(
    ("reply", "answer", "candles"),
    [
        ("A candle is 3.20. Shall I add the five?", "Yes please.", 5),
        ("A candle is 3.20. Shall I add them?", "Yes please, but 8 of them.", 8),
        ("A candle is 3.20.", "Then we take them.", 5),
        ("A candle is 3.20.", "Fine, please add them.", 5),
        ("16 in all.", "We'll take all five.", 5),
        ("A candle is 3.20.", "Then 4, please.", 4),
        ("A candle is 3.20.", "Too dear, thanks all the same.", 0),
        ("A candle is 3.20.", "OK, thanks.", 0),
        ("A candle is 3.20. Shall I add the five?", "No, thank you.", 0),
    ],
)
def test_thing_whose_price_was_asked_counts_once_it_is_taken(reply, answer, candles):
    changed, is_open = told(("Ann", "How much are 5 candles?"), ("Shop", reply), ("Ann", answer))
    assert (changed.get("candles", 0), is_open) == (candles, False)


def test_price_that_is_asked_orders_nothing():
    assert told(("Ann", "How much are 5 candles?"), ("Shop", "3.20 each.")) == ({}, False)
    assert told(("Ann", "How much are 5 candles? We'll take them all home.")) == ({}, False)


def test_yes_to_an_offer_without_a_number_is_left_open_until_one_is_said():
    offer = ("Shop", "Would you like candles as well?")
    assert told(offer, ("Ann", "Yes, please.")) == ({}, True)
    assert told(offer, ("Ann", "Yes, please. Ten of them.")) == ({"candles": 10}, False)
    assert told(offer, ("Ann", "No, thank you.")) == ({}, False)


def test_more_than_was_offered_is_taken_by_its_number_or_left_open():
    offer = ("Shop", "Do you want candles too?")
    assert told(offer, ("Ann", "Yes please, four dozen.")) == ({"candles": 48}, False)
    some = ("Shop", "Candles are rare, but we have got a few for you.")
    assert told(some, ("Ann", "Lovely, we'll take all of them.")) == ({}, True)
    raised = ("Shop", "Plates are cheap just now, shall I make it 50?")
    assert told(raised, ("Ann", "Yes, why not.")) == ({"plates": 50}, False)


def test_them_of_a_price_and_of_an_offer_are_left_open():
    said = [
        ("Ann", "How much are 5 candles?"),
        ("Shop", "A candle is 3.20. I could also bake 2 more cakes."),
        ("Ann", "Then we take them."),
    ]
    assert told(*said) == ({}, True)


@pytest.mark.parametrize("answer", ["Candles, yes.", "Yes, please."])
def test_offer_in_the_place_of_another_thing_leaves_that_open(answer):
    offer = "The plates are heavy, would you rather have 3 candles?"
    assert told(("Shop", offer), ("Ann", answer)) == ({"candles": 3}, True)


def test_no_to_a_thing_that_nobody_offered_is_left_open():
    assert told(("Shop", "How are you?"), ("Ann", "No to the cakes.")) == ({}, True)
