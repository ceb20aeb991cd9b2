"""Days a time before or after an event, whose day later words of the text may move."""

from __future__ import annotations

import pytest

from hocket.agents.formula import computed, in_words
from hocket.agents.terms import term_of

RECEPTION = """\
Catering contract

1. The reception is on Saturday, 14 June 2025, at the boathouse, for 80 guests.
2. A first payment of 500 is due on 3 March 2025.
3. The final number of guests must be given to us no later than ten days before the reception.
4. The balance is payable within 14 days of the reception.
5. Cancellation is free of charge up to two months before the reception; after that half is due.
"""
POSTPONED = f"""\
{RECEPTION}
Amendment of 2 April 2025

The reception has been postponed by one week. All else stays as it is.
"""
POTTERY = """\
Registration. You can withdraw without costs until three weeks before the start of the course.
Fee. The fee of 180 has to be paid within 10 days of this confirmation.

The course runs from 6 October 2025 to 10 November 2025, on Mondays.

Hilltop, 1 August 2025
"""
FLAT = """\
1. Term. The lease runs from 1 March 2024 to 28 February 2026.
2. The deposit of 1,800 is returned within two months of the end of the lease.
3. Notice of defects is to be given at least 5 clear days before the end of the lease.
4. The final cleaning is to be ordered by the end of the month before the end of the lease.
5. The keys are handed over on 28 February 2026. They are counted within a week of the handover.
"""
KILN = """\
From: Ana
Date: 3 March 2025
Subject: Loan of the kiln

The kiln will be delivered on 12 May 2025. Please tell us at least one week before the delivery
where it should stand.

---
From: Bo
Date: 1 April 2025
Subject: Re: Loan of the kiln

Sorry, the lorry is away. The delivery is now on 19 May 2025. The loan has to be reported to the
insurer no later than three days after the delivery.
"""
CABIN = """\
The mountain hut is reserved for you from 3 July 2025 to 17 July 2025. The remaining 300 must be
paid a month before check-in. Complaints reach us within 8 days after check-out.

Change of booking

As agreed, the hut is now yours from 10 July 2025 to 24 July 2025.
"""
PAPERS = """\
Call for papers. The conference takes place from 2 June 2025 to 5 June 2025 in Ulm.
Abstracts must be submitted at least 12 weeks before the conference. Authors are told by
15 April 2025. Speakers register within three weeks after the notice of acceptance, at the latest
four weeks before the conference, whichever is earlier.
"""
BOATS = """\
1. Period. Four boats are hired from 5 July 2025 to 12 July 2025.
2. Payment. The remainder is to be paid no later than three weeks before the beginning of the hire.
3. Damage must be reported within two days of the order of the boats.
"""
RACE = "Entries close two weeks before the race. It was moved: the race is now on 8 June 2025."
MOVED = RACE.replace("It was moved: the race is now on", "The race was moved from 1 June 2025 to")
FAIR = "The stand is free if cancelled less than a week before the fair, which is on 3 May 2025."
GUESTS = "By when must we tell them the number of guests?"
STAND = "Until when do we tell them where the kiln should stand?"

CAMP = "The form must be in two weeks before the camp. The camp is from 3 to 10 August 2025."
BOARD = """\
The report goes to the board ten days before the meeting. The meeting on 3 June 2025 was cancelled;
the next one is on 1 July 2025.
"""
PARTY = """\
The number of guests is to be told to the caterer five days before the party. The hall must be told
ten days before the party. The party is on 20 June 2025.
"""
WEDDING = """\
The cake is ordered three weeks before the wedding, the flowers one week before it. The wedding is
on 20 June 2025.
"""
LOAN = """\
The loan was paid out on 1 June 2024. The loan runs for two years from the payout. It must be repaid
within ten days after the end of the loan.
"""
EXTENDED = """\
The lease runs until 31 May 2025. It was extended by one month in April. The keys must be returned
within three days after the end of the lease.
"""
EXAM = """\
The exam is on 20 June 2025. Registration closes three weeks before the exam. The retake is on
5 September 2025.
"""


