"""What the body of a function shows of the entries of a list."""

from __future__ import annotations

import ast

import pytest

from hocket.agents.code.entries import Entry, entry_of
from hocket.agents.code.shape import shape_of
from hocket.agents.code.values import values_for

BODIES = {
    "return sum(n * price for n, price in p)": Entry(("n", "price")),
    "for i, (name, age) in enumerate(p): print(name)": Entry(("name", "age")),
    "for one in sorted(p): print(one['name'], one.get('age'))": Entry(
        ("name", "age"), is_keyed=True
    ),
    "for one in p[1:]:\n        day = one[1]\n        print(one[0])": Entry(("", "day")),
    "return max(p, key=lambda one: one['age'])['name']": Entry(("age", "name"), is_keyed=True),
    "best = min(p, key=lambda one: one['age'])\n    return best['name']": Entry(
        ("age", "name"), is_keyed=True
    ),
    "p.sort(key=lambda one: one[1])": Entry(("", "")),
    "return sum(p)": None,
    "for one in p: print(one)": None,
    "for a, b in p.items(): print(a)": None,
    "for i, one in enumerate(p): print(i, one)": None,
    "for a, b in zip(p, q): print(a)": None,
    "for one in p:\n        print(one[0], one['a'])": None,
    "return p['a']": None,
}


@pytest.mark.parametrize(("body", "entry"), BODIES.items(), ids=BODIES)
def test_entries_are_known_by_their_fields(body, entry):
    tree = ast.parse(f"def f(p, q=None):\n    {body}\n")
    assert entry_of(tree.body[0], "p") == entry


def test_lists_of_entries_are_made_up_of_what_their_fields_hold():
    code = """
def cost(order):
    return sum(count * price for name, count, price in order)

def oldest(people):
    return max(people, key=lambda one: one["age"])["name"]
"""
    cost, oldest = shape_of(code).functions
    names: dict[str, object] = {}
    exec(code, names)  # noqa: S102 - the code above
    results = []
    for function in (cost, oldest):
        for value in values_for(function.parameters[0]):
            given = ast.literal_eval(value)
            if given:
                results.append(names[function.name](given))
    assert len(set(results)) > 5
    assert "Anna" in results
