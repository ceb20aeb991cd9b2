"""Whether a call repeats an earlier one: wholly, in part, or not at all."""

from __future__ import annotations

import pytest

from hocket.core.receipt import likeness

EQUAL = [
    ({"to": "ann", "eur": 5}, {"eur": 5, "to": "ann"}),
    ({"eur": 5}, {"eur": 5.0}),
    ({"eur": 0.3}, {"eur": 0.1 + 0.2}),
    ({"eur": 0.0}, {"eur": -0.0}),
    ({"to": [{"a": 1, "b": 2}]}, {"to": [{"b": 2, "a": 1}]}),
]
TEXTS_ALIKE = [
    ("ann", " ANN\n"),
    ("Jos\u00e9", "Jose\u0301"),
    ("Jos\u00e9", "Jose"),
    ("M\u00fcller", "Mueller"),
    ("Ann", "\uff21nn"),
    ("Ann Lee", "Ann\u00a0Lee"),
    ("AnnLee", "Ann\u200bLee"),
    ("AnnLee", "Ann\u00adLee"),
    ("AnnLee", "\ufeffAnnLee"),
    ("Ann Lee", "Ann-Lee"),
    ("ann", "ann."),
    ("ann", '"ann"'),
    ("Ann", "Ann Smith"),
    ("Ann Smith", "Ann Smyth"),
    ("https://x.example/pay", "https://x.example/pay/"),
    ("Hello Ann, the rent is paid.", "Hello Ann, the rent is paid now."),
]
TEXTS_DIFFERENT = [
    ("ann", "bob"),
    ("ann", ""),
    ("INV-1001", "INV-1002"),
    ("bill", "bill 12"),
    ("out/a.txt", "out/b.txt"),
    ("Bonn", "Rome"),
    ("?", "!"),
]


@pytest.mark.parametrize(("one", "other"), EQUAL)
def test_arguments_that_mean_the_same_are_equal(one, other):
    assert likeness(one, other) == likeness(other, one) == "equal"


@pytest.mark.parametrize(("one", "other"), TEXTS_ALIKE)
def test_text_that_reads_the_same_but_for_its_spelling_is_alike(one, other):
    assert likeness({"to": one}, {"to": other}) == likeness({"to": other}, {"to": one}) == "alike"


@pytest.mark.parametrize(("one", "other"), TEXTS_DIFFERENT)
def test_text_of_something_else_is_different(one, other):
    assert likeness({"to": one}, {"to": other}) == "different"
    assert likeness({"to": other}, {"to": one}) == "different"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({"to": "ann", "eur": 5}, {"to": "ann", "eur": 6}),
        ({"to": "ann"}, {"to": "ann", "eur": 1}),
        ({"eur": 5}, {"eur": "5"}),
        ({"id": 9007199254740993, "to": "ann"}, {"id": 9007199254740992, "to": "ann"}),
    ],
)
def test_call_that_differs_in_some_arguments_only_is_alike(one, other):
    assert likeness(one, other) == likeness(other, one) == "alike"
