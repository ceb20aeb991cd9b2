"""Whether two results of one task agree: by the form that they have."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hocket.review.agreement import Work, compare

ASK = "Which figure is it?"
ROUND = "The mean price, with one decimal."
SORT = "List the towns, sorted by size."
CITY = "What is the capital of France?"
BOTH = "Which shop sold the most, and how many?"
AGREE, DIFFER = True, False

WORDS = [
    # numbers
    (ASK, "42", "42", AGREE),
    (ASK, "42", "43", DIFFER),
    (ASK, "42", "42.0", AGREE),
    (ASK, "1,234", "1234", AGREE),
    (ASK, "1 234 567", "1234567", AGREE),
    (ASK, "3.14", "3.14159", AGREE),
    (ASK, "3.1", "3.6", DIFFER),
    (ASK, "3", "3.4", DIFFER),
    (ASK, "0.1", "0.14", DIFFER),
    (ROUND, "12.34", "12.3", AGREE),
    (ROUND, "12.3", "12.4", DIFFER),
    (ROUND, "12.35", "12.4", AGREE),
    (ASK, "-5", "5", DIFFER),
    (ASK, "1e3", "1000", AGREE),
    (ASK, "The answer is **42**.", "42", AGREE),
    (ASK, "It is 42.", "There are 42 of them.", AGREE),
    (ASK, "It is 42.", "There are 43 of them.", DIFFER),
    (ASK, "42\n\nThe rows were counted twice: 10 and 32.", "42", AGREE),
    (ASK, "Of 100 rows, the figure is 42.", "42", AGREE),
    (ASK, "three", "3", AGREE),
    ("How many of the 100 rows count?", "42 of the 100 rows", "42", AGREE),
    # units
    (ASK, "12 km", "12 kilometres", AGREE),
    (ASK, "12 km", "12 miles", DIFFER),
    (ASK, "12 km", "12", AGREE),
    (ASK, "$12", "12 dollars", AGREE),
    (ASK, "12 %", "12 percent", AGREE),
    (ASK, "12%", "0.12", DIFFER),
    (ASK, "€5", "$5", DIFFER),
    # dates
    (ASK, "2005-03-28", "28 March 2005", AGREE),
    (ASK, "2005-03-28", "March 28th, 2005", AGREE),
    (ASK, "2005-03-28", "28.03.2005", AGREE),
    (ASK, "2005-03-28", "28/03/2005", AGREE),
    (ASK, "2005-03-28", "2005-03-29", DIFFER),
    (ASK, "March 2005", "2005-03", AGREE),
    (ASK, "It ends on 28 March 2005.", "2005-03-28", AGREE),
    # names
    (CITY, "Paris", "The capital of France is Paris.", AGREE),
    (CITY, "Paris", "Lyon", DIFFER),
    (CITY, "paris", "Paris", AGREE),
    (CITY, "Anna, Ben and Carl", "Carl, Anna, Ben", AGREE),
    (CITY, "Anna and Ben", "Anna, Ben, Carl", DIFFER),
    (BOTH, "North, 120", "North sold 120.", AGREE),
    (BOTH, "North, 120", "South, 120", DIFFER),
    (BOTH, "North, 120", "North, 121", DIFFER),
    ("Is A or B older?", "A", "A", AGREE),
    ("Is A or B older?", "A", "B", DIFFER),
    # yes and no, and nothing to be said
    (ASK, "Yes", "yes, it is", AGREE),
    (ASK, "Yes", "No", DIFFER),
    (ASK, "It is not in the text.", "The document does not say.", AGREE),
    (ASK, "The text does not say: it is not in a.txt.", "The a.txt does not mention a fee.", AGREE),
    (ASK, "The text does not say: it is not in a.txt.", "The a.txt mentions a fee of 9.", DIFFER),
    (ASK, "It is not in the text.", "42", DIFFER),
    # no agreement: prose, errors, nothing
    (ASK, "", "", DIFFER),
    (ASK, "None", "None", DIFFER),
    (ASK, "nan", "nan", DIFFER),
    (ASK, "Error: no such column", "Error: no such column", DIFFER),
    (ASK, "0 rows", "0 rows", DIFFER),
    (ASK, "I cannot tell", "I cannot tell", DIFFER),
    (ASK, "the same words " * 50, "the same words " * 50, DIFFER),
    # data
    (ASK, '{"a": 1, "b": [1, 2]}', '{"b": [2, 1], "a": 1.0}', AGREE),
    (ASK, '{"a": 1}', '{"a": 1, "b": 2}', DIFFER),
    (ASK, '{"A b": "x "}', '{"a_b": "X"}', AGREE),
    (ASK, '{"a": "1"}', '{"a": 1}', AGREE),
    (ASK, '{"a": "007"}', '{"a": 7}', DIFFER),
    (ASK, '{"a": null}', '{"a": null}', DIFFER),
    (ASK, '{"a": null, "b": 1}', '{"a": null, "b": 1}', AGREE),
    (ASK, "[]", "[]", DIFFER),
    (ASK, '```json\n{"a": 1}\n```', 'Here it is: {"a": 1}', DIFFER),
    (ASK, "[1, 1, 2]", "[1, 2, 2]", DIFFER),
    (SORT, '["Bonn", "Ulm"]', '["Ulm", "Bonn"]', DIFFER),
    (ASK, '["Bonn", "Ulm"]', '["Ulm", "Bonn"]', AGREE),
    ("verbatim", '["Bonn"]', '["bonn"]', DIFFER),
    (ASK, "@mean[1.50] @n[3]", "@n[3]\n@mean[1.5]", AGREE),
    (ASK, "@mean[1.50]", "@mean[1.6]", DIFFER),
    (ASK, "| a | b |\n|---|---|\n| 1 | x |", "| b | a |\n|:-:|---|\n| X | 1.0 |", AGREE),
    (ASK, "| a |\n|---|\n| 1 |\n| 2 |", "| a |\n|---|\n| 1 |\n| 3 |", DIFFER),
]


@pytest.mark.parametrize(("goal", "first", "second", "agree"), WORDS)
def test_answers_agree_by_what_they_say(goal, first, second, agree):
    assert compare(Work(first), Work(second), goal=goal).agrees is agree
    assert compare(Work(second), Work(first), goal=goal).agrees is agree


PROSE = "# On rivers\n\n" + "A long text. " * 99
FILES = [
    ("a.csv", "x,y\n1,2\n3,4\n", "x;y\n3;4\n1;2\n", AGREE),
    ("a.csv", "x,y\n1,2\n", "y,x\n2,1\n", AGREE),
    ("a.csv", "x,y\n1,2\n", "x,z\n1,2\n", DIFFER),
    ("a.csv", "x,y\n1,2\n", "x,y\n1,3\n", DIFFER),
    ("a.csv", "x,y\n", "x,y\n", DIFFER),
    ("a.csv", "x;y\n1,5;2\n", "x,y\n1.5,2\n", AGREE),
    ("a.json", '{"a": 0.30000000000000004}', '{"a": 0.3}', AGREE),
    ("a.json", "{", "{", DIFFER),
    ("a.jsonl", '{"a": 1}\n{"a": 2}\n', '{"a": 2}\n{"a": 1}\n', AGREE),
    ("a.txt", "42\n", "42", AGREE),
    (
        "a.md",
        "# On rivers\n\n" + "A long text. " * 99,
        "# On rivers\n\n" + "A long text. " * 99,
        DIFFER,
    ),
    ("a.py", "print(1)", "print(1)", DIFFER),
    ("a.png", "x", "x", DIFFER),
]


@pytest.mark.parametrize(("name", "first", "second", "agree"), FILES)
def test_files_agree_by_their_form(name, first, second, agree):
    works = [Work("done", {name: text.encode()}) for text in (first, second)]
    assert compare(*works, goal=ASK, deliverables=(name,)).agrees is agree


def test_files_that_both_copy_an_input_do_not_agree():
    work = Work("done", {"b.csv": b"x,y\n1,2\n"})
    copied = compare(work, work, goal=ASK, deliverables=("b.csv",), given=(b"x,y\n1,2",))
    assert (copied.agrees, copied.reason) == (False, "b.csv is a copy of an input")


def test_file_that_one_method_did_not_make_is_no_agreement():
    one = Work("done", {"a.txt": b"42"})
    assert not compare(one, Work("done"), goal=ASK, deliverables=("a.txt",)).agrees


def test_long_lists_agree_in_any_order():
    rows = [{"n": n, "name": f"row {n}"} for n in range(1000)]
    works = [Work(json.dumps(rows)), Work(json.dumps(rows[::-1]))]
    assert compare(*works, goal=ASK).agrees


scalars = st.integers(-(10**9), 10**9) | st.floats(-1e9, 1e9) | st.text(min_size=1, max_size=9)
documents = st.recursive(
    scalars | st.none() | st.booleans(),
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(st.sampled_from("abcd"), inner, max_size=4)
    ),
    max_leaves=12,
)


@given(documents, documents, st.sampled_from([ASK, ROUND, SORT]))
def test_agreement_is_symmetric(first, second, goal):
    works = [Work(json.dumps({"value": data})) for data in (first, second)]
    there, back = compare(*works, goal=goal), compare(*works[::-1], goal=goal)
    assert there == back


@given(documents)
def test_data_with_a_real_value_agrees_with_itself(data):
    work = Work(json.dumps({"n": 1, "value": data}))
    assert compare(work, work, goal=ASK).agrees


@given(st.text(max_size=200), st.text(max_size=200))
def test_any_two_texts_can_be_compared(first, second):
    works = Work(first), Work(second)
    assert compare(*works, goal=ASK).agrees == compare(*works[::-1], goal=ASK).agrees


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("91 is prime.", "91 is not prime."),
        ("The share rose by 5%.", "The share fell by 5%."),
        ("No. 5 is the largest house.", "No. 7 is the largest house."),
        ("Sales did rise in 2020.", "Sales did not rise in 2020."),
    ],
)
def test_answer_and_its_opposite_do_not_agree(first, second):
    assert not compare(Work(first), Work(second), goal="What happened?").agrees
    assert compare(Work(first), Work(first), goal="What happened?").agrees


def test_strictest_rounding_that_the_goal_names_decides():
    goal = "Give @mean[x] with two decimals and @p[y] with four decimals."
    first, second = Work("@mean[1.50] @p[0.0010]"), Work("@mean[1.50] @p[0.0040]")
    assert not compare(first, second, goal=goal).agrees


@pytest.mark.parametrize(
    ("goal", "agrees"),
    [
        ("Write o.json, a list of the names, beginning with the highest peak.", False),
        ("Write o.json, a list of the names, the most expensive one first.", False),
        ("Write o.json, a list of the names from the oldest to the newest.", False),
        ("Write o.json, a list of the names from A to Z.", False),
        ("Write o.json, a list of the names of all peaks.", True),
    ],
)
def test_order_counts_where_the_goal_asks_for_one(goal, agrees):
    first, second = (Work("", {"o.json": names}) for names in (b'["A", "B"]', b'["B", "A"]'))
    assert compare(first, second, goal=goal, deliverables=["o.json"]).agrees is agrees


@pytest.mark.parametrize(
    ("goal", "second", "agrees"),
    [
        ("How often was each door opened?", '{"a": 2, "b": 5, "c": 0}', True),
        ("How often was each door opened?", '{"a": 2, "b": 5, "c": 1}', False),
        ("How often was each door opened?", '{"a": 2, "b": 4, "c": 0}', False),
        ("How often was each door opened?", '{"a": 2, "b": 5, "c": "none"}', False),
        ("The number of visits of a, b and c", '{"a": 2, "b": 5, "c": 0}', False),
        ("What is the balance of each account?", '{"a": 2, "b": 5, "c": 0}', False),
    ],
)
def test_counts_agree_with_those_that_name_what_never_occurs(goal, second, agrees):
    works = [Work(text) for text in ('{"a": 2, "b": 5}', second)]
    assert compare(*works, goal=goal).agrees is agrees
