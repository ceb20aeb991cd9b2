"""Known algorithms under the names that a goal gives."""

from __future__ import annotations

import pytest

from hocket.agents.algorithms import ALGORITHMS, algorithms_for
from hocket.agents.algorithms.adapted import adapted
from hocket.agents.algorithms.algorithm import Algorithm


def known(name):
    return next(one for one in ALGORITHMS if one.name == name)


def run(code, expression):
    names = {}
    exec(code, names)  # noqa: S102 - a known algorithm
    return eval(expression, names)  # noqa: S307 - a line of ours


@pytest.mark.parametrize(
    ("goal", "expression", "value"),
    [
        ("Write card.py with passes(digits), Luhn's check.", "passes('79927398713')", True),
        ("n.py with value_of(text): the value of a Roman numeral.", "value_of('MCMXC')", 1990),
        ("r.py with write(number), a number as Roman numeral.", "write(14)", "XIV"),
        ("gen.py with after(cells): the next generation of the Game of Life.",
         "after([[0, 1, 0], [0, 1, 0], [0, 1, 0]])", [[0, 0, 0], [1, 1, 1], [0, 0, 0]]),
    ],
)  # fmt: skip
def test_algorithm_can_be_called_as_the_goal_says(goal, expression, value):
    codes = [adapted(one, goal) for one in algorithms_for(goal)]
    assert run(codes[0], expression) == value


def test_class_keeps_the_methods_that_are_asked_for():
    one = Algorithm("pile", "pile", "pile", "Write a class Pile.", PILE)
    code = adapted(one, "Write heap.py with a class Heap with put(item) and take().")
    assert run(code, "[h := Heap(), h.put(3), h.take()][-1]") == 3
    assert "Pile" not in code


PILE = """\
class Pile:
    def __init__(self):
        self._items = []

    def put(self, item):
        self._items.append(item)

    def take(self):
        return self._items.pop()

    def copy(self):
        other = Pile()
        other._items = [*self._items]
        return other"""


@pytest.mark.parametrize(
    "goal",
    [
        "Write a class Heap with weigh(item) and take().",
        "Write a class Heap(size) with put(item) and take().",
        "Write put(item), which puts something on a pile.",
        "Write pile.py.",
    ],
)
def test_other_methods_or_parameters_are_left_to_the_llm(goal):
    assert adapted(Algorithm("pile", "pile", "pile", "Write a class Pile.", PILE), goal) == ""


def test_functions_that_cannot_be_told_apart_are_left_to_the_llm():
    code = "def low(a, b):\n    return min(a, b)\n\n\ndef high(a, b):\n    return max(a, b)"
    one = Algorithm("ends", "ends", "ends", "Write low and high.", code)
    assert adapted(one, "Write ends.py with best(x, y).") == ""
    assert "def high(x, y)" in adapted(one, "Write ends.py with high(x, y).")


def test_name_of_the_goal_that_the_code_has_for_something_else_is_left():
    code = "def helper(n):\n    return n + 1\n\n\ndef grown(n, by):\n    return helper(n) + by"
    one = Algorithm("grown", "grown", "grown", "Write grown.", code)
    assert adapted(one, "Write grow.py with helper(n, by).") == ""


MARKUP = """\
def checked(price):
    if price < 0:
        raise ValueError(price)
    return price


def doubled(halved):
    return checked(halved) * 2


def halved(doubled, least=1):
    half = max(checked(doubled) / 2, least)
    return half"""


def test_parameters_that_are_called_like_functions_stay():
    one = Algorithm("halves", "halves", "halves", "Write halves.py.", MARKUP)
    code = adapted(one, "Write it.py with up(halved) and down(doubled, least=1).")
    assert run(code, "[up(4), down(5)]") == [8, 2.5]


@pytest.mark.parametrize(
    "goal",
    [
        "Write it.py with halved(least, doubled=1).",
        "Write it.py with halved(doubled, least=2).",
        "Write it.py with halved(max, least=1).",
        "Write it.py with halved(number, checked=1).",
        "Write it.py with max(doubled, least=1).",
    ],
)
def test_names_or_values_that_the_code_has_for_something_else_are_left_to_the_llm(goal):
    assert adapted(Algorithm("halves", "halves", "halves", "Write halves.py.", MARKUP), goal) == ""


JAR = """\
class Jar:
    def __init__(self, most=9):
        self._sweets = []
        self.most = most

    def put(self, sweet):
        if len(self) == self.most:
            raise IndexError("it is full")
        self._sweets.append(sweet)

    def take(self, count=1):
        taken = self._sweets[-count:]
        del self._sweets[-count:]
        return taken

    def __len__(self):
        return len(self._sweets)

    def is_empty(self):
        return not self._sweets"""


def jar(goal):
    return adapted(Algorithm("jar", "jar", "jar", "Write a class Jar.", JAR), goal)


def test_methods_are_known_by_usual_other_names():
    code = jar("Write tin.py with a class Tin(most): push(sweet), pop() and empty().")
    assert run(code, "[t := Tin(2), t.push('a'), t.empty(), t.pop(), t.empty()][2:]") == [
        False, ["a"], True,
    ]  # fmt: skip


@pytest.mark.parametrize(
    "goal",
    [
        "Write tin.py with a class Tin: push(sweet), add(sweet) and take().",
        "Write tin.py with a class Tin: put(sweet) and size().",  # ``len(self)`` is called
        "Write tin.py with a class Tin: put(sweet) and shake().",
        "Write tin.py with a class Tin(least): put(sweet, least).",
        "Write tin.py with a class Tin(most=8): put(sweet).",
    ],
)
def test_methods_that_are_not_certain_are_left_to_the_llm(goal):
    assert jar(goal) == ""


def test_error_that_the_goal_names_takes_the_place_of_the_usual_one():
    goal = "Write tin.py with a class Tin(most): put(sweet) raises OverflowError if it is full."
    with pytest.raises(OverflowError):
        run(jar(goal), "[t := Tin(1), t.put('a'), t.put('b')]")
    assert "IndexError" in jar("A class Tin(most): put(sweet) raises SweetError if it is full.")
    assert "IndexError" in jar("A class Tin(most) with put(sweet).")
