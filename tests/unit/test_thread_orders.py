"""Whole threads of orders, as people write them: what is ordered in the end."""

from __future__ import annotations

import pytest

from hocket.agents.threads.items import Items
from hocket.agents.threads.kept import counted_names
from hocket.agents.threads.ledger import Ledger, counts_of
from hocket.documents.passages import passages_of

THREADS = [
    (
        """\
Ruth: Hi Sam, for the workshop on 3 March we expect 24 people. Could you reserve 24 chairs, 2
projectors and 3 flipcharts? And lunch for everybody: 24 lunches, 5 of them vegetarian. Best,
Ruth
Sam: Hi Ruth, done. One of the projectors is at the repair shop, so you can only have one for
now. Lunches are 14.50 each, minimum 20.
Ruth: One projector is enough. Four people cancelled, so please take 4 chairs and 4 lunches off.
Sam: OK: 20 chairs, 20 lunches, 1 projector, 3 flipcharts.
Ruth: Make it 2 flipcharts, the third never gets used. Thanks!
""",
        {"chairs": 20, "projectors": 1, "flipcharts": 2, "lunches": 20},
    ),
    (
        """\
Tim: Hello, we'd like to rent 6 kayaks and 2 canoes for Saturday, plus 10 life vests.
River Rentals: Hello Tim, 6 kayaks are fine. Canoes: only one left that day, sorry. A kayak is
30 a day, a canoe 45. Paddles are included, one per seat.
Tim: Then one canoe and 8 kayaks please. We'll bring our own vests, so no life vests needed.
River Rentals: 8 kayaks and 1 canoe, confirmed. We recommend two spare paddles for 5 each.
Tim: No spare paddles, thanks.
""",
        {"kayaks": 8, "canoes": 1, "paddles": 0, "life_vests": 0},
    ),
    (
        """\
Eva: We want 50 roses, 30 tulips and 12 vases for the dinner.
Flora: Tulips are out of season; I can offer 30 more roses instead.
Eva: OK, then let's take those. And we found 5 vases in the cellar, so 7 vases will do.
Flora: 80 roses, 7 vases. Total 310.
""",
        {"roses": 80, "tulips": 0, "vases": 7},
    ),
    (
        """\
Lia: Morning! 20 croissants, 10 baguettes and a cake for Friday, please.
Bakery: With pleasure. The cake serves 12. Would you like a second one?
Lia: Yes please, two cakes. And five croissants more.
Bakery: 25 croissants, 10 baguettes, 2 cakes.
Lia: Sorry, the baguettes have to go, nobody eats them.
""",
        {"croissants": 25, "baguettes": 0, "cakes": 2},
    ),
    (
        """\
School: We need 3 buses for 140 pupils and two guides.
Operator: Our buses have 52 seats, so 3 buses are right. A guide costs 90.
School: Class 7b stays at home: 2 buses are sufficient now, and only one guide.
""",
        {"buses": 2, "seats": 0, "guides": 1},
    ),
    (
        """\
Max: Please deliver 400 bricks, 12 bags of cement and 60 tiles on Monday.
Yard: Tiles come in boxes of 20, so 60 tiles are 3 boxes. Bricks are on pallets of 200.
Max: Increase the bricks to 600 and halve the tiles.
Yard: 600 bricks, 12 bags of cement, 30 tiles? We only sell whole boxes.
Max: Then 40 tiles.
""",
        {"bricks": 600, "bags_of_cement": 12, "tiles": 40},
    ),
    (
        """\
Ann: Team lunch: who wants what? I'd say 6 pizzas.
Bob: I'd rather have a salad.
Ann: OK, 5 pizzas and 1 salad then. 8 drinks.
Cem: I don't drink cola, one drink fewer.
Ann: So 5 pizzas, 1 salad, 7 drinks. Ordering now.
""",
        {"pizzas": 5, "salads": 1, "drinks": 7},
    ),
    (
        """\
Leo: Can we borrow 4 tents, 8 sleeping bags and 2 stoves from 5 to 9 July?
Depot: Sure. 4 tents, 8 sleeping bags and 2 stoves are put aside.
Leo: Great. Two of us have their own sleeping bags, so 6 will do. We'd also like a third stove
if there is one.
Depot: There is, I'll add it.
""",
        {"tents": 4, "sleeping_bags": 6, "stoves": 3},
    ),
    (
        """\
Club: Please print 200 flyers (A5) and 30 posters (A2).
Print shop: 500 flyers cost hardly more than 200: 48 instead of 41.
Club: Then 500 flyers. How much would 2 banners be?
Print shop: 120 each.
Club: Too dear, we leave the banners. But 10 posters more.
""",
        {"posters": 40, "flyers": 500, "banners": 0},
    ),
    (
        """\
Band: We play on Saturday and would need 4 microphones, 2 speakers and about a dozen cables.
Rental: 4 microphones and 2 speakers are no problem. Cables: I only have 8.
Band: 8 cables are enough then. Actually, could we get a fifth microphone?
Rental: Yes, 5 microphones. That's 140 in all.
Band: Our singer brings her own, so back to four microphones. Sorry!
""",
        {"microphones": 4, "speakers": 2, "cables": 8},
    ),
    (
        """\
Mrs Hill: Dear Farm shop, next week I'd like 20 eggs, 3 bottles of milk and one loaf.
Farm shop: Noted. We have new cheese, 250 g for 6.
Mrs Hill: No cheese, thank you, but ten more eggs, my sister is visiting. And instead of one
loaf two, please.
Farm shop: 30 eggs, 3 bottles of milk, 2 loaves. See you Tuesday.
Mrs Hill: My sister is not coming after all. Please leave it at 20 eggs, the rest stays as
ordered.
""",
        {"eggs": 20, "bottles_of_milk": 3, "loaves": 2},
    ),
    (
        """\
Uma: Please order laptops for the three trainees, a mouse and a bag each.
Pete: Three laptops, three mice and three bags are in the basket. The laptops are 899.
Uma: One trainee has her own bag. Two bags, then.
Pete: Done. If we order five laptops we get 10 percent off.
Uma: No need, three is what we have money for.
""",
        {"laptops": 3, "mice": 3, "bags": 2},
    ),
    (
        """\
Theo: 2 tickets for Friday please, and a programme.
Box office: Friday is sold out. Saturday has 6 seats left.
Theo: Saturday then, and make it 4 tickets: our neighbours join us.
Box office: 4 tickets for Saturday. How many programmes?
Theo: Two.
""",
        {"tickets": 4, "programmes": 2},
    ),
    (
        """\
Office: Quote for 12 desks, 12 lamps and 4 shelves wanted.
Maker: 12 desks at 310, 12 lamps at 45, 4 shelves at 120. From 15 desks on, 5 % off.
Office: Too expensive. We order 10 desks, keep the lamps at 10 too, and drop two of the shelves.
Maker: 10 desks, 10 lamps, 2 shelves. Delivery in 3 weeks.
""",
        {"desks": 10, "lamps": 10, "shelves": 2},
    ),
    (
        """\
Nia: Move on 1 June: we booked 2 vans and 60 boxes with you. Please add a driver.
Movers: One driver added. For two vans you'd need two drivers, though.
Nia: Right, two drivers. We packed yesterday: 20 boxes were left over, so 40 boxes are plenty.
Movers: We take the 20 back. 2 vans, 2 drivers, 40 boxes.
""",
        {"vans": 2, "drivers": 2, "boxes": 40},
    ),
    (
        """\
Vic: Hi, 10 benches & 5 umbrellas for the garden party pls
Depot: ok 10 benches 5 umbrellas, 95 euros
Vic: rain is forecast: umbrellas x2 = 10 please
Depot: only 7 here
Vic: ok 7 it is
""",
        {"benches": 10, "umbrellas": 7},
    ),
    (
        """\
Guest: I would like to book 3 rooms from 4 to 6 May with 5 breakfasts. Do you have parking?
Hotel: 3 rooms booked. A parking space is 12 per night. Shall we reserve one?
Guest: Two, if possible.
Hotel: Two parking spaces reserved.
Guest: My colleague fell ill, so we only need 2 rooms and one breakfast less.
""",
        {"rooms": 2, "breakfasts": 4, "parking_spaces": 2},
    ),
    (
        """\
Kai: Please order 2 toners for the printer on the second floor.
Buyer: The toners are cheaper in a pack of 3. OK for you?
Kai: Sure, 3 toners then.
Buyer: Ordered, arriving Thursday.
Kai: One of the three toners was damaged, they replace it. No new order needed.
""",
        {"printers": 0, "toners": 3},
    ),
    (
        """\
Eva: Could you bring 12 sandwiches and 12 juices to room 4 at 1 pm?
Canteen: Of course. Muffins too? They are 2 each.
Eva: Yes, half a dozen muffins.
Eva: Two more people just signed up, so 14 sandwiches and 14 juices.
Canteen: 14 sandwiches, 14 juices and 6 muffins at 1 pm.
""",
        {"sandwiches": 14, "juices": 14, "muffins": 6},
    ),
    (
        """\
Gardeners: Our offer: 8 trees, 20 shrubs, 15 bags of soil.
City: We accept the offer, but with 6 trees only.
Gardeners: Fine. With two trees fewer, 12 bags of soil are enough.
City: Agreed. Please also plan 5 shrubs more for the school.
""",
        {"trees": 6, "shrubs": 25, "bags_of_soil": 12},
    ),
    (
        """\
Ruben: We'll be five: five bikes and five helmets, please. Locks we have.
Shop: 5 bikes and 5 helmets reserved for 9 am.
Ruben: Small change: Mia brings her own bike and helmet. So four of each.
Shop: OK, 4 bikes and 4 helmets.
""",
        {"bikes": 4, "helmets": 4, "locks": 0},
    ),
    (
        """\
Coach: For the team I'd like to have 18 shirts. What do caps cost?
Printer: Caps are 7 apiece from 10 pieces on. 18 shirts come to 234.
Coach: We'd order 18 caps if you can do 5 apiece.
Printer: 6 is my last word.
Coach: OK, deal, 18 caps at 6. And 2 spare shirts.
Printer: 20 shirts, 18 caps.
""",
        {"shirts": 20, "caps": 18},
    ),
    (
        """\
Agency: Group of 14: 4 single rooms and 5 double rooms from 3 to 6 June.
Hotel: We can offer 3 single rooms and 6 double rooms.
Agency: That works for us.
Hotel: Booked. Breakfast is from 7.
Agency: Unfortunately one couple cancelled, one double room fewer please.
""",
        {"single_rooms": 3, "double_rooms": 5},
    ),
    (
        """\
Plant: Order 4711: 6 pallets, 12 drums and 200 cans, to arrive by 14 May.
Mill: Order 4711 confirmed except for the drums, of which we have only 9. The other 3 follow on
20 May.
Plant: We need all 12 drums, later is fine. Cancel 50 of the cans though.
Mill: 150 cans, noted.
""",
        {"pallets": 6, "drums": 12, "cans": 150},
    ),
    (
        """\
Ola: So far 12 stalls are registered and 8 volunteers.
Per: Two more stalls came in today, and Kim volunteers too.
Ola: Stall 5 has withdrawn, so 13 stalls now.
""",
        {"stalls": 13},
    ),
]


