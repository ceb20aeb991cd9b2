"""Answers on how far something fell, which have no sign."""

from __future__ import annotations

import json

import pytest

from hocket.agents.forms import fill, form_of

BETWEEN = "Between which two months a year apart did the rent in rents.csv fall most? "


def answered(goal, *values):
    form = form_of(goal, ["a.json"])
    answer = dict(zip(form.keys, values, strict=True))
    return json.loads(fill(form, {"kind": "value", "value": answer}).content)


@pytest.mark.parametrize(
    ("said", "key"),
    [
        ("from, to (like May 2003) and euros, by how many euros it fell.", "euros"),
        ("from, to (like May 2003) and size (by how much the rent dropped).", "size"),
        ("from, to (like May 2003) and fall.", "fall"),
        ("from, to (like May 2003) and drop_percent.", "drop_percent"),
    ],
)
def test_fall_that_a_program_has_below_zero_is_given_by_its_size(said, key):
    found = answered(f"{BETWEEN}Write a.json with {said}", "2003-05-01", "2004-05-01", -12.5)
    assert found == {"from": "May 2003", "to": "May 2004", key: 12.5}


@pytest.mark.parametrize(
    "said",
    [
        "from, to and euros, by how many euros it changed.",
        "from, to and fall as a negative number.",
        "from, to and change.",
        "from, to and euros, the rent then.",
        "from, to and fall (it may have risen elsewhere).",
    ],
)
def test_other_values_below_zero_keep_their_sign(said):
    assert [*answered(f"{BETWEEN}Write a.json with {said}", "a", "b", -12.5).values()][2] == -12.5


def test_autumn_of_a_cold_place_keeps_its_sign():
    goal = "Mean temperature by season in lake.csv: write a.json with spring, summer, fall, winter."
    assert answered(goal, -1, 8, -3, -20)["fall"] == -3
