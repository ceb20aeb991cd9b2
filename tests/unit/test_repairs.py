"""Faults of Python code that are mended by rule."""

from __future__ import annotations

import numpy as np
import pytest

from hocket.agents.code.repairs import KEEPS, repaired

GOAL = "stats.py changes the lists it is given. Repair it."


def module_of(code: str, goal: str = GOAL) -> dict:
    names: dict = {}
    exec(repaired(code, goal), names)  # noqa: S102 - code of this test
    return names


@pytest.mark.parametrize(
    "body",
    [
        "values.sort()\n    return values[0]",
        '"""Smallest."""\n    values.sort(reverse=True)\n    return values[-1]',
        "values[0], values[-1] = values[-1], values[0]\n    return min(values)",
        "while len(values) > 1:\n        values.remove(max(values))\n    return values[0]",
        "del values[1]\n    return min(values)",
    ],
)
def test_function_leaves_its_argument_as_it_is(body):
    least = module_of(f"def least(values):\n    {body}\n")["least"]
    given = [3, 7, 1]
    assert (least(given), given) == (1, [3, 7, 1])


@pytest.mark.parametrize("head", ["counts={}", "*, counts={}", "counts={}, step=1"])
def test_default_is_made_anew_for_each_call(head):
    code = (
        f"def mode(values, {head}):\n    # a comment stays\n    for v in values:\n"
        "        counts[v] = counts.get(v, 0) + 1\n    return counts\n"
    )
    mode = module_of(code, "mode is wrong at its second call.")["mode"]
    assert (mode("aa"), mode("b")) == ({"a": 2}, {"b": 1})
    assert "# a comment stays" in repaired(code, "")


@pytest.mark.parametrize(
    ("code", "goal"),
    [
        ("def put(items, one):\n    items.append(one)\n", GOAL),  # it is there to change them
        ("def last(items):\n    items.sort()\n    return items[-1]\n", "last crashes."),
        ("def last(items):\n    items = sorted(items)\n    items.pop()\n    return items\n", GOAL),
        ("class A:\n    def f(self):\n        self.x.append(1)\n        return self\n", GOAL),
        ("def f(a, b=None, c=()):\n    return a, b, c\n", GOAL),
        ("def broken(:\n", GOAL),
        ("def f(a, memo={}):\n    memo[a] = 1\n    return memo\n", GOAL),
        ("def r(g, seen):\n    seen.add(g)\n    return r(g, seen)\n", GOAL),
        ("def d(f, n=[]):\n    @w(f)\n    def g():\n        return n\n    return g\n", GOAL),
    ],
)
def test_code_that_has_no_such_fault_stays_as_it_is(code, goal):
    assert repaired(code, goal).rstrip("\n") == code.rstrip("\n")


@pytest.mark.parametrize(
    ("goal", "keeps"),
    [
        ("It modifies the dictionary that is passed.", True),
        ("sort.py alters its input.", True),
        ("dedupe(items), which changes the list in place and returns how many", False),
        ("Change the function so that it adds tax.", False),
        ("The total changes from run to run.", False),
    ],
)
def test_goal_says_whether_arguments_stay(goal, keeps):
    assert bool(KEEPS.search(goal)) is keeps


@pytest.mark.parametrize(
    "goal",
    [
        "The list it was given must stay as it is.",
        "Leave the list unchanged.",
        "It must not change the list.",
        "Return a new list without modifying the given one.",
        "The original is to remain untouched.",
        "Keep the input as it was.",
    ],
)
def test_arguments_that_a_goal_wants_left_alone_are_copied(goal):
    code = "def top(values):\n    values.sort()\n    return values[-1]"
    assert "values = values.copy()" in repaired(code, goal)


@pytest.mark.parametrize(
    "goal",
    [
        "Sort the list and return its last.",
        "Change the list in place and return it.",
        "Sort the list in place, without changing other arguments.",
        "Return 0 if the two inputs are the same.",
        "Remove doubles from the given list so that the order stays the same.",
        "x",
    ],
)
def test_arguments_are_not_copied_where_nobody_asks_for_it(goal):
    code = "def top(values):\n    values.sort()\n    return values[-1]"
    assert repaired(code, goal) == code


def test_width_of_a_table_without_rows_is_nothing():
    code = "def turned(grid):\n    return [[row[i] for row in grid] for i in range(len(grid[0]))]"
    turned = module_of(code)["turned"]
    assert turned([]) == []
    assert turned([[1, 2], [3, 4]]) == [[1, 3], [2, 4]]


def test_width_that_is_looked_after_is_left_alone():
    code = "def width(grid):\n    if not grid:\n        return None\n    return len(grid[0])"
    assert repaired(code, "") == code


def test_width_of_an_array_is_taken_by_its_length():
    width = module_of("def width(grid):\n    return len(grid[0])")["width"]
    assert width(np.zeros((2, 3))) == 3
    assert width(np.zeros((0, 3))) == 0
