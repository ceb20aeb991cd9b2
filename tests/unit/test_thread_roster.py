"""Who has which slot of a plan at the end of a thread."""

from __future__ import annotations

import pytest

from hocket.agents.threads.plans import roster_rows, roster_told, roster_values
from hocket.documents.passages import passages_of

GOAL = "Who waters the garden on which day in the end?"
PLAN = "Nora: Here is who waters: Monday Nora, Wednesday Piet, Friday Rosa, Sunday Sam.\n"
LAST = ("Nora: See you there.", "Vera: Till then!", "Nora: Bye.")


def told(*turns: str, plan: str = PLAN, goal: str = GOAL):
    """Who has each slot in the end; more turns make it a chat."""
    text = plan + "\n".join(turns) if "From:" in plan else plan + "\n".join((*turns, *LAST))
    roster = roster_told(goal, passages_of(text))
    return roster and [f"{slot.day or slot.label} {who}" for slot, who in roster.items()]


def changed(*turns: str) -> dict[str, str] | None:
    """The days that somebody else has than in the plan."""
    found = told(*turns)
    before = ["Monday Nora", "Wednesday Piet", "Friday Rosa", "Sunday Sam"]
    return found and dict(entry.split() for entry in found if entry not in before)


@pytest.mark.parametrize(
    ("turns", "changes"),
    [
        (["Piet: Fine by me.", "Rosa: Good."], {}),
        (
            ["Piet: Rosa, I could take Friday if you do my Wednesday.", "Rosa: Yes, gladly."],
            {"Wednesday": "Rosa", "Friday": "Piet"},
        ),
        (["Piet: Rosa, I'd take Friday if you take mine.", "Rosa: Sorry, no."], {}),
        (["Piet: Rosa, I'd take Friday if you take mine.", "Sam: Great!"], {}),
        (
            ["Sam: I can't make it on Sunday.", "Piet: I'll take Sunday then."],
            {"Sunday": "Piet"},
        ),
        (["Sam: I can't make it on Sunday.", "Piet: I might take Sunday."], None),
        (
            ["Sam: I'm away on Sunday. Can anyone take my Sunday?", "Rosa: I can do that."],
            {"Sunday": "Rosa"},
        ),
        (["Sam: Could anyone have my day?", "Sam: No, I keep my Sunday after all."], {}),
        (["Rosa: I stand in for Sam."], {"Sunday": "Rosa"}),
        (
            ["Rosa: I could stand in for Sam.", "Sam: Thanks, Rosa, that's great."],
            {"Sunday": "Rosa"},
        ),
        (["Rosa: I could stand in for Sam.", "Sam: No need."], {}),
        (
            ["Nora: I asked Theo, who can't, and then Vera, who is glad to have the Friday."],
            {"Friday": "Vera"},
        ),
        (["Theo: Friday is fine with me."], {"Friday": "Theo"}),
        (["Rosa: Friday is fine with me."], {}),
        (["Piet: If it rains, I take Sunday."], {}),
        (["Nora: It stays as it is, but Sunday: Vera."], {"Sunday": "Vera"}),
        (["Piet: Would you water on Wednesday, Sam?", "Sam: If need be, yes."], {}),
        (["Piet: I water on Sunday, Sam is ill."], {"Sunday": "Piet"}),
        (["Piet: Rosa and I swap."], {"Wednesday": "Rosa", "Friday": "Piet"}),
        (["Nora: Sam and Rosa have swapped."], {"Sunday": "Rosa", "Friday": "Sam"}),
        (["Piet: Sam stands in for me on Wednesday."], {"Wednesday": "Sam"}),
        (
            ["Sam: I can take Friday if Rosa takes my Sunday.", "Rosa: OK, I take Sunday."],
            {"Friday": "Sam", "Sunday": "Rosa"},
        ),
        (["Piet: Rosa and I want to swap Wednesday with something."], None),
        (["Theo: I take the bus on Friday."], None),
        (["Theo: On Friday I get my new car."], None),
        (["Theo: I have Friday off."], None),
        (["Theo: In case of rain I do Friday."], None),
        (["Piet: Rosa and I almost swapped."], None),
        (["Nora: Friday Theo brings the cups."], None),
        (["Nora: Theo said he takes Friday."], None),
        (["Nora: Friday is taken by Theo."], None),
        (["Piet: Friday I do not take."], {}),
        (["Rosa: I'd rather not do Friday."], None),
        (["Rosa: Friday doesn't work for me."], None),
        (["Rosa: Please take me off Friday."], None),
        (["Rosa: Friday is cancelled."], None),
        (["Rosa: Theo, can you do Friday?", "Theo: Yes."], {"Friday": "Theo"}),
        (["Rosa: Theo, please do Friday.", "Theo: OK."], None),
        (["Rosa: Theo, can you do Friday?", "Theo: Sure, no problem."], {"Friday": "Theo"}),
        (["Rosa: Who can do Friday?", "Theo: Me!"], {"Friday": "Theo"}),
        (["Rosa: Theo, can you do Friday?", "Theo: Sorry, no."], {}),
        (["Rosa: I take the bus on Friday."], {}),
        (["Theo: Then I do the garden on Friday."], {"Friday": "Theo"}),
        (["Theo: Friday I'll do gladly."], {"Friday": "Theo"}),
        (["Piet: I'd swap with Rosa.", "Rosa: Fine."], None),
        (["Piet: I'd swap with Rosa.", "Rosa: Sorry, no."], {}),
        (["Theo: Rosa, shall I take Friday?", "Rosa: Yes, please!"], {"Friday": "Theo"}),
        (
            ["Theo: Rosa, shall I take Friday?", "Sam: Hm.", "Rosa: Yes, please!"],
            {"Friday": "Theo"},
        ),
        (["Piet: Rosa, could we swap?", "Rosa: Sure!"], {"Wednesday": "Rosa", "Friday": "Piet"}),
        (["Piet: Rosa, could we swap?", "Rosa: Sorry, not this week."], {}),
        (["Piet: Rosa, could we swap?", "Sam: Sure!"], {}),
        (
            ["Nora: Rosa, shall we swap Monday and Friday?", "Rosa: With pleasure."],
            {"Monday": "Rosa", "Friday": "Nora"},
        ),
        (["Theo: Rosa, could we swap?", "Rosa: Sure!"], None),
        (
            ["Piet: I'm ill on Wednesday. Rosa, would you do it? I'd take Friday.", "Rosa: OK!"],
            {"Wednesday": "Rosa", "Friday": "Piet"},
        ),
        (
            ["Piet: I can't on Wednesday. Rosa, would you do it? I'd take Friday.", "Rosa: No."],
            None,
        ),
        (
            [
                "Rosa: I can do Sunday, but then somebody else has to do Friday.",
                "Theo: I'll do Friday then.",
                "Rosa: Good. So I'm on Sunday.",
            ],
            {"Sunday": "Rosa", "Friday": "Theo"},
        ),
        (
            [
                "Rosa: I can do Sunday, but then somebody else has to do Friday.",
                "Theo: I'll do Friday then.",
            ],
            None,
        ),
        (["Sam: On Sunday I have a match. Can anybody take it?"], None),
        (
            ["Sam: On Sunday I have a match. Can anybody take it?", "Vera: I can take it."],
            {"Sunday": "Vera"},
        ),
        (["Sam: I'd take Friday if you do mine, Rosa.", "Sam: Never mind.", "Rosa: Ok."], {}),
        (
            ["Rosa: I'd swap, Piet. You get my Friday and I take your Wednesday.", "Piet: Thanks!"],
            {"Wednesday": "Rosa", "Friday": "Piet"},
        ),
        (["Rosa: Piet, you get my Friday and I take your Wednesday.", "Piet: Sorry, no."], {}),
        (["Rosa: Piet, then you do the Friday."], None),
        (
            [
                "Rosa: If you take my Friday, Piet, I'll do your Wednesday.",
                "Piet: Yes, let's do that.",
            ],
            {"Wednesday": "Rosa", "Friday": "Piet"},
        ),
        (["Rosa: If you take my Friday, Piet, I'll do your Wednesday.", "Piet: Sorry, no."], {}),
        (["Rosa: If you take Friday, I take the kids.", "Piet: Yes, gladly."], None),
        (
            ["Sam: Sunday is my birthday. Would anyone take it?", "Vera: I will, Sam."],
            {"Sunday": "Vera"},
        ),
        (
            ["Piet: Wednesday is bad for me. Rosa, can we swap?", "Rosa: Sure!"],
            {"Wednesday": "Rosa", "Friday": "Piet"},
        ),
        (["Piet: Wednesday is bad for me. Rosa, can we swap?", "Rosa: Sorry, no."], None),
        (["Theo: I have Friday evening choir."], None),
        (["Rosa: I'm ill."], None),
        (["Rosa: Friday clashes with my exam."], None),
        (["Rosa: Anything but Friday."], None),
        (["Nora: Rosa is free on Friday."], None),
        (["Rosa: Sam, do you want Friday?", "Sam: Yes!"], None),
        (["Rosa: Sam, would you mind doing Friday?", "Sam: Not at all."], None),
        (["Rosa: Sam does my Friday and I do Sunday."], {"Friday": "Sam", "Sunday": "Rosa"}),
        (["Rosa: Friday clashes with my exam.", "Theo: I take Friday."], {"Friday": "Theo"}),
        (["Nora: Rosa is ill."], None),
        (["Nora: Rosa is ill.", "Theo: I take Friday."], {"Friday": "Theo"}),
        (["Nora: If Rosa is ill, we ask Theo."], {}),
        (["Sam: Rosa, could I have Friday?", "Rosa: Sorry, I can't join you on Sunday."], {}),
        (["Rosa: Would anybody swap with me?", "Theo: I would.", "Rosa: Great, Theo!"], None),
        (["Rosa: I have a dentist appointment on Friday."], None),
        (["Theo: Rosa asked me to take her day, which I do."], None),
        (["Nora: Theo will replace Rosa."], None),
        (["Theo: I'm taking Rosa's day."], None),
        (["Nora: Let's move everything by a day."], None),
        (["Rosa: Sam, Friday for Sunday?", "Sam: Ok."], None),
        (["Rosa: Sam, shall I do Sunday and you Friday?", "Sam: Ok."], None),
        (
            [
                "Sam: I can't on Sunday, please find somebody else. I could take Friday instead.",
                "Rosa: Fine with me, then I do Sunday and Sam Friday.",
            ],
            {"Sunday": "Rosa", "Friday": "Sam"},
        ),
        (["Sam: Sunday doesn't work for me."], None),
        (
            ["Sam: Sunday doesn't work for me.", "Vera: I can do Sunday, Sam.", "Sam: You star!"],
            {"Sunday": "Vera"},
        ),
        (["Rosa: I have Friday evening choir, but before that I'm there."], {}),
        (["Rosa: Can I do Sunday? I'd rather sleep on Friday.", "Sam: Hm."], {}),
        (["Theo: Rosa, I could take Friday.", "Rosa: Thanks for offering, I'll let you know."], {}),
        (["Theo: Rosa, I could take Friday.", "Rosa: Great weather, hm. I'll think about it."], {}),
    ],
)
def test_messages_change_who_has_a_day_only_where_somebody_takes_it(turns, changes):
    assert changed(*turns) == changes


