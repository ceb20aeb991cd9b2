"""Threads of bookings with conditions, refusals and last changes: what is taken in the end."""

from __future__ import annotations

import pytest

from hocket.agents.threads.items import Items
from hocket.agents.threads.kept import counted_names
from hocket.agents.threads.ledger import Ledger, counts_of
from hocket.documents.passages import passages_of

THREADS = [
    (
        """\
Nora: For the jubilee we'd like lunch for 30 and dinner for 22, and 6 folding tables.
Caterer: Gladly. The tables cost 9 each. Do you want our coffee machine as well?
Nora: We bring our own coffee machine. Do you have parasols? If they are under 20 each, we'd
take 4.
Caterer: A parasol is 15, so I've set your 4 aside. I could lend you two tables more.
Nora: No tables more, thanks. Two guests are ill, so please count 28 for lunch.
Nora: Sorry, one more change: it's 25 at dinner.
""",
        {"lunches": 28, "dinners": 25, "folding_tables": 6, "coffee_machines": 0, "parasols": 4},
    ),
    (
        """\
Per: Can I borrow the tools for the fence? I need 2 spades, 3 rakes and a wheelbarrow.
Library: One of the spades is out until June, sorry. I could give you a hoe instead.
Per: Then 1 spade, and a hoe isn't needed. We use our own wheelbarrow.
Library: Noted: 1 spade and 3 rakes.
Per: Are there post drivers? If it costs nothing, we'd take 2.
Library: Yes, that's free. I've reserved your 2.
Per: Two rakes will do after all.
""",
        {"spades": 1, "rakes": 2, "wheelbarrows": 0, "hoes": 0, "post_drivers": 2},
    ),
    (
        """\
Ida: We want 12 adult tickets and 9 child tickets for the matinee, and 2 programmes.
Theatre: There are only 10 adult tickets left. I could offer you a box with six seats.
Ida: OK, 10 adults and 9 children then. No box, it's too dear.
Theatre: 10 and 9, noted. Programmes are printed on Friday.
Ida: A child is ill, so one child ticket fewer. And make it 3 programmes.
""",
        {"adult_tickets": 10, "child_tickets": 8, "programmes": 3},
    ),
    (
        """\
Mia: Please deliver 40 box plants, 3 apple trees and 8 bags of compost.
Nursery: Compost is only sold by the pallet now. Apple trees: I have just 2 left.
Mia: 2 apple trees are enough. We have our own compost.
Nursery: We have plum trees too, at 30 each. Shall I add one?
Mia: Yes, please.
Nursery: 40 box plants, 2 apple trees, 1 plum tree. All set.
Mia: Please take 5 box plants off, the bed is smaller than we thought.
""",
        {"box_plants": 35, "apple_trees": 2, "bags_of_compost": 0, "plum_trees": 1},
    ),
    (
        """\
School: We order 120 pencils, 60 erasers and 24 rulers.
Shop: Erasers come in boxes of 20. Would you like sharpeners? They are 2 each.
School: Yes, 24 sharpeners. Do the glue sticks come back? If they are solvent-free, we'd take 36.
Shop: They are, so I have put your 36 aside. Rulers are out of stock until May.
School: Then no rulers. 100 pencils instead of 120, please.
""",
        {"pencils": 100, "erasers": 60, "rulers": 0, "sharpeners": 24, "glue_sticks": 36},
    ),
    (
        """\
Tom: Our choir needs 4 single rooms, 9 double rooms and a cot, breakfast for 22 every day.
Hotel: Sadly there are only 2 single rooms; I could give you a tenth double room instead.
Tom: Fine, 2 singles and 10 doubles then. The cot can go, they bring their own.
Hotel: Rooms are noted: 2 and 10. Do you want a piano for 50?
Tom: No, the piano is too dear. One bass stays at home, so it's 21 at breakfast.
""",
        {"single_rooms": 2, "double_rooms": 10, "cots": 0, "breakfasts": 21, "pianos": 0},
    ),
]


@pytest.mark.parametrize(("text", "end"), THREADS, ids=[next(iter(end)) for _, end in THREADS])
def test_thread_of_a_booking_has_these_counts_at_its_end(text, end):
    assert read(text, list(end)) == end


def test_wish_under_a_condition_that_nobody_takes_up_does_not_count():
    text = "Ann: Are there tents? If they are dry, we'd take 3.\nBo: The tents are from 2019."
    assert read(text, ["tents"]) == {"tents": 0}


def test_number_put_aside_that_was_wished_of_two_things_is_left_open():
    text = (
        "Ann: Are there tents? If they are dry, we'd take 3.\n"
        "Ann: Are there stoves? If they are clean, we'd take 3.\n"
        "Bo: I have put your 3 aside."
    )
    assert read(text, ["tents", "stoves"]) == {"tents": 0, "stoves": 0}


def read(text, names):
    """The counts at the end of a thread; 0 where rules read none."""
    messages = [(passage.author, passage.body) for passage in passages_of(text)]
    ledger = Ledger(Items(counted_names(names, [body for _, body in messages])))
    for author, body in messages:
        ledger.read(author, body)
    return {name: counts_of(ledger.counts).get(name, 0) for name in names}
