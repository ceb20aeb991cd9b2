"""Records of what really took place, and of what was called off."""

from __future__ import annotations

import pytest

from hocket.agents.records.happened import did_not_happen, wants_happened


@pytest.mark.parametrize(
    ("text", "missed"),
    [
        ("Tour 5, 10:00. Cancelled, the guide was ill.", True),
        ("Lesson 5, with 12 pupils, was called off because of snow.", True),
        ("Walk 5: nobody turned up.", True),
        ("Trip 5 (cancelled)", True),
        ("Flight 5 did not leave, fog.", True),
        ("Tour 5. 14 people, sun.", False),
        ("Lesson 5 with 12 pupils, instead of the cancelled one.", False),
        ("Trip 5: the brake was dropped off at the station.", False),
        ("Tour 5. As tour 3 was cancelled, twelve more came.", None),
        ("Tour 5 was nearly cancelled, but then the sun came out.", None),
        ("Match 5: rained off at first, but played on Tuesday.", None),
        ("Visit 5. Postponed from Monday, held on Friday with 20.", None),
        ("Trip 5. The lunch was cancelled, so they had a picnic.", None),
        ("Trip 5. The tour was cancelled.", True),
        ("Run 5. No runner came late.", False),
        ("Tour 5. If it is cancelled, we call.", None),
    ],
)
def test_what_was_called_off_is_told_from_what_took_place(text, missed):
    assert did_not_happen(text, "5") is missed


@pytest.mark.parametrize(
    ("goal", "wants"),
    [
        ("List the trips the bus really made, from log.txt.", True),
        ("Which of the lessons were actually held?", True),
        ("the walks that took place", True),
        ("List the walks that took place, not the cancelled ones.", True),
        ("Every visit that took place or was cancelled: {date, state}.", False),
        ("List the trips of log.txt.", False),
        ("What really matters to the members?", False),
        ("Who made the cake that took the prize?", False),
    ],
)
def test_goal_that_wants_what_took_place(goal, wants):
    assert wants_happened(goal) is wants