def test_weeks_are_named_by_their_first_day_their_place_or_whose_they_are():
    plan = (
        "From: Nora Lind\nDate: Mon, 4 May 2026 10:00\n\n"
        "Kiosk: 1 June Nora, 8 June Piet, 15 June me, 22 June Rosa.\n\n"
    )
    said = (
        ("Piet Berg", "Rosa, I can take your week if you take mine."),
        ("Rosa Falk", "Deal."),
        ("Sam Ott", "I'll do the week of the 1st."),
        ("Vera Ash", "I take the third week, Nora."),
    )
    mails = [f"From: {who}\nDate: Tue, 5 May 2026 10:00\n\n{body}\n\n" for who, body in said]
    assert told(*mails, plan=plan, goal="Who is in the kiosk in which week?") == [
        "2026-06-01 Sam",
        "2026-06-08 Rosa",
        "2026-06-15 Vera",
        "2026-06-22 Piet",
    ]


def test_thread_without_a_plan_has_no_roster():
    assert told("Piet: Monday is fine.", plan="Nora: When do we meet?\n") is None
    assert told(goal="How many days are there?") is None


@pytest.mark.parametrize(
    "days",
    [
        "Monday Nora and Piet, Wednesday Rosa, Friday Sam",
        "Monday Nora, Wednesday Rosa/Piet, Friday Sam",
        "Monday Nora, Wednesday Rosa, Friday Sam, Sunday nobody yet",
        "Monday Nora, Wednesday the twins, Friday Sam, Sunday Piet",
        "Monday Nora, Wednesday Rosa, Friday Sam, Monday Piet",
    ],
)
def test_list_with_a_slot_of_two_people_of_nobody_or_twice_is_no_plan(days):
    assert told("Rosa: Fine.", "Sam: Fine.", plan=f"Nora: Who waters: {days}.\n") is None


