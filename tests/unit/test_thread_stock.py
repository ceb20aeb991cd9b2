"""What is there already, and wishes that are taken up without their words, in threads of orders."""

from __future__ import annotations

import pytest

from hocket.agents.threads.items import Items
from hocket.agents.threads.ledger import Ledger, counts_of

FAIR = [("Ivo", "For the fair we need 10 banners, 6 lamps and 40 pegs.")]


def counts_after(things, said):
    """The counts at the end, and the sentences that the rules leave open."""
    ledger = Ledger(Items(things))
    steps = [step for author, body in said for step in ledger.read(author, body)]
    return counts_of(ledger.counts), [step.sentence for step in steps if step.is_open]


@pytest.mark.parametrize(
    ("said", "pegs"),
    [
        ("We found a bag of 15 pegs in the attic, so 25 are enough.", 25),
        ("My aunt still has 12 pegs, so we only need 28.", 28),
        ("The school lends us 10 pegs, so make it 30.", 30),
        ("A neighbour has brought 4 pegs, so 36 will do.", 36),
        ("We still have 20 pegs, so 20 suffice.", 20),
        ("There are 10 pegs in our shed, so we need 10 fewer from you.", 30),
        ("I found a box with 6 pegs, so please take them off the order.", 34),
        ("Ten of the pegs have turned up, so thirty are enough.", 30),
        ("We have 8 pegs here already, so then 32 are fine.", 32),
    ],
)
def test_number_that_follows_from_what_is_there_counts(said, pegs):
    counts, is_open = counts_after(["banners", "lamps", "pegs"], [*FAIR, ("Ivo", said)])
    assert counts == {"banners": 10, "lamps": 6, "pegs": pegs}
    assert is_open == []


@pytest.mark.parametrize(
    ("said", "is_open"),
    [
        ("We found 15 pegs in the attic.", True),
        ("We found 15 pegs, so 12 guests can hang up their coats.", True),
        ("The hall has 10 pegs, so look at those first.", True),
        ("We had 40 pegs last year, so are 30 enough?", False),
    ],
)
def test_what_is_there_changes_nothing_by_itself(said, is_open):
    counts, left = counts_after(["banners", "lamps", "pegs"], [*FAIR, ("Ivo", said)])
    assert counts["pegs"] == 40
    assert bool(left) is is_open


def test_number_that_a_question_proposes_counts_once_it_is_agreed():
    said = [
        *FAIR,
        ("Shop", "I saw 4 lamps in your shed, so are 2 enough?"),
        ("Ivo", "Yes, 2 are enough."),
    ]
    assert counts_after(["banners", "lamps", "pegs"], said)[0]["lamps"] == 2


WISH = ("Ivo", "Could you also add 2 clocks, if they are below 20 each?")


@pytest.mark.parametrize(
    ("wish", "reply"),
    [
        (WISH, "A clock costs 18, so I put in the two."),
        (WISH, "They are 18, so I've added them."),
        (WISH, "We have some at 15, so I've packed both."),
        (WISH, "There are cheap ones, so the two clocks are in."),
        (WISH, "They cost 19, so they are on the list."),
        (("Ivo", "And 2 clocks, provided they have hands."), "They do, I'll include them."),
        (("Ivo", "If a clock costs less than 20, we'd take 2."), "It is 18, so I put both in."),
    ],
)
def test_wish_with_a_condition_is_taken_up_without_its_words(wish, reply):
    counts, is_open = counts_after(["banners", "clocks"], [*FAIR, wish, ("Shop", reply)])
    assert counts["clocks"] == 2
    assert is_open == []


@pytest.mark.parametrize(
    "reply",
    [
        "A clock costs 25, so I haven't put them in.",
        "They are in stock, at 25 each.",
        "I have put it in my diary and will ask.",
        "A clock costs 18. They come in white.",
        "I put in the three.",
        "I've sent it to the printer.",
        "I ordered one yesterday, a cake.",
        "They are in the box in the cellar.",
        "It is reserved for members.",
    ],
)
def test_wish_with_a_condition_is_not_taken_up_by_other_words(reply):
    counts, _ = counts_after(["banners", "clocks"], [*FAIR, WISH, ("Shop", reply)])
    assert not counts.get("clocks")


def test_pronoun_for_one_of_two_wishes_takes_up_neither():
    wishes = ("Ivo", "Could you add 2 clocks and 3 mirrors, if there is room?")
    counts, _ = counts_after(
        ["clocks", "mirrors"], [FAIR[0], wishes, ("Shop", "There is, so I've packed it.")]
    )
    assert not any(counts.values())


