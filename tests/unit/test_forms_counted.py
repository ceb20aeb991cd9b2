"""Things whose numbers a task asks for are the keys of the file, however it names them."""

from __future__ import annotations

import pytest

from hocket.agents.ways.extract import extracted_form
from hocket.plan.kinds import kind_of

GOALS = """\
Read notes.txt and tell me what the school has hired as it stands. Write o.json with the numbers \
round_tables, chairs and tents (0 for what isn't hired). | round_tables chairs tents
What did we order in the end? The mails are in notes.txt; put the numbers of pencils, erasers and \
rulers into o.json. | pencils erasers rulers
Please read the chat in notes.txt and write o.json with the quantities of milk, eggs and loaves \
that are wanted by the last message. | milk eggs loaves
Work out from the minutes in notes.txt how many spades and rakes are on loan now, and write them \
to o.json. | spades rakes
o.json from notes.txt: the numbers adults and children. | adults children
Going by notes.txt, how do things stand? I'd like o.json with the current figures adults, \
children, dogs, 0 if none. | adults children dogs
"""


@pytest.mark.parametrize("line", GOALS.splitlines())
def test_numbers_asked_for_of_things_are_read_as_keys_of_an_object(line):
    goal, keys = line.split(" | ")
    form = extracted_form(goal, ["o.json"])

    assert form is not None
    assert (form.shape, form.keys) == ("object", tuple(keys.split()))
    assert kind_of(goal, ["notes.txt"], ["o.json"]) == "extraction"


@pytest.mark.parametrize(
    "goal",
    [
        "Write o.json with how many oaks and pines each wood has. See notes.txt.",
        "Write o.json: how many more oaks and fewer pines there are per year.",
    ],
)
def test_numbers_for_each_of_several_groups_are_no_keys(goal):
    form = extracted_form(goal, ["o.json"])

    assert form is None or form.shape != "object"
