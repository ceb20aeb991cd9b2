"""Threads of orders in which people do without a thing in everyday words, or only seem to."""

from __future__ import annotations

import pytest

from hocket.agents.threads.items import Items
from hocket.agents.threads.kept import counted_names
from hocket.agents.threads.ledger import Ledger, counts_of
from hocket.documents.passages import passages_of

THREADS = [
    (
        """\
Nadia: For the staff party on 8 May: 60 canapés, 8 quiches, 4 fruit platters and 2 chafing dishes,
please.
Kitchen: Noted. Chafing dishes are 25 each. Shall we add a coffee urn?
Nadia: The urn is no use to us, there's a machine in the hall. And hold off on the platters for now.
The dishes are too dear, so we'll do without them.
Kitchen: So 60 canapés and 8 quiches. Should the quiches be vegetarian?
Nadia: Some of them, please don't forget! Everything else stays.
""",
        {"quiches": 8, "fruit_platters": 0, "chafing_dishes": 0, "coffee_urns": 0},
    ),
    (
        """\
Office: We need 20 staplers, 12 ring binders, 40 notepads and 6 whiteboards.
Supplier: Whiteboards are on back order. The blue staplers are 4.20 each.
Office: The whiteboards can wait until next year. We found a box of notepads in the basement, so we
need none. Please don't forget the binders, we can't do without those!
Supplier: So 20 staplers and 12 binders.
""",
        {"staplers": 20, "ring_binders": 12, "notepads": 0, "whiteboards": 0},
    ),
    (
        """\
Iris: Hello, I'd like 12 rose bushes, 30 asters, 5 fig trees and 8 bags of compost.
Nursery: Fig trees should not be planted before spring. Hydrangeas are reduced, would you like 3?
Iris: Then let's leave the figs for another time. Hydrangeas are nothing for us. The rest as
ordered.
Nursery: Good. And the compost?
Iris: Cross it off, please, my neighbour has a heap.
""",
        {"rose_bushes": 12, "fig_trees": 0, "hydrangeas": 0, "bags_of_compost": 0},
    ),
    (
        """\
Bride: We would like to hire 120 chairs, 15 round tables, 120 chair covers and 2 arches.
Rentals: An arch is 90. We can deliver on Friday or Saturday.
Bride: We've decided against the chair covers. The arches can wait until Saturday, the tables and
chairs we need on Friday. Only one arch, by the way.
Rentals: One arch, 120 chairs and 15 tables.
""",
        {"chairs": 120, "round_tables": 15, "chair_covers": 0, "arches": 1},
    ),
    (
        """\
Lab: Please order 6 black cartridges, 4 colour cartridges, 2 drums and 10 reams of paper.
Stores: The drums are 180 each.
Lab: Too dear. Put them on hold, please. Cancel the paper but not the colour cartridges.
Stores: So 6 black and 4 colour cartridges.
""",
        {"black_cartridges": 6, "colour_cartridges": 4, "drums": 0, "reams_of_paper": 0},
    ),
    (
        """\
Teacher: Could we borrow 25 atlases, 25 dictionaries, 3 globes and 10 readers for May?
Library: 25 atlases, 25 dictionaries, 3 globes and 10 readers are reserved.
Teacher: We'll take everything except the readers and the globes. The pupils have dictionaries of
their own.
Library: Shall I cross the dictionaries off then?
Teacher: Yes, please.
""",
        {"atlases": 25, "dictionaries": 0, "globes": 0, "readers": 0},
    ),
    (
        """\
Ben: 3 barrels of cider, 50 mugs, 10 benches and 4 braziers for the harvest fair, please.
Depot: Braziers are 40 each. Benches are 6 each.
Ben: Pity. Forget everything but the benches and the mugs, then.
Depot: Fine.
""",
        {"barrels_of_cider": 0, "mugs": 50, "benches": 10, "braziers": 0},
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


@pytest.mark.parametrize(("text", "counts"), THREADS, ids=[next(iter(end)) for _, end in THREADS])
def test_thread_with_waivers_has_these_counts_at_its_end(text, counts):
    told, left = read(text, list(counts))

    assert ({name: told.get(name, 0) for name in counts}, left) == (counts, [])


def told(said: str, *, by: str = "Ann", before: str = "") -> tuple[dict[str, float], bool]:
    """The counts that a message changes, and whether it leaves something open."""
    ledger = Ledger(Items(["table_lamps", "rugs", "mirrors", "clocks"]))
    ledger.read("Ann", "We need 6 table lamps, 4 rugs and 2 mirrors.")
    ledger.read("Shop", before)
    counts = dict(ledger.counts)
    steps = ledger.read(by, said)
    changed = {n: count for n, count in ledger.counts.items() if counts.get(n) != count}
    return counts_of(changed), any(step.is_open for step in steps)


@pytest.mark.parametrize(
    "said",
    [
        "We'll wait with the lamps until the autumn and order them anew.",
        "Let's hold off on the lamps for now.",
        "We'd rather hold off on the lamps this year.",
        "Please leave the lamps for another time.",
        "The lamps can wait.",
        "The lamps may have to wait, so put them on hold.",
        "Put the lamps on hold, please.",
        "We postpone the lamps to next summer.",
        "The lamps are postponed until spring.",
        "Let's put the lamps off until next year.",
        "The lamps some other day.",
        "The lamps another time, please.",
        "We'll do without the lamps.",
        "Never mind the lamps.",
        "Forget about the lamps.",
        "Please scrap the lamps.",
        "Let's skip the lamps this time.",
        "Please cross off the lamps.",
        "Take the lamps off the list again.",
        "No lamps after all.",
        "We already have enough lamps.",
        "We found some lamps in the cellar and need none.",
        "We found some lamps in the cellar, so we don't need any.",
        "The lamps are of no use to us.",
        "Not the lamps this year.",
        "We've decided against the lamps.",
        "We'll pass on the lamps.",
        "We'll give the lamps a miss.",
        "I'm not ordering the lamps after all.",
        "We won't be needing the lamps.",
        "The lamps we don't need.",
        "The lamps we'd rather leave for another time.",
        "The lamps you can leave out.",
        "You can forget about the lamps.",
        "Send the rugs, but not the lamps.",
        "Cancel the lamps but not the rugs.",
        "Everything but the lamps, please.",
        "Everything as ordered, except for the lamps.",
        "All of it apart from the lamps, please.",
        "Lamps: not needed.",
        "Lamps we have enough of.",
        "The lamps, however, we can leave for another year, since the hall has some.",
        "Lamps: never mind, I found a drawer full of them.",
        "Keep only the rugs and the mirrors.",
        "We only want the rugs and mirrors now.",
        "Cancel all except the mirrors and the rugs.",
    ],
)
def test_thing_that_is_waived_in_everyday_words_is_not_ordered(said):
    assert told(said) == ({"table_lamps": 0}, False)


@pytest.mark.parametrize(
    "said",
    [
        "They can wait.",
        "Then we'll do without.",
        "We'll wait with them until the autumn.",
        "Let's leave those for another time.",
        "They are no use to us.",
        "Too dear. Please drop them.",
        "Never mind them.",
        "Please take them off again.",
        "None, then.",
        "We have enough of them already.",
    ],
)
def test_pronoun_waives_what_was_named_right_before(said):
    assert told(said, before="The lamps cost 30 each.") == ({"table_lamps": 0}, False)


@pytest.mark.parametrize(
    "said",
    [
        "The lamps can wait until Friday.",
        "The lamps can wait until 12 May.",
        "Please don't forget the lamps.",
        "We can't do without the lamps.",
        "We don't want to do without the lamps.",
        "Nobody wants to do without lamps.",
        "Please do not drop the lamps.",
        "Leave the lamps at the door.",
        "Take the lamps off the table, please.",
        "The lamps can't wait.",
        "The lamps are not for us.",
        "The lamps were postponed last year.",
        "We don't have enough lamps.",
        "Shall we leave the lamps for next year?",
        "Do we have enough lamps?",
        "Another time we'll have lamps from you again.",
        "Not only the lamps, also the rugs are fine.",
    ],
)
def test_words_that_only_sound_like_a_waiver_change_nothing(said):
    assert told(said) == ({}, False)


@pytest.mark.parametrize(
    "said",
    [
        "If the lamps don't come in time, cancel them.",
        "If the lamps are too dear, drop them.",
        "We'll wait with the lamps until the guests are there.",
        "The lamps can wait until next week.",
        "We found some lamps in the cellar.",
        "We have enough lamps.",
        "We don't need the lamps until May.",
        "My sister wants to wait with the lamps until next year.",
        "Only the rugs and the mirrors, please.",
        "Everything but the lamps has arrived.",
        "We can do without the lamps for a week.",
        "My children are tired of it all. They can wait.",
        "My children love lamps. They can wait.",
        "Please send the rugs by Friday, but not the lamps.",
        "We already have enough lamps of the small kind.",
        "Take all but two of the lamps.",
    ],
)
def test_waiver_that_is_not_certain_is_left_open(said):
    assert told(said, before="The lamps cost 30 each.") == ({}, True)


@pytest.mark.parametrize("before", ["When do you need the lamps?", "We'll deliver on Monday."])
def test_what_can_wait_where_delivery_is_spoken_of_is_left_open(before):
    assert told("The lamps can wait.", before=before) == ({}, True)


@pytest.mark.parametrize(
    "said",
    [
        "We have plenty of lamps.",
        "We have enough lamps in stock.",
        "The lamps are no use without rugs.",
        "We could leave the lamps for another time.",
        "You can leave the lamps with us.",
        "The lamps can go out today.",
        "The lamps are sold out in green.",
    ],
)
def test_what_a_shop_says_waives_nothing(said):
    assert told(said, by="Shop")[0] == {}


def test_pronoun_for_several_does_not_waive_the_one_that_was_named_last():
    before = "Lamps are 30 each. Would you like a clock?"
    assert told("That's too much, we'll do without them.", before=before) == ({}, True)
    assert told("We'll do without it.", before=before) == ({"clocks": 0}, False)


def test_pronoun_behind_what_no_rule_reads_leaves_it_open():
    before = "The lamps are 30 each, and we still have 3 rugs here."
    assert told("Too dear. Put them on hold, please.", before=before) == ({}, True)


def test_whole_order_is_cancelled_by_who_placed_it():
    assert told("Please cancel the whole order.")[0] == {"table_lamps": 0, "rugs": 0, "mirrors": 0}
    assert told("Please cancel the whole order.", by="Shop") == ({}, True)


def test_waiver_that_a_question_proposes_counts_once_it_is_agreed():
    ledger = Ledger(Items(["lamps", "rugs"]))
    ledger.read("Ann", "We need 6 lamps and 4 rugs.")
    ledger.read("Shop", "Lamps are scarce. Shall we leave the lamps for next year?")
    assert ledger.counts == {"lamps": 6, "rugs": 4}
    ledger.read("Ann", "Yes, please.")
    assert ledger.counts == {"lamps": 0, "rugs": 4}


def test_what_is_out_is_off_though_a_question_follows():
    out = told("Lamps are out, shall I send clocks instead?", by="Shop")
    assert out == ({"table_lamps": 0}, False)
    assert told("The lamps are cancelled, right?", by="Shop")[0] == {}


def test_offer_that_is_waived_is_not_accepted_by_what_is_said_later():
    ledger = Ledger(Items(["lamps", "clocks"]))
    ledger.read("Ann", "We need 6 lamps.")
    ledger.read("Shop", "Would you like 2 clocks as well?")
    ledger.read("Ann", "Clocks are no use to us.")
    ledger.read("Shop", "Fine. Are black lamps all right?")
    ledger.read("Ann", "Yes, please.")
    assert counts_of(ledger.counts) == {"lamps": 6, "clocks": 0}
