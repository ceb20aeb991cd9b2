"""Who wants what somebody offers to all in a thread: the last plain words of each one count."""

from __future__ import annotations

import pytest

from hocket.agents.threads.names import first_name, people_in
from hocket.agents.threads.wants import wants_told
from hocket.documents.passages import passages_of

AIRPORT = """\
Greta: I land on Friday too and hire a minibus. Who needs a lift from the airport to the hotel?
Hugo: My sister Ella and I land at 9. Could you take us along?
Iris: No thanks, my cousin picks me up.
Jon: Either I share a taxi or I need a lift. I'll let you know.
Kim: Count me in!
Lars: I take the bus, I know the way.
Ella: Hugo told you already. Bring sun cream, all of you!
Jon: A lift would be nice, but I go by taxi now.
Iris: My cousin is ill, so I need a lift after all.
Kim: You needn't wait for me, I've found another lift.
Greta: Then I have my list. Nils called: his wife drives him. See you!
"""
SHIRTS = """\
Wanda: I order the choir T-shirts on Monday. Who wants one?
Abe: One for me, please.
Bea: Large, please!
Carl: Not for me, I have one from last time.
Dora: Me too, please.
Emil: I'd like one as well.
Wanda: Fia rang: she would like one too.
Emil: No T-shirt for me. I've found my own.
Dora: I still want one, just to say so.
"""
BEDS = """\
Ruth: The house has room on the wedding night. Who needs a bed?
Sam: Yes, please.
Tina: I sleep in my camper, as I like it.
Uli: Don't bother, I've booked a hotel.
Vera: Please keep a bed for me.
Will: Vera and I would be grateful for a bed.
Sam: I'm sorry, I can't come: I have to work.
"""
TICKETS = """\
Ann: I have three spare tickets for the play on Friday. Anyone interested in a ticket?
Ben: I would love one!
Cleo: No, thank you.
Dirk: Can I have one, please?
Ben: I've bought one, so I don't need one any more.
"""
LUNCH = """\
Olga: I order the packed lunch for the hike. Who wants one?
Pia: For me too, please.
Quentin: I bring my own.
Rosa: I'll take one.
Theo: Perhaps, I must ask at home.
Theo: Yes, please, one for me.
Rosa: Quentin needs one as well, his fridge is empty.
"""
BOOKS = """\
Lea: The family chronicle is printed next week. Who would like a copy?
Max: Please send me a copy.
Nora: I don't need one.
Otto: Could you keep one for me?
Nora: On second thoughts I'd love a copy.
Otto: My wife has one already, so none for me.
"""


def wants(goal, text):
    passages = passages_of(text)
    messages = [(first_name(p.author), p.body) for p in passages]
    told = wants_told(goal, people_in(passages), messages)
    assert told is not None
    return [name for name, is_wanted in told.known.items() if is_wanted], told.is_whole


@pytest.mark.parametrize(
    ("goal", "text", "wanted"),
    [
        ("Who has to be picked up from the airport in the end?", AIRPORT, ["Hugo", "Ella", "Iris"]),
        ("Who gets a T-shirt in the end?", SHIRTS, ["Abe", "Bea", "Dora", "Fia"]),
        ("Who needs a bed? A list of first names.", BEDS, ["Vera", "Will"]),
        ("Who gets a ticket in the end?", TICKETS, ["Dirk"]),
        ("Who wants a packed lunch in the end?", LUNCH, ["Pia", "Quentin", "Rosa", "Theo"]),
        ("Who would like a copy of the chronicle?", BOOKS, ["Max", "Nora"]),
    ],
)
def test_last_words_tell_for_certain_who_wants_what_is_offered(goal, text, wanted):
    assert wants(goal, text) == (wanted, True)


def told(said, *later, goal="Who gets a ticket in the end?", offer="Who wants a ticket?"):
    thread = [("Ann", offer), ("Bo", said), ("Cy", "Yes, please."), *later]
    wanted = wants_told(goal, ["Ann", "Bo", "Cy"], thread)
    assert wanted is not None
    return wanted.known.get("Bo") if wanted.is_whole else None