@pytest.mark.parametrize(
    ("text", "question", "day"),
    [
        (RECEPTION, GUESTS, "4 June 2025"),
        (POSTPONED, GUESTS, "11 June 2025"),
        (POSTPONED, "Until when can we cancel free of charge?", "21 April 2025"),
        (POSTPONED, "By what date is the balance to be paid?", "5 July 2025"),
        (
            POSTPONED.replace("postponed by one week", "brought forward by two days"),
            "By what date do we have to have paid the balance?",
            "26 June 2025",
        ),
        (POTTERY, "What is the last date for withdrawing without costs?", "15 September 2025"),
        (POTTERY, "By what date do I have to pay the fee?", "11 August 2025"),
        (FLAT, "Until when must the deposit be returned at the latest?", "28 April 2026"),
        (FLAT, "By when must defects be notified?", "22 February 2026"),
        (FLAT, "By what date must we order the final cleaning?", "31 January 2026"),
        (FLAT, "By which date are the keys counted?", "7 March 2026"),
        (KILN, STAND, "12 May 2025"),
        (KILN, "When must the loan be reported to the insurer at the latest?", "22 May 2025"),
        (CABIN, "By which day must the remaining 300 be paid?", "10 June 2025"),
        (CABIN, "Until when can we complain about the hut?", "1 August 2025"),
        (PAPERS, "By when do abstracts have to be submitted?", "10 March 2025"),
        (BOATS, "What is the latest date for paying the remainder?", "14 June 2025"),
        (RACE, "By what date do we have to enter for the race?", "25 May 2025"),
        (MOVED, "By what date do we have to enter for the race?", "25 May 2025"),
    ],
)
def test_day_before_or_after_an_event_follows_from_where_the_text_moves_it_last(
    text, question, day
):
    term = term_of(question, text)
    assert term is not None
    assert in_words(computed(term.formula)) == day


@pytest.mark.parametrize(
    ("text", "question"),
    [
        (RECEPTION, "When is the first payment due?"),
        (RECEPTION.replace("is on Saturday, 14 June 2025,", "is"), GUESTS),
        (f"{RECEPTION}\n6. The reception of 2024 was on 8 June 2024.", GUESTS),
        (f"{RECEPTION}\nCould we have the reception on 21 June 2025?", GUESTS),
        (RECEPTION.replace("ten days", "ten working days"), GUESTS),
        (POSTPONED.replace("The reception", "The evening"), GUESTS),
        (KILN.replace("The delivery is now", "The delivery might be"), STAND),
        (PAPERS, "By when do speakers have to register?"),
        (PAPERS, "From when can abstracts be submitted?"),
        (POTTERY, "By what date do we have to pay the glaze?"),
        (FLAT, "By what date must the heating bill be paid?"),
        (BOATS, "By when does damage have to be reported?"),
        (FAIR, "Until when can the stand be cancelled?"),
        (
            EXAM,
            "By when do I have to register for the retake?",
        ),
        (CAMP, "By when must the form be handed in?"),
        (BOARD, "By when must the report be with the board?"),
        (PARTY, "By when must we tell the hall the number of guests?"),
        (LOAN, "By when must the loan be repaid?"),
        (EXTENDED, "By when must the keys be returned?"),
        (EXTENDED.replace("It", "The end"), "By when must the keys be returned?"),
        (WEDDING, "By when should the flowers be ordered?"),
    ],
)
def test_day_of_an_event_that_is_not_certain_is_left_to_the_llm(text, question):
    assert term_of(question, text) is None


def test_day_on_which_an_event_was_planned_is_not_its_day():
    text = "Report damage within 8 days after delivery. Delivery was planned for 2 May 2025{}."
    question = "Until when can I report damage?"
    assert term_of(question, text.format("")) is None
    term = term_of(question, text.format(" and took place on 6 May 2025"))
    assert term is None or in_words(computed(term.formula)) == "14 May 2025"


def test_day_before_an_event_rests_on_its_rule_and_on_what_moves_the_event():
    term = term_of(GUESTS, POSTPONED)
    assert term is not None
    assert [sentence.split(" be ")[0].split(" is ")[0] for sentence in term.sentences] == [
        "The final number of guests must",
        "The reception",
        "The reception has been postponed by one week",
    ]
