"""How long things took, by what logs say of their starts and ends."""

from __future__ import annotations

import json

import pytest

from hocket.agents.forms import form_of
from hocket.agents.grammar.reading import answered


def spans_of(goal, *lines):
    """What is told of lines with their times, as JSON where a file is asked for; else None."""
    content = "\n".join(f"2025-03-0{line}" for line in lines).encode()
    out = "o.json" if "o.json" in goal else ""
    filled = answered(form_of(goal, [out] if out else []), {"a.log": content})
    if filled is None:
        return None
    return json.loads(filled.content) if out else filled.text.rstrip(".")


RUNS = (
    "1 01:00:00 x bake[1]: start rye",
    "1 01:20:00 x bake[1]: baking of rye failed: oven cold",
    "1 01:25:00 x bake[1]: retry rye",
    "1 01:50:00 x bake[1]: done rye 12 kg",
    "1 02:00:00 x bake[1]: start oat",
    "1 02:10:30 x bake[1]: done oat 7 kg",
    "2 01:00:00 x bake[1]: start oat",
    "2 01:05:00 x bake[1]: baking of oat failed: oven cold",
    "2 01:30:00 x bake[1]: giving up on oat",
    "3 01:00:00 x bake[1]: start rye",
    "3 01:30:00 x bake[1]: done rye 13 kg",
)
COPY = (
    "1 01:00:00 copy of ada started",
    "1 01:00:40 copy of ben started",
    "1 01:02:00 copy of ada finished",
    "1 01:03:40 copy of ben finished",
)


@pytest.mark.parametrize(
    ("goal", "lines", "expected"),
    [
        ("How many minutes did the baking of oat take in a.log?", RUNS, "10.5"),
        ("How many minutes did the baking of rye take in total in a.log?", RUNS, "80"),
        ("How many minutes did the baking of rye take on average in a.log?", RUNS, "40"),
        ("How many minutes did the baking of rye take in a.log?", RUNS, None),
        ("Which bread's baking took longest in a.log?", RUNS, "rye"),
        ("How many seconds did the copy of ben take in a.log?", COPY, "180"),
        ("How many minutes did the copy of each user take in a.log? Write o.json: user -> minutes.",
         COPY, {"ada": 2, "ben": 3}),
        ("How many minutes did the copy of ada take in a.log?", COPY[1:], None),
        ("How many minutes did the copy of ada take in a.log?", COPY[:2], None),
        ("How many minutes did the copy of ada take in a.log?", (COPY[0], *COPY), None),
        ("How many minutes did the dance of ada take in a.log?", COPY, None),
    ],
)  # fmt: skip
def test_how_long_something_took_is_counted_from_each_start_to_its_end(goal, lines, expected):
    assert spans_of(goal, *lines) == expected