@pytest.mark.parametrize(
    "said",
    [
        "I would need one, but my sister gives me hers.",
        "Yes, I know the theatre.",
        "I have one question: where is it?",
        "I'd love to see you all!",
        "Please send me the address.",
        "If there's one left, I'd like one.",
        "I had one, but gave it to my mother.",
        "My son would like one.",
        "Two for us, please.",
        "I don't want to miss it, one for me!",
        "A ticket? Not on a Friday.",
        "Ann, I could give you two as well.",
        "Do I need one?",
        "I didn't say that I want one.",
        "I'd like one for my mother.",
        "Cy, could you keep one for me?",
    ],
)
def test_answer_that_is_no_plain_yes_or_no_is_left_open(said):
    assert told(said) is None


@pytest.mark.parametrize(
    ("said", "is_wanted"),
    [
        ("I'm in!", True),
        ("Keep one for me!", True),
        ("I'd love one, thanks!", True),
        ("Put me down for one.", True),
        ("I need no ticket.", False),
        ("I'm not interested.", False),
        ("Two tickets for me, please!", True),
        ("Please cancel my ticket.", False),
        ("I have to cancel, a client is coming.", False),
        ("I have mine already.", False),
        ("Not this time.", False),
    ],
)
def test_plain_yes_or_no_tells_who_wants_it(said, is_wanted):
    assert told(said) is is_wanted


@pytest.mark.parametrize(
    "later",
    [
        [("Ann", "Sorry, Bo, there are no more.")],
        [("Bo", "Oh no, I'm away that weekend.")],
        [("Bo", "Cy, you can have mine.")],
        [("Bo", "My mother is visiting that day.")],
        [("Bo", "Don't cancel my ticket, whatever Cy says.")],
        [("Cy", "Who brings wine?"), ("Bo", "Not me.")],
        [("Dora", "What time does it begin?")],
    ],
)
def test_later_message_that_may_change_what_was_said_leaves_it_open(later):
    assert told("Yes, please!", *later) is None


@pytest.mark.parametrize(
    "later",
    [
        [("Bo", "Thanks, see you on Friday!")],
        [("Bo", "Make it three.")],
        [("Ann", "Good. Cy asked for a window seat, I try.")],
    ],
)
def test_later_message_on_other_things_leaves_it_as_it_was(later):
    assert told("Yes, please!", *later) is True


@pytest.mark.parametrize(
    ("said", "is_wanted"),
    [
        ("I'd drive, but the car is broken, so please pick me up.", True),
        ("Please fetch Cy and me.", True),
        ("Can you take me along?", True),
        ("I drive.", False),
        ("I walk, it's not far.", False),
        ("My brother takes me.", False),
        ("My parents are driving me.", False),
        ("I'm being picked up by my cousin.", False),
        ("I've booked a rental car.", False),
        ("Cy, can I come with you?", None),
        ("The bus stops at your gate, so you needn't fetch me.", False),
        ("I come on my own motorbike.", False),
        ("I don't drive.", None),
        ("My car won't start.", None),
        ("My brother can't take me.", None),
        ("I take the train.", None),
        ("I come by car, if it starts.", None),
        ("Can you fetch my parcel?", None),
        ("Cy comes with me in my car.", None),
    ],
)
def test_who_needs_no_lift_says_how_they_come(said, is_wanted):
    goal, offer = "Who needs a lift from the pier?", "Who wants to be fetched from the pier?"
    assert told(said, goal=goal, offer=offer) is is_wanted


def test_more_who_want_one_than_there_are_leave_open_who_gets_it():
    assert told("Yes, please.", offer="I have two spare tickets. Who wants a ticket?") is True
    assert told("Yes, please.", offer="I have one ticket left. Who wants a ticket?") is None


def test_me_too_is_what_the_one_before_said():
    assert told("No, thanks.", ("Dan", "Me neither.")) is None  # Cy said yes
    assert told("Me too!") is True


@pytest.mark.parametrize(
    ("goal", "offer"),
    [
        ("Who doesn't want a ticket?", "Who wants a ticket?"),
        ("Who gets a vegetarian lunch?", "I order lunch. Who wants lunch?"),
        ("Who wants to pay by card?", "Who wants to pay by card?"),
        ("Who gets a ticket?", "The tickets are here."),
        ("Which tickets are left?", "Who wants a ticket?"),
    ],
)
def test_task_that_asks_for_others_is_not_read_so(goal, offer):
    assert wants_told(goal, ["Ann", "Bo"], [("Ann", offer), ("Bo", "Yes, please.")]) is None