@pytest.mark.parametrize(("text", "end"), THREADS, ids=[next(iter(end)) for _, end in THREADS])
def test_thread_of_an_order_has_these_counts_at_its_end(text, end):
    messages = [(passage.author, passage.body) for passage in passages_of(text)]
    ledger = Ledger(Items(counted_names(list(end), [body for _, body in messages])))
    for author, body in messages:
        ledger.read(author, body)
    assert {name: counts_of(ledger.counts).get(name, 0) for name in end} == end


def test_list_with_dashes_in_a_message_has_a_count_in_each_line():
    ledger = Ledger(Items(["chairs", "tables", "heaters"]))
    ledger.read(
        "Ida", "Hi,\nwe need for Saturday:\n- 60 chairs\n- 10 tables\n- 4 heaters\nThanks, Ida"
    )
    assert counts_of(ledger.counts) == {"chairs": 60, "tables": 10, "heaters": 4}


@pytest.mark.parametrize(
    "said",
    [
        "Then two boxes of cups will do.",
        "Two boxes will do.",
        "Then mugs, as many as we wanted of the cups.",
        "Yes, the same number of mugs then.",
        "So three crates are enough.",
    ],
)
def test_numbers_in_packs_or_of_another_thing_leave_a_count_open(said):
    ledger = Ledger(Items(["cups", "mugs"]))
    ledger.read("Ann", "We need 30 cups and 4 mugs.")
    ledger.read("Bo", "The cups are in boxes of 12.")
    assert any(step.is_open for step in ledger.read("Ann", said))


@pytest.mark.parametrize("said", ["That will do, thank you.", "The cups are blue.", "Fine!"])
def test_words_that_tell_no_number_leave_nothing_open(said):
    ledger = Ledger(Items(["cups", "mugs"]))
    ledger.read("Ann", "We need 30 cups and 4 mugs.")
    assert not any(step.is_open for step in ledger.read("Ann", said))