def test_boxes_of_a_thing_are_its_boxes_and_other_things_in_a_box_are_not():
    items = Items(["candle_boxes", "spoons"])
    said = "9 boxes of candles, then a box of 10 spoons"
    assert [(m.name, m.amount) for m in items.mentions(said)] == [
        ("candle_boxes", 9.0),
        ("spoons", 10.0),
    ]


@pytest.mark.parametrize(
    ("said", "lamps"),
    [
        ("We have 2 lamps so we need 9 in all.", 9),
        ("I found 2 lamps, so only 4 more.", 6),
        ("Bea brings some banners and we do without lamps.", 0),
    ],
)
def test_what_follows_from_what_is_there_is_counted_once_or_left_open(said, lamps):
    counts, is_open = counts_after(["banners", "lamps"], [*FAIR, ("Ivo", said)])
    assert counts["lamps"] == lamps
    assert bool(is_open) is ("more" in said)


@pytest.mark.parametrize("said", ["We do not take the 4.", "We can't manage with the 4."])
def test_limit_that_is_refused_is_not_taken(said):
    counts, _ = counts_after(["boats", "rafts", "helmets"], [*BOATS, ("Ivo", said)])
    assert counts["boats"] == 5


def test_only_what_holds_others_stands_for_them_and_several_of_it_hold_more():
    items = Items(["tables", "chairs", "cushions", "boxes", "cups"])
    said = "6 tables with cushions and 24 chairs with cushions, 3 boxes of 10 cups"
    assert [(m.name, m.amount) for m in items.mentions(said)] == [
        ("tables", 6.0),
        ("cushions", None),
        ("chairs", 24.0),
        ("cushions", None),
        ("cups", None),
    ]


@pytest.mark.parametrize(
    ("wish", "lamps"),
    [
        ("Can we have 3 more lamps?", 9),
        ("Can we have 2 fewer lamps?", 4),
        ("Can we have 8 lamps?", 8),
    ],
)
def test_wish_for_more_or_fewer_that_is_granted_changes_the_count_by_them(wish, lamps):
    counts, _ = counts_after(["lamps"], [*FAIR, ("Eva", wish), ("Ivo", "Yes.")])
    assert counts["lamps"] == lamps


BOATS = [
    ("Ivo", "We would like 5 boats, 2 rafts and 9 helmets."),
    ("Pier", "Of the red boats I have only 4 left; a fifth would come from the lake and cost 60."),
]


@pytest.mark.parametrize(
    ("said", "boats"),
    [
        ("60 is too much, we'll squeeze into the four.", 4),
        ("Then we make do with those 4, please.", 4),
        ("We'll take the four, then.", 4),
        ("We'll take the two.", 5),
        ("We'll take the four weeks of holidays to think it over.", 5),
        ("I have four children.", 5),
    ],
)
def test_those_that_are_left_are_taken_without_their_name(said, boats):
    counts, is_open = counts_after(["boats", "rafts", "helmets"], [*BOATS, ("Ivo", said)])
    assert counts == {"boats": boats, "rafts": 2, "helmets": 9}
    assert is_open == []


def test_number_that_is_left_of_two_things_is_of_neither():
    said = [*BOATS, ("Pier", "Rafts: there are only 4 left."), ("Ivo", "We'll take the four.")]
    assert counts_after(["boats", "rafts", "helmets"], said)[0] == {
        "boats": 5,
        "rafts": 2,
        "helmets": 9,
    }


def test_what_somebody_lends_without_another_thing_takes_that_off_no_list():
    lent = "The scouts lend us 2 of their own boats, without helmets, so bring two boats less."
    said = ("Ivo", lent)
    counts, _ = counts_after(["boats", "rafts", "helmets"], [BOATS[0], said])
    assert counts == {"boats": 3, "rafts": 2, "helmets": 9}
    plain = ("Ivo", "We do it without helmets.")
    assert counts_after(["boats", "rafts", "helmets"], [BOATS[0], plain])[0]["helmets"] == 0


def test_loan_that_a_number_follows_from_leaves_nothing_open():
    lent = "The school lends us 10 of its own pegs, without lamps, so send ten pegs fewer."
    counts, is_open = counts_after(["banners", "lamps", "pegs"], [*FAIR, ("Ivo", lent)])
    assert (counts["pegs"], counts["lamps"], is_open) == (30, 6, [])
