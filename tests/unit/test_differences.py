"""The values on which results of one task differ, side by side."""

from __future__ import annotations

from hocket.core.agreement import Agreement, Difference, Method
from hocket.review.agreement import Work
from hocket.review.differences import differences, values_of


def test_differences_are_the_values_that_are_not_the_same_as_rounded():
    first = Work('{"mean": 2.5, "most": "Ulm", "rows": [{"n": 1}, {"n": 2}]}')
    second = Work('{"mean": 2.50, "most": "Bonn", "rows": [{"n": 1}, {"n": 3}]}')
    assert differences([first, None, second], "the mean") == (
        Difference(place="most", values=("Ulm", "", "Bonn")),
        Difference(place="rows, row 2, n", values=("2", "", "3")),
    )


def test_differences_have_a_value_that_one_result_lacks():
    results = [Work('{"a": 1}'), Work('{"a": 1, "b": 2}')]
    assert differences(results, "") == (Difference(place="b", values=("", "2")),)


def test_values_of_several_files_name_their_file():
    files = {"a.json": b'{"n": 1}', "b.csv": b"town,n\nUlm,2\n"}
    assert values_of(Work("", files), files) == {
        "a.json, n": 1, "b.csv, row 1, town": "Ulm", "b.csv, row 1, n": "2",
    }  # fmt: skip


def test_agreement_in_words_names_the_first_values_that_differ():
    methods = (Method(way="program"), Method(way="rows"))
    places = [Difference(place=name, values=("1", "2")) for name in "abcd"]
    words = [Agreement(methods=methods, differences=tuple(places[:n])).words() for n in (0, 2, 4)]
    assert words == [
        "program and rows disagree",
        "program and rows disagree on a and b",
        "program and rows disagree on a, b, c and others",
    ]
