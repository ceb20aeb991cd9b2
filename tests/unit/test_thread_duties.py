"""Who has which duty at the end of a thread, as people take them, pass them on and give them up."""

from __future__ import annotations

import pytest

from hocket.agents.threads.duties import duties_told
from hocket.documents.passages import passages_of

GOAL = "Who takes care of what in the end? A first name each."
FAIR = """\
Tina: The fair is on the 5th. I take care of the tombola.
Olaf: I'll bake the waffles.
Sven: Coffee from me.
Tina: Who does the music?
Ruth: Me! And I can bring the tent.
Olaf: Sven, could you take the waffles? Then I do the coffee.
Sven: Sure.
"""
TRIP = """\
Ida: Who does what on our trip? I book the hostel.
Ben: I've got the tickets already.
Lou: I cook, and Kai does the shopping.
Kai: I can't do the shopping, I arrive late. I could bring the games instead.
Ben: Good, Kai. I'll do the shopping then.
Ida: Games: Kai. See you!
"""
SHOP = """\
Rae: Early is Pat, late is Jo, and I'm on nights.
Pat: Jo and I swap.
Jo: Fine.
Rae: Good.
"""
BAND = """\
Mr Holt: The band: Aki is on bass, Bela is on drums, Cora is on keys and Dan is on guitar.
Dan: I'd rather do the drums, guitars are heavy.
Bela: We can swap, I'd love to do the guitar!
Mr Holt: Fine: Dan is on drums and Bela is on guitar.
Cora: We also need a singer.
Eddi: I've two microphones at home, I'll be the singer.
Cora: My hand hurts, I can't do the keys.
Mr Holt: Then Fay is on keys.
Mr Holt: Singer is Eddi.
"""


def told(text: str, keys: str, goal: str = GOAL) -> dict[str, str] | None:
    passages = passages_of(text)
    assert all(passage.author for passage in passages)
    return duties_told(goal, keys.split(), passages)


@pytest.mark.parametrize(
    ("text", "end"),
    [
        (FAIR, "tombola Tina waffles Sven coffee Olaf music Ruth tent Ruth"),
        (TRIP, "hostel Ida tickets Ben cooking Lou shopping Ben games Kai"),
        (BAND, "bass Aki drums Dan keys Fay guitar Bela singer Eddi"),
        (SHOP, "early Jo late Pat nights Rae"),
    ],
)
def test_duties_are_those_of_who_took_them_last(text, end):
    words = end.split()

    assert told(text, " ".join(words[::2])) == dict(zip(words[::2], words[1::2], strict=True))


START = """\
Ann: I bring the tent.
Bo: I bring the stove.
Cy: Food from me.
Ann: Good.
"""


@pytest.mark.parametrize(
    ("turns", "end"),
    [
        ("", "tent Ann stove Bo food Cy"),
        ("Di: Bo, shall I take the stove?\nBo: Yes, please.", "tent Ann stove Di food Cy"),
        ("Di: Bo, shall I take the stove?\nBo: No, thanks.", "tent Ann stove Bo food Cy"),
        ("Di: I can bring the stove.", "tent Ann stove Bo food Cy"),
        ("Di: I can bring the stove.\nBo: Great, thanks!", "tent Ann stove Di food Cy"),
        (
            "Ann: Somebody else should take the tent.\nDi: I take the tent.",
            "tent Di stove Bo food Cy",
        ),
        ("Ann: My tent leaks, so no tent from me.", ""),
        ("Ann: I can't bring the tent.", ""),
        ("Ann: I can't bring the tent. Who can?\nDi: Hm.", ""),
        ("Di: I bring the stove.", ""),
        ("Di: I bring the stove if it rains.", ""),
        ("Di: I told Bo that his stove is broken.", "tent Ann stove Bo food Cy"),
        ("Di: Eva borrowed the stove.\nEva: Yes.\nEva: True.", ""),
        ("Di: I make a list of the food.", ""),
        ("Bo: Take mine, Di, then I do the food.\nDi: Thanks!", "tent Ann stove Di food Bo"),
        ("Bo: Take mine, Di.\nDi: Hm.", "tent Ann stove Bo food Cy"),
        ("Di: Bo, yours is too heavy for him.", ""),
        ("Di: I'd like to do the stove.\nBo: Yes, please.", ""),
        ("Bo: The stove is on Di.\nDi: Hm.", "tent Ann stove Di food Cy"),
        ("Bo: My sister Eva is a camper. She'd bring the stove.", "tent Ann stove Bo food Cy"),
        ("Ann: I forgot the tent at home.", ""),
        ("Cy: I'm ill, I won't come.", ""),
        ("Cy: I'm ill, I won't come.\nBo: Then I bring the food.", "tent Ann stove Bo food Bo"),
        ("Cy: I can't wait!", "tent Ann stove Bo food Cy"),
        ("Bo: Cy is ill.", ""),
        ("Bo: Cy asked me to do his part.", ""),
        ("Bo: I'm taking over from Cy.", ""),
        ("Ann: Bo, does your stove still leak?\nBo: No, Cy has it.", ""),
        ("Ann: Who likes the stove?\nCy: Me!", ""),
        ("Bo: Last year I made the food.", ""),
        ("Ann: When I get food, I always go to the market.", ""),
        ("Ann: Bo, I can pick up the stove for you.\nBo: Thanks!", ""),
        ("Ann: Bo, don't bother with the stove, mine is bigger.\nBo: Lovely!", ""),
        ("Cy: I burnt the food.\nAnn: Then I'll buy some on the way.", ""),
        ("Ann: Let's cancel everything.", ""),
        ("Bo: Cy, would you mind bringing the stove?\nCy: Not at all!", ""),
        ("Cy: Can I have the stove now?\nBo: Sure.", ""),
        ("Ann: Is it true that Cy brings the stove?\nCy: Yes.", ""),
        ("Ann: Bo said Cy brings the stove.", ""),
        ("Bo: I'm giving the stove to Cy.", ""),
        ("Ann: Cy brings the stove instead of Bo, who does the food.", ""),
        ("Ann: Everybody brings their own food.", ""),
        ("Ann: No food, please.", ""),
        (f"Ann: {'I then ' * 400}", ""),
    ],
)
def test_duties_that_are_not_settled_leave_all_uncertain(turns, end):
    words = end.split()
    expected = dict(zip(words[::2], words[1::2], strict=True)) if end else None

    assert told(START + turns + "\n", "tent stove food") == expected


def test_days_are_left_to_the_roster():
    assert (
        told(SHOP.replace("Early", "Monday").replace("late is", "Tuesday is"), "monday tuesday")
        is None
    )


@pytest.mark.parametrize(
    "goal",
    [
        "How many people bring something?",
        "Who offered what originally? A first name each.",
        "What is the full name of who brings the tent?",
        "What does the tent cost?",
        "What colour is each thing that the people bring?",
        "Read the chat of friends who go camping: is it needed (yes or no)?",
        "People bring things. What does each weigh?",
        "Names of the shops where they are bought.",
        "Who complained about what? A first name each.",
        "Who can't bring what? A first name each.",
    ],
)
def test_task_for_something_else_has_no_duties(goal):
    assert told(START, "tent stove food", goal) is None


def test_message_without_an_author_gives_nobody_a_duty():
    text = "I bring the tent.\n\nI bring the stove."

    assert duties_told(GOAL, ["tent", "stove"], passages_of(text)) is None