@pytest.mark.parametrize(
    "days",
    [
        "Monday Nora and Wednesday Rosa, then Friday Sam. Tell me by Saturday",
        "Monday: Nora, Wednesday: Rosa, and Friday: Sam. Rosa, the key is at my place",
        "on Sunday we talked. Monday me, Wednesday Rosa, Friday Sam",
    ],
)
def test_plan_may_stand_with_other_days_and_names(days):
    assert told("Rosa: Fine.", "Sam: Fine.", plan=f"Nora: Who waters: {days}.\n") == [
        "Monday Nora",
        "Wednesday Rosa",
        "Friday Sam",
    ]


def test_second_plan_with_other_slots_leaves_nothing_certain():
    again = "Nora: New plan: Monday Sam, Wednesday Piet, Friday Nora, Saturday Rosa."
    assert told("Piet: Fine.", again) is None


def test_plan_is_of_people_who_write_and_its_rows_are_of_slots():
    meals = "Nora: Monday Pizza, Tuesday Pasta, Friday Soup.\n"
    assert told("Piet: Good, I cook.", plan=meals, goal="Who cooks on which day?") is None
    passages = passages_of("\n".join((PLAN, "Theo: I bring cake.", *LAST)))
    assert roster_rows(["name", "dish"], "Who brings what?", passages) is None


