"""The file to fill in that a goal's names and parameters give."""

from __future__ import annotations

import ast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hocket.agents.code.skeleton import skeleton_of


def heads(goal: str) -> dict[str, list[str]]:
    """The functions of a skeleton by the class that they are in, "" for those in none."""
    found: dict[str, list[str]] = {}
    for node in ast.parse(skeleton_of(goal)).body:
        inner = node.body if isinstance(node, ast.ClassDef) else [node]
        name = node.name if isinstance(node, ast.ClassDef) else ""
        found.setdefault(name, []).extend(f"{f.name}({ast.unparse(f.args)})" for f in inner)
    return found


@pytest.mark.parametrize(
    ("goal", "expected"),
    [
        ("Write slug.py with slug(title, limit=40).", {"": ["slug(title, limit=40)"]}),
        ("Two functions, pack(xs) and unpack(xs).", {"": ["pack(xs)", "unpack(xs)"]}),
        (
            "A class Door(code) with open(code) and close(). open(code) may raise ValueError.",
            {"Door": ["__init__(self, code)", "open(self, code)", "close(self)"]},
        ),
        (
            "A class called Tally with add(name) and total(), and a function load(path).",
            {"Tally": ["add(self, name)", "total(self)"], "": ["load(path)"]},
        ),
        ("Point(x, y) with norm().", {"Point": ["__init__(self, x, y)", "norm(self)"]}),
        ("fold(xs) such that fold([1, 2]) == 3", {"": ["fold(xs)"]}),
        ("fold(n) -> int, and fold(3) is 6", {"": ["fold(n)"]}),
    ],
)
def test_skeleton_has_the_functions_and_classes_that_a_goal_names(goal, expected):
    assert heads(goal) == expected


@pytest.mark.parametrize(
    "goal",
    ["It runs in O(n log n) time.", "Sort the list (in place).", "It uses len(xs) and print(x).",
     "class Door", "rename the file(s)", "for (a) and (b)"],
)  # fmt: skip
def test_skeleton_of_a_goal_without_functions_is_empty(goal):
    assert not skeleton_of(goal)


@given(st.text("abcXY_(),=1 .:'\n[]", max_size=60))
def test_skeleton_of_any_text_is_code(text):
    ast.parse(skeleton_of(text))
