"""Functions of a file to mend that say they are known algorithms."""

from __future__ import annotations

import pytest

from hocket.agents.algorithms.mended import by_the_book

FILE = '''"""Tools for words."""

MOST = 3


def start_of(names):
    """The longest common prefix of all the names; '' if there are none."""
    return names[0][:1]


def shout(text):
    """The text in capitals."""
    return text.upper()
'''


def value_of(code, call):
    names = {}
    exec(code, names)  # noqa: S102
    return eval(call, names)  # noqa: S307


def test_function_is_written_as_the_algorithm_under_its_own_names():
    code = by_the_book(FILE)
    assert value_of(code, "start_of(['mill', 'milk', 'mint'])") == "mi"
    assert value_of(code, "start_of(names=[])") == ""


def test_rest_of_the_file_and_docstrings_stay():
    code = by_the_book(FILE)
    assert code.startswith('"""Tools for words."""\n\nMOST = 3\n\n\ndef start_of(names):')
    assert "The longest common prefix of all the names" in code
    assert code.endswith(FILE.partition("def shout")[2])


def test_function_of_other_parameters_stays():
    assert by_the_book(FILE.replace("start_of(names)", "start_of(names, most, least)")) == ""


@pytest.mark.parametrize("given", ["def f(:", "", "x = 1", "def f(a):\n    return a"])
def test_file_without_such_a_function_gives_none(given):
    assert by_the_book(given) == ""