@pytest.mark.parametrize(
    "goal",
    [
        "How many people water on each day?",
        "Who waters on which day in the original plan?",
        "Who was to water on which day at first?",
        "List only the days that changed hands, each with who has it.",
        "Who offered to swap which day?",
        "Who cannot come on which day?",
    ],
)
def test_task_for_something_else_than_who_has_each_slot_has_no_roster(goal):
    assert told("Theo: I'll do Friday.", goal=goal) is None


def test_task_may_name_the_changes_after_which_it_asks_and_how_it_wants_its_names():
    goal = "Days were swapped. Who waters on which day in the end? Give only first names."
    assert told("Theo: I'll do Friday.", goal=goal) is not None


def test_roster_has_the_keys_of_the_task_whichever_of_them_is_the_person():
    passages = passages_of("\n".join((PLAN, "Theo: I'll do Friday.", *LAST)))
    rows = roster_rows(["first name", "day"], GOAL, passages)
    assert rows is not None
    assert rows[2] == {"day": "Friday", "first name": "Theo"}
    assert roster_rows(["day", "hours"], GOAL, passages) is None
    values = roster_values(["sunday", "friday"], GOAL, passages)
    assert values == {"sunday": "Sam", "friday": "Theo"}
    assert roster_values(["sunday", "hours"], GOAL, passages) is None
