"""Who still owes what somebody collects from a group, as a chat says it."""

from __future__ import annotations

import pytest

from hocket.agents.threads.names import people_in
from hocket.agents.threads.owing import owing
from hocket.documents.passages import passages_of

BUS = """\
Rob: Bus was 84, that's 14 each for Ann, Beth, Carl, Dora, Emil and me. Please pay me back.
Ann: Sent.
Beth: I'll bring cash on Friday.
Carl: I paid for me and Dora just now.
Rob: Ann's money is here, Carl's too.
Emil: Which account?
Rob: The usual one, Emil.
Emil: ok, transferred
Rob: Emil, nothing has arrived yet.
"""
PIZZA = """\
Lena: Pizza was 8 euros each, please: Max, Nils, Olga and Pia.
Max: paid
Nils: I gave you a tenner, keep the change
Olga: can I pay you tomorrow?
Pia: Max paid for me, I owe him now.
Lena: Got Max's, thanks.
"""
KEYS = """\
Sue: I still need the keys from Tim, Una and Vera. One key each was in your pigeonholes.
Tim: I gave you mine back on Monday!
Una: Sorry, forgot. Tomorrow.
Vera: I never had one.
Sue: Right, Tim, it's here.
"""
CONCERT = """\
Kai: Tickets are 30 each. That's for Lou, Mia, Noa, Ole and me.
Lou: done
Mia: I thought I had paid, but the transfer failed. I'll do it again tonight.
Noa: I can't come after all, count me out
Ole: just sent it
Kai: Still missing: Mia. Ole's 30 came in.
Mia: Sent again
Kai: Got it, thanks!
"""
FEE = """\
Jan: 5 euros each, from Ida, Jo, Kim and Leo.
Ida: I'll pay on Monday
Jo: Will pay too
Kim: ok
Jan: Only Jo and Kim are still missing.
"""
PRESENT = """\
Ivy: Present: 10 each, please. That's Jon, Kay, Liz and Moe.
Jon: 10 are on their way
Kay: I haven't paid yet, sorry
Liz: Paid for Moe and me
Ivy: Jon's 10 came in. Liz, your transfer has come back.
"""
LUNCH = """\
Zoe: 8 each from Pat, Quin, Ray. I paid for all.
Pat: I put 8 in your letterbox
Quin: You still owe me 10 from last week, so take it off that
Ray: Zoe, yours is on the kitchen table, I gave you 8 in coins
Zoe: Quin: deal, so we're even. Ray's is here.
"""
LIBRARY = """\
Mrs Ott: Hello, please hand your atlases back in before the holidays: Ben, Cleo, Dan, Eli, Fay.
Ben: Mine is on your desk.
Cleo: I bring it on Monday, you get it in the break.
Dan: I gave mine to Mrs Ott last week.
Eli: I never had one.
Cleo: Atlas is back, I gave it to Mrs Ott.
Mrs Ott: Thanks, Ben and Cleo! Fay, I'm still waiting for yours.
"""
BALL = """\
Vic: I've bought the ball, 5 euros each. Send me the money, please. That's Wim, Xenia, Yan and Zed.
Wim: Done, with 5 for Yan as well.
Xenia: I gave it to you at practice, didn't I?
Vic: Yes, Xenia, got it, thanks.
Zed: Tomorrow!
Vic: Wim's is in too.
"""


def read(goal, text):
    passages = passages_of(text)
    messages = [(p.author.split()[0] if p.author else "", p.body) for p in passages]
    known = owing(goal, people_in(passages), messages)
    return [name for name, owes in known.items() if owes]


@pytest.mark.parametrize(
    ("goal", "text", "owes"),
    [
        ("Who still owes Rob the bus money?", BUS, ["Beth", "Emil"]),
        ("Who hasn't paid Lena yet?", PIZZA, ["Olga"]),
        ("Who still has to give Sue the key back?", KEYS, ["Una"]),
        ("Who still owes Kai money for the concert?", CONCERT, []),
        ("Who still owes Jan the fee?", FEE, ["Jo", "Kim"]),
        ("Who still has to pay Ivy?", PRESENT, ["Kay", "Liz"]),
        ("Who owes Zoe for the lunch?", LUNCH, []),
        ("Who hasn't given the atlas of the school back yet?", LIBRARY, ["Fay"]),
        ("Who still has to pay for the ball?", BALL, ["Zed"]),
    ],
)
def test_who_still_owes_follows_from_plain_words(goal, text, owes):
    assert sorted(read(goal, text)) == owes


SHARED = "Abe: It was 20 each for Bea, Cal and me.\nBea: ok\n{said}\nAbe: Fine.\n"


@pytest.mark.parametrize(
    ("said", "owes"),
    [
        ("Cal: Paid.", False),
        ("Cal: I've transferred it", False),
        ("Cal: I left 20 on your desk", False),
        ("Cal: Bea did it for me", False),
        ("Cal: Sorry, I forgot", True),
        ("Cal: Nearly paid the wrong one. I'll do it tonight", True),
        ("Cal: I haven't transferred it yet", True),
        ("Cal: Good", True),
        ("Cal: I sent you the photos", None),
        ("Cal: I paid Bea", None),
        ("Cal: I gave my brother 20 for it", None),
        ("Cal: Take it off what you owe me", None),
    ],
)
def test_last_plain_words_of_a_person_count_and_others_leave_it_open(said, owes):
    passages = passages_of(SHARED.format(said=said))
    messages = [(p.author, p.body) for p in passages]
    known = owing("Who still owes Abe?", ["Abe", "Bea", "Cal"], messages)
    assert known.get("Cal") is owes


@pytest.mark.parametrize(
    ("said", "bea", "cal"),
    [
        ("Cal: Paid half, the rest follows.", True, None),
        ("Cal: I sent it to the wrong account.", True, None),
        ("Cal: Done with the poster!", True, None),
        ("Cal: Sent.\nAbe: It bounced.", True, None),
        ("Cal: Sent.\nAbe: Cal, has your money arrived?", True, None),
        ("Abe: Has Cal's money arrived?", True, True),
        ("Abe: If Cal has paid, we can book.", True, True),
        ("Abe: Cal has arrived at the station.", True, None),
        ("Abe: Cal is back from holiday.", True, None),
        ("Abe: Cal's money is back.", True, False),
        ("Abe: Cal is in, thanks.", True, False),
        ("Abe: Cal paid me 5, so 15 are open.", True, None),
        ("Abe: Cal gave me the keys.", True, None),
        ("Abe: Bea paid, Cal hasn't.", None, None),
        ("Abe: Cal hasn't paid, Bea has.", None, None),
        ("Abe: Bea and Cal haven't paid.", True, True),
        ("Abe: Everyone except Bea has paid now.", None, None),
        ("Abe: All of you have paid, thanks!", None, None),
        ("Abe: Received 20 from Bea, 20 from Cal.", False, None),
        ("Abe: Bea, Cal: thanks, got both.", None, None),
        ("Abe: Paid so far: Cal.", True, None),
        ("Abe: Cal, you don't have to pay.", True, None),
        ("Abe: Cal is not coming.", True, None),
        ("Cal: Sorted!", True, None),
        ("Cal: Can't come, sorry.", True, None),
        ("Cal: Paid.\nCal: Oh no, the app says it failed.", True, None),
    ],
)
def test_what_is_asked_paid_in_part_or_told_of_two_sides_is_not_certain(said, bea, cal):
    passages = passages_of(SHARED.format(said=said))
    messages = [(p.author, p.body) for p in passages]
    known = owing("Who still owes Abe?", ["Abe", "Bea", "Cal"], messages)
    assert (known.get("Bea"), known.get("Cal")) == (bea, cal)


def test_somebody_who_takes_no_part_does_not_owe_and_only_what_is_asked_for_comes_back():
    said = [("Abe", "20 each for Bea and Cal."), ("Dee", "Nice! See you tomorrow.")]
    assert "Dee" not in owing("Who still owes Abe?", ["Abe", "Bea", "Cal", "Dee"], said)
    said = [("Bea", "I brought the cake in."), ("Cal", "I put my key back.")]
    goal = "Who hasn't brought the key back to Abe?"
    known = owing(goal, ["Abe", "Bea", "Cal"], [("Abe", "My keys, please!"), *said])
    assert (known.get("Bea"), known.get("Cal")) == (None, False)


@pytest.mark.parametrize(
    "goal", ["Who comes to the concert?", "Who still owes money?", "Who has paid Kai already?"]
)
def test_list_that_nobody_collects_for_is_not_read(goal):
    assert read(goal, CONCERT) == []
    passages = passages_of(CONCERT)
    assert owing(goal, people_in(passages), [(p.author, p.body) for p in passages]) == {}


def test_words_on_where_ones_own_is_leave_it_open():
    said = [("Abe", "Please bring the tents back to me: Bea, Cal, Dov and Eva.")]
    said += [("Bea", "Mine is in the hall."), ("Cal", "I never had any."), ("Dov", "Hi!")]
    known = owing("Who still has to bring a tent back?", ["Abe", "Bea", "Cal", "Dov", "Eva"], said)

    assert known == {"Abe": False, "Cal": False, "Dov": True, "Eva": True}


@pytest.mark.parametrize("said", ["Everything is in except Cal's.", "Everyone but Cal has paid."])
def test_all_but_some_leave_everybody_open(said):
    messages = [
        ("Abe", "I bought the tickets. Bea, Cal and Dee, please pay me back."),
        ("Bea", "Will do."),
        ("Abe", said),
    ]

    assert owing("Who still owes Abe?", ["Abe", "Bea", "Cal", "Dee"], messages) == {"Abe": False}


def test_who_paid_for_somebody_as_well_may_have_paid_for_themselves():
    messages = [
        ("Abe", "I bought the tickets. Bea, Cal and Dee, please pay me back."),
        ("Bea", "Cal paid for me as well."),
    ]

    known = owing("Who still owes Abe?", ["Abe", "Bea", "Cal", "Dee"], messages)

    assert known == {"Abe": False, "Bea": False, "Dee": True}
